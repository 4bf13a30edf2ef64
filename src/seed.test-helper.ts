import fc from 'fast-check'

// The same worlds on every run; SEED=2 and so on show others.
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) })
