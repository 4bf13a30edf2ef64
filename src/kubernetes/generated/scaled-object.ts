// Generated from schemas/scaled-object.schema.json by npm run update: do not edit.

export interface ScaledObject {
  apiVersion: "keda.sh/v1alpha1";
  kind: "ScaledObject";
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
    advanced?: AdvancedConfig;
    cooldownPeriod?: number;
    fallback?: {
      behavior?:
        "static" | "currentReplicas" | "currentReplicasIfHigher" | "currentReplicasIfLower" | "scalingModifiers";
      failureThreshold: number;
      replicas: number;
      [k: string]: unknown;
    };
    idleReplicaCount?: number;
    initialCooldownPeriod?: number;
    maxReplicaCount?: number;
    minReplicaCount?: number;
    pollingInterval?: number;
    scaleTargetRef: ScaleTarget;
    /**
     * @minItems 1
     */
    triggers: ScaleTriggers[];
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface AdvancedConfig {
  horizontalPodAutoscalerConfig?: {
    behavior?: HorizontalPodAutoscalerBehavior;
    name?: string;
    [k: string]: unknown;
  };
  restoreToOriginalReplicaCount?: boolean;
  scalingModifiers?: {
    activationTarget?: string;
    formula?: string;
    metricType?: "AverageValue" | "Value";
    target?: string;
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
  tolerance?: number | string;
  [k: string]: unknown;
}
export interface ScaleTarget {
  apiVersion?: string;
  envSourceContainerName?: string;
  kind?: string;
  name: string;
  [k: string]: unknown;
}
export interface ScaleTriggers {
  authenticationRef?: {
    kind?: "TriggerAuthentication" | "ClusterTriggerAuthentication";
    name: string;
    [k: string]: unknown;
  };
  metadata: {
    [k: string]: string;
  };
  metricType?: string;
  name?: string;
  type: string;
  useCachedMetrics?: boolean;
  [k: string]: unknown;
}
