import { load } from 'js-yaml'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const kinds = z.enum(['Service', 'Deployment', 'HorizontalPodAutoscaler', 'Rollout'])

/** What stands in Git: a stage of the plan, or a file beside the scenario over what stood before. */
const state = z.string()

const controller = z.enum(['rollouts-controller', 'kube-controller-manager'])

const step = z.strictObject({
  /** The state to apply. */
  to: state.optional(),
  /** Of it, only these kinds; the others wait for a later step. */
  only: z.array(kinds).optional(),
  /** The kind of an object that a person deletes. */
  delete: kinds.optional(),
  /** The kind of an object that a person annotates, so that its controller looks at it. */
  touch: kinds.optional(),
  /** Millicores that all pods need together from now on. */
  load: z.number().optional(),
  /** How many seconds nothing may move before the next step; 0 is a gate left out. */
  rest: z.number().optional(),
  /** A controller that stops for some time, as one does that has no processor, and goes on again. */
  freeze: controller.optional(),
  thaw: controller.optional(),
  /** What `migrate status --live` must say behind this step, whose `to` is a stage. */
  gate: z.enum(['open', 'closed']).optional()
})
export type Step = z.infer<typeof step>

const scenario = z.strictObject({
  /** A file of `baselines/`. */
  baseline: z.string().default('hpa-v2.yaml'),
  percents: z.string().default('25,100'),
  /** The pods that a migration holds; where a `rolloutify.yaml` lies beside, it says them. */
  replicas: z.number().default(8),
  /** The state before the first step; its own way there is not measured. */
  start: state.default('baseline'),
  load: z.number().optional(),
  /** What brings manifests to the cluster: kubectl as Argo CD calls it, or a real Helm. */
  applier: z
    .enum(['argocd', 'argocd-server-side', 'helm3', 'helm4', 'helm4-client-side', 'helmfile'])
    .default('argocd'),
  /** The order of kinds in one sync. */
  order: z.enum(['argocd', 'reversed']).default('argocd'),
  /** Kinds whose live `replicas` Argo CD respects: ignoreDifferences, RespectIgnoreDifferences. */
  ignores: z.array(kinds).default([]),
  /** How often each state is applied, at once. */
  times: z.number().default(1),
  /** How many serving pods are enough. */
  floor: z.number().default(8),
  steps: z.array(step),
  expect: z.strictObject({
    verdict: z.enum(['keeps the floor', 'dips']),
    /** The fewest serving pods. */
    serving: z.number(),
    /** The most pods, at most. */
    pods: z.number().optional(),
    /** Whether what was applied is what there is, after every step. */
    arrives: z.boolean().default(true),
    /** What the model says instead, where it does not know a rule yet. */
    mispredicted: z.string().optional()
  })
})
/** Whether a scenario disturbs all others while it is played. */
export const isAlone = ({ steps }: Pick<Scenario, 'steps'>) => steps.some(({ freeze }) => freeze)

export type Scenario = z.infer<typeof scenario> & { readonly name: string; readonly folder: string }

const all = join(import.meta.dirname, 'scenarios')

/** The scenarios whose names have one of these words in them; all, without a word. */
export function scenarios(words: readonly string[]): Scenario[] {
  const names = readdirSync(all).toSorted()
  const chosen = names.filter(name => !words.length || words.some(word => name.includes(word)))
  return chosen.map(name => {
    const folder = join(all, name)
    const file = load(readFileSync(join(folder, 'scenario.yaml'), 'utf8'))
    return { ...scenario.parse(file), name, folder }
  })
}
