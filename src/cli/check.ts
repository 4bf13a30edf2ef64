import { checkScope, timeCodes } from '../check/check.ts'
import type { Checked } from '../check/check.ts'
import { findIgnores, withoutIgnored } from '../check/ignore.ts'
import { checkOverlays } from '../check/overlays.ts'
import { withLevels } from '../check/levels.ts'
import type { Level } from '../check/levels.ts'
import { elsewhereOf, identityOf, readScene } from '../check/scene.ts'
import type { Setting } from '../check/scene.ts'
import type { Config } from '../config.ts'
import type { SourceGroup } from '../workload/read.ts'
import { argoCdIn } from '../kubernetes/application.ts'
import type { ArgoCd } from '../kubernetes/application.ts'
import { manifestsOfKind } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { invalidConfig } from '../problems.ts'
import { argumentsPlace } from '../settings.ts'
import { decode, includes } from '../yaml/bytes.ts'
import { openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import { catalogue } from './catalogue.ts'
import { checkConfig, configsAmong } from './check-config.ts'
import { goneFolders, levelBefore, openBase } from './check-base.ts'
import type { Base } from './check-base.ts'
import { findLevels, findPatches, isAsked, joinNamed, readLevel } from './check-input.ts'
import type { FolderLevel } from './check-input.ts'
import { levelOf } from './folders.ts'
import { deliverFindings } from './formats/formats.ts'
import type { Io } from './io.ts'
import { stepsLeftOn, unknownCode, wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { configPathOf, readConfig } from './run.ts'
import { readInput } from './sources.ts'

/** `check`: what is found in manifests, before they are merged. */
export async function runCheck(io: Io, args: Arguments): Promise<number> {
  const { config, diagnostics } = await readConfig(io, args)
  const { levels, faults } = levelsOf(args, config)
  if (hasErrors([...diagnostics, ...faults])) {
    return finish(io, args, [...diagnostics, ...faults])
  }
  const isStream = args.files.length === 0 || args.files.includes('-')
  const checked = isStream
    ? await checkStream(io, args, config)
    : await checkFolders(io, args, config)
  const found = withoutIgnored(
    withoutRepeats(checked.flatMap(each => each.found)),
    checked.flatMap(each => each.ignores),
    { codes: changeable, idle: idleCodes(args) }
  )
  const lines = new Map(checked.flatMap(each => [...each.lines]))
  const findings = sortDiagnostics(withLevels(found, levels)).map(each => ({
    ...each,
    text: lines.get(keyOf(each))
  }))
  return deliverFindings(io, args, findings)
}

/** Codes that this run does not look for: a comment that ignores one is not idle. */
function idleCodes({ from }: Arguments): ReadonlySet<string> {
  return new Set([...(from === undefined ? timeCodes : []), stepsLeftOn.code])
}

/** Codes whose level may change: not those of wrong usage, or of what cannot be read. */
const changeable = catalogue.filter(({ exit }) => exit === 1).map(({ code }) => code)

/** The levels that the configuration and, over it, the command line give. */
function levelsOf(
  { rule: rules }: Arguments,
  config: Config | undefined
): { levels: ReadonlyMap<string, Level>; faults: Diagnostic[] } {
  const own = Object.entries(config?.rules ?? {})
  const unknown = (code: string) => !changeable.includes(code)
  const isFixed = (code: string) => catalogue.some(known => known.code === code)
  const fixed = `it is no finding, so its level is fixed`
  const faults = [
    ...own
      .map(([code]) => code)
      .filter(unknown)
      .map(code => {
        const at = config?.ruleAt?.(code) ?? argumentsPlace
        return isFixed(code)
          ? invalidConfig(at, `rules.${code}`, fixed)
          : unknownCode(at, code, nearest(code, changeable))
      }),
    ...[...rules.keys()].filter(unknown).map(code => {
      const hint = '`rolloutify explain` lists the codes'
      return isFixed(code)
        ? wrongOption(argumentsPlace, `--rule cannot change "${code}": ${fixed}`, hint)
        : unknownCode(argumentsPlace, code, nearest(code, changeable))
    })
  ]
  return { levels: new Map([...own, ...rules]), faults }
}

/** What was found in a scope, and the text of the lines that it is about. */
type Result = Checked & { readonly lines: ReadonlyMap<string, string> }

const keyOf = ({ file, line }: { readonly file: string; readonly line: number }) =>
  `${line} ${file}`

const failed = (found: readonly Diagnostic[]): Result => ({ found, ignores: [], lines: new Map() })

function withLines(checked: Checked, sources: readonly Source[]): Result {
  const byFile = new Map(sources.map(source => [source.file, source]))
  const lines = new Map<string, string>()
  const split = new Map<string, string[]>()
  for (const each of checked.found) {
    const source = byFile.get(each.file)
    if (!source) continue
    const text = split.get(each.file) ?? decode(source.bytes).split('\n')
    split.set(each.file, text)
    lines.set(keyOf(each), text[each.line - 1] ?? '')
  }
  return { ...checked, lines }
}

async function checkStream(io: Io, args: Arguments, config: Config | undefined): Promise<Result[]> {
  const input = await readInput(io, args.files.length > 0 ? args.files : ['-'])
  const [group] = input.groups
  if (!group || hasErrors(input.diagnostics)) return [failed(input.diagnostics)]
  const setting = settingOf(args, config, new Set())
  const before = args.from === undefined ? undefined : await readFrom(io, args.from)
  if (before && 'code' in before) return [failed([before])]
  const scope = before ? { group, setting, before: { group: before, setting } } : { group, setting }
  return [withLines(checkScope(scope), group.sources)]
}

/** What a stream was before: a file, or a folder as a whole. */
async function readFrom(io: Io, from: string): Promise<SourceGroup | Diagnostic> {
  const { groups, diagnostics } = await readInput(io, [from])
  const hint = 'give the file or the folder that holds the stream before'
  if (diagnostics.length > 0) {
    return wrongOption(argumentsPlace, `--from cannot be read: "${from}"`, hint)
  }
  return {
    sources: groups.flatMap(({ sources }) => sources),
    kustomizations: groups.flatMap(({ kustomizations }) => kustomizations)
  }
}

function settingOf(
  { namespace }: Arguments,
  config: Config | undefined,
  patches: ReadonlySet<string>
): Setting {
  return { config, namespace: namespace || undefined, patches }
}

async function checkFolders(
  io: Io,
  args: Arguments,
  config: Config | undefined
): Promise<Result[]> {
  const { levels: all, diagnostics } = findLevels(io, args.files)
  const found = all.map(level => withoutFile(io, level, args.from))
  const base = args.from === undefined ? undefined : await openBase(io, args.from, args.files)
  if (base && 'code' in base) return [failed([base])]
  const configPath = configPathOf(io, args)
  const configBefore = base && (await readConfigBefore(base, configPath, config))
  const patches = findPatches(io, found)
  const levels = joinNamed(found, level => identitiesOf(readLevel(io, level).group, patches))
  const read = levels.map(level => ({ level, ...readLevel(io, level) }))
  const elsewhere = elsewhereOf(rulesIn(read.flatMap(({ group }) => group.sources)))
  const setting = { ...settingOf(args, config, patches), elsewhere }
  const moved = base && findMoved(io, { base, levels, setting })
  const asked = levels.flatMap(level => level.files.filter(file => isAsked(level, file)))
  const configs = configsAmong(asked, config && configPath)
  const inConfigs = await Promise.all(configs.map(path => checkConfig(io, path)))
  const results = [
    failed([...diagnostics, ...inConfigs.flat()]),
    ...configResult(io, configPath, levels)
  ]
  const gone = base ? goneFolders(io, base, { levels, roots: args.files }) : []
  const emptied = gone.map(folder => ({
    level: { ...levelOf(folder, []), asked: 'all' as const, folders: [folder] },
    group: { sources: [], kustomizations: [] },
    diagnostics: []
  }))
  for (const { level, group, diagnostics: unread } of [...read, ...emptied]) {
    const before = base && {
      group: await readBefore(base, level.folders),
      setting: {
        ...setting,
        config: configBefore,
        hasMoved: (manifest: Manifest) => {
          const folders = moved?.get(identityOf(manifest))
          return folders !== undefined && !level.folders.some(each => folders.has(each))
        }
      }
    }
    const result = withLines(
      checkScope({ group, setting, ...(before && { before }) }),
      group.sources
    )
    const isShown = ({ file }: { readonly file: string }) =>
      isAsked(level, file) || file === configPath || !level.files.includes(file)
    results.push({
      found: [...unread, ...result.found.filter(isShown)],
      ignores: result.ignores.filter(({ at }) => isAsked(level, at.file)),
      lines: result.lines
    })
  }
  const unread = base ? [failed(base.unread)] : []
  return [...results, overlayResult(read, setting), ...unread]
}

type Read = { readonly level: FolderLevel; readonly group: SourceGroup }

/** What overlays break, each in its own file. */
function overlayResult(read: readonly Read[], setting: Setting): Result {
  const sources = read.flatMap(({ group }) => group.sources)
  const kustomizations = read.flatMap(({ group }) => group.kustomizations)
  const shown = new Set(
    read.flatMap(({ level }) =>
      level.asked === 'all' ? [...level.files, ...level.kustomizations] : [...level.asked]
    )
  )
  const found = checkOverlays({ sources, kustomizations }, setting)
  return withLines({ found: found.filter(({ file }) => shown.has(file)), ignores: [] }, [
    ...sources,
    ...kustomizations
  ])
}

/** The objects of a group, each by what tells it from others. */
const identitiesOf = (group: SourceGroup, patches: ReadonlySet<string>) =>
  readScene(group, { config: undefined, namespace: undefined, patches }).scene.manifests.map(
    identityOf
  )

/** What all files tell Argo CD: its objects lie in folders of their own, as a rule. */
function rulesIn(sources: readonly Source[]): ArgoCd {
  const kinds = ['Application', 'ApplicationSet']
  return argoCdIn(
    sources.flatMap(source => [
      ...kinds.flatMap(kind => manifestsOfKind(source, kind)),
      ...(includes(source.bytes, 'argocd-cm') ? manifestsOfKind(source, 'ConfigMap') : [])
    ])
  )
}

/** What a file was before is no part of what lies beside it now. */
function withoutFile(io: Io, level: FolderLevel, from: string | undefined): FolderLevel {
  if (from === undefined) return level
  const isKept = (file: string) =>
    io.absolute(file) !== io.absolute(from) || (level.asked !== 'all' && level.asked.has(file))
  return { ...level, files: level.files.filter(isKept) }
}

type Change = {
  readonly base: Base
  readonly levels: readonly FolderLevel[]
  readonly setting: Setting
}

/** The objects in files that are new, with their folders: what was elsewhere has moved there. */
function findMoved(
  io: Io,
  { base, levels, setting }: Change
): ReadonlyMap<string, ReadonlySet<string>> {
  const moved = new Map<string, Set<string>>()
  for (const level of levels) {
    const before = new Set(level.folders.flatMap(folder => base.filesIn(folder)))
    const files = level.files.filter(file => !before.has(file))
    const { group } = readLevel(io, { ...level, files })
    for (const manifest of readScene(group, setting).scene.manifests) {
      const identity = identityOf(manifest)
      const folders = moved.get(identity) ?? new Set()
      moved.set(identity, folders)
      for (const folder of level.folders) folders.add(folder)
    }
  }
  return moved
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
