import { loadAll } from 'js-yaml'
import type { Scenario } from '../scene.ts'
import { printed } from '../settings.ts'

/**
 * The keys of the charts' own values.yaml that may be set; below a map of free keys, any. Rendered with
 * them by Helm: argo-cd 10.1.1 and argo-rollouts 2.41.0.
 */
const charts = [
  {
    name: 'argo-cd',
    keys: /^(server\.extensions\.(enabled|extensionList)|configs\.(cm|rbac)\..+)$/
  },
  {
    name: 'argo-rollouts',
    keys: /^(dashboard\.enabled|installCRDs|keepCRDs|crdAnnotations\..+|controller\.image\.tag)$/
  }
]

/** The paths of all that a mapping sets; a list counts as a value. */
function pathsOf(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path.join('.')]
  return Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))
}

const values: Scenario = {
  name: 'sets no value of the official charts that they do not know',
  async play({ run, promise }) {
    for (const version of ['3.3', '3.4', '3.5', '3.6']) {
      const command = `rolloutify ${printed.values} --rollouts 1.9.1 --argo-cd ${version}`
      const { text } = await run(command)
      const documents = loadAll(text)
      for (const [at, { name, keys }] of charts.entries()) {
        const unknown = pathsOf(documents[at]).filter(path => !keys.test(path))
        promise(`${name}, for Argo CD ${version}: unknown keys`, '', unknown.join(' '))
      }
    }
  }
}

export const renders: readonly Scenario[] = [values]
