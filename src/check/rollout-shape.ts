import type { Diagnostic } from '../diagnostic.ts'
import { isInt32 } from '../kubernetes/int-or-percent.ts'
import { fieldsOf, isOlder } from '../kubernetes/rollout-types.ts'
import type { Fields } from '../kubernetes/rollout-types.ts'
import { nearest } from '../nearest.ts'
import { meantKeys } from '../steps/words.ts'
import * as problems from './rollout-problems.ts'
import {
  child,
  entriesOf,
  isGiven,
  isNamed,
  itemsOf,
  keyPlaceOf,
  fieldPlace,
  scalarOf
} from './rollout-field.ts'
import type { Field } from './rollout-field.ts'

type Options = {
  /** What the cluster runs; undefined is the newest. */
  readonly version: string | undefined
  /** Collects the paths that unknown ones seem to stand for: these are not missing as well. */
  readonly meant: Set<string>
}

/** Checks that a field and all below it are as the API has them: known, of their type, required ones there. */
export function* checkShape(field: Field, type: string, options: Options): Generator<Diagnostic> {
  if (!isGiven(field) || type === 'any') return
  const inner = type.slice(2)
  const fields = fieldsOf(type)
  const { node } = field
  if (type.startsWith('[]') && node?.type === 'sequence') {
    for (const item of itemsOf(field)) yield* checkShape(item, inner, options)
  } else if (type.startsWith('{}') && node?.type === 'mapping') {
    for (const entry of entriesOf(field)) yield* checkShape(entry, inner, options)
  } else if (fields && node?.type === 'mapping') {
    yield* checkFields(field, { type, fields }, options)
  } else if (type === 'nothing' && node?.type === 'mapping') {
    yield* entriesOf(field).map(entry =>
      problems.unknownField(keyPlaceOf(entry), entry.path, [], undefined)
    )
  } else if (!isOfType(field, type) && !isStepsOwn(field, type)) {
    yield problems.wrongFieldType(fieldPlace(field), field.path, wordsFor(type))
  }
}

function* checkFields(
  field: Field,
  { type, fields }: { type: string; fields: Fields },
  options: Options
): Generator<Diagnostic> {
  for (const entry of entriesOf(field)) {
    const known = fields.get(entry.key)
    if (!known) {
      if (!isCheckedAsStep(field)) yield unknown(entry, [...fields.keys()], options)
    } else if (options.version && known.since && isOlder(options.version, known.since)) {
      const { version } = options
      yield problems.newerRolloutField(keyPlaceOf(entry), entry.path, known.since, version)
    } else yield* checkShape(entry, known.type, options)
  }
  // Steps are checked by their own rules, and a label selector's by its.
  if (type === 'Steps' || type === 'LabelSelectorRequirement') return
  for (const [key, { isRequired }] of fields) {
    const missing = child(field, key)
    // Kubernetes takes empty text for nothing, in what it requires of a pod.
    const isThere = isInPod(field) ? isNamed(missing) : isGiven(missing)
    if (isRequired && !isThere && !options.meant.has(missing.path))
      yield problems.missingField(fieldPlace(missing), missing.path)
  }
}

const isInPod = ({ path }: Field) => path.startsWith('spec.template.')

function unknown(entry: Field, known: readonly string[], { meant }: Options): Diagnostic {
  const usual = meantKeys[entry.key]
  const similar = usual && known.includes(usual) ? usual : nearest(entry.key, known)
  if (similar !== undefined) meant.add(entry.path.slice(0, -entry.key.length) + similar)
  return problems.unknownField(keyPlaceOf(entry), entry.path, known, similar)
}

/** Whether the rules of steps look at a mapping's keys: those of a step, and of what is in it. */
const isCheckedAsStep = ({ path }: Field) =>
  /^spec\.strategy\.canary\.steps\[[0-9]+\](?:\.[^.[]+)?$/.test(path)

/** Whether the rules of steps look at a value: a step, its weight and its pause. */
const isStepsOwn = ({ path }: Field, type: string) =>
  type === 'Steps' ||
  /^spec\.strategy\.canary\.steps\[[0-9]+\]\.(?:setWeight|pause|pause\.duration)$/.test(path)

/** What YAML 1.1, which Kubernetes' programs read, takes for true or false. */
const truthWords = /^(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/
const quantity =
  /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))?$/
const time = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)$/

/** Whether a scalar is of a type. */
function isOfType(field: Field, type: string): boolean {
  const value = scalarOf(field)
  const isWord = field.node?.type === 'scalar' && field.node.style === 'plain'
  const isTruth = typeof value === 'boolean' || (isWord && truthWords.test(String(value)))
  const isText = typeof value === 'string' && !isTruth
  if (type === 'string') return isText
  if (type === 'boolean') return isTruth
  if (type === 'time') return isText && time.test(value)
  if (type === 'quantity') {
    return typeof value === 'number' || (isText && quantity.test(value))
  }
  const isInteger = typeof value === 'number' && Number.isInteger(value)
  if (type === 'int64') return isInteger
  return type === 'int-or-string' ? isInt32(value) || isText : type === 'int32' && isInt32(value)
}

const words: Readonly<Record<string, string>> = {
  string: 'text, in quotes where it looks like a number or a truth value',
  boolean: 'true or false',
  int32: 'an integer without quotes',
  int64: 'an integer without quotes',
  'int-or-string': 'an integer, or text such as 25%',
  quantity: 'a quantity, such as 500m or 1Gi',
  time: 'a time, such as 2026-01-31T12:00:00Z'
}

function wordsFor(type: string): string {
  if (type.startsWith('[]')) return 'a list'
  return words[type] ?? 'a mapping'
}
