import { dirname } from 'node:path'
import { findExports } from '../workload/exports.ts'
import type { SourceGroup } from '../workload/read.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { withApplications } from '../workload/application-changes.ts'
import { withFlux } from '../workload/flux-changes.ts'
import { openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { argumentsPlace } from '../settings.ts'
import { withOverlays } from './overlays.ts'
import { atStart, levelAt, levelsBelow, withOthers } from './folders.ts'
import type { Level } from './folders.ts'
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

/**
 * Reads standard input, or files and folders: `-`, or no name, is standard input. In folders, files
 * whose names match `also` are read beside the manifests.
 */
export async function readInput(
  io: Io,
  files: readonly string[],
  { also }: { readonly also?: RegExp } = {}
): Promise<Input> {
  if (!files.includes('-') && files.length > 0) return readFiles(io, files, also)
  const failed = (found: Diagnostic): Input => ({
    kind: 'stream',
    groups: [],
    named: new Set(),
    diagnostics: [found]
  })
  if (files.length > 1) {
    const hint = 'pass either - or files'
    return failed(
      wrongOption(argumentsPlace, 'Standard input and files cannot be read together', hint)
    )
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

/** Files named together are one group; each level of a folder is a separate group. */
function readFiles(io: Io, paths: readonly string[], also: RegExp | undefined): Input {
  const groups: SourceGroup[] = []
  const diagnostics: Diagnostic[] = []
  const seen = new Set<string>()
  const isNew = (path: string) => !seen.has(io.real(path)) && Boolean(seen.add(io.real(path)))
  const add = (files: readonly string[], kustomizations: readonly string[]) => {
    const fresh = files.filter(isNew)
    if (fresh.length > 0) groups.push(readGroup(io, { files: fresh, kustomizations }, diagnostics))
  }
  const isFolder = (path: string) => Array.isArray(io.listFolder(path))
  const named = paths.filter(path => !isFolder(path))
  const beside = new Set(named.map(path => dirname(path)))
  add(
    named,
    [...beside].flatMap(folder => levelAt(io, folder).kustomizations)
  )
  for (const path of paths.filter(isFolder)) {
    const { levels, diagnostics: unread } = levelsBelow(io, path)
    diagnostics.push(...unread)
    const meant = also ? levels.map(each => withOthers(each, also)) : levels
    const isEmpty = meant.every(({ files }) => files.length === 0)
    if (isEmpty) diagnostics.push(noManifests(argumentsPlace, path))
    for (const { files, kustomizations } of meant) add(files, kustomizations)
  }
  const own = withoutExports(groups, new Set(named))
  return {
    kind: 'files',
    groups: [...withFlux(withApplications(withOverlays(io, own.groups)))],
    named: new Set(named),
    diagnostics: [...diagnostics, ...own.diagnostics]
  }
}

/** Leaves out the files of folders that a cluster wrote, and keeps what is known by them alone. */
function withoutExports(groups: readonly SourceGroup[], named: ReadonlySet<string>) {
  const all = groups.flatMap(({ sources }) => sources)
  const { leftOut, alone: exported, diagnostics } = findExports(all, named)
  if (leftOut.size + exported.length === 0) return { groups, diagnostics }
  const own = groups.map(group => ({
    ...group,
    exported,
    sources: group.sources.filter(({ file }) => !leftOut.has(file))
  }))
  return { groups: own.filter(({ sources }) => sources.length > 0), diagnostics }
}

function readGroup(
  io: Io,
  { files, kustomizations }: Pick<Level, 'files' | 'kustomizations'>,
  diagnostics: Diagnostic[]
): SourceGroup {
  const sources: Source[] = []
  for (const path of files) {
    const bytes = io.readFile(path)
    if ('reason' in bytes) {
      diagnostics.push(unreadableFile(atStart(path), bytes.reason))
      continue
    }
    const source = openSource(path, bytes)
    diagnostics.push(...wrongEncodingOfFile(source))
    sources.push(source)
  }
  return { sources, kustomizations: readAll(io, kustomizations) }
}

/** Reads files; those that cannot be read are omitted. */
export function readAll(io: Io, files: readonly string[]): Source[] {
  return files.flatMap(file => {
    const bytes = io.readFile(file)
    return 'reason' in bytes ? [] : [openSource(file, bytes)]
  })
}

/** The same of one file among others: where it holds nothing of ours, that concerns it alone. */
export function wrongEncodingOfFile(source: Source): Diagnostic[] {
  const [, second] = source.bytes
  const encoding = second === 0xfe || second === 0 ? 'utf-16le' : 'utf-16be'
  return wrongEncoding(source).map((found): Diagnostic => {
    const isOurs = ofOurs.test(new TextDecoder(encoding).decode(source.bytes))
    return isOurs ? found : { ...found, severity: 'warning' }
  })
}

const ofOurs = /\b(?:Deployment|Rollout|HorizontalPodAutoscaler|ScaledObject|\w*List)\b/

/** UTF-16, as PowerShell writes it, would pass for a stream without manifests. */
export function wrongEncoding({ file, bytes }: Source): Diagnostic[] {
  const [first, second] = bytes
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return isMarked || bytes.subarray(0, 100).includes(0) ? [notUtf8(atStart(file))] : []
}
