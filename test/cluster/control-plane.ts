import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectTo } from './client.ts'
import type { Client } from './client.ts'
import { serveMetrics } from './metrics.ts'
import { bindPods } from './nodes.ts'
import { answers, freePort } from './ports.ts'
import { processesIn, until } from './processes.ts'
import type { Processes } from './processes.ts'
import type { ApiPrograms, Programs } from './programs.ts'

export type ControlPlane = Awaited<ReturnType<typeof startControlPlane>>
type Session = { readonly signal: AbortSignal; readonly fail: (error: Error) => void }
type Place = Session & { programs: ApiPrograms; folder: string; processes: Processes }

async function startEtcd({ programs, folder, processes, signal }: Place) {
  const [client, peer] = await Promise.all([freePort(), freePort()])
  const [url, peerUrl] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`]
  processes.start('etcd', programs.etcd, [
    ...['--data-dir', join(folder, 'etcd'), '--unsafe-no-fsync', '--log-level=warn'],
    ...['--listen-client-urls', url, '--advertise-client-urls', url],
    ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl],
    `--initial-cluster=default=${peerUrl}`
  ])
  await until('etcd', () => answers(client), signal)
  return url
}

/** Starts the API server, which makes its own certificate, and returns a kubeconfig for it. */
async function startApiServer({ programs, folder, processes, signal }: Place, etcd: string) {
  const port = await freePort()
  const token = randomUUID()
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { private: join(folder, 'accounts.key'), public: join(folder, 'accounts.pub') }
  writeFileSync(key.private, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  writeFileSync(key.public, publicKey.export({ type: 'spki', format: 'pem' }))
  writeFileSync(join(folder, 'tokens'), `${token},tester,tester,system:masters\n`, { mode: 0o600 })
  processes.start('kube-apiserver', programs.apiServer, [
    ...[`--etcd-servers=${etcd}`, `--secure-port=${port}`, `--cert-dir=${folder}`],
    ...['--bind-address=127.0.0.1', '--advertise-address=127.0.0.1'],
    ...['--endpoint-reconciler-type=none', '--service-cluster-ip-range=10.96.0.0/16'],
    ...['--service-account-issuer=https://kubernetes.default.svc'],
    `--service-account-key-file=${key.public}`,
    `--service-account-signing-key-file=${key.private}`,
    ...[`--token-auth-file=${join(folder, 'tokens')}`, '--authorization-mode=AlwaysAllow'],
    ...['--disable-admission-plugins=ServiceAccount', '--enable-priority-and-fairness=false']
  ])
  await until('kube-apiserver', () => answers(port), signal)
  const server = `https://127.0.0.1:${port}`
  const cluster = { server, 'certificate-authority': join(folder, 'apiserver.crt') }
  const kubeconfig = join(folder, 'kubeconfig')
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'test' },
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'tester', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'tester' } }]
  }
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 })
  return kubeconfig
}

const controllers = [
  ...['deployment', 'replicaset', 'garbage-collector', 'namespace'],
  'horizontal-pod-autoscaler'
]

/** Starts the controllers. The autoscaler's clock runs faster: by default it is 15 s and 5 min. */
async function startControllers(
  { programs, processes, signal }: Place & { programs: Programs },
  kubeconfig: string
) {
  const config = `--kubeconfig=${kubeconfig}`
  processes.start('kube-controller-manager', programs.controllerManager, [
    ...[config, '--leader-elect=false', '--secure-port=0'],
    ...['--use-service-account-credentials=false', '--kube-api-qps=200', '--kube-api-burst=400'],
    `--controllers=${controllers.map(name => `${name}-controller`).join(',')}`,
    '--horizontal-pod-autoscaler-sync-period=1s',
    '--horizontal-pod-autoscaler-downscale-stabilization=5s'
  ])
  processes.start('kwok', programs.kwok, [
    ...[config, `--config=${join(import.meta.dirname, 'pod-stages.yaml')}`],
    ...['--manage-all-nodes=true', '--node-lease-duration-seconds=0', '--cidr=10.1.0.0/16']
  ])
  const [health, metrics] = await Promise.all([freePort(), freePort()])
  const ports = [`--healthzPort=${health}`, `--metricsPort=${metrics}`]
  const env = { POD_NAMESPACE: 'argo-rollouts' }
  const args = [config, '--leader-elect=false', '--qps=200', '--burst=400', ...ports]
  processes.start('rollouts-controller', programs.rollouts, args, env)
  await until('rollouts-controller', () => answers(health), signal)
}

const crds = [
  'rollout',
  'analysis-run',
  'analysis-template',
  'cluster-analysis-template',
  'experiment'
]

/** The API server with the kinds of Argo Rollouts. */
async function startApi(place: Place): Promise<Client> {
  const { programs, signal } = place
  const kubeconfig = await startApiServer(place, await startEtcd(place))
  const client = await connectTo(kubeconfig, { ...place, program: programs.kubectl })
  const { kubectl, api } = client
  // The API server makes this namespace when all else of it is ready.
  const isReady = () => api.get('/api/v1/namespaces/kube-system').catch(() => false)
  await until('ready kube-apiserver', isReady, signal)
  // Before the controllers start: some learn of new kinds only every 30 s.
  const files = crds.flatMap(name => ['-f', join(programs.crds, `${name}-crd.yaml`)])
  await kubectl(['create', ...files])
  await kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s'])
  return client
}

/** Starts programs in a folder of their own, which is gone when they are stopped. */
async function inFolder<Started>(
  { signal, fail }: Session,
  start: (place: Omit<Place, 'programs'>, ends: (() => void)[]) => Promise<Started>
) {
  const folder = mkdtempSync(join(tmpdir(), 'rolloutify-cluster-'))
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  const processes = processesIn(folder, fail)
  process.once('exit', remove)
  const ends: (() => void)[] = []

  async function stop() {
    for (const end of ends) end()
    await processes.end()
    remove()
    process.off('exit', remove)
  }

  try {
    const started = await start({ folder, processes, signal, fail }, ends)
    const { freeze, thaw } = processes
    return { ...started, folder, freeze, thaw, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** etcd and kube-apiserver without a controller: what is applied stays as it was applied. */
export const startApiAlone = (programs: ApiPrograms, session: Session) =>
  inFolder(session, place => startApi({ ...place, programs }))

/**
 * etcd, kube-apiserver, kube-controller-manager, the Argo Rollouts controller, and kwok in place of
 * the kubelets, on ports of 127.0.0.1. `fail` is told when one of them ends before `stop`.
 */
export const startControlPlane = (programs: Programs, signal: AbortSignal, fail: Session['fail']) =>
  inFolder({ signal, fail }, async (parts, ends) => {
    const place = { ...parts, programs }
    const client = await startApi(place)
    await client.kubectl(['create', 'namespace', 'argo-rollouts'])
    await startControllers(place, client.kubeconfig)
    ends.push(await bindPods(client.api))
    const metrics = await serveMetrics(client.api, parts.folder)
    ends.push(metrics.close)
    return { ...client, metrics }
  })
