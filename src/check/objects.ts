import { sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { analysisProblems } from './objects-analysis.ts'
import { applicationProblems } from './objects-applications.ts'
import { autoscalerProblems } from './objects-autoscalers.ts'
import { budgetProblems } from './objects-budgets.ts'
import { dashboardProblems } from './objects-dashboard.ts'
import { duplicateProblems } from './objects-duplicates.ts'
import { metricProblems } from './objects-metrics.ts'
import { pairProblems } from './objects-migration.ts'
import { limitProblems } from './objects-limits.ts'
import { mentionProblems } from './objects-others.ts'
import { selectionProblems } from './objects-services.ts'
import { templateProblems } from './objects-templates.ts'
import { limitOfSame, pairsOf } from './objects-pairs.ts'
import { referenceProblems } from './objects-references.ts'
import { overlapProblems } from './objects-selectors.ts'
import { viewOf } from './objects-view.ts'
import type { Scene } from './scene.ts'

/** Finds what the objects of a scene break in each other. */
export function checkObjects(scene: Scene): Diagnostic[] {
  const view = viewOf(scene)
  const same = limitOfSame()
  const pairs = pairsOf(scene.scope, same)
  return sortDiagnostics(
    withoutRepeats([
      ...pairs.flatMap(pair => pairProblems(pair, view)),
      ...autoscalerProblems(view, pairs),
      ...referenceProblems(view),
      ...analysisProblems(view),
      ...metricProblems(view),
      ...overlapProblems(view),
      ...budgetProblems(view),
      ...applicationProblems(view, pairs),
      ...dashboardProblems(view),
      ...mentionProblems(view, pairs),
      ...selectionProblems(view),
      ...limitProblems(view, pairs),
      ...templateProblems(pairs),
      ...duplicateProblems(view),
      ...same.problems(),
      ...view.limit.problems()
    ])
  )
}
