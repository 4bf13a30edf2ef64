import { define } from '../diagnostic.ts'

export const unknownMetric = define({
  code: 'unknown-metric',
  severity: 'error',
  exit: 2,
  message: (name: string, _similar: string | undefined, _known: readonly string[]) =>
    `There is no metric "${name}"`,
  hint: (_name, similar, known) => {
    if (similar !== undefined) return `did you mean "${similar}"?`
    return known.length > 0
      ? `expected one of ${known.join(', ')}, or one more of \`metrics\` in rolloutify.yaml`
      : 'describe it under `metrics` in rolloutify.yaml'
  },
  why: 'A canary would be released without the measurement that was meant.'
})

export const passesWithoutData = define({
  code: 'passes-without-data',
  severity: 'warning',
  message: (name: string) =>
    `Metric "${name}" passes where there is no data, so a canary that nobody measured goes on`,
  hint: 'leave noData out: a person decides then',
  why: 'A version that sends no metrics, because it is broken, would be promoted.'
})

const notMerged = {
  unread: ['it cannot be read', 'correct its YAML, or pass the file of the other templates'],
  shared: [
    'an alias or a second key of the same name is in the way',
    'write its spec out, each key once'
  ],
  closed: [
    'what this file has would change by a document behind it',
    'end the last line with a line break; in place of a JSON file pass a YAML file'
  ]
} as const

export const templateNotMerged = define({
  code: 'template-not-merged',
  severity: 'error',
  message: (reason: keyof typeof notMerged, template: string) =>
    `${template} cannot be written here: ${notMerged[reason][0]}`,
  hint: reason => notMerged[reason][1],
  why: 'A merge by guess could change another document of the file.'
})
