// `node test/run.mjs cluster/main [ARG…]`: runs a TypeScript module of the tests. Node 20 cannot, so
// it is bundled into a file that is gone again once it is loaded.
import { build } from 'esbuild'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [entry, ...args] = process.argv.slice(2)

/**
 * Each module keeps its own folder in the bundle.
 * @type {import('esbuild').Plugin}
 */
const folders = {
  name: 'folders',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const own = JSON.stringify(dirname(path))
      const contents = readFileSync(path, 'utf8').replaceAll('import.meta.dirname', own)
      return { contents, loader: 'ts' }
    })
  }
}

const own = 'const require = createRequire(import.meta.url)'

/** @param {string} outfile */
async function load(outfile) {
  await build({
    ...{ entryPoints: [join(import.meta.dirname, `${entry}.ts`)], outfile, plugins: [folders] },
    ...{ bundle: true, platform: 'node', format: 'esm', sourcemap: 'inline' },
    // The library for YAML is CommonJS, which asks for modules of Node by `require`.
    banner: { js: `import { createRequire } from 'node:module'\n${own}` }
  })
  process.setSourceMapsEnabled(true)
  return import(pathToFileURL(outfile).href)
}

const folder = mkdtempSync(join(tmpdir(), 'rolloutify-run-'))
const { main } = await load(join(folder, 'run.mjs')).finally(() =>
  rmSync(folder, { recursive: true })
)
process.exitCode = await main(args)
