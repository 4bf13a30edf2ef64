const head = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
spec:
`
const reference = `  workloadRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
`

/** Rollouts as people write them, right and wrong, where the text matters. */
export const handMade: readonly [name: string, text: string][] = [
  [
    'truth in the words of YAML 1.1',
    `${head}  paused: no\n${reference}  strategy:\n    canary: {}\n`
  ],
  [
    'a truth word for text',
    `${head}${reference}  strategy:\n    canary:\n      canaryService: on\n`
  ],
  ['a number for text', `${head}${reference}  strategy:\n    canary:\n      canaryService: 5\n`],
  ['an integer with a point', `${head}  replicas: 3.0\n${reference}  strategy:\n    canary: {}\n`],
  [
    'an integer with an exponent',
    `${head}  replicas: 1e1\n${reference}  strategy:\n    canary: {}\n`
  ],
  ['a quoted integer', `${head}  replicas: "3"\n${reference}  strategy:\n    canary: {}\n`],
  ['a key in capitals', `${head}  Replicas: 3\n${reference}  strategy:\n    canary: {}\n`],
  ['a key twice', `${head}  replicas: 3\n  replicas: 4\n${reference}  strategy:\n    canary: {}\n`],
  ['a merge', `${head}  <<: &common\n    replicas: 3\n${reference}  strategy:\n    canary: {}\n`],
  [
    'an alias',
    `${head}${reference}  strategy:\n    canary:\n      maxSurge: &zero 0\n      maxUnavailable: *zero\n`
  ],
  [
    'flow style',
    `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: web}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}, strategy: {canary: {steps: [{setWeight: 25}, {pause: }]}}}}\n`
  ],
  ['a patch', `${head}  strategy:\n    canary:\n      steps:\n        - setWeight: 25\n`],
  ['a status', `${head}${reference}  strategy:\n    canary: {}\nstatus:\n  unheard: of\n`],
  [
    'steps one level up',
    `${head}${reference}  strategy:\n    canary: {}\n    steps:\n      - setWeight: 25\n`
  ],
  [
    'a pause without braces',
    `${head}${reference}  strategy:\n    canary:\n      steps:\n        - pause:\n`
  ],
  [
    'strategy of a Deployment',
    `${head}${reference}  strategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxSurge: 1\n`
  ],
  [
    'CRLF',
    `${head}${reference}  strategy:\n    canary: {maxSurge: 0, maxUnavailable: 0}\n`.replaceAll(
      '\n',
      '\r\n'
    )
  ],
  [
    'a Service beside a reference',
    `${head}${reference}  strategy:\n    canary:\n      canaryService: canary\n      stableService: stable\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: stable\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n`
  ],
  [
    'an integer with an underscore',
    `${head}  replicas: 1_0\n${reference}  strategy:\n    canary: {}\n`
  ]
]
