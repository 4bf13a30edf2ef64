import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startControlPlane } from './control-plane.ts'
import type { ControlPlane } from './control-plane.ts'
import { play } from './play.ts'
import type { Outcome } from './play.ts'
import { programs } from './programs.ts'
import { differences, lineFor, page } from './results.ts'
import { scenarios } from './scenario.ts'
import type { Scenario } from './scenario.ts'
import { interruptible } from './session.ts'

/** How many scenarios run at once, each in its own namespace: most of their time they wait. */
const usualJobs = '3'

async function playAll(plane: ControlPlane, chosen: readonly Scenario[], jobs: number) {
  const waiting = [...chosen]
  const outcomes: Outcome[] = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await play(plane, next)
      console.log(lineFor(outcome))
      outcomes.push(outcome)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return outcomes.toSorted((a, b) => (a.scenario.name < b.scenario.name ? -1 : 1))
}

/** Prints how the outcomes are, and writes them down after a whole run. */
function report(outcomes: readonly Outcome[], isWhole: boolean) {
  if (isWhole) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), page(outcomes))
  const failed = outcomes.filter(outcome => differences(outcome).length).length
  console.log(`${outcomes.length - failed} passed, ${failed} failed`)
  return failed || !outcomes.length ? 1 : 0
}

/** `npm run test:cluster [NAME…] [-- --jobs N]`: plays the scenarios that have a NAME in theirs. */
export async function main(args: string[]) {
  const jobs = { type: 'string', default: usualJobs } as const
  const { values, positionals } = parseArgs({ args, options: { jobs }, allowPositionals: true })
  const chosen = scenarios(positionals)
  return interruptible(async (signal, fail) => {
    const plane = await startControlPlane(await programs(signal), signal, fail)
    try {
      const outcomes = await playAll(plane, chosen, Number(values.jobs))
      return report(outcomes, !positionals.length)
    } finally {
      await plane.stop()
    }
  })
}
