import type { Diagnostic, Location } from '../diagnostic.ts'
import {
  isChosenBlock,
  describeActive,
  describeCommented,
  describeDocument,
  describeOperation
} from './block.ts'
import type { StepsBlock } from './block.ts'
import type { Commented } from './commented.ts'
import { operationsIn, tooManyOperations } from './operations.ts'
import type { Operation } from './operations.ts'
import { aliasOf } from './aliases.ts'
import { embeddedIn } from './embedded.ts'
import { findIn } from './find.ts'
import type { Active, Findings } from './find.ts'
import { cutPages, lineAt, mayHoldSteps, placeOfLine, reopen } from './page.ts'
import type { Page } from './page.ts'
import * as problems from './problems.ts'
import { readMasked } from './reading.ts'

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
  const findings = readAll(text, options).map(each => each.findings)
  const blocks = findings.flatMap(blocksOf).map(({ block }) => block)
  const wanted = blocks.filter(block => isWanted(block, options))
  return { blocks: wanted, diagnostics: findings.flatMap(({ diagnostics }) => diagnostics) }
}

/** The blocks of canary steps in a text, each in the document that holds it. */
export function findBlocks(text: string, options: StepsOptions): FoundBlock[] {
  return readAll(text, options).flatMap(({ findings }) => blocksOf(findings))
}

/** How a block stands in a document. */
export type Form =
  | { readonly state: 'active'; readonly active: Active; readonly place: Location }
  | { readonly state: 'commented'; readonly commented: Commented; readonly place: Location }
  | { readonly state: 'operation'; readonly operation: Operation; readonly place: Location }
  | { readonly state: 'document'; readonly place: Location }

/** The line of a page that a block begins with. */
export function lineOf(form: Exclude<Form, { state: 'document' }>): number {
  if (form.state === 'operation') return form.operation.at
  return form.state === 'active' ? form.active.at : form.commented.at
}

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
  const reads = readAll(text, options)
  const all = reads.flatMap(({ findings }) => blocksOf(findings))
  const wanted = all.filter(({ block }) => isWanted(block, options))
  const switchable = wanted.filter(({ form }) => form.state !== 'document')
  const [found, second] = switchable.length > 0 ? switchable : wanted
  const refused = reads.flatMap(({ findings }) => findings.diagnostics)
  if (!found || (switchable.length === 0 && refused.length > 0)) {
    return { output: text, diagnostics: refused }
  }
  if (second && switchable.length > 0) {
    return { output: text, diagnostics: [several(found, switchable)] }
  }
  const { output, infos = [], info, refusal } = make(found)
  const diagnostics = [...infos, ...(info ? [info] : []), ...(refusal ? [refusal] : [])]
  if (output === undefined) return { output: text, diagnostics }
  const alias = repeatedBy(found, output)
  if (alias) return { output: text, diagnostics: [alias] }
  const changed = reads.find(({ findings }) => findings === found.findings)?.around(output)
  if (changed !== undefined) return { output: byteOrderMarkOf(text) + changed, diagnostics }
  const reason = 'The string that holds them would be another'
  return { output: text, diagnostics: [problems.stepsUnreadable(found.form.place, reason)] }
}

/** Why a change is none of one place: an alias repeats where the steps are, or would be, on. */
function repeatedBy({ findings, form, block }: FoundBlock, output: string): Diagnostic | undefined {
  const { page, reading } = findings
  if (form.state === 'document' || output === page.text) return undefined
  const isOn = block.state === 'on'
  const text = isOn ? page : reopen(page, output)
  const line = text.lines[lineOf(form)]
  if (line?.kind !== 'active') return undefined
  const { root } = isOn ? reading : readMasked(output)
  const items = form.state === 'active' ? form.active.trail.at(-1)?.pair.value : undefined
  const key = line.start + line.indent
  const alias = aliasOf(root, items?.type === 'sequence' ? items.start : key)
  return (
    alias && problems.stepsAliased(form.place, placeOfLine(text, lineAt(text, alias.start)).line)
  )
}

/** The byte order mark at the beginning of a text, or nothing. */
export const byteOrderMarkOf = (text: string) => (text.startsWith('\ufeff') ? '\ufeff' : '')

/** A document, by itself or in a string of another, and the text with another in its place. */
type Read = { readonly findings: Findings; readonly around: (output: string) => string | undefined }

function readAll(text: string, { file = '<stdin>' }: StepsOptions): Read[] {
  return readDocuments(text.slice(byteOrderMarkOf(text).length), { file, above: 0, left: 0 })
}

/** Where a text stands in a file, and whose steps it holds where it does not say so itself. */
type Origin = Pick<Page, 'file' | 'above' | 'left' | 'owner'>

function readDocuments(text: string, origin: Origin): Read[] {
  const pieces = cutPages(text)
  let { above } = origin
  return pieces.flatMap((piece, at) => {
    const page = reopen({ ...origin, above }, piece)
    above += piece.split('\n').length - 1
    return mayHoldSteps(piece) ? readDocument(page, piece => pieces.with(at, piece).join('')) : []
  })
}

/** Reads a document, and those in its strings. */
function readDocument(page: Page, around: (output: string) => string): Read[] {
  const found = findIn(page)
  const { embedded, diagnostics } = embeddedIn(page, found.reading)
  const diagnosed = [...found.diagnostics, ...tooManyOperations(page), ...diagnostics]
  const findings = { ...found, diagnostics: diagnosed }
  const within = embedded.flatMap(({ text, around: outer, ...place }) =>
    readDocuments(text, { file: page.file, ...place }).map(({ findings, around: inner }) => ({
      findings,
      around: (output: string) => {
        const whole = inner(output)
        const changed = whole === undefined ? undefined : outer(whole)
        return changed === undefined ? undefined : around(changed)
      }
    }))
  )
  return [{ findings, around }, ...within]
}

function several({ block }: FoundBlock, found: readonly FoundBlock[]): Diagnostic {
  const names = found.map(each => each.block.workload ?? `line ${each.block.place.line}`)
  return problems.severalSteps(block.place, names)
}

function isWanted(block: StepsBlock, options: StepsOptions): boolean {
  if (options.line !== undefined && options.line !== block.place.line) return false
  return options.workload === undefined || isChosenBlock(block, options.workload)
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
    ...operationsIn(page, findings.reading).map((each): FoundBlock => ({
      findings,
      form: { state: 'operation', operation: each, place: placeOfLine(page, each.at) },
      block: describeOperation(page, each)
    })),
    ...documents.map((each): FoundBlock => ({
      findings,
      form: { state: 'document', place: placeOfLine(page, each.at) },
      block: describeDocument(page, each)
    }))
  ]
  return found.toSorted((a, b) => a.block.place.line - b.block.place.line)
}
