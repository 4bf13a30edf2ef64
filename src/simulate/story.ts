import { isActive } from './change.ts'
import type { Applier, Autoscaler, Change, Kind } from './change.ts'
import type { Move } from './move.ts'
import type { Event, Verdict } from './simulate.ts'
import { countOf, partOf, servingOf, sideOf } from './state.ts'
import type { Side, State } from './state.ts'
import { worldOf } from './world.ts'
import type { World } from './world.ts'

/** A sentence of a story, and where the rule behind it comes from. */
export type Line = { readonly text: string; readonly source: string }

/** The trace of a verdict in sentences; none where nothing breaks. */
export function story(change: Change, { start, trace, rule }: Verdict): Line[] {
  if (!start || rule === undefined) return []
  const world = worldOf(change)
  const lines = joined(trace).map(event => lineOf(world, event))
  const sources = [...new Set(lines.map(({ source }) => source))].join(', ')
  return [{ text: beginning(world, start), source: '' }, ...lines, { text: rule, source: sources }]
}

function beginning(world: World, state: State): string {
  const kinds: readonly Kind[] = ['Deployment', 'Rollout']
  const sides = kinds
    .filter(kind => sideOf(state, kind).version !== 'none')
    .map(kind => `${kind} ${nameOf(world)} with ${podsIn(sideOf(state, kind).ready)}`)
  return `at rest: ${sides.join(', ')}: ${serving(world, state)}`
}

/** Moves of one kind of pods in a row become one. */
function joined(trace: readonly Event[]): Event[] {
  const events: Event[] = []
  for (const event of trace) {
    const last = events.at(-1)
    if (last && isReadyOf(last.move, event.move))
      events.splice(-1, 1, { ...event, before: last.before })
    else events.push(event)
  }
  return events
}

function isReadyOf(last: Move, next: Move): boolean {
  return last.action === 'ready' && next.action === 'ready' && last.kind === next.kind
}

function lineOf(world: World, event: Event): Line {
  const { before, after, move } = event
  const text = sentence(world, event)
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
      return `${appliers[world.change.applier]} ${applied(world, { before, move, after })}`
    case 'scale':
      return `the ${move.kind} controller ${scaledPods(sideOf(before, move.kind), sideOf(after, move.kind))}`
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
      return `the Rollout controller scales Deployment ${name} by scaleDown: ${counts('Deployment', before, after)}`
    case 'select':
      return after.selected
        ? `the Rollout controller lets the Service select the pods of Rollout ${name} only`
        : 'the Rollout controller takes its hash out of the Service'
    case 'release-pods':
      return `the Rollout controller releases the pods of Rollout ${name}, which has no selector`
    case 'evaluate':
      return evaluated(world, { before, move, after })
    case 'follow':
      return followed(world, before, move.at)
  }
}

const appliers: Record<Applier, string> = {
  argocd: 'Argo CD',
  'argocd-server-side': 'Argo CD',
  helm3: 'Helm 3',
  helm4: 'Helm 4',
  'helm4-client-side': 'Helm 4',
  kubectl: 'kubectl'
}

function applied(world: World, { before, move, after }: Event): string {
  if (move.action === 'apply-autoscaler' || move.action === 'prune-autoscaler')
    return `${move.action === 'prune-autoscaler' ? 'deletes' : 'applies'} ${scalerAt(world, move.at)}`
  if (move.action !== 'apply' && move.action !== 'prune') return ''
  if (move.object === 'Application') return 'gets the new settings of the Application'
  const object = `${move.object} ${nameOf(world)}`
  return move.action === 'prune'
    ? `deletes ${object}`
    : `applies ${object}: ${counts(move.object, before, after)}`
}

function counts(kind: Kind, before: State, after: State): string {
  const { version, replicas: old } = sideOf(before, kind)
  const { replicas } = sideOf(after, kind)
  if (version === 'none') return `created with replicas ${replicas}`
  return old === replicas ? `replicas ${replicas}, as before` : `replicas ${old} → ${replicas}`
}

function scaledPods(before: Side, after: Side): string {
  const count = countOf(after) - countOf(before)
  return count > 0 ? `creates ${podsIn(count)}` : `deletes ${podsIn(-count)}`
}

function evaluated(world: World, { before, move, after }: Event): string {
  if (move.action !== 'evaluate') return ''
  const autoscaler = actingAt(world, before, move.at)
  if (!autoscaler) return ''
  const { target, min, max } = autoscaler
  const { replicas } = sideOf(before, target)
  const isClamp = replicas < min || replicas > max
  const why = isClamp
    ? `by its bounds ${min} to ${max}`
    : isActive(autoscaler)
      ? 'by its metrics'
      : ''
  const scaled = `${target} ${nameOf(world)}: ${counts(target, before, after)}`
  return `${scalerAt(world, move.at)} scales ${scaled}, ${why}`
}

function followed(world: World, before: State, at: number): string {
  const isGone = before.autoscalers[at]?.version === 'none'
  const isKeda = world.autoscalers[at]?.kind === 'ScaledObject'
  const who = isKeda ? 'KEDA' : 'the HPA controller'
  return `${who} ${isGone ? 'no longer sees' : 'sees'} ${scalerAt(world, at)}${isGone ? '' : ' as it is now'}`
}

function actingAt(world: World, state: State, at: number): Autoscaler | undefined {
  const named = world.autoscalers[at]
  return named && partOf(named, state.autoscalers[at]?.acting ?? 'none')
}

function scalerAt(world: World, at: number): string {
  const { kind = '', name = '' } = world.autoscalers[at] ?? {}
  return `${kind} ${name}`
}

const nameOf = ({ change }: World) => change.name ?? 'web'
const podsIn = (count: number) => (count === 1 ? '1 pod' : `${count} pods`)
const serving = ({ change }: World, state: State) =>
  `${servingOf(state)} of ${change.floor} pods serve`

/** Sections of reference/argo-rollouts.md, and experiments (E) of reference/experiments.md. */
function sourceOf(applier: Applier, { action }: Move): string {
  switch (action) {
    case 'apply':
    case 'apply-autoscaler':
      return mergeSources[applier]
    case 'prune':
    case 'prune-autoscaler':
      return 'C.12, E17'
    case 'scale':
    case 'ready':
      return 'C.3, E6'
    case 'roll':
    case 'change-image':
      return 'C.4, E10'
    case 'adopt-pods':
    case 'release-pods':
      return 'A.1.9, E11'
    case 'write-phase':
      return 'C.1, E18'
    case 'scale-down':
      return 'A.2, E2, E3'
    case 'select':
      return 'C.8, E8'
    case 'evaluate':
      return 'D.2, E5, E16'
    case 'follow':
      return 'D.5'
  }
}

const mergeSources: Record<Applier, string> = {
  argocd: 'D.6, D.7, G.4, E7',
  'argocd-server-side': 'D.6, D.7, G.4, E7',
  helm3: 'E30',
  helm4: 'E30',
  'helm4-client-side': 'E30',
  kubectl: 'D.6, E7'
}
