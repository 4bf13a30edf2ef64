// `npm run update:upstream [-- MINOR]`: cuts schemas and tables from the versions in test/versions.json,
// after Argo Rollouts is set to the newest release of MINOR, such as 1.10. The modules come through
// the Go module proxy into the cache of test/hosts. Then the types and all else that follows are renewed.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { format } from 'prettier'
import { cutFields } from './cut-fields.mjs'
import { cutSchemas } from './cut.mjs'

const rollouts = 'github.com/argoproj/argo-rollouts'
const pinned = new URL('../test/versions.json', import.meta.url)

/** What the tests bring modules in with. @returns {Promise<typeof import('../test/hosts/cache.ts')>} */
async function loadCache() {
  const entry = join(import.meta.dirname, '../test/hosts/cache.ts')
  const common = { bundle: true, write: false, platform: 'node', format: 'esm' }
  const { outputFiles } = await build({ ...common, entryPoints: [entry] })
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
}
const { go, goModule } = await loadCache()

const minorOf = version => version.split('.').slice(0, 2).join('.')

/** The newest release of a minor version of Argo Rollouts. */
async function newestOf(minor) {
  const { stdout } = await go(['list', '-m', '-versions', rollouts], { cwd: tmpdir() })
  const releases = stdout.trim().split(' ').slice(1)
  const found = releases.findLast(it => /^v[0-9.]+$/.test(it) && minorOf(it) === `v${minor}`)
  if (!found) throw new Error(`The Go module proxy lists no release of Argo Rollouts ${minor}`)
  return found.slice(1)
}

/** The versions with Argo Rollouts set to another; the one before stays for what is known since when. */
async function setRollouts(versions, minor) {
  const argoRollouts = await newestOf(minor)
  const { argoRollouts: before, olderArgoRollouts: older } = versions
  const olderArgoRollouts = minorOf(before) === minor ? older : [...older, before]
  return { ...versions, argoRollouts, olderArgoRollouts }
}

/** The version of Kubernetes that a release of Argo Rollouts is built with. */
function kubernetesOf(folder) {
  const goMod = readFileSync(join(folder, 'go.mod'), 'utf8')
  return /^\tk8s\.io\/kubernetes v(\S+)/m.exec(goMod)?.[1]
}

const [minor] = process.argv.slice(2)
const before = JSON.parse(readFileSync(pinned, 'utf8'))
const versions = minor ? await setRollouts(before, minor) : before
const releases = []
for (const version of [...versions.olderArgoRollouts, versions.argoRollouts]) {
  releases.push({ minor: minorOf(version), folder: await goModule(`${rollouts}@v${version}`) })
}
const { folder } = releases.at(-1)
const kubernetes = version => goModule(`k8s.io/kubernetes@v${version}`)
await cutFields({ releases, kubernetes: await kubernetes(kubernetesOf(folder)) })
await cutSchemas({
  kubernetes: {
    folder: await kubernetes(versions.kubernetes),
    title: `kubernetes/kubernetes v${versions.kubernetes}`
  },
  keda: {
    folder: await goModule(`github.com/kedacore/keda/v2@v${versions.keda}`),
    title: `kedacore/keda v${versions.keda}`
  },
  argoRollouts: { folder, title: `argoproj/argo-rollouts v${versions.argoRollouts}` }
})
writeFileSync(pinned, await format(JSON.stringify(versions), { parser: 'json', printWidth: 100 }))
execFileSync('npm', ['run', 'update'], { stdio: 'inherit' })
console.log('Now read `git diff`')
