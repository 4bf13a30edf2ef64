import { loadAll } from 'js-yaml'
import { join } from 'node:path'
import { output } from '../cluster/processes.ts'
import { rolloutify } from '../cluster/rolloutify.ts'
import type { Settings } from './objects.ts'

/** The role of the developer who logs in, and what is printed for it. */
export const printed = {
  role: 'role:developer',
  values: 'argocd values --role role:developer --project default'
}

/** The plugin that the repository shows. */
export const example = join(import.meta.dirname, '../../examples/argocd-cmp')

type ChartValues = { readonly configs: { readonly cm: Data; readonly rbac: Data } }
type Data = Readonly<Record<string, string>>

/** What Argo CD is set to for all scenarios: the values that are printed for its chart. */
export async function settings(): Promise<Settings & { readonly plugins: readonly string[] }> {
  const stream = await output(process.execPath, [rolloutify, ...printed.values.split(' ')])
  // The first document is that of the chart argo-cd.
  const { configs } = loadAll(stream)[0] as ChartValues
  return {
    config: configs.cm,
    policy: { ...configs.rbac, 'policy.csv': `g, developer, ${printed.role}\n` },
    accounts: ['developer'],
    plugins: [example]
  }
}
