// `npm run test:fuzz -- [--minutes N] [--seed N] [--keep FOLDER] [FOLDER…]`: for so many minutes,
// every command over manifests of the fixtures and of the folders given in which somebody mistyped.
// Nothing may crash, hang, or reach a terminal or a log; what is converted, moved or switched keeps
// its laws, for kubectl's reader too; and the time grows with the length of each field, not faster.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string', default: 'fuzz-failures' }
  }
})
const here = import.meta.dirname
// Beside the packages, so that they are found.
const folder = mkdtempSync(join(here, '../../node_modules/.fuzz-'))
try {
  const { outputFiles } = await build({
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    entryPoints: [join(here, 'fuzz.ts')]
  })
  const file = join(folder, 'fuzz.mjs')
  writeFileSync(file, outputFiles[0].contents)
  /** @type {typeof import('./fuzz.ts')} */
  const { fuzz } = await import(file)
  process.exitCode = await fuzz({
    folders: [join(here, '../../fixtures'), ...positionals],
    minutes: Number(values.minutes),
    seed: Number(values.seed),
    keep: values.keep,
    peer: join(here, '../yaml-peer')
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
