import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Revision } from '../yaml/revision.ts'
import { reviseText } from '../yaml/revision.ts'
import type { Source } from '../yaml/stream.ts'
import { beginSteps } from './begin.ts'
import type { StepsBlock } from './block.ts'
import { findSteps } from './blocks.ts'
import type { StepsOptions, StepsResult } from './blocks.ts'
import { checkSteps } from './check-steps.ts'
import * as problems from './problems.ts'
import { checkCanary } from './running-canary.ts'
import type { ActionName } from './running-canary.ts'
import { findChanged, stepsOff, stepsOn, useProfile } from './toggle.ts'
import { findWanted, optionsOf, startOf } from './wanted.ts'
import type { Action, FoundIn, Wanted } from './wanted.ts'

/** What a change of steps is judged by, beside the text itself. */
export type Against = {
  readonly live: Snapshot | undefined
  /** What else argues against a block that goes on, in the text that it then has. */
  readonly refusalsOf: (text: string, block: StepsBlock) => readonly Diagnostic[]
}

type Request = Wanted & Against & { readonly action: Action }

/** Switches blocks of steps on or off, or puts a profile in their place. */
export function changeSteps(
  sources: readonly Source[],
  request: Request
): { revisions: Revision[]; diagnostics: Diagnostic[] } {
  const { found, diagnostics } = findWanted(sources, request, request.action)
  const several = findSeveral(found, request)
  if (several) diagnostics.push(several)
  const results = several ? [] : found.map(each => ({ ...each, ...changeOne(each, request) }))
  const revisions = sources.map(source => {
    const own = results.filter(result => result.source === source)
    return reviseText(
      source,
      own[0]?.text ?? '',
      own.map(({ output }) => output)
    )
  })
  const all = [...diagnostics, ...results.flatMap(result => result.diagnostics)]
  return { revisions, diagnostics: sortDiagnostics(withoutRepeats(all)) }
}

/** In one text the core refuses several blocks; over all folders one is as much as can be meant. */
function findSeveral(
  found: readonly FoundIn[],
  { named, workloads }: Wanted
): Diagnostic | undefined {
  const inFolders = found.filter(({ source }) => !named.has(source.file))
  const blocks = inFolders.flatMap(each => each.blocks)
  const second = inFolders[1]?.blocks[0]
  if (!second || workloads.length > 0) return undefined
  const places = blocks.map(({ workload, place }) => {
    const name = workload === undefined ? '' : ` (${workload})`
    return `${place.file}:${place.line}${name}`
  })
  return problems.severalSteps(second.place, places)
}

function changeOne(found: FoundIn, request: Request): StepsResult {
  const { action } = request
  if (action.name !== 'off' && found.beginnings.length > 0) {
    return beginOne(found, { ...request, action })
  }
  const { source, text, workload } = found
  const options = optionsOf(source.file, workload)
  const { output, diagnostics } = toggleText(text, options, action)
  const refused = findChanged(text, output, options).flatMap(block =>
    checkChange(block, { action: action.name, text: output }, request)
  )
  return { output, diagnostics: [...diagnostics, ...refused] }
}

/** What argues against a change of steps, whichever file holds them; the text is the new one. */
export function checkChange(
  block: StepsBlock,
  { action, text }: { readonly action: ActionName; readonly text: string },
  { live, refusalsOf }: Against
): Diagnostic[] {
  return [...checkCanary(block, action, live), ...(action !== 'off' ? refusalsOf(text, block) : [])]
}

type Begin = Request & { readonly action: Exclude<Action, { name: 'off' }> }

/** Begins steps in the one place where they can be. */
function beginOne({ source, text, beginnings }: FoundIn, request: Begin): StepsResult {
  const { action } = request
  const [beginning, second] = beginnings
  const place = startOf(source.file)
  const name = beginning?.workload
  const output = beginning && !second ? beginSteps(beginning, action.profile) : undefined
  if (second) {
    const names = beginnings.map(({ workload }) => workload ?? '-')
    return { output: text, diagnostics: [problems.severalBeginnings(place, names)] }
  }
  if (output === undefined) {
    return { output: text, diagnostics: [problems.stepsNotFound(place, name)] }
  }
  const diagnostics = findBegun(text, output, source.file).flatMap(block => [
    ...(action.name === 'on' ? [problems.stepsBegun(block.place, name)] : []),
    ...checkSteps(block.steps, block.placeOf),
    ...checkChange(block, { action: 'on', text: output }, request)
  ])
  return { output: hasErrors(diagnostics) ? text : output, diagnostics }
}

/** The live blocks of a new version whose workload had none before. */
function findBegun(text: string, version: string, file: string): StepsBlock[] {
  const before = findSteps(text, { file }).blocks.map(({ workload }) => workload)
  return findSteps(version, { file }).blocks.filter(
    ({ state, workload }) => state === 'on' && !before.includes(workload)
  )
}

function toggleText(text: string, options: StepsOptions, action: Action): StepsResult {
  if (action.name === 'use') {
    const { profile, placeOf } = action
    return useProfile(text, profile, { ...options, ...(placeOf && { placeOf }) })
  }
  return action.name === 'on' ? stepsOn(text, options) : stepsOff(text, options)
}
