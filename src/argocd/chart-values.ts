import { argoCdVersions } from '../settings.ts'
import type { ArgoCdVersion } from '../settings.ts'
import { printBlock } from '../yaml/print.ts'
import { actionsKey } from './actions.ts'
import { literalEntry } from './literal.ts'
import { policyOf } from './rights.ts'
import type { Role } from './rights.ts'

type Installed = {
  readonly argoCd: ArgoCdVersion
  /** The value of `actionsKey`. */
  readonly actions: string
  readonly role: Role | undefined
}

/** Values of the chart argo-cd: the tab of Rollouts, the actions, and the rights to run them. */
export function argoCdValues({ argoCd, actions, role }: Installed): string {
  const release = `v${extensionFor(argoCd)}`
  const url = `https://github.com/argoproj-labs/rollout-extension/releases/download/${release}/extension.tar`
  const extension = { name: 'rollout-extension', env: [{ name: 'EXTENSION_URL', value: url }] }
  const server = { extensions: { enabled: true, extensionList: [extension] } }
  return lines(
    `# Values of the chart argo-cd, for Argo CD ${argoCd}.`,
    ...printBlock({ server }),
    'configs:',
    '  cm:',
    ...literalEntry(actionsKey, actions, '    '),
    ...(role ? ['  rbac:', ...rights(role)] : [])
  )
}

/** Argo CD 3.5 has React 19, on which older builds of the extension fail (its upgrading guide). */
const extensionFor = (argoCd: ArgoCdVersion) =>
  argoCdVersions.indexOf(argoCd) < argoCdVersions.indexOf('3.5') ? '0.3.7' : '0.4.0'

const rights = (role: Role) => [
  '    # Argo CD adds it to policy.csv.',
  ...literalEntry('policy.rolloutify.csv', policyOf(role), '    ')
]

/** Values of the chart argo-rollouts: no second dashboard, and definitions that Argo CD can apply. */
export function argoRolloutsValues(version: string | undefined): string {
  return lines(
    `# Values of the chart argo-rollouts${version === undefined ? '' : `, for Argo Rollouts ${version}`}.`,
    ...printBlock({ dashboard: { enabled: false }, installCRDs: true, keepCRDs: true }),
    'crdAnnotations:',
    '  # Rollout is too large for the annotation that a client-side apply writes.',
    '  argocd.argoproj.io/sync-options: ServerSideApply=true',
    ...(version === undefined ? [] : printBlock({ controller: { image: { tag: `v${version}` } } }))
  )
}

const lines = (...all: readonly string[]) => all.join('\n') + '\n'
