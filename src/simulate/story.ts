import { counted } from '../counted.ts'
import { isActive, isHalted, kinds } from '../workload/state.ts'
import type { ModelledApplier, Change } from './change.ts'
import type { Kind, Rollout } from '../workload/state.ts'
import type { ApplierMove, AutoscalerMove, Move } from './move.ts'
import type { Event, Verdict } from './simulate.ts'
import { sourceOf } from './sources.ts'
import { countOf, partOf, sideOf } from './moment.ts'
import { servingOf } from './serving.ts'
import type { Side, Moment } from './moment.ts'
import { nameOf, worldOf } from './world.ts'
import type { World } from './world.ts'

/** A sentence of a story, and where the rule behind it comes from. */
export type Line = { readonly text: string; readonly source?: string }

/** A sentence of a story with the pods after it; `serving` are those that are Ready and selected. */
export type Frame = Line & {
  readonly deployment: Pods
  readonly rollout: Pods
  readonly serving: number
}

/** Pods that are not terminating. */
type Pods = { readonly ready: number; readonly unready: number }

/** The trace of a verdict in sentences; none where nothing breaks. */
export function story(change: Change, verdict: Verdict): Line[] {
  return frames(change, verdict).map(({ text, source }) => ({ text, ...(source && { source }) }))
}

/** The trace of a verdict, sentence by sentence, with the pods after each. */
export function frames(change: Change, { start, trace, promise, rule }: Verdict): Frame[] {
  if (!start || !promise || !rule) return []
  const world = worldOf(change)
  const events = joined(trace)
  const last = events.at(-1)?.after ?? start
  return [
    { text: beginning(world, start), ...podsAfter(world, start) },
    ...events.map(event => ({ ...lineOf(world, event), ...podsAfter(world, event.after) })),
    { text: `the ${promise} promise is broken: ${rule}`, ...podsAfter(world, last) }
  ]
}

const podsAfter = (world: World, moment: Moment) => ({
  deployment: podsAt(moment.deployment),
  rollout: podsAt(moment.rollout),
  serving: servingOf(world, moment)
})

const podsAt = ({ ready, unready }: Side): Pods => ({ ready, unready })

function beginning(world: World, state: Moment): string {
  const sides = kinds.flatMap(kind => {
    const side = kind === world.renamed ? state.former : sideOf(state, kind)
    if (side.version === 'none') return []
    const halted = kind === 'Rollout' ? wordOfHalt(world.change.from.rollout) : undefined
    const how = halted === undefined ? '' : ` (${halted})`
    return [`${kind} ${nameOf(world, kind, 'from')}${how} with ${podsIn(side.ready)}`]
  })
  return `at rest: ${sides.join(', ') || 'nothing'}; ${serving(world, state)}`
}

/** Why a Rollout scales nothing, in one word. */
function wordOfHalt(rollout: Rollout | undefined): string | undefined {
  if (!isHalted(rollout)) return undefined
  return rollout?.invalid === undefined ? 'paused' : 'invalid'
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
  const hasMoved = servingOf(world, before) !== servingOf(world, after)
  const source = sourceOf(world.change.applier, move)
  return { text: hasMoved ? `${text}: ${serving(world, after)}` : text, source }
}

function sentence(world: World, { before, move, after }: Event): string {
  const title = (kind: Kind) => `${kind} ${nameOf(world, kind)}`
  switch (move.action) {
    case 'apply':
    case 'prune':
    case 'apply-autoscaler':
    case 'prune-autoscaler':
    case 'apply-service':
    case 'prune-service':
    case 'prune-former':
      return `${appliers[world.change.applier]} ${applied(world, before, move, after)}`
    case 'evaluate':
    case 'follow':
      return scaled(world, before, move, after)
    case 'resize':
      return `the ${move.kind} controller sets its ReplicaSet to ${podsIn(sideOf(after, move.kind).set)}`
    case 'scale':
      return `the ReplicaSet of ${title(move.kind)} ${difference(sideOf(before, move.kind), sideOf(after, move.kind))}`
    case 'roll':
      return `the ${move.kind} controller replaces a pod of the old image`
    case 'ready': {
      const count = sideOf(after, move.kind).ready - sideOf(before, move.kind).ready
      return `${podsIn(count)} of ${title(move.kind)} ${count === 1 ? 'becomes' : 'become'} Ready`
    }
    case 'adopt-pods':
      return `${title('Deployment')} adopts the released pods`
    case 'change-image':
      return 'the image changes'
    case 'write-phase':
      return `the Rollout controller reports ${after.healthy ? 'Healthy' : 'Progressing'}`
    case 'scale-down':
      return `scaleDown of ${title('Rollout')} scales ${title('Deployment')}: ${counts('Deployment', before, after)}`
    case 'select':
      return after.selected
        ? `the Rollout controller lets the Service select pods of ${title('Rollout')} only`
        : 'the Rollout controller removes its hash from the Service'
    case 'release-pods':
      return `the Rollout controller releases the pods of ${title('Rollout')}, which has no selector`
  }
}

const appliers: Record<ModelledApplier, string> = {
  argocd: 'Argo CD',
  'argocd-server-side': 'Argo CD',
  flux: 'Flux',
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
    case 'apply-service':
      return `applies Service ${serviceAt(world, move.at)}`
    case 'prune-service':
      return `deletes Service ${serviceAt(world, move.at)}`
    case 'prune-former':
      return `deletes ${world.renamed} ${nameOf(world, world.renamed, 'from')}`
    case 'prune':
      return move.object === 'Application'
        ? `removes the settings of ${settingsOf(world)}`
        : `deletes ${move.object} ${nameOf(world, move.object)}`
    case 'apply':
      return move.object === 'Application'
        ? `applies the settings of ${settingsOf(world)}`
        : `applies ${move.object} ${nameOf(world, move.object)}: ${counts(move.object, before, after)}${notedIn(world, move.object, after)}`
  }
}

/** Where an applier is told which fields it leaves to others. */
const settingsOf = ({ change: { applier } }: World) =>
  applier === 'flux' ? 'its Kustomization' : 'its Application'

/** What stands out in an applied manifest beside its count. */
function notedIn({ change }: World, kind: Kind, after: Moment): string {
  const stated = (kind === 'Deployment' ? change.to.deployment : change.to.rollout)?.replicas
  const { replicas } = sideOf(after, kind)
  const notes = stated === undefined || stated === replicas ? [] : [`but Git says ${stated}`]
  if (kind === 'Rollout' && change.to.rollout?.scaleDown)
    notes.push(`with scaleDown: ${change.to.rollout.scaleDown}`)
  if (kind === 'Rollout' && change.to.rollout?.services) notes.push('naming the live Service')
  const halted = kind === 'Rollout' ? wordOfHalt(change.to.rollout) : undefined
  if (halted !== undefined) notes.push(halted)
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
  return `${scaler} scales ${target} ${nameOf(world, target)} ${why}: ${counts(target, before, after)}`
}

function scalerAt(world: World, at: number): string {
  const { kind = '', name = '' } = world.autoscalers[at] ?? {}
  return `${kind} ${name}`
}

const serviceAt = ({ change: { services = [] } }: World, at: number) => services[at]?.name ?? ''

const podsIn = (count: number) => counted(count, 'pod')

function serving(world: World, state: Moment): string {
  const { floor } = world.change
  const count = servingOf(world, state)
  return count < floor ? `${count} of ${podsIn(floor)} serve` : `${podsIn(count)} serve`
}
