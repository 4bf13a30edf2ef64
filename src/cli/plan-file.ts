import { spelled } from '../kubernetes/chosen.ts'
import { basename, join } from 'node:path'
import { planFile, readPlanFile } from '../migration/plan-file.ts'
import type { FolderOfPlan } from '../migration/plan-file.ts'
import { decode } from '../yaml/bytes.ts'
import type { Io } from './io.ts'

type Folder = { readonly path: string; readonly plan: FolderOfPlan }

/** What plans say about the files below what is passed: folders of stages, or whole plans. */
export function readPlans(
  io: Io,
  passed: readonly string[]
): (file: string) => FolderOfPlan | undefined {
  const folders = passed.flatMap(path => foldersIn(io, path))
  return file => folders.find(({ path }) => isBelow(io, path, file))?.plan
}

/** The folders of a plan at a path: itself, or those in it. */
function foldersIn(io: Io, path: string): Folder[] {
  const entries = path === '-' ? undefined : io.listFolder(path)
  if (!Array.isArray(entries)) return []
  const names = entries.filter(({ type }) => type === 'folder').map(({ name }) => name)
  return [
    ...plannedIn(io, join(path, '..'), [basename(io.absolute(path))], () => path),
    ...plannedIn(io, path, names, name => join(path, name))
  ]
}

/** Those of the folders in one folder that the plan there has. */
function plannedIn(
  io: Io,
  folder: string,
  names: readonly string[],
  pathOf: (name: string) => string
): Folder[] {
  const bytes = io.readFile(join(folder, planFile))
  if ('reason' in bytes) return []
  const planOf = readPlanFile(decode(bytes))
  return names.flatMap(name => {
    const plan = planOf(name)
    return plan ? [{ path: pathOf(name), plan }] : []
  })
}

const isBelow = (io: Io, folder: string, file: string) =>
  !/^\.\.(?:[/\\]|$)/.test(io.relative(folder, file))

/** N of each workload as the first plan says it that one of some folders is of. */
export function replicasInPlan(io: Io, passed: readonly string[]): ReadonlyMap<string, number> {
  const [first] = passed.flatMap(path => foldersIn(io, path))
  const { workloads = [] } = first?.plan ?? {}
  return new Map(workloads.map(workload => [spelled(workload), workload.replicas]))
}
