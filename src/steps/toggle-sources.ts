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
import { findChanged, stepsOff, stepsOn, useProfile } from './toggle.ts'
import { findWanted, optionsOf, startOf } from './wanted.ts'
import type { Action, FoundIn, Wanted } from './wanted.ts'

type Request = Wanted & {
  readonly action: Action
  readonly live: Snapshot | undefined
  /** What else speaks against a block that goes on, in the text that it then has. */
  readonly refusalsOf: (text: string, block: StepsBlock) => readonly Diagnostic[]
}

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
  const { action, live, refusalsOf } = request
  if (action.name !== 'off' && found.beginnings.length > 0) {
    return beginOne(found, { ...request, action })
  }
  const { source, text, workload } = found
  const options = optionsOf(source.file, workload)
  const { output, diagnostics } = toggleText(text, options, action)
  const refused = findChanged(text, output, options).flatMap(block => [
    ...checkCanary(block, action.name, live),
    ...(action.name !== 'off' ? refusalsOf(output, block) : [])
  ])
  return { output, diagnostics: [...diagnostics, ...refused] }
}

type Begin = Request & { readonly action: Exclude<Action, { name: 'off' }> }

/** Begins steps in the one place where they can be. */
function beginOne({ source, text, beginnings }: FoundIn, request: Begin): StepsResult {
  const { action, live, refusalsOf } = request
  const [beginning, second] = beginnings
  const place = startOf(source.file)
  const name = beginning?.workload
  const output = beginning && !second ? beginSteps(text, beginning, action.profile) : undefined
  if (second) {
    const names = beginnings.map(({ workload }) => workload ?? '-')
    return { output: text, diagnostics: [problems.severalBeginnings(place, names)] }
  }
  if (output === undefined) {
    return { output: text, diagnostics: [problems.stepsNotFound(place, name)] }
  }
  const before = findSteps(text, { file: source.file }).blocks.map(({ workload }) => workload)
  const begun = findSteps(output, { file: source.file }).blocks.filter(
    ({ state, workload }) => state === 'on' && !before.includes(workload)
  )
  const diagnostics = begun.flatMap(block => [
    ...(action.name === 'on' ? [problems.stepsBegun(block.place, name)] : []),
    ...checkSteps(block.steps, block.placeOf),
    ...checkCanary(block, 'on', live),
    ...refusalsOf(output, block)
  ])
  return { output: hasErrors(diagnostics) ? text : output, diagnostics }
}

function toggleText(text: string, options: StepsOptions, action: Action): StepsResult {
  if (action.name === 'use') {
    const { profile, placeOf } = action
    return useProfile(text, profile, { ...options, ...(placeOf && { placeOf }) })
  }
  return action.name === 'on' ? stepsOn(text, options) : stepsOff(text, options)
}
