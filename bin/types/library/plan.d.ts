import type { Operation } from 'fast-json-patch';
import type { Diagnostic } from '../diagnostic.js';
import type { ConvertOptions } from './told.js';
/** What a stage does to one object: an RFC 6902 patch of it, or the object where it is new. */
export type ObjectPatch = {
    readonly target: ObjectName;
    readonly patch: readonly Operation[];
} | {
    readonly create: unknown;
};
/** What tells an object from all others. */
export type ObjectName = {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
};
/** A planned migration: every stage as complete manifests, and as patches from the one before. */
export type MigrationPlan = {
    readonly stages: readonly {
        readonly name: string;
        readonly output: string;
        readonly patches: readonly ObjectPatch[];
    }[];
    /** The plan as instructions, in Markdown. */
    readonly runbook: string;
    readonly diagnostics: readonly Diagnostic[];
};
/** Plans the whole migration of a stream of manifests. With an error there are no stages. */
export declare function planMigration(input: string, options?: ConvertOptions): MigrationPlan;
