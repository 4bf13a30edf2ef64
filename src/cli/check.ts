import { checkScope, timeCodes } from '../check/check.ts'
import { withoutIgnored } from '../check/ignore.ts'
import { withLevels } from '../check/levels.ts'
import type { Level } from '../check/levels.ts'
import type { Config } from '../config.ts'
import type { SourceGroup } from '../workload/read.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { invalidConfig } from '../problems.ts'
import { argumentsPlace } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import { catalogue } from './catalogue.ts'
import { checkFolders } from './check-folders.ts'
import { atStart } from './folders.ts'
import { failed, lineKey, settingOf, withLines } from './check-result.ts'
import type { Result } from './check-result.ts'
import { deliverFindings } from './formats/formats.ts'
import type { Io } from './io.ts'
import { nothingToCheck, stepsLeftOn, unknownCode, wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { readConfig } from './run.ts'
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
    text: lines.get(lineKey(each))
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
  const fixed = `this diagnostic has a fixed severity`
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

async function checkStream(io: Io, args: Arguments, config: Config | undefined): Promise<Result[]> {
  const input = await readInput(io, args.files.length > 0 ? args.files : ['-'])
  const [group] = input.groups
  if (!group || hasErrors(input.diagnostics)) return [failed(input.diagnostics)]
  const setting = settingOf(args, config, new Set())
  const before = args.from === undefined ? undefined : await readFrom(io, args.from)
  if (before && 'code' in before) return [failed([before])]
  const scope = before ? { group, setting, before: { group: before, setting } } : { group, setting }
  const isEmpty = group.sources.every(({ bytes }) => bytes.every(byte => byte <= 0x20))
  const empty = isEmpty && !before ? [failed([nothingToCheck(atStart('<stdin>'))])] : []
  return [withLines(checkScope(scope), group.sources), ...empty]
}

/** What a stream was before: a file, or a folder as a whole. */
async function readFrom(io: Io, from: string): Promise<SourceGroup | Diagnostic> {
  const { groups, diagnostics } = await readInput(io, [from])
  if (diagnostics.length > 0) {
    const reason = `Standard input is compared with a file or folder, but "${from}" is neither`
    const hint = `to compare files with a git revision, pass them, as in \`rolloutify check --from ${from} .\``
    return wrongOption(argumentsPlace, reason, hint)
  }
  return {
    sources: groups.flatMap(({ sources }) => sources),
    kustomizations: groups.flatMap(({ kustomizations }) => kustomizations)
  }
}
