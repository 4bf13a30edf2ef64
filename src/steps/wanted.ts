import type { Diagnostic } from '../diagnostic.ts'
import { withoutRepeats } from '../diagnostic.ts'
import { decode, decodeStrictly, includes, mostBytes, tooLong } from '../yaml/bytes.ts'
import type { Source } from '../yaml/stream.ts'
import { findBeginnings } from './beginnings.ts'
import type { Beginning } from './beginnings.ts'
import { isChosenBlock } from './block.ts'
import type { StepsBlock } from './block.ts'
import { findSteps } from './blocks.ts'
import type { StepsOptions } from './blocks.ts'
import type { PlaceOf } from './check-steps.ts'
import { findElsewhere } from './elsewhere.ts'
import { mayHoldSteps } from './page.ts'
import * as problems from './problems.ts'
import type { Steps } from './profiles.ts'

/** What is to happen to blocks of steps. `on` begins with a profile where a configuration has none. */
export type Action =
  | { readonly name: 'off' }
  | { readonly name: 'on'; readonly profile: Steps }
  | { readonly name: 'use'; readonly profile: Steps; readonly placeOf: PlaceOf | undefined }

/** Which blocks are meant. */
export type Wanted = {
  /** Files that were named, and are not only part of a folder: they must have a block. */
  readonly named: ReadonlySet<string>
  /** Folders that were named: a file below them must have a block, unless a named one has. */
  readonly folders?: readonly string[]
  /** Only these; none means all. */
  readonly workloads: readonly string[]
}

/** A source with the blocks that are meant in it, and what is wrong with others. */
export type FoundIn = {
  readonly source: Source
  readonly text: string
  readonly workload: string | undefined
  readonly blocks: readonly StepsBlock[]
  /** Where steps can begin that do not exist yet. */
  readonly beginnings: readonly Beginning[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds the blocks that are meant, or where an action can begin them, and says where both are missing. */
export function findWanted(
  sources: readonly Source[],
  wanted: Wanted,
  action?: Action
): { found: FoundIn[]; diagnostics: Diagnostic[] } {
  const names = wanted.workloads.length > 0 ? wanted.workloads : [undefined]
  const isFound = ({ blocks, beginnings }: FoundIn) => blocks.length + beginnings.length > 0
  const read = sources.flatMap(source => findInSource(source, names))
  const all = read.map(each => {
    const isElsewhere = read.some(
      ({ workload, blocks }) => workload === each.workload && blocks.length > 0
    )
    const isNamed = each.workload === undefined ? wanted.named.has(each.source.file) : !isElsewhere
    return action && isNamed ? withBeginnings(each, action) : each
  })
  const found = all.filter(isFound)
  const without = all.filter(each => !isFound(each))
  return { found, diagnostics: withoutRepeats(missing(found, without, wanted)) }
}

/** `use` begins steps wherever they can be, `on` in a configuration only. */
function withBeginnings(found: FoundIn, action: Action): FoundIn {
  const { source, text, workload, blocks, diagnostics } = found
  if (action.name === 'off' || blocks.length + diagnostics.length > 0) return found
  const all = findBeginnings(text, optionsOf(source.file, workload))
  return { ...found, beginnings: all.filter(({ isEntry }) => isEntry || action.name === 'use') }
}

/** What to say of sources that do not have what is meant. In folders that is usual. */
function missing(
  found: readonly FoundIn[],
  without: readonly FoundIn[],
  { named, folders = [], workloads }: Wanted
): Diagnostic[] {
  const absent = workloads.filter(name => found.every(({ workload }) => workload !== name))
  // What cannot be read may hold what is missing, and does not matter when nothing is.
  if (workloads.length > 0 && absent.length === 0) return []
  const unread = without.flatMap(({ diagnostics }) => diagnostics)
  const [first] = without
  const empty = workloads.length > 0 ? [] : without.map(({ source }) => source.file)
  const [folder] = found.length + unread.length + workloads.length + named.size > 0 ? [] : folders
  return [
    ...unread,
    ...(folder === undefined ? [] : [problems.stepsNotFound(startOf(folder), undefined)]),
    ...empty
      .filter(file => named.has(file) && unread.every(other => other.file !== file))
      .map(file => notFound(file, without)),
    ...absent.map(name => problems.stepsNotFound(startOf(first?.source.file ?? ''), name))
  ]
}

function notFound(file: string, without: readonly FoundIn[]): Diagnostic {
  const own = without.find(({ source }) => source.file === file)
  const elsewhere = own && findElsewhere(own.text, file)
  return elsewhere
    ? problems.stepsElsewhere(elsewhere)
    : problems.stepsNotFound(startOf(file), undefined)
}

/** The beginning of a file. */
export const startOf = (file: string) => ({ file, line: 1, column: 1 })

/** What a source has of each workload; it is read once. */
function findInSource(source: Source, workloads: readonly (string | undefined)[]): FoundIn[] {
  if (source.bytes.length > mostBytes) return workloads.map(workload => unread(source, workload))
  const text = decodeStrictly(source.bytes)
  if (text === undefined) return workloads.map(workload => unread(source, workload))
  const { blocks, diagnostics } = findSteps(text, { file: source.file })
  const isOf = (workload: string | undefined) => (block: StepsBlock) =>
    workload === undefined || isChosenBlock(block, workload)
  return workloads.map(workload => {
    return {
      source,
      text,
      workload,
      beginnings: [],
      blocks: blocks.filter(isOf(workload)),
      diagnostics
    }
  })
}

/** A source that is too long or not UTF-8: what it may hold is not found, which is said. */
function unread(source: Source, workload: string | undefined): FoundIn {
  const diagnostics = whyUnread(source)
  return { source, text: '', workload, blocks: [], beginnings: [], diagnostics }
}

function whyUnread({ file, bytes }: Source): Diagnostic[] {
  if (bytes.length > mostBytes) {
    return includes(bytes, 'steps') ? [problems.stepsUnreadable(startOf(file), tooLong)] : []
  }
  const place = { file, line: firstUndecodable(bytes), column: 1 }
  return mayHoldSteps(decode(bytes)) ? [problems.stepsNotUtf8(place)] : []
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

/** What to ask of a file: one workload, or all. */
export function optionsOf(file: string, workload: string | undefined): StepsOptions {
  return workload === undefined ? { file } : { file, workload }
}
