import { load } from 'js-yaml'
import { rolloutify } from '../cluster/rolloutify.ts'
import { output } from '../cluster/processes.ts'
import type { Settings } from './objects.ts'

/** What a command of `rolloutify argocd` prints. */
const printed = (...args: string[]) => output(process.execPath, [rolloutify, 'argocd', ...args])

/** The data of a ConfigMap. */
const dataOf = (manifest: string) =>
  // What is printed is one ConfigMap.
  (load(manifest) as { data: Record<string, string> }).data

/** What Argo CD is set to for all scenarios: what is printed for it, and who may log in. */
export async function settings(): Promise<Settings & { readonly plugins: readonly string[] }> {
  return {
    config: dataOf(await printed('actions')),
    policy: `${await rights()}\ng, developer, role:releaser\n`,
    accounts: ['developer'],
    plugins: []
  }
}

async function rights() {
  const names = [
    'resume',
    'promote-full',
    'abort',
    'retry',
    'restart',
    'skip-current-step',
    'canary-*'
  ].map(it => `action/argoproj.io/Rollout/${it}`)
  return ['get', 'sync', ...names]
    .map(it => `p, role:releaser, applications, ${it}, default/*, allow`)
    .join('\n')
}
