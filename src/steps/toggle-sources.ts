import type { Diagnostic } from '../diagnostic.ts'
import { sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Snapshot } from '../snapshot.ts'
import { decode, decodeStrictly } from '../yaml/bytes.ts'
import type { Revision } from '../yaml/revision.ts'
import { reviseText } from '../yaml/revision.ts'
import type { Source } from '../yaml/stream.ts'
import type { StepsBlock } from './block.ts'
import { findSteps } from './blocks.ts'
import type { StepsOptions, StepsResult } from './blocks.ts'
import type { PlaceOf } from './check-steps.ts'
import { mayHoldSteps } from './page.ts'
import type { Steps } from './profiles.ts'
import { checkCanary } from './running-canary.ts'
import * as problems from './problems.ts'
import { findChanged, stepsOff, stepsOn, useProfile } from './toggle.ts'

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

/** A source with the blocks that are meant in it, and what is wrong with others. */
export type FoundIn = {
  readonly source: Source
  readonly text: string
  readonly workload: string | undefined
  readonly blocks: readonly StepsBlock[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds the blocks that are meant, and says where they are missing. */
export function findWanted(
  sources: readonly Source[],
  wanted: Wanted
): { found: FoundIn[]; diagnostics: Diagnostic[] } {
  const names = wanted.workloads.length > 0 ? wanted.workloads : [undefined]
  const all = sources.flatMap(source => names.map(name => findInSource(source, name)))
  const found = all.filter(({ blocks }) => blocks.length > 0)
  const without = all.filter(({ blocks }) => blocks.length === 0)
  return { found, diagnostics: withoutRepeats(missing(found, without, wanted)) }
}

/** What to say of sources that do not have what is meant. In folders that is usual. */
function missing(
  found: readonly FoundIn[],
  without: readonly FoundIn[],
  { named, workloads }: Wanted
): Diagnostic[] {
  const absent = workloads.filter(name => found.every(({ workload }) => workload !== name))
  // What cannot be read may hold what is missing, and does not matter when nothing is.
  if (workloads.length > 0 && absent.length === 0) return []
  const unread = without.flatMap(({ diagnostics }) => diagnostics)
  const [first] = without
  const empty = workloads.length > 0 ? [] : without.map(({ source }) => source.file)
  return [
    ...unread,
    ...empty
      .filter(file => named.has(file) && unread.every(other => other.file !== file))
      .map(file => problems.stepsNotFound(startOf(file), undefined)),
    ...absent.map(name => problems.stepsNotFound(startOf(first?.source.file ?? ''), name))
  ]
}

const startOf = (file: string) => ({ file, line: 1, column: 1 })

function findInSource(source: Source, workload: string | undefined): FoundIn {
  const text = decodeStrictly(source.bytes)
  if (text === undefined) return unread(source, workload)
  return { source, text, workload, ...findSteps(text, optionsOf(source.file, workload)) }
}

/** A source that is not UTF-8: what it may hold is not found, which is said at the first such line. */
function unread(source: Source, workload: string | undefined): FoundIn {
  const { file, bytes } = source
  const place = { file, line: firstUndecodable(bytes), column: 1 }
  const diagnostics = mayHoldSteps(decode(bytes)) ? [problems.stepsNotUtf8(place)] : []
  return { source, text: '', workload, blocks: [], diagnostics }
}

/** The first line, counted from 1, that is not UTF-8. */
function firstUndecodable(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const next = bytes.indexOf(10, start) + 1 || bytes.length
    if (decodeStrictly(bytes.subarray(start, next)) === undefined) break
    start = next
  }
  return line
}

function optionsOf(file: string, workload: string | undefined): StepsOptions {
  return workload === undefined ? { file } : { file, workload }
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

function changeOne({ source, text, workload }: FoundIn, request: Request): StepsResult {
  const { action, live, refusalsOf } = request
  const options = optionsOf(source.file, workload)
  const { output, diagnostics } = toggleText(text, options, action)
  const refused = findChanged(text, output, options).flatMap(block => [
    ...checkCanary(block, action.name, live),
    ...(action.name === 'on' ? refusalsOf(output, block) : [])
  ])
  return { output, diagnostics: [...diagnostics, ...refused] }
}

function toggleText(text: string, options: StepsOptions, action: Action): StepsResult {
  if (action.name === 'use') {
    const { profile, placeOf } = action
    return useProfile(text, profile, { ...options, ...(placeOf && { placeOf }) })
  }
  return action.name === 'on' ? stepsOn(text, options) : stepsOff(text, options)
}
