import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'

/** What an action does with its arguments and with what is behind `--`. */
type Run = (io: Io, args: Arguments, behind: readonly string[]) => number | Promise<number>

/** The actions, each loaded when it is asked for. */
const actions: Readonly<Record<string, () => Promise<Run>>> = {
  actions: async () => (await import('./argocd-actions.ts')).runActions,
  generate: async () => (await import('./argocd-plugin.ts')).runGenerate,
  parameters: async () => (await import('./argocd-plugin.ts')).runParameters,
  ignore: async () => (await import('./argocd-ignore.ts')).runIgnore
}

/** `argocd`: what Argo CD needs for canaries to be switched and released from its dashboard. */
export async function runArgoCd(
  io: Io,
  args: Arguments,
  behind: readonly string[]
): Promise<number> {
  const [word = '', ...files] = args.files
  const run = await actions[word]?.()
  // Whoever read the arguments has seen that the word is one of these.
  return run ? run(io, { ...args, files }, behind) : 2
}
