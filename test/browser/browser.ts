import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll } from 'vitest'

const program = '/usr/bin/chromium'

/** Debian's Chromium, installed where it is missing. */
function installChromium() {
  if (existsSync(program)) return
  const apt = (...args: string[]) => execFileSync('apt-get', ['-qq', ...args], { stdio: 'ignore' })
  apt('update')
  apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')
}

installChromium()
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
const folder = mkdtempSync(join(tmpdir(), 'rolloutify-browser-'))
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A folder of this test file, gone when it ends. */
export const workspace = folder

/** A page opened from a file as a mail's attachment is, and what it asked of the network. */
export async function open(
  file: string,
  fragment = '',
  options: BrowserContextOptions = {}
): Promise<{ page: Page; said: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  const said: string[] = []
  page.on('request', request => {
    if (!request.url().startsWith(pathToFileURL(folder).href)) said.push(request.url())
  })
  page.on('pageerror', error => said.push(error.message))
  page.on('console', message => said.push(message.text()))
  await page.goto(pathToFileURL(file).href + fragment)
  return { page, said }
}

/** Writes a file of this test file. */
export function written(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What makes a page hard to use for some: the rules of axe, each with the places it names. */
export async function barriersOf(page: Page): Promise<string[]> {
  // The page's policy lets no other script in, but the browser's own world is not the page's.
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  await page.addScriptTag({ path: axe })
  const found = await page.evaluate('axe.run()')
  return (found as { violations: { id: string; nodes: { target: string[] }[] }[] }).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`
  )
}
