// Builds bin/rolloutify.mjs, the whole command line in one file, so that it runs with nothing installed,
// and bin/library.mjs with bin/types, so that the library is there however it is installed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

/** What every build here has in common. */
const common = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  write: false,
  // The Node build of yaml requires `process`, which an ES module cannot; this is the same code.
  alias: { yaml: './node_modules/yaml/browser/index.js' }
}

/** The names that our sources take from a package. @param {'yaml' | 'zod'} name */
function usedNames(name) {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !/\.test(?:-helper)?\.ts$/.test(path))
    .map(path => readFileSync(`src/${path}`, 'utf8'))
    .filter(text => text.includes(`from '${name}'`))
    .join('\n')
  const found =
    name === 'zod'
      ? [...sources.matchAll(/\bz\s*\.(?!core\b)(\w+)\(/g)].map(match => match[1])
      : [...sources.matchAll(/^import \{([^}]*)\} from 'yaml'/gm)].flatMap(match =>
          match[1].split(',')
        )
  return [...new Set(found.map(word => word.trim().split(' ')[0]))].sort()
}

/**
 * Keeps a package as text until something of it is called: most runs need neither the YAML parser
 * nor zod, and V8 would take a fifth of a release's time to read them.
 */
const late = {
  name: 'late',
  setup(plugin) {
    plugin.onResolve({ filter: /^(?:yaml|zod)$/ }, ({ path, importer }) =>
      importer.includes('node_modules') || importer === '<stdin>'
        ? undefined
        : { path, namespace: 'late' }
    )
    // Its import alone takes a tenth of a release's time.
    plugin.onResolve({ filter: /^node:crypto$/ }, ({ path }) => ({ path, namespace: 'late-node' }))
    plugin.onLoad({ filter: /.*/, namespace: 'late-node' }, ({ path }) => ({
      contents: `export const createHash = (...args) => load().createHash(...args)
const load = () => process.getBuiltinModule('${path}')`
    }))
    plugin.onLoad({ filter: /.*/, namespace: 'late' }, async ({ path }) => {
      const names = usedNames(path)
      const contents = `export { ${names.join(', ')} } from '${path}'`
      const stdin = { contents, resolveDir: '.' }
      const { outputFiles } = await build({ ...common, stdin, format: 'iife', globalName: 'it' })
      const lines = names.map(
        (name, at) => `function f${at}(...args) {
  return new.target ? new (load().${name})(...args) : load().${name}(...args)
}`
      )
      const exported = names.map((name, at) => `f${at} as ${name}`)
      return {
        contents: `let it
const load = () => (it ??= new Function(${JSON.stringify(outputFiles[0].text)} + 'return it')())
${lines.join('\n')}
export { ${exported.join(', ')} }`
      }
    })
  }
}

/** A page's script, for a browser. @param {string} entry */
export async function bundleScript(entry) {
  const { outputFiles } = await build({
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: [entry]
  })
  // It stands between the tags of a page, which this would end.
  return outputFiles[0].text.trim().replaceAll('</script', '<\\/script')
}

/** The looks of a page, on few lines. */
export async function bundleStyle() {
  const { outputFiles } = await build({ ...common, entryPoints: ['view/style.css'] })
  return outputFiles[0].text.trim()
}

/** What a page runs and how it looks, with what its policy names. @param {string} entry */
export async function bundleView(entry) {
  const view = { script: await bundleScript(entry), style: await bundleStyle() }
  /** @param {string} text */
  const hash = text => `sha256-${createHash('sha256').update(text).digest('base64')}`
  return { ...view, scriptHash: hash(view.script), styleHash: hash(view.style) }
}

/** What a report's page runs, as a module of the sources. */
export async function bundleReport() {
  const entries = Object.entries(await bundleView('view/report.tsx'))
  return `// Written by \`npm run bundle\` from view/.
import type { View } from '../page.ts'

export const view: View = {
${entries.map(([key, text]) => `  ${key}: ${JSON.stringify(text)}`).join(',\n')}
}
`
}

/** The bundle's text. */
export async function bundle() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ['src/cli/bin.ts'],
    format: 'esm',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [late]
  })
  return outputFiles[0].text
}

/** The library as one module; the packages that it needs are installed with it. */
export async function bundleLibrary() {
  const { outputFiles } = await build({
    ...common,
    minify: false,
    alias: {},
    format: 'esm',
    entryPoints: ['src/index.ts'],
    external: ['yaml', 'zod', 'fast-json-patch']
  })
  return outputFiles[0].text
}

/** The declarations that the library's refer to, by their paths below bin/types. */
export function declareLibrary() {
  const folder = mkdtempSync(join(tmpdir(), 'rolloutify-types-'))
  try {
    const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', folder]
    execFileSync(process.execPath, tsc, { stdio: 'inherit' })
    /** @type {Map<string, string>} */
    const found = new Map()
    const queue = ['index.d.ts']
    for (const path of queue) {
      if (found.has(path)) continue
      const text = readFileSync(join(folder, path), 'utf8').replace(
        /(from ')(\.[^']*)\.ts'/g,
        "$1$2.js'"
      )
      found.set(path, text)
      for (const [, target] of text.matchAll(/(?:from |import\()["'](\.[^"']*)\.(?:js|ts)["']/g)) {
        queue.push(`${join(dirname(path), target)}.d.ts`)
      }
    }
    return found
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) {
  // All is made before anything is written: what fails leaves the old one whole.
  const types = declareLibrary()
  writeFileSync('src/report/generated/view.ts', await bundleReport())
  const [program, library] = await Promise.all([bundle(), bundleLibrary()])
  writeFileSync('bin/rolloutify.mjs', program)
  chmodSync('bin/rolloutify.mjs', 0o755)
  writeFileSync('bin/library.mjs', library)
  rmSync('bin/types', { recursive: true, force: true })
  for (const [path, text] of types) {
    mkdirSync(dirname(join('bin/types', path)), { recursive: true })
    writeFileSync(join('bin/types', path), text)
  }
}
