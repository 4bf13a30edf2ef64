import type { Location } from '../diagnostic.ts'
import { matchesGlob } from '../kubernetes/glob.ts'
import { baseNameOf, folderOf, joinPath } from '../paths.ts'
import { asEntries, valueOf } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'
import { render } from './template.ts'
import type { Reader } from './template.ts'
import { holdsUnknownKey } from './unknown.ts'

/** What is read of a disk, by whoever calls. */
export type Disk = {
  /** A file's text; undefined where it does not exist or is no text. */
  readonly read: (path: string) => string | undefined
  /** The names in a folder; none where there is none. */
  readonly list: (folder: string) => readonly string[]
}

/** A disk with what its texts say. */
export type Files = Disk & {
  /** A text as one document of YAML. Each environment and each release asks for the same ones. */
  readonly parse: (text: string) => Parsed
}

/** The files of a disk. Of the texts that were parsed, so many are kept. */
export function filesOf(disk: Disk, mostKept = 200): Files {
  const kept = new Map<string, Parsed>()
  return {
    ...disk,
    parse(text) {
      const known = kept.get(text)
      if (known) return known
      const parsed = parse(text)
      if (kept.size >= mostKept) kept.clear()
      kept.set(text, parsed)
      return parsed
    }
  }
}

/** What was read, or where and why it cannot be followed. */
export type Read = { readonly data: Entries } | Unfollowed
export type Unfollowed = { readonly place: Location; readonly reason: string }

/** A text in a file; a template in it reads others from a folder, and says which. */
type Source = {
  readonly text: string
  readonly file: string
  readonly folder?: string
  readonly seen?: Set<string>
}

/** Reads a file of values; a template is rendered with what is known. */
export function readValues(files: Files, path: string, context: Value, seen?: Set<string>): Read {
  const text = files.read(path)
  const place = { file: path, line: 1, column: 1 }
  if (text === undefined) return { place, reason: 'the file cannot be read' }
  const source = { text, file: path, ...(seen && { seen }) }
  return readText(files, source, path.endsWith('.gotmpl') ? context : undefined)
}

/** Reads a text as one mapping; with a context it is a template. */
export function readText(files: Files, source: Source, context: Value | undefined): Read {
  const { text, file } = source
  const rendered = context === undefined ? { text } : render(text, context, readerOf(files, source))
  const place = { file, line: 1, column: 1 }
  if ('action' in rendered) {
    const reason = `\`${rendered.action.replace(/\s+/g, ' ')}\` is not evaluated`
    return { place: { ...place, line: rendered.line }, reason }
  }
  const { data, error } = files.parse(rendered.text)
  if (error !== undefined) return { place, reason: `it is not valid YAML: ${error}` }
  if (text.includes('{{') && hasMapAsKey(data))
    return { place, reason: 'it is not valid YAML: it is a template' }
  if (holdsUnknownKey(data)) return { place, reason: 'the name of a key is not evaluated' }
  const entries = data === null ? {} : asEntries(data)
  return entries ? { data: entries } : { place, reason: 'it is not a mapping' }
}

/** Whether a key is a map, as an action is for those who read a template as YAML. */
function hasMapAsKey(value: Value): boolean {
  if (Array.isArray(value)) return value.some(hasMapAsKey)
  const entries = Object.entries(asEntries(value) ?? {})
  return entries.some(([key, below]) => /^\{.*\}$/s.test(key) || hasMapAsKey(below))
}

/** What a template in a file may read: files are named from its folder. */
export const readerOf = (
  files: Files,
  { file, folder = folderOf(file), seen }: Omit<Source, 'text'>
): Reader => ({
  readFile(path) {
    const whole = path.startsWith('/') ? path : joinPath(folder, path)
    seen?.add(whole)
    return files.read(whole)
  },
  helpers: () =>
    expand(files, folder, '_*.tpl').map(path => {
      seen?.add(path)
      return files.read(path) ?? ''
    }),
  parse(text) {
    const { data } = files.parse(text)
    return data === undefined ? undefined : { value: data }
  }
})

type Parsed =
  | { readonly data: Value; readonly error?: undefined }
  | { readonly data?: undefined; readonly error: string }

function parse(text: string): Parsed {
  const { root, error } = parseDocument(text.replace(/^\ufeff/, ''), 0, 'all')
  return error ? { error: error.message } : { data: (root && valueOf(root)) ?? {} }
}

/** The files that a pattern means, from a folder on. */
export const expand = (files: Files, folder: string, pattern: string): string[] =>
  pathsOf(files, folder, pattern).filter(path => files.read(path) !== undefined)

/** The helmfiles that a pattern means: of a folder, all that are in it. */
export const namedIn = (files: Files, folder: string, pattern: string): string[] =>
  pathsOf(files, folder, pattern).flatMap(path =>
    files.read(path) === undefined ? helmfilesOf(files, path) : [path]
  )

/** The helmfiles in a folder, in the order in which helmfile takes them. */
export const helmfilesOf = (files: Files, folder: string): string[] =>
  files
    .list(folder)
    .filter(name => /\.ya?ml(?:\.gotmpl)?$/.test(name))
    .toSorted()
    .map(name => joinPath(folder, name))

/** The paths that a pattern means, as Go's filepath.Glob has it: a star is a part of one name. */
function pathsOf(files: Files, folder: string, pattern: string): string[] {
  const whole = pattern.startsWith('/') ? pattern : joinPath(folder, pattern)
  if (!isPattern(whole)) return [whole]
  const [above, form] = [folderOf(whole), baseNameOf(whole)]
  const folders = isPattern(above) ? pathsOf(files, '.', above) : [above]
  if (!isPattern(form)) return folders.map(each => joinPath(each, form))
  // Braces mean themselves.
  const glob = form.replace(/[{},]/g, '\\$&').replaceAll('[^', '[!')
  return folders.flatMap(each =>
    files
      .list(each)
      .filter(name => matchesGlob(glob, name))
      .toSorted()
      .map(name => joinPath(each, name))
  )
}

const isPattern = (path: string) => /[*?[]/.test(path)
