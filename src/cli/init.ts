import { initialConfig } from '../convert/init.ts'
import { updatedConfig } from '../convert/init-update.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { readLive, withoutLive } from './live.ts'
import { conclude, deliver, modeOf } from './output.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { readConfig, runOf } from './run.ts'
import { argumentsPlace } from '../settings.ts'
import { careful, commentedSteps } from '../steps/profiles.ts'
import type { Run } from '../workload/select.ts'
import { openSource, wholeDocument } from '../yaml/stream.ts'
import { readInput } from './sources.ts'
import type { Input } from './sources.ts'

/** `init`: a configuration to begin with. */
export async function runInit(io: Io, args: Arguments): Promise<number> {
  const input = withoutLive(io, await readInput(io, args.files), args)
  const { live, diagnostics: unread } = await readLive(io, args)
  const faults = [...input.diagnostics, ...unread]
  if (hasErrors(faults)) return finish(io, args, faults)
  const asked = runOf({ ...args, stage: 'introduce-rollout' }, undefined, input.kind)
  const run = { ...asked, live, canaryComment: commentedSteps(careful) }
  if (args.update !== undefined) return update(io, args, { input, run })
  const mode = modeOf(args)
  if ('code' in mode || mode.name !== 'print') {
    const hint = 'add --update FILE, or send what is printed to a file: > rolloutify.yaml'
    const reason = '--write, --diff and --check need a configuration to compare with'
    return finish(io, args, ['code' in mode ? mode : wrongOption(argumentsPlace, reason, hint)])
  }
  const { output, diagnostics } = initialConfig(input.groups, run)
  io.writeStdout([output])
  return finish(io, args, diagnostics)
}

/** Adds to the configuration that `--update` names. */
async function update(io: Io, args: Arguments, { input, run }: { input: Input; run: Run }) {
  const path = args.update ?? ''
  const mode = modeOf(args)
  if ('code' in mode) return finish(io, args, [mode])
  const { config, diagnostics } = await readConfig(io, { config: path })
  const bytes = io.readFile(path)
  if (!config || 'reason' in bytes) return finish(io, args, diagnostics)
  const document = wholeDocument(openSource(path, bytes))
  const updated = updatedConfig({ document, config }, input.groups, run)
  return conclude(io, args, updated.diagnostics, () =>
    deliver(io, { mode, revisions: updated.revisions, host: undefined, input: 'files' })
  )
}
