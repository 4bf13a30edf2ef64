import { loadAll } from 'js-yaml'

/** An object as Git has it. */
export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string }
  // A spec has too many shapes to be worth a type here.
  readonly spec: any
}

/** The manifests of a stream. */
export const manifestsOf = (stream: string) =>
  // Our own files and what rolloutify prints of them hold nothing but objects.
  (loadAll(stream) as (Manifest | null)[]).filter(it => it !== null)

export const isSame = (a: Manifest, b: Manifest) =>
  a.kind === b.kind && a.metadata.name === b.metadata.name

/** The manifests of a folder after some of its files were changed. */
export const changed = (before: readonly Manifest[], files: readonly Manifest[]) => [
  ...before.filter(it => !files.some(file => isSame(it, file))),
  ...files
]
