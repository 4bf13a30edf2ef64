/** A state of the manifests in a migration, reached by one commit. */
export type Stage =
  { readonly kind: FixedStage } | { readonly kind: 'grow' | 'shrink'; readonly percent: number }

/** The stages before any pod moves, then those in which the autoscaler follows. */
const early = ['baseline', 'introduce-rollout', 'pin-replicas', 'pause-autoscaler'] as const
const late = ['retarget-autoscaler', 'release-autoscaler'] as const
type FixedStage = (typeof early)[number] | (typeof late)[number]

const fixed = (kind: FixedStage): Stage => ({ kind })

export const baseline = fixed('baseline')
export const introduceRollout = fixed('introduce-rollout')
export const pinReplicas = fixed('pin-replicas')
export const pauseAutoscaler = fixed('pause-autoscaler')
export const retargetAutoscaler = fixed('retarget-autoscaler')
export const releaseAutoscaler = fixed('release-autoscaler')
export const grow = (percent: number): Stage => ({ kind: 'grow', percent })
export const shrink = (percent: number): Stage => ({ kind: 'shrink', percent })

/** Reads a stage's name, whatever the percents are; `done` is another name for the last one. */
export function parseStage(name: string): Stage | undefined {
  if (name === 'done') return releaseAutoscaler
  const [, kind, percent] = /^(grow|shrink)-([1-9][0-9]*)$/.exec(name) ?? []
  if (kind === 'grow' || kind === 'shrink') return { kind, percent: Number(percent) }
  const known = [...early, ...late].find(each => each === name)
  return known && fixed(known)
}

/** A stage's name, as `parseStage` reads it. */
export function printStage(stage: Stage): string {
  return 'percent' in stage ? `${stage.kind}-${stage.percent}` : stage.kind
}

/** Every stage for some percents, in order. */
export function allStages(percents: readonly number[]): Stage[] {
  return [
    ...early.map(fixed),
    ...percents.flatMap(percent => [grow(percent), shrink(percent)]),
    ...late.map(fixed)
  ]
}

/** The names of all stages for some percents, in order. */
export const stageNames = (percents: readonly number[]) => allStages(percents).map(printStage)

/** The stage that a name means where the Rollout's pods grow by these percents. */
export function findStage(name: string, percents: readonly number[]): Stage | undefined {
  const stage = parseStage(name)
  return stage && 'percent' in stage && !percents.includes(stage.percent) ? undefined : stage
}

/** The places of the stages that have no percent. */
const ranks: ReadonlyMap<string, number> = new Map([
  ...early.map((kind, at) => [kind, at] as const),
  ...late.map((kind, at) => [kind, early.length + 202 + at] as const)
])

/** The place of a stage among all others, of any percents up to 100. */
function rankOf(stage: Stage): number {
  if ('percent' in stage) return early.length + 2 * stage.percent + (stage.kind === 'grow' ? 0 : 1)
  return ranks.get(stage.kind) ?? NaN
}

/** Whether a stage is another one or comes after it. */
export const hasReached = (stage: Stage, other: Stage) => rankOf(stage) >= rankOf(other)

/** Whether two stages are the same. */
export const isSameStage = (a: Stage, b: Stage) => rankOf(a) === rankOf(b)

/** Orders stages as a migration goes through them. */
export const compareStages = (a: Stage, b: Stage) => rankOf(a) - rankOf(b)

/** Whether a manifest may pass through unconverted at a stage, and nothing is undone by it. */
export const isHarmless = (stage: Stage) => !hasReached(stage, pinReplicas)

/** A workload's last stage: without an autoscaler, the last shrink. */
export const lastStage = (isScaled: 'scaled' | 'fixed'): Stage =>
  isScaled === 'scaled' ? releaseAutoscaler : shrink(100)
