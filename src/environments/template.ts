import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { printsLines } from '../steps/actions.ts'
import { evaluate } from './evaluate.ts'
import type { Host, Scope, Variables } from './evaluate.ts'
import { asList, printed, sortedEntries, truthOf } from './go-values.ts'
import type { Followed } from './go-values.ts'
import type { Pipeline } from './pipeline.ts'
import { parseTree } from './tree.ts'
import type { Part, Refusal } from './tree.ts'
import { isUnknownText, unknownValue } from './unknown.ts'

/** A template as helmfile renders it, or the action that decides lines and is not followed. */
export type Rendered = { readonly text: string } | Refusal

/** What a template may read beside what it gets. */
export type Reader = Pick<Host, 'readFile' | 'parse'> & {
  /** The templates that all templates of the folder may include. */
  readonly helpers: () => readonly string[]
}

/** For a template that can read nothing. */
export const noReader: Reader = {
  readFile: () => undefined,
  parse: () => undefined,
  helpers: () => []
}

/** Renders what can be followed of a Go template; values that cannot are marked in its text. */
export function render(text: string, context: Value, reader: Reader = noReader): Rendered {
  if (!text.includes('{{')) return { text }
  const defined = new Map<string, readonly Part[]>()
  for (const helper of /\b(?:include|template)\b/.test(text) ? reader.helpers() : []) {
    const tree = parseTree(helper)
    if ('action' in tree) return tree
    for (const [name, parts] of tree.defined) defined.set(name, parts)
  }
  return renderIn(text, { value: context }, { reader, defined, depth: 0, left: [mostParts] })
}

/** So many parts are rendered of a template, those of loops each time. */
const mostParts = 100_000
/** Templates that call templates deeper than this are not followed. */
const deepestCall = 50

type World = {
  readonly reader: Reader
  readonly defined: Map<string, readonly Part[]>
  readonly depth: number
  /** How many parts may still be rendered. */
  readonly left: [number]
}

function renderIn(text: string, dot: Followed, world: World): Rendered {
  const tree = parseTree(text)
  if ('action' in tree) return tree
  for (const [name, parts] of tree.defined) world.defined.set(name, parts)
  return run(text, tree.parts, dot, world)
}

function run(text: string, parts: readonly Part[], dot: Followed, world: World): Rendered {
  const output: string[] = []
  const scope: Scope = {
    dot,
    root: dot,
    variables: { own: new Map(), around: undefined },
    host: hostOf(world)
  }
  const ended = runParts(parts, scope, { text, output, world })
  return typeof ended === 'object' ? ended : { text: output.join('') }
}

function hostOf(world: World): Host {
  const deeper = { ...world, depth: world.depth + 1 }
  const textOf = (rendered: Rendered) => ('text' in rendered ? rendered.text : undefined)
  const isTooDeep = world.depth >= deepestCall
  return {
    ...world.reader,
    made: new WeakMap(),
    include(name, dot) {
      const parts = isTooDeep ? undefined : world.defined.get(name)
      return parts && textOf(run('', parts, dot, deeper))
    },
    renderText: (text, dot) => (isTooDeep ? undefined : textOf(renderIn(text, dot, deeper)))
  }
}

type Run = { readonly text: string; readonly output: string[]; readonly world: World }

/** How a list of parts ended: as far as it goes, with a word for the loop around, or refused. */
type Ended = 'end' | 'break' | 'continue' | Refusal

function runParts(parts: readonly Part[], scope: Scope, run: Run): Ended {
  for (const part of parts) {
    const ended = runPart(part, scope, run)
    if (ended !== 'end') return ended
  }
  return 'end'
}

function runPart(part: Part, scope: Scope, run: Run): Ended {
  run.world.left[0]--
  if (part.type === 'text') {
    run.output.push(part.text)
    return 'end'
  }
  const refusal = { action: part.source, line: run.text.slice(0, part.at).split('\n').length }
  if (run.world.left[0] < 0) return refusal
  switch (part.type) {
    case 'break':
    case 'continue':
      return part.type
    case 'print':
      return print(part, scope, run) ? 'end' : refusal
    case 'template': {
      const found =
        part.name === undefined ? undefined : scope.host.include(part.name, of(part, scope))
      if (found === undefined) return refusal
      run.output.push(found)
      return 'end'
    }
    default:
      return runBlock(part, scope, run) ?? refusal
  }
}

const of = ({ pipeline }: { readonly pipeline: Pipeline | undefined }, scope: Scope): Followed =>
  pipeline && evaluate(pipeline, scope)

/** Prints a value, or gives it to variables; false where it may be several lines and is not known. */
function print(part: Part & { type: 'print' }, scope: Scope, { output }: Run): boolean {
  const { pipeline, source } = part
  if (!pipeline && /^\{\{-?\s*\$/.test(source)) return false
  const found = of(part, scope)
  const { variables: names = [], isChange = false } = pipeline ?? {}
  const [name] = names
  if (name === undefined) {
    if ((!found || isUnknownText(found.value)) && printsLines(source)) return false
    output.push(found ? printed(found.value) : unknownValue)
    return true
  }
  declare(scope.variables, { name, isChange }, found)
  return true
}

function declare(
  variables: Variables,
  { name, isChange }: { readonly name: string; readonly isChange: boolean },
  value: Followed
) {
  let at = variables
  while (isChange && !at.own.has(name) && at.around) at = at.around
  at.own.set(name, value)
}

/** Runs an `if`, `with` or `range`; undefined where what it asks is not known. */
function runBlock(
  part: Part & { type: 'if' | 'with' | 'range' },
  scope: Scope,
  run: Run
): Ended | undefined {
  const found = of(part, scope)
  if (!found) return undefined
  const inner = { ...scope, variables: { own: new Map(), around: scope.variables } }
  if (part.type === 'range') return runRange(part, { found, scope: inner }, run)
  const [name] = part.pipeline?.variables ?? []
  if (name !== undefined) declare(inner.variables, { name, isChange: false }, found)
  const truth = truthOf(found.value)
  if (truth === undefined) return undefined
  if (!truth) return runParts(part.otherwise, inner, run)
  return runParts(part.body, part.type === 'with' ? { ...inner, dot: found } : inner, run)
}

function runRange(
  part: Part & { type: 'if' | 'with' | 'range' },
  { found, scope }: { readonly found: { readonly value: Value }; readonly scope: Scope },
  run: Run
): Ended | undefined {
  const pairs = pairsOf(found.value)
  if (!pairs) return undefined
  if (pairs.length === 0) return runParts(part.otherwise, scope, run)
  const names = part.pipeline?.variables ?? []
  for (const [key, value] of pairs) {
    const own = new Map<string, Followed>()
    const [first, second] = names
    if (second !== undefined) own.set(first ?? '', { value: key }).set(second, { value })
    else if (first !== undefined) own.set(first, { value })
    const variables = { own, around: scope.variables }
    const ended = runParts(part.body, { ...scope, dot: { value }, variables }, run)
    if (ended === 'break') break
    if (typeof ended === 'object') return ended
  }
  return 'end'
}

/** What a loop goes through; undefined for what it cannot, or what is not known. */
function pairsOf(value: Value): [Value, Value][] | undefined {
  if (value === null) return []
  const items = asList(value)
  if (items) return items.map((item, at) => [at, item])
  const entries = asEntries(value)
  return entries && sortedEntries(entries)
}
