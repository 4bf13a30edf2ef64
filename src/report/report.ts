import type { Config } from '../config.ts'
import { plan } from '../migration/plan.ts'
import type { Plan } from '../migration/plan.ts'
import { stageSections } from '../migration/runbook/runbook.ts'
import type { Call } from '../migration/runbook/planned.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic, Severity } from '../diagnostic.ts'
import { provedIn } from '../simulate/proved.ts'
import { simulator } from '../simulate/simulate.ts'
import type { SourceGroup } from '../workload/read.ts'
import { applierOf } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { printStage } from '../workload/stage.ts'
import { reportWorkload } from './workload.ts'
import type { ReportedWorkload } from './workload.ts'

/** What a page shows: plain data, the same for a report and for the playground. */
export type Report = {
  /** What the plan was made of, as a person named it. */
  readonly title: string
  readonly version: string
  readonly applier: string
  readonly workloads: readonly ReportedWorkload[]
  /** By stage: its section of the runbook, in Markdown. */
  readonly sections: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** A diagnostic as a page shows it. */
export type Finding = {
  readonly place: string
  readonly severity: Severity
  readonly text: string
  readonly code: string
  readonly hint: string
}

type Asked = {
  readonly title: string
  readonly version: string
  readonly config: Config | undefined
  /** How the plan was asked for, for the runbook's commands. */
  readonly call: (planned: Plan) => Call
}

/** Plans and proves the migration of manifests, as data for a page. */
export function report(
  groups: readonly SourceGroup[],
  run: Run,
  { title, version, config, call }: Asked
): { readonly report: Report; readonly diagnostics: readonly Diagnostic[] } {
  const planned = plan(groups, run)
  const { diagnostics } = planned
  const applier = applierOf(run)
  const empty = { title, version, applier, workloads: [], sections: {} }
  if (hasErrors(diagnostics)) {
    return { report: { ...empty, findings: diagnostics.map(findingOf) }, diagnostics }
  }
  const simulated = simulator()
  const workloads = provedIn(planned.workloads, groups, run).map(workload =>
    reportWorkload(workload, { stages: planned.stages, applier, simulated, config })
  )
  const sections = Object.fromEntries(
    stageSections({ ...planned, applier, call: call(planned) }).map(({ stage, text }) => [
      printStage(stage),
      text
    ])
  )
  return {
    report: { ...empty, workloads, sections, findings: diagnostics.map(findingOf) },
    diagnostics
  }
}

/** A diagnostic as a page shows it. */
export const findingOf = ({
  file,
  line,
  column,
  severity,
  message,
  code,
  hint
}: Diagnostic): Finding => ({
  place: `${file}:${line}:${column}`,
  severity,
  text: message,
  code,
  hint
})
