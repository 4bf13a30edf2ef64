import { define } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'

export const invalidYaml = define({
  code: 'invalid-yaml',
  severity: 'error',
  message: (name: string, reason: string) =>
    `${name} cannot be read: ${reason.charAt(0).toLowerCase() + reason.slice(1)}`,
  hint: 'correct the YAML of the document',
  why: 'The API server rejects the document, and a workload in it would be missed.'
})

export const goTemplate = define({
  code: 'go-template',
  severity: 'error',
  message: (name: string) => `${name} is a Go template, which cannot be edited in place`,
  hint: 'pipe what Helm renders: `helm template … --post-renderer rolloutify`',
  why: 'Values may change every line of a template, so only the rendered manifests show what is applied.'
})

export const jsonInPlace = define({
  code: 'json-in-place',
  severity: 'error',
  message: (file: string) => `"${file}" is a single JSON object, so a Rollout cannot be added`,
  hint: 'wrap it in a List, or write it as YAML',
  why: 'The Rollout would be missing, so the pods would have nowhere to move.'
})

export const exportLeftOut = define({
  code: 'export-left-out',
  severity: 'info',
  message: (file: string) =>
    `"${file}" is skipped, because it is an export of a cluster whose manifests are in other files`,
  hint: 'pass it with --live if it is the snapshot, or move it to another folder',
  why: 'An export repeats the manifests, so the same workload would be read twice.'
})

export const exportedObject = define({
  code: 'exported-object',
  severity: 'error',
  message: (object: string, deployment: string) =>
    object === deployment
      ? `${object} is an export of a cluster, but no file has its manifest`
      : `${object}, of ${deployment}, is an export of a cluster, but no file has its manifest`,
  hint: 'add its manifest, without metadata.uid, metadata.resourceVersion and status, or move the export to another folder',
  why: 'Applied again, uid and resourceVersion make the API server reject the object.'
})

export const kustomizationInTheWay = define({
  code: 'kustomization-in-the-way',
  severity: 'error',
  message: (kustomization: string, field: string, whose: string) =>
    `"${kustomization}" changes Deployments ${whose}, by its ${field}`,
  hint: 'pipe the build instead: `kustomize build … | rolloutify`',
  why: 'kustomize would change the Deployment after the stage is written, so other numbers of pods arrive.'
})

const changedOnTheWay = {
  message: (by: string, deployment: string, field: string) =>
    `${by} changes ${deployment} through ${field}, so other replicas or names arrive than its manifests say`,
  hint: 'move the field into a kustomization in Git and pipe its build, or remove it until the pods have moved'
}

export const applicationInTheWay = define({
  code: 'application-in-the-way',
  severity: 'error',
  ...changedOnTheWay,
  why: 'Argo CD builds the manifests with it, so the pods do not move as the stages expect.'
})

export const fluxInTheWay = define({
  code: 'flux-in-the-way',
  severity: 'error',
  ...changedOnTheWay,
  why: 'Flux applies it to what it builds from Git, so the pods do not move as the stages expect.'
})

type NotFound =
  'missing' | 'mistyped' | 'unlisted' | 'shadowed' | 'elsewhere' | 'misspelt' | 'no-input'

const notFound: Record<NotFound, (name: string) => string> = {
  missing: (name: string) => `Deployment "${name}" is not in the input`,
  mistyped: (name: string) => `Deployment "${name}" is not in the input`,
  unlisted: (name: string) => `The configuration has no entry for Deployment "${name}"`,
  shadowed: (name: string) =>
    `The entry for "${name}" is never used, because an earlier entry matches first`,
  elsewhere: (name: string) =>
    `Deployment "${name}" is not in the namespace, or has not the labels, that its entry requires`,
  misspelt: (name: string) =>
    `Deployment "${name}" is not in the input, but one with a similar name has no entry`,
  'no-input': (name: string) =>
    `The input is empty, but the pods of Deployment "${name}" are being moved`
}

const notFoundHints: Record<Exclude<NotFound, 'mistyped'>, string> = {
  missing: 'correct the name: a workload that goes missing unnoticed loses its Rollout',
  unlisted: 'add an entry for it, or remove --workload',
  shadowed: 'move the entry before the one that matches first',
  elsewhere:
    'correct `namespace` and `labels` of the entry: without it the workload loses its Rollout',
  misspelt: 'correct the name: without its entry the workload loses its Rollout',
  'no-input':
    'find out why nothing was rendered: a failed template, or `--output-dir` of Helm 3; set `release:` on an entry of another release'
}

/** What a name on the command line may have been meant for, of those that the input has. */
function hintOfTyped(name: string, known: readonly string[]): string {
  const similar = nearest(name, known)
  if (similar !== undefined) return `did you mean "${similar}"?`
  if (known.length === 0) return 'pass the manifests that contain it'
  const more = known.length > 10 ? [`and ${known.length - 10} more`] : []
  const shown = known.slice(0, 10).map(each => `"${each}"`)
  return `the input has ${[...shown, ...more].join(', ')}`
}

export const workloadNotFound = define({
  code: 'workload-not-found',
  severity: 'error',
  message: (name: string, why: NotFound, _known: readonly string[] = []) => notFound[why](name),
  hint: (name: string, why: NotFound, known: readonly string[] = []) =>
    why === 'mistyped' ? hintOfTyped(name, known) : notFoundHints[why],
  why: 'A workload that is rendered without its Rollout loses the pods of the Rollout on the next sync.'
})

export const applicationNotEditable = define({
  code: 'application-not-editable',
  severity: 'error',
  message: (application: string, reason: string) =>
    `${application} cannot take the rule for /spec/replicas: ${reason}`,
  hint: 'write it by hand: ignoreDifferences with group argoproj.io, kind Rollout and /spec/replicas, and the sync option RespectIgnoreDifferences=true',
  why: 'Without the rule each sync resets the replicas of the Rollout, overriding its autoscaler.'
})
