import { isAbsolute } from 'node:path'
import type { Diagnostic } from '../../diagnostic.ts'
import type { Arguments } from '../arguments.ts'
import { catalogue } from '../catalogue.ts'
import { exampleOf } from '../explain.ts'
import type { Io } from '../io.ts'
import type { Format } from '../options.ts'
import { unwritableFile } from '../problems.ts'
import { exitCodeOf, formatDiagnostics, report } from '../report.ts'
import { formatGithub } from './github.ts'
import { formatJson } from './json.ts'
import { formatSarif } from './sarif.ts'
import type { Finding } from './finding.ts'

/** Prints findings, writes them to files, and says how the command ends. */
export function deliverFindings(io: Io, args: Arguments, findings: readonly Finding[]): number {
  const { format = 'text', output, quiet } = args
  const shown = quiet ? findings.filter(({ severity }) => severity === 'error') : findings
  if (format === 'text') report(io, shown)
  else {
    io.writeStdout([print(io, format, shown)])
    // What hinders the check itself must not be overlooked in a file for machines.
    report(io, findings.filter(hinders))
  }
  const failed = io.writeFiles(
    output.map(({ format, path }) => ({
      path,
      pieces: [Buffer.from(print(io, format, findings))]
    }))
  )
  const exit = exitCodeOf(findings, args)
  if (!failed) return exit
  const found = unwritableFile({ file: failed.path, line: 1, column: 1 }, failed.reason)
  report(io, [found])
  return Math.max(exit, exitCodeOf([found]))
}

/** Whether a diagnostic is not about manifests, but about reading them. */
const hinders = ({ code }: Diagnostic) =>
  catalogue.some(known => known.code === code && known.exit !== 1)

function print(io: Io, format: Format, findings: readonly Finding[]): string {
  if (format === 'json') return formatJson(findings)
  if (format === 'text') return formatDiagnostics(findings, 'plain')
  const placed = findings.map(each => ({ ...each, file: relativePath(io, each.file) }))
  if (format === 'github') return formatGithub(placed)
  return formatSarif(placed, {
    page: pageOf(io),
    exampleOf: code => exampleOf(io, code),
    isFinding: found => !hinders(found)
  })
}

/** The page of diagnostics of the repository that runs as an action; elsewhere nothing tells where it is. */
function pageOf({ env }: Io): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_ACTION_REPOSITORY: repository } = env
  if (!server || !repository) return undefined
  return `${server}/${repository}/blob/${env['GITHUB_ACTION_REF'] || 'HEAD'}/docs/diagnostics.md`
}

/** A file as GitHub wants it: from the working folder on, with slashes. */
function relativePath(io: Io, file: string): string {
  return (isAbsolute(file) ? io.relative('.', file) : file).replaceAll('\\', '/')
}
