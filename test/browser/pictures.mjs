// Makes the pictures of the pages anew, from what the program writes: `npm run pictures`.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { playground } from '../../playground/build.mjs'

const folder = mkdtempSync(join(tmpdir(), 'rolloutify-pictures-'))
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox']
})
try {
  mkdirSync('docs/pictures', { recursive: true })
  const plan = join(folder, 'plan.html')
  const input = 'fixtures/simulate/a-plan-is-safe-in-every-order/web.yaml'
  execFileSync(process.execPath, [
    'bin/rolloutify.mjs',
    'report',
    '--replicas',
    '8',
    '--out',
    plan,
    input
  ])
  const play = join(folder, 'playground.html')
  writeFileSync(play, await playground())
  const page = await browser.newPage({
    viewport: { width: 1000, height: 640 },
    deviceScaleFactor: 1.5
  })
  await page.goto(`${pathToFileURL(plan)}#stage=6&lang=en`)
  await page.screenshot({
    path: 'docs/pictures/report.png',
    clip: { x: 0, y: 130, width: 1000, height: 510 }
  })
  await page.goto(`${pathToFileURL(play)}#lang=en`)
  await page.getByLabel('Example').selectOption('Move all pods in one commit')
  const story = page.locator('.story')
  for (let move = 0; move < 2; move++) await story.getByRole('button', { name: 'Next' }).click()
  await page.locator('#result').screenshot({ path: 'docs/pictures/story.png' })
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
