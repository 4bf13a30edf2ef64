// SHA-256 by FIPS 180-4. Node has it, but a browser has none that answers at once.
import { encode } from '../yaml/bytes.ts'

// prettier-ignore
const roundConstants = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
)
// prettier-ignore
const begin = Int32Array.of(
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
)

/** The SHA-256 of a text, in hexadecimal. */
export const sha256 = (text: string): string => Array.from(hashed(text), inHex).join('')

/** The first eight digits of the SHA-256 of a text. */
export const shortSha256 = (text: string): string => inHex(wordAt(hashed(text), 0))

const inHex = (word: number) => (word >>> 0).toString(16).padStart(8, '0')

/** The words of a text's hash. */
function hashed(text: string): Int32Array {
  const message = padded(encode(text))
  const words = new Int32Array(64)
  const state = begin.slice()
  for (let at = 0; at < message.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = message.getInt32(at + 4 * i)
    expand(words)
    addBlock(state, words)
  }
  return state
}

/** A message as whole blocks of 64 bytes: after it one bit that is set, and its length in bits. */
function padded(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  const view = new DataView(whole.buffer)
  view.setUint32(whole.length - 8, bytes.length / 2 ** 29)
  view.setUint32(whole.length - 4, bytes.length * 8)
  return view
}

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** Fills the words after the first 16, which are the block's own. */
function expand(words: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const [a, b] = [wordAt(words, i - 15), wordAt(words, i - 2)]
    const low = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)
    const high = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10)
    words[i] = wordAt(words, i - 16) + low + wordAt(words, i - 7) + high
  }
}

const wordAt = (words: Int32Array, at: number) => words[at] ?? 0

/** Adds a block to the state. */
function addBlock(state: Int32Array, words: Int32Array): void {
  let a = wordAt(state, 0)
  let b = wordAt(state, 1)
  let c = wordAt(state, 2)
  let d = wordAt(state, 3)
  let e = wordAt(state, 4)
  let f = wordAt(state, 5)
  let g = wordAt(state, 6)
  let h = wordAt(state, 7)
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const ends = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    const first = (h + ends + choice + wordAt(roundConstants, i) + wordAt(words, i)) | 0
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = wordAt(state, at) + word
}
