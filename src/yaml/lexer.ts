import { Lexer } from 'yaml'

/**
 * The lexer of `yaml`, but flow collections and quoted scalars continue at any indent. YAML 1.2 wants
 * their lines further right than their parent; Kubernetes' reader and libyaml do not.
 */
export function lenientLexer(): Lexer {
  const lexer = new Lexer()
  // What it holds a line's indent to is private; parse.test.ts notices where that changes.
  const own = lexer as unknown as Indented
  own.parseFlowCollection = atAnyIndent(own, own.parseFlowCollection)
  own.parseQuotedScalar = atAnyIndent(own, own.parseQuotedScalar)
  return lexer
}

type Scan = () => Generator<string, unknown>
type Indented = { indentNext: number; parseFlowCollection: Scan; parseQuotedScalar: Scan }

function atAnyIndent(lexer: Indented, scan: Scan): Scan {
  return function* () {
    const { indentNext } = lexer
    lexer.indentNext = 0
    const next = yield* scan.call(lexer)
    lexer.indentNext = indentNext
    return next
  }
}
