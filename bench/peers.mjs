// The programs and libraries to compare with. The programs come as those of test/hosts do, into
// the same cache.
import { build } from 'esbuild'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const yqModule = 'github.com/mikefarah/yq/v4@v4.54.2'

/** Modules of ours, run from their TypeScript. @param {string} contents */
async function importSource(contents) {
  const stdin = { contents, resolveDir: root, loader: /** @type {const} */ ('ts') }
  const built = await build({
    stdin,
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { yaml: './node_modules/yaml/browser/index.js' },
    write: false
  })
  const text = built.outputFiles[0]?.contents ?? ''
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)
}

/** @returns {Promise<Pick<typeof import('../src/index.ts'), 'convert'>>} */
export const library = () => importSource(`export { convert } from './src/index.ts'`)

/** yq of mikefarah: many systems have another program of that name. */
async function yq() {
  /** @type {typeof import('../test/hosts/cache.ts')} */
  const { cached, execute } = await importSource(`export * from './test/hosts/cache.ts'`)
  const folder = await cached(`${yqModule}-built`, folder =>
    execute('go', ['install', '-trimpath', yqModule], { env: { ...process.env, GOBIN: folder } })
  )
  return join(folder, 'yq')
}

async function kubectl() {
  /** @type {typeof import('../test/hosts/programs.ts')} */
  const programs = await importSource(`export * from './test/hosts/programs.ts'`)
  return programs.kubectl()
}

/**
 * The path of a program; undefined, and a line that says so, where it cannot be had.
 * @param {'yq' | 'kubectl'} name
 */
export async function findProgram(name) {
  try {
    return await (name === 'yq' ? yq : kubectl)()
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    console.log(`without ${name}: ${reason}`)
    return undefined
  }
}
