import type { Diagnostic } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { tooManyToCheck } from './object-problems.ts'

/** A limit of work that grows with two numbers at once, such as those of selectors and pods. */
export type Limit = {
  /** Whether more work may be done for an object; once it may not, none is done any more. */
  readonly allows: (work: number, manifest: Manifest) => boolean
  /** Says with which object it was reached. */
  readonly problems: () => Diagnostic[]
}

/** A limit of what is too many; `most` is about a second's work. */
export function limitOf(what: string, most: number): Limit {
  let left = most
  let first: Manifest | undefined
  return {
    allows: (work, manifest) => {
      left -= work
      if (left < 0) first ??= manifest
      return first === undefined
    },
    problems: () => (first ? [tooManyToCheck(placeOf(first), what, titleOf(first))] : [])
  }
}
