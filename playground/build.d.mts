/** The playground as one page. */
export function playground(): Promise<string>
