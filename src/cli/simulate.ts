import { hasErrors, sortDiagnostics } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { argumentsPlace } from '../settings.ts'
import type { ModelledApplier } from '../simulate/change.ts'
import { changesBetween, plannedChanges } from '../simulate/changes.ts'
import type { Changes, End, WorkloadChange } from '../simulate/changes.ts'
import { simulator } from '../simulate/simulate.ts'
import type { Verdict } from '../simulate/simulate.ts'
import { story } from '../simulate/story.ts'
import type { Run } from '../workload/select.ts'
import { parseStage, stageNames } from '../workload/stage.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { replicasInPlan } from './plan-file.ts'
import { readWorld } from './world.ts'
import type { World } from './world.ts'
import { unreadableFile, wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { readInput } from './sources.ts'
import { table } from './table.ts'
import type { Column } from './table.ts'
import { printable, printJson } from './printable.ts'

/** `simulate`: what changes do to the pods, in every order of applying them. */
export async function runSimulate(io: Io, args: Arguments): Promise<number> {
  if (args.canary) return (await import('./simulate-canary.ts')).runCanary(io, args)
  const { from, to } = args
  if ((from === undefined) !== (to === undefined)) {
    const hint = 'pass both, or neither to simulate the whole plan'
    return finish(io, args, [
      wrongOption(argumentsPlace, '--from and --to must be passed together', hint)
    ])
  }
  const ends = from !== undefined && to !== undefined ? { from, to } : undefined
  const read = await readChanges(io, args, ends)
  if (hasErrors(read.diagnostics)) return finish(io, args, read.diagnostics)
  const asked = { disturb: args.disturb, unverified: args.unverified }
  const rows = verdictsOf(
    read.changes.map(each => ({ ...each, change: { ...each.change, ...asked } })),
    done => io.progress('proving changes', done, read.changes.length)
  )
  io.writeStdout([args.format === 'json' ? json(rows) : text(rows)])
  const exit = finish(io, args, sortDiagnostics([...read.diagnostics, ...(read.unproved ?? [])]))
  return Math.max(exit, rows.every(({ verdict }) => verdict.verdict === 'safe') ? 0 : 1)
}

type NamedEnds = { readonly from: string; readonly to: string }

async function readChanges(io: Io, args: Arguments, ends: NamedEnds | undefined): Promise<Changes> {
  const from = ends && (await readEnd(io, '--from', ends.from))
  const to = ends && (await readEnd(io, '--to', ends.to))
  const needsFiles = !from?.sources || !to?.sources
  const files = args.files.length > 0 || !needsFiles ? args.files : ['-']
  const world = await readWorld(io, { ...args, files })
  const faults = [
    ...(needsFiles ? world.diagnostics : []),
    ...(from?.diagnostics ?? []),
    ...(to?.diagnostics ?? [])
  ]
  if (hasErrors(faults)) return { changes: [], diagnostics: faults }
  const sources = world.input?.groups ?? []
  const applier = applierOf(args, world)
  const changes =
    from && to && ends
      ? changesBetween({ from, to, sources }, withPlanned(io, world, ends), applier)
      : plannedChanges(sources, world.run, applier)
  return { ...changes, diagnostics: [...faults, ...changes.diagnostics] }
}

/** The run with N of the plan whose folders are the ends, unless something else sets it. */
function withPlanned(io: Io, { run, config }: World, { from, to }: NamedEnds): Run {
  const { all, named } = run.replicas
  if (all !== undefined || named.size > 0 || config?.workloads) return run
  return { ...run, replicas: { named: replicasInPlan(io, [from, to]) } }
}

/** An end of a change: the name of a stage, or the manifests in a file or folder. */
async function readEnd(
  io: Io,
  option: '--from' | '--to',
  name: string
): Promise<End & { diagnostics: readonly Diagnostic[] }> {
  if (parseStage(name)) return { name, sources: undefined, diagnostics: [] }
  const { groups, diagnostics } = await readInput(io, [name])
  const isUnread = diagnostics.some(({ code }) => code === unreadableFile.code)
  const similar = isUnread ? nearestStage(name) : undefined
  if (similar === undefined) return { name, sources: groups, diagnostics }
  const reason = `${option} is not a file, a folder or a stage: "${name}"`
  const misspelled = wrongOption(argumentsPlace, reason, `did you mean ${similar}?`)
  return { name, sources: groups, diagnostics: [misspelled] }
}

/** The name of a stage that a word is a misspelling of, with the percentage that it has. */
function nearestStage(word: string): string | undefined {
  const percent = Number(/[1-9]\d*/.exec(word)?.[0] ?? 25)
  return nearest(word, [...stageNames([percent]), 'done'])
}

/** Helm 4 that leaves the count alone runs with `--server-side=false`. */
function applierOf(args: Arguments, { config, run }: World): ModelledApplier {
  const applier = args.applier ?? config?.applier ?? 'argocd'
  return applier === 'helm4' && run.replicasIgnored ? 'helm4-client-side' : applier
}

type Row = WorkloadChange & { readonly verdict: Verdict }

function verdictsOf(changes: readonly WorkloadChange[], onProgress: (done: number) => void): Row[] {
  const simulated = simulator()
  return changes.map((each, at) => {
    onProgress(at)
    return { ...each, verdict: simulated(each.change) }
  })
}

const columns: readonly Column<Row>[] = [
  ['WORKLOAD', ({ namespace, workload }) => (namespace ? `${namespace}/${workload}` : workload)],
  ['CHANGE', ({ from, to }) => `${from} → ${to}`],
  ['STATES', ({ verdict }) => verdict.states.toLocaleString('en')],
  ['SERVING', ({ verdict }) => `≥ ${verdict.minServing}`],
  ['PODS', ({ verdict }) => `≤ ${verdict.maxPods}`],
  ['VERDICT', ({ verdict }) => verdictIn(verdict)]
]

function verdictIn({ verdict, states, broken, refused }: Verdict): string {
  const gate =
    refused > 0
      ? `; the gate rejects ${refused} ${refused === 1 ? 'starting state' : 'starting states'}`
      : ''
  if (verdict === 'broken') return `broken: ${broken.join(', ')}${gate}`
  return verdict === 'safe' ? `safe${gate}` : `not exhaustive beyond ${states} states${gate}`
}

function text(rows: readonly Row[]): string {
  const stories = rows
    .filter(({ verdict }) => verdict.verdict === 'broken')
    .map(
      row =>
        `\n${[row.workload, `${row.from} → ${row.to}`].map(printable).join(': ')}\n${printStory(row)}`
    )
  return table(columns, rows) + stories.join('')
}

function printStory({ change, verdict }: Row): string {
  return story(change, verdict)
    .map(line => `  ${printable(line.text)}\n`)
    .join('')
}

function json(rows: readonly Row[]): string {
  const plain = rows.map(({ workload, namespace = null, from, to, change, verdict }) => ({
    workload,
    namespace,
    from,
    to,
    applier: change.applier,
    replicas: change.floor,
    verdict: verdict.verdict,
    promise: verdict.promise ?? null,
    rule: verdict.rule ?? null,
    states: verdict.states,
    refused: verdict.refused,
    minServing: verdict.minServing,
    maxPods: verdict.maxPods,
    trace: story(change, verdict)
  }))
  return printJson(plain)
}
