/** The kinds that a migration changes, as other objects and commands name them. */
export type ScaledKind = 'Deployment' | 'Rollout' | 'HorizontalPodAutoscaler' | 'ScaledObject'

/** The kind that a word means: in plural, in lower case, short or with its group, as tools have it. */
export function kindIn(word: string): ScaledKind | undefined {
  const [plain = ''] = word.toLowerCase().split('.')
  return kinds.get(plain) ?? kinds.get(plain.replace(/s$/, ''))
}

const kinds: ReadonlyMap<string, ScaledKind> = new Map([
  ['deployment', 'Deployment'],
  ['deploy', 'Deployment'],
  ['rollout', 'Rollout'],
  ['ro', 'Rollout'],
  ['horizontalpodautoscaler', 'HorizontalPodAutoscaler'],
  ['hpa', 'HorizontalPodAutoscaler'],
  ['scaledobject', 'ScaledObject'],
  ['so', 'ScaledObject']
])

/** What kinds of scaling have in their names, as an expression. */
export const scalingWords = '(?<!\\be)scal|hpa\\b|hibernat|sleep'

const scaling = new RegExp(scalingWords, 'i')

/** Whether a kind is one of scaling by its name: what it names may then be a workload in any form. */
export const speaksOfScaling = (kind: string) => scaling.test(kind)
