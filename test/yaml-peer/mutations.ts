import type { Random } from '../lint-peer/random.ts'

/** What somebody may type, or an editor may leave: signs of YAML, odd blanks and line ends, numbers. */
const pieces = [
  ...['', ' ', '  ', '\n', '\n  ', '\t', '\n\t\n', '\r', '\r\n', '\r\r\n'],
  ...['\u0085', '\u00a0', '\u2028', '\u2029', '\ufeff', '\u0000', '\u007f', '\u0080'],
  ...[':', ': ', ' :', '- ', '-', '? ', ',', '#', ' #', '|', '>', '|+\n', '>-\n', '%', '@', '`'],
  ...['{', '}', '[', ']', '{}', '[]', '"', "'", '\\', '\\x41', '""', "''", '{{ x }}'],
  ...['&a ', '*a', '*a ', '!t ', '!!str ', '!!int ', '<<: ', '---', '...'],
  ...['017', '0o17', '0x1F', '0b11', '1_000', '08', '1e3', '.5', '+1', '-0', '1:30', '.inf', '~'],
  ...['yes', 'no', 'on', 'y', 'N', 'True', 'NULL', '2001-01-01', '9223372036854775808', 'é', '😀']
]

/** A document in which somebody mistyped one to three times. */
export function mutated(text: string, random: Random): string {
  let typed = text.length > 4000 ? part(text, random) : text
  for (let left = 1 + random.below(3); left > 0; left--) {
    const at = random.below(typed.length + 1)
    typed = typed.slice(0, at) + random.pick(pieces) + typed.slice(at + random.below(4))
  }
  return typed
}

/** Some lines of a long document. */
function part(text: string, random: Random): string {
  const lines = text.split(/(?<=\n)/)
  const start = random.below(lines.length)
  return lines.slice(start, start + 40).join('')
}
