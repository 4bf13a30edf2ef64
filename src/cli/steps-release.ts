import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Row } from '../environments/rows.ts'
import { releaseIn } from '../kubernetes/release.ts'
import { folderOf, joinPath } from '../paths.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Against } from '../steps/toggle-sources.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { readLive } from './live.ts'
import { environmentPath, namingOf, readConfig } from './run.ts'

/** Reads what may argue against other steps of a release: the snapshot, and the stage of its migration. */
export async function readAgainst(
  io: Io,
  args: Arguments,
  row: Row
): Promise<{ against: Against; diagnostics: readonly Diagnostic[] }> {
  const { cell, workload } = row
  const { live, diagnostics: unread } = await readLive(io, args)
  const [config] = configsFor(io, args, row)
  const { config: stated, diagnostics } = await readConfig(io, { config })
  // It loads zod, for the configuration.
  const { refusalsAmong, releaseRefusals } = await import('./steps-stage.ts')
  const refusalsIn = refusalsAmong(io, {
    kind: 'files',
    groups: [],
    named: new Set(),
    diagnostics: []
  })
  const release = { release: cell.release, workload }
  return {
    against: {
      live: live && ofRelease(live, cell.release),
      refusalsOf: (text, block) => [
        ...refusalsIn(text, block),
        ...releaseRefusals(stated?.workloads ?? [], release, block)
      ]
    },
    diagnostics: [...unread, ...diagnostics.filter(each => hasErrors([each]))]
  }
}

/** The configurations that count for a release, the first of them most. */
export function configsFor(
  io: Io,
  { config }: Arguments,
  { cell }: Pick<Row, 'cell'>
): (string | undefined)[] {
  if (namingOf(io, { config }) === 'option') return [config]
  const folder = folderOf(cell.state[0] ?? '.')
  const own = environmentPath(cell.environment)
  const paths = [joinPath(folder, own), own, joinPath(folder, 'rolloutify.yaml'), undefined]
  const isThere = (path: string | undefined) =>
    path === undefined || !('reason' in io.readFile(path))
  return [...new Set(paths)].filter(isThere)
}

/** The Rollouts that say that they are of a release; where none does, those that name no other. */
export function ofRelease(live: Snapshot, release: string): Snapshot {
  if (release === '-') return live
  const said = live.rollouts.map(rollout => ({
    rollout,
    of: releaseIn(rollout.metadata.annotations, rollout.metadata.labels)
  }))
  const own = said.filter(({ of }) => of === release)
  const meant = own.length > 0 ? own : said.filter(({ of }) => of === undefined)
  return { ...live, rollouts: meant.map(({ rollout }) => rollout) }
}
