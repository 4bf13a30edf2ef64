import type { Value } from '../yaml/node.ts'

/** The profiles that are known without a configuration: with a person's gate, and by the clock. */
export const builtInProfiles: { readonly [name: string]: readonly Value[] } = {
  careful: [{ setWeight: 25 }, { pause: {} }, { setWeight: 100 }],
  timed: [
    { setWeight: 25 },
    { pause: { duration: '5m' } },
    { setWeight: 50 },
    { pause: { duration: '5m' } },
    { setWeight: 100 }
  ]
}
