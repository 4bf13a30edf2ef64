/** A name without line breaks and other control characters. */
export const onOneLine = (text: string) => text.replace(/[\0-\x1f\x7f]/g, ' ')

/** A name as a word of a shell. */
export function word(text: string): string {
  return /^[\w./=,:@%+-]+$/.test(text) ? text : `'${onOneLine(text).replaceAll("'", `'\\''`)}'`
}
