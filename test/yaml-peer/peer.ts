import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { cached, go } from '../hosts/cache.ts'

const files = ['go.mod', 'go.sum', 'peer.go']

/** What kubectl reads of a document: its value as JSON, or why it cannot be read. */
export type Reading = { readonly value?: unknown; readonly error?: string }

/** The peer as a program, built of the sources in a folder. */
async function program(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) hash.update(await readFile(join(folder, file)))
  const built = await cached(`yaml-peer-${hash.digest('hex').slice(0, 8)}`, async target => {
    for (const file of files) await copyFile(join(folder, file), join(target, file))
    await go(['build', '-trimpath', '-buildvcs=false', '-o', 'program', '.'], { cwd: target })
  })
  return join(built, 'program')
}

/** Reads each of many documents. */
export async function readByPeer(
  documents: readonly Uint8Array[],
  folder: string
): Promise<Reading[]> {
  const child = spawn(await program(folder), [], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(
    documents.map(each => JSON.stringify(Buffer.from(each).toString('base64')) + '\n').join('')
  )
  const readings: Reading[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    readings.push(JSON.parse(line) as Reading)
  }
  if (readings.length !== documents.length) {
    throw new Error(`${readings.length} readings of ${documents.length} documents`)
  }
  return readings
}
