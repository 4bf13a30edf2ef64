// `npm run test:toggle FOLDER`: what `steps on` and `steps off` make of real commits. FOLDER holds
// a folder for each, with before.yaml and after.yaml. It prints a table of our results beside
// what the person did, and fails where the text is changed and the law does not hold.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { build } from 'esbuild'
import yaml from 'js-yaml'

/** @typedef {typeof import('../src/index.ts')} Steps */
/** @typedef {{ direction: string, verdict: string, isLawful: boolean }} Judged */

const entry = join(import.meta.dirname, '../src/index.ts')
// yaml's build for browsers is the one without `require`.
const bundle = { bundle: true, write: false, platform: 'browser', format: 'esm' }
const built = await build({ ...bundle, entryPoints: [entry] })
const code = Buffer.from(built.outputFiles[0].contents).toString('base64')
/** @type {Steps} */
const { findSteps, stepsOff, stepsOn } = await import(`data:text/javascript;base64,${code}`)

/** The documents of a text; undefined where it is broken. @param {string} text */
function valuesOf(text) {
  try {
    return yaml.loadAll(text)
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

/** How many lines spell `steps:`, live or commented. @param {string} text @param {RegExp} form */
const count = (text, form) => text.match(form)?.length ?? 0
const live = /^ *steps:/gm
const commented = /^ *#[# ]*steps:/gm

/** Which way a person switched the steps. @param {string} before @param {string} after */
function directionOf(before, after) {
  const lives = count(after, live) - count(before, live)
  const comments = count(after, commented) - count(before, commented)
  if (lives > 0 && comments < 0) return 'on'
  return lives < 0 && comments > 0 ? 'off' : 'none'
}

/** @param {string} before @param {string} after @returns {Judged} */
function judge(before, after) {
  const direction = directionOf(before, after)
  if (direction === 'none') return { direction, verdict: 'not a steps toggle', isLawful: true }
  const [there, back] = direction === 'on' ? [stepsOn, stepsOff] : [stepsOff, stepsOn]
  const { output, diagnostics } = there(before)
  const said = diagnostics.map(({ code }) => code).join(', ')
  if (output === before)
    return { direction, verdict: `refused: ${said || 'nothing found'}`, isLawful: true }
  const isLawful = back(output).output === before || said !== ''
  return { direction, verdict: compare(before, after, output), isLawful }
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

const { positionals } = parseArgs({ allowPositionals: true })
const [folder = ''] = positionals
const pairs = readdirSync(folder).filter(name => existsSync(join(folder, name, 'before.yaml')))
let unlawful = 0
for (const name of pairs) {
  const [before, after] = ['before', 'after'].map(each =>
    readFileSync(join(folder, name, `${each}.yaml`), 'utf8')
  )
  const states = findSteps(before).blocks.map(({ state }) => state)
  const { direction, verdict, isLawful } = judge(before, after)
  if (!isLawful) unlawful++
  const found = states.join(' ') || '-'
  console.log([name.padEnd(36), found.padEnd(8), direction.padEnd(5), verdict].join(' '))
}
console.log(`${pairs.length} commits, ${unlawful} against the law`)
if (unlawful > 0) process.exitCode = 1
