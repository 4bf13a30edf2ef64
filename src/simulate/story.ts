import { isActive, kinds } from '../workload/state.ts'
import type { ModelledApplier, Change } from './change.ts'
import type { Kind } from '../workload/state.ts'
import type { ApplierMove, AutoscalerMove, Move } from './move.ts'
import type { Event, Verdict } from './simulate.ts'
import { sourceOf } from './sources.ts'
import { countOf, partOf, servingOf, sideOf } from './moment.ts'
import type { Side, Moment } from './moment.ts'
import { worldOf } from './world.ts'
import type { World } from './world.ts'

/** A sentence of a story, and where the rule behind it comes from. */
export type Line = { readonly text: string; readonly source?: string }

/** The trace of a verdict in sentences; none where nothing breaks. */
export function story(change: Change, { start, trace, promise, rule }: Verdict): Line[] {
  if (!start || !promise || !rule) return []
  const world = worldOf(change)
  const lines = joined(trace).map(event => lineOf(world, event))
  return [{ text: beginning(world, start) }, ...lines, { text: `${promise} is broken: ${rule}` }]
}

function beginning(world: World, state: Moment): string {
  const sides = kinds
    .filter(kind => sideOf(state, kind).version !== 'none')
    .map(kind => `${kind} ${nameOf(world)} with ${podsIn(sideOf(state, kind).ready)}`)
  return `at rest: ${sides.join(', ')}; ${serving(world, state)}`
}

/** Pods that become Ready one after the other are one event, and so are an order and its execution. */
function joined(trace: readonly Event[]): Event[] {
  const events: Event[] = []
  for (const event of trace) {
    const last = events.at(-1)
    if (last && isContinued(last.move, event.move))
      events.splice(-1, 1, { ...event, before: last.before })
    else events.push(event)
  }
  return events
}

function isContinued(last: Move, next: Move): boolean {
  if (next.action === 'ready') return last.action === 'ready' && last.kind === next.kind
  return next.action === 'scale' && last.action === 'resize' && last.kind === next.kind
}

function lineOf(world: World, { before, move, after }: Event): Line {
  const text = sentence(world, { before, move, after })
  const hasMoved = servingOf(before) !== servingOf(after)
  const source = sourceOf(world.change.applier, move)
  return { text: hasMoved ? `${text}: ${serving(world, after)}` : text, source }
}

function sentence(world: World, { before, move, after }: Event): string {
  const name = nameOf(world)
  switch (move.action) {
    case 'apply':
    case 'prune':
    case 'apply-autoscaler':
    case 'prune-autoscaler':
      return `${appliers[world.change.applier]} ${applied(world, before, move, after)}`
    case 'evaluate':
    case 'follow':
      return scaled(world, before, move, after)
    case 'resize':
      return `the ${move.kind} controller tells its ReplicaSet ${podsIn(sideOf(after, move.kind).set)}`
    case 'scale':
      return `the ReplicaSet of ${move.kind} ${name} ${difference(sideOf(before, move.kind), sideOf(after, move.kind))}`
    case 'roll':
      return `the ${move.kind} controller replaces a pod of the old image`
    case 'ready': {
      const count = sideOf(after, move.kind).ready - sideOf(before, move.kind).ready
      return `${podsIn(count)} of ${move.kind} ${name} ${count === 1 ? 'becomes' : 'become'} Ready`
    }
    case 'adopt-pods':
      return `Deployment ${name} adopts the released pods`
    case 'change-image':
      return 'the image changes'
    case 'write-phase':
      return `the Rollout controller reports ${after.healthy ? 'Healthy' : 'Progressing'}`
    case 'scale-down':
      return `scaleDown of Rollout ${name} scales Deployment ${name}: ${counts('Deployment', before, after)}`
    case 'select':
      return after.selected
        ? `the Rollout controller lets the Service select pods of Rollout ${name} only`
        : 'the Rollout controller takes its hash out of the Service'
    case 'release-pods':
      return `the Rollout controller releases the pods of Rollout ${name}, which has no selector`
  }
}

const appliers: Record<ModelledApplier, string> = {
  argocd: 'Argo CD',
  'argocd-server-side': 'Argo CD',
  helm3: 'Helm 3',
  helm4: 'Helm 4',
  'helm4-client-side': 'Helm 4',
  kubectl: 'kubectl'
}

function applied(world: World, before: Moment, move: ApplierMove, after: Moment): string {
  switch (move.action) {
    case 'apply-autoscaler':
      return `applies ${scalerAt(world, move.at)}`
    case 'prune-autoscaler':
      return `deletes ${scalerAt(world, move.at)}`
    case 'prune':
      return move.object === 'Application'
        ? 'loses the settings of its Application'
        : `deletes ${move.object} ${nameOf(world)}`
    case 'apply':
      return move.object === 'Application'
        ? 'gets the settings of its Application'
        : `applies ${move.object} ${nameOf(world)}: ${counts(move.object, before, after)}${notedIn(world, move.object, after)}`
  }
}

/** What stands out in an applied manifest beside its count. */
function notedIn({ change }: World, kind: Kind, after: Moment): string {
  const stated = (kind === 'Deployment' ? change.to.deployment : change.to.rollout)?.replicas
  const { replicas } = sideOf(after, kind)
  const notes = stated === undefined || stated === replicas ? [] : [`and Git says ${stated}`]
  if (kind === 'Rollout' && change.to.rollout?.scaleDown)
    notes.push(`with scaleDown: ${change.to.rollout.scaleDown}`)
  if (kind === 'Rollout' && change.to.rollout?.services) notes.push('naming the live Service')
  return notes.map(note => `, ${note}`).join('')
}

function counts(kind: Kind, before: Moment, after: Moment): string {
  const { version, replicas: old } = sideOf(before, kind)
  const { replicas } = sideOf(after, kind)
  if (version === 'none') return `created with replicas ${replicas}`
  return old === replicas ? `replicas ${replicas} as before` : `replicas ${old} → ${replicas}`
}

function difference(before: Side, after: Side): string {
  const count = countOf(after) - countOf(before)
  return count > 0 ? `creates ${podsIn(count)}` : `deletes ${podsIn(-count)}`
}

function scaled(world: World, before: Moment, move: AutoscalerMove, after: Moment): string {
  const named = world.autoscalers[move.at]
  const scaler = scalerAt(world, move.at)
  const { version = 'none', acting = 'none' } = before.autoscalers[move.at] ?? {}
  if (move.action === 'follow') {
    const who = named?.kind === 'ScaledObject' ? 'KEDA' : 'the HPA controller'
    return `${who} ${version === 'none' ? `stops: ${scaler} is gone` : `sees the new ${scaler}`}`
  }
  const autoscaler = named && partOf(named, acting)
  if (!autoscaler) return ''
  const { target, min, max } = autoscaler
  const { replicas } = sideOf(before, target)
  const isChoice = isActive(autoscaler) && replicas >= min && replicas <= max
  const why = isChoice ? 'by its metrics' : `by its bounds ${min} to ${max}`
  return `${scaler} scales ${target} ${nameOf(world)} ${why}: ${counts(target, before, after)}`
}

function scalerAt(world: World, at: number): string {
  const { kind = '', name = '' } = world.autoscalers[at] ?? {}
  return `${kind} ${name}`
}

const nameOf = ({ change }: World) => change.name ?? 'web'

const podsIn = (count: number) => (count === 1 ? '1 pod' : `${count} pods`)

function serving({ change: { floor } }: World, state: Moment): string {
  const count = servingOf(state)
  return count < floor ? `${count} of ${floor} pods serve` : `${podsIn(count)} serve`
}
