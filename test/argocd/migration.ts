import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../cluster/processes.ts'
import type { Application } from './application.ts'
import { chaptersOf } from './runbook.ts'
import type { Scene } from './scene.ts'

/** The pods that every migration here holds. */
export const held = 8

const baselines = join(import.meta.dirname, '../cluster/baselines')

/** Commits the manifests that a migration begins with. */
export function commitBaseline({ repository }: Scene, file = 'no-replicas.yaml') {
  repository.write('k8s/web.yaml', readFileSync(join(baselines, file), 'utf8'))
  repository.commit('baseline')
}

/** Commits a plan beside the manifests and returns its runbook. */
export async function commitPlan({ run, repository }: Scene, options = '--applier argocd') {
  const plan = `rolloutify migrate plan ${options} --replicas ${held} --out plan k8s`
  const { text, status } = await run(plan)
  if (status !== 0) throw new Error(text)
  repository.commit('the plan')
  return repository.read('plan/RUNBOOK.md')
}

/** Waits until as many pods serve as a migration holds. */
export const untilServing = ({ timeline, plane }: Scene, pods = held) =>
  until(`${pods} serving pods`, () => timeline.now().serving === pods, plane.signal)

/** Takes a fresh snapshot into a file beside the repository. */
export const snapshot =
  'export SNAPSHOT="$TMPDIR/snapshot"; kubectl get deploy,rollout,hpa,rs -o json > "$SNAPSHOT"'

/** Waits until the gate opens: what a person does who asks again and again. */
export async function untilSettled({ run, plane }: Scene, status: string) {
  let said = ''
  const ask = async () => {
    const answer = await run(`${snapshot}; ${status} --live "$SNAPSHOT"`)
    said = answer.text
    return answer.status === 0
  }
  await until(
    'settled stage',
    ask,
    AbortSignal.any([plane.signal, AbortSignal.timeout(40_000)])
  ).catch(cause => {
    throw new Error(`The gate stays closed: ${said}`, { cause })
  })
}

/** Commits the folder of one stage in the place of the manifests before it, and brings it. */
export async function bringFolder({ repository }: Scene, app: Application, folder: string) {
  repository.put(join(repository.folder, 'plan', folder, 'k8s'), 'k8s')
  const revision = repository.commit(folder)
  return { revision, ...(await app.bring()) }
}

/** Goes forwards to a stage, folder by folder, each when the gate of the one before is open. */
export async function walkTo(scene: Scene, app: Application, stage: string) {
  for (const chapter of chaptersOf(scene.repository.read('plan/RUNBOOK.md'))) {
    await bringFolder(scene, app, chapter.folder)
    // Where 8 pods run already, no difference is seen and nothing comes by itself.
    if (chapter.stage === 'pin-replicas') await app.press()
    if (chapter.stage === 'baseline') await untilServing(scene)
    await untilSettled(scene, gateOf(chapter.folder))
    if (chapter.stage === stage) return
  }
}

/** The folder of the plan for a stage. */
export function folderFor({ repository }: Scene, stage: string) {
  const chapter = chaptersOf(repository.read('plan/RUNBOOK.md')).find(it => it.stage === stage)
  if (!chapter) throw new Error(`The plan has no ${stage}`)
  return chapter.folder
}

/** How the gate of a folder is asked. */
export const gateOf = (folder: string) =>
  `rolloutify migrate status --applier argocd plan/${folder}`

/** What the gate says at once of a folder that was brought. */
export async function askGate({ run }: Scene, folder: string) {
  const { text, status } = await run(`${snapshot}; ${gateOf(folder)} --live "$SNAPSHOT"`)
  return { text, isOpen: status === 0 }
}
