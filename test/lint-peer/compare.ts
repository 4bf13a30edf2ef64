import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { checkRollout } from '../../src/check/rollout.ts'
import type { Diagnostic } from '../../src/diagnostic.ts'
import { manifestsOf } from '../../src/kubernetes/manifest.ts'
import { isRollout } from '../../src/kubernetes/rollout.ts'
import { openSource, readDocument, splitStream } from '../../src/yaml/stream.ts'
import { differences } from './differences.ts'
import { handMade } from './hand-made.ts'
import { lint, source } from './linter.ts'
import type { Verdict } from './linter.ts'
import { general, ruled } from './mutations.ts'
import { seeded } from './random.ts'
import { validRollout } from './valid.ts'

type Case = { readonly name: string; readonly text: string }
type Result = Case & { readonly verdict: Verdict; readonly errors: readonly Diagnostic[] }

/** Compares all verdicts, prints what it found, and returns an exit code. */
export async function compare(folders: readonly string[], here: string): Promise<number> {
  const upstream = join(await source(), 'pkg/kubectl-argo-rollouts/cmd/lint/testdata')
  const examples = join(await source(), 'examples')
  const cases = [
    ...generated(),
    ...handMade.map(([name, text]) => ({ name: `by hand: ${name}`, text })),
    ...[upstream, examples, ...folders].flatMap(rolloutsBelow)
  ]
  const verdicts = await lint(
    cases.map(({ text }) => text),
    here
  )
  const results = cases.flatMap(({ name, text }, index) => {
    const verdict = verdicts[index]
    return verdict ? [{ name, text, verdict, errors: errorsOf(text) }] : []
  })
  return report(results)
}

/** What we find in a text, as `check` would at the newest version. */
function errorsOf(text: string): Diagnostic[] {
  const file = openSource('rollout.yaml', text)
  const documents = splitStream(file).map(chunk => readDocument(file, chunk))
  return documents
    .flatMap(manifestsOf)
    .flatMap(manifest => checkRollout(manifest, { version: undefined }))
    .filter(({ severity }) => severity === 'error')
}

/** Text as YAML 1.1 reads it, which Kubernetes' programs do: `yes` in quotes. */
const print = (rollout: unknown) =>
  stringify(rollout, { aliasDuplicateObjects: false, version: '1.1' })

const perRule = 40
const perPlace = 700
const valid = 400

function generated(): Case[] {
  const cases: Case[] = []
  for (let seed = 0; seed < valid; seed++) {
    cases.push({ name: 'valid', text: print(validRollout(seeded(seed))) })
  }
  for (const [at, [name, change]] of [...ruled, ...general].entries()) {
    const wanted = at < ruled.length ? perRule : perPlace
    let seed = 1000 * (at + 1)
    for (let made = 0; made < wanted && seed < 1000 * (at + 2); seed++) {
      const random = seeded(seed)
      const rollout = validRollout(random)
      const before = print(rollout)
      change(rollout, random)
      const text = print(rollout)
      if (text === before) continue
      cases.push({ name, text })
      made++
    }
  }
  return cases
}

/** Each Rollout below a folder, by itself: what else stands in its file is not compared. */
function rolloutsBelow(folder: string): Case[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return paths
    .filter(path => /\.ya?ml$/.test(path) && statSync(join(folder, path)).isFile())
    .flatMap(path => {
      const file = openSource(path, readFileSync(join(folder, path)))
      const documents = splitStream(file).map(chunk => readDocument(file, chunk))
      return documents
        .filter(document => !document.error && manifestsOf(document).some(isRollout))
        .map(({ text, body }) => ({ name: 'from a file', text: text.slice(body) }))
    })
}

const isInvalid = ({ error }: Verdict) => error !== ''

function report(results: readonly Result[]): number {
  const count = (wanted: (result: Result) => boolean) => results.filter(wanted).length
  const wrong = results.filter(({ name, verdict }) => name === 'valid' && isInvalid(verdict))
  const unlike = results.filter(each => isInvalid(each.verdict) !== each.errors.length > 0)
  const explained = unlike.map(result => ({ result, names: explain(result) }))
  const open = explained.filter(({ names }) => names === undefined)
  console.log(
    `${results.length} Rollouts, ${count(({ verdict }) => !isInvalid(verdict))} valid to the linter`
  )
  console.log(`  ${results.length - unlike.length} verdicts are the same`)
  console.log(`  ${unlike.length - open.length} differ for a known reason, ${open.length} for none`)
  console.log(`  ${wrong.length} that were meant to be valid are not`)
  const codes = new Set(results.flatMap(({ errors }) => errors.map(({ code }) => code)))
  console.log(`  ${codes.size} codes of ours were seen`)
  for (const each of wrong.slice(0, Number(process.env['SHOW'] ?? 5))) show(each)
  for (const { name } of differences) {
    const times = explained.filter(({ names }) => names?.includes(name)).length
    console.log(`${String(times).padStart(6)}  ${name}`)
  }
  for (const { result } of open.slice(0, Number(process.env['SHOW'] ?? 20))) show(result)
  return open.length > 0 ? 1 : 0
}

/** The known differences that together make up for an unlike verdict. */
function explain({ verdict, errors, text }: Result): string[] | undefined {
  const names: string[] = []
  const said = errors.length > 0 ? errors : [verdict.error]
  for (const each of said) {
    const known = differences.find(difference =>
      typeof each === 'string' ? difference.lint?.(each, text) : difference.ours?.(each, text)
    )
    if (!known) return undefined
    names.push(known.name)
  }
  return names
}

/** The linter's errors: one where the text could not be decoded, else as many as it printed. */
function linesOf({ error, printed }: Verdict): string[] {
  return printed === '' ? [error] : printed.trim().split('\n')
}

function show({ name, text, verdict, errors }: Result): void {
  const ours = errors.map(
    ({ line, column, code, message }) => `${line}:${column} ${code} ${message}`
  )
  console.log(
    `\n== ${name}\nlint: ${linesOf(verdict).join('\n      ')}\nours: ${ours.join('\n      ')}`
  )
  if (process.env['TEXT']) console.log(text)
}
