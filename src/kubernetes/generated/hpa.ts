// Generated from schemas/hpa.schema.json by npm run update: do not edit.

export interface HorizontalPodAutoscaler {
  apiVersion: "autoscaling/v2";
  kind: "HorizontalPodAutoscaler";
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
    behavior?: HorizontalPodAutoscalerBehavior;
    maxReplicas: number;
    metrics?: MetricSpec[];
    minReplicas?: number;
    scaleTargetRef: CrossVersionObjectReference;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface HorizontalPodAutoscalerBehavior {
  scaleDown?: HPAScalingRules;
  scaleUp?: HPAScalingRules;
  [k: string]: unknown;
}
export interface HPAScalingRules {
  policies?: {
    periodSeconds: number;
    type: string;
    value: number;
    [k: string]: unknown;
  }[];
  selectPolicy?: string;
  stabilizationWindowSeconds?: number;
  tolerance?: string | number;
  [k: string]: unknown;
}
export interface MetricSpec {
  containerResource?: {
    container: string;
    name: string;
    target: MetricTarget;
    [k: string]: unknown;
  };
  external?: {
    metric: MetricIdentifier;
    target: MetricTarget;
    [k: string]: unknown;
  };
  object?: {
    describedObject: CrossVersionObjectReference;
    metric: MetricIdentifier;
    target: MetricTarget;
    [k: string]: unknown;
  };
  pods?: {
    metric: MetricIdentifier;
    target: MetricTarget;
    [k: string]: unknown;
  };
  resource?: {
    name: string;
    target: MetricTarget;
    [k: string]: unknown;
  };
  type: string;
  [k: string]: unknown;
}
export interface MetricTarget {
  averageUtilization?: number;
  averageValue?: string | number;
  type: string;
  value?: string | number;
  [k: string]: unknown;
}
export interface MetricIdentifier {
  name: string;
  selector?: {
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
  };
  [k: string]: unknown;
}
export interface CrossVersionObjectReference {
  apiVersion?: string;
  kind: string;
  name: string;
  [k: string]: unknown;
}
