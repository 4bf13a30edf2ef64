/** The text of bin/rolloutify.mjs, built from src. */
export function bundle(): Promise<string>
