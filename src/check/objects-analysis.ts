import type { Diagnostic } from '../diagnostic.ts'
import { groupOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { dereference, findItems, findNode, findString, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import { secondsBeside, unmeasured } from './objects-analysis-time.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

type TemplateKind = 'AnalysisTemplate' | 'ClusterAnalysisTemplate'

/** A template as a Rollout or another template names it. */
type Reference = { readonly name: string; readonly kind: TemplateKind; readonly node: Node }

/** One analysis of a Rollout: its templates, and the arguments that it gives a value. */
type Analysis = {
  readonly references: readonly Reference[]
  readonly given: ReadonlySet<string>
  /** An analysis in the background ends with its Rollout; any other has to end by itself. */
  readonly runs: 'in-the-background' | 'in-a-step'
  /** How long the steps take beside it, where that is known. */
  readonly beside?: number | undefined
}

/** Templates of analyses that are not there, and arguments that nobody gives. */
export function analysisProblems(view: View): Diagnostic[] {
  const templates = view.manifests.filter(isTemplate)
  if (templates.length === 0) return []
  const kinds = new Set(templates.map(({ kind }) => kind))
  return view.manifests.filter(isRollout).flatMap(rollout =>
    analysesOf(rollout.node).flatMap(analysis => {
      const found: Found = { templates: new Map(), isWhole: true, diagnostics: [] }
      for (const reference of analysis.references)
        collect(found, rollout, reference, { view, kinds })
      const isKnown = found.isWhole
      return [
        ...found.diagnostics,
        ...metricProblems(rollout, analysis, found),
        ...(isKnown ? argumentProblems(rollout, analysis, found) : [])
      ]
    })
  )
}

/** Whether a manifest is a template of an analysis, of a namespace or of the whole cluster. */
export function isTemplate({ kind, apiVersion }: Manifest): boolean {
  const isKind = kind === 'AnalysisTemplate' || kind === 'ClusterAnalysisTemplate'
  return isKind && groupOf(apiVersion) === 'argoproj.io'
}

function analysesOf(rollout: Node): Analysis[] {
  const strategy = findNode(rollout, 'spec', 'strategy')
  const steps = findItems(strategy, 'canary', 'steps')
  const analyses = [
    findNode(strategy, 'canary', 'analysis'),
    ...steps.map(step => findNode(step, 'analysis')),
    findNode(strategy, 'blueGreen', 'prePromotionAnalysis'),
    findNode(strategy, 'blueGreen', 'postPromotionAnalysis')
  ].map((node, index) => ({
    references: referencesIn(node),
    given: valuesIn(findItems(node, 'args')),
    ...(index === 0
      ? { runs: 'in-the-background' as const, beside: secondsBeside(strategy) }
      : { runs: 'in-a-step' as const })
  }))
  const experiments = steps.flatMap(step => findItems(step, 'experiment', 'analyses'))
  return [
    ...analyses,
    ...experiments.map(node => ({
      references: referencesOf([node]),
      given: valuesIn(findItems(node, 'args')),
      // An experiment ends with its duration.
      runs: 'in-the-background' as const
    }))
  ]
}

const referencesIn = (node: Node | undefined) => referencesOf(findItems(node, 'templates'))

function referencesOf(items: readonly Node[]): Reference[] {
  return items.flatMap(item => {
    const node = findNode(item, 'templateName')
    const name = findString(item, 'templateName')
    if (!node || name === undefined) return []
    const isCluster = valueOf(findNode(item, 'clusterScope')) === true
    return [{ node, name, kind: isCluster ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate' }]
  })
}

/** The names of arguments that have a value or say where it comes from. */
function valuesIn(args: readonly Node[]): Set<string> {
  const hasValue = (arg: Node) =>
    ['value', 'valueFrom'].some(key => valueOf(findNode(arg, key)) != null)
  return new Set(args.filter(hasValue).flatMap(arg => findString(arg, 'name') ?? []))
}

/** Templates, each with the reference of the Rollout that leads to it. */
type Found = {
  readonly templates: Map<Manifest, Node>
  /** Whether every template that is named has been found. */
  isWhole: boolean
  readonly diagnostics: Diagnostic[]
}
type Place = { readonly view: View; readonly kinds: ReadonlySet<string> }

/** Looks a template up, and those that it names itself. */
function collect(
  found: Found,
  owner: Manifest,
  { name, kind, node }: Reference,
  place: Place,
  start: Node = node
): void {
  const template = place.view.near(owner, name).find(each => isTemplate(each) && each.kind === kind)
  if (!template) {
    found.isWhole = false
    if (!place.kinds.has(kind) || !place.view.isComplete()) return
    const at = locate(owner.document, node.start)
    found.diagnostics.push(problems.analysisTemplateNotFound(at, titleOf(owner), kind, name))
  } else if (!found.templates.has(template)) {
    found.templates.set(template, start)
    for (const each of referencesIn(findNode(template.node, 'spec')))
      collect(found, template, each, place, start)
  }
}

/** What the controller refuses in the metrics of an analysis (argo-rollouts utils/analysis/helpers.go, pkg/apis/rollouts/validation/validation_references.go). */
function* metricProblems(
  rollout: Manifest,
  { references, runs, beside }: Analysis,
  { templates }: Found
): Generator<Diagnostic> {
  const seen = new Set<string>()
  for (const { name, kind, node } of references) {
    if (seen.has(`${kind}/${name}`)) {
      const at = locate(rollout.document, node.start)
      yield problems.analysisTemplateRepeated(at, titleOf(rollout), `${kind} "${name}"`)
    }
    seen.add(`${kind}/${name}`)
  }
  if (beside !== undefined) yield* unmeasured(rollout, beside, templates)
  if (runs === 'in-the-background') return
  for (const template of templates.keys())
    for (const metric of findItems(template.node, 'spec', 'metrics')) {
      const [interval, count] = ['interval', 'count'].map(key => findNode(metric, key))
      if (!interval || count) continue
      const at = locate(template.document, interval.start)
      const name = findString(metric, 'name') ?? ''
      yield problems.analysisRunsIndefinitely(at, name, titleOf(template), titleOf(rollout))
    }
}

/** The arguments of all templates of an analysis count together (argo-rollouts utils/analysis). */
function argumentProblems(
  rollout: Manifest,
  { given }: Analysis,
  { templates }: Found
): Diagnostic[] {
  const argsOf = ({ node }: Manifest) => findItems(node, 'spec', 'args')
  const all = [...templates.keys()].flatMap(argsOf)
  const values = new Set([...given, ...valuesIn(all)])
  const declared = new Set(all.flatMap(arg => findString(arg, 'name') ?? []))
  return [...templates].flatMap(([template, start]) => {
    const names = new Set(argsOf(template).flatMap(arg => findString(arg, 'name') ?? []))
    const missing = [...names].filter(name => !values.has(name))
    const undeclared = usedIn(findNode(template.node, 'spec', 'metrics')).filter(
      ({ name }) => !declared.has(name)
    )
    return [
      ...missing.map(name => {
        const at = locate(rollout.document, start.start)
        return problems.analysisArgumentMissing(at, titleOf(rollout), titleOf(template), name)
      }),
      ...undeclared.map(({ name, node }) => {
        const at = locate(template.document, node.start)
        return problems.analysisArgumentUndeclared(at, titleOf(template), name)
      })
    ]
  })
}

/** The arguments that texts below a node use. */
function usedIn(given: Node | undefined): { readonly name: string; readonly node: Node }[] {
  const node = dereference(given)
  if (node?.type === 'sequence') return node.items.flatMap(usedIn)
  if (node?.type === 'mapping') return node.pairs.flatMap(({ value }) => usedIn(value))
  if (node?.type !== 'scalar' || typeof node.value !== 'string') return []
  const found = node.value.matchAll(/\{\{\s*args\.([\w.-]+?)\s*\}\}/g)
  return [...found].map(([, name = '']) => ({ name, node }))
}
