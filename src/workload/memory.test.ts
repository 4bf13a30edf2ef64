import { expect, test } from 'vitest'
import { manifestsOf } from '../kubernetes/manifest.ts'
import { applyEdits } from '../yaml/edit.ts'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import { plannedOf, recall, remember } from './memory.ts'

const before = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4
  selector: {}`

function manifestIn(text: string) {
  const source = openSource('web.yaml', text)
  const [found] = splitStream(source).flatMap(chunk => manifestsOf(readDocument(source, chunk)))
  if (!found) throw new Error('no manifest')
  return found
}

const planned = { replicas: 8, percents: [25, 100] }

const pinned = (text: string) =>
  applyEdits(text, remember(manifestIn(text), { spec: { replicas: 8 } }, { planned }).edits)

function recalled(text: string): string {
  const edits = recall(manifestIn(text))
  return typeof edits === 'object' ? applyEdits(text, edits) : String(edits)
}

test.for([
  ['with a last line break', before + '\n'],
  ['without one', before],
  ['with a comment at the end', before + '\n  # a note\n'],
  ['with lines of Windows', before.replaceAll('\n', '\r\n') + '\r\n'],
  ['with annotations', before.replace('spec:', '  annotations:\n    a: b\nspec:')],
  ['with the new line elsewhere, too', before + '\nstatus:\n  replicas: 8\n']
])('a manifest comes back to the byte: %s', ([, text]) => {
  const after = pinned(text ?? '')
  expect(after).toContain('replicas: 8')
  expect(plannedOf(manifestIn(after))).toEqual(planned)
  expect(recalled(after)).toBe(text)
})

const memory = /(rolloutify\/baseline: ).*/

test.for<[what: string, change: (text: string) => string, found: string]>([
  ['no memory at all', () => before, 'undefined'],
  ['the plan alone', text => text.replace(/.*rolloutify\/baseline.*\n/, ''), 'edited'],
  ['no text', text => text.replace(memory, '$1[1, 2]'), 'edited'],
  ['no JSON', text => text.replace(memory, '$1web'), 'edited'],
  ['no list', text => text.replace(memory, "$1'{}'"), 'edited'],
  ['a list of something else', text => text.replace(memory, "$1'[1]'"), 'edited'],
  ['a list of other items', text => text.replace(memory, `$1'[["a1",0,""]]'`), 'edited'],
  ['the same list, spelled otherwise', text => text.replace('",3,', '", 3,'), 'edited'],
  ['a list of nothing', text => text.replace(memory, "$1'[]'"), 'edited'],
  ['an edited line', text => text.replace('replicas: 8', 'replicas: 9'), 'edited'],
  ['a line that exists twice now', text => text + '  replicas: 8\n', 'edited']
])('what a manifest remembers: %s', ([, change, found]) => {
  expect(recalled(change(pinned(before + '\n')))).toBe(found)
})

test.for<[plan: string, found: unknown]>([
  ['{"replicas":8,"percents":[25,100]}', planned],
  ['web', 'edited'],
  ['8', 'edited'],
  ['null', 'edited'],
  ['{"replicas":8}', 'edited'],
  ['{"replicas":"8","percents":[100]}', 'edited'],
  ['{"replicas":8,"percents":100}', 'edited'],
  ['{"replicas":8,"percents":[25]}', 'edited']
])('the plan %s', ([plan, found]) => {
  const annotations = `  annotations:\n    rolloutify/plan: '${plan}'\nspec:`
  expect(plannedOf(manifestIn(before.replace('spec:', annotations)))).toEqual(found)
  expect(plannedOf(manifestIn(before))).toBeUndefined()
})

test('what cannot be edited, or is all on one line, is not remembered', () => {
  const aliased =
    'x: &spec { replicas: 4 }\nkind: Deployment\nmetadata: { name: web }\nspec: *spec\n'
  expect(remember(manifestIn(aliased), { spec: { replicas: 8 } })).toMatchObject({
    edits: [],
    obstacle: {}
  })
  const long = JSON.stringify({ kind: 'Deployment', metadata: { name: 'x'.repeat(5000) } })
  expect(remember(manifestIn(long), { spec: { replicas: 8 } })).toEqual({
    edits: [],
    obstacle: 'one-line'
  })
})
