import type { Sample } from './timeline.ts'

const sides = [
  { key: 'deployment', mark: '█', name: 'Deployment' },
  { key: 'stable', mark: '▓', name: 'Rollout' },
  { key: 'canary', mark: '░', name: 'canary' }
] as const

/** Milliseconds in which changes are drawn as one. */
const moment = 200

const bar = (sample: Sample) => sides.map(({ key, mark }) => mark.repeat(sample[key])).join('')

function line(sample: Sample) {
  const there = sides.filter(({ key }) => sample[key])
  const counts = there.map(({ key, name }) => `${name} ${sample[key]}`).join(', ')
  return `${bar(sample).padEnd(18)} ${String(sample.serving).padStart(2)} serve: ${counts}`
}

export type Chart = ReturnType<typeof chartOn>

/** The serving pods as a bar: one that moves on a terminal, elsewhere a line for each change. */
export function chartOn(out: NodeJS.WriteStream) {
  const begin = performance.now()
  let drawn = ''
  let next: Sample | undefined
  let timer: NodeJS.Timeout | undefined

  function flush() {
    clearTimeout(timer)
    timer = undefined
    if (!next || line(next) === drawn) return
    drawn = line(next)
    const time = ((performance.now() - begin) / 1000).toFixed(1).padStart(6)
    out.write(out.isTTY ? `\r\x1b[2K${time} s  ${drawn}` : `${time} s  ${drawn}\n`)
  }

  return {
    draw(sample: Sample) {
      next = sample
      timer ??= setTimeout(flush, moment)
    },
    /** Ends the bar with how it is now and begins a new one below a text. */
    say(text: string) {
      flush()
      const end = out.isTTY && drawn ? '\n' : ''
      drawn = ''
      out.write(`${end}\n${text}\n`)
    },
    end: () => clearTimeout(timer)
  }
}
