import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { goModule } from './cache.ts'
import { pinned } from './pinned.ts'

/** A Deployment, an HPA when asked for, and hooks that are tests. */
export const podinfo = async () => join(await goModule(pinned.podinfo), 'charts/podinfo')

/** The tests of podinfo are named at random, so two runs of Helm would differ. */
export const withoutTests = ['--skip-tests']

/** The same application for kustomize. */
export const podinfoBase = async () => join(await goModule(pinned.podinfo), 'kustomize')

/** Two Deployments, each with an HPA or a ScaledObject when asked for, and hooks. */
export const ingressNginx = async () =>
  join(await goModule(pinned.ingressNginx), 'charts/ingress-nginx')

export const rendersNothing = fileURLToPath(new URL('charts/renders-nothing', import.meta.url))
export const onlyHooks = fileURLToPath(new URL('charts/only-hooks', import.meta.url))

/** The helmfile that docs/helmfile.md shows; its chart is `./chart`. */
export const helmfileOfPage = fileURLToPath(new URL('charts/helmfile.yaml', import.meta.url))
