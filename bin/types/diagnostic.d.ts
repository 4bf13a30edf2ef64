export type Severity = 'error' | 'warning' | 'info';
/** A place in a file. Line and column are 1-based; the column counts UTF-16 code units. */
export type Location = {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** The chart's own name of the manifest's file, where a `# Source:` line or Helm 4's annotation gives it. */
    readonly source?: string;
};
/** A finding: what is wrong, where, and what to do about it. */
export type Diagnostic = Location & {
    readonly code: string;
    readonly severity: Severity;
    readonly message: string;
    readonly hint: string;
    /** How a command ends that finds this error, where not with 1: 2 wrong usage, 3 not read or written. */
    readonly exit?: 2 | 3;
};
type Words<Facts extends unknown[]> = string | ((...facts: Facts) => string);
type Problem<Facts extends unknown[]> = {
    code: string;
    severity: Severity;
    message: (...facts: Facts) => string;
    hint: Words<Facts>;
    /** What happens in the cluster if nothing is done, or why nothing was: one plain sentence. */
    why: string;
    exit?: 2 | 3;
};
/** Makes one problem of a catalogue: a function that reports it at a place, from its facts. */
export declare function define<Facts extends unknown[]>(problem: Problem<Facts>): ((at: Location, ...facts: Facts) => Diagnostic) & {
    code: string;
    severity: Severity;
    why: string;
    exit: number;
};
/** Puts diagnostics into the order in which they are printed: by file, line, column and code. */
export declare function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[];
/** Removes repeated findings for one place, and keeps the highest severity. */
export declare function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[];
/** A finding that does not stop what it is about. */
export declare const asWarning: (found: Diagnostic) => Diagnostic;
/** A warning that stops what it is about, after all. */
export declare const asError: (found: Diagnostic) => Diagnostic;
/** Whether anything found is an error: then nothing is written. */
export declare function hasErrors(diagnostics: readonly Diagnostic[]): boolean;
export {};
