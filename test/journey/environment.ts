import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ControlPlane } from '../cluster/control-plane.ts'
import { record } from '../cluster/timeline.ts'
import type { Timeline } from '../cluster/timeline.ts'
import { shellIn } from './shell.ts'
import type { Shell } from './shell.ts'

/** The releases of the helmfile: scaled by an HPA, by KEDA, and by nobody. */
const services = ['web', 'worker', 'batch']

/** An environment of the helmfile: the pods that each service keeps there, and how they move. */
export type Environment = {
  readonly name: string
  readonly pods: number
  readonly percents: string
  /** What somebody has to do in the middle of the road. */
  readonly detour?: 'raise' | 'abort'
}

/** Where all environments live: one Git repository, and the programs on the PATH. */
export type Site = {
  readonly plane: ControlPlane
  readonly repository: string
  readonly env: NodeJS.ProcessEnv
  /** One commit at a time. */
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>
}

/** The road of one environment, as one person goes it. */
export type Walk = Site & {
  readonly environment: Environment
  readonly namespace: string
  readonly shell: Shell
  readonly timelines: readonly Timeline[]
  /** What is not as the pages promise. */
  readonly differences: string[]
  readonly counts: { commands: number; lines: number; commits: number }
}

/** Millicores by which the autoscaler wants neither more nor fewer pods. */
const perPod = 20

export function load({ plane, namespace }: Walk, pods: number) {
  plane.metrics.setLoad(namespace, pods * perPod)
}

/** Makes the namespace of an environment, and the shell in which a person works on it. */
export async function enter(site: Site, environment: Environment): Promise<Walk> {
  const { plane, repository, env } = site
  const namespace = `shop-${environment.name}`
  await plane.kubectl(['create', 'namespace', namespace])
  const timelines = await Promise.all(
    services.map(name => record(plane.api, namespace, undefined, name))
  )
  const shell = shellIn(repository, env, plane.signal)
  const counts = { commands: 0, lines: 0, commits: 0 }
  return { ...site, environment, namespace, shell, timelines, differences: [], counts }
}

export function leave({ shell, timelines }: Walk) {
  shell.close()
  for (const { close } of timelines) close()
}

/** Types a command of a person's own, which must not fail. */
export async function type({ shell, environment }: Walk, command: string): Promise<string> {
  const { status, output } = await shell.type(command)
  if (status !== 0) throw new Error(`${environment.name}: ${command}\n${output}`)
  return output
}

const helmfile = ({ environment }: Walk, command: string) =>
  `helmfile --quiet -e ${environment.name} ${command} --skip-deps`

/** Renders, commits what was changed, and brings it to the cluster. */
export async function bring(walk: Walk, message: string) {
  const { name } = walk.environment
  const rendered = `rendered/${name}/manifests.yaml`
  await type(walk, `${helmfile(walk, 'template')} > ${rendered}`)
  await type(walk, `rolloutify check --from HEAD --config rolloutify/${name}.yaml ${rendered}`)
  await commit(walk, message)
  console.log(`${name}  ${message}`)
  await type(walk, helmfile(walk, 'sync'))
  walk.counts.commits++
}

const commit = (walk: Walk, message: string) =>
  walk.inTurn(async () => {
    const { name } = walk.environment
    const own = `rolloutify/${name}.yaml rendered/${name}`
    await type(walk, `git add ${own} && git commit --quiet -m '${name}: ${message}'`)
  })

/** From the live baseline to a configuration and a plan; the path of its runbook. */
export async function prepare(walk: Walk): Promise<string> {
  const { repository, environment, namespace } = walk
  const { name, pods } = environment
  const [config, baseline] = [`rolloutify/${name}.yaml`, `rendered/${name}/manifests.yaml`]
  mkdirSync(join(repository, `rendered/${name}`), { recursive: true })
  load(walk, pods)
  await type(walk, helmfile(walk, 'sync'))
  await type(walk, `${helmfile(walk, 'template')} > ${baseline}`)
  await type(walk, `rolloutify init --namespace ${namespace} - < ${baseline} > ${config}`)
  complete(join(repository, config), environment)
  await commit(walk, 'begin')
  return planned(walk, `plan/${name}`, baseline)
}

/** Writes what nobody but a person knows into the configuration that `init` made. */
function complete(file: string, { pods, percents }: Environment) {
  const text = readFileSync(file, 'utf8')
    .replaceAll('# replicas:', `replicas: ${pods}`)
    .replace(/^# applier: .*/m, 'applier: helm3')
    .replaceAll(/^( +)stage: .*/gm, `$&\n$1percents: [${percents}]`)
  writeFileSync(file, text)
}

/** Plans from the manifests of the baseline; the text of the runbook. */
export async function planned(walk: Walk, out: string, baseline: string): Promise<string> {
  const { environment, namespace, repository } = walk
  const told = `--config rolloutify/${environment.name}.yaml --namespace ${namespace}`
  await type(walk, `rolloutify migrate plan ${told} --out ${out} - < ${baseline}`)
  return readFileSync(join(repository, out, 'RUNBOOK.md'), 'utf8')
}
