import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
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
const run = (args: string[], options: { input?: string; cwd?: string; timeout?: number } = {}) =>
  spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', maxBuffer: 1 << 30, ...options })

test('the bundle is made of what stands in src', async () => {
  const stale = [...(await bundle())].filter(
    ([path, text]) => fs.readFileSync(path, 'utf8') !== text
  )
  expect(stale.length > 0 ? 'run `npm run bundle`' : 'it is current').toBe('it is current')
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

describe('odd files', () => {
  const into = join(folder, 'odd')
  const convert = ['convert', '--write', '--stage', 'introduce-rollout', '.']
  beforeEach(() => {
    fs.rmSync(into, { recursive: true, force: true })
    fs.mkdirSync(join(into, 'below'), { recursive: true })
    fs.writeFileSync(join(into, 'web.yaml'), web('web'))
  })
  const isConverted = () => /kind: Rollout/.test(fs.readFileSync(join(into, 'web.yaml'), 'utf8'))

  test('a file under two names is changed once', () => {
    fs.symlinkSync('../web.yaml', join(into, 'below/link.yaml'))
    const { status, stderr } = run(convert, { cwd: into })
    expect([status, stderr]).toEqual([0, ''])
    expect(fs.readFileSync(join(into, 'web.yaml'), 'utf8').match(/kind: Rollout/g)?.length).toBe(1)
    expect(fs.lstatSync(join(into, 'below/link.yaml')).isSymbolicLink()).toBe(true)
  })

  test('a hard link that keeps the text of before is said', () => {
    fs.linkSync(join(into, 'web.yaml'), join(folder, 'other-name'))
    const { status, stderr } = run(convert, { cwd: into })
    fs.rmSync(join(folder, 'other-name'))
    expect([status, isConverted()]).toEqual([0, true])
    expect(stderr).toMatch(/^web\.yaml:1:1: warning: .* had another name .*\[hard-link-left\]/m)
  })

  test('a name that is not UTF-8 concerns its file', () => {
    const name = Buffer.concat([
      Buffer.from(join(into, 'below/m')),
      Buffer.from([0xfc]),
      Buffer.from('.yaml')
    ])
    fs.writeFileSync(name, web('other'))
    for (const command of [convert, ['check', '.']]) {
      const { status, stderr } = run(command, { cwd: into })
      expect([status, stderr]).toEqual([0, expect.stringContaining('[misnamed-file]')])
    }
    expect(isConverted()).toBe(true)
  })

  test.for(['kustomization.yaml', 'below/pipe.yaml'])(
    'a FIFO called %s is passed over in a folder',
    name => {
      expect(spawnSync('mkfifo', [join(into, name)]).status).toBe(0)
      expect(run(convert, { cwd: into, timeout: 20_000 })).toMatchObject({ status: 0, stderr: '' })
      expect(isConverted()).toBe(true)
    }
  )

  test.for([
    ['rolloutify.yaml', convert],
    ['pipe.yaml', ['check', 'pipe.yaml']],
    ['pipe.yaml', ['migrate', 'status', '--live', 'pipe.yaml', 'web.yaml']]
  ] as const)('a FIFO called %s is refused by %j', ([name, command]) => {
    expect(spawnSync('mkfifo', [join(into, name)]).status).toBe(0)
    const { status, stderr } = run([...command], { cwd: into, timeout: 20_000 })
    expect([status, stderr]).toEqual([
      expect.any(Number),
      expect.stringContaining('it is not a regular file')
    ])
    expect(status).toBeGreaterThan(1)
  })

  test('a device is refused', () => {
    fs.symlinkSync('/dev/zero', join(into, 'rolloutify.yaml'))
    const { status, stderr } = run(convert, { cwd: into, timeout: 20_000 })
    expect([status, stderr]).toEqual([2, expect.stringContaining('it is not a regular file')])
  })

  test('what the shell opens is read', () => {
    const script = '"$0" "$1" convert --stage introduce-rollout <(cat web.yaml)'
    const { status, stdout } = spawnSync('bash', ['-c', script, process.execPath, bin], {
      cwd: into,
      encoding: 'utf8'
    })
    expect([status, /kind: Rollout/.test(stdout)]).toEqual([0, true])
  })
})

test('exec says that a program does not exist', () => {
  const { status, stderr } = run(['exec', '--stage', 'done', '--', 'no-such-program'])
  expect(status).toBe(3)
  expect(stderr).toContain('"no-such-program" cannot be run: no such program [command-failed]')
})

test('exec hands signals on to its command', async () => {
  const script = `process.on('SIGTERM', () => { console.error('told'); process.exit(9) }); setInterval(() => {}, 1000); console.error('ready')`
  const child = spawn(process.execPath, [
    bin,
    'exec',
    '--stage',
    'done',
    '--',
    process.execPath,
    '-e',
    script
  ])
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
    if (said === 'ready\n') child.kill('SIGTERM')
  })
  const code = await new Promise(done => child.on('close', done))
  expect([code, said]).toEqual([9, 'ready\ntold\n'])
})

test('exec without a name of a command is said', () => {
  const { status, stderr } = run(['exec', '--stage', 'done', '--', ''])
  expect([status, stderr]).toEqual([3, expect.stringContaining('[command-failed]')])
})

test('--from fetches nothing that a partial clone lacks, and says so', () => {
  const origin = join(folder, 'origin')
  const clone = join(folder, 'clone')
  const git = (cwd: string, ...args: string[]) => {
    const who = ['-c', 'user.name=test', '-c', 'user.email=test@localhost']
    const { status, stdout, stderr } = spawnSync('git', [...who, ...args], {
      cwd,
      encoding: 'utf8'
    })
    expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
    return stdout
  }
  fs.mkdirSync(origin)
  git(origin, 'init', '--quiet')
  git(origin, 'config', 'uploadpack.allowFilter', 'true')
  for (const image of ['one', 'two']) {
    fs.writeFileSync(join(origin, 'web.yaml'), web('web') + `# ${image}\n`)
    git(origin, 'add', '--all')
    git(origin, 'commit', '--quiet', '--message', image)
  }
  git(folder, 'clone', '--quiet', '--filter=blob:none', `file://${origin}`, clone)
  const missing = () =>
    git(clone, 'rev-list', '--objects', '--all', '--missing=print').match(/^\?/gm)?.length
  expect(missing()).toBe(1)
  const { status, stderr } = run(['check', '--from', 'HEAD~1', '.'], { cwd: clone })
  expect(status).toBe(3)
  expect(stderr).toMatch(
    /^web.yaml:1:1: error: .*this clone does not contain it.*\[unreadable-file\]\n  hint: .*\n$/
  )
  expect(missing()).toBe(1)
})

test('git says nothing of its own', () => {
  const { status, stderr } = run(['check', '--from', 'main', '.'], { cwd: folder })
  expect([status, stderr.match(/^\S.*$/gm)?.length]).toEqual([2, 1])
})

describe('hostile input', () => {
  test('a configuration that is a folder is said', () => {
    const { status, stderr } = run(['--config', folder], { input: web('web') })
    expect(status).toBe(2)
    expect(stderr).toContain(
      'The configuration file set by --config or ROLLOUTIFY_CONFIG cannot be read'
    )
  })

  test('one that nobody named is not said to be', () => {
    const own = join(folder, 'configured')
    fs.mkdirSync(join(own, 'rolloutify.yaml'), { recursive: true })
    const { status, stderr } = run([], { input: web('web'), cwd: own })
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/The configuration cannot be read: .* \[missing-config\]/)
    ])
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
