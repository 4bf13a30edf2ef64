import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { changed, manifestsOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { output } from './processes.ts'
import type { Scenario, Step } from './scenario.ts'

/** One step: what had been applied before it, and what has been after it. */
export type Change = {
  readonly step: Step
  readonly from: readonly Manifest[]
  readonly to: readonly Manifest[]
}

const rolloutify = join(import.meta.dirname, '../../bin/rolloutify.mjs')
/** The pods that a migration holds. */
const held = '8'

/** The manifests of a stage, as `rolloutify convert` prints them. */
async function stage({ baseline, percents }: Scenario, name: string) {
  const file = join(import.meta.dirname, 'baselines', baseline)
  const plan = ['--replicas', held, '--percents', percents, '--applier', 'helm3']
  const args = [rolloutify, 'convert', '--quiet', '--stage', name, ...plan, file]
  return manifestsOf(await output(process.execPath, args))
}

/** What stands in Git: a stage as a whole, or the manifests before with a file's over them. */
async function manifestsAt(scenario: Scenario, before: readonly Manifest[], state: string) {
  if (!state.endsWith('.yaml')) return stage(scenario, state)
  return changed(before, manifestsOf(readFileSync(join(scenario.folder, state), 'utf8')))
}

/** What has been applied after a step. */
async function after(scenario: Scenario, before: readonly Manifest[], { to, only }: Step) {
  if (to === undefined) return before
  const manifests = await manifestsAt(scenario, before, to)
  if (!only) return manifests
  const applied = manifests.filter(({ kind }) => only.some(it => it === kind))
  return changed(before, applied)
}

/** The manifests that a scenario starts from, and what its steps make of them. */
export async function statesOf(scenario: Scenario) {
  const baseline = await stage(scenario, 'baseline')
  const start = await manifestsAt(scenario, baseline, scenario.start)
  const changes: Change[] = []
  for (const step of scenario.steps) {
    const from = changes.at(-1)?.to ?? start
    changes.push({ step, from, to: await after(scenario, from, step) })
  }
  return { start, changes }
}
