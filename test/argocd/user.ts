import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { password } from './objects.ts'

type Server = {
  /** Its address, without a scheme. */
  readonly server: string
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}
/** What the API answered. Its bodies have too many shapes to be worth a type here. */
export type Answer = { readonly status: number; readonly body: any; readonly text: string }
/** What a command printed on both streams, and how it ended. */
export type Printed = { readonly text: string; readonly status: number }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function ask(url: string, token: string, method: string, body?: object): Promise<Answer> {
  const authorization = token ? { authorization: `Bearer ${token}` } : {}
  const headers = { 'content-type': 'application/json', ...authorization }
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const response = await fetch(url, init)
  const text = await response.text()
  return { status: response.status, text, body: parsed(text) }
}

export type User = Awaited<ReturnType<typeof userOf>>

/** A person who has logged in: at the dashboard's API, and at a shell with the command lines. */
export async function userOf(username: string, { server, env, signal }: Server) {
  const url = `http://${server}`
  const session = await ask(`${url}/api/v1/session`, '', 'POST', { username, password })
  const token: unknown = session.body?.token
  if (typeof token !== 'string') throw new Error(`${username} cannot log in: ${session.text}`)
  const own = { ARGOCD_SERVER: server, ARGOCD_OPTS: '--plaintext', ARGOCD_AUTH_TOKEN: token }

  return {
    /** Asks the API, as the dashboard does. */
    api: (method: string, path: string, body?: object) =>
      ask(`${url}/api/v1/${path}`, token, method, body),
    /** Runs a script as a person types it; it is ended after so many milliseconds. */
    async run(script: string, { cwd, more = {}, limit = 120_000 }: RunOptions): Promise<Printed> {
      const child = spawn('bash', ['-c', script], {
        ...{ cwd, env: { ...process.env, ...env, ...own, ...more }, detached: true },
        stdio: ['ignore', 'pipe', 'pipe']
      })
      const pieces: Buffer[] = []
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', piece => void pieces.push(piece))
      // Of its process group: a wait of kubectl is a child of the shell.
      const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL')
      const timer = setTimeout(end, limit)
      signal.addEventListener('abort', end)
      const [status] = await once(child, 'close')
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      signal.throwIfAborted()
      return { text: Buffer.concat(pieces).toString(), status: status ?? 1 }
    }
  }
}

type RunOptions = {
  readonly cwd: string
  readonly more?: Readonly<Record<string, string>>
  readonly limit?: number
}
