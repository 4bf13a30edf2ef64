import { describe, expect, test } from 'vitest'
import { manifestsOf } from '../kubernetes/manifest.ts'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import { checkRollout } from './rollout.ts'

/** What is found in a text, as `severity code line:column`. */
function check(text: string, version?: string): string[] {
  const source = openSource('rollout.yaml', text)
  const documents = splitStream(source).map(chunk => readDocument(source, chunk))
  return documents
    .flatMap(manifestsOf)
    .flatMap(manifest => checkRollout(manifest, { version }))
    .map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`)
}

const indent = (text: string, columns: number) => text.replace(/^(?=.)/gm, ' '.repeat(columns))

const top = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec:\n'
/** A Rollout: the text given begins at line 5, column 3. */
const spec = (text: string) => top + indent(text, 2)
const reference = 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n'
/** The text begins at line 5, column 3, before a reference and a strategy. */
const referring = (text: string) => spec(`${text}${reference}strategy: {canary: {}}\n`)
/** The text begins at line 8, column 7. */
const canary = (text: string) => spec(`${reference}strategy:\n  canary:\n${indent(text, 4)}`)
/** The text begins at line 7, column 5. */
const blueGreen = (text: string) => spec(`${reference}strategy:\n  blueGreen:\n${indent(text, 4)}`)
const services = 'canaryService: a\nstableService: b\n'
/** The text begins at line 11, column 9. */
const routed = (text: string) => canary(`${services}trafficRouting:\n${indent(text, 2)}`)
/** The text begins at line 11, column 7. */
const istio = (text: string) =>
  canary(
    `${services}trafficRouting: {istio: {virtualService: {name: a}}, managedRoutes: [{name: a}]}\n${text}`
  )
const selector = 'selector: {matchLabels: {app: web}}\n'
/** The text begins at line 5, column 3, before a template and a strategy. */
const templated = (text: string) =>
  spec(
    `${text}template:\n  metadata: {labels: {app: web}}\n  spec: {containers: [{name: a, image: b}]}\nstrategy: {canary: {}}\n`
  )
/** The text begins at line 9, column 7. */
const pod = (text: string) =>
  spec(
    `${selector}strategy: {canary: {}}\ntemplate:\n  metadata: {labels: {app: web}}\n  spec:\n${indent(text, 4)}`
  )
/** The text begins at line 14, column 11. */
const container = (text: string) =>
  pod(
    `volumes: [{name: v, emptyDir: {}}]\ncontainers:\n  - name: a\n    image: b\n${indent(text, 4)}`
  )

describe('finds nothing in', () => {
  test.for([
    ['a Rollout that refers', referring('')],
    ['a Rollout with a template', templated(selector)],
    [
      'all fields of a canary',
      canary('maxSurge: 25%\nmaxUnavailable: 0\nsteps:\n  - setWeight: 25\n  - pause: {}\n')
    ],
    ['blue and green', blueGreen('activeService: a\npreviewService: b\n')],
    [
      'a router',
      istio(
        'steps:\n  - setHeaderRoute: {name: a, match: [{headerName: b, headerValue: {exact: c}}]}\n'
      )
    ],
    [
      'weights above 100',
      routed('nginx: {stableIngress: a}\nmaxTrafficWeight: 1000\n') +
        indent('steps:\n  - setWeight: 500\n  - pause: {}\n', 6)
    ],
    ['a container', container('args: ["{{ own }}"]\nvolumeMounts: [{name: v, mountPath: /v}]\n')],
    [
      'quantities',
      container('resources: {requests: {cpu: 100m, memory: 1Gi}, limits: {cpu: 1, memory: 2Gi}}\n')
    ],
    ['keys without a value', referring('replicas:\nselector:\n')],
    ['truth in the words of YAML 1.1', referring('paused: no\n')],
    [
      'flow style',
      '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: a}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: a}, strategy: {canary: {}}}}'
    ],
    [
      'merges and aliases',
      referring('<<: &all {replicas: 3}\nrollbackWindow: &window {revisions: 3}\n')
    ],
    [
      'an item of a list',
      `apiVersion: argoproj.io/v1alpha1
kind: RolloutList
items:
  - metadata: {name: a}
    spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: a}, strategy: {canary: {}}}
`
    ],
    ['a patch', spec('strategy:\n  canary:\n    steps: [{setWeight: 5}]\n')],
    ['a patch with a directive', spec('strategy:\n  $patch: replace\n  unheard: of\n')],
    ['Go templates', referring('replicas: {{ .Values.replicas }}\nunheard: of\n')],
    ['Go templates in quotes', referring('replicas: "{{ .Values.replicas }}"\n')],
    ['Go templates in comments', referring('# {{- if .Values.canary }}\nunheard: of\n')],
    ['what cannot be read', spec('replicas: [\nunheard: of\n')],
    [
      'a Rollout of OpenKruise',
      'apiVersion: rollouts.kruise.io/v1beta1\nkind: Rollout\nspec: {unheard: of}\n'
    ]
  ])('%s', ([, text]) => {
    expect(check(text ?? '')).toEqual([])
  })
})

test.for([
  // fields
  [
    'another version',
    'apiVersion: argoproj.io/v1\nkind: Rollout\nspec: {}\n',
    'error unserved-api-version 1:13'
  ],
  ['an unknown field', referring('replica: 3\n'), 'error unknown-field 5:3'],
  [
    'a field of the wrong parent',
    spec(`${reference}strategy:\n  canary: {}\n  steps: []\n`),
    'error unknown-field 8:5'
  ],
  [
    'an unknown field in a list',
    container('ports:\n  - port: 80\n    containerPort: 80\n'),
    'error unknown-field 15:15'
  ],
  ['an unknown field at the top', referring('') + 'specs: {}\n', 'error unknown-field 7:1'],
  ['a field with other capitals', canary('maxsurge: 1\n'), 'error unknown-field 8:7'],
  [
    'a misspelt reference',
    spec('workloadref: {name: a}\nselector: {matchLabels: {a: b}}\nstrategy: {canary: {}}\n'),
    'error unknown-field 5:3'
  ],
  ['a quoted number', referring('replicas: "3"\n'), 'error wrong-field-type 5:13'],
  ['a number for text', container('env: [{name: A, value: 5}]\n'), 'error wrong-field-type 14:34'],
  [
    'a truth value for text',
    container('env: [{name: A, value: on}]\n'),
    'error wrong-field-type 14:34'
  ],
  ['a mapping for a list', canary('steps: {setWeight: 5}\n'), 'error wrong-field-type 8:14'],
  [
    'a list for a mapping',
    spec(`${reference}strategy:\n  canary:\n    - setWeight: 5\n`),
    'error wrong-field-type 7:5'
  ],
  ['too large a number', referring('replicas: 3000000000\n'), 'error wrong-field-type 5:13'],
  ['no quantity', container('resources: {limits: {cpu: 1 m}}\n'), 'error wrong-field-type 14:37'],
  ['no time', referring('restartAt: today\n'), 'error wrong-field-type 5:14'],
  ['a required field missing', blueGreen('previewService: a\n'), 'error missing-field 7:5'],
  [
    'a reference without a name',
    spec('workloadRef: {apiVersion: apps/v1, kind: Deployment}\nstrategy: {canary: {}}\n'),
    'error missing-field 5:3'
  ],
  // spec
  ['a negative count', referring('replicas: -1\n'), 'error negative-value 5:13'],
  [
    'a short deadline',
    referring('progressDeadlineSeconds: 5\nminReadySeconds: 5\n'),
    'error deadline-too-short 5:28'
  ],
  ['a long readiness', referring('minReadySeconds: 600\n'), 'error deadline-too-short 5:20'],
  [
    'no template',
    spec(`${selector}strategy: {canary: {}}\n`),
    'error rollout-without-template 4:1'
  ],
  ['no selector', templated(''), 'error rollout-without-selector 4:1'],
  ['an empty selector', templated('selector: {}\n'), 'error empty-selector 5:13'],
  [
    'an odd operator',
    templated('selector: {matchExpressions: [{key: app, operator: Gt}]}\n'),
    'error invalid-selector 5:54'
  ],
  [
    'In of nothing',
    templated('selector: {matchExpressions: [{key: app, operator: In}]}\n'),
    'error invalid-selector 5:54'
  ],
  ['an odd label', templated('selector: {matchLabels: {app: w b}}\n'), 'error invalid-label 5:33'],
  [
    'labels that differ',
    templated('selector: {matchLabels: {app: api}}\n'),
    'error selector-misses-template 5:33'
  ],
  ['a template beside', templated(reference), 'error template-beside-workload-ref 6:3'],
  [
    'a bare template beside',
    referring('template: {spec: {containers: []}}\n'),
    'warning template-ignored 5:3'
  ],
  [
    'a StatefulSet',
    spec(
      'workloadRef: {apiVersion: apps/v1, kind: StatefulSet, name: a}\nstrategy: {canary: {}}\n'
    ),
    'error unsupported-workload 5:44'
  ],
  [
    'a misspelt scaleDown',
    spec(
      'workloadRef:\n  apiVersion: apps/v1\n  kind: Deployment\n  name: a\n  scaleDown: onSuccess\nstrategy: {canary: {}}\n'
    ),
    'warning unknown-scale-down 9:16'
  ],
  // strategy
  ['no strategy', spec(reference), 'error strategy-missing 4:1'],
  ['an empty strategy', spec(`${reference}strategy:\n  canary:\n`), 'error strategy-missing 6:3'],
  [
    'two strategies',
    spec(`${reference}strategy:\n  canary: {}\n  blueGreen: {activeService: a}\n`),
    'error several-strategies 8:16'
  ],
  ['no room', canary('maxSurge: 0\nmaxUnavailable: 0%\n'), 'error no-room-to-roll 8:17'],
  ['a quoted count', canary('maxSurge: "3"\n'), 'warning quoted-count 8:17'],
  ['a count that is none', canary('maxSurge: many\n'), 'warning unreadable-count 8:17'],
  [
    'one service for two',
    canary('canaryService: a\nstableService: a\n'),
    'error same-service 9:22'
  ],
  [
    'one active service for two',
    blueGreen('activeService: a\npreviewService: a\n'),
    'error same-service 9:23'
  ],
  [
    'a limit above the history',
    blueGreen('activeService: a\nscaleDownDelayRevisionLimit: 11\n'),
    'error scale-down-limit-above-history 9:36'
  ],
  [
    'both anti-affinities',
    canary(
      'antiAffinity:\n  requiredDuringSchedulingIgnoredDuringExecution: {}\n  preferredDuringSchedulingIgnoredDuringExecution: {weight: 1}\n'
    ),
    'error not-exactly-one 8:7'
  ],
  [
    'an anti-affinity out of bounds',
    canary('antiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: {weight: 0}}\n'),
    'error affinity-weight 8:80'
  ],
  [
    'an analysis past the steps',
    canary(
      'analysis: {startingStep: 2, templates: [{templateName: a}]}\nsteps: [{setWeight: 5}]\n'
    ),
    'warning analysis-never-starts 8:32'
  ],
  // routing
  [
    'no services for a router',
    canary('stableService: b\ntrafficRouting: {nginx: {stableIngress: a}}\n'),
    'error service-missing 9:31'
  ],
  [
    'a pong of nothing',
    canary('pingPong: {pingService: a, pongService: ""}\n'),
    'error service-missing 8:47'
  ],
  [
    'a ping like its pong',
    canary('pingPong: {pingService: a, pongService: a}\n'),
    'error same-service 8:47'
  ],
  [
    'a ping for nginx',
    routed('nginx: {stableIngress: a}\n') +
      indent('pingPong: {pingService: c, pongService: d}\n', 6),
    'error ping-pong-unsupported 12:17'
  ],
  [
    'a ping without a root',
    canary(
      'trafficRouting: {alb: {ingress: a, servicePort: 80}}\npingPong: {pingService: c, pongService: d}\n'
    ),
    'error service-missing 8:24'
  ],
  [
    'a delay without routing',
    canary('scaleDownDelaySeconds: 30\n'),
    'error field-needs-traffic-routing 8:30'
  ],
  [
    'a field that does nothing',
    canary('minPodsPerReplicaSet: 2\n'),
    'warning ignored-without-traffic-routing 8:29'
  ],
  [
    'a delay beside dynamic scale',
    istio('dynamicStableScale: true\nscaleDownDelaySeconds: 30\n'),
    'error dynamic-scale-with-delay 11:27'
  ],
  [
    'a most weight for istio',
    routed('istio: {virtualService: {name: a}}\nmaxTrafficWeight: 1000\n'),
    'error max-weight-unsupported 12:27'
  ],
  [
    'both ingresses',
    routed('nginx: {stableIngress: a, stableIngresses: [b]}\n'),
    'error not-exactly-one 11:52'
  ],
  ['no ingress', routed('nginx: {}\n'), 'error not-exactly-one 11:16'],
  // steps
  [
    'an unknown key in a step',
    canary('steps: [{setWeight: 5}, {wait: {}}]\n'),
    'error unknown-step-key 8:32'
  ],
  [
    'a weight above the most',
    routed('nginx: {stableIngress: a}\nmaxTrafficWeight: 50\n') +
      indent('steps: [{setWeight: 51}, {pause: {}}]\n', 6),
    'error invalid-weight 13:27'
  ],
  [
    'a step without routing',
    canary('steps: [{setWeight: 5}, {setCanaryScale: {weight: 5}}]\n'),
    'error needs-traffic-routing 8:48'
  ],
  [
    'a mirror for nginx',
    routed('nginx: {stableIngress: a}\nmanagedRoutes: [{name: a}]\n') +
      indent('steps: [{setMirrorRoute: {name: a}}]\n', 6),
    'error step-unsupported-by-router 13:32'
  ],
  [
    'a match of nothing',
    istio('steps: [{setHeaderRoute: {name: a, match: [{headerName: b, headerValue: {}}]}}]\n'),
    'error invalid-match 11:79'
  ],
  [
    'a route that is not managed',
    istio('steps: [{setMirrorRoute: {name: b}}]\n'),
    'error unmanaged-route 11:39'
  ],
  [
    'a weighted experiment',
    canary('steps: [{experiment: {templates: [{name: a, specRef: canary, weight: 5}]}}]\n'),
    'error experiment-weight 8:76'
  ],
  [
    'an odd field reference',
    canary(
      'steps: [{analysis: {args: [{name: a, valueFrom: {fieldRef: {fieldPath: metadata.foo}}}]}}]\n'
    ),
    'error invalid-field-ref 8:78'
  ],
  // pods
  ['an odd name', pod('containers: [{name: A, image: b}]\n'), 'error invalid-name 10:27'],
  [
    'a name twice',
    pod('containers: [{name: a, image: b}, {name: a, image: b}]\n'),
    'error repeated-name 10:48'
  ],
  ['no containers', pod('containers: []\n'), 'error no-containers 10:19'],
  ['no image', pod('containers: [{name: a}]\n'), 'error missing-field 10:20'],
  [
    'another restart policy',
    pod('restartPolicy: Never\ncontainers: [{name: a, image: b}]\n'),
    'error unexpected-value 10:22'
  ],
  [
    'a deadline',
    pod('activeDeadlineSeconds: 5\ncontainers: [{name: a, image: b}]\n'),
    'error pod-deadline 10:30'
  ],
  [
    'two sources of a volume',
    pod('volumes: [{name: v, emptyDir: {}, secret: {}}]\ncontainers: [{name: a, image: b}]\n'),
    'error not-exactly-one 10:49'
  ],
  [
    'an unknown volume',
    container('volumeMounts: [{name: w, mountPath: /v}]\n'),
    'error unknown-volume 14:33'
  ],
  [
    'a port out of bounds',
    container('ports: [{containerPort: 70000}]\n'),
    'error number-out-of-range 14:35'
  ],
  [
    'an odd port name',
    container('ports: [{name: HTTP, containerPort: 80}]\n'),
    'error invalid-port-name 14:26'
  ],
  [
    'a value twice',
    container('env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]\n'),
    'error not-exactly-one 14:48'
  ],
  [
    'a probe of nothing',
    container('livenessProbe: {periodSeconds: 5}\n'),
    'error not-exactly-one 14:26'
  ],
  [
    'a misspelt resource',
    container('resources: {limits: {memmory: 1Gi}}\n'),
    'error unknown-resource 14:32'
  ],
  ['a hook of nothing', container('lifecycle: {preStop: {}}\n'), 'error not-exactly-one 14:32'],
  ['an environment from nothing', container('envFrom: [{}]\n'), 'error not-exactly-one 14:21'],
  [
    'an empty name of a variable',
    container('env: [{name: "", value: a}]\n'),
    'error missing-field 14:24'
  ],
  [
    'a request above its limit',
    container('resources: {requests: {cpu: 2}, limits: {cpu: 500m}}\n'),
    'error request-above-limit 14:39'
  ]
])('finds %s', ([, text = '', found = '']) => {
  expect(check(text)).toEqual([found])
})

test.for([
  ['1.6', 'error newer-rollout-field 9:5'],
  ['1.6.6', 'error newer-rollout-field 9:5'],
  ['1.7', undefined],
  ['1.10', undefined]
])('knows the fields of Argo Rollouts %s', ([version, found]) => {
  const text = spec(
    'workloadRef:\n  apiVersion: apps/v1\n  kind: Deployment\n  name: a\n  scaleDown: never\nstrategy: {canary: {}}\n'
  )
  expect(check(text, version)).toEqual(found === undefined ? [] : [found])
})

test('reports every fault of a Rollout, sorted by place', () => {
  const text = canary(
    'maxSurge: 0\nmaxUnavailable: 0\nsteps: [{setWeight: 500}, {pause: {}}]\n'
  ).replace('spec:\n', 'spec:\n  replicas: -1\n  unheard: of\n')
  expect(check(text)).toEqual([
    'error negative-value 5:13',
    'error unknown-field 6:3',
    'error no-room-to-roll 10:17',
    'error invalid-weight 12:27'
  ])
})

test('reports a misspelt field once, not as missing as well', () => {
  const text = canary('').replace('canary:', 'canarry: {}')
  expect(check(text)).toEqual(['error unknown-field 7:5'])
  const alb = routed('alb: {ingress: a, servicePrt: 80}\n')
  expect(check(alb)).toEqual(['error unknown-field 11:27'])
})

test('withstands an alias bomb', () => {
  const rows = [...'bcdefghijk'].map((name, at) => {
    const before = 'abcdefghijk'[at]
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]\n`
  })
  expect(check(referring(`a: &a [x]\n${rows.join('')}`))).toEqual([])
})
