// `npm run bench`: what bin/rolloutify.mjs costs, as ratios of one run on one machine. With
// `-- --write` it also writes docs/performance.md.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import yaml from 'js-yaml'
import { median, medians, output, peakMemory } from './measure.mjs'
import { findProgram, library, nodes, openApi } from './peers.mjs'
import { format, note, row, section, writePage } from './rows.mjs'
import { scopes } from './scopes.mjs'
import { writeSettled } from './status.mjs'
import { autoscaler, crumbs, deployment, fleet, mixed, ours, release, service } from './streams.mjs'

const root = join(import.meta.dirname, '..')
const work = mkdtempSync(join(tmpdir(), 'rolloutify-bench-'))
const stage = 'introduce-rollout'
const nothing = { command: [process.execPath, '-e', '0'] }

/** Our whole command line, in a folder without a configuration. @param {string} text */
const rolloutify = text => ({
  command: [process.execPath, join(root, 'bin/rolloutify.mjs'), '--stage', stage],
  input: Buffer.from(text),
  cwd: work
})

/** @param {number} time */
const ms = time => `${format(time)} ms`
const megabyte = 1e6

async function usualRelease() {
  const text = release()
  writeFileSync(emptyModule, '')
  const configured = join(work, 'configured')
  mkdirSync(configured)
  writeFileSync(
    join(configured, 'rolloutify.yaml'),
    `argoRollouts: "1.9"\napplier: helm3\nworkloads:\n  - name: component-*\n    stage: ${stage}\n`
  )
  for (const node of [process.execPath, ...nodes()]) {
    await releaseWith(node, { text, configured })
  }
  const peak = await peakMemory(rolloutify(text))
  const size = `a release of ${Math.round(text.length / 1000)} kB`
  if (peak !== undefined) row(`memory for ${size}`, '', { value: peak / megabyte, unit: 'MB' })
}

const emptyModule = join(work, 'empty.mjs')

/**
 * A release with one Node.
 * @param {string} node
 * @param {{ text: string, configured: string }} release
 */
async function releaseWith(node, { text, configured }) {
  const { command, ...rest } = rolloutify(text)
  const ours = { ...rest, command: [node, ...command.slice(1)] }
  const { bare, empty, plain, withConfig } = await medians(
    {
      bare: { command: [node, '-e', '0'] },
      empty: { command: [node, emptyModule] },
      plain: ours,
      withConfig: { ...ours, cwd: configured }
    },
    41
  )
  const version = (await output({ command: [node, '--version'] })).trim()
  row(`without a configuration, Node ${version} / node -e 0`, `${ms(plain)} / ${ms(bare)}`, {
    value: plain / bare,
    goal: ['≤', 1.3]
  })
  row('  with a configuration', `${ms(withConfig)} / ${ms(bare)}`, {
    value: withConfig / bare,
    goal: ['≤', 1.6]
  })
  row('  of it: an empty module', `${ms(empty)} / ${ms(bare)}`, { value: empty / bare })
}

const releases = 100

/** A helmfile's releases, each of them rendered by Helm, with the filter behind it and without. */
async function throughHelmfile() {
  const [helmfile, helm] = [await findProgram('helmfile'), await findProgram('helm3')]
  if (helmfile === undefined || helm === undefined) return
  const chart = join(work, 'chart')
  mkdirSync(join(chart, 'templates'), { recursive: true })
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\n')
  const objects = deployment('web') + autoscaler('web') + service('web')
  writeFileSync(join(chart, 'templates/web.yaml'), objects)
  const postRenderer = [
    `    postRenderer: ${join(root, 'bin/rolloutify.mjs')}`,
    `    postRendererArgs: [--stage, ${stage}]`
  ]
  /** @param {string} name @param {readonly string[]} lines */
  const program = (name, lines) => {
    const file = join(work, name)
    const own = Array.from({ length: releases }, (_, at) =>
      [`  - name: web-${at}`, `    chart: ${chart}`, ...lines].join('\n')
    )
    writeFileSync(file, `releases:\n${own.join('\n')}\n`)
    const command = [helmfile, '--quiet', '--helm-binary', helm, '--file', file]
    return { command: [...command, 'template', '--skip-deps'], cwd: work }
  }
  const programs = {
    without: program('without.yaml', []),
    within: program('within.yaml', postRenderer)
  }
  const { without, within } = await medians(programs, 3)
  row(`${releases} releases with us / without`, `${ms(within)} / ${ms(without)}`, {
    value: within / without
  })
  row('  for each release', '', { value: (within - without) / releases, unit: 'ms' })
}

const count = 1000
const load = `require('js-yaml').loadAll(require('fs').readFileSync(0, 'utf8'))`

/** Against what reads or changes the same text. */
async function manyWorkloads() {
  const text = fleet(count)
  const own = rolloutify(text)
  const jsYaml = { command: [process.execPath, '-e', load], input: own.input, cwd: root }
  const times = await medians({ bare: nothing, own, jsYaml }, 9)
  const net = times.own - times.bare
  const size = `${count} Deployments + ${count} HPAs`
  row(`${size}: js-yaml loads / we convert`, `${ms(times.jsYaml)} / ${ms(times.own)}`, {
    value: times.jsYaml / times.own,
    goal: ['≥', 1]
  })
  row('  the same without the start of node', `${ms(times.jsYaml - times.bare)} / ${ms(net)}`, {
    value: (times.jsYaml - times.bare) / net,
    goal: ['≥', 1]
  })
  await inProcess(text)
  await againstYq(text, times.own)
  await againstKustomize(text, times.own)
  await memoryRow(own)
}

/** Once both are compiled, as in a long-lived process. @param {string} text */
async function inProcess(text) {
  const { convert } = await library()
  const bytes = Buffer.from(text)
  /** @param {() => unknown} work */
  const timed = work => {
    const start = performance.now()
    work()
    return performance.now() - start
  }
  const rounds = Array.from({ length: 9 }, () => ({
    own: timed(() => convert(bytes, { stage })),
    jsYaml: timed(() => yaml.loadAll(bytes.toString('utf8')))
  }))
  const own = median(rounds.map(round => round.own))
  const jsYaml = median(rounds.map(round => round.jsYaml))
  row('  the same as libraries, warm', `${ms(jsYaml)} / ${ms(own)}`, { value: jsYaml / own })
}

/** @param {string} text @param {number} own */
async function againstYq(text, own) {
  const program = await findProgram('yq')
  if (program === undefined) return
  const change = '(select(.kind == "Deployment") | .spec.replicas) = 0'
  const { yq } = await medians({ yq: { command: [program, change], input: Buffer.from(text) } }, 3)
  row('  yq changes a field in each Deployment / we convert', `${ms(yq)} / ${ms(own)}`, {
    value: yq / own,
    goal: ['≥', 5]
  })
}

/** @param {string} text @param {number} own */
async function againstKustomize(text, own) {
  const program = await findProgram('kubectl')
  if (program === undefined) return
  const folder = join(work, 'kustomize')
  mkdirSync(folder)
  writeFileSync(join(folder, 'manifests.yaml'), text)
  writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [manifests.yaml]\n')
  const { build } = await medians({ build: { command: [program, 'kustomize', folder] } }, 1)
  row('  kubectl kustomize builds / we convert', `${ms(build)} / ${ms(own)}`, {
    value: build / own,
    goal: ['≥', 100]
  })
}

async function largeStreams() {
  /** @type {Map<number, number>} */
  const perByte = new Map()
  for (const size of [15, 30, 60]) {
    const program = rolloutify(mixed(size * megabyte))
    perByte.set(size, await throughput(`a mixed stream of ${size} MB`, program, 5))
    if (size === 60) await memoryRow(program)
    if (size === 60) await copied(program)
  }
  const value = (perByte.get(60) ?? NaN) / (perByte.get(15) ?? NaN)
  row('time per byte: 60 MB / 15 MB', 'both net', { value, goal: ['≤', 1.25] })
  const all = rolloutify(ours(60 * megabyte))
  await throughput('60 MB of nothing but Deployments + HPAs', all, 3)
  await memoryRow(all)
  const small = rolloutify(crumbs(100_000))
  await throughput('100,000 documents of a few lines', small, 5)
  await memoryRow(small)
}

/**
 * Two rows; gives the net time per byte.
 * @param {string} what
 * @param {import('./measure.mjs').Program & { input: Buffer }} own
 * @param {number} rounds
 */
async function throughput(what, own, rounds) {
  const { bare, whole } = await medians({ bare: nothing, whole: own }, rounds)
  const rate = (/** @type {number} */ time) => own.input.length / megabyte / (time / 1000)
  const result = { goal: /** @type {['≥', number]} */ (['≥', 100]), unit: 'MB/s' }
  row(what, ms(whole), { value: rate(whole), ...result })
  row('  the same without the start of node', ms(whole - bare), {
    value: rate(whole - bare),
    ...result
  })
  return (whole - bare) / own.input.length
}

/** What Node alone takes for a stream. @param {import('./measure.mjs').Program & { input: Buffer }} own */
async function copied(own) {
  const copy = `process.stdout.write(require('fs').readFileSync(0))`
  const program = { ...own, command: [process.execPath, '-e', copy] }
  const { time } = await medians({ time: program }, 5)
  row('  of it: node that hands it on', ms(time), {
    value: own.input.length / megabyte / (time / 1000),
    unit: 'MB/s'
  })
  await memoryRow(program, '  of it: memory of node that hands it on / input')
}

/**
 * @param {import('./measure.mjs').Program & { input: Buffer }} own
 * @param {string} [what]
 */
async function memoryRow(own, what) {
  const [bare, peak] = [await peakMemory(nothing), await peakMemory(own)]
  if (peak === undefined || bare === undefined) return
  const size = own.input.length
  const measured = `${Math.round(peak / megabyte)} MB, of it node ${Math.round(bare / megabyte)} MB`
  const goal =
    size > 50 * megabyte && what === undefined ? /** @type {['≤', number]} */ (['≤', 3]) : undefined
  row(what ?? `  memory / input (${format(size / megabyte)} MB)`, measured, {
    value: peak / size,
    ...(goal ? { goal } : {})
  })
}

/** Files of a repository, each with one object or the values of a chart. */
async function manyFiles() {
  const layouts = { 'a folder for each four': 1, 'all in one folder': 10_000 }
  for (const [layout, apart] of Object.entries(layouts)) {
    /** @type {Map<number, number>} */
    const perByte = new Map()
    for (const files of [2500, 10_000]) {
      const folder = join(work, `check-${files}-${apart}`)
      const size = writeFiles(folder, files, apart)
      const command = [process.execPath, join(root, 'bin/rolloutify.mjs'), 'check', '--quiet', '.']
      const own = { command, cwd: folder }
      const { bare, whole } = await medians({ bare: nothing, whole: own }, 5)
      perByte.set(files, (whole - bare) / size)
      row(`check of ${files} files, ${layout}`, ms(whole), {
        value: size / megabyte / (whole / 1000),
        unit: 'MB/s'
      })
      if (files === 10_000) {
        await againstCheckers(folder, own)
        const peak = await peakMemory(own)
        const measured = `${Math.round((peak ?? 0) / megabyte)} MB`
        if (peak !== undefined) row('  memory / files', measured, { value: peak / size })
      }
    }
    const value = (perByte.get(10_000) ?? NaN) / (perByte.get(2500) ?? NaN)
    row('  time per byte: 10,000 files / 2,500 files', 'both net', { value, goal: ['≤', 1.25] })
  }
}

const kinds = {
  'deployment-apps-v1': 'apps.v1.Deployment',
  'service-v1': 'core.v1.Service',
  'horizontalpodautoscaler-autoscaling-v2': 'autoscaling.v2.HorizontalPodAutoscaler'
}

/** The schemas of Kubernetes as kubeconform takes them, in a folder. */
async function schemas() {
  const folder = join(work, 'schemas')
  mkdirSync(folder, { recursive: true })
  const { definitions } = await openApi()
  definitions['io.k8s.apimachinery.pkg.util.intstr.IntOrString'].type = ['string', 'integer']
  writeFileSync(join(folder, 'all.json'), JSON.stringify({ definitions }))
  for (const [file, name] of Object.entries(kinds)) {
    const $ref = `all.json#/definitions/io.k8s.api.${name}`
    writeFileSync(join(folder, `${file}.json`), JSON.stringify({ $ref }))
  }
  return join(folder, '{{.ResourceKind}}{{.KindSuffix}}.json')
}

/**
 * Beside what else checks manifests; values of charts are not for them.
 * @param {string} folder
 * @param {import('./measure.mjs').Program} own
 */
async function againstCheckers(folder, own) {
  const [kubeconform, kubeScore] = [
    await findProgram('kubeconform'),
    await findProgram('kubeScore')
  ]
  const anyway = 'find . -name "*.yaml" ! -name "*-values.yaml" | xargs -n 20000 "$0" score || :'
  const programs = {
    own,
    ...(kubeconform && {
      kubeconform: {
        command: [
          kubeconform,
          '-schema-location',
          await schemas(),
          '-ignore-filename-pattern',
          '-values',
          '.'
        ],
        cwd: folder
      }
    })
  }
  const times = await medians(programs, 3)
  if (kubeconform) {
    row('  kubeconform with schemas / check', `${ms(times.kubeconform)} / ${ms(times.own)}`, {
      value: times.kubeconform / times.own,
      goal: ['≥', 1]
    })
  }
  if (!kubeScore) return
  const scoring = { command: ['sh', '-c', anyway, kubeScore], cwd: folder }
  // It takes many times as long, so once is enough.
  const { score } = await medians({ score: scoring }, 1)
  row('  kube-score / check', `${ms(score)} / ${ms(times.own)}`, { value: score / times.own })
}

const values = `canary:
  steps:
    - setWeight: 25
    - pause: {}
    - setWeight: 100
`

/**
 * Writes files, four for an application, and gives their size.
 * @param {string} folder
 * @param {number} files
 * @param {number} together how many applications share a folder
 */
function writeFiles(folder, files, together) {
  let size = 0
  for (let at = 0; at < files / 4; at++) {
    const own = join(folder, String(Math.floor(at / together)))
    mkdirSync(own, { recursive: true })
    const name = `app-${at}`
    const texts = {
      deployment: deployment(name),
      hpa: autoscaler(name),
      service: service(name),
      values
    }
    for (const [kind, text] of Object.entries(texts)) {
      writeFileSync(join(own, `${name}-${kind}.yaml`), text)
      size += text.length
    }
  }
  return size
}

/** The status of a fleet in its migration, with a snapshot of it. */
async function fleetStatus() {
  /** @type {Record<string, import('./measure.mjs').Program>} */
  const programs = {}
  for (const workloads of [500, 1000]) {
    const cwd = join(work, `status-${workloads}`)
    writeSettled(cwd, workloads)
    const args = ['migrate', 'status', '--live', 'snapshot.json']
    programs[workloads] = {
      command: [process.execPath, join(root, 'bin/rolloutify.mjs'), ...args],
      cwd
    }
  }
  const times = await medians({ bare: nothing, ...programs }, 5)
  const net = (/** @type {number} */ workloads) => (times[workloads] ?? NaN) - (times.bare ?? NaN)
  row('migrate status of 500 workloads, beyond the start of node', '', {
    value: net(500) / 1000,
    goal: ['≤', 1],
    unit: 's'
  })
  const measured = 'both net of the start of node'
  row('  time: 1,000 / 500 workloads', measured, { value: net(1000) / net(500), goal: ['≤', 2.5] })
}

/** The proof of whole plans, there and back. */
async function proofs() {
  const text = fleet(1)
  for (const { pods, most } of [
    { pods: 8, most: 2 },
    { pods: 100, most: 5 }
  ]) {
    const percents = '25,50,75,100'
    const program = join(root, 'bin/rolloutify.mjs')
    const args = ['--applier', 'helm3', '--percents', percents, '--replicas', String(pods)]
    const own = {
      command: [process.execPath, program, 'simulate', ...args],
      input: Buffer.from(text.replace(/maxReplicas: \d+/, 'maxReplicas: 400')),
      cwd: work
    }
    const { bare, proof } = await medians({ bare: nothing, proof: own }, 3)
    row(`the proof of a plan for ${pods} pods, percents ${percents}`, `${ms(bare)} is node`, {
      value: proof / 1000,
      goal: ['≤', most],
      unit: 's'
    })
    const states = await statesOf({ ...own, command: [...own.command, '--format', 'json'] })
    const net = (proof - bare) / 1000
    row('  states a second', `${states} states`, { value: states / net, unit: '/s' })
    const peak = await peakMemory(own)
    if (peak === undefined) continue
    row('  its memory', '', { value: peak / megabyte, goal: ['≤', 500], unit: 'MB' })
  }
}

/** @param {import('./measure.mjs').Program} program */
async function statesOf(program) {
  const rows = JSON.parse(await output(program))
  return rows.reduce((/** @type {number} */ sum, /** @type {any} */ { states }) => sum + states, 0)
}

/** A plan for a quarter of the workloads, and for all. */
async function plans() {
  /** @type {Record<string, import('./measure.mjs').Program>} */
  const programs = {}
  for (const workloads of [count / 4, count]) {
    const out = join(work, `plan-${workloads}`)
    const args = ['migrate', 'plan', '--applier', 'helm3', '--out', out]
    const names = fleet(workloads).matchAll(/kind: Deployment\nmetadata:\n  name: (\S+)/g)
    const pods = [...names].flatMap(([, name]) => ['--replicas', `${name}=8`])
    programs[workloads] = {
      command: [process.execPath, join(root, 'bin/rolloutify.mjs'), ...args, ...pods],
      input: Buffer.from(fleet(workloads)),
      cwd: work
    }
  }
  const times = await medians({ bare: nothing, ...programs }, 1)
  const net = (/** @type {number} */ workloads) => (times[workloads] ?? NaN) - (times.bare ?? NaN)
  row(`migrate plan of ${count} workloads, with its proof`, '', {
    value: (times[count] ?? NaN) / 1000,
    goal: ['≤', 5],
    unit: 's'
  })
  row(`  time per workload: ${count} / ${count / 4}`, ms(times[count] ?? NaN), {
    value: net(count) / net(count / 4) / 4,
    goal: ['≤', 1.25]
  })
  const peak = await peakMemory(programs[count] ?? nothing)
  if (peak !== undefined) row('  its memory', '', { value: peak / megabyte, unit: 'MB' })
}

/** What a stranger may make long: the costs of budgets, and of four times the text. */
async function longFields() {
  /** @type {[string, string[], (n: number) => string][]} */
  const fields = [
    [
      'commented blocks',
      ['steps', 'status'],
      canaryWith('      # steps:\n      # - setWeight: 5\n')
    ],
    ['empty steps', ['steps', 'status'], canaryWith('      steps:\n      # - setWeight: 5\n')],
    ['commented documents', ['steps', 'status'], commentedDocuments],
    [
      'comments that ignore',
      ['check'],
      canaryWith('      # rolloutify-ignore invalid-weight why\n')
    ]
  ]
  for (const [what, call, textOf] of fields) await fourTimes(what, call, { textOf, few: 4000 })
  for (const [what, textOf] of Object.entries(scopes))
    await fourTimes(what, ['check'], { textOf, few: 1000 })
}

/**
 * What four times as many of something cost.
 * @param {string} what
 * @param {readonly string[]} call
 * @param {{ textOf: (n: number) => string, few: number }} text
 */
async function fourTimes(what, call, { textOf, few }) {
  const program = join(root, 'bin/rolloutify.mjs')
  const command = [process.execPath, '-e', runAnyway, program, ...call, '-']
  const programOf = (/** @type {number} */ n) => ({
    command,
    input: Buffer.from(textOf(n)),
    cwd: work
  })
  const many = 4 * few
  const programs = { bare: nothing, small: programOf(few), large: programOf(many) }
  const { bare, small, large } = await medians(programs, 1)
  const [more, less] = [many, few].map(count => count.toLocaleString('en'))
  row(`${more} ${what} / ${less}`, `${ms(large)} / ${ms(small)}`, {
    value: (large - bare) / (small - bare),
    goal: ['≤', 6]
  })
}

/** Runs a program that may say no. */
const runAnyway = `
const { spawnSync } = require('node:child_process')
spawnSync(process.execPath, process.argv.slice(1), { stdio: ['inherit', 'pipe', 'ignore'] })`

/** @param {string} lines */
const canaryWith = lines => (/** @type {number} */ n) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec:\n  strategy:\n    canary:\n${lines.repeat(n)}`

/** @param {number} n */
const commentedDocuments = n =>
  `---\n${canaryWith('      steps:\n      - setWeight: 5\n')(1)}`
    .replace(/^(?=.)/gm, '# ')
    .repeat(n)

/** What is measured, by the title that it has on the page. */
const parts = {
  'A release, as Helm gives it to the filter': async () => {
    await usualRelease()
    note(
      'What is left is spread: in profiles of a release without a configuration on Node 22, a tenth each went to V8 for reading the code cache and for garbage collection, and no function of ours took more than a thirtieth. Node 22 and 24 start by a snapshot in half the time of Node 20, so the same work counts twice there.'
    )
  },
  'The releases of a helmfile': throughHelmfile,
  'Many workloads in one stream': async () => {
    await manyWorkloads()
    note(
      'In profiles no function of ours took a tenth, and garbage collection took a sixth. The row of warm libraries shows the same work once V8 has compiled it: what is between the two is code that runs for the first time.'
    )
  },
  'Large streams': async () => {
    await largeStreams()
    note(
      'The input is held once, as bytes. What comes on top are the texts and nodes of Deployments, autoscalers and Rollouts, which are kept until all are read: an autoscaler may stand behind its Deployment anywhere in the stream.'
    )
  },
  'The files of a repository': manyFiles,
  'Plans and their proof': async () => {
    await plans()
    await fleetStatus()
    await proofs()
  },
  'What a stranger may make long': longFields
}

try {
  for (const [title, measure] of Object.entries(parts)) {
    section(title)
    await measure()
  }
  if (process.argv.includes('--write')) writePage(root)
} finally {
  rmSync(work, { recursive: true })
}
