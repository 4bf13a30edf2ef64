import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Value } from '../yaml/node.ts'
import { checkSteps } from './check-steps.ts'
import type { PlaceOf } from './check-steps.ts'
import { findSteps, stepsOn, useProfile } from './steps.ts'
import type { StepsBlock, StepsOptions } from './steps.ts'

/** A text whose steps were changed; with an error among the diagnostics it is as it was. */
export type Switched = { readonly output: string; readonly diagnostics: readonly Diagnostic[] }

/** Switches steps on, if they are steps that the controller takes. */
export function switchOn(text: string, options: StepsOptions = {}): Switched {
  const result = stepsOn(text, options)
  const checked = findChanged(text, result.output, options).flatMap(({ steps, placeOf }) =>
    checkSteps(steps, placeOf)
  )
  return keepWithErrors(text, result, checked)
}

/** The blocks of a text that are live in it or in a new version, and not the same in both. */
export function findChanged(text: string, version: string, options: StepsOptions): StepsBlock[] {
  if (version === text) return []
  const after = findSteps(version, options).blocks.filter(({ state }) => state === 'on')
  return findSteps(text, options).blocks.filter(
    ({ state, place }) => state === 'on' || after.some(live => live.place.line === place.line)
  )
}

/** Puts the steps of a profile in the place of a block, if the controller takes them. */
export function switchProfile(
  text: string,
  profile: readonly Value[],
  { placeOf, ...options }: StepsOptions & { readonly placeOf?: PlaceOf } = {}
): Switched {
  const at = { file: options.file ?? '<stdin>', line: 1, column: 1 }
  const checked = checkSteps(profile, placeOf ?? (() => at))
  return keepWithErrors(text, useProfile(text, profile, options), checked)
}

function keepWithErrors(text: string, result: Switched, checked: readonly Diagnostic[]): Switched {
  const diagnostics = [...result.diagnostics, ...checked]
  return { output: hasErrors(diagnostics) ? text : result.output, diagnostics }
}
