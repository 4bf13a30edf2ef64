import { initialConfig } from '../convert/init.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { finish } from './report.ts'
import { runOf } from './run.ts'
import { readInput } from './sources.ts'

/** `init`: a configuration to begin with. */
export async function runInit(io: Io, args: Arguments): Promise<number> {
  const input = await readInput(io, args.files)
  if (hasErrors(input.diagnostics)) {
    return finish(io, args, input.diagnostics)
  }
  const run = runOf({ ...args, stage: 'introduce-rollout' }, undefined, input.kind)
  const { output, diagnostics } = initialConfig(input.groups, run)
  io.writeStdout([output])
  return finish(io, args, diagnostics)
}
