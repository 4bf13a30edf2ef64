import { addRules, readTold, removeRules } from '../argocd/ignore.ts'
import type { Told } from '../argocd/ignore.ts'
import { hasErrors } from '../diagnostic.ts'
import { ignores, titleOfApplication } from '../kubernetes/application.ts'
import type { Answer, Application } from '../kubernetes/application.ts'
import type { Rule } from '../kubernetes/ignore-entry.ts'
import { replicasPath } from '../kubernetes/resource.ts'
import type { Identity, Path } from '../kubernetes/resource.ts'
import { fateOfRollouts } from '../workload/ignore-rule.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { conclude, deliver, modeOf, refuseWrite } from './output.ts'
import { finish } from './report.ts'
import { readInput, sourcesOf } from './sources.ts'
import { table } from './table.ts'

/** `argocd ignore`: the rule by which an Application leaves the count of Rollouts alone. */
export async function runIgnore(io: Io, args: Arguments): Promise<number> {
  const mode = modeOf(args)
  if ('code' in mode) return finish(io, args, [mode])
  const input = await readInput(io, args.files)
  const refused = refuseWrite(mode, input)
  const faults = [...input.diagnostics, ...(refused ? [refused] : [])]
  if (hasErrors(faults)) return finish(io, args, faults)
  const sources = sourcesOf(input)
  if (mode.name === 'print' && !args.remove) {
    const told = readTold(sources)
    return conclude(io, args, [...faults, ...told.diagnostics], () => {
      io.writeStdout([rulesTable(told)])
      return { exit: 0, diagnostics: [] }
    })
  }
  const names = args.workload ?? []
  const { revisions, diagnostics } = args.remove
    ? removeRules(sources)
    : addRules(sources, names.length > 0 ? names : 'all')
  return conclude(io, args, [...faults, ...diagnostics], () =>
    deliver(io, { mode, revisions, host: args.host, input: input.kind })
  )
}

type Row = {
  readonly title: string
  readonly rule: string
  readonly cells: readonly [rollouts: string, deployments: string, steps: string]
}

/** Each rule with what it matches, and what becomes of the count of Rollouts by all of them. */
function rulesTable({ applications, systemRules }: Told): string {
  const rows = [
    ...applications.flatMap(each => [
      ...each.rules.map(rule => rowOf(titleOfApplication(each), rule, each)),
      verdictOf(each, systemRules)
    ]),
    ...systemRules.map(rule => rowOf('ConfigMap "argocd-cm"', rule))
  ]
  return table<Row>(
    [
      ['IN', ({ title }) => title],
      ['RULE', ({ rule }) => rule],
      ['ROLLOUT REPLICAS', ({ cells }) => cells[0]],
      ['DEPLOYMENT REPLICAS', ({ cells }) => cells[1]],
      ['CANARY STEPS', ({ cells }) => cells[2]]
    ],
    rows
  )
}

const steps: Path = ['spec', 'strategy', 'canary', 'steps']

function rowOf(title: string, rule: Rule, application?: Application): Row {
  const answer = (group: string, kind: string, field: Path) => {
    // Of a rule for some objects those are asked about.
    const named = { name: rule.name, namespace: rule.namespace || application?.namespace }
    const object: Identity = { group, kind, ...named }
    return inWords(ignores(rule, object, field), rule)
  }
  return {
    title,
    rule: ruleInWords(rule),
    cells: [
      answer('argoproj.io', 'Rollout', replicasPath),
      answer('apps', 'Deployment', replicasPath),
      answer('argoproj.io', 'Rollout', steps)
    ]
  }
}

function inWords(answer: Answer, { name, namespace }: Rule): string {
  if (answer !== 'yes') return answer
  const place = namespace === '' ? '' : ` in ${namespace}`
  return name === '' ? `yes${place}` : `yes, of ${name}${place}`
}

function ruleInWords({ group, kind, pointers, jqPaths, managers }: Rule): string {
  const managed = managers.map(each => `fields owned by ${each}`)
  // A rule without a group is about the core group.
  return [`${group === '' ? '(core)' : group}/${kind}`, ...pointers, ...jqPaths, ...managed].join(
    ' '
  )
}

const fates = {
  kept: 'a sync keeps the live replicas of Rollouts',
  applied: 'a sync writes the replicas in Git',
  skipped: 'a sync skips a Rollout in which nothing else differs (ApplyOutOfSyncOnly=true)',
  unknown: 'uncertain: a rule may match'
}

function verdictOf(application: Application, systemRules: readonly Rule[]): Row {
  const { is, rules } = fateOfRollouts(application, systemRules)
  const isIdle = is === 'applied' && rules.length > 0
  const why = isIdle ? ': RespectIgnoreDifferences=true is missing' : ''
  return {
    title: titleOfApplication(application),
    rule: `→ ${fates[is]}${why}`,
    cells: ['', '', '']
  }
}
