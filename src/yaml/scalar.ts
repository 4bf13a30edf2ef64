import type { ScalarValue } from './node.ts'

const integer = /^[-+]?[0-9]+$/
const octal = /^0o[0-7]+$/
const hexadecimal = /^0x[0-9a-fA-F]+$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const words = new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['true', 'True', 'TRUE'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE'].map(word => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, NaN] as const),
  ...['', '+', '-'].flatMap(sign =>
    ['.inf', '.Inf', '.INF'].map(
      word => [sign + word, sign === '-' ? -Infinity : Infinity] as const
    )
  )
])

/** What an unquoted scalar means in YAML's core schema (YAML 1.2.2, 10.3.2). */
export function resolvePlain(source: string): ScalarValue {
  const first = source.charCodeAt(0)
  const numeric = (first >= 43 && first <= 57) || Number.isNaN(first)
  if (numeric && (integer.test(source) || float.test(source))) return Number(source)
  if (numeric && octal.test(source)) return parseInt(source.slice(2), 8)
  if (numeric && hexadecimal.test(source)) return Number(source)
  if (source.length > 5) return source
  const word = words.get(source)
  return word === undefined ? source : word
}
