import type { Config } from '../config.ts'
import type { Scope } from '../convert/scope.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { Source } from '../yaml/stream.ts'

/** What rules look at: the manifests of one scope. */
export type Scene = {
  /** Every Kubernetes object of the scope that can be read, of every kind, items of lists too. */
  readonly manifests: readonly Manifest[]
  /** The Deployments, autoscalers and Rollouts among them, by the names by which they refer to each other (src/convert/scope.ts). */
  readonly scope: Scope
  readonly sources: readonly Source[]
  readonly kustomizations: readonly Source[]
  /** `argoRollouts` of the configuration. */
  readonly version: string | undefined
  readonly config: Config | undefined
}
