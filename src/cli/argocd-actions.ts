import { actionsText } from '../argocd/actions.ts'
import type { CanaryProfile } from '../argocd/actions.ts'
import { mergeActions } from '../argocd/merge.ts'
import { actionsConfigMap } from '../argocd/config-map.ts'
import type { Config } from '../config.ts'
import { metricWords } from '../datadog/words.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { argumentsPlace } from '../settings.ts'
import { checkSteps } from '../steps/check-steps.ts'
import { allProfiles } from '../steps/profiles.ts'
import { shortWordsOf } from '../steps/step-words.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { conclude, deliver, modeOf, refuseWrite, withoutMerge } from './output.ts'
import type { Mode } from './output.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { readConfig } from './run.ts'
import { readInput, sourcesOf } from './sources.ts'

/** `argocd actions`: the actions by which the dashboard switches the canary of the next release. */
export async function runActions(io: Io, args: Arguments): Promise<number> {
  const { text, diagnostics } = await readActions(io, args)
  const mode = modeOf(args)
  if ('code' in mode) return finish(io, args, [mode])
  if (text === undefined) return finish(io, args, diagnostics)
  if (args.merge !== undefined)
    return merge(io, args, { path: args.merge, mode, text, diagnostics })
  if (mode.name !== 'print') return finish(io, args, [withoutMerge(mode)])
  return conclude(io, args, diagnostics, () => {
    io.writeStdout([actionsConfigMap(text)])
    return { exit: 0, diagnostics: [] }
  })
}

type Merge = Required<Read> & { readonly path: string; readonly mode: Mode }

/** Puts the actions into a file. */
async function merge(io: Io, args: Arguments, { path, mode, text, diagnostics }: Merge) {
  const input = await readInput(io, [path])
  const [source, second] = sourcesOf(input)
  const refused = second ? severalFiles(path) : refuseWrite(mode, input)
  const unread = [...diagnostics, ...input.diagnostics, ...(refused ? [refused] : [])]
  if (!source || hasErrors(unread)) return finish(io, args, unread)
  const merged = mergeActions(source, text)
  return conclude(io, args, [...unread, ...merged.diagnostics], () =>
    deliver(io, { mode, revisions: merged.revisions, host: undefined, input: input.kind })
  )
}

const severalFiles = (path: string) =>
  wrongOption(
    argumentsPlace,
    `--merge takes one file, but "${path}" has several`,
    'pass one of them'
  )

type Read = { readonly text?: string; readonly diagnostics: readonly Diagnostic[] }

/** The entry of argocd-cm for the profiles of the configuration; none where that has errors. */
export async function readActions(io: Io, args: Arguments): Promise<Read> {
  const { config, diagnostics: unread } = await readConfig(io, args)
  if (hasErrors(unread)) return { diagnostics: unread }
  const profiles = canaryProfiles(config)
  const faults = profiles.flatMap(({ steps, at }) => checkSteps(steps, at))
  const { text, diagnostics: refused } = actionsText(profiles)
  const diagnostics = [...unread, ...faults, ...refused]
  return hasErrors(diagnostics) ? { diagnostics } : { text, diagnostics }
}

/** The profiles of a configuration, and the built-in ones, as the dashboard offers them. */
export function canaryProfiles(config: Config | undefined): CanaryProfile[] {
  const own = config?.profiles ?? {}
  const { analysisWords } = metricWords(config?.metrics)
  return [...allProfiles(own)].map(([name, steps]) => {
    const placeOf = Object.hasOwn(own, name) ? config?.profileAt?.(name) : undefined
    return {
      name,
      steps,
      words: shortWordsOf(steps, analysisWords),
      at: placeOf ?? (() => argumentsPlace)
    }
  })
}
