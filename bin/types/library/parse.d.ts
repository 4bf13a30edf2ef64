import type { Diagnostic } from '../diagnostic.js';
import type { Config } from './config.js';
/** Reads a `rolloutify.yaml`. There is a configuration where there is no error. */
export declare const parseConfig: (text: string, file?: string) => {
    config: Config | undefined;
    diagnostics: readonly Diagnostic[];
};
