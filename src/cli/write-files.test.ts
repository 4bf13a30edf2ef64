import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { finishWrites, isTemporary, writeFiles } from './write-files.ts'
import type { Disk, Writer } from './write-files.ts'

const folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'rolloutify-write-')))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** It waits for no platter: who is killed loses nothing by it. */
const quick: Disk = { ...fs, fsyncSync: () => {} }

const names = ['a.yaml', 'b.yaml', 'below/c.yaml', 'below/d.yaml', 'e.yaml']
const outputs = [...names, 'new/f.yaml'].map(name => ({
  path: join(folder, name),
  pieces: [Buffer.from(`new ${name}, `), Buffer.from('and more')]
}))
const folders = ['', 'below', 'new'].map(name => join(folder, name))

beforeEach(() => {
  for (const name of fs.readdirSync(folder)) fs.rmSync(join(folder, name), { recursive: true })
  fs.mkdirSync(join(folder, 'below'))
  for (const name of names) fs.writeFileSync(join(folder, name), `old ${name}`)
})

const textOf = (path: string) => (fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : undefined)
const newText = ({ pieces }: { readonly pieces: readonly Buffer[] }) => pieces.join('')
const left = () =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => isTemporary(path))
const state = () => outputs.map(({ path }) => textOf(path))
const allOld = outputs.map((_, at) => names[at] && `old ${names[at]}`)
const allNew = outputs.map(newText)

const writerOn = (disk: Disk, pid = 4_000_000): Writer => ({
  disk,
  machine: '0123abcd',
  pid,
  isRunning: () => false,
  whenRead: () => undefined,
  reasonOf: error => (error instanceof Error ? error.message : String(error))
})

/** A disk whose calls are counted, and fail where it is told: once, or from then on as for the dead. */
function faultyDisk(isFault: (call: number) => boolean) {
  let calls = 0
  const disk = new Proxy<Disk>(quick, {
    get:
      (target, name: keyof Disk) =>
      (...args: unknown[]) => {
        if (isFault(calls++)) throw new Error('fault')
        return Reflect.apply(target[name], target, args)
      }
  })
  return { disk, calls: () => calls }
}

function callsOfAll(): number {
  const { disk, calls } = faultyDisk(() => false)
  expect(writeFiles(writerOn(disk), outputs)).toBeUndefined()
  return calls()
}

test('writes all and leaves nothing behind', () => {
  expect(callsOfAll()).toBeGreaterThan(60)
  expect(state()).toEqual(allNew)
  expect(left()).toEqual([])
})

test('writes all or none, whichever call of the system fails', () => {
  const count = callsOfAll()
  const seen = new Set<string>()
  for (let fault = 0; fault < count; fault++) {
    reset()
    const { disk } = faultyDisk(call => call === fault)
    const failed = writeFiles(writerOn(disk), outputs)
    seen.add(failed ? 'failed' : 'written')
    expect([fault, state()]).toEqual([fault, failed ? allOld : allNew])
    expect(writeFiles(writerOn(quick), outputs)).toBeUndefined()
    expect([state(), left()]).toEqual([allNew, []])
  }
  expect([...seen].sort()).toEqual(['failed', 'written'])
})

test('is finished or begun anew by the next call, wherever it is killed', () => {
  const count = callsOfAll()
  let finishedFiles = 0
  for (let fault = 0; fault < count; fault++) {
    reset()
    const { disk } = faultyDisk(call => call >= fault)
    writeFiles(writerOn(disk, 4_000_001), outputs)
    const before = state()
    for (const [at, text] of before.entries()) expect([allOld[at], allNew[at]]).toContain(text)
    const isDone = before.every((text, at) => text === allNew[at])
    const isLeft = left().length > 0
    const finished = finishWrites(writerOn(quick), folders)
    finishedFiles += finished
    // A call that moves on from what is there must not move on again.
    if (isDone) expect([fault, finished > 0, left()]).toEqual([fault, isLeft, []])
    const isMixed =
      before.some(text => allNew.includes(text ?? '')) &&
      before.some((text, at) => text !== allNew[at])
    if (isMixed) expect([fault, finished > 0, state()]).toEqual([fault, true, allNew])
    if (finished > 0) expect(state()).toEqual(allNew)
    expect(writeFiles(writerOn(quick), outputs)).toBeUndefined()
    expect([state(), left()]).toEqual([allNew, []])
  }
  expect(finishedFiles).toBeGreaterThan(10)
})

test('is finished by a later call where the next one is killed, too', () => {
  const afterRenames = callsOfAll() - 8
  for (let fault = 0, isKilled = true; isKilled; fault++) {
    reset()
    writeFiles(writerOn(faultyDisk(call => call >= afterRenames).disk, 4_000_001), outputs)
    const second = faultyDisk(call => call >= fault)
    try {
      finishWrites(writerOn(second.disk, 4_000_002), folders)
    } catch {
      // The fault, which ended it.
    }
    isKilled = second.calls() > fault
    const isLeft = left().length > 0
    const finished = finishWrites(writerOn(quick), folders)
    expect([fault, finished > 0, left(), state()]).toEqual([fault, isLeft, [], allNew])
  }
})

test('finishes nothing where somebody has been at a file since', () => {
  const count = callsOfAll()
  for (let fault = 0; fault < count; fault++) {
    reset()
    const { disk } = faultyDisk(call => call >= fault)
    writeFiles(writerOn(disk, 4_000_001), outputs)
    for (const name of names) fs.writeFileSync(join(folder, name), `restored ${name}`)
    expect(finishWrites(writerOn(quick), folders)).toBe(0)
    expect(names.map(name => textOf(join(folder, name)))).toEqual(
      names.map(name => `restored ${name}`)
    )
  }
})

test('a journal that somebody planted moves nothing', () => {
  const journal = join(folder, '.rolloutify-0123abcd-77-all.journal')
  const temporary = join(folder, '.rolloutify-0123abcd-77-0.tmp')
  fs.writeFileSync(temporary, 'planted')
  for (const text of [
    '',
    '{',
    '[1]',
    JSON.stringify([{ path: outputs[0]?.path, temporary, before: 'none', after: 'none' }])
  ]) {
    fs.writeFileSync(journal, text)
    fs.writeFileSync(temporary, 'planted')
    expect(finishWrites(writerOn(quick), folders)).toBe(0)
    expect(textOf(join(folder, 'a.yaml'))).toBe('old a.yaml')
  }
  expect(left()).toEqual([])
})

test.skipIf(process.platform === 'win32')('a journal that is no file is not read', () => {
  const journal = join(folder, '.rolloutify-0123abcd-77-all.journal')
  fs.symlinkSync('/dev/zero', journal)
  expect(finishWrites(writerOn(quick), folders)).toBe(0)
  expect(writeFiles(writerOn(quick), outputs)).toBeUndefined()
  expect([state(), left()]).toEqual([allNew, []])
  fs.mkdirSync(journal)
  expect(finishWrites(writerOn(quick), folders)).toBe(0)
  expect(writeFiles(writerOn(quick), outputs)).toBeUndefined()
})

test('leaves the files of a process alone that runs', () => {
  const own = join(folder, '.rolloutify-0123abcd-77-0.tmp')
  const foreign = join(folder, '.rolloutify-76543210-88-0.tmp')
  for (const path of [own, foreign]) fs.writeFileSync(path, '')
  const isRunning = (pid: number) => pid === 77
  expect(writeFiles({ ...writerOn(quick), isRunning }, outputs)).toBeUndefined()
  expect(left().length).toBe(2)
})

describe('a file', () => {
  const one = (name: string) => [{ path: join(folder, name), pieces: [Buffer.from('new')] }]

  test('under two names is one file', () => {
    fs.symlinkSync('a.yaml', join(folder, 'link.yaml'))
    expect(
      writeFiles(writerOn(quick), [...one('a.yaml'), ...one('link.yaml'), ...one('b.yaml')])
    ).toBeUndefined()
    expect(textOf(join(folder, 'a.yaml'))).toBe('new')
    expect(fs.lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true)
  })

  test('that shall have two contents gets none', () => {
    fs.symlinkSync('a.yaml', join(folder, 'link.yaml'))
    const other = [{ path: join(folder, 'link.yaml'), pieces: [Buffer.from('other')] }]
    const failed = writeFiles(writerOn(quick), [...one('b.yaml'), ...one('a.yaml'), ...other])
    expect(failed?.reason).toContain('the same file')
    expect(state()).toEqual(allOld)
  })

  test('that somebody else has changed since it was read is left as it is, and all others, too', () => {
    const read = new Map(names.map(name => [join(folder, name), fs.statSync(join(folder, name))]))
    fs.writeFileSync(join(folder, 'e.yaml'), 'of somebody else')
    const failed = writeFiles({ ...writerOn(quick), whenRead: path => read.get(path) }, outputs)
    expect(failed).toEqual({
      path: join(folder, 'e.yaml'),
      reason: expect.stringContaining('another process')
    })
    expect(state().slice(0, 4)).toEqual(allOld.slice(0, 4))
    expect(textOf(join(folder, 'e.yaml'))).toBe('of somebody else')
    expect(left()).toEqual([])
  })

  test.for([0o664, 0o666, 0o600, 0o4755, 0o640])('keeps its mode %o, whatever the umask', mode => {
    fs.chmodSync(join(folder, 'a.yaml'), mode)
    expect(writeFiles(writerOn(quick), one('a.yaml'))).toBeUndefined()
    expect(fs.statSync(join(folder, 'a.yaml')).mode & 0o7777).toBe(mode)
  })

  test.runIf(process.getuid?.() === 0)('keeps its owner where we may give it away', () => {
    fs.chownSync(join(folder, 'a.yaml'), 1234, 5678)
    expect(writeFiles(writerOn(quick), one('a.yaml'))).toBeUndefined()
    const { uid, gid } = fs.statSync(join(folder, 'a.yaml'))
    expect([uid, gid]).toEqual([1234, 5678])
  })

  test.skipIf(process.platform === 'win32')('that is a FIFO or a device is not replaced', () => {
    execFileSync('mkfifo', [join(folder, 'fifo')])
    fs.symlinkSync('fifo', join(folder, 'link'))
    for (const name of ['fifo', 'link']) {
      const failed = writeFiles(writerOn(quick), [...one('a.yaml'), ...one(name)])
      expect(failed?.reason).toContain('not a regular file')
    }
    expect(state()).toEqual(allOld)
    expect(fs.statSync(join(folder, 'fifo')).isFIFO()).toBe(true)
    fs.rmSync(join(folder, 'fifo'))
  })

  test('may have the longest name that there is', () => {
    const name = `${'n'.repeat(250)}.yaml`
    fs.writeFileSync(join(folder, name), 'old')
    expect(writeFiles(writerOn(quick), one(name))).toBeUndefined()
    expect(textOf(join(folder, name))).toBe('new')
  })

  test('that lies where a temporary one would is not written through', () => {
    const target = join(folder, 'e.yaml')
    fs.symlinkSync(target, join(folder, '.rolloutify-0123abcd-4000000-0.tmp'))
    expect(writeFiles({ ...writerOn(quick), isRunning: () => true }, one('a.yaml'))).toBeUndefined()
    expect(textOf(target)).toBe('old e.yaml')
  })
})

function reset() {
  fs.rmSync(join(folder, 'new'), { recursive: true, force: true })
  for (const name of left()) fs.rmSync(join(folder, name), { force: true })
  for (const name of names) fs.writeFileSync(join(folder, name), `old ${name}`)
}
