import { announcements, readParameters } from '../argocd/parameters.ts'
import { nothingRendered } from '../argocd/problems.ts'
import { convertSources } from '../convert/convert.ts'
import { hasErrors } from '../diagnostic.ts'
import { argumentsPlace } from '../settings.ts'
import { allProfiles } from '../steps/profiles.ts'
import { decode } from '../yaml/bytes.ts'
import { openSource } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { conclude, deliver } from './output.ts'
import { configFor, switchRollouts } from './plugin-choices.ts'
import type { Plugin } from './plugin-choices.ts'
import { subjectsIn } from './plugin-subjects.ts'
import { printJson } from './printable.ts'
import { commandFailed, wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { readConfig, runOf } from './run.ts'

/** `argocd parameters`: what an Application may say about the workloads that a command prints. */
export async function runParameters(
  io: Io,
  args: Arguments,
  command: readonly string[]
): Promise<number> {
  const plugin = await readPlugin(io, args, command)
  if (typeof plugin === 'number') return plugin
  const { subjects, profiles, diagnostics } = plugin
  return conclude(io, args, diagnostics, () => {
    io.writeStdout([printJson(announcements(subjects, [...profiles.keys()]))])
    return { exit: 0, diagnostics: [] }
  })
}

/** `argocd generate`: what a command prints, converted as the Application's parameters say. */
export async function runGenerate(
  io: Io,
  args: Arguments,
  command: readonly string[]
): Promise<number> {
  const plugin = await readPlugin(io, args, command)
  if (typeof plugin === 'number') return plugin
  const { subjects, profiles, source, diagnostics: unread } = plugin
  const given = io.env['ARGOCD_APP_PARAMETERS']
  const { choices, diagnostics: unknown } = readParameters(given, subjects, [...profiles.keys()])
  const told = hasErrors(unknown) ? undefined : await configFor(io, args, { plugin, choices })
  const faults = [...unread, ...unknown, ...(told?.diagnostics ?? [])]
  if (!told || hasErrors(faults)) return finish(io, args, faults)
  const groups = [{ sources: [source], kustomizations: [] }]
  const converted = convertSources(groups, { ...plugin.run, config: told.config })
  const said = [...faults, ...converted.diagnostics]
  if (hasErrors(said)) return finish(io, args, said)
  const { revisions, diagnostics } = switchRollouts(converted.revisions, { plugin, choices })
  return conclude(io, args, [...said, ...diagnostics], () =>
    deliver(io, { mode: { name: 'print' }, revisions, host: args.host, input: 'stream' })
  )
}

/** Runs the command and reads what it prints; or how the call ends where that cannot be. */
async function readPlugin(
  io: Io,
  args: Arguments,
  [program, ...rest]: readonly string[]
): Promise<Plugin | number> {
  if (program === undefined || args.files.length > 0) {
    const reason =
      program === undefined ? 'No command after --' : 'argocd parameters and generate take no files'
    const hint = 'as in `rolloutify argocd generate -- helm template .`'
    return finish(io, args, [wrongOption(argumentsPlace, reason, hint)])
  }
  const ran = await io.run(program, rest)
  if ('reason' in ran) return finish(io, args, [commandFailed(argumentsPlace, program, ran.reason)])
  if (ran.exit !== 0) return ran.exit
  const source = openSource('<stdin>', ran.stdout)
  if (isNothing(decode(source.bytes)))
    return finish(io, args, [nothingRendered(argumentsPlace, program)])
  const { config, diagnostics: unread } = await readConfig(io, args)
  const run = runOf(args, config, 'stream')
  const { subjects, diagnostics } = subjectsIn(source, run)
  const faults = [...unread, ...diagnostics]
  if (hasErrors(faults)) return finish(io, args, faults)
  return {
    run,
    config,
    source,
    subjects,
    profiles: allProfiles(config?.profiles),
    diagnostics: faults
  }
}

/** Whether a text has nothing but blank lines, comments and separators. */
const isNothing = (text: string) =>
  /^(?:\ufeff?(?:[ \t]*(?:#.*)?|---.*|\.\.\.)\r?(?:\n|$))*$/.test(text)
