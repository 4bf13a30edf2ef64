import { grouped } from '../groups.ts'
import { isOfKinds } from '../kubernetes/kustomize-fields.ts'
import type { NameReference } from '../kubernetes/kustomize-fields.ts'
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
  const byName = grouped(
    renamed.flatMap(object =>
      [...new Set(object.formerly.map(({ name }) => name))].map(name => ({ name, object }))
    ),
    ({ name }) => name
  )
  const named = (name: string) => byName.get(name)?.map(({ object }) => object) ?? []
  return objects.map(referrer =>
    references.reduce((made, { target, field }) => {
      if (!isOfKinds(made.manifest, field)) return made
      const node = fieldChanged(made.manifest.node, { ...field, create: false }, old =>
        renamedNode(old, name =>
          referralOf(
            referrer,
            named(name).filter(each => isOfTarget(each, target))
          )
        )
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

const isOfTarget = ({ manifest, formerly }: Built, target: NameReference['target']) =>
  formerly.some(({ kind }) => isOfKinds({ ...manifest, kind }, target))

/** What a reference means, of all that had the name that it says. */
function referralOf(referrer: Built, all: readonly Built[]): Built | undefined {
  const namespace = namespaceOf(referrer.manifest)
  const near = all.filter(({ manifest }) => namespaceOf(manifest) === namespace)
  if (near.length === 1) return near[0]
  const alike = near.filter(each => hasSameEnds(each, referrer, 'or none'))
  const same = alike.length > 1 ? alike.filter(each => hasSameEnds(each, referrer)) : alike
  const isOne = new Set(same.map(({ manifest }) => manifest.name)).size === 1
  return isOne ? same[0] : undefined
}

/** Whether two objects were given the same prefixes and suffixes, as far as both have some. */
const hasSameEnds = (one: Built, other: Built, orNone?: 'or none') =>
  (['prefixes', 'suffixes'] as const).every(
    key =>
      (orNone && (one[key].length === 0 || other[key].length === 0)) ||
      endsAlike(one[key], other[key])
  )

function endsAlike(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one]
  if (shorter.length === 0) return longer.length === 0
  return shorter.every((each, at) => longer[at + longer.length - shorter.length] === each)
}
