import { expect, test } from 'vitest'
import { openSource } from '../yaml/stream.ts'
import { kustomizationIn } from './kustomization.ts'
import { kustomizeTree } from './kustomize-tree.ts'

const read = (folder: string, text: string) =>
  kustomizationIn(openSource(`${folder}/kustomization.yaml`, text))

const base = read('base', 'resources: [web.yaml]\n')
const prod = read(
  'overlays/prod',
  'resources: [../../base, extra.yaml]\ncomponents: [../../part]\n'
)
const part = read('part', 'resources: [more.yaml]\n')
const circle = read('circle', 'resources: [../circle, ../overlays/prod]\n')
const tree = kustomizeTree([base, prod, part, circle])
const folders = (file: string) => tree.over(file).map(({ source }) => source.file.split('/kust')[0])

test('a kustomization takes in files directly and through others', () => {
  expect([...tree.filesOf(base)]).toEqual(['base/web.yaml'])
  expect([...tree.filesOf(prod)]).toEqual([
    'overlays/prod/extra.yaml',
    'base/web.yaml',
    'part/more.yaml'
  ])
  expect(tree.filesOf(circle)).toEqual(tree.filesOf(prod))
})

test('a file is below every kustomization that takes it in', () => {
  expect(folders('other.yaml')).toEqual([])
  expect(folders('./base/web.yaml')).toEqual(['base', 'overlays/prod', 'circle'])
  expect(folders('part/more.yaml')).toEqual(['overlays/prod', 'part', 'circle'])
})

test('a folder has a kustomization or none', () => {
  expect(tree.at('./base/')).toBe(base)
  expect(tree.at('overlays')).toBeUndefined()
})
