// `npm run test:corpora FOLDER [-- --stage STAGE]`: holds the built command to the laws that need
// no expected output, over every stream below a folder. Each run is a process of its own, since a
// crash, an exit code and what stands on standard error are part of the laws. Past
// introduce-rollout only streams with one Deployment are run, as pods are given for one.
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import yaml from 'js-yaml'

/** @typedef {Record<string, any>} Manifest What js-yaml reads: of any shape. */
/** @typedef {{ exit: number | null, output: string, said: string }} Outcome Bytes as latin1. */

const bin = join(import.meta.dirname, '../bin/rolloutify.mjs')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { stage: { type: 'string', default: 'introduce-rollout' } }
})
const { stage } = values
const isFirstStage = stage === 'introduce-rollout'

/** @param {string} input @param {readonly string[]} args @returns {Promise<Outcome>} */
function run(input, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, '--stage', stage, ...args], { timeout: 60_000 })
    let [output, said] = ['', '']
    child.stdout.setEncoding('latin1').on('data', text => (output += text))
    child.stderr.setEncoding('utf8').on('data', text => (said += text))
    child.on('error', reject)
    child.on('close', exit => resolve({ exit, output, said }))
    // A run that is refused may end before it has read everything.
    child.stdin.on('error', () => {})
    child.stdin.end(input, 'latin1')
  })
}

/** The documents of a stream, each with its separator. @param {string} text */
const documents = text => text.split(/^(?=---(?!-))/m).filter(document => document !== '')

/**
 * The objects of a document, and of the lists in it; none where js-yaml cannot read it.
 * @param {string} document
 * @returns {Manifest[]}
 */
function manifestsOf(document) {
  const text = Buffer.from(document.replace(/^---/, ''), 'latin1').toString('utf8')
  try {
    return yaml.loadAll(text, undefined, { json: true }).flatMap(itemsOf)
  } catch {
    // js-yaml is stricter than the API: what it refuses is not judged by its content.
    return []
  }
}

/** @param {any} value @returns {Manifest[]} */
function itemsOf(value) {
  if (typeof value !== 'object' || value === null) return []
  const isList = /List$/.test(String(value.kind)) && Array.isArray(value.items)
  if (!isList) return [value]
  const kind = value.kind.slice(0, -'List'.length)
  const own = kind === '' ? {} : { kind, apiVersion: value.apiVersion }
  return value.items.flatMap((/** @type {Manifest} */ item) => itemsOf({ ...own, ...item }))
}

const ours = ['Deployment', 'HorizontalPodAutoscaler', 'ScaledObject', 'VerticalPodAutoscaler']
/** Whether a document may be changed. @param {string} document */
const isOurs = document =>
  new RegExp(`kind["']?\\s*:\\s*["']?(${ours.join('|')}|Rollout|\\w*List)\\b`).test(document)

/** @param {Manifest} manifest */
const isRollout = ({ kind, apiVersion, spec }) =>
  kind === 'Rollout' && /^argoproj\.io\//.test(apiVersion) && spec?.workloadRef !== undefined

/** A Deployment that has to become a Rollout. @param {Manifest} manifest */
function isWorkload({ kind, apiVersion, metadata, spec, $patch }) {
  const hooks = ['helm.sh/hook', 'argocd.argoproj.io/hook']
  const isHook = hooks.some(hook => metadata?.annotations?.[hook] !== undefined)
  const isWhole = spec?.template !== undefined && spec.$patch === undefined && $patch === undefined
  return kind === 'Deployment' && apiVersion === 'apps/v1' && isWhole && !isHook
}

/** @param {Manifest} manifest */
const identityOf = ({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name}`

/** What is wrong with how a run ended. @param {Outcome} outcome */
function* endingFaults({ exit, output, said }) {
  if (exit !== 0 && exit !== 1) yield `it ended with ${exit}: ${said.split('\n')[0]}`
  const isDiagnostic = /^(?:.+: (?:error|warning|info): .+ \[[a-z0-9-]+\]| {2}hint: .+)$/
  const odd = said.split('\n').find(line => line !== '' && !isDiagnostic.test(line))
  if (odd !== undefined) yield `no diagnostic: ${odd}`
  if (exit === 1 && !/: error: /.test(said)) yield 'exit 1 without an error'
  if (exit === 1 && output !== '') yield 'exit 1 with an output'
}

/** @param {string} document */
const startOf = document => JSON.stringify(document.slice(0, 80))

/** Only what is ours may change, and at the first stage nothing but new Rollouts comes. */
function* textFaults(/** @type {string} */ input, /** @type {string} */ output) {
  /** @param {string} text */
  const others = text => documents(text).filter(document => !isOurs(document))
  /** @param {readonly string[]} kept A last line gets its line break when something follows it. */
  const joined = kept => kept.join('').trimEnd()
  if (joined(others(input)) !== joined(others(output))) yield 'a document of others changed'
  if (!isFirstStage) return
  let found = 0
  const before = documents(input)
  for (const document of documents(output)) {
    const own = before[found] ?? ''
    if (document === own || document.trimEnd() === own.trimEnd()) found++
    else if (isListWithRollouts(own, document)) found++
    else if (!manifestsOf(document).every(isRollout)) yield `changed: ${startOf(document)}`
  }
  if (found < before.length) yield `lost or moved: ${startOf(before[found] ?? '')}`
}

/** Whether a list differs from what it was by new Rollouts only. */
function isListWithRollouts(/** @type {string} */ before, /** @type {string} */ after) {
  const known = manifestsOf(before)
  if (!/kind["']?\s*:\s*["']?\w*List\b/.test(before) || known.length === 0) return false
  const rollouts = known.filter(isRollout).map(identityOf)
  const isNew = (/** @type {Manifest} */ each) =>
    isRollout(each) && !rollouts.includes(identityOf(each))
  return isDeepStrictEqual(
    manifestsOf(after).filter(each => !isNew(each)),
    known
  )
}

/** What new Rollouts must say, and which Deployments must have one. */
function* contentFaults(/** @type {string} */ input, /** @type {Outcome} */ { output, said }) {
  const before = documents(input).flatMap(manifestsOf)
  const rollouts = documents(output).flatMap(manifestsOf).filter(isRollout)
  const known = new Set(before.filter(isRollout).map(identityOf))
  for (const rollout of rollouts.filter(each => !known.has(identityOf(each)))) {
    const { metadata, spec } = rollout
    const { apiVersion, kind, name } = spec.workloadRef
    const deployment = before.find(
      each => each.kind === 'Deployment' && identityOf(each) === identityOf(rollout)
    )
    const title = `Rollout ${metadata.name}`
    if (apiVersion !== 'apps/v1' || kind !== 'Deployment' || name !== metadata.name || !deployment)
      yield `${title} refers to ${kind} ${name}, which is not in the stream`
    else if (!isDeepStrictEqual(spec.selector, deployment['spec'].selector))
      yield `${title} has another selector than its Deployment`
    if (isFirstStage && spec.replicas !== 0) yield `${title} has ${spec.replicas} replicas`
    if (spec.template !== undefined) yield `${title} has a template`
  }
  const referred = new Set(
    rollouts.map(({ metadata, spec }) => `${metadata.namespace ?? ''}/${spec.workloadRef.name}`)
  )
  for (const deployment of before.filter(isWorkload)) {
    const name = deployment['metadata']?.name ?? ''
    const isNamed = said !== '' && said.includes(name)
    if (!referred.has(identityOf(deployment)) && !isNamed)
      yield `Deployment "${name}" neither has a Rollout nor is named in a diagnostic`
  }
}

/** The options past the first stage; undefined where a stream has not one Deployment. */
function optionsFor(/** @type {string} */ input) {
  if (isFirstStage) return []
  const manifests = documents(input).flatMap(manifestsOf)
  const [workload, second] = manifests.filter(({ kind }) => kind === 'Deployment')
  if (!workload || second) return undefined
  return ['--applier', 'helm3', '--replicas', String(workload['spec']?.replicas || 1)]
}

/** @typedef {'left out' | 'refused' | 'converted'} Verdict */

/** @param {string} file @returns {Promise<{ verdict: Verdict, faults: string[] }>} */
async function judge(file) {
  const input = readFileSync(file, 'latin1')
  const options = optionsFor(input)
  if (!options) return { verdict: 'left out', faults: [] }
  const outcome = await run(input, options)
  const faults = [...endingFaults(outcome)]
  if (outcome.exit !== 0) return { verdict: 'refused', faults }
  const { output } = outcome
  faults.push(...textFaults(input, output), ...contentFaults(input, outcome))
  const again = await run(output, options)
  if (again.exit !== 0 || again.output !== output) faults.push('converting twice changes it')
  return { verdict: 'converted', faults }
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter(entry => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

async function main(/** @type {string} */ folder) {
  const files = filesBelow(folder)
  const queue = files.values()
  const totals = { converted: 0, refused: 0, 'left out': 0, 'at fault': 0 }
  const work = async () => {
    for (const file of queue) {
      const { verdict, faults } = await judge(file)
      totals[verdict]++
      if (faults.length > 0) totals['at fault']++
      for (const fault of faults) console.log(`${file}: ${fault}`)
    }
  }
  await Promise.all([work(), work()])
  const counted = Object.entries(totals).map(([what, count]) => `${count} ${what}`)
  console.log(`${files.length} streams at ${stage}: ${counted.join(', ')}`)
  return totals['at fault'] > 0 ? 1 : 0
}

const [folder] = positionals
if (folder === undefined) console.error('usage: npm run test:corpora FOLDER [-- --stage STAGE]')
process.exitCode = folder === undefined ? 2 : await main(folder)
