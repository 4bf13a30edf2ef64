import { actionsKey } from './actions.ts'
import { literalEntry } from './literal.ts'

/** A ConfigMap that has one entry of argocd-cm and nothing else, to be merged into the one there is. */
export function actionsConfigMap(text: string): string {
  return `# Merge it into the argocd-cm of the cluster, which has other entries:
# kubectl -n argocd apply --server-side --field-manager rolloutify -f FILE
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  labels:
    app.kubernetes.io/part-of: argocd
data:
${literalEntry(actionsKey, text, '  ').join('\n')}
`
}
