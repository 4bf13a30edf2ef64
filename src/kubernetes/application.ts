import { grouped, kept } from '../groups.ts'
import { folderOf } from '../paths.ts'
import type { Value } from '../yaml/node.ts'
import { asEntries, valueOf } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { coverOfJqPath, coverOfPointer } from './field-path.ts'
import type { Cover } from './field-path.ts'
import { matchesGlob } from './glob.ts'
import type { KustomizeTree } from './kustomize-tree.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { fieldOf, itemsOf, resourceOf, textOf, wholeResourceOf } from './resource.ts'
import type { Identity, Path, Resource } from './resource.ts'
import { syncOptionsIn } from './rollout.ts'
import { wholeManifest } from './template.ts'

/** An entry of `ignoreDifferences`, of an Application or of argocd-cm. What is omitted is ''. */
export type Rule = {
  readonly path: Path
  readonly manifest: Manifest | undefined
  readonly group: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly pointers: readonly string[]
  readonly jqPaths: readonly string[]
  readonly managers: readonly string[]
}

/** What an Application, or the template of an ApplicationSet, says about what it brings. */
export type Application = {
  readonly kind: 'Application' | 'ApplicationSet'
  readonly name: string
  readonly manifest: Manifest | undefined
  /** Where its spec is. */
  readonly spec: Path
  /** The folders of its sources. */
  readonly paths: readonly string[]
  /** The kustomizations that take in a file, where those of the tree are known. */
  readonly over?: KustomizeTree['over'] | undefined
  /** The namespace of what names none; undefined where it is not stated. */
  readonly namespace: string | undefined
  readonly rules: readonly Rule[]
  readonly options: readonly string[]
  readonly syncsItself: boolean
  readonly project: string
}

/** What Argo CD is told, as far as it is in view. */
export type ArgoCd = {
  readonly applications: readonly Application[]
  /** Rules of argocd-cm, which hold for every Application. */
  readonly systemRules: readonly Rule[]
  /** The manifests of argocd-cm. */
  readonly configs: readonly Manifest[]
}

type Kinded = { readonly kind?: Value; readonly apiVersion?: Value }

/** Whether an object is an Application of Argo CD, or a set of them. */
export function isApplication({ kind, apiVersion }: Kinded): boolean {
  const isKind = kind === 'Application' || kind === 'ApplicationSet'
  return isKind && groupOf(String(apiVersion ?? '')) === 'argoproj.io'
}

/** Whether a manifest is Argo CD's own configuration. */
export function isArgoCdConfig({ kind, apiVersion, name }: Manifest): boolean {
  return kind === 'ConfigMap' && apiVersion === 'v1' && name === 'argocd-cm'
}

/** Reads what manifests tell Argo CD. */
export function argoCdIn(
  manifests: readonly Manifest[],
  tree?: Pick<KustomizeTree, 'over'>
): ArgoCd {
  const configs = manifests.filter(isArgoCdConfig)
  return {
    applications: manifests
      .filter(isApplication)
      .map(wholeManifest)
      .map(each => ({ ...applicationIn(wholeResourceOf(each), each), over: tree?.over })),
    systemRules: configs.flatMap(each => systemRulesIn(resourceOf(each), each)),
    configs
  }
}

/** Reads an Application, or the template of an ApplicationSet. */
export function applicationIn(resource: Resource, manifest?: Manifest): Application {
  const isSet = textOf(resource, 'kind') === 'ApplicationSet'
  const spec = isSet ? ['spec', 'template', 'spec'] : ['spec']
  const at = fieldOf(resource, ...spec)
  const sources = [fieldOf(at, 'source') ?? null, ...itemsOf(at, 'sources')]
  return {
    kind: isSet ? 'ApplicationSet' : 'Application',
    name: textOf(resource, 'metadata', 'name') ?? '',
    manifest,
    spec,
    paths: sources.flatMap(source => textOf(source, 'path') ?? []),
    namespace: textOf(at, 'destination', 'namespace'),
    rules: itemsOf(at, 'ignoreDifferences').map((entry, index) =>
      ruleIn(entry, { path: [...spec, 'ignoreDifferences', String(index)], manifest })
    ),
    options: itemsOf(at, 'syncPolicy', 'syncOptions').map(String),
    project: textOf(at, 'project') ?? 'default',
    syncsItself: asEntries(fieldOf(at, 'syncPolicy', 'automated')) !== undefined
  }
}

function ruleIn(entry: Value, origin: Pick<Rule, 'path' | 'manifest'>): Rule {
  const text = (key: string) => textOf(entry, key) ?? ''
  const texts = (key: string) => itemsOf(entry, key).map(String)
  return {
    ...origin,
    group: text('group'),
    kind: text('kind'),
    name: text('name'),
    namespace: text('namespace'),
    pointers: texts('jsonPointers'),
    jqPaths: texts('jqPathExpressions'),
    managers: texts('managedFieldsManagers')
  }
}

const prefix = 'resource.customizations.ignoreDifferences.'

/**
 * Rules of argocd-cm: the group and the kind are in the key, and `all` is every kind
 * (argo-cd util/settings/settings.go, appendResourceOverridesFromSplitKeys).
 */
export function systemRulesIn(resource: Resource, manifest?: Manifest): Rule[] {
  const data = asEntries(fieldOf(resource, 'data')) ?? {}
  return Object.entries(data).flatMap(([key, text]) => {
    if (!key.startsWith(prefix) || typeof text !== 'string') return []
    const named = key.slice(prefix.length)
    const [kind = '', group = ''] = named === 'all' ? ['*', '*'] : named.split('_').toReversed()
    const { root } = parseAnyStyle(text)
    const rule = asEntries(valueOf(root)) ?? {}
    return [ruleIn({ ...rule, group, kind }, { path: ['data', key], manifest })]
  })
}

/** Whether something holds: `maybe` where it cannot be told from here. */
export type Answer = 'yes' | 'no' | 'maybe'

/** An object, and the namespace into which its Application brings what names none. */
export type Brought = Identity & { readonly destination?: string | undefined }

/** Whether a rule is about an object, whatever its fields are. */
export function concerns(rule: Rule, object: Brought): Answer {
  if ([rule.group, rule.kind, rule.name, rule.namespace].some(isTemplated)) return 'maybe'
  const isOfKind = matchesGlob(rule.group, object.group) && matchesGlob(rule.kind, object.kind)
  if (!isOfKind || (rule.name !== '' && rule.name !== object.name)) return 'no'
  if (rule.namespace === '') return 'yes'
  const namespace = object.namespace ?? object.destination
  if (namespace === undefined || isTemplated(namespace)) return 'maybe'
  return rule.namespace === namespace ? 'yes' : 'no'
}

const isTemplated = (text: string) => text.includes('{{')

/** Whether a rule removes a field from what Argo CD compares. */
export function ignores(rule: Rule, object: Brought, field: Path): Answer {
  const concerned = concerns(rule, object)
  if (concerned === 'no') return 'no'
  const cover = coverOf(rule, field)
  if (cover === 'covers') return concerned
  return cover === 'unknown' ? 'maybe' : 'no'
}

/** What a rule does to a field. It is asked of each object that the rule may be about. */
function coverOf(rule: Rule, field: Path): Cover {
  const known = coversOf(rule)
  const key = field.join('\n')
  const cover = known.get(key) ?? findCover(rule, field)
  known.set(key, cover)
  return cover
}

const coversOf = kept((_rule: Rule) => new Map<string, Cover>())

function findCover({ pointers, jqPaths, managers }: Rule, field: Path): Cover {
  const covers = new Set<Cover>([
    ...pointers.map(pointer => coverOfPointer(pointer, field)),
    ...jqPaths.map(path => coverOfJqPath(path, field))
  ])
  if (covers.has('covers')) return 'covers'
  // Which fields a manager has is known in the cluster alone.
  return covers.has('unknown') || managers.length > 0 ? 'unknown' : 'misses'
}

/** What a sync does with a field of Git that rules may ignore. */
export type Fate = {
  /**
   * `applied`, whether it is shown as a difference or not · `kept` as it is in the cluster ·
   * `skipped` where nothing else of the object differs · `unknown`.
   */
  readonly is: 'applied' | 'kept' | 'skipped' | 'unknown'
  /** The rules that say so, or that may. */
  readonly rules: readonly Rule[]
}

/** Tells what an Application does with a field of an object. */
export function fateOf(
  { application, systemRules }: { application: Application; systemRules: readonly Rule[] },
  object: Identity,
  field: Path
): Fate {
  const brought = { ...object, destination: application.namespace }
  const answerOf = (rule: Rule) => ({ rule, answer: ignores(rule, brought, field) })
  // Of several argocd-cm each may be that of another cluster.
  const configs = new Set(systemRules.map(({ manifest }) => manifest))
  const ofSystem = systemRules.map(answerOf).map(({ rule, answer }) => ({
    rule,
    answer: answer === 'yes' && configs.size > 1 ? ('maybe' as const) : answer
  }))
  const answers = [...rulesNaming(application, object.name).map(answerOf), ...ofSystem]
  const of = (answer: Answer) =>
    answers.filter(each => each.answer === answer).map(({ rule }) => rule)
  const [certain, possible] = [of('yes'), of('maybe')]
  const effect = effectOf(application)
  if (effect === 'applied') return { is: 'applied', rules: certain }
  if (certain.length > 0) return { is: effect, rules: certain }
  return { is: possible.length > 0 ? 'unknown' : 'applied', rules: possible }
}

/** The rules of an Application that name an object, or none. */
function rulesNaming(application: Application, name: string): readonly Rule[] {
  const byName = rulesByName(application)
  const [named = [], others = []] = [name === '' ? [] : byName.get(name), byName.get('')]
  return [...named, ...others].toSorted((a, b) => a.at - b.at).map(({ rule }) => rule)
}

const rulesByName = kept(({ rules }: Application) =>
  grouped(
    rules.map((rule, at) => ({ rule, at })),
    ({ rule: { name } }) => (isTemplated(name) ? '' : name)
  )
)

/** What becomes of an ignored field: without either option it is applied all the same. */
function effectOf({ options }: Application): 'applied' | 'kept' | 'skipped' {
  if (options.includes('RespectIgnoreDifferences=true')) return 'kept'
  return options.includes('ApplyOutOfSyncOnly=true') ? 'skipped' : 'applied'
}

/** The option that gives rules their effect, where there is one. */
export function effectiveOption({ options }: Application): string | undefined {
  return ['RespectIgnoreDifferences=true', 'ApplyOutOfSyncOnly=true'].find(option =>
    options.includes(option)
  )
}

/**
 * How a sync writes an object: by the options of its Application, and those that it has of its own
 * (argo-cd gitops-engine/pkg/sync/sync_context.go, shouldUseServerSideApply).
 */
export function wayOf(
  application: Application | undefined,
  object: Resource
): 'apply' | 'server' | 'replace' {
  const options = application?.options ?? []
  const own = syncOptionsIn(object)
  const has = (option: string) => options.includes(option) || own.includes(option)
  if (has('Replace=true')) return 'replace'
  if (own.includes('ServerSideApply=false')) return 'apply'
  return has('ServerSideApply=true') ? 'server' : 'apply'
}

/** Whether an Application brings an object, as far as destinations tell. */
export function mayBring(application: Application, { namespace }: Identity): Answer {
  if (application.namespace === undefined || namespace === undefined) return 'maybe'
  if (isTemplated(application.namespace)) return 'maybe'
  return application.namespace === namespace ? 'yes' : 'no'
}

/** Whether a file is in a folder that an Application brings, or a kustomization there takes it in. */
export function bringsFile({ paths, over }: Application, file: string): boolean {
  const folders = foldersBringing(file, over).map(folder => folder.split('/'))
  return paths.some(path => {
    const parts = path.split('/').filter(part => part !== '' && part !== '.')
    return parts.length > 0 && folders.some(folder => hasRun(folder, parts))
  })
}

/** The folders by which a file may be brought: its own, and those of the kustomizations over it. */
export function foldersBringing(file: string, over?: KustomizeTree['over']): string[] {
  const above = over?.(file).map(({ source }) => folderOf(source.file)) ?? []
  return [...new Set([folderOf(file), ...above])]
}

/** Whether some parts are among others, one after the other. */
function hasRun(all: readonly string[], parts: readonly string[]): boolean {
  return all.some((_, start) => parts.every((part, index) => all[start + index] === part))
}
