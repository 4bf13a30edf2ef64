// Written by schemas/cut-fields.mjs from the CRD of Argo Rollouts 1.10: do not edit.

/** The newest version of Argo Rollouts that is known. */
export const newestArgoRollouts = '1.10' as const

/** The fields of a canary. */
export const canaryFields = [
  'abortScaleDownDelaySeconds',
  'analysis',
  'antiAffinity',
  'canaryMetadata',
  'canaryService',
  'dynamicStableScale',
  'maxSurge',
  'maxUnavailable',
  'minPodsPerReplicaSet',
  'pingPong',
  'replicaProgressThreshold',
  'scaleDownDelayRevisionLimit',
  'scaleDownDelaySeconds',
  'stableMetadata',
  'stableService',
  'steps',
  'trafficRouting'
] as const

/** The kinds of canary steps, and the fields of each. */
export const stepFields = {
  setWeight: [],
  pause: ['duration'],
  analysis: ['templates', 'args', 'dryRun', 'measurementRetention', 'analysisRunMetadata'],
  experiment: [
    'templates',
    'duration',
    'analyses',
    'dryRun',
    'analysisRunMetadata',
    'scaleDownDelaySeconds'
  ],
  setCanaryScale: ['replicas', 'weight', 'matchTrafficWeight'],
  setHeaderRoute: ['name', 'match'],
  setMirrorRoute: ['name', 'match', 'percentage'],
  plugin: ['name', 'config']
} as const
