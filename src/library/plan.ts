import type { Operation } from 'fast-json-patch'
import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { plan } from '../migration/plan.ts'
import { runbook } from '../migration/runbook/runbook.ts'
import { printStage } from '../workload/stage.ts'
import { concat, decode } from '../yaml/bytes.ts'
import { piecesOf } from '../yaml/revision.ts'
import { faultsOf, groupsOf, runOf } from './options.ts'
import type { ConvertOptions } from './told.ts'

/** What a stage does to one object: an RFC 6902 patch of it, or the object where it is new. */
export type ObjectPatch =
  | { readonly target: ObjectName; readonly patch: readonly Operation[] }
  | { readonly create: unknown }

/** What tells an object from all others. */
export type ObjectName = {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
}

/** A planned migration: every stage as complete manifests, and as patches from the one before. */
export type MigrationPlan = {
  readonly stages: readonly {
    readonly name: string
    readonly output: string
    readonly patches: readonly ObjectPatch[]
  }[]
  /** The plan as instructions, in Markdown. */
  readonly runbook: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Plans the whole migration of a stream of manifests. With an error there are no stages. */
export function planMigration(input: string, options: ConvertOptions = {}): MigrationPlan {
  const faults = [...faultsOf(options)]
  if (faults.length > 0) return { stages: [], runbook: '', diagnostics: faults }
  const planned = plan(groupsOf(input, options), runOf(options))
  const { diagnostics } = planned
  if (hasErrors(diagnostics)) return { stages: [], runbook: '', diagnostics }
  const applier = options.applier ?? options.config?.applier ?? 'argocd'
  const stages = planned.stages.map(({ stage, revisions, patches }) => ({
    name: printStage(stage),
    output: decode(concat(revisions.flatMap(piecesOf))),
    patches
  }))
  return { stages, runbook: runbook({ ...planned, applier }), diagnostics }
}
