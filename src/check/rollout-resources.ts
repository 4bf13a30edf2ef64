import type { Diagnostic } from '../diagnostic.ts'
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

const powers: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60
}

/** The number that a quantity such as `500m` or `1Gi` stands for. */
function amountOf(field: Field): number | undefined {
  const value = scalarOf(field)
  if (typeof value === 'number') return value
  const [, count, unit = ''] = /^([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)([A-Za-z]*)$/.exec(
    String(value ?? 'none')
  ) ?? [undefined, undefined]
  const power = powers[unit]
  return count === undefined || power === undefined ? undefined : Number(count) * power
}
