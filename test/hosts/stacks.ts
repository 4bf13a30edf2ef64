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
  live('{{ $size }}').map(text => `{{- $size := .Values | get "size" 1 }}\n${text}`),
  layer.map(
    own =>
      `{{- range $i, $name := .Values.careful }}\n{{- if eq $name $.Environment.Name }}\n${own}{{- end }}\n{{- end }}\n`
  ),
  layer.map(own => `{{- with .Values.steps }}\n${own}{{- else }}\nimage: other\n{{- end }}\n`),
  fc.constantFrom(
    '{{- define "steps" }}\n- setWeight: {{ .size }}\n- pause: {}\n{{- end }}\nrollout:\n  canary:\n    steps:\n{{- include "steps" .Values | nindent 6 }}\n',
    'rollout:\n  canary:\n{{ dict "maxSurge" .Values.size "steps" .Values.steps | toYaml | indent 4 }}\n',
    '{{ tpl (readFile "piece.txt") . }}\n',
    '{{ $d := dict "canary" (dict "maxSurge" 3) }}{{ if .Values.steps }}{{ $_ := set $d.canary "steps" .Values.steps }}{{ end }}\nrollout: {{ toJson $d }}\n'
  ),
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
  piece: layer,
  /** Where the environments are declared, with their values. */
  declared: fc.constantFrom('base', 'here', 'parts', 'parts of a base'),
  /** How the helmfile has its releases. */
  written: fc.constantFrom('list', 'inherited', 'loop', 'below')
})

type Stack = typeof stack extends fc.Arbitrary<infer One> ? One : never

const own =
  'environments:\n  staging: {values: [size.yaml]}\n  production: {values: [{size: 8, careful: [production]}]}\n'
const above =
  'environments:\n  staging: {values: [{size: 1, steps: [{setWeight: 9}]}]}\n  production: {values: [{size: 2, steps: [{setWeight: 7}, {pause: {}}]}]}\n'

/** The parts of a helmfile that declare the environments. */
const declarations: Readonly<Record<Stack['declared'], string>> = {
  base: 'bases: [base.yaml]\n',
  here: own.replace('size: 8', 'size: 8, steps: []'),
  parts: `${above}---\n${own}`,
  'parts of a base': 'bases: [parts.yaml.gotmpl]\n'
}

/** The releases of a stack as one part of a helmfile. */
function releasesOf({ inline, set, written }: Stack): string {
  const more = (inline && `      - ${inline}\n`) + (set && `    set: ${set}\n`)
  const release = (name: string, last: string, more: string) =>
    `  - name: ${name}\n    chart: ./chart\n    values:\n      - common.yaml.gotmpl\n      - '${last}.yaml.gotmpl'\n${more}`
  const inheriting = (name: string, last: string, more: string) =>
    `  - name: ${name}\n    inherit: [{template: usual}]\n    values:\n      - '${last}.yaml.gotmpl'\n${more}`
  const usual =
    'templates:\n  usual:\n    chart: ./chart\n    missingFileHandler: Warn\n    values: [missing.yaml, common.yaml.gotmpl]\n'
  const last = '{{ .Environment.Name }}'
  if (written === 'inherited')
    return `${usual}releases:\n${inheriting('one', last, more)}${inheriting('two', 'two', '')}`
  if (written !== 'loop')
    return `releases:\n${release('one', last, more)}${release('two', 'two', '')}`
  const loop = release(
    '{{ $name }}',
    '{{ $last }}',
    `{{- if eq $name "one" }}\n${more}{{- end }}\n`
  )
  return `releases:\n{{- range $name, $last := dict "one" .Environment.Name "two" "two" }}\n${loop}{{- end }}\n`
}

/** Writes the files of a stack, and the helmfile that puts them over each other. */
export function writeStack(folder: string, files: Stack) {
  chartOf(folder, files.chart)
  for (const name of ['common', 'staging', 'production', 'two'] as const) {
    writeFileSync(join(folder, `${name}.yaml.gotmpl`), files[name])
  }
  writeFileSync(join(folder, 'piece.txt'), files.piece)
  writeFileSync(join(folder, 'size.yaml'), 'size: 7\ncareful: []\nsteps: [{setWeight: 5}]\n')
  writeFileSync(
    join(folder, 'base.yaml'),
    own.replace('size: 8', 'size: 8, steps: [{setWeight: 4}]')
  )
  writeFileSync(
    join(folder, 'parts.yaml.gotmpl'),
    `${above}---\n${own.replace('size: 8', 'size: 6, steps: []')}`
  )
  const head = declarations[files.declared]
  const releases = releasesOf(files)
  const isBelow = files.written === 'below'
  if (isBelow) writeFileSync(join(folder, 'below.yaml.gotmpl'), releases)
  const body = isBelow
    ? 'helmfiles:\n  - path: below.yaml.gotmpl\n    values:\n      - {{ toYaml .Values | nindent 8 }}\n'
    : releases
  const name = isBelow || files.written === 'loop' ? 'helmfile.yaml.gotmpl' : 'helmfile.yaml'
  writeFileSync(join(folder, name), `${head}---\n${body}`)
}
