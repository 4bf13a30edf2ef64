import { define } from '../diagnostic.ts'

// Comments `# rolloutify-ignore CODE reason` that ignore nothing.

export const ignoreWithoutReason = define({
  code: 'ignore-without-reason',
  severity: 'error',
  message: (code: string) => `The comment ignores "${code}" without a reason`,
  hint: (code: string) => `add the reason: # rolloutify-ignore ${code} REASON`,
  why: 'Nobody can tell later whether the finding may still be ignored.'
})

export const ignoreUnknownCode = define({
  code: 'ignore-unknown-code',
  severity: 'error',
  message: (code: string, _similar: string | undefined) =>
    code === ''
      ? 'The comment does not name a diagnostic to ignore'
      : `The comment ignores "${code}", but no such diagnostic exists`,
  hint: (_code: string, similar: string | undefined) =>
    similar === undefined
      ? 'name the code in brackets at the end of the message: # rolloutify-ignore CODE REASON'
      : `did you mean "${similar}"?`,
  why: 'Nothing is ignored, so the finding that was meant is still reported.'
})

export const ignoreWithoutFinding = define({
  code: 'ignore-without-finding',
  severity: 'warning',
  message: (code: string) => `The comment ignores "${code}", which is not reported here`,
  hint: 'remove the comment, or move it to the line of the finding or the line above',
  why: 'Left in place, the comment would hide the finding if it comes back.'
})
