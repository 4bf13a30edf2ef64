import type { Diagnostic } from '../../src/diagnostic.ts'

/** Where the linter and our rules are meant to say otherwise, and why. */
export type Difference = {
  readonly name: string
  readonly reason: string
} & (
  | {
      /** Takes errors of ours to where the linter finds nothing. */
      readonly ours: (diagnostic: Diagnostic, text: string) => boolean
    }
  | {
      /** Takes an error of the linter to where we find nothing. */
      readonly lint: (error: string, text: string) => boolean
    }
)

export const differences: readonly Difference[] = []
