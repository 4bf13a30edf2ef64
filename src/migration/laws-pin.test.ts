import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { made, objectsIn, world, chainOf, stepsOf } from './worlds.test-helper.ts'
import type { Files, Thing } from './worlds.test-helper.ts'

describe('generated manifests', () => {
  test('keep one line on the way back, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(world(['web']), async each => {
        const [first, second] = stepsOf(await chainOf(each))
        if (!first || !second) throw new Error('No two stages')
        const back = await made(['migrate', 'back', '--write', '--unverified'], second.after.files)
        const isFixed = each.workloads[0]?.scaling === 'none'
        const was = first.after.files
        if (isFixed) expect([...back]).toEqual([...was])
        expect(withoutReplicas(back)).toEqual(withoutReplicas(was))
        expect([...linesBeyond(back, was), ...linesBeyond(was, back)]).toEqual([])
      }),
      { numRuns: 30 }
    )
  }, 60_000)
})

/** The lines of one text that the other has not: what is in flow style may be one line. */
const linesBeyond = (a: Files, b: Files) => {
  const known = new Set([...b.values()].flatMap(text => text.split('\n')))
  const lines = [...a.values()].flatMap(text => text.split('\n'))
  return lines.filter(line => !known.has(line) && !/replicas|\{/.test(line))
}

function withoutReplicas(files: Files): Map<string, Thing> {
  const objects = objectsIn(files)
  for (const { kind, spec } of objects.values()) if (kind === 'Deployment') delete spec.replicas
  return objects
}
