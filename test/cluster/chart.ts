import type { Sample } from './timeline.ts'

const sides = [
  { name: 'deployment', mark: '█' },
  { name: 'stable', mark: '▓' },
  { name: 'canary', mark: '░' }
] as const

export const legend = '█ Deployment  ▓ Rollout  ░ Rollout, new version'

const bar = (sample: Sample) =>
  sides
    .map(({ name, mark }) => mark.repeat(sample[name]))
    .join('')
    .padEnd(18)

const counts = (sample: Sample) =>
  sides
    .map(({ name }) => (sample[name] ? `${name} ${sample[name]}` : ''))
    .filter(Boolean)
    .join(', ')

export type Chart = ReturnType<typeof chartOn>

/** A line for every change of the serving pods; a terminal sees one line that moves. */
export function chartOn(out: NodeJS.WriteStream) {
  const begin = performance.now()
  let last = ''
  return {
    draw(sample: Sample) {
      const line = `${bar(sample)} ${String(sample.serving).padStart(2)} serve: ${counts(sample)}`
      if (line === last) return
      last = line
      const time = ((sample.at - begin) / 1000).toFixed(1).padStart(6)
      out.write(out.isTTY ? `\r\x1b[2K${time} s  ${line}` : `${time} s  ${line}\n`)
    },
    say(text: string) {
      last = ''
      out.write(`${out.isTTY ? '\n' : ''}\n${text}\n`)
    }
  }
}
