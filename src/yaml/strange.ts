import type { Node, Range } from './node.ts'

/** Why Kubernetes' reader of YAML refuses a text, or reads it otherwise than it looks. */
export type Fault = { readonly offset: number; readonly message: string }

/** What ends a line for some readers only, and what no reader of YAML may take. */
const strange =
  /\r(?!\n)|[\x85\u2028\u2029]|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|(?!^)\ufeff/

/** The first character that is taken for the end of a line, or for none, or refused. */
export function findStrange(text: string, start: number): Fault | undefined {
  const offset = start + text.slice(start).search(strange)
  if (offset < start) return undefined
  const isBreak = /[\r\x85\u2028\u2029]/.test(text[offset] ?? '')
  const message = isBreak
    ? 'It contains a line separator that not every YAML parser accepts'
    : 'It contains a control character'
  return { offset, message }
}

/** The first tab that stands where Kubernetes' reader takes blanks only: before what a line says. */
export function findTab(text: string, start: number, root: Node | undefined): Fault | undefined {
  if (!text.includes('\t', start)) return undefined
  const closed: Range[] = []
  addClosed(closed, root)
  const tab = /^ *(?:- +)*-?\t/gm
  tab.lastIndex = start
  let next = 0
  for (let found = tab.exec(text); found; found = tab.exec(text)) {
    const offset = tab.lastIndex - 1
    while ((closed[next]?.end ?? Infinity) <= offset) next++
    const isClosed = (closed[next]?.start ?? Infinity) <= offset
    if (!isClosed) return { offset, message: 'Tabs are not allowed as indentation' }
  }
  return undefined
}

/** Adds where scalars and brackets are, in order: within them tabs are as good as blanks. */
function addClosed(closed: Range[], node: Node | undefined): void {
  if (node?.type === 'mapping' && !node.flow) {
    for (const { value } of node.pairs) addClosed(closed, value)
  } else if (node?.type === 'sequence' && !node.flow) {
    for (const item of node.items) addClosed(closed, item)
  } else if (node) closed.push(node)
}
