/** Where a node is in its document's text: 0-based offsets, `end` exclusive. */
export type Range = {
    readonly start: number;
    readonly end: number;
};
export type ScalarValue = string | number | boolean | null;
export type Scalar = Range & {
    readonly type: 'scalar';
    readonly style: 'plain' | 'single' | 'double' | 'block';
    readonly value: ScalarValue;
    shared?: true;
};
export type Pair = {
    readonly key: string;
    readonly keyStart: number;
    readonly keyEnd: number;
    readonly value: Node;
};
/** `indent` is the column of the first key, counted from 0. */
export type Mapping = Range & {
    readonly type: 'mapping';
    readonly flow: boolean;
    readonly indent: number;
    readonly pairs: readonly Pair[];
    shared?: true;
};
/** `indent` is the column of the first dash, counted from 0. */
export type Sequence = Range & {
    readonly type: 'sequence';
    readonly flow: boolean;
    readonly indent: number;
    readonly items: readonly Node[];
    shared?: true;
};
/** A `*name`. Its target is missing where the alias is inside what it names. */
export type Alias = Range & {
    readonly type: 'alias';
    readonly target: Node | undefined;
};
/** A value that was checked for its form and left unread. */
export type Unread = Range & {
    readonly type: 'unread';
};
/** A YAML node. `shared` marks one that an alias repeats: editing it would change a second place. */
export type Node = Scalar | Mapping | Sequence | Alias | Unread;
/** Plain data, as JSON has it. */
export type Value = ScalarValue | readonly Value[] | Entries;
/** Plain data that is a mapping. */
export type Entries = {
    readonly [key: string]: Value;
};
/** The entries of plain data that is a mapping. */
export declare function asEntries(value: Value | undefined): Entries | undefined;
/** Whether plain data is a sequence. */
export declare const isItems: (value: Value | undefined) => value is readonly Value[];
/** The node that an alias stands for; any other node itself. */
export declare function dereference(node: Node | undefined): Exclude<Node, Alias> | undefined;
export declare function asMapping(node: Node | undefined): Mapping | undefined;
/** The pair with this key: the last one where the key is repeated, else one of a `<<` merge. */
export declare function findPair(mapping: Mapping, key: string): Pair | undefined;
/** The node at a path of keys, aliases and merges followed. */
export declare function findNode(root: Node | undefined, ...path: readonly string[]): Mapping | Scalar | Sequence | Unread | undefined;
/** The string at a path; undefined where there is none. */
export declare function findString(root: Node | undefined, ...path: readonly string[]): string | undefined;
/** The items of the sequence at a path; none where there is no sequence. */
export declare function findItems(root: Node | undefined, ...path: readonly string[]): readonly Node[];
/** What a node means as plain data; undefined where its aliases are endless or without number. */
export declare function valueOf(node: Node | undefined): Value | undefined;
/** Whether a mapping, or one below it, has a key twice. */
export declare function findRepeatedKey(node: Node | undefined): Pair | undefined;
/** Whether an offset is within a value that goes over several lines: what looks like a comment is text. */
export declare function isInScalar(node: Node | undefined, offset: number): boolean;
