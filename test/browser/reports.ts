import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { workspace, written } from './browser.ts'

const rolloutify = fileURLToPath(new URL('../../bin/rolloutify.mjs', import.meta.url))

/** A Deployment with an autoscaler. */
export const scaled = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${JSON.stringify(name)}
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${JSON.stringify(name)}
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${JSON.stringify(name)} }
  minReplicas: 4
  maxReplicas: 40
`

/** A Deployment without one. */
export const fixed = (name: string, replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${JSON.stringify(name)}
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${JSON.stringify(name)} } }
  template: { metadata: { labels: { app: ${JSON.stringify(name)} } } }
`

/** The page that the program writes for manifests. */
export function reportOf(name: string, manifests: string, ...options: readonly string[]): string {
  written(`${name}.yaml`, manifests)
  const page = `${name}.html`
  execFileSync(
    process.execPath,
    [rolloutify, 'report', ...options, '--out', page, `${name}.yaml`],
    {
      cwd: workspace,
      stdio: ['ignore', 'ignore', 'pipe']
    }
  )
  return join(workspace, page)
}
