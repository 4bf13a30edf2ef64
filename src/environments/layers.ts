import { folderOf, joinPath } from '../paths.ts'
import { asEntries } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { expand, readText, readerOf, readValues } from './files.ts'
import type { Files, Unfollowed } from './files.ts'
import { isLenient, listOf, shown } from './helmfile.ts'
import type { State } from './helmfile.ts'
import { stepsOfPatch } from './patches.ts'
import { rendered, textAt } from './release.ts'
import type { Release } from './release.ts'
import { hidden, readEncrypted } from './secrets.ts'
import { render } from './template.ts'
import { holdsUnknown, unknownValue } from './unknown.ts'

/** One of the values that a release gets, in the order in which they count. */
export type Layer = {
  readonly file: string
  /** Whether it is a separate file, a part of the helmfile, the chart's, or a patch of what it renders. */
  readonly kind: 'file' | 'inline' | 'set' | 'chart' | 'patch'
  /** Undefined where it cannot be followed. */
  readonly data: Entries | undefined
}

type Reading = {
  readonly files: Files
  readonly state: State
  readonly release: Release
  readonly unfollowed: Unfollowed[]
  /** The files that templates read. */
  readonly read: Set<string>
}

/** All values of a release, in the order in which Helm lays them over each other. */
export function layersOf(reading: Reading): Layer[] {
  const { files, state, release } = reading
  const { spec, chart } = release
  const each = (key: string, read: (entry: Value) => Layer[]) => listOf(spec[key]).flatMap(read)
  return [
    ...chartLayers(files, joinPath(folderOf(state.file), chart)),
    ...each('valuesTemplate', entry => valuesLayers(reading, entry, 'template')),
    ...each('values', entry => valuesLayers(reading, entry, 'values')),
    ...each('secrets', entry => valuesLayers(reading, entry, 'secrets')),
    ...each('setTemplate', entry => setLayers(reading, asRendered(reading, entry), 'typed')),
    ...each('set', entry => setLayers(reading, entry, 'typed')),
    ...each('setString', entry => setLayers(reading, entry, 'text')),
    ...each('jsonPatches', entry => patchLayers(reading, entry)),
    ...each('strategicMergePatches', entry => patchLayers(reading, entry))
  ]
}

/** A file of values. */
export function layerOf(
  {
    files,
    unfollowed,
    read
  }: Pick<Reading, 'files' | 'unfollowed'> & Partial<Pick<Reading, 'read'>>,
  path: string,
  context: Value
): Layer {
  const found = readValues(files, path, context, read)
  if ('data' in found) return { file: path, kind: 'file', data: found.data }
  unfollowed.push(found)
  return { file: path, kind: 'file', data: undefined }
}

/** The chart's own values, where it is a folder. */
function chartLayers(files: Files, folder: string): Layer[] {
  const path = joinPath(folder, 'values.yaml')
  const text = files.read(path)
  if (text === undefined) return []
  const read = readText(files, { text, file: path }, undefined)
  return 'data' in read ? [{ file: path, kind: 'chart', data: read.data }] : []
}

/** An entry of `values`: what it says itself, or the file that it names. */
function valuesLayers(
  reading: Reading,
  entry: Value,
  from: 'values' | 'template' | 'secrets'
): Layer[] {
  const { files, state, release, unfollowed } = reading
  const place = { file: state.file, line: 1, column: 1 }
  const inline = asEntries(entry)
  if (inline) return [{ file: state.file, kind: 'inline', data: inlineOf(reading, inline, from) }]
  const path = typeof entry === 'string' ? rendered(reading, entry, release.context) : unknownValue
  const unknown: Layer = { file: shown(path), kind: 'file', data: undefined }
  if (holdsUnknown(path)) {
    unfollowed.push({ place, reason: `the values \`${shown(String(entry))}\` are not evaluated` })
    return [unknown]
  }
  const prefix = textAt(release.spec, 'valuesPathPrefix')
  const [found] = expand(files, folderOf(state.file), prefix + path)
  if (found !== undefined && from === 'secrets') return [encryptedLayer(reading, found)]
  if (found !== undefined) return [layerOf(reading, found, release.context)]
  if (isLenient(release.spec['missingFileHandler'] ?? state.spec['missingFileHandler'])) return []
  unfollowed.push({ place, reason: `${path} cannot be read` })
  return [unknown]
}

/** A patch of what the chart renders, as far as it is about steps. */
function patchLayers(reading: Reading, entry: Value): Layer[] {
  const read = valuesLayers(reading, entry, 'values')
  return read.map(({ file, data }) => ({
    file,
    kind: 'patch',
    data: data && (stepsOfPatch(data) ?? {})
  }))
}

function inlineOf(
  { files, state, release }: Reading,
  inline: Entries,
  from: 'values' | 'template' | 'secrets'
): Entries | undefined {
  if (from === 'values') return inline
  if (from === 'secrets') return asEntries(hidden(inline))
  const found = render(JSON.stringify(inline), release.context, readerOf(files, state))
  if (!('text' in found)) return undefined
  const read = readText(files, { text: found.text, file: state.file }, undefined)
  return 'data' in read ? read.data : undefined
}

function encryptedLayer({ files, unfollowed }: Reading, path: string): Layer {
  const read = readEncrypted(files, path)
  if ('data' in read) return { file: path, kind: 'file', data: read.data }
  unfollowed.push(read)
  return { file: path, kind: 'file', data: undefined }
}

/** An entry of `setTemplate`: its texts are templates. */
function asRendered(reading: Reading, entry: Value): Value {
  const { context } = reading.release
  const asText = (value: Value) =>
    typeof value === 'string' ? rendered(reading, value, context) : value
  return Object.fromEntries(
    Object.entries(asEntries(entry) ?? {}).map(([key, value]) => [key, asText(value)])
  )
}

/**
 * An entry of `set`, as far as its name is plain. helmfile passes on what is not empty (pkg/state
 * setFlags), and Helm reads `null` in it, unless it is for a text.
 */
function setLayers({ state, unfollowed }: Reading, entry: Value, type: 'typed' | 'text'): Layer[] {
  const { name: path, value: text = null, file = '', values = [] } = asEntries(entry) ?? {}
  if (typeof path !== 'string' || !/^[\w-]+(?:\.[\w-]+)*$/.test(path)) {
    const reason = `\`set: ${shown(String(path))}\` is not evaluated`
    unfollowed.push({ place: { file: state.file, line: 1, column: 1 }, reason })
    return [{ file: state.file, kind: 'set', data: undefined }]
  }
  const isEmpty = text === null || text === ''
  if (isEmpty && file === '' && listOf(values).length === 0) return []
  const typed = type === 'typed' && /^null$/i.test(String(text)) ? null : text
  const end: Value = !isEmpty ? typed : file === '' ? values : ''
  const data = path.split('.').reduceRight<Value>((inner, key) => ({ [key]: inner }), end)
  return [{ file: state.file, kind: 'set', data: asEntries(data) ?? {} }]
}
