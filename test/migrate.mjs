// `npm run test:migrate FOLDER`: holds a migration in place to its laws over every stream below a
// folder. Each stream is taken as one file, from the baseline to its last stage and back: every way
// back must lead to the byte, and every stage must have the objects that `convert --stage` makes of
// the baseline. All runs in this process, over files in memory. Prints the broken laws, and by code
// how often a stream was refused.
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { build } from 'esbuild'
import yaml from 'js-yaml'

/** @typedef {Record<string, any>} Thing What js-yaml reads: of any shape. */
/** @typedef {{ exit: number, said: string, text: string, printed: string }} Outcome */

const { main, memoryIo } = await load()

async function load() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { main } from './src/cli/main.ts'
export { memoryIo } from './src/cli/memory-io.ts'`,
      resolveDir: '.'
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    alias: { yaml: './node_modules/yaml/browser/index.js' }
  })
  const text = outputFiles[0]?.text ?? ''
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)
}

/** Runs a command over one file. @param {string[]} args @param {string} text @returns {Promise<Outcome>} */
async function run(args, text) {
  const files = new Map([['a.yaml', Buffer.from(text, 'latin1')]])
  const io = memoryIo({ stdin: Buffer.alloc(0), files })
  const exit = await main([...args, 'a.yaml'], io)
  return { exit, said: io.stderr, text: io.written.get('a.yaml') ?? text, printed: io.stdout }
}

const freely = ['--unverified', '--replicas-ignored']

/** @param {string} text @param {string[]} settings */
const next = (text, settings) => run(['migrate', 'next', '--write', ...freely, ...settings], text)

/** The stage of each workload. @param {string} text @returns {Promise<Map<string, string>>} */
async function stagesIn(text) {
  const { printed } = await run(['migrate', 'status', '--format', 'json'], text)
  /** @type {Thing[]} */
  const rows = printed === '' ? [] : JSON.parse(Buffer.from(printed, 'latin1').toString())
  return new Map(rows.map(row => [`${row['namespace'] ?? ''}/${row['workload']}`, row['stage']]))
}

/** @param {any} value @returns {Thing[]} */
function itemsOf(value) {
  if (typeof value !== 'object' || value === null) return []
  return Array.isArray(value.items) ? value.items.flatMap(itemsOf) : [value]
}

/** The objects of a stream, by what they are; none where js-yaml cannot read it. @param {string} text */
function objectsIn(text) {
  /** @type {Map<string, Thing>} */
  const objects = new Map()
  for (const part of text.split(/^---.*$/m)) {
    for (const object of loaded(part).flatMap(itemsOf)) {
      const { kind, metadata } = object
      objects.set(`${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`, withoutMemory(object))
    }
  }
  return objects
}

/** @param {string} part @returns {unknown[]} */
function loaded(part) {
  try {
    return yaml.loadAll(Buffer.from(part, 'latin1').toString(), undefined, { json: true })
  } catch {
    // js-yaml is stricter than the API: what it refuses is not judged by its content.
    return []
  }
}

/** @param {Thing} object @returns {Thing} */
function withoutMemory({ metadata, ...object }) {
  if (!metadata) return object
  const { annotations, ...rest } = metadata
  const kept = Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith('rolloutify/'))
  return { ...object, metadata: { ...rest, annotations: Object.fromEntries(kept) } }
}

/** N for every Deployment that an autoscaler scales: its most. @param {string} text */
function countsFor(text) {
  const all = [...objectsIn(text).values()]
  return all.flatMap(({ kind, spec }) => {
    const target = spec?.scaleTargetRef
    const isOfDeployment = (target?.kind ?? 'Deployment') === 'Deployment'
    const isScaled = /^(?:HorizontalPodAutoscaler|ScaledObject)$/.test(kind) && isOfDeployment
    if (!isScaled || target?.name === undefined) return []
    return ['--replicas', `${target.name}=${spec.maxReplicas ?? spec.maxReplicaCount ?? 100}`]
  })
}

/** @type {Map<string, number>} */
const refusals = new Map()
const counts = { streams: 0, workloads: 0, stages: 0, converted: 0 }

/** @param {string} said */
function note(said) {
  for (const [, code = ''] of said.matchAll(/: (?:error|warning): .* \[([a-z0-9-]+)\]$/gm)) {
    refusals.set(code, (refusals.get(code) ?? 0) + 1)
  }
}

/** The workloads that can go all the way alone. @param {string} text */
async function movable(text) {
  const names = [...(await stagesIn(text)).keys()].map(key => key.slice(key.indexOf('/') + 1))
  const settings = countsFor(text)
  const able = []
  for (const name of new Set(names)) {
    const own = settings.flatMap((each, at) =>
      settings[at + 1]?.startsWith(`${name}=`) ? [each, settings[at + 1] ?? ''] : []
    )
    const only = ['--workload', name, ...own]
    const first = await next(text, only)
    const second = first.exit === 0 ? await next(first.text, only) : first
    if (second.exit === 0 && second.text !== text) able.push({ name, own })
    else note(second.said)
  }
  return able
}

/** The broken laws of one stream. @param {string} text @returns {AsyncGenerator<string>} */
async function* faultsOf(text) {
  const able = await movable(text)
  if (able.length === 0) return
  counts.streams++
  counts.workloads += able.length
  const names = able.flatMap(({ name }) => ['--workload', name])
  const settings = [...names, ...able.flatMap(({ own }) => own)]
  let state = { text, stages: await stagesIn(text) }
  for (let round = 0; round < 15; round++) {
    const moved = await next(state.text, settings)
    if (moved.exit !== 0) {
      yield `round ${round}: ${moved.said.split('\n')[0]}`
      return
    }
    if (moved.text === state.text) return
    const stages = await stagesIn(moved.text)
    const changed = [...stages].filter(([key, stage]) => state.stages.get(key) !== stage)
    const only = changed.flatMap(([key]) => ['--workload', key.slice(key.indexOf('/') + 1)])
    const back = await run(
      ['migrate', 'back', '--write', '--drop-replicas', ...freely, ...only],
      moved.text
    )
    if (back.text !== state.text) {
      yield `back from ${changed.map(each => each.join(' ')).join(', ')} is not what was there: ${back.said.split('\n')[0]}`
    }
    yield* convertFaults(text, moved.text, { changed, settings })
    counts.stages += changed.length
    state = { text: moved.text, stages }
  }
}

/**
 * Whether `convert` makes the same objects of the baseline.
 * @param {string} baseline
 * @param {string} text
 * @param {{ changed: [string, string][], settings: string[] }} moved
 */
async function* convertFaults(baseline, text, { changed, settings }) {
  const objects = objectsIn(text)
  for (const stage of new Set(changed.map(([, own]) => own))) {
    const args = ['convert', '--write', '--applier', 'helm3', '--stage', stage, ...settings]
    const converted = await run(args, baseline)
    if (converted.exit !== 0) yield `convert --stage ${stage}: ${converted.said.split('\n')[0]}`
    else counts.converted++
    const expected = objectsIn(converted.text)
    for (const [key] of changed.filter(([, own]) => own === stage)) {
      for (const kind of ['Deployment', 'Rollout']) {
        const id = `${kind} ${key}`
        if (converted.exit === 0 && !isDeepStrictEqual(expected.get(id), objects.get(id))) {
          yield `${id} at ${stage} is not as convert makes it`
        }
      }
    }
  }
}

const folders = process.argv.slice(2)
let broken = 0
let files = 0
for (const folder of folders) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.ya?ml$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    files++
    for await (const fault of faultsOf(readFileSync(path, 'latin1'))) {
      broken++
      console.log(`${relative(folder, path)}: ${fault}`)
    }
  }
}
console.log(
  `${files} streams, ${counts.streams} with ${counts.workloads} workloads that move: ${counts.stages} stages on and back, ${counts.converted} conversions, ${broken} broken laws`
)
for (const [code, count] of [...refusals].sort((a, b) => b[1] - a[1]))
  console.log(`${count} ${code}`)
process.exitCode = broken > 0 ? 1 : 0
