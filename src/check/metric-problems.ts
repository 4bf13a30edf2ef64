import { define } from '../diagnostic.ts'

// What lies or fails in the metrics of AnalysisTemplates.

export const conditionUnreadable = define({
  code: 'condition-unreadable',
  severity: 'error',
  message: (field: string, template: string, reason: string) =>
    `${field} of ${template} cannot be evaluated: ${reason}`,
  hint: 'correct the expression: every measurement is an error until then, and the fifth ends the canary'
})

export const comparesWithNil = define({
  code: 'compares-with-nil',
  severity: 'warning',
  message: (field: string, metric: string, template: string) =>
    `${field} of metric "${metric}" in ${template} compares the result also where there is no data, which is an error`,
  hint: 'ask for it first: !isNil(result) && default(result, 0) < LIMIT'
})

type Times = { readonly window: number; readonly run: number }

export const windowLongerThanRun = define({
  code: 'window-longer-than-run',
  severity: 'warning',
  message: (metric: string, template: string, { window, run }: Times) =>
    `Metric "${metric}" of ${template} looks back over ${window} s, and its run takes ${run} s: each measurement holds what was before the canary`,
  hint: 'set initialDelay to the interval of the provider, or measure longer: count × interval'
})

export const secretNotNamed = define({
  code: 'secret-not-named',
  severity: 'error',
  message: (template: string) =>
    `${template} looks for a Secret in its own namespace, and names none`,
  hint: 'set secretRef.name, or remove namespaced'
})

export const secretElsewhere = define({
  code: 'secret-elsewhere',
  severity: 'warning',
  message: (template: string, name: string) =>
    `${template} names Secret "${name}", which is looked for in the namespace of the controller and not beside the template`,
  hint: 'set secretRef.namespaced: true, or put the Secret into the namespace of the controller'
})
