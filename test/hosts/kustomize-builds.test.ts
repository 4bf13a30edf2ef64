import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { loadAll } from 'js-yaml'
import { expect, test, vi } from 'vitest'
import { builder } from '../../src/check/overlay-build.ts'
import { kustomizationIn } from '../../src/kubernetes/kustomization.ts'
import { kustomizeTree } from '../../src/kubernetes/kustomize-tree.ts'
import { manifestsOf } from '../../src/kubernetes/manifest.ts'
import { wholeResourceOf } from '../../src/kubernetes/resource.ts'
import { openSource, readDocument, splitStream } from '../../src/yaml/stream.ts'
import { trees } from './kustomize-trees.ts'
import type { Tree } from './kustomize-trees.ts'
import { outcome, workspace } from './outcome.ts'
import { coldStart, kustomize } from './programs.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: coldStart })

/** What our build makes of a tree, and whether all of it was followed. */
function ours(tree: Tree) {
  const sources = new Map(
    Object.entries(tree).map(([file, text]) => [file, openSource(file, text)])
  )
  const kustomizations = [...sources.values()]
    .filter(({ file }) => file.endsWith('/kustomization.yaml'))
    .map(kustomizationIn)
  const folders = kustomizeTree(kustomizations)
  const { build, finished } = builder({
    tree: folders,
    sourceOf: file => sources.get(file),
    manifestsIn: file => {
      const source = sources.get(file)
      if (!source) return []
      return splitStream(source).flatMap(chunk => manifestsOf(readDocument(source, chunk)))
    }
  })
  const top = folders.at('top')
  if (!top) throw new Error('no top')
  const built = build(top)
  const below = kustomizations.filter(({ isComponent }) => !isComponent)
  return {
    objects: objectsOf(
      finished(built.made, built).map(({ manifest }) => wholeResourceOf(manifest))
    ),
    isFollowed: below.every(each => build(each).unfollowed.length === 0)
  }
}

/** Objects by what tells them apart, without what pods are beside their labels. */
const objectsOf = (objects: readonly unknown[]) =>
  Object.fromEntries(
    objects.map(each => {
      // Both sides are of objects that the generator made.
      const { spec = {}, ...object } = each as Built
      const labels = spec.template?.metadata?.labels
      const { name, namespace } = object.metadata
      return [
        `${object.kind} ${namespace ?? ''}/${name}`,
        { ...object, spec: { ...spec, ...(spec.template && { template: labels }) } }
      ]
    })
  )

type Built = {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly spec?: { readonly template?: { readonly metadata?: { readonly labels?: unknown } } }
}

/** What kustomize makes of a tree, or what it says where it makes nothing. */
async function theirs(tree: Tree) {
  const folder = mkdtempSync(join(workspace, 'tree-'))
  for (const [file, text] of Object.entries(tree)) {
    const path = join(folder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  const { status, stdout, stderr } = await outcome([
    await kustomize(),
    'build',
    join(folder, 'top')
  ])
  return status === 0 ? { objects: objectsOf(loadAll(stdout)) } : { failure: stderr }
}

/** Two objects of one name, or a name that may mean two: neither is a question of ours. */
const isOfTwo = (failure: string) =>
  /already registered id|ID conflict|multiple possible referrals/.test(failure)

test('our build of a tree is that of kustomize, and where kustomize makes none, ours is not followed', async () => {
  let built = 0
  const runs = 60
  await fc.assert(
    fc.asyncProperty(trees, async tree => {
      const [own, real] = [ours(tree), await theirs(tree)]
      if (real.failure === undefined) {
        built++
        expect(own).toEqual({ objects: real.objects, isFollowed: true })
      } else if (!isOfTwo(real.failure)) {
        expect({ failure: real.failure, isFollowed: own.isFollowed }).toMatchObject({
          isFollowed: false
        })
      }
    }),
    { numRuns: runs }
  )
  // A generator whose trees kustomize refuses would hold nothing to it.
  expect(built).toBeGreaterThan(runs / 3)
})
