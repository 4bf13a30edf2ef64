import { configJsonSchema } from '../config-schema.ts'
import { argumentsPlace } from '../settings.ts'
import type { Io } from './io.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'

/** `schema`: the JSON Schema of the configuration. */
export function runSchema(io: Io, files: readonly string[]): number {
  const [first] = files
  if (first !== undefined) {
    const reason = `schema takes no files, but got "${first}"`
    return finish(io, {}, [wrongOption(argumentsPlace, reason, 'as in `rolloutify schema`')])
  }
  io.writeStdout([configJsonSchema()])
  return 0
}
