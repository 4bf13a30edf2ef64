import { withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { grouped } from '../groups.ts'
import { hasItems, isSelecting, kustomizationIn, placeIn } from '../kubernetes/kustomization.ts'
import type { Kustomization } from '../kubernetes/kustomization.ts'
import { rolloutFields } from '../kubernetes/kustomize-fields.ts'
import { kustomizeTree } from '../kubernetes/kustomize-tree.ts'
import type { KustomizeTree } from '../kubernetes/kustomize-tree.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical, resourceOf } from '../kubernetes/resource.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { faultIn } from '../kubernetes/rollout-fault.ts'
import { folderOf, joinPath, normalPath } from '../paths.ts'
import { includes } from '../yaml/bytes.ts'
import { asEntries, valueOf } from '../yaml/node.ts'
import { splitStream } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { classify } from './classify.ts'
import { checkObjects } from './objects.ts'
import { pairsOf } from './objects-pairs.ts'
import type { Pair } from './objects-pairs.ts'
import { brokenBy } from './overlay-breaks.ts'
import { builder } from './overlay-build.ts'
import type { Build, Builder } from './overlay-build.ts'
import { calledAs, withTemplate } from './overlay-object.ts'
import type { Built } from './overlay-object.ts'
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
export function checkOverlays(tree: Tree, setting: Setting): Diagnostic[] {
  const concerned = new Set(tree.sources.filter(isConcerned).map(({ file }) => normalPath(file)))
  if (tree.kustomizations.length === 0 || concerned.size === 0) return []
  const all = tree.kustomizations.map(kustomizationIn)
  const files = { tree: kustomizeTree(all), ...reading(tree.sources, setting) }
  const real = builder(files)
  const meant = builder(files, [rolloutFields])
  const components = new Set(all.flatMap(each => componentsOf(each, files.tree)))
  const moving = new Set<Kustomization>()
  let left = mostFiles
  const found = all.flatMap(kustomization => {
    const taken = files.tree.filesOf(kustomization)
    left -= taken.size
    if (left < 0 || components.has(kustomization)) return []
    if (![...taken].some(file => concerned.has(file))) return []
    const judged = judge(kustomization, meant, setting)
    if (judged.moves) moving.add(kustomization)
    const isBroken = mayBreak(kustomization, files.tree, meant)
    return [...judged.found, ...(isBroken ? brokenBy(kustomization, { real, meant }) : [])]
  })
  return withoutRepeats([...found, ...notFollowed(moving, components, files.tree, meant)])
}

/** What is built with others only. */
const componentsOf = (kustomization: Kustomization, tree: KustomizeTree) => [
  ...(kustomization.isComponent ? [kustomization] : []),
  ...innerOf(kustomization, kustomization.components, tree)
]

const innerOf = ({ source }: Kustomization, paths: readonly string[], tree: KustomizeTree) =>
  paths.flatMap(path => tree.at(joinPath(folderOf(source.file), path)) ?? [])

/** Whether a file may have a reference of which kustomize does not know. */
const isConcerned = ({ bytes }: Source) =>
  includes(bytes, 'Rollout') || includes(bytes, 'ScaledObject')

/** Reads the manifests of files, each once. */
function reading(sources: readonly Source[], { patches }: Setting) {
  const byFile = new Map(sources.map(source => [normalPath(source.file), source]))
  const read = new Map<string, readonly Manifest[]>()
  const manifestsOf = (source: Source) =>
    splitStream(source)
      .map(chunk => classify(source, chunk, patches))
      .flatMap(each => (each.is === 'objects' ? each.manifests : []))
  return {
    sourceOf: (file: string) => byFile.get(file),
    manifestsIn: (file: string) => {
      const source = byFile.get(file)
      const found = read.get(file) ?? (source ? manifestsOf(source) : [])
      read.set(file, found)
      return found
    }
  }
}

/** What is found in a build, and whether pods move in it. */
type Judged = { readonly found: readonly Diagnostic[]; readonly moves: boolean }

/** What a build has that what it takes in has not, by whatever name. */
function judge(
  kustomization: Kustomization,
  { build, finished }: Builder,
  setting: Setting
): Judged {
  const built = build(kustomization)
  const made = finished(built.made, built)
  if (!made.some(({ manifest }) => isRollout(manifest))) return { found: [], moves: false }
  const bringers = setting.elsewhere?.byFile(kustomization.source.file) ?? []
  const after = sceneOf(manifestsOf(made), {
    ...setting,
    elsewhere: { ...(setting.elsewhere ?? nothing), byFile: () => bringers }
  })
  const pairs = pairsOf(after.scope)
  const moves = pairs.length > 0
  const changes = made.filter(({ changedBy }) => changedBy)
  if (changes.length === 0 && bringers.length === 0) return { found: [], moves }
  const before = finished(takenByNames(built), built)
  const changed = { was: new Map(before.map(each => [each.taken, each])), changes }
  const known = checkObjects(sceneOf(manifestsOf(before), { ...setting, elsewhere: undefined }))
  const isKnown = new Set(known.map(said))
  const found = [
    ...checkObjects(after)
      .filter(each => !isKnown.has(said(each)))
      .map(placer(kustomization, changes)),
    ...undoneStages(kustomization, pairs, changed),
    ...invalidated(kustomization, changed)
  ]
  return { found, moves }
}

/** What a build takes in, by the names that it has in the end. */
function takenByNames({ taken, made }: Build): Built[] {
  const now = new Map(made.map(each => [each.taken, each]))
  return taken.map(object => {
    const last = now.get(object)
    return last
      ? { ...last, manifest: calledAs(object.manifest, last.manifest), changedBy: undefined }
      : object
  })
}

const manifestsOf = (objects: readonly Built[]) => objects.map(({ manifest }) => manifest)
const said = ({ code, message }: Diagnostic) => `${code} ${message}`

/** Puts a finding where the kustomization changes what it is about. */
function placer(kustomization: Kustomization, changes: readonly Built[]) {
  const byFile = grouped(changes, ({ manifest }) => manifest.document.source.file)
  return (found: Diagnostic): Diagnostic => {
    const [first] = byFile.get(found.file) ?? []
    const named = changes.find(({ manifest }) => found.message.includes(titleOf(manifest)))
    const by = (named ?? first)?.changedBy
    if (!first || !by) return found
    const { source: _, ...rest } = found
    return { ...rest, ...placeIn(kustomization, by) }
  }
}

type Changed = {
  /** What a kustomization takes in, each by itself as it was taken. */
  readonly was: ReadonlyMap<Built | undefined, Built>
  readonly changes: readonly Built[]
}

/** Counts, bounds and targets of a migration that an overlay writes over. */
function undoneStages(
  kustomization: Kustomization,
  pairs: readonly Pair[],
  { was, changes }: Changed
): Diagnostic[] {
  const planned = pairs.filter(pair => pair.planned)
  if (planned.length === 0) return []
  const changed = new Map(changes.map(each => [each.manifest, each]))
  return planned.flatMap(({ deployment, rollout, manifests }) =>
    [deployment, rollout, ...manifests.autoscalers, ...manifests.rolloutAutoscalers].flatMap(
      member => {
        const { changedBy, taken } = changed.get(member) ?? {}
        const before = was.get(taken)
        if (!changedBy || !before || specOf(before.manifest) === specOf(member)) return []
        const at = placeIn(kustomization, changedBy)
        return [problems.overlayUndoesStage(at, titleOf(member), titleOf(deployment))]
      }
    )
  )
}

/** What stages change: the template and the selector are none of it. */
function specOf(manifest: Manifest): string {
  const { template: _, selector: __, ...rest } = asEntries(resourceOf(manifest)['spec']) ?? {}
  return canonical(rest)
}

/** Rollouts that a kustomization makes invalid: of a workloadRef, a template of labels alone is enough. */
function invalidated(kustomization: Kustomization, { was, changes }: Changed): Diagnostic[] {
  return changes.flatMap(object => {
    const { manifest, taken, changedBy } = object
    if (!changedBy || !isRollout(manifest)) return []
    const before = was.get(taken)
    const fault = faultOf(object)
    if (!fault || (before && faultOf(before) === fault)) return []
    const at = placeIn(kustomization, changedBy)
    return [problems.overlayInvalidatesRollout(at, titleOf(manifest), fault)]
  })
}

/** Why the controller does nothing of a Rollout as it is built. */
const faultOf = (object: Built) =>
  faultIn(asEntries(valueOf(withTemplate(object).manifest.node)) ?? {})

/** Whether a kustomization changes one end of references that nothing else may mend. */
function mayBreak(kustomization: Kustomization, tree: KustomizeTree, { build }: Builder): boolean {
  const { made, mayKnowMore } = build(kustomization)
  const isRenamed = made.some(({ renamedBy }) => renamedBy.length > 0)
  if (mayKnowMore || !(isRenamed || kustomization.labels.some(isSelecting))) return false
  const all = [...below([kustomization], tree)]
  return !all.some(each => mending.some(key => hasItems(each, key)))
}

const mending = ['replacements', 'vars', 'transformers']

/** Kustomizations with those that they take in. */
function below(tops: Iterable<Kustomization>, tree: KustomizeTree): ReadonlySet<Kustomization> {
  const found = new Set(tops)
  for (const each of found)
    for (const inner of innerOf(each, [...each.resources, ...each.components], tree))
      found.add(inner)
  return found
}

const others = [
  'replacements',
  'transformers',
  'vars',
  'generators',
  'helmCharts',
  'helmChartInflationGenerator'
]

/** What kustomizations do that is not followed, beside workloads whose pods move. */
function notFollowed(
  moving: ReadonlySet<Kustomization>,
  components: ReadonlySet<Kustomization>,
  tree: KustomizeTree,
  { build }: Builder
): Diagnostic[] {
  return [...below(moving, tree)].flatMap(kustomization => {
    const { root } = kustomization.document
    const isComponent = components.has(kustomization)
    return [
      ...(isComponent ? [] : build(kustomization).unfollowed).map(({ at, what }) =>
        problems.overlayNotFollowed(at, what)
      ),
      ...others
        .filter(field => hasItems(kustomization, field))
        .flatMap(field =>
          root ? [problems.overlayNotFollowed(placeIn(kustomization, root), `"${field}"`)] : []
        )
    ]
  })
}
