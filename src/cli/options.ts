import { isLevel } from '../check/levels.ts'
import type { Level } from '../check/levels.ts'
import type { Disturbance } from '../simulate/change.ts'
import { appliers, arePercents, argoCdVersions, languages, severities } from '../settings.ts'
import type { ArgoCdVersion } from '../settings.ts'

/** A text that an option cannot be. */
export type Wrong = { readonly wrong: string }

/** An option: what it takes, its line of help, and what the texts mean that it is given. */
export type Option<Value> = {
  /** The name of its value in the help; empty for a switch. */
  readonly takes: string
  readonly help: string
  readonly short?: string
  /** Whether each value counts where it is set several times; else it has one. */
  readonly repeats?: true
  readonly parse: (texts: readonly string[], allowed: readonly string[]) => Value | Wrong
  /** What it can be, where that is not anything. */
  readonly expected?: (allowed: readonly string[]) => string
}

const text = (takes: string, help: string): Option<string | undefined> => ({
  takes,
  help,
  parse: texts => texts.at(-1)
})

const texts = (takes: string, help: string): Option<readonly string[]> => ({
  takes,
  help,
  repeats: true,
  parse: all => all
})

const flag = (help: string): Option<boolean> => ({
  takes: '',
  help,
  parse: given => given.length > 0
})

const namesOf = (values: readonly string[]) =>
  values.length === 1 ? `"${values[0]}"` : `one of ${values.join(', ')}`

/** One of a closed set. */
function choice<Value extends string>(
  takes: string,
  help: string,
  values: readonly Value[]
): Option<Value | undefined> {
  const parse = (all: readonly string[]) => {
    const given = all.at(-1)
    if (given === undefined) return undefined
    return values.find(each => each === given) ?? { wrong: given }
  }
  return { takes, help, parse, expected: () => namesOf(values) }
}

/** How findings are printed; a table knows the first two. */
const formats = ['text', 'json', 'sarif', 'github'] as const
export type Format = (typeof formats)[number]
const formatsFor = (allowed: readonly string[]) =>
  allowed.includes('output') ? formats : formats.slice(0, 2)

const format: Option<Format | undefined> = {
  takes: 'FORMAT',
  help: 'text (default) or json',
  parse(all, allowed) {
    const given = all.at(-1)
    if (given === undefined) return undefined
    return formatsFor(allowed).find(each => each === given) ?? { wrong: given }
  },
  expected: allowed => namesOf(formatsFor(allowed))
}

/** N for all workloads, and for those that are named. */
type Replicas = { readonly all?: number; readonly named: ReadonlyMap<string, number> }

const replicas: Option<Replicas> = {
  takes: '[NAME=]N',
  help: 'N, the number of pods to keep Ready throughout the migration; NAME=N for one workload',
  repeats: true,
  expected: () => 'N, NAME=N or NAMESPACE/NAME=N, with N at least 1',
  parse(given) {
    const named = new Map<string, number>()
    let all: number | undefined
    for (const text of given) {
      const [, name, digits] = /^(?:([^=*?]+)=)?([0-9]+)$/.exec(text) ?? []
      const count = Number(digits)
      if (digits === undefined || count < 1) return { wrong: text }
      if (name === undefined) all = count
      else named.set(name, count)
    }
    return all === undefined ? { named } : { all, named }
  }
}

const maxSurplus: Option<number | undefined> = {
  takes: 'PODS',
  help: 'how many pods above N may run at once, over all workloads; the rest wait',
  expected: () => 'a number of pods, 0 or more',
  parse(given) {
    const text = given.at(-1)
    if (text === undefined) return undefined
    return /^[0-9]+$/.test(text) ? Number(text) : { wrong: text }
  }
}

const percents: Option<readonly number[] | undefined> = {
  takes: '25,100',
  help: "the Rollout's share of N at each stage, in percent, ending in 100",
  expected: () => 'rising integers that end in 100, such as 25,50,100',
  parse(given) {
    const text = given.at(-1)
    const steps = text?.split(',').map(Number)
    return text !== undefined && steps && !arePercents(steps) ? { wrong: text } : steps
  }
}

type OutputFile = { readonly format: Format; readonly path: string }

const output: Option<readonly OutputFile[]> = {
  takes: 'FORMAT=PATH',
  help: 'also write this format to a file; may be repeated',
  repeats: true,
  expected: () => `FORMAT=PATH, with FORMAT one of ${formats.join(', ')}`,
  parse(given) {
    const files: OutputFile[] = []
    for (const text of given) {
      const [, name, path] = /^(\w+)=(.+)$/s.exec(text) ?? []
      const format = formats.find(each => each === name)
      if (!format || path === undefined) return { wrong: text }
      files.push({ format, path })
    }
    return files
  }
}

const rule: Option<ReadonlyMap<string, Level>> = {
  takes: 'CODE=LEVEL',
  help: 'override the severity of a rule: off, info, warning or error; may be repeated',
  repeats: true,
  expected: () => `CODE=LEVEL, with LEVEL one of ${severities.join(', ')}`,
  parse(given) {
    const rules = new Map<string, Level>()
    for (const text of given) {
      const [, code, level = ''] = /^([^=]+)=(\w+)$/.exec(text) ?? []
      if (code === undefined || !isLevel(level)) return { wrong: text }
      rules.set(code, level)
    }
    return rules
  }
}

const disturbances: readonly Disturbance[] = ['image-change', 'unready-pods']

const disturb: Option<readonly Disturbance[]> = {
  takes: 'WHAT',
  help: 'comma-separated events that may occur at any time: image-change, unready-pods',
  expected: () => `one or more of ${disturbances.join(', ')}`,
  parse(given) {
    const text = given.at(-1)
    const asked = text?.split(',') ?? []
    const known = disturbances.filter(each => asked.includes(each))
    return asked.every(each => disturbances.some(one => one === each))
      ? known
      : { wrong: text ?? '' }
  }
}

const argoCd: Option<ArgoCdVersion> = {
  takes: 'VERSION',
  help: 'the version of Argo CD, 3.3 to 3.6 (default 3.6)',
  expected: () => namesOf(argoCdVersions),
  parse(given) {
    const text = given.at(-1)
    if (text === undefined) return '3.6'
    const [, minor] = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(text) ?? []
    return argoCdVersions.find(each => each === minor) ?? { wrong: text }
  }
}

/** A text of a form. */
function formed(
  { takes, help }: Pick<Option<unknown>, 'takes' | 'help'>,
  form: RegExp,
  expected: string
): Option<string | undefined> {
  const parse = (all: readonly string[]) => {
    const given = all.at(-1)
    return given === undefined || form.test(given) ? given : { wrong: given }
  }
  return { takes, help, parse, expected: () => expected }
}

const role = formed(
  { takes: 'ROLE', help: 'the role to grant the rights to' },
  /^(?:role:)?[A-Za-z0-9][\w.-]*$/,
  'letters, digits, dots, dashes and underscores'
)

const project = formed(
  { takes: 'PROJECT', help: 'the Argo CD project to grant the rights for' },
  /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
  'the name of one project'
)

const rollouts: Option<string | undefined> = {
  takes: 'VERSION',
  help: 'the version of Argo Rollouts, such as 1.9.1 (default: that of the chart)',
  expected: () => 'a full version, such as 1.9.1',
  parse(given) {
    const text = given.at(-1)
    const version = text === undefined ? undefined : /^v?(\d+\.\d+\.\d+)$/.exec(text)?.[1]
    return version === undefined && text !== undefined ? { wrong: text } : version
  }
}

const hosts = ['auto', 'helm3', 'helm4'] as const
export type Host = (typeof hosts)[number]

/** The options that there are, by their names. */
export const options = {
  config: text(
    'FILE',
    'the configuration (default: $ROLLOUTIFY_CONFIG, then rolloutify.yaml if it exists)'
  ),
  stage: text('STAGE', 'the stage of all workloads, such as introduce-rollout'),
  replicas,
  percents,
  namespace: text('NS', 'the namespace of manifests that set none'),
  release: text('NAME', 'the Helm release, for entries of the configuration that set one'),
  environment: texts('NAME', 'the environment, whose configuration is rolloutify.NAME.yaml'),
  values: texts('FILE', 'a values file; may be repeated, the last one wins'),
  workload: texts('NAME', 'only this workload, NAME or NAMESPACE/NAME; may be repeated'),
  applier: choice(
    'NAME',
    'what applies the manifests: argocd (default), argocd-server-side, flux, helm3, helm4 or kubectl',
    appliers
  ),
  lang: choice('LANG', 'the language of the runbook: en or ja', languages),
  update: text('FILE', 'the configuration to add entries to'),
  merge: text('FILE', 'the file to merge into'),
  'argo-cd': argoCd,
  rollouts,
  role,
  project,
  write: flag('change the files in place'),
  out: text('DIR', 'write the files to this folder'),
  diff: flag('print a unified diff'),
  check: flag('print nothing; exit 1 if something would change'),
  live: text(
    'SNAPSHOT',
    'the cluster, as `kubectl get deploy,rollout,hpa,rs -o json` prints it; with KEDA also scaledobject'
  ),
  remove: flag('remove the rule'),
  unverified: flag('skip the snapshot; you have checked the cluster yourself'),
  'drop-replicas': flag('also remove the replicas that pin-replicas added'),
  'max-surplus': maxSurplus,
  'replicas-ignored': flag(
    "the applier leaves the Rollout's replicas to its autoscaler, as `replicasIgnored: true` says"
  ),
  from: text('FILE|DIR', 'the manifests before the change'),
  to: text('FILE|DIR', 'the manifests after the change'),
  disturb,
  canary: flag('show the pods at each canary step'),
  format,
  output,
  rule,
  host: choice(
    'auto|helm3|helm4',
    'what runs the filter; for helm4, errors go to standard output',
    hosts
  ),
  'fail-on': choice('warning', 'exit 1 for warnings too', ['warning']),
  quiet: flag('print errors only'),
  help: { ...flag('show this help'), short: 'h' },
  version: flag('print the version')
} satisfies Record<string, Option<unknown>>

export type OptionName = keyof typeof options
