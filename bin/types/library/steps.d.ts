import type { Diagnostic, Location } from '../diagnostic.js';
import type { Value } from '../yaml/node.js';
/** Which steps are meant. */
export type StepsOptions = {
    /** The name that diagnostics call the text by; `<stdin>` where none is given. */
    readonly file?: string;
    /** The Rollout, or in values the key above the canary, where there are several. */
    readonly workload?: string;
};
/** A text whose steps were changed; with an error among the diagnostics it is as it was. */
export type Switched = {
    readonly output: string;
    readonly diagnostics: readonly Diagnostic[];
};
/** A block of canary steps, active or commented out. */
export type StepsBlock = {
    /** The Rollout's name; in values the nearest key above that says more than `canary`. */
    readonly workload: string | undefined;
    readonly state: 'on' | 'off';
    /** What the block spells. A Go action in it stands as it is written. */
    readonly steps: readonly Value[];
    /** The place of the key `steps`. */
    readonly place: Location;
    /** The place of a step, or of a value in it. */
    readonly placeOf: (step: number, ...path: readonly string[]) => Location;
    /** What holds it. Values go through a chart first: the controller may get other steps. */
    readonly within: 'manifest' | 'configuration' | 'values';
    /** `spec.replicas` of a Rollout's manifest. */
    readonly replicas: number | undefined;
    readonly maxSurge: Value | undefined;
};
/** Finds the blocks of canary steps in a text. */
export declare const findSteps: (text: string, options?: StepsOptions) => {
    readonly blocks: readonly StepsBlock[];
    readonly diagnostics: readonly Diagnostic[];
};
/** Uncomments the block of canary steps, if they are steps that the controller takes. */
export declare const stepsOn: (text: string, options?: StepsOptions) => Switched;
/** Comments out the block of canary steps. */
export declare const stepsOff: (text: string, options?: StepsOptions) => Switched;
/** Replaces the block's steps by others, on or off as it is, if the controller takes them. */
export declare const useProfile: (text: string, profile: readonly Value[], options?: StepsOptions) => Switched;
