import type { Config } from '../config.ts'
import type { Run } from '../workload/select.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { argumentsPlace } from '../settings.ts'
import type { Snapshot } from '../snapshot.ts'
import { openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { readLive, withoutLive } from './live.ts'
import { wrongOption } from './problems.ts'
import { configPathOf, environmentsIn, readConfig, runOf } from './run.ts'
import { readInput } from './sources.ts'
import type { Input } from './sources.ts'

/** All that a call is given. */
export type World = {
  /** Manifests; none where no file is named. */
  readonly input: Input | undefined
  readonly config: Config | undefined
  /** The configuration's text, where it states the stages. */
  readonly source: Source | undefined
  readonly live: Snapshot | undefined
  readonly run: Run
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads manifests, configuration and snapshot. */
export async function readWorld(io: Io, args: Arguments): Promise<World> {
  const { config, diagnostics: unread } = await readConfig(io, args)
  const { live, diagnostics: unseen } = await readLive(io, args)
  const input =
    args.files.length > 0 ? withoutLive(io, await readInput(io, args.files), args) : undefined
  const path = configPathOf(io, args)
  const bytes = config?.workloads && io.readFile(path)
  const source = bytes && !('reason' in bytes) ? openSource(path, bytes) : undefined
  const [environment] = environmentsIn(io)
  const hint =
    environment === undefined
      ? 'pass the manifests, or a rolloutify.yaml that lists workloads'
      : `pass the manifests, or the environment, as in \`--environment ${environment}\``
  const missing =
    input || source || hasErrors(unread)
      ? []
      : [wrongOption(argumentsPlace, 'No file is passed, and no configuration sets a stage', hint)]
  return {
    input,
    config,
    source,
    live,
    // A Rollout in Git has commented steps, also where it goes through a pipe.
    run: { ...runOf(args, config, 'files'), input: input?.kind ?? 'files', live },
    diagnostics: [...(input?.diagnostics ?? []), ...unread, ...unseen, ...missing]
  }
}
