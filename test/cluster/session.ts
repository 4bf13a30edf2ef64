import { startControlPlane } from './control-plane.ts'
import type { ControlPlane } from './control-plane.ts'
import { programs } from './programs.ts'

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/**
 * Calls `use` with a control plane and returns the exit status. Whatever ends it, an error, a part
 * that died or a signal, the control plane is stopped first.
 */
export async function withControlPlane(use: (plane: ControlPlane) => Promise<number>) {
  const ending = new AbortController()
  const fail = (error: Error) => ending.abort(error)
  let status = 1
  const interrupt = (name: keyof typeof signals) => {
    status = signals[name]
    fail(new Error(`Interrupted by ${name}`))
  }
  const names = Object.keys(signals)
  for (const name of names) process.on(name, interrupt)
  try {
    const plane = await startControlPlane(await programs(ending.signal), ending.signal, fail)
    try {
      status = await use(plane)
    } finally {
      await plane.stop()
    }
    ending.signal.throwIfAborted()
    return status
  } catch (error) {
    // What was going on fails in many ways once all is told to end: the reason comes first.
    console.error(ending.signal.reason ?? error)
    return status
  } finally {
    for (const name of names) process.off(name, interrupt)
  }
}
