import { asEntries, isItems } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { kindIn } from './kind.ts'
import type { ScaledKind } from './kind.ts'
import { fieldOf, itemsOf, textOf } from './resource.ts'
import type { Path, Resource } from './resource.ts'

/** What a command of kubectl names, and whether it changes the number of pods. */
export type Command = {
  readonly does: 'scale' | 'name'
  readonly kind: ScaledKind
  /** Undefined: all of the kind. */
  readonly name: string | undefined
  readonly namespace: string | undefined
  readonly path: Path
}

/** The kinds that run commands at their time. */
export const isScheduled = (kind: string) => kind === 'CronJob' || kind === 'CronWorkflow'

/** The kinds that run commands, or hold scripts which others run. */
export const commanding = [
  'CronJob',
  'CronWorkflow',
  'Job',
  'Workflow',
  'WorkflowTemplate',
  'Task',
  'ConfigMap'
]

/** The workloads and autoscalers that the commands of an object name; none while it is suspended. */
export function commandsIn(object: Resource): Command[] {
  const kind = textOf(object, 'kind') ?? ''
  if (!commanding.includes(kind) || fieldOf(object, 'spec', 'suspend') === true) return []
  const field = kind === 'ConfigMap' ? 'data' : 'spec'
  return scriptsIn(object[field], [field]).flatMap(({ text, path }) =>
    readScript(text).map(found => ({
      ...found,
      // What nothing runs at a time of its own changes nothing while pods move.
      does: isScheduled(kind) ? found.does : 'name',
      path
    }))
  )
}

type Script = { readonly text: string; readonly path: Path }

/** The texts below a value; the command of a container and its arguments are one. */
function scriptsIn(value: Value | undefined, path: Path): Script[] {
  if (typeof value === 'string') return [{ text: value, path }]
  if (isItems(value)) {
    return value.flatMap((item, index) => scriptsIn(item, [...path, String(index)]))
  }
  const entries = asEntries(value) ?? {}
  const words = ['command', 'args'].filter(key => Array.isArray(entries[key]))
  const others = Object.entries(entries).filter(([key]) => !words.includes(key))
  const last = words.at(-1)
  const own = last === undefined ? [] : [{ text: lineOf(entries), path: [...path, last] }]
  return [...own, ...others.flatMap(([key, each]) => scriptsIn(each, [...path, key]))]
}

/** What a container runs: the image of kubectl runs it with the arguments alone. */
function lineOf(container: Resource): string {
  const words = ['command', 'args'].flatMap(key => itemsOf(container, key)).map(String)
  const isImplied = words[0] !== 'kubectl' && itemsOf(container, 'command').length === 0
  const isOfKubectl = /\b(?:kubectl|oc)\b/.test(textOf(container, 'image') ?? '')
  return [...(isImplied && isOfKubectl ? ['kubectl'] : []), ...words].join(' ')
}

type Found = Omit<Command, 'path'>

function readScript(text: string): Found[] {
  if (!/\b(?:kubectl|oc)\b/.test(text)) return []
  return text
    .replace(/\\\n/g, ' ')
    .split(/[;&|\n]+/)
    .flatMap(line => readLine(line, text))
}

/** What follows kubectl in a line: a verb, what it is for, and options. */
function readLine(line: string, script: string): Found[] {
  const start = line.search(/\b(?:kubectl|oc)\s/)
  if (start < 0) return []
  const { plain, namespace, isForAll } = wordsAndOptions(wordsOf(line.slice(start)).slice(1))
  const [verb = ''] = plain
  const does = scaling(verb, line) ? 'scale' : 'name'
  // Without any word a pipe hands the names over.
  const isPiped = does === 'scale' && plain.length === 1
  const named: Named[] = isPiped ? [{ kind: 'Deployment' }] : namedIn(plain.slice(1), isForAll)
  return named.flatMap(({ kind, name }) =>
    namesOf(name, script).map(each => ({ does, kind, name: each, namespace }))
  )
}

/** The words of a line, what is quoted as one. */
const wordsOf = (line: string) =>
  (line.match(/(?:[^\s"'`()]|"(?:\\.|[^"\\])*"|'[^']*')+/g) ?? []).map(word =>
    word.replace(/^(["'])(.*)\1$/s, '$2')
  )

const scaling = (verb: string, line: string) =>
  ['scale', 'autoscale', 'delete'].includes(verb) ||
  (['patch', 'set', 'annotate', 'apply', 'replace'].includes(verb) && /replicas|paused/i.test(line))

/** Options whose value is the word behind them. */
const valued =
  /^(?:-n|-l|-p|-f|-o|-c|--(?:namespace|selector|replicas|patch|type|timeout|context|kubeconfig|for|field-selector|current-replicas|min|max|output|server|token|user|cluster))$/

function wordsAndOptions(words: readonly string[]) {
  const plain: string[] = []
  let namespace: string | undefined
  let isForAll = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!word.startsWith('-')) {
      plain.push(word)
      continue
    }
    const [option = '', own] = word.split('=')
    const value = own ?? (valued.test(option) ? words[++at] : undefined)
    if (option === '-n' || option === '--namespace') namespace = value
    if (['--all', '-l', '--selector'].includes(option)) isForAll = true
  }
  return { plain, namespace: namespace?.includes('$') ? undefined : namespace, isForAll }
}

type Named = { readonly kind: ScaledKind; readonly name?: string }

/** `deployment/web` and `deployment web api`. */
function namedIn(words: readonly string[], isForAll: boolean): Named[] {
  const named: Named[] = []
  let kind: ScaledKind | undefined
  for (const word of words) {
    const [first = '', name] = word.split('/')
    const own = first.split(',').flatMap(each => kindIn(each) ?? [])[0]
    if (own && name !== undefined) named.push({ kind: own, name })
    else if (own && !kind) kind = own
    else if (kind && name === undefined && /^[$a-z0-9][\w.${}-]*$/.test(word))
      named.push({ kind, name: word })
  }
  return kind && named.length === 0 && isForAll ? [{ kind }] : named
}

/** A name; where it is a variable, every word of the script may be its value. */
function namesOf(name: string | undefined, script: string): (string | undefined)[] {
  if (!name?.includes('$')) return [name]
  return [...new Set(script.match(/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/g))]
}
