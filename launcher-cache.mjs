// Run by `npm run bundle` with each supported Node: plays what a release does and keeps what V8 made
// of the program's modules, so that the next start has nothing to compile.
// usage: node launcher-cache.mjs bin/rolloutify.mjs [ARG…] < a usual release
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [program = '', ...args] = process.argv.slice(2)
/** @type {Map<string, import('node:vm').Script>} */
const scripts = new Map()
Object.assign(globalThis, { rolloutifyScripts: scripts })
process.argv = [process.execPath, program, ...args]

process.once('exit', () => {
  /** @type {Record<string, [number, number]>} */
  const places = {}
  const pieces = [...scripts].map(([name, script]) => [name, script.createCachedData()])
  /** V8 copies what does not begin at a word. @param {number} length */
  const aligned = length => Math.ceil(length / 8) * 8
  // The table says where each one is, so it is measured with room to spare.
  const start = aligned(4 + pieces.reduce((sum, [name]) => sum + name.length + 32, 2))
  let end = start
  for (const [name, data] of pieces) {
    places[name] = [end, end + data.length]
    end = aligned(end + data.length)
  }
  const bytes = Buffer.alloc(end)
  const table = Buffer.from(JSON.stringify(places))
  bytes.writeUInt32LE(table.length)
  table.copy(bytes, 4)
  for (const [name, data] of pieces) data.copy(bytes, places[name][0])
  const folder = join(program, '../cache')
  mkdirSync(folder, { recursive: true })
  const [, hash] = /^const hash = "(\w+)"$/m.exec(readFileSync(program, 'utf8')) ?? []
  const { v8 } = process.versions
  writeFileSync(join(folder, `${hash}-${v8}-${process.arch}.bin`), bytes)
})

await import(pathToFileURL(program).href)
