import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  run,
  freely,
  moved,
  world,
  chainOf,
  stepsOf,
  ofWorkload,
  rawObjectsIn
} from './worlds.test-helper.ts'
import type { Move } from './worlds.test-helper.ts'
import type { Files } from './worlds.test-helper.ts'

describe('an edit by a person', () => {
  const image = (text: string) =>
    text.replaceAll('web:1', 'web:2').replaceAll('sha256:00', 'sha256:01')
  const label = (text: string) => text.replaceAll(/(\bapp"?: *"?)x\b/g, '$1v2')
  const comment = (text: string) => {
    const lineBreak = text.includes('\r\n') ? '\r\n' : '\n'
    return text
      .replace(/^(\ufeff?)/, `$1# by a person${lineBreak}`)
      .replaceAll(/^( *)containers:/gm, `$1# why${lineBreak}$1containers:`)
  }
  const edits = [image, label, comment, (text: string) => comment(image(label(text)))]

  const edited = (files: Files, edit: (text: string) => string) =>
    new Map([...files].map(([path, text]) => [path, edit(text)]))

  test('survives the way on and back', async () => {
    await fc.assert(
      fc.asyncProperty(
        world(['web']),
        fc.nat(),
        fc.constantFrom(...edits),
        async (each, luck, edit) => {
          const steps = stepsOf(await chainOf(each)).slice(1)
          const { before, after } = steps[luck % steps.length] ?? {}
          if (!before || !after) return
          // On a line that a stage has written, an edit is refused; here that is all of a manifest.
          fc.pre(![...after.files.values()].some(text => /^\ufeff?\{./m.test(text)))
          const own = edited(before.files, edit)
          const next = await moved(own, 'next', each.settings)
          expect([...next]).toEqual([...edited(after.files, edit)])
          expect([...(await moved(next, 'back'))]).toEqual([...own])
        }
      ),
      { numRuns: 25 }
    )
  }, 60_000)

  test('of a line that a stage wrote is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        world(['web']),
        fc.constantFrom<Move>('next', 'back'),
        async (each, direction) => {
          for (const { files } of (await chainOf(each)).slice(2)) {
            const own = edited(files, text =>
              text.replaceAll(
                /(rolloutify\/baseline"?: ?['"]?\[\[\\?"[0-9a-f]{7})([0-9a-f])/g,
                (_, head, last) => head + (last === '0' ? '1' : '0')
              )
            )
            const { exit, said } = await run(
              ['migrate', direction, '--write', ...freely(direction)],
              own
            )
            expect([exit, said]).toEqual([1, expect.stringContaining('[memory-edited]')])
          }
        }
      ),
      { numRuns: 8 }
    )
  }, 60_000)
})

test('one workload moves alone, also in the document of another', async () => {
  await fc.assert(
    fc.asyncProperty(world(['web', 'api']), async each => {
      const only = ['--workload', 'web']
      const first = await moved(each.files, 'next', [...each.settings, ...only])
      const second = await moved(first, 'next', [...each.settings, ...only])
      const both = await moved(second, 'next', each.settings)
      for (const files of [first, second]) {
        expect(ofWorkload(rawObjectsIn(files), 'api')).toEqual(
          ofWorkload(rawObjectsIn(each.files), 'api')
        )
      }
      expect([...(await moved(both, 'back', [...only, '--workload', 'api']))]).toEqual([...second])
      expect([...(await moved(second, 'back', only))]).toEqual([...first])
      expect([...(await moved(first, 'back', only))]).toEqual([...each.files])
    }),
    { numRuns: 25 }
  )
}, 60_000)
