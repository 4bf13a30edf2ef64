import { convertSources } from '../convert/convert.ts'
import type { Conversion } from '../convert/convert.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Arguments } from './arguments.ts'
import { argumentsPlace } from '../settings.ts'
import type { Io } from './io.ts'
import { conclude, deliver, modeOf, refuseWrite } from './output.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { readConfig, runOf } from './run.ts'
import { ignoredIn } from '../workload/argo-cd.ts'
import { readInput } from './sources.ts'
import type { Input } from './sources.ts'

/** `convert`: manifests at the stage that the configuration or the command line says. */
export async function runConvert(io: Io, args: Arguments): Promise<number> {
  const mode = modeOf(args)
  if ('code' in mode) return finish(io, args, [mode])
  const input = await readInput(io, args.files)
  const refused = refuseWrite(mode, input)
  if (refused) return finish(io, args, [refused])
  const { revisions, diagnostics } = await convertInput(io, args, input)
  return conclude(io, args, diagnostics, () =>
    deliver(io, { mode, revisions, host: args.host, input: input.kind })
  )
}

/** `exec`: what a command prints, converted; its exit code where it fails. */
export async function runExec(
  io: Io,
  args: Arguments,
  command: readonly string[]
): Promise<number> {
  const [program, ...rest] = command
  if (program === undefined || args.files.length > 0) {
    const reason = program === undefined ? 'No command after --' : 'exec takes no files'
    const hint = 'as in `rolloutify exec --stage introduce-rollout -- helm template …`'
    return finish(io, args, [wrongOption(argumentsPlace, reason, hint)])
  }
  const { commandFailed } = await import('./problems.ts')
  const ran = await io.run(program, rest)
  if ('reason' in ran) return finish(io, args, [commandFailed(argumentsPlace, program, ran.reason)])
  if (ran.exit !== 0) return ran.exit
  const stdin = {
    ...io,
    isTerminal: { ...io.isTerminal, stdin: false },
    readStdin: () => ran.stdout
  }
  return runConvert(stdin, args)
}

async function convertInput(io: Io, args: Arguments, input: Input): Promise<Conversion> {
  const isEmpty = input.groups.every(({ sources }) =>
    sources.every(({ bytes }) => bytes.length === 0)
  )
  const untouched = input.groups.flatMap(({ sources }) =>
    sources.map(source => ({ source, revised: [] }))
  )
  if (hasErrors(input.diagnostics)) return { revisions: untouched, diagnostics: input.diagnostics }
  const { config, diagnostics } = await readConfig(io, args)
  if (hasErrors(diagnostics)) return { revisions: [], diagnostics }
  const isPassed = input.kind === 'stream' && isEmpty && !config?.workloads
  if (isPassed) return { revisions: untouched, diagnostics: input.diagnostics }
  const { revisions, diagnostics: found } = convertSources(input.groups, {
    ...runOf(args, config, input.kind),
    ignored: ignoredIn(input.groups)
  })
  return { revisions, diagnostics: [...input.diagnostics, ...found] }
}
