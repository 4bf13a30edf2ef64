import { asMapping, findItems, findNode, findString } from '../yaml/node.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import type { Document } from '../yaml/stream.ts'
import type { Manifest } from './manifest.ts'

/** Finds the pod template of a Deployment. */
export type TemplateReader = (deployment: Manifest) => Mapping | undefined

/** Reads pod templates, which the reader of manifests leaves out: each document once more. */
export function templateReader(): TemplateReader {
  const roots = new Map<Document, Node | undefined>()
  return ({ node, document }) => {
    const template = findNode(node, 'spec', 'template')
    if (template?.type !== 'unread') return asMapping(template)
    if (!roots.has(document)) roots.set(document, parseAnyStyle(document.text, document.body).root)
    return asMapping(findNode(objectAt(roots.get(document), node.start), 'spec', 'template'))
  }
}

/** A manifest with what it has at `spec.template`, which the reader of manifests leaves out. */
export function wholeManifest(manifest: Manifest): Manifest {
  const { node, document } = manifest
  if (findNode(node, 'spec', 'template')?.type !== 'unread') return manifest
  const { root } = parseAnyStyle(document.text, document.body)
  return { ...manifest, node: asMapping(objectAt(root, node.start)) ?? node }
}

/** The object that stands at an offset: the document's own, or an item of a list, also in a list. */
function objectAt(root: Node | undefined, offset: number): Node | undefined {
  const isList = /List$/.test(findString(root, 'kind') ?? '')
  const item = isList
    ? findItems(root, 'items').find(({ start, end }) => start <= offset && offset < end)
    : undefined
  return item ? objectAt(item, offset) : root
}
