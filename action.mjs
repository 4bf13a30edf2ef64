// The GitHub action: the inputs of action.yml as a command line of the bundle.
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, lstatSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** @param {string} name */
const input = name => (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim()
/** @param {string} name */
const words = name => input(name).split(/\s+/).filter(Boolean)
/** @param {string} name */
const option = name => (input(name) ? [`--${name}=${input(name)}`] : [])

/** @param {string} name */
const lines = name =>
  input(name)
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
/** A word that holds blanks stands in a line of its own. @param {string} name */
const linesOrWords = name => (input(name).includes('\n') ? lines(name) : words(name))

/** A path that holds blanks may also be all that is given. */
const isOne = input('paths') !== '' && existsSync(input('paths'))
const paths = isOne ? [input('paths')] : linesOrWords('paths')
const own = linesOrWords('args')
const sarif = own.length > 0 ? '' : input('sarif')
/** @param {string} reason */
const refuse = reason => {
  console.log(`::error title=rolloutify::${reason}`)
  process.exit(2)
}
// A line break would write other outputs; a link of the checkout may lead anywhere.
if (/[\r\n]/.test(sarif)) refuse('The input sarif is more than one line')
if (lstatSync(sarif || '.', { throwIfNoEntry: false })?.isSymbolicLink()) {
  refuse('The input sarif names a link, and is not written through it')
}
const failOn = input('fail-on') === 'warning' ? ['--fail-on=warning'] : []
const check = [
  'check',
  '--format=github',
  ...(sarif ? [`--output=sarif=${sarif}`] : []),
  ...option('from'),
  ...option('config'),
  ...words('rules').map(rule => `--rule=${rule}`),
  ...failOn,
  '--',
  ...(paths.length > 0 ? paths : ['.'])
]
const args = own.length > 0 ? [...own.slice(0, 1), ...failOn, ...own.slice(1)] : check
const bin = fileURLToPath(new URL('bin/rolloutify.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [bin, ...args], {
  stdio: ['ignore', 'inherit', 'inherit']
})
const exit = status ?? 3
const { GITHUB_OUTPUT } = process.env
if (GITHUB_OUTPUT) {
  appendFileSync(GITHUB_OUTPUT, `exit-code=${exit}\n${sarif ? `sarif=${sarif}\n` : ''}`)
}
// What was found may be let pass; what hindered the check itself may not.
process.exitCode = exit === 1 && input('fail-on') === 'never' ? 0 : exit
