import type { Converted } from './library/convert.js';
import type { ConfigMoveOptions, MoveOptions } from './library/told.js';
export { convert } from './library/convert.js';
export { check, init, simulate, status, statusOfConfig } from './library/look.js';
export { parseConfig } from './library/parse.js';
export { planMigration } from './library/plan.js';
export { findSteps, stepsOff, stepsOn, useProfile } from './library/steps.js';
export type { Diagnostic, Location, Severity } from './diagnostic.js';
export type { Config, WorkloadEntry } from './library/config.js';
export type { Converted } from './library/convert.js';
export type { ChangeVerdict, CheckOptions, MigrationStatus, WorkloadStatus } from './library/look.js';
export type { MigrationPlan, ObjectName, ObjectPatch } from './library/plan.js';
export type { StepsBlock, StepsOptions, Switched } from './library/steps.js';
export type { ConfigMoveOptions, ConvertOptions, LiveOptions, MoveOptions } from './library/told.js';
export type { Applier } from './settings.js';
export type { Value } from './yaml/node.js';
/** Brings manifests one stage on. What they were is remembered in their annotations. */
export declare const nextStage: (input: string, options?: MoveOptions) => Converted<string>;
/** Brings manifests one stage back: of what `nextStage` moved, byte for byte what it was given. */
export declare const previousStage: (input: string, options?: MoveOptions) => Converted<string>;
/** Takes manifests out of a migration: first the Deployment gets all pods, then the Rollout none. */
export declare const abortMigration: (input: string, options?: MoveOptions) => Converted<string>;
/** Raises N of manifests in the middle of a migration to `replicas`: it only adds pods. */
export declare const raiseReplicas: (input: string, options?: MoveOptions) => Converted<string>;
/** Brings the entries of a `rolloutify.yaml` one stage on: of its text only `stage:` changes. */
export declare const nextStageOfConfig: (input: string, options?: ConfigMoveOptions) => Converted<string>;
/** Brings the entries of a `rolloutify.yaml` one stage back. */
export declare const previousStageOfConfig: (input: string, options?: ConfigMoveOptions) => Converted<string>;
/** Takes the entries of a `rolloutify.yaml` out of a migration. */
export declare const abortMigrationOfConfig: (input: string, options?: ConfigMoveOptions) => Converted<string>;
/** Raises N of the entries of a `rolloutify.yaml` to `replicas`. */
export declare const raiseReplicasOfConfig: (input: string, options?: ConfigMoveOptions) => Converted<string>;
