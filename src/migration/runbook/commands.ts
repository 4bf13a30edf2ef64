import { spelled } from '../../kubernetes/chosen.ts'
import type { Autoscaler, Kind } from '../../workload/state.ts'
import { statusCall } from './calls.ts'
import { autoscalerOf, few, podsAt, scaledBy } from './planned.ts'
import type { Book, Chapter, PlannedWorkload, Row } from './planned.ts'
import type { Texts } from './texts.ts'
import { onOneLine, word } from './words.ts'

/** A part of a text; undefined, false or empty where it does not apply. */
type Part = string | false | undefined

const given = (parts: readonly Part[]) => parts.filter(Boolean)

/** Parts as lines of one paragraph. */
export const lines = (...parts: readonly Part[]) => given(parts).join('\n')

/** Parts with a blank line between them. */
export const paragraphs = (...parts: readonly Part[]) => given(parts).join('\n\n')

/** Parts as a list. */
export const bullets = (...items: readonly Part[]) =>
  lines(...given(items).map(item => `- ${item}`))

/** Commands to paste. */
export const shell = (...commands: readonly string[]) => lines('```sh', ...commands, '```')

/** What commands print. */
export const output = (...printed: readonly string[]) => lines('```text', ...printed, '```')

/** A name as code, also within a table. */
export function code(text: string): string {
  const inner = onOneLine(text).replaceAll('|', '\\|')
  return inner.includes('`') ? `\`\` ${inner} \`\`` : `\`${inner}\``
}

/** A Markdown table; all columns but the first hold numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return lines(row(head), row(['---', ...head.slice(1).map(() => '---:')]), ...rows.map(row))
}

/** A workload's namespace and name. */
export const titleOf = (workload: PlannedWorkload) => code(spelled(workload))

/** The number that a stage's folder begins with. */
export const numberOf = ({ folder }: Chapter) => /^\d+/.exec(folder)?.[0] ?? folder

/** `kubectl`, in a workload's namespace where it is known. */
export const kubectl = ({ namespace }: PlannedWorkload) =>
  namespace === undefined ? 'kubectl' : `kubectl -n ${word(namespace)}`

/** The option for the namespace of all workloads, where they share a known one. */
export function namespaceOption({ workloads, isWide }: Book): string {
  const [first] = workloads
  return first && !isWide ? kubectl(first).slice('kubectl'.length) : ''
}

/** `kubectl get` of what all workloads have. */
export const getAll = (kinds: string, print: string, book: Book) =>
  `kubectl${namespaceOption(book)} get ${kinds}${book.isWide ? ' --all-namespaces' : ''} -o ${print}`

/** How to name the only workload, or any one of several, in a command. */
export function anyOne(book: Book): { at: string; name: string; rollout: string } {
  const { only, isWide } = book
  const at = `kubectl${isWide ? ' -n NAMESPACE' : namespaceOption(book)}`
  return { at, name: word(only?.name ?? 'NAME'), rollout: word(only?.rollout ?? 'NAME') }
}

/** The gate of a stage: what the cluster shows, in a file that nobody commits, and what that means. */
export function gateCommands(book: Book, folder: string): string[] {
  const kinds = `deploy,rollout,hpa,rs${book.hasKeda ? ',scaledobject' : ''}`
  return [
    'SNAPSHOT=$(mktemp)',
    getAll(kinds, 'json > "$SNAPSHOT"', book),
    `${statusCall(book, folder)}; echo "exit $?"`
  ]
}

/** Commands to paste, what they print in this order, and what there is to know about it. */
export type Check = {
  readonly commands: readonly string[]
  readonly printed?: readonly string[]
  readonly notes?: readonly string[]
}

/** Commands that return once the pods of a stage are there. */
export function podChecks(chapter: Chapter, { workloads, say: { checks: say } }: Book): Check[] {
  if (workloads.length <= few) return chapter.moving.map(row => podCheck(row, say))
  return [
    {
      commands: [`stage_pods ${numberOf(chapter)}`],
      printed: ['all pods are there'],
      notes: [say.stagePods]
    }
  ]
}

type Say = Texts['checks']

function podCheck(row: Row, say: Say): Check {
  const { workload, after } = row
  const { own, moved } = podsAt(workload, after)
  const at = kubectl(workload)
  const deployment = word(`deployment/${workload.name}`)
  const rollout = word(`rollout/${workload.rollout}`)
  const scaled = scaledBy(workload, after)
  const shown = (kind: Kind, count: number) =>
    scaled === kind ? [rangeOf(row), rangeOf(row)] : asPrinted(count)
  return {
    commands: [
      ...(after.kind === 'introduce-rollout' ? [waitForPhase(at, rollout)] : []),
      ...(scaled === 'Deployment' ? [] : [waitFor(at, deployment, own)]),
      ...(scaled === 'Rollout' ? [] : [waitFor(at, rollout, moved)]),
      `${at} get ${deployment} ${rollout} -o custom-columns='KIND:.kind,NAME:.metadata.name,WANTED:.spec.replicas,AVAILABLE:.status.availableReplicas'`
    ],
    printed: columns([
      ['KIND', 'NAME', 'WANTED', 'AVAILABLE'],
      ['Deployment', workload.name, ...shown('Deployment', own)],
      ['Rollout', workload.rollout, ...shown('Rollout', moved)]
    ]),
    notes: scaled ? [scaledNote(row, scaled, say)] : []
  }
}

const asPrinted = (count: number) => [String(count), count === 0 ? '<none>' : String(count)]

/** Rows as kubectl prints them: columns three blanks apart. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (at: number) => Math.max(...rows.map(row => (row[at] ?? '').length)) + 3
  return rows.map(row => {
    const padded = row.map((cell, at) => (at < row.length - 1 ? cell.padEnd(widthOf(at)) : cell))
    return onOneLine(padded.join(''))
  })
}

/** Between which counts an awake autoscaler may choose at a stage. */
function rangeOf({ workload, after }: Row): string {
  const { min = 1 } = autoscalerOf(workload) ?? {}
  if (after.kind !== 'pin-replicas') return boundsOf(workload)
  return min < workload.replicas ? `${min}–${workload.replicas}` : String(workload.replicas)
}

function scaledNote({ workload, after }: Row, scaled: string, say: Say): string {
  const { replicas } = workload
  const isPinned = after.kind === 'pin-replicas'
  const range = isPinned
    ? say.upTo(autoscalerOf(workload)?.min, replicas)
    : say.within(boundsOf(workload))
  return `${say.scaled(titleOf(workload), scaled, range)}${isPinned ? say.above(replicas) : ''}`
}

/** The bounds of a workload's autoscaler. */
export function boundsOf(workload: PlannedWorkload): string {
  const autoscaler = autoscalerOf(workload)
  return autoscaler ? `${autoscaler.min}–${autoscaler.max}` : ''
}

/** Only as proof that the controller has taken a new Rollout: later the phase can be stale. */
const waitForPhase = (at: string, object: string) =>
  `${at} wait --for=jsonpath='{.status.phase}'=Healthy ${object} --timeout=5m`

/** A wait for a count of pods. At 0 the API leaves the field out, and kubectl prints nothing. */
export function waitFor(at: string, object: string, count: number | string): string {
  if (count !== 0) {
    return `${at} wait --for=jsonpath='{.status.availableReplicas}'=${count} ${object} --timeout=15m`
  }
  const counts = `${at} get ${object} -o jsonpath='{.spec.replicas}/{.status.availableReplicas}'`
  return `until [ "$(${counts})" = 0/ ]; do sleep 5; done`
}

/** Commands that show the autoscalers, at the stages that change them. */
export function autoscalerChecks({ kind, moving }: Chapter, book: Book): Check[] {
  if (!/^(pause|retarget|release)-autoscaler$/.test(kind)) return []
  if (book.workloads.length > few) return manyAutoscalers(kind, book)
  return moving.flatMap(({ workload }) => {
    const autoscaler = autoscalerOf(workload)
    if (!autoscaler) return []
    const check = autoscaler.kind === 'ScaledObject' ? kedaCheck : hpaCheck
    return [check({ kind, workload, autoscaler, say: book.say.checks })]
  })
}

const target = '{.spec.scaleTargetRef.kind}/{.spec.scaleTargetRef.name}'
const kedaPaused = '.metadata.annotations.autoscaling\\.keda\\.sh/paused'

const hpaColumns =
  'MIN:.spec.minReplicas,MAX:.spec.maxReplicas,UP:.spec.behavior.scaleUp.selectPolicy,DOWN:.spec.behavior.scaleDown.selectPolicy'
const kedaColumns = `MIN:.spec.minReplicaCount,MAX:.spec.maxReplicaCount,PAUSED:${kedaPaused}`

/** What a list of autoscalers shows: its kind, its columns, and what they say when paused or awake. */
type List = readonly [kinds: string, columns: string, paused: string, awake: string]

function manyAutoscalers(kind: string, book: Book): Check[] {
  const say = book.say.checks
  const hpas: List = ['hpa.v2.autoscaling', hpaColumns, say.hpaPaused, say.hpaAwake]
  const scaledObjects: List = ['scaledobject', kedaColumns, say.kedaPaused, say.kedaAwake]
  const lists = [...(book.hasHpa ? [hpas] : []), ...(book.hasKeda ? [scaledObjects] : [])]
  return lists.map(([kinds, columns, paused, awake]) => {
    const atTheEnd = kind === 'release-autoscaler' ? say.released(awake) : say.retargeted(awake)
    const print = `custom-columns='NAME:.metadata.name,TARGET:.spec.scaleTargetRef.kind,${columns}'`
    return {
      commands: [getAll(kinds, print, book)],
      notes: [say.ofEach(kinds, kind === 'pause-autoscaler' ? paused : atTheEnd)]
    }
  })
}

const getPath = (get: string, path: string) => `${get} -o jsonpath='${path}{"\\n"}'`

type Asked = {
  readonly kind: string
  readonly workload: PlannedWorkload
  readonly autoscaler: Autoscaler
  readonly say: Say
}

function hpaCheck({ kind, workload, autoscaler: hpa, say }: Asked): Check {
  const get = `${kubectl(workload)} get ${word(`hpa.v2.autoscaling/${hpa.name}`)}`
  if (kind === 'pause-autoscaler') {
    const policies = '{.spec.behavior.scaleUp.selectPolicy} {.spec.behavior.scaleDown.selectPolicy}'
    return {
      commands: [getPath(get, `{.spec.minReplicas} ${policies}`)],
      printed: [`${Math.min(hpa.min, 1)} Disabled Disabled`]
    }
  }
  const policies = '{range .spec.behavior.*} {.selectPolicy}{end}'
  const path = `${target} {.spec.minReplicas} {.spec.maxReplicas}${policies}`
  return {
    commands: [getPath(get, path)],
    printed: [targetLine(kind, workload, hpa)],
    notes: [say.policies]
  }
}

/** The target and the bounds of an autoscaler, from the hold on. */
function targetLine(kind: string, workload: PlannedWorkload, { min, max }: Autoscaler): string {
  const { rollout, replicas } = workload
  const bounds = kind === 'retarget-autoscaler' ? `${replicas} ${replicas}` : `${min} ${max}`
  return `Rollout/${onOneLine(rollout)} ${bounds}`
}

function kedaCheck({ kind, workload, autoscaler: keda, say }: Asked): Check {
  const at = kubectl(workload)
  const get = `${at} get ${word(`scaledobject/${keda.name}`)}`
  const hpa = `keda-hpa-${onOneLine(keda.name)}`
  const getHpa = `${at} get ${word(`hpa/${hpa}`)}`
  const note = say.kedaHpa(hpa)
  if (kind === 'pause-autoscaler') {
    const gone = `Error from server (NotFound): horizontalpodautoscalers.autoscaling "${hpa}" not found`
    const commands = [getPath(get, `{${kedaPaused}}`), getHpa]
    return { commands, printed: ['true', gone], notes: [note] }
  }
  const path = `${target} {.spec.minReplicaCount} {.spec.maxReplicaCount} paused={${kedaPaused}}`
  const isBlank = kind === 'release-autoscaler'
  return {
    commands: [getPath(get, path), getPath(getHpa, target)],
    printed: [
      `${targetLine(kind, workload, keda)} paused=`,
      `Rollout/${onOneLine(workload.rollout)}`
    ],
    notes: [isBlank ? say.kedaBlank(note) : note]
  }
}
