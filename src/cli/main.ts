import { dirname } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import type { Diagnostic } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { parseArguments } from './arguments.ts'
import { argumentsPlace } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import { commands, convert } from './commands.ts'
import { runConvert, runExec } from './convert.ts'
import { levelsBelow } from './folders.ts'
import { readerGone, reasonOf } from './io.ts'
import type { Io } from './io.ts'
import { refuseOut } from './output.ts'
import {
  internalError,
  textTooLong,
  unknownCommand,
  unreadableFile,
  unwritableFile,
  writeFinished,
  wrongOption
} from './problems.ts'
import { finish } from './report.ts'
import { refuseSeveral } from './run.ts'

/** Runs a command line and says how it ended: 0, 1, 2 or 3 (DESIGN: command line). */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return isHelm4(argv) ? await runForHelm4(argv, io) : await runCommand(argv, io)
  } catch (error) {
    if (error === readerGone) return 3
    return finish(io, {}, [failureOf(error)])
  }
}

/** What was thrown: a refusal of the system or of Node, or a bug of ours. */
function failureOf(error: unknown): Diagnostic {
  if (!(error instanceof Error)) return internalError(argumentsPlace, String(error))
  const call = 'syscall' in error ? error.syscall : undefined
  if (call === 'read')
    return unreadableFile({ ...argumentsPlace, file: '<stdin>' }, reasonOf(error))
  if (call === 'write')
    return unwritableFile({ ...argumentsPlace, file: '<stdout>' }, reasonOf(error))
  if (/Invalid string length|Cannot create a string longer/.test(error.message))
    return textTooLong(argumentsPlace)
  return internalError(argumentsPlace, `${error.name}: ${error.message}`)
}

async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  const [first = '', ...rest] = argv
  const named = commands.find(({ name }) => name === first)
  const command = named ?? convert
  if (!named && isUnknown(first, io)) {
    const names = commands.map(({ name }) => name)
    return finish(io, {}, [unknownCommand(argumentsPlace, first, nearest(first, names))])
  }
  const given = named ? rest : argv
  if (!named && (given.includes('--version') || given.includes('--help') || given.includes('-h'))) {
    const { help } = await import('./help.ts')
    io.writeStdout([given.includes('--version') ? packageJson.version + '\n' : help()])
    return 0
  }
  const own = beforeDashes(given)
  const behind = given.slice(own.length + 1)
  if (named && (own.includes('--help') || own.includes('-h'))) {
    const { commandHelp } = await import('./help.ts')
    io.writeStdout([commandHelp(command)])
    return 0
  }
  const args = parseArguments(own, command)
  const late = named ? undefined : ('code' in args ? own : args.files).find(isCommandOf(io))
  if (late !== undefined) {
    const reason = `Options are passed before the command "${late}"`
    const hint = `put the command first, as in \`rolloutify ${late} --help\``
    return finish(io, {}, [wrongOption(argumentsPlace, reason, hint)])
  }
  if ('code' in args) return finish(io, {}, [args])
  return start(io, { name: command.name, args, behind })
}

type Call = { readonly name: string; readonly args: Arguments; readonly behind: readonly string[] }

async function start(io: Io, { name, args, behind }: Call): Promise<number> {
  const refused = isOverEnvironments(name, args) ? undefined : refuseSeveral(args)
  if (refused) return finish(io, args, [refused])
  if (name === 'exec') return runExec(io, args, behind)
  const files = name === 'argocd' ? args.files : [...args.files, ...behind]
  if (name === 'report') return (await import('./page.ts')).runReport(io, { ...args, files })
  const hindered = beforeWriting(io, args, inputsOf(name, files, args))
  if (hindered) return finish(io, args, [hindered])
  if (name === 'argocd') return (await import('./argocd.ts')).runArgoCd(io, args, behind)
  if (name === 'datadog') return (await import('./datadog.ts')).runDatadog(io, { ...args, files })
  if (name === 'init') return (await import('./init.ts')).runInit(io, { ...args, files })
  if (name === 'migrate') return (await import('./migrate.ts')).runMigrate(io, { ...args, files })
  if (name === 'simulate') {
    return (await import('./simulate.ts')).runSimulate(io, { ...args, files })
  }
  if (name === 'steps') return (await import('./steps.ts')).runSteps(io, { ...args, files })
  if (name === 'check') return (await import('./check.ts')).runCheck(io, { ...args, files })
  if (name === 'explain') return (await import('./explain.ts')).runExplain(io, files)
  if (name === 'helm-plugin') return (await import('./helm-plugin.ts')).runHelmPlugin(io, files)
  if (name === 'schema') return (await import('./schema.ts')).runSchema(io, files)
  return runConvert(io, { ...args, files })
}

/** Whether a command can be about several environments at once. */
const isOverEnvironments = (name: string, { files }: Arguments) =>
  name === 'steps' || (name === 'migrate' && files[0] === 'status')

/** What is read, of the words after a command: the first of them may say what it does. */
function inputsOf(name: string, files: readonly string[], { merge }: Arguments): readonly string[] {
  if (merge !== undefined) return [merge]
  if (name === 'datadog') return []
  if (name === 'steps') return files.slice(files[0] === 'use' ? 2 : 1)
  return name === 'argocd' || name === 'migrate' ? files.slice(1) : files
}

/** What keeps a command from writing: a place that it reads, or what an earlier call has left. */
function beforeWriting(io: Io, args: Arguments, files: readonly string[]): Diagnostic | undefined {
  const finished = args.write ? finishInterrupted(io, files) : 0
  if (finished > 0) return writeFinished(argumentsPlace, finished)
  return args.out === undefined ? undefined : refuseOut(io, args.out, files)
}

/** Finishes what a killed call had begun to write over the same files. */
function finishInterrupted(io: Io, files: readonly string[]): number {
  const folders = files.flatMap(path =>
    Array.isArray(io.listFolder(path))
      ? levelsBelow(io, path).levels.map(({ folder }) => folder)
      : [dirname(path)]
  )
  return io.finishWrites([...new Set(folders)])
}

/** Whether the first word is neither an option nor a file: then a command was meant. */
function isUnknown(word: string, io: Io): boolean {
  if (word === '' || word.startsWith('-') || /[./\\]/.test(word)) return false
  return !Array.isArray(io.listFolder(word)) && 'reason' in io.readFile(word)
}

/** Whether a word is a command, and no file of the same name. */
const isCommandOf = (io: Io) => (word: string) =>
  commands.some(({ name }) => name === word) && isUnknown(word, io)

/** What is ours of a command line: after `--` another one begins. */
const beforeDashes = (argv: readonly string[]) => {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}

const isHelm4 = (argv: readonly string[]) =>
  beforeDashes(argv).some(
    (arg, at, own) => arg === '--host=helm4' || (arg === 'helm4' && own[at - 1] === '--host')
  )

/**
 * Helm 4 swallows the standard error of a post-renderer. It shows an output that is one YAML
 * string, and fails because of it (helm/helm pkg/action/action.go): so errors go out as one.
 */
async function runForHelm4(argv: readonly string[], io: Io): Promise<number> {
  let said = ''
  const writeStderr = (text: string) => {
    said += text
    io.writeStderr(text)
  }
  // No colours: YAML holds no control character.
  const isTerminal = { ...io.isTerminal, stderr: false }
  const exit = await runCommand(argv, { ...io, isTerminal, writeStderr })
  if (exit === 0 || said === '') return exit
  const lines = said
    .trimEnd()
    .split('\n')
    .map(line => `    ${line}\n`)
  io.writeStdout(['|-\n  rolloutify:\n', ...lines])
  return 0
}
