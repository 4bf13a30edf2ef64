import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors } from '../diagnostic.ts'
import { canonical } from '../kubernetes/resource.ts'
import { beginningEdits, patchAt } from '../steps/begin.ts'
import type { StepsResult } from '../steps/blocks.ts'
import { checkSteps } from '../steps/check-steps.ts'
import { alreadyOff, alreadyOn } from '../steps/problems.ts'
import type { Steps } from '../steps/profiles.ts'
import type { StepsBlock } from '../steps/block.ts'
import { checkChange } from '../steps/toggle-sources.ts'
import type { Against } from '../steps/toggle-sources.ts'
import { findSteps } from '../steps/blocks.ts'
import { findChanged, stepsOff, stepsOn, useProfile } from '../steps/toggle.ts'
import { applyEdits, lineBreakOf } from '../yaml/edit.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { printBlock } from '../yaml/print.ts'
import type { Cell } from './cells.ts'
import type { Files } from './files.ts'
import { patchesKey } from './patches.ts'
import * as problems from './problems.ts'
import { blocksIn, blocksOf, endsAlike, rowsOf } from './rows.ts'
import type { Block, Row } from './rows.ts'

/** What is to become of the steps of one release in one environment. */
export type Wish =
  | { readonly name: 'off' }
  | { readonly name: 'on'; readonly profile: Steps }
  | { readonly name: 'use'; readonly profile: Steps }

/** Reads all releases in all environments again, from files of which one has another text. */
export type Reread = (files: Files) => readonly Cell[]

/** The one file that changes, with its text. */
export type Change = {
  readonly changed?: { readonly file: string; readonly before: string; readonly after: string }
  readonly diagnostics: readonly Diagnostic[]
}

type Job = {
  readonly files: Files
  readonly row: Row
  readonly wish: Wish
  readonly before: readonly Cell[]
  readonly reread: Reread
  readonly against: Against
}

/**
 * Finds the edit after which the steps of a release are as is wished, and no other release and no
 * other environment gets other values. Each edit that may be meant is made and read again.
 */
export function changeRow(job: Job): Change {
  const { row, wish } = job
  const at = row.place ?? { file: row.cell.state[0] ?? '-', line: 1, column: 1 }
  if (!row.cell.isInstalled) return refused(problems.releaseNotInstalled(at, nameOf(row.cell)))
  if (row.state === 'unknown') return refused(problems.stepsUnknown(at, nameOf(row.cell)))
  if (wish.name === 'on' && row.state === 'on') return refused(alreadyOn(at, 0))
  if (wish.name === 'off' && row.state === 'off') return refused(alreadyOff(at))
  const tried = candidatesOf(job).map(block => tryBlock(job, block))
  const right = tried.find(({ fault }) => fault === undefined)
  if (right) return checked(job, right)
  const overridden = tried.find(({ fault }) => fault === 'overridden')
  if (overridden && wish.name !== 'use') return refused(overriddenBy(job, overridden))
  const begun = row.state === 'off' ? begin(job) : undefined
  if (begun) return begun
  const [first] = tried
  if (!first) return refused(ownFileMissing(job, []))
  return first.fault === 'refused' ? first.change : refused(ownFileMissing(job, first.others))
}

/** The change, unless the cluster or the migration of the release argues against it. */
function checked({ wish, against }: Job, { block, change }: Tried): Change {
  const { changed, diagnostics } = change
  if (!changed) return change
  const { file, before, after } = changed
  const blocks = findChanged(before, after, { file, line: block.line })
  return unless(change, [
    ...diagnostics,
    ...blocks.flatMap(each => checkChange(each, { action: wish.name, text: after }, against))
  ])
}

const unless = ({ changed }: Change, diagnostics: readonly Diagnostic[]): Change =>
  changed && !hasErrors(diagnostics) ? { changed, diagnostics } : { diagnostics }

const refused = (found: Diagnostic): Change => ({ diagnostics: [found] })

const meantBy = ({ environment }: Cell) => (environment === '-' ? 'values' : 'a release')

const nameOf = ({ release, environment }: Cell) =>
  environment === '-' ? 'these values' : `"${release}" in ${environment}`

/** The blocks that may be meant, the one that counts most first. */
function candidatesOf({ files, row, wish }: Job): Block[] {
  const wanted = wish.name === 'on' || (wish.name === 'use' && row.state === 'off') ? 'off' : 'on'
  const all = blocksOf(files, row.cell).toReversed()
  const own = all.filter(({ state }) => state === wanted)
  return own.filter(({ path }) => endsAlike(path, row.path) || endsAlike(row.path, path.slice(-2)))
}

type Tried = {
  readonly block: Block
  readonly change: Change
  readonly fault: 'refused' | 'overridden' | 'shared' | undefined
  readonly others: readonly string[]
}

function tryBlock(job: Job, block: Block): Tried {
  const { files, wish } = job
  const { file, line } = block
  const before = files.read(file) ?? ''
  const { output, diagnostics } = toggle(before, { file, line }, wish)
  const change = { changed: { file, before, after: output }, diagnostics }
  if (hasErrors(diagnostics) || output === before) {
    return { block, change: { diagnostics }, fault: 'refused', others: [] }
  }
  const holdsMore = diagnostics.some(({ code }) => code === 'more-than-steps')
  return { block, change, ...judge(job, { file, text: output }, holdsMore ? 'canary' : 'steps') }
}

function toggle(text: string, options: { file: string; line: number }, wish: Wish): StepsResult {
  if (wish.name === 'use') return useProfile(text, wish.profile, options)
  return wish.name === 'on' ? stepsOn(text, options) : stepsOff(text, options)
}

type Edited = { readonly file: string; readonly text: string }

/** What an edit does: to the steps that are meant, and to all else. */
function judge(
  { files, row, wish, before, reread }: Job,
  { file, text }: Edited,
  changes: 'canary' | 'steps'
): Pick<Tried, 'fault' | 'others'> {
  const edited: Files = { ...files, read: path => (path === file ? text : files.read(path)) }
  const after = reread(edited)
  const at = before.indexOf(row.cell)
  const own = after[at]
  const path = changes === 'canary' ? row.path.slice(0, -1) : row.path
  const others = before.flatMap((cell, index) => {
    const own = index === at ? path : undefined
    if (without(cell, own) === without(after[index], own)) return []
    if (!own) return [nameOf(cell)]
    return [meantBy(cell) === 'values' ? 'other values' : `other values of ${nameOf(cell)}`]
  })
  if (others.length > 0 || !own || after.length !== before.length)
    return { fault: 'shared', others }
  const now = rowsOf(edited, [own]).find(({ path }) => path.join('.') === row.path.join('.'))
  const isWished =
    wish.name === 'use'
      ? row.state === 'off' || (now && canonical(now.steps) === canonical(wish.profile))
      : (now?.state ?? 'off') === wish.name
  return { fault: isWished ? undefined : 'overridden', others }
}

/** All values of a cell except for a path, as text to compare. Empty maps count for nothing. */
function without(cell: Cell | undefined, path: readonly string[] | undefined): string {
  const read = (value: Value, left: readonly string[] | undefined): Value | undefined => {
    if (left?.length === 0) return undefined
    const entries = asEntries(value)
    if (!entries) return value
    const kept = Object.entries(entries).flatMap(([key, below]) => {
      const found = read(below, left?.[0] === key ? left.slice(1) : undefined)
      return found === undefined ? [] : [[key, found] as const]
    })
    return kept.length === 0 ? undefined : Object.fromEntries(kept)
  }
  const unread = cell?.layers.filter(({ data }) => data === undefined).length
  return `${unread} ${canonical(read(cell?.values ?? {}, path) ?? {})}`
}

/** Names what counts after a block, or below it. */
function overriddenBy({ files, row, reread, before }: Job, { block, change }: Tried): Diagnostic {
  const { file, after = '' } = change.changed ?? { file: block.file }
  const edited: Files = { ...files, read: path => (path === file ? after : files.read(path)) }
  const own = reread(edited)[before.indexOf(row.cell)]
  const now = own && rowsOf(edited, [own]).find(({ path }) => path.join('.') === row.path.join('.'))
  const by = now?.decider
  const words = by?.kind === 'set' ? `\`set\` in ${by.file}` : (by?.file ?? 'another layer')
  const place = { file: block.file, line: block.line, column: 1 }
  return problems.stepsOverridden(place, nameOf(row.cell), words)
}

/** Adds a block to the last file of values that is this release's in this environment alone. */
function begin(job: Job): Change | undefined {
  const { files, row, wish } = job
  const file = ownFile(job)
  if (file === undefined || wish.name === 'off' || row.path[0] === patchesKey) return undefined
  const before = files.read(file) ?? ''
  const commented = blocksOf(files, row.cell).filter(
    ({ state, path }) => state === 'off' && endsAlike(path, row.path)
  )
  const steps = wish.name === 'use' ? wish.profile : (commented.at(-1)?.steps ?? wish.profile)
  const after = withSteps(before, row.path, steps)
  if (after === undefined) return undefined
  const place = { file, line: 1, column: 1 }
  const diagnostics = [
    problems.stepsAdded(place, row.path.join('.'), meantBy(row.cell)),
    ...checkSteps(steps, () => place)
  ]
  const asked = { ...job, wish: { name: 'on' as const, profile: steps } }
  const { fault } = judge(asked, { file, text: after }, 'steps')
  if (fault !== undefined) return undefined
  const begun = findLive(after, file, row)
  return unless({ changed: { file, before, after }, diagnostics }, [
    ...diagnostics,
    ...begun.flatMap(each => checkChange(each, { action: 'on', text: after }, job.against))
  ])
}

/** The live steps of a file at the path of a row. */
function findLive(text: string, file: string, row: Row): StepsBlock[] {
  const lines = blocksIn(file, text)
    .filter(({ state, path }) => state === 'on' && endsAlike(path, row.path))
    .map(({ line }) => line)
  return findSteps(text, { file }).blocks.filter(({ place }) => lines.includes(place.line))
}

function withSteps(text: string, path: readonly string[], steps: Steps): string | undefined {
  const { root, error } = parseAnyStyle(text)
  if (error || text.includes('{{')) return undefined
  if (root?.type === 'mapping' && root.pairs.length > 0) {
    const edits = beginningEdits(text, { holder: root, path }, steps)
    return edits && applyEdits(text, edits)
  }
  if (root?.type === 'sequence' || (root?.type === 'scalar' && root.value !== null))
    return undefined
  const lineBreak = text.includes('\n') ? lineBreakOf(text) : '\n'
  const rest =
    root?.type === 'mapping' ? text.slice(0, root.start) + text.slice(root.end).trimStart() : text
  const above = rest === '' || rest.endsWith('\n') ? rest : rest + lineBreak
  return (
    above +
    printBlock(patchAt(path, steps))
      .map(line => line + lineBreak)
      .join('')
  )
}

/** The last file of values that no other release and no other environment reads. */
function ownFile({ row, before }: Job): string | undefined {
  const isOthers = (file: string) =>
    before.some(
      cell =>
        cell !== row.cell &&
        (cell.state.includes(file) || cell.layers.some(layer => layer.file === file))
    )
  return row.cell.layers.findLast(({ file, kind }) => kind === 'file' && !isOthers(file))?.file
}

/** Says whose steps would change too, and where a block of this release alone can go. */
function ownFileMissing(job: Job, others: readonly string[]): Diagnostic {
  const { row, wish } = job
  const place = row.place ?? { file: row.cell.state[0] ?? '-', line: 1, column: 1 }
  const own = ownFile(job)
  const path = row.path.join('.')
  const what = wish.name === 'off' ? `\`${path}: []\`` : `\`${path}\``
  const meant = meantBy(row.cell)
  const reason =
    meant === 'values' ? 'because it overrides the others' : 'which is used by it alone'
  const hint =
    own === undefined
      ? `add a file for ${nameOf(row.cell)} to the end of its values, and write ${what} there`
      : `write ${what} into ${own}, ${reason}`
  return problems.stepsShared(place, place.file, others, { meant, hint })
}
