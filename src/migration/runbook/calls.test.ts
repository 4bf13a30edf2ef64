import yaml from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { main } from '../../cli/main.ts'
import { memoryIo } from '../../cli/memory-io.ts'
import type { Thing } from '../worlds.test-helper.ts'

type Files = ReadonlyMap<string, string>

async function run(args: readonly string[], files: Files) {
  const bytes = [...files].map(([path, text]) => [path, Buffer.from(text)] as const)
  const io = memoryIo({ stdin: Buffer.alloc(0), files: new Map(bytes) })
  const exit = await main(args, io)
  const written = [...io.written].map(
    ([path, text]) => [path, Buffer.from(text, 'latin1').toString()] as const
  )
  return { exit, said: io.stderr, files: new Map([...files, ...written]) }
}

type App = { name: string; namespace?: string; own?: number; scaler?: 'hpa' | 'keda' }

function manifestsOf({ name, namespace, own, scaler }: App): string {
  const metadata = { name, ...(namespace !== undefined && { namespace }) }
  const labels = { app: name }
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name }
  const objects = [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        ...(own !== undefined && { replicas: own }),
        selector: { matchLabels: labels },
        template: { metadata: { labels } }
      }
    },
    ...(scaler === 'hpa'
      ? [
          {
            apiVersion: 'autoscaling/v2',
            kind: 'HorizontalPodAutoscaler',
            metadata,
            spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 20 }
          }
        ]
      : []),
    ...(scaler === 'keda'
      ? [
          {
            apiVersion: 'keda.sh/v1alpha1',
            kind: 'ScaledObject',
            metadata,
            spec: { scaleTargetRef: { name }, minReplicaCount: 2, maxReplicaCount: 20 }
          }
        ]
      : [])
  ]
  return objects.map(each => yaml.dump(each)).join('---\n')
}

/** What a cluster shows that has settled at some manifests. */
function settled(manifests: string, wrong: 'nothing' | 'pods' | 'count'): string {
  const items = (yaml.loadAll(manifests) as Thing[]).map(object => {
    const { kind, metadata, spec } = object
    const named = { namespace: 'here', ...metadata, generation: 3 }
    if (kind !== 'Deployment' && kind !== 'Rollout') return { ...object, metadata: named }
    // Where the manifest states no count, the autoscaler has chosen one.
    const replicas = (spec.replicas ?? 5) + (wrong === 'count' && kind === 'Deployment' ? 1 : 0)
    const available = wrong === 'pods' && replicas > 0 ? replicas - 1 : replicas
    const { template: _, ...rest } = spec
    const status = {
      observedGeneration: kind === 'Rollout' ? '3' : 3,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: available,
      availableReplicas: available,
      ...(kind === 'Rollout' && { phase: 'Healthy' })
    }
    return { ...object, metadata: named, spec: { ...rest, replicas }, status }
  })
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
}

/** The gate that a runbook prints for a folder, as words. */
function gateOf(book: string, folder: string): string[] {
  const section = (book.split(`\n### ${folder}\n`)[1] ?? '').split('\n### ')[0] ?? ''
  const [, call = ''] =
    /^((?:rolloutify migrate|of_plan) status .*); echo "exit \$\?"$/m.exec(section) ?? []
  const [, all = ''] = /^of_plan\(\) \{ (.*); \}$/m.exec(book) ?? []
  const whole = call.replace(/^of_plan (.*)$/, (_, rest) => all.replace('"$@"', () => rest))
  return whole.replace('"$SNAPSHOT"', 'snapshot.json').split(' ').slice(1)
}

const web: App = { name: 'web', scaler: 'hpa' }
const plain: App = { name: 'plain', own: 6 }
const many: readonly App[] = [
  ...['a', 'b'].flatMap((namespace): App[] => [
    { name: 'web', namespace, scaler: 'hpa' },
    { name: 'plain', namespace, own: 7 }
  ]),
  { name: 'worker', namespace: 'a', scaler: 'keda' }
]

const folders: readonly (readonly [string, readonly App[], readonly string[]])[] = [
  ['one workload', [web], ['--replicas', '8']],
  ['one without an autoscaler', [plain], []],
  ['several, at other percents', [web, plain], ['--replicas', 'web=9', '--percents', '10,50,100']],
  ['many, of two namespaces', many, ['--replicas', 'web=8', '--replicas', 'worker=3']],
  ['a namespace that is given', [web], ['--replicas', '8', '--namespace', 'here']]
]

const stagesIn = (files: Files) => [
  ...new Set([...files.keys()].flatMap(path => /^plan\/(\d\d-[^/]+)\//.exec(path)?.[1] ?? []))
]

describe('the gate of each stage opens where the cluster has settled, and nowhere else', () => {
  test.for(folders)('in the folders of a plan: %s', async ([, apps, options]) => {
    const sources = new Map([['k8s/all.yaml', apps.map(manifestsOf).join('---\n')]])
    const planned = await run(['migrate', 'plan', '--out', 'plan', ...options, 'k8s'], sources)
    expect([planned.exit, planned.said]).toEqual([0, ''])
    const book = planned.files.get('plan/RUNBOOK.md') ?? ''
    const found = stagesIn(planned.files)
    expect(found.length).toBeGreaterThan(5)
    for (const folder of found) {
      const manifests = planned.files.get(`plan/${folder}/k8s/all.yaml`) ?? ''
      await judge(gateOf(book, folder), planned.files, { manifests, folder })
    }
  })

  test('by the stages of a configuration, each with its percents', async () => {
    const entries = many.map(({ name, namespace, own, scaler }, at) => ({
      name,
      namespace,
      stage: 'introduce-rollout',
      replicas: own ?? 8,
      ...(scaler ? {} : { autoscaler: 'none' }),
      ...(at % 2 > 0 && { percents: [50, 100] })
    }))
    const configAt = (stage: string) =>
      yaml.dump({ workloads: entries.map(entry => ({ ...entry, stage: ownStage(entry, stage) })) })
    const sources = new Map([
      ['k8s/all.yaml', many.map(manifestsOf).join('---\n')],
      ['env/prd.yaml', configAt('introduce-rollout')]
    ])
    const named = ['--config', 'env/prd.yaml']
    const planned = await run(['migrate', 'plan', '--out', 'plan', ...named, 'k8s'], sources)
    expect([planned.exit, planned.said]).toEqual([0, ''])
    const book = planned.files.get('plan/RUNBOOK.md') ?? ''
    for (const folder of stagesIn(planned.files).slice(1)) {
      const files = new Map([...planned.files, ['env/prd.yaml', configAt(folder.slice(3))]])
      const manifests = planned.files.get(`plan/${folder}/k8s/all.yaml`) ?? ''
      await judge(gateOf(book, folder), files, { manifests, folder })
    }
  })
})

/** The stage of an entry that waits where a stage is not its own. */
function ownStage({ percents }: { percents?: readonly number[] }, stage: string): string {
  if (/-25$/.test(stage) && percents) return 'pause-autoscaler'
  return /-50$/.test(stage) && !percents ? 'shrink-25' : stage
}

type Judged = { readonly manifests: string; readonly folder: string }

async function judge(call: readonly string[], files: Files, { manifests, folder }: Judged) {
  const isBegun = folder !== '00-baseline'
  // Before the pause, and after the release, an autoscaler may choose any count.
  const isCounted = /-(?:grow|shrink|retarget)/.test(folder)
  const wrongs = ['nothing', 'pods', ...(isCounted ? (['count'] as const) : [])] as const
  for (const wrong of wrongs) {
    const snapshot = ['snapshot.json', settled(manifests, wrong)] as const
    const { exit, said } = await run(call, new Map([...files, snapshot]))
    const wanted = wrong !== 'nothing' && isBegun ? 1 : 0
    expect([folder, wrong, exit, exit === wanted ? '' : said]).toEqual([folder, wrong, wanted, ''])
  }
}
