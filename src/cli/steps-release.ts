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
import { environmentPath, isConfigNamed, readConfig } from './run.ts'

/** Reads what may speak against other steps of a release: the snapshot, and the stage of its migration. */
export async function readAgainst(
  io: Io,
  args: Arguments,
  row: Row
): Promise<{ against: Against; diagnostics: readonly Diagnostic[] }> {
  const { cell, workload } = row
  const { live, diagnostics: unread } = await readLive(io, args)
  const { config, diagnostics } = await readConfig(io, { config: configFor(io, args, row) })
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
        ...releaseRefusals(config?.workloads ?? [], release, block)
      ]
    },
    diagnostics: [...unread, ...diagnostics.filter(each => hasErrors([each]))]
  }
}

/** The configuration of an environment: beside the helmfile, or here; else the one for all. */
function configFor(io: Io, args: Arguments, { cell }: Row): string | undefined {
  if (isConfigNamed(io, args)) return args.config
  const folder = folderOf(cell.state[0] ?? '.')
  const own = environmentPath(cell.environment)
  const paths = [joinPath(folder, own), own, joinPath(folder, 'rolloutify.yaml')]
  return paths.find(path => !('reason' in io.readFile(path)))
}

/** The Rollouts that say that they are of a release; where none does, those that name no other. */
function ofRelease(live: Snapshot, release: string): Snapshot {
  if (release === '-') return live
  const said = live.rollouts.map(rollout => ({
    rollout,
    of: releaseIn(rollout.metadata.annotations, rollout.metadata.labels)
  }))
  const own = said.filter(({ of }) => of === release)
  const meant = own.length > 0 ? own : said.filter(({ of }) => of === undefined)
  return { ...live, rollouts: meant.map(({ rollout }) => rollout) }
}
