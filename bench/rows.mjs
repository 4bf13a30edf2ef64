// What the bench prints, and the page that it writes of the same rows.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'

/** @typedef {['≤' | '≥', number]} Goal */
/** @typedef {{ value: number, goal?: Goal, unit?: string }} Result */
/** @typedef {{ what: string, measured: string, value: string, goal: string, verdict: string }} Row */

/** @type {{ title: string, rows: Row[], note?: string }[]} */
const sections = []

/** Begins a section of the page. @param {string} title */
export function section(title) {
  sections.push({ title, rows: [] })
  console.log(`\n${title}`)
}

/** What stands between a section's rows and their goals. @param {string} text */
export function note(text) {
  const last = sections.at(-1)
  if (last) last.note = text
}

/**
 * One row. A goal is the most that is allowed (`≤`) or the least (`≥`).
 * @param {string} what
 * @param {string} measured
 * @param {Result} result
 */
export function row(what, measured, { value, goal, unit = '×' }) {
  const own = {
    what,
    measured,
    value: `${format(value)} ${unit}`,
    goal: goal ? `${goal[0]} ${goal[1]} ${unit}` : '',
    verdict: goal ? verdictOn(value, goal) : ''
  }
  sections.at(-1)?.rows.push(own)
  const cells = [what.padEnd(58), own.value.padStart(12), own.goal.padStart(11)]
  console.log([...cells, own.verdict.padEnd(13), measured].join('  ').trimEnd())
}

/** How far a value is from its goal. @param {number} value @param {Goal} goal */
function verdictOn(value, [side, wanted]) {
  const times = side === '≥' ? wanted / value : value / wanted
  return times <= 1 ? 'reached' : `missed ${format(times)} ×`
}

/** @param {number} value */
export const format = value => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)

/** Writes docs/performance.md. @param {string} root */
export function writePage(root) {
  const path = join(root, 'docs/performance.md')
  writeFileSync(path, pageOf(sections))
  execFileSync(process.execPath, [join(root, 'node_modules/prettier/bin/prettier.cjs'), '-w', path])
}

/** @param {typeof sections} all */
function pageOf(all) {
  const { length } = cpus()
  const load = loadavg()[1] ?? 0
  const busy =
    load > length
      ? `Other work wanted ${format(load)} processors at the time: ratios count here, and times are too long.`
      : 'It had little else to do.'
  const tables = all.map(({ title, rows, note: why }) =>
    [
      `## ${title}`,
      '',
      '| What | Found | Goal | | Measured |',
      '| --- | --: | --: | --- | --- |',
      ...rows.map(each => `| ${cellsOf(each).join(' | ')} |`),
      ...(why === undefined ? [] : ['', why])
    ].join('\n')
  )
  return `# Performance

Written by \`npm run bench -- --write\`: one run, on one machine. Each number compares programs that took turns, so that it means something on another machine too. "Missed 1.2 ×" is a goal that was missed by a fifth.

Measured with Node ${process.versions.node} on ${process.platform}, with ${length} processors (${cpus()[0]?.model.trim() ?? 'unknown'}). ${busy}

${tables.join('\n\n')}
`
}

/** A row's cells; what belongs to the row above begins with blanks. @param {Row} row */
const cellsOf = ({ what, value, goal, verdict, measured }) => [
  what.replace(/^ +/, '… '),
  value,
  goal,
  verdict,
  measured
]
