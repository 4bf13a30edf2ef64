import { folderOf, joinPath } from '../paths.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { expand, readText, readValues } from './files.ts'
import type { Entries, Files, Unfollowed } from './files.ts'
import { contextOf, listOf, readHelmfile, shown } from './helmfile.ts'
import type { State } from './helmfile.ts'
import { coalesce, overlay } from './merge.ts'
import { holdsUnknown, render } from './template.ts'

/** One of the values that a release gets, in the order in which they count. */
export type Layer = {
  readonly file: string
  /** Whether it is a separate file, a part of the helmfile, or the chart's. */
  readonly kind: 'file' | 'inline' | 'set' | 'chart'
  /** Undefined where it cannot be followed. */
  readonly data: Entries | undefined
}

/** A release in an environment: all values that it gets. */
export type Cell = {
  readonly release: string
  readonly environment: string
  readonly chart: string
  readonly layers: readonly Layer[]
  /** The values that the chart gets; without what was not followed. */
  readonly values: Entries
  /** The helmfile with what it reads: steps may come from there, through a template. */
  readonly state: readonly string[]
  readonly unfollowed: readonly Unfollowed[]
}

/** The releases of a helmfile in an environment. */
export function cellsOf(files: Files, path: string, environment: string): Cell[] {
  return readHelmfile(files, path, environment).flatMap(state =>
    state.releases.length === 0 && state.unfollowed.length > 0
      ? [cellOf({ name: '-', state, layers: [], unfollowed: state.unfollowed })]
      : state.releases.map(release => cellOfRelease(files, state, release))
  )
}

/** Files of values without a helmfile: the later counts. */
export function cellOfValues(files: Files, paths: readonly string[]): Cell {
  const unfollowed: Unfollowed[] = []
  const layers = paths.map(path => layerOf(files, path, {}, unfollowed))
  const state = { environment: '-', files: [] }
  return cellOf({ name: '-', state, layers, unfollowed })
}

type Stack = {
  readonly name: string
  readonly chart?: string
  readonly state: Pick<State, 'environment' | 'files'>
  readonly layers: readonly Layer[]
  readonly unfollowed: readonly Unfollowed[]
}

function cellOf({ name, chart = '', state, layers, unfollowed }: Stack): Cell {
  const below = layers.filter(({ kind }) => kind === 'chart')
  const own = layers.filter(({ kind }) => kind !== 'chart')
  const merge = (all: readonly Layer[]) =>
    all.reduce<Entries>((merged, { data = {} }) => overlay(merged, data), {})
  return {
    release: name,
    environment: state.environment,
    layers,
    chart,
    values: coalesce(merge(below), merge(own)),
    state: state.files,
    unfollowed
  }
}

function layerOf(files: Files, path: string, context: Value, unfollowed: Unfollowed[]): Layer {
  const read = readValues(files, path, context)
  if ('data' in read) return { file: path, kind: 'file', data: read.data }
  unfollowed.push(read)
  return { file: path, kind: 'file', data: undefined }
}

function cellOfRelease(files: Files, state: State, given: Entries): Cell {
  const release = inherited(state.templates, given, [])
  const named = { Name: textAt(release, 'name'), Namespace: textAt(release, 'namespace') }
  const chart = textAt(release, 'chart')
  const context: Entries = {
    ...contextOf(state.environment, state),
    Release: { ...named, Chart: chart, Labels: release['labels'] ?? {} }
  }
  const name = rendered(named.Name, context)
  const whole = { ...context, Release: { ...asEntries(context['Release']), Name: name } }
  const unfollowed: Unfollowed[] = [...state.unfollowed]
  const reading = { files, state, release, context: whole, unfollowed }
  const layers = [
    ...chartLayers(files, joinPath(folderOf(state.file), rendered(chart, whole))),
    ...listOf(release['valuesTemplate']).flatMap(entry => layersOf(reading, entry, 'template')),
    ...listOf(release['values']).flatMap(entry => layersOf(reading, entry, 'values')),
    ...listOf(release['secrets']).flatMap(entry => layersOf(reading, entry, 'values')),
    ...[...listOf(release['set']), ...listOf(release['setTemplate'])].flatMap(entry =>
      setLayers(reading, entry, 'typed')
    ),
    ...listOf(release['setString']).flatMap(entry => setLayers(reading, entry, 'text'))
  ]
  return cellOf({ name: shown(name), chart, state, layers, unfollowed })
}

/** The chart's own values, where it is a folder. */
function chartLayers(files: Files, folder: string): Layer[] {
  const path = joinPath(folder, 'values.yaml')
  if (files.read(path) === undefined) return []
  const read = readText(files, { text: files.read(path) ?? '', file: path }, undefined)
  return 'data' in read ? [{ file: path, kind: 'chart', data: read.data }] : []
}

const textAt = (entries: Entries, key: string) => {
  const value = entries[key]
  return typeof value === 'string' ? value : ''
}

/** A release with the templates that it inherits: their lists come first. */
function inherited(templates: Entries, release: Entries, above: readonly string[]): Entries {
  let merged: Entries = {}
  for (const each of listOf(release['inherit'])) {
    const { template, except } = asEntries(each) ?? {}
    const found = typeof template === 'string' ? asEntries(templates[template]) : undefined
    if (!found || typeof template !== 'string' || above.includes(template)) continue
    const without = new Set(listOf(except).map(String))
    const whole = Object.entries(inherited(templates, found, [...above, template]))
    merged = join(merged, Object.fromEntries(whole.filter(([key]) => !without.has(key))))
  }
  return join(merged, release)
}

function join(base: Entries, over: Entries): Entries {
  const lists = Object.entries(over).map(([key, value]) => {
    const before = base[key]
    return [key, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value]
  })
  return { ...base, ...Object.fromEntries(lists) }
}

/** A text of a release, which is a template always. */
function rendered(text: string, context: Entries): string {
  const found = render(text, context)
  return 'text' in found ? found.text : '\ue000'
}

type Reading = {
  readonly files: Files
  readonly state: State
  readonly release: Entries
  readonly context: Entries
  readonly unfollowed: Unfollowed[]
}

/** An entry of `values`: what it says itself, or the file that it names. */
function layersOf(reading: Reading, entry: Value, from: 'values' | 'template'): Layer[] {
  const { files, state, release, context, unfollowed } = reading
  const place = { file: state.file, line: 1, column: 1 }
  const inline = asEntries(entry)
  if (inline) {
    const text = from === 'template' ? render(JSON.stringify(inline), context) : undefined
    if (text && 'text' in text) {
      const read = readText(files, { text: text.text, file: state.file }, undefined)
      if ('data' in read) return [{ file: state.file, kind: 'inline', data: read.data }]
    }
    return [{ file: state.file, kind: 'inline', data: text ? undefined : inline }]
  }
  const path = typeof entry === 'string' ? rendered(entry, context) : '\ue000'
  const unknown: Layer = { file: shown(path), kind: 'file', data: undefined }
  if (holdsUnknown(path)) {
    unfollowed.push({ place, reason: `the values \`${shown(String(entry))}\` are not evaluated` })
    return [unknown]
  }
  const [found] = expand(files, folderOf(state.file), textAt(release, 'valuesPathPrefix') + path)
  if (found !== undefined) return [layerOf(files, found, context, unfollowed)]
  if (/^(?:Warn|Info|Debug)$/.test(textAt(release, 'missingFileHandler'))) return []
  unfollowed.push({ place, reason: `${path} cannot be read` })
  return [unknown]
}

/**
 * An entry of `set`, as far as its name is plain. helmfile passes on what is not empty (pkg/state
 * setFlags), and Helm reads `null` in it, unless it is for a text.
 */
function setLayers(
  { state, context, unfollowed }: Reading,
  entry: Value,
  type: 'typed' | 'text'
): Layer[] {
  const { name, value = null, file = '', values = [] } = asEntries(entry) ?? {}
  const path = typeof name === 'string' ? rendered(name, context) : '\ue000'
  const isPlain = /^[\w-]+(?:\.[\w-]+)*$/.test(path)
  if (!isPlain) {
    const reason = `\`set: ${shown(path)}\` is not evaluated`
    unfollowed.push({ place: { file: state.file, line: 1, column: 1 }, reason })
    return [{ file: state.file, kind: 'set', data: undefined }]
  }
  const text = typeof value === 'string' ? rendered(value, context) : value
  const isEmpty = text === null || text === ''
  if (isEmpty && file === '' && listOf(values).length === 0) return []
  const typed = type === 'typed' && /^null$/i.test(String(text)) ? null : text
  const end: Value = !isEmpty ? typed : file === '' ? values : ''
  const data = path.split('.').reduceRight<Value>((inner, key) => ({ [key]: inner }), end)
  return [{ file: state.file, kind: 'set', data: asEntries(data) ?? {} }]
}
