import { isUtf8 } from 'node:buffer'
import type { Diagnostic } from '../diagnostic.ts'
import { sortDiagnostics } from '../diagnostic.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Revision } from '../yaml/revision.ts'
import { reviseText } from '../yaml/revision.ts'
import type { Source } from '../yaml/stream.ts'
import type { PlaceOf } from './check-steps.ts'
import type { Steps } from './profiles.ts'
import { checkCanary } from './running-canary.ts'
import * as problems from './problems.ts'
import { findSteps, stepsOff } from './steps.ts'
import type { StepsBlock, StepsOptions } from './steps.ts'
import { switchOn, switchProfile } from './switch.ts'
import type { Switched } from './switch.ts'

/** What is to happen to blocks of steps. */
export type Action =
  | { readonly name: 'on' | 'off' }
  | { readonly name: 'use'; readonly profile: Steps; readonly placeOf: PlaceOf | undefined }

/** Which blocks are meant. */
export type Wanted = {
  /** Files that were named, and are not only part of a folder: they must have a block. */
  readonly named: ReadonlySet<string>
  /** Only these; none means all. */
  readonly workloads: readonly string[]
}

/** A source with the blocks that are meant in it. */
export type Found = {
  readonly source: Source
  readonly text: string
  readonly workload: string | undefined
  readonly blocks: readonly StepsBlock[]
}

/** Finds the blocks that are meant, and says where they are missing. */
export function findWanted(
  sources: readonly Source[],
  { named, workloads }: Wanted
): { found: Found[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const found: Found[] = []
  const wanted = workloads.length > 0 ? workloads : [undefined]
  for (const source of sources) {
    const { file, bytes } = source
    const text = isUtf8(bytes) ? bytes.toString('utf8') : ''
    for (const workload of wanted) {
      const result = findSteps(text, optionsOf(file, workload))
      diagnostics.push(...result.diagnostics)
      if (result.blocks.length > 0) found.push({ source, text, workload, blocks: result.blocks })
      else if (workload === undefined && named.has(file) && result.diagnostics.length === 0)
        diagnostics.push(problems.stepsNotFound({ file, line: 1, column: 1 }, undefined))
    }
  }
  return { found, diagnostics: [...diagnostics, ...missingWorkloads(sources, workloads, found)] }
}

function optionsOf(file: string, workload: string | undefined): StepsOptions {
  return workload === undefined ? { file } : { file, workload }
}

function missingWorkloads(
  sources: readonly Source[],
  workloads: readonly string[],
  found: readonly Found[]
): Diagnostic[] {
  const at = { file: sources[0]?.file ?? '<arguments>', line: 1, column: 1 }
  return workloads
    .filter(name => !found.some(({ workload }) => workload === name))
    .map(name => problems.stepsNotFound(at, name))
}

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
  const { found, diagnostics } = findWanted(sources, request)
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

/** What is found while looking may be found again while changing. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map(found => [JSON.stringify(found), found])).values()]
}

/** One block for each file that was named, and one in all below folders: else it must be said. */
function findSeveral(
  found: readonly Found[],
  { named, workloads }: Wanted
): Diagnostic | undefined {
  const inFolders = found.filter(({ source }) => !named.has(source.file))
  const groups = [
    ...found.map(({ blocks }) => blocks),
    ...(workloads.length > 0 ? [] : [inFolders.flatMap(({ blocks }) => blocks)])
  ]
  const [first] = groups.filter(blocks => blocks.length > 1)
  const second = first?.[1]
  if (!first || !second) return undefined
  const places = first.map(({ workload, place }) => {
    const name = workload === undefined ? '' : ` (${workload})`
    return `${place.file}:${place.line}${name}`
  })
  return problems.severalSteps(second.place, places)
}

function changeOne({ source, text, workload, blocks }: Found, request: Request): Switched {
  const { action, live, refusalsOf } = request
  const result = switchText(text, optionsOf(source.file, workload), action)
  const changed = blocks.filter(
    ({ state }) => result.output !== text && (action.name !== 'use' || state === 'on')
  )
  const refused = changed.flatMap(block => [
    ...checkCanary(block, action.name, live),
    ...(action.name === 'on' ? refusalsOf(result.output, block) : [])
  ])
  return { output: result.output, diagnostics: [...result.diagnostics, ...refused] }
}

function switchText(text: string, options: StepsOptions, action: Action): Switched {
  if (action.name === 'use') {
    const { profile, placeOf } = action
    return switchProfile(text, profile, { ...options, ...(placeOf && { placeOf }) })
  }
  return action.name === 'on' ? switchOn(text, options) : stepsOff(text, options)
}
