import { inflateRawSync } from 'node:zlib'

const endOfDirectory = Buffer.from('PK\x05\x06')

/** One deflated file of a zip archive. */
export function zipEntry(zip: Buffer, name: string) {
  const end = zip.lastIndexOf(endOfDirectory)
  let offset = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(offset + 28)
    const nameStart = offset + 46
    if (zip.toString('utf8', nameStart, nameStart + nameLength) === name) {
      const header = zip.readUInt32LE(offset + 42)
      const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
      return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(offset + 20)))
    }
    offset = nameStart + nameLength + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32)
  }
  throw new Error(`No ${name} in the archive`)
}
