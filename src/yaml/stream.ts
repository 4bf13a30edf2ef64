import type { Location } from '../diagnostic.ts'
import { decode, decodeStrictly, encode, find, hasAt, mostBytes, sizeOf, tooLong } from './bytes.ts'
import { findString } from './node.ts'
import type { Node } from './node.ts'
import { parseDocument } from './parse.ts'

/** A text to work on, by the name that diagnostics call it. */
export type Source = {
  readonly file: string
  readonly bytes: Uint8Array
  /** Which line, counted from 1, the byte at an offset is in. */
  readonly lineAt: (offset: number) => number
  readonly read: Memory
}

/** What was read of a source, kept with it: many ask, and reading is what takes the time. */
type Memory = {
  chunks?: readonly Chunk[]
  whole?: Document
  documents?: Map<Chunk, Document>
}

/** A document of a source: its bytes from its `---` up to the next one. Offsets are bytes. */
export type Chunk = { readonly start: number; readonly end: number; readonly body: number }

/** A document that was read. `body` and the ranges of `root` are offsets into `text`. */
export type Document = {
  readonly source: Source
  readonly chunk: Chunk
  readonly text: string
  readonly body: number
  readonly root: Node | undefined
  readonly error?: { readonly offset: number; readonly message: string }
}

/** Makes a source of a file's name and content. */
export function openSource(file: string, content: string | Uint8Array): Source {
  const bytes = typeof content === 'string' ? encode(content) : content
  return { file, bytes, lineAt: lineCounter(bytes), read: {} }
}

/** Counts lines by a table of where they start, made when a place is first asked for. */
function lineCounter(bytes: Uint8Array): (offset: number) => number {
  let starts: number[] | undefined
  return offset => {
    starts ??= lineStarts(bytes)
    return rankOf(offset, starts)
  }
}

function lineStarts(bytes: Uint8Array): number[] {
  const starts = [0]
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1)
  return starts
}

/** How many of some rising numbers are not above another. */
function rankOf(number: number, rising: readonly number[]): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] ?? Infinity) <= number) low = middle + 1
    else high = middle
  }
  return low
}

const DASH = 45
const byteOrderMark = '\ufeff'

/**
 * Cuts a source at its document separators. Like Helm it takes `---` glued to the next text for
 * one (`---apiVersion: v1`); a line of `...` ends a document too.
 */
export const splitStream = (source: Source): readonly Chunk[] =>
  (source.read.chunks ??= split(source))

function split({ bytes }: Source): Chunk[] {
  const first = isMarked(bytes) ? 3 : 0
  const chunks: Chunk[] = []
  let start = 0
  let body = isSeparator(bytes, first) ? first + 3 : first
  for (const cut of findCuts(bytes)) {
    if (cut > start) chunks.push({ start, end: cut, body })
    start = cut
    body = isSeparator(bytes, cut) ? cut + 3 : cut
  }
  if (bytes.length > start) chunks.push({ start, end: bytes.length, body })
  return chunks
}

/** Whether bytes begin with a byte order mark: three bytes, and one character. */
const isMarked = ([a, b, c]: Uint8Array) => a === 0xef && b === 0xbb && c === 0xbf

function isSeparator(bytes: Uint8Array, at: number): boolean {
  return hasAt(bytes, '---', at) && bytes[at + 3] !== DASH
}

function findCuts(bytes: Uint8Array): number[] {
  const cuts: number[] = []
  for (let at = find(bytes, '\n---'); at >= 0; at = find(bytes, '\n---', at + 1)) {
    if (bytes[at + 4] !== DASH) cuts.push(at + 1)
  }
  const ends = findEnds(bytes)
  return ends.length > 0 ? [...cuts, ...ends].sort((a, b) => a - b) : cuts
}

/** Where the lines after `...` begin. */
function findEnds(bytes: Uint8Array): number[] {
  const ends: number[] = []
  for (let at = find(bytes, '\n...'); at >= 0; at = find(bytes, '\n...', at + 1)) {
    const next = bytes[at + 4]
    const lineEnd = bytes.indexOf(10, at + 4)
    if ((next === undefined || next <= 32) && lineEnd >= 0) ends.push(lineEnd + 1)
  }
  return ends
}

/** Reads one document of a source. Asked again, it gives the same. */
export function readDocument(source: Source, chunk: Chunk): Document {
  const documents = (source.read.documents ??= new Map<Chunk, Document>())
  const document = documents.get(chunk) ?? read(source, chunk)
  documents.set(chunk, document)
  return document
}

/** All documents of a source. */
export const documentsIn = (source: Source): readonly Document[] =>
  splitStream(source).map(chunk => readDocument(source, chunk))

/** A whole source as one document of any style, whatever separators it has. */
export const wholeDocument = (source: Source): Document => (source.read.whole ??= readWhole(source))

function readWhole(source: Source): Document {
  const { bytes } = source
  if (bytes.length > mostBytes) return readEnds(source, { start: 0, end: bytes.length, body: 0 })
  const text = decode(source.bytes)
  const body = text.startsWith(byteOrderMark) ? 1 : 0
  const chunk = { start: 0, end: source.bytes.length, body: body * 3 }
  return { source, chunk, text, body, ...parseDocument(text, body, 'all') }
}

function read(source: Source, chunk: Chunk): Document {
  const bytes = source.bytes.subarray(chunk.start, chunk.end)
  if (bytes.length > mostBytes) return readEnds(source, chunk)
  const body = chunk.body - chunk.start
  const text = decodeStrictly(bytes)
  if (text === undefined) {
    const text = decode(bytes)
    const error = { offset: 0, message: 'It is not UTF-8' }
    return { source, chunk, text, body: text.length, root: undefined, error }
  }
  const start = text.startsWith(byteOrderMark) ? body - 2 : body
  const { root, error } = parseDocument(text, start)
  const document = { source, chunk, text, body: start, root }
  return error ? { ...document, error } : document
}

/** Of a document that is too long to be read its two ends, by which people know it. */
function readEnds(source: Source, chunk: Chunk): Document {
  const { start, end, body } = chunk
  const [first, last] = [start + mostShown, end - mostShown]
  const head = decode(source.bytes.subarray(start, first))
  const text = `${head}\n${decode(source.bytes.subarray(last, end))}`
  const error = { offset: body - start, message: tooLong }
  return { source, chunk, text, body: body - start, root: undefined, error }
}

const mostShown = 1 << 16

/** The place of an offset into a document's text. */
export function locate(document: Document, offset: number): Location {
  const { source, chunk, text } = document
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  // Where a character is a byte, nothing is to be counted.
  const isAscii = text.length === chunk.end - chunk.start
  const bytes = isAscii ? lineStart : sizeOf(text.slice(0, lineStart))
  const line = source.lineAt(chunk.start + bytes)
  const name = sourceNameOf(document)
  const mark = lineStart === 0 && text.startsWith(byteOrderMark) ? 1 : 0
  const at = { file: source.file, line, column: offset - lineStart - mark + 1 }
  return name === undefined ? at : { ...at, source: name }
}

/** The line `# Source: …` at the head of a document, as Helm 3 writes it. */
export function sourceLineOf({ text, body }: Document): string | undefined {
  return /^(?:[^\n]*\n)?(?:[ \t]*\r?\n|#[^\n]*\n)*?(# Source: [^\r\n]*)/.exec(text.slice(body))?.[1]
}

/** The chart's file that a manifest comes from, as Helm 3 or Helm 4 names it. */
function sourceNameOf(document: Document): string | undefined {
  const annotation = findString(document.root, 'metadata', 'annotations', helmFileName)
  return annotation ?? sourceLineOf(document)?.slice('# Source: '.length)
}

/** Helm 4's annotation with a manifest's file in the chart (helm/helm pkg/action/action.go). */
export const helmFileName = 'postrenderer.helm.sh/postrender-filename'
