import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

/** The checkout, and our program in it as it is shipped. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url))
export const rolloutify = join(checkout, 'bin/rolloutify.mjs')

/** A folder of this test file, gone when it ends. */
export const workspace = mkdtempSync(join(tmpdir(), 'rolloutify-hosts-'))
// An environment of pre-commit is many files.
afterAll(() => rmSync(workspace, { recursive: true, force: true }), 120_000)

const emptyHome = {
  HELM_CACHE_HOME: join(workspace, 'helm/cache'),
  HELM_CONFIG_HOME: join(workspace, 'helm/config'),
  HELM_DATA_HOME: join(workspace, 'helm/data'),
  HELM_PLUGINS: undefined,
  KUBECONFIG: join(workspace, 'kubeconfig'),
  ROLLOUTIFY_CONFIG: undefined
}

/** What a command printed and how it ended, with nothing of the user's own settings. */
export async function outcome(
  [program, ...args]: readonly [string, ...string[]],
  {
    input = '',
    env = {},
    cwd = workspace
  }: { input?: string; env?: Record<string, string>; cwd?: string } = {}
) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...emptyHome, ...env }
  })
  // A program that ends without reading all of its input closes the pipe; its status tells why.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const closed = once(child, 'close')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [status]: number[] = await closed
  return { status, stdout, stderr }
}
