import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ControlPlane } from '../cluster/control-plane.ts'
import { record } from '../cluster/timeline.ts'
import type { Sample, Timeline } from '../cluster/timeline.ts'
import { createApplication } from './application.ts'
import type { Application } from './application.ts'
import type { ArgoCd } from './argo-cd.ts'
import type { ApplicationSpec } from './objects.ts'
import { promises } from './promises.ts'
import type { Promises } from './promises.ts'
import { repositoryIn } from './repository.ts'
import type { Repository } from './repository.ts'
import type { Printed, User } from './user.ts'

/** Where a scenario is played: a namespace, a repository, and an Application once it is made. */
export type Scene = {
  /** Of the namespace and of the Application. */
  readonly name: string
  readonly plane: ControlPlane
  readonly argo: ArgoCd
  readonly repository: Repository
  readonly timeline: Timeline
  readonly promise: Promises['promise']
  readonly create: (spec: ApplicationSpec) => Promise<Application>
  /** Runs a script in the repository, as a person types it. */
  readonly run: (script: string, options?: { by?: User; limit?: number }) => Promise<Printed>
}

export type Scenario = {
  /** A sentence that begins with its verb. */
  readonly name: string
  readonly play: (scene: Scene) => Promise<void>
}

/** A kubeconfig whose commands go to one namespace. */
function writeKubeconfig(file: string, { kubeconfig }: ControlPlane, namespace: string) {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8'))
  config.contexts[0].context.namespace = namespace
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 })
}

/** A name that Kubernetes takes for a namespace, of a sentence. */
const shortened = (name: string) =>
  name
    .replaceAll(/[^a-z0-9]+/gi, '-')
    .toLowerCase()
    .slice(0, 50)
    .replace(/-+$/, '')

/** Plays a scenario in a place of its own, which is gone afterwards, and returns what it promised. */
export async function playIn(
  plane: ControlPlane,
  argo: ArgoCd,
  { name: sentence, play }: Scenario,
  onSample?: (sample: Sample) => void
) {
  const name = shortened(sentence)
  const folder = join(argo.folder, 'scenes', name)
  const more = { KUBECONFIG: join(folder, 'kubeconfig'), TMPDIR: join(folder, 'tmp') }
  mkdirSync(more.TMPDIR, { recursive: true })
  writeKubeconfig(more.KUBECONFIG, plane, name)
  await plane.kubectl(['create', 'namespace', name])
  // As much as 8 pods carry at the target of the autoscaler.
  plane.metrics.setLoad(name, 400)
  const repository = repositoryIn(join(folder, 'git'))
  const timeline = await record(plane.api, name, onSample)
  const { promise, all } = promises()
  let application: Application | undefined
  const run: Scene['run'] = (script, { by = argo.admin, limit } = {}) =>
    by.run(script, { cwd: repository.folder, more, ...(limit && { limit }) })
  const { kubectl, signal } = plane
  const create = async (spec: ApplicationSpec) =>
    (application = await createApplication(argo, name, { repository, spec, kubectl, signal }))
  try {
    await play({ name, plane, argo, repository, timeline, promise, create, run })
    return { promises: all, error: undefined }
  } catch (error) {
    return { promises: all, error: error instanceof Error ? error : new Error(String(error)) }
  } finally {
    timeline.close()
    await application?.remove().catch(() => {})
    await plane.kubectl(['delete', 'namespace', name, '--wait=false']).catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
}
