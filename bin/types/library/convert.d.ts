import type { Diagnostic } from '../diagnostic.js';
import type { ConvertOptions } from './told.js';
/** A converted stream. With an error among the diagnostics the output is empty. */
export type Converted<Text extends string | Uint8Array> = {
    readonly output: Text;
    readonly diagnostics: readonly Diagnostic[];
};
/**
 * Converts a stream of manifests to a stage of their migration to Argo Rollouts. Text gives text,
 * bytes give bytes; what is not converted keeps every byte. Nothing is read or written but this.
 */
export declare function convert(input: string, options?: ConvertOptions): Converted<string>;
export declare function convert(input: Uint8Array, options?: ConvertOptions): Converted<Uint8Array>;
