import { join } from 'node:path'
import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { plan } from '../migration/plan.ts'
import type { Plan } from '../migration/plan.ts'
import { nothingToPlan, staleFolder } from '../migration/problems.ts'
import { planFile, printPlanFile } from '../migration/plan-file.ts'
import { runbook } from '../migration/runbook/runbook.ts'
import { argumentsPlace } from '../settings.ts'
import type { Applier } from '../settings.ts'
import { planNotSafe } from '../simulate/problems.ts'
import { provedIn } from '../simulate/proved.ts'
import { stageVerdicts } from '../simulate/stage-verdicts.ts'
import type { StageVerdict } from '../simulate/stage-verdicts.ts'
import { applierOf } from '../workload/select.ts'
import { printStage } from '../workload/stage.ts'
import { piecesOf } from '../yaml/revision.ts'
import type { Arguments } from './arguments.ts'
import { levelsBelow } from './folders.ts'
import type { Io } from './io.ts'
import { below, conclude, write } from './output.ts'
import { printablePage } from './printable.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { callOf } from './runbook-call.ts'
import { readWorld } from './world.ts'
import type { Output } from './write-files.ts'

/** `migrate plan`: every stage in a separate folder, and the runbook. */
export async function runMigratePlan(io: Io, args: Arguments): Promise<number> {
  const { out } = args
  if (out === undefined || args.write || args.diff || args.check) {
    const hint = 'as in `rolloutify migrate plan --out plan k8s/`'
    return finish(io, args, [wrongOption(argumentsPlace, 'migrate plan takes --out DIR', hint)])
  }
  const files = args.files.length > 0 ? args.files : ['-']
  const { input, config, run, diagnostics: unread } = await readWorld(io, { ...args, files })
  if (hasErrors(unread)) return finish(io, args, unread)
  const planned = plan(input?.groups ?? [], run)
  const applier = applierOf(run)
  const workloads = provedIn(planned.workloads, input?.groups ?? [], run)
  const verdicts = verdictsOf({ ...planned, workloads }, applier, done =>
    io.progress('proving workloads', done, workloads.length)
  )
  const call = callOf(io, { ...args, files }, { planned, input, config })
  const outputs = outputsOf(
    planned,
    out,
    runbook({ ...planned, applier, verdicts, call, language: args.lang })
  )
  // What is omitted is said of each; where nothing is said, nothing of ours was given.
  const isEmpty = planned.workloads.length + planned.diagnostics.length === 0
  const diagnostics = [
    ...unread,
    ...planned.diagnostics,
    ...unsafeIn(verdicts),
    ...(isEmpty ? [nothingToPlan(argumentsPlace)] : []),
    ...(hasErrors(planned.diagnostics) ? [] : findStale(io, out, outputs))
  ]
  return conclude(io, args, diagnostics, () => write(io, outputs))
}

/** What the simulator says about each stage, by its folder. */
function verdictsOf(
  { stages, workloads }: Plan,
  applier: Applier,
  onProgress: (done: number) => void
): Map<string, StageVerdict> {
  const verdicts = stageVerdicts(workloads, applier, onProgress)
  return new Map(
    stages.flatMap(({ folder, stage }) => {
      const verdict = verdicts.get(printStage(stage))
      return verdict ? [[folder, verdict]] : []
    })
  )
}

/** Of each workload the first stage at which its plan breaks a promise. */
function unsafeIn(verdicts: ReadonlyMap<string, StageVerdict>): Diagnostic[] {
  const first = new Map<string, Diagnostic>()
  for (const [folder, { broken }] of verdicts)
    for (const { workload, rule } of broken) {
      if (first.has(workload)) continue
      first.set(workload, planNotSafe(argumentsPlace, `"${workload}"`, folder, rule))
    }
  return [...first.values()]
}

function outputsOf({ stages, workloads }: Plan, out: string, book: string): Output[] {
  const text = (path: string, content: string) => ({
    path: join(out, path),
    pieces: [Buffer.from(content)]
  })
  const files = stages.flatMap(({ folder, revisions, patches, postRenderers }, number) => [
    ...revisions.map(revision => ({
      path: join(out, folder, below(revision.source.file)),
      pieces: piecesOf(revision)
    })),
    ...(number > 0
      ? [text(join(folder, 'patch.json'), JSON.stringify(patches, null, 2) + '\n')]
      : []),
    ...(postRenderers === undefined
      ? []
      : [text(join('post-renderers', `${folder}.yaml`), postRenderers)])
  ])
  return [
    ...files,
    text(planFile, printPlanFile(workloads)),
    text('RUNBOOK.md', printablePage(book))
  ]
}

/** Files below the numbered folders that this plan does not write: they would be taken for its own. */
function findStale(io: Io, out: string, outputs: readonly Output[]): Diagnostic[] {
  const own = new Set(outputs.map(({ path }) => path))
  const entries = io.listFolder(out)
  if (!Array.isArray(entries)) return []
  const stale = entries
    .filter(({ name, type }) => type === 'folder' && /^\d\d-/.test(name))
    .flatMap(({ name }) => levelsBelow(io, join(out, name)).levels)
    .flatMap(({ files, kustomizations, others }) => [...files, ...kustomizations, ...others])
    .filter(path => !own.has(path))
  return stale.slice(0, 1).map(path => staleFolder(argumentsPlace, out, path))
}
