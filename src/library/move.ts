import { parseConfig } from '../config.ts'
import { hasErrors, sortDiagnostics } from '../diagnostic.ts'
import { moveConfig } from '../migration/config-move.ts'
import type { Configured } from '../migration/config-move.ts'
import type { Direction } from '../migration/gate.ts'
import { move } from '../migration/move.ts'
import type { Moved } from '../migration/moved.ts'
import { raise, raiseConfig } from '../migration/raise.ts'
import { readStandings } from '../migration/standing.ts'
import type { Run } from '../workload/select.ts'
import type { Snapshot } from '../snapshot.ts'
import { concat, decode } from '../yaml/bytes.ts'
import { piecesOf } from '../yaml/revision.ts'
import { openSource } from '../yaml/stream.ts'
import type { Converted } from './convert.ts'
import { groupsOf, readOptions } from './options.ts'
import type { Asking, ConfigMoveOptions, MoveOptions } from './told.ts'

/** Brings manifests one stage on or back, or out of a migration. */
export function moveText(
  input: string,
  options: MoveOptions,
  direction: Direction
): Converted<string> {
  const { run, live, faults } = readOptions(options)
  if (faults.length > 0) return { output: '', diagnostics: faults }
  const { replicasIgnored = false } = options
  const asked = askedBy(options, direction, live)
  return textOf(move(groupsOf(input, options), { ...run, replicasIgnored }, asked))
}

/** Raises N of manifests in the middle of a migration. */
export function raiseText(input: string, options: MoveOptions): Converted<string> {
  const { run, faults } = readOptions(options)
  if (faults.length > 0) return { output: '', diagnostics: faults }
  return textOf(raise(groupsOf(input, options), run))
}

/** Brings the entries of a configuration one stage on or back: only `stage:` changes. */
export const moveConfigText = (
  input: string,
  options: ConfigMoveOptions,
  direction: Direction
): Converted<string> =>
  editConfigText(input, options, (configured, run) =>
    moveConfig(configured, run, askedBy(options, direction, run.live))
  )

/** Raises N of the entries of a configuration. */
export const raiseConfigText = (input: string, options: ConfigMoveOptions): Converted<string> =>
  editConfigText(input, options, raiseConfig)

function editConfigText(
  input: string,
  options: ConfigMoveOptions,
  make: (configured: Configured, run: Run) => Moved
): Converted<string> {
  const { file = 'rolloutify.yaml', manifests, replicasIgnored = false } = options
  const read = readOptions(options)
  const { config, diagnostics: unread } = parseConfig(input, file)
  const faults = [...read.faults, ...unread]
  if (!config || faults.length > 0) return { output: '', diagnostics: faults }
  const run = { ...read.run, config, replicasIgnored }
  const standings =
    manifests === undefined ? undefined : readStandings(groupsOf(manifests, {}), run, undefined)
  if (standings && hasErrors(standings.diagnostics)) {
    return { output: '', diagnostics: standings.diagnostics }
  }
  const configured = {
    source: openSource(file, input),
    config,
    workloads: standings?.workloads ?? []
  }
  return textOf(make(configured, run))
}

const askedBy = (
  { unverified = false, dropReplicas = false }: Asking,
  direction: Direction,
  live: Snapshot | undefined
) => ({ direction, live, unverified, dropReplicas })

function textOf({ revisions, ...said }: Moved): Converted<string> {
  const diagnostics = sortDiagnostics([...said.diagnostics, ...said.refusals])
  const pieces = hasErrors(diagnostics) ? [] : revisions.flatMap(piecesOf)
  return { output: decode(concat(pieces)), diagnostics }
}
