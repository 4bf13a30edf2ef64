import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogue } from './cli/catalogue.ts'
import { filesBelow } from './fixtures.ts'

// The words that docs/wording.md keeps out of what people read, each with what to write.
const banned: readonly (readonly [RegExp, string])[] = [
  [/\bplease\b/i, 'nothing'],
  [/\bshould\b/i, 'must, or the imperative'],
  [/\btak(?:e|es|en|ing) (?:\S+ ){0,2}out\b/i, 'remove'],
  [/\b(?:leav|lef)\w+ (?:\S+ )?out\b/i, 'omit, exclude'],
  [/\bnothing is to be\b/i, 'no action needed'],
  [/\bgrave\b/i, 'severity'],
  [/\bstands? (?:in|on|there|here|twice|still|below|above)\b/i, 'is, is set'],
  [/\bis there (?:already|a second)\b/i, 'already exists'],
  [/\bof (?:its|their) own\b/i, 'separate'],
  [/\b(?:is|are) given\b/i, 'is set, is passed'],
  [/(?<!\bthere )\bis no (?!longer|more|wider)[a-z]/i, 'is not a'],
  [/\bany more\b/i, 'no longer'],
  [/\bmeanwhile\b/i, 'during'],
  [/\bmend(?:s|ed)?\b/i, 'fix'],
  [/\d %/, 'the number and % without a blank']
]

const read = (path: string) => readFileSync(path, 'utf8')

/** What a page says in sentences: no blocks of code, no code in a line. */
const proseOf = (page: string) => page.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '`…`')

/** What diagnostics say: their lines, without the values that they quote. */
const saidIn = (path: string) =>
  read(path)
    .split('\n')
    .filter(line => /: (?:error|warning|info): |^ {2}hint: /.test(line))
    .map(line => line.replace(/"[^"]*"|`[^`]*`/g, '…'))

const pagesIn = (folder: string) =>
  readdirSync(folder)
    .filter(name => name.endsWith('.md'))
    .map(name => `${folder}/${name}`)

const fixtures = filesBelow('fixtures').map(path => `fixtures/${path}`)

/** The pages that are written by hand, and the help of all commands. */
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'SKILL.md', ...pagesIn('docs')]
const reference = ['docs/diagnostics.md', 'docs/wording.md']

const texts: [string, string[]][] = [
  ...pages
    .filter(path => !reference.includes(path))
    .map((path): [string, string[]] => [path, proseOf(read(path)).split('\n')]),
  ['the help of the commands', read('docs/commands.md').split('\n')],
  ['the schema', read('schemas/config.schema.json').match(/"description": .*/g) ?? []],
  [
    'messages and hints',
    fixtures.filter(path => path.endsWith('/diagnostics.txt')).flatMap(saidIn)
  ],
  ['why a finding matters', catalogue.map(({ why }) => why)],
  [
    'runbooks',
    fixtures
      .filter(path => path.endsWith('RUNBOOK.md') && !path.includes('japanese'))
      .flatMap(path => proseOf(read(path)).split('\n'))
  ]
]

test.for(texts)('plain words in %s', ([, lines]) => {
  const found = lines.flatMap(line =>
    banned.filter(([words]) => words.test(line)).map(([, instead]) => `${line} (write: ${instead})`)
  )
  expect(lines.length).toBeGreaterThan(0)
  expect(found).toEqual([])
})

test('a reason is one sentence', () => {
  const reasons = catalogue.map(({ why }) => why)
  expect(reasons.filter(why => !/^[A-Zk][^!]*\.$/.test(why) || /\. [A-Z]/.test(why))).toEqual([])
})
