import fc from 'fast-check'
import yaml from 'js-yaml'
import { expect } from 'vitest'
import { main } from '../cli/main.ts'
import { memoryIo } from '../cli/memory-io.ts'

export type Files = ReadonlyMap<string, string>
type Outcome = { readonly exit: number; readonly said: string; readonly files: Files }

/** Runs a command over files; what it writes is in the place of what was there. */
export async function run(args: readonly string[], files: Files): Promise<Outcome> {
  const bytes = [...files].map(([path, text]) => [path, Buffer.from(text)] as const)
  const io = memoryIo({ stdin: Buffer.alloc(0), files: new Map(bytes) })
  const exit = await main([...args, ...files.keys()], io)
  const written = [...io.written].map(
    ([path, text]) => [path, Buffer.from(text, 'latin1').toString()] as const
  )
  return { exit, said: io.stderr, files: new Map([...files, ...written]) }
}

/** What a command makes of files, which it must not refuse. */
export async function made(args: readonly string[], files: Files): Promise<Files> {
  const { exit, said, files: after } = await run(args, files)
  expect([exit, exit === 0 ? '' : said, args, exit === 0 ? '' : files]).toEqual([0, '', args, ''])
  return after
}

export type Move = 'next' | 'back'
export const freely = (direction: Move) => [
  '--unverified',
  '--replicas-ignored',
  ...(direction === 'back' ? ['--drop-replicas'] : [])
]

export const moved = (files: Files, direction: Move, settings: readonly string[] = []) =>
  made(['migrate', direction, '--write', ...freely(direction), ...settings], files)

export type Thing = { [key: string]: any }

export const idOf = ({ kind, metadata }: Thing) =>
  `${kind}/${metadata.namespace ?? ''}/${metadata.name}`

function itemsOf(value: Thing | null): Thing[] {
  if (!value) return []
  return Array.isArray(value['items']) ? value['items'].flatMap(itemsOf) : [value]
}

/** The objects of files as a second reader sees them, without what only `migrate next` writes. */
export function objectsIn(files: Files): Map<string, Thing> {
  const all = [...files.values()].flatMap(
    text => yaml.loadAll(text.replace(/^\ufeff/, ''), undefined, { json: true }) as Thing[]
  )
  return new Map(all.flatMap(itemsOf).map(each => [idOf(each), withoutMemory(each)]))
}

function withoutMemory(thing: Thing): Thing {
  const { annotations, ...metadata } = thing['metadata']
  const kept = Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith('rolloutify/'))
  const own = kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}
  return { ...thing, metadata: { ...metadata, ...own } }
}

// Manifests as people write them: trees whose leaves are YAML text.

type Tree = string | { readonly [key: string]: Tree } | readonly Tree[]

function dataOf(tree: Tree): unknown {
  if (typeof tree === 'string') return yaml.load(tree) ?? null
  if (Array.isArray(tree)) return tree.map(dataOf)
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, dataOf(value)]))
}

function linesOf(tree: Exclude<Tree, string>): string[] {
  const isList = Array.isArray(tree)
  return Object.entries(tree).flatMap(([key, value]: [string, Tree]) => {
    const mark = isList ? '-' : `${key}:`
    if (typeof value === 'string') return [value === '' ? mark : `${mark} ${value}`]
    const below = linesOf(value)
    if (!isList) return [mark, ...below.map(line => '  ' + line)]
    return below.map((line, at) => (at === 0 ? '- ' : '  ') + line)
  })
}

type Style = {
  readonly form: 'block' | 'json' | 'pretty' | 'flow'
  /** Comments and blank lines, by the line before which they are. */
  readonly remarks: readonly { readonly at: number; readonly text: string }[]
}

const indentOf = (line: string) => line.slice(0, line.search(/\S|$/))

function printed(tree: Exclude<Tree, string>, { form, remarks }: Style): string[] {
  if (form === 'json') return [JSON.stringify(dataOf(tree))]
  if (form === 'pretty') return JSON.stringify(dataOf(tree), null, 2).split('\n')
  if (form === 'flow') {
    return yaml.dump(dataOf(tree), { flowLevel: 0, lineWidth: -1 }).trimEnd().split('\n')
  }
  const lines = linesOf(tree)
  return lines.flatMap((line, at) => {
    const own = remarks.filter(remark => remark.at % lines.length === at)
    const above = own.filter(({ text }) => !text.startsWith(' '))
    const behind = own.find(({ text }) => text.startsWith(' '))?.text ?? ''
    const indented = above.map(({ text }) => (text === '' ? '' : indentOf(line) + text))
    return [...indented, line + behind]
  })
}

const shuffled = (tree: { readonly [key: string]: Tree }) =>
  fc
    .shuffledSubarray(Object.keys(tree), { minLength: Object.keys(tree).length })
    .map(keys => Object.fromEntries(keys.map(key => [key, tree[key] ?? ''])))

/** Fields of which some are omitted. */
const some = (tree: { readonly [key: string]: Tree | undefined }) =>
  Object.fromEntries(
    Object.entries(tree).filter((entry): entry is [string, Tree] => entry[1] !== undefined)
  )

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const annotations: fc.Arbitrary<Tree | undefined> = fc.constantFrom(
  undefined,
  '',
  '{}',
  '{ }',
  'null',
  '~',
  '{a.b/c: d}',
  '{ a.b/c: \'d\', e: "f" }',
  { 'a.b/c': 'd' },
  { 'argocd.argoproj.io/sync-wave': '"3"', note: "'it''s'" },
  { note: 'web # a comment' }
)

export type Facts = {
  readonly name: string
  readonly replicas: number
  readonly scaling: 'none' | 'v1' | 'v2' | 'keda'
  readonly trees: readonly Exclude<Tree, string>[]
}

const behaviors: fc.Arbitrary<Tree | undefined> = fc.constantFrom(
  undefined,
  '{}',
  { scaleDown: { stabilizationWindowSeconds: '300' } },
  { scaleUp: '{selectPolicy: Min}' },
  {
    scaleUp: {
      selectPolicy: 'Max',
      policies: [{ type: 'Percent', value: '10', periodSeconds: '60' }]
    },
    scaleDown: { selectPolicy: 'Max', stabilizationWindowSeconds: '60' }
  }
)

const metric = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: '80' } }
}

function deploymentOf(name: string, hasReplicas: boolean, replicas: number) {
  return fc
    .record({
      own: hasReplicas ? fc.constant(replicas) : maybe(fc.nat(40)),
      annotations,
      label: maybe(fc.constantFrom('{app: x}', '{ }', `{"app": "${name}"}`)),
      image: fc.constantFrom('web:1', '"web:1"', "'registry/web@sha256:00'"),
      surge: maybe(fc.constantFrom('1', '"10%"', '50%'))
    })
    .chain(facts => {
      const labels = { app: name }
      const spec = some({
        replicas: facts.own?.toString(),
        strategy: facts.surge && { rollingUpdate: { maxSurge: facts.surge } },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'web', image: facts.image }] }
        }
      })
      const metadata = some({ name, labels: facts.label, annotations: facts.annotations })
      return fc
        .tuple(shuffled(metadata), shuffled(spec))
        .chain(([own, body]) =>
          shuffled({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: own, spec: body })
        )
    })
}

function autoscalerOf(name: string, scaling: Facts['scaling'], replicas: number) {
  const bounds = fc.record({
    min: maybe(fc.integer({ min: 1, max: replicas })),
    max: fc.integer({ min: replicas, max: replicas + 20 }),
    behavior: behaviors,
    annotations,
    idle: fc.boolean()
  })
  return bounds.chain(({ min, max, behavior, annotations: own, idle }) => {
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name }
    const metadata = some({ name, annotations: own })
    const least = min?.toString()
    if (scaling === 'keda') {
      const spec = some({
        scaleTargetRef: idle ? { name } : scaleTargetRef,
        minReplicaCount: least,
        idleReplicaCount: idle && least !== undefined ? '0' : undefined,
        maxReplicaCount: max.toString(),
        triggers: [{ type: 'cpu', metadata: { value: '"60"' } }]
      })
      return shuffled(spec).map(body => ({
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        metadata,
        spec: body
      }))
    }
    const isV1 = scaling === 'v1'
    const spec = some({
      scaleTargetRef,
      minReplicas: least,
      maxReplicas: max.toString(),
      targetCPUUtilizationPercentage: isV1 && idle ? '80' : undefined,
      metrics: isV1 ? undefined : [metric],
      behavior: isV1 ? undefined : behavior
    })
    return shuffled(spec).map(body => ({
      apiVersion: `autoscaling/${scaling}`,
      kind: 'HorizontalPodAutoscaler',
      metadata,
      spec: body
    }))
  })
}

const verticalOf = (name: string) => ({
  apiVersion: 'autoscaling.k8s.io/v1',
  kind: 'VerticalPodAutoscaler',
  metadata: { name },
  spec: {
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    updatePolicy: { updateMode: '"Off"' }
  }
})

const workload = (name: string): fc.Arbitrary<Facts> =>
  fc
    .record({
      replicas: fc.integer({ min: 1, max: 30 }),
      scaling: fc.constantFrom<Facts['scaling']>('none', 'v1', 'v2', 'keda'),
      isVertical: fc.integer({ min: 0, max: 3 }).map(each => each === 0)
    })
    .chain(({ replicas, scaling, isVertical }) =>
      fc
        .tuple(
          deploymentOf(name, scaling === 'none', replicas),
          scaling === 'none'
            ? fc.constant([])
            : autoscalerOf(name, scaling, replicas).map(each => [each])
        )
        .map(([deployment, autoscalers]) => ({
          name,
          replicas,
          scaling,
          trees: [deployment, ...autoscalers, ...(isVertical ? [verticalOf(name)] : [])]
        }))
    )

const style: fc.Arbitrary<Style> = fc.record({
  form: fc.constantFrom('block', 'block', 'block', 'json', 'pretty', 'flow'),
  remarks: fc.array(
    fc.record({
      at: fc.nat(40),
      text: fc.constantFrom('# a note', '', ' # why', '#web', '# replicas: 3')
    }),
    { maxLength: 4 }
  )
})

const container = fc.constantFrom('stream', 'stream', 'list', 'indented-list', 'json-list')

/** Manifests of one file, each with its style. */
type Piece = { readonly tree: Exclude<Tree, string>; readonly style: Style }

function fileOf(pieces: readonly Piece[], form: string): string {
  if (form === 'json-list') {
    const items = pieces.map(({ tree }) => dataOf(tree))
    return JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2) + '\n'
  }
  if (form === 'stream') {
    return (
      pieces.map(({ tree, style: own }) => printed(tree, own).join('\n')).join('\n---\n') + '\n'
    )
  }
  const indent = form === 'list' ? '' : '  '
  const items = pieces.flatMap(({ tree, style: own }) => {
    // The first line of an item has its dash.
    const isBelow = ({ at }: { at: number }) => at % linesOf(tree).length > 0
    const remarks = own.remarks.filter(isBelow)
    return printed(tree, { form: 'block', remarks }).map((line, at) =>
      line === '' ? '' : indent + (at === 0 ? '- ' : '  ') + line
    )
  })
  return ['apiVersion: v1', 'kind: List', 'items:', ...items].join('\n') + '\n'
}

export type World = {
  readonly files: Files
  readonly workloads: readonly Facts[]
  readonly settings: readonly string[]
  readonly percents: readonly number[]
}

const bytes = fc.record({
  crlf: fc.boolean(),
  bom: fc.boolean(),
  isOpen: fc.boolean(),
  head: fc.constantFrom('', '', '---\n', '# head\n', '\n')
})

const percents = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 3 })
  .map(few => [...few.sort((a, b) => a - b), 100])

export const world = (names: readonly string[]): fc.Arbitrary<World> =>
  fc.tuple(...names.map(workload)).chain(workloads => {
    const trees = workloads.flatMap(each => each.trees)
    return fc
      .record({
        order: fc.shuffledSubarray(trees, { minLength: trees.length }),
        styles: fc.array(style, { minLength: trees.length, maxLength: trees.length }),
        places: fc.array(fc.nat(2), { minLength: trees.length, maxLength: trees.length }),
        forms: fc.tuple(container, container, container),
        bytes: fc.tuple(bytes, bytes, bytes),
        percents
      })
      .map(({ order, styles, places, forms, bytes: forBytes, percents: steps }) => {
        const files = new Map<string, string>()
        for (const [at, form] of forms.entries()) {
          const pieces = order.flatMap((tree, index) => {
            const own = styles[index]
            return places[index] === at && own ? [{ tree, style: own }] : []
          })
          const how = forBytes[at]
          if (pieces.length === 0 || !how) continue
          const text = how.head + fileOf(pieces, form)
          const broken = how.crlf ? text.replaceAll('\n', '\r\n') : text
          const ended = how.isOpen ? broken.trimEnd() : broken
          files.set(`${'abc'[at]}.yaml`, (how.bom ? '\ufeff' : '') + ended)
        }
        const scaled = workloads.filter(({ scaling }) => scaling !== 'none')
        const counts = scaled.map(({ name, replicas }) => ['--replicas', `${name}=${replicas}`])
        return {
          files,
          workloads,
          percents: steps,
          settings: [...counts.flat(), '--percents', steps.join()]
        }
      })
  })

export type State = { readonly files: Files; readonly stages: ReadonlyMap<string, string> }

/** Every state of files from the baseline to the last stage of all that they hold. */
export async function chainOf({ files, settings }: World): Promise<State[]> {
  const chain = [{ files, stages: await stagesIn(files) }]
  for (let last = files; ;) {
    const next = await moved(last, 'next', settings)
    if (isSame(next, last)) return chain
    chain.push({ files: next, stages: await stagesIn(next) })
    last = next
    expect(chain.length).toBeLessThan(20)
  }
}

const isSame = (a: Files, b: Files) => [...a].every(([path, text]) => b.get(path) === text)

/** The stage of each workload, as `migrate status` reads it. */
async function stagesIn(files: Files): Promise<Map<string, string>> {
  const bytesOf = [...files].map(([path, text]) => [path, Buffer.from(text)] as const)
  const io = memoryIo({ stdin: Buffer.alloc(0), files: new Map(bytesOf) })
  const exit = await main(['migrate', 'status', '--format', 'json', ...files.keys()], io)
  expect([exit, io.stderr]).toEqual([0, ''])
  const rows = JSON.parse(Buffer.from(io.stdout, 'latin1').toString()) as Thing[]
  return new Map(rows.map(row => [row['workload'], row['stage']]))
}

/** The steps of a chain, each with the workloads that it moves. */
export function stepsOf(chain: readonly State[]) {
  return chain.slice(1).map((after, at) => {
    const before = chain[at] ?? after
    const names = [...after.stages].filter(([name, stage]) => before.stages.get(name) !== stage)
    const only = names.flatMap(([name]) => ['--workload', name])
    return { before, after, only, names: names.map(([name]) => name) }
  })
}

export type Folder = { files: Map<string, string>; patches: Thing[] }

/** The folders of a plan in order, by stage, and the patches of each. */
export async function planOf({ files, settings }: World): Promise<Map<string, Folder>> {
  const after = await made(['migrate', 'plan', '--out', 'plan', ...settings], files)
  const folders = new Map<string, Folder>()
  for (const [path, text] of [...after].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [, stage = '', file = ''] = /^plan\/\d\d-([^/]+)\/(.+)$/.exec(path) ?? []
    if (stage === '') continue
    const own = folders.get(stage) ?? { files: new Map(), patches: [] }
    if (file === 'patch.json') own.patches = JSON.parse(text)
    else own.files.set(file, text)
    folders.set(stage, own)
  }
  return folders
}

export const converted = ({ files, settings }: World, stage: string) =>
  made(['convert', '--write', '--applier', 'helm3', '--stage', stage, ...settings], files)

export const ofWorkload = (objects: Map<string, Thing>, name: string) =>
  Object.fromEntries([...objects].filter(([id]) => id.endsWith(`/${name}`)))

export const findOf = (objects: Map<string, Thing>, name: string, ...kinds: string[]) =>
  kinds.map(kind => objects.get(`${kind}//${name}`)).find(each => each !== undefined)

export const autoscalers = ['HorizontalPodAutoscaler', 'ScaledObject']

export const worlds = fc
  .integer({ min: 1, max: 3 })
  .chain(count => world(['web', 'api', 'db'].slice(0, count)))

/** The objects of plan folders, to the last field. */
export function rawObjectsIn(files: Files): Map<string, Thing> {
  const all = [...files.values()].flatMap(
    text => yaml.loadAll(text.replace(/^\ufeff/, ''), undefined, { json: true }) as Thing[]
  )
  return new Map(all.flatMap(itemsOf).map(each => [idOf(each), each]))
}
