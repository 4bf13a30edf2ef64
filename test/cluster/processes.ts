import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

export type Processes = ReturnType<typeof processesIn>

function killGroup({ pid }: ChildProcess) {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** Programs that run until `end()`, each with a log in the folder; one that ends earlier is a failure. */
export function processesIn(folder: string, fail: (error: Error) => void) {
  const running = new Map<string, ChildProcess>()
  const kill = () => running.forEach(killGroup)
  process.once('exit', kill)

  function start(name: string, program: string, args: readonly string[], env = {}) {
    const log = join(folder, `${name}.log`)
    const out = openSync(log, 'a')
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', out, out],
      // A process group of its own, so that what it started ends with it.
      detached: true
    })
    closeSync(out)
    running.set(name, child)
    child.once('error', fail)
    child.once('exit', status => {
      if (!running.has(name)) return
      const end = readFileSync(log, 'utf8').split('\n').slice(-20).join('\n')
      fail(new Error(`${name} ended with ${status}:\n${end}`))
    })
  }

  async function end() {
    const children = [...running.values()].filter(child => child.exitCode === null)
    running.clear()
    const ended = children
      .filter(child => child.signalCode === null)
      .map(child => once(child, 'exit'))
    for (const child of children) killGroup(child)
    await Promise.all(ended)
    process.off('exit', kill)
  }

  /** Stops one of them where it is, and lets it go on. */
  const freeze = (name: string) => running.get(name)?.kill('SIGSTOP')
  const thaw = (name: string) => running.get(name)?.kill('SIGCONT')

  return { start, end, freeze, thaw }
}

/** What a command prints; it fails with what it says on stderr. */
export async function output(
  program: string,
  args: readonly string[],
  { input = '', env = {}, signal }: { input?: string; env?: object; signal?: AbortSignal } = {}
) {
  const options = { env: { ...process.env, ...env } }
  const child = spawn(program, args, signal ? { ...options, signal } : options)
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const closed = once(child, 'close')
  const all = Promise.all([text(child.stdout), text(child.stderr), closed])
  const [stdout, stderr, [status]] = await all
  if (status === 0) return stdout
  throw new Error(`${program} ${args.join(' ')}: ${stderr || stdout}`)
}

/** Waits until a check says yes. */
export async function until(what: string, check: () => unknown, signal: AbortSignal) {
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(100, undefined, { signal })) {
    if (await check()) return
  }
  throw new Error(`No ${what} within 90 s`)
}
