import type { Diagnostic, Location } from '../diagnostic.ts'
import type { Value } from '../yaml/node.ts'
import { findIn } from './find.ts'
import type { Findings, Live } from './find.ts'
import { comment } from './off.ts'
import { uncomment } from './on.ts'
import { cutPages, mayHoldSteps, openPage, placeAt } from './page.ts'
import type { Line, Page } from './page.ts'
import * as problems from './problems.ts'
import { goesBack } from './round-trip.ts'
import { replaceSteps } from './use.ts'
import { describeCommented, describeDocument, describeLive } from './block.ts'
import type { StepsBlock } from './block.ts'

export type { StepsBlock } from './block.ts'
import type { Uncommented } from './draft.ts'
import { isItem, isStepsKey } from './words.ts'

export type StepsOptions = { readonly file?: string; readonly workload?: string }
export type StepsResult = { readonly output: string; readonly diagnostics: Diagnostic[] }

/** Finds the blocks of canary steps in a text. */
export function findSteps(
  text: string,
  options: StepsOptions = {}
): { blocks: StepsBlock[]; diagnostics: Diagnostic[] } {
  const findings = readPages(text, options).flatMap(({ findings }) => findings ?? [])
  const blocks = findings.flatMap(blocksOf).map(({ block }) => block)
  const asked = blocks.filter(block => isAsked(block, options))
  return { blocks: asked, diagnostics: findings.flatMap(({ diagnostics }) => diagnostics) }
}

/** Uncomments the block of canary steps. */
export function stepsOn(text: string, options: StepsOptions = {}): StepsResult {
  return change(text, options, ({ findings, source }) => {
    const { page } = findings
    if (source.state === 'document') return { refusal: problems.commentedDocument(source.place) }
    if (source.state === 'live') {
      return { info: problems.alreadyOn(source.place, commentedItems(page, source.live)) }
    }
    if (source.commented.besideBlueGreen) {
      return { refusal: problems.liveBlueGreen(source.place) }
    }
    const output = uncomment(findings, source.commented)
    if (output === undefined) {
      return { refusal: problems.stepsUnreadable(source.place, 'Other values would change') }
    }
    const { commented } = source
    return { output, infos: [...infosOf(page, commented, output), ...staysOff(page, commented)] }
  })
}

/** Comments out the block of canary steps. */
export function stepsOff(text: string, options: StepsOptions = {}): StepsResult {
  const { output, diagnostics } = change(text, options, ({ findings, source }) => {
    if (source.state !== 'live') return { info: problems.alreadyOff(source.place) }
    return comment(findings, source.live)
  })
  // Steps that cannot go on for these reasons are off.
  const off = [problems.ambiguousSteps.code, problems.liveBlueGreen.code]
  return {
    output,
    diagnostics: diagnostics.map(each =>
      off.includes(each.code) ? problems.alreadyOff(each) : each
    )
  }
}

/** Replaces the block's steps by those of a profile, on or off as it is. */
export function useProfile(
  text: string,
  profile: readonly Value[],
  options: StepsOptions = {}
): StepsResult {
  return change(text, options, ({ findings, source, block }) => {
    if (source.state === 'document') return { refusal: problems.commentedDocument(source.place) }
    const own = source.state === 'live' ? source.live : source.commented
    return replaceSteps(findings, { ...own, steps: block.steps }, profile)
  })
}

type Source =
  | { readonly state: 'live'; readonly live: Live; readonly place: Location }
  | { readonly state: 'commented'; readonly commented: Uncommented; readonly place: Location }
  | { readonly state: 'document'; readonly place: Location }
export type Found = {
  readonly findings: Findings
  readonly source: Source
  readonly block: StepsBlock
}
type Changed = {
  readonly output?: string
  readonly infos?: readonly Diagnostic[]
  readonly info?: Diagnostic
  readonly refusal?: Diagnostic
}

type Read = { readonly text: string; readonly findings: Findings | undefined }

const mark = '\ufeff'

function readPages(text: string, { file = '<stdin>' }: StepsOptions): Read[] {
  let above = 0
  return cutPages(text.startsWith(mark) ? text.slice(1) : text).map(piece => {
    const findings = mayHoldSteps(piece) ? findIn(openPage(file, piece, above)) : undefined
    above += piece.split('\n').length - 1
    return { text: piece, findings }
  })
}

/** Changes the one block that is asked for; with a refusal the text stays as it is. */
export function change(
  text: string,
  options: StepsOptions,
  make: (found: Found) => Changed
): StepsResult {
  const pages = readPages(text, options)
  const all = pages.flatMap(({ findings }) => (findings ? blocksOf(findings) : []))
  const asked = all.filter(({ block }) => isAsked(block, options))
  const standing = asked.filter(({ source }) => source.state !== 'document')
  const [found, second] = standing.length > 0 ? standing : asked
  const refused = pages.flatMap(({ findings }) => findings?.diagnostics ?? [])
  if (!found || (standing.length === 0 && refused.length > 0)) {
    return { output: text, diagnostics: refused }
  }
  if (second && standing.length > 0)
    return { output: text, diagnostics: [several(found, standing)] }
  const { output, infos = [], info, refusal } = make(found)
  const diagnostics = [...infos, ...(info ? [info] : []), ...(refusal ? [refusal] : [])]
  if (output === undefined) return { output: text, diagnostics }
  const changed = pages.map(page => (page.findings === found.findings ? output : page.text))
  return { output: (text.startsWith(mark) ? mark : '') + changed.join(''), diagnostics }
}

function several({ block }: Found, found: readonly Found[]): Diagnostic {
  const names = found.map(each => each.block.workload ?? `line ${each.block.place.line}`)
  return problems.severalSteps(block.place, names)
}

function isAsked({ workload }: StepsBlock, options: StepsOptions): boolean {
  return options.workload === undefined || options.workload === workload
}

/** The blocks of a document, in the order in which they stand. */
function blocksOf(findings: Findings): Found[] {
  const { page, live, commented, documents } = findings
  const placeOf = (at: number) => placeAt(page, at, page.lines[at]?.indent ?? 0)
  const found: Found[] = [
    ...live.map((each): Found => ({
      findings,
      source: { state: 'live', live: each, place: placeOf(each.at) },
      block: describeLive(findings, each)
    })),
    ...commented.map((each): Found => ({
      findings,
      source: { state: 'commented', commented: each, place: placeOf(each.at) },
      block: describeCommented(page, each)
    })),
    ...documents.map((at): Found => ({
      findings,
      source: { state: 'document', place: placeOf(at) },
      block: describeDocument(page, at)
    }))
  ]
  return found.toSorted((a, b) => a.block.place.line - b.block.place.line)
}

/** How many commented items stand in a live block or below it, up to the next live line. */
function commentedItems({ lines }: Page, { at, last }: Live): number {
  const next = lines.findIndex(({ kind }, index) => index > last && kind === 'live')
  const own = lines.slice(at, next < 0 ? lines.length : next)
  return own.filter(isCommentedItem).length
}

const unmarked = (text: string) => text.replace(/^\s*#\s*/, '')

const isCommentedItem = ({ kind, text }: Line) => kind === 'comment' && isItem(unmarked(text))

/** What stays commented below a block that goes live: it may have been meant, too. */
function staysOff(page: Page, { last }: Uncommented): Diagnostic[] {
  const { lines } = page
  const end = lines.findIndex(({ kind, text }, index) => {
    return index > last && (kind === 'live' || isStepsKey(unmarked(text)))
  })
  const below = lines.slice(last + 1, end < 0 ? lines.length : end)
  const [first, ...others] = below.filter(isCommentedItem)
  if (!first) return []
  const place = placeAt(page, lines.indexOf(first), first.indent)
  return [problems.itemsStayOff(place, others.length + 1)]
}

/** What a person is told of a block that goes live with more, or cannot go off as it was. */
function infosOf(page: Page, block: Uncommented, output: string): Diagnostic[] {
  const place = placeAt(page, block.at, page.lines[block.at]?.indent ?? 0)
  const { climb, trail } = block
  if (climb.holdsMore) {
    const keys = trail.slice(trail.length - 1 - climb.parents, -1).map(({ key }) => key)
    return [problems.moreThanSteps(place, keys)]
  }
  return goesBack(page, block.at, output) ? [] : [problems.marksRenewed(place)]
}
