import type { Applier } from '../settings.js';
import type { Config } from './config.js';
/** What `convert` is told. Of `stage` and `config` at least one is needed where there are Deployments. */
export type ConvertOptions = {
    /** The name that diagnostics call the input by; `<stdin>` where none is given. */
    readonly file?: string;
    /** A configuration, as `parseConfig` reads it. */
    readonly config?: Config;
    /** The stage for all that is selected, before what the configuration says. */
    readonly stage?: string;
    /** N, the pods to keep Ready: for the one workload that needs it, or by name. */
    readonly replicas?: number | Readonly<Record<string, number>>;
    /** The Rollout's pods by stages, in percent of N: rising, the last one 100. */
    readonly percents?: readonly number[];
    /** The namespace of manifests that name none. */
    readonly namespace?: string;
    /** The Helm release, for the configuration's entries. */
    readonly release?: string;
    /** Only these Deployments: `web`, `shop/web`, or patterns of `*` and `?`. */
    readonly workloads?: readonly string[];
    /** What brings manifests to the cluster, before what the configuration says. */
    readonly applier?: Applier;
};
/** What is told beside the manifests where a cluster is judged. */
export type LiveOptions = {
    /** What `kubectl get deploy,rollout,hpa,rs -o json` printed, scaledobject too with KEDA. */
    readonly live?: string;
};
/** What a move is told beside that. */
export type Asking = LiveOptions & {
    /** Moves that need a snapshot are made without one: a person has looked. */
    readonly unverified?: boolean;
    /** On the way back, the pinned replicas go too. */
    readonly dropReplicas?: boolean;
    /** The applier leaves the Rollout's replicas to the autoscaler. */
    readonly replicasIgnored?: boolean;
};
/** What moves of manifests are told; a stage is not among it: the manifests have theirs. */
export type MoveOptions = Omit<ConvertOptions, 'stage' | 'config'> & Asking;
/** What moves of a configuration are told. */
export type ConfigMoveOptions = Omit<ConvertOptions, 'stage' | 'config'> & Asking & {
    /** The manifests that the configuration is for, as they are without it: they tell N and autoscalers. */
    readonly manifests?: string;
};
