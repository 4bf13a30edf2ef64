// Generated from schemas/deployment.schema.json by npm run update: do not edit.

export interface Deployment {
  apiVersion: "apps/v1";
  kind: "Deployment";
  metadata: {
    name: string;
    generateName?: string;
    namespace?: string;
    labels?: {
      [k: string]: string;
    };
    annotations?: {
      [k: string]: string;
    };
    [k: string]: unknown;
  };
  spec: {
    minReadySeconds?: number;
    paused?: boolean;
    progressDeadlineSeconds?: number;
    replicas?: number;
    revisionHistoryLimit?: number;
    selector: LabelSelector;
    strategy?: DeploymentStrategy;
    template: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface LabelSelector {
  matchExpressions?: {
    key: string;
    operator: string;
    values?: string[];
    [k: string]: unknown;
  }[];
  matchLabels?: {
    [k: string]: string;
  };
  [k: string]: unknown;
}
export interface DeploymentStrategy {
  rollingUpdate?: {
    maxSurge?: number | string;
    maxUnavailable?: number | string;
    [k: string]: unknown;
  };
  type?: string;
  [k: string]: unknown;
}
