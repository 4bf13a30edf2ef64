import { findStrings } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { helmFileName } from '../yaml/stream.ts'

export const syncWave = 'argocd.argoproj.io/sync-wave'
export const syncOptions = 'argocd.argoproj.io/sync-options'
export const resourcePolicy = 'helm.sh/resource-policy'
export const fluxPrune = 'kustomize.toolkit.fluxcd.io/prune'

/** The most that a wave can be, both ways: an int of 64 bits. */
const mostWave = 2n ** 63n - 1n

/** The wave that a text states: 0 where Argo CD cannot read it (gitops-engine, strconv.Atoi). */
export function waveOf(text: string | undefined): bigint {
  const wave = /^[+-]?[0-9]{1,30}$/.test(text ?? '') ? BigInt((text ?? '').replace('+', '')) : 0n
  return wave > mostWave || wave < -mostWave - 1n ? 0n : wave
}

/** The wave of what has to exist before Rollouts, by what these state: one below the lowest. */
export function waveBefore(rollouts: readonly (string | undefined)[]): string {
  const [first = 0n, ...others] = rollouts.map(waveOf)
  const lowest = others.reduce((least, wave) => (wave < least ? wave : least), first)
  return String(lowest < -mostWave ? lowest : lowest - 1n)
}

/** On a Rollout whose canary steps actions of Argo CD switch: `dashboard`. */
export const stepsAnnotation = 'rolloutify/steps'

/** Whether the canary steps of a Rollout are switched from the dashboard, and are not in Git. */
export const isSwitched = (rollout: Manifest) =>
  findStrings(rollout, 'annotations')[stepsAnnotation] === 'dashboard'

/** What those actions say about the next release. */
export const nextReleaseAnnotation = 'rolloutify/next-release'

/** Whether the conversion, the actions or the controller write an annotation of Rollouts. */
export const isTakenAnnotation = (key: string) =>
  [syncWave, syncOptions, resourcePolicy, fluxPrune, helmFileName].includes(key) ||
  /^(?:rolloutify|rollout\.argoproj\.io)\//.test(key)
