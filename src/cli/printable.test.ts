import fc from 'fast-check'
import { expect, test } from 'vitest'
import { main } from './main.ts'
import { memoryIo } from './memory-io.ts'
import { printable, printablePage, printJson } from './printable.ts'

test.for([
  ['web', 'web'],
  ['プロダクション é 🙂', 'プロダクション é 🙂'],
  ['Deployment "a::b" a: b', 'Deployment "a::b" a: b'],
  ['a\nb\tc\x1b[31m', 'a\\nb\\tc\\u001b[31m'],
  ['\x9b31m\x85\u2028', '\\u009b31m\\u0085\\u2028'],
  ['gpj.\u202eexe\ufeff', 'gpj.\\u202eexe\\ufeff'],
  ['a\u200bb\u2066c\xad', 'a\\u200bb\\u2066c\\u00ad'],
  ['::error::x', '\\u003a:error::x'],
  ['  ::stop-commands::x', '  \\u003a:stop-commands::x'],
  ['a ##[error]x ##vso[task]', 'a #\\u0023[error]x #\\u0023vso[task]']
])('%j is printed as %j', ([text, printed]) => {
  expect(printable(text ?? '')).toBe(printed)
})

test('a page keeps its lines', () => {
  expect(printablePage('# a\n::b\u202e\r\n')).toBe('# a\n::b\\u202e\\r\n')
})

test('JSON is the same value, on lines that a terminal and a log bear', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })),
      value => {
        const printed = printJson(value)
        expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(printed).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]|^\s*::|##\[|##vso/m)
      }
    ),
    { examples: [[{ 'a##[error]b': '##[group]x ##vso[task]' }]] }
  )
})

/** What would do harm if it were a terminal, a log or YAML that reads it. */
const harmful = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]|^\s*::|##\[|pwned$/m

const bad = 'we\\nb\\e[31m\\u202e::error::pwned\\n::stop-commands::x'
const worker = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: "${bad}"
  annotations: {postrenderer.helm.sh/postrender-filename: "a.yaml\\n::error file=x::pwned\\n\\e]0;title\\a"}
spec:
  replicas: 4
  strategy: {type: Recreate}
  selector: {matchLabels: {app: web}}
  template: {}
`
const rollout = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: "${bad}"}
spec:
  replicas: 4
  strategy:
    canary:
      steps:
        - setWeight: 25
        - pause: {duration: "5\\n::stop-commands::x\\e[2J"}
        - "::warning::x\\e[1m": 1
`
const name = 'n\n::error::pwn\x1b[31m.yaml'

test.for([
  ['convert', '--stage', 'introduce-rollout', '--check', name],
  ['convert', '--host', 'helm4', '--stage', 'shrink-25', name],
  ['migrate', 'status', name],
  ['migrate', 'status', '--format', 'json', name],
  ['migrate', 'next', name],
  ['simulate', name],
  ['simulate', '--from', name, '--to', 'rollout.yaml', '--replicas', '4'],
  ['simulate', '--canary', 'rollout.yaml'],
  ['steps', 'status', 'rollout.yaml'],
  ['steps', 'status', '--format', 'json', 'rollout.yaml'],
  ['steps', 'off', '--check', 'rollout.yaml'],
  ['check', name, 'rollout.yaml'],
  ['check', '--format', 'json', name, 'rollout.yaml'],
  ['check', '--format', 'sarif', name, 'rollout.yaml'],
  ['::error::x'],
  ['convert', '--stage', '::error::x\x1b', name],
  ['convert', '--config', '::error::x\n::error::y', name],
  ['init', name]
])('%j prints no command and no control character', async argv => {
  const files = new Map([
    [name, Buffer.from(worker)],
    ['rollout.yaml', Buffer.from(rollout)]
  ])
  const io = memoryIo({ stdin: Buffer.from(''), files })
  await main(argv, io)
  // `init` prints a configuration: text that other programs read, and no message.
  const stdout = argv[0] === 'init' ? '' : Buffer.from(io.stdout, 'latin1').toString()
  expect(io.stderr + stdout).not.toMatch(harmful)
  expect((io.stderr + io.stdout).length).toBeGreaterThan(0)
})

test('a runbook shows what has no width or turns the text', async () => {
  const web = worker.replace('{type: Recreate}', '{}').replace(bad, 'a\u202eb\u200b')
  const io = memoryIo({ stdin: Buffer.from(web) })
  expect(await main(['migrate', 'plan', '--out', 'plan', '-'], io)).toBe(0)
  const book = Buffer.from(io.written.get('plan/RUNBOOK.md') ?? '', 'latin1').toString()
  expect(book).toContain('a\\u202eb\\u200b')
  expect(book).not.toMatch(/[\u200b-\u200f\u2028-\u202e]/)
})
