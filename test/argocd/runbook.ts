import { isPromised } from '../promised.ts'

/** The part of a RUNBOOK.md for one stage. */
export type Chapter = {
  readonly stage: string
  /** The folder of the plan. */
  readonly folder: string
  /** The commands under "First.", before the commit; empty where there are none. */
  readonly first: string
  /** The commands under "Check". */
  readonly look: string
  /** The lines that must be among what these print, in this order. */
  readonly promised: readonly string[]
}

/** The text of the first block of code of a kind behind a mark. */
function block(text: string, mark: string, kind: string) {
  const from = text.indexOf(mark)
  const [, code = ''] = new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``).exec(text.slice(from)) ?? []
  return from < 0 ? '' : code
}

const lines = (text: string) =>
  text
    .split('\n')
    .map(line => line.trimEnd())
    .filter(line => line)

function chapter(text: string): Chapter {
  const folder = text.slice(0, text.indexOf('\n')).trim()
  const [before = '', after = ''] = text.split('**Check ')
  return {
    ...{ folder, stage: folder.replace(/^\d+-/, '') },
    first: block(before, '**First.', 'sh'),
    look: block(after, '', 'sh'),
    promised: lines(block(after, '', 'text'))
  }
}

/** The stages of a runbook, in their order. */
export const chaptersOf = (runbook: string): readonly Chapter[] =>
  runbook
    .split(/^### (?=\d)/m)
    .slice(1)
    .map(text => chapter(text.split(/^## /m)[0] ?? ''))

/** The commands with which the work begins. */
export const beginningOf = (runbook: string) =>
  block(runbook, 'The commands below need the name of the Application', 'sh')

/** The promised lines that are not among the printed ones, in their order. */
export function missingIn(printed: string, promised: readonly string[]) {
  const have = printed.split('\n').map(line => line.trimEnd())
  let at = 0
  return promised.filter(line => {
    const found = have.findIndex((each, index) => index >= at && isPromised(line, each))
    if (found >= 0) at = found + 1
    return found < 0
  })
}
