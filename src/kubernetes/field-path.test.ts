import { expect, test } from 'vitest'
import { coverOfJqPath, coverOfPointer } from './field-path.ts'
import type { Cover } from './field-path.ts'

const replicas = ['spec', 'replicas']

test.for<[string, Cover]>([
  ['', 'misses'],
  ['/', 'misses'],
  ['spec/replicas', 'misses'],
  ['.spec.replicas', 'misses'],
  ['/spec/replicas/', 'misses'],
  ['/spec/replicas/0', 'misses'],
  ['/spec/replica', 'misses'],
  ['/status', 'misses'],
  ['/spec/template/spec/replicas', 'misses'],
  ['/spec', 'covers'],
  ['/spec/replicas', 'covers']
])('the pointer %j: %s', ([pointer, cover]) => {
  expect(coverOfPointer(pointer, replicas)).toBe(cover)
})

test('a pointer spells / and ~ as JSON pointers do', () => {
  const field = ['metadata', 'annotations', 'a/b~c']
  expect(coverOfPointer('/metadata/annotations/a~1b~0c', field)).toBe('covers')
  expect(coverOfPointer('/metadata/annotations/a/b~c', field)).toBe('misses')
})

test.for<[string, Cover]>([
  ['/spec/replicas', 'unknown'],
  ['.spec.replicasMax', 'misses'],
  ['.spec.replicas.foo', 'misses'],
  ['.spec.replicas[0]', 'misses'],
  ['.spec.template.spec.containers[].image', 'misses'],
  ['.spec.template.spec.containers[] | select(.name == "proxy")', 'misses'],
  ['.spec.template.spec.containers[] | select(.name == "a (b)") | .resources', 'misses'],
  ['.spec.template.spec.containers[0:2]', 'misses'],
  ['.metadata.annotations["x.io/y"]', 'misses'],
  ['.metadata.annotations | keys', 'misses'],
  ['.status', 'misses'],
  ['.spec | empty', 'misses'],
  ['.metadata.labels // .metadata.annotations', 'misses'],
  ['', 'misses'],
  ['.spec', 'covers'],
  ['.', 'covers'],
  ['.[]', 'covers'],
  ['.spec[]', 'covers'],
  ['.spec.replicas', 'covers'],
  ['.spec.replicas?', 'covers'],
  ['.spec?.replicas?', 'covers'],
  ['.spec["replicas"]', 'covers'],
  ['.["spec"]["replicas"]', 'covers'],
  ['.spec."replicas"', 'covers'],
  ['.spec . replicas', 'unknown'],
  ['.spec | .replicas', 'covers'],
  ['.spec | (.replicas)', 'covers'],
  ['(.spec).replicas', 'covers'],
  ['.metadata.labels, .spec.replicas', 'covers'],
  ['.spec | .paused, .replicas', 'covers'],
  ['..', 'covers'],
  ['.. | .replicas?', 'covers'],
  ['recurse | .replicas?', 'covers'],
  ['.spec | select(.paused) | .replicas', 'unknown'],
  ['.spec | select(.replicas > 2)', 'unknown'],
  ['. as $x | .spec.replicas', 'unknown'],
  ['.spec[("repl" + "icas")] | .replicas', 'unknown'],
  ['.spec | del(.replicas)', 'unknown'],
  ['.metadata.labels // .spec.replicas', 'unknown'],
  ['.spec.replicas |= 1', 'unknown'],
  ['(.spec.replicas', 'unknown'],
  ['select(.spec.replicas', 'unknown']
])('the jq path %j: %s', ([path, cover]) => {
  expect(coverOfJqPath(path, replicas)).toBe(cover)
})
