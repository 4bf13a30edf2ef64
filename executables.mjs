// `npm run executables [-- PLATFORM…]`: the program as one file for each platform, with Node in it, in
// dist/. On macOS sign it before it is started: codesign --sign - dist/rolloutify-darwin-arm64
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { inject } from 'postject'

/** Where the Node of a platform is in its package. */
const programs = {
  'linux-x64': 'bin/node',
  'linux-arm64': 'bin/node',
  'darwin-arm64': 'bin/node',
  'win-x64': 'bin/node.exe'
}

/** What Node looks for in its own file (nodejs.org/api/single-executable-applications.html). */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'

const version = JSON.parse(readFileSync('test/versions.json', 'utf8')).node.at(-1)
const folder = mkdtempSync(join(tmpdir(), 'rolloutify-executables-'))
const path = name => join(folder, name)

/** The program as one script, and the blob that Node makes of it. */
async function makeBlob() {
  await build({
    entryPoints: ['src/cli/bin.ts'],
    outfile: path('program.cjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20.19',
    // Nothing is read beside an executable.
    define: { 'import.meta.url': '"file:///rolloutify"' },
    alias: { yaml: './node_modules/yaml/browser/index.js' }
  })
  const config = {
    main: path('program.cjs'),
    output: path('blob'),
    disableExperimentalSEAWarning: true
  }
  writeFileSync(path('sea.json'), JSON.stringify(config))
  execFileSync(nodeOf('linux-x64'), ['--experimental-sea-config', path('sea.json')])
  return readFileSync(path('blob'))
}

/** The Node of a platform: its binaries come as packages. @param {keyof typeof programs} platform */
function nodeOf(platform) {
  const own = path(platform)
  mkdirSync(own)
  execFileSync('npm', ['pack', '--silent', `node-${platform}@${version}`], { cwd: own })
  execFileSync('sh', ['-c', 'tar -xzf *.tgz && rm *.tgz'], { cwd: own })
  return join(own, 'package', programs[platform])
}

try {
  const blob = await makeBlob()
  mkdirSync('dist', { recursive: true })
  const asked = process.argv.slice(2)
  for (const platform of asked.length > 0 ? asked : Object.keys(programs)) {
    const out = `dist/rolloutify-${platform}${platform.startsWith('win') ? '.exe' : ''}`
    copyFileSync(
      platform === 'linux-x64' ? path('linux-x64/package/bin/node') : nodeOf(platform),
      out
    )
    chmodSync(out, 0o755)
    const segment = platform.startsWith('darwin') ? { machoSegmentName: 'NODE_SEA' } : {}
    await inject(out, 'NODE_SEA_BLOB', blob, { sentinelFuse: fuse, ...segment })
    console.log(out)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
