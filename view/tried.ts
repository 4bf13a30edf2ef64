import packageJson from '../package.json' with { type: 'json' }
import { check } from '../src/library/look.ts'
import { convert } from '../src/library/convert.ts'
import { groupsOf, runOf } from '../src/library/options.ts'
import { stepsOff, stepsOn, useProfile } from '../src/library/steps.ts'
import type { Diagnostic } from '../src/diagnostic.ts'
import { plainCall } from '../src/migration/runbook/calls.ts'
import { findingOf, report } from '../src/report/report.ts'
import type { Finding, Report } from '../src/report/report.ts'
import { reportVerdict } from '../src/report/workload.ts'
import type { ReportedVerdict } from '../src/report/workload.ts'
import type { Applier } from '../src/settings.ts'
import { changesBetween } from '../src/simulate/changes.ts'
import { simulator } from '../src/simulate/simulate.ts'
import { allProfiles } from '../src/steps/profiles.ts'

/** What a person tries. */
export const tasks = ['plan', 'convert', 'steps', 'simulate', 'check'] as const
export type Task = (typeof tasks)[number]

/** What the playground is told: all of it text, as the page's address keeps it. */
export type Trial = {
  readonly task: Task
  readonly text: string
  /** The manifests after a change, for `simulate`. */
  readonly after: string
  readonly replicas: string
  readonly stage: string
  /** `on`, `off`, or a profile. */
  readonly steps: string
  readonly applier: Applier
}

/** What comes of it. */
export type Outcome = {
  readonly findings: readonly Finding[]
  readonly output?: string
  readonly report?: Report
  readonly verdicts?: readonly ReportedVerdict[]
  readonly replicas?: number
}

/** Does what a person asks for, as the program would. */
export function outcomeOf(trial: Trial): Outcome {
  switch (trial.task) {
    case 'plan':
      return planned(trial)
    case 'convert':
      return changed(convert(trial.text, { ...optionsOf(trial), stage: trial.stage }))
    case 'steps':
      return changed(switched(trial))
    case 'simulate':
      return simulated(trial)
    case 'check':
      return changed({ ...check(trial.text, named), output: undefined })
  }
}

const named = { file: 'input.yaml' }

function optionsOf({ replicas, applier }: Trial) {
  const count = Number.parseInt(replicas, 10)
  return { ...named, applier, ...(count > 0 && { replicas: count }) }
}

type Changed = { readonly output: string | undefined; readonly diagnostics: readonly Diagnostic[] }

const changed = ({ output, diagnostics }: Changed): Outcome => ({
  findings: diagnostics.map(findingOf),
  ...(output !== undefined && { output })
})

function switched({ text, steps }: Trial) {
  if (steps === 'on') return stepsOn(text, named)
  if (steps === 'off') return stepsOff(text, named)
  return useProfile(text, allProfiles().get(steps) ?? [], named)
}

function planned(trial: Trial): Outcome {
  const made = report(groupsOf(trial.text, named), runOf(optionsOf(trial)), {
    title: named.file,
    version: packageJson.version,
    config: undefined,
    call: () => plainCall
  })
  return { findings: [], report: made.report }
}

function simulated(trial: Trial): Outcome {
  const [from, to] = [trial.text, trial.after].map(text => groupsOf(text, named))
  const ends = {
    from: { name: 'before', sources: from },
    to: { name: 'after', sources: to },
    sources: from ?? []
  }
  const { changes, diagnostics } = changesBetween(ends, runOf(optionsOf(trial)), trial.applier)
  const explore = simulator()
  return {
    findings: diagnostics.map(findingOf),
    verdicts: changes.map(({ change, workload, from, to }) =>
      reportVerdict({ from: `${workload}: ${from}`, to, change }, explore)
    ),
    replicas: changes[0]?.change.floor ?? 0
  }
}
