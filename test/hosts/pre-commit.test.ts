import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { execute } from './cache.ts'
import { checkout, outcome, rolloutify, workspace } from './outcome.ts'
import { pinned } from './pinned.ts'
import { coldStart, fromPypi } from './programs.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: coldStart })

const rollout = (name: string, weight: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: ${name}
spec:
  strategy:
    canary:
      steps:
        - setWeight: ${weight}
        - pause: {}
`
const names = Array.from({ length: 40 }, (_, at) => `web-${at}`)

/** A git repository with the files of a folder, all in one commit; gives the commit. */
async function commitAll(folder: string) {
  const git = (...args: string[]) => execute('git', ['-C', folder, ...args])
  await git('init', '--quiet')
  await git('add', '--all', '--force')
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@localhost']
  await git(...who, 'commit', '--quiet', '--no-verify', '--message', 'all')
  return (await git('rev-parse', 'HEAD')).stdout.trim()
}

/** The project as a user of pre-commit gets it: by git, with nothing built or published. */
const project = join(workspace, 'project')
const team = join(workspace, 'team')
let revision: string

beforeAll(async () => {
  const { stdout } = await execute('git', ['-C', checkout, 'ls-files', '-z'], {
    maxBuffer: 1 << 26
  })
  for (const path of stdout.split('\0').filter(path => path !== '')) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    cpSync(join(checkout, path), join(project, path))
  }
  revision = await commitAll(project)
  for (const [at, name] of names.entries()) {
    const folder = join(team, `k8s-${at % 4}`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}.yaml`), rollout(name, at % 2 === 0 ? '25' : '"25"'))
  }
  writeFileSync(join(team, 'chart.yaml'), 'metadata: {name: {{ .Release.Name }}}\n')
  writeFileSync(
    join(team, '.pre-commit-config.yaml'),
    `repos:
- repo: ${project}
  rev: ${revision}
  hooks:
  - id: rolloutify-check
  - id: rolloutify-steps-off
  - id: rolloutify-check-system
  - id: rolloutify-steps-off-system
`
  )
  const bin = join(workspace, 'bin')
  mkdirSync(bin)
  symlinkSync(rolloutify, join(bin, 'rolloutify'))
  await commitAll(team)
})

/** What `check` says without pre-commit, of all files in their own order. */
const plain = async (...args: string[]) => {
  const { stderr } = await outcome([process.execPath, rolloutify, ...args], { cwd: team })
  return stderr
}

describe.each([pinned.preCommitOld, pinned.preCommit])('%s', requirement => {
  const run = async (...args: string[]) => {
    const env = {
      PYTHONPATH: await fromPypi(requirement),
      PRE_COMMIT_HOME: join(workspace, requirement),
      PATH: [join(workspace, 'bin'), process.env['PATH']].join(delimiter)
    }
    const ran = await outcome(['python3', '-m', 'pre_commit', 'run', ...args], { cwd: team, env })
    // The first run says that it installs the hooks.
    return { ...ran, stdout: ran.stdout.replace(/^\[INFO\].*\n/gm, '') }
  }
  beforeAll(async () => {
    await fromPypi(requirement)
  })

  test.for(['rolloutify-check', 'rolloutify-check-system'])('runs %s', async hook => {
    const { status, stdout } = await run('--all-files', hook)
    expect(status).toBe(1)
    const said = await plain('check', '.')
    expect(said.match(/\[invalid-weight\]/g)?.length).toBe(20)
    expect(stdout).toContain(`- hook id: ${hook}\n- exit code: 1\n\n${said}`)
  })

  test.for(['rolloutify-steps-off', 'rolloutify-steps-off-system'])('runs %s', async hook => {
    const { status, stdout } = await run('--all-files', hook)
    expect(status).toBe(1)
    const said = await plain('steps', 'status', '--check', '.')
    expect(said.match(/\[steps-left-on\]/g)?.length).toBe(40)
    expect(stdout).toContain(`- hook id: ${hook}\n- exit code: 1\n\n${said}`)
  })

  test('says the same in any order of the files', async () => {
    const files = names.map((name, at) => `k8s-${at % 4}/${name}.yaml`)
    const first = await run('rolloutify-check', '--files', ...files)
    const last = await run('rolloutify-check', '--files', ...files.toReversed())
    expect(first.stdout).toBe(last.stdout)
    expect(first.status).toBe(1)
  })

  test('says nothing where nothing is wrong', async () => {
    const { status, stdout } = await run('rolloutify-check', '--files', 'k8s-0/web-0.yaml')
    expect([status, stdout]).toEqual([0, expect.stringContaining('Passed')])
  })
})
