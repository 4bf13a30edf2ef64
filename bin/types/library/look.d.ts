import type { Diagnostic } from '../diagnostic.js';
import type { Converted } from './convert.js';
import type { ConvertOptions, LiveOptions } from './told.js';
/** What `check` is told. */
export type CheckOptions = Pick<ConvertOptions, 'file' | 'config' | 'namespace' | 'release'>;
/** Checks manifests for what breaks, does nothing or is left half done. */
export declare function check(input: string, options?: CheckOptions): {
    readonly diagnostics: readonly Diagnostic[];
};
/** Where a workload is in its migration. */
export type WorkloadStatus = {
    readonly workload: string;
    readonly namespace: string | undefined;
    /** Its stage; undefined where that cannot be told. */
    readonly stage: string | undefined;
    /** The stage that the configuration states, where it is another. */
    readonly stated: string | undefined;
    /** The two stages that it is between. */
    readonly between: readonly [string, string] | undefined;
    /** N, where it is known. */
    readonly replicas: number | undefined;
    /** The replicas of the Deployment and of the Rollout. */
    readonly deployment: number | undefined;
    readonly rollout: number | undefined;
    /** What its autoscaler does; undefined where it is not known whether there is one. */
    readonly autoscaler: 'none' | 'awake' | 'paused' | 'holding' | 'released' | undefined;
    /** Whether the cluster has settled at the stage; undefined without a snapshot, and before it begins. */
    readonly settled: boolean | undefined;
    /** Why it has not. */
    readonly reasons: readonly string[];
};
/** The workloads of manifests or of a configuration. With a snapshot, no error means: safe to continue. */
export type MigrationStatus = {
    readonly workloads: readonly WorkloadStatus[];
    readonly diagnostics: readonly Diagnostic[];
};
/** Says where each workload of some manifests is, and with `live` whether the cluster has settled there. */
export declare function status(input: string, options?: Omit<ConvertOptions, 'stage'> & LiveOptions): MigrationStatus;
/** The same of the entries of a configuration's text. */
export declare function statusOfConfig(input: string, options?: Omit<ConvertOptions, 'stage' | 'config'> & LiveOptions): MigrationStatus;
/** What a change of a plan does to the pods, in every order of applying it. */
export type ChangeVerdict = {
    readonly workload: string;
    readonly namespace: string | undefined;
    readonly from: string;
    readonly to: string;
    readonly verdict: 'safe' | 'broken' | 'not-exhaustive';
    /** The fewest pods that serve, and the most that run. */
    readonly minServing: number;
    readonly maxPods: number;
    /** How a promise breaks, move by move; empty where none does. */
    readonly story: readonly string[];
};
/** Proves the plan of some manifests: every stage, there and back. */
export declare function simulate(input: string, options?: Omit<ConvertOptions, 'stage'>): {
    readonly changes: readonly ChangeVerdict[];
    readonly diagnostics: readonly Diagnostic[];
};
/** Writes a first configuration for some manifests. */
export declare function init(input: string, options?: Pick<ConvertOptions, 'file' | 'namespace' | 'release'> & LiveOptions): Converted<string>;
