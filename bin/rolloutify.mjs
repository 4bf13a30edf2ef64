#!/usr/bin/env node
// Starts the program of rolloutify.cjs, which is several modules one after the other. A module is
// compiled when it is asked for. Where cache/ has what V8 made of them, for this very V8, they are
// not compiled at all: its name holds a hash of the text, because V8 compares only the length.
const { openSync, readSync } = process.getBuiltinModule('node:fs')
const { Script } = process.getBuiltinModule('node:vm')

/** By module: where its text is in rolloutify.cjs, in bytes. */
const modules = {"./bin.js":[0,10456],"./config-WSYE26IA.js":[10456,11167],"./snapshot-6U77XB4P.js":[11167,14763],"./view-MAPAG4LR.js":[14763,52344],"./commands-7MN2KBQ7.js":[52344,613299],"./chunk-PCSEEPPF.js":[613299,747912],"./chunk-NN6YWXBZ.js":[747912,761564],"./chunk-HZW5YQDF.js":[761564,773148],"./chunk-BY4T2TLL.js":[773148,774789],"./chunk-R4C7Y7I4.js":[774789,825623],"./chunk-OOJM4CTU.js":[825623,826753],"./yaml.js":[826753,923251],"./zod.js":[923251,1024494]}
const hash = "f2c4dbfeac859c72"

const text = openSync(`${import.meta.dirname}/rolloutify.cjs`)

/** A part of a file; nothing where the file ends before. @param {number} descriptor @param {readonly [number, number]} place */
function read(descriptor, [from, to]) {
  const bytes = Buffer.allocUnsafeSlow(to - from)
  return readSync(descriptor, bytes, 0, bytes.length, from) === bytes.length ? bytes : undefined
}

/** What V8 made of the modules; nothing where it was another V8. */
function openCache() {
  try {
    const { versions, arch } = process
    const file = openSync(`${import.meta.dirname}/cache/${hash}-${versions.v8}-${arch}.bin`)
    const length = read(file, [0, 4]).readUInt32LE()
    return { file, places: JSON.parse(read(file, [4, 4 + length]).latin1Slice()) }
  } catch {
    return { file: -1, places: {} }
  }
}

const cache = openCache()
const loaded = new Map()

/** A module of the program, or one of Node. @param {string} name */
function load(name) {
  if (!name.startsWith('./')) return process.getBuiltinModule(name)
  const found = loaded.get(name)
  if (found) return found.exports
  const module = { exports: {} }
  loaded.set(name, module)
  const place = cache.places[name]
  const script = new Script(read(text, modules[name]).latin1Slice(), {
    filename: `${import.meta.dirname}/rolloutify.cjs/${name.slice(2)}`,
    cachedData: place && read(cache.file, place)
  })
  globalThis.rolloutifyScripts?.set(name, script)
  script.runInThisContext()(load, module, module.exports, import.meta.url)
  return module.exports
}

load('./bin.js')
