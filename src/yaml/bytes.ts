// Bytes as the core sees them: plain Uint8Arrays, so that the library runs in a browser too.

const lenient = new TextDecoder('utf-8', { ignoreBOM: true })
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })
const encoder = new TextEncoder()

/** The bytes of a text in UTF-8. */
export const encode = (text: string): Uint8Array => encoder.encode(text)

/** How many bytes a text has in UTF-8. */
export const sizeOf = (text: string): number => encoder.encode(text).length

/** The most bytes that are read as one text: JavaScript has no longer ones. */
export const mostBytes = 500 << 20

/** What is wrong with bytes that are more than that. */
export const tooLong = `It is longer than ${mostBytes >> 20} MB`

/** The text of bytes in UTF-8; what is not UTF-8 becomes U+FFFD. A byte order mark stays. */
export const decode = (bytes: Uint8Array): string => lenient.decode(bytes)

/** The text of bytes in UTF-8; undefined where they are not UTF-8. A byte order mark stays. */
export function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    // Nothing but the encoding can be wrong here.
    return undefined
  }
}

/** The first place of an ASCII text, from an offset on; -1 where it does not occur. */
export function find(bytes: Uint8Array, text: string, from = 0): number {
  return findsText(bytes) ? bytes.indexOf(text, from) : search(bytes, text, from)
}

/** Whether an ASCII text occurs. */
export const includes = (bytes: Uint8Array, text: string): boolean => find(bytes, text) >= 0

/** Whether an ASCII text is at an offset. */
export function hasAt(bytes: Uint8Array, text: string, at: number): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false
  }
  return true
}

/** All pieces as one. */
export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Bytes that find text by themselves, and many times faster: Node's Buffer, which the CLI reads. */
type Finding = Uint8Array & { indexOf(text: string, from: number): number }

const findsText = (bytes: Uint8Array): bytes is Finding =>
  bytes.indexOf !== Uint8Array.prototype.indexOf

function search(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0)
  let at = bytes.indexOf(first, from)
  while (at >= 0 && !hasAt(bytes, text, at)) at = bytes.indexOf(first, at + 1)
  return at
}
