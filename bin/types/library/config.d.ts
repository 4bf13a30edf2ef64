import type { Metric } from '../datadog/metric.js';
import type { Location } from '../diagnostic.js';
import type { Applier } from '../settings.js';
import type { Value } from '../yaml/node.js';
/** A configuration, as `parseConfig` reads it, or as a program writes it. */
export type Config = {
    /** The version of Argo Rollouts in the cluster, such as "1.9": newer fields are refused. */
    readonly argoRollouts?: string | undefined;
    /** What brings manifests to the cluster; `argocd` where nothing is said. */
    readonly applier?: Applier | undefined;
    /** What is taken to Argo Rollouts, and how far. Without it every Deployment; with it only these. */
    readonly workloads?: readonly WorkloadEntry[] | undefined;
    /** Named lists of canary steps. */
    readonly profiles?: Readonly<Record<string, readonly {
        readonly [key: string]: Value;
    }[]>> | undefined;
    /** What canaries are judged by; steps that were read name their templates. */
    readonly metrics?: Readonly<Record<string, Metric>> | undefined;
    /** Severity overrides for `check`, by diagnostic code. */
    readonly rules?: Readonly<Record<string, 'off' | 'info' | 'warning' | 'error'>> | undefined;
};
/** A Deployment, or several by a pattern, and the stage to which it is taken. */
export type WorkloadEntry = {
    /** The Deployment; `*` and `?` match several. The first entry that matches wins. */
    readonly name: string;
    /** The namespace of the Deployment. */
    readonly namespace?: string | undefined;
    /** Its Helm release. */
    readonly release?: string | undefined;
    /** Labels that the Deployment has. */
    readonly labels?: Readonly<Record<string, string>> | undefined;
    /**
     * baseline, introduce-rollout, pin-replicas, pause-autoscaler, grow-P, shrink-P,
     * retarget-autoscaler, release-autoscaler or done.
     */
    readonly stage: string;
    /** N: the pods to keep Ready through the migration. */
    readonly replicas?: number | undefined;
    /** The Rollout's pods by stages, in percent of N: rising, the last one 100. By default 25, 100. */
    readonly percents?: readonly number[] | undefined;
    /** States that there really is none. */
    readonly autoscaler?: 'none' | undefined;
    /** false: without the annotations that keep a Rollout with pods from being pruned. */
    readonly keep?: boolean | undefined;
    /** The applier leaves the Rollout's replicas to the autoscaler. */
    readonly replicasIgnored?: boolean | undefined;
    /** `dashboard`: actions of Argo CD switch its canary steps, and Git has none. */
    readonly steps?: 'dashboard' | undefined;
    /** Annotations of the Rollout that is made for it. */
    readonly annotations?: Readonly<Record<string, string>> | undefined;
    /** The Rollout's `spec.strategy`. */
    readonly strategy?: {
        readonly canary?: {
            readonly [field: string]: unknown;
        } | null | undefined;
    } | null | undefined;
    /** Where the fields of an entry that was read stand in its file. */
    readonly at?: (...path: string[]) => Location;
};
