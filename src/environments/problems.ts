import { define } from '../diagnostic.ts'

export const valuesNotFollowed = define({
  code: 'values-not-followed',
  severity: 'warning',
  message: (reason: string) => `Values are left out: ${reason}`,
  hint: 'render them first, and name the files by --values, the one that counts last'
})

export const stepsUnknown = define({
  code: 'steps-unknown',
  severity: 'error',
  message: (release: string) =>
    `Whether the steps of ${release} are on depends on values that are not followed`,
  hint: 'render them first, and name the files by --values, the one that counts last'
})

export const stepsOverridden = define({
  code: 'steps-overridden',
  severity: 'error',
  message: (release: string, by: string) =>
    `The steps of ${release} would not change, because ${by} counts after the block`,
  hint: (_release: string, by: string) => `remove the steps from ${by}, or change them there`
})

export const stepsAdded = define({
  code: 'steps-added',
  severity: 'info',
  message: (path: string) =>
    `The steps are added at ${path}: no block could be uncommented for this release alone`,
  hint: 'choose other ones with `rolloutify steps use PROFILE`'
})

export const stepsShared = define({
  code: 'steps-shared',
  severity: 'error',
  message: (file: string, others: readonly string[], _hint: string) =>
    others.length === 0
      ? `No block in ${file} can be changed for this release alone`
      : `A change of the steps in ${file} would also change ${listed(others)}`,
  hint: (_file: string, _others: readonly string[], hint: string) => hint
})

export const environmentNotFound = define({
  code: 'environment-not-found',
  severity: 'error',
  exit: 2,
  message: (environment: string, known: readonly string[]) =>
    `No helmfile has the environment "${environment}"; there are ${known.join(', ')}`,
  hint: 'correct the name, or `*` for all of them'
})

export const releaseNotFound = define({
  code: 'release-not-found',
  severity: 'error',
  exit: 2,
  message: (release: string, known: readonly string[]) =>
    `No helmfile has the release "${release}"; there are ${listed(known)}`,
  hint: 'correct the name'
})

export const helmfileNotFound = define({
  code: 'helmfile-not-found',
  severity: 'error',
  exit: 2,
  message: () => 'There is no helmfile.yaml, no helmfile.yaml.gotmpl and no helmfile.d here',
  hint: 'name the helmfile, or the files of values by --values'
})

export const severalReleases = define({
  code: 'several-releases',
  severity: 'error',
  message: (rows: readonly string[]) => `Several have steps that could be meant: ${listed(rows)}`,
  hint: 'name one by --release, and by --workload where it has several'
})

export const noSteps = define({
  code: 'no-steps',
  severity: 'error',
  message: () => 'None of the values that are meant has canary steps, live or commented out',
  hint: 'write a `canary:` with commented steps into the values once, where the chart reads them'
})

function listed(names: readonly string[]): string {
  const [first, ...others] = names.slice(0, 5)
  const more = names.length > 5 ? [`${names.length - 5} more`] : []
  const all = [...others, ...more]
  const last = all.pop()
  return last === undefined ? (first ?? '') : `${[first, ...all].join(', ')} and ${last}`
}
