/** What may bring manifests to the cluster. */
export declare const appliers: readonly ['argocd', 'argocd-server-side', 'flux', 'helm3', 'helm4', 'kubectl'];
export type Applier = (typeof appliers)[number];
/** Whether an applier is Argo CD, however it applies. */
export declare const isArgoCd: (applier: string | undefined) => applier is "argocd" | "argocd-server-side";
/** Whether the API server keeps owners of fields for an applier. Flux applies so, too (fluxcd/pkg ssa/manager_apply.go). */
export declare const appliesServerSide: (applier: string | undefined) => applier is "argocd-server-side" | "flux" | "helm4";
/** The languages that a runbook is written in. */
export declare const languages: readonly ['en', 'ja'];
export type Language = (typeof languages)[number];
/** The versions of Argo CD that are known, the newest last. */
export declare const argoCdVersions: readonly ['3.3', '3.4', '3.5', '3.6'];
export type ArgoCdVersion = (typeof argoCdVersions)[number];
/** A version of Argo Rollouts, as a configuration states it. */
export declare const version: RegExp;
/** A percentage, as Kubernetes writes it. */
export declare const percentage: RegExp;
/** What a configuration may make of a finding of `check`. */
export declare const severities: readonly ['off', 'info', 'warning', 'error'];
/** Whether numbers are percents of a migration: integers that rise and end in 100. */
export declare function arePercents(percents: readonly number[]): boolean;
export declare const defaultPercents: readonly number[];
/** The place of what the command line says. */
export declare const argumentsPlace: {
    file: string;
    line: number;
    column: number;
};
