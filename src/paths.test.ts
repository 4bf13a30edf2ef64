import { expect, test } from 'vitest'
import { baseNameOf, folderOf, joinPath, normalPath } from './paths.ts'

test.for([
  ['', '.'],
  ['.', '.'],
  ['web.yaml', 'web.yaml'],
  ['./a//b/./web.yaml', 'a/b/web.yaml'],
  ['a/b/../web.yaml', 'a/web.yaml'],
  ['a/..', '.'],
  ['../../a', '../../a'],
  ['a/../../b', '../b'],
  ['/', '/'],
  ['/a/../b', '/b'],
  ['a\\b', 'a/b']
] as const)('the path %j is %j', ([path, normal]) => {
  expect(normalPath(path)).toBe(normal)
})

test.for([
  ['.', 'web.yaml', 'web.yaml'],
  ['overlays/prod', '../../base', 'base'],
  ['overlays/prod', './count.yaml', 'overlays/prod/count.yaml'],
  ['/repo/k8s', '../base', '/repo/base']
] as const)('from %s, %s is %s', ([folder, path, joined]) => {
  expect(joinPath(folder, path)).toBe(joined)
})

test.for([
  ['web.yaml', '.', 'web.yaml'],
  ['a/web.yaml', 'a', 'web.yaml'],
  ['/web.yaml', '/', 'web.yaml'],
  ['a/b/', 'a/b', '']
] as const)('%s is in %s, by the name %j', ([path, folder, name]) => {
  expect(folderOf(path)).toBe(folder)
  expect(baseNameOf(path)).toBe(name)
})
