import fc from 'fast-check'

// The same worlds on every run; SEED=2 and so on show others.
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) })

/** How many worlds a law is tried in: RUNS=4, as in `npm run test:laws`, tries four times as many. */
export const runs = (count: number) => count * Number(process.env['RUNS'] ?? 1)
