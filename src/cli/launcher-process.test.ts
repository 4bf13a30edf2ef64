import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import versions from '../../test/versions.json' with { type: 'json' }

const folder = fs.mkdtempSync(join(tmpdir(), 'rolloutify-launcher-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const hashOf = (path: string) =>
  createHash('sha256').update(fs.readFileSync(path)).digest('hex').slice(0, 16)
const caches = fs.readdirSync('bin/cache')
const own = `${hashOf('bin/rolloutify.cjs')}-${process.versions.v8}-${process.arch}.bin`

/** A copy of bin/, and what it says for `--version` and for an unknown command. */
function copied(name: string) {
  const bin = join(folder, name)
  fs.cpSync('bin', bin, { recursive: true })
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(bin, 'rolloutify.mjs'), ...args], { encoding: 'utf8' })
  return { bin, run, cache: join(bin, 'cache', own) }
}

test('there is a cache for each supported Node, of the program as it is', () => {
  expect(caches).toHaveLength(versions.node.length)
  for (const name of caches) expect(name.split('-')[0]).toBe(hashOf('bin/rolloutify.cjs'))
  const launcher = fs.readFileSync('bin/rolloutify.mjs', 'utf8')
  expect(launcher).toContain(`const hash = "${hashOf('bin/rolloutify.cjs')}"`)
})

test.runIf(caches.includes(own))('V8 takes the cache', () => {
  const script = `
    const scripts = globalThis.rolloutifyScripts = new Map()
    process.argv = [process.argv[0], 'bin/rolloutify.mjs', '--version']
    await import(process.cwd() + '/bin/rolloutify.mjs')
    process.once('exit', () => console.error([...scripts.values()].map(each => each.cachedDataRejected).join()))`
  const args = ['--input-type=module', '--eval', script]
  const { stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(stderr.trim().split(',')).toContain('false')
  expect(stderr).not.toContain('true')
})

test.runIf(caches.includes(own))(
  'a cache that was not written to its end is left aside without a word',
  () => {
    const { run, cache } = copied('damaged')
    const bytes = fs.readFileSync(cache)
    for (const cut of [0, 3, 100, bytes.length / 2]) {
      fs.writeFileSync(cache, bytes.subarray(0, cut))
      expect(run('--version')).toMatchObject({ status: 0, stderr: '' })
    }
    fs.writeFileSync(cache, Buffer.alloc(bytes.length))
    expect(run('--version')).toMatchObject({ status: 0, stderr: '' })
  }
)

test('a cache never runs the program of another text, not even of one as long', () => {
  const { bin, run } = copied('changed')
  expect(run('nonsense').stderr).toContain('[unknown-command]')
  const [program, launcher] = ['rolloutify.cjs', 'rolloutify.mjs'].map(name => join(bin, name))
  const before = hashOf(program ?? '')
  const text = fs.readFileSync(program ?? '', 'utf8')
  fs.writeFileSync(program ?? '', text.replaceAll('unknown-command', 'unheard-command'))
  const start = fs.readFileSync(launcher ?? '', 'utf8')
  fs.writeFileSync(launcher ?? '', start.replace(before, hashOf(program ?? '')))
  expect(run('nonsense').stderr).toContain('[unheard-command]')
})

test('without a cache the program runs all the same', () => {
  const { bin, run } = copied('without')
  fs.rmSync(join(bin, 'cache'), { recursive: true })
  expect(run('--version')).toMatchObject({ status: 0, stderr: '' })
})
