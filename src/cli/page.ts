import packageJson from '../../package.json' with { type: 'json' }
import { hasErrors } from '../diagnostic.ts'
import { nothingToPlan } from '../migration/problems.ts'
import { printPage } from '../report/page.ts'
import { report } from '../report/report.ts'
import { argumentsPlace } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { conclude, write } from './output.ts'
import { printable } from './printable.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { callOf } from './runbook-call.ts'
import { readWorld } from './world.ts'

/** `report`: the plan of a migration as one page for people. */
export async function runReport(io: Io, args: Arguments): Promise<number> {
  const { out } = args
  if (out !== undefined && Array.isArray(io.listFolder(out))) {
    const hint = 'as in `rolloutify report --out plan.html k8s/`'
    return finish(io, args, [wrongOption(argumentsPlace, `"${out}" is a folder`, hint)])
  }
  const files = args.files.length > 0 ? args.files : ['-']
  const { input, config, run, diagnostics: unread } = await readWorld(io, { ...args, files })
  if (hasErrors(unread)) return finish(io, args, unread)
  const { report: made, diagnostics } = report(input?.groups ?? [], run, {
    title: files.map(file => (file === '-' ? 'standard input' : printable(file))).join(', '),
    version: packageJson.version,
    config,
    // The runbook's folders are those of a plan beside the page.
    call: planned => callOf(io, { ...args, files, out: undefined }, { planned, input, config })
  })
  const { view } = await import('../report/generated/view.ts')
  const isEmpty = made.workloads.length + diagnostics.length === 0
  const empty = isEmpty ? [nothingToPlan(argumentsPlace)] : []
  return conclude(io, args, [...unread, ...diagnostics, ...empty], () => {
    const page = Buffer.from(printPage({ title: `${made.title} · rolloutify`, report: made }, view))
    if (out !== undefined) return write(io, [{ path: out, pieces: [page] }])
    io.writeStdout([page])
    return { exit: 0, diagnostics: [] }
  })
}
