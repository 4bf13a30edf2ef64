/**
 * Stands in for the plugin helm-diff, without which helmfile has neither `diff` nor `apply`. The real
 * one cannot be had from where the tests get their programs. This one answers the one call that
 * helmfile makes, `helm diff upgrade`: it puts what `helm template` prints, with the same values and
 * the same post-renderer, beside what `helm get manifest` says of the release, object by object.
 * helmfile, Helm, the post-renderer and the API server are real.
 */
import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { createPatch } from 'diff'
import { loadAll } from 'js-yaml'

const { HELM_BIN: helm = 'helm', HELM_NAMESPACE: namespace = 'default' } = process.env

const text = /** @type {const} */ ({ type: 'string' })
const texts = /** @type {const} */ ({ type: 'string', multiple: true })
const flag = /** @type {const} */ ({ type: 'boolean' })

/** What `helm template` takes, too. */
const rendering = {
  ...{ values: texts, set: texts, 'set-string': texts, 'api-versions': texts },
  ...{ 'post-renderer': text, 'post-renderer-args': texts, 'kube-version': text }
}
/** What changes nothing of what is rendered here. */
const others = {
  ...{ 'allow-unreleased': flag, 'reset-values': flag, 'detailed-exitcode': flag },
  ...{ color: flag, 'no-color': flag, 'server-side': text }
}

// An option that it does not know is an error, so that nothing is left out without a word.
const { values, positionals } = parseArgs({
  options: { ...rendering, ...others },
  allowPositionals: true
})
const [action, release = '', chart = ''] = positionals
if (action !== 'upgrade') throw new Error(`helm diff ${action}: only \`upgrade\` is known here`)

/** @param {readonly string[]} args */
function run(args) {
  const all = ['--namespace', namespace, ...args]
  return execFileSync(helm, all, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function rendered() {
  const given = Object.entries(values).filter(([name]) => name in rendering)
  const flags = given.flatMap(([name, value]) =>
    [value].flat().map(each => `--${name}=${String(each)}`)
  )
  return run(['template', release, chart, ...flags])
}

function released() {
  try {
    return run(['get', 'manifest', release])
  } catch (error) {
    if (/release: not found/.test(String(error))) return ''
    throw error
  }
}

/**
 * The texts of the objects by their names. Hooks are no part of a release's manifest.
 * @param {string} stream
 */
function objectsIn(stream) {
  const objects = new Map()
  for (const document of stream.split(/^---$/m)) {
    for (const object of loadAll(document)) {
      // Helm prints nothing but objects.
      const { kind, apiVersion, metadata } = /** @type {any} */ (object) ?? {}
      if (!kind || metadata.annotations?.['helm.sh/hook']) continue
      objects.set(`${namespace}, ${metadata.name}, ${kind} (${apiVersion})`, document.trim() + '\n')
    }
  }
  return objects
}

const [before, after] = [released(), rendered()].map(objectsIn)
const names = [...new Set([...before.keys(), ...after.keys()])].toSorted()
const changed = names.filter(name => before.get(name) !== after.get(name))
for (const name of changed) {
  const [was, is] = [before.get(name), after.get(name)]
  const what = is === undefined ? 'removed' : was === undefined ? 'added' : 'changed'
  const [, , ...patch] = createPatch(name, was ?? '', is ?? '')
    .split('\n')
    .slice(2)
  console.log([`${name} is ${what}:`, ...patch].join('\n'))
}
if (changed.length > 0 && values['detailed-exitcode']) process.exitCode = 2
