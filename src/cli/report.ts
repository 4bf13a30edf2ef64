import { sortDiagnostics } from '../diagnostic.ts'
import type { Diagnostic, Severity } from '../diagnostic.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { printable } from './printable.ts'

const colours: Record<Severity, number> = { error: 31, warning: 33, info: 36 }

/** Prints diagnostics to standard error. */
export function report(
  io: Io,
  diagnostics: readonly Diagnostic[],
  args?: Partial<Pick<Arguments, 'quiet'>>
): void {
  const shown = args?.quiet
    ? diagnostics.filter(({ severity }) => severity === 'error')
    : diagnostics
  if (shown.length === 0) return
  const colour = !io.env['NO_COLOR'] && io.isTerminal.stderr
  io.writeStderr(formatDiagnostics(shown, colour ? 'colour' : 'plain'))
}

/** Diagnostics as text: one line each, the hint below it. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  style: 'plain' | 'colour'
): string {
  const paint = (code: number, text: string) =>
    style === 'colour' ? `\x1b[${code}m${text}\x1b[0m` : text
  const lines = sortDiagnostics(diagnostics).flatMap(found => {
    const file = found.source === undefined ? found.file : `${found.file} (${found.source})`
    const place = paint(1, `${printable(file)}:${found.line}:${found.column}:`)
    const severity = paint(colours[found.severity], `${found.severity}:`)
    return [
      `${place} ${severity} ${printable(found.message)} [${found.code}]`,
      `  hint: ${printable(found.hint)}`
    ]
  })
  return lines.map(line => line + '\n').join('')
}

/** How a command ends: 2 for wrong usage, 3 for what cannot be read or written, 1 for other errors. */
export function exitCodeOf(
  diagnostics: readonly Diagnostic[],
  args?: Partial<Pick<Arguments, 'fail-on'>>
): number {
  const exits = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ exit = 1 }) => exit)
  if (exits.length > 0) return exits.reduce((most, exit) => Math.max(most, exit), 1)
  const isStrict = args?.['fail-on'] === 'warning'
  return isStrict && diagnostics.some(({ severity }) => severity === 'warning') ? 1 : 0
}

/** Prints diagnostics and says how a command ends that found them. */
export function finish(
  io: Io,
  args: Partial<Pick<Arguments, 'quiet' | 'fail-on'>>,
  diagnostics: readonly Diagnostic[]
): number {
  report(io, diagnostics, args)
  return exitCodeOf(diagnostics, args)
}
