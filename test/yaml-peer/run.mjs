// `npm run test:yaml-peer -- [--seconds N] [--seed N] [FOLDER…]`: holds our reading of YAML to the
// library of kubectl, over the documents of the fixtures and of the folders given, and for so many
// seconds over those documents with typing errors.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' }
  }
})
const here = import.meta.dirname
// Beside the packages, so that they are found.
const folder = mkdtempSync(join(here, '../../node_modules/.yaml-peer-'))
try {
  const { outputFiles } = await build({
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    entryPoints: [join(here, 'compare.ts')]
  })
  const file = join(folder, 'compare.mjs')
  writeFileSync(file, outputFiles[0].contents)
  /** @type {typeof import('./compare.ts')} */
  const { compare } = await import(file)
  process.exitCode = await compare({
    folders: [join(here, '../../fixtures'), ...positionals],
    seconds: Number(values.seconds),
    seed: Number(values.seed),
    here
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
