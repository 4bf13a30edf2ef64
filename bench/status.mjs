// A fleet in the middle of its migration: its configuration, and what the cluster shows of it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const replicas = 8
const stages = [
  { stage: 'introduce-rollout', deployment: 8, rollout: 0 },
  { stage: 'grow-25', deployment: 8, rollout: 2 },
  { stage: 'shrink-25', deployment: 6, rollout: 2 },
  { stage: 'done', deployment: 0, rollout: 8 }
]

/** @param {number} at */
const placeOf = at => ({ name: `app-${at}`, namespace: `team-${at % 10}` })

/** @param {number} at */
const stageOf = at => stages[at % stages.length] ?? { stage: 'done', deployment: 0, rollout: 8 }

/** @param {number} at */
function entry(at) {
  const { name, namespace } = placeOf(at)
  return [
    `  - name: ${name}`,
    `    namespace: ${namespace}`,
    `    stage: ${stageOf(at).stage}`,
    `    replicas: ${replicas}`,
    '    autoscaler: none\n'
  ].join('\n')
}

/** @param {number} at */
function objects(at) {
  const place = placeOf(at)
  const { deployment, rollout } = stageOf(at)
  const labels = { app: place.name }
  const selector = { matchLabels: labels }
  const env = Array.from({ length: 20 }, (_, n) => ({ name: `VARIABLE_${n}`, value: 'a value' }))
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: 'app', image: 'app:1', env }] }
  }
  /** @param {number} pods */
  const counts = pods => ({
    replicas: pods,
    readyReplicas: pods,
    availableReplicas: pods,
    updatedReplicas: pods
  })
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...place, generation: 2 },
      spec: { replicas: deployment, selector, template },
      status: { observedGeneration: 2, ...counts(deployment) }
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { ...place, generation: 3 },
      spec: {
        replicas: rollout,
        selector,
        workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: place.name },
        strategy: { canary: {} }
      },
      status: {
        observedGeneration: '3',
        workloadObservedGeneration: '2',
        phase: 'Healthy',
        currentPodHash: 'a',
        stableRS: 'a',
        HPAReplicas: rollout,
        ...counts(rollout)
      }
    }
  ]
}

/**
 * Writes `rolloutify.yaml` and `snapshot.json` of workloads that have all settled.
 * @param {string} folder
 * @param {number} workloads
 */
export function writeSettled(folder, workloads) {
  mkdirSync(folder, { recursive: true })
  const all = Array.from({ length: workloads }, (_, at) => at)
  writeFileSync(join(folder, 'rolloutify.yaml'), `workloads:\n${all.map(entry).join('')}`)
  const snapshot = { apiVersion: 'v1', kind: 'List', items: all.flatMap(objects) }
  writeFileSync(join(folder, 'snapshot.json'), JSON.stringify(snapshot, null, 4))
}
