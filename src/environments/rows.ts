import type { Location } from '../diagnostic.ts'
import { isGeneralKey } from '../steps/block.ts'
import { findBlocks } from '../steps/blocks.ts'
import type { FoundBlock } from '../steps/blocks.ts'
import { isInCanary, isInStrategy } from '../steps/reading.ts'
import { isStepKey } from '../steps/words.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import type { Cell } from './cells.ts'
import type { Files } from './files.ts'
import type { Layer } from './layers.ts'
import { touches, valueAt } from './merge.ts'
import { pathOfPatched } from './patches.ts'
import { holdsUnknown, isUnknownAt, isUnknownText } from './unknown.ts'

/** The canary steps at one path of a release's values in an environment. */
export type Row = {
  readonly cell: Cell
  readonly path: readonly string[]
  /** The nearest key above the steps that says more than `canary`. */
  readonly workload: string | undefined
  readonly state: 'on' | 'off' | 'unknown'
  readonly steps: readonly Value[]
  /** What decides: the last of the values that says something there. */
  readonly decider: Layer | undefined
  /** Where the steps are, or would go on. */
  readonly place: Location | undefined
}

/** A block of steps in a file that a release reads. */
export type Block = {
  readonly file: string
  readonly line: number
  readonly state: 'on' | 'off'
  readonly steps: readonly Value[]
  readonly path: readonly string[]
}

/** The steps of releases in environments, at each path where some of their values have them. */
export function rowsOf(files: Files, cells: readonly Cell[]): Row[] {
  const known = new Map<string, Block[]>()
  const blocksAt = (file: string) => {
    const found = known.get(file) ?? blocksIn(file, files.read(file) ?? '')
    known.set(file, found)
    return found
  }
  return cells.flatMap(cell => rowsOfCell(cell, filesOf(cell).flatMap(blocksAt)))
}

function rowsOfCell(cell: Cell, blocks: readonly Block[]): Row[] {
  const paths = new Map<string, readonly string[]>()
  const add = (path: readonly string[]) => paths.set(path.join('.'), path)
  for (const { data } of cell.layers) for (const path of stepsPaths(data, [])) add(path)
  const isOwn = new Set(cell.layers.filter(each => isFileOf(cell, each)).map(({ file }) => file))
  for (const { file, path } of blocks) if (isOwn.has(file)) add(path)
  return [...paths.values()].map(path => rowAt(cell, path, blocks))
}

/** Whether a layer is a file of its own, not what a helmfile says itself. */
const isFileOf = ({ state }: Cell, { file, kind }: Layer) =>
  kind === 'file' || kind === 'chart' || (kind === 'patch' && !state.includes(file))

/** The steps of a release at one path of its values. */
export function rowAt(cell: Cell, path: readonly string[], blocks: readonly Block[]): Row {
  const value = valueAt(cell.values, path)
  const own = cell.layers.filter(({ kind }) => kind !== 'chart')
  const deciding = [...cell.layers.filter(({ kind }) => kind === 'chart'), ...own]
  const decider = deciding.findLast(({ data }) => data !== undefined && touches(data, path))
  const from = decider ? deciding.indexOf(decider) : -1
  const isUnknown =
    holdsUnknown(value) ||
    isUnknownAt(decider?.data, path) ||
    deciding.some(({ data }, at) => data === undefined && at > from)
  const steps = Array.isArray(value) ? value : []
  const state = isUnknown ? 'unknown' : steps.length > 0 ? 'on' : 'off'
  const same = blocks.filter(
    block => endsAlike(block.path, path) && block.state === (state === 'on' ? 'on' : 'off')
  )
  const found =
    same.findLast(({ file }) => file === decider?.file) ?? (decider ? undefined : same.at(-1))
  const workload = path.slice(0, -1).findLast(key => !isGeneralKey(key))
  const place = found
    ? { file: found.file, line: found.line, column: 1 }
    : decider && { file: decider.file, line: 1, column: 1 }
  return { cell, path, workload, state, steps, decider, place }
}

/** Whether a block of a file is at a path of values: a helmfile has keys above them. */
export const endsAlike = (own: readonly string[], path: readonly string[]) =>
  path.every((key, at) => own[own.length - path.length + at] === key)

/** All blocks in the files that a release reads, in the order in which these count. */
export const blocksOf = (files: Files, cell: Cell): Block[] =>
  filesOf(cell).flatMap(file => blocksIn(file, files.read(file) ?? ''))

/** The files that a release reads, in the order in which they count. */
function filesOf({ state, layers }: Cell): string[] {
  const read = [...state, ...layers.map(({ file }) => file)]
  return [...new Set(read.toReversed())].reverse()
}

/** The blocks of steps in the text of a file. */
export const blocksIn = (file: string, text: string): Block[] =>
  findBlocks(text, { file }).flatMap(({ form, block }: FoundBlock) => {
    if (form.state === 'document') return []
    const { state, steps, place, workload = '' } = block
    if (form.state === 'operation')
      return [{ file, line: place.line, state, steps, path: pathOfPatched(workload) }]
    const { trail } = form.state === 'active' ? form.active : form.commented
    return [{ file, line: place.line, state, steps, path: trail.map(({ key }) => key) }]
  })

/** The paths in values that hold canary steps, or an empty list or null in their place. */
function stepsPaths(value: Value | undefined, above: readonly string[]): string[][] {
  return Object.entries(asEntries(value) ?? {}).flatMap(([key, below]) => {
    const path = [...above, key]
    return key === 'steps' && areSteps(path, below) ? [path] : stepsPaths(below, path)
  })
}

function areSteps(path: readonly string[], value: Value): boolean {
  if (value === null || typeof value === 'string') return isInCanary(path) || isInStrategy(path)
  if (!Array.isArray(value)) return false
  if (value.some(isUnknownText)) return isInCanary(path) || isInStrategy(path)
  const keys = value.map(item => Object.keys(asEntries(item) ?? {}))
  if (!keys.every(own => own.some(isStepKey))) return false
  return (
    isInCanary(path) ||
    (isInStrategy(path) && (keys.length === 0 || keys.flat().includes('setWeight')))
  )
}
