import type { Folders } from '../check/scene.ts'
import { once } from '../groups.ts'
import { targetOf } from '../kubernetes/autoscaler.ts'
import { manifestsOfKind } from '../kubernetes/manifest.ts'
import { scalingTargetsOf } from '../kubernetes/scaling.ts'
import { foreignScalersIn } from '../workload/read.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { readLevel } from './check-input.ts'
import type { FolderLevel } from './check-input.ts'
import type { Io } from './io.ts'

type Found = {
  readonly apart: ReadonlySet<string>
  readonly strays: ReadonlyMap<string, readonly Manifest[]>
}

/** Answers what rules ask of other folders: all files are read once more when they first ask. */
export function foldersOf(io: Io, levels: readonly FolderLevel[]): Folders {
  const look = once(() => readFolders(io, levels))
  return {
    isApart: name => look().apart.has(name),
    straysOf: name => look().strays.get(name) ?? []
  }
}

const scalers = ['HorizontalPodAutoscaler', 'ScaledObject', 'VerticalPodAutoscaler']

function readFolders(io: Io, levels: readonly FolderLevel[]): Found {
  const apart = new Set<string>()
  const folders = new Map<string, number>()
  const strays = new Map<string, Manifest[]>()
  for (const level of levels) {
    const { sources } = readLevel(io, level).group
    const ofKind = (kind: string) => sources.flatMap(source => manifestsOfKind(source, kind))
    const namesOf = (kind: string) => new Set(ofKind(kind).flatMap(({ name }) => name ?? []))
    const [deployments, rollouts] = [namesOf('Deployment'), namesOf('Rollout')]
    for (const name of deployments) {
      folders.set(name, (folders.get(name) ?? 0) + 1)
      if (!rollouts.has(name)) apart.add(name)
    }
    const targets = [
      ...scalers.flatMap(ofKind).map(scaler => ({ scaler, target: targetOf(scaler) })),
      ...sources
        .flatMap(foreignScalersIn)
        .flatMap(scaler => scalingTargetsOf(scaler).map(target => ({ scaler, target })))
    ]
    for (const { scaler, target } of targets) {
      const { kind, name } = target ?? {}
      if (kind !== 'Deployment' || name === undefined || deployments.has(name)) continue
      const known = strays.get(name)
      if (known) known.push(scaler)
      else strays.set(name, [scaler])
    }
  }
  // Where several folders have a Deployment of one name, none can be told for the target.
  for (const [name, count] of folders) if (count > 1) strays.delete(name)
  return { apart, strays }
}
