/** What may bring manifests to the cluster. */
export const appliers = [
  'argocd',
  'argocd-server-side',
  'flux',
  'helm3',
  'helm4',
  'kubectl'
] as const
export type Applier = (typeof appliers)[number]

/** Whether an applier is Argo CD, however it applies. */
export const isArgoCd = (applier: string | undefined) =>
  applier === 'argocd' || applier === 'argocd-server-side'

/** Whether the API server keeps owners of fields for an applier. Flux applies so, too (fluxcd/pkg ssa/manager_apply.go). */
export const appliesServerSide = (applier: string | undefined) =>
  applier === 'argocd-server-side' || applier === 'flux' || applier === 'helm4'

/** The languages that a runbook is written in. */
export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

/** The versions of Argo CD that are known, the newest last. */
export const argoCdVersions = ['3.3', '3.4', '3.5', '3.6'] as const
export type ArgoCdVersion = (typeof argoCdVersions)[number]

/** A version of Argo Rollouts, as a configuration states it. */
export const version = /^[0-9]+\.[0-9]+(\.[0-9]+)?$/

/** A percentage, as Kubernetes writes it. */
export const percentage = /^[0-9]+%$/

/** What a configuration may make of a finding of `check`. */
export const severities = ['off', 'info', 'warning', 'error'] as const

/** Whether numbers are percents of a migration: integers that rise and end in 100. */
export function arePercents(percents: readonly number[]): boolean {
  const rising = percents.every(
    (percent, at) => Number.isInteger(percent) && percent > (percents[at - 1] ?? 0)
  )
  return rising && percents.at(-1) === 100
}

export const defaultPercents: readonly number[] = [25, 100]

/** The place of what the command line says. */
export const argumentsPlace = { file: '<arguments>', line: 1, column: 1 }
