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
