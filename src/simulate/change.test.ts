import { expect, test } from 'vitest'
import type { Autoscaler, State } from '../workload/state.ts'
import { keyOfChange } from './change.ts'
import type { Change } from './change.ts'
import { stageVerdicts } from './stage-verdicts.ts'

const hpa = (name: string, fields: Partial<Autoscaler> = {}): Autoscaler => ({
  kind: 'HorizontalPodAutoscaler',
  name,
  target: 'Deployment',
  min: 2,
  max: 5,
  disabledUp: false,
  disabledDown: false,
  paused: false,
  ...fields
})

const state = (...autoscalers: Autoscaler[]): State => ({
  deployment: { replicas: 3 },
  autoscalers
})

const change = (name: string, from: State, to: State): Change => ({
  name,
  from,
  to,
  baseline: from,
  applier: 'helm3',
  floor: 3
})

test('changes that differ in the names of a workload and its autoscaler alone are one', () => {
  const keys = ['web', 'api'].map(name =>
    keyOfChange(change(name, state(hpa(name)), state(hpa(name, { disabledUp: true }))))
  )
  expect(keys[0]).toBe(keys[1])
})

test('an autoscaler in the place of another is another change than the same one', () => {
  const same = change('web', state(hpa('web')), state(hpa('web')))
  const other = change('web', state(hpa('web')), state(hpa('new')))
  expect(keyOfChange(same)).not.toBe(keyOfChange(other))
})

test('an autoscaler of another kind is another change', () => {
  const same = change('web', state(hpa('web')), state(hpa('web')))
  const other = change('web', state(hpa('web')), state(hpa('web', { kind: 'ScaledObject' })))
  expect(keyOfChange(same)).not.toBe(keyOfChange(other))
})

test('every change of a plan of many like workloads is looked at', () => {
  const workloads = Array.from({ length: 60 }, (_, at) => ({
    name: `web-${at}`,
    baseline: state(hpa(`web-${at}`)),
    replicas: 3,
    percents: [50, 100],
    keep: false
  }))
  const verdicts = [...stageVerdicts(workloads, 'helm3').values()]
  expect(verdicts.map(({ open, broken }) => [open, broken])).toEqual(verdicts.map(() => [0, []]))
})
