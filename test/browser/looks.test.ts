import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { playground } from '../../playground/build.mjs'
import { open, written } from './browser.ts'
import { reportOf, scaled } from './reports.ts'

const isUpdate = process.env['MODE'] === 'update'
const looks = fileURLToPath(new URL('looks', import.meta.url))
const report = reportOf('web', scaled('web'), '--replicas', '8')
const play = written('playground.html', await playground())

/** Another release of the browser draws edges of letters otherwise, but nothing larger. */
const tolerated = 0.02

const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }

test.for([
  { name: 'grow', file: report, fragment: '#stage=6', viewport: wide, colorScheme: 'light' },
  {
    name: 'grow-narrow',
    file: report,
    fragment: '#stage=6',
    viewport: narrow,
    colorScheme: 'dark'
  },
  { name: 'playground', file: play, fragment: '', viewport: wide, colorScheme: 'light' },
  { name: 'playground-narrow', file: play, fragment: '', viewport: narrow, colorScheme: 'dark' }
] as const)('$name looks as it did', async ({ name, file, fragment, ...options }) => {
  const { page } = await open(file, `${fragment}${fragment ? '&' : '#'}lang=en`, options)
  const taken = PNG.sync.read(await page.screenshot())
  const path = join(looks, `${name}.png`)
  if (isUpdate || !existsSync(path)) {
    mkdirSync(looks, { recursive: true })
    writeFileSync(path, PNG.sync.write(taken))
  }
  const known = PNG.sync.read(readFileSync(path))
  const { width, height } = taken
  expect([known.width, known.height]).toEqual([width, height])
  const different = pixelmatch(known.data, taken.data, undefined, width, height)
  expect(different / (width * height)).toBeLessThan(tolerated)
})
