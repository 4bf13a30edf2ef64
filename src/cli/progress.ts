/** What a line of progress is written to. */
type Terminal = {
  readonly isTerminal: () => boolean
  readonly write: (text: string) => void
  /** Seconds since the program began. */
  readonly uptime: () => number
}

/** A line that says how far a long run is, on a terminal and from the second second on. */
export type Progress = {
  /** Shows how many of all are done, such as `checking folders: 120 of 4,000`. */
  readonly show: (what: string, done: number, all: number) => void
  /** Removes the line, so that something else can be printed. */
  readonly clear: () => void
}

const firstAfter = 1
const between = 0.1

/** The progress of a program on a terminal; elsewhere it says nothing. */
export function progressOn({ isTerminal, write, uptime }: Terminal): Progress {
  let last: number | undefined
  return {
    show(what, done, all) {
      const now = uptime()
      if (now < firstAfter || now - (last ?? 0) < between || !isTerminal()) return
      last = now
      write(`\r${what}: ${done.toLocaleString('en')} of ${all.toLocaleString('en')}\u001b[K`)
    },
    clear() {
      if (last === undefined) return
      last = undefined
      write('\r\u001b[K')
    }
  }
}
