import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import { json, text } from 'node:stream/consumers'

/** An object as the cluster has it, as far as these tests read it. */
export type Live = {
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly uid: string
    readonly generation?: number
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly deletionTimestamp?: string
    readonly ownerReferences?: readonly { readonly kind: string }[]
  }
  // A status or spec has too many shapes to be worth a type here.
  readonly spec: any
  readonly status?: any
}
type Event = { type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'ERROR'; object: Live }
type List = { metadata: { resourceVersion: string }; items: Live[] }

export type Api = ReturnType<typeof apiAt>

/** Kubernetes' API behind the socket of a `kubectl proxy`. */
export function apiAt(socketPath: string, fail: (error: Error) => void) {
  async function send(method: string, path: string, body?: object): Promise<IncomingMessage> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = body ? { 'content-type': 'application/json' } : {}
      const sent = request({ socketPath, path, method, headers }, resolve).on('error', reject)
      sent.end(body && JSON.stringify(body))
    })
    if ((response.statusCode ?? 500) < 300) return response
    throw new Error(`${method} ${path}: ${response.statusCode} ${await text(response)}`)
  }

  async function get(path: string) {
    // What the API server answers is JSON of the asked kind.
    return json(await send('GET', path)) as Promise<any>
  }

  /** Tells of all that there is and of every change from then on, without a gap, until it is ended. */
  async function watch(path: string, query: string, onChange: (event: Event) => void) {
    const { metadata, items }: List = await get(`${path}?${query}`)
    for (const object of items) onChange({ type: 'ADDED', object })
    const version = `watch=1&resourceVersion=${metadata.resourceVersion}`
    const stream = await send('GET', `${path}?${query}&${version}`)
    let isEnded = false
    // A change that nobody saw would make every count behind it a guess.
    const lose = () => isEnded || fail(new Error(`The watch of ${path} was cut`))
    stream.on('error', lose).on('close', lose)
    createInterface({ input: stream }).on('line', line => {
      const event: Event = JSON.parse(line)
      if (event.type === 'ERROR') stream.destroy()
      else if (!isEnded) onChange(event)
    })
    return () => {
      isEnded = true
      stream.destroy()
    }
  }

  return { get, post: (path: string, body: object) => send('POST', path, body).then(json), watch }
}
