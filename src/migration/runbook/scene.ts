/** What decides which words of a runbook fit. */
export type Scene = {
  /** Whether the workloads are of several namespaces. */
  readonly isWide: boolean
  readonly isScaled: boolean
  readonly hasHpa: boolean
  readonly hasKeda: boolean
  /** Whether the plan pins counts: not where the baseline states them already. */
  readonly hasPin: boolean
  /** The stage before the pause, at which the autoscalers are awake. */
  readonly awakeStage: string
  readonly isArgo: boolean
  readonly isHelm: boolean
}

/** What rolls the pods of a Deployment beside a new image. */
export type Roller =
  | { readonly kind: 'annotation'; readonly key: string; readonly value: string }
  /** A ConfigMap or Secret of its pod template, as in "ConfigMap `web`". */
  | { readonly kind: 'config'; readonly config: string }
  /** An annotation of its pod template that holds the hash of something else. */
  | { readonly kind: 'hash'; readonly key: string }

/** What the simulator says about one stage. */
export type Proof = {
  readonly states: number
  readonly minServing: number
  /** Whether an awake autoscaler may choose fewer than N. */
  readonly isChosen: boolean
  /** The workloads that break a promise there, with the promise. */
  readonly broken: readonly { readonly workload: string; readonly rule: string }[]
  /** Changes that were not looked at to the end. */
  readonly open: number
}
