import type { Value } from '../yaml/node.ts'

const powers: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60
}

/** The number that a quantity such as `500m` or `1Gi` stands for; undefined where it is none. */
export function amountIn(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value
  const [, count, unit = ''] = /^([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)([A-Za-z]*)$/.exec(
    String(value ?? 'none')
  ) ?? [undefined, undefined]
  const power = powers[unit]
  return count === undefined || power === undefined ? undefined : Number(count) * power
}
