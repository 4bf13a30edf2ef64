import { readUnread } from './block.ts'
import { findNode } from './node.ts'
import type { Node, Unread } from './node.ts'
import { parseAnyStyle } from './parse.ts'
import type { Document } from './stream.ts'

// Each node is completed once, and each document parsed at most once for it.
const completed = new WeakMap<Node, Node>()
const parsedRoots = new WeakMap<Document, Node>()

/** A node of a document with all that its reader left unread. */
export function complete(document: Document, node: Node): Node {
  const known = completed.get(node)
  if (known) return known
  const whole = fill(node, unread => readUnread(document.text, unread)) ?? parse(document, node)
  completed.set(node, whole)
  return whole
}

/** The metadata of a pod template in a node, which is read without the rest of it where that can be. */
export function metadataOf(document: Document, node: Node): Node | undefined {
  const template = findNode(node, 'spec', 'template')
  const own = template?.type === 'unread' && readUnread(document.text, template, 'metadata')
  return own ? findNode(own, 'metadata') : findNode(complete(document, node), ...path)
}

const path = ['spec', 'template', 'metadata']

type Read = (unread: Unread) => Node | undefined

/** A node with what a reader gives for each unread one below it; undefined where it gives nothing. */
function fill(node: Node, read: Read): Node | undefined {
  if (node.type === 'unread') return read(node)
  if (node.type === 'mapping') {
    const values = fillAll(
      node.pairs.map(({ value }) => value),
      read
    )
    if (values === 'same') return node
    const pairs = node.pairs.map((pair, at) => ({ ...pair, value: values?.[at] ?? pair.value }))
    return values && { ...node, pairs }
  }
  if (node.type !== 'sequence') return node
  const items = fillAll(node.items, read)
  return items === 'same' ? node : items && { ...node, items }
}

function fillAll(nodes: readonly Node[], read: Read): readonly Node[] | 'same' | undefined {
  const filled: Node[] = []
  for (const node of nodes) {
    const whole = fill(node, read)
    if (!whole) return undefined
    filled.push(whole)
  }
  return filled.every((node, at) => node === nodes[at]) ? 'same' : filled
}

/** The same node as the parser of any style reads it. */
function parse(document: Document, node: Node): Node {
  const root = parsedRoots.get(document) ?? parseAnyStyle(document.text, document.body).root ?? node
  parsedRoots.set(document, root)
  return findSame(root, node) ?? node
}

function findSame(at: Node, node: Node): Node | undefined {
  if (at.type === node.type && at.start === node.start) return at
  if (at.type !== 'mapping' && at.type !== 'sequence') return undefined
  const children = at.type === 'mapping' ? at.pairs.map(({ value }) => value) : at.items
  const around = children.find(({ start, end }) => start <= node.start && node.start < end)
  return around && findSame(around, node)
}
