import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue } from './cli/catalogue.ts'
import { filesBelow, fixtures, runFixture } from './fixtures.ts'

const isUpdate = process.env['MODE'] === 'update'

/** Holds a file to a text, byte for byte; a missing file stands for an empty text. */
function expectFile(path: string, text: string): void {
  if (isUpdate && text === '') rmSync(path, { force: true })
  else if (isUpdate) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, 'latin1')
  }
  expect(existsSync(path) ? readFileSync(path, 'latin1') : '').toBe(text)
}

describe.each(fixtures)('$name', fixture => {
  test('prints what is expected', async () => {
    const { exit, io } = await runFixture(fixture)
    expectFile(join(fixture.folder, 'diagnostics.txt'), Buffer.from(io.stderr).toString('latin1'))
    const { stdout } = io
    expectFile(join(fixture.folder, 'expected.yaml'), stdout)
    const expected = join(fixture.folder, 'expected')
    if (isUpdate) rmSync(expected, { recursive: true, force: true })
    for (const [path, text] of io.written) expectFile(join(expected, path), text)
    expect(filesBelow(expected)).toEqual([...io.written.keys()].sort())
    // `simulate` says no on standard output, by a verdict or its JSON.
    const isUnsafe =
      fixture.command === 'simulate' && /broken: |"broken"|not exhaustive/.test(stdout)
    const hasFindings =
      fixture.command === 'check' && /^::error |"(?:severity|level)": "error"/m.test(stdout)
    const least = isUnsafe || hasFindings ? 1 : 0
    expect(exit).toBe(Math.max(expectedExit(io.stderr, fixture.folder), least))
  })
})

/** The exit code follows from the errors that are said, and from `--check`. */
function expectedExit(stderr: string, folder: string): number {
  const codes = [...stderr.matchAll(/: error: .* \[([a-z0-9-]+)\]$/gm)].map(found => found[1])
  const path = join(folder, 'arguments.txt')
  const args = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (args.includes('helm4')) return 0
  const strict = args.includes('--fail-on warning') && stderr.includes(': warning: ')
  const exits = codes.map(code => catalogue.find(problem => problem.code === code)?.exit ?? 0)
  const isChecked = args.includes('--check') && !args.includes('status')
  return Math.max(0, strict || isChecked ? 1 : 0, ...exits)
}

/** Diagnostics that no file, or only a large one, can bring about: other tests show them. */
const withoutFixture = [
  'misnamed-file',
  'write-finished',
  'command-failed',
  'unknown-command',
  'internal-error',
  'unwritable-file',
  'hard-link-left',
  'text-too-long',
  'too-many-to-check'
]

test('every diagnostic has a fixture of its name that shows it', () => {
  const missing = catalogue
    .map(({ code }) => code)
    .filter(code => !withoutFixture.includes(code))
    .filter(code => {
      const own = fixtures.find(({ name }) => name.endsWith(`/${code}`))
      const path = own && join(own.folder, 'diagnostics.txt')
      return !path || !existsSync(path) || !readFileSync(path, 'utf8').includes(`[${code}]`)
    })
  expect(missing).toEqual([])
})
