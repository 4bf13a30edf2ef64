import { parseJson } from '../json.ts'
import { findStrings } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { arePercents } from '../settings.ts'
import type { Planned } from './select.ts'
import { applyEdits, editsFor, wholeLines } from '../yaml/edit.ts'
import type { Edit, Obstacle } from '../yaml/edit.ts'
import type { Patch } from '../yaml/merge-patch.ts'
import { asMapping, findNode, findPair } from '../yaml/node.ts'
import type { Node, Range } from '../yaml/node.ts'
import { shortSha256 } from './sha256.ts'

/** On a Deployment that a migration in place has pinned: N and the percents, as JSON. */
export const planAnnotation = 'rolloutify/plan'

/** On every object that a stage edits: what undoes the edits, as JSON. */
export const baselineAnnotation = 'rolloutify/baseline'

/** What both begin with. */
export const ownAnnotations = 'rolloutify/'

/**
 * Lines that a stage put into a manifest: a hash of them, and of those that were there before; how
 * many there are; and the lines before. The lines are found again by their hash, so that others may
 * come and go. They hold the annotation itself; in the hash its value counts as empty.
 */
type Region = readonly [hash: string, lines: number, was: string]

type Remembered = { readonly edits: readonly Edit[]; readonly obstacle?: Obstacle | 'one-line' }

/** What is written beside the values of a patch. */
type Beside = {
  readonly planned?: Planned | undefined
  /** Items that are added to lists, as edits. */
  readonly appended?: readonly Edit[]
}

/** The edits of a stage, and the annotation by which they can be undone byte for byte. */
export function remember(
  manifest: Manifest,
  patch: Patch,
  { planned, appended = [] }: Beside = {}
): Remembered {
  const { document, node } = manifest
  const plan = planned ? { [planAnnotation]: printPlan(planned) } : {}
  const editsWith = (memory: string): Remembered => {
    const annotations = { ...plan, [baselineAnnotation]: memory }
    const own = editsFor(document.text, node, withAnnotations(patch, annotations))
    // Where a list ends its mapping, its items come before the mapping's further entries.
    return own.obstacle ? own : { edits: [...appended, ...own.edits] }
  }
  const blank = editsWith('')
  if (blank.obstacle) return blank
  const regions = regionsOf(manifest, wholeLines(document.text, blank.edits))
  if (regions.some(([, , was]) => was.length > longest)) return { edits: [], obstacle: 'one-line' }
  return editsWith(asAnnotation(regions))
}

/** Regions as JSON; a byte order mark is read at the beginning of a text only, and so is escaped. */
const asAnnotation = (regions: readonly Region[]) =>
  JSON.stringify(regions).replaceAll('\ufeff', '\\ufeff')

/** Lines longer than this, together, are a manifest written on one line: nothing to be kept twice. */
const longest = 4000

function withAnnotations(patch: Patch, own: Readonly<Record<string, string>>): Patch {
  const metadata = patchAt(patch, 'metadata')
  const annotations = { ...patchAt(metadata, 'annotations'), ...own }
  return { ...patch, metadata: { ...metadata, annotations } }
}

function patchAt(patch: Patch, key: string): Patch {
  const value = patch[key]
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Patch)
    : {}
}

/** What undoes edits of whole lines: each region so large that its lines are there only once. */
function regionsOf({ document, node }: Manifest, edits: readonly Edit[]): Region[] {
  const { text } = document
  const range = linesOf(text, node)
  const local = edits.map(edit => moved(edit, -range.start))
  const edited = applyEdits(text.slice(range.start, range.end), local)
  const distinct = edits.reduce<Edit[]>((kept, edit) => {
    let own = edit
    while (own.start > range.start && !standsOnce(edited, own.text)) {
      own = withLineAbove(text, own)
      const before = kept.at(-1)
      if (before && before.end > own.start) {
        kept.pop()
        own = joined(before, own)
      }
    }
    return [...kept, own]
  }, [])
  return distinct.map(({ start, end, text: is }) => {
    const was = text.slice(start, end)
    return [hashOf(is, was), countLines(is), was]
  })
}

function moved(edit: Edit, by: number): Edit {
  return { ...edit, start: edit.start + by, end: edit.end + by }
}

/** The lines that a node is in, and comments below it: a key that went may have stood below them. */
function linesOf(text: string, { start, end }: Range): Range {
  const lineEnd = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1
  const below = /(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:[ \t]*#[^\n]*$)?/y
  below.lastIndex = lineEnd
  return {
    start: text.lastIndexOf('\n', start - 1) + 1,
    end: lineEnd === 0 ? text.length : lineEnd + (below.exec(text)?.[0].length ?? 0)
  }
}

function standsOnce(text: string, lines: string): boolean {
  if (lines === '') return false
  const isAtLine = (at: number) => at === 0 || text[at - 1] === '\n'
  let found = 0
  for (let at = text.indexOf(lines); at >= 0; at = text.indexOf(lines, at + 1)) {
    if (isAtLine(at)) found++
  }
  return found === 1
}

function withLineAbove(text: string, { start, end, text: is }: Edit): Edit {
  const above = text.lastIndexOf('\n', start - 2) + 1
  return { start: above, end, text: text.slice(above, start) + is }
}

/** Two edits as one; the second was widened into the first. */
function joined(first: Edit, second: Edit): Edit {
  const own = second.text.slice(first.end - second.start)
  return { start: first.start, end: second.end, text: first.text + own }
}

/** A hash of lines; where others were there before, they cannot be changed without it either. */
const hashOf = (is: string, was: string) => shortSha256(was === '' ? is : `${is}\0${was}`)
const countLines = (lines: string) => lines.match(/[^\n]*\n|[^\n]+$/g)?.length ?? 0

/** The edits that take a manifest back to its baseline; undefined where nothing is remembered. */
export function recall(manifest: Manifest): readonly Edit[] | 'edited' | undefined {
  const { document, node } = manifest
  const { text } = document
  const memory = annotationOf(node)
  // A stage writes both or none: what is left of them tells no baseline.
  if (!memory) return planAnnotation in findStrings(manifest, 'annotations') ? 'edited' : undefined
  const regions = memory.type === 'scalar' ? parseRegions(String(memory.value)) : undefined
  if (!regions) return 'edited'
  const range = linesOf(text, node)
  const blanked = text.slice(range.start, memory.start) + '""' + text.slice(memory.end, range.end)
  const lines = lineStarts(blanked)
  const grown = memory.end - memory.start - 2
  const offsetOf = (at: number) => range.start + at + (range.start + at > memory.start ? grown : 0)
  const edits: Edit[] = []
  for (const region of regions) {
    const [, , was] = region
    const [place, second] = placesOf(region, blanked, lines)
    if (!place || second) return 'edited'
    edits.push({ start: offsetOf(place.start), end: offsetOf(place.end), text: was })
  }
  const isWhole = edits.some(({ start, end }) => start <= memory.start && end >= memory.end)
  return isWhole ? edits : 'edited'
}

/** Where the lines of a region are. What rolloutify 0.1 wrote first had a hash of the new lines alone. */
function placesOf([wanted, count, was]: Region, text: string, lines: readonly number[]): Range[] {
  const places = lines.flatMap((start, at) => {
    const end = lines[at + count]
    return end === undefined ? [] : [{ start, end }]
  })
  const found = (before: string) =>
    places.filter(({ start, end }) => hashOf(text.slice(start, end), before) === wanted)
  const own = found(was)
  return own.length > 0 || was === '' ? own : found('')
}

function annotationOf(node: Node): Node | undefined {
  const annotations = asMapping(findNode(node, 'metadata', 'annotations'))
  return annotations && findPair(annotations, baselineAnnotation)?.value
}

/** Where the lines of a text start, and where the last one ends. */
function lineStarts(text: string): number[] {
  const starts = [0]
  for (
    let at = text.indexOf('\n') + 1;
    at > 0 && at < text.length;
    at = text.indexOf('\n', at) + 1
  ) {
    starts.push(at)
  }
  return [...starts, text.length]
}

/** Regions as we write them: of what was spelled otherwise, `back` could not bring the spelling back. */
function parseRegions(value: string): Region[] | undefined {
  const regions = parseJson(value)
  const isOurs =
    Array.isArray(regions) && regions.every(isRegion) && asAnnotation(regions) === value
  return isOurs ? regions : undefined
}

function isRegion(value: unknown): value is Region {
  if (!Array.isArray(value)) return false
  const [own, lines, was] = value
  return typeof own === 'string' && Number.isInteger(lines) && lines > 0 && typeof was === 'string'
}

/** What a Deployment remembers of its plan. */
export function plannedOf(deployment: Manifest): Planned | 'edited' | undefined {
  const value = findStrings(deployment, 'annotations')[planAnnotation]
  if (value === undefined) return undefined
  const plan = parseJson(value)
  return isPlanned(plan) && printPlan(plan) === value ? plan : 'edited'
}

const printPlan = ({ replicas, percents }: Planned) => JSON.stringify({ replicas, percents })

/** N, where a Deployment at one end of a change remembers it. */
export function rememberedReplicas(
  deployments: readonly (Manifest | undefined)[]
): number | undefined {
  const plans = deployments.map(each => each && plannedOf(each)).filter(plan => plan !== 'edited')
  return plans.find(plan => plan !== undefined)?.replicas
}

function isPlanned(value: unknown): value is Planned {
  if (typeof value !== 'object' || value === null) return false
  if (!('replicas' in value) || !('percents' in value)) return false
  const { replicas, percents } = value
  return Number.isInteger(replicas) && Array.isArray(percents) && arePercents(percents)
}
