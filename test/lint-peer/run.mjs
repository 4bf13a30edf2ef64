// `npm run test:lint-peer [FOLDER…]`: holds the rules of a Rollout to `kubectl argo rollouts lint`,
// over Rollouts made rule by rule, upstream's own examples, and those below the folders given.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

// Beside the packages, so that they are found.
const folder = mkdtempSync(join(import.meta.dirname, '../../node_modules/.lint-peer-'))
try {
  const { outputFiles } = await build({
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    entryPoints: [join(import.meta.dirname, 'compare.ts')]
  })
  const file = join(folder, 'compare.mjs')
  writeFileSync(file, outputFiles[0].contents)
  /** @type {typeof import('./compare.ts')} */
  const { compare } = await import(file)
  process.exitCode = await compare(process.argv.slice(2), import.meta.dirname)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
