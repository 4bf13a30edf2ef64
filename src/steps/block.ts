import type { Location } from '../diagnostic.ts'
import { isChosen } from '../kubernetes/chosen.ts'
import { dereference, findNode, findPair, findString } from '../yaml/node.ts'
import type { Mapping, Node, Pair, Value } from '../yaml/node.ts'
import { extentOf } from './extent.ts'
import type { Active, CommentedDocument, Findings } from './find.ts'
import { removeMark, waysOf } from './marks.ts'
import type { Operation } from './operations.ts'
import { lineAt, reopen, placeAt, placeOfLine } from './page.ts'
import type { Page } from './page.ts'
import type { Commented } from './commented.ts'
import { dataOf, manifestOf, patchedPath, readMasked, valuesIn } from './reading.ts'
import type { Reading, Trail } from './reading.ts'

/** Whether `--workload` chooses a block. A namespace that it does not state is any. */
export function isChosenBlock(
  { workload, namespace }: Pick<StepsBlock, 'workload' | 'namespace'>,
  chosen: string
): boolean {
  if (workload === undefined) return false
  const name = namespace === undefined ? chosen.slice(chosen.lastIndexOf('/') + 1) : chosen
  return isChosen({ name: workload, namespace }, [name])
}

/** A block of canary steps, active or commented out. */
export type StepsBlock = {
  /** The Rollout's name; in values the nearest key above that says more than `canary`. */
  readonly workload: string | undefined
  /** The namespace of its manifest, where it states one. */
  readonly namespace?: string | undefined
  readonly state: 'on' | 'off'
  /** What the block spells. A Go action in it stands as it is written. */
  readonly steps: readonly Value[]
  /** The place of the key `steps`. */
  readonly place: Location
  /** The place of a step, or of a value in it. */
  readonly placeOf: (step: number, ...path: readonly string[]) => Location
  /** What holds it. Values go through a chart first: the controller may get other steps. */
  readonly within: 'manifest' | 'configuration' | 'values'
  /** `spec.replicas` of a Rollout's manifest. */
  readonly replicas: number | undefined
  readonly maxSurge: Value | undefined
  /** Whether traffic routing is set beside the steps. */
  readonly isRouted: boolean
}

/** An active block, as the public API shows it. */
export function describeActive({ page, reading }: Findings, { at, trail }: Active): StepsBlock {
  const place = placeOfLine(page, at)
  const described = describe(reading, trail, offset => placeIn(page, page, offset))
  return { ...described, workload: described.workload ?? page.owner, state: 'on', place }
}

/** A commented block, as the public API shows it. */
export function describeCommented(page: Page, block: Commented): StepsBlock {
  const { at, after, rows, trail } = block
  const active = { ...reopen(page, after.text), ...(rows && { rows }) }
  const place = placeOfLine(page, at)
  const described = describe(after, trail, offset => placeIn(active, page, offset))
  return { ...described, workload: described.workload ?? page.owner, state: 'off', place }
}

/** The place of an offset of one text in another, which has marks more before its lines' ends. */
function placeIn(from: Page, to: Page, offset: number): Location {
  const at = lineAt(from, offset)
  const own = from.lines[at]
  const line = from.rows?.[at] ?? at
  const other = to.lines[line]
  const moved = (other?.text.length ?? 0) - (own?.text.length ?? 0)
  return placeAt(to, line, offset - (own?.start ?? 0) + Math.max(moved, 0))
}

/** An operation of a JSON patch, as the public API shows it. */
export function describeOperation(page: Page, operation: Operation): StepsBlock {
  const { state, at, steps, value, active, target } = operation
  const place = placeOfLine(page, at)
  const from = reopen(page, active.text)
  return {
    workload: page.owner ?? target,
    state,
    steps,
    place,
    placeOf: (step, ...path) => placeIn(from, page, offsetOf(value, step, path)),
    within: 'manifest',
    replicas: undefined,
    maxSurge: undefined,
    isRouted: false
  }
}

type Described = Omit<StepsBlock, 'state' | 'place'>

function describe(
  reading: Reading,
  trail: Trail,
  placeOf: (offset: number) => Location
): Described {
  const { manifest: root, text } = reading
  const values = valuesIn(root, trail)
  const manifest = root && !values ? manifestOf(root, trail) : undefined
  const own = trail.at(-1)
  const steps = own && dataOf(own.pair.value, text)
  const surge = own?.mapping.pairs.findLast(({ key }) => key === 'maxSurge')
  return {
    workload: workloadOf(reading, trail),
    namespace: namespaceOf(reading, trail),
    steps: Array.isArray(steps) ? steps : [],
    placeOf: (step, ...path) => placeOf(offsetOf(own?.pair.value, step, path)),
    within: manifest || patchedPath(trail) ? 'manifest' : values ? 'values' : 'configuration',
    replicas: replicasOf(manifest),
    maxSurge: surge ? dataOf(surge.value, text) : undefined,
    isRouted: own?.mapping.pairs.some(isRouting) ?? false
  }
}

/** Whether a key of a canary sets its traffic routing, to something or through a template. */
const isRouting = ({ key, value }: Pair) =>
  key === 'trafficRouting' &&
  !(value.type === 'scalar' && value.value === null) &&
  !(value.type === 'mapping' && value.pairs.length === 0)

function replicasOf(manifest: Mapping | undefined): number | undefined {
  const spec = manifest && findPair(manifest, 'spec')?.value
  const replicas = spec?.type === 'mapping' ? findPair(spec, 'replicas')?.value : undefined
  const value = replicas?.type === 'scalar' ? replicas.value : undefined
  return typeof value === 'number' ? value : undefined
}

/** Where a step stands, or a value in it; its key's or its own place as far as the path leads. */
function offsetOf(steps: Node | undefined, step: number, path: readonly string[]): number {
  const list = dereference(steps)
  let node = list?.type === 'sequence' ? dereference(list.items[step]) : undefined
  let offset = node?.start ?? list?.start ?? 0
  for (const key of path) {
    const pair = node?.type === 'mapping' ? findPair(node, key) : undefined
    const item = node?.type === 'sequence' ? node.items[Number(key)] : undefined
    node = dereference(pair?.value ?? item)
    if (!node) break
    offset = node.end > node.start ? node.start : (pair?.keyStart ?? offset)
  }
  return offset
}

/** Whether a key says only that a canary is below it. */
export const isGeneralKey = (key: string): boolean =>
  /^(?:canary|strategy|rollouts?|spec)$/i.test(key)

function workloadOf({ root, manifest, text }: Reading, trail: Trail): string | undefined {
  const values = valuesIn(manifest, trail)
  if (patchedPath(trail)) {
    const patch = trail.find(({ key }) => key === 'patch')
    return findString(patch?.mapping, 'target', 'name')
  }
  if (manifest && values) {
    const key = values.slice(0, -1).findLast(({ key }) => !isGeneralKey(key))?.key
    return key ?? findString(manifestOf(manifest, trail), 'metadata', 'name')
  }
  if (manifest) {
    const name = findNode(manifestOf(manifest, trail), 'metadata', 'name')
    return name && String(dataOf(name, text))
  }
  const entry = trail.find(({ mapping }) => mapping !== root && nameOf(mapping) !== undefined)
  if (entry && trail[0]?.key === 'workloads') return nameOf(entry.mapping)
  return trail.slice(0, -1).findLast(({ key }) => !isGeneralKey(key))?.key
}

/** The namespace that a manifest or an entry of a configuration states. */
function namespaceOf({ root, manifest }: Reading, trail: Trail): string | undefined {
  if (manifest) {
    const isValues = valuesIn(manifest, trail) !== undefined
    return isValues ? undefined : findString(manifestOf(manifest, trail), 'metadata', 'namespace')
  }
  const entry = trail.find(({ mapping }) => mapping !== root && nameOf(mapping) !== undefined)
  return trail[0]?.key === 'workloads' ? findString(entry?.mapping, 'namespace') : undefined
}

const nameOf = (node: Node) => findString(node, 'name')

/** The steps of a document that is commented as a whole. */
export function describeDocument(page: Page, { at, name }: CommentedDocument): StepsBlock {
  const text = page.lines[at]?.text ?? ''
  const place = placeOfLine(page, at)
  const steps = waysOf(text).map(way => {
    const indent = (removeMark(text, way) ?? '').search(/\S/)
    const { roles } = extentOf(page.lines, at + 1, way, indent)
    const own = page.lines.slice(at + 1, at + 1 + roles.length)
    const unmarked = own.flatMap((line, index) =>
      roles[index] === 'take' ? (removeMark(line.text, way) ?? []) : []
    )
    const read = readMasked(unmarked.join('\n'))
    return read.root && !read.error ? dataOf(read.root, read.text) : undefined
  })
  const spelled: Value | undefined = steps.find(each => Array.isArray(each))
  return {
    workload: name,
    state: 'off',
    steps: Array.isArray(spelled) ? spelled : [],
    place,
    placeOf: () => place,
    within: 'manifest',
    replicas: undefined,
    maxSurge: undefined,
    isRouted: false
  }
}
