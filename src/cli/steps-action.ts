import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { argumentsPlace } from '../settings.ts'
import { allProfiles, careful } from '../steps/profiles.ts'
import { unknownProfile } from '../steps/step-problems.ts'
import type { Action } from '../steps/wanted.ts'
import type { Io } from './io.ts'
import { readConfig } from './run.ts'

/** Paths of configurations, the first of which counts most; undefined for the one by default. */
export type Configs = readonly (string | undefined)[]

export type FoundAction = {
  readonly action?: Action
  readonly diagnostics: readonly Diagnostic[]
}

/** What a call does to steps; `use` takes them from the first configuration that has the profile. */
export async function actionOf(
  io: Io,
  configs: Configs,
  { name, profile }: { readonly name: Action['name'] | 'status'; readonly profile: string }
): Promise<FoundAction> {
  if (name === 'off') return { action: { name }, diagnostics: [] }
  if (name === 'on') return { action: { name, profile: careful }, diagnostics: [] }
  const known = allProfiles()
  for (const path of configs) {
    const { config, diagnostics } = await readConfig(io, { config: path })
    if (hasErrors(diagnostics)) return { diagnostics }
    const own = Object.entries(config?.profiles ?? {})
    const steps = own.find(([each]) => each === profile)?.[1]
    const placeOf = config?.profileAt?.(profile)
    if (steps) return { action: { name: 'use', profile: steps, placeOf }, diagnostics: [] }
    for (const [each, steps] of own) known.set(each, steps)
  }
  const steps = known.get(profile)
  if (steps) return { action: { name: 'use', profile: steps, placeOf: undefined }, diagnostics: [] }
  const names = [...known.keys()]
  return {
    diagnostics: [unknownProfile(argumentsPlace, profile, nearest(profile, names), names)]
  }
}
