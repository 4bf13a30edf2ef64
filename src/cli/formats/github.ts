import type { Severity } from '../../diagnostic.ts'
import { printable } from '../printable.ts'
import type { Finding } from './finding.ts'

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' }

/** Findings as workflow commands, which GitHub shows beside the lines of a change. */
export function formatGithub(findings: readonly Finding[]): string {
  return findings.map(formatOne).join('')
}

function formatOne({ file, line, column, code, severity, message, hint }: Finding): string {
  const isFile = !file.startsWith('<')
  const place = { file: printableName(file), line: String(line), col: String(column) }
  const properties = Object.entries({ ...(isFile && place), title: code })
    .map(([name, value]) => `${name}=${escapeProperty(value)}`)
    .join(',')
  const text = `${printable(message)}\nhint: ${printable(hint)}`
  return `::${commands[severity]} ${properties}::${escapeData(text)}\n`
}

/** A line break is escaped, and stays what it is; no other control character reaches a terminal. */
function printableName(file: string): string {
  return file.replace(/[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, printable)
}

/** As the runner undoes it (actions/toolkit packages/core/src/command.ts). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
