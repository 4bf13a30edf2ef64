import { define } from '../diagnostic.ts'

export const unknownMetric = define({
  code: 'unknown-metric',
  severity: 'error',
  exit: 2,
  message: (name: string, _similar: string | undefined, _known: readonly string[]) =>
    `Metric "${name}" does not exist`,
  hint: (_name, similar, known) => {
    if (similar !== undefined) return `did you mean "${similar}"?`
    return known.length > 0
      ? `expected one of ${known.join(', ')}; others are added to \`metrics\` in rolloutify.yaml`
      : 'add it to `metrics` in rolloutify.yaml'
  },
  why: 'A canary would be released without the measurement that was meant.'
})

const withoutData = {
  noData: 'omit noData, and a person decides',
  default_zero: 'set enough, or use default_zero only for what is divided by a count',
  condition: 'begin successCondition with !isNil(result) &&, and failureCondition, too'
} as const

export const passesWithoutData = define({
  code: 'passes-without-data',
  severity: 'warning',
  message: (name: string, _by: keyof typeof withoutData) =>
    `Metric "${name}" passes if there is no data, so a canary goes on unmeasured`,
  hint: (_name, by) => withoutData[by],
  why: 'A version that sends no metrics, because it is broken, would be promoted.'
})

const notMerged = {
  unread: ['its YAML cannot be read', 'correct the YAML, or pass another file'],
  shared: ['an alias or a duplicate key is in its way', 'write its spec out, each key once'],
  several: ['it has several metrics', 'leave one metric, and move the others to another template'],
  closed: [
    'a document after the last one would change what this file says',
    'end the last line with a line break, and pass a YAML file rather than JSON'
  ]
} as const

export const templateNotMerged = define({
  code: 'template-not-merged',
  severity: 'error',
  message: (reason: keyof typeof notMerged, template: string) =>
    `${template} cannot be merged into this file: ${notMerged[reason][0]}`,
  hint: reason => notMerged[reason][1],
  why: 'A merge by guess could change another document of the file.'
})
