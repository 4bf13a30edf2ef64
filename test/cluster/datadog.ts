import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startControlPlane } from './control-plane.ts'
import type { ControlPlane } from './control-plane.ts'
import { play } from './datadog/play.ts'
import type { Outcome } from './datadog/play.ts'
import { scenarios } from './datadog/scenarios.ts'
import { serveDatadog } from './datadog/server.ts'
import { programs } from './programs.ts'
import { interruptible } from './session.ts'
import { versions } from './versions.ts'

const pods = 4

/** How a canary ended otherwise than its scenario says. */
const differs = ({ scenario, end, weight, serving }: Outcome) =>
  end !== scenario.ends || weight !== scenario.weight || serving < pods

const row = (outcome: Outcome) => {
  const { scenario, end, weight, serving, last, requests, runs } = outcome
  const name = scenario.name.replaceAll('-', ' ')
  const mark = differs(outcome) ? `**${end}**, expected: ${scenario.ends}` : end
  const said = runs.join('; ').replaceAll('|', '/')
  return `| ${name} | ${mark} | ${weight}% | ${serving} | ${last} | ${requests} | ${said} |`
}

const page = (outcomes: readonly Outcome[]) => `# What metrics did to a canary

\`npm run test:datadog\` writes this page: argo-rollouts ${versions.rollouts} with a Datadog on this machine.
Steps: 25%, the metric, 75%, the metric; each measures four times. ${pods} pods are to serve.

<!-- prettier-ignore -->
| Answers | The canary | Got to | Fewest Ready pods | Pods in the end | Requests | AnalysisRuns |
| --- | --- | --- | --- | --- | --- | --- |
${outcomes.map(row).join('\n')}
`

async function secretFor(plane: ControlPlane, address: string) {
  const values = { address, 'api-key': 'a', 'app-key': 'b' }
  const literals = Object.entries(values).map(([key, value]) => `--from-literal=${key}=${value}`)
  await plane.kubectl([
    '-n',
    'argo-rollouts',
    'create',
    'secret',
    'generic',
    'datadog',
    ...literals
  ])
}

/** `npm run test:datadog [NAME…]`: plays the canaries that have a NAME in theirs. */
export async function main(words: string[]) {
  const chosen = scenarios.filter(
    ({ name }) => words.length === 0 || words.some(word => name.includes(word))
  )
  return interruptible(async (signal, fail) => {
    const plane = await startControlPlane(await programs(signal), signal, fail)
    const datadog = await serveDatadog()
    try {
      await secretFor(plane, datadog.address)
      const outcomes = await Promise.all(chosen.map(each => play(plane, datadog, each)))
      console.log(outcomes.map(row).join('\n'))
      if (words.length === 0) {
        writeFileSync(join(import.meta.dirname, 'RESULTS-DATADOG.md'), page(outcomes))
      }
      return outcomes.some(differs) ? 1 : 0
    } finally {
      datadog.close()
      await plane.stop()
    }
  })
}
