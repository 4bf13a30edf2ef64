import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors } from '../diagnostic.ts'
import { missingConfig } from '../problems.ts'
import { changeSteps } from '../steps/toggle-sources.ts'
import type { Arguments } from './arguments.ts'
import { argumentsPlace } from '../settings.ts'
import type { Io } from './io.ts'
import { readLive } from './live.ts'
import { conclude, deliver, modeOf, refuseWrite } from './output.ts'
import type { Mode } from './output.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { configPathOf, namingOf } from './run.ts'
import { valuesTemplate } from './folders.ts'
import { readInput, sourcesOf } from './sources.ts'
import type { Input } from './sources.ts'
import { actionOf } from './steps-action.ts'
import type { Configs } from './steps-action.ts'
import { runStatus } from './steps-status.ts'

/** `steps`: the canary steps of Rollouts, values and configurations, on and off. */
export async function runSteps(io: Io, given: Arguments): Promise<number> {
  const call = readCall(io, given)
  if ('code' in call) return finish(io, given, [call])
  const args = { ...given, files: call.files }
  if (isOfEnvironments(args)) return runEnvironments(io, args, call)
  const input = await readStepsInput(io, args)
  const refused = refuseWrite(call.mode, input)
  const diagnostics = [...input.diagnostics, ...(refused ? [refused] : [])]
  if (hasErrors(diagnostics)) return finish(io, args, diagnostics)
  return call.name === 'status' ? runStatus(io, args, input) : runChange(io, args, { call, input })
}

/** The same over a helmfile, or over files of values that lie over each other. */
async function runEnvironments(io: Io, args: Arguments, call: Call): Promise<number> {
  const { refuseTogether, runEnvironmentsChange } = await import('./steps-environments.ts')
  const refusedAlready = refuseTogether(args)
  if (refusedAlready) return finish(io, args, [refusedAlready])
  if (call.name === 'status') {
    return (await import('./steps-environments-status.ts')).runEnvironmentsStatus(io, args)
  }
  const actionFor = (configs: Configs) => actionOf(io, configs, call)
  const changeConfig = async (own: Arguments) =>
    runChange(io, own, { call, input: await readStepsInput(io, own) })
  const { name, mode } = call
  return runEnvironmentsChange(io, args, { name, actionFor, changeConfig, mode })
}

/** Whether a call is about releases in environments, not about files by their names. */
const isOfEnvironments = ({ environment, values, release }: Arguments) =>
  environment.length > 0 || values.length > 0 || release !== undefined

async function runChange(
  io: Io,
  args: Arguments,
  { call, input }: { readonly call: Call; readonly input: Input }
): Promise<number> {
  const { action, diagnostics: unnamed } = await actionOf(io, [args.config], call)
  const { live, diagnostics: unread } = await readLive(io, args)
  if (!action || hasErrors(unread)) return finish(io, args, [...unnamed, ...unread])
  // It loads zod, for the configuration.
  const { refusalsAmong } = await import('./steps-stage.ts')
  const { revisions, diagnostics } = changeSteps(sourcesOf(input), {
    action,
    live,
    named: input.named,
    folders: foldersOf(args, input),
    workloads: args.workload ?? [],
    refusalsOf: refusalsAmong(io, input)
  })
  return conclude(io, args, [...input.diagnostics, ...diagnostics], () =>
    deliver(io, { mode: call.mode, revisions, host: args.host, input: input.kind })
  )
}

/** The folders that were named: one of their files is to have steps. */
const foldersOf = ({ files }: Arguments, { kind, named }: Input) =>
  kind === 'stream' ? [] : files.filter(each => !named.has(each))

/** Without a file, the configuration is meant: its Rollouts are not to be found elsewhere. */
export async function readStepsInput(io: Io, args: Arguments): Promise<Input> {
  if (args.files.length > 0) return readInput(io, args.files, { also: valuesTemplate })
  const path = configPathOf(io, args)
  const bytes = io.readFile(path)
  if (!('reason' in bytes)) return readInput(io, [path])
  const hint = 'pass the file that has the steps, or - for standard input'
  const found =
    namingOf(io, args) === 'option'
      ? missingConfig({ file: path, line: 1, column: 1 }, bytes.reason, 'option')
      : wrongOption(argumentsPlace, 'No file is passed, and no rolloutify.yaml exists', hint)
  return { kind: 'files', groups: [], named: new Set(), diagnostics: [found] }
}

const words = ['on', 'off', 'status', 'use'] as const

type Call = {
  readonly name: (typeof words)[number]
  readonly profile: string
  readonly files: readonly string[]
  readonly mode: Mode
}

/** What the words after `steps` ask for. */
function readCall(io: Io, args: Arguments): Call | Diagnostic {
  const [word, ...rest] = args.files
  const mode = modeOf(args)
  if ('code' in mode) return mode
  if (word !== 'use')
    return { name: words.find(each => each === word) ?? 'status', profile: '', files: rest, mode }
  const [profile, ...files] = rest
  const path = profile === undefined ? undefined : pathKindOf(io, args, profile, files)
  if (profile !== undefined && !path) return { name: 'use', profile, files, mode }
  const hint = `as in \`rolloutify steps use careful ${profile ?? 'web.yaml'}\``
  const but = path ? ` before the ${path} "${profile}"` : ''
  return wrongOption(argumentsPlace, `use takes a profile${but}`, hint)
}

/** What the word after `use` is, where somebody forgot the profile. */
function pathKindOf(io: Io, args: Arguments, word: string, files: readonly string[]) {
  if (/\.(?:ya?ml|json|gotmpl|tpl)$/.test(word)) return 'file'
  const isAlone = files.length === 0 && 'reason' in io.readFile(configPathOf(io, args))
  return isAlone && Array.isArray(io.listFolder(word)) ? 'folder' : undefined
}
