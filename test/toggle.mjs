// `npm run test:toggle FOLDER…`: what `steps on` and `steps off` make of real files and commits.
// A folder that holds before.yaml and after.yaml is a commit: our result stands beside what the
// person did. Of every other YAML file the laws are held: it is switched there and back, and its
// active blocks are commented in the ways that people use. It prints what was refused, and fails
// where a law does not hold.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { build } from 'esbuild'
import yaml from 'js-yaml'

/** @typedef {typeof import('../src/steps/toggle.ts') & typeof import('../src/steps/blocks.ts')} Steps */
/** @typedef {{ verdict: string, isLawful: boolean }} Judged */
/** @typedef {{ workload?: string }} Options */

const entry = "export * from './blocks.ts'; export * from './toggle.ts'"
const resolveDir = join(import.meta.dirname, '../src/steps')
// yaml's build for browsers is the one without `require`.
const built = await build({
  bundle: true,
  write: false,
  platform: 'browser',
  format: 'esm',
  stdin: { contents: entry, resolveDir, loader: 'ts' }
})
const code = Buffer.from(built.outputFiles[0]?.contents ?? []).toString('base64')
/** @type {Steps} */
const { findSteps, stepsOff, stepsOn } = await import(`data:text/javascript;base64,${code}`)

/** The documents of a text; undefined where it is broken. @param {string} text */
function valuesOf(text) {
  try {
    return yaml.loadAll(text.replace(/\{\{.*?\}\}/gs, ''), undefined, { json: true })
  } catch {
    return undefined
  }
}

/** The lines of a text without their marks, blanks and blank lines. @param {string} text */
const wordsOf = text =>
  text
    .split('\n')
    .map(line => line.replace(/[\s#]/g, ''))
    .filter(Boolean)

/** How many lines spell `steps:`, active or commented. @param {string} text @param {RegExp} form */
const count = (text, form) => text.match(form)?.length ?? 0
const active = /^ *steps:/gm
const commented = /^ *#[# ]*steps:/gm

/** Which way a person switched the steps. @param {string} before @param {string} after */
function directionOf(before, after) {
  const actives = count(after, active) - count(before, active)
  const comments = count(after, commented) - count(before, commented)
  if (actives > 0 && comments < 0) return 'on'
  return actives < 0 && comments > 0 ? 'off' : 'none'
}

/** @param {string} before @param {string} after @returns {Judged} */
function judgeCommit(before, after) {
  const direction = directionOf(before, after)
  if (direction === 'none') return { verdict: 'none  not a steps toggle', isLawful: true }
  const [there, back] = direction === 'on' ? [stepsOn, stepsOff] : [stepsOff, stepsOn]
  const { output, diagnostics } = there(before)
  const said = diagnostics.map(({ code }) => code).join(', ')
  if (output === before)
    return {
      verdict: `${direction.padEnd(5)} refused: ${said || 'nothing found'}`,
      isLawful: true
    }
  const isLawful = back(output).output === before || said !== ''
  return { verdict: `${direction.padEnd(5)} ${compare(before, after, output)}`, isLawful }
}

/** @param {string} before @param {string} after @param {string} output */
function compare(before, after, output) {
  if (output === after) return 'equal'
  if (!valuesOf(after)) return 'better: theirs is broken YAML'
  const words = new Set(wordsOf(after))
  const lost = wordsOf(before).filter(word => !words.has(word))
  if (lost.length > 0) return `better: theirs lost ${lost.length} lines`
  if (isDeepStrictEqual(valuesOf(output), valuesOf(after))) return 'equal in values'
  return 'other: they changed more than the steps'
}

/** The blocks to ask for: one at a time where there are several. @param {string} text @returns {Options[]} */
function workloadsIn(text) {
  const { blocks } = findSteps(text)
  const names = blocks.flatMap(({ workload }) => (workload === undefined ? [] : [workload]))
  return blocks.length > 1 ? [...new Set(names)].map(workload => ({ workload })) : [{}]
}

/** @param {{ diagnostics: readonly { code: string, severity: string }[] }} result */
function errorsOf({ diagnostics }) {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return [...new Set(errors.map(({ code }) => code))]
}

/** Holds the laws of one block. @param {string} text @param {Options} options @returns {Judged} */
function judgeBlock(text, options) {
  const off = stepsOff(text, options)
  if (off.output !== text) {
    const again = stepsOn(off.output, options)
    const isLawful = again.output === text && isOnlySteps(text, off.output)
    return { verdict: isLawful ? 'off and on' : 'off and not on again', isLawful }
  }
  const on = stepsOn(text, options)
  if (on.output === text) {
    const refused = [...new Set([...errorsOf(off), ...errorsOf(on)])]
    return { verdict: `refused: ${refused.join(', ') || 'nothing found'}`, isLawful: true }
  }
  const back = stepsOff(on.output, options).output
  const isOnce = on.diagnostics.some(({ code }) => /^(?:marks|more)-/.test(code))
  const isExact = isOnce || back === text
  const isLawful =
    isExact && stepsOn(back, options).output === on.output && isOnlySteps(on.output, text)
  return { verdict: isLawful ? `on and off${isOnce ? ', once' : ''}` : 'on and not off', isLawful }
}

/** Whether two texts differ in `steps` alone. @param {string} on @param {string} off */
function isOnlySteps(on, off) {
  const [values, others] = [valuesOf(on), valuesOf(off)]
  if (!values || !others) return /\{\{/.test(on)
  return isDeepStrictEqual(withoutSteps(values), withoutSteps(others))
}

/** Data without `steps`, and what is left empty by that. @param {unknown} value @returns {unknown} */
function withoutSteps(value) {
  if (Array.isArray(value)) return value.map(withoutSteps)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value)
    .filter(([key]) => key !== 'steps')
    .map(([key, own]) => /** @type {const} */ ([key, withoutSteps(own)]))
    .filter(([, own]) => own !== null && own !== undefined)
    .filter(([, own]) => typeof own !== 'object' || Object.keys(own ?? {}).length > 0)
  return Object.fromEntries(entries)
}

/** How people comment a line of a block whose key has an indent. */
const styles = {
  /** @param {string} line @param {number} indent */
  own: (line, indent) => line.slice(0, indent) + '# ' + line.slice(indent),
  /** @param {string} line @param {number} indent */
  tight: (line, indent) => line.slice(0, indent) + '#' + line.slice(indent),
  /** @param {string} line */
  'column 0': line => '#' + line,
  /** @param {string} line */
  'column 0, blank': line => '# ' + line,
  /** @param {string} line */
  'in place': line => line.replace(/^ /, '#')
}

/** The text with an active block commented by hand. @param {string} text @param {number} at @param {keyof typeof styles} style */
function commentByHand(text, at, style) {
  const lines = text.split('\n')
  const indent = (lines[at] ?? '').search(/\S/)
  let last = at
  for (let next = at + 1; next < lines.length; next++) {
    const column = (lines[next] ?? '').search(/\S/)
    // A comment there would be one of the steps without a second mark.
    const isOwn = column > indent || (column === indent && /[-#]/.test(lines[next]?.[column] ?? ''))
    if (column >= 0 && !isOwn) break
    if (column >= 0) last = next
  }
  const changed = lines.map((line, index) => {
    const isOwn = index >= at && index <= last && line.trim() !== ''
    return isOwn ? styles[style](line, indent) : line
  })
  return changed.join('\n')
}

/** Comments the active blocks of a text by hand in each way, and switches them on. @param {string} text @param {Options} options */
function judgeStyles(text, options) {
  const own = findSteps(text, options).blocks.filter(({ state }) => state === 'on')
  const [block] = own
  if (!block || own.length > 1) return []
  return /** @type {(keyof typeof styles)[]} */ (Object.keys(styles)).map(style => {
    const off = commentByHand(text, block.place.line - 1, style)
    const on = stepsOn(off, options)
    if (on.output === off) {
      const refused = errorsOf(on).join(', ') || 'nothing found'
      return { style, verdict: `refused: ${refused}`, isLawful: true }
    }
    const isSame = isDeepStrictEqual(valuesOf(on.output), valuesOf(text))
    const back = stepsOff(on.output, options).output
    const isOnce = on.diagnostics.some(({ code }) => /^(?:marks|more)-/.test(code))
    const isLawful = isSame && (isOnce || back === off)
    return {
      style,
      verdict: isLawful ? 'on' : isSame ? 'on and not off' : 'on otherwise',
      isLawful
    }
  })
}

/** Every YAML file below a folder. @param {string} folder */
const filesBelow = folder =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()

/** What was tried, by its verdict. @type {Map<string, number>} */
const counts = new Map()
let unlawful = 0

/** @param {string} name @param {string} kind @param {Judged} judged */
function note(name, kind, { verdict, isLawful }) {
  const key = `${kind}: ${verdict}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
  if (!isLawful) unlawful++
  const isQuiet = isLawful && !/refused|commit/.test(`${kind} ${verdict}`)
  if (!isQuiet) console.log([name, kind, verdict, isLawful ? '' : 'AGAINST THE LAW'].join('  '))
}

const { positionals } = parseArgs({ allowPositionals: true })
for (const path of positionals.flatMap(filesBelow)) {
  const folder = dirname(path)
  const isCommit = existsSync(join(folder, 'before.yaml')) && existsSync(join(folder, 'after.yaml'))
  const text = readFileSync(path, 'utf8')
  if (isCommit) {
    if (!path.endsWith('before.yaml')) continue
    const after = readFileSync(join(folder, 'after.yaml'), 'utf8')
    note(folder, 'commit', judgeCommit(text, after))
    continue
  }
  for (const options of workloadsIn(text)) {
    const name = options.workload === undefined ? path : `${path} (${options.workload})`
    note(name, 'block', judgeBlock(text, options))
    for (const { style, ...judged } of judgeStyles(text, options)) note(name, style, judged)
  }
}
for (const [key, count] of [...counts].sort()) console.log(String(count).padStart(6), key)
console.log(`${unlawful} against the law`)
if (unlawful > 0) process.exitCode = 1
