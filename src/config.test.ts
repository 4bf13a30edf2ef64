import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configJsonSchema } from './config-schema.ts'
import { parseConfig } from './config.ts'

const schemaFile = 'schemas/config.schema.json'

test('schemas/config.schema.json is made from the one description that there is', () => {
  if (process.env['MODE'] === 'update') writeFileSync(schemaFile, configJsonSchema())
  expect(readFileSync(schemaFile, 'utf8')).toBe(configJsonSchema())
})

test.for([
  ['an empty text', '', {}],
  ['only comments', '# nothing yet\n', {}],
  ['no workloads', 'workloads: []\n', { workloads: [] }],
  [
    'a canary with nothing but comments',
    'workloads:\n  - name: web\n    stage: done\n    strategy:\n      canary:\n        # steps: []\n',
    { workloads: [{ name: 'web', strategy: { canary: null } }] }
  ],
  [
    'profiles',
    'profiles:\n  quick: [{setWeight: 50}]\n',
    { profiles: { quick: [{ setWeight: 50 }] } }
  ]
] as const)('reads %s', ([, text, expected]) => {
  expect(parseConfig(text)).toMatchObject({ config: expected, diagnostics: [] })
})

test.for([
  ['workloads: web\n', 'invalid-config', 1, 12],
  ['workloads:\n  - stage: done\n', 'invalid-config', 2, 5],
  ['- a\n', 'invalid-config', 1, 1],
  ['a: *b\n', 'unreadable-config', 1, 4],
  ['a: 1\n---\nb: 2\n', 'unreadable-config', 2, 1]
] as const)('refuses %j', ([text, code, line, column]) => {
  const { config, diagnostics } = parseConfig(text)
  expect(config).toBeUndefined()
  expect(diagnostics).toMatchObject([{ code, line, column, file: 'rolloutify.yaml' }])
})
