import { expect, test } from 'vitest'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import { manifestsOf, offsetOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import {
  annotationOf,
  fieldOf,
  identityOf,
  integerOf,
  itemsOf,
  mayBeSame,
  mayShareNamespace,
  resourceOf,
  textOf,
  wholeResourceOf
} from './resource.ts'

function manifestIn(text: string): Manifest {
  const source = openSource('in.yaml', text)
  const [manifest] = splitStream(source).flatMap(chunk => manifestsOf(readDocument(source, chunk)))
  if (!manifest) throw new Error('no manifest')
  return manifest
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: web}
`

test('a resource has no pod template', () => {
  const resource = resourceOf(manifestIn(deployment))
  expect(resource['spec']).toEqual({ replicas: 2 })
  expect(resource['kind']).toBe('Deployment')
})

test('a whole resource has its template, also where the reader left it out', () => {
  const resource = wholeResourceOf(manifestIn(deployment))
  expect(fieldOf(resource, 'spec', 'template', 'metadata', 'labels', 'app')).toBe('web')
  expect(fieldOf(resource, 'spec', 'template', 'spec', 'containers', '0', 'name')).toBe('web')
})

test('a whole resource without a template is the same as the resource', () => {
  const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n'
  expect(wholeResourceOf(manifestIn(text))).toEqual(resourceOf(manifestIn(text)))
})

const value = { a: { b: [{ c: 'text' }, 2, null], n: 1.5 }, i: 3, nothing: null }

test.for([
  [[], value],
  [['missing'], undefined],
  [['a', 'missing', 'further'], undefined],
  [['toString'], undefined],
  [['nothing'], null],
  [['nothing', 'below'], undefined],
  [['i', 'below'], undefined],
  [['a', 'b', '9'], undefined],
  [['a', 'b', '0', 'c'], 'text'],
  [['a', 'b', '1'], 2]
] as const)('the field at %j', ([path, found]) => {
  expect(fieldOf(value, ...path)).toEqual(found)
})

test('a text, the items and an integer are told from what is none', () => {
  expect(textOf(value, 'a', 'b', '0', 'c')).toBe('text')
  expect(textOf(value, 'i')).toBeUndefined()
  expect(itemsOf(value, 'a')).toEqual([])
  expect(itemsOf(value, 'a', 'b')).toHaveLength(3)
  expect(integerOf(value, 'i')).toBe(3)
  expect(integerOf(value, 'nothing')).toBe('absent')
  expect(integerOf(value, 'missing')).toBe('absent')
  expect(integerOf(value, 'a', 'n')).toBe('wrong')
})

test('an annotation is a text, also where it is written without quotes', () => {
  const annotated = { metadata: { annotations: { text: 'a', flag: true, none: null } } }
  expect(annotationOf(annotated, 'text')).toBe('a')
  expect(annotationOf(annotated, 'flag')).toBe('true')
  expect(annotationOf(annotated, 'none')).toBeUndefined()
  expect(annotationOf(annotated, 'missing')).toBeUndefined()
  expect(annotationOf({}, 'text')).toBeUndefined()
})

test('an identity has the group and not the version, also of an item of a list', () => {
  const list = 'kind: DeploymentList\napiVersion: apps/v1\nitems: [{ metadata: { name: 7 } }]\n'
  const identity = { group: 'apps', kind: 'Deployment', namespace: undefined, name: '7' }
  expect(identityOf(manifestIn(list))).toEqual(identity)
})

test.for([
  ['prod', 'staging', undefined, false],
  [undefined, 'staging', 'prod', false],
  ['staging', undefined, 'prod', false],
  ['prod', 'prod', undefined, true],
  [undefined, undefined, undefined, true],
  [undefined, 'prod', undefined, true],
  ['prod', undefined, 'prod', true],
  [undefined, undefined, 'prod', true]
] as const)('namespaces %j and %j beside --namespace %j: %j', ([one, other, given, may]) => {
  expect(mayShareNamespace(one, other, given)).toBe(may)
})

test('objects are the same by group, kind and name where they may share a namespace', () => {
  const web = { group: 'apps', kind: 'Deployment', namespace: 'prod', name: 'web' }
  expect(mayBeSame(web, { ...web, namespace: undefined })).toBe(true)
  expect(mayBeSame(web, { ...web, namespace: undefined }, 'staging')).toBe(false)
  expect(mayBeSame(web, { ...web, group: 'extensions' })).toBe(true)
  expect(mayBeSame(web, { ...web, group: 'example.org' })).toBe(false)
  expect(mayBeSame(web, { ...web, kind: 'Rollout' })).toBe(false)
  expect(mayBeSame(web, { ...web, name: 'api' })).toBe(false)
})

test('the offset of a path leads into lists', () => {
  const text = 'apiVersion: v1\nkind: Some\nspec:\n  list:\n    - a: 1\n    - b: 2\n'
  const manifest = manifestIn(text)
  expect(offsetOf(manifest, 'spec', 'list', '1', 'b')).toBe(text.indexOf('2'))
  expect(offsetOf(manifest, 'spec', 'list', '1')).toBe(text.indexOf('b: 2'))
  expect(offsetOf(manifest, 'spec', 'list', '7')).toBe(text.indexOf('list'))
  expect(offsetOf(manifest, 'spec', 'missing')).toBe(text.indexOf('spec'))
})
