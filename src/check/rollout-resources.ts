import type { Diagnostic } from '../diagnostic.ts'
import { amountIn } from '../kubernetes/quantity.ts'
import { child, entriesOf, keyPlaceOf, fieldPlace, scalarOf } from './rollout-field.ts'
import type { Field } from './rollout-field.ts'
import * as problems from './rollout-problems.ts'

/** Checks what a container asks for against its limits. */
export function* checkResources(resources: Field): Generator<Diagnostic> {
  for (const each of ['requests', 'limits'].flatMap(key => entriesOf(child(resources, key)))) {
    if (!isResource(each.key)) yield problems.unknownResource(keyPlaceOf(each), each.key)
  }
  for (const request of entriesOf(child(resources, 'requests'))) {
    const limit = child(resources, 'limits', request.key)
    const [asked, most] = [amountOf(request), amountOf(limit)]
    if (asked !== undefined && asked < 0) {
      yield problems.negativeValue(fieldPlace(request), request.path, asked)
    } else if (asked !== undefined && most !== undefined && asked > most) {
      const [text, limited] = [String(scalarOf(request)), String(scalarOf(limit))]
      yield problems.requestAboveLimit(fieldPlace(request), request.path, text, limited)
    }
  }
}

/** Those of Kubernetes, and those of others, which have a domain. */
const isResource = (name: string) => /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$|\//.test(name)

/** The number that a quantity such as `500m` or `1Gi` stands for. */
const amountOf = (field: Field) => amountIn(scalarOf(field))
