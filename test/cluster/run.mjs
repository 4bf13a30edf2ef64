// `node test/cluster/run.mjs main|demo [ARG…]`: runs the TypeScript beside it. Node 20 cannot, so it
// is bundled into a file that is gone again once it is loaded.
import { build } from 'esbuild'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [entry, ...args] = process.argv.slice(2)

/** @param {string} outfile */
async function load(outfile) {
  await build({
    ...{ entryPoints: [join(import.meta.dirname, `${entry}.ts`)], outfile },
    ...{ bundle: true, platform: 'node', format: 'esm', sourcemap: 'inline' },
    define: { 'import.meta.dirname': JSON.stringify(import.meta.dirname) }
  })
  process.setSourceMapsEnabled(true)
  return import(pathToFileURL(outfile).href)
}

const folder = mkdtempSync(join(tmpdir(), 'rolloutify-run-'))
const { main } = await load(join(folder, 'run.mjs')).finally(() =>
  rmSync(folder, { recursive: true })
)
process.exitCode = await main(args)
