import { define } from '../diagnostic.ts'

// What lies or fails in the metrics of AnalysisTemplates.

export const conditionUnreadable = define({
  code: 'condition-unreadable',
  severity: 'error',
  message: (field: string, template: string, reason: string) =>
    `${field} of ${template} cannot be evaluated: ${reason}`,
  hint: 'correct the expression',
  why: 'Every measurement ends in an error, and by default the fifth error in a row aborts the canary.'
})

export const comparesWithNil = define({
  code: 'compares-with-nil',
  severity: 'warning',
  message: (field: string, metric: string, template: string) =>
    `${field} of metric "${metric}" in ${template} compares the result even if there is no data`,
  hint: 'test for data first: !isNil(result) && default(result, 0) < LIMIT',
  why: 'Without data the comparison is an error, and by default the fifth error in a row aborts the canary.'
})

export const metricWithoutCondition = define({
  code: 'metric-without-condition',
  severity: 'warning',
  message: (metric: string, template: string) =>
    `Metric "${metric}" of ${template} has neither successCondition nor failureCondition, so every value passes`,
  hint: 'set a successCondition, such as !isNil(result) && default(result, 0) < LIMIT',
  why: 'The analysis measures but never stops a faulty canary.'
})

type Times = { readonly window: number; readonly run: number }

export const windowLongerThanRun = define({
  code: 'window-longer-than-run',
  severity: 'warning',
  message: (metric: string, template: string, { window, run }: Times) =>
    `Metric "${metric}" of ${template} looks back ${window}s, but its run takes only ${run}s, so each measurement includes the time before the canary`,
  hint: 'set initialDelay to the interval of the provider, or measure for longer: count × interval',
  why: 'The measurements mostly show the old version, so a faulty canary passes.'
})

export const secretNotNamed = define({
  code: 'secret-not-named',
  severity: 'error',
  message: (template: string) => `${template} sets secretRef.namespaced but names no Secret`,
  hint: 'set secretRef.name, or remove namespaced',
  why: 'The provider has no API key, so every measurement ends in an error.'
})

export const secretElsewhere = define({
  code: 'secret-elsewhere',
  severity: 'warning',
  message: (template: string, name: string) =>
    `${template} names Secret "${name}", which is read from the namespace of the controller, not from that of the template`,
  hint: 'set `secretRef.namespaced: true`, or create the Secret in the namespace of the controller',
  why: "If the controller's namespace has no such Secret, every measurement ends in an error."
})
