import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '../cli/catalogue.ts'
import { fixtures, runFixture } from '../fixtures.ts'

const codes = catalogue.filter(({ exit }) => exit === 1).map(({ code }) => code)
const examples = fixtures.flatMap(fixture => {
  const code = codes.find(code => fixture.name === `check/${code}`)
  return code === undefined ? [] : [{ ...fixture, code }]
})

test.for(examples)('$code is shown with an example that is right', async fixture => {
  expect(existsSync(join(fixture.folder, 'right.yaml'))).toBe(true)
  const { io } = await runFixture(fixture, 'right.yaml')
  expect(io.stderr).not.toContain(`[${fixture.code}]`)
})
