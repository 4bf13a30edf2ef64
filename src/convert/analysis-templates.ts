import { findStrings, groupOf, manifestsOfKind } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { fieldOf } from '../kubernetes/resource.ts'
import {
  resourcePolicy,
  syncOptions,
  syncWave,
  waveBefore
} from '../kubernetes/rollout-annotations.ts'
import type { SourceGroup } from '../workload/read.ts'
import type { NewRollout } from '../workload/rollout.ts'
import type { Run } from '../workload/select.ts'
import type { Selected } from '../workload/selected.ts'
import { asEntries } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { helmFileName } from '../yaml/stream.ts'

/** The templates that a new Rollout needs and that no Rollout before it has brought along. */
export type NewTemplates = (rollout: NewRollout) => readonly Entries[]

type Around = {
  readonly groups?: readonly SourceGroup[]
  readonly selected: readonly Pick<Selected, 'manifests'>[]
}

/** Looks after one run: each template is written once a namespace, not beside its like. */
export function newTemplates(run: Run, { groups = [], selected }: Around): NewTemplates {
  const { analysisTemplates } = run
  if (!analysisTemplates) return () => []
  const keyOf = (namespace = run.namespace, name: Value | undefined) =>
    JSON.stringify([namespace, name ?? null])
  const written = new Set(templatesIn(groups).map(each => keyOf(each.namespace, each.name)))
  const wavesIn = (namespace = run.namespace) =>
    selected
      .map(({ manifests }) => manifests.deployment)
      .filter(each => (each.namespace ?? run.namespace) === namespace)
      // A new Rollout has the wave of its Deployment.
      .map(each => findStrings(each, 'annotations')[syncWave])
  return ({ metadata, spec }) => {
    const { namespace, annotations = {} } = metadata
    const steps = fieldOf(spec, 'strategy', 'canary', 'steps')
    const wave = waveBefore(wavesIn(namespace))
    const place = { namespace, annotations: annotationsOf(annotations, wave) }
    return analysisTemplates(steps, place).filter(template => {
      const key = keyOf(namespace, asEntries(template['metadata'])?.['name'])
      return !written.has(key) && written.add(key)
    })
  }
}

const templatesIn = (groups: readonly SourceGroup[]): Manifest[] =>
  groups
    .flatMap(({ sources }) => sources)
    .flatMap(source => manifestsOfKind(source, 'AnalysisTemplate'))
    .filter(({ apiVersion }) => groupOf(apiVersion) === 'argoproj.io')

/** A Rollout whose template is missing is refused: that one is kept as it is, and applied earlier. */
function annotationsOf(
  rollout: Readonly<Record<string, string>>,
  wave: string
): Record<string, string> {
  const kept = [syncOptions, resourcePolicy, helmFileName]
  return {
    [syncWave]: wave,
    ...Object.fromEntries(Object.entries(rollout).filter(([key]) => kept.includes(key)))
  }
}
