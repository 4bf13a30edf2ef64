import { expect, test } from 'vitest'
import { playground } from '../../playground/build.mjs'
import { barriersOf, open, written } from './browser.ts'
import { fixed } from './reports.ts'

const file = written('playground.html', await playground())

test('plans its first example, and asks nothing of the network', async () => {
  const { page, said } = await open(file)
  await page.getByRole('button', { name: 'Next' }).click()
  expect(await page.locator('.slider strong').textContent()).toBe('introduce-rollout')
  expect(said).toEqual([])
})

test('converts what is typed', async () => {
  const { page } = await open(file)
  await page.getByRole('button', { name: 'Convert' }).click()
  await page.getByLabel('Manifests or values').fill(fixed('typed', 3))
  const result = page.locator('#result pre', { hasText: 'name: typed' })
  await result.waitFor()
  expect(await result.textContent()).toContain('kind: Rollout')
})

test('keeps the input in the address, and opens it from there', async () => {
  const { page } = await open(file)
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByLabel('Manifests or values').fill('kind: [')
  await page.waitForURL(/text=kind%3A\+%5B/)
  const again = await open(file, new URL(page.url()).hash)
  expect(await again.page.getByLabel('Manifests or values').inputValue()).toBe('kind: [')
})

test('switches steps on, and off again', async () => {
  const { page } = await open(file)
  await page.getByLabel('Example').selectOption('Switch canary steps on')
  await page.locator('#result pre', { hasText: /^ {6}steps:$/m }).waitFor()
  await page.getByRole('combobox', { name: 'Steps' }).selectOption('off')
  await page.locator('#result pre', { hasText: '# steps:' }).waitFor()
})

test('tells how a change breaks, move by move', async () => {
  const { page } = await open(file)
  await page.getByLabel('Example').selectOption('Move all pods in one commit')
  const story = page.locator('.story')
  await story.waitFor()
  expect(await story.locator('.move').textContent()).toContain('at rest')
  await story.getByRole('button', { name: 'Next' }).click()
  expect(await story.locator('.move').textContent()).toContain('applies Deployment web')
  expect(await page.locator('td.broken').textContent()).toContain('0 of 8 pods serve')
})

test('checks, and says what is wrong with a hint', async () => {
  const { page } = await open(file)
  await page.getByLabel('Example').selectOption('Find what breaks')
  await page.locator('.findings li').first().waitFor()
  expect(await page.locator('.findings').textContent()).toContain('autoscaler-left-behind')
})

test('its policy lets nothing out', async () => {
  const { page, said } = await open(file)
  const sent = await page.evaluate(
    `fetch('https://host.example/').then(() => 'sent', () => 'refused')`
  )
  expect(sent).toBe('refused')
  expect(said.join()).toContain('Content Security Policy')
})

test.for(['light', 'dark'] as const)('bars nobody: %s', async colorScheme => {
  const { page } = await open(file, '', { colorScheme })
  expect(await barriersOf(page)).toEqual([])
})
