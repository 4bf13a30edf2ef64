/** What JSON says; undefined where a text is none. The message of JSON.parse is omitted: it quotes the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
