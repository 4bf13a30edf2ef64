import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow } from './fixtures.ts'

/** The folders that each folder may import from, itself and the files beside them apart. */
const allowed: Record<string, string[]> = {
  yaml: [],
  kubernetes: ['yaml'],
  convert: ['yaml', 'kubernetes'],
  steps: ['yaml', 'kubernetes'],
  migration: ['yaml', 'kubernetes', 'convert'],
  simulate: ['yaml', 'kubernetes', 'convert', 'migration'],
  check: ['yaml', 'kubernetes', 'convert', 'steps', 'migration', 'simulate'],
  cli: ['yaml', 'kubernetes', 'convert', 'steps', 'migration', 'simulate', 'check']
}

const sources = filesBelow('src').filter(path => !/\.test\.ts$|^fixtures\.ts$/.test(path))

function importsOf(path: string): string[] {
  const text = readFileSync(join('src', path), 'utf8')
  const found = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(
    ([, target]) => target ?? ''
  )
  return found.map(target => join(dirname(path), target))
}

test.for(sources)('%s imports only from below', path => {
  const folder = path.includes('/') ? (path.split('/')[0] ?? '') : ''
  const foreign = importsOf(path)
    .filter(target => target.includes('/') && !target.startsWith('..'))
    .map(target => target.split('/')[0] ?? '')
    .filter(target => target !== folder)
  const mayUse =
    folder === ''
      ? ['yaml', 'kubernetes', 'convert', 'steps', 'migration']
      : (allowed[folder] ?? [])
  expect(foreign.filter(target => !mayUse.includes(target))).toEqual([])
})

test('only cli/io.ts touches files, processes and the clock', () => {
  const touching = sources.filter(path => {
    if (path === 'cli/io.ts' || path === 'cli/bin.ts') return false
    const text = readFileSync(join('src', path), 'utf8')
    return /node:(?:fs|child_process|os)|\bprocess\.|Date\.now|Math\.random|console\./.test(text)
  })
  expect(touching).toEqual([])
})
