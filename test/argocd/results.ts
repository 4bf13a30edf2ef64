import versions from '../versions.json' with { type: 'json' }
import type { Promised } from './promises.ts'
import type { Scenario } from './scene.ts'

/** How a scenario went. */
export type Outcome = {
  readonly scenario: Scenario
  readonly promises: readonly Promised[]
  /** Why it could not be played to its end. */
  readonly error: Error | undefined
  /** Milliseconds. */
  readonly took: number
}

/** A scenario as lines of the terminal: what differs, or that nothing does. */
export function linesFor({ scenario, promises, error, took }: Outcome) {
  const differing = promises.filter(({ isKept }) => !isKept)
  const mark = error ? 'failed ' : differing.length ? 'differs' : 'ok     '
  const figures = `${promises.length} promises, ${(took / 1000).toFixed(1)} s`
  return [
    `${mark} ${scenario.name} (${figures})`,
    ...differing.flatMap(({ what, promised, seen }) => [
      `        ${what}`,
      `          promised: ${promised}`,
      `          seen:     ${seen.replaceAll('\n', '\n                    ')}`
    ]),
    ...(error ? [`        ${error.stack}`] : [])
  ]
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ↵ ').trim()

/** A table in Markdown, with its columns aligned, as prettier wants it. */
function table(rows: readonly (readonly string[])[]) {
  const cells = rows.map(row => row.map(cell))
  const widths = (cells[0] ?? []).map((_, at) =>
    Math.max(3, ...cells.map(it => it[at]?.length ?? 0))
  )
  const line = (row: readonly string[], fill = ' ') =>
    `| ${widths.map((width, at) => (row[at] ?? '').padEnd(width, fill)).join(' | ')} |`
  const [head = [], ...body] = cells
  return [line(head), line([], '-'), ...body.map(row => line(row))]
}

const row = ({ what, promised, seen, isKept }: Promised) => [
  ...[what, promised],
  isKept ? seen : `**differs**: ${seen}`
]

/** The page of a whole run. */
export function page(outcomes: readonly Outcome[]) {
  const chapters = outcomes.flatMap(({ scenario, promises }) => [
    ...[`## ${scenario.name}`, ''],
    ...[...table([['What', 'Promised', 'Seen'], ...promises.map(row)]), '']
  ])
  return [
    ...['# What a real Argo CD did', ''],
    '`npm run test:argocd` writes this page. Argo CD ' +
      `${versions.argoCd}, Argo Rollouts ${versions.argoRollouts}, Kubernetes ${versions.kubernetes}.`,
    'Serving: Ready, not being deleted, selected by the Service. What Argo CD shows: its sync status,',
    'its health, and the kinds that are out of sync.',
    '',
    ...chapters
  ].join('\n')
}
