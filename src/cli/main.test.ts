import { describe, expect, test } from 'vitest'
import { main } from './main.ts'
import { memoryIo } from './memory-io.ts'

const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4
  selector: {matchLabels: {app: web}}
  template: {}
`

async function run(argv: string[], world: Parameters<typeof memoryIo>[0] = {}) {
  const io = memoryIo(world)
  const exit = await main(argv, io)
  return { exit, stdout: io.stdout, stderr: io.stderr, written: io.written }
}

test('without a command it is the filter', async () => {
  const stdin = Buffer.from(web)
  const filtered = await run(['--stage', 'introduce-rollout'], { stdin })
  expect(filtered).toEqual(await run(['convert', '--stage', 'introduce-rollout', '-'], { stdin }))
  expect(filtered.stdout).toContain('kind: Rollout')
})

test('without a command it takes files too', async () => {
  const files = new Map([['web.yaml', Buffer.from(web)]])
  const { exit, stdout } = await run(['web.yaml', '--stage', 'introduce-rollout'], { files })
  expect([exit, stdout.includes('kind: Rollout')]).toEqual([0, true])
})

test('a file may have the name of a command', async () => {
  const files = new Map([['convert', Buffer.from(web)]])
  const { exit } = await run(['--stage', 'introduce-rollout', 'convert'], { files })
  expect(exit).toBe(0)
})

test('an option may say the same twice', async () => {
  const stage = ['--stage', 'introduce-rollout']
  const { exit } = await run([...stage, ...stage], { stdin: Buffer.from(web) })
  expect(exit).toBe(0)
})

test.for([
  [['convrt'], 'Unknown command or file "convrt" [unknown-command]', 'convert'],
  [
    ['convert', '--diff', '--write', 'web.yaml'],
    '--write and --diff cannot be combined',
    'pass one of them'
  ],
  [['convert', '--stage'], '--stage needs STAGE', '--help'],
  [['convert', '--stage', '--write', 'web.yaml'], '--stage needs STAGE', '--help'],
  [['convert', '--write=yes', 'web.yaml'], '--write takes no value', '--help'],
  [['convert', '-x', 'web.yaml'], 'Unknown option -x', '--help'],
  [['convert', '--replicas', 'web=0'], '--replicas cannot be "web=0"', 'NAME=N'],
  [['convert', '--percents', '50,25'], '--percents cannot be "50,25"', 'end in 100'],
  [['convert', '--applier', 'fleet'], '--applier cannot be "fleet"', 'argocd'],
  [['convert', '--host', 'helm5'], '--host cannot be "helm5"', 'helm4'],
  [['convert', '-', 'web.yaml'], 'Standard input and files cannot be read together', 'either'],
  [['exec'], 'No command after --', 'exec --stage'],
  [['steps'], 'steps takes on, off, status or use PROFILE', 'steps on web.yaml'],
  [['steps', 'of', '-'], 'not "of"', 'did you mean on?'],
  [['steps', 'off', '--live', '-', '-'], 'Only one of', 'as a file'],
  [['steps', 'status', '--format', 'yaml', '-'], '--format cannot be "yaml"', 'json'],
  [['check', '--format', 'xml', '-'], '--format cannot be "xml"', 'sarif'],
  [['check', '--output', 'sarif', '-'], '--output cannot be "sarif"', 'FORMAT=PATH'],
  [['check', '--rule', 'invalid-weight=loud', '-'], '--rule cannot be', 'warning'],
  [
    ['check', '--from', 'main', '-'],
    'Standard input is compared with a file or folder, but "main" is neither',
    'rolloutify check --from main .'
  ],
  [['check', '--from', 'main', 'web.yaml'], 'a folder or a git revision: "main"', 'revision'],
  [['simulate', '--format', 'sarif', '-'], '--format cannot be "sarif"', 'text, json'],
  [
    ['simulate', '--canary', '--from', 'done', '-'],
    '--from is not for simulate --canary',
    'remove it'
  ],
  [['simulate', '--canary', '--unverified', '-'], 'is not for simulate --canary', 'remove it'],
  [['migrate', 'status', '--write', '-'], 'migrate status changes nothing', 'remove --write'],
  [['migrate', '--diff', 'status', '-'], 'migrate status changes nothing', 'remove --diff'],
  [['migrate', 'status', '--from', 'x', '-'], '--from is not for migrate status', 'remove it'],
  [
    ['migrate', 'status', '--unverified', '-'],
    '--unverified is not for migrate status',
    'remove it'
  ],
  [['migrate', 'next', '--format', 'json', '-'], '--format is not for migrate next', 'remove it'],
  [
    ['migrate', 'next', '--drop-replicas', '-'],
    '--drop-replicas is not for migrate next',
    'remove it'
  ],
  [['migrate', 'plan', '--write', '-'], '--write is not for migrate plan', 'remove it'],
  [['migrate', 'plan', '--unverified', '-'], '--unverified is not for migrate plan', 'remove it'],
  [['steps', 'off', '--format', 'json', '-'], '--format is not for steps off', 'remove it'],
  [['steps', 'status', '--out', 'x', '-'], 'steps status changes nothing', 'remove --out'],
  [['helm-plugin'], 'helm-plugin takes one folder', './plugin'],
  [['--stage', 'grow-25', 'convert', 'web.yaml'], 'before the command "convert"', 'first'],
  [['--live', 'x.json', 'migrate', 'next', '-'], 'before the command "migrate"', 'first'],
  [
    ['convert', '--stage', 'done', '--stage', 'grow-25', '-'],
    '--stage is both "done" and "grow-25"',
    'set it once'
  ],
  [['check', '--format', 'json', '--format', 'text', '-'], '--format is both', 'set it once'],
  [['convert', '--stage', 'later', '-'], 'Unknown stage "later"', 'introduce-rollout']
] as const)('%j is wrong usage', async ([argv, message, hint]) => {
  const { exit, stdout, stderr } = await run([...argv], { stdin: Buffer.from(web) })
  expect([exit, stdout]).toEqual([2, ''])
  expect(stderr).toContain(message)
  expect(stderr.split('hint: ')[1]).toContain(hint)
})

test('a command that cannot be run is said', async () => {
  const { exit, stderr } = await run(['exec', '--stage', 'done', '--', 'hlem', 'template'])
  expect(exit).toBe(3)
  expect(stderr).toContain('"hlem" cannot be run: no such file or directory [command-failed]')
})

test('a failure of our own is said as such', async () => {
  const io = memoryIo({ stdin: Buffer.from(web) })
  io.readFile = () => {
    throw new TypeError('boom')
  }
  expect(await main(['--stage', 'done'], io)).toBe(3)
  expect(io.stderr).toContain('Internal error: TypeError: boom [internal-error]')
  expect(io.stdout).toBe('')
})

test('a text that is too long for Node is said', async () => {
  const io = memoryIo({ stdin: Buffer.from(web) })
  const writeStdout = () => void 'a'.repeat(2 ** 30)
  const exit = await main(['--stage', 'introduce-rollout'], {
    ...io,
    writeStdout,
    writeStderr: text => io.writeStderr(text)
  })
  expect([exit, io.stderr.includes('[text-too-long]')]).toEqual([3, true])
})

test('a file that cannot be written is said', async () => {
  const io = memoryIo({ files: new Map([['web.yaml', Buffer.from(web)]]) })
  io.writeFiles = () => ({ path: 'web.yaml', reason: 'no space left on device' })
  expect(await main(['convert', '--write', '--stage', 'done', 'web.yaml'], io)).toBe(3)
  expect(io.stderr).toContain(
    'web.yaml:1:1: error: The file cannot be written: no space left on device'
  )
})

test('quiet leaves warnings out', async () => {
  const stdin = Buffer.from(web.replace('replicas: 4', 'strategy: {type: Recreate}'))
  expect((await run(['--stage', 'introduce-rollout'], { stdin })).stderr).toContain('warning')
  expect((await run(['--stage', 'introduce-rollout', '--quiet'], { stdin })).stderr).toBe('')
})

describe('colour', () => {
  const stdin = Buffer.from(web)
  const stderrOf = async (env: Record<string, string>, stderr: boolean) => {
    const io = { ...memoryIo({ stdin, env }), isTerminal: { stdin: false, stderr } }
    await main([], io)
    return io.stderr
  }
  test('is for a terminal only', async () => {
    expect(await stderrOf({}, true)).toContain('\x1b[31merror:\x1b[0m')
    expect(await stderrOf({}, false)).not.toContain('\x1b')
  })
  test('is left out for NO_COLOR', async () => {
    expect(await stderrOf({ NO_COLOR: '1' }, true)).not.toContain('\x1b')
  })
})

test('no control character of a manifest reaches the terminal', async () => {
  const stdin = Buffer.from(web.replace('name: web', 'name: "we\\x1b[31mb\\nx"'))
  const { stderr } = await run(['--stage', 'later'], { stdin })
  expect(stderr).not.toContain('\x1b')
  const { stderr: named } = await run([], { stdin })
  expect(named).toContain('Deployment "we\\u001b[31mb\\nx"')
})

test('the configuration is found by its name, by a variable and by an option', async () => {
  const config = Buffer.from('workloads:\n  - name: web\n    stage: introduce-rollout\n')
  const stdin = Buffer.from(web)
  const isConverted = async (argv: string[], path: string, env: Record<string, string> = {}) =>
    (await run(argv, { stdin, env, files: new Map([[path, config]]) })).stdout.includes('Rollout')
  expect(await isConverted([], 'rolloutify.yaml')).toBe(true)
  expect(await isConverted([], 'other.yaml', { ROLLOUTIFY_CONFIG: 'other.yaml' })).toBe(true)
  expect(await isConverted(['--config', 'other.yaml'], 'other.yaml')).toBe(true)
  expect(await isConverted(['--config', 'other.yaml'], 'rolloutify.yaml')).toBe(false)
})

test('the version and the help are printed', async () => {
  expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect((await run(['--help'])).stdout).toContain('usage: rolloutify [COMMAND]')
  expect((await run(['convert', '--help'])).stdout).toContain('--replicas [NAME=]N')
})

describe('what was written is said', () => {
  const stderrOf = async (argv: string[], stderr: boolean, text = web) => {
    const world = { stdin: Buffer.alloc(0), files: new Map([['web.yaml', Buffer.from(text)]]) }
    const io = { ...memoryIo(world), isTerminal: { stdin: false, stderr } }
    await main(argv, io)
    return io.stderr
  }
  const next = ['migrate', 'next', '--write', 'web.yaml']
  test('to a person at a terminal', async () => {
    expect(await stderrOf(next, true)).toBe('wrote web.yaml\nweb: baseline → introduce-rollout\n')
    expect(await stderrOf(['convert', '--write', 'web.yaml', '--stage', 'baseline'], true)).toBe(
      'nothing changed\n'
    )
    expect(await stderrOf(['migrate', 'plan', '--out', 'plan', 'web.yaml'], true)).toMatch(
      /^wrote \d+ files: plan\/00-baseline\/web\.yaml … plan\/RUNBOOK\.md\n$/
    )
  })
  test('not to a pipeline, and not when quiet', async () => {
    expect(await stderrOf(next, false)).toBe('')
    expect(await stderrOf([...next, '--quiet'], true)).toBe('')
  })
  test('not of what is only printed', async () => {
    expect(await stderrOf(['migrate', 'next', 'web.yaml'], true)).toBe('')
    expect(await stderrOf(['migrate', 'next', '--diff', 'web.yaml'], true)).toBe('')
  })
})
