import { define } from '../diagnostic.ts'

// Comments `# rolloutify-ignore CODE reason` that ignore nothing.

export const ignoreWithoutReason = define({
  code: 'ignore-without-reason',
  severity: 'error',
  message: (code: string) => `The comment ignores "${code}" and does not say why`,
  hint: (code: string) => `write the reason behind it: # rolloutify-ignore ${code} REASON`
})

export const ignoreUnknownCode = define({
  code: 'ignore-unknown-code',
  severity: 'error',
  message: (code: string, _similar: string | undefined) =>
    code === ''
      ? 'The comment does not name a diagnostic to ignore'
      : `The comment ignores "${code}", and there is no such diagnostic`,
  hint: (_code: string, similar: string | undefined) =>
    similar === undefined
      ? 'name the word in brackets at the end of the message: # rolloutify-ignore CODE REASON'
      : `did you mean "${similar}"?`
})

export const ignoreWithoutFinding = define({
  code: 'ignore-without-finding',
  severity: 'warning',
  message: (code: string) => `The comment ignores "${code}", which is not found here`,
  hint: 'delete the comment, or put it beside or right above the line of the finding'
})
