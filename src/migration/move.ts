import type { Diagnostic } from '../diagnostic.ts'
import type { ArgoCd } from '../kubernetes/application.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import { argumentsPlace } from '../settings.ts'
import { argoCdOf, ignoredIn } from '../workload/argo-cd.ts'
import type { SourceGroup } from '../workload/read.ts'
import { replicasFor } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { baseline, hasReached, introduceRollout, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { stagesOf } from '../workload/state-at.ts'
import type { Workload } from '../workload/workload.ts'
import { turnOf } from './abort.ts'
import type { Turn } from './abort.ts'
import { liveFaults } from './applications.ts'
import { carryOut, removal } from './carry-out.ts'
import type { Decided } from './carry-out.ts'
import type { Asked, Direction } from './gate.ts'
import type { Moved } from './moved.ts'
import { decide } from './passage.ts'
import * as problems from './problems.ts'
import {
  expectedAt,
  expectedNow,
  isMeant,
  leftAlone,
  plannedWorkload,
  readStandings,
  stageOf
} from './standing.ts'
import type { Standing, Standings } from './standing.ts'
import { findWaiting, surplusOf } from './surplus.ts'
import type { Growth } from './surplus.ts'

/** Brings the workloads of manifests one stage on or back, as edits of their text. */
export function move(sources: readonly SourceGroup[], run: Run, asked: Asked): Moved {
  const before = readStandings(sources, run, 'introduce-rollout')
  const isSole = before.workloads.length === 1
  const told = argoCdOf(sources)
  const found = before.workloads.map(standing =>
    moveOf({ standing, isSole, told }, before.run, asked)
  )
  const { remembered = new Map() } = before.run
  const { dropReplicas } = asked
  const ignored = ignoredIn(sources, told)
  const { moving, ...moved } = carryOut(withinSurplus(found, before, asked), {
    sources,
    run: { ...run, remembered, ignored },
    dropReplicas
  })
  return { ...moved, count: { moving, asked: found.length } }
}

/** The moves without those that would run too many extra pods. */
function withinSurplus(
  found: readonly Decided[],
  { workloads, run }: Pick<Standings, 'workloads' | 'run'>,
  { maxSurplus }: Asked
): readonly Decided[] {
  if (maxSurplus === undefined) return found
  const growthOf = ({ standing, decided }: Deciding): Growth => {
    const { planned, state } = standing
    const before = planned ? surplusOf({ state, replicas: planned.replicas }) : 0
    const { move } = decided
    return { before, after: move ? surplusOf(expectedAt(standing, run, move.to)) : before }
  }
  const all = found.flatMap((decided, at): Deciding[] => {
    const standing = workloads[at]
    return standing ? [{ standing, decided }] : []
  })
  const waiting = findWaiting(all, growthOf, maxSurplus)
  if (waiting.size === 0) return found
  const names = [...waiting].map(({ standing }) => standing.current.deployment.name ?? '')
  const left = all.filter(each => !waiting.has(each)).map(({ decided }) => decided)
  return [...left, { diagnostics: [problems.surplusWaits(argumentsPlace, maxSurplus, names)] }]
}

type Deciding = { readonly standing: Standing; readonly decided: Decided }

type Asking = {
  readonly standing: Standing
  readonly isSole: boolean
  readonly told: ArgoCd
}

/** Where a workload goes; or why nowhere. */
function moveOf({ standing, isSole, told }: Asking, run: Run, asked: Asked): Decided {
  const { current, selected, planned } = standing
  const { deployment } = current
  const [rollout] = current.rollouts
  if (rollout && !planned && !selected.named && !removal(selected, run)) {
    return { diagnostics: [leftAlone(deployment, rollout)] }
  }
  const shown = stageOf(standing, run)
  if ('diagnostics' in shown) return shown
  const differing = planFaults(standing, run, { stage: shown.stage, direction: asked.direction })
  if (differing.length > 0) return { diagnostics: differing }
  const road = roadOf(standing, run, { ...shown, direction: asked.direction })
  if ('code' in road) return { diagnostics: [road] }
  const { stage: from } = shown
  const { workload } = road
  const title = titleOf(deployment)
  const turn = asked.direction === 'abort' ? turnOfWorkload(from, workload) : undefined
  const { to, diagnostics } = decide(
    {
      at: placeOf(deployment, 'metadata', 'name'),
      title,
      stage: from,
      said: printStage(from),
      stages: road.stages,
      abort: turn?.to,
      isFinished: !isSole && !isMeant(standing, run) && isOver(workload, from),
      expected: [{ ...expectedNow(standing, run, workload), title }],
      // The rest the edits tell, once the text is at hand.
      faultsAt: to =>
        asked.direction === 'next' && to.kind === 'release-autoscaler'
          ? liveFaults(told, standing, asked)
          : [],
      changesAt: next =>
        asked.freeze?.(deploymentBefore(standing), { from, to: next, workload }) ?? []
    },
    asked
  )
  if (!to) return { diagnostics }
  return { move: { standing, from, to, workload, ...turn }, diagnostics }
}

function turnOfWorkload(stage: Stage, workload: Workload | undefined): Turn | undefined {
  if (!workload) return undefined
  const scaling = workload.baseline.autoscalers.length > 0 ? 'scaled' : 'fixed'
  return turnOf({ ...workload, stage, scaling })
}

/** Whether no later stage changes anything: one count of its own leaves nothing to release. */
function isOver(workload: Workload | undefined, stage: Stage): boolean {
  const last = workload && stagesOf(workload).at(-1)
  return last !== undefined && hasReached(stage, last)
}

const deploymentBefore = ({ selected }: Standing) => selected.manifests.deployment

type Road = { readonly stages: readonly Stage[]; readonly workload: Workload | undefined }

/** The stages of a workload; N is not needed for the way into the first one and out of it. */
function roadOf(
  standing: Standing,
  run: Run,
  {
    stage,
    workload,
    direction
  }: { stage: Stage; workload: Workload | undefined; direction: Direction }
): Road | Diagnostic {
  const isFirst = stage.kind === (direction === 'next' ? 'baseline' : 'introduce-rollout')
  if (isFirst || stage.kind === 'baseline') {
    return { stages: [baseline, introduceRollout], workload }
  }
  const known = workload ?? plannedWorkload(standing, run)
  return 'code' in known ? known : { stages: stagesOf(known), workload: known }
}

/** What is given otherwise than the migration was begun with. More pods may be given at its end. */
function planFaults(
  { current, planned }: Standing,
  run: Run,
  { stage, direction }: { readonly stage: Stage; readonly direction: Direction }
): Diagnostic[] {
  if (!planned) return []
  const { deployment } = current
  const at = placeOf(deployment, 'metadata', 'name')
  const title = titleOf(deployment)
  const differs = (what: string, was: string, given: string) =>
    was === given ? [] : [problems.planDiffers(at, title, what, was, given)]
  const given = replicasFor(run, deployment) ?? planned.replicas
  const isRaised =
    direction === 'back' && stage.kind === 'release-autoscaler' && given > planned.replicas
  return [
    ...(isRaised ? [] : differs('N =', String(planned.replicas), String(given))),
    ...differs('percents', planned.percents.join(), (run.percents ?? planned.percents).join())
  ]
}
