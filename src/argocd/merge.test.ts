import { expect, test } from 'vitest'
import { decode } from '../yaml/bytes.ts'
import { asEntries, valueOf } from '../yaml/node.ts'
import { piecesOf } from '../yaml/revision.ts'
import { openSource, wholeDocument } from '../yaml/stream.ts'
import { actionsKey, actionsText } from './actions.ts'
import { mergeActions } from './merge.ts'

const at = () => ({ file: 'rolloutify.yaml', line: 1, column: 1 })
const textFor = (weight: number) =>
  actionsText([{ name: 'careful', steps: [{ setWeight: weight }], words: `${weight}%`, at }]).text
const actions = textFor(25)

/** A text with the actions in it, or the codes that refuse it. */
function merged(text: string, own = actions): string {
  const { revisions, diagnostics } = mergeActions(openSource('cm.yaml', text), own)
  const pieces = revisions.flatMap(piecesOf).map(decode)
  return diagnostics.length > 0 ? diagnostics.map(({ code }) => code).join() : pieces.join('')
}

const dataOf = (text: string) => asEntries(valueOf(wholeDocument(openSource('', text)).root)) ?? {}

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm}\n'
const files: [string, string][] = [
  ['no data', head],
  ['no line break at the end', head + 'data:\n  url: a'],
  ['data without a value', head + 'data:\n'],
  ['data without a value and no line break', head + 'data:'],
  ['braces', head + 'data: {} # none\n'],
  ['data before the rest', 'data:\n  # Ours.\n  url: a\n\n' + head],
  ['a block scalar below', head + 'data:\n  notes: |+\n    text\n\n\n'],
  ['one line', head + "data: {url: 'a', b: c}\n"],
  ['an anchor', head + 'data: &data # all\n    url: a\n'],
  ['a byte order mark', '\ufeff' + head],
  ['an entry without a value', `${head}data:\n  ${actionsKey}:\n  url: a\n`]
]

test.for(files)('puts the actions into a ConfigMap and changes nothing else: %s', ([, text]) => {
  for (const own of [text, text.replaceAll('\n', '\r\n')]) {
    const made = merged(own)
    const { data, ...rest } = dataOf(made)
    const { data: before, ...restBefore } = dataOf(own)
    expect(rest).toEqual(restBefore)
    expect(data).toEqual({ ...asEntries(before), [actionsKey]: actions })
    expect(merged(made)).toBe(made)
    if (own.includes('\r')) expect(made.replaceAll('\r\n', '')).not.toContain('\n')
  }
})

test.for(files)('brings actions up to date, and back: %s', ([, text]) => {
  const made = merged(text)
  const newer = merged(made, textFor(10))
  expect(newer).not.toBe(made)
  expect(asEntries(dataOf(newer)['data'])?.[actionsKey]).toBe(textFor(10))
  expect(merged(newer)).toBe(made)
})

test('an empty entry, and one in quotes, take the actions as lines', () => {
  const quoted = JSON.stringify(textFor(10))
  expect(merged(`${head}data:\n  ${actionsKey}: ${quoted} # ours\n`)).toContain(
    `${actionsKey}: |\n    # Made`
  )
})

test.for([
  ['actions that were edited', `data:\n  ${actionsKey}: ${JSON.stringify(actions + ' ')}\n`],
  ['a comment that would become text', `data:\n  ${actionsKey}:\n      # mine\n  b: c\n`]
])('refuses %s', ([, data]) => {
  expect(merged(head + data)).toBe('actions-not-merged')
})

test.for([
  ['configs:\n  cm:\n    url: a\n', 'configs'],
  ['configs:\n', 'configs'],
  ['configs: {}\nserver: {}\n', 'configs'],
  ['argo-cd:\n  configs:\n    cm: {}\n', 'argo-cd']
])('puts the actions into values %j', ([values = '', key = '']) => {
  const made = merged(values)
  const chart = key === 'configs' ? dataOf(made) : asEntries(dataOf(made)[key])
  const cm = asEntries(asEntries(chart?.['configs'])?.['cm'])
  expect(cm?.[actionsKey]).toBe(actions)
  expect(made).toContain('|\n')
  expect(merged(made)).toBe(made)
})
