import type { Diagnostic } from '../diagnostic.ts'
import { findString } from '../yaml/node.ts'
import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { tooManyIn } from './find.ts'
import { lineAt, mayHoldSteps, openPage, placeOfLine } from './page.ts'
import type { Page } from './page.ts'
import * as problems from './problems.ts'
import { readMasked } from './reading.ts'
import type { Reading } from './reading.ts'

/** A document in a string of another one: as people write values and patches. */
export type Embedded = {
  /** Its text, without the indent that it has in the string. */
  readonly text: string
  readonly above: number
  readonly left: number
  /** Whose steps it holds, where it does not say so itself. */
  readonly owner: string | undefined
  /** The text around it with another text in its place; undefined where that would be no such string. */
  readonly around: (text: string) => string | undefined
}

/** Finds the documents in strings that may hold canary steps, or that are meant otherwise. */
export function embeddedIn(
  page: Page,
  { root }: Pick<Reading, 'root'>,
  isMeant: (text: string) => boolean = mayHoldSteps
): { embedded: Embedded[]; diagnostics: Diagnostic[] } {
  const embedded: Embedded[] = []
  const diagnostics: Diagnostic[] = []
  const held = stringsIn(root).filter(({ node: { value } }) => isMeant(String(value)))
  const starts = held.map(({ node }) => lineAt(page, node.start))
  const refused = tooManyIn(page, starts, 'strings with steps')
  if (held.length === 0 || refused.length > 0) return { embedded, diagnostics: refused }
  const shown = page.lines.map(({ start, text }) => page.masked.slice(start, start + text.length))
  for (const { node, owner } of held) {
    const block = literalAt(page, shown, node)
    if (block) embedded.push(embeddedAt(page, block, owner))
    else {
      const place = placeOfLine(page, lineAt(page, node.start))
      diagnostics.push(problems.stepsUnreadable(place, no, 'string'))
    }
  }
  return { embedded, diagnostics }
}

const no = 'They are in a string that is not a plain block of `|`'

type Held = { readonly node: Scalar; readonly owner: string | undefined }

/** The strings of values and patches: of Argo CD, Flux and kustomize. */
function stringsIn(root: Node | undefined): Held[] {
  const found: Held[] = []
  const visit = (node: Node, above: Above) => {
    if (node.type === 'scalar') {
      const owner = isHeld(above) ? ownerOf(above) : undefined
      if (isHeld(above)) found.push({ node, owner })
    } else if (node.type === 'sequence') {
      for (const item of node.items) visit(item, above)
    } else if (node.type === 'mapping') {
      const manifest = findString(node, 'kind') === undefined ? above.manifest : node
      for (const { key, value } of node.pairs)
        visit(value, { keys: [...above.keys, key], holder: node, manifest })
    }
  }
  if (root) visit(root, { keys: [], holder: undefined, manifest: undefined })
  return found
}

/** What a string is in: the keys, the mapping, and the manifest. */
type Above = {
  readonly keys: readonly string[]
  readonly holder: Mapping | undefined
  readonly manifest: Mapping | undefined
}

function isHeld({ keys, manifest }: Above): boolean {
  const [key, parent] = [keys.at(-1) ?? '', keys.at(-2)]
  const kind = findString(manifest, 'kind') ?? ''
  if (key === 'patchesStrategicMerge') return true
  if (key === 'patch') return parent === 'patches' || parent === 'patchesJson6902'
  if (kind === 'ConfigMap') return parent === 'data' && /values[\w.-]*\.ya?ml$/.test(key)
  // The chart argocd-apps has Applications without a kind in its values.
  const isOfArgoCd = kind === '' || /^Application(?:Set)?$/.test(kind)
  return isOfArgoCd && ((key === 'values' && parent === 'helm') || key === 'templatePatch')
}

function ownerOf({ keys, holder, manifest }: Above): string | undefined {
  return keys.at(-1) === 'patch'
    ? findString(holder, 'target', 'name')
    : findString(manifest, 'metadata', 'name')
}

/** The lines of a literal block, and the indent of its text. */
type Literal = { readonly from: number; readonly to: number; readonly indent: number }

/** A block that begins with `|`, where its lines are told for certain. `shown` are the lines of the page without what is masked. */
function literalAt(
  page: Page,
  shown: readonly string[],
  { start, style, value }: Scalar
): Literal | undefined {
  const header = lineAt(page, start)
  const own = page.lines[header]
  const written = own?.text.slice(start - own.start) ?? ''
  if (style !== 'block' || !/^\|[-+]?(?:[ \t]+#.*)?$/.test(written)) return undefined
  const from = header + 1
  const first = shown.findIndex((text, at) => at >= from && text.trim() !== '')
  const indent = shown[first]?.search(/\S/) ?? 0
  const end = shown.findIndex((text, at) => at > first && /\S/.test(text) && !isRight(text, indent))
  let to = end < 0 ? shown.length : end
  while (to > first && shown[to - 1]?.trim() === '') to--
  if (first < 0 || indent === 0) return undefined
  const text = shown.slice(from, to).map(each => withoutIndent(each, indent))
  return isSameText(text.join('\n'), value) ? { from, to, indent } : undefined
}

const isRight = (text: string, indent: number) => text.search(/\S/) >= indent

const isSameText = (text: string, value: unknown) =>
  typeof value === 'string' && withoutEnd(text) === withoutEnd(value)

const withoutEnd = (text: string) => text.replace(/\s+$/, '')

const withoutIndent = (line: string, indent: number) =>
  line.slice(Math.min(indent, line.length - line.trimStart().length))

function embeddedAt(page: Page, literal: Literal, owner: string | undefined): Embedded {
  const { from, to, indent } = literal
  const start = page.lines[from]?.start ?? 0
  const end = page.lines[to]?.start ?? page.text.length
  const rows = page.text.slice(start, end).split('\n')
  const texts = rows.map(row => withoutIndent(row, indent))
  const text = texts.join('\n')
  const around = (changed: string) => {
    const lines = rowsWith({ rows, texts, indent }, changed.split('\n'))
    const whole = page.text.slice(0, start) + lines.join('\n') + page.text.slice(end)
    return holds(page, literal, { whole, changed }) ? whole : undefined
  }
  return { text, above: page.above + from, left: page.left + indent, owner, around }
}

type Rows = { readonly rows: readonly string[]; readonly texts: readonly string[]; indent: number }

/** The lines of a text as they are in the string: those that are as before, byte for byte. */
function rowsWith({ rows, texts, indent }: Rows, changed: readonly string[]): string[] {
  const more = changed.length - texts.length
  const head = changed.findIndex((line, at) => line !== texts[at])
  const tail = changed.findLastIndex((line, at) => line !== texts[at - more])
  return changed.map((line, at) => {
    const own = more === 0 || at < head ? at : at > tail ? at - more : -1
    if (texts[own] === line) return rows[own] ?? line
    return line.trim() === '' ? line : ' '.repeat(indent) + line
  })
}

/** Whether the same string holds a text now, so that nothing around it has another meaning. */
function holds(
  page: Page,
  { from }: Literal,
  { whole, changed }: { readonly whole: string; readonly changed: string }
): boolean {
  const reading = readMasked(whole)
  if (reading.error) return false
  const { embedded } = embeddedIn(openPage(page.file, whole, page.above, page.left), reading)
  const own = embedded.find(({ above }) => above === page.above + from)
  return own?.text === changed
}
