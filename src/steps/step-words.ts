import type { Value } from '../yaml/node.ts'

/** Steps in words: `25 % → wait for a person → 100 %`. The end is 100 % in any case. */
export function wordsOf(steps: readonly Value[]): string {
  const words = steps.map(wordOf)
  return (words.at(-1) === '100 %' ? words : [...words, '100 %']).join(' → ')
}

function wordOf(step: Value): string {
  if (typeof step !== 'object' || step === null || Array.isArray(step)) return String(step)
  const [kind = 'nothing', value = null] = Object.entries(step)[0] ?? []
  if (kind === 'setWeight') return `${printPlain(value)} %`
  return kind === 'pause' ? pauseInWords(value) : kind
}

function pauseInWords(pause: Value): string {
  const duration =
    typeof pause === 'object' && pause !== null && !Array.isArray(pause)
      ? (pause as { readonly [key: string]: Value })['duration']
      : pause
  if (duration === undefined || duration === null) return 'wait for a person'
  const text = printPlain(duration)
  if (/^[0-9]+$/.test(text)) return `${text} s`
  // Only what is a Go duration as a whole is put into words.
  if (!/^(?:[0-9.]+(?:h|m|s))+$/.test(text)) return text
  return text.replace(/([0-9.]+)(h|m|s)(?=(.?))/g, (_, count, unit, next) =>
    [count, ' ', unit === 'm' ? 'min' : unit, next && ' '].join('')
  )
}

const printPlain = (value: Value) => (typeof value === 'string' ? value : JSON.stringify(value))
