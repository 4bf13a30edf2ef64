import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { main } from '../cli/main.ts'
import { memoryIo } from '../cli/memory-io.ts'
import { chainOf, freely, moved, ofWorkload, rawObjectsIn, world } from './worlds.test-helper.ts'
import type { Files } from './worlds.test-helper.ts'

const named = (names: readonly string[]) => names.flatMap(name => ['--workload', name])

describe('back takes back what next moved', () => {
  test('on manifests, where each workload is at another stage', async () => {
    const names = ['web', 'api', 'db']
    const steps = fc.array(fc.nat(9), { minLength: 3, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(world(names), steps, async (each, counts) => {
        let files: Files = each.files
        for (const [at, name] of names.entries()) {
          for (let count = counts[at] ?? 0; count > 0; count--) {
            files = await moved(files, 'next', [...each.settings, '--workload', name])
          }
        }
        const after = await moved(files, 'next', each.settings)
        const objects = [files, after].map(rawObjectsIn)
        const own = (name: string) =>
          objects.map(all => JSON.stringify(ofWorkload(all, name))) as [string, string]
        const changed = names.filter(name => own(name)[0] !== own(name)[1])
        const finished = names.filter(name => !changed.includes(name))
        if (changed.length > 0) {
          expect([...(await moved(after, 'back', named(changed)))]).toEqual([...files])
        }
        const freelyBack = rawObjectsIn(await moved(after, 'back'))
        for (const name of finished) {
          expect(ofWorkload(freelyBack, name)).toEqual(ofWorkload(rawObjectsIn(files), name))
        }
      }),
      { numRuns: 15 }
    )
  }, 120_000)

  test('a workload alone comes back from its last stage without its name', async () => {
    await fc.assert(
      fc.asyncProperty(world(['web']), async each => {
        const [last, before] = (await chainOf(each)).toReversed()
        if (!last || !before) return
        expect([...(await moved(last.files, 'back'))]).toEqual([...before.files])
      }),
      { numRuns: 10 }
    )
  }, 60_000)

  test('on a configuration', async () => {
    const stages = ['introduce-rollout', 'pin-replicas', 'pause-autoscaler', 'grow-25', 'shrink-25']
    const late = ['grow-100', 'shrink-100', 'retarget-autoscaler', 'done']
    const entry = fc.record({
      stage: fc.constantFrom(...stages, ...late),
      replicas: fc.integer({ min: 1, max: 12 }),
      isFixed: fc.boolean()
    })
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), async entries => {
        const text = configurationOf(entries)
        const next = await movedText('next', text)
        const before = text.match(/stage: .*/g) ?? []
        const changed = (next.match(/stage: .*/g) ?? []).flatMap((stage, at) =>
          stage === before[at] ? [] : [`app-${at}`]
        )
        fc.pre(changed.length > 0)
        expect(await movedText('back', next, named(changed))).toBe(text)
      }),
      { numRuns: 200 }
    )
  }, 60_000)
})

type Stated = { readonly stage: string; readonly replicas: number; readonly isFixed: boolean }

/** Entries at stages that they go through: others are passed over on the way on. */
function configurationOf(entries: readonly Stated[]): string {
  const lines = entries.flatMap(({ stage, replicas, isFixed }, at) => [
    `  - name: app-${at}`,
    `    stage: ${isFixed && stage === 'shrink-100' ? 'done' : staged(stage, { replicas, isFixed })} # why`,
    `    replicas: ${replicas}`,
    ...(isFixed ? ['    autoscaler: none'] : [])
  ])
  return ['# the road', 'workloads:', ...lines, ''].join('\n')
}

function staged(stage: string, { replicas, isFixed }: Omit<Stated, 'stage'>): string {
  if (isFixed && /^(?:pin|pause|retarget)/.test(stage)) return 'grow-100'
  return replicas === 1 ? stage.replace('-25', '-100') : stage
}

async function movedText(direction: 'next' | 'back', text: string, more: readonly string[] = []) {
  const files = new Map([['rolloutify.yaml', Buffer.from(text)]])
  const io = memoryIo({ files })
  const exit = await main(['migrate', direction, '--write', ...freely(direction), ...more], io)
  expect([exit, exit === 0 ? '' : io.stderr, text]).toEqual([0, '', text])
  return io.written.get('rolloutify.yaml') ?? text
}
