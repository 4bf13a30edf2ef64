import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const bin = resolve('bin/rolloutify.mjs')
const action = resolve('action.mjs')
const folder = fs.mkdtempSync(join(tmpdir(), 'rolloutify-check-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }), 60_000)

const run = (args: string[], cwd = folder) =>
  spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', maxBuffer: 1 << 30, cwd })

const write = (path: string, content: string | Buffer) => {
  const file = join(folder, path)
  fs.mkdirSync(resolve(file, '..'), { recursive: true })
  fs.writeFileSync(file, content)
}
const badValues = 'canary:\n  steps:\n    - setWeight: "25"\n    - pause: {}\n'
const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n'

describe('a hostile repository', () => {
  const own = (path: string) => `hostile/${path}`
  beforeAll(() => {
    write(own('values.yaml'), badValues)
    write(own('huge/data.json'), `{"kind":"x","apiVersion":"y","data":"${'a'.repeat(1 << 25)}"}`)
    write(own('huge/lock.json'), JSON.stringify({ packages: 'apiVersion kind '.repeat(1 << 19) }))
    write(own('huge/deployment.yaml'), head + '  # more\n'.repeat(1 << 21))
    write(own('huge/line.yaml'), head + `  a: ${'[1, '.repeat(1 << 16)}`)
    write(own('deep/flow.yaml'), head + '  a: ' + '['.repeat(100_000))
    write(own('deep/block.yaml'), head + deep(3000))
    write(own('deep/values.yaml'), deep(3000) + 'canary: {steps: []}\n')
    write(own('bomb/web.yaml'), head + bomb('  '))
    write(own('bomb/values.yaml'), `canary:\n  steps: *i9\n${bomb('')}`)
    write(own('bomb/self.yaml'), head + '  a: &a\n    b: *a\n  selector: *a\n  template: {c: *a}\n')
    write(own('binary/image.yaml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))
    write(own('binary/latin.yaml'), Buffer.from(head + '  a: \xe9\n', 'latin1'))
    write(own('binary/utf-16.yaml'), Buffer.from('\ufeff' + head, 'utf16le'))
    write(own('many/---.yaml'), '---\n'.repeat(200_000))
    write(own('many/steps.yaml'), '# steps:\n'.repeat(20_000))
    write(own('many/ignore.yaml'), 'a: 1 # rolloutify-ignore x\n'.repeat(5000))
    fs.symlinkSync('.', join(folder, own('circle')))
    fs.symlinkSync('self', join(folder, own('self')))
    fs.symlinkSync('nowhere.yaml', join(folder, own('dangling.yaml')))
    fs.symlinkSync('loop.yaml', join(folder, own('loop.yaml')))
    fs.mkdirSync(join(folder, own('folder.yaml')))
  })

  test('gets diagnostics, and neither a crash nor a hang', () => {
    const { status, stderr, error } = run(['check', '--quiet', 'hostile'])
    expect(error).toBeUndefined()
    expect(stderr).not.toContain('internal-error')
    const places = new Map(
      [...stderr.matchAll(/^(\S+?):\d+:\d+: error: .* \[([a-z0-9-]+)\]$/gm)].map(
        ([, file = '', code]) => [file, code]
      )
    )
    expect(Object.fromEntries(places)).toEqual({
      'hostile/values.yaml': 'invalid-weight',
      'hostile/huge/deployment.yaml': 'invalid-yaml',
      'hostile/huge/line.yaml': 'invalid-yaml',
      'hostile/bomb/self.yaml': 'invalid-yaml',
      'hostile/deep/block.yaml': 'invalid-yaml',
      'hostile/deep/flow.yaml': 'invalid-yaml',
      'hostile/binary/latin.yaml': 'invalid-yaml',
      'hostile/binary/utf-16.yaml': 'not-utf-8',
      'hostile/many/ignore.yaml': 'ignore-unknown-code'
    })
    expect(status).toBe(3)
  }, 120_000)

  test('a link that leads in a circle is said where it is named', () => {
    const { status, stderr } = run(['check', 'hostile/loop.yaml'])
    expect(stderr).toContain('hostile/loop.yaml:1:1: error: The file cannot be read: too many')
    expect(status).toBe(3)
  })
})

/** A mapping in a mapping, and so on. */
function deep(levels: number): string {
  return Array.from({ length: levels }, (_, at) => `${' '.repeat(at + 2)}a:\n`).join('')
}

/** Ten lists of ten aliases of the one before: 10^10 items. */
function bomb(indent: string): string {
  const items = (at: number) => Array.from({ length: 10 }, () => `*i${at - 1}`).join(', ')
  const lists = Array.from(
    { length: 9 },
    (_, at) => `${indent}l${at}: &i${at + 1} [${items(at + 1)}]\n`
  )
  return `${indent}first: &i0 [x]\n${lists.join('')}`
}

test('ten thousand small files are read', () => {
  for (let at = 0; at < 10_000; at++) {
    if (at % 1000 === 0) fs.mkdirSync(join(folder, `crumbs/${at / 1000}`), { recursive: true })
    fs.writeFileSync(join(folder, `crumbs/${Math.floor(at / 1000)}/${at}.yaml`), 'a: 1\n')
  }
  const { status, stderr } = run(['check', 'crumbs'])
  expect([status, stderr]).toEqual([0, ''])
}, 240_000)

describe('the action', () => {
  const act = (inputs: Record<string, string>) => {
    const env = Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      value
    ])
    const output = join(folder, 'output')
    fs.writeFileSync(output, '')
    const ran = spawnSync(process.execPath, [action], {
      encoding: 'utf8',
      cwd: folder,
      env: { PATH: process.env['PATH'], GITHUB_OUTPUT: output, ...Object.fromEntries(env) }
    })
    return { ...ran, output: fs.readFileSync(output, 'utf8') }
  }
  beforeAll(() => write('action/values.yaml', badValues))

  test('prints annotations, writes a SARIF file and fails', () => {
    const { status, stdout, output } = act({ paths: 'action', sarif: 'check.sarif' })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^::error file=action\/values.yaml,line=3,col=18,title=invalid-weight::/)
    expect(output).toBe('exit-code=1\nsarif=check.sarif\n')
    const sarif = JSON.parse(fs.readFileSync(join(folder, 'check.sarif'), 'utf8'))
    expect(sarif.runs[0].results.length).toBe(1)
  })

  test('takes one path with blanks in it', () => {
    write('sp ace/values.yaml', badValues)
    const { status, stdout } = act({ paths: 'sp ace' })
    expect([status, stdout.match(/^::/gm)?.length]).toEqual([1, 1])
  })

  test('writes no other output and through no link', () => {
    const several = act({ paths: 'action', sarif: 'a.sarif\nexit-code=0' })
    expect([several.status, several.output]).toEqual([2, ''])
    fs.symlinkSync('elsewhere.txt', join(folder, 'link.sarif'))
    const linked = act({ paths: 'action', sarif: 'link.sarif' })
    expect([linked.status, fs.existsSync(join(folder, 'elsewhere.txt'))]).toEqual([2, false])
  })

  test('fails as it is told', () => {
    const rules = 'invalid-weight=warning'
    expect(act({ paths: 'action', rules }).status).toBe(0)
    expect(act({ paths: 'action', rules, 'fail-on': 'warning' }).status).toBe(1)
    expect(act({ paths: 'action', 'fail-on': 'never' }).status).toBe(0)
    expect(act({ paths: 'action/missing.yaml', 'fail-on': 'never' }).status).toBe(3)
  })

  test('runs another command in place of check', () => {
    const rollout = (steps: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec:\n  strategy:\n    canary:\n${steps}`
    write('release/on.yaml', rollout('      steps:\n      - setWeight: 25\n'))
    write('release/off.yaml', rollout('      # steps:\n      # - setWeight: 25\n'))
    const on = act({ args: 'steps status --check release/on.yaml', sarif: 'steps.sarif' })
    expect([on.status, on.output]).toEqual([1, 'exit-code=1\n'])
    expect(on.stderr).toContain('[steps-left-on]')
    const off = act({ args: 'steps\nstatus\n--check\nrelease/off.yaml', 'fail-on': 'warning' })
    expect([off.status, off.output]).toEqual([0, 'exit-code=0\n'])
    expect(act({ args: 'nonsense' }).status).toBe(2)
  })
})
