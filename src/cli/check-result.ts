import { actionsText } from '../argocd/actions.ts'
import type { Checked } from '../check/check.ts'
import type { Setting } from '../check/scene.ts'
import type { Config } from '../config.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { decode } from '../yaml/bytes.ts'
import type { Source } from '../yaml/stream.ts'
import { canaryProfiles } from './argocd-actions.ts'
import type { Arguments } from './arguments.ts'

/** What was found in a scope, and the text of the lines that it is about. */
export type Result = Checked & { readonly lines: ReadonlyMap<string, string> }

/** What tells a line from all others. */
export const lineKey = ({ file, line }: { readonly file: string; readonly line: number }) =>
  `${line} ${file}`

/** What is said in place of a result. */
export const failed = (found: readonly Diagnostic[]): Result => ({
  found,
  ignores: [],
  lines: new Map()
})

/** A result with the lines that its findings are about. */
export function withLines(checked: Checked, sources: readonly Source[]): Result {
  const byFile = new Map(sources.map(source => [source.file, source]))
  const lines = new Map<string, string>()
  const split = new Map<string, string[]>()
  for (const each of checked.found) {
    const source = byFile.get(each.file)
    if (!source) continue
    const text = split.get(each.file) ?? decode(source.bytes).split('\n')
    split.set(each.file, text)
    lines.set(lineKey(each), text[each.line - 1] ?? '')
  }
  return { ...checked, lines }
}

/** What a run knows beside the files. */
export function settingOf(
  { namespace, release }: Arguments,
  config: Config | undefined,
  patches: ReadonlySet<string>
): Setting {
  const printed = config && actionsText(canaryProfiles(config))
  const actions = printed && !hasErrors(printed.diagnostics) ? printed.text : undefined
  const run = { namespace: namespace || undefined, release: release || undefined }
  return { config, actions, ...run, patches }
}
