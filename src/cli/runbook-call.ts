import { numberFor } from '../kubernetes/chosen.ts'
import { createHash } from 'node:crypto'
import packageJson from '../../package.json' with { type: 'json' }
import type { Config } from '../config.ts'
import type { Plan } from '../migration/plan.ts'
import type { Call } from '../migration/runbook/planned.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { configWords } from './run.ts'
import type { Input } from './sources.ts'

type Made = {
  readonly planned: Plan
  readonly input: Input | undefined
  readonly config: Config | undefined
}

/** How a plan was asked for, for the commands of its runbook. */
export function callOf(io: Io, args: Arguments, { planned, input, config }: Made): Call {
  const { namespace, release, applier, replicas, percents, files } = args
  const way = config?.workloads ? 'configuration' : 'folders'
  const isStream = files.includes('-')
  const option = (name: string, value: string | undefined) => (value ? [`--${name}`, value] : [])
  const numbers = [
    ...[...replicas.named].flatMap(([name, count]) => ['--replicas', `${name}=${count}`]),
    ...option('replicas', replicas.all?.toString()),
    ...option('percents', percents?.join())
  ]
  return {
    way,
    out: (args.out ?? 'plan').replace(/\/+$/, ''),
    options: [
      ...configWords(io, args),
      ...option('release', release),
      ...option('namespace', namespace),
      ...option('applier', applier)
    ],
    numbers,
    files: isStream ? [] : files,
    origin: {
      program: `rolloutify ${packageJson.version}`,
      files: isStream ? undefined : files,
      hash: hashOf(input)
    },
    missing: way === 'configuration' ? missingIn(planned, args) : []
  }
}

function hashOf(input: Input | undefined): string {
  const hash = createHash('sha256')
  for (const { file, bytes } of input?.groups.flatMap(({ sources }) => sources) ?? []) {
    hash.update(`${file}\n${bytes.length}\n`)
    hash.update(bytes)
  }
  return hash.digest('hex').slice(0, 16)
}

/** What the entries do not say, which no snapshot may be asked for. */
function missingIn({ workloads }: Plan, { replicas }: Arguments): [string, string][] {
  return workloads.flatMap(({ name, namespace, entry, baseline, replicas: count }) => {
    const isCounted =
      entry?.replicas !== undefined || numberFor(replicas.named, { name, namespace }) !== undefined
    const isDenied = entry?.autoscaler === 'none' || baseline.autoscalers.length > 0
    const lines = [
      ...(isCounted ? [] : [`replicas: ${count}`]),
      ...(isDenied ? [] : ['autoscaler: none'])
    ]
    return lines.map((line): [string, string] => [name, line])
  })
}
