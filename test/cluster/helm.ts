import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ControlPlane } from './control-plane.ts'
import { helm3, helm4, helmfile } from '../hosts/programs.ts'
import { output } from './processes.ts'
import { configOf, writeConfig } from './gate.ts'
import { baselineOf, rolloutify } from './rolloutify.ts'
import type { Scenario } from './scenario.ts'

type HelmApplier = Exclude<Scenario['applier'], `argocd${string}`>

type Place = {
  /** For the chart and the configuration. */
  readonly folder: string
  readonly namespace: string
}

/** A chart that renders the scenario's baseline. */
function writeChart(folder: string, scenario: Scenario) {
  mkdirSync(join(folder, 'templates'), { recursive: true })
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\n')
  cpSync(baselineOf(scenario), join(folder, 'templates', 'web.yaml'))
}

const helmfileState = (folder: string, namespace: string, config: string) => `helmDefaults:
  postRenderer: ${rolloutify}
  postRendererArgs: ['--config', '${config}']
releases:
  - name: web
    namespace: ${namespace}
    chart: ${join(folder, 'chart')}
`

/** The command that brings the chart to the cluster through rolloutify. */
async function commandFor(applier: HelmApplier, { folder, namespace }: Place, config: string) {
  if (applier === 'helmfile') {
    const file = join(folder, 'helmfile.yaml')
    writeFileSync(file, helmfileState(folder, namespace, config))
    const args = ['--quiet', '--helm-binary', await helm3(), '--file', file]
    return [await helmfile(), ...args, 'sync', '--skip-deps']
  }
  const is4 = applier !== 'helm3'
  const upgrade = ['upgrade', '--install', 'web', join(folder, 'chart'), '-n', namespace]
  const postRenderer = ['--post-renderer', is4 ? 'rolloutify' : rolloutify]
  const args = ['--config', config].flatMap(it => ['--post-renderer-args', it])
  const merge = applier === 'helm4-client-side' ? ['--server-side=false'] : []
  return [is4 ? await helm4() : await helm3(), ...upgrade, ...postRenderer, ...args, ...merge]
}

/** Releases the scenario's baseline with real Helm, at a stage of the plan. */
export async function releaserFor(
  applier: HelmApplier,
  plane: ControlPlane,
  namespace: string,
  scenario: Scenario
) {
  const { kubeconfig, signal } = plane
  const folder = join(plane.folder, namespace)
  const names = ['CACHE', 'CONFIG', 'DATA'].map(it => [`HELM_${it}_HOME`, join(folder, 'helm', it)])
  const env = { KUBECONFIG: kubeconfig, HELM_PLUGINS: undefined, ...Object.fromEntries(names) }
  const config = configOf(plane, namespace)
  writeChart(join(folder, 'chart'), scenario)
  if (applier.startsWith('helm4')) {
    const plugin = join(folder, 'rolloutify')
    await output(process.execPath, [rolloutify, 'helm-plugin', plugin], { signal })
    await output(await helm4(), ['plugin', 'install', plugin], { env, signal })
  }
  const [program = '', ...args] = await commandFor(applier, { folder, namespace }, config)
  return async (stage: string) => {
    writeConfig(plane, namespace, scenario, stage)
    await output(program, args, { env, signal })
  }
}
