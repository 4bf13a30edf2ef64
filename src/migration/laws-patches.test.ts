import fc from 'fast-check'
import jsonpatch from 'fast-json-patch'
import type { Operation } from 'fast-json-patch'
import { describe, expect, test } from 'vitest'
import { idOf, worlds, planOf, rawObjectsIn } from './worlds.test-helper.ts'
import type { Thing } from './worlds.test-helper.ts'
import { runs } from '../seed.test-helper.ts'

describe('generated manifests', () => {
  test('become those of the next folder by its patches', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async each => {
        let before: Map<string, Thing> | undefined
        for (const { files, patches } of (await planOf(each)).values()) {
          const objects = rawObjectsIn(files)
          if (before) expect(patched(before, patches)).toEqual(objects)
          before = objects
        }
      }),
      { numRuns: runs(8) }
    )
  })
})

function patched(before: Map<string, Thing>, patches: readonly Thing[]): Map<string, Thing> {
  const objects = new Map(before)
  for (const { create, target, patch } of patches) {
    if (create) {
      expect(objects.has(idOf(create))).toBe(false)
      objects.set(idOf(create), create)
      continue
    }
    const id = idOf({ kind: target.kind, metadata: target })
    const own = objects.get(id)
    expect(own?.['apiVersion']).toBe(target.apiVersion)
    const after = jsonpatch.applyPatch(structuredClone(own), patch as Operation[], true)
    objects.set(id, after.newDocument as Thing)
  }
  return objects
}
