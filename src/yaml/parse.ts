import { Composer, Parser } from 'yaml'
import { readBlock } from './block.ts'
import { lenientLexer } from './lexer.ts'
import type { Node } from './node.ts'
import { nodesOf } from './nodes.ts'
import { findStrange, findTab } from './strange.ts'
import type { Fault } from './strange.ts'

/** What a document says: its root, or as much of it as can be told, and why it cannot be read. */
export type Parsed = { readonly root: Node | undefined; readonly error?: Fault }

/**
 * Reads one document, from `start` of its text on: all of it, or all but what a pod template says.
 * Offsets count from the beginning of the text.
 */
export function parseDocument(
  text: string,
  start = 0,
  keep: 'all' | 'outline' = 'outline'
): Parsed {
  const root = readBlock(text, start, keep)
  return root ? { root } : parseAnyStyle(text, start)
}

/** Reads one document of any style with the parser of `yaml`. */
export function parseAnyStyle(text: string, start = 0): Parsed {
  const strange = findStrange(text, start)
  if (strange) return { root: undefined, error: strange }
  try {
    const { contents, fault } = compose(text.slice(start))
    const { root, fault: own } = nodesOf(contents, text, start)
    const first = fault ? { ...fault, offset: start + fault.offset } : own
    const error = first ?? findTab(text, start, root)
    return error ? { root, error } : { root }
  } catch (reason) {
    // The parser recurses, too: thousands of levels of nesting exhaust the stack.
    if (!(reason instanceof RangeError)) throw reason
    return { root: undefined, error: { offset: start, message: 'It is nested too deeply' } }
  }
}

const options = {
  uniqueKeys: false,
  strict: false,
  prettyErrors: false,
  logLevel: 'error'
} as const

/** The first document of a text, and what is wrong with it. */
function compose(text: string): { contents: unknown; fault?: Fault } {
  const [document, second] = new Composer(options).compose(tokensOf(text), true, text.length)
  const contents: unknown = document?.contents
  const error = document?.errors.find(({ message }) => !tolerated.test(message))
  if (error?.code === 'RESOURCE_EXHAUSTION') throw new RangeError(error.message)
  if (error) {
    return { contents, fault: { offset: error.pos[0], message: withoutContent(error.message) } }
  }
  if (!second) return { contents }
  return { contents, fault: { offset: second.range[0], message: 'It contains several documents' } }
}

function* tokensOf(text: string) {
  const parser = new Parser()
  for (const lexeme of lenientLexer().lex(text)) yield* parser.next(lexeme)
  yield* parser.end()
}

/** Other parsers, Kubernetes' among them, let a quoted text or brackets continue at any indent. */
const tolerated = /^Multi-line .* sufficiently indented|^Flow end indicator should be more indented/

/** What the parser says, without the piece of the document that it may quote: it may be a secret. */
function withoutContent(message: string): string {
  return message.split(/:[ \n]|:$|\n| \\/)[0] ?? ''
}
