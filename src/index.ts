import type { Converted } from './library/convert.ts'
import { moveConfigText, moveText, raiseConfigText, raiseText } from './library/move.ts'
import type { ConfigMoveOptions, MoveOptions } from './library/told.ts'

export { convert } from './library/convert.ts'
export { check, init, simulate, status, statusOfConfig } from './library/look.ts'
export { parseConfig } from './library/parse.ts'
export { planMigration } from './library/plan.ts'
export { findSteps, stepsOff, stepsOn, useProfile } from './library/steps.ts'
export type { Diagnostic, Location, Severity } from './diagnostic.ts'
export type { Config, WorkloadEntry } from './library/config.ts'
export type { Converted } from './library/convert.ts'
export type {
  ChangeVerdict,
  CheckOptions,
  MigrationStatus,
  WorkloadStatus
} from './library/look.ts'
export type { MigrationPlan, ObjectName, ObjectPatch } from './library/plan.ts'
export type { StepsBlock, StepsOptions, Switched } from './library/steps.ts'
export type { ConfigMoveOptions, ConvertOptions, LiveOptions, MoveOptions } from './library/told.ts'
export type { Applier } from './settings.ts'
export type { Value } from './yaml/node.ts'

/** Brings manifests one stage on. What they were is remembered in their annotations. */
export const nextStage = (input: string, options: MoveOptions = {}): Converted<string> =>
  moveText(input, options, 'next')

/** Brings manifests one stage back: of what `nextStage` moved, byte for byte what it was given. */
export const previousStage = (input: string, options: MoveOptions = {}): Converted<string> =>
  moveText(input, options, 'back')

/** Takes manifests out of a migration: first the Deployment gets all pods, then the Rollout none. */
export const abortMigration = (input: string, options: MoveOptions = {}): Converted<string> =>
  moveText(input, options, 'abort')

/** Raises N of manifests in the middle of a migration to `replicas`: it only adds pods. */
export const raiseReplicas = (input: string, options: MoveOptions = {}): Converted<string> =>
  raiseText(input, options)

/** Brings the entries of a `rolloutify.yaml` one stage on: of its text only `stage:` changes. */
export const nextStageOfConfig = (
  input: string,
  options: ConfigMoveOptions = {}
): Converted<string> => moveConfigText(input, options, 'next')

/** Brings the entries of a `rolloutify.yaml` one stage back. */
export const previousStageOfConfig = (
  input: string,
  options: ConfigMoveOptions = {}
): Converted<string> => moveConfigText(input, options, 'back')

/** Takes the entries of a `rolloutify.yaml` out of a migration. */
export const abortMigrationOfConfig = (
  input: string,
  options: ConfigMoveOptions = {}
): Converted<string> => moveConfigText(input, options, 'abort')

/** Raises N of the entries of a `rolloutify.yaml` to `replicas`. */
export const raiseReplicasOfConfig = (
  input: string,
  options: ConfigMoveOptions = {}
): Converted<string> => raiseConfigText(input, options)
