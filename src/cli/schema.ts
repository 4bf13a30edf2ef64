import { configJsonSchema } from '../config-schema.ts'
import type { Io } from './io.ts'

/** `schema`: the JSON Schema of the configuration. */
export function runSchema(io: Io): number {
  io.writeStdout([configJsonSchema()])
  return 0
}
