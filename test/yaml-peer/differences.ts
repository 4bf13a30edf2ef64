import type { Reading } from './peer.ts'

/** Where we are meant to read otherwise than kubectl, and why. */
export type Difference = {
  readonly name: string
  readonly reason: string
  readonly explains: (unlike: Unlike) => boolean
}

type Unlike = { readonly text: string; readonly ours: Reading; readonly theirs: Reading }

export const differences: readonly Difference[] = [
  {
    name: 'line ends',
    reason: 'A lone CR, NEL, LS and PS end a line for kubectl only: they are refused.',
    explains: ({ ours }) => ours.error?.includes('line separator') === true
  },
  {
    name: 'deep nesting',
    reason: 'What is nested thousands of levels deep is refused: no object is.',
    explains: ({ ours }) => ours.error?.includes('nested too deeply') === true
  },
  {
    name: 'text behind the root',
    reason: 'kubectl leaves unread what is further left than the first line: it is refused.',
    explains: ({ ours, theirs }) =>
      theirs.error === undefined &&
      /at node end$|in YAML stream$|several documents|^Unexpected [\w-]+ token|^Implicit keys|control character/.test(
        ours.error ?? ''
      )
  },
  {
    name: 'a tab on a blank line',
    reason: 'kubectl leaves a line unread that has only blanks: a tab there is refused.',
    explains: ({ text, ours }) =>
      ours.error?.startsWith('Tabs') === true && /\n[ \t]*\t[ \t]*(?:\n|(?:#.*)?$)/.test(text)
  },
  {
    name: 'names of anchors',
    reason: 'kubectl takes letters and digits only.',
    explains: ({ theirs }) => theirs.error?.includes('alphabetic or numeric character') === true
  },
  {
    name: 'numbers without end as keys',
    reason: 'kubectl keeps the word where it is a key; no field is called so.',
    explains: ({ text, ours }) => ours.error === undefined && /\.(?:inf|nan)\b/i.test(text)
  },
  {
    name: 'collections as keys',
    reason: 'kubectl refuses or drops them; for us they are what a Go template may be.',
    explains: ({ text, ours, theirs }) =>
      ours.error === undefined &&
      (/invalid map key|unsupported map key/.test(theirs.error ?? '') || /[\]}]\s*:/.test(text))
  },
  {
    name: 'tags',
    reason: 'kubectl refuses a value that is not as its tag says, and takes a tag for a key.',
    explains: ({ text }) => text.includes('!')
  },
  {
    name: 'odd scalars in brackets',
    reason:
      'Unquoted text there has fewer signs for kubectl, and a colon ends it with a blank only.',
    explains: ({ text, ours, theirs }) =>
      /did not find expected (?:',' or|node content)|tab character that/.test(theirs.error ?? '') ||
      /not allowed within flow|^Comments must be separated/.test(ours.error ?? '') ||
      (ours.error?.startsWith('Missing , between flow') === true && /\n\s*:[,\]}]/.test(text)) ||
      // A colon that no blank follows begins text for us, and nothing for kubectl.
      (ours.error === undefined &&
        theirs.error?.includes('found character that cannot start any token') === true &&
        /[[{,:]\s*:[^\s,\]}]/.test(text)) ||
      (ours.error === undefined &&
        theirs.error === undefined &&
        /[[{,][^[\]{},]*:[,\]}]/.test(text))
  },
  {
    name: 'numbers beyond those of JSON',
    reason: 'kubectl takes a number that no float holds, such as 1e320, for text: it is refused.',
    explains: ({ ours }) => ours.error?.includes('number that JSON does not support') === true
  },
  {
    name: 'an escaped single quote',
    reason: 'kubectl reads it in double quotes, YAML has no such escape: it is refused.',
    explains: ({ text, ours }) => ours.error === 'Invalid escape sequence' && text.includes("\\'")
  },
  {
    name: 'escapes that only JSON has',
    reason: 'A slash is escaped in JSON, which kubectl reads by itself where a file is JSON.',
    explains: ({ text }) => text.includes('\\/')
  },
  {
    name: 'explicit keys',
    reason: 'Behind a question mark kubectl reads one more mapping; no manifest has one.',
    explains: ({ text }) => /^\s*(?:- +)*\?\s/m.test(text)
  },
  {
    name: 'a block scalar at the root',
    reason: 'kubectl wants it further right than nothing; no object is one.',
    explains: ({ text }) => /^\s*(?:#.*\n\s*)*[|>]/.test(text)
  }
]

/** The known difference that makes two readings unlike. */
export const differenceOf = (unlike: Unlike): Difference | undefined =>
  differences.find(({ explains }) => explains(unlike))
