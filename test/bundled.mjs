import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * Runs a TypeScript module of the tests with the packages of this checkout, and sets the exit code
 * that it returns.
 * @template Module
 * @param {string} entry The path of the module.
 * @param {(module: Module) => Promise<number>} run
 */
export async function runBundled(entry, run) {
  // Beside the packages, so that they are found.
  const folder = mkdtempSync(join(import.meta.dirname, '../node_modules/.bundled-'))
  try {
    const { outputFiles } = await build({
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      entryPoints: [entry]
    })
    const file = join(folder, 'module.mjs')
    writeFileSync(file, outputFiles[0].contents)
    process.exitCode = await run(await import(file))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
