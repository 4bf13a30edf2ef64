// `npm run test:kills -- --kills N`: kills commands that write, at random and while they rename.
// No file may be torn, and the same call again must leave all as one call alone would have.
import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  watch,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } }
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

const names = Array.from({ length: 40 }, (_, at) => `web-${at}`)
const start = join(top, 'start')
for (const folder of ['', 'below', 'below/more']) {
  mkdirSync(join(start, 'k8s', folder), { recursive: true })
  for (const name of names) writeFileSync(join(start, 'k8s', folder, `${name}.yaml`), web(name))
}

const commands = [
  ['convert', '--write', '--stage', 'introduce-rollout', 'k8s'],
  ['convert', '--stage', 'introduce-rollout', '--out', 'made', 'k8s'],
  ['steps', 'on', '--write', ...names.flatMap(name => ['--workload', `${name}-canary`]), 'k8s'],
  ['migrate', 'next', '--write', 'k8s'],
  ['migrate', 'plan', '--out', 'plan', 'k8s']
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

/** @param {string} folder @param {string[]} args */
const run = (folder, args) =>
  spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' })

/** @param {Map<string, string>} a @param {Map<string, string>} b */
const isSame = (a, b) => a.size === b.size && [...a].every(([path, text]) => b.get(path) === text)

let random = Number(values.seed)
/** A number below another, the same on every run. @param {number} below */
const chance = below => {
  random = (random * 1103515245 + 12345) % 2 ** 31
  return Math.floor((random / 2 ** 31) * below)
}

/** Has a process kill itself at a rename. */
const atRename = `data:text/javascript,${encodeURIComponent(`
import fs from 'node:fs'
let count = 0
const rename = fs.renameSync
fs.renameSync = (...args) => {
  if (count++ === Number(process.env.KILL_AT)) process.kill(process.pid, 'SIGKILL')
  return rename(...args)
}`)}`

/**
 * Runs a command and kills it: at any time, or a moment after its first temporary file or its journal.
 * @param {string} folder @param {string[]} args @param {number} usual
 */
async function kill(folder, args, usual) {
  const isAtRename = chance(2) === 0
  const child = spawn(
    process.execPath,
    [...(isAtRename ? ['--import', atRename] : []), bin, ...args],
    {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, KILL_AT: String(chance(120)) }
    }
  )
  const sight = isAtRename ? 'never' : (['', '.tmp', '.journal', '.journal'][chance(4)] ?? '')
  const delay = sight === '' ? chance(usual * 1.2) : chance(sight === '.tmp' ? 60 : 8)
  const timers = []
  const end = () => timers.push(setTimeout(() => child.kill('SIGKILL'), delay))
  const watcher = watch(folder, { recursive: true }, (_, name) => {
    if (sight !== '' && timers.length === 0 && name?.endsWith(sight)) end()
  })
  if (sight === '') end()
  const signal = await new Promise(done => child.on('close', (_, name) => done(name)))
  watcher.close()
  timers.forEach(clearTimeout)
  return signal === 'SIGKILL'
}

const before = filesIn(start)
const plain = commands.map((args, at) => {
  const folder = join(top, `plain-${at}`)
  cpSync(start, folder, { recursive: true })
  const began = performance.now()
  const { status, stderr } = run(folder, args)
  if (status !== 0) throw new Error(stderr)
  return { after: filesIn(folder), usual: performance.now() - began }
})

const figures = { kills: 0, torn: 0, left: 0, wrong: 0, finished: 0, mixed: 0 }
for (let round = 0; figures.kills < wanted; round++) {
  const args = commands[round % commands.length] ?? []
  const { after, usual } = plain[round % commands.length] ?? { after: before, usual: 0 }
  const folder = join(top, 'killed')
  rmSync(folder, { recursive: true, force: true })
  cpSync(start, folder, { recursive: true })
  if (!(await kill(folder, args, usual))) continue
  figures.kills++
  if (figures.kills % 50 === 0) console.log(`${figures.kills} kills`)
  const killed = new Map([...filesIn(folder)].filter(([path]) => !path.includes('.rolloutify-')))
  const isTorn = [...killed].some(
    ([path, text]) => text !== before.get(path) && text !== after.get(path)
  )
  if (isTorn) figures.torn++
  if (!isSame(killed, before) && !isSame(killed, after)) figures.mixed++
  // What was whole when it was killed is not to be done twice.
  if (args[0] !== 'migrate' || args[1] === 'plan' || !isSame(filesIn(folder), after)) {
    const { status, stderr } = run(folder, args)
    if (stderr.includes('[write-finished]')) figures.finished++
    if (status !== 0) console.error(args.join(' '), stderr)
  }
  const repaired = filesIn(folder)
  if ([...repaired.keys()].some(path => path.includes('.rolloutify-'))) figures.left++
  if (!isSame(repaired, after)) {
    figures.wrong++
    const odd = [...new Set([...repaired.keys(), ...after.keys()])].find(
      path => repaired.get(path) !== after.get(path)
    )
    console.error(`${args.join(' ')}: ${odd} is wrong after the same call again`)
  }
}
console.log(figures)
const failures = figures.torn + figures.left + figures.wrong
console.log(`${figures.kills} kills, ${failures} failures`)
process.exitCode = failures === 0 ? 0 : 1
