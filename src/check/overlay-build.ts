import type { Location } from '../diagnostic.ts'
import { placeIn } from '../kubernetes/kustomization.ts'
import type { Kustomization } from '../kubernetes/kustomization.ts'
import { fieldsIn, joinedFields, kustomizeFields } from '../kubernetes/kustomize-fields.ts'
import type { Fields } from '../kubernetes/kustomize-fields.ts'
import type { KustomizeTree } from '../kubernetes/kustomize-tree.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { folderOf, joinPath } from '../paths.ts'
import { findItems, findNode, findString, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { wholeDocument } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { objectOf, takenIn } from './overlay-object.ts'
import type { Built } from './overlay-object.ts'
import { withReferences } from './overlay-references.ts'
import { stepsOf } from './overlay-steps.ts'

/** What a kustomization makes, before references follow the names of what they refer to. */
export type Build = {
  /** What it takes in, as others have made it. */
  readonly taken: readonly Built[]
  readonly made: readonly Built[]
  readonly unfollowed: readonly Unfollowed[]
  /** What its configurations tell, and those of what it takes in. */
  readonly fields: ReadonlySet<Fields>
  /** Whether one of them could not be read: kustomize may know any reference. */
  readonly mayKnowMore: boolean
}

/** A part of a kustomization that is not followed. */
export type Unfollowed = { readonly at: Location; readonly what: string }

/** What a build reads. */
export type Files = {
  readonly tree: KustomizeTree
  readonly manifestsIn: (file: string) => readonly Manifest[]
  readonly sourceOf: (file: string) => Source | undefined
}

/** Builds kustomizations, and finishes what they make. */
export type Builder = {
  readonly build: (kustomization: Kustomization) => Build
  /** Objects with the references that follow. */
  readonly finished: (objects: readonly Built[], build: Build) => readonly Built[]
}

/**
 * Builds kustomizations, each once: names, labels, counts, bounds, targets, selectors and the like; pods
 * stay as they are, but for their labels. `known` is what kustomize knows beside its own fields.
 */
export function builder(files: Files, known: readonly Fields[] = []): Builder {
  const builds = new Map<Kustomization, Build>()
  const configurations = new Map<string, Fields | undefined>()
  const fieldsOf = (path: string) => {
    if (!configurations.has(path)) configurations.set(path, readFields(files.sourceOf(path)))
    return configurations.get(path)
  }
  const all = (build: Build) => joinedFields([kustomizeFields, ...known, ...build.fields])
  const build = (kustomization: Kustomization): Build => {
    const found = builds.get(kustomization)
    if (found) return found
    // One that takes in itself takes in nothing.
    builds.set(kustomization, nothing)
    const making = { kustomization, within: [], by: undefined }
    const result = accumulated(nothing, making, { ...files, build, fieldsOf, all })
    builds.set(kustomization, result)
    return result
  }
  return {
    build,
    finished: (objects, build) => withReferences(objects, all(build).references)
  }
}

const nothing: Build = {
  taken: [],
  made: [],
  unfollowed: [],
  fields: new Set(),
  mayKnowMore: false
}

const readFields = (source: Source | undefined) =>
  source && fieldsIn(valueOf(wholeDocument(source).root))

type Making = {
  readonly kustomization: Kustomization
  /** Those that have it as a component: one that is within itself does nothing. */
  readonly within: readonly Kustomization[]
  /** Where the outermost kustomization takes in a component: what that changes, it changes. */
  readonly by: Node | undefined
}

type Reading = Files & {
  readonly build: (kustomization: Kustomization) => Build
  readonly fieldsOf: (path: string) => Fields | undefined
  readonly all: (build: Build) => Fields
}

/** A build with what a kustomization adds and changes, in the order of kustomize (api/internal/target). */
function accumulated(before: Build, making: Making, reading: Reading): Build {
  const { kustomization, within } = making
  const folder = folderOf(kustomization.source.file)
  let build = withConfigurations(withResources(before, making, reading), making, reading)
  for (const path of kustomization.components) {
    const component = reading.tree.at(joinPath(folder, path))
    const outer = [...within, kustomization]
    const by = making.by ?? findNode(kustomization.document.root, 'components')
    if (!component) build = withUnfollowed(build, making, ['components', path])
    else if (!outer.includes(component))
      build = accumulated(build, { kustomization: component, within: outer, by }, reading)
  }
  const { sourceOf, all } = reading
  const steps = stepsOf(kustomization, { by: making.by, fields: all(build), sourceOf })
  for (const { node, what, change } of steps) {
    const made = change(build.made)
    const at = placeIn(kustomization, node)
    build = made
      ? { ...build, made }
      : { ...build, unfollowed: [...build.unfollowed, { at, what }] }
  }
  return build
}

function withResources(before: Build, making: Making, reading: Reading): Build {
  const { kustomization } = making
  const folder = folderOf(kustomization.source.file)
  const taken: Built[] = []
  const fields = new Set(before.fields)
  let { mayKnowMore } = before
  let unfollowed = before
  for (const path of kustomization.resources) {
    const at = joinPath(folder, path)
    const inner = reading.tree.at(at)
    const built = inner && reading.build(inner)
    for (const each of built?.fields ?? []) fields.add(each)
    mayKnowMore ||= built?.mayKnowMore === true
    if (built) for (const each of built.made) taken.push(takenIn(each))
    else if (reading.sourceOf(at))
      for (const each of reading.manifestsIn(at)) taken.push(objectOf(each))
    else unfollowed = withUnfollowed(unfollowed, making, ['resources', path])
  }
  return {
    ...unfollowed,
    fields,
    mayKnowMore,
    taken: [...before.taken, ...taken],
    made: [...before.made, ...taken.map(each => ({ ...each, taken: each }))]
  }
}

function withConfigurations(before: Build, making: Making, reading: Reading): Build {
  const { kustomization } = making
  const folder = folderOf(kustomization.source.file)
  return kustomization.configurations.reduce((build, path) => {
    const found = reading.fieldsOf(joinPath(folder, path))
    if (found) return { ...build, fields: new Set([...build.fields, found]) }
    const more = withUnfollowed(build, making, ['configurations', path])
    return { ...more, mayKnowMore: true }
  }, before)
}

/** A build in which something that a kustomization takes in is not followed. */
function withUnfollowed(
  build: Build,
  { kustomization }: Making,
  [field, path]: readonly ['resources' | 'components' | 'configurations', string]
): Build {
  const fields = field === 'resources' ? ['resources', 'bases'] : [field]
  const items = fields.flatMap(each => findItems(kustomization.document.root, each))
  const node = items.find(item => findString(item) === path)
  if (!node) return build
  const what = {
    resources: 'A resource',
    components: 'A component',
    configurations: 'A file of "configurations"'
  }
  const found = { at: placeIn(kustomization, node), what: what[field] }
  return { ...build, unfollowed: [...build.unfollowed, found] }
}
