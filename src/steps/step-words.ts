import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

/** Steps in words: `25 % → wait for a person → 100 %`. The end is 100 % in any case. */
export function wordsOf(steps: readonly Value[]): string {
  const words = steps.map(wordOf)
  const end = words.findLast(word => word.endsWith(' %'))
  return (end === '100 %' ? words : [...words, '100 %']).join(' → ')
}

/** The same for a menu: `25% → wait → 100%`. */
export const shortWordsOf = (steps: readonly Value[]) =>
  wordsOf(steps).replaceAll(' %', '%').replaceAll(person, 'wait')

const person = 'wait for a person'

/** One step in words. */
export function wordOf(step: Value): string {
  const entries = asEntries(step)
  if (!entries) return printPlain(step)
  const [kind = 'nothing', value = null] = Object.entries(entries)[0] ?? []
  if (kind === 'setWeight') return `${printPlain(value)} %`
  // The API server drops a key without a value.
  if (value === null) return 'nothing'
  return kind === 'pause' ? pauseInWords(value) : kind
}

function pauseInWords(pause: Value): string {
  const { duration = null } = asEntries(pause) ?? { duration: pause }
  if (duration === null) return person
  const text = printPlain(duration)
  if (/^[0-9]+$/.test(text)) return `${text} s`
  if (!/^(?:[0-9.]+[hms])+$/.test(text)) return text
  const parts = [...text.matchAll(/([0-9.]+)([hms])/g)]
  return parts.map(([, count, unit]) => `${count} ${unit === 'm' ? 'min' : unit}`).join(' ')
}

const printPlain = (value: Value) => (typeof value === 'string' ? value : JSON.stringify(value))
