import { isActive, isHalted, isSame } from '../workload/state.ts'
import { leavesFields } from './change.ts'
import type { Change } from './change.ts'
import type { Autoscaler, Kind, State } from '../workload/state.ts'
import { noPods, noSide } from './moment.ts'
import type { Side, Moment } from './moment.ts'
import { choicesOf, firstVersion, manifestOf, statedBy } from './world.ts'
import type { World } from './world.ts'

/** Where a change may begin: the states at rest, and those of them that the gate refuses. */
export type Starts = { readonly open: readonly Moment[]; readonly refused: readonly Moment[] }

type Count = {
  readonly count: number
  /** The pods, where they are not as many. */
  readonly pods?: number
  readonly isRefused: boolean
}

/** Every state at rest of the manifests before the change. */
export function startsOf(world: World): Starts {
  const open: Moment[] = []
  const refused: Moment[] = []
  for (const deployment of countsOf(world.change, 'Deployment'))
    for (const rollout of countsOf(world.change, 'Rollout')) {
      const isRefused = deployment.isRefused || rollout.isRefused
      const states = isRefused && !world.change.unverified ? refused : open
      states.push(startOf(world, deployment, rollout))
    }
  return { open, refused }
}

/** The live counts that a kind may have at rest, the stated one first. */
function countsOf(change: Change, kind: Kind): Count[] {
  const { from, floor, startAt } = change
  const given = startAt?.[kind]
  if (given) {
    return given.map(each =>
      typeof each === 'number' ? { count: each, isRefused: false } : { ...each, isRefused: false }
    )
  }
  if (!(kind === 'Rollout' ? from.rollout : from.deployment))
    return [{ count: 0, isRefused: false }]
  const stated = statedBy(from, kind, floor)
  const scaler = from.autoscalers.find(one => one.target === kind && isActive(one))
  if (scaler && stated > 0) return scaledCounts(change, scaler, stated)
  const counts = [...new Set([stated, ...ignoredCounts(change, kind)])]
  return [
    ...counts.map(count => ({ count, isRefused: count !== stated && isGated(change) })),
    ...pausedCounts(change, kind, stated)
  ]
}

/** A Rollout that was paused, or invalid, when it was given its count has the pods of before: any number of them (A.2, B.1: `paused`). */
function pausedCounts({ from }: Change, kind: Kind, stated: number): Count[] {
  if (kind !== 'Rollout' || !isHalted(from.rollout)) return []
  return Array.from({ length: stated }, (_, pods) => ({ count: stated, pods, isRefused: false }))
}

/** Any count within an awake autoscaler's bounds; the gate wants no more than N. */
function scaledCounts(change: Change, scaler: Autoscaler, stated: number): Count[] {
  const { min, max } = scaler
  const within = Math.min(max, Math.max(min, stated))
  const choices = change.metrics === 'none' ? [] : choicesOf(scaler, change.floor)
  return [...new Set([within, ...choices])].map(count => ({
    count,
    isRefused: count > change.floor && isGated(change)
  }))
}

/** The count before any commit, where Argo CD leaves each later one out (D.7). */
function ignoredCounts({ from, to, applier, floor }: Change, kind: Kind): number[] {
  const { application } = from
  // A change that leaves all counts alone does nothing about pods that should have gone before it.
  const isOver = from.deployment?.replicas === 0 && isSame(countsIn(from), countsIn(to))
  if (kind === 'Deployment' && isOver) return []
  const isIgnored = application?.respects && application.ignoresReplicasOf.includes(kind)
  if (!isIgnored || !leavesFields(applier)) return []
  return [kind === 'Rollout' ? 0 : floor]
}

const countsIn = ({ deployment, rollout, autoscalers }: State) => [deployment, rollout, autoscalers]

/** Whether the change needs a snapshot of the settled stage before it (DESIGN.md 7, "Gate"). */
function isGated({ from, to, floor }: Change): boolean {
  const isLower = (kind: Kind) => statedBy(to, kind, floor) < statedBy(from, kind, floor)
  if (isLower('Deployment') || isLower('Rollout')) return true
  if (from.deployment?.replicas !== to.deployment?.replicas && from.autoscalers.some(isActive))
    return true
  return to.autoscalers.some(
    one => isActive(one) && !from.autoscalers.some(old => isSame(old, one))
  )
}

/** The state at rest with these counts. */
function startOf(world: World, deployment: Count, rollout: Count): Moment {
  const { from, to, services = [] } = world.change
  const sides = {
    Deployment: sideAt(world, 'Deployment', deployment),
    Rollout: sideAt(world, 'Rollout', rollout)
  }
  const { renamed } = world
  return {
    deployment: renamed === 'Deployment' ? noSide : sides.Deployment,
    rollout: renamed === 'Rollout' ? noSide : sides.Rollout,
    former: renamed ? { ...sides[renamed], version: 'from' } : noSide,
    services: services.map(({ from, to }) => firstVersion(from, to)),
    autoscalers: world.autoscalers.map(named => {
      const version = firstVersion(named.from, named.to)
      return { version, acting: version }
    }),
    application: firstVersion(from.application, to.application),
    healthy: world.remembersPhase && from.rollout !== undefined,
    selected: !!from.rollout?.services && rollout.count > 0,
    orphans: noPods,
    changed: false,
    revised: false,
    settled: false
  }
}

function sideAt(world: World, kind: Kind, { count, pods = count }: Count): Side {
  const manifest = manifestOf(world, kind, 'from')
  if (!manifest) return noSide
  const { relabelled, fixed = [] } = world.change
  const isOther = relabelled || fixed.includes(kind)
  const version = isOther ? 'from' : firstVersion(manifest, manifestOf(world, kind, 'to'))
  const isOwned = world.serverSide && manifest.replicas !== undefined
  const owner = manifest.replicas === count ? 'applier' : 'scaler'
  return {
    ...noPods,
    version,
    replicas: count,
    set: pods,
    ready: pods,
    owner: isOwned ? owner : 'none'
  }
}
