import type { Diagnostic } from '../../diagnostic.ts'

/** A diagnostic and the text of its line, where that is known. */
export type Finding = Diagnostic & { readonly text?: string | undefined }
