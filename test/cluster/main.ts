import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startControlPlane } from './control-plane.ts'
import type { ControlPlane } from './control-plane.ts'
import { play } from './play.ts'
import type { Outcome } from './play.ts'
import { programs } from './programs.ts'
import { differences, lineFor, page, timing } from './results.ts'
import { isAlone, scenarios } from './scenario.ts'
import type { Scenario } from './scenario.ts'
import { interruptible } from './session.ts'

/** How many scenarios run at once, each in its own namespace: most of their time they wait. */
const usualJobs = '3'

/** Plays the scenarios and says how each went; undefined for one that could not be played. */
async function playAll(plane: ControlPlane, chosen: readonly Scenario[], jobs: number) {
  const outcomes: (Outcome | undefined)[] = []
  const [alone, together] = [true, false].map(wanted =>
    [...chosen.entries()].filter(([, scenario]) => isAlone(scenario) === wanted)
  )
  const work = async (waiting: [number, Scenario][] = []) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, scenario] = next
      outcomes[index] = await play(plane, scenario).catch(error => {
        plane.signal.throwIfAborted()
        console.log(`failed  ${scenario.name}: ${error}`)
        return undefined
      })
      if (outcomes[index]) console.log(lineFor(outcomes[index]))
    }
  }
  await Promise.all(Array.from({ length: jobs }, () => work(together)))
  await work(alone)
  return outcomes
}

/** Says how many scenarios went as expected, and writes down how all of them went. */
function report(outcomes: readonly (Outcome | undefined)[], isWhole: boolean) {
  const played = outcomes.filter(outcome => outcome !== undefined)
  const passed = played.filter(outcome => !differences(outcome).length).length
  const failed = outcomes.length - passed
  if (isWhole && played.length === outcomes.length)
    writeFileSync(join(import.meta.dirname, 'RESULTS.md'), page(played))
  console.log(`${passed} passed, ${failed} failed`)
  return failed || !passed ? 1 : 0
}

/** `npm run test:cluster [NAME…] [-- --jobs N]`: plays the scenarios that have a NAME in theirs. */
export async function main(args: string[]) {
  const jobs = { type: 'string', default: usualJobs } as const
  const { values, positionals } = parseArgs({ args, options: { jobs }, allowPositionals: true })
  const chosen = scenarios(positionals)
  return interruptible(async (signal, fail) => {
    const plane = await startControlPlane(await programs(signal), signal, fail)
    try {
      const begin = performance.now()
      const outcomes = await playAll(plane, chosen, Number(values.jobs))
      console.log(
        timing(
          outcomes.filter(it => !!it),
          performance.now() - begin
        )
      )
      return report(outcomes, !positionals.length)
    } finally {
      await plane.stop()
    }
  })
}
