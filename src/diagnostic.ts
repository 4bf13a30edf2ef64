export type Severity = 'error' | 'warning' | 'info'

/** A place in a file. Line and column are 1-based; the column counts UTF-16 code units. */
export type Location = {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The chart's own name of the manifest's file, where a `# Source:` line or Helm 4's annotation gives it. */
  readonly source?: string
}

/** A finding: what is wrong, where, and what to do about it. */
export type Diagnostic = Location & {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly hint: string
  /** How a command ends that finds this error, where not with 1: 2 wrong usage, 3 not read or written. */
  readonly exit?: 2 | 3
}

type Words<Facts extends unknown[]> = string | ((...facts: Facts) => string)
type Problem<Facts extends unknown[]> = {
  code: string
  severity: Severity
  message: (...facts: Facts) => string
  hint: Words<Facts>
  /** What happens in the cluster if nothing is done, or why nothing was: one plain sentence. */
  why: string
  exit?: 2 | 3
}

/** Makes one problem of a catalogue: a function that reports it at a place, from its facts. */
export function define<Facts extends unknown[]>(problem: Problem<Facts>) {
  const { code, severity, message, hint, why, exit } = problem
  const report = (at: Location, ...facts: Facts): Diagnostic => ({
    ...at,
    code,
    severity,
    message: message(...facts),
    hint: typeof hint === 'string' ? hint : hint(...facts),
    ...(exit && { exit })
  })
  return Object.assign(report, { code, severity, why, exit: exit ?? 1 })
}

/** Puts diagnostics into the order in which they are printed: by file, line, column and code. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return diagnostics.toSorted(
    (a, b) =>
      byText(a.file, b.file) || a.line - b.line || a.column - b.column || byText(a.code, b.code)
  )
}

/** Removes repeated findings for one place, and keeps the highest severity. */
export function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const found = new Map<string, Diagnostic>()
  for (const each of diagnostics) {
    const key = JSON.stringify({ ...each, severity: undefined })
    if (each.severity === 'error' || !found.has(key)) found.set(key, each)
  }
  return [...found.values()]
}

/** A finding that does not stop what it is about. */
export const asWarning = (found: Diagnostic): Diagnostic => ({ ...found, severity: 'warning' })

/** A warning that stops what it is about, after all. */
export const asError = (found: Diagnostic): Diagnostic =>
  found.severity === 'warning' ? { ...found, severity: 'error' } : found

/** Whether anything found is an error: then nothing is written. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}
