import { readFileSync, readdirSync, statSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import { complete } from '../../src/yaml/complete.ts'
import { valueOf } from '../../src/yaml/node.ts'
import { openSource, readDocument, splitStream } from '../../src/yaml/stream.ts'
import { seeded } from '../lint-peer/random.ts'
import { differenceOf, differences } from './differences.ts'
import { mutated } from './mutations.ts'
import { readByPeer } from './peer.ts'
import type { Reading } from './peer.ts'
import { written } from './written.ts'

/** A document that the two read otherwise. */
type Unlike = { readonly text: string; readonly ours: Reading; readonly theirs: Reading }

type Options = {
  readonly folders: readonly string[]
  /** How many documents with typing errors are compared, too. */
  readonly mutations: number
  readonly seed: number
  readonly here: string
}

/** Compares all readings, prints what it found, and returns an exit code. */
export async function compare({ folders, mutations, seed, here }: Options): Promise<number> {
  const documents = [...written, ...folders.flatMap(documentsBelow)]
  const unlike = await compareAll(documents, here)
  let count = documents.length
  const random = seeded(seed)
  const wanted = count + mutations
  while (count < wanted) {
    const length = Math.min(2000, wanted - count)
    const some = Array.from({ length }, () => mutated(random.pick(documents), random))
    unlike.push(...(await compareAll(some, here)))
    count += some.length
  }
  return report(count, unlike, here)
}

function documentsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => /\.(?:ya?ml|json)$/.test(path) && statSync(join(folder, path)).isFile())
    .flatMap(path => {
      const source = openSource(path, readFileSync(join(folder, path)))
      return splitStream(source).map(({ body, end }) =>
        new TextDecoder().decode(source.bytes.subarray(body, end))
      )
    })
}

async function compareAll(documents: readonly string[], here: string): Promise<Unlike[]> {
  const bytes = documents.map(text => new TextEncoder().encode(text))
  const readings = await readByPeer(bytes, here)
  return documents.flatMap((text, at) => {
    const theirs = readings[at] ?? {}
    const ours = readByUs(text)
    return isSame(ours, theirs) ? [] : [{ text, ours, theirs }]
  })
}

/** What we read of a document: what other parsers say of it is looked at nowhere else. */
function readByUs(text: string): Reading {
  const source = openSource('', text)
  const body = text.startsWith('\ufeff') ? 3 : 0
  const chunk = { start: 0, end: source.bytes.length, body }
  const { root, error, ...document } = readDocument(source, chunk)
  if (error) return { error: error.message }
  const value = root && valueOf(complete({ root, ...document }, root))
  if (root && value === undefined) return { error: 'without end' }
  // What JSON cannot say, Go refuses to turn into it.
  return { value: JSON.parse(JSON.stringify(value ?? null)) }
}

function isSame(ours: Reading, theirs: Reading): boolean {
  if (ours.error !== undefined || theirs.error !== undefined) {
    return (ours.error === undefined) === (theirs.error === undefined)
  }
  return isDeepStrictEqual(ours.value, theirs.value)
}

async function report(count: number, unlike: readonly Unlike[], here: string): Promise<number> {
  const explained = unlike.map(each => ({ each, known: differenceOf(each) }))
  const open = explained.filter(({ known }) => known === undefined)
  console.log(`${count} documents, ${count - unlike.length} of them are read alike`)
  for (const known of differences) {
    const times = explained.filter(each => each.known === known).length
    console.log(`${String(times).padStart(8)}  ${known.name}`)
  }
  console.log(`${String(open.length).padStart(8)}  for no reason that is known`)
  for (const [kind, times] of kindsOf(open.map(({ each }) => each))) {
    console.log(`${String(times).padStart(8)}  ${kind}`)
  }
  for (const { each } of open.slice(0, Number(process.env['SHOW'] ?? 10))) {
    show(await smallest(each, here))
  }
  return open.length > 0 ? 1 : 0
}

/** What the two say of documents without the places, and how often, the most frequent first. */
function kindsOf(unlike: readonly Unlike[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const { ours, theirs } of unlike) {
    const [own = 'read', other = 'read'] = [ours.error, theirs.error]
    const kind = `ours: ${own}; theirs: ${other.replace(/line \d+: /, '').slice(0, 80)}`
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** The document with as few lines as still show the difference. */
async function smallest(unlike: Unlike, here: string): Promise<Unlike> {
  const lines = unlike.text.split(/(?<=\n)/)
  if (lines.length > 300) return unlike
  const shorter = lines.map((_, at) => lines.toSpliced(at, 1).join(''))
  const found = (await compareAll(shorter, here)).find(each => differenceOf(each) === undefined)
  return found && found.text.length < unlike.text.length ? smallest(found, here) : unlike
}

function show({ text, ours, theirs }: Unlike): void {
  console.log(`\n${JSON.stringify(text)}`)
  console.log(`  ours:   ${JSON.stringify(ours).slice(0, 300)}`)
  console.log(`  theirs: ${JSON.stringify(theirs).slice(0, 300)}`)
}
