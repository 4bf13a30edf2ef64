// Generated from schemas/rollout.schema.json by npm run update: do not edit.

export interface Rollout {
  apiVersion: "argoproj.io/v1alpha1";
  kind: "Rollout";
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
    analysis?: {
      successfulRunHistoryLimit?: number;
      unsuccessfulRunHistoryLimit?: number;
      [k: string]: unknown;
    };
    minReadySeconds?: number;
    paused?: boolean;
    progressDeadlineAbort?: boolean;
    progressDeadlineSeconds?: number;
    replicas?: number;
    restartAt?: string;
    revisionHistoryLimit?: number;
    rollbackWindow?: {
      revisions?: number;
      [k: string]: unknown;
    };
    selector?: LabelSelector;
    strategy?: RolloutStrategy;
    template?: {
      [k: string]: unknown;
    };
    workloadRef?: ObjectRef;
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
export interface RolloutStrategy {
  blueGreen?: BlueGreenStrategy;
  canary?: CanaryStrategy;
  [k: string]: unknown;
}
export interface BlueGreenStrategy {
  abortScaleDownDelaySeconds?: number;
  activeMetadata?: PodTemplateMetadata;
  activeService: string;
  antiAffinity?: AntiAffinity;
  autoPromotionEnabled?: boolean;
  autoPromotionSeconds?: number;
  maxUnavailable?: number | string;
  postPromotionAnalysis?: RolloutAnalysis;
  prePromotionAnalysis?: RolloutAnalysis;
  previewMetadata?: PodTemplateMetadata;
  previewReplicaCount?: number;
  previewService?: string;
  scaleDownDelayRevisionLimit?: number;
  scaleDownDelaySeconds?: number;
  [k: string]: unknown;
}
export interface PodTemplateMetadata {
  annotations?: {
    [k: string]: string;
  };
  labels?: {
    [k: string]: string;
  };
  [k: string]: unknown;
}
export interface AntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: {
    weight: number;
    [k: string]: unknown;
  };
  requiredDuringSchedulingIgnoredDuringExecution?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface RolloutAnalysis {
  analysisRunMetadata?: PodTemplateMetadata;
  args?: AnalysisRunArgument[];
  dryRun?: DryRun[];
  measurementRetention?: MeasurementRetention[];
  templates?: {
    clusterScope?: boolean;
    templateName?: string;
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
export interface AnalysisRunArgument {
  name: string;
  value?: string;
  valueFrom?: {
    fieldRef?: {
      fieldPath: string;
      [k: string]: unknown;
    };
    podTemplateHashValue?: string;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface DryRun {
  metricName: string;
  [k: string]: unknown;
}
export interface MeasurementRetention {
  limit: number;
  metricName: string;
  [k: string]: unknown;
}
export interface CanaryStrategy {
  abortScaleDownDelaySeconds?: number;
  analysis?: {
    analysisRunMetadata?: PodTemplateMetadata;
    args?: AnalysisRunArgument[];
    dryRun?: DryRun[];
    measurementRetention?: MeasurementRetention[];
    startingStep?: number;
    templates?: {
      clusterScope?: boolean;
      templateName?: string;
      [k: string]: unknown;
    }[];
    [k: string]: unknown;
  };
  antiAffinity?: AntiAffinity;
  canaryMetadata?: PodTemplateMetadata;
  canaryService?: string;
  dynamicStableScale?: boolean;
  maxSurge?: number | string;
  maxUnavailable?: number | string;
  minPodsPerReplicaSet?: number;
  pingPong?: {
    pingService: string;
    pongService: string;
    [k: string]: unknown;
  };
  replicaProgressThreshold?: {
    type: string;
    value: number;
    [k: string]: unknown;
  };
  scaleDownDelayRevisionLimit?: number;
  scaleDownDelaySeconds?: number;
  stableMetadata?: PodTemplateMetadata;
  stableService?: string;
  steps?: CanaryStep[];
  trafficRouting?: RolloutTrafficRouting;
  [k: string]: unknown;
}
export interface CanaryStep {
  analysis?: RolloutAnalysis;
  experiment?: RolloutExperimentStep;
  pause?: {
    duration?: number | string;
    [k: string]: unknown;
  };
  plugin?: {
    config?: {
      [k: string]: unknown;
    };
    name: string;
    [k: string]: unknown;
  };
  setCanaryScale?: {
    matchTrafficWeight?: boolean;
    replicas?: number;
    weight?: number;
    [k: string]: unknown;
  };
  setHeaderRoute?: {
    match?: {
      headerName: string;
      headerValue: StringMatch;
      [k: string]: unknown;
    }[];
    name?: string;
    [k: string]: unknown;
  };
  setMirrorRoute?: {
    match?: {
      headers?: {
        [k: string]: StringMatch;
      };
      method?: StringMatch;
      path?: StringMatch;
      [k: string]: unknown;
    }[];
    name: string;
    percentage?: number;
    [k: string]: unknown;
  };
  setWeight?: number;
  [k: string]: unknown;
}
export interface RolloutExperimentStep {
  analyses?: {
    args?: AnalysisRunArgument[];
    clusterScope?: boolean;
    name: string;
    requiredForCompletion?: boolean;
    templateName: string;
    [k: string]: unknown;
  }[];
  analysisRunMetadata?: PodTemplateMetadata;
  dryRun?: DryRun[];
  duration?: string;
  scaleDownDelaySeconds?: number;
  templates: {
    metadata?: PodTemplateMetadata;
    name: string;
    replicas?: number;
    selector?: LabelSelector;
    service?: {
      name?: string;
      [k: string]: unknown;
    };
    specRef: string;
    weight?: number;
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
export interface StringMatch {
  exact?: string;
  prefix?: string;
  regex?: string;
  [k: string]: unknown;
}
export interface RolloutTrafficRouting {
  alb?: {
    annotationPrefix?: string;
    ingress?: string;
    ingresses?: string[];
    rootService?: string;
    servicePort: number;
    stickinessConfig?: {
      durationSeconds: number;
      enabled: boolean;
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  ambassador?: {
    mappings: string[];
    [k: string]: unknown;
  };
  apisix?: {
    route?: {
      name: string;
      rules?: string[];
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  appMesh?: {
    virtualNodeGroup?: {
      canaryVirtualNodeRef: {
        name: string;
        [k: string]: unknown;
      };
      stableVirtualNodeRef: {
        name: string;
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
    virtualService?: {
      name: string;
      routes?: string[];
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  istio?: {
    destinationRule?: {
      additionalSubsetNames?: string[];
      canarySubsetName: string;
      name: string;
      stableSubsetName: string;
      [k: string]: unknown;
    };
    virtualService?: {
      name: string;
      routes?: string[];
      tcpRoutes?: {
        port?: number;
        [k: string]: unknown;
      }[];
      tlsRoutes?: {
        port?: number;
        sniHosts?: string[];
        [k: string]: unknown;
      }[];
      [k: string]: unknown;
    };
    virtualServices?: {
      name: string;
      routes?: string[];
      tcpRoutes?: {
        port?: number;
        [k: string]: unknown;
      }[];
      tlsRoutes?: {
        port?: number;
        sniHosts?: string[];
        [k: string]: unknown;
      }[];
      [k: string]: unknown;
    }[];
    [k: string]: unknown;
  };
  managedRoutes?: {
    name: string;
    [k: string]: unknown;
  }[];
  maxTrafficWeight?: number;
  nginx?: {
    additionalIngressAnnotations?: {
      [k: string]: string;
    };
    annotationPrefix?: string;
    canaryIngressAnnotations?: {
      [k: string]: string;
    };
    stableIngress?: string;
    stableIngresses?: string[];
    [k: string]: unknown;
  };
  plugins?: {
    [k: string]: unknown;
  };
  smi?: {
    rootService?: string;
    trafficSplitName?: string;
    [k: string]: unknown;
  };
  traefik?: {
    weightedTraefikServiceName: string;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface ObjectRef {
  apiVersion?: string;
  kind?: string;
  name?: string;
  scaleDown?: string;
  [k: string]: unknown;
}
