import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startControlPlane } from '../cluster/control-plane.ts'
import type { ControlPlane } from '../cluster/control-plane.ts'
import { programs } from '../cluster/programs.ts'
import { interruptible } from '../cluster/session.ts'
import { startArgoCd } from './argo-cd.ts'
import type { ArgoCd } from './argo-cd.ts'
import { argoPrograms } from './programs.ts'
import { linesFor, page } from './results.ts'
import type { Outcome } from './results.ts'
import { playIn } from './scene.ts'
import type { Scenario } from './scene.ts'
import { scenarios } from './scenarios/all.ts'
import { settings } from './settings.ts'

/** How many scenarios run at once: most of their time they wait. */
const usualJobs = '3'

/** Plays one scenario and says how it went. */
async function playOne(plane: ControlPlane, argo: ArgoCd, scenario: Scenario): Promise<Outcome> {
  const begin = performance.now()
  const { promises, error } = await playIn(plane, argo, scenario)
  plane.signal.throwIfAborted()
  const outcome = { scenario, promises, error, took: performance.now() - begin }
  console.log(linesFor(outcome).join('\n'))
  return outcome
}

/** Plays the scenarios, a few at once, and returns how each went, in their order. */
async function playAll(
  plane: ControlPlane,
  argo: ArgoCd,
  { chosen, jobs }: { chosen: readonly Scenario[]; jobs: number }
) {
  const outcomes: Outcome[] = []
  const waiting = [...chosen.entries()]
  async function work() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, scenario] = next
      outcomes[index] = await playOne(plane, argo, scenario)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return outcomes
}

const isKept = ({ promises, error }: Outcome) => !error && promises.every(({ isKept }) => isKept)

/** Says how many scenarios went as promised, and writes down how all of them went. */
function report(outcomes: readonly Outcome[], isWhole: boolean) {
  if (isWhole && outcomes.every(({ error }) => !error))
    writeFileSync(join(import.meta.dirname, 'RESULTS.md'), page(outcomes))
  const passed = outcomes.filter(isKept).length
  console.log(`${passed} passed, ${outcomes.length - passed} failed`)
  return passed && passed === outcomes.length ? 0 : 1
}

/** `npm run test:argocd [WORD…] [-- --jobs N]`: plays the scenarios that have a WORD in their names. */
export async function main(args: string[]) {
  const jobs = { type: 'string', default: usualJobs } as const
  const { values, positionals } = parseArgs({ args, options: { jobs }, allowPositionals: true })
  const isChosen = ({ name }: Scenario) => positionals.some(word => name.includes(word))
  const chosen = positionals.length ? scenarios.filter(isChosen) : scenarios
  return interruptible(async (signal, fail) => {
    const own = await argoPrograms(signal)
    const plane = await startControlPlane(await programs(signal), signal, fail)
    try {
      const argo = await startArgoCd(plane, own, await settings(), fail)
      try {
        const outcomes = await playAll(plane, argo, { chosen, jobs: Number(values.jobs) })
        return report(outcomes, !positionals.length)
      } finally {
        await argo.stop()
      }
    } finally {
      await plane.stop()
    }
  })
}
