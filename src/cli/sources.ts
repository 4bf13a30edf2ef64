import { dirname, join, resolve } from 'node:path'
import type { SourceGroup } from '../convert/read.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { argumentsPlace } from '../settings.ts'
import type { Io } from './io.ts'
import { noManifests, notUtf8, terminalInput, unreadableFile, wrongOption } from './problems.ts'

/** What a command works on. */
export type Input = {
  readonly kind: 'stream' | 'files'
  readonly groups: readonly SourceGroup[]
  /** The files that were named, and are not only part of a folder. */
  readonly named: ReadonlySet<string>
  readonly diagnostics: readonly Diagnostic[]
}

/** All sources of an input. */
export const sourcesOf = ({ groups }: Input): Source[] => groups.flatMap(({ sources }) => sources)

const atStart = (file: string): Location => ({ file, line: 1, column: 1 })

/** Reads standard input, or files and folders: `-`, or no name, is standard input. */
export async function readInput(io: Io, files: readonly string[]): Promise<Input> {
  if (!files.includes('-') && files.length > 0) return readFiles(io, files)
  const failed = (found: Diagnostic): Input => ({
    kind: 'stream',
    groups: [],
    named: new Set(),
    diagnostics: [found]
  })
  if (files.length > 1) {
    const hint = 'give either - or files'
    return failed(wrongOption(argumentsPlace, 'Standard input and files are given together', hint))
  }
  if (io.isTerminal.stdin) return failed(terminalInput(argumentsPlace))
  const source = openSource('<stdin>', await io.readStdin())
  return {
    kind: 'stream',
    groups: [{ sources: [source], kustomizations: [] }],
    named: new Set([source.file]),
    diagnostics: wrongEncoding(source)
  }
}

const manifestFile = /\.(?:ya?ml|json)$/
const kustomizationFile = /^kustomization\.ya?ml$|^Kustomization$/
const leftOut = ['.git', 'node_modules']

/** Whether a file is read where it is part of a folder. */
export const isManifestFile = (name: string) => manifestFile.test(name)
/** Whether a folder is left out where it is part of another. */
export const isLeftOut = (name: string) => leftOut.includes(name)

/** Files named together are one group; each level of a folder is a group of its own. */
function readFiles(io: Io, paths: readonly string[]): Input {
  const groups: SourceGroup[] = []
  const diagnostics: Diagnostic[] = []
  const seen = new Set<string>()
  const isNew = (path: string) => !seen.has(resolve(path)) && Boolean(seen.add(resolve(path)))
  const add = (files: readonly string[]) => {
    const fresh = files.filter(isNew)
    if (fresh.length > 0) groups.push(readGroup(io, fresh, diagnostics))
  }
  const levels = paths.map(path => ({ path, files: filesOf(io, path) }))
  const named = levels.filter(({ files }) => files === 'a-file').map(({ path }) => path)
  add(named)
  for (const { path, files } of levels) {
    if (files === 'a-file') continue
    if (files.length === 0) diagnostics.push(noManifests(argumentsPlace, path))
    files.forEach(add)
  }
  return { kind: 'files', groups, named: new Set(named), diagnostics }
}

/** The manifest files of a folder, each level on its own. */
function filesOf(io: Io, path: string): string[][] | 'a-file' {
  const entries = io.listFolder(path)
  if (!Array.isArray(entries)) return 'a-file'
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const files = sorted.filter(({ type, name }) => type === 'file' && isManifestFile(name))
  const below = sorted.filter(({ type, name }) => type === 'folder' && !isLeftOut(name))
  const own = files.length > 0 ? [files.map(({ name }) => join(path, name))] : []
  return [
    ...own,
    ...below.flatMap(({ name }) => {
      const level = filesOf(io, join(path, name))
      return level === 'a-file' ? [] : level
    })
  ]
}

function readGroup(io: Io, paths: readonly string[], diagnostics: Diagnostic[]): SourceGroup {
  const sources: Source[] = []
  for (const path of paths) {
    const bytes = io.readFile(path)
    if ('reason' in bytes) {
      diagnostics.push(unreadableFile(atStart(path), bytes.reason))
      continue
    }
    const source = openSource(path, bytes)
    diagnostics.push(...wrongEncoding(source))
    sources.push(source)
  }
  return { sources, kustomizations: readKustomizations(io, paths) }
}

function readKustomizations(io: Io, paths: readonly string[]): Source[] {
  const folders = new Set(paths.map(path => dirname(path)))
  return [...folders].flatMap(folder => {
    const entries = io.listFolder(folder)
    if (!Array.isArray(entries)) return []
    return entries
      .filter(({ name }) => kustomizationFile.test(name))
      .flatMap(({ name }) => {
        const path = join(folder, name)
        const bytes = io.readFile(path)
        return 'reason' in bytes ? [] : [openSource(path, bytes)]
      })
  })
}

/** UTF-16, as PowerShell writes it, would pass for a stream without manifests. */
export function wrongEncoding({ file, bytes }: Source): Diagnostic[] {
  const [first, second] = bytes
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return isMarked || bytes.subarray(0, 100).includes(0) ? [notUtf8(atStart(file))] : []
}
