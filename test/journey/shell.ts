import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type Shell = ReturnType<typeof shellIn>

/** The shell of one person: what they typed before, and its variables, stay. */
export function shellIn(cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal) {
  // With a group of its own, so that what it waits for ends with it.
  const shell = spawn('bash', ['--noprofile', '--norc'], { cwd, env, signal, detached: true })
  const failed = once(shell, 'error').then(([error]) => Promise.reject(error as Error))
  failed.catch(() => {})
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]()
  shell.stdin.write('exec 2>&1\n')
  const end = `--- ${process.pid} `

  /** Types commands, and returns what they print and how the last one ends. */
  async function type(commands: string) {
    shell.stdin.write(`${commands}\nprintf '\\n${end}%s\\n' "$?"\n`)
    const printed: string[] = []
    for (;;) {
      const { value = '', done } = await Promise.race([lines.next(), failed])
      if (done) throw new Error(`The shell ended:\n${printed.join('\n')}`)
      if (value.startsWith(end)) {
        return { status: Number(value.slice(end.length)), output: printed.join('\n').trimEnd() }
      }
      printed.push(value)
    }
  }

  function close() {
    if (shell.pid !== undefined && shell.exitCode === null) process.kill(-shell.pid, 'SIGKILL')
  }

  return { type, close }
}
