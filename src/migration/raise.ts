import type { WorkloadEntry } from '../config.ts'
import { replicasUnknown } from '../convert/problems.ts'
import { resolve } from '../convert/resolve.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import { replicasForSeveral } from '../problems.ts'
import { argumentsPlace } from '../settings.ts'
import { workloadNotFound } from '../workload/problems.ts'
import type { SourceGroup } from '../workload/read.ts'
import { isNamed, isPattern } from '../kubernetes/chosen.ts'
import { percentsOf, replicasFor, statedStage } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { allStages, hasReached, lastStage, pinReplicas, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { distinctPercents, up } from '../workload/state-at.ts'
import { wholeDocument } from '../yaml/stream.ts'
import type { Edit } from '../yaml/edit.ts'
import { carryOut } from './carry-out.ts'
import type { Decided } from './carry-out.ts'
import type { Configured } from './config-move.ts'
import { askedEntries, scalingOfEntry } from './entry.ts'
import type { Entry } from './entry.ts'
import { entryEdits } from './entry-edits.ts'
import type { Written } from './entry-edits.ts'
import { stopped } from './moved.ts'
import type { Moved } from './moved.ts'
import * as problems from './problems.ts'
import { readStandings, selectedAt, stageOf } from './standing.ts'
import type { Standing } from './standing.ts'

type Raised = {
  readonly stage: Stage
  readonly percents: readonly number[]
  /** N before and after. */
  readonly from: number
  readonly to: number
}

/**
 * The stage at which more pods are as far as fewer were: percents that rounded alike may not any
 * more, and the other way round. Neither side has fewer pods there.
 */
export function raisedStage({ stage, percents, from, to }: Raised): Stage {
  const own = allStages(distinctPercents({ percents, replicas: from }))
  const shown = own.findLast(each => hasReached(stage, each)) ?? stage
  if (!('percent' in shown)) return shown
  const least = percents.find(each => up(each, from) === up(shown.percent, from)) ?? shown.percent
  const percent = percents.findLast(each => up(each, to) === up(least, to)) ?? shown.percent
  return { kind: shown.kind, percent }
}

/** Raises the N of workloads in the middle of their migration, as edits of their manifests. */
export function raise(sources: readonly SourceGroup[], run: Run): Moved {
  const before = readStandings(sources, run, 'introduce-rollout')
  const unknown = before.diagnostics.filter(({ code }) => code === workloadNotFound.code)
  if (unknown.length > 0) return stopped(unknown)
  const found = before.workloads.map(standing => raiseOf(standing, before.run))
  const { remembered = new Map() } = before.run
  return carryOut(found, { sources, run: { ...run, remembered }, dropReplicas: false })
}

/** Names of `--replicas` that no entry has. */
const unknownNames = ({ replicas, namespace: own }: Run, entries: readonly WorkloadEntry[]) =>
  [...replicas.named.keys()]
    .filter(
      chosen => !entries.some(({ name, namespace = own }) => isNamed({ name, namespace }, [chosen]))
    )
    .map(name => workloadNotFound(argumentsPlace, name, 'unlisted'))

function raiseOf(standing: Standing, run: Run): Decided {
  const { deployment } = standing.current
  const to = replicasFor(run, deployment)
  if (to === undefined) return { diagnostics: [] }
  const shown = stageOf(standing, run)
  if ('diagnostics' in shown) return shown
  const { stage, workload } = shown
  const isFixed = workload?.baseline.autoscalers.length === 0
  const subject = { at: placeOf(deployment, 'metadata', 'name'), title: titleOf(deployment) }
  const from = workload?.replicas
  const fault = raiseFault(subject, { stage, from, to, isFixed })
  if (fault || !workload || from === undefined) return { diagnostics: fault ? [fault] : [] }
  const { percents } = workload
  const move = { standing, workload, from: stage, to: raisedStage({ stage, percents, from, to }) }
  // Without an autoscaler N is what the Deployment states before the migration, too.
  const amended = isFixed ? { amended: { spec: { replicas: to } } } : {}
  return { move: { ...move, ...amended }, diagnostics: [] }
}

type Subject = { readonly at: Location; readonly title: string }
type Asked = {
  readonly stage: Stage
  readonly from: number | undefined
  readonly to: number
  readonly isFixed: boolean
}

/** Why N cannot be raised. The one place, for manifests and entries. */
function raiseFault(
  { at, title }: Subject,
  { stage, from, to, isFixed }: Asked
): Diagnostic | undefined {
  const isOver = hasReached(stage, lastStage(isFixed ? 'fixed' : 'scaled'))
  if (isOver || !hasReached(stage, pinReplicas)) {
    return problems.nothingToRaise(at, title, printStage(stage))
  }
  return from !== undefined && to <= from ? problems.notRaised(at, title, from, to) : undefined
}

/**
 * Raises the N of entries of a configuration: of its text only `replicas:` changes, and `stage:` where
 * percents round otherwise.
 */
export function raiseConfig({ source, config, workloads }: Configured, run: Run): Moved {
  const document = wholeDocument(source)
  const entries = config.workloads ?? []
  const meant = askedEntries(entries, run)
  const unknown = unknownNames(run, entries)
  if (hasErrors([...meant.diagnostics, ...unknown])) {
    return stopped([...meant.diagnostics, ...unknown])
  }
  const { all } = run.replicas
  const unnamed = meant.asked.filter(entry => replicasFor(run, entry) === undefined)
  if (all !== undefined && unnamed.length > 1) {
    return stopped([replicasForSeveral(argumentsPlace, `--replicas ${all}`, unnamed)])
  }
  const edits: Edit[] = []
  const said: Diagnostic[] = []
  for (const entry of meant.asked) {
    const own = workloads.filter(({ selected }) => selected.entry === entry)
    const { written, diagnostics } = raiseOfEntry({ entry, own }, run)
    said.push(...diagnostics)
    if (!written || hasErrors(diagnostics)) continue
    const found = entryEdits(document, entries.indexOf(entry), written)
    if ('code' in found) said.push(found)
    else edits.push(...found.edits)
  }
  const revised = edits.length > 0 ? [{ document, edits }] : []
  const diagnostics = sortDiagnostics(withoutRepeats(said))
  return { revisions: [{ source, revised }], diagnostics, refusals: [] }
}

type EntryDecision = { readonly written?: Written; readonly diagnostics: readonly Diagnostic[] }

function raiseOfEntry({ entry, own }: Entry, run: Run): EntryDecision {
  const to = replicasFor(run, entry) ?? run.replicas.all
  if (to === undefined) return { diagnostics: [] }
  const at = entry.at('stage')
  if (isPattern(entry.name)) {
    return {
      diagnostics: [replicasForSeveral(argumentsPlace, `--replicas ${to}`, [{ name: entry.name }])]
    }
  }
  const stage = statedStage(entry, run)
  if ('code' in stage) return { diagnostics: [stage] }
  const from = entry.replicas
  const title = `The entry for "${entry.name}"`
  const isFixed = scalingOfEntry(entry, run) === 'fixed'
  const fault = raiseFault({ at, title }, { stage, from, to, isFixed })
  if (fault) return { diagnostics: [fault] }
  if (from === undefined) return { diagnostics: [replicasUnknown(at, title)] }
  const next = raisedStage({ stage, percents: percentsOf(run, entry), from, to })
  const raised = { ...run, replicas: { named: new Map([...run.replicas.named, [entry.name, to]]) } }
  const found = own.flatMap(each => resolve(selectedAt(each, next), raised).diagnostics)
  const isSame = printStage(next) === printStage(stage)
  const said = isSame ? entry.stage : printStage(next)
  return { written: { stage: said, replicas: to }, diagnostics: found }
}
