import { grouped, kept } from '../groups.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { patternsOf, templateIn } from './application-set.ts'
import { configuresArgoCd, isArgoCdConfig, systemRulesOf } from './argo-cd-settings.ts'
import { coverOfJqPath, coverOfPointer } from './field-path.ts'
import type { Cover } from './field-path.ts'
import { matchesGlob } from './glob.ts'
import { ruleIn, vagueRule } from './ignore-entry.ts'
import type { Rule } from './ignore-entry.ts'
import type { KustomizeTree } from './kustomize-tree.ts'
import { groupOf, titleOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { fieldOf, itemsOf, textOf, wholeResourceOf } from './resource.ts'
import type { Identity, Path, Resource } from './resource.ts'
import { syncOptionsIn } from './rollout.ts'
import { bringsFileOf, sourcesIn } from './source-folders.ts'
import type { SourceFolder } from './source-folders.ts'
import { wholeManifest } from './template.ts'

/** What an Application, or the template of an ApplicationSet, says about what it brings. */
export type Application = {
  readonly kind: 'Application' | 'ApplicationSet'
  readonly name: string
  readonly manifest: Manifest | undefined
  /** Where its spec is. */
  readonly spec: Path
  /** The folders of its sources. */
  readonly folders: readonly SourceFolder[]
  /** The kustomizations that take in a file, where those of the tree are known. */
  readonly over?: KustomizeTree['over'] | undefined
  /** What its sources change of what kustomize builds, by where that is written. */
  readonly builds: readonly { readonly path: Path; readonly kustomize: Resource }[]
  /** The namespace of what names none; undefined where it is not stated. */
  readonly namespace: string | undefined
  readonly rules: readonly Rule[]
  readonly options: readonly string[]
  /** Whether some of its Applications may have other rules or options. */
  readonly isVague: boolean
  readonly syncsItself: boolean
  readonly project: string
}

/** The sync option without which an ignored field is written all the same. */
export const respectOption = 'RespectIgnoreDifferences=true'

/** The sync option by which an object is left out that differs in ignored fields alone. */
export const outOfSyncOption = 'ApplyOutOfSyncOnly=true'

/** An Application as messages call it. */
export const titleOfApplication = ({ kind, name, manifest }: Application) =>
  manifest ? titleOf(manifest) : `${kind} "${name}"`

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

/** Reads what manifests tell Argo CD. */
export function argoCdIn(
  manifests: readonly Manifest[],
  tree?: Pick<KustomizeTree, 'over'>
): ArgoCd {
  const applications = manifests.filter(isApplication).map(wholeManifest)
  return {
    applications: applications.map(each => ({
      ...applicationIn(wholeResourceOf(each), each),
      over: tree?.over
    })),
    systemRules: [...manifests.filter(configuresArgoCd), ...applications].flatMap(systemRulesOf),
    configs: manifests.filter(isArgoCdConfig)
  }
}

/** Reads an Application, or the template of an ApplicationSet. */
export function applicationIn(resource: Resource, manifest?: Manifest): Application {
  const isSet = textOf(resource, 'kind') === 'ApplicationSet'
  const spec = isSet ? ['spec', 'template', 'spec'] : ['spec']
  const template = isSet ? templateIn(resource) : undefined
  const at = template?.spec ?? fieldOf(resource, ...spec) ?? null
  const sources = sourcesIn(at)
  const rulesAt = template?.rulesAt
  const vague = template?.vague
  return {
    kind: isSet ? 'ApplicationSet' : 'Application',
    name: textOf(resource, 'metadata', 'name') ?? '',
    manifest,
    spec,
    folders: sources.flatMap(({ source }) => foldersIn(source, isSet ? resource : undefined)),
    builds: sources.flatMap(({ source, path }) => {
      const kustomize = asEntries(fieldOf(source, 'kustomize'))
      return kustomize ? [{ path: [...spec, ...path, 'kustomize'], kustomize }] : []
    }),
    namespace: textOf(at, 'destination', 'namespace'),
    rules: [
      ...itemsOf(at, 'ignoreDifferences').map((entry, index) =>
        ruleIn(entry, {
          path: rulesAt ?? [...spec, 'ignoreDifferences', String(index)],
          manifest
        })
      ),
      ...(vague ? [vagueRule({ path: vague, manifest })] : [])
    ],
    options: itemsOf(at, 'syncPolicy', 'syncOptions').map(String),
    isVague: vague !== undefined,
    project: textOf(at, 'project') ?? 'default',
    syncsItself: asEntries(fieldOf(at, 'syncPolicy', 'automated')) !== undefined
  }
}

function foldersIn(source: Value, set: Resource | undefined): SourceFolder[] {
  const path = textOf(source, 'path')
  if (path === undefined) return []
  const directory = fieldOf(source, 'directory')
  const folder = {
    isRecursive: fieldOf(directory, 'recurse') === true,
    include: textOf(directory, 'include') || undefined,
    exclude: textOf(directory, 'exclude') || undefined
  }
  return (set ? patternsOf(path, set) : [path]).map(each => ({ ...folder, path: each }))
}

/** Whether something holds: `maybe` where it cannot be told from here. */
export type Answer = 'yes' | 'no' | 'maybe'

/** An object, and the namespace into which its Application brings what names none. */
export type Brought = Identity & { readonly destination?: string | undefined }

/** Whether a rule is about an object, whatever its fields are. */
export function concerns(rule: Rule, object: Brought): Answer {
  if (hasTemplate(rule)) return 'maybe'
  const isOfKind = matchesGlob(rule.group, object.group) && matchesGlob(rule.kind, object.kind)
  if (!isOfKind || (rule.name !== '' && rule.name !== object.name)) return 'no'
  if (rule.namespace === '') return 'yes'
  const namespace = object.namespace ?? object.destination
  if (namespace === undefined || isTemplated(namespace)) return 'maybe'
  return rule.namespace === namespace ? 'yes' : 'no'
}

const hasTemplate = ({ group, kind, name, namespace }: Rule) =>
  [group, kind, name, namespace].some(isTemplated)

const isTemplated = (text: string) => text.includes('{{')

/** Whether a rule removes a field from what Argo CD compares. */
export function ignores(rule: Rule, object: Brought, field: Path): Answer {
  const concerned = concerns(rule, object)
  if (concerned === 'no') return 'no'
  if (rule.isVague) return 'maybe'
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
  const ofSystem = agreedAnswers(systemRules.map(answerOf))
  const answers = [...rulesNaming(application, object.name).map(answerOf), ...ofSystem]
  const of = (answer: Answer) =>
    answers.filter(each => each.answer === answer).map(({ rule }) => rule)
  const [certain, possible] = [of('yes'), of('maybe')]
  const effect = effectOf(application)
  if (effect === 'applied') return { is: 'applied', rules: certain }
  if (certain.length > 0) return { is: effect, rules: certain }
  return { is: possible.length > 0 ? 'unknown' : 'applied', rules: possible }
}

type Answered = { readonly rule: Rule; readonly answer: Answer }

/** Of several configurations of Argo CD each may be that of another cluster: what not all say is not certain. */
function agreedAnswers(answers: readonly Answered[]): readonly Answered[] {
  const said = grouped(answers, ({ rule }) => rule.manifest)
  const isAgreed = [...said.values()].every(each => each.some(({ answer }) => answer === 'yes'))
  if (isAgreed) return answers
  return answers.map(({ rule, answer }) => ({ rule, answer: answer === 'yes' ? 'maybe' : answer }))
}

/** The rules of an Application that may name an object. */
function rulesNaming(application: Application, name: string): readonly Rule[] {
  const byName = rulesByName(application)
  const [named = [], others = []] = [name === '' ? [] : byName.get(name), byName.get('')]
  return [...named, ...others].toSorted((a, b) => a.at - b.at).map(({ rule }) => rule)
}

const rulesByName = kept(({ rules }: Application) =>
  grouped(
    rules.map((rule, at) => ({ rule, at })),
    ({ rule }) => (hasTemplate(rule) ? '' : rule.name)
  )
)

/** What becomes of an ignored field: without either option it is applied all the same. */
function effectOf({ options, isVague }: Application): Fate['is'] {
  if (options.includes(respectOption)) return isVague ? 'unknown' : 'kept'
  if (isVague || options.some(mayRespect)) return 'unknown'
  return options.includes(outOfSyncOption) ? 'skipped' : 'applied'
}

/** Whether a template may make an option the one that gives rules their effect. */
const mayRespect = (option: string) =>
  isTemplated(option) && (/^RespectIgnoreDifferences=/.test(option) || option.startsWith('{{'))

/** The option that gives rules their effect, where there is one. */
export function effectiveOption({ options }: Application): string | undefined {
  return [respectOption, outOfSyncOption].find(option => options.includes(option))
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
export const bringsFile = ({ folders, over }: Application, file: string) =>
  bringsFileOf(folders, file, over)
