import type { Config } from '../config.ts'
import type { Run } from '../workload/select.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { templatesFor } from '../datadog/templates.ts'
import { missingConfig } from '../problems.ts'
import { argumentsPlace } from '../settings.ts'
import { allProfiles, commentedSteps } from '../steps/profiles.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { wrongOption } from './problems.ts'

/** What says which configuration is meant. */
export type Asked = Partial<Pick<Arguments, 'config' | 'environment'>>

/** The configuration that is asked for by its name, and how; then it must exist. */
function namedConfig(io: Io, { config, environment = [] }: Asked) {
  const [own] = environment
  if (config !== undefined) return { path: config, by: 'option' } as const
  if (own !== undefined) return { path: environmentPath(own), by: 'environment' } as const
  const path = io.env['ROLLOUTIFY_CONFIG'] || undefined
  return path === undefined ? undefined : ({ path, by: 'option' } as const)
}

/** How a configuration is asked for: where nobody names it, it may be missing. */
export const namingOf = (io: Io, asked: Asked) => namedConfig(io, asked)?.by ?? 'default'

/** The words of a command line that ask for the same configuration. */
export function configWords(io: Io, asked: Asked): string[] {
  const named = namedConfig(io, asked)
  if (!named) return []
  const [environment = ''] = asked.environment ?? []
  return named.by === 'option' ? ['--config', named.path] : ['--environment', environment]
}

/** The configuration of one environment, by its name alone. */
export const environmentPath = (environment: string) => `rolloutify.${environment}.yaml`

/** The environments that have a configuration in the working folder. */
export function environmentsIn(io: Io): string[] {
  const entries = io.listFolder('.')
  const names = Array.isArray(entries) ? entries.map(({ name }) => name) : []
  return names.flatMap(name => /^rolloutify\.(.+)\.yaml$/.exec(name)?.[1] ?? []).toSorted()
}

/** Whether several environments are meant, each with its own configuration. */
export const areSeveral = ({ environment }: Pick<Arguments, 'environment'>) =>
  environment.includes('*') || new Set(environment).size > 1

/** Refuses several environments where one configuration is read. */
export function refuseSeveral(args: Arguments): Diagnostic | undefined {
  if (!areSeveral(args)) return undefined
  const hint = 'pass one name, whose configuration is rolloutify.NAME.yaml'
  return wrongOption(argumentsPlace, '--environment takes one environment here', hint)
}

/** A snapshot is of one cluster, and says nothing of the environments of others. */
export const liveOfSeveral = (): Diagnostic =>
  wrongOption(
    argumentsPlace,
    '--live is one cluster, and several environments are asked for',
    'pass one environment with --environment'
  )

/** The file that holds the configuration, where it exists. */
export const configPathOf = (io: Io, asked: Asked) =>
  namedConfig(io, asked)?.path ?? 'rolloutify.yaml'

/** Finds and reads the configuration: the one that is named, that of the environment, else `rolloutify.yaml`, else none. */
export async function readConfig(
  io: Io,
  asked: Asked
): Promise<{ config: Config | undefined; diagnostics: readonly Diagnostic[] }> {
  const path = configPathOf(io, asked)
  const bytes = io.readFile(path)
  if ('reason' in bytes) {
    const naming = namingOf(io, asked)
    if (naming === 'default' && /no such file/.test(bytes.reason))
      return { config: undefined, diagnostics: [] }
    const at = { file: path, line: 1, column: 1 }
    return { config: undefined, diagnostics: [missingConfig(at, bytes.reason, naming)] }
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
