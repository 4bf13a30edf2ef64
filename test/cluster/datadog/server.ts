import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** What one request is answered: counts by the names of queries, or a status that is no answer. */
export type Answer = {
  readonly counts?: Readonly<Record<string, number>>
  readonly status?: number
  /** Seconds. */
  readonly after?: number
}

/** What is answered to the requests about a service, the first of which is 0. */
export type Answers = (request: number) => Answer

type Query = { readonly name: string; readonly query: string; readonly aggregator: string }
type Scalar = { readonly queries: readonly Query[]; readonly formulas: { formula: string }[] }

/**
 * Datadog's formulas, as far as they are needed here. Without data a query is NaN; so is what is made
 * of it, and a division by 0 has no answer.
 */
function valueOf(formula: string, counts: Readonly<Record<string, number>>) {
  const functions = {
    default_zero: (value: number) => (Number.isNaN(value) ? 0 : value),
    is_greater: (value: number, limit: number) =>
      Number.isNaN(value) ? NaN : Number(value > limit)
  }
  const names = { ...functions, ...counts }
  const value: unknown = new Function(...Object.keys(names), `return ${formula}`)(
    ...Object.values(names)
  )
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

const countsFor = (queries: readonly Query[], counts: Answer['counts'] = {}) =>
  Object.fromEntries(queries.map(({ name }) => [name, counts[name] ?? NaN]))

/** What is wrong with a request: the API refuses it, too. */
function faultOf({ queries }: Scalar) {
  if (queries.some(({ aggregator }) => !aggregator)) return 'aggregator'
  const open = queries.find(({ query }) => /\{\{|hash:[,}]/.test(query))
  return open ? `query ${open.query}` : undefined
}

/** A Datadog on this machine that knows the services of scenarios, by both versions of its API. */
export async function serveDatadog() {
  const services = new Map<string, { readonly answers: Answers; requests: number }>()

  async function respond(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '', 'http://localhost')
    const body = await text(request)
    const isV1 = url.pathname === '/api/v1/query'
    const asked: Scalar = isV1
      ? {
          queries: [
            { name: 'query', query: url.searchParams.get('query') ?? '', aggregator: 'v1' }
          ],
          formulas: []
        }
      : JSON.parse(body).data.attributes
    const service = /service:([\w-]+)/.exec(asked.queries[0]?.query ?? '')?.[1] ?? ''
    const known = services.get(service)
    if (!known) return send(response, 404, { errors: ['Not found'] })
    const { counts, status = 200, after = 0 } = known.answers(known.requests++)
    await sleep(after * 1000)
    const fault = faultOf(asked)
    if (fault) return send(response, 400, { errors: [`Value of ${fault}`] })
    if (status !== 200) return send(response, status, { errors: [`${status}`] })
    const formula = asked.formulas[0]?.formula ?? asked.queries[0]?.name ?? ''
    const value = valueOf(formula, countsFor(asked.queries, counts))
    send(response, 200, isV1 ? seriesOf(value) : scalarOf(formula, value))
  }
  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    add: (service: string, answers: Answers) => services.set(service, { answers, requests: 0 }),
    requests: (service: string) => services.get(service)?.requests ?? 0,
    close() {
      server.closeAllConnections()
      server.close()
    }
  }
}

function send(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

const seriesOf = (value: number | null) => ({
  series: value === null ? [] : [{ pointlist: [[Date.now(), value]] }]
})

const scalarOf = (name: string, value: number | null) => ({
  data: {
    type: 'scalar_response',
    attributes: { columns: [{ name, type: 'number', values: [value] }] }
  }
})
