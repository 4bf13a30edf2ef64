import { checkScope } from '../check/check.ts'
import { findIgnores } from '../check/ignore.ts'
import { checkOverlays } from '../check/overlays.ts'
import { elsewhereOf, identityOf, readScene } from '../check/scene.ts'
import type { Elsewhere, Setting } from '../check/scene.ts'
import type { Config } from '../config.ts'
import { argoCdIn } from '../kubernetes/application.ts'
import { kustomizationIn } from '../kubernetes/kustomization.ts'
import { kustomizeTree } from '../kubernetes/kustomize-tree.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { tellingIn } from '../workload/argo-cd.ts'
import type { SourceGroup } from '../workload/read.ts'
import { includes } from '../yaml/bytes.ts'
import { openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import { checkConfig, configsAmong } from './check-config.ts'
import { goneFolders, levelBefore, openBase } from './check-base.ts'
import type { Base } from './check-base.ts'
import { findLevels, findPatches, isAsked, joinNamed, readLevel } from './check-input.ts'
import type { FolderLevel } from './check-input.ts'
import { foldersOf } from './check-elsewhere.ts'
import { exportsIn, findCopies, withoutFiles } from './check-exports.ts'
import { failed, settingOf, withLines } from './check-result.ts'
import type { Result } from './check-result.ts'
import { levelOf } from './folders.ts'
import type { Io } from './io.ts'
import { configPathOf } from './run.ts'
import { readAll } from './sources.ts'

/** Checks files and folders: each level of a folder by itself, with what all of them say about it. */
export async function checkFolders(
  io: Io,
  args: Arguments,
  config: Config | undefined
): Promise<Result[]> {
  const { levels: all, diagnostics } = findLevels(io, args.files)
  const found = all.map(level => withoutFile(io, level, args.from))
  const opened = args.from === undefined ? undefined : await openBase(io, args.from, args.files)
  if (opened && 'code' in opened) return [failed([opened])]
  const base = opened && readingOnce(opened)
  const configPath = configPathOf(io, args)
  const patches = findPatches(io, found)
  const levels = joinNamed(found, level => identitiesOf(readLevel(io, level).group, patches))
  const kustomizations = readAll(io, [...new Set(levels.flatMap(each => each.kustomizations))])
  const tree = kustomizeTree(kustomizations.map(kustomizationIn))
  const setting = { ...settingOf(args, config, patches), tree, folders: foldersOf(io, levels) }
  const asked = levels.flatMap(level => level.files.filter(file => isAsked(level, file)))
  const configs = configsAmong(asked, config && configPath)
  const inConfigs = await Promise.all(configs.map(path => checkConfig(io, path)))
  const change =
    base && (await changeOf(io, { base, levels, setting, configPath, roots: args.files }))
  const rules: Manifest[] = []
  const exported: Source[] = []
  const held: Read[] = []
  const results: Result[] = []
  const check = async (read: Read, setting: Setting) =>
    results.push(await checkLevel(read, setting, { change, configPath }))
  const asWell = [...levels, ...(change?.gone ?? [])]
  for (const [at, level] of asWell.entries()) {
    io.progress('checking folders', at, asWell.length)
    const read = { level, ...readLevel(io, level) }
    const { sources } = read.group
    rules.push(...rulesIn(sources))
    const own = exportsIn(level, sources)
    exported.push(...own)
    // What Applications, overlays and exports decide on waits until all of them are known.
    const waits =
      base ||
      kustomizations.length + own.length > 0 ||
      sources.some(each => includes(each.bytes, 'Rollout'))
    if (waits) held.push(read)
    else await check(read, setting)
  }
  const copies = findCopies(io, levels, exported)
  const own = (level: FolderLevel) => withoutFiles(level, copies.leftOut)
  const whole = {
    ...setting,
    elsewhere: elsewhereOf(argoCdIn(rules, tree), tree),
    ...(copies.leftOut.size > 0 && { folders: foldersOf(io, levels.map(own)) })
  }
  const left = held.map(each => withoutCopies(each, own(each.level)))
  for (const [at, each] of left.entries()) {
    io.progress('checking folders that depend on others', at, held.length)
    await check(reopened(each), whole)
  }
  return [
    failed([...diagnostics, ...copies.diagnostics, ...inConfigs.flat()]),
    ...configResult(io, configPath, levels),
    ...results,
    overlayResult({ held: left, levels, kustomizations }, whole),
    failed(base?.unread ?? [])
  ]
}

/** What a file was before is no part of what lies beside it now. */
function withoutFile(io: Io, level: FolderLevel, from: string | undefined): FolderLevel {
  if (from === undefined) return level
  const isKept = (file: string) =>
    io.absolute(file) !== io.absolute(from) || (level.asked !== 'all' && level.asked.has(file))
  return { ...level, files: level.files.filter(isKept) }
}

/** A level that was read. */
type Read = { readonly level: FolderLevel } & ReturnType<typeof readLevel>

/** What is read of a file is kept with its source: so it goes once its level is checked. */
function reopened({ group, ...level }: Read): Read {
  const sources = group.sources.map(({ file, bytes }) => openSource(file, bytes))
  return { ...level, group: { ...group, sources } }
}

/** What was read of a level, without the files that it has no more. */
function withoutCopies(read: Read, level: FolderLevel): Read {
  if (level === read.level) return read
  const sources = read.group.sources.filter(({ file }) => level.files.includes(file))
  return { ...read, level, group: { ...read.group, sources } }
}

type Around = { readonly change: Change | undefined; readonly configPath: string }

async function checkLevel(
  { level, group, diagnostics }: Read,
  setting: Setting,
  { change, configPath }: Around
): Promise<Result> {
  const before = change && (await change.before(level, setting))
  const result = withLines(checkScope({ group, setting, ...(before && { before }) }), group.sources)
  const isShown = ({ file }: { readonly file: string }) =>
    isAsked(level, file) || file === configPath || !level.files.includes(file)
  return {
    found: [...diagnostics, ...result.found.filter(isShown)],
    ignores: result.ignores.filter(({ at }) => isAsked(level, at.file)),
    lines: result.lines
  }
}

type Tree = {
  readonly held: readonly Read[]
  readonly levels: readonly FolderLevel[]
  readonly kustomizations: readonly Source[]
}

/** What overlays break, each in its own file. */
function overlayResult({ held, levels, kustomizations }: Tree, setting: Setting): Result {
  const sources = held.flatMap(({ group }) => group.sources)
  const shown = new Set(
    levels.flatMap(level => [
      ...(level.asked === 'all' ? level.files : level.asked),
      ...level.kustomizations
    ])
  )
  const found = checkOverlays({ sources, kustomizations }, setting)
  return withLines({ found: found.filter(({ file }) => shown.has(file)), ignores: [] }, [
    ...sources,
    ...kustomizations
  ])
}

/** Reads each file once: several questions are asked of what it was. */
function readingOnce(base: Base): Base {
  const known = new Map<string, ReturnType<Base['read']>>()
  return {
    ...base,
    read: file => {
      const found = known.get(file) ?? base.read(file)
      known.set(file, found)
      return found
    }
  }
}

/** What `--from` says about levels. */
type Change = {
  /** Folders whose manifests are all gone. */
  readonly gone: readonly FolderLevel[]
  readonly before: (
    level: FolderLevel,
    setting: Setting
  ) => Promise<{ readonly group: SourceGroup; readonly setting: Setting }>
}

type Changing = {
  readonly base: Base
  readonly levels: readonly FolderLevel[]
  readonly setting: Setting
  readonly configPath: string
  readonly roots: readonly string[]
}

async function changeOf(io: Io, changing: Changing): Promise<Change> {
  const { base, levels, setting, configPath, roots } = changing
  const config = await readConfigBefore(base, configPath, setting.config)
  const moved = await findMoved(io, changing)
  const gone = goneFolders(io, base, { levels, roots })
  const folders = [...levels.flatMap(each => each.folders), ...gone]
  const elsewhere = await elsewhereBefore(base, folders, setting)
  return {
    gone: gone.map(folder => ({ ...levelOf(folder, []), asked: 'all', folders: [folder] })),
    before: async (level, setting) => ({
      group: await readBefore(base, level.folders),
      setting: {
        ...setting,
        config,
        elsewhere,
        hasMoved: (manifest: Manifest) => {
          const folders = moved.get(identityOf(manifest))
          return folders !== undefined && !level.folders.some(each => folders.has(each))
        }
      }
    })
  }
}

/** The objects of a group, each by what tells it from others. */
const identitiesOf = (group: SourceGroup, patches: ReadonlySet<string>) =>
  readScene(group, { config: undefined, namespace: undefined, patches }).scene.manifests.map(
    identityOf
  )

/** The manifests that tell Argo CD something: they lie in separate folders, as a rule. */
const rulesIn = (sources: readonly Source[]): Manifest[] => sources.flatMap(tellingIn)

/** What the files of all folders told Argo CD before. */
async function elsewhereBefore(
  base: Base,
  folders: readonly string[],
  { tree }: Setting
): Promise<Elsewhere> {
  const rules: Manifest[] = []
  for (const folder of folders) rules.push(...rulesIn((await readBefore(base, [folder])).sources))
  return elsewhereOf(argoCdIn(rules, tree), tree)
}

/** The objects that are new in a folder, with their folders: what was elsewhere has moved there. */
async function findMoved(
  io: Io,
  { base, levels, setting }: Changing
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const moved = new Map<string, Set<string>>()
  for (const level of levels) {
    const { files, was } = await changedIn(io, base, level)
    const old = new Set(identitiesOf({ sources: was, kustomizations: [] }, setting.patches))
    const { group } = readLevel(io, { ...level, files })
    for (const identity of identitiesOf(group, setting.patches)) {
      if (old.has(identity)) continue
      const folders = moved.get(identity) ?? new Set()
      moved.set(identity, folders)
      for (const folder of level.folders) folders.add(folder)
    }
  }
  return moved
}

/** The files of a level that are new or different, and what these were. */
async function changedIn(io: Io, base: Base, level: FolderLevel) {
  const before = new Set(level.folders.flatMap(folder => base.filesIn(folder)))
  const files: string[] = []
  const was: Source[] = []
  for (const file of level.files) {
    const old = before.has(file) ? await base.read(file) : undefined
    const now = old && io.readFile(file)
    if (now && !('reason' in now) && now.equals(old)) continue
    files.push(file)
    if (old) was.push(openSource(file, old))
  }
  return { files, was }
}

/** The comments of a configuration that is not among the files: findings may be in it. */
function configResult(io: Io, path: string, levels: readonly FolderLevel[]): Result[] {
  const bytes = levels.some(({ files }) => files.includes(path)) ? undefined : io.readFile(path)
  if (!bytes || 'reason' in bytes) return []
  return [{ ...failed([]), ignores: findIgnores(openSource(path, bytes)) }]
}

async function readConfigBefore(
  base: Base,
  path: string,
  config: Config | undefined
): Promise<Config | undefined> {
  const bytes = await base.read(path)
  if (!bytes) return config
  const { parseConfig } = await import('../config.ts')
  return parseConfig(bytes.toString('utf8'), path).config ?? config
}

/** Reads folders as they were, a few files at a time. */
async function readBefore(base: Base, folders: readonly string[]): Promise<SourceGroup> {
  const levels = folders.map(folder => levelBefore(base, folder))
  const files = levels.flatMap(({ files }) => files)
  const kustomizations = levels.flatMap(({ kustomizations }) => kustomizations)
  const read = async (paths: readonly string[]) => {
    const sources: Source[] = []
    for (let at = 0; at < paths.length; at += 8) {
      const some = paths.slice(at, at + 8)
      const contents = await Promise.all(some.map(path => base.read(path)))
      for (const [index, bytes] of contents.entries()) {
        if (bytes) sources.push(openSource(some[index] ?? '', bytes))
      }
    }
    return sources
  }
  return { sources: await read(files), kustomizations: await read(kustomizations) }
}
