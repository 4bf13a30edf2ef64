import { expect, test } from 'vitest'
import { mergePatch } from '../yaml/merge-patch.ts'
import { pods, settledAt, snapshotOf, stages } from '../workload/settled.test-helper.ts'
import type { Settled } from '../workload/settled.test-helper.ts'
import { parseStage } from '../workload/stage.ts'
import { gateFaults } from './gate.ts'
import type { Asked } from './gate.ts'

const at = { file: 'web.yaml', line: 1, column: 1 }

type Move = readonly [from: string, to: string]
const moves = stages.flatMap(from => stages.filter(to => to !== from).map((to): Move => [from, to]))

/** What the gate says about a move; forwards where the stage comes later. */
function faultsOf([from, to]: Move, { expected }: Settled, asked: Partial<Asked>) {
  const direction = stages.indexOf(to) > stages.indexOf(from) ? 'next' : 'back'
  const [left, entered] = [parseStage(from), parseStage(to)]
  if (!left || !entered) throw new Error(`no stage: ${from}, ${to}`)
  const passage = { at, title: 'Deployment "web"', from: left, to: entered, expected }
  const none = { direction, live: undefined, unverified: false, dropReplicas: false } as const
  return gateFaults(passage, { ...none, ...asked })
}

const codesOf = (move: Move, settled: Settled, asked: Partial<Asked>) =>
  faultsOf(move, settled, asked).map(({ code }) => code)

/** Data of JSON with other values. */
const patched = (settled: Settled, change: object) =>
  mergePatch(settled as never, change as never) as unknown as Settled

test('lowering a count, the pin and both hands of the autoscaler need a snapshot', () => {
  const needs = (from: string, to: string) => {
    const isRefused = (dropReplicas: boolean) =>
      codesOf([from, to], settledAt('hpa', from), { dropReplicas }).includes('move-unverified')
    if (from === to) return ' '
    return isRefused(false) ? 'S' : isRefused(true) ? 'D' : '.'
  }
  const width = Math.max(...stages.map(({ length }) => length)) + 4
  const columns = stages.map((_, index) => index).join(' ')
  const rows = stages.map((from, index) =>
    [`${index} ${from}`.padEnd(width), ...stages.map(to => needs(from, to))].join(' ').trimEnd()
  )
  // Down: from. Across: to. S: needs a snapshot; D: does with --drop-replicas; a dot: passes.
  expect(['', `${' '.repeat(width + 1)}${columns}`, ...rows, ''].join('\n')).toMatchInlineSnapshot(`
    "
                            0 1 2 3 4 5 6 7 8 9
    0 baseline                . S . . S . S S S
    1 introduce-rollout     .   S . . S . S S S
    2 pin-replicas          . D   . . S . S S S
    3 pause-autoscaler      . . .   . S . S S S
    4 grow-25               S S S S   S . S S S
    5 shrink-25             . D S . .   . S S S
    6 grow-100              S S S S S S   S S S
    7 shrink-100            . D S . . . .   S S
    8 retarget-autoscaler   . D S . . . . .   S
    9 release-autoscaler    . D S . . . . . S
    "
  `)
})

test('an abort needs what the same move back needs', () => {
  for (const move of moves) {
    const needs = (direction: Asked['direction']) =>
      codesOf(move, settledAt('hpa', move[0]), { direction })
    if (stages.indexOf(move[1]) < stages.indexOf(move[0])) {
      expect(needs('abort')).toEqual(needs('back'))
    }
  }
})

test.for(moves)('a snapshot that is settled lets %s go to %s', move => {
  const settled = settledAt('hpa', move[0])
  const live = snapshotOf(settled.cluster)
  for (const dropReplicas of [false, true]) {
    expect(codesOf(move, settled, { live, dropReplicas })).toEqual([])
  }
})

test.for(moves)('one that is not settled refuses %s to %s, also where none is needed', move => {
  const settled = settledAt('hpa', move[0])
  const { cluster } = patched(settled, { cluster: { deployment: { metadata: { generation: 4 } } } })
  const live = snapshotOf(cluster)
  for (const dropReplicas of [false, true]) {
    expect(codesOf(move, settled, { live, dropReplicas })).toEqual(['not-settled'])
    expect(codesOf(move, settled, { live, dropReplicas, unverified: true })).toEqual([])
  }
})

/** A side of the cluster in which so many pods run. */
const running = (count: number) => ({ spec: { replicas: count }, status: pods(count) })
const oneByDefault = { ...running(1), spec: { replicas: null } }

test.for<[Move, change: object, message: string | undefined]>([
  [['introduce-rollout', 'pin-replicas'], { deployment: running(8) }, undefined],
  [
    ['introduce-rollout', 'pin-replicas'],
    { deployment: running(9) },
    '9 pods run, more than the 8 to keep; set a larger N'
  ],
  [['introduce-rollout', 'pin-replicas'], { deployment: oneByDefault }, undefined],
  [['pause-autoscaler', 'pin-replicas'], {}, undefined],
  [['introduce-rollout', 'baseline'], { deployment: running(9) }, undefined],
  [['release-autoscaler', 'retarget-autoscaler'], { rollout: running(8) }, undefined],
  [
    ['release-autoscaler', 'retarget-autoscaler'],
    { rollout: running(9) },
    '9 pods run, more than the 8 to hold; set a larger N'
  ],
  [['release-autoscaler', 'retarget-autoscaler'], { rollout: oneByDefault }, undefined],
  [['shrink-100', 'retarget-autoscaler'], {}, undefined]
])('no more pods than N may run: %s with %o', ([move, change, message]) => {
  const { expected, cluster } = patched(settledAt('hpa', move[0]), { cluster: change })
  const said = faultsOf(move, { expected, cluster }, { live: snapshotOf(cluster) })
  expect(said.map(each => each.message)).toEqual(
    message === undefined ? [] : [`Deployment "web" has not settled at ${move[0]}: ${message}`]
  )
})

test.for<Move>([
  ['introduce-rollout', 'pin-replicas'],
  ['release-autoscaler', 'retarget-autoscaler']
])('%s to %s is refused while N is not known', move => {
  const settled = patched(settledAt('hpa', move[0]), { expected: { replicas: null } })
  const live = snapshotOf(settled.cluster)
  expect(codesOf(move, settled, { live })).toEqual(['not-settled'])
})
