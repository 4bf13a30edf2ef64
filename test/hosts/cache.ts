import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import versions from '../versions.json' with { type: 'json' }

export const execute = promisify(execFile)

const { ROLLOUTIFY_CACHE, XDG_CACHE_HOME } = process.env
const cache =
  ROLLOUTIFY_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rolloutify-hosts')

/** The folder called `name` in the cache. `fill` makes its content the first time. */
export async function cached(name: string, fill: (folder: string) => Promise<unknown>) {
  const kept = join(cache, name.replaceAll('/', '+'))
  if (existsSync(kept)) return kept
  await mkdir(cache, { recursive: true })
  const fresh = await mkdtemp(join(cache, '.fresh-'))
  try {
    await fill(fresh)
    await rename(fresh, kept)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    // Another test file may have been faster: its folder is as good.
    if (!existsSync(kept)) throw error
  }
  return kept
}

/**
 * Runs the Go that all is built with, which an older one brings in as a module. It is called by its
 * path, so that it is brought in once and not into the cache of each module.
 */
export async function go(args: readonly string[], { env = process.env, ...options }: GoOptions) {
  const choice = { ...process.env, GOTOOLCHAIN: `go${versions.go}` }
  const { stdout } = await execute('go', ['env', 'GOROOT'], { env: choice })
  const program = join(stdout.trim(), 'bin/go')
  return execute(program, [...args], { ...options, env: { ...env, GOTOOLCHAIN: 'local' } })
}

type GoOptions = {
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
}

/** The source of a Go module, from the module proxy. */
export async function goModule(module: string) {
  const folder = await cached(module, async folder => {
    const env = { ...process.env, GOMODCACHE: folder }
    await go(['mod', 'download', '-modcacherw', module], { cwd: folder, env })
  })
  return join(folder, module)
}
