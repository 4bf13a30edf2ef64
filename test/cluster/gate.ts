import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ControlPlane } from './control-plane.ts'
import { output } from './processes.ts'
import { rolloutify } from './rolloutify.ts'
import type { Scenario } from './scenario.ts'

/** The configuration by which a namespace's workload is converted and its gate asked. */
export const configOf = ({ folder }: Pick<ControlPlane, 'folder'>, namespace: string) =>
  join(folder, namespace, 'rolloutify.yaml')

/** Writes the configuration that a commit changes by its `stage`. */
export function writeConfig(
  plane: ControlPlane,
  namespace: string,
  { applier, baseline, percents, replicas }: Scenario,
  stage: string
) {
  const isLate = ['retarget-autoscaler', 'release-autoscaler'].includes(stage)
  const manifests = readFileSync(join(import.meta.dirname, 'baselines', baseline), 'utf8')
  const isScaled = manifests.includes('kind: HorizontalPodAutoscaler')
  const file = configOf(plane, namespace)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(
    file,
    `applier: ${applier.startsWith('helm4') ? 'helm4' : 'helm3'}
workloads:
  - name: web
    stage: ${stage}
    replicas: ${replicas}
    percents: [${percents}]
${isScaled ? '' : '    autoscaler: none\n'}${applier === 'helm4-client-side' && isLate ? '    replicasIgnored: true\n' : ''}`
  )
}

/** The gate as a person asks it: whether `migrate status --live` says that the stage has settled. */
export async function passGate(plane: ControlPlane, namespace: string, gate: 'open' | 'closed') {
  const kinds = 'deploy,rollout,hpa,rs'
  const snapshot = await plane.kubectl(['-n', namespace, 'get', kinds, '-o', 'json'])
  const config = configOf(plane, namespace)
  const args = ['migrate', 'status', '--config', config, '--namespace', namespace, '--live', '-']
  const asked = output(process.execPath, [rolloutify, ...args], {
    input: snapshot,
    signal: plane.signal
  })
  if (gate === 'open') return void (await asked)
  const said = await asked.then(
    () => 'settled',
    (error: Error) => error.message
  )
  if (!/not.settled/.test(said)) throw new Error(`The gate is not closed: ${said}`)
}
