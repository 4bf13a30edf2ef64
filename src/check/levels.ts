import { severities } from '../settings.ts'
import type { Diagnostic } from '../diagnostic.ts'

/** The severity of a finding: `off` leaves it out. */
export type Level = (typeof severities)[number]

/** Whether a text is one of the levels. */
export const isLevel = (text: string): text is Level => severities.some(level => level === text)

/** Findings as severe as they are to be taken, by their codes. */
export function withLevels(
  found: readonly Diagnostic[],
  byCode: ReadonlyMap<string, Level>
): Diagnostic[] {
  return found.flatMap(each => {
    const level = byCode.get(each.code) ?? each.severity
    return level === 'off' ? [] : [{ ...each, severity: level }]
  })
}
