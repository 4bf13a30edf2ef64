import { manifestsOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { concat, includes, sizeOf } from '../yaml/bytes.ts'
import { applyEdits, composeEdits, editsFor } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Patch } from '../yaml/merge-patch.ts'
import { piecesOf } from '../yaml/revision.ts'
import type { Revision } from '../yaml/revision.ts'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { ownAnnotations, recall } from './memory.ts'

/** A source with what stages changed in its manifests taken back. */
export type Restored = {
  readonly source: Source
  readonly original: Source
  /** By documents of the original: what was taken back. */
  readonly undone: readonly Undone[]
  /** Manifests whose annotation does not fit them any more: they are left as they are. */
  readonly edited: readonly Manifest[]
}

type Undone = { readonly document: Document; readonly edits: readonly Edit[] }

/** Takes back what stages changed in some manifests of a source, as far as these remember it. */
export function restore(
  original: Source,
  isWanted: (manifest: Manifest) => boolean = () => true
): Restored {
  if (!includes(original.bytes, ownAnnotations)) {
    return { source: original, original, undone: [], edited: [] }
  }
  const { undone, edited } = undoneIn(original, isWanted)
  if (undone.length === 0) return { source: original, original, undone, edited }
  const known = restoredOf.get(original) ?? []
  const same = known.find(each => isSameUndone(each.undone, undone))
  if (same) return { ...same, edited }
  const restored = without(original, undone, edited)
  restoredOf.set(original, [...known, restored])
  return restored
}

function without(
  original: Source,
  undone: readonly Undone[],
  edited: readonly Manifest[]
): Restored {
  const bytes = concat(piecesOf({ source: original, revised: undone }))
  const lineAt = lineMap(original, undone)
  return { source: { ...openSource(original.file, bytes), lineAt }, original, undone, edited }
}

/** A restored source in which manifests say something else, as if they had from the start. */
export function amend(
  restored: Restored,
  patchOf: (manifest: Manifest) => Patch | undefined
): Restored {
  const { source, original, edited } = restored
  const edits = new Map<Document, readonly Edit[]>()
  const chunks = splitStream(source)
  const undone = new Set(restored.undone.map(({ document }) => document.chunk.start))
  for (const [at, { start }] of splitStream(original).entries()) {
    const chunk = undone.has(start) && chunks[at]
    if (!chunk) continue
    const document = readDocument(source, chunk)
    const own = manifestsOf(document).flatMap(manifest => {
      const patch = patchOf(manifest)
      return patch ? editsFor(document.text, manifest.node, patch).edits : []
    })
    if (own.length > 0) edits.set(document, own)
  }
  if (edits.size === 0) return restored
  return without(original, revise(restored, edits).revised, edited)
}

// What was restored of a source: the same once more is not read once more.
const restoredOf = new WeakMap<Source, readonly Restored[]>()

function isSameUndone(some: readonly Undone[], others: readonly Undone[]): boolean {
  const textOf = ({ document, edits }: Undone) => JSON.stringify([document.chunk.start, edits])
  return some.length === others.length && some.map(textOf).join() === others.map(textOf).join()
}

/** What the manifests of a source remember, and those whose memory does not fit. */
function undoneIn(original: Source, isWanted: (manifest: Manifest) => boolean) {
  const undone: Undone[] = []
  const edited: Manifest[] = []
  for (const chunk of splitStream(original)) {
    if (!includes(original.bytes.subarray(chunk.start, chunk.end), ownAnnotations)) continue
    const document = readDocument(original, chunk)
    const edits: Edit[] = []
    for (const manifest of document.error ? [] : manifestsOf(document)) {
      const own = isWanted(manifest) ? recall(manifest) : undefined
      if (own === 'edited') edited.push(manifest)
      else if (own) edits.push(...own)
    }
    if (edits.length > 0) undone.push({ document, edits })
  }
  return { undone, edited }
}

/** The line of the original that a byte of the restored source comes from. */
function lineMap(original: Source, undone: readonly Undone[]): Source['lineAt'] {
  let shift = 0
  const steps = undone.flatMap(({ document, edits }) => {
    const bytesIn = (start: number, end: number) => sizeOf(document.text.slice(start, end))
    return edits
      .toSorted((a, b) => a.start - b.start)
      .map(({ start, end, text }) => {
        const from = document.chunk.start + bytesIn(0, start)
        const step = {
          at: from + shift,
          from,
          size: sizeOf(text),
          was: bytesIn(start, end)
        }
        shift += step.size - step.was
        return step
      })
  })
  return offset => {
    const step = steps.findLast(({ at }) => at <= offset)
    if (!step) return original.lineAt(offset)
    const into = offset - step.at
    return original.lineAt(step.from + (into < step.size ? 0 : into - step.size + step.was))
  }
}

/** Edits of a restored source as a revision of the original one. */
export function revise(
  { source, original, undone }: Restored,
  edits: ReadonlyMap<Document, readonly Edit[]>
): Revision {
  const own = [...edits].filter(([document]) => document.source === source)
  const byStart = new Map(own.map(entry => [entry[0].chunk.start, entry] as const))
  const undoneAt = new Map(undone.map(each => [each.document.chunk.start, each] as const))
  const restored = splitStream(source)
  const revised = splitStream(original).flatMap((chunk, at) => {
    const done = byStart.get(restored[at]?.start ?? -1)
    const before = undoneAt.get(chunk.start)
    if (!done && !before) return []
    const document = before?.document ?? readDocument(original, chunk)
    const first = before?.edits ?? []
    const between = done?.[0].text ?? applyEdits(document.text, first)
    const composed = composeEdits(first, between, done?.[1] ?? [])
    const changed = composed.filter(
      ({ start, end, text }) => document.text.slice(start, end) !== text
    )
    return changed.length > 0 ? [{ document, edits: changed }] : []
  })
  return { source: original, revised }
}
