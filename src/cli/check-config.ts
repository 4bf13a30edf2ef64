import { basename, normalize } from 'node:path'
import type { Config } from '../config.ts'
import { carelessMetrics } from '../datadog/careless.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { checkSteps } from '../steps/check-steps.ts'
import { statedStage } from '../workload/select.ts'
import type { Io } from './io.ts'

/** The configurations among files, by their name, and the one that this run reads. */
export function configsAmong(files: readonly string[], own: string | undefined): string[] {
  const named = files.filter(path => basename(path) === 'rolloutify.yaml')
  return [...new Set([...named, ...(own === undefined ? [] : [own])].map(path => normalize(path)))]
}

/** Checks a configuration: its form, the stages of its workloads, the steps of its profiles and its metrics. */
export async function checkConfig(io: Io, path: string): Promise<Diagnostic[]> {
  const bytes = io.readFile(path)
  if ('reason' in bytes) return []
  // It loads zod.
  const { parseConfig } = await import('../config.ts')
  const { config, diagnostics } = parseConfig(bytes.toString('utf8'), path)
  if (!config || hasErrors(diagnostics)) return diagnostics
  return [...checkStages(config), ...checkProfiles(config), ...checkMetrics(config)]
}

function checkStages({ workloads = [] }: Config): Diagnostic[] {
  return workloads.flatMap(entry => {
    const stated = statedStage(entry, { percents: undefined })
    return 'code' in stated ? [stated] : []
  })
}

function checkProfiles({ profiles = {}, profileAt }: Config): Diagnostic[] {
  return Object.entries(profiles).flatMap(([name, steps]) =>
    profileAt ? checkSteps(steps, profileAt(name)) : []
  )
}

const checkMetrics = ({ metrics = {}, metricAt }: Config): Diagnostic[] =>
  metricAt ? carelessMetrics(metrics, metricAt) : []
