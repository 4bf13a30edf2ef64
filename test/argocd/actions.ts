import type { Scene } from './scene.ts'
import type { User } from './user.ts'

/** An entry of the menu of a resource. */
type Offered = { readonly name: string; readonly disabled?: boolean; readonly displayName?: string }

const rollout = { group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout' }
export const deployment = { group: 'apps', version: 'v1', kind: 'Deployment' }

/** The menu of the Rollout, as the dashboard asks for it. */
export async function menuOf({ name }: Scene, by: User) {
  const query = new URLSearchParams({ namespace: name, resourceName: 'web', ...rollout })
  const { body } = await by.api('GET', `applications/${name}/resource/actions?${query}`)
  const offered: readonly Offered[] = body?.actions ?? []
  return new Map(offered.map(action => [action.name, action]))
}

/** Chooses an action of the menu, as the dashboard does, also one that is greyed out. */
export async function choose({ name }: Scene, by: User, action: string, of: object = rollout) {
  const body = {
    ...{ appNamespace: 'argocd', namespace: name, resourceName: 'web', ...of },
    ...{ action, resourceActionParameters: [] }
  }
  const { status, text } = await by.api('POST', `applications/${name}/resource/actions/v2`, body)
  return { status, text }
}
