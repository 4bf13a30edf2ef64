import type { english } from './english/english.ts'

/** All that a runbook says. A phrase that one language lacks is an error of types. */
export type Texts = typeof english
