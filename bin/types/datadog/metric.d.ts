/** Where the numbers of a metric come from. */
export type MetricSource = {
    readonly preset?: 'error-rate' | 'latency' | 'apdex' | undefined;
    readonly service?: string | undefined;
    readonly env?: string | undefined;
    readonly operation?: string | undefined;
    readonly percentile?: 'p95' | 'p99' | undefined;
    readonly query?: string | undefined;
    readonly queries?: Readonly<Record<string, string>> | undefined;
    readonly formula?: string | undefined;
    readonly aggregator?: string | undefined;
};
/** What a canary is judged by. */
export type Metric = {
    readonly datadog: MetricSource;
    readonly stable?: 'ratio' | 'difference' | undefined;
    readonly fails?: string | undefined;
    readonly passes?: string | undefined;
    readonly every: string;
    readonly for: string;
    readonly window: string;
    readonly noData: 'pass' | 'fail' | 'inconclusive';
    readonly enough?: string | undefined;
    readonly dryRun?: boolean | undefined;
};
export type Metrics = Readonly<Record<string, Metric>>;
