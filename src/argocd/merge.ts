import type { Diagnostic } from '../diagnostic.ts'
import { isArgoCdConfig } from '../kubernetes/argo-cd-settings.ts'
import { manifestsOf } from '../kubernetes/manifest.ts'
import { canonical } from '../kubernetes/resource.ts'
import { applyEdits, editsFor, lineBreakOf } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { mergePatch } from '../yaml/merge-patch.ts'
import type { Patch } from '../yaml/merge-patch.ts'
import { asEntries, asMapping, findNode, findPair, valueOf } from '../yaml/node.ts'
import type { Mapping, Pair } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { printBlock } from '../yaml/print.ts'
import type { Revision } from '../yaml/revision.ts'
import { documentsIn, locate } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { actionsKey, isPrinted } from './actions.ts'
import * as problems from './problems.ts'
import type { NotMerged } from './problems.ts'

type Merged = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Puts the actions into a file that has argocd-cm, or values of the chart of Argo CD. */
export function mergeActions(source: Source, actions: string): Merged {
  const refused = (reason: NotMerged, document = documents[0], offset = 0): Merged => {
    const start = { file: source.file, line: 1, column: 1 }
    const at = document ? locate(document, offset) : start
    return { revisions: [], diagnostics: [problems.actionsNotMerged(at, reason)] }
  }
  const documents = documentsIn(source)
  const broken = documents.find(({ error }) => error)
  if (broken) return refused('unread', broken, broken.error?.offset)
  const places = placesIn(documents)
  const [place, second] = places
  if (second) return refused('several', second.document, second.root.start)
  if (!place) return refused('unknown')
  const obstacle = obstacleIn(place, actions)
  if (obstacle) return refused(obstacle, place.document, offsetOf(place))
  const edits = editsOf(place, actions)
  if (typeof edits === 'string') return refused(edits, place.document, offsetOf(place))
  const revised = edits.length > 0 ? [{ document: place.document, edits }] : []
  return { revisions: [{ source, revised }], diagnostics: [] }
}

/** An object whose mapping at a path has the entries of argocd-cm. */
type Place = {
  readonly document: Document
  readonly root: Mapping
  readonly path: readonly string[]
}

function placesIn(documents: readonly Document[]): Place[] {
  const configMaps = documents
    .flatMap(manifestsOf)
    .filter(each => isArgoCdConfig(each) && !each.list)
    .map(({ document, node }) => ({ document, root: node, path: ['data'] }))
  if (configMaps.length > 0) return configMaps
  const [document, second] = documents.filter(({ root }) => root)
  const root = asMapping(document?.root)
  if (!document || !root || second || findPair(root, 'kind')) return []
  // Values of the chart itself, or of one that depends on it.
  const above = [[], ['argo-cd']].filter(path => findNode(root, ...path, 'configs'))
  return above.map(path => ({ document, root, path: [...path, 'configs', 'cm'] }))
}

const offsetOf = ({ root, path }: Place) => findNode(root, ...path)?.start ?? root.start

/** Actions of Rollouts that are of somebody else. */
function obstacleIn({ root, path }: Place, actions: string): NotMerged | undefined {
  const entries = asEntries(valueOf(findNode(root, ...path))) ?? {}
  const own = entries[actionsKey]
  const isOurs = own === undefined || own === null || own === actions
  if (!isOurs && !(typeof own === 'string' && isPrinted(own))) return 'own'
  const old = valueOf(parseAnyStyle(String(entries['resource.customizations'] ?? '')).root)
  const ofRollouts = asEntries(asEntries(old)?.['argoproj.io/Rollout'])
  return ofRollouts?.['actions'] === undefined ? undefined : 'old'
}

/** The edits that put the actions in; what else they would change is looked for in the result. */
function editsOf(place: Place, actions: string): readonly Edit[] | NotMerged {
  const { document, root, path } = place
  const { text, body } = document
  if (valueOf(findNode(root, ...path, actionsKey)) === actions) return []
  const edits = isFlow(place) ? structureOf(place, actions) : withLines(place, actions)
  if (typeof edits === 'string') return edits
  const wanted = mergePatch(asEntries(valueOf(root)) ?? {}, patchAt([...path, actionsKey], actions))
  const made = valueOf(parseAnyStyle(applyEdits(text, edits), body).root)
  return canonical(made) === canonical(wanted) ? edits : 'uncertain'
}

function patchAt([key = '', ...path]: readonly string[], value: string): Patch {
  return { [key]: path.length > 0 ? patchAt(path, value) : value }
}

/** The mappings that exist on the way to the entries. */
const mappingsTo = ({ root, path }: Place) =>
  [root, ...path.map((_, at) => asMapping(findNode(root, ...path.slice(0, at + 1))))].filter(
    each => each !== undefined
  )

/** Whether the entries are written on one line with others. */
const isFlow = (place: Place) =>
  mappingsTo(place).some(({ flow, pairs }) => flow && pairs.length > 0)

/** The edits that make a place for a value, and put it there. */
function structureOf({ document, root, path }: Place, value: string): readonly Edit[] | NotMerged {
  const { text } = document
  const all = [...path, actionsKey]
  const empty = emptyOnTheWay({ document, root, path })
  if (empty) {
    const lineBreak = lineBreakOf(text) + ' '.repeat(empty.indent + 2)
    const lines = printBlock(patchAt(all.slice(empty.depth), value))
    const added = lines.map(line => lineBreak + line).join('')
    return [{ start: empty.start, end: empty.end, text: added }]
  }
  const target = pairAt({ document, root, path })
  if (target && !findPair(target.mapping, actionsKey)) return aboveAll(text, target, value)
  const { edits, obstacle } = editsFor(text, root, patchAt(all, value))
  return obstacle ? 'shared' : edits
}

type Target = { readonly pair: Pair; readonly mapping: Mapping }

/** The entries, where they are separate lines. */
function pairAt({ root, path }: Place): Target | undefined {
  const above = asMapping(findNode(root, ...path.slice(0, -1)))
  const pair = above?.pairs.find(({ key }) => key === path.at(-1))
  const mapping = pair?.value
  return pair && mapping?.type === 'mapping' && !mapping.flow ? { pair, mapping } : undefined
}

/** The actions above the first entry, and above the comments that belong to that. */
function aboveAll(text: string, { pair, mapping }: Target, value: string): Edit[] | NotMerged {
  if (mapping.shared) return 'shared'
  const start = text.indexOf('\n', pair.keyEnd) + 1
  const lines = printBlock({ [actionsKey]: value })
  const added = lines.map(line => ' '.repeat(mapping.indent) + line + lineBreakOf(text)).join('')
  return [{ start, end: start, text: added }]
}

/** Braces with nothing between them, which make room for lines; what is above them has lines. */
function emptyOnTheWay({ document, root, path }: Place) {
  for (const [depth, key] of path.entries()) {
    const above = asMapping(findNode(root, ...path.slice(0, depth)))
    const pair = above?.pairs.find(each => each.key === key)
    const { value } = pair ?? {}
    if (!above || !pair || value?.type !== 'mapping') return undefined
    if (above.flow || !value.flow || value.pairs.length > 0 || value.shared) continue
    const start = document.text.indexOf(':', pair.keyEnd) + 1
    return { start, end: value.end, indent: above.indent, depth: depth + 1 }
  }
  return undefined
}

/** Stands for the actions until it is known how far in their lines begin. */
const stand = 'ACTIONS-OF-ROLLOUTS'

/** The edits that put the actions in as a literal block. */
function withLines(place: Place, actions: string): readonly Edit[] | NotMerged {
  const edits = structureOf(place, stand)
  if (typeof edits === 'string') return edits
  const { text } = place.document
  const made = applyEdits(text, edits)
  const at = made.indexOf(stand)
  const lineStart = made.lastIndexOf('\n', at) + 1
  const indent = /^ */.exec(made.slice(lineStart))?.[0] ?? ''
  const isOpen = !/^["']?[ \t]*\r?\n/.test(made.slice(at + stand.length))
  const lineBreak = lineBreakOf(text)
  const lines = actions.trimEnd().split('\n')
  const block = ['|', ...lines.map(line => `${indent}  ${line}`), ...(isOpen ? [''] : [])]
  const literal = block.join(lineBreak)
  return edits.map(edit => ({
    ...edit,
    text: edit.text.replace(/["']?ACTIONS-OF-ROLLOUTS["']?/, () => literal)
  }))
}
