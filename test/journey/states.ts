import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api, Live } from '../cluster/api.ts'

/** The states of one release, by what a pipeline or a person did before them. */
export type Release = Readonly<Record<string, readonly object[]>>

/** What a pipeline can tell states apart by. */
const keyOf = ({ metadata, spec, status = {} }: Live) =>
  JSON.stringify([
    ...[status.phase, status.currentStepIndex, status.abort, spec.strategy],
    ...[status.stableRS === status.currentPodHash, status.pauseConditions?.length],
    String(metadata.generation) === status.observedGeneration
  ])

/** The same in every run: without what the API server counts, and at one moment. */
function lasting({ metadata, ...rest }: Live & { metadata: Record<string, unknown> }) {
  const { uid: _, resourceVersion, creationTimestamp, managedFields, ...own } = metadata
  const text = JSON.stringify({ ...rest, metadata: own })
  return JSON.parse(text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-01T00:00:00Z'))
}

/** Writes down each state that a Rollout goes through, from a watch. */
export async function recordStates(api: Api, namespace: string, name: string) {
  let acts: Record<string, object[]> = {}
  let states: object[] = []
  let key = ''
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`
  const close = await api.watch(path, '', ({ object }) => {
    if (object.metadata.name !== name || keyOf(object) === key) return
    key = keyOf(object)
    states.push(lasting(object))
  })
  return {
    /** From here on it is another act, which begins with how the one before ends. */
    begin: (act: string) => (acts[act] = states = states.slice(-1)),
    /** The release that is over. */
    take(): Release {
      const release = acts
      acts = {}
      return release
    },
    close
  }
}

const file = join(import.meta.dirname, '../hosts/release-day-states.json')

/** Keeps the states for the tests of the script, a line each. */
export function keepStates(releases: Readonly<Record<string, Release>>) {
  const lines = Object.entries(releases).flatMap(([release, acts]) =>
    Object.entries(acts).flatMap(([act, states]) =>
      states.map(state => JSON.stringify({ release, act, state }))
    )
  )
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`)
}
