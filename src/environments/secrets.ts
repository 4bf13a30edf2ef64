import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { readText } from './files.ts'
import type { Files, Read } from './files.ts'
import { unknownValue } from './unknown.ts'

/**
 * Reads a file of secrets, which are decrypted for the run only: its keys are known, and none of its
 * values is.
 */
export function readEncrypted(files: Files, path: string): Read {
  const text = files.read(path)
  const place = { file: path, line: 1, column: 1 }
  if (text === undefined) return { place, reason: 'the file cannot be read' }
  const read = readText(files, { text, file: path }, undefined)
  if (!('data' in read)) return { place, reason: 'it is encrypted' }
  const { sops, ...data } = read.data
  return { data: asEntries(hidden(data)) ?? {} }
}

/** A value of which only its keys are known. */
export function hidden(value: Value): Value {
  if (Array.isArray(value)) return value.map(hidden)
  const entries = asEntries(value)
  if (!entries) return unknownValue
  return Object.fromEntries(Object.entries(entries).map(([key, below]) => [key, hidden(below)]))
}
