import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { changed, manifestsOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { stageOf } from './rolloutify.ts'
import type { Scenario, Step } from './scenario.ts'

/** One step: the manifests of what there was before it, and of what there is after it. */
export type Change = {
  readonly step: Step
  /** The name of what stands in Git: a stage or a file. */
  readonly state: string
  readonly from: readonly Manifest[]
  readonly to: readonly Manifest[]
}

/** What stands in Git: a stage as a whole, or the manifests before with a file's over them. */
async function manifestsAt(scenario: Scenario, before: readonly Manifest[], state: string) {
  if (!state.endsWith('.yaml')) return stageOf(scenario, state)
  return changed(before, manifestsOf(readFileSync(join(scenario.folder, state), 'utf8')))
}

/** What there is after a step. */
async function after(scenario: Scenario, before: readonly Manifest[], step: Step) {
  const { to, only } = step
  if (to === undefined) return before.filter(({ kind }) => kind !== step.delete)
  const manifests = await manifestsAt(scenario, before, to)
  if (!only) return manifests
  const applied = manifests.filter(({ kind }) => only.some(it => it === kind))
  return changed(before, applied)
}

/** The manifests that a scenario starts from, and what its steps make of them. */
export async function statesOf(scenario: Scenario) {
  const baseline = await stageOf(scenario, 'baseline')
  const start = await manifestsAt(scenario, baseline, scenario.start)
  const changes: Change[] = []
  for (const step of scenario.steps) {
    const from = changes.at(-1)?.to ?? start
    const state = step.to ?? changes.at(-1)?.state ?? scenario.start
    changes.push({ step, state, from, to: await after(scenario, from, step) })
  }
  return { start, changes }
}
