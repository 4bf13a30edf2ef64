import { dump } from 'js-yaml'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../cluster/client.ts'
import { until } from '../cluster/processes.ts'
import type { ArgoCd } from './argo-cd.ts'
import { applicationOf } from './objects.ts'
import type { ApplicationSpec } from './objects.ts'
import type { Repository } from './repository.ts'
import type { Answer } from './user.ts'

/** Where a repository keeps its Application. */
export const applicationFile = 'application.yaml'

type Resource = {
  readonly kind: string
  readonly status?: string
  readonly health?: { readonly status: string }
  readonly requiresPruning?: boolean
}

/** What the dashboard shows of an Application, in a few words. */
export function wordsFor(status: Answer['body']) {
  const resources: readonly Resource[] = status.resources ?? []
  const differing = resources
    .filter(({ status, requiresPruning }) => status !== 'Synced' || requiresPruning)
    .map(({ kind }) => kind)
  const words = [status.sync?.status, status.health?.status, ...differing.toSorted()]
  return words.filter(word => word).join(' ')
}

export type Application = Awaited<ReturnType<typeof createApplication>>

type Place = {
  readonly repository: Repository
  readonly spec: ApplicationSpec
  readonly kubectl: Client['kubectl']
  readonly signal: AbortSignal
}

/** Makes the Application of a repository, which keeps it beside the manifests. */
export async function createApplication(
  { admin }: ArgoCd,
  name: string,
  { repository, spec, kubectl, signal }: Place
) {
  const manifest = dump(applicationOf(name, repository.url, spec))
  repository.write(applicationFile, manifest)
  repository.commit('the Application')
  await kubectl(['apply', '-f', '-'], manifest)
  const isAutomated = spec.syncPolicy?.automated !== undefined
  const path = `applications/${name}`

  async function get(query = '') {
    const { status, body, text } = await admin.api('GET', `${path}${query}`)
    if (status !== 200) throw new Error(`GET ${path}: ${text}`)
    return body
  }

  /** Waits until the last operation has ended, and returns it. */
  async function operation(revision: string) {
    let state: Answer['body']
    await until(
      `end of the sync of ${name}`,
      async () => {
        const app = await get('?refresh=normal')
        state = app.status.operationState
        const isOver = state?.finishedAt && !app.operation && state.phase !== 'Running'
        // Where nothing differs, no sync is made by itself.
        const isIdle = app.status.sync.status === 'Synced' && app.status.sync.revision === revision
        return isOver && (state.syncResult?.revision === revision || (isAutomated && isIdle))
      },
      signal
    )
    return state
  }

  return {
    name,
    get,
    isAutomated,
    /** What the dashboard shows as soon as it is what is expected, or else after a while. */
    async shown(expected: string) {
      for (let time = 0; ; time++) {
        const words = wordsFor((await get('?refresh=normal')).status)
        if (words === expected || time > 20) return words
        await sleep(500, undefined, { signal })
      }
    },
    /** Presses Sync, as anybody may be asked to, and returns how it ended. */
    async press({ prune = false, by = admin } = {}) {
      const asked = await by.api('POST', `${path}/sync`, { revision: 'main', prune })
      if (asked.status !== 200) return { phase: 'Refused', message: asked.text }
      // The operation of before is shown until the controller has taken this one up.
      await sleep(300, undefined, { signal })
      return operation(repository.git('rev-parse', 'HEAD'))
    },
    /** Brings what was committed last: by the button, or by waiting for what comes by itself. */
    async bring() {
      if (!isAutomated) return this.press()
      return operation(repository.git('rev-parse', 'HEAD'))
    },
    remove: () => admin.api('DELETE', `${path}?cascade=false`)
  }
}
