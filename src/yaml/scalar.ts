import type { ScalarValue } from './node.ts'

const words = new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['true', 'yes', 'on'].flatMap(spellings).map(word => [word, true] as const),
  ...['false', 'no', 'off'].flatMap(spellings).map(word => [word, false] as const),
  ...['y', 'Y'].map(word => [word, true] as const),
  ...['n', 'N'].map(word => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, NaN] as const),
  ...['', '+', '-'].flatMap(sign =>
    ['.inf', '.Inf', '.INF'].map(
      word => [sign + word, sign === '-' ? -Infinity : Infinity] as const
    )
  )
])

/** The characters that words begin with; that of no text is no number. */
const beginnings = new Set([...words.keys()].map(word => word.charCodeAt(0)))

/** A word in small letters, with a capital, and in capitals. */
function spellings(word: string): string[] {
  return [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]
}

/**
 * What an unquoted scalar means to Kubernetes: numbers and words are those of YAML 1.1, except for
 * those of base 60, and dates are text (go.yaml.in/yaml/v2 resolve.go).
 */
export function resolvePlain(source: string): ScalarValue {
  const first = source.charCodeAt(0)
  const isNumeric = (first >= 43 && first <= 57) || Number.isNaN(first)
  const number = isNumeric ? numberOf(source) : undefined
  if (number !== undefined) return number
  if (source.length > 5 || !beginnings.has(first)) return source
  const word = words.get(source)
  return word === undefined ? source : word
}

const decimal = /^[-+]?(?:0|[1-9][0-9]*)$/
const based = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+))$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

function numberOf(source: string): number | undefined {
  if (decimal.test(source)) return Number(source)
  const digits = source.startsWith('.') ? source : source.replaceAll('_', '')
  const [, sign, ...bases] = based.exec(digits) ?? []
  const at = bases.findIndex(digits => digits !== undefined)
  if (at >= 0) return Number(`${sign}1`) * parseInt(bases[at] ?? '', [16, 8, 2][at])
  return float.test(digits) ? Number(digits) : undefined
}

/** The name that a value gives as a key: of a number or a truth value it is that in JSON. */
export const keyOfScalar = (value: ScalarValue): string | undefined =>
  value === null ? undefined : String(value)

/** Whether a value is one that JSON has: it has no infinity. */
export const isOfJson = (value: ScalarValue): boolean =>
  typeof value !== 'number' || Number.isFinite(value)

/** The name that an unquoted key gives. */
export const plainKey = (source: string): string =>
  usualKeys.get(source) ?? keyOfScalar(resolvePlain(source)) ?? source

/**
 * Keys that most manifests have, each as one string for all of them: a piece of a document's text
 * takes memory of its own, and is slower to compare and to look up by.
 */
const usualKeys = new Map(
  [
    'apiVersion kind metadata name namespace labels annotations spec status data items',
    'replicas selector matchLabels strategy type rollingUpdate maxSurge maxUnavailable template',
    'revisionHistoryLimit minReadySeconds progressDeadlineSeconds paused workloadRef scaleDown',
    'scaleTargetRef targetRef minReplicas maxReplicas minReplicaCount maxReplicaCount metrics',
    'resource target averageUtilization behavior scaleUp selectPolicy triggers query canary steps',
    'app app.kubernetes.io/name app.kubernetes.io/instance app.kubernetes.io/managed-by',
    'app.kubernetes.io/version app.kubernetes.io/component helm.sh/chart helm.sh/hook'
  ].flatMap(line => line.split(' ').map(key => [key, key] as const))
)
