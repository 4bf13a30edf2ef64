import { parseArgs } from 'node:util'
import { isLevel, levels } from '../check/levels.ts'
import type { Level } from '../check/levels.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import type { Disturbance } from '../simulate/change.ts'
import { appliers, argumentsPlace, arePercents } from '../settings.ts'
import type { Applier } from '../settings.ts'
import { wrongOption } from './problems.ts'

/** The options that there are: what they take, and their line of help. */
export const options = {
  config: {
    type: 'string',
    value: 'FILE',
    help: 'the configuration; else $ROLLOUTIFY_CONFIG, else rolloutify.yaml, else none'
  },
  stage: { type: 'string', value: 'STAGE', help: 'bring all that is selected to this stage' },
  replicas: {
    type: 'string',
    multiple: true,
    value: '[NAME=]N',
    help: 'the pods to keep Ready through the migration'
  },
  percents: {
    type: 'string',
    value: '25,100',
    help: "the Rollout's pods by stages, in percent of N; the last is 100"
  },
  namespace: { type: 'string', value: 'NS', help: 'the namespace of manifests that name none' },
  release: {
    type: 'string',
    value: 'NAME',
    help: "the Helm release, for the configuration's entries"
  },
  workload: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    help: 'only this workload; may be repeated'
  },
  applier: {
    type: 'string',
    value: 'NAME',
    help: 'argocd, argocd-server-side, helm3, helm4 or kubectl'
  },
  write: { type: 'boolean', value: '', help: 'change the files in place' },
  out: { type: 'string', value: 'DIR', help: 'write the files below this folder' },
  diff: { type: 'boolean', value: '', help: 'print a unified diff' },
  check: { type: 'boolean', value: '', help: 'print nothing; exit 1 if something would change' },
  live: {
    type: 'string',
    value: 'SNAPSHOT',
    help: 'what `kubectl get deploy,rollout,hpa,rs -o json` printed'
  },
  unverified: {
    type: 'boolean',
    value: '',
    help: 'move without a snapshot: you have looked for yourself'
  },
  'drop-replicas': {
    type: 'boolean',
    value: '',
    help: 'on the way back, take the pinned replicas out too'
  },
  'replicas-ignored': {
    type: 'boolean',
    value: '',
    help: "the applier leaves the Rollout's replicas to the autoscaler, as replicasIgnored says"
  },
  from: {
    type: 'string',
    value: 'FILE|DIR',
    help: 'the manifests before; for simulate also a stage, for check also a git revision'
  },
  to: { type: 'string', value: 'FILE|DIR', help: 'the manifests after, or the name of a stage' },
  disturb: {
    type: 'string',
    value: 'WHAT',
    help: 'image-change, unready-pods or both, with a comma between: may happen at any moment'
  },
  canary: { type: 'boolean', value: '', help: 'the pods at each canary step' },
  format: {
    type: 'string',
    value: 'FORMAT',
    help: 'how it is printed: text or json; by check also sarif or github'
  },
  output: {
    type: 'string',
    multiple: true,
    value: 'FORMAT=PATH',
    help: 'write a format to a file, too; may be repeated'
  },
  rule: {
    type: 'string',
    multiple: true,
    value: 'CODE=LEVEL',
    help: 'take a finding as off, info, warning or error; may be repeated'
  },
  host: {
    type: 'string',
    value: 'auto|helm3|helm4',
    help: 'who runs the filter; helm4 shows errors only on standard output'
  },
  'fail-on': { type: 'string', value: 'warning', help: 'exit 1 for warnings too' },
  quiet: { type: 'boolean', value: '', help: 'print errors only' },
  help: { type: 'boolean', short: 'h', value: '', help: 'explain the command' },
  version: { type: 'boolean', value: '', help: 'print the version' }
} as const

export type OptionName = keyof typeof options
type Raw = {
  [Name in OptionName]?: (typeof options)[Name] extends { multiple: true }
    ? string[]
    : (typeof options)[Name]['type'] extends 'string'
      ? string
      : boolean
}

/** What a command line says. */
export type Arguments = Omit<
  Raw,
  'replicas' | 'percents' | 'applier' | 'format' | 'output' | 'rule' | 'disturb' | 'host'
> & {
  readonly files: readonly string[]
  readonly replicas: { readonly all?: number; readonly named: ReadonlyMap<string, number> }
  readonly percents: readonly number[] | undefined
  readonly applier: Applier | undefined
  readonly format: Format | undefined
  /** Formats that are written to files. */
  readonly outputs: readonly { readonly format: Format; readonly path: string }[]
  readonly rules: ReadonlyMap<string, Level>
  readonly disturb: readonly Disturbance[]
  readonly host: 'auto' | 'helm3' | 'helm4'
}

/** Reads what stands behind a command; what is wrong with it is a diagnostic. */
export function parseArguments(
  args: readonly string[],
  allowed: readonly OptionName[]
): Arguments | Diagnostic {
  const given = Object.fromEntries(allowed.map(name => [name, options[name]]))
  const unknown = findUnknown(args, allowed)
  if (unknown) return unknown
  try {
    const parsed = parseArgs({ args: [...args], options: given, allowPositionals: true })
    const known = allowed.includes('output') ? formats : formats.slice(0, 2)
    return readValues(parsed.values as Raw, parsed.positionals, known)
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    return wrongOption(argumentsPlace, reason.split('\n')[0] ?? reason, seeHelp)
  }
}

const seeHelp = '`rolloutify --help` lists the options'

function findUnknown(
  args: readonly string[],
  allowed: readonly OptionName[]
): Diagnostic | undefined {
  const names = args
    .filter(arg => arg.startsWith('--') && arg !== '--')
    .map(arg => arg.slice(2).split('=')[0] ?? '')
  const unknown = names.find(name => !(allowed as readonly string[]).includes(name))
  if (unknown === undefined) return undefined
  const similar = nearest(unknown, allowed)
  const hint = similar === undefined ? seeHelp : `did you mean --${similar}?`
  return wrongOption(argumentsPlace, `There is no option --${unknown} here`, hint)
}

function readValues(
  values: Raw,
  files: readonly string[],
  formats: readonly Format[]
): Arguments | Diagnostic {
  const { replicas = [], percents, applier, format, disturb, host = 'auto', ...others } = values
  const { output = [], rule = [], ...rest } = others
  const wrong = (option: string, value: string, expected: string) =>
    wrongOption(argumentsPlace, `--${option} cannot be "${value}"`, `expected ${expected}`)
  const counts = readReplicas(replicas)
  if (typeof counts === 'string')
    return wrong('replicas', counts, 'N or NAME=N, N a number of pods from 1 on')
  const steps = percents?.split(',').map(Number)
  if (percents !== undefined && steps && !arePercents(steps)) {
    return wrong('percents', percents, 'rising integers that end in 100, such as 25,50,100')
  }
  if (applier !== undefined && !isApplier(applier))
    return wrong('applier', applier, `one of ${appliers.join(', ')}`)
  const known = formats.find(each => each === format)
  if (format !== undefined && !known) {
    return wrong('format', format, `one of ${formats.join(', ')}`)
  }
  const outputs = readOutputs(output)
  if (typeof outputs === 'string') {
    return wrong('output', outputs, `FORMAT=PATH, the format one of ${formats.join(', ')}`)
  }
  const rules = readRules(rule)
  if (typeof rules === 'string') {
    return wrong('rule', rules, `CODE=LEVEL, the level one of ${levels.join(', ')}`)
  }
  const disturbances = disturb?.split(',') ?? []
  if (!disturbances.every(isDisturbance)) {
    return wrong('disturb', disturb ?? '', `one or more of ${allDisturbances.join(', ')}`)
  }
  if (!isHost(host)) return wrong('host', host, `one of ${hosts.join(', ')}`)
  if (rest['fail-on'] !== undefined && rest['fail-on'] !== 'warning') {
    return wrong('fail-on', rest['fail-on'], '"warning"')
  }
  return {
    ...rest,
    files,
    replicas: counts,
    percents: steps,
    applier,
    format: known,
    outputs,
    rules,
    disturb: disturbances,
    host
  }
}

function readReplicas(given: readonly string[]): Arguments['replicas'] | string {
  const named = new Map<string, number>()
  let all: number | undefined
  for (const text of given) {
    const [, name, digits] = /^(?:([^=]+)=)?([0-9]+)$/.exec(text) ?? []
    const count = Number(digits)
    if (digits === undefined || count < 1) return text
    if (name === undefined) all = count
    else named.set(name, count)
  }
  return all === undefined ? { named } : { all, named }
}

function readOutputs(given: readonly string[]): Arguments['outputs'] | string {
  const read: { format: Format; path: string }[] = []
  for (const text of given) {
    const [, name, path] = /^(\w+)=(.+)$/s.exec(text) ?? []
    const format = formats.find(each => each === name)
    if (!format || path === undefined) return text
    read.push({ format, path })
  }
  return read
}

function readRules(given: readonly string[]): Arguments['rules'] | string {
  const rules = new Map<string, Level>()
  for (const text of given) {
    const [, code, level = ''] = /^([^=]+)=(\w+)$/.exec(text) ?? []
    if (code === undefined || !isLevel(level)) return text
    rules.set(code, level)
  }
  return rules
}

const isApplier = (text: string): text is Applier => (appliers as readonly string[]).includes(text)
/** How findings are printed; a table knows the first two. */
const formats = ['text', 'json', 'sarif', 'github'] as const
export type Format = (typeof formats)[number]
const allDisturbances: readonly Disturbance[] = ['image-change', 'unready-pods']
const isDisturbance = (text: string): text is Disturbance =>
  (allDisturbances as readonly string[]).includes(text)
const hosts = ['auto', 'helm3', 'helm4'] as const
const isHost = (text: string): text is Arguments['host'] =>
  (hosts as readonly string[]).includes(text)
