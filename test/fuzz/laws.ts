import { isDeepStrictEqual } from 'node:util'
import { main } from '../../src/cli/main.ts'
import { memoryIo } from '../../src/cli/memory-io.ts'
import { openSource, splitStream } from '../../src/yaml/stream.ts'
import type { Random } from '../lint-peer/random.ts'
import { readByPeer } from '../yaml-peer/peer.ts'

/** A law that was broken: by which call, over which text. */
export type Fault = {
  readonly law: string
  readonly call: string
  readonly detail: string
  readonly text: string
}

/** What a conversion made of a text. */
export type Output = { readonly text: string; readonly output: string; readonly call: string }

type Ran = {
  readonly exit: number
  readonly said: string
  readonly printed: string
  readonly text: string
}

const file = 'web.yaml'

async function run(args: readonly string[], text: string): Promise<Ran> {
  const io = memoryIo({ stdin: Buffer.alloc(0), files: new Map([[file, Buffer.from(text)]]) })
  const exit = await main(args, io)
  const read = (bytes: string) => Buffer.from(bytes, 'latin1').toString()
  const written = io.written.get(file)
  return {
    exit,
    said: io.stderr,
    printed: read(io.stdout),
    text: written === undefined ? text : read(written)
  }
}

/** What does harm to a terminal, or is a command in the log of a CI. */
const harmful =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]|^\s*::(?!(?:error|warning|notice) )|##\[/m
const stages = ['introduce-rollout', 'pin-replicas', 'grow-25', 'shrink-25', 'shrink-100', 'done']

/** Runs every command over a text, and says which laws it broke. */
export async function lawsOf(
  text: string,
  random: Random
): Promise<{ faults: Fault[]; outputs: Output[] }> {
  const faults: Fault[] = []
  const outputs: Output[] = []
  const fault = (law: string, args: readonly string[], detail: string) =>
    faults.push({ law, call: args.join(' '), detail: detail.slice(0, 200), text })
  const tried = async (args: readonly string[], over = text, isProduct = false): Promise<Ran> => {
    const began = process.cpuUsage()
    const ran = await run(args, over)
    if (ran.exit > 2 && !ran.said.includes('[not-utf-8]')) fault('no crash', args, ran.said)
    const shown = isProduct ? ran.said : ran.said + ran.printed
    if (harmful.test(shown))
      fault('nothing reaches a terminal', args, JSON.stringify(harmful.exec(shown)))
    // What others do on this machine does not count.
    const { user, system } = process.cpuUsage(began)
    if (user + system > 20_000_000) fault('no hang', args, `${(user + system) / 1000} ms`)
    return ran
  }
  await convertLaws()
  await moveLaws()
  await stepsLaws()
  for (const format of ['text', 'json', 'sarif', 'github'])
    await tried(['check', '--format', format, file])
  await tried(['migrate', 'status', file])
  await tried(['steps', 'status', file])
  await tried(['init', file], text, true)
  await tried(['migrate', 'plan', '--replicas', '3', '--out', 'plan', file])
  if (random.below(8) === 0)
    await tried(['simulate', '--replicas', '3', '--applier', 'helm3', file])
  await tried(['simulate', '--canary', '--replicas', '3', file])
  return { faults, outputs }

  async function convertLaws() {
    const stage = random.pick(stages)
    const args = ['convert', '--stage', stage, '--applier', 'helm3', '--replicas', '4', file]
    const once = await tried(args, text, true)
    if (once.exit !== 0) return
    const twice = await tried(args, once.printed, true)
    if (twice.exit !== 0 || twice.printed !== once.printed)
      fault('converting twice changes nothing', args, twice.said)
    if (once.printed !== text) outputs.push({ text, output: once.printed, call: args.join(' ') })
  }

  async function moveLaws() {
    const move = (direction: string, over: string) =>
      tried(
        [
          'migrate',
          direction,
          '--unverified',
          '--write',
          '--replicas-ignored',
          '--replicas',
          '4',
          ...(direction === 'back' ? ['--drop-replicas'] : []),
          file
        ],
        over,
        true
      )
    let before = text
    for (let left = 1 + random.below(4); left > 0; left--) {
      const next = await move('next', before)
      if (next.exit !== 0 || next.text === before) return
      const back = await move('back', next.text)
      if (back.text !== before)
        fault('back(next(x)) is x', ['migrate', 'back'], back.said || 'other bytes')
      before = next.text
    }
  }

  async function stepsLaws() {
    for (const [there, back] of [
      ['on', 'off'],
      ['off', 'on']
    ] as const) {
      const switched = await tried(['steps', there, '--write', file], text, true)
      if (switched.exit !== 0 || switched.text === text) continue
      const again = await tried(['steps', back, '--write', file], switched.text, true)
      if (again.text !== text && again.said === '')
        fault(`${back}(${there}(x)) is x`, ['steps', there], 'other bytes, without a word')
    }
  }
}

type Thing = { readonly [key: string]: any }

/** What kubectl reads of conversions: each Rollout of ours has a Deployment, and its selector. */
export async function checkedByPeer(outputs: readonly Output[], folder: string): Promise<Fault[]> {
  const documents = outputs.map(({ output }) => {
    const source = openSource(file, Buffer.from(output))
    return splitStream(source).map(({ body, end }) => source.bytes.subarray(body, end))
  })
  const readings = await readByPeer(documents.flat(), folder)
  return outputs.flatMap(({ text, output, call }, at) => {
    const own = readings.splice(0, documents[at]?.length ?? 0)
    const things = own.flatMap(({ value }) => itemsOf(value as Thing | null))
    const law = 'kubectl reads a Rollout with the selector of its Deployment'
    // What it cannot read of the input is not read of the output either.
    if (own.some(({ error }) => error !== undefined) || !output.includes('workloadRef')) return []
    const lone = things
      .filter(
        ({ kind, spec }) =>
          kind === 'Rollout' && spec?.workloadRef?.kind === 'Deployment' && !spec.template
      )
      .find(rollout => !things.some(each => isOf(each, rollout)))
    return lone && !/kind:\s+Rollout/.test(text)
      ? [{ law, call, detail: JSON.stringify(lone.metadata), text }]
      : []
  })
}

const isOf = ({ kind, metadata, spec }: Thing, rollout: Thing) =>
  kind === 'Deployment' &&
  metadata?.name === rollout.spec.workloadRef.name &&
  isDeepStrictEqual(spec?.selector, rollout.spec.selector)

const itemsOf = (value: Thing | null | undefined): Thing[] =>
  typeof value !== 'object' || value === null
    ? []
    : Array.isArray(value.items)
      ? value.items.flatMap(itemsOf)
      : [value]
