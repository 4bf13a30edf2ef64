// Builds bin/rolloutify.mjs: the whole command line in one file, so that it runs with nothing installed.
import { build } from 'esbuild'

/** The bundle's text. */
export async function bundle() {
  const { outputFiles } = await build({
    entryPoints: ['src/cli/bin.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // The Node build of yaml requires `process`, which an ES module cannot; this is the same code.
    alias: { yaml: './node_modules/yaml/browser/index.js' },
    banner: { js: '#!/usr/bin/env node' },
    legalComments: 'none',
    write: false
  })
  return outputFiles[0].text
}

if (process.argv[1] === import.meta.filename) {
  const { writeFileSync, chmodSync } = await import('node:fs')
  writeFileSync('bin/rolloutify.mjs', await bundle())
  chmodSync('bin/rolloutify.mjs', 0o755)
}
