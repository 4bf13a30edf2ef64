import { setMaxListeners } from 'node:events'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startControlPlane } from '../cluster/control-plane.ts'
import type { ControlPlane } from '../cluster/control-plane.ts'
import { output } from '../cluster/processes.ts'
import { programs } from '../cluster/programs.ts'
import { interruptible } from '../cluster/session.ts'
import type { Fail } from '../cluster/session.ts'
import { goModule } from '../hosts/cache.ts'
import versions from '../versions.json' with { type: 'json' }
import { enter, leave, prepare } from './environment.ts'
import type { Environment, Site, Walk } from './environment.ts'
import { playKeda } from './keda.ts'
import { environmentOn } from './programs.ts'
import { playReleaseDay } from './release-day.ts'
import { walkRoad } from './road.ts'

const environments: readonly Environment[] = [
  { name: 'dev', pods: 3, percents: '50, 100', detour: 'abort' },
  { name: 'stg', pods: 4, percents: '50, 100', detour: 'raise' },
  { name: 'prd', pods: 6, percents: '25, 100' }
]

const root = join(import.meta.dirname, '../..')

/** Promises one after the other. */
function queue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(act: () => Promise<T>): Promise<T> => {
    const result = last.then(act)
    last = result.catch(() => {})
    return result
  }
}

/** A Git repository with the helmfile and its chart, as they are before rolloutify. */
async function siteOn(plane: ControlPlane, env: NodeJS.ProcessEnv): Promise<Site> {
  const repository = join(plane.folder, 'repository')
  cpSync(join(root, 'test/journey/repository'), repository, { recursive: true })
  mkdirSync(join(repository, 'rolloutify'))
  for (const args of [
    ['init', '--quiet'],
    ['add', '.'],
    ['commit', '--quiet', '-m', 'before']
  ])
    await output('git', ['-C', repository, ...args], { env })
  return { plane, repository, env, inTurn: queue() }
}

/** Puts the post-renderer into the helmfile, in the words of the page on it. */
async function addPostRenderer({ repository, env }: Site) {
  const page = readFileSync(join(root, 'docs/helmfile.md'), 'utf8')
  const [defaults] = /^helmDefaults:\n(?: .*\n)+/m.exec(page) ?? []
  if (!defaults) throw new Error('docs/helmfile.md has no helmDefaults')
  const own = defaults
    .replace('rolloutify.yaml', 'rolloutify/{{ .Environment.Name }}.yaml')
    .replaceAll(/\{\{ \.Release\.\w+ \}\}/g, each => `{{\`${each}\`}}`)
  const file = join(repository, 'helmfile.yaml.gotmpl')
  writeFileSync(file, readFileSync(file, 'utf8').replace('\nreleases:', `\n${own}releases:`))
  await output('git', ['-C', repository, 'commit', '--quiet', '-am', 'render by rolloutify'], {
    env
  })
}

async function addKeda(plane: ControlPlane, fail: Fail) {
  const source = await goModule(`github.com/kedacore/keda/v2@v${versions.keda}`)
  const crd = join(source, 'config/crd/bases/keda.sh_scaledobjects.yaml')
  await plane.kubectl(['create', '-f', crd])
  await plane.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s'])
  return playKeda(plane, fail)
}

/** How an environment went; whether all was as promised. */
function report({ environment, timelines, differences, counts }: Walk, begin: number): boolean {
  const figures = timelines.map(each => each.since(begin))
  const serving = Math.min(...figures.map(each => each.serving))
  const below = Math.max(...figures.map(each => each.below(environment.pods)))
  const { commits, commands, lines } = counts
  console.log(
    `${environment.name}: ${commits} commits, ${commands} commands and ${lines} lines of its runbook, ${differences.length} differ; ` +
      `never fewer than ${serving} of ${environment.pods} pods served (${Math.round(below)} ms below)`
  )
  return differences.length === 0 && serving >= environment.pods
}

/** The environments of a helmfile, by what their runbooks print; `walks` for who must leave them. */
async function journey(site: Site, chosen: readonly Environment[], walks: Walk[]) {
  for (const each of chosen) walks.push(await enter(site, each))
  const runbooks = await Promise.all(walks.map(async walk => [walk, await prepare(walk)] as const))
  await Promise.all(
    walks.flatMap(walk => walk.timelines.map(each => each.rest(3000, site.plane.signal)))
  )
  await addPostRenderer(site)
  const begin = performance.now()
  await Promise.all(runbooks.map(([walk, book]) => walkRoad(walk, book)))
  return walks.map(walk => report(walk, begin)).every(Boolean)
}

async function playJourney(site: Site, chosen: readonly Environment[], fail: Fail) {
  const walks: Walk[] = []
  try {
    const stopKeda = await addKeda(site.plane, fail)
    const isRight = await journey(site, chosen, walks)
    await stopKeda()
    return isRight
  } finally {
    for (const walk of walks) leave(walk)
  }
}

const releaseDay = 'release-day'

/**
 * `npm run test:journey [ENVIRONMENT…|release-day]`: a helmfile is taken to Argo Rollouts by its
 * runbooks, and the example of helmfile is released by canary.
 */
export const main = (names: string[]) =>
  interruptible(async (signal, fail) => {
    // All environments go on at once, and each program that runs listens for the end.
    setMaxListeners(100, signal)
    const isChosen = (name: string) => !names.length || names.includes(name)
    const plane = await startControlPlane(await programs(signal), signal, fail)
    try {
      const chosen = environments.filter(({ name }) => isChosen(name))
      const env = await environmentOn(plane)
      const went = [
        chosen.length === 0 || (await playJourney(await siteOn(plane, env), chosen, fail)),
        !isChosen(releaseDay) || (await playReleaseDay(plane, env))
      ]
      return went.every(Boolean) ? 0 : 1
    } finally {
      await plane.stop()
    }
  })
