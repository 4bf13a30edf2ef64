import { spelled } from '../../kubernetes/chosen.ts'
import { printStage } from '../../workload/stage.ts'
import type { Stage } from '../../workload/stage.ts'
import { few } from './planned.ts'
import type { Book, Call, PlannedWorkload } from './planned.ts'
import { word } from './words.ts'

/** A call as a person would make it who was told nothing: the folders of a plan, brought one by one. */
export const plainCall: Call = {
  way: 'folders',
  out: 'plan',
  options: [],
  numbers: [],
  files: [],
  missing: []
}

/** The words of a command line. */
const spoken = (...words: readonly (string | false)[]) => words.filter(Boolean).join(' ')

const named = (workload: PlannedWorkload) => `--workload ${word(spelled(workload))}`

/** The function of a shell that repeats what all calls of many workloads have in common. */
export function callFunction({ call, workloads }: Book): string[] {
  if (call.way === 'folders' || workloads.length <= few) return []
  const options = [...call.options, ...call.numbers].map(word)
  const all = spoken('rolloutify migrate "$@"', ...options, ...workloads.map(named))
  return [`of_plan() { ${all}; }`]
}

/** `migrate` with what this plan has to say at each call. */
function migrate({ call, workloads }: Book, action: string, ...rest: readonly string[]): string {
  const options = call.options.map(word)
  if (call.way === 'folders') return spoken('rolloutify migrate', action, ...options, ...rest)
  if (workloads.length > few) return spoken('of_plan', action, ...rest)
  const all = [...options, ...call.numbers.map(word), ...workloads.map(named)]
  return spoken('rolloutify migrate', action, ...all, ...rest)
}

const live = '--live "$SNAPSHOT"'

/** The gate of a stage. */
export function statusCall(book: Book, folder: string): string {
  const isFolder = book.call.way === 'folders'
  return migrate(book, 'status', live, isFolder ? word(`${book.call.out}/${folder}`) : '')
}

type Move = 'next' | 'back' | 'abort'

/** One stage on, back or out, of the configuration. */
export const moveCall = (book: Book, action: Move, ...options: readonly string[]) =>
  migrate(book, action, ...options)

/** The commit that brings a stage, or takes it back, of the configuration: what waits stays. */
export function stageCall(book: Book, action: 'next' | 'back', stage: Stage, ...options: string[]) {
  return migrate(book, action, '--stage', printStage(stage), ...options, '--write')
}

/** The same as manifests in place, where they are files. */
export function inPlaceCall({ call }: Book, action: string, ...options: readonly string[]): string {
  const { options: own, numbers, files } = call
  return spoken(
    'rolloutify migrate',
    action,
    ...[...own, ...numbers].map(word),
    ...options,
    ...files.map(word)
  )
}

/** A larger N, of the configuration or of manifests in place, which remember all other numbers. */
export function raiseCall(
  { call, workloads }: Book,
  more: (of: PlannedWorkload) => number
): string {
  const [first] = workloads
  const wanted =
    workloads.length === 1 && first ? `${word(`${first.name}=${more(first)}`)}` : 'NAME=N'
  const files = call.way === 'folders' ? call.files.map(word) : []
  const options = call.options.map(word)
  return spoken('rolloutify migrate raise', ...options, '--replicas', wanted, '--write', ...files)
}

/** The plan once more, with other numbers and into another folder. */
export function planCall({ call }: Book, out: string, ...numbers: readonly string[]): string {
  const { options, files } = call
  const input = files.length > 0 ? files.map(word) : ['-']
  return spoken('rolloutify migrate plan', ...options.map(word), ...numbers, '--out', out, ...input)
}

/** A workload with its namespace, for `--workload`. */
export const workloadOption = (book: Book) => (book.only ? named(book.only) : '--workload NAME')
