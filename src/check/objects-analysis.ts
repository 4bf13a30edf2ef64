import type { Diagnostic } from '../diagnostic.ts'
import { kept } from '../groups.ts'
import { groupOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { dereference, findItems, findNode, findString, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import { limitOf } from './limit.ts'
import type { Limit } from './limit.ts'
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
  const limit = limitOf('analyses run too many templates', 200_000)
  const found = view.manifests.filter(isRollout).flatMap(rollout =>
    analysesOf(rollout.node).flatMap(analysis => {
      const found: Found = { templates: new Map(), isWhole: true, diagnostics: [] }
      collect(found, rollout, analysis, { view, kinds, limit })
      const isKnown = found.isWhole
      return [
        ...found.diagnostics,
        ...metricProblems(rollout, analysis, found),
        ...(isKnown ? argumentProblems(rollout, analysis, found) : [])
      ]
    })
  )
  return [...found, ...limit.problems()]
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
type Place = { readonly view: View; readonly kinds: ReadonlySet<string>; readonly limit: Limit }

/** Looks up the templates of an analysis, and those that they name themselves. */
function collect(
  found: Found,
  owner: Manifest,
  { references }: Analysis,
  { view, kinds, limit }: Place
): void {
  const open = references.map(reference => ({ reference, start: reference.node })).toReversed()
  for (let next = open.pop(); next; next = open.pop()) {
    const { reference, start } = next
    const { name, kind } = reference
    const template = view.near(owner, name).find(each => isTemplate(each) && each.kind === kind)
    if (template && found.templates.has(template)) continue
    if (template && limit.allows(sizeOf(template), owner)) {
      found.templates.set(template, start)
      const own = partsOf(template).references.map(reference => ({ reference, start }))
      open.push(...own.toReversed())
      continue
    }
    found.isWhole = false
    if (template || !kinds.has(kind) || !view.isComplete()) continue
    const at = locate(owner.document, reference.node.start)
    found.diagnostics.push(problems.analysisTemplateNotFound(at, titleOf(owner), kind, name))
  }
}

/** What is read of a template: many analyses may run it. */
const partsOf = kept(({ node }: Manifest) => {
  const args = findItems(node, 'spec', 'args')
  return {
    references: referencesIn(findNode(node, 'spec')),
    metrics: findItems(node, 'spec', 'metrics'),
    names: new Set(args.flatMap(arg => findString(arg, 'name') ?? [])),
    values: valuesIn(args),
    used: usedIn(findNode(node, 'spec', 'metrics'))
  }
})

function sizeOf(template: Manifest): number {
  const { metrics, names, used } = partsOf(template)
  return 1 + metrics.length + names.size + used.length
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
  yield* repeatedMetrics(rollout, templates)
  if (beside !== undefined) yield* unmeasured(rollout, beside, templates)
  if (runs === 'in-the-background') return
  for (const template of templates.keys())
    for (const metric of partsOf(template).metrics) {
      const [interval, count] = ['interval', 'count'].map(key => findNode(metric, key))
      if (!interval || count) continue
      const at = locate(template.document, interval.start)
      const name = findString(metric, 'name') ?? ''
      yield problems.analysisRunsIndefinitely(at, name, titleOf(template), titleOf(rollout))
    }
}

/** Metrics of one name in several templates of an analysis: they are run together. */
function* repeatedMetrics(rollout: Manifest, templates: Found['templates']): Generator<Diagnostic> {
  const first = new Map<string, Manifest>()
  for (const template of templates.keys())
    for (const metric of partsOf(template).metrics) {
      const node = findNode(metric, 'name')
      const name = findString(metric, 'name')
      if (!node || name === undefined) continue
      const other = first.get(name)
      if (!other) first.set(name, template)
      else {
        const at = locate(template.document, node.start)
        const titles = [titleOf(template), titleOf(other), titleOf(rollout)] as const
        yield problems.analysisMetricRepeated(at, name, ...titles)
      }
    }
}

/** The arguments of all templates of an analysis count together (argo-rollouts utils/analysis). */
function argumentProblems(
  rollout: Manifest,
  { given }: Analysis,
  { templates }: Found
): Diagnostic[] {
  const parts = [...templates.keys()].map(partsOf)
  const values = new Set([...given, ...parts.flatMap(part => [...part.values])])
  const declared = new Set(parts.flatMap(part => [...part.names]))
  return [...templates].flatMap(([template, start]) => {
    const { names, used } = partsOf(template)
    const missing = [...names].filter(name => !values.has(name))
    const undeclared = used.filter(({ name }) => !declared.has(name))
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
