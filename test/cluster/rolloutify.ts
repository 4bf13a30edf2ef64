import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { manifestsOf } from './manifest.ts'
import { output } from './processes.ts'
import type { Scenario } from './scenario.ts'

/** The program as it is shipped. */
export const rolloutify = join(import.meta.dirname, '../../bin/rolloutify.mjs')

export const baselineOf = ({ baseline }: Scenario) =>
  join(import.meta.dirname, 'baselines', baseline)

/** The manifests of a scenario's baseline at a stage of the plan. */
export async function stageOf(scenario: Scenario, stage: string) {
  const config = join(scenario.folder, 'rolloutify.yaml')
  const counts = ['--replicas', `${scenario.replicas}`, '--applier', 'helm3']
  const plan = existsSync(config) ? ['--config', config] : counts
  const percents = ['--percents', scenario.percents]
  const args = ['convert', '--quiet', '--stage', stage, ...plan, ...percents, baselineOf(scenario)]
  return manifestsOf(await output(process.execPath, [rolloutify, ...args]))
}
