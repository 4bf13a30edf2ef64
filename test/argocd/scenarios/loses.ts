import { setTimeout as sleep } from 'node:timers/promises'
import { bringFolder, commitBaseline, commitPlan, held, walkTo } from '../migration.ts'
import type { Scenario, Scene } from '../scene.ts'

const automated = { syncPolicy: { automated: { prune: true, selfHeal: true } } }

/** Milliseconds after which whatever a sync set off has happened. */
const aftermath = 6000

/** Goes to the middle of a migration, from where something is lost. */
async function goMidway(scene: Scene, { baseline, plan, configuration }: Ways = {}) {
  commitBaseline(scene, baseline)
  if (configuration) scene.repository.write('rolloutify.yaml', configuration)
  await commitPlan(scene, plan)
  const app = await scene.create(automated)
  await walkTo(scene, app, 'shrink-25')
  return { app, begin: performance.now() }
}
type Ways = {
  readonly baseline?: string
  readonly plan?: string
  readonly configuration?: string
}

/** Brings the manifests as they are without rolloutify. */
async function loseConfiguration(scene: Scene, ways: Ways) {
  const { app, begin } = await goMidway(scene, ways)
  await bringFolder(scene, app, '00-baseline')
  await sleep(aftermath, undefined, { signal: scene.plane.signal })
  return { app, ...scene.timeline.since(begin) }
}

/** How many pods a kind's object wants; `none` where there is no such object. */
async function wanted({ run }: Scene, kind: string) {
  const get = `kubectl get ${kind} web -o jsonpath='{.spec.replicas}'`
  return (await run(`${get} 2>/dev/null || echo none`)).text.trim()
}

const withReplicas: Scenario = {
  name: 'loses the configuration midway, the chart has replicas',
  async play(scene) {
    const { app, serving, pods } = await loseConfiguration(scene, { baseline: 'hpa-v2.yaml' })
    const { promise } = scene
    promise('pods that the Rollout keeps', '2', await wanted(scene, 'rollout'))
    promise('the fewest serving pods', held, serving)
    promise('the most pods, at most twice as many', 'yes', pods <= 2 * held ? 'yes' : `${pods}`)
    promise('shown', 'OutOfSync Healthy Rollout', await app.shown('OutOfSync Healthy Rollout'))
  }
}

const withoutReplicas: Scenario = {
  name: 'loses the configuration midway, the chart has no replicas',
  async play(scene) {
    const { serving } = await loseConfiguration(scene, {})
    const { promise } = scene
    promise('pods that the Rollout keeps', '2', await wanted(scene, 'rollout'))
    promise(
      'the fewest serving pods',
      'fewer than 8',
      serving < held ? 'fewer than 8' : `${serving}`
    )
  }
}

const withoutProtection: Scenario = {
  name: 'loses the configuration midway, the Rollout has no Prune=false',
  async play(scene) {
    const { promise, repository, timeline } = scene
    const { app } = await goMidway(scene, { baseline: 'hpa-v2.yaml' })
    repository.edit('k8s/web.yaml', /^  annotations:\n(    .*\n)+/m, '')
    repository.commit('keep: false')
    await app.bring()
    const begin = performance.now()
    await bringFolder(scene, app, '00-baseline')
    await sleep(aftermath, undefined, { signal: scene.plane.signal })
    promise('the Rollout', 'none', await wanted(scene, 'rollout'))
    const { serving } = timeline.since(begin)
    promise(
      'the fewest serving pods',
      'fewer than 8',
      serving < held ? 'fewer than 8' : `${serving}`
    )
  }
}

/** Deletes the Application with all that it owns, and says what is left of its workload. */
async function deleteApplication(scene: Scene, configuration: string) {
  const { app } = await goMidway(scene, { plan: '', configuration })
  await scene.argo.admin.api('DELETE', `applications/${app.name}?cascade=true`)
  await sleep(aftermath, undefined, { signal: scene.plane.signal })
  const { text } = await scene.run('kubectl get deployment,rollout,service,hpa -o name 2>&1')
  return { text: text.trim(), pods: scene.timeline.now().pods }
}

const deleted: Scenario = {
  name: 'deletes the Application midway, the applier is stated',
  async play(scene) {
    const { text, pods } = await deleteApplication(scene, 'applier: argocd\n')
    scene.promise('what is left', '', text)
    scene.promise('pods', 0, pods)
  }
}

const deletedUnstated: Scenario = {
  name: 'deletes the Application midway, no applier is stated',
  async play(scene) {
    const { text, pods } = await deleteApplication(scene, '')
    scene.promise('what is left', 'rollout.argoproj.io/web', text)
    scene.promise('pods', 2, pods)
  }
}

export const loses: readonly Scenario[] = [
  ...[withReplicas, withoutReplicas, withoutProtection],
  ...[deleted, deletedUnstated]
]
