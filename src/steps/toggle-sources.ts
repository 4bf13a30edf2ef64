import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Snapshot } from '../snapshot.ts'
import { decode, decodeStrictly } from '../yaml/bytes.ts'
import type { Revision } from '../yaml/revision.ts'
import { reviseText } from '../yaml/revision.ts'
import type { Source } from '../yaml/stream.ts'
import { beginSteps, findBeginnings } from './begin.ts'
import type { Beginning } from './begin.ts'
import type { StepsBlock } from './block.ts'
import { findSteps } from './blocks.ts'
import type { StepsOptions, StepsResult } from './blocks.ts'
import { checkSteps } from './check-steps.ts'
import type { PlaceOf } from './check-steps.ts'
import { findElsewhere } from './find.ts'
import { mayHoldSteps } from './page.ts'
import type { Steps } from './profiles.ts'
import { checkCanary } from './running-canary.ts'
import * as problems from './problems.ts'
import { findChanged, stepsOff, stepsOn, useProfile } from './toggle.ts'

/** What is to happen to blocks of steps. `on` begins with a profile where a configuration has none. */
export type Action =
  | { readonly name: 'off' }
  | { readonly name: 'on'; readonly profile: Steps }
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

const startOf = (file: string) => ({ file, line: 1, column: 1 })

/** What a source has of each workload; it is read once. */
function findInSource(source: Source, workloads: readonly (string | undefined)[]): FoundIn[] {
  const text = decodeStrictly(source.bytes)
  if (text === undefined) return workloads.map(workload => unread(source, workload))
  const { blocks, diagnostics } = findSteps(text, { file: source.file })
  const isOf = (workload: string | undefined) => (block: StepsBlock) =>
    workload === undefined || block.workload === workload
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

/** A source that is not UTF-8: what it may hold is not found, which is said at the first such line. */
function unread(source: Source, workload: string | undefined): FoundIn {
  const { file, bytes } = source
  const place = { file, line: firstUndecodable(bytes), column: 1 }
  const diagnostics = mayHoldSteps(decode(bytes)) ? [problems.stepsNotUtf8(place)] : []
  return { source, text: '', workload, blocks: [], beginnings: [], diagnostics }
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
    ...(action.name === 'on' ? refusalsOf(output, block) : [])
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
