import { decode, find, hasAt, includes } from '../yaml/bytes.ts'
import { scalingWords, speaksOfScaling } from './kind.ts'
import type { Chunk } from '../yaml/stream.ts'

const kinds = 'Deployment|HorizontalPodAutoscaler|ScaledObject|Rollout|VerticalPodAutoscaler'
/** The kinds that are read; `List` and the lists of these kinds for their items. */
export const ourKind = new RegExp(`^(?:List|(?:${kinds})(?:List)?)$`)
const initials = new Set(['List', ...kinds.split('|')].map(kind => kind.charCodeAt(0)))
/** A word of ours anywhere, or a kind that is spelled with escapes. */
const anyOfOurs = new RegExp(
  `\\b(?:${kinds})(?:List)?\\b|\\bList\\b|kind["']?\\s*:\\s*"[^"\\n]*\\\\`
)

/**
 * Whether a document may hold a manifest that matters to us. It looks at `kind` at the beginning
 * of a line, where block style has it; false only where that is certain. (A second `kind` in one
 * document, in an odd spelling, is not looked for.)
 */
export function mayBeOurs(bytes: Uint8Array, { body, end }: Chunk): boolean {
  const view = bytes.subarray(body, end)
  const first = findContent(view)
  if (first < 0) return false
  if (!startsBlock(view, first)) return anyOfOurs.test(decode(view))
  const kind = nextKind(view, first)
  for (let at = kind; at >= 0; at = nextKind(view, at + 1)) {
    if (isOurs(view, at + 'kind:'.length)) return true
  }
  return (kind < 0 || hasQuote(view, kind)) && hasOddKind(view)
}

/** Whether a quote is before an offset: what looks like a key there may be in quoted text. */
function hasQuote(view: Uint8Array, end: number): boolean {
  for (let at = 0; at < end; at++) {
    if (view[at] === 34 || view[at] === 39) return true
  }
  return false
}

/**
 * Tells of the documents of a source, whether they may be of another kind and scale workloads: by a
 * target that they name, by their kind, or by commands. Asked for in order, nothing is searched twice.
 */
export function scalingIn(bytes: Uint8Array): (chunk: Chunk) => boolean {
  let searched = 0
  let next = find(bytes, 'argetRef')
  return chunk => {
    const { body, end } = chunk
    if (body < searched || (next >= 0 && next < body)) {
      searched = body
      next = find(bytes, 'argetRef', body)
    }
    return (next >= 0 && next < end) || hasScalingKind(bytes.subarray(body, end))
  }
}

/** Whether the kind of a document is one of scaling by its name, or runs kubectl at its time. */
function hasScalingKind(view: Uint8Array): boolean {
  const at = nextKind(view, 0)
  if (at < 0) return scalingKind.test(decode(view))
  const lineEnd = view.indexOf(10, at)
  const rest = view.subarray(at + 'kind:'.length, lineEnd < 0 ? view.length : lineEnd)
  if (!mayBeScalingKind(rest)) return false
  const line = decode(rest)
  return speaksOfScaling(line) || (/^\s*["']?Cron/.test(line) && includes(view, 'kubectl'))
}

/** Whether a line may hold one of the words of scaling, or a schedule: most hold no letters of them. */
function mayBeScalingKind(line: Uint8Array): boolean {
  for (let at = 0; at + 1 < line.length; at++) {
    // Two letters in any case are enough: ca of scale, pa of HPA, ib of hibernate, ee of sleep, cr of Cron.
    const pair = (((line[at] ?? 0) | 32) << 8) | ((line[at + 1] ?? 0) | 32)
    if (pairs.has(pair)) return true
  }
  return false
}

const pairs = new Set(
  ['ca', 'pa', 'ib', 'ee', 'cr'].map(pair => (pair.charCodeAt(0) << 8) | pair.charCodeAt(1))
)

/** A kind that speaks of scaling, in a document of any style. */
const scalingKind = new RegExp(`\\bkind["']?\\s*:\\s*["']?\\w*(?:${scalingWords})`, 'i')

const definition = 'kind: CustomResourceDefinition'

/**
 * Whether a document in block style defines a kind: it holds no manifest of ours, names many words
 * of ours, and is long.
 */
export function definesKind(view: Uint8Array): boolean {
  const kind = nextKind(view, 0)
  return kind >= 0 && hasAt(view, definition, kind) && nextKind(view, kind + 1) < 0
}

/** The first character that is no comment and no blank; -1 in an empty document. */
function findContent(view: Uint8Array): number {
  let at = 0
  while (at < view.length) {
    const code = view[at]
    if (code === 35)
      at = view.indexOf(10, at) // #
    else if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return at
    if (at < 0) return -1
    at++
  }
  return -1
}

/** Whether the first character is a letter at the beginning of its line. */
function startsBlock(view: Uint8Array, at: number): boolean {
  const code = (view[at] ?? 0) | 32
  return code >= 97 && code <= 122 && (at === 0 || view[at - 1] === 10)
}

function nextKind(view: Uint8Array, from: number): number {
  if (from === 0 && hasAt(view, 'kind:', 0)) return 0
  const at = find(view, '\nkind:', Math.max(from - 1, 0))
  return at < 0 ? -1 : at + 1
}

/** Whether what follows `kind:` names a kind of ours, or cannot be told at a glance. */
function isOurs(view: Uint8Array, start: number): boolean {
  if (isOtherLetter(view[start + 1] ?? 0)) return false
  const lineEnd = view.indexOf(10, start)
  const rest = decode(view.subarray(start, lineEnd < 0 ? view.length : lineEnd))
  const value = rest.replace(/(?:\s#|[\r\x85\u2028\u2029])[^]*/, '').trim()
  if (value === '' || /^[&*!|>{[]/.test(value)) return true
  return ourKind.test(value.replace(/^(["'])(.*)\1$/, '$2')) || value.includes('\\')
}

/** Whether a character is a letter with which no kind of ours begins. */
const isOtherLetter = (code: number) => code >= 65 && code <= 90 && !initials.has(code)

/** Whether `kind` may be spelled in an unusual way, or after a line end that is none for us. */
function hasOddKind(view: Uint8Array): boolean {
  const odd = ['\rkind', '\n"', "\n'kind'", '\nkind ', '\n? ', '\n&', '\n!', '\n<<', '\n*']
  const isOdd = odd.some(text => includes(view, text)) || view.includes(0x85) || view.includes(0xa8)
  return isOdd && anyOfOurs.test(decode(view))
}
