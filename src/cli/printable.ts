/** Control characters, separators of lines, marks that turn the direction of text, and what has no width. */
const unprintable =
  /[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

const escaped = (character: string) => {
  const code = character.charCodeAt(0)
  return code < 32
    ? JSON.stringify(character).slice(1, -1)
    : `\\u${code.toString(16).padStart(4, '0')}`
}

/**
 * A text of somebody else as a part of a line: it may hold anything. No control character, no line
 * break and no mark of direction reaches a terminal, and no command the log of a CI: GitHub reads
 * `::` at the beginning of a line and `##[` anywhere in it, Azure reads `##vso[`.
 */
export function printable(text: string): string {
  return text
    .replace(unprintable, escaped)
    .replace(/^(\s*):/, '$1\\u003a')
    .replace(commandOfLog, '#\\u0023')
}

const commandOfLog = /##(?=\[|vso\[)/gi

/** A page of our own in which names of somebody else are: its lines stay, all else is escaped. */
export function printablePage(text: string): string {
  return text.replace(unprintable, character => (character === '\n' ? '\n' : escaped(character)))
}

/** A value as JSON on lines of its own; what JSON lets pass of the same characters is escaped. */
export function printJson(value: unknown): string {
  return (
    JSON.stringify(value, null, 2)
      .replace(/[^\n -~]/g, character => {
        unprintable.lastIndex = 0
        return unprintable.test(character) ? escaped(character) : character
      })
      .replace(commandOfLog, '#\\u0023') + '\n'
  )
}
