import type { Rollout } from '../kubernetes/generated/rollout.ts'
import { resourcePolicy, syncOptions, syncWave } from '../kubernetes/rollout-annotations.ts'
import type { Run } from '../workload/select.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { helmFileName } from '../yaml/stream.ts'

type Entries = { readonly [key: string]: Value }

/** The templates that a new Rollout needs and that no Rollout before it has brought along. */
export type NewTemplates = (rollout: Rollout) => readonly Entries[]

/** Looks after one run: each template is written once a namespace. */
export function newTemplates({ analysisTemplates }: Run): NewTemplates {
  const written = new Set<string>()
  return ({ metadata = {}, spec }) => {
    if (!analysisTemplates) return []
    const { namespace, annotations = {} } = metadata
    // What is built for a new Rollout is plain data.
    const steps = spec.strategy?.canary?.steps as Value | undefined
    const place = { namespace, annotations: annotationsBefore(annotations) }
    return analysisTemplates(steps, place).filter(template => {
      const key = JSON.stringify([namespace, asEntries(template['metadata'])?.['name'] ?? null])
      return !written.has(key) && written.add(key)
    })
  }
}

/** A Rollout whose template is missing is refused: that one is kept as it is, and applied earlier. */
function annotationsBefore(rollout: Readonly<Record<string, string>>): Record<string, string> {
  const kept = [syncOptions, resourcePolicy, helmFileName]
  const wave = Number(rollout[syncWave] ?? 0)
  return {
    [syncWave]: String(Number.isInteger(wave) ? wave - 1 : -1),
    ...Object.fromEntries(Object.entries(rollout).filter(([key]) => kept.includes(key)))
  }
}
