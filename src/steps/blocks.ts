import type { Diagnostic, Location } from '../diagnostic.ts'
import { describeActive, describeCommented, describeDocument } from './block.ts'
import type { StepsBlock } from './block.ts'
import type { Commented } from './commented.ts'
import { findIn } from './find.ts'
import type { Active, Findings } from './find.ts'
import { cutPages, mayHoldSteps, openPage, placeOfLine } from './page.ts'
import * as problems from './problems.ts'

export type StepsOptions = {
  readonly file?: string
  readonly workload?: string
  /** Only the block whose key stands on this line. */
  readonly line?: number
}

/** A text whose steps were changed; with an error among the diagnostics it is as it was. */
export type StepsResult = { readonly output: string; readonly diagnostics: Diagnostic[] }

/** Finds the blocks of canary steps in a text. */
export function findSteps(
  text: string,
  options: StepsOptions = {}
): { blocks: StepsBlock[]; diagnostics: Diagnostic[] } {
  const findings = readPages(text, options).flatMap(({ findings }) => findings ?? [])
  const blocks = findings.flatMap(blocksOf).map(({ block }) => block)
  const wanted = blocks.filter(block => isWanted(block, options))
  return { blocks: wanted, diagnostics: findings.flatMap(({ diagnostics }) => diagnostics) }
}

/** The blocks of canary steps in a text, each in the document that holds it. */
export function findBlocks(text: string, options: StepsOptions): FoundBlock[] {
  return readPages(text, options).flatMap(({ findings }) => (findings ? blocksOf(findings) : []))
}

/** How a block stands in a document. */
export type Form =
  | { readonly state: 'active'; readonly active: Active; readonly place: Location }
  | { readonly state: 'commented'; readonly commented: Commented; readonly place: Location }
  | { readonly state: 'document'; readonly place: Location }

/** A block in the document that holds it. */
export type FoundBlock = {
  readonly findings: Findings
  readonly form: Form
  readonly block: StepsBlock
}

/** A document with a block changed, or why it was not. */
export type Changed = {
  readonly output?: string
  readonly infos?: readonly Diagnostic[]
  readonly info?: Diagnostic
  readonly refusal?: Diagnostic
}

/** Changes the one block that is wanted; with a refusal the text stays as it is. */
export function changeBlock(
  text: string,
  options: StepsOptions,
  make: (found: FoundBlock) => Changed
): StepsResult {
  const pages = readPages(text, options)
  const all = pages.flatMap(({ findings }) => (findings ? blocksOf(findings) : []))
  const wanted = all.filter(({ block }) => isWanted(block, options))
  const switchable = wanted.filter(({ form }) => form.state !== 'document')
  const [found, second] = switchable.length > 0 ? switchable : wanted
  const refused = pages.flatMap(({ findings }) => findings?.diagnostics ?? [])
  if (!found || (switchable.length === 0 && refused.length > 0)) {
    return { output: text, diagnostics: refused }
  }
  if (second && switchable.length > 0) {
    return { output: text, diagnostics: [several(found, switchable)] }
  }
  const { output, infos = [], info, refusal } = make(found)
  const diagnostics = [...infos, ...(info ? [info] : []), ...(refusal ? [refusal] : [])]
  if (output === undefined) return { output: text, diagnostics }
  const changed = pages.map(page => (page.findings === found.findings ? output : page.text))
  return { output: byteOrderMarkOf(text) + changed.join(''), diagnostics }
}

/** The byte order mark at the beginning of a text, or nothing. */
export const byteOrderMarkOf = (text: string) => (text.startsWith('\ufeff') ? '\ufeff' : '')

type Read = { readonly text: string; readonly findings: Findings | undefined }

function readPages(text: string, { file = '<stdin>' }: StepsOptions): Read[] {
  let above = 0
  return cutPages(text.slice(byteOrderMarkOf(text).length)).map(piece => {
    const findings = mayHoldSteps(piece) ? findIn(openPage(file, piece, above)) : undefined
    above += piece.split('\n').length - 1
    return { text: piece, findings }
  })
}

function several({ block }: FoundBlock, found: readonly FoundBlock[]): Diagnostic {
  const names = found.map(each => each.block.workload ?? `line ${each.block.place.line}`)
  return problems.severalSteps(block.place, names)
}

function isWanted({ workload, place }: StepsBlock, options: StepsOptions): boolean {
  if (options.line !== undefined && options.line !== place.line) return false
  return options.workload === undefined || options.workload === workload
}

/** The blocks of a document, in the order in which they stand. */
function blocksOf(findings: Findings): FoundBlock[] {
  const { page, active, commented, documents } = findings
  const found: FoundBlock[] = [
    ...active.map((each): FoundBlock => ({
      findings,
      form: { state: 'active', active: each, place: placeOfLine(page, each.at) },
      block: describeActive(findings, each)
    })),
    ...commented.map((each): FoundBlock => ({
      findings,
      form: { state: 'commented', commented: each, place: placeOfLine(page, each.at) },
      block: describeCommented(page, each)
    })),
    ...documents.map((each): FoundBlock => ({
      findings,
      form: { state: 'document', place: placeOfLine(page, each.at) },
      block: describeDocument(page, each)
    }))
  ]
  return found.toSorted((a, b) => a.block.place.line - b.block.place.line)
}
