import { expect, test } from 'vitest'
import { asMapping, findItems, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { checkSteps } from './check-steps.ts'

/** Checks steps as they are written; a finding is `severity code step path`. */
function check(text: string): string[] {
  const items = findItems(asMapping(parseAnyStyle(`steps:\n${text}`).root), 'steps')
  const steps = items.map(item => valueOf(item) ?? null)
  const placeOf = (step: number, ...path: string[]) => ({
    file: path.join('.'),
    line: step + 1,
    column: 1
  })
  return checkSteps(steps, placeOf).map(
    ({ severity, code, line, file }) => `${severity} ${code} ${line}${file && ' '}${file}`
  )
}

test.for([
  '- setWeight: 25\n- pause: {}\n- setWeight: 100\n',
  '- setWeight: 0\n- setWeight: 25\n- setWeight: 25\n- pause: {duration: 1h30m}\n',
  '- setWeight: 25\n- pause: {duration: 0}\n- pause: {duration: 1.5h}\n',
  '- setWeight: 25\n- analysis: {templates: [{templateName: errors}], args: []}\n',
  '- plugin: {name: org/wait, config: {any: thing}}\n',
  '- experiment: {duration: 5m, templates: [{name: a, specRef: canary}]}\n',
  '- setWeight: "{{ .Values.weight }}"\n- pause: {duration: "{{ .Values.wait }}"}\n',
  '- setWeight: 25\n- pause: "{{ .Values.pause }}"\n',
  '- "{{ .Values.step }}"\n- setWeight: 25\n'
])('finds nothing in %j', text => {
  expect(check(text)).toEqual([])
})

test.for([
  ['- setWeight 25\n', 'error step-without-kind 1'],
  ['- {}\n', 'error step-without-kind 1'],
  ['- setWeight: 25\n- pause:\n', 'error step-without-kind 2'],
  ['- setWeight: 25\n  pause: {}\n', 'error several-step-kinds 1'],
  ['- setweight: 25\n', 'error unknown-step-key 1 setweight'],
  ['- setCanaryScale: {replicaCount: 1}\n', 'error unknown-step-key 1 setCanaryScale.replicaCount'],
  ['- setWeight: 25\n- pause: {durations: 30s}\n', 'error unknown-step-key 2 pause.durations'],
  ['- setWeight: "25"\n', 'error invalid-weight 1 setWeight'],
  ['- setWeight: 25%\n', 'error invalid-weight 1 setWeight'],
  ['- setWeight: 101\n', 'error invalid-weight 1 setWeight'],
  ['- setWeight: -1\n', 'error invalid-weight 1 setWeight'],
  ['- setWeight: 12.5\n', 'error invalid-weight 1 setWeight'],
  ['- setWeight: 25\n- pause: 30s\n', 'error invalid-pause 2 pause'],
  ['- setWeight: 25\n- pause: {duration: 1d}\n', 'error invalid-duration 2 pause.duration'],
  ['- setWeight: 25\n- pause: {duration: 1.5}\n', 'error invalid-duration 2 pause.duration'],
  ['- setWeight: 25\n- pause: {duration: -5}\n', 'error invalid-duration 2 pause.duration'],
  ['- setWeight: 25\n- pause: {duration: -5m}\n', 'error invalid-duration 2 pause.duration'],
  ['- setWeight: 25\n- pause: {duration: ""}\n', 'error invalid-duration 2 pause.duration'],
  ['- setWeight: 25\n- pause: {duration: true}\n', 'error invalid-duration 2 pause.duration'],
  ['- setWeight: 25\n- pause:\n    duration:\n', 'warning duration-missing 2 pause.duration'],
  ['- setWeight: 25\n- pause: {duration: 30}\n', 'info duration-without-unit 2 pause.duration'],
  ['- setWeight: 25\n- pause: {duration: "30"}\n', 'info duration-without-unit 2 pause.duration'],
  ['- setWeight: 50\n- setWeight: 25\n', 'warning weight-decreases 2 setWeight'],
  ['- pause: {}\n- setWeight: 25\n', 'warning first-step-pauses 1'],
  ['- setCanaryScale: {replicas: 1}\n', 'warning needs-traffic-routing 1 setCanaryScale'],
  ['- setHeaderRoute: {name: a}\n', 'warning needs-traffic-routing 1 setHeaderRoute'],
  ['- setMirrorRoute: {name: a}\n', 'warning needs-traffic-routing 1 setMirrorRoute']
] as const)('finds in %j: %s', ([text, expected]) => {
  expect(check(text)).toContain(expected)
  expect(check(text).filter(found => found.startsWith('error')).length).toBeLessThanOrEqual(1)
})

test.for([
  ['setweight', 'setWeight'],
  ['setWieght', 'setWeight'],
  ['weight', 'setWeight'],
  ['wait', 'pause'],
  ['paused', 'pause']
] as const)('takes %s for %s', ([key, similar]) => {
  const steps: Value[] = [{ [key]: 25 }]
  const [found] = checkSteps(steps, () => ({ file: 'web.yaml', line: 1, column: 1 }))
  expect(found?.hint).toBe(`did you mean "${similar}"?`)
})

test('a first step that scales the canary and pauses runs pods', () => {
  const steps = '- setCanaryScale: {replicas: 1}\n  pause: {duration: 15s}\n'
  expect(check(steps)).toEqual(['warning needs-traffic-routing 1 setCanaryScale'])
})

test('speaks of a missing unit once', () => {
  const steps =
    '- setWeight: 25\n- pause: {duration: 10}\n- setWeight: 50\n- pause: {duration: 20}\n'
  expect(check(steps)).toEqual(['info duration-without-unit 2 pause.duration'])
})
