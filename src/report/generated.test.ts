import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bundleReport } from '../../bundle.mjs'

test('the script of the page is the one that view/ builds', async () => {
  expect(readFileSync('src/report/generated/view.ts', 'utf8')).toBe(await bundleReport())
})
