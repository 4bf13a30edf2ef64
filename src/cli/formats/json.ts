import type { Finding } from './finding.ts'

/** Findings for programs. `version` rises when a field changes its meaning or goes. */
export function formatJson(findings: readonly Finding[]): string {
  const diagnostics = findings.map(({ text: _, source, ...found }) => ({
    ...found,
    ...(source !== undefined && { source })
  }))
  return JSON.stringify({ version: 1, diagnostics }, null, 2) + '\n'
}
