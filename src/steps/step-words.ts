import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

/** Steps in words: `25% → wait for a person → 100%`. The end is 100% in any case. */
export function wordsOf(steps: readonly Value[], analysisWords?: AnalysisWords): string {
  const words = steps.map(step => wordOf(step, analysisWords))
  const end = words.findLast(word => word.endsWith('%'))
  return (end === '100%' ? words : [...words, '100%']).join(' → ')
}

/** The same for a menu: `25% → wait → 100%`. */
export const shortWordsOf = (steps: readonly Value[], analysisWords?: AnalysisWords) =>
  wordsOf(steps, analysisWords).replaceAll(person, 'wait')

const person = 'wait for a person'

/** What an analysis by a template of a name waits for, where that is known. */
export type AnalysisWords = (template: string) => string | undefined

/** One step in words. */
export function wordOf(step: Value, analysisWords: AnalysisWords = () => undefined): string {
  const entries = asEntries(step)
  if (!entries) return printPlain(step)
  const [kind = 'nothing', value = null] = Object.entries(entries)[0] ?? []
  if (kind === 'setWeight') return `${printPlain(value)}%`
  // The API server drops a key without a value.
  if (value === null) return 'nothing'
  if (kind === 'analysis') return analysisInWords(value, analysisWords)
  return kind === 'pause' ? pauseInWords(value) : kind
}

/** What is waited for, as far as the templates are known. */
function analysisInWords(analysis: Value, wordsFor: AnalysisWords): string {
  const names = templateNames(analysis)
  const words = names.map(name => wordsFor(name) ?? `analysis ${name}`)
  return words.length > 0 ? words.join(' and ') : 'analysis'
}

/** The templates that an analysis names. */
export function templateNames(analysis: Value | undefined): string[] {
  // A configuration names its metric, a Rollout the templates.
  if (typeof analysis === 'string') return [analysis]
  const templates = asEntries(analysis)?.['templates']
  return (Array.isArray(templates) ? templates : []).flatMap(each => {
    const name = asEntries(each)?.['templateName']
    return typeof name === 'string' ? [name] : []
  })
}

function pauseInWords(pause: Value): string {
  const { duration = null } = asEntries(pause) ?? { duration: pause }
  if (duration === null) return person
  const text = printPlain(duration)
  return /^[0-9]+$/.test(text) ? `${text}s` : text
}

const printPlain = (value: Value) => (typeof value === 'string' ? value : JSON.stringify(value))
