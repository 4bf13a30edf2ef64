import type { Config } from '../config.ts'
import type { Run } from '../workload/select.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { templatesFor } from '../datadog/templates.ts'
import { missingConfig } from '../problems.ts'
import { allProfiles, commentedSteps } from '../steps/profiles.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'

const namedConfig = (io: Io, { config }: Partial<Pick<Arguments, 'config'>>) =>
  config ?? (io.env['ROLLOUTIFY_CONFIG'] || undefined)

/** Whether a configuration is asked for by its name: then it must be there. */
export const isConfigNamed = (io: Io, args: Partial<Pick<Arguments, 'config'>>) =>
  namedConfig(io, args) !== undefined

/** The configuration of one environment, by its name alone. */
export const environmentPath = (environment: string) => `rolloutify.${environment}.yaml`

/** The file that holds the configuration, where there is one. */
export const configPathOf = (io: Io, args: Partial<Pick<Arguments, 'config'>>) =>
  namedConfig(io, args) ?? 'rolloutify.yaml'

/** Finds and reads the configuration: the one that is named, else `rolloutify.yaml`, else none. */
export async function readConfig(
  io: Io,
  args: Partial<Pick<Arguments, 'config'>>
): Promise<{ config: Config | undefined; diagnostics: readonly Diagnostic[] }> {
  const path = configPathOf(io, args)
  const bytes = io.readFile(path)
  if ('reason' in bytes) {
    const isNamed = isConfigNamed(io, args)
    if (!isNamed && /no such file/.test(bytes.reason)) return { config: undefined, diagnostics: [] }
    const at = { file: path, line: 1, column: 1 }
    const missing = missingConfig(at, bytes.reason, isNamed ? 'named' : 'by default')
    return { config: undefined, diagnostics: [missing] }
  }
  // zod takes longer to load than a usual release to convert.
  const { parseConfig } = await import('../config.ts')
  return parseConfig(bytes.toString('utf8'), path)
}

/** What the command line and the configuration say together. */
export function runOf(args: Arguments, config: Config | undefined, input: Run['input']): Run {
  const { stage, replicas, percents, namespace, release, workload, applier } = args
  const careful = allProfiles(config?.profiles).get('careful') ?? []
  return {
    config,
    stage,
    replicas,
    percents,
    // helmfile passes an empty name on where a release has no namespace.
    namespace: namespace || undefined,
    release: release || undefined,
    workloads: workload,
    applier,
    input,
    replicasIgnored: args['replicas-ignored'],
    ...templatesFor(config?.metrics),
    canaryComment: input === 'files' ? commentedSteps(careful) : []
  }
}
