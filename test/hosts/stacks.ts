import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'

/** A chart that prints the values that it gets. */
export function chartOf(folder: string, values: string) {
  mkdirSync(join(folder, 'chart/templates'), { recursive: true })
  writeFileSync(join(folder, 'chart/Chart.yaml'), 'apiVersion: v2\nname: chart\nversion: 1.0.0\n')
  writeFileSync(join(folder, 'chart/values.yaml'), values)
  const template =
    'kind: ConfigMap\napiVersion: v1\nmetadata: {name: values}\nvalues: {{ .Values | toJson }}\n'
  writeFileSync(join(folder, 'chart/templates/values.yaml'), template)
}

const blocks = [
  '- setWeight: 25\n- pause: {}',
  '- setWeight: 50\n- pause: {duration: 5m}\n- setWeight: 100'
]
const steps = fc.constantFrom(...blocks)
const below = (text: string, indent: string) =>
  text
    .split('\n')
    .map(line => indent + line)
    .join('\n')

const live = (surge: string) =>
  steps.map(
    text => `rollout:\n  canary:\n    maxSurge: ${surge}\n    steps:\n${below(text, '      ')}\n`
  )
const commented = (surge: string) =>
  steps.map(
    text =>
      `rollout:\n  canary:\n    maxSurge: ${surge}\n${below(`steps:\n${below(text, '  ')}`, '    # ')}\n`
  )

/** What one file says of the steps: nothing, a live block, a commented one, or their removal. */
export const layer = fc.oneof(
  fc.constant('image: app\n'),
  fc.constant('rollout:\n  canary:\n    maxSurge: 1\n'),
  fc
    .constantFrom('[]', 'null', '~', '')
    .map(none => `rollout:\n  canary:\n    maxSurge: 2\n    steps: ${none}\n`),
  fc.constantFrom('rollout: null\n', 'rollout:\n  canary: ~\n'),
  live('3'),
  commented('4')
)

/** The same in a template, which asks for the environment, and for what it sets. */
const template = fc.oneof(
  layer,
  live('{{ .Values.size }}'),
  commented('{{ .Values.size | default 1 }}'),
  fc
    .record({ name: fc.constantFrom('staging', 'production'), own: layer, other: layer })
    .map(
      ({ name, own, other }) =>
        `{{ if eq .Environment.Name "${name}" }}\n${own}{{- else }}\n${other}{{- end }}\n`
    )
)

/** What an entry of `values` in the helmfile itself says. */
const inline = fc.oneof(
  { arbitrary: fc.constant(''), weight: 3 },
  fc.constantFrom(
    '{rollout: {canary: {maxSurge: 5}}}',
    '{rollout: {canary: {steps: []}}}',
    '{rollout: {canary: {steps: null}}}'
  ),
  fc.oneof(live('5'), commented('5')).map(text => below(text.trimEnd(), '        ').trimStart())
)

const set = fc.oneof(
  { arbitrary: fc.constant(''), weight: 4 },
  fc.constantFrom(
    '[{name: rollout.canary.maxSurge, value: 6}]',
    '[{name: rollout.canary.steps, value: null}]',
    '[{name: rollout.canary.steps, value: "null"}]',
    '[{name: rollout.canary.maxSurge, value: ""}]'
  )
)

/** A chart and all that lies over it in two environments. */
export const stack = fc.record({
  chart: fc.constantFrom(
    'image: none\n',
    'rollout:\n  canary:\n    maxSurge: 9\n    steps:\n      - setWeight: 5\n      - pause: {}\n'
  ),
  common: template,
  staging: template,
  production: template,
  two: layer,
  inline,
  set,
  /** Where the environments are declared, with their values. */
  declared: fc.constantFrom('base', 'here')
})

type Stack = typeof stack extends fc.Arbitrary<infer One> ? One : never

const environments =
  'environments:\n  staging: {values: [size.yaml]}\n  production: {values: [{size: 8}]}\n'

/** Writes the files of a stack, and the helmfile that puts them over each other. */
export function writeStack(folder: string, files: Stack) {
  chartOf(folder, files.chart)
  for (const name of ['common', 'staging', 'production', 'two'] as const) {
    writeFileSync(join(folder, `${name}.yaml.gotmpl`), files[name])
  }
  writeFileSync(join(folder, 'size.yaml'), 'size: 7\n')
  writeFileSync(join(folder, 'base.yaml'), environments)
  const release = (name: string, last: string, more: string) =>
    `  - name: ${name}\n    chart: ./chart\n    values:\n      - common.yaml.gotmpl\n      - '${last}.yaml.gotmpl'\n${more}`
  const own =
    (files.inline && `      - ${files.inline}\n`) + (files.set && `    set: ${files.set}\n`)
  const head = files.declared === 'base' ? 'bases: [base.yaml]\n' : environments
  const releases = release('one', '{{ .Environment.Name }}', own) + release('two', 'two', '')
  writeFileSync(join(folder, 'helmfile.yaml'), `${head}---\nreleases:\n${releases}`)
}
