import type { Api } from './api.ts'

const names = ['node-a', 'node-b']

/** Makes two nodes and binds every pod to one of them: the smallest scheduler. */
export async function bindPods(api: Api) {
  for (const name of names) {
    const labels = { 'kubernetes.io/hostname': name }
    await api.post('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } })
  }
  let turn = 0
  return api.watch('/api/v1/pods', 'fieldSelector=spec.nodeName=', ({ type, object }) => {
    if (type !== 'ADDED' || object.metadata.deletionTimestamp) return
    const { name, namespace } = object.metadata
    const target = { apiVersion: 'v1', kind: 'Node', name: names[turn++ % names.length] }
    const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target }
    // A pod that is gone by now, or that was bound before, needs no node.
    api.post(`/api/v1/namespaces/${namespace}/pods/${name}/binding`, binding).catch(() => {})
  })
}
