import type { Finding } from './finding.ts'
import { printJson } from '../printable.ts'

/** Findings for programs. `version` rises when a field changes its meaning or goes. */
export function formatJson(findings: readonly Finding[]): string {
  const diagnostics = findings.map(({ text: _, source, ...found }) => ({
    ...found,
    ...(source !== undefined && { source })
  }))
  return printJson({ version: 1, diagnostics })
}
