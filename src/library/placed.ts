import type { Config as ReadConfig } from '../config.ts'
import type { Config } from './config.ts'

/** The place of an option, and of a configuration that was not read from a file. */
export const optionsPlace = { file: '<options>', line: 1, column: 1 }

/** A configuration with places, as everything inside takes it. */
export function placed(config: Config | undefined): ReadConfig | undefined {
  if (!config) return undefined
  const workloads = config.workloads?.map(entry => ({
    ...entry,
    at: entry.at ?? (() => optionsPlace)
  }))
  // What a person may write is what the schema reads; parseConfig holds a text to it.
  return { ...config, ...(workloads && { workloads }) } as unknown as ReadConfig
}
