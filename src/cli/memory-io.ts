import { dirname, isAbsolute, join, normalize, posix } from 'node:path'
import type { FolderEntry, Io } from './io.ts'

/** A world in memory for tests: files by path, and what a command does to them. */
export type MemoryIo = Io & {
  stdout: string
  stderr: string
  readonly written: Map<string, string>
}

type World = {
  /** Missing: standard input is a terminal. */
  readonly stdin?: Buffer
  readonly files?: ReadonlyMap<string, Buffer>
  readonly env?: Record<string, string>
  readonly readOwn?: Io['readOwn']
  readonly run?: Io['run']
}

export function memoryIo({ stdin, files = new Map(), env = {}, readOwn, run }: World): MemoryIo {
  return {
    env,
    program: '/opt/rolloutify/bin/rolloutify.mjs',
    isTerminal: { stdin: stdin === undefined, stderr: false },
    today: () => '2026-01-31',
    absolute: path => (isAbsolute(path) ? path : join('/memory', path)),
    real(path) {
      return this.absolute(path)
    },
    countNames: path => (files.has(normalize(path)) ? 1 : 0),
    relative(from, to) {
      return posix.relative(this.absolute(from), this.absolute(to))
    },
    stdout: '',
    stderr: '',
    written: new Map(),
    readStdin: () => stdin ?? Buffer.alloc(0),
    writeStdout(pieces) {
      this.stdout += pieces.map(piece => Buffer.from(piece).toString('latin1')).join('')
    },
    writeStderr(text) {
      this.stderr += text
    },
    progress: () => {},
    readFile: path => files.get(normalize(path)) ?? { reason: 'no such file or directory' },
    readOwn: readOwn ?? (() => undefined),
    listFolder: path => listFolder([...files.keys()], normalize(path)),
    writeFiles(outputs) {
      for (const { path, pieces } of outputs) {
        this.written.set(normalize(path), Buffer.concat(pieces).toString('latin1'))
      }
      return undefined
    },
    finishWrites: () => 0,
    run: run ?? (async () => ({ reason: 'no such file or directory' }))
  }
}

function listFolder(paths: readonly string[], folder: string): ReturnType<Io['listFolder']> {
  if (paths.includes(folder)) return 'not-a-folder'
  const prefix = folder === '.' ? '' : folder + '/'
  const below = paths.filter(path => path.startsWith(prefix)).map(path => path.slice(prefix.length))
  if (below.length === 0 && dirname(folder) !== folder && folder !== '.') {
    return { reason: 'no such file or directory' }
  }
  const entries = new Map<string, FolderEntry>()
  for (const path of below) {
    const [name = '', ...rest] = path.split('/')
    entries.set(name, { name, type: rest.length > 0 ? 'folder' : 'file' })
  }
  return [...entries.values()]
}
