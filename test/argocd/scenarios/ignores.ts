import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../cluster/processes.ts'
import type { Application } from '../application.ts'
import { addRule, patch } from '../ignore-rule.ts'
import {
  askGate,
  bringFolder,
  commitBaseline,
  commitPlan,
  folderFor,
  untilServing,
  walkTo
} from '../migration.ts'
import type { Scenario, Scene } from '../scene.ts'

const ruleFor = (group: string, kind: string) => ({
  ignoreDifferences: [{ group, kind, jsonPointers: ['/spec/replicas'] }],
  syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] }
})

/** Brings a stage that the rule keeps from arriving, and holds the gate to seeing it. */
async function bringInVain(scene: Scene, app: Application, { stage, gate }: InVain) {
  const folder = folderFor(scene, stage)
  const { phase } = await bringFolder(scene, app, folder)
  await sleep(3000, undefined, { signal: scene.plane.signal })
  const { text, isOpen } = await askGate(scene, folder)
  scene.promise('the sync', 'Succeeded', phase)
  scene.promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
  scene.promise('the gate', 'closed', isOpen ? 'open' : 'closed')
  scene.promise('the gate says', gate, text)
}
type InVain = { readonly stage: string; readonly gate: RegExp }

const ofDeployments: Scenario = {
  name: 'ignores the replicas of Deployments from the beginning',
  async play(scene) {
    commitBaseline(scene, 'hpa-v2.yaml')
    await commitPlan(scene)
    const app = await scene.create(ruleFor('apps', 'Deployment'))
    await walkTo(scene, app, 'grow-25')
    const gate = /has replicas: 8 in the cluster but 6 at this stage/
    await bringInVain(scene, app, { stage: 'shrink-25', gate })
    const { text } = await scene.run('rolloutify check k8s application.yaml')
    scene.promise('check', /stage-ignored/, text)
  }
}

const tooEarly: Scenario = {
  name: 'ignores the replicas of the Rollout too early',
  async play(scene) {
    commitBaseline(scene)
    await commitPlan(scene)
    const app = await scene.create({})
    await walkTo(scene, app, 'shrink-25')
    await patch(scene, app, { spec: ruleFor('argoproj.io', 'Rollout') })
    const gate = /has replicas: 2 in the cluster but 8 at this stage/
    await bringInVain(scene, app, { stage: 'grow-100', gate })
  }
}

/** Commits something else, and syncs it. */
async function syncAnother({ repository }: Scene, app: Application) {
  const before = repository.read('k8s/web.yaml')
  repository.write(
    'k8s/web.yaml',
    `${before}---
apiVersion: v1
kind: ConfigMap
metadata: { name: another, labels: { at: t${Date.now()} } }
`
  )
  repository.commit('something else')
  await app.bring()
}

const writtenOver = (scene: Scene, begin: number) =>
  scene.timeline.since(begin).serving < 12 ? 'writes 8 over 12' : 'leaves 12'

/** Releases the autoscaler at a load for 12 pods, and syncs something else. */
async function syncUnderLoad(scene: Scene, rule?: object) {
  commitBaseline(scene)
  const runbook = await commitPlan(scene)
  const app = await scene.create({})
  await walkTo(scene, app, 'retarget-autoscaler')
  if (rule) await patch(scene, app, { spec: rule })
  await bringFolder(scene, app, '09-release-autoscaler')
  scene.plane.metrics.setLoad(scene.name, 600)
  await untilServing(scene, 12)
  const begin = performance.now()
  await syncAnother(scene, app)
  await sleep(2500, undefined, { signal: scene.plane.signal })
  scene.promise(
    rule ? 'a sync with that rule' : 'a sync without a rule',
    'writes 8 over 12',
    writtenOver(scene, begin)
  )
  return { app, runbook }
}

const tooLate: Scenario = {
  name: 'ignores the replicas of the Rollout too late',
  async play(scene) {
    const { app, runbook } = await syncUnderLoad(scene)
    await addRule(scene, app, runbook)
    await untilServing(scene, 12)
    await until('rest', () => scene.timeline.now().pods === 12, scene.plane.signal)
    const begin = performance.now()
    await syncAnother(scene, app)
    await sleep(2500, undefined, { signal: scene.plane.signal })
    scene.promise('a sync with the rule', 'leaves 12', writtenOver(scene, begin))
    scene.promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
  }
}

const wrongGroup: Scenario = {
  name: 'ignores the replicas of a Rollout in the wrong group',
  async play(scene) {
    await syncUnderLoad(scene, ruleFor('apps', 'Rollout'))
    const get = `kubectl -n argocd get application ${scene.name} -o yaml`
    const { text } = await scene.run(`${get} | rolloutify argocd ignore -`)
    scene.promise('`argocd ignore` tells', /a sync writes the replicas in Git/, text)
  }
}

export const ignores: readonly Scenario[] = [ofDeployments, tooEarly, tooLate, wrongGroup]
