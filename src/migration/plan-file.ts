import { parseJson } from '../json.ts'
import { arePercents } from '../settings.ts'
import type { Planned } from '../workload/select.ts'
import { parseStage, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import type { Stated } from './recognise.ts'

type Named = { readonly name: string; readonly namespace?: string | undefined }
type Listed = Named & Planned

/** A folder of a plan: its stage, and the numbers of the workloads of the plan. */
export type FolderOfPlan = { readonly stage: Stage; readonly workloads: readonly Listed[] }

/** The name of the file that a plan has beside its folders. */
export const planFile = 'plan.json'

/** The numbers of a plan's workloads, for `migrate status` of its folders. */
export function printPlanFile(workloads: readonly Listed[]): string {
  const lines = workloads.map(({ name, namespace, replicas, percents }) =>
    JSON.stringify({ ...(namespace !== undefined && { namespace }), name, replicas, percents })
  )
  return `{ "workloads": [\n${lines.map(line => `  ${line}`).join(',\n')}\n] }\n`
}

/** Reads the file of a plan: what it says of a folder by its name, undefined where that is none of the plan. */
export function readPlanFile(text: string): (folder: string) => FolderOfPlan | undefined {
  const workloads = workloadsIn(parseJson(text))
  return folder => {
    const stage = parseStage(/^[0-9]{2,}-(.+)$/.exec(folder)?.[1] ?? '')
    return stage && workloads && { stage, workloads }
  }
}

function workloadsIn(data: unknown): readonly Listed[] | undefined {
  if (typeof data !== 'object' || data === null || !('workloads' in data)) return undefined
  const { workloads } = data
  return Array.isArray(workloads) && workloads.every(isListed) ? workloads : undefined
}

function isListed(value: unknown): value is Listed {
  if (typeof value !== 'object' || value === null) return false
  const { name, namespace, replicas, percents } = value as Readonly<Record<string, unknown>>
  const isPercents = Array.isArray(percents) && arePercents(percents)
  const isPlace = namespace === undefined || typeof namespace === 'string'
  return typeof name === 'string' && isPlace && Number.isInteger(replicas) && isPercents
}

/** What the folder of a plan states of a workload; undefined where the plan does not have it. */
export function statedByPlan({ stage, workloads }: FolderOfPlan, given: Named): Stated | undefined {
  const alike = workloads.filter(({ name }) => name === given.name)
  const [only, second] = alike
  const own =
    alike.find(({ namespace }) => namespace === given.namespace) ??
    alike.find(({ namespace }) => namespace === undefined) ??
    (given.namespace === undefined && !second ? only : undefined)
  if (!own) return undefined
  const { replicas, percents } = own
  return { stage, said: printStage(stage), replicas, percents }
}
