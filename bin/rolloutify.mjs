#!/usr/bin/env node
// Starts the program of rolloutify.cjs, which is several modules one after the other. A module is
// compiled when it is asked for. Where cache/ has what V8 made of them, for this very V8, they are
// not compiled at all: its name holds a hash of the text, because V8 compares only the length.
const { openSync, readSync } = process.getBuiltinModule('node:fs')
const { Script } = process.getBuiltinModule('node:vm')

/** By module: where its text is in rolloutify.cjs, in bytes. */
const modules = {"./bin.js":[0,10456],"./config-WSYE26IA.js":[10456,11167],"./snapshot-6U77XB4P.js":[11167,14763],"./view-MAPAG4LR.js":[14763,52344],"./commands-VBQO64PB.js":[52344,613160],"./chunk-OW7Y5CG3.js":[613160,747826],"./chunk-NN6YWXBZ.js":[747826,761478],"./chunk-HZW5YQDF.js":[761478,773062],"./chunk-BY4T2TLL.js":[773062,774703],"./chunk-R4C7Y7I4.js":[774703,825537],"./chunk-OOJM4CTU.js":[825537,826667],"./yaml.js":[826667,923165],"./zod.js":[923165,1024408]}
const hash = "ac10a80f9c78fffd"

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
