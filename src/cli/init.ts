import { initialConfig } from '../convert/init.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { readLive, withoutLive } from './live.ts'
import { finish } from './report.ts'
import { runOf } from './run.ts'
import { readInput } from './sources.ts'

/** `init`: a configuration to begin with. */
export async function runInit(io: Io, args: Arguments): Promise<number> {
  const input = withoutLive(io, await readInput(io, args.files), args)
  const { live, diagnostics: unread } = await readLive(io, args)
  const faults = [...input.diagnostics, ...unread]
  if (hasErrors(faults)) return finish(io, args, faults)
  const asked = runOf({ ...args, stage: 'introduce-rollout' }, undefined, input.kind)
  const run = { ...asked, live }
  const { output, diagnostics } = initialConfig(input.groups, run)
  io.writeStdout([output])
  return finish(io, args, diagnostics)
}
