import { folderOf, joinPath } from '../paths.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { expand, readText, readValues } from './files.ts'
import type { Entries, Files, Unfollowed } from './files.ts'
import { overlay, overlayState } from './merge.ts'
import { holdsUnknown } from './template.ts'

/** A helmfile as it is in one environment. */
export type State = {
  readonly file: string
  readonly environment: string
  /** The environments that it names. */
  readonly environments: readonly string[]
  /** `.Values` of its templates. */
  readonly values: Entries
  readonly releases: readonly Entries[]
  readonly templates: Entries
  /** All files that were read on the way. */
  readonly files: readonly string[]
  readonly unfollowed: readonly Unfollowed[]
}

type Reading = { readonly from: Files; readonly environment: string; readonly seen: Set<string> }
type Loaded = { spec: Entries; values: Entries; readonly unfollowed: Unfollowed[] }

/** Reads a helmfile and all helmfiles that it names, each as it is in an environment. */
export function readHelmfile(
  files: Files,
  path: string,
  environment: string,
  given: Entries = {},
  above: readonly string[] = []
): State[] {
  const seen = new Set<string>()
  const reading = { from: files, environment, seen }
  const loaded = loadParts(reading, path, given)
  const { spec } = loaded
  const state = {
    file: path,
    environment,
    environments: Object.keys(asEntries(spec['environments']) ?? {}),
    values: loaded.values,
    releases: listOf(spec['releases'])
      .map(asEntries)
      .filter(each => each !== undefined),
    templates: asEntries(spec['templates']) ?? {},
    files: [...seen],
    unfollowed: loaded.unfollowed
  }
  const below = listOf(spec['helmfiles']).flatMap(each =>
    above.length > 8 ? [] : readBelow(reading, { path, each, above }, loaded)
  )
  return [state, ...below]
}

type Below = { readonly path: string; readonly each: Value; readonly above: readonly string[] }

/** A helmfile below another one: it gets the values that it is given there. */
function readBelow(reading: Reading, { path, each, above }: Below, loaded: Loaded): State[] {
  const entry = asEntries(each)
  const pattern = typeof each === 'string' ? each : entry?.['path']
  const place = { file: path, line: 1, column: 1 }
  if (
    typeof pattern !== 'string' ||
    holdsUnknown(pattern) ||
    /^[a-z+]+(?:::|:\/\/)/.test(pattern)
  ) {
    loaded.unfollowed.push({ place, reason: `the helmfile ${String(pattern)} is not read` })
    return []
  }
  const folder = folderOf(path)
  const context = contextOf(reading.environment, loaded)
  const given = readAll(reading, { folder, path, context }, listOf(entry?.['values']), loaded)
  return expand(reading.from, folder, pattern)
    .filter(file => file !== path && !above.includes(file))
    .flatMap(file => readHelmfile(reading.from, file, reading.environment, given, [...above, path]))
}

/** What a template can ask for. Of values that are not all followed, nothing is known. */
export function contextOf(
  environment: string,
  { values, unfollowed }: Pick<State, 'values' | 'unfollowed'>
): Entries {
  if (unfollowed.length > 0) return { Environment: { Name: environment }, Namespace: '' }
  return {
    Environment: { Name: environment, Values: values },
    Values: values,
    StateValues: values,
    Namespace: ''
  }
}

/** Each part of a helmfile sees the values of the parts above it. */
function loadParts(reading: Reading, path: string, given: Entries): Loaded {
  const loaded: Loaded = { spec: {}, values: given, unfollowed: [] }
  reading.seen.add(path)
  const text = reading.from.read(path)
  if (text === undefined) {
    loaded.unfollowed.push({
      place: { file: path, line: 1, column: 1 },
      reason: 'the file cannot be read'
    })
    return loaded
  }
  let above = 0
  for (const part of text.replaceAll('\r\n', '\n').split('\n---\n')) {
    loadPart(reading, { path, part, above }, loaded, given)
    above += part.split('\n').length + 1
  }
  return loaded
}

type Part = { readonly path: string; readonly part: string; readonly above: number }

function loadPart(reading: Reading, { path, part, above }: Part, loaded: Loaded, given: Entries) {
  const context = path.endsWith('.gotmpl') ? contextOf(reading.environment, loaded) : undefined
  const read = readText(reading.from, { text: part, file: path }, context)
  if ('reason' in read) {
    const place = { ...read.place, line: read.place.line + above }
    loaded.unfollowed.push({ ...read, place })
    return
  }
  const folder = folderOf(path)
  const spec = withBases(reading, folder, read.data, loaded)
  const known = asEntries(asEntries(spec['environments'])?.[reading.environment]) ?? {}
  const here = { folder, path, context: contextOf(reading.environment, loaded) }
  const defaults = readAll(reading, here, listOf(spec['values']), loaded)
  const own = readAll(reading, here, listOf(known['values']), loaded)
  loaded.values = overlay(overlay(overlay(defaults, loaded.values), own), given)
  loaded.spec = overlay(loaded.spec, spec)
  if (known['mergeStrategy'] === 'fallback') {
    const reason = 'mergeStrategy: fallback is not supported'
    loaded.unfollowed.push({ place: { file: path, line: 1, column: 1 }, reason })
  }
}

/** A helmfile over its bases: lists one after the other, also those of an environment's values. */
function withBases(reading: Reading, folder: string, spec: Entries, loaded: Loaded): Entries {
  let merged: Entries = {}
  for (const base of listOf(spec['bases'])) {
    const path = typeof base === 'string' ? joinPath(folder, base) : ''
    reading.seen.add(path)
    const read = readValues(reading.from, path, contextOf(reading.environment, loaded))
    if ('reason' in read) loaded.unfollowed.push(read)
    else merged = append(merged, read.data)
  }
  return append(merged, spec)
}

function append(base: Entries, over: Entries): Entries {
  const merged: Record<string, Value> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key]
    const [below, above] = [asEntries(before), asEntries(value)]
    if (below && above) merged[key] = append(below, above)
    else merged[key] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value
  }
  return merged
}

type Here = { readonly folder: string; readonly path: string; readonly context: Entries }

/** Values of an environment: files and inline ones, the later over the earlier. */
function readAll(
  reading: Reading,
  { folder, path, context }: Here,
  entries: readonly Value[],
  loaded: Loaded
): Entries {
  let merged: Entries = {}
  const place = { file: path, line: 1, column: 1 }
  for (const entry of entries) {
    const inline = asEntries(entry)
    if (inline) merged = overlayState(merged, inline)
    if (inline || typeof entry !== 'string') continue
    const found = holdsUnknown(entry) ? [] : expand(reading.from, folder, entry)
    if (found.length === 0)
      loaded.unfollowed.push({ place, reason: `${shown(entry)} cannot be read` })
    for (const file of found) {
      reading.seen.add(file)
      const read = readValues(reading.from, file, context)
      if ('reason' in read) loaded.unfollowed.push(read)
      else merged = overlayState(merged, read.data)
    }
  }
  return merged
}

/** A text in a message: what was not followed of it is three dots. */
export const shown = (text: string) => text.replace(/\ue000+/g, '…')

/** The items of a list; none of what is no list. */
export const listOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? value : []
