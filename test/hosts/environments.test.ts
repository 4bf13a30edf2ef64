import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { outcome, rolloutify, workspace } from './outcome.ts'
import { helms } from './pinned.ts'
import { coldStart, helm3, helm4, helmfile } from './programs.ts'
import { chartOf, layer, stack, writeStack } from './stacks.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: coldStart })
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) })
const runs = Number(process.env['RUNS'] ?? 20)

const call = (cwd: string, ...words: readonly string[]) =>
  outcome([process.execPath, rolloutify, 'steps', ...words], { cwd })

type Values = { readonly [key: string]: unknown; readonly rollout?: Canary }
type Canary = { readonly canary?: { readonly steps?: readonly unknown[] } }

const withoutSteps = ({ rollout, ...others }: Values) => {
  const { steps, ...canary } = rollout?.canary ?? {}
  return { ...others, canary }
}

describe.each([
  { version: helms[3][0], program: helm3 },
  { version: helms[4][0], program: helm4 }
])('environments with Helm $version', ({ version, program }) => {
  let helm: string
  let tool: string
  beforeAll(async () => {
    helm = await program()
    tool = await helmfile()
    mkdirSync(join(workspace, version), { recursive: true })
  })

  /** The values of each release that helmfile and Helm print. */
  async function valuesOf(folder: string, environment: string): Promise<Map<string, Values>> {
    const command = [tool, '--quiet', '--helm-binary', helm, '--environment', environment] as const
    const args = ['template', '--skip-deps', '--args', '--skip-schema-validation']
    const ended = await outcome([...command, ...args], { cwd: folder })
    expect(ended.status, ended.stderr).toBe(0)
    return new Map(
      ended.stdout
        .split(/^---$/m)
        .filter(text => text.includes('values:'))
        .map((text, at) => [['one', 'two'][at] ?? '', (load(text) as { values: Values }).values])
    )
  }

  test('are as status says, and change in nothing else', async () => {
    let changes = 0
    const check = async (files: Parameters<typeof writeStack>[1]) => {
      const folder = mkdtempSync(join(workspace, version, 'stack-'))
      writeStack(folder, files)
      const all = async () => ({
        staging: await valuesOf(folder, 'staging'),
        production: await valuesOf(folder, 'production')
      })
      const before = await all().catch((error: unknown) => {
        // Helm refuses to set a value below null.
        fc.pre(!/failed parsing --set/.test(String(error)))
        throw error
      })
      const status = await call(folder, 'status', '--environment', '*', '--format', 'json')
      expect(status.status, status.stderr).toBe(0)
      const rows = JSON.parse(status.stdout) as {
        release: string
        environment: 'staging' | 'production'
        steps: string
      }[]
      expect(rows).toHaveLength(4)
      for (const { release, environment, steps } of rows) {
        const real = before[environment].get(release)?.rollout?.canary?.steps ?? []
        // Only a release without steps anywhere is at none.
        expect([release, environment, steps.replace('none', 'off')]).toEqual([
          release,
          environment,
          real.length > 0 ? 'on' : 'off'
        ])
      }
      const own = rows.find(each => each.release === 'one' && each.environment === 'production')
      const word = own?.steps === 'on' ? 'off' : 'on'
      const changed = await call(
        folder,
        word,
        '--write',
        '--environment',
        'production',
        '--release',
        'one'
      )
      if (changed.status !== 0) {
        expect(changed.stderr).toMatch(/\[steps-(?:shared|overridden)\]|\[no-steps\]/)
        return
      }
      changes++
      const after = await all()
      const isOn = (after.production.get('one')?.rollout?.canary?.steps ?? []).length > 0
      expect(isOn).toBe(word === 'on')
      expect(after.staging).toEqual(before.staging)
      expect(after.production.get('two')).toEqual(before.production.get('two'))
      const [old, now] = [before, after].map(each => each.production.get('one') ?? {})
      expect(withoutSteps(now ?? {})).toEqual(withoutSteps(old ?? {}))
    }
    await fc.assert(fc.asyncProperty(stack, check), { numRuns: runs })
    expect(changes).toBeGreaterThan(runs / 10)
  })

  test('are the last of several files of values', async () => {
    const layers = fc.array(layer, { minLength: 1, maxLength: 3 })
    let changes = 0
    const check = async (texts: readonly string[]) => {
      const folder = mkdtempSync(join(workspace, version, 'values-'))
      chartOf(folder, 'image: none\n')
      const names = texts.map((text, at) => {
        writeFileSync(join(folder, `${at}.yaml`), text)
        return `${at}.yaml`
      })
      const printed = async () => {
        const flags = names.flatMap(name => ['--values', name])
        const args = ['template', 'shop', './chart', '--skip-schema-validation', ...flags]
        const ended = await outcome([helm, ...args], { cwd: folder })
        expect(ended.status, ended.stderr).toBe(0)
        return (load(ended.stdout) as { values: Values }).values
      }
      const isOn = ({ rollout }: Values) => (rollout?.canary?.steps ?? []).length > 0
      const files = names.flatMap(name => ['--values', name])
      const before = await printed()
      const status = await call(folder, 'status', '--format', 'json', ...files)
      expect(status.status, status.stderr).toBe(0)
      const [row] = JSON.parse(status.stdout) as { steps: string }[]
      expect(row?.steps === 'on').toBe(isOn(before))
      const changed = await call(folder, isOn(before) ? 'off' : 'on', '--write', ...files)
      if (changed.status !== 0) {
        expect(changed.stderr).toMatch(/\[steps-(?:shared|overridden)\]|\[no-steps\]/)
        return
      }
      changes++
      const after = await printed()
      expect(isOn(after)).toBe(!isOn(before))
      expect(withoutSteps(after)).toEqual(withoutSteps(before))
    }
    await fc.assert(fc.asyncProperty(layers, check), { numRuns: runs })
    expect(changes).toBeGreaterThan(runs / 4)
  })
})
