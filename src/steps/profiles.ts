import type { Value } from '../yaml/node.ts'
import { printBlock } from '../yaml/print.ts'

export type Steps = readonly Value[]

/** A quarter of the pods, and the rest when a person says so. */
export const careful: Steps = [{ setWeight: 25 }, { pause: {} }, { setWeight: 100 }]

/** The profiles that are there without a configuration. */
export const builtInProfiles: Readonly<Record<string, Steps>> = {
  careful,
  timed: [
    { setWeight: 25 },
    { pause: { duration: '5m' } },
    { setWeight: 50 },
    { pause: { duration: '5m' } },
    { setWeight: 100 }
  ]
}

/** All profiles by their names: the built-in ones, unless a configuration has its own of that name. */
export const allProfiles = (own: Readonly<Record<string, Steps>> = {}) =>
  new Map(Object.entries({ ...builtInProfiles, ...own }))

/** A list of steps as the lines of a block that is commented out. */
export function commentedSteps(steps: Steps): string[] {
  return printBlock({ steps }).map(line => `# ${line}`)
}
