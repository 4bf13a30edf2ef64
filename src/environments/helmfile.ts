import { folderOf, joinPath } from '../paths.ts'
import { asEntries } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { expand, namedIn, readText, readValues } from './files.ts'
import type { Files, Unfollowed } from './files.ts'
import { asList } from './go-values.ts'
import { append, overlayParts, overlaySpec, overlay } from './merge.ts'
import { readEncrypted } from './secrets.ts'
import { holdsUnknown } from './unknown.ts'

/** A helmfile as it is in one environment. */
export type State = {
  readonly file: string
  readonly environment: string
  /** The environments that it names. */
  readonly environments: readonly string[]
  /** What its templates can ask for. */
  readonly context: Entries
  /** All that it says: its releases, its templates, and what holds for them. */
  readonly spec: Entries
  /** Which of its releases the helmfile above means; all where there are none. */
  readonly selectors: readonly string[]
  /** All files that were read on the way. */
  readonly files: readonly string[]
  readonly unfollowed: readonly Unfollowed[]
}

type Reading = { readonly from: Files; readonly environment: string; readonly seen: Set<string> }

/** A helmfile as far as its parts are read. */
type Loaded = {
  spec: Entries
  /** What `values` at its top says, which counts less than the values of the environment. */
  defaults: Entries
  values: Entries
  readonly unfollowed: Unfollowed[]
}

/** What a helmfile gets from the one that names it. */
type Given = {
  readonly values: Entries
  readonly defaults: Entries
  readonly templates: Entries
  /** Which of its releases are meant; all where there are none. */
  readonly selectors: readonly string[]
}

const nothingGiven: Given = { values: {}, defaults: {}, templates: {}, selectors: [] }

/** Reads a helmfile and all helmfiles that it names, each as it is in an environment. */
export function readHelmfile(
  files: Files,
  path: string,
  environment: string,
  given = nothingGiven,
  above: readonly string[] = []
): State[] {
  const { selectors } = given
  const seen = new Set<string>()
  const reading = { from: files, environment, seen }
  const loaded: Loaded = { spec: {}, defaults: given.defaults, values: {}, unfollowed: [] }
  loadParts(reading, { path, folder: folderOf(path), given: given.values }, loaded)
  const templates = { ...given.templates, ...asEntries(loaded.spec['templates']) }
  const spec: Entries = { ...loaded.spec, templates }
  const state = {
    file: path,
    environment,
    environments: Object.keys(asEntries(spec['environments']) ?? {}),
    context: contextOf(environment, loaded),
    spec,
    selectors,
    files: [...seen],
    unfollowed: loaded.unfollowed
  }
  const below = listOf(spec['helmfiles']).flatMap(each =>
    above.length > 8
      ? []
      : readBelow(reading, { path, each, above, selectors }, { ...loaded, spec })
  )
  return [state, ...below]
}

const valuesOf = ({ defaults, values }: Pick<Loaded, 'defaults' | 'values'>) =>
  overlayParts(defaults, values)

type Below = {
  readonly path: string
  readonly each: Value
  readonly above: readonly string[]
  readonly selectors: readonly string[]
}

/** A helmfile below another one: it gets the values that it is given there. */
function readBelow(
  reading: Reading,
  { path, each, above, selectors }: Below,
  loaded: Loaded
): State[] {
  const entry = asEntries(each)
  const pattern = typeof each === 'string' ? each : entry?.['path']
  const refuse = () => {
    const place = { file: path, line: 1, column: 1 }
    loaded.unfollowed.push({ place, reason: `the helmfile ${shown(String(pattern))} is not read` })
    return []
  }
  if (typeof pattern !== 'string' || holdsUnknown(pattern) || isRemote(pattern)) return refuse()
  const folder = folderOf(path)
  const here = { path, folder, context: contextOf(reading.environment, loaded), handler: undefined }
  const inherits = listOf(entry?.['inherits'])
  const own = asList(entry?.['selectors'])
  const isKept = inherits.includes('environments')
  const given = {
    values: overlayParts(
      isKept ? loaded.values : {},
      readAll(reading, here, listOf(entry?.['values']), loaded)
    ),
    defaults: isKept ? loaded.defaults : {},
    templates: (inherits.includes('templates') && asEntries(loaded.spec['templates'])) || {},
    selectors: own ? own.map(String) : selectors
  }
  const found = namedIn(reading.from, folder, pattern)
  if (found.length === 0) return refuse()
  return found
    .filter(file => file !== path && !above.includes(file))
    .flatMap(file => readHelmfile(reading.from, file, reading.environment, given, [...above, path]))
}

const isRemote = (path: string) => /^[a-z+]+(?:::|:\/\/)/.test(path)

/** What a template can ask for. Of values that are not all followed, nothing is known. */
export function contextOf(
  environment: string,
  loaded: Pick<Loaded, 'defaults' | 'values' | 'unfollowed'>
): Entries {
  if (loaded.unfollowed.length > 0) return { Environment: { Name: environment }, Namespace: '' }
  const values = valuesOf(loaded)
  return {
    Environment: { Name: environment, Values: values },
    Values: values,
    StateValues: values,
    Namespace: ''
  }
}

/** A file of helmfile: where it is, from which folder it names others, and what it is given. */
type Source = { readonly path: string; readonly folder: string; readonly given: Entries }

/** Each part of a helmfile sees the values of the parts above it. */
function loadParts(reading: Reading, source: Source, loaded: Loaded): void {
  const { path } = source
  reading.seen.add(path)
  const text = reading.from.read(path)
  if (text === undefined) {
    const place = { file: path, line: 1, column: 1 }
    loaded.unfollowed.push({ place, reason: 'the file cannot be read' })
    return
  }
  let above = 0
  for (const part of text.replaceAll('\r\n', '\n').split('\n---\n')) {
    loadPart(reading, { source, part, above }, loaded)
    above += part.split('\n').length + 1
  }
}

type Part = { readonly source: Source; readonly part: string; readonly above: number }

function loadPart(reading: Reading, { source, part, above }: Part, loaded: Loaded): void {
  const { path, folder, given } = source
  loaded.values = overlayParts(loaded.values, given)
  const read = readPart(reading, { source, part }, contextOf(reading.environment, loaded))
  if ('reason' in read) {
    const place = { ...read.place, line: read.place.line + above }
    loaded.unfollowed.push({ ...read, place })
    return
  }
  const spec = withBases(reading, source, read.data, loaded)
  const known = asEntries(asEntries(spec['environments'])?.[reading.environment]) ?? {}
  const context = contextOf(reading.environment, loaded)
  const here = { folder, path, context, handler: undefined }
  const defaults = readAll(reading, here, listOf(spec['values']), loaded)
  const own = readEnvironment(reading, here, known, loaded)
  loaded.defaults = overlayParts(loaded.defaults, defaults)
  loaded.values = overlayParts(loaded.values, own)
  loaded.spec = overlaySpec(loaded.spec, spec)
}

/**
 * A part of a helmfile. Before version 1 each helmfile was a template: one that is no YAML as it is
 * can only be for those.
 */
function readPart(
  { from, seen }: Reading,
  { source: { path, folder }, part }: Pick<Part, 'source' | 'part'>,
  context: Entries
) {
  const text = { text: part, file: path, folder, seen }
  if (path.endsWith('.gotmpl')) return readText(from, text, context)
  const read = readText(from, text, undefined)
  return 'reason' in read && part.includes('{{') ? readText(from, text, context) : read
}

/** The values of an environment, with its secrets over them. */
function readEnvironment(reading: Reading, here: Here, known: Entries, loaded: Loaded): Entries {
  const place = { file: here.path, line: 1, column: 1 }
  const own = { ...here, handler: known['missingFileHandler'] }
  if (known['mergeStrategy'] === 'fallback') {
    loaded.unfollowed.push({ place, reason: 'mergeStrategy: fallback is not supported' })
  }
  const values = readAll(reading, own, listOf(known['values']), loaded)
  return listOf(known['secrets']).reduce<Entries>((merged, path) => {
    const read = readEncrypted(reading.from, joinPath(here.folder, String(path)))
    if ('data' in read) return overlay(merged, read.data)
    const isMissing = reading.from.read(joinPath(here.folder, String(path))) === undefined
    const isAllowed = isMissing && isLenient(own.handler ?? loaded.spec['missingFileHandler'])
    if (!isAllowed) loaded.unfollowed.push(read)
    return merged
  }, values)
}

/** Whether a file that does not exist is passed over. */
export const isLenient = (handler: Value | undefined) =>
  typeof handler === 'string' && /^(?:Warn|Info|Debug)$/.test(handler)

/** A helmfile over its bases: lists one after the other, also those of an environment's values. */
function withBases(reading: Reading, source: Source, spec: Entries, loaded: Loaded): Entries {
  let merged: Entries = {}
  for (const base of listOf(spec['bases'])) {
    const { defaults, values, unfollowed } = loaded
    const below = { spec: {}, defaults, values, unfollowed }
    const path = typeof base === 'string' ? joinPath(source.folder, base) : ''
    loadParts(reading, { ...source, path, given: {} }, below)
    merged = append(merged, below.spec)
  }
  return append(merged, spec)
}

type Here = {
  readonly folder: string
  readonly path: string
  readonly context: Entries
  /** What is done about a file that does not exist. */
  readonly handler: Value | undefined
}

/** Values of an environment: files and inline ones, the later over the earlier. */
function readAll(
  reading: Reading,
  { folder, path, context, handler }: Here,
  entries: readonly Value[],
  loaded: Loaded
): Entries {
  let merged: Entries = {}
  const place = { file: path, line: 1, column: 1 }
  for (const entry of entries) {
    const inline = asEntries(entry)
    if (inline) merged = overlay(merged, inline)
    if (inline || typeof entry !== 'string') continue
    const isKnown = !holdsUnknown(entry) && !isRemote(entry)
    const found = isKnown ? expand(reading.from, folder, entry) : []
    if (found.length === 0 && !(isKnown && isLenient(handler)))
      loaded.unfollowed.push({ place, reason: `${shown(entry)} cannot be read` })
    for (const file of found) {
      reading.seen.add(file)
      const read = readValues(reading.from, file, context, reading.seen)
      if ('reason' in read) loaded.unfollowed.push(read)
      else merged = overlay(merged, read.data)
    }
  }
  return merged
}

/** A text in a message: what was not followed of it is three dots. */
export const shown = (text: string) => text.replace(/\ue000+/g, '…')

/** The items of a list; none of what is no list. */
export const listOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? value : []
