import { asEntries } from '../yaml/node.ts'
import type { Labels } from './labels.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { fieldOf } from './resource.ts'
import type { Resource } from './resource.ts'

/** Whether a manifest is a Service of Kubernetes. */
export const isService = ({ kind, apiVersion }: Manifest) =>
  kind === 'Service' && groupOf(apiVersion) === ''

/** The labels by which a Service selects pods; undefined where it selects none. */
export function selectorIn(service: Resource): Labels | undefined {
  const selector = asEntries(fieldOf(service, 'spec', 'selector')) ?? {}
  return Object.keys(selector).length === 0 ? undefined : selector
}
