// `npm run test:kills -- --kills N [--seed N] [--jobs N]`: kills every command that writes several
// files: at each rename, at any other change of the disk, and at any time.
// No file may be torn, and the same call again must leave all as one call alone would have.
import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' }
  }
})
const wanted = Number(values.kills)
const bin = join(import.meta.dirname, '../bin/rolloutify.mjs')
// In memory, where there is such: a kill is no loss of power.
const memory = '/dev/shm'
const top = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'rolloutify-kills-'))
process.on('exit', () => rmSync(top, { recursive: true, force: true }))

/** @param {string} name */
const web = name => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 4
  selector: {matchLabels: {app: ${name}}}
  template: {}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: ${name}-canary}
spec:
  strategy:
    canary:
      # steps:
      # - setWeight: 25
      # - pause: {}
`

/** @param {string} name */
const application = name => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}}
spec:
  source: {repoURL: 'https://example.com/shop', path: k8s}
`

/** @param {string} name */
const metric = name => `  ${name}:
    datadog:
      queries: {errors: 'sum:errors{service:${name},{{canary}}}.as_count()'}
      formula: errors
    fails: '> 5'
    every: 1m
    for: 10m
    window: 5m
    noData: inconclusive
`

const names = Array.from({ length: 10 }, (_, at) => `web-${at}`)
const start = join(top, 'start')
for (const folder of ['', 'below', 'below/more']) {
  mkdirSync(join(start, 'k8s', folder), { recursive: true })
  mkdirSync(join(start, 'apps', folder), { recursive: true })
  for (const name of names) {
    writeFileSync(join(start, 'k8s', folder, `${name}.yaml`), web(name))
    writeFileSync(join(start, 'apps', folder, `${name}.yaml`), application(name))
  }
}
writeFileSync(join(start, 'metrics.yaml'), `metrics:\n${names.map(metric).join('')}`)

const canaries = names.flatMap(name => ['--workload', `${name}-canary`])
const next = ['migrate', 'next', '--unverified', '--write', 'k8s']
const on = ['steps', 'on', '--write', ...canaries, 'k8s']

/**
 * What is killed, and what is done before.
 * @type {{ args: string[], before?: string[][], isMove?: boolean }[]}
 */
const calls = [
  { args: ['convert', '--write', '--stage', 'introduce-rollout', 'k8s'] },
  { args: ['convert', '--stage', 'introduce-rollout', '--out', 'made', 'k8s'] },
  { args: on },
  { args: ['steps', 'off', '--write', ...canaries, 'k8s'], before: [on] },
  { args: ['steps', 'use', 'timed', '--write', ...canaries, 'k8s'] },
  { args: next, isMove: true },
  { args: next, before: [next, next], isMove: true },
  {
    args: ['migrate', 'back', '--unverified', '--write', 'k8s'],
    before: [next, next, next],
    isMove: true
  },
  {
    args: ['migrate', 'abort', '--unverified', '--write', 'k8s'],
    before: [next, next, next],
    isMove: true
  },
  { args: ['migrate', 'plan', '--out', 'plan', 'k8s'] },
  { args: ['datadog', '--config', 'metrics.yaml', '--out', 'templates'] },
  { args: ['argocd', 'ignore', '--write', 'apps'] }
]

/** All files below a folder, by their paths. @param {string} folder */
function filesIn(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
  return new Map(
    paths.sort().map(path => [path.slice(folder.length + 1), readFileSync(path, 'utf8')])
  )
}

/** @param {Map<string, string>} a @param {Map<string, string>} b */
const isSame = (a, b) => a.size === b.size && [...a].every(([path, text]) => b.get(path) === text)

let random = Number(values.seed)
/** A number below another, the same on every run. @param {number} below */
const chance = below => {
  random = (random * 69069 + 12345) % 2 ** 31
  return Math.floor((random / 2 ** 31) * below)
}

/** Counts how a process changes the disk, and has it kill itself at one of these calls. */
const atChange = `data:text/javascript,${encodeURIComponent(`
import fs from 'node:fs'
const counts = { renames: 0, changes: 0 }
const { KILL_AT_RENAME, KILL_AT_CHANGE, COUNT_TO } = process.env
const count = (what, at) => {
  if (String(counts[what]++) === at) process.kill(process.pid, 'SIGKILL')
}
const isOurs = {
  openSync: (path, flags) => flags === 'wx',
  writeSync: descriptor => descriptor > 2,
  fchmodSync: () => true, fsyncSync: () => true, linkSync: () => true,
  mkdirSync: () => true, renameSync: () => true, rmSync: () => true
}
for (const [name, isChange] of Object.entries(isOurs)) {
  const original = fs[name]
  fs[name] = (...args) => {
    if (isChange(...args)) count('changes', KILL_AT_CHANGE)
    if (name === 'renameSync') count('renames', KILL_AT_RENAME)
    return original(...args)
  }
}
const { writeFileSync } = fs
if (COUNT_TO) process.on('exit', () => writeFileSync(COUNT_TO, JSON.stringify(counts)))
`)}`

/**
 * Runs a command; after some milliseconds, if any, it is killed.
 * @param {string} folder @param {string[]} args
 * @param {{ env?: Record<string, string>, delay?: number }} [end]
 * @returns {Promise<{ status: number | null, signal: string | null, said: string }>}
 */
async function run(folder, args, { env, delay } = {}) {
  const child = spawn(process.execPath, [...(env ? ['--import', atChange] : []), bin, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env }
  })
  let said = ''
  child.stderr.on('data', chunk => (said += chunk))
  const timer = delay === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), delay)
  return new Promise(done =>
    child.on('close', (status, signal) => {
      clearTimeout(timer)
      done({ status, signal, said })
    })
  )
}

/** What a call does when nobody kills it. @param {(typeof calls)[number]} call @param {number} at */
async function unharmed({ args, before = [], isMove = false }, at) {
  const from = join(top, `from-${at}`)
  cpSync(start, from, { recursive: true })
  for (const each of before) await succeed(from, each)
  const folder = join(top, `plain-${at}`)
  cpSync(from, folder, { recursive: true })
  const began = performance.now()
  await succeed(folder, args, { COUNT_TO: join(top, `counts-${at}`) })
  const usual = performance.now() - began
  /** @type {{ renames: number, changes: number }} */
  const counts = JSON.parse(readFileSync(join(top, `counts-${at}`), 'utf8'))
  if (counts.renames < names.length) throw new Error(`${args.join(' ')} renames too little`)
  return { args, isMove, from, usual, counts, before: filesIn(from), after: filesIn(folder) }
}

/** @param {string} folder @param {string[]} args @param {Record<string, string>} [env] */
async function succeed(folder, args, env) {
  const { status, said } = await run(folder, args, env ? { env } : {})
  if (status !== 0) throw new Error(`${args.join(' ')}: ${said}`)
}

const figures = { kills: 0, torn: 0, left: 0, wrong: 0, finished: 0, mixed: 0 }
/** @type {Awaited<ReturnType<typeof unharmed>>[]} */
const plain = []
for (const [at, call] of calls.entries()) plain.push(await unharmed(call, at))

/** When a call is killed: at each rename in turn, at any change, at any time. @param {number} round */
function endOf(round) {
  const { usual, counts } = plain[round % plain.length] ?? { usual: 0, counts: undefined }
  const turn = Math.floor(round / plain.length)
  const way = turn % 3
  if (way === 2) return { delay: chance(usual * 1.2) }
  if (way === 1) return { env: { KILL_AT_CHANGE: String(chance(counts?.changes ?? 0)) } }
  return { env: { KILL_AT_RENAME: String(Math.floor(turn / 3) % (counts?.renames ?? 1)) } }
}

/** @param {number} round @param {number} job */
async function kill(round, job) {
  const call = plain[round % plain.length]
  if (!call) return
  const { args, isMove, before, after } = call
  const folder = join(top, `killed-${job}`)
  rmSync(folder, { recursive: true, force: true })
  cpSync(call.from, folder, { recursive: true })
  const end = endOf(round)
  const { signal } = await run(folder, args, end)
  if (signal !== 'SIGKILL') return
  figures.kills++
  if (figures.kills % 50 === 0) console.log(`${figures.kills} kills`)
  const found = filesIn(folder)
  const killed = new Map([...found].filter(([path]) => !path.includes('.rolloutify-')))
  const isTorn = [...killed].some(
    ([path, text]) => text !== before.get(path) && text !== after.get(path)
  )
  if (isTorn) figures.torn++
  if (!isSame(killed, before) && !isSame(killed, after)) figures.mixed++
  // A move that was whole when it was killed is not to be made twice.
  if (!isMove || !isSame(found, after)) {
    const { status, said } = await run(folder, args)
    if (said.includes('[write-finished]')) figures.finished++
    if (status !== 0) console.error(args.join(' '), said)
  }
  const repaired = filesIn(folder)
  const isLeft = [...repaired.keys()].some(path => path.includes('.rolloutify-'))
  if (isLeft) figures.left++
  const odd = [...new Set([...repaired.keys(), ...after.keys()])].find(
    path => repaired.get(path) !== after.get(path)
  )
  if (odd === undefined) return
  figures.wrong++
  console.error(
    `${args.join(' ')}: ${JSON.stringify(end)}: ${odd} is wrong after the same call again`
  )
}

let round = 0
/** @param {number} job */
async function work(job) {
  while (figures.kills < wanted) await kill(round++, job)
}
await Promise.all(Array.from({ length: Number(values.jobs) }, (_, job) => work(job)))
console.log(figures)
const failures = figures.torn + figures.left + figures.wrong
console.log(`${figures.kills} kills, ${failures} failures`)
process.exitCode = failures === 0 ? 0 : 1
