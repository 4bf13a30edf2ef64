import type { Diagnostic } from '../diagnostic.ts'
import { sortDiagnostics } from '../diagnostic.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { templateOf } from '../kubernetes/template.ts'
import { child, isGiven, fieldPlace, rootField } from './rollout-field.ts'
import type { Field } from './rollout-field.ts'
import { podChoices } from './rollout-pods.ts'
import * as problems from './rollout-problems.ts'
import { routerTargets } from './rollout-routing.ts'
import { checkShape } from './rollout-shape.ts'
import { checkSpec } from './rollout-spec.ts'
import { antiAffinities, checkStrategy } from './rollout-strategy.ts'
import { canBeChecked } from './rollout-text.ts'

export type RolloutContext = {
  /** The version of Argo Rollouts in the cluster; undefined is the newest that is known here. */
  readonly version: string | undefined
  /** Whether it is only a part of a Rollout: a kustomize patch may say anything of one. */
  readonly isPart?: boolean
}

/**
 * Checks a Rollout as the API server and the controller do, and for what they silently ignore. One
 * with Go templates is not checked, and neither is one that cannot be read; a patch is checked
 * only for fields that there are not.
 */
export function checkRollout(rollout: Manifest, context: RolloutContext): Diagnostic[] {
  if (!isRollout(rollout) || rollout.document.error) return []
  const { document } = rollout
  const reading = { document, template: templateOf(rollout) }
  const root = rootField(reading, rollout.node)
  return canBeChecked(root) ? sortDiagnostics([...check(root, context)]) : []
}

function* check(root: Field, { version, isPart = false }: RolloutContext): Generator<Diagnostic> {
  const apiVersion = child(root, 'apiVersion')
  const word = apiVersion.node?.type === 'scalar' ? String(apiVersion.node.value) : undefined
  if (word !== undefined && word !== 'argoproj.io/v1alpha1') {
    yield problems.unservedApiVersion(fieldPlace(apiVersion), word)
    return
  }
  const meant = new Set<string>()
  yield* checkShape(root, 'Rollout', { version, meant })
  const spec = child(root, 'spec')
  if (isPart || isPatch(spec)) return
  for (const each of [...checkSpec(spec), ...checkStrategy(spec, version)]) {
    if (!missedBy[each.code]?.some(field => isMeant(field, meant))) yield each
  }
}

const isMeant = (field: string, meant: ReadonlySet<string>) =>
  [...meant].some(path => path.endsWith(`.${field}`))

/** The fields that a problem misses: misspelt, they are one fault and not two. */
const missedBy: Readonly<Record<string, readonly string[]>> = {
  [problems.strategyMissing.code]: ['strategy', 'canary', 'blueGreen'],
  [problems.rolloutWithoutSelector.code]: ['selector', 'workloadRef'],
  [problems.emptySelector.code]: ['matchLabels', 'matchExpressions', 'workloadRef'],
  [problems.rolloutWithoutTemplate.code]: ['template', 'workloadRef'],
  [problems.missingField.code]: ['apiVersion', 'kind', 'name', 'virtualService'],
  [problems.serviceMissing.code]: ['canaryService', 'stableService', 'rootService'],
  [problems.notExactlyOne.code]: [...antiAffinities, ...routerTargets, ...podChoices]
}

/** Whether a Rollout is only a part of one, as kustomize patches are: nothing says what its pods are. */
const isPatch = (spec: Field) =>
  ['selector', 'template', 'workloadRef'].every(key => !isGiven(child(spec, key)))
