import type { Labels } from '../kubernetes/labels.ts'
import { fieldOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import type { Kind } from '../workload/state.ts'
import { asEntries } from '../yaml/node.ts'

/** The objects of one end of a change, with their pod templates. */
export type EndObjects = {
  readonly deployment: Resource | undefined
  readonly rollout: Resource | undefined
  /** The Services of their namespace. */
  readonly services: readonly Resource[]
}

/** The Deployment or the Rollout of an end. */
export const objectOf = ({ deployment, rollout }: EndObjects, kind: Kind) =>
  kind === 'Deployment' ? deployment : rollout

/** The labels of the pods of a kind; undefined where its template is not in view. */
export function podLabelsOf(end: EndObjects, kind: Kind): Labels | undefined {
  const own = labelsIn(objectOf(end, kind))
  return own ?? (kind === 'Rollout' && end.rollout ? labelsIn(end.deployment) : undefined)
}

function labelsIn(object: Resource | undefined): Labels | undefined {
  const template = fieldOf(object, 'spec', 'template')
  if (!template) return undefined
  return asEntries(fieldOf(template, 'metadata', 'labels')) ?? {}
}
