import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ControlPlane } from '../cluster/control-plane.ts'
import { answers, freePort } from '../cluster/ports.ts'
import { output, processesIn, until } from '../cluster/processes.ts'
import type { Processes } from '../cluster/processes.ts'
import { objectsFor, namespace, password, resync } from './objects.ts'
import type { Settings } from './objects.ts'
import { fillBin } from './programs.ts'
import type { ArgoPrograms } from './programs.ts'
import { userOf } from './user.ts'

type Place = {
  readonly plane: ControlPlane
  readonly programs: ArgoPrograms
  readonly folder: string
  readonly processes: Processes
}
type Env = Readonly<Record<string, string>>

function folderIn(folder: string, name: string) {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  return path
}

/** What all parts are told by their environment. */
function environment({ plane, folder, programs }: Place): Env {
  const own = (name: string) => folderIn(folder, name)
  return {
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    ...{ HOME: own('home'), TMPDIR: own('tmp'), KUBECONFIG: plane.kubeconfig },
    // https://kubernetes.default.svc means the kubeconfig's server.
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ...{ ARGOCD_TLS_DATA_PATH: own('tls'), ARGOCD_SSH_DATA_PATH: own('ssh') },
    ...{ ARGOCD_GPG_ENABLED: 'false', ARGOCD_PLUGINSOCKFILEPATH: own('plugins') },
    // The number is the controller's shard.
    HOSTNAME: 'argocd-application-controller-0',
    ARGOCD_RECONCILIATION_TIMEOUT: `${resync}s`,
    ARGOCD_RECONCILIATION_JITTER: '0s',
    LD_LIBRARY_PATH: programs.redis
  }
}

const crds = ['application', 'applicationset', 'appproject']

/** Brings what Argo CD's installation would bring. */
async function install({ plane, programs, folder }: Place, settings: Settings) {
  const at = join(programs.source, 'manifests/crds')
  const files = crds.flatMap(name => ['-f', join(at, `${name}-crd.yaml`)])
  // The Application's definition is too large for client-side apply.
  await plane.kubectl(['apply', '--server-side', ...files])
  const established = ['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']
  // It fails for a definition that has no conditions yet.
  const isEstablished = () =>
    plane.kubectl(established).then(
      () => true,
      () => false
    )
  await until('definitions of Argo CD', isEstablished, plane.signal)
  await plane.kubectl(['create', 'namespace', namespace])
  const hash = await output(
    join(folder, 'bin/argocd'),
    ['account', 'bcrypt', '--password', password],
    { env: { HOME: folder }, signal: plane.signal }
  )
  const objects = objectsFor(settings, hash.trim())
  const stream = objects.map(it => `---\n${JSON.stringify(it)}\n`).join('')
  await plane.kubectl(['apply', '-f', '-'], stream)
}

const log = ['--logformat', 'text', '--loglevel', 'info']

/** Starts the servers of plugins, each of which is a folder with a plugin.yaml. */
async function startPlugins(
  { plane, folder, processes }: Place,
  plugins: readonly string[],
  env: Env
) {
  for (const [at, plugin] of plugins.entries()) {
    const program = join(folder, 'bin/argocd-cmp-server')
    const own = { ...env, ARGOCD_CMP_WORKDIR: folderIn(folder, `cmp-${at}`) }
    processes.start(`cmp-${at}`, program, ['--config-dir-path', plugin, ...log], own)
  }
  // The repo server looks for plugins by their sockets.
  const sockets = () => readdirSync(env.ARGOCD_PLUGINSOCKFILEPATH ?? '').length === plugins.length
  await until('plugins', sockets, plane.signal)
}

/** Starts the parts one after the other and returns where the API server answers. */
async function startParts(place: Place, plugins: readonly string[], env: Env) {
  const { plane, programs, folder, processes } = place
  const [redisPort, repoPort, apiPort, ...metrics] = await Promise.all(
    Array.from({ length: 6 }, freePort)
  )
  const start = async (name: string, port: unknown, args: readonly string[], program?: string) => {
    processes.start(name, program ?? join(folder, 'bin', name), args, env)
    await until(name, () => answers(Number(port)), plane.signal)
  }
  const local = (port: unknown) => ['--address', '127.0.0.1', '--port', `${port}`]
  const measured = (port: unknown) => [
    '--metrics-address',
    '127.0.0.1',
    '--metrics-port',
    `${port}`
  ]
  const memory = ['--save', '', '--appendonly', 'no', '--bind', '127.0.0.1']
  await start(
    'redis',
    redisPort,
    [...memory, '--port', `${redisPort}`],
    join(programs.redis, 'redis-server')
  )
  await startPlugins(place, plugins, env)
  const redis = ['--redis', `127.0.0.1:${redisPort}`, ...log]
  await start('argocd-repo-server', repoPort, [
    ...[...local(repoPort), ...measured(metrics[0]), ...redis],
    // Without an authority for clients, or plain text is refused.
    ...['--disable-tls', '--client-ca-path', '', '--revision-cache-expiration', `${resync}s`]
  ])
  const own = ['--kubeconfig', plane.kubeconfig, '--namespace', namespace]
  const repo = ['--repo-server', `127.0.0.1:${repoPort}`, '--repo-server-plaintext']
  await start('argocd-application-controller', metrics[1], [
    ...[...own, ...redis, ...repo, '--metrics-port', `${metrics[1]}`],
    ...['--app-resync', `${resync}`, '--app-resync-jitter', '0']
  ])
  await start('argocd-server', apiPort, [
    ...[...own, ...redis, ...repo, ...local(apiPort), ...measured(metrics[2])],
    ...['--repo-server-redis', `127.0.0.1:${redisPort}`, '--insecure'],
    // There is no single sign-on to ask.
    ...['--dex-server', 'http://127.0.0.1:1']
  ])
  return `127.0.0.1:${apiPort}`
}

export type ArgoCd = Awaited<ReturnType<typeof startArgoCd>>

/**
 * Redis, repo server, application controller, API server and plugin servers of Argo CD beside a
 * control plane, on ports of 127.0.0.1. `fail` is told when one of them ends before `stop`.
 */
export async function startArgoCd(
  plane: ControlPlane,
  programs: ArgoPrograms,
  settings: Settings & { readonly plugins: readonly string[] },
  fail: (error: Error) => void
) {
  const folder = mkdtempSync(join(tmpdir(), 'rolloutify-argocd-'))
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  const processes = processesIn(folder, fail)
  process.once('exit', remove)

  async function stop() {
    await processes.end()
    remove()
    process.off('exit', remove)
  }

  try {
    const place = { plane, programs, folder, processes }
    await fillBin(join(folder, 'bin'), programs)
    const env = environment(place)
    await install(place, settings)
    const server = await startParts(place, settings.plugins, env)
    const login = (name: string) => userOf(name, { server, env, signal: plane.signal })
    const isUp = () =>
      fetch(`http://${server}/healthz`).then(
        ({ ok }) => ok,
        () => false
      )
    await until('argocd-server', isUp, plane.signal)
    return { folder, login, admin: await login('admin'), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
