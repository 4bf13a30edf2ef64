import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ingressNginx, onlyHooks, podinfo, rendersNothing, withoutTests } from './charts.ts'
import { expectRollouts, manifests, ofKind, otherDocuments } from './manifests.ts'
import { checkout, outcome, rolloutify, workspace } from './outcome.ts'
import { helms } from './pinned.ts'
import { coldStart, helm4, newestHelm4 } from './programs.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: coldStart })

const introduce = ['--stage', 'introduce-rollout']
const postRenderer = (args: readonly string[]) => [
  ...['--post-renderer', 'rolloutify'],
  ...args.flatMap(argument => ['--post-renderer-args', argument])
]

/** Helm 4.3 prints a blank line behind every document but the last. */
const withoutBlankEnd = (document: string) => document.trimEnd()

/** A plugin that changes nothing: Helm 4 itself prints manifests anew for a post-renderer. */
const asIs = fileURLToPath(new URL('plugins/as-is', import.meta.url))

const versions = [
  { version: helms[4][0], program: helm4 },
  { version: helms[4][1], program: newestHelm4 }
]
const plugins = ['written by us', 'at the top of the repository']

describe.each(versions.flatMap(version => plugins.map(plugin => ({ ...version, plugin }))))(
  'Helm $version with the plugin $plugin',
  ({ version, program, plugin }) => {
    let helm: string
    let shop: readonly string[]
    let ingress: readonly string[]
    const env = { HELM_DATA_HOME: join(workspace, version, plugin) }
    const template = (args: readonly string[]) =>
      outcome([helm, 'template', 'rel', ...args], { env })

    beforeAll(async () => {
      helm = await program()
      shop = [await podinfo(), ...withoutTests, '--set', 'hpa.enabled=true']
      ingress = [await ingressNginx(), '--set', 'defaultBackend.enabled=true']
      let folder = checkout
      if (plugin === 'written by us') {
        folder = join(workspace, version, 'rolloutify')
        const written = await outcome([process.execPath, rolloutify, 'helm-plugin', folder])
        expect(written).toMatchObject({ status: 0 })
        expect(readFileSync(join(folder, 'plugin.yaml'), 'utf8')).toContain(rolloutify)
      }
      for (const source of [folder, asIs]) {
        const installed = await outcome([helm, 'plugin', 'install', source], { env })
        expect(installed).toEqual({ status: 0, stderr: '', stdout: expect.any(String) })
      }
    })

    test('is listed as a post-renderer, at the version of the package', async () => {
      const { stdout } = await outcome([helm, 'plugin', 'list'], { env })
      const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'))
      const row = stdout.split('\n').find(line => line.startsWith('rolloutify'))
      expect(row?.split(/\s+/).slice(0, 3)).toEqual(['rolloutify', version, 'postrenderer/v1'])
    })

    test('leaves every other document as Helm 4 prints it', async () => {
      for (const chart of [shop, ingress]) {
        const { status, stdout, stderr } = await template([...chart, ...postRenderer(introduce)])
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
        const plain = await template([...chart, '--post-renderer', 'as-is'])
        expect(otherDocuments(stdout).map(withoutBlankEnd)).toEqual(
          otherDocuments(plain.stdout).map(withoutBlankEnd)
        )
        expect(stdout).not.toContain('postrenderer.helm.sh')
      }
    })

    test('adds one Rollout for each Deployment, at no replicas', async () => {
      expectRollouts((await template([...shop, ...postRenderer(introduce)])).stdout, 1, 0)
      expectRollouts((await template([...ingress, ...postRenderer(introduce)])).stdout, 2, 0)
    })

    test('names the template of the Deployment as the source of the Rollout', async () => {
      const { stdout } = await template([...shop, ...postRenderer(introduce)])
      expect(stdout).toContain(
        '# Source: podinfo/templates/deployment.yaml\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\n'
      )
      expect(stdout).not.toContain('generated-by-postrender')
    })

    test('shows the Rollout with the template of its Deployment', async () => {
      const one = [...shop, '--show-only', 'templates/deployment.yaml']
      const { stdout } = await template([...one, ...postRenderer(introduce)])
      expect(manifests(stdout).map(({ kind }) => kind)).toEqual(['Deployment', 'Rollout'])
    })

    test('ends the migration with an HPA that scales the Rollout', async () => {
      const done = ['--stage', 'done', '--applier', 'helm3', '--replicas', '5']
      const { stdout } = await template([...shop, ...postRenderer(done)])
      expectRollouts(stdout, 1, 5)
      expect(ofKind('Deployment', stdout)[0]?.spec).toMatchObject({ replicas: 0 })
      expect(ofKind('HorizontalPodAutoscaler', stdout)[0]?.spec).toMatchObject({
        scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'rel-podinfo' }
      })
      expect(stdout).not.toContain('postrenderer.helm.sh')
    })

    test.each([
      { chart: rendersNothing, what: 'nothing' },
      { chart: onlyHooks, what: 'only hooks' }
    ])('takes a chart that renders $what', async ({ chart }) => {
      const { status, stdout } = await template([chart, ...postRenderer(introduce)])
      expect(status).toBe(0)
      expect(manifests(stdout)).toEqual(manifests((await template([chart])).stdout))
    })

    test('fails without a stage and shows why', async () => {
      const { status, stdout, stderr } = await template([...shop, ...postRenderer([])])
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toMatch(/: error: .* \[no-stage\]\n +hint: .*--stage introduce-rollout/)
    })

    test('fails on a fault in a manifest and names its template', async () => {
      const unknown = ['--stage', 'pin-replicas']
      const { status, stdout, stderr } = await template([...shop, ...postRenderer(unknown)])
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toContain('[replicas-unknown]')
      expect(stderr).toContain('podinfo/templates/deployment.yaml')
    })

    test('shows a wrong option, too', async () => {
      const { status, stderr } = await template([...shop, ...postRenderer(['--stag', 'done'])])
      expect(status).toBe(1)
      expect(stderr).toContain('--stag')
    })
  }
)
