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
    explains: ({ ours }) => ours.error?.includes('line end') === true
  },
  {
    name: 'text behind the root',
    reason: 'kubectl leaves unread what is further left than the first line: it is refused.',
    explains: ({ ours, theirs }) =>
      theirs.error === undefined &&
      /at node end$|in YAML stream$|several documents|^Unexpected scalar token$|^Implicit keys|control character/.test(
        ours.error ?? ''
      )
  },
  {
    name: 'collections as keys',
    reason: 'kubectl refuses them; for us they are what a Go template may be.',
    explains: ({ ours, theirs }) =>
      ours.error === undefined && /invalid map key|unsupported map key/.test(theirs.error ?? '')
  },
  {
    name: 'tags that do not fit',
    reason: 'kubectl refuses a value that is not as its tag says; nobody writes one.',
    explains: ({ text, theirs }) =>
      theirs.error?.includes('cannot decode') === true && text.includes('!!')
  },
  {
    name: 'brackets with odd scalars',
    reason:
      'What begins with a colon, or has a tab at the beginning of a line, kubectl refuses there.',
    explains: ({ ours, theirs }) =>
      ours.error === undefined &&
      /did not find expected node content|tab character that violates/.test(theirs.error ?? '')
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
