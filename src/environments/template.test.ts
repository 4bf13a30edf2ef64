import { expect, test } from 'vitest'
import { render } from './template.ts'
import { unknownValue } from './unknown.ts'

const unknown = unknownValue
const context = {
  Values: {
    name: 'web',
    count: 3,
    none: null,
    list: ['a', 'b'],
    map: { b: 2, a: 1 },
    unread: unknown
  }
}

test.for([
  ['no action', 'a: 1\n', 'a: 1\n'],
  ['a value', '{{ .Values.name }}', 'web'],
  ['brackets', '{{ ((.Values.name)) }}', 'web'],
  ['what is below brackets', '{{ (.Values.map).a }}', '1'],
  ['a variable', '{{ $n := .Values.name }}{{ $n }}', 'web'],
  [
    'a variable that changes in a block',
    '{{ $n := 1 }}{{ if true }}{{ $n = 2 }}{{ end }}{{ $n }}',
    '2'
  ],
  ['a variable of a block', '{{ $n := 1 }}{{ if true }}{{ $n := 2 }}{{ end }}{{ $n }}', '1'],
  ['with', '{{ with .Values.map }}{{ .a }}{{ $.Values.name }}{{ end }}', '1web'],
  ['with, of nothing', '{{ with .Values.none }}a{{ else }}b{{ end }}', 'b'],
  [
    'range over a list',
    '{{ range $i, $e := .Values.list }}{{ $i }}{{ $e }}{{ . }}{{ end }}',
    '0aa1bb'
  ],
  [
    'range over a map by its keys',
    '{{ range $k, $v := .Values.map }}{{ $k }}{{ $v }}{{ end }}',
    'a1b2'
  ],
  ['range over nothing', '{{ range .Values.none }}a{{ else }}b{{ end }}', 'b'],
  ['break', '{{ range .Values.list }}{{ . }}{{ break }}{{ end }}', 'a'],
  ['continue', '{{ range .Values.list }}{{ continue }}a{{ end }}', ''],
  ['else if', '{{ if false }}a{{ else if eq .Values.count 3 }}b{{ else }}c{{ end }}', 'b'],
  ['a comment with quotes and braces', '{{/* don\'t }} " */}}a', 'a'],
  ['blanks that are trimmed', 'a \n{{- " b" -}} \n c', 'a bc'],
  [
    'a template of its own',
    '{{ define "x" }}<{{ . }}>{{ end }}{{ template "x" .Values.name }}',
    '<web>'
  ],
  [
    'include',
    '{{ define "x" }}<{{ . }}>{{ end }}{{ include "x" .Values.name | quote }}',
    '"<web>"'
  ],
  ['tpl', '{{ tpl "{{ .Values.name }}" . }}', 'web'],
  ['printf', '{{ printf "%s-%d%%" .Values.name .Values.count }}', 'web-3%'],
  ['a map as Go prints it', '{{ .Values.map }} {{ .Values.list }}', 'map[a:1 b:2] [a b]'],
  ['null as Go prints it', '{{ .Values.none }}', '<no value>'],
  ['a map that changes', '{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ $d }}', 'map[a:1 b:2]'],
  [
    'a map that is merged into',
    '{{ $d := merge (dict "a" 1) (dict "a" 2 "b" 3) }}{{ $d }}',
    'map[a:1 b:3]'
  ],
  ['and, which asks no further', '{{ and false .Values.unread }}', 'false'],
  ['a default that is not asked for', '{{ .Values.name | default .Values.count }}', 'web'],
  ['get of what is not there', '{{ .Values | get "a.b" "c" }}', 'c']
] as const)('renders %s', ([, text, rendered]) => {
  expect(render(text, context)).toEqual({ text: rendered })
})

test.for([
  ['a value that is missing', 'a: {{ .Values.missing }}'],
  ['a function', 'a: {{ env "HOME" }}'],
  ['a text with an unknown part', 'a: {{ upper .Values.unread }}'],
  ['a default for it', 'a: {{ .Values.unread | default 1 }}'],
  ['a comparison with it', 'a: {{ eq .Values.unread "x" }}'],
  ['what is no map on the way', 'a: {{ .Values | get "name.x" "c" }}'],
  ['a change of what other templates see', 'a: {{ set .Values "x" 1 }}']
] as const)('marks %s', ([, text]) => {
  expect(render(text, context)).toEqual({ text: `a: ${unknown}` })
})

test.for([
  ['an if that asks for it', '\n{{ if .Values.unread }}\n{{ end }}', '{{ if .Values.unread }}', 2],
  [
    'a comparison in an if',
    '{{ if eq .Values.unread "x" }}{{ end }}',
    '{{ if eq .Values.unread "x" }}',
    1
  ],
  [
    'an action that prints lines',
    '{{ toYaml .Values.missing }}',
    '{{ toYaml .Values.missing }}',
    1
  ],
  ['an action without end', '{{ .Values.name', '{{', 1],
  ['an end without beginning', '{{ end }}', '{{ end }}', 1],
  ['an if without end', '{{ if true }}', '{{ if true }}', 1],
  [
    'a loop in loops',
    '{{ range until 9999 }}{{ range until 9999 }}a{{ end }}{{ end }}',
    undefined,
    1
  ],
  [
    'a template that calls itself',
    '{{ define "x" }}{{ template "x" }}{{ end }}{{ template "x" }}',
    '{{ template "x" }}',
    1
  ]
] as const)('refuses %s', ([, text, action, line]) => {
  const found = render(text, context)
  expect(found).toMatchObject({ line, ...(action && { action }) })
})

test.for([
  ['brackets', '{{ ' + '('.repeat(1e5) + '.a' + ')'.repeat(1e5) + ' }}'],
  ['brackets that are not closed', '{{ ' + '('.repeat(1e5) + ' }}'],
  ['functions', '{{ .a' + ' | default 2'.repeat(1e4) + ' }}'],
  ['blocks', '{{ if true }}'.repeat(1e5) + '{{ end }}'.repeat(1e5)]
] as const)('comes to an end of %s without number', ([, text]) => {
  expect(render(text, { a: 1 })).toBeDefined()
})
