/** The text of bin/rolloutify.mjs, built from src. */
export function bundle(): Promise<string>
/** The text of bin/library.mjs, built from src. */
export function bundleLibrary(): Promise<string>
/** The files of bin/types, built from src, by their paths. */
export function declareLibrary(): Map<string, string>
