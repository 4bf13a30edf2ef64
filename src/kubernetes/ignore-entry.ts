import type { Value } from '../yaml/node.ts'
import type { Manifest } from './manifest.ts'
import { itemsOf, textOf } from './resource.ts'
import type { Path } from './resource.ts'

/** An entry of `ignoreDifferences`, of an Application or of argocd-cm. What is omitted is ''. */
export type Rule = {
  readonly path: Path
  readonly manifest: Manifest | undefined
  readonly group: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly pointers: readonly string[]
  readonly jqPaths: readonly string[]
  readonly managers: readonly string[]
  /** Whether it stands for entries that a template makes: what they say is not known. */
  readonly isVague?: boolean
}

/** Where a rule is written. */
export type Origin = Pick<Rule, 'path' | 'manifest'>

/** Reads an entry. */
export function ruleIn(entry: Value, origin: Origin): Rule {
  const text = (key: string) => textOf(entry, key) ?? ''
  const texts = (key: string) => itemsOf(entry, key).map(String)
  return {
    ...origin,
    group: text('group'),
    kind: text('kind'),
    name: text('name'),
    namespace: text('namespace'),
    pointers: texts('jsonPointers'),
    jqPaths: texts('jqPathExpressions'),
    managers: texts('managedFieldsManagers')
  }
}

/** What stands for entries that are made of a template elsewhere. */
export const vagueRule = (origin: Origin): Rule => ({
  ...ruleIn({ group: '*', kind: '*' }, origin),
  isVague: true
})
