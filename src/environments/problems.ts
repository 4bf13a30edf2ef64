import { define } from '../diagnostic.ts'

export const valuesNotFollowed = define({
  code: 'values-not-followed',
  severity: 'warning',
  message: (reason: string) => `Some values are not read: ${reason}`,
  hint: 'render them first, and name the files by --values, the one that counts last',
  why: 'Values that are not read may turn steps on or off, so the state that is shown may be wrong.'
})

export const stepsUnknown = define({
  code: 'steps-unknown',
  severity: 'error',
  message: (release: string) =>
    `Whether the steps of ${release} are on depends on values that are not read`,
  hint: 'render them first, and name the files by --values, the one that counts last',
  why: 'A release with steps that nobody expects stops and waits, and one without them goes to all pods at once.'
})

export const stepsOverridden = define({
  code: 'steps-overridden',
  severity: 'error',
  message: (release: string, by: string) =>
    `The steps of ${release} would not change, because ${by} overrides the block`,
  hint: (_release: string, by: string) => `remove the steps from ${by}, or change them there`,
  why: 'The rendered Rollout would have the same steps as before, so the next release would not behave as asked.'
})

/** What a call is about: one release of a helmfile, or the files of values that it names. */
type Meant = 'a release' | 'values'

const alone: Readonly<Record<Meant, string>> = {
  'a release': ' for this release alone',
  values: ''
}

export const stepsAdded = define({
  code: 'steps-added',
  severity: 'info',
  message: (path: string, meant: Meant) =>
    `The steps are added at ${path}, because no block can be uncommented${alone[meant]}`,
  hint: 'choose others with `rolloutify steps use PROFILE`',
  why: 'Editing a shared block would change other releases as well.'
})

type WayOut = { readonly meant: Meant; readonly hint: string }

export const stepsShared = define({
  code: 'steps-shared',
  severity: 'error',
  message: (file: string, others: readonly string[], { meant }: WayOut) =>
    others.length === 0
      ? `No block in ${file} can be changed${alone[meant]}`
      : `Changing the steps in ${file} would also change ${listed(others)}`,
  hint: (_file: string, _others: readonly string[], { hint }: WayOut) => hint,
  why: 'The other releases would start or lose a canary that nobody asked for.'
})

export const environmentNotFound = define({
  code: 'environment-not-found',
  severity: 'error',
  exit: 2,
  message: (environment: string, known: readonly string[]) =>
    `No helmfile has the environment "${environment}", only ${listed(known)}`,
  hint: 'correct the name, or pass `*` for all of them',
  why: 'Nothing is changed, because a wrong environment could be the production one.'
})

export const releaseNotFound = define({
  code: 'release-not-found',
  severity: 'error',
  exit: 2,
  message: (release: string, known: readonly string[]) =>
    `No helmfile has the release "${release}", only ${listed(known)}`,
  hint: 'correct the name',
  why: 'Nothing is changed, because another release could be meant.'
})

export const releaseNotInstalled = define({
  code: 'release-not-installed',
  severity: 'error',
  message: (release: string) => `helmfile does not install ${release}`,
  hint: 'choose another with --environment or --release, or install it there first',
  why: 'Its values reach no cluster there, so a canary would stop nothing.'
})

export const helmfileNotFound = define({
  code: 'helmfile-not-found',
  severity: 'error',
  exit: 2,
  message: () => 'The folder has no helmfile.yaml, helmfile.yaml.gotmpl or helmfile.d',
  hint: 'pass the helmfile, or the values files with --values',
  why: 'Without a helmfile the values of an environment are unknown.'
})

export const severalReleases = define({
  code: 'several-releases',
  severity: 'error',
  message: (rows: readonly string[]) => `Several releases match: ${listed(rows)}`,
  hint: 'choose one with --environment, --release or --workload',
  why: 'Nothing is changed, because a canary on the wrong release surprises another team.'
})

export const noSteps = define({
  code: 'no-steps',
  severity: 'error',
  message: () => 'None of the selected values has canary steps, on or commented out',
  hint: 'add a `canary:` with commented steps to the values, where the chart reads them',
  why: 'The chart decides where steps are read, so steps in another place would have no effect.'
})

function listed(names: readonly string[]): string {
  const [first, ...others] = names.slice(0, 5)
  const more = names.length > 5 ? [`${names.length - 5} more`] : []
  const all = [...others, ...more]
  const last = all.pop()
  return last === undefined ? (first ?? '') : `${[first, ...all].join(', ')} and ${last}`
}
