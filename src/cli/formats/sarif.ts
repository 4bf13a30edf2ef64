import { createHash } from 'node:crypto'
import packageJson from '../../../package.json' with { type: 'json' }
import type { Diagnostic, Severity } from '../../diagnostic.ts'
import { catalogue } from '../catalogue.ts'
import { printable, printJson } from '../printable.ts'
import type { Finding } from './finding.ts'

type Surroundings = {
  /** The page whose anchors are the codes. */
  readonly page: string | undefined
  /** The fixture that shows a code, as `explain` prints it. */
  readonly exampleOf: (code: string) => string
  /** Whether a diagnostic is about manifests, not about reading them. */
  readonly isFinding: (found: Diagnostic) => boolean
}

/** GitHub keeps the 5,000 most severe results of a file and refuses one with more than 25,000. */
const most = 5000

/** Findings in the Static Analysis Results Interchange Format 2.1.0, as GitHub takes it. */
export function formatSarif(findings: readonly Finding[], around: Surroundings): string {
  const all = findings.filter(around.isFinding)
  const sorted = all.toSorted((a, b) => ranks[a.severity] - ranks[b.severity])
  const results = all.length > most ? sorted.slice(0, most) : all
  const codes = [...new Set(results.map(({ code }) => code))].sort()
  const hindered = findings.filter(found => !around.isFinding(found))
  const left = all.length - results.length
  const notifications = [
    ...hindered.map(found => ({
      descriptor: { id: found.code },
      level: found.severity === 'info' ? 'note' : found.severity,
      message: { text: `${found.file}: ${printable(found.message)}` }
    })),
    ...(left > 0
      ? [{ level: 'warning', message: { text: `${left} more findings are left out` } }]
      : [])
  ]
  const invocation = {
    executionSuccessful: hindered.length === 0,
    ...(notifications.length > 0 && { toolExecutionNotifications: notifications })
  }
  const prints = fingerprints(results)
  const run = {
    tool: {
      driver: {
        name: packageJson.name,
        semanticVersion: packageJson.version,
        ...(around.page && { informationUri: around.page }),
        rules: codes.map(code => ruleOf(code, results, around))
      }
    },
    invocations: [invocation],
    results: results.map((found, at) => resultOf(found, codes.indexOf(found.code), prints[at])),
    columnKind: 'utf16CodeUnits'
  }
  const log = { $schema: schema, version: '2.1.0', runs: [run] }
  return printJson(log)
}

const schema = 'https://json.schemastore.org/sarif-2.1.0.json'
const ranks: Record<Severity, number> = { error: 0, warning: 1, info: 2 }
const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' }
/** CodeQL's words, by which GitHub sorts and filters. */
const problemSeverities: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation'
}

function ruleOf(code: string, results: readonly Finding[], { page, exampleOf }: Surroundings) {
  const severity = catalogue.find(known => known.code === code)?.severity ?? 'error'
  const found = results.find(result => result.code === code)
  const words = code.replaceAll('-', ' ')
  const hint = printable(found?.hint ?? '')
  const example = exampleOf(code).trim()
  return {
    id: code,
    name: code.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${words.charAt(0).toUpperCase()}${words.slice(1)}.` },
    fullDescription: { text: `${messageOf(example, code) ?? printable(found?.message ?? '')}.` },
    help: {
      text: example === '' ? hint : `${hint}\n\n${example}`,
      markdown: example === '' ? hint : `${hint}\n\n~~~~yaml\n${example}\n~~~~`
    },
    ...(page && { helpUri: `${page}#${code}` }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['kubernetes', 'argo-rollouts'],
      precision: 'high',
      'problem.severity': problemSeverities[severity]
    }
  }
}

/** The message that an example shows: a rule is to be described alike in every run. */
function messageOf(example: string, code: string): string | undefined {
  const line = example.split('\n').find(line => line.endsWith(`[${code}]`))
  return line && /: (?:error|warning|info): (.*) \[/.exec(line)?.[1]
}

function resultOf(found: Finding, ruleIndex: number, fingerprint: string | undefined) {
  const { code, severity, message, hint, line, column } = found
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: `${printable(message)}\n${printable(hint)}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(found), uriBaseId: '%SRCROOT%' },
          region: { startLine: line, startColumn: column }
        }
      }
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprint }
  }
}

/** A stream has no file: it is called as a file in the working folder would be. */
function uriOf({ file }: Finding): string {
  const path = file.startsWith('<') ? file.slice(1, -1) : file
  return path.split('/').map(encodeURIComponent).join('/')
}

/** What tells a finding from others though lines above it come and go: its code and its line's text. */
function fingerprints(results: readonly Finding[]): string[] {
  const seen = new Map<string, number>()
  return results.map(({ file, code, text = '' }) => {
    const hash = createHash('sha256').update(`${code}\n${text.trim()}`).digest('hex').slice(0, 16)
    const count = (seen.get(file + hash) ?? 0) + 1
    seen.set(file + hash, count)
    return `${hash}:${count}`
  })
}
