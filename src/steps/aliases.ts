import type { Alias, Node } from '../yaml/node.ts'

/** The first alias of a document that repeats what holds an offset: a change there is one here, too. */
export function aliasOf(root: Node | undefined, offset: number): Alias | undefined {
  const holders = nodesOf(root, ({ start, end }) => start <= offset && offset < end)
  const repeated = new Set(holders.filter(({ type }) => type !== 'alias'))
  const aliases = nodesOf(root, () => true).filter(node => node.type === 'alias')
  return aliases.find(({ target }) => target !== undefined && repeated.has(target))
}

/** A node and all below it, as far as they are of interest, in the order of the text. */
function nodesOf(node: Node | undefined, isMeant: (node: Node) => boolean): Node[] {
  if (!node || !isMeant(node)) return []
  const below =
    node.type === 'mapping'
      ? node.pairs.map(({ value }) => value)
      : node.type === 'sequence'
        ? node.items
        : []
  return [node, ...below.flatMap(each => nodesOf(each, isMeant))]
}
