import { join } from 'node:path'
import { manifestsOf } from './manifest.ts'
import { output } from './processes.ts'
import type { Scenario } from './scenario.ts'

/** The program as it is shipped. */
export const rolloutify = join(import.meta.dirname, '../../bin/rolloutify.mjs')

/** The pods that a migration holds. */
export const held = 8

export const baselineOf = ({ baseline }: Scenario) =>
  join(import.meta.dirname, 'baselines', baseline)

/** The manifests of a scenario's baseline at a stage of the plan. */
export async function stageOf(scenario: Scenario, stage: string) {
  const plan = ['--replicas', `${held}`, '--percents', scenario.percents, '--applier', 'helm3']
  const args = ['convert', '--quiet', '--stage', stage, ...plan, baselineOf(scenario)]
  return manifestsOf(await output(process.execPath, [rolloutify, ...args]))
}
