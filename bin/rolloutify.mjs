#!/usr/bin/env node
// Starts the program of rolloutify.cjs, which is several modules one after the other. A module is
// compiled when it is asked for. Where cache/ has what V8 made of them, for this very V8, they are
// not compiled at all: its name holds a hash of the text, because V8 compares only the length.
const { openSync, readSync } = process.getBuiltinModule('node:fs')
const { Script } = process.getBuiltinModule('node:vm')

/** By module: where its text is in rolloutify.cjs, in bytes. */
const modules = {"./bin.js":[0,10548],"./config-JRYGSEFE.js":[10548,11259],"./snapshot-UXP7VB63.js":[11259,14841],"./view-MAPAG4LR.js":[14841,52422],"./commands-H4ZKTEWP.js":[52422,661222],"./chunk-AOSXPVPS.js":[661222,818364],"./chunk-VGJIPV7L.js":[818364,831161],"./chunk-QDFHZENI.js":[831161,844826],"./chunk-MESA6A6N.js":[844826,845409],"./chunk-BY4T2TLL.js":[845409,847050],"./chunk-2Q4FSGJN.js":[847050,899933],"./chunk-OOJM4CTU.js":[899933,901063],"./yaml.js":[901063,997561],"./zod.js":[997561,1098804]}
const hash = "23d95d3bc7c90778"

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
