import type { Location } from '../diagnostic.ts'
import { matchesGlob } from '../kubernetes/glob.ts'
import { baseNameOf, folderOf, joinPath } from '../paths.ts'
import { asEntries, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { render } from './template.ts'

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

export type Entries = Readonly<Record<string, Value>>

/** What was read, or where and why it cannot be followed. */
export type Read = { readonly data: Entries } | Unfollowed
export type Unfollowed = { readonly place: Location; readonly reason: string }

/** Reads a file of values; a template is rendered with what is known. */
export function readValues(files: Files, path: string, context: Value): Read {
  const text = files.read(path)
  const place = { file: path, line: 1, column: 1 }
  if (text === undefined) return { place, reason: 'the file cannot be read' }
  return readText(files, { text, file: path }, path.endsWith('.gotmpl') ? context : undefined)
}

/** Reads a text as one mapping; with a context it is a template. */
export function readText(
  files: Files,
  { text, file }: { readonly text: string; readonly file: string },
  context: Value | undefined
): Read {
  const rendered = context === undefined ? { text } : render(text, context)
  const place = { file, line: 1, column: 1 }
  if ('action' in rendered) {
    const reason = `\`${rendered.action.replace(/\s+/g, ' ')}\` is not evaluated`
    return { place: { ...place, line: rendered.line }, reason }
  }
  const { data, error } = files.parse(rendered.text)
  if (error !== undefined) return { place, reason: `it is not valid YAML: ${error}` }
  const entries = data === null ? {} : asEntries(data)
  return entries ? { data: entries } : { place, reason: 'it is not a mapping' }
}

type Parsed =
  | { readonly data: Value; readonly error?: undefined }
  | { readonly data?: undefined; readonly error: string }

function parse(text: string): Parsed {
  const { root, error } = parseAnyStyle(text.replace(/^\ufeff/, ''))
  return error ? { error: error.message } : { data: (root && valueOf(root)) ?? {} }
}

/** The paths that a pattern means, from a folder on; a star stands for a part of one name. */
export function expand(files: Files, folder: string, pattern: string): string[] {
  const path = pattern.startsWith('/') ? pattern : joinPath(folder, pattern)
  if (!/[*?[]/.test(path)) return files.read(path) === undefined ? [] : [path]
  const above = folderOf(path)
  // As Go's filepath.Glob has it: braces mean themselves.
  const form = baseNameOf(path).replace(/[{},]/g, '\\$&').replaceAll('[^', '[!')
  const names = files.list(above).filter(name => matchesGlob(form, name))
  return names.toSorted().map(name => joinPath(above, name))
}
