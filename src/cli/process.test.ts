import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bundle } from '../../bundle.mjs'

const bin = resolve('bin/rolloutify.mjs')
const folder = fs.mkdtempSync(join(tmpdir(), 'rolloutify-test-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const web = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 4
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
`
const run = (args: string[], options: { input?: string; cwd?: string } = {}) =>
  spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', maxBuffer: 1 << 30, ...options })

test('the bundle is made of what stands in src', async () => {
  expect(fs.readFileSync(bin, 'utf8') === (await bundle())).toBe(true)
})

test('plugin.yaml at the top is the one that helm-plugin writes, for a clone', () => {
  const written = run(['helm-plugin', join(folder, 'plugin')])
  expect(written.status).toBe(0)
  const own = fs.readFileSync(join(folder, 'plugin/plugin.yaml'), 'utf8')
  const expected = own.replace(bin, '"${HELM_PLUGIN_DIR}/bin/rolloutify.mjs"')
  expect(fs.readFileSync('plugin.yaml', 'utf8').replace(/^#.*\n/gm, '')).toBe(expected)
})

test('the filter needs no home, no configuration and no place to write', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--stage', 'done'], {
    input: web('web'),
    encoding: 'utf8',
    env: {},
    cwd: '/'
  })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('kind: Rollout')
})

test('exec keeps the exit code and the standard error of a command', () => {
  const script = 'console.error("said"); process.exit(7)'
  const failed = run(['exec', '--stage', 'done', '--', process.execPath, '-e', script])
  expect([failed.status, failed.stdout, failed.stderr]).toEqual([7, '', 'said\n'])
  const print = `process.stdout.write(${JSON.stringify(web('web'))})`
  const converted = run(['exec', '--stage', 'done', '--', process.execPath, '-e', print])
  expect(converted.stdout).toBe(run(['--stage', 'done'], { input: web('web') }).stdout)
})

test('a reader that goes away ends it without a word', async () => {
  const child = spawn(process.execPath, [bin, '--stage', 'done'])
  let said = ''
  child.stderr.on('data', chunk => (said += chunk))
  child.stdin.on('error', () => {})
  child.stdout.destroy()
  child.stdin.end(Array.from({ length: 2000 }, (_, at) => web(`web-${at}`)).join('---\n'))
  const code = await new Promise(done => child.on('close', done))
  expect([code, said]).toEqual([3, ''])
})

describe('files', () => {
  const names = Array.from({ length: 40 }, (_, at) => `web-${at}`)
  const write = (into: string) => {
    fs.mkdirSync(into, { recursive: true })
    for (const name of names) fs.writeFileSync(join(into, `${name}.yaml`), web(name))
  }
  const isOldOrNew = (into: string) =>
    names.every(name => {
      const text = fs.readFileSync(join(into, `${name}.yaml`), 'utf8')
      return (
        text === web(name) ||
        (text.startsWith(web(name).replace('replicas: 4', 'replicas: 0')) &&
          text.endsWith('# - setWeight: 100\n'))
      )
    })

  test('are either old or new when the process is killed', async () => {
    const into = join(folder, 'killed')
    for (const delay of [0, 5, 20, 60, 100, 110, 120, 130, 140, 160, 200]) {
      write(into)
      const child = spawn(process.execPath, [bin, 'convert', '--write', '--stage', 'done', into])
      setTimeout(() => child.kill('SIGKILL'), delay)
      await new Promise(done => child.on('close', done))
      expect(isOldOrNew(into)).toBe(true)
    }
  }, 60_000)

  test('are either at one stage or at the next when a migration is killed, and status says which', async () => {
    const into = join(folder, 'killed-migration')
    for (const delay of [60, 120, 140, 160, 180, 200, 230]) {
      fs.rmSync(into, { recursive: true, force: true })
      write(into)
      const child = spawn(process.execPath, [bin, 'migrate', 'next', '--write', into])
      setTimeout(() => child.kill('SIGKILL'), delay)
      await new Promise(done => child.on('close', done))
      for (const name of fs.readdirSync(into).filter(each => each.endsWith('.tmp'))) {
        fs.rmSync(join(into, name))
      }
      const { status, stdout } = run(['migrate', 'status', '--format', 'json', into])
      const rows = JSON.parse(stdout) as { workload: string; stage: string }[]
      expect([status, rows.map(({ workload }) => workload).sort()]).toEqual([0, names.toSorted()])
      const isOld = (name: string) =>
        fs.readFileSync(join(into, `${name}.yaml`), 'utf8') === web(name)
      expect(rows.map(({ stage }) => stage)).toEqual(
        rows.map(({ workload }) => (isOld(workload) ? 'baseline' : 'introduce-rollout'))
      )
    }
  }, 60_000)

  test('are all old when one of them cannot be written', () => {
    const into = join(folder, 'full')
    write(into)
    // The shell's limit on the size of a file stands for a disk without room.
    const last = join(into, 'web-39.yaml')
    fs.writeFileSync(last, web('web-39') + '#'.repeat(1 << 16) + '\n')
    const { status, stderr } = spawnSync(
      'sh',
      [
        '-c',
        `ulimit -f 8; trap '' XFSZ; "$0" "$1" convert --write --stage done "$2"`,
        process.execPath,
        bin,
        into
      ],
      { encoding: 'utf8' }
    )
    expect(stderr).toContain('web-39.yaml:1:1: error: The file cannot be written: ')
    expect(status).toBe(3)
    expect(
      names
        .slice(0, -1)
        .every(name => fs.readFileSync(join(into, `${name}.yaml`), 'utf8') === web(name))
    ).toBe(true)
    expect(fs.readdirSync(into).length).toBe(names.length)
  })

  test('keep their mode, and a link to a file stays a link', () => {
    const into = join(folder, 'linked')
    write(into)
    const target = join(folder, 'target.yaml')
    fs.writeFileSync(target, web('linked'), { mode: 0o600 })
    fs.symlinkSync(target, join(into, 'linked.yaml'))
    fs.symlinkSync(into, join(into, 'circle'))
    expect(run(['convert', '--write', '--stage', 'done', into]).status).toBe(0)
    expect(fs.lstatSync(join(into, 'linked.yaml')).isSymbolicLink()).toBe(true)
    expect(fs.readFileSync(target, 'utf8')).toContain('kind: Rollout')
    expect(fs.statSync(target).mode & 0o777).toBe(0o600)
  })
})

describe('hostile input', () => {
  test('a configuration that is a folder is said', () => {
    const { status, stderr } = run(['--config', folder], { input: web('web') })
    expect(status).toBe(2)
    expect(stderr).toContain('[missing-config]')
  })

  test('100,000 documents pass', () => {
    const input = 'kind: Service\nmetadata:\n  name: x\n---\n'.repeat(100_000) + web('web')
    const { status, stdout } = run(['--stage', 'introduce-rollout'], { input })
    expect([status, stdout.startsWith(input)]).toEqual([0, true])
  }, 60_000)

  test('a document nested a hundred thousand levels deep is refused, and no more', () => {
    const input = `${web('web')}---\nkind: Deployment\nx: ${'['.repeat(100_000)}\n`
    const { status, stderr, stdout } = run(['--stage', 'introduce-rollout'], { input })
    expect([status, stdout.includes('kind: Rollout')]).toEqual([0, true])
    expect(stderr).toContain('[invalid-yaml]')
  }, 60_000)

  test('a ConfigMap of 5 MB with manifests in it passes as it is', () => {
    const line = '    ---\n    kind: Deployment\n'
    const input = `kind: ConfigMap\ndata:\n  a: |\n${line.repeat(200_000)}---\n${web('web')}`
    const { status, stdout } = run(['--stage', 'introduce-rollout'], { input })
    expect([status, stdout.startsWith(input)]).toEqual([0, true])
  }, 60_000)

  test('no Secret value is ever said', () => {
    const secret =
      'kind: List\nitems:\n  - kind: Deployment\n  - kind: Secret\n    token: "hunter2\n'
    const { stderr } = run(['--stage', 'done'], { input: secret + '---\n' + web('web') })
    expect(stderr).toContain('[invalid-yaml]')
    expect(stderr).not.toContain('hunter2')
  })
})
