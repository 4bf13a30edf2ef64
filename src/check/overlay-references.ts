import { grouped, kept } from '../groups.ts'
import { isOfKinds } from '../kubernetes/kustomize-fields.ts'
import type { Kinds, NameReference } from '../kubernetes/kustomize-fields.ts'
import { fieldChanged, nodeWith } from '../kubernetes/patched.ts'
import type { Node } from '../yaml/node.ts'
import { namespaceOf, withNode } from './overlay-object.ts'
import type { Built } from './overlay-object.ts'

/**
 * Objects whose references follow the names of what they refer to, as kustomize has it once all else is
 * done (kustomize api/filters/nameref). It fails where a name may mean several; here it stays.
 */
export function withReferences(
  objects: readonly Built[],
  references: readonly NameReference[]
): readonly Built[] {
  const renamed = objects.filter(({ formerly }) => formerly.length > 0)
  if (renamed.length === 0) return objects
  const find = kept((target: Kinds) => finderOf(renamed.filter(each => isOfTarget(each, target))))
  return objects.map(referrer =>
    references.reduce((made, { target, field }) => {
      if (!isOfKinds(made.manifest, field)) return made
      const node = fieldChanged(made.manifest.node, { ...field, create: false }, old =>
        renamedNode(old, name => find(target)(referrer, name))
      )
      return node === made.manifest.node ? made : withNode(made, node)
    }, referrer)
  )
}

function renamedNode(node: Node, find: (name: string) => Built | undefined): Node {
  const found = node.type === 'scalar' ? find(String(node.value)) : undefined
  const name = found?.manifest.name
  return name === undefined ? node : nodeWith(node, [], name)
}

const isOfTarget = ({ manifest, formerly }: Built, target: Kinds) =>
  formerly.some(({ kind }) => isOfKinds({ ...manifest, kind }, target))

/** What an object means by a name. */
type Finder = (referrer: Built, name: string) => Built | undefined

/** Looks among objects by the names that they had. Many of them may be instances of one base. */
function finderOf(all: readonly Built[]): Finder {
  const named = all.flatMap(object =>
    [...new Set(object.formerly.map(({ name = '' }) => name))].map(name => ({ name, object }))
  )
  const keyOf = ({ manifest }: Built, name: string) => `${namespaceOf(manifest)}/${name}`
  const near = grouped(named, ({ object, name }) => keyOf(object, name))
  const alike = endKeys.map(end =>
    grouped(named, ({ object, name }) => [keyOf(object, name), object[end].at(-1)].join())
  )
  return (referrer, name) => {
    const key = keyOf(referrer, name)
    const all = near.get(key) ?? []
    if (all.length <= 1) return all[0]?.object
    // Of those that were given another prefix or suffix last none is meant.
    const at = endKeys.findIndex(end => referrer[end].length > 0)
    const ends = [endKeys[at] && referrer[endKeys[at]].at(-1), undefined]
    const likely = at < 0 ? all : ends.flatMap(end => alike[at]?.get([key, end].join()) ?? [])
    return referralOf(
      referrer,
      likely.map(({ object }) => object)
    )
  }
}

const endKeys = ['prefixes', 'suffixes'] as const

/** What a reference means, of several that had the name that it says. */
function referralOf(referrer: Built, near: readonly Built[]): Built | undefined {
  const alike = near.filter(each => hasSameEnds(each, referrer, 'or none'))
  const same = alike.length > 1 ? alike.filter(each => hasSameEnds(each, referrer)) : alike
  const isOne = new Set(same.map(({ manifest }) => manifest.name)).size === 1
  return isOne ? same[0] : undefined
}

/** Whether two objects were given the same prefixes and suffixes, as far as both have some. */
const hasSameEnds = (one: Built, other: Built, orNone?: 'or none') =>
  endKeys.every(
    key =>
      (orNone && (one[key].length === 0 || other[key].length === 0)) ||
      endsAlike(one[key], other[key])
  )

function endsAlike(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one]
  if (shorter.length === 0) return longer.length === 0
  return shorter.every((each, at) => longer[at + longer.length - shorter.length] === each)
}
