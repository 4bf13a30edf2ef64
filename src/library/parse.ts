import { parseConfig as parse } from '../config.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Config } from './config.ts'

/** Reads a `rolloutify.yaml`. There is a configuration where there is no error. */
export const parseConfig = (
  text: string,
  file?: string
): { config: Config | undefined; diagnostics: readonly Diagnostic[] } => parse(text, file)
