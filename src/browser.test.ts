import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import vm from 'node:vm'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { filesBelow } from './fixtures.ts'

const shipped = filesBelow('src').filter(
  path => path.endsWith('.ts') && !/\.test(?:-helper)?\.ts$|^fixtures\.ts$|^cli\//.test(path)
)

const onlyInNode = /from 'node:|import\('node:|\b(?:Buffer|process)\s*[.[(]|: Buffer\b/

test('nothing outside cli/ names what only Node has', () => {
  const naming = shipped.filter(path => onlyInNode.test(readFileSync(join('src', path), 'utf8')))
  expect(naming).toEqual([])
})

test('the library converts where there is nothing of Node', async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/index.ts'],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'rolloutify',
    write: false
  })
  const page = vm.createContext({ TextDecoder, TextEncoder, Uint8Array, URL, structuredClone })
  vm.runInContext(outputFiles[0]?.text ?? '', page)
  const { expected, ...called } = vm.runInContext(
    `(() => {
    const input = ${JSON.stringify(manifests)}
    const { nextStage, previousStage, planMigration } = rolloutify
    const next = nextStage(input).output
    const pinned = nextStage(next, { unverified: true }).output
    const again = previousStage(pinned, { unverified: true }).output
    const { runbook } = planMigration(input)
    return { expected: next, again, hasChanged: pinned !== next, hasRunbook: runbook.length > 0 }
  })()`,
    page
  )
  expect(called).toEqual({ again: expected, hasChanged: true, hasRunbook: true })
})

const manifests = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } } }
`
