import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainOf, made, run, world } from './worlds.test-helper.ts'
import type { Facts, World } from './worlds.test-helper.ts'

/** The same workload, begun with more pods: without an autoscaler its Deployment says how many. */
function begunWith(each: World, { name, replicas, scaling }: Facts, more: number): World {
  const settings = each.settings.map(word =>
    word === `${name}=${replicas}` ? `${name}=${more}` : word
  )
  if (scaling !== 'none') return { ...each, settings }
  const own = new RegExp(`^([^#\\n]*\\breplicas"?: *)${replicas}\\b`, 'm')
  const files = [...each.files].map(
    ([path, text]) => [path, text.replace(own, `$1${more}`)] as const
  )
  return { ...each, files: new Map(files) }
}

test('raised manifests are to the byte those of a migration that was begun with more pods', async () => {
  let raised = 0
  await fc.assert(
    fc.asyncProperty(world(['web']), fc.integer({ min: 1, max: 9 }), async (each, by) => {
      const [own] = each.workloads
      if (!own) return
      const more = own.replicas + by
      const begun = begunWith(each, own, more)
      const allowed = await run(['migrate', 'plan', '--out', 'p', ...begun.settings], begun.files)
      // Above the maximum of the autoscaler.
      fc.pre(allowed.exit === 0)
      const wanted = await chainOf(begun)
      const chain = await chainOf(each)
      for (const { files } of chain.slice(2, -1)) {
        const after = await made(
          ['migrate', 'raise', '--write', '--replicas', `web=${more}`],
          files
        )
        const texts = [...after]
        expect(wanted.map(state => [...state.files])).toContainEqual(texts)
        raised++
      }
    }),
    { numRuns: 12 }
  )
  expect(raised).toBeGreaterThan(10)
}, 120_000)
