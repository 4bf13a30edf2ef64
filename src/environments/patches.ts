import { keysOfPointer } from '../kubernetes/field-path.ts'
import { asEntries } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { asList } from './go-values.ts'
import { touches, valueAt } from './merge.ts'
import { unknownValue } from './unknown.ts'

/** Under which key the steps are that a release's patches set: those of a chart's values are beside it. */
export const patchesKey = 'jsonPatches'

const stepsPath = ['spec', 'strategy', 'canary', 'steps']

/** The path of the steps that patches set of a Rollout. */
export const pathOfPatched = (name: string) => [patchesKey, name, ...stepsPath]

/** What a patch of a release says of canary steps, as values; undefined where it says nothing. */
export function stepsOfPatch(patch: Entries): Entries | undefined {
  const operations = asList(patch['patch'])
  const named = asEntries(operations ? patch['target'] : patch['metadata'])
  const said = operations
    ? operations.flatMap(operation => saidBy(asEntries(operation) ?? {})).at(-1)
    : patch['kind'] === 'Rollout' && touches(patch, stepsPath)
      ? { steps: valueAt(patch, stepsPath) ?? null }
      : undefined
  if (!said) return undefined
  const name = String(named?.['name'] ?? '')
  return asEntries(nested(pathOfPatched(name), said.steps))
}

/** What an operation of a JSON patch makes of the steps, where it is about them. */
function saidBy({ op, path, value = null }: Entries): { readonly steps: Value }[] {
  const keys = typeof path === 'string' ? keysOfPointer(path) : []
  const isAbove = keys.length > 0 && keys.every((key, at) => at > 3 || key === stepsPath[at])
  if (!isAbove) return []
  if (keys.length > stepsPath.length) return [{ steps: unknownValue }]
  if (op === 'remove') return [{ steps: null }]
  if (op !== 'add' && op !== 'replace') return op === 'test' ? [] : [{ steps: unknownValue }]
  return [{ steps: valueAt(asEntries(nested(keys, value)), stepsPath) ?? null }]
}

const nested = (path: readonly string[], end: Value) =>
  path.reduceRight<Value>((inner, key) => ({ [key]: inner }), end)
