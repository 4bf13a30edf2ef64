import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { checkout, outcome, rolloutify, workspace } from './outcome.ts'
import { coldStart, sarifMultitool } from './programs.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: coldStart })

let multitool: string
beforeAll(async () => {
  multitool = await sarifMultitool()
})

/** What is wrong with a file by the schema of SARIF 2.1.0, by its rules and by those of GitHub. */
async function validate(file: string) {
  const { status, stdout, stderr } = await outcome(
    [multitool, 'validate', file, '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning'],
    { env: { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } }
  )
  const said = stdout + stderr
  return { status, wrong: said.split('\n').filter(line => /: (?:error|warning) /.test(line)) }
}

const asAction = {
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_ACTION_REPOSITORY: 'team/rolloutify',
  GITHUB_ACTION_REF: 'v1'
}

/** The SARIF file of what is found below a folder. */
async function written(folder: string) {
  const file = join(workspace, 'check.sarif')
  const output = `--output=sarif=${file}`
  await outcome([process.execPath, rolloutify, 'check', output, '.'], {
    cwd: folder,
    env: asAction
  })
  return file
}

test('a validator finds the file without a fault, with results', async () => {
  expect(await validate(await written(join(checkout, 'fixtures')))).toEqual({
    status: 0,
    wrong: []
  })
})

test('a validator finds the file without a fault, with none', async () => {
  const folder = join(workspace, 'clean')
  mkdirSync(folder)
  writeFileSync(join(folder, 'clean.yaml'), 'a: 1\n')
  expect(await validate(await written(folder))).toEqual({ status: 0, wrong: [] })
})

test('the validator does find faults', async () => {
  const folder = join(workspace, 'faulty')
  mkdirSync(folder)
  const file = await written(join(checkout, 'fixtures/check/checks-the-steps-of-values'))
  const faulty = join(folder, 'faulty.sarif')
  const text = readFileSync(file, 'utf8').replace('"results"', '"result"')
  writeFileSync(faulty, text)
  expect((await validate(faulty)).wrong).not.toEqual([])
})
