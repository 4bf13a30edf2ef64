import type { Value } from '../yaml/node.ts'

/** Nanoseconds would not change a pause: the controller cuts a duration down to whole seconds. */
const units: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600
}
const part = /([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)/g

/**
 * The seconds of a pause: an integer, as a number or as text, or a Go duration such as `1h30m`;
 * undefined for what the controller rejects (argo-rollouts types.go, DurationSeconds).
 */
export function secondsOf(duration: Value): number | undefined {
  if (typeof duration === 'number') return Number.isInteger(duration) ? duration : undefined
  if (typeof duration !== 'string') return undefined
  if (/^[-+]?[0-9]+$/.test(duration)) return Number(duration)
  const [, sign, rest = ''] = /^([-+]?)(.+)$/.exec(duration) ?? []
  if (rest.replace(part, '') !== '') return undefined
  let seconds = 0
  for (const [, count, unit = ''] of rest.matchAll(part))
    seconds += Number(count) * (units[unit] ?? 0)
  return rest === '' ? undefined : Math.trunc(sign === '-' ? -seconds : seconds)
}
