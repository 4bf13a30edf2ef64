import { define } from '../diagnostic.ts'

export const invalidYaml = define({
  code: 'invalid-yaml',
  severity: 'error',
  message: (name: string, reason: string) =>
    `${name} cannot be read: ${reason.charAt(0).toLowerCase() + reason.slice(1)}`,
  hint: 'correct the YAML of the document'
})

export const goTemplate = define({
  code: 'go-template',
  severity: 'error',
  message: (name: string) => `${name} is a Go template, which cannot be edited in place`,
  hint: 'pipe what Helm renders: `helm template … --post-renderer rolloutify`'
})

export const jsonInPlace = define({
  code: 'json-in-place',
  severity: 'error',
  message: (file: string) => `"${file}" is a single JSON object, so a Rollout cannot be added`,
  hint: 'wrap it in a List, or write it as YAML'
})

export const exportLeftOut = define({
  code: 'export-left-out',
  severity: 'info',
  message: (file: string) =>
    `"${file}" is an export of a cluster, as its uid and its status show, and other files have its manifests: it is left out`,
  hint: 'name it by --live where it is meant as the snapshot, or keep it in another place'
})

export const exportedObject = define({
  code: 'exported-object',
  severity: 'error',
  message: (object: string, deployment: string) =>
    object === deployment
      ? `${object} is an export of a cluster, and no file has its manifest`
      : `${object}, of ${deployment}, is an export of a cluster, and no file has its manifest`,
  hint: 'write its manifest without metadata.uid, metadata.resourceVersion and status, or keep the export in another place'
})

export const kustomizationInTheWay = define({
  code: 'kustomization-in-the-way',
  severity: 'error',
  message: (kustomization: string, field: string, whose: string) =>
    `"${kustomization}" changes Deployments ${whose} through ${field}`,
  hint: 'pipe the build instead: `kustomize build … | rolloutify`'
})

type NotFound = 'missing' | 'unlisted' | 'shadowed' | 'misspelt' | 'no-input'

const notFound: Record<NotFound, (name: string) => string> = {
  missing: (name: string) => `Deployment "${name}" is not in the input`,
  unlisted: (name: string) => `The configuration has no entry for Deployment "${name}"`,
  shadowed: (name: string) =>
    `The entry for "${name}" is never used, because an earlier entry matches first`,
  misspelt: (name: string) =>
    `Deployment "${name}" is not in the input, but one with a similar name has no entry`,
  'no-input': (name: string) =>
    `The input is empty, but the pods of Deployment "${name}" are being moved`
}

const notFoundHints: Record<NotFound, string> = {
  missing: 'correct the name: a workload that goes missing unnoticed loses its Rollout',
  unlisted: 'add an entry for it, or remove --workload',
  shadowed: 'move the entry before the one that matches first',
  misspelt: 'correct the name: without its entry the workload loses its Rollout',
  'no-input':
    'find out why nothing was rendered: a failed template, or `--output-dir` of Helm 3; set `release:` on an entry of another release'
}

export const workloadNotFound = define({
  code: 'workload-not-found',
  severity: 'error',
  message: (name: string, why: NotFound) => notFound[why](name),
  hint: (_name: string, why: NotFound) => notFoundHints[why]
})

export const applicationNotEditable = define({
  code: 'application-not-editable',
  severity: 'error',
  message: (application: string, reason: string) =>
    `${application} cannot take the rule for /spec/replicas: ${reason}`,
  hint: 'write it by hand: ignoreDifferences with group argoproj.io, kind Rollout and /spec/replicas, and the sync option RespectIgnoreDifferences=true'
})
