import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Api, Live } from './api.ts'
import { isReady } from './pod.ts'

const group = '/apis/metrics.k8s.io/v1beta1'
const groupVersion = { apiVersion: 'metrics.k8s.io/v1beta1' }
const verbs = { name: 'pods', singularName: '', namespaced: true, verbs: ['get', 'list'] }
const resources = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: 'metrics.k8s.io/v1beta1'
}

/** The API server's way to our server on this machine. */
const registration = (port: number) => ({
  service: {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'load', namespace: 'kube-system' } },
    spec: { type: 'ExternalName', externalName: 'localhost', ports: [{ port }] }
  },
  apiService: {
    apiVersion: 'apiregistration.k8s.io/v1',
    ...{ kind: 'APIService', metadata: { name: 'v1beta1.metrics.k8s.io' } },
    spec: {
      ...{ group: 'metrics.k8s.io', version: 'v1beta1' },
      ...{ groupPriorityMinimum: 100, versionPriority: 100, insecureSkipTLSVerify: true },
      service: { name: 'load', namespace: 'kube-system', port }
    }
  }
})

const usage = (pod: Live, millicores: number) => ({
  metadata: { name: pod.metadata.name, namespace: pod.metadata.namespace },
  ...{ timestamp: new Date().toISOString(), window: '1s' },
  containers: pod.spec.containers.map(({ name }: { name: string }) => ({
    ...{ name, usage: { cpu: `${Math.round(millicores)}m`, memory: '64Mi' } }
  }))
})

export type Metrics = Awaited<ReturnType<typeof serveMetrics>>

/**
 * Serves metrics.k8s.io. A namespace's load is shared by its Ready pods, and one without a load has
 * no figures. `certificates` is a folder with the API server's own key, which will do here.
 */
export async function serveMetrics(api: Api, certificates: string) {
  const loads = new Map<string, number>()

  async function answer(url: URL) {
    if (url.pathname === group)
      return { ...resources, resources: [{ ...verbs, kind: 'PodMetrics' }] }
    const namespace = url.pathname.match(/\/namespaces\/([^/]+)\/pods$/)?.[1] ?? ''
    const load = loads.get(namespace)
    if (load === undefined)
      return { ...groupVersion, kind: 'PodMetricsList', metadata: {}, items: [] }
    const selector = encodeURIComponent(url.searchParams.get('labelSelector') ?? '')
    const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`
    const { items }: { items: Live[] } = await api.get(path)
    const ready = items.filter(isReady)
    const figures = ready.map(pod => usage(pod, load / ready.length))
    return { ...groupVersion, kind: 'PodMetricsList', metadata: {}, items: figures }
  }

  const [key, cert] = ['key', 'crt'].map(end => readFileSync(`${certificates}/apiserver.${end}`))
  async function respond({ url = '' }: IncomingMessage, response: ServerResponse) {
    const body = await answer(new URL(url, 'https://localhost')).catch(() => undefined)
    response.writeHead(body ? 200 : 503, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  const server = createServer({ key, cert }, (request, response) => void respond(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has such an address.
  const { service, apiService } = registration((server.address() as AddressInfo).port)
  await api.post('/api/v1/namespaces/kube-system/services', service)
  await api.post('/apis/apiregistration.k8s.io/v1/apiservices', apiService)

  return {
    /** Sets the CPU, in millicores, that all pods of a namespace need together. */
    setLoad: (namespace: string, millicores: number) => loads.set(namespace, millicores),
    close() {
      server.closeAllConnections()
      server.close()
    }
  }
}
