import type { Language } from '../../settings.ts'
import { english } from './english/english.ts'

/** All that a runbook says. A phrase that one language lacks is an error of types. */
export type Texts = typeof english

/** The runbook's words in each language. */
export const texts: Readonly<Record<Language, Texts>> = { en: english }
