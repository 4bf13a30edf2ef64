import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goneFolders, levelBefore, openBase } from './check-base.ts'
import type { Base } from './check-base.ts'
import { findLevels } from './check-input.ts'
import type { Io } from './io.ts'
import { processIo } from './io.ts'
import { memoryIo } from './memory-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolloutify-base-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const git = (...args: string[]) => {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@localhost']
  const { status, stderr } = spawnSync('git', ['-C', folder, ...who, ...args], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
}
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** The world as a program sees it that runs in a folder of the repository. */
const ioIn = (below: string): Io => ({
  ...processIo(),
  run: (command, args) => processIo().run(command, ['-C', join(folder, below), ...args]),
  readFile: path => {
    try {
      return readFileSync(join(folder, below, path))
    } catch {
      return { reason: 'no such file or directory' }
    }
  },
  listFolder: path => processIo().listFolder(join(folder, below, path))
})

beforeAll(() => {
  git('init', '--quiet')
  write('k8s/web.yaml', 'before: 1\n')
  write('k8s/same.yaml', 'same: 1\n')
  write('k8s/ä b"\n.yaml', 'odd: 1\n')
  write('k8s/notes.txt', 'no manifest\n')
  write('old/gone.yaml', 'gone: 1\n')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'before')
  write('k8s/web.yaml', 'after: 1\n')
  rmSync(join(folder, 'old'), { recursive: true })
})

async function open(below: string, from: string, roots: readonly string[]): Promise<Base> {
  const base = await openBase(ioIn(below), from, roots)
  if ('code' in base) throw new Error(base.message)
  return base
}
const textIn = async (base: Base, file: string) => (await base.read(file))?.toString()

test('a revision is read without a change to the work tree', async () => {
  const base = await open('.', 'HEAD', ['.'])
  expect(levelBefore(base, 'k8s').files).toEqual([
    'k8s/same.yaml',
    'k8s/web.yaml',
    'k8s/ä b"\n.yaml'
  ])
  expect(await textIn(base, 'k8s/web.yaml')).toBe('before: 1\n')
  expect(await textIn(base, 'k8s/same.yaml')).toBe('same: 1\n')
  expect(await textIn(base, 'k8s/ä b"\n.yaml')).toBe('odd: 1\n')
  expect(await textIn(base, 'k8s/new.yaml')).toBeUndefined()
  expect(readFileSync(join(folder, 'k8s/web.yaml'), 'utf8')).toBe('after: 1\n')
})

test('a folder that is gone is found', async () => {
  const io = ioIn('.')
  const { levels } = findLevels(io, ['.'])
  const base = await open('.', 'HEAD', ['.'])
  expect(goneFolders(io, base, { levels, roots: ['.'] })).toEqual(['old'])
  expect(goneFolders(io, base, { levels, roots: ['k8s'] })).toEqual([])
})

test('below the top of the repository paths are as they are there', async () => {
  const base = await open('k8s', 'HEAD', ['web.yaml'])
  expect(await textIn(base, 'web.yaml')).toBe('before: 1\n')
  expect(base.folders).toEqual(['.', '../old'])
})

test.for(['no-such-branch', '--all', 'HEAD:k8s/web.yaml'])('%s is no base', async from => {
  const base = await openBase(ioIn('.'), from, ['.'])
  expect('code' in base && base.code).toBe('wrong-option')
})

test('a folder is the counterpart of the one that is checked', async () => {
  const files = new Map([
    ['k8s/web.yaml', Buffer.from('after')],
    ['main/web.yaml', Buffer.from('before')],
    ['main/below/hpa.yaml', Buffer.from('before')]
  ])
  const base = await openBase(memoryIo({ files }), 'main', ['k8s'])
  if ('code' in base) throw new Error(base.message)
  expect(base.folders).toEqual(['k8s', 'k8s/below'])
  expect(await textIn(base, 'k8s/web.yaml')).toBe('before')
})
