import type { Node } from './node.ts'

/** Why Kubernetes' reader of YAML refuses a text, or reads it otherwise than it looks. */
export type Fault = { readonly offset: number; readonly message: string }

/** What ends a line for some readers only, and what no reader of YAML may take. */
const strange =
  /\r(?!\n)|[\x85\u2028\u2029]|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

/** The first character that is taken for the end of a line, or for none, or refused. */
export function findStrange(text: string, start: number): Fault | undefined {
  const offset = start + text.slice(start).search(strange)
  if (offset < start) return undefined
  const isBreak = /[\r\x85\u2028\u2029]/.test(text[offset] ?? '')
  const message = isBreak
    ? 'It has a line end that some readers do not take for one'
    : 'It has a control character'
  return { offset, message }
}

/** The first tab that stands where Kubernetes' reader takes blanks only: before what a line says. */
export function findTab(text: string, start: number, root: Node | undefined): Fault | undefined {
  if (!text.includes('\t', start)) return undefined
  const tab = /^ *\t/gm
  tab.lastIndex = start
  for (let found = tab.exec(text); found; found = tab.exec(text)) {
    const offset = tab.lastIndex - 1
    if (!isWithin(root, offset)) return { offset, message: 'Tabs are not allowed as indentation' }
  }
  return undefined
}

/** Whether an offset is within a scalar or brackets, where tabs are as good as blanks. */
function isWithin(node: Node | undefined, offset: number): boolean {
  if (!node || offset < node.start || node.end <= offset) return false
  if (node.type === 'mapping' && !node.flow) {
    return node.pairs.some(({ value }) => isWithin(value, offset))
  }
  if (node.type === 'sequence' && !node.flow) return node.items.some(item => isWithin(item, offset))
  return true
}
