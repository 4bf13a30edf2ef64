import { parametersPlace } from '../argocd/parameters.ts'
import type { Choice } from '../argocd/parameters.ts'
import type { Config, WorkloadEntry } from '../config.ts'
import { stepsTooEarly } from '../convert/problems.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import { noStage } from '../problems.ts'
import { careful } from '../steps/profiles.ts'
import type { Steps } from '../steps/profiles.ts'
import { changeSteps } from '../steps/toggle-sources.ts'
import type { Action } from '../steps/wanted.ts'
import { isPattern } from '../kubernetes/chosen.ts'
import type { Run } from '../workload/select.ts'
import { concat, decode } from '../yaml/bytes.ts'
import { piecesOf } from '../yaml/revision.ts'
import type { Revision } from '../yaml/revision.ts'
import { openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { stepsOfEntry } from './plugin-subjects.ts'
import type { Subject } from './plugin-subjects.ts'
import { configPathOf } from './run.ts'

/** What a config management plugin works on. */
export type Plugin = {
  readonly run: Run
  readonly config: Config | undefined
  readonly source: Source
  readonly subjects: readonly Subject[]
  readonly profiles: ReadonlyMap<string, Steps>
  readonly diagnostics: readonly Diagnostic[]
}

/** What an Application asks of a plugin. */
export type Asked = { readonly plugin: Plugin; readonly choices: ReadonlyMap<string, Choice> }
type Told = { readonly config?: Config | undefined; readonly diagnostics: readonly Diagnostic[] }

/** The configuration with what the Application says of the Deployments. */
export async function configFor(
  io: Io,
  args: Arguments,
  { plugin, choices }: Asked
): Promise<Told> {
  const { config, subjects } = plugin
  const chosen = subjects.filter(({ key, deployment }) => deployment && choices.has(key))
  if (chosen.length === 0) return { config, diagnostics: [] }
  const diagnostics: Diagnostic[] = []
  const entries = [...(config?.workloads ?? [])]
  for (const subject of chosen) {
    const choice = choices.get(subject.key) ?? {}
    const made = await entryFor(io, args, { plugin, subject, choice })
    diagnostics.push(...made.diagnostics)
    const { entry } = subject
    const isExact = entry && !isPattern(entry.name) && subject.key === subject.name
    if (made.entry && isExact) entries.splice(entries.indexOf(entry), 1, made.entry)
    else if (made.entry) entries.unshift(made.entry)
  }
  const unstated = config?.workloads ? [] : subjects.filter(({ deployment }) => deployment)
  const left = unstated.filter(({ key }) => choices.get(key)?.stage === undefined)
  const missing = left.flatMap(({ deployment }) =>
    deployment ? [noStage(placeOf(deployment, 'metadata', 'name'), titleOf(deployment))] : []
  )
  return { config: { ...config, workloads: entries }, diagnostics: [...diagnostics, ...missing] }
}

type Asking = { readonly plugin: Plugin; readonly subject: Subject; readonly choice: Choice }
type Made = { readonly entry?: WorkloadEntry; readonly diagnostics: readonly Diagnostic[] }

/** The entry of one workload, at the stage and with the steps that are chosen for it. */
async function entryFor(
  io: Io,
  args: Arguments,
  { plugin, subject, choice }: Asking
): Promise<Made> {
  const { entry, name, namespace } = subject
  const stage = choice.stage ?? entry?.stage
  if (stage === undefined) return { diagnostics: [] }
  const place = namespace === undefined ? {} : { namespace }
  const own = { ...(entry ?? { at: () => parametersPlace }), ...place, name, stage }
  if (choice.steps === undefined) return { entry: own, diagnostics: [] }
  if (choice.steps !== 'off' && stage === 'baseline') {
    const title = `Deployment "${name}"`
    return { diagnostics: [stepsTooEarly(parametersPlace, 'steps', title, stage)] }
  }
  const { steps, diagnostics } = await stepsFor(io, args, { plugin, subject, choice })
  const canary = { ...entry?.strategy?.canary, steps: [...steps] }
  return { entry: { ...own, strategy: { canary } }, diagnostics }
}

type EntrySteps = NonNullable<
  NonNullable<NonNullable<WorkloadEntry['strategy']>['canary']>['steps']
>
type StepsFound = { readonly steps: EntrySteps; readonly diagnostics: readonly Diagnostic[] }

/** The steps that are chosen: none, those of a profile, or those that the configuration has commented out. */
async function stepsFor(
  io: Io,
  args: Arguments,
  { plugin, subject: { entry }, choice }: Asking
): Promise<StepsFound> {
  const live = stepsOfEntry(entry)
  if (choice.steps === 'off') return { steps: [], diagnostics: [] }
  if (choice.steps === 'on' && live.length > 0) return { steps: live, diagnostics: [] }
  const profile = plugin.profiles.get(choice.steps === 'on' ? 'careful' : (choice.steps ?? ''))
  const known = asSteps(profile ?? careful)
  const path = configPathOf(io, args)
  const bytes = io.readFile(path)
  if (choice.steps !== 'on' || !entry || 'reason' in bytes) return { steps: known, diagnostics: [] }
  const { revisions, diagnostics } = changeSteps([openSource(path, bytes)], {
    ...unwatched(path, entry.name),
    action: { name: 'on', profile: careful }
  })
  const { parseConfig } = await import('../config.ts')
  const at = plugin.config?.workloads?.indexOf(entry) ?? -1
  const { config } = parseConfig(textOf(revisions), path)
  return { steps: stepsOfEntry(config?.workloads?.[at]), diagnostics: diagnostics.filter(isError) }
}

const isError = ({ severity }: Diagnostic) => severity === 'error'

/** Steps as a configuration has them: its reader has looked at each. */
const asSteps = (steps: Steps): EntrySteps =>
  steps.flatMap(step =>
    typeof step === 'object' && step !== null && !Array.isArray(step)
      ? [step as EntrySteps[number]]
      : []
  )

const textOf = (revisions: readonly Revision[]) => decode(concat(revisions.flatMap(piecesOf)))

/** A change of steps in one text, by the name of their workload; a plugin sees no cluster. */
const unwatched = (file: string, workload: string) => ({
  named: new Set([file]),
  workloads: [workload],
  live: undefined,
  refusalsOf: () => []
})

/** Switches the steps of Rollouts that the command itself has printed. */
export function switchRollouts(
  converted: readonly Revision[],
  { plugin, choices }: Asked
): { readonly revisions: readonly Revision[]; readonly diagnostics: readonly Diagnostic[] } {
  let revisions = converted
  const diagnostics: Diagnostic[] = []
  for (const { key, rollout } of plugin.subjects) {
    const steps = choices.get(key)?.steps
    if (!rollout || steps === undefined) continue
    for (const action of actionsFor(steps, plugin.profiles)) {
      const source = openSource('<stdin>', concat(revisions.flatMap(piecesOf)))
      const changed = changeSteps([source], { ...unwatched(source.file, key), action })
      diagnostics.push(...changed.diagnostics.filter(isError))
      revisions = changed.revisions
    }
  }
  return { revisions, diagnostics }
}

/** A profile that is chosen is on: to use one leaves a commented block commented. */
function actionsFor(steps: string, profiles: ReadonlyMap<string, Steps>): Action[] {
  if (steps === 'off') return [{ name: 'off' }]
  const on: Action = { name: 'on', profile: careful }
  const profile = profiles.get(steps)
  return profile ? [{ name: 'use', profile, placeOf: undefined }, on] : [on]
}
