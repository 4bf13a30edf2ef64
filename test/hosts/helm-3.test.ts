import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ingressNginx, onlyHooks, podinfo, rendersNothing, withoutTests } from './charts.ts'
import { expectRollouts, ofKind, otherDocuments } from './manifests.ts'
import { outcome, rolloutify } from './outcome.ts'
import { helms } from './pinned.ts'
import { coldStart, helm3, newestHelm3 } from './programs.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: coldStart })

const introduce = ['--stage', 'introduce-rollout']
const postRenderer = (args: readonly string[]) => [
  ...['--post-renderer', rolloutify],
  ...args.flatMap(argument => ['--post-renderer-args', argument])
]

describe.each([
  { version: helms[3][0], program: helm3 },
  { version: helms[3][1], program: newestHelm3 }
])('Helm $version', ({ program }) => {
  let helm: string
  let shop: readonly string[]
  let ingress: readonly string[]
  const template = (args: readonly string[]) => outcome([helm, 'template', 'rel', ...args])
  const pipe = async (chart: readonly string[], args: readonly string[]) => {
    const { stdout } = await template(chart)
    return outcome([process.execPath, rolloutify, ...args], { input: stdout })
  }

  beforeAll(async () => {
    helm = await program()
    shop = [await podinfo(), ...withoutTests, '--set', 'hpa.enabled=true']
    const autoscaling =
      'controller.autoscaling.enabled=true,defaultBackend.autoscaling.enabled=true'
    ingress = [await ingressNginx(), '--set', `defaultBackend.enabled=true,${autoscaling}`]
  })

  test('prints through its post-renderer what a pipe prints', async () => {
    for (const chart of [shop, ingress]) {
      const rendered = await template([...chart, ...postRenderer(introduce)])
      expect(rendered).toEqual({ status: 0, stderr: '', stdout: expect.any(String) })
      expect(rendered.stdout).toBe((await pipe(chart, introduce)).stdout)
    }
  })

  test('keeps every other document to the byte', async () => {
    for (const chart of [shop, ingress]) {
      const { stdout } = await template([...chart, ...postRenderer(introduce)])
      expect(otherDocuments(stdout)).toEqual(otherDocuments((await template(chart)).stdout))
    }
  })

  test('adds one Rollout for each Deployment, at no replicas', async () => {
    expectRollouts((await template([...shop, ...postRenderer(introduce)])).stdout, 1, 0)
    expectRollouts((await template([...ingress, ...postRenderer(introduce)])).stdout, 2, 0)
  })

  test('shows the Rollout with the template of its Deployment', async () => {
    const one = [...shop, '--show-only', 'templates/deployment.yaml']
    const { stdout } = await template([...one, ...postRenderer(introduce)])
    expect(stdout.match(/^# Source: .*\n(?:.*\n)??kind: .*/gm)).toEqual([
      '# Source: podinfo/templates/deployment.yaml\napiVersion: apps/v1\nkind: Deployment',
      '# Source: podinfo/templates/deployment.yaml\napiVersion: argoproj.io/v1alpha1\nkind: Rollout'
    ])
  })

  test('ends the migration with an HPA that scales the Rollout', async () => {
    const done = ['--stage', 'done', '--applier', 'helm3', '--replicas', '5']
    const { stdout } = await template([...shop, ...postRenderer(done)])
    expectRollouts(stdout, 1, 5)
    expect(ofKind('Deployment', stdout)[0]?.spec).toMatchObject({ replicas: 0 })
    const [hpa] = ofKind('HorizontalPodAutoscaler', stdout)
    const [original] = ofKind('HorizontalPodAutoscaler', (await template(shop)).stdout)
    expect(hpa?.spec).toEqual({
      ...original?.spec,
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'rel-podinfo' }
    })
  })

  test('ends the migration of two workloads of one chart', async () => {
    const counts = ['rel-ingress-nginx-controller=4', 'rel-ingress-nginx-defaultbackend=2']
    const done = ['--stage', 'done', '--applier', 'helm3']
    const replicas = counts.flatMap(count => ['--replicas', count])
    const { stdout } = await template([...ingress, ...postRenderer([...done, ...replicas])])
    expectRollouts(stdout, 2, expect.any(Number))
    expect(ofKind('Rollout', stdout).map(({ spec }) => spec['replicas'])).toEqual([4, 2])
    for (const { metadata, spec } of ofKind('HorizontalPodAutoscaler', stdout)) {
      expect(spec['scaleTargetRef']).toMatchObject({ kind: 'Rollout', name: metadata.name })
    }
  })

  test('ends the migration with a ScaledObject that scales the Rollout', async () => {
    const keda = [await ingressNginx(), '--set', 'controller.keda.enabled=true']
    const done = ['--stage', 'done', '--applier', 'helm3', '--replicas', '5']
    const { stdout } = await template([...keda, ...postRenderer(done)])
    expectRollouts(stdout, 1, 5)
    expect(ofKind('ScaledObject', stdout)[0]?.spec['scaleTargetRef']).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      name: 'rel-ingress-nginx-controller'
    })
  })

  test.each([
    { chart: rendersNothing, what: 'nothing' },
    { chart: onlyHooks, what: 'only hooks' }
  ])('takes a chart that renders $what', async ({ chart }) => {
    const rendered = await template([chart, ...postRenderer(introduce)])
    expect(rendered).toEqual(await template([chart]))
    expect(rendered.status).toBe(0)
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
})
