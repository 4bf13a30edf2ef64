import { loadAll } from 'js-yaml'

/** An object as Git has it. */
export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  // A spec has too many shapes to be worth a type here.
  readonly spec: any
}

/** The manifests of a stream. */
export const manifestsOf = (stream: string) =>
  // Our own files and what rolloutify prints of them hold nothing but objects.
  (loadAll(stream) as (Manifest | null)[]).filter(it => it !== null)

export const isSame = (a: Manifest, b: Manifest) =>
  a.kind === b.kind &&
  a.metadata.name === b.metadata.name &&
  a.metadata.namespace === b.metadata.namespace

/** The namespaces that manifests name; undefined is one of them where some name none. */
export const namespacesOf = (manifests: readonly Manifest[]) => [
  ...new Set(manifests.map(({ metadata }) => metadata.namespace))
]

/** The manifests of one of these namespaces. */
export const inNamespace = (manifests: readonly Manifest[], namespace: string | undefined) =>
  manifests.filter(({ metadata }) => metadata.namespace === namespace)

/** The manifests of a folder after some of its files were changed. */
export const changed = (before: readonly Manifest[], files: readonly Manifest[]) => [
  ...before.filter(it => !files.some(file => isSame(it, file))),
  ...files
]
