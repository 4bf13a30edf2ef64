// Which version of Argo Rollouts knows a field first; older ones drop it without a word.
const since: Record<string, string> = {
  'canary.abortScaleDownDelaySeconds': '1.1',
  'canary.dynamicStableScale': '1.1',
  'canary.pingPong': '1.2',
  'canary.minPodsPerReplicaSet': '1.4',
  'canary.replicaProgressThreshold': '1.9',
  'canary.trafficRouting.maxTrafficWeight': '1.7',
  'canary.steps.setHeaderRoute': '1.3',
  'canary.steps.setMirrorRoute': '1.3',
  'canary.steps.plugin': '1.8',
  workloadRef: '1.0'
}

/** The fields of a strategy that are newer than a version, as paths with the version they need. */
export function findNewerFields(strategy: unknown, version: string): [string[], string][] {
  return Object.entries(since)
    .filter(([, first]) => isOlder(version, first))
    .map(([path, first]): [string[], string] => [path.split('.'), first])
    .filter(([path]) => path[0] === 'workloadRef' || hasPath(strategy, path))
}

function isOlder(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number)
  return major < otherMajor || (major === otherMajor && minor < otherMinor)
}

function hasPath(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined
  if (Array.isArray(value)) return value.some(item => hasPath(item, [key, ...rest]))
  if (typeof value !== 'object' || value === null) return false
  return hasPath((value as Record<string, unknown>)[key], rest)
}
