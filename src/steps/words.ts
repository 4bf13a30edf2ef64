import { canaryFields, stepFields } from '../kubernetes/generated/canary-fields.ts'
import { nearest } from '../nearest.ts'

/** The kinds of canary steps. */
export const stepKinds: readonly string[] = Object.keys(stepFields)

/** The fields of a canary, which may be beside its steps. */
const canaryKeys: ReadonlySet<string> = new Set(canaryFields)

/** Whether a key is a canary's own, beside its steps: it holds none. */
export const isBesideSteps = (key: string): boolean => key !== 'steps' && canaryKeys.has(key)

/** Words that mean a key, and are not like it. */
export const meantKeys: Readonly<Record<string, string>> = {
  replicaCount: 'replicas',
  wait: 'pause'
}

/** Whether a key names a kind of step, or was meant to. */
export function isStepKey(key: string): boolean {
  const isMeant = Object.hasOwn(meantKeys, key) && stepKinds.includes(meantKeys[key] ?? '')
  return stepKinds.includes(key) || isMeant || nearest(key, stepKinds) !== undefined
}

/** Whether a text begins with an item of `steps`: a dash and a step's key. */
export function isItem(text: string): boolean {
  const key = /^-[ \t]+["']?([A-Za-z]+)["']?[ \t]*:(?:\s|$)/.exec(text)?.[1]
  return key !== undefined && isStepKey(key)
}

/** Whether a text begins like an entry or an item of YAML, not like a sentence. */
export function isEntry(text: string): boolean {
  return /^(?:- |-$|(?:- +)?["']?[a-z][\w./-]*["']?[ \t]*:(?:\s|$))/.test(text)
}

/** The key of a text that is only `key:`, as a parent of other lines is. */
export function parentKeyOf(text: string): string | undefined {
  return /^["']?([a-z][\w-]*)["']?[ \t]*:(?:\s+#.*)?\s*$/.exec(text)?.[1]
}

/** Whether a text ends the steps where it is at their indent: a canary's field, or a parent. */
export function isOtherKey(text: string): boolean {
  const key = /^["']?([A-Za-z]+)["']?[ \t]*:(?:\s|$)/.exec(text)?.[1]
  return (key !== undefined && canaryKeys.has(key)) || parentKeyOf(text) !== undefined
}

/** Whether a text is the key `steps` without a value, with an anchor or tag, or with a list or an alias on its line. */
export function isStepsKey(text: string): boolean {
  return /^["']?steps["']?[ \t]*:(?:[ \t]+[&!][^\s#]*)*\s*(?:#.*|\[.*|\*\S+\s*(?:#.*)?)?$/.test(
    text
  )
}
