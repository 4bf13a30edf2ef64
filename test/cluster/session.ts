const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

export type Fail = (reason: Error | string) => void

/**
 * Calls `use` and returns its exit status, or another one after an error or a signal. Both abort the
 * given signal, at which `use` ends all that it started.
 */
export async function interruptible(use: (signal: AbortSignal, fail: Fail) => Promise<number>) {
  const ending = new AbortController()
  let status = 1
  const interrupt = (name: keyof typeof signals) => {
    status = signals[name]
    ending.abort(`Interrupted by ${name}`)
  }
  const names = Object.keys(signals)
  for (const name of names) process.on(name, interrupt)
  try {
    return await use(ending.signal, reason => ending.abort(reason))
  } catch (error) {
    // What was going on fails in many ways once all is told to end: the reason comes first.
    console.error(ending.signal.reason ?? error)
    return status
  } finally {
    for (const name of names) process.off(name, interrupt)
  }
}
