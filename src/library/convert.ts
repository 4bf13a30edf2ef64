import { convertSources } from '../convert/convert.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors } from '../diagnostic.ts'
import { concat, decode } from '../yaml/bytes.ts'
import { piecesOf } from '../yaml/revision.ts'
import { faultsOf, groupsOf, runOf } from './options.ts'
import type { ConvertOptions } from './told.ts'

/** A converted stream. With an error among the diagnostics the output is empty. */
export type Converted<Text extends string | Uint8Array> = {
  readonly output: Text
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Converts a stream of manifests to a stage of their migration to Argo Rollouts. Text gives text,
 * bytes give bytes; what is not converted keeps every byte. Nothing is read or written but this.
 */
export function convert(input: string, options?: ConvertOptions): Converted<string>
export function convert(input: Uint8Array, options?: ConvertOptions): Converted<Uint8Array>
export function convert(
  input: string | Uint8Array,
  options: ConvertOptions = {}
): Converted<string> | Converted<Uint8Array> {
  const groups = groupsOf(input, options)
  const faults = [...faultsOf(options)]
  const { revisions, diagnostics } =
    faults.length > 0
      ? { revisions: [], diagnostics: faults }
      : convertSources(groups, runOf(options))
  const failed = hasErrors(diagnostics)
  const isChanged = revisions.some(({ revised }) => revised.length > 0)
  const pieces = failed ? [] : revisions.flatMap(piecesOf)
  if (typeof input !== 'string') {
    return { output: isChanged || failed ? concat(pieces) : input, diagnostics }
  }
  return { output: isChanged || failed ? decode(concat(pieces)) : input, diagnostics }
}
