import { argumentsPlace } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'

/** What an action does with its arguments and with what is after `--`. */
type Run = (io: Io, args: Arguments, behind: readonly string[]) => number | Promise<number>

/** The actions, each loaded when it is asked for. */
const actions: Readonly<Record<string, () => Promise<Run>>> = {
  actions: async () => (await import('./argocd-actions.ts')).runActions,
  generate: async () => (await import('./argocd-plugin.ts')).runGenerate,
  parameters: async () => (await import('./argocd-plugin.ts')).runParameters,
  ignore: async () => (await import('./argocd-ignore.ts')).runIgnore,
  rbac: async () => (await import('./argocd-rbac.ts')).runRbac,
  values: async () => (await import('./argocd-values.ts')).runValues
}

const withoutFiles: readonly string[] = ['actions', 'rbac', 'values']

/** `argocd`: what Argo CD needs for canaries to be switched and released from its dashboard. */
export async function runArgoCd(
  io: Io,
  args: Arguments,
  behind: readonly string[]
): Promise<number> {
  const [word = '', ...files] = args.files
  if (files.length > 0 && withoutFiles.includes(word)) {
    const reason = `argocd ${word} takes no files, but got "${files[0]}"`
    return finish(io, args, [
      wrongOption(argumentsPlace, reason, `see \`rolloutify argocd --help\``)
    ])
  }
  const run = await actions[word]?.()
  // Whoever read the arguments has seen that the word is one of these.
  return run ? run(io, { ...args, files }, behind) : 2
}
