import type { Answers } from './server.ts'

/** What becomes of a canary: it reaches the end, is taken back, or waits for a person. */
export type End = 'goes to the end' | 'aborts' | 'waits for a person'

export type Scenario = {
  readonly name: string
  /** What the metric says beside its queries, as lines of the configuration. */
  readonly metric?: readonly string[]
  readonly answers: Answers
  readonly ends: End
  /** The weight that it gets to at most. */
  readonly weight: number
  /** A template of a person's own in place of the one that is generated: of the first API. */
  readonly v1?: { readonly successCondition: string }
}

const good = { counts: { errors: 1, hits: 1000 } }
const bad = { counts: { errors: 100, hits: 1000 } }

/** Each step measures four times. */
export const scenarios: readonly Scenario[] = [
  { name: 'all-good', answers: () => good, ends: 'goes to the end', weight: 100 },
  {
    name: 'no-errors-counted',
    answers: () => ({ counts: { hits: 1000 } }),
    ends: 'goes to the end',
    weight: 100
  },
  {
    name: 'bad-at-the-second-step',
    answers: request => (request < 4 ? good : bad),
    ends: 'aborts',
    weight: 75
  },
  { name: 'no-data', answers: () => ({}), ends: 'waits for a person', weight: 25 },
  {
    name: 'no-data-that-fails',
    metric: ['noData: fail'],
    answers: () => ({}),
    ends: 'aborts',
    weight: 25
  },
  {
    name: 'data-from-half-of-the-requests',
    answers: request => (request % 2 ? good : {}),
    ends: 'waits for a person',
    weight: 25
  },
  {
    name: 'too-few-hits',
    metric: ['enough: hits >= 100'],
    answers: () => ({ counts: { errors: 5, hits: 10 } }),
    ends: 'waits for a person',
    weight: 25
  },
  {
    name: 'enough-hits',
    metric: ['enough: hits >= 100'],
    answers: () => ({ counts: { errors: 1, hits: 100 } }),
    ends: 'goes to the end',
    weight: 100
  },
  {
    name: 'worse-than-stable',
    metric: ['stable: ratio'],
    answers: () => ({ counts: { errors: 9, hits: 100, stable_errors: 1, stable_hits: 100 } }),
    ends: 'aborts',
    weight: 25
  },
  { name: 'answers-429', answers: () => ({ status: 429 }), ends: 'aborts', weight: 25 },
  { name: 'answers-500', answers: () => ({ status: 500 }), ends: 'aborts', weight: 25 },
  {
    name: 'answers-429-now-and-then',
    answers: request => (request % 3 === 1 ? { status: 429 } : good),
    ends: 'goes to the end',
    weight: 100
  },
  {
    name: 'slow-answers',
    answers: () => ({ ...good, after: 3 }),
    ends: 'goes to the end',
    weight: 100
  },
  {
    name: 'answers-too-late',
    answers: () => ({ ...good, after: 12 }),
    ends: 'aborts',
    weight: 25
  },
  {
    name: 'dry-run-of-what-is-bad',
    metric: ['dryRun: true'],
    answers: () => bad,
    ends: 'goes to the end',
    weight: 100
  },
  {
    name: 'first-api-good',
    v1: { successCondition: 'default(result, 0) < 0.02' },
    answers: () => ({ counts: { query: 0.001 } }),
    ends: 'goes to the end',
    weight: 100
  },
  {
    name: 'first-api-compares-with-nil',
    v1: { successCondition: 'result < 0.02' },
    answers: () => ({}),
    ends: 'aborts',
    weight: 25
  }
]
