import type { Expected } from '../workload/differences.ts'

/** The extra pods that run of a workload before a move and after it: those above N. */
export type Growth = { readonly before: number; readonly after: number }

/** The pods above N while both sides run; none where no Rollout has any. */
export function surplusOf({ state, replicas = 0 }: Pick<Expected, 'state' | 'replicas'>): number {
  const { replicas: moved = 0 } = state.rollout ?? {}
  const { replicas: left = 0 } = state.deployment ?? {}
  return moved === 0 ? 0 : Math.max(0, left + moved - replicas)
}

/**
 * Which moves wait, so that no more than `most` extra pods run at once. Pods that another move takes
 * away in the same call still run while this one grows: they count.
 */
export function findWaiting<Each>(
  all: readonly Each[],
  growthOf: (each: Each) => Growth,
  most: number
): Set<Each> {
  const waiting = new Set<Each>()
  let running = all.reduce((sum, each) => sum + growthOf(each).before, 0)
  for (const each of all) {
    const { before, after } = growthOf(each)
    const more = Math.max(0, after - before)
    if (more > 0 && running + more > most) waiting.add(each)
    else running += more
  }
  return waiting
}
