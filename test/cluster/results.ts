import type { Outcome } from './play.ts'
import { versions } from './versions.ts'

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

/** How long too few pods served. */
function durationBelow({ scenario, below, last }: Outcome) {
  if (below === 0) return '–'
  return last < scenario.floor ? 'to the end' : seconds(below)
}

const verdict = ({ scenario, serving }: Outcome) =>
  serving < scenario.floor ? 'dips' : 'keeps the floor'

const happened = (outcome: Outcome) => `${verdict(outcome)}, ${outcome.serving}`

/** What the model says; where it says nothing, nothing is held against it. */
const said = (outcome: Outcome) => {
  const { prediction } = outcome
  return prediction ? `${prediction.verdict}, ${prediction.serving}` : happened(outcome)
}

/** How reality differs from what the scenario or the model says. */
export function differences(outcome: Outcome): string[] {
  const { scenario, serving, pods, strays } = outcome
  const { expect } = scenario
  const arrival = strays.join(', ') || 'as applied'
  return [
    verdict(outcome) !== expect.verdict && `expected: ${expect.verdict}`,
    serving !== expect.serving && `expected ${expect.serving} serving`,
    pods > (expect.pods ?? Infinity) && `expected at most ${expect.pods} pods`,
    (strays.length === 0) !== expect.arrives && `arrived: ${arrival}`,
    said(outcome) !== (expect.mispredicted ?? happened(outcome)) && `predicted: ${said(outcome)}`
  ].filter(it => typeof it === 'string')
}

const columns = [
  ...['Scenario', 'Floor', 'Min serving', 'Max pods', 'Below the floor', 'Not as applied'],
  ...['Expected', 'Predicted', 'Verdict']
]

/** What happened, and whether the model is known not to see it coming. */
const verdictOf = (outcome: Outcome) =>
  verdict(outcome) + (outcome.scenario.expect.mispredicted ? ', **not foreseen**' : '')

function row(outcome: Outcome) {
  const { scenario, prediction, serving, pods, strays } = outcome
  const differing = differences(outcome)
  return [
    scenario.name.replaceAll('-', ' '),
    ...[scenario.floor, serving, pods].map(String),
    durationBelow(outcome),
    strays.join('; ') || '–',
    `${scenario.expect.verdict}, ${scenario.expect.serving}`,
    prediction ? said(outcome) : 'not predicted',
    differing.length ? `**differs**: ${differing.join('; ')}` : verdictOf(outcome)
  ]
}

/** A table in Markdown, with its columns aligned, as prettier wants it. */
function table(rows: readonly (readonly string[])[]) {
  const widths = columns.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, fill)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), line([], '-'), ...body.map(row => line(row))]
}

/** The page of a whole run. */
export function page(outcomes: readonly Outcome[]) {
  const parts = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    '# What a real control plane did',
    '',
    '`npm run test:cluster` writes this page. Built from: ' + parts.join(', ') + '.',
    'Serving: Ready, not being deleted, selected by the Service. Pods: all not being deleted.',
    'A pod is Ready 1.5 s after it is bound, so a dip for lack of a gate lasts that long.',
    '',
    ...table([columns, ...outcomes.map(row)]),
    ''
  ].join('\n')
}

/** One outcome as a line of the terminal. */
export function lineFor(outcome: Outcome) {
  const { scenario, serving, pods, took } = outcome
  const differing = differences(outcome)
  const mark = differing.length ? 'differs' : 'ok     '
  const figures = `serving ${serving}, pods ${pods}, below the floor: ${durationBelow(outcome)}`
  return [`${mark} ${scenario.name}: ${figures} (${seconds(took)})`, ...differing].join(
    '\n        '
  )
}

/** How long the scenarios took. */
export function timing(outcomes: readonly Outcome[], all: number) {
  const longest = Math.max(...outcomes.map(({ took }) => took))
  return `The longest scenario took ${seconds(longest)}, all of them ${seconds(all)}`
}
