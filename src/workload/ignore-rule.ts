import { applicationIn, fateOf, respectOption } from '../kubernetes/application.ts'
import type { Application, Fate } from '../kubernetes/application.ts'
import { decides } from '../kubernetes/application-set.ts'
import type { Rule } from '../kubernetes/ignore-entry.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { manifestsOf, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import {
  canonical,
  fieldOf,
  itemsOf,
  replicasPath,
  textOf,
  wholeResourceOf
} from '../kubernetes/resource.ts'
import type { Path } from '../kubernetes/resource.ts'
import { wholeManifest } from '../kubernetes/template.ts'
import { editToAppend, ownNodeAt } from '../yaml/append.ts'
import { applyEdits, isJson } from '../yaml/edit.ts'
import type { Edit, Obstacle } from '../yaml/edit.ts'
import type { Patch } from '../yaml/merge-patch.ts'
import { mergePatch, mergePatches } from '../yaml/merge-patch.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { locate, openSource, readDocument, splitStream } from '../yaml/stream.ts'
import type { Chunk, Source } from '../yaml/stream.ts'
import { baselineAnnotation, remember } from './memory.ts'
import * as problems from './problems.ts'

/** Of which Rollouts an Application leaves the count alone: of all, or by their names. */
export type Ignored = 'all' | readonly string[]

const group = 'argoproj.io'
const kind = 'Rollout'
const optionsPath: Path = ['syncPolicy', 'syncOptions']

/** An Application as the reader of them all has it. */
export const readApplication = (manifest: Manifest): Application =>
  applicationIn(wholeResourceOf(manifest), manifest)

/** What an Application does with the counts of Rollouts: of all, or of one by its name. */
export function fateOfRollouts(
  application: Application,
  systemRules: readonly Rule[],
  name = ''
): Fate {
  // The empty name is nobody's: only what is about every Rollout is about it.
  const object = { group, kind, name, namespace: application.namespace }
  return fateOf({ application, systemRules }, object, replicasPath)
}

/** The edits of an Application that make it leave counts of Rollouts alone, and remember what it was. */
export function ignoreEdits(
  manifest: Manifest,
  ignored: Ignored,
  systemRules: readonly Rule[] = []
): { readonly edits: readonly Edit[]; readonly diagnostics: readonly Diagnostic[] } {
  const application = readApplication(manifest)
  const refused = refusal(manifest, application)
  if (refused) return { edits: [], diagnostics: [refused] }
  const names = ignored === 'all' ? [''] : ignored
  const missing = names.filter(name => !isIgnored(withOption(application), systemRules, name))
  const isRespected = application.options.includes(respectOption)
  if (names.length === 0 || (missing.length === 0 && isRespected))
    return { edits: [], diagnostics: [] }
  const own = listEdits(manifest, [
    { path: [...application.spec, 'ignoreDifferences'], items: missing.map(ruleFor) },
    {
      path: [...application.spec, ...optionsPath],
      items: isRespected ? [] : [respectOption]
    }
  ])
  return 'reason' in own ? { edits: [], diagnostics: [blocked(manifest, own)] } : own
}

const isIgnored = (application: Application, systemRules: readonly Rule[], name: string) =>
  fateOfRollouts(application, systemRules, name).is === 'kept'

const withOption = (application: Application): Application => ({
  ...application,
  options: [...application.options, respectOption]
})

const ruleFor = (name: string): Value => ({
  group,
  kind,
  ...(name === '' ? {} : { name }),
  jsonPointers: ['/' + replicasPath.join('/')]
})

type Added = { readonly path: Path; readonly items: readonly Value[] }
type Edited = { readonly edits: readonly Edit[]; readonly diagnostics: readonly Diagnostic[] }

/** The edits that add items to lists, where a list is missing as one of its own. */
function listEdits(manifest: Manifest, added: readonly Added[]): Edited | Obstacle {
  const whole = wholeManifest(manifest)
  const { text } = manifest.document
  const style = isJson(text, whole.node) ? 'json' : 'yaml'
  const appended: Edit[] = []
  let patch: Patch = {}
  for (const { path, items } of added) {
    if (items.length === 0) continue
    const node = ownNodeAt(whole.node, path)
    if (node && 'reason' in node) return node
    if (node?.type === 'sequence' && node.items.length > 0) {
      const edit = editToAppend(text, { sequence: node, values: items, style })
      if ('reason' in edit) return edit
      appended.push(edit)
    } else if (!node || node.type === 'sequence' || isNull(node)) {
      patch = mergePatches(patch, nested(path.slice(0, -1), { [path.at(-1) ?? '']: items }))
    } else return { at: node.start, reason: 'other-type' }
  }
  const own = remember(whole, patch, { appended })
  if (own.obstacle === 'one-line') {
    return { edits: [], diagnostics: [notEditable(manifest, 'it is written on one long line')] }
  }
  return own.obstacle ?? { edits: own.edits, diagnostics: [] }
}

const isNull = (node: { readonly type: string; readonly value?: unknown }) =>
  node.type === 'scalar' && node.value === null

/** What keeps an Application from being edited, whatever its text is. */
function refusal(manifest: Manifest, { spec, options }: Application): Diagnostic | undefined {
  const resource = wholeResourceOf(manifest)
  if (!asEntries(fieldOf(resource, ...spec))) {
    return notEditable(manifest, `it has no ${spec.join('.')}`)
  }
  if (options.includes('RespectIgnoreDifferences=false')) {
    const path = [...spec, ...optionsPath]
    return notEditable(manifest, 'it sets RespectIgnoreDifferences=false', ...path)
  }
  if (decides.test(textOf(resource, 'spec', 'templatePatch') ?? '')) {
    return notEditable(manifest, 'its templatePatch sets them', 'spec', 'templatePatch')
  }
  if (itemsOf(resource, 'spec', 'generators').some(each => decides.test(JSON.stringify(each)))) {
    return notEditable(manifest, 'a nested generator sets them', 'spec', 'generators')
  }
  return undefined
}

const reasons: Readonly<Record<Obstacle['reason'], string>> = {
  alias: 'an anchor or an alias would change a second place',
  'repeated-key': 'the key is set twice',
  'other-type': 'another value is set there'
}

function blocked(manifest: Manifest, { at, reason }: Obstacle): Diagnostic {
  const place = locate(manifest.document, at)
  return problems.applicationNotEditable(place, titleOf(manifest), reasons[reason])
}

const notEditable = (manifest: Manifest, reason: string, ...path: Path) =>
  problems.applicationNotEditable(placeOf(manifest, ...path), titleOf(manifest), reason)

/** The items of the list at a path, as text that is the same where they mean the same. */
const itemsAt = (manifest: Manifest, ...path: Path) =>
  itemsOf(wholeResourceOf(manifest), ...readApplication(manifest).spec, ...path)

/** What a list at a path has now that it had not before. */
function addedTo(before: Manifest, now: Manifest, ...path: Path): Value[] {
  const known = itemsAt(before, ...path).map(canonical)
  return itemsAt(now, ...path).filter(each => !known.includes(canonical(each)))
}

/** Of which Rollouts the count is left alone by rules that were added to an Application as it was. */
export function ignoredSince(before: Manifest, now: Manifest): Ignored {
  const names = addedTo(before, now, 'ignoreDifferences').map(each => textOf(each, 'name') ?? '')
  return names.includes('') ? 'all' : names
}

/** Whether an Application as it was, with rules added again, is what it is now. */
export function isSameWithRules(before: Manifest, now: Manifest): boolean {
  const names = addedTo(before, now, 'ignoreDifferences').map(each => textOf(each, 'name') ?? '')
  const { spec } = readApplication(before)
  const hadOption = itemsAt(before, ...optionsPath).includes(respectOption)
  const hasOption = itemsAt(now, ...optionsPath).includes(respectOption)
  const own = listEdits(before, [
    { path: [...spec, 'ignoreDifferences'], items: names.map(ruleFor) },
    { path: [...spec, ...optionsPath], items: hasOption && !hadOption ? [respectOption] : [] }
  ])
  if ('reason' in own) return false
  const text = applyEdits(before.document.text, own.edits)
  const again = manifestsOf(readDocument(...firstOf(openSource('', text))))
  const same = again.find(each => each.kind === now.kind && each.name === now.name)
  return same !== undefined && inNormalForm(same) === inNormalForm(now)
}

function firstOf(source: Source): [Source, Chunk] {
  const [first = { start: 0, end: 0, body: 0 }] = splitStream(source)
  return [source, first]
}

/** An Application as text in which neither the order of the two lists matters, nor what it remembers. */
function inNormalForm(manifest: Manifest): string {
  const { spec } = readApplication(manifest)
  const sorted = (...path: Path) =>
    itemsAt(manifest, ...path)
      .map(canonical)
      .sort()
  const lists = { ignoreDifferences: null, syncPolicy: { syncOptions: null } }
  const rest = mergePatch(wholeResourceOf(manifest), {
    ...nested(spec, lists),
    metadata: { annotations: { [baselineAnnotation]: null } }
  })
  return JSON.stringify([canonical(rest), sorted('ignoreDifferences'), sorted(...optionsPath)])
}

const nested = ([key, ...rest]: Path, patch: Patch): Patch =>
  key === undefined ? patch : { [key]: nested(rest, patch) }
