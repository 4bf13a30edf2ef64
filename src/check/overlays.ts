import type { Diagnostic } from '../diagnostic.ts'
import { hasItems, kustomizationIn, placeIn } from '../kubernetes/kustomization.ts'
import type { Kustomization } from '../kubernetes/kustomization.ts'
import { kustomizeTree } from '../kubernetes/kustomize-tree.ts'
import type { KustomizeTree } from '../kubernetes/kustomize-tree.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical, resourceOf } from '../kubernetes/resource.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { folderOf, joinPath, normalPath } from '../paths.ts'
import { includes } from '../yaml/bytes.ts'
import { asEntries } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { splitStream } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { classify } from './classify.ts'
import { checkObjects } from './objects.ts'
import { brokenBy, mayKnowReferences } from './objects-kustomize.ts'
import { viewOf } from './objects-view.ts'
import { pairsOf } from './objects-pairs.ts'
import type { Pair } from './objects-pairs.ts'
import { builder } from './overlay-build.ts'
import type { Build, Built } from './overlay-build.ts'
import * as problems from './overlay-problems.ts'
import { nothing, sceneOf } from './scene.ts'
import type { Setting } from './scene.ts'

/** Files of any folder: those of kustomize, and those that they may take in. */
export type Tree = {
  readonly sources: readonly Source[]
  readonly kustomizations: readonly Source[]
}

/** More files than this are taken in by no tree that people keep. */
const mostFiles = 200_000

/** Finds what overlays break of what they are made of: each is judged as kustomize builds it. */
export function checkOverlays({ sources, kustomizations }: Tree, setting: Setting): Diagnostic[] {
  if (kustomizations.length === 0) return []
  const rollouts = new Set(
    sources.filter(({ bytes }) => includes(bytes, 'Rollout')).map(({ file }) => normalPath(file))
  )
  if (rollouts.size === 0) return []
  const all = kustomizations.map(kustomizationIn)
  const tree = kustomizeTree(all)
  const byFile = new Map(sources.map(source => [normalPath(source.file), source]))
  const read = new Map<string, readonly Manifest[]>()
  const manifestsIn = (file: string) => {
    const source = byFile.get(file)
    const found = read.get(file) ?? (source ? manifestsOf(source, setting) : [])
    read.set(file, found)
    return found
  }
  const build = builder({ tree, manifestsIn, sourceOf: file => byFile.get(file) })
  let left = mostFiles
  return all.flatMap(kustomization => {
    const files = tree.filesOf(kustomization)
    left -= files.size
    if (left < 0 || ![...files].some(file => rollouts.has(file))) return []
    const built = build(kustomization)
    return [
      ...judge(kustomization, built, setting),
      ...broken(kustomization, built, { tree, setting })
    ]
  })
}

function manifestsOf(source: Source, { patches }: Setting): Manifest[] {
  return splitStream(source)
    .map(chunk => classify(source, chunk, patches))
    .flatMap(each => (each.is === 'objects' ? each.manifests : []))
}

/** What a build has that what it takes in has not. */
function judge(kustomization: Kustomization, build: Build, setting: Setting): Diagnostic[] {
  const { taken, made, unfollowed } = build
  if (!made.some(({ manifest }) => isRollout(manifest))) return []
  const bringers = setting.elsewhere?.byFile(kustomization.source.file) ?? []
  const changes = made.filter(({ changedBy }) => changedBy)
  const after = sceneOf(manifestsOfBuild(made), {
    ...setting,
    elsewhere: { ...(setting.elsewhere ?? nothing), byFile: () => bringers }
  })
  const pairs = pairsOf(after.scope)
  const own = pairs.length > 0 ? notFollowed(kustomization, unfollowed) : []
  if (changes.length === 0 && bringers.length === 0) return own
  const before = sceneOf(manifestsOfBuild(taken), { ...setting, elsewhere: undefined })
  const known = new Set(checkObjects(before).map(said))
  const place = placer(kustomization, changes)
  return [
    ...own,
    ...checkObjects(after)
      .filter(each => !known.has(said(each)))
      .map(place),
    ...pairs.flatMap(pair => undoneStages(pair, build, kustomization))
  ]
}

type Asking = { readonly tree: KustomizeTree; readonly setting: Setting }

/** References that an overlay breaks among what other kustomizations make; of its own files others tell. */
function broken(
  kustomization: Kustomization,
  { taken, made }: Build,
  { tree, setting }: Asking
): Diagnostic[] {
  const { namePrefix, nameSuffix, selectorLabels } = kustomization
  if (namePrefix + nameSuffix === '' && selectorLabels.length === 0) return []
  if (!made.some(({ manifest }) => isRollout(manifest))) return []
  // The configurations of those below count for those above, too.
  if ([...below(kustomization, tree)].some(mayKnowReferences)) return []
  const folder = folderOf(kustomization.source.file)
  const direct = new Set(kustomization.resources.map(path => joinPath(folder, path)))
  const own = taken.filter(({ origin }) => !direct.has(normalPath(origin.document.source.file)))
  const view = viewOf(sceneOf(manifestsOfBuild(taken), { ...setting, elsewhere: undefined }))
  return brokenBy(kustomization, manifestsOfBuild(own), view)
}

/** A kustomization with those that it takes in. */
function below(top: Kustomization, tree: KustomizeTree): ReadonlySet<Kustomization> {
  const found = new Set([top])
  for (const { resources, components, source } of found)
    for (const path of [...resources, ...components]) {
      const inner = tree.at(joinPath(folderOf(source.file), path))
      if (inner) found.add(inner)
    }
  return found
}

const manifestsOfBuild = (objects: readonly Built[]) => objects.map(({ manifest }) => manifest)
const said = ({ code, message }: Diagnostic) => `${code} ${message}`

/** Puts a finding where the kustomization changes what it is about. */
function placer(kustomization: Kustomization, changes: readonly Built[]) {
  const files = new Set(changes.map(({ manifest }) => manifest.document.source.file))
  return (found: Diagnostic): Diagnostic => {
    const named = changes.find(({ manifest }) => found.message.includes(titleOf(manifest)))
    const by = (named ?? changes[0])?.changedBy
    if (!by || !files.has(found.file)) return found
    const { source: _, ...rest } = found
    return { ...rest, ...placeIn(kustomization, by) }
  }
}

/** Counts, bounds and targets of a migration that an overlay writes over. */
function undoneStages(
  { deployment, rollout, manifests, planned }: Pair,
  { taken, made }: Build,
  kustomization: Kustomization
): Diagnostic[] {
  if (!planned) return []
  const wasOf = new Map(taken.map(({ origin, manifest }) => [origin, manifest]))
  const members = [deployment, rollout, ...manifests.autoscalers, ...manifests.rolloutAutoscalers]
  return made.flatMap(({ manifest, origin, changedBy }) => {
    if (!changedBy || !members.includes(manifest)) return []
    const old = wasOf.get(origin)
    if (!old || specOf(old) === specOf(manifest)) return []
    const at = placeIn(kustomization, changedBy)
    return [problems.overlayUndoesStage(at, titleOf(manifest), titleOf(deployment))]
  })
}

/** What stages change: the template and the selector are none of it. */
function specOf(manifest: Manifest): string {
  const {
    template: _template,
    selector: _selector,
    ...rest
  } = asEntries(resourceOf(manifest)['spec']) ?? {}
  return canonical(rest)
}

const others = ['replacements', 'transformers', 'vars']

/** What a kustomization does that is not followed, beside a workload whose pods move. */
function notFollowed(kustomization: Kustomization, patches: readonly Node[]): Diagnostic[] {
  const { root } = kustomization.document
  return [
    ...patches.map(node => problems.overlayNotFollowed(placeIn(kustomization, node), 'A patch')),
    ...others
      .filter(field => hasItems(kustomization, field))
      .flatMap(field =>
        root ? [problems.overlayNotFollowed(placeIn(kustomization, root), `"${field}"`)] : []
      )
  ]
}
