#!/usr/bin/env node
// Starts the program of rolloutify.cjs, which is several modules one after the other. A module is
// compiled when it is asked for. Where cache/ has what V8 made of them, for this very V8, they are
// not compiled at all: its name holds a hash of the text, because V8 compares only the length.
const { openSync, readSync } = process.getBuiltinModule('node:fs')
const { Script } = process.getBuiltinModule('node:vm')

/** By module: where its text is in rolloutify.cjs, in bytes. */
const modules = {"./bin.js":[0,10293],"./config-MO3KE2SE.js":[10293,11050],"./snapshot-DAPPV5MP.js":[11050,14600],"./view-MAPAG4LR.js":[14600,52181],"./commands-RCFFDJPH.js":[52181,500783],"./chunk-ELZLU6J5.js":[500783,613911],"./chunk-E7ZB6PWF.js":[613911,625681],"./chunk-6LWBLDJT.js":[625681,635275],"./chunk-BY4T2TLL.js":[635275,636916],"./chunk-SVPUBI4W.js":[636916,684617],"./chunk-OOJM4CTU.js":[684617,685747],"./yaml.js":[685747,782245],"./zod.js":[782245,883488]}
const hash = "c06be8e58e43c003"

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
