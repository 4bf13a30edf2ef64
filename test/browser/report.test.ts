import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { barriersOf, open } from './browser.ts'
import { fixed, reportOf, scaled } from './reports.ts'

const web = reportOf('web', scaled('web'), '--replicas', '8')

test('shows the stage that the slider stands at, with its pods and its diff', async () => {
  const { page, said } = await open(web)
  await page.getByRole('slider').focus()
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight')
  expect(await page.locator('.slider strong').textContent()).toBe('grow-25')
  expect(await page.locator('.stage .podline').first().textContent()).toContain('Rollout 2')
  expect(await page.locator('.diff .added').last().textContent()).toContain('replicas: 2')
  expect(said).toEqual([])
})

test('goes on and back by its buttons', async () => {
  const { page } = await open(web)
  const stage = page.locator('.slider strong')
  await page.getByRole('button', { name: 'Next' }).first().click()
  expect(await stage.textContent()).toBe('introduce-rollout')
  await page.getByRole('button', { name: 'Previous' }).first().click()
  expect(await stage.textContent()).toBe('baseline')
})

test('opens where a link leads', async () => {
  const { page } = await open(web, '#stage=5&lang=ja')
  expect(await page.locator('.slider strong').textContent()).toBe('shrink-25')
  expect(await page.locator('html').getAttribute('lang')).toBe('ja')
  expect(await page.locator('.stage').textContent()).toContain('Deployment の Pod を減らします')
})

test('speaks the language that is chosen', async () => {
  const { page } = await open(web)
  await page.getByLabel('Language').selectOption('ja')
  expect(await page.locator('h3').first().textContent()).toBe('各ステージの Pod 数')
})

test('gives what the simulator says of each way into a stage', async () => {
  const { page } = await open(web, '#stage=4')
  const rows = await page.locator('.stage table').first().locator('tbody tr').allTextContents()
  expect(rows).toHaveLength(2)
  for (const row of rows) expect(row).toContain('safe')
})

test('shows the pods of another profile', async () => {
  const { page } = await open(web)
  await page.getByLabel('Profile').selectOption('timed')
  expect(await page.locator('.steps tbody tr').count()).toBe(7)
})

const hostile = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  `"quoted" 'twice' & \u202Eesrever`,
  'long-'.repeat(50) + 'end'
]

test.for(hostile)('shows a hostile name as text: %s', async name => {
  const path = reportOf('hostile', fixed(name, 4))
  const { page, said } = await open(path)
  page.on('dialog', dialog => said.push(dialog.message()))
  expect(await page.locator('h2').first().textContent()).toBe(name)
  expect(await page.locator('img').count()).toBe(0)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1440)
  expect(said).toEqual([])
})

test('ten workloads make less than 500 kB', () => {
  const names = Array.from({ length: 10 }, (_, at) => `service-${at}`)
  const path = reportOf('ten', names.map(name => fixed(name, 12)).join('---\n'))
  expect(statSync(path).size).toBeLessThan(500_000)
})

test('one of two hundred workloads is found by a part of its name', async () => {
  const names = Array.from({ length: 200 }, (_, at) => `service-${at}`)
  const path = reportOf('many', names.map(name => fixed(name, 6)).join('---\n'))
  const { page } = await open(path)
  await page.getByLabel('Find a workload').fill('service-17')
  const choice = page.getByRole('combobox', { name: 'Workload' })
  await choice.selectOption('service-171')
  expect(await page.locator('h2').first().textContent()).toBe('service-171')
})

test.for([
  { lang: 'en', colorScheme: 'light' },
  { lang: 'en', colorScheme: 'dark' },
  { lang: 'ja', colorScheme: 'light' }
] as const)('bars nobody: $lang, $colorScheme', async ({ lang, colorScheme }) => {
  const { page } = await open(web, `#stage=4&lang=${lang}`, { colorScheme })
  expect(await barriersOf(page)).toEqual([])
})

test('hides what nothing can be done with on paper', async () => {
  const { page } = await open(web, '#stage=4')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.slider .buttons').isVisible()).toBe(false)
  expect(await page.locator('.diff').isVisible()).toBe(true)
})
