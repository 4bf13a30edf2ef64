// Streams whose objects may all be about each other, as text for `check`.

/** @param {number} count @param {(at: number) => string} each */
const repeated = (count, each) => Array.from({ length: count }, (_, at) => each(at)).join('')

/** @param {string} name @param {string} [selector] @param {string} [labels] */
const deployment = (name, selector = `{matchLabels: {app: ${name}}}`, labels = `{app: ${name}}`) =>
  `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: 2
  selector: ${selector}
  template:
    metadata: {labels: ${labels}}
    spec: {containers: [{name: web, image: web}]}
`

/** @param {string} name @param {string} [steps] */
const rollout = (name, steps = '') => `---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: ${name}}
spec:
  replicas: 2
  selector: {matchLabels: {app: ${name}}}
  workloadRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}
  strategy:
    canary:
      maxSurge: 1
${steps}`

/** @param {string} name @param {string} target */
const autoscaler = (name, target) => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${target}}
  minReplicas: 2
  maxReplicas: 4
`

/** @param {string} name */
const budget = name => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}}
spec:
  minAvailable: 50%
  selector: {matchLabels: {app: web}, matchExpressions: [{key: ${name}, operator: DoesNotExist}]}
`

/** @param {string} name @param {string} [rules] */
const application = (name, rules = '') => `---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}}
spec:
  source: {repoURL: https://example.org/shop.git, path: shop}
  ignoreDifferences:
${rules}`

/** @param {string} name */
const rule = name =>
  `    - {group: apps, kind: Deployment, name: ${name}, jsonPointers: [/spec/replicas]}\n`

/** @param {string} name @param {string} next */
const template = (name, next) => `---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {name: ${name}}
spec: {metrics: [], templates: [{templateName: ${next}}]}
`

/** @param {string} template */
const analysis = template =>
  `      steps:\n        - analysis: {templates: [{templateName: ${template}}]}\n`

/** @param {number} at */
const narrow = at =>
  `{matchLabels: {app: web}, matchExpressions: [{key: id, operator: NotIn, values: [v${at}]}]}`

/** By what they are, so many objects that may be about as many others. @type {Record<string, (n: number) => string>} */
export const scopes = {
  'Deployments, each selecting the pods of all': n =>
    repeated(n, at => deployment(`web-${at}`, narrow(at), `{app: web, id: v${at}}`)),
  'PodDisruptionBudgets for all Deployments': n =>
    repeated(n, at => deployment(`web-${at}`, undefined, '{app: web}') + budget(`web-${at}`)),
  'autoscalers of one Deployment': n =>
    deployment('web') + rollout('web') + repeated(n, at => autoscaler(`web-${at}`, 'web')),
  'Deployments of one name, with all that refers to it': n =>
    repeated(n, () => deployment('web') + rollout('web') + autoscaler('web', 'web')),
  'Applications that bring all Deployments': n =>
    repeated(n, at => application(`shop-${at}`) + deployment(`web-${at}`) + rollout(`web-${at}`)),
  'entries of ignoreDifferences': n =>
    application(
      'shop',
      repeated(n, at => rule(`web-${at}`))
    ) + repeated(n, at => deployment(`web-${at}`) + rollout(`web-${at}`)),
  'templates of one analysis, in as many Rollouts': n =>
    repeated(n, at => template(`check-${at}`, `check-${at + 1}`)) +
    repeated(n, at => deployment(`web-${at}`) + rollout(`web-${at}`, analysis('check-0')))
}
