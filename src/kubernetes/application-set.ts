import { asEntries, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { mergePatch } from '../yaml/merge-patch.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { fieldOf, itemsOf, textOf } from './resource.ts'
import type { Path, Resource } from './resource.ts'

/** What says that an ApplicationSet has rules or options from elsewhere: such lists are replaced whole. */
export const decides = /\b(?:ignoreDifferences|syncOptions)\b/

/** The Applications of a set, as far as they are alike. */
export type Template = {
  readonly spec: Resource
  /** Where the rules are, if not in the template. */
  readonly rulesAt: Path | undefined
  /** What may give some of its Applications other rules or options than these. */
  readonly vague: Path | undefined
}

/** Reads the template of an ApplicationSet, with what is merged into it. */
export function templateIn(set: Resource): Template {
  const spec = asEntries(fieldOf(set, 'spec', 'template', 'spec')) ?? {}
  const path = ['spec', 'templatePatch']
  const text = textOf(set, ...path) ?? ''
  const isTemplated = text.includes('{{')
  const patch = isTemplated ? undefined : asEntries(valueOf(parseAnyStyle(text).root))
  const change = asEntries(fieldOf(patch, 'spec'))
  const generators = itemsOf(set, 'spec', 'generators')
  const isOfSome = generators.some(each => decides.test(JSON.stringify(templatesIn(each))))
  return {
    spec: change ? mergePatch(spec, change) : spec,
    rulesAt: change && 'ignoreDifferences' in change ? path : undefined,
    vague: isTemplated && decides.test(text) ? path : isOfSome ? ['spec', 'generators'] : undefined
  }
}

/** The templates that generators have of their own, however deep they are. */
function templatesIn(value: Value): Value[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(templatesIn)
  return Object.entries(asEntries(value) ?? {}).flatMap(([key, inner]) =>
    key === 'template' ? [inner] : templatesIn(inner)
  )
}

const action = /\{\{-?\s*([^{}]*?)\s*-?\}\}/g

/**
 * The folders that a path of a set's template may be, as patterns: that of each folder of a Git
 * generator, of each element of a list, or with `*` for what is not known of one part. Nothing where
 * the whole path is not known.
 */
export function patternsOf(path: string, set: Resource): string[] {
  if (!path.includes('{{')) return [path]
  const [first] = path.matchAll(action)
  if (first && first[0] === path.trim()) return knownValues(first[1] ?? '', set)
  return [path.replaceAll(action, '*')]
}

/** What an action stands for, where generators say it. */
function knownValues(name: string, set: Resource): string[] {
  const generators = fieldOf(set, 'spec', 'generators') ?? null
  const key = name.replace(/^\./, '')
  if (key === 'path' || key === 'path.path') return gitFolders(generators)
  return listElements(generators).flatMap(each => textOf(each, ...key.split('.')) ?? [])
}

function gitFolders(generators: Value): string[] {
  return found(generators, 'git').flatMap(git => [
    ...itemsOf(git, 'directories')
      .filter(each => fieldOf(each, 'exclude') !== true)
      .flatMap(each => textOf(each, 'path') ?? []),
    ...itemsOf(git, 'files').flatMap(each => textOf(each, 'path')?.replace(/\/?[^/]*$/, '') ?? [])
  ])
}

const listElements = (generators: Value) =>
  found(generators, 'list').flatMap(list => itemsOf(list, 'elements'))

/** What generators of a name have, in others or not. */
function found(value: Value, name: string): Value[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(each => found(each, name))
  return Object.entries(asEntries(value) ?? {}).flatMap(([key, inner]) =>
    key === name ? [inner] : found(inner, name)
  )
}
