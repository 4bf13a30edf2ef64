var __defProp = Object.defineProperty;
var __export = (target3, all2) => {
  for (var name in all2)
    __defProp(target3, name, { get: all2[name], enumerable: true });
};

// src/diagnostic.ts
function define(problem) {
  const { code: code2, severity, message, hint, why, exit } = problem;
  const report2 = (at, ...facts) => ({
    ...at,
    code: code2,
    severity,
    message: message(...facts),
    hint: typeof hint === "string" ? hint : hint(...facts),
    ...exit && { exit }
  });
  return Object.assign(report2, { code: code2, severity, why, exit: exit ?? 1 });
}
function sortDiagnostics(diagnostics) {
  const byText = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  return diagnostics.toSorted(
    (a, b) => byText(a.file, b.file) || a.line - b.line || a.column - b.column || byText(a.code, b.code)
  );
}
function withoutRepeats(diagnostics) {
  const found2 = /* @__PURE__ */ new Map();
  for (const each2 of diagnostics) {
    const key = JSON.stringify({ ...each2, severity: void 0 });
    if (each2.severity === "error" || !found2.has(key)) found2.set(key, each2);
  }
  return [...found2.values()];
}
var asWarning = (found2) => ({ ...found2, severity: "warning" });
var asError = (found2) => found2.severity === "warning" ? { ...found2, severity: "error" } : found2;
function hasErrors(diagnostics) {
  return diagnostics.some(({ severity }) => severity === "error");
}

// src/kubernetes/generated/rollout-fields.ts
var fields = `
AWSElasticBlockStoreVolumeSource
  fsType string
  partition int32
  readOnly boolean
  volumeID! string
ActiveMetadata
  annotations {}string
  labels {}string
Affinity
  nodeAffinity NodeAffinity
  podAffinity PodAffinity
  podAntiAffinity PodAntiAffinity
Alb
  annotationPrefix string
  ingress string
  ingresses []string 1.6
  rootService string
  servicePort! int32
  stickinessConfig StickinessConfig 1.2
Ambassador
  mappings! []string
Analyses
  args []Args
  clusterScope boolean
  name! string
  requiredForCompletion boolean
  templateName! string
Analysis
  successfulRunHistoryLimit int32
  unsuccessfulRunHistoryLimit int32
AntiAffinity
  preferredDuringSchedulingIgnoredDuringExecution PreferredDuringSchedulingIgnoredDuringExecution
  requiredDuringSchedulingIgnoredDuringExecution nothing
Apisix
  route Route
AppArmorProfile
  localhostProfile string
  type! string
AppMesh
  virtualNodeGroup VirtualNodeGroup
  virtualService VirtualService
Args
  name! string
  value string
  valueFrom ValueFrom
AzureDiskVolumeSource
  cachingMode string
  diskName! string
  diskURI! string
  fsType string
  kind string
  readOnly boolean
AzureFileVolumeSource
  readOnly boolean
  secretName! string
  shareName! string
BlueGreen
  abortScaleDownDelaySeconds int32 1.1
  activeMetadata ActiveMetadata 1.0
  activeService! string
  antiAffinity AntiAffinity
  autoPromotionEnabled boolean
  autoPromotionSeconds int32
  maxUnavailable int-or-string 1.0
  postPromotionAnalysis PostPromotionAnalysis
  prePromotionAnalysis PostPromotionAnalysis
  previewMetadata ActiveMetadata 1.0
  previewReplicaCount int32
  previewService string
  scaleDownDelayRevisionLimit int32
  scaleDownDelaySeconds int32
CSIVolumeSource
  driver! string
  fsType string
  nodePublishSecretRef LocalObjectReference
  readOnly boolean
  volumeAttributes {}string
Canary
  abortScaleDownDelaySeconds int32 1.1
  analysis CanaryAnalysis
  antiAffinity AntiAffinity
  canaryMetadata ActiveMetadata
  canaryService string
  dynamicStableScale boolean 1.1
  maxSurge int-or-string
  maxUnavailable int-or-string
  minPodsPerReplicaSet int32 1.4
  pingPong PingPong 1.2
  replicaProgressThreshold ReplicaProgressThreshold 1.9
  scaleDownDelayRevisionLimit int32 1.0
  scaleDownDelaySeconds int32 1.0
  stableMetadata ActiveMetadata
  stableService string
  steps []Steps
  trafficRouting TrafficRouting
CanaryAnalysis
  analysisRunMetadata ActiveMetadata 1.6
  args []Args
  dryRun []DryRun 1.2
  measurementRetention []MeasurementRetention 1.2
  startingStep int32
  templates []Templates
CanaryVirtualNodeRef
  name! string
Capabilities
  add []string
  drop []string
CephFSVolumeSource
  monitors! []string
  path string
  readOnly boolean
  secretFile string
  secretRef LocalObjectReference
  user string
CinderVolumeSource
  fsType string
  readOnly boolean
  secretRef LocalObjectReference
  volumeID! string
ClusterTrustBundleProjection
  labelSelector LabelSelector
  name string
  optional boolean
  path! string
  signerName string
ConfigMapEnvSource
  name string
  optional boolean
ConfigMapKeySelector
  key! string
  name string
  optional boolean
ConfigMapProjection
  items []KeyToPath
  name string
  optional boolean
ConfigMapVolumeSource
  defaultMode int32
  items []KeyToPath
  name string
  optional boolean
Container
  args []string
  command []string
  env []EnvVar
  envFrom []EnvFromSource
  image string
  imagePullPolicy string
  lifecycle Lifecycle
  livenessProbe Probe
  name! string
  ports []ContainerPort
  readinessProbe Probe
  resizePolicy []ContainerResizePolicy 1.7
  resources ResourceRequirements
  restartPolicy string 1.7
  restartPolicyRules []ContainerRestartRule 1.9
  securityContext SecurityContext
  startupProbe Probe
  stdin boolean
  stdinOnce boolean
  terminationMessagePath string
  terminationMessagePolicy string
  tty boolean
  volumeDevices []VolumeDevice
  volumeMounts []VolumeMount
  workingDir string
ContainerPort
  containerPort! int32
  hostIP string
  hostPort int32
  name string
  protocol string
ContainerResizePolicy
  resourceName! string
  restartPolicy! string
ContainerRestartRule
  action! string
  exitCodes ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes
  operator! string
  values []int32
DestinationRule
  additionalSubsetNames []string 1.9
  canarySubsetName! string
  name! string
  stableSubsetName! string
DownwardAPIProjection
  items []DownwardAPIVolumeFile
DownwardAPIVolumeFile
  fieldRef ObjectFieldSelector
  mode int32
  path! string
  resourceFieldRef ResourceFieldSelector
DownwardAPIVolumeSource
  defaultMode int32
  items []DownwardAPIVolumeFile
DryRun
  metricName! string
EmptyDirVolumeSource
  medium string
  sizeLimit quantity
EnvFromSource
  configMapRef ConfigMapEnvSource
  prefix string
  secretRef SecretEnvSource
EnvVar
  name! string
  value string
  valueFrom EnvVarSource
EnvVarSource
  configMapKeyRef ConfigMapKeySelector
  fieldRef ObjectFieldSelector
  fileKeyRef FileKeySelector 1.9
  resourceFieldRef ResourceFieldSelector
  secretKeyRef SecretKeySelector
EphemeralContainer
  args []string
  command []string
  env []EnvVar
  envFrom []EnvFromSource
  image string
  imagePullPolicy string
  lifecycle Lifecycle
  livenessProbe Probe
  name! string
  ports []ContainerPort
  readinessProbe Probe
  resizePolicy []ContainerResizePolicy 1.7
  resources ResourceRequirements
  restartPolicy string 1.7
  restartPolicyRules []ContainerRestartRule 1.9
  securityContext SecurityContext
  startupProbe Probe
  stdin boolean
  stdinOnce boolean
  targetContainerName string
  terminationMessagePath string
  terminationMessagePolicy string
  tty boolean
  volumeDevices []VolumeDevice
  volumeMounts []VolumeMount
  workingDir string
EphemeralVolumeSource
  volumeClaimTemplate PersistentVolumeClaimTemplate
ExecAction
  command []string
Experiment
  analyses []Analyses
  analysisRunMetadata ActiveMetadata 1.7
  dryRun []DryRun 1.7
  duration string
  scaleDownDelaySeconds int32 1.9
  templates! []ExperimentTemplates
ExperimentTemplates
  metadata ObjectMeta
  name! string
  replicas int32
  selector LabelSelector
  service Service 1.5
  specRef! string
  weight int32 1.1
FCVolumeSource
  fsType string
  lun int32
  readOnly boolean
  targetWWNs []string
  wwids []string
FieldRef
  fieldPath! string
FileKeySelector
  key! string
  optional boolean
  path! string
  volumeName! string
FlexVolumeSource
  driver! string
  fsType string
  options {}string
  readOnly boolean
  secretRef LocalObjectReference
FlockerVolumeSource
  datasetName string
  datasetUUID string
GCEPersistentDiskVolumeSource
  fsType string
  partition int32
  pdName! string
  readOnly boolean
GRPCAction
  port! int32
  service string
GitRepoVolumeSource
  directory string
  repository! string
  revision string
GlusterfsVolumeSource
  endpoints! string
  path! string
  readOnly boolean
HTTPGetAction
  host string
  httpHeaders []HTTPHeader
  path string
  port! int-or-string
  scheme string
HTTPHeader
  name! string
  value! string
HeaderValue
  exact string
  prefix string
  regex string
HostAlias
  hostnames []string
  ip! string
HostPathVolumeSource
  path! string
  type string
ISCSIVolumeSource
  chapAuthDiscovery boolean
  chapAuthSession boolean
  fsType string
  initiatorName string
  iqn! string
  iscsiInterface string
  lun! int32
  portals []string
  readOnly boolean
  secretRef LocalObjectReference
  targetPortal! string
ImageVolumeSource
  pullPolicy string
  reference string
Istio
  destinationRule DestinationRule 1.0
  virtualService IstioVirtualService
  virtualServices []IstioVirtualService 1.1
IstioVirtualService
  name! string
  routes []string
  tcpRoutes []TcpRoutes 1.4
  tlsRoutes []TlsRoutes 1.1
KeyToPath
  key! string
  mode int32
  path! string
LabelSelector
  matchExpressions []LabelSelectorRequirement
  matchLabels {}string
LabelSelectorRequirement
  key! string
  operator! string
  values []string
Lifecycle
  postStart LifecycleHandler
  preStop LifecycleHandler
  stopSignal string 1.9
LifecycleHandler
  exec ExecAction
  httpGet HTTPGetAction
  sleep SleepAction 1.7
  tcpSocket TCPSocketAction
LocalObjectReference
  name string
ManagedFieldsEntry
  apiVersion string
  fieldsType string
  fieldsV1 any
  manager string
  operation string
  subresource string
  time time
Match
  headerName! string
  headerValue! HeaderValue
MeasurementRetention
  limit! int32
  metricName! string
NFSVolumeSource
  path! string
  readOnly boolean
  server! string
Nginx
  additionalIngressAnnotations {}string
  annotationPrefix string
  canaryIngressAnnotations {}string 1.8
  stableIngress string
  stableIngresses []string 1.5
NodeAffinity
  preferredDuringSchedulingIgnoredDuringExecution []PreferredSchedulingTerm
  requiredDuringSchedulingIgnoredDuringExecution NodeSelector
NodeSelector
  nodeSelectorTerms! []NodeSelectorTerm
NodeSelectorRequirement
  key! string
  operator! string
  values []string
NodeSelectorTerm
  matchExpressions []NodeSelectorRequirement
  matchFields []NodeSelectorRequirement
ObjectFieldSelector
  apiVersion string
  fieldPath! string
ObjectMeta
  annotations {}string
  creationTimestamp time
  deletionGracePeriodSeconds int64
  deletionTimestamp time
  finalizers []string
  generateName string
  generation int64
  labels {}string
  managedFields []ManagedFieldsEntry
  name string
  namespace string
  ownerReferences []OwnerReference
  resourceVersion string
  selfLink string
  uid string
OwnerReference
  apiVersion! string
  blockOwnerDeletion boolean
  controller boolean
  kind! string
  name! string
  uid! string
Pause
  duration int-or-string
PersistentVolumeClaimSpec
  accessModes []string
  dataSource TypedLocalObjectReference
  dataSourceRef TypedObjectReference
  resources VolumeResourceRequirements
  selector LabelSelector
  storageClassName string
  volumeAttributesClassName string
  volumeMode string
  volumeName string
PersistentVolumeClaimTemplate
  metadata ObjectMeta
  spec! PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource
  claimName! string
  readOnly boolean
PhotonPersistentDiskVolumeSource
  fsType string
  pdID! string
PingPong
  pingService! string
  pongService! string
Plugin
  config {}any
  name! string
PodAffinity
  preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
  requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm
PodAffinityTerm
  labelSelector LabelSelector
  matchLabelKeys []string 1.7
  mismatchLabelKeys []string 1.7
  namespaceSelector LabelSelector 1.2
  namespaces []string
  topologyKey! string
PodAntiAffinity
  preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
  requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm
PodCertificateProjection
  certificateChainPath string
  credentialBundlePath string
  keyPath string
  keyType! string
  maxExpirationSeconds int32
  signerName! string
PodDNSConfig
  nameservers []string
  options []PodDNSConfigOption
  searches []string
PodDNSConfigOption
  name string
  value string
PodOS
  name! string
PodReadinessGate
  conditionType! string
PodResourceClaim
  name! string
  resourceClaimName string 1.9
  resourceClaimTemplateName string 1.9
PodSchedulingGate
  name! string
PodSecurityContext
  appArmorProfile AppArmorProfile 1.9
  fsGroup int64
  fsGroupChangePolicy string
  runAsGroup int64
  runAsNonRoot boolean
  runAsUser int64
  seLinuxChangePolicy string 1.9
  seLinuxOptions SELinuxOptions
  seccompProfile SeccompProfile 1.0
  supplementalGroups []int64
  supplementalGroupsPolicy string 1.9
  sysctls []Sysctl
  windowsOptions WindowsSecurityContextOptions
PodSpec
  activeDeadlineSeconds int64
  affinity Affinity
  automountServiceAccountToken boolean
  containers! []Container
  dnsConfig PodDNSConfig
  dnsPolicy string
  enableServiceLinks boolean
  ephemeralContainers []EphemeralContainer
  hostAliases []HostAlias
  hostIPC boolean
  hostNetwork boolean
  hostPID boolean
  hostUsers boolean 1.5
  hostname string
  hostnameOverride string 1.9
  imagePullSecrets []LocalObjectReference
  initContainers []Container
  nodeName string
  nodeSelector {}string
  os PodOS 1.2
  overhead {}quantity
  preemptionPolicy string
  priority int32
  priorityClassName string
  readinessGates []PodReadinessGate
  resourceClaims []PodResourceClaim 1.7
  resources ResourceRequirements 1.9
  restartPolicy string
  runtimeClassName string
  schedulerName string
  schedulingGates []PodSchedulingGate 1.7
  securityContext PodSecurityContext
  serviceAccount string
  serviceAccountName string
  setHostnameAsFQDN boolean 1.0
  shareProcessNamespace boolean
  subdomain string
  terminationGracePeriodSeconds int64
  tolerations []Toleration
  topologySpreadConstraints []TopologySpreadConstraint
  volumes []Volume
PodTemplateSpec
  metadata ObjectMeta
  spec PodSpec
PortworxVolumeSource
  fsType string
  readOnly boolean
  volumeID! string
PostPromotionAnalysis
  analysisRunMetadata ActiveMetadata 1.6
  args []Args
  dryRun []DryRun 1.2
  measurementRetention []MeasurementRetention 1.2
  templates []Templates
PreferredDuringSchedulingIgnoredDuringExecution
  weight! int32
PreferredSchedulingTerm
  preference! NodeSelectorTerm
  weight! int32
Probe
  exec ExecAction
  failureThreshold int32
  grpc GRPCAction 1.2
  httpGet HTTPGetAction
  initialDelaySeconds int32
  periodSeconds int32
  successThreshold int32
  tcpSocket TCPSocketAction
  terminationGracePeriodSeconds int64 1.2
  timeoutSeconds int32
ProjectedVolumeSource
  defaultMode int32
  sources []VolumeProjection
QuobyteVolumeSource
  group string
  readOnly boolean
  registry! string
  tenant string
  user string
  volume! string
RBDVolumeSource
  fsType string
  image! string
  keyring string
  monitors! []string
  pool string
  readOnly boolean
  secretRef LocalObjectReference
  user string
ReplicaProgressThreshold
  type! string
  value! int32
ResourceClaim
  name! string
  request string 1.9
ResourceFieldSelector
  containerName string
  divisor quantity
  resource! string
ResourceRequirements
  claims []ResourceClaim 1.7
  limits {}quantity
  requests {}quantity
RollbackWindow
  revisions int32
Rollout
  apiVersion string
  kind string
  metadata ObjectMeta
  spec RolloutSpec
  status any
RolloutSpec
  analysis Analysis 1.1
  minReadySeconds int32
  paused boolean
  progressDeadlineAbort boolean 1.1
  progressDeadlineSeconds int32
  replicas int32
  restartAt time
  revisionHistoryLimit int32
  rollbackWindow RollbackWindow 1.4
  selector LabelSelector
  strategy Strategy
  template PodTemplateSpec
  workloadRef WorkloadRef 1.0
Route
  name! string
  rules []string
SELinuxOptions
  level string
  role string
  type string
  user string
ScaleIOVolumeSource
  fsType string
  gateway! string
  protectionDomain string
  readOnly boolean
  secretRef! LocalObjectReference
  sslEnabled boolean
  storageMode string
  storagePool string
  system! string
  volumeName string
SeccompProfile
  localhostProfile string
  type! string
SecretEnvSource
  name string
  optional boolean
SecretKeySelector
  key! string
  name string
  optional boolean
SecretProjection
  items []KeyToPath
  name string
  optional boolean
SecretVolumeSource
  defaultMode int32
  items []KeyToPath
  optional boolean
  secretName string
SecurityContext
  allowPrivilegeEscalation boolean
  appArmorProfile AppArmorProfile 1.9
  capabilities Capabilities
  privileged boolean
  procMount string
  readOnlyRootFilesystem boolean
  runAsGroup int64
  runAsNonRoot boolean
  runAsUser int64
  seLinuxOptions SELinuxOptions
  seccompProfile SeccompProfile 1.0
  windowsOptions WindowsSecurityContextOptions
Service
  name string
ServiceAccountTokenProjection
  audience string
  expirationSeconds int64
  path! string
SetCanaryScale
  matchTrafficWeight boolean
  replicas int32
  weight int32
SetHeaderRoute
  match []Match
  name string
SetMirrorRoute
  match []SetMirrorRouteMatch
  name! string
  percentage int32
SetMirrorRouteMatch
  headers {}HeaderValue
  method HeaderValue
  path HeaderValue
SleepAction
  seconds! int64
Smi
  rootService string
  trafficSplitName string
Steps
  analysis PostPromotionAnalysis
  experiment Experiment
  pause Pause
  plugin Plugin 1.8
  setCanaryScale SetCanaryScale
  setHeaderRoute SetHeaderRoute 1.3
  setMirrorRoute SetMirrorRoute 1.3
  setWeight int32
StickinessConfig
  durationSeconds! int64
  enabled! boolean
StorageOSVolumeSource
  fsType string
  readOnly boolean
  secretRef LocalObjectReference
  volumeName string
  volumeNamespace string
Strategy
  blueGreen BlueGreen
  canary Canary
Sysctl
  name! string
  value! string
TCPSocketAction
  host string
  port! int-or-string
TcpRoutes
  port int64
Templates
  clusterScope boolean
  templateName string
TlsRoutes
  port int64
  sniHosts []string
Toleration
  effect string
  key string
  operator string
  tolerationSeconds int64
  value string
TopologySpreadConstraint
  labelSelector LabelSelector
  matchLabelKeys []string 1.5
  maxSkew! int32
  minDomains int32 1.3
  nodeAffinityPolicy string 1.5
  nodeTaintsPolicy string 1.5
  topologyKey! string
  whenUnsatisfiable! string
Traefik
  weightedTraefikServiceName! string
TrafficRouting
  alb Alb
  ambassador Ambassador 1.0
  apisix Apisix 1.4
  appMesh AppMesh 1.2
  istio Istio
  managedRoutes []CanaryVirtualNodeRef 1.3
  maxTrafficWeight int32 1.7
  nginx Nginx
  plugins {}any 1.5
  smi Smi
  traefik Traefik 1.3
TypedLocalObjectReference
  apiGroup string
  kind! string
  name! string
TypedObjectReference
  apiGroup string
  kind! string
  name! string
  namespace string
ValueFrom
  fieldRef FieldRef
  podTemplateHashValue string
VirtualNodeGroup
  canaryVirtualNodeRef! CanaryVirtualNodeRef
  stableVirtualNodeRef! CanaryVirtualNodeRef
VirtualService
  name! string
  routes []string
Volume
  awsElasticBlockStore AWSElasticBlockStoreVolumeSource
  azureDisk AzureDiskVolumeSource
  azureFile AzureFileVolumeSource
  cephfs CephFSVolumeSource
  cinder CinderVolumeSource
  configMap ConfigMapVolumeSource
  csi CSIVolumeSource
  downwardAPI DownwardAPIVolumeSource
  emptyDir EmptyDirVolumeSource
  ephemeral EphemeralVolumeSource
  fc FCVolumeSource
  flexVolume FlexVolumeSource
  flocker FlockerVolumeSource
  gcePersistentDisk GCEPersistentDiskVolumeSource
  gitRepo GitRepoVolumeSource
  glusterfs GlusterfsVolumeSource
  hostPath HostPathVolumeSource
  image ImageVolumeSource
  iscsi ISCSIVolumeSource
  name! string
  nfs NFSVolumeSource
  persistentVolumeClaim PersistentVolumeClaimVolumeSource
  photonPersistentDisk PhotonPersistentDiskVolumeSource
  portworxVolume PortworxVolumeSource
  projected ProjectedVolumeSource
  quobyte QuobyteVolumeSource
  rbd RBDVolumeSource
  scaleIO ScaleIOVolumeSource
  secret SecretVolumeSource
  storageos StorageOSVolumeSource
  vsphereVolume VsphereVirtualDiskVolumeSource
VolumeDevice
  devicePath! string
  name! string
VolumeMount
  mountPath! string
  mountPropagation string
  name! string
  readOnly boolean
  recursiveReadOnly string 1.9
  subPath string
  subPathExpr string
VolumeProjection
  clusterTrustBundle ClusterTrustBundleProjection
  configMap ConfigMapProjection
  downwardAPI DownwardAPIProjection
  podCertificate PodCertificateProjection
  secret SecretProjection
  serviceAccountToken ServiceAccountTokenProjection
VolumeResourceRequirements
  limits {}quantity
  requests {}quantity
VsphereVirtualDiskVolumeSource
  fsType string
  storagePolicyID string
  storagePolicyName string
  volumePath! string
WeightedPodAffinityTerm
  podAffinityTerm! PodAffinityTerm
  weight! int32
WindowsSecurityContextOptions
  gmsaCredentialSpec string
  gmsaCredentialSpecName string
  hostProcess boolean 1.2
  runAsUserName string
WorkloadRef
  apiVersion string
  kind string
  name string
  scaleDown string 1.7
`;

// src/kubernetes/rollout-types.ts
var types = /* @__PURE__ */ new Map();
function fieldsOf(type) {
  if (!types.has(type)) types.set(type, readFields(type));
  return types.get(type);
}
function readFields(type) {
  const start = fields.indexOf(`
${type}
`);
  if (start < 0) return void 0;
  const fields4 = /* @__PURE__ */ new Map();
  const line = /  ([^ !]+)(!?) (\S+)(?: (\S+))?\n/y;
  line.lastIndex = start + type.length + 2;
  for (let found2 = line.exec(fields); found2; found2 = line.exec(fields)) {
    const [, name = "", mark2, type2 = "", since] = found2;
    fields4.set(name, { type: type2, isRequired: mark2 === "!", since });
  }
  return fields4;
}
function isOlder(version2, other2) {
  const [major = 0, minor = 0] = version2.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = other2.split(".").map(Number);
  return major < otherMajor || major === otherMajor && minor < otherMinor;
}
function findNewerFields(value, type, version2) {
  const isList = Array.isArray(value);
  if (typeof value !== "object" || value === null || isList !== type.startsWith("[]")) return [];
  const inner = /^(?:\[\]|\{\})(.*)/.exec(type)?.[1];
  const fields4 = fieldsOf(type);
  return Object.entries(value).flatMap(([key, below2]) => {
    const { since, type: type2 = inner } = fields4?.get(key) ?? {};
    if (since !== void 0 && isOlder(version2, since)) return [{ path: [key], since }];
    if (type2 === void 0) return [];
    return findNewerFields(below2, type2, version2).map((found2) => ({
      ...found2,
      path: [key, ...found2.path]
    }));
  });
}
var newerFieldWords = {
  message: (field, since, version2) => `"${field}" requires Argo Rollouts ${since} or later, but the cluster runs ${version2}`,
  hint: "remove the field, or raise `argoRollouts` once the cluster runs the newer version"
};

// src/nearest.ts
function nearest(word4, known) {
  const rated = known.filter((name) => Math.abs(name.length - word4.length) <= mostFor(name)).map((name) => ({ name, distance: distance(word4.toLowerCase(), name.toLowerCase()) })).filter(({ name, distance: distance2 }) => distance2 <= mostFor(name));
  return rated.toSorted((a, b) => a.distance - b.distance)[0]?.name;
}
var mostFor = ({ length }) => length < 5 ? 1 : Math.max(2, Math.floor(length / 3));
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

// src/problems.ts
var unreadableConfig = define({
  code: "unreadable-config",
  severity: "error",
  exit: 2,
  message: (reason) => `The configuration cannot be read: ${lowerFirst(reason)}`,
  hint: "correct the file; `rolloutify schema` prints what it may contain",
  why: "Without its configuration every workload would be rendered without its stage."
});
var missingConfig = define({
  code: "missing-config",
  severity: "error",
  exit: 2,
  message: (reason, naming) => `The configuration${{ option: " file set by --config or ROLLOUTIFY_CONFIG", environment: " file of --environment", default: "" }[naming]} cannot be read: ${reason}`,
  hint: (_reason, naming) => ({
    option: "correct --config or ROLLOUTIFY_CONFIG; `rolloutify init` prints a starter configuration",
    environment: "correct --environment, or create the file: `rolloutify init` prints a starter configuration",
    default: "make it a readable file, or pass another one with --config"
  })[naming],
  why: "Without its configuration every workload would be rendered without its stage."
});
var repeatedConfigKey = define({
  code: "repeated-config-key",
  severity: "error",
  exit: 2,
  message: (key) => `Duplicate key "${key}"`,
  hint: "keep one of the two",
  why: "YAML readers disagree on which of the two counts, so a workload could be rendered at another stage."
});
var unknownConfigKey = define({
  code: "unknown-config-key",
  severity: "error",
  exit: 2,
  message: (key, _similar) => `The configuration has no key "${key}" here`,
  hint: (_key, similar) => similar === void 0 ? "`rolloutify schema` lists the valid keys" : `did you mean "${similar}"?`,
  why: "A misspelled setting would be ignored, and the workload rendered without it."
});
var invalidConfig = define({
  code: "invalid-config",
  severity: "error",
  exit: 2,
  message: (path3, reason) => `${path3}: ${reason}`,
  hint: "correct the value; `rolloutify schema` prints the valid values",
  why: "The workload would be rendered at another stage, or with other numbers, than meant."
});
var unknownStage = define({
  code: "unknown-stage",
  severity: "error",
  exit: 2,
  message: (stage, _names) => `Unknown stage "${stage}"`,
  hint: (stage, names) => {
    const similar = /^\w+-\d+$/.test(stage) ? void 0 : nearest(stage, names);
    const meant2 = similar === void 0 ? "" : `did you mean "${similar}"? `;
    return `${meant2}expected one of ${names.join(", ")}, done`;
  },
  why: "Rendering another stage than the one that was meant moves pods at the wrong time."
});
var noStage = define({
  code: "no-stage",
  severity: "error",
  exit: 2,
  message: (deployment3) => `No stage is set for ${deployment3}, neither in a configuration nor by --stage`,
  hint: "begin with `--stage introduce-rollout`, or write a rolloutify.yaml with `rolloutify init`",
  why: "Without a stage nothing decides how many pods the Deployment and the Rollout get."
});
var namespaceUnknown = define({
  code: "namespace-unknown",
  severity: "error",
  exit: 2,
  message: (name, namespace) => `The entry for "${name}" requires namespace "${namespace}", but the namespace of this run is unknown`,
  hint: "pass --namespace, because Helm does not pass it to a post-renderer",
  why: "The workload would be rendered without its Rollout, so a sync would delete its pods."
});
var releaseUnknown = define({
  code: "release-unknown",
  severity: "error",
  exit: 2,
  message: (name, release) => `The entry for "${name}" requires release "${release}", but the release of this run is unknown`,
  hint: "pass --release, because Helm does not pass it to a post-renderer",
  why: "The workload would be rendered without its Rollout, so a sync would delete its pods."
});
var haveOneName = (workloads) => new Set(workloads.map(({ name }) => name)).size < workloads.length;
var replicasForSeveral = define({
  code: "replicas-for-several",
  severity: "error",
  exit: 2,
  message: (said, workloads) => {
    const isAlike = haveOneName(workloads);
    const more = workloads.length > 10 ? [`and ${workloads.length - 10} more`] : [];
    const shown = workloads.slice(0, 10).map(({ name, file }) => `"${name}"${isAlike && file !== void 0 ? ` in ${file}` : ""}`);
    return `${said} applies to several workloads: ${[...shown, ...more].join(", ")}`;
  },
  hint: (_said, workloads) => haveOneName(workloads) ? "pass the files of one of them, because some have the same name" : "set a number for each: an entry in rolloutify.yaml, or --replicas NAME=N",
  why: "Two workloads seldom need the same number of pods: one of them would get too few."
});
var newerField = define({
  code: "newer-field",
  severity: "error",
  exit: 2,
  ...newerFieldWords,
  why: "The CRD of an older Argo Rollouts does not have the field, so the object is rejected or the field is dropped."
});
var invalidSnapshot = define({
  code: "invalid-snapshot",
  severity: "error",
  exit: 2,
  message: (reason) => `The snapshot cannot be read: ${reason}`,
  hint: "make it with `kubectl get deployments,rollouts,hpa,replicasets -o json`; add scaledobjects if the cluster has KEDA",
  why: "Nothing is known about the cluster, so a move could take away pods that others still wait for."
});
var lowerFirst = (text3) => text3.charAt(0).toLowerCase() + text3.slice(1);

// src/config-schema.ts
import * as z2 from "zod";

// src/datadog/schema.ts
import * as z from "zod";

// src/groups.ts
function once(find2) {
  let found2;
  return () => (found2 ??= { value: find2() }).value;
}
function kept(find2) {
  const found2 = /* @__PURE__ */ new WeakMap();
  return (key) => {
    const known = found2.get(key);
    if (known !== void 0) return known;
    const value = find2(key);
    found2.set(key, value);
    return value;
  };
}
var grouped = (items, keyOf3) => indexed(items, (item) => [keyOf3(item)]);
function indexed(items, keysOf3) {
  const groups3 = /* @__PURE__ */ new Map();
  for (const item of items)
    for (const key of keysOf3(item)) {
      const own = groups3.get(key);
      if (own) own.push(item);
      else groups3.set(key, [item]);
    }
  return groups3;
}
function firstOf(items, is) {
  for (const item of items) if (is(item)) return item;
  return void 0;
}

// src/kubernetes/duration.ts
var units = {
  ns: 1e-9,
  us: 1e-6,
  \u00B5s: 1e-6,
  \u03BCs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600
};
var part = /([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)/g;
function secondsOf(duration2) {
  if (typeof duration2 === "number") return Number.isInteger(duration2) ? duration2 : void 0;
  if (typeof duration2 !== "string") return void 0;
  if (/^[-+]?[0-9]+$/.test(duration2)) return Number(duration2);
  const [, sign, rest = ""] = /^([-+]?)(.+)$/.exec(duration2) ?? [];
  if (rest.replace(part, "") !== "") return void 0;
  let seconds = 0;
  for (const [, count2, unit = ""] of rest.matchAll(part))
    seconds += Number(count2) * (units[unit] ?? 0);
  return rest === "" ? void 0 : Math.trunc(sign === "-" ? -seconds : seconds);
}

// src/datadog/queries.ts
function queriesOf(source2) {
  if (source2.preset) return presetQueries(source2);
  const queries = source2.queries ?? { query: source2.query ?? "" };
  const isCounted = Object.values(queries).every((query2) => query2.includes(".as_count()"));
  const [first = ""] = Object.keys(queries);
  return {
    queries,
    formula: source2.formula ?? first,
    aggregator: source2.aggregator ?? (isCounted ? "sum" : "avg")
  };
}
function presetQueries(source2) {
  const { preset, service = "", env = "", operation = "http.request", percentile = "p95" } = source2;
  const name = `trace.${operation}`;
  const scope = `{service:${service},env:${env},{{canary}}}`;
  if (preset === "latency") {
    const queries = { latency: `${percentile}:${name}${scope}` };
    return { queries, formula: "latency", aggregator: "avg" };
  }
  if (preset === "apdex") {
    return { queries: { apdex: `avg:${name}.apdex${scope}` }, formula: "apdex", aggregator: "avg" };
  }
  return {
    queries: {
      errors: `sum:${name}.errors${scope}.as_count()`,
      hits: `sum:${name}.hits${scope}.as_count()`
    },
    // Where nothing failed there is no count of errors at all.
    formula: "default_zero(errors) / hits",
    aggregator: "sum"
  };
}

// src/datadog/schema.ts
var duration = () => z.string().refine(
  (text3) => /[smh]$/.test(text3) && (secondsOf(text3) ?? 0) > 0,
  "expected a duration, such as 10m"
);
var limit = () => z.string().regex(/^(?:<|<=|>|>=) ?-?[0-9]+(?:\.[0-9]+)?$/, 'expected a comparison, such as "> 0.01"');
var tagValue = () => z.string().regex(/^[\w./-]+$/, "expected the value of a tag");
var query = () => z.string().superRefine((text3, context) => {
  for (const message of faultsOf(text3)) context.addIssue({ code: "custom", message });
});
function* faultsOf(query2) {
  const others2 = query2.replace(/\{\{(?:canary|stable)\}\}/g, "");
  const unknown2 = /\{\{[^}]*\}?\}?/.exec(others2)?.[0];
  if (unknown2) yield `expected {{canary}} or {{stable}}, but found ${unknown2}`;
  if (/\bby\s*\{/.test(query2)) yield "a query that groups (by {\u2026}) has more than one value";
}
var source = once(
  () => z.strictObject({
    preset: z.enum(["error-rate", "latency", "apdex"]).optional().describe("A measurement of APM, instead of `queries`."),
    service: tagValue().optional().describe("For a preset: the service in APM."),
    env: tagValue().optional().describe("For a preset: the environment in APM."),
    operation: tagValue().optional().describe("For a preset: the name of the span, by default http.request."),
    percentile: z.enum(["p95", "p99"]).optional().describe("For latency: by default p95."),
    query: query().optional().describe("One query, instead of `queries`."),
    queries: z.record(
      z.string().regex(/^[a-z][a-z0-9_]*$/, "expected a name in lower case, such as hits"),
      query()
    ).optional().describe("Queries by the names that `formula` uses."),
    formula: z.string().min(1).optional().describe("The value to compare, computed from the queries."),
    aggregator: z.enum(["avg", "min", "max", "sum", "last", "percentile", "mean", "l2norm", "area"]).optional().describe(
      "How a query becomes one number; by default sum if all are counts, avg if none is."
    )
  }).superRefine((given3, context) => {
    for (const message of sourceFaults(given3)) context.addIssue({ code: "custom", message });
  })
);
function* sourceFaults(given3) {
  const { preset, query: query2, queries, formula, service, env, operation, percentile } = given3;
  const ways = [preset, query2, queries].filter((way) => way !== void 0);
  if (ways.length !== 1) {
    yield "expected exactly one of preset, query and queries";
    return;
  }
  if (preset) {
    if (service === void 0 || env === void 0) yield "a preset requires service and env";
    if (percentile && preset !== "latency") yield "percentile requires the preset latency";
    if (formula !== void 0 || given3.aggregator)
      yield "formula and aggregator cannot be set with a preset";
    return;
  }
  if (service ?? env ?? operation ?? percentile) {
    yield "service, env, operation and percentile require a preset";
  }
  const names = Object.keys(queries ?? {});
  if (queries && names.length === 0) yield "queries is empty";
  if (query2 !== void 0 && formula !== void 0) yield "formula requires queries";
  if (names.length > 1 && formula === void 0) yield "several queries require a formula";
  if (formula !== void 0 && !names.some((name) => isIn(formula, name))) {
    yield "formula uses none of the queries";
  }
  const counts4 = Object.values(queries ?? { query: query2 ?? "" }).map(isCount);
  if (given3.aggregator === void 0 && new Set(counts4).size > 1) {
    yield "some queries are counts and some are not, so aggregator is required";
  }
}
var isCount = (query2) => query2.includes(".as_count()");
var isIn = (formula, name) => new RegExp(`\\b${name}\\b`).test(formula);
var metricSchema = once(
  () => z.strictObject({
    datadog: source().describe("Where the values come from."),
    stable: z.enum(["ratio", "difference"]).optional().describe("Compares the new pods with the old ones: canary / stable, or canary - stable."),
    fails: limit().optional().describe('The values that abort the canary, such as "> 0.01".'),
    passes: limit().optional().describe("Instead of `fails`: the values that let it go on."),
    every: duration().default("1m").describe("The time between two measurements."),
    for: duration().default("10m").describe("How long to measure, after the first window."),
    window: duration().default("5m").describe("How far each measurement looks back."),
    noData: z.enum(["pass", "fail", "inconclusive"]).default("inconclusive").describe("The result of a measurement without data. inconclusive: a person decides."),
    enough: z.string().regex(/^[a-z][a-z0-9_]* ?>= ?[1-9][0-9]*$/, "expected a query and a count: hits >= 100").optional().describe("The least count for a measurement to decide anything, such as hits >= 100."),
    dryRun: z.boolean().optional().describe("true: it measures but decides nothing.")
  }).superRefine((metric, context) => {
    for (const message of metricFaults(metric)) context.addIssue({ code: "custom", message });
  })
);
function* metricFaults(metric) {
  const { fails: fails2, passes, datadog, enough, stable, noData } = metric;
  if (fails2 === void 0 === (passes === void 0))
    yield "expected exactly one of fails and passes";
  const [every = 0, whole2 = 0] = [metric.every, metric.for].map(secondsOf);
  if (whole2 < every) yield "`for` is shorter than `every`";
  const { queries } = queriesOf(datadog);
  if (stable && !Object.values(queries).some((each2) => each2.includes("{{canary}}"))) {
    yield "`stable` requires a query with {{canary}}";
  }
  const counted2 = enough?.split(/ ?>=/)[0];
  if (counted2 !== void 0 && !Object.hasOwn(queries, counted2)) {
    yield `\`enough\` counts "${counted2}", which is not one of the queries`;
  }
  if (enough !== void 0 && noData !== "inconclusive") {
    yield "`enough` requires noData: inconclusive";
  }
}
var metricKeys = () => Object.keys(metricSchema().shape);
var sourceKeys = () => Object.keys(source().shape);

// src/yaml/node.ts
function asEntries(value) {
  return typeof value !== "object" || value === null || isItems(value) ? void 0 : value;
}
var isItems = (value) => Array.isArray(value);
function dereference(node) {
  let at = node;
  while (at?.type === "alias") at = at.target;
  return at;
}
function asMapping(node) {
  const found2 = dereference(node);
  return found2?.type === "mapping" ? found2 : void 0;
}
function findPair(mapping, key) {
  for (let i = mapping.pairs.length - 1; i >= 0; i--) {
    const pair = mapping.pairs[i];
    if (pair?.key === key) return pair;
  }
  return mapping.pairs.some(isMerge) ? findMerged(mapping, key, /* @__PURE__ */ new Set()) : void 0;
}
var isMerge = ({ key }) => key === "<<";
function findMerged(mapping, key, seen) {
  for (const merge2 of mapping.pairs.filter(isMerge)) {
    const value = dereference(merge2.value);
    for (const source2 of value?.type === "sequence" ? value.items : [value]) {
      const merged = asMapping(source2);
      if (!merged || seen.has(merged)) continue;
      seen.add(merged);
      const own = merged.pairs.findLast((pair) => pair.key === key);
      const found2 = own ?? findMerged(merged, key, seen);
      if (found2) return found2;
    }
  }
  return void 0;
}
function findNode(root, ...path3) {
  let node = dereference(root);
  for (const key of path3) {
    if (node?.type !== "mapping") return void 0;
    node = dereference(findPair(node, key)?.value);
  }
  return node;
}
function findString(root, ...path3) {
  const node = findNode(root, ...path3);
  return node?.type === "scalar" && typeof node.value === "string" ? node.value : void 0;
}
function findItems(root, ...path3) {
  const node = findNode(root, ...path3);
  return node?.type === "sequence" ? node.items : [];
}
var mostRepeated = 2e4;
function valueOf(node) {
  let left2 = mostRepeated;
  const readAt = (at, read3) => {
    if (!at || at.type === "unread" || at.type === "alias") return void 0;
    if (at.type === "scalar") return at.value;
    return at.type === "sequence" ? readItems(at, read3) : readPairs(at, read3);
  };
  const readRepeated = (at) => --left2 < 0 ? void 0 : readAt(dereference(at), readRepeated);
  const readOnce = (at) => at.type === "alias" ? readRepeated(at) : readAt(at, readOnce);
  return node && readOnce(node);
}
function readItems(sequence, read3) {
  const items = [];
  for (const item of sequence.items) {
    const value = read3(item);
    if (value === void 0) return void 0;
    items.push(value);
  }
  return items;
}
function readPairs(mapping, read3) {
  const entries = {};
  const names = mapping.pairs.some(isMerge) ? new Set(mapping.pairs.map(({ key }) => key)) : none;
  for (const { key, value: node } of mapping.pairs) {
    const value = read3(node);
    if (value === void 0) return void 0;
    const own = key === "<<" ? mergedEntries(value) : void 0;
    if (!own) setEntry(entries, key, value);
    for (const [merged, each2] of own ?? []) {
      if (!names.has(merged)) setEntry(entries, merged, each2);
    }
  }
  return entries;
}
function setEntry(entries, key, value) {
  if (key !== "__proto__") entries[key] = value;
  else
    Object.defineProperty(entries, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true
    });
}
var none = /* @__PURE__ */ new Set();
function mergedEntries(value) {
  if (value === null || typeof value !== "object") return [];
  return Array.isArray(value) ? value.toReversed().flatMap(mergedEntries) : Object.entries(value);
}
function findRepeatedKey(node) {
  if (node?.type === "sequence") {
    for (const item of node.items) {
      const found2 = findRepeatedKey(item);
      if (found2) return found2;
    }
  }
  if (node?.type !== "mapping") return void 0;
  const seen = /* @__PURE__ */ new Set();
  for (const pair of node.pairs) {
    if (seen.has(pair.key)) return pair;
    seen.add(pair.key);
    const found2 = findRepeatedKey(pair.value);
    if (found2) return found2;
  }
  return void 0;
}
function isInScalar(node, offset) {
  if (!node || offset < node.start || node.end <= offset) return false;
  if (node.type === "mapping") {
    return isInScalar(lastBefore(node.pairs, offset, ({ value }) => value)?.value, offset);
  }
  return node.type !== "sequence" || isInScalar(
    lastBefore(node.items, offset, (item) => item),
    offset
  );
}
function lastBefore(all2, offset, nodeOf) {
  let low = 0;
  let high = all2.length;
  while (low < high) {
    const middle = low + high >> 1;
    const each2 = all2[middle];
    if (each2 && nodeOf(each2).start <= offset) low = middle + 1;
    else high = middle;
  }
  return all2[low - 1];
}

// src/kubernetes/int-or-percent.ts
var isInt32 = (value) => typeof value === "number" && value === (value | 0);
function percentOf(value, reader = "kubernetes") {
  if (typeof value !== "string") return void 0;
  const pattern = reader === "kubernetes" ? /^([-+]?[0-9]+)%$/ : /^([-+]?[0-9]+)$/;
  const text3 = reader === "kubernetes" ? value : value.replaceAll("%", "");
  const found2 = pattern.exec(text3)?.[1];
  return found2 === void 0 ? void 0 : Number(found2);
}
function podsIn({ value, of, rounded, reader }) {
  if (typeof value === "number") return Number.isInteger(value) ? value : void 0;
  const percent = percentOf(value, reader);
  if (percent === void 0) return void 0;
  const exact = of * percent / 100;
  return rounded === "up" ? Math.ceil(exact) : Math.floor(exact);
}

// src/yaml/bytes.ts
var lenient = new TextDecoder("utf-8", { ignoreBOM: true });
var strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
var encoder = new TextEncoder();
var encode = (text3) => encoder.encode(text3);
var sizeOf = (text3) => encoder.encode(text3).length;
var mostBytes = 500 << 20;
var tooLong = `It is longer than ${mostBytes >> 20} MB`;
var decode = (bytes) => lenient.decode(bytes);
function decodeStrictly(bytes) {
  try {
    return strict.decode(bytes);
  } catch {
    return void 0;
  }
}
function find(bytes, text3, from = 0) {
  return findsText(bytes) ? bytes.indexOf(text3, from) : search(bytes, text3, from);
}
var includes = (bytes, text3) => find(bytes, text3) >= 0;
function hasAt(bytes, text3, at) {
  for (let i = 0; i < text3.length; i++) {
    if (bytes[at + i] !== text3.charCodeAt(i)) return false;
  }
  return true;
}
function concat(pieces) {
  const whole2 = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole2.set(piece, at);
    at += piece.length;
  }
  return whole2;
}
var findsText = (bytes) => bytes.indexOf !== Uint8Array.prototype.indexOf;
function search(bytes, text3, from) {
  const first = text3.charCodeAt(0);
  let at = bytes.indexOf(first, from);
  while (at >= 0 && !hasAt(bytes, text3, at)) at = bytes.indexOf(first, at + 1);
  return at;
}

// src/yaml/parse.ts
import { Composer, Parser } from "yaml";

// src/yaml/scalar.ts
var words = new Map([
  ...["", "~", "null", "Null", "NULL"].map((word4) => [word4, null]),
  ...["true", "yes", "on"].flatMap(spellings).map((word4) => [word4, true]),
  ...["false", "no", "off"].flatMap(spellings).map((word4) => [word4, false]),
  ...["y", "Y"].map((word4) => [word4, true]),
  ...["n", "N"].map((word4) => [word4, false]),
  ...[".nan", ".NaN", ".NAN"].map((word4) => [word4, NaN]),
  ...["", "+", "-"].flatMap(
    (sign) => [".inf", ".Inf", ".INF"].map(
      (word4) => [sign + word4, sign === "-" ? -Infinity : Infinity]
    )
  )
]);
var beginnings = new Set([...words.keys()].map((word4) => word4.charCodeAt(0)));
function spellings(word4) {
  return [word4, word4.charAt(0).toUpperCase() + word4.slice(1), word4.toUpperCase()];
}
function resolvePlain(source2) {
  const first = source2.charCodeAt(0);
  const isNumeric = first >= 43 && first <= 57 || Number.isNaN(first);
  const number = isNumeric ? numberOf(source2) : void 0;
  if (number !== void 0) return number;
  if (source2.length > 5 || !beginnings.has(first)) return source2;
  const word4 = words.get(source2);
  return word4 === void 0 ? source2 : word4;
}
var decimal = /^[-+]?(?:0|[1-9][0-9]*)$/;
var based = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+))$/;
var float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
function numberOf(source2) {
  if (decimal.test(source2)) return Number(source2);
  const digits = source2.startsWith(".") ? source2 : source2.replaceAll("_", "");
  const [, sign, ...bases] = based.exec(digits) ?? [];
  const at = bases.findIndex((digits2) => digits2 !== void 0);
  if (at >= 0) return Number(`${sign}1`) * parseInt(bases[at] ?? "", [16, 8, 2][at]);
  return float.test(digits) ? Number(digits) : void 0;
}
var keyOfScalar = (value) => value === null ? void 0 : String(value);
var isOfJson = (value) => typeof value !== "number" || Number.isFinite(value);
var plainKey = (source2) => usualKeys.get(source2) ?? keyOfScalar(resolvePlain(source2)) ?? source2;
var usualKeys = new Map(
  [
    "apiVersion kind metadata name namespace labels annotations spec status data items",
    "replicas selector matchLabels strategy type rollingUpdate maxSurge maxUnavailable template",
    "revisionHistoryLimit minReadySeconds progressDeadlineSeconds paused workloadRef scaleDown",
    "scaleTargetRef targetRef minReplicas maxReplicas minReplicaCount maxReplicaCount metrics",
    "resource target averageUtilization behavior scaleUp selectPolicy triggers query canary steps",
    "app app.kubernetes.io/name app.kubernetes.io/instance app.kubernetes.io/managed-by",
    "app.kubernetes.io/version app.kubernetes.io/component helm.sh/chart helm.sh/hook"
  ].flatMap((line) => line.split(" ").map((key) => [key, key]))
);

// src/yaml/inline.ts
var uncertain = /* @__PURE__ */ Symbol("uncertain");
var deepest = 100;
function readQuoted({ text: text3, limit: limit2, keep }, start) {
  const end = findQuoteEnd(text3, start, limit2);
  const isDouble = text3[start] === '"';
  const source2 = text3.slice(start, end);
  const value = isDouble ? unescape(source2) : source2.slice(1, -1).replaceAll("''", "'");
  return {
    type: "scalar",
    style: isDouble ? "double" : "single",
    value: keep ? value : "",
    start,
    end
  };
}
function findQuoteEnd(text3, start, limit2) {
  const quote2 = text3[start];
  for (let at = start + 1; at < limit2; at++) {
    const character = text3[at];
    if (character === "\\" && quote2 === '"') at++;
    else if (character === quote2) {
      if (quote2 === '"' || text3[at + 1] !== quote2) return at + 1;
      at++;
    }
  }
  throw uncertain;
}
function unescape(source2) {
  if (!source2.includes("\\")) return source2.slice(1, -1);
  if (!/^"(?:[^"\\\t]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"$/.test(source2)) throw uncertain;
  return String(JSON.parse(source2));
}
function readFlow(line, start) {
  const { depth = 0 } = line;
  if (depth > deepest) throw uncertain;
  const inner = { ...line, depth: depth + 1 };
  return line.text[start] === "{" ? readFlowMapping(inner, start) : readFlowSequence(inner, start);
}
function readFlowMapping(line, start) {
  const pairs3 = [];
  let at = skipBlanks(line, start + 1);
  while (line.text[at] !== "}") {
    const key = readFlowScalar(line, at);
    const isQuoted = key.style !== "plain";
    const colon2 = isQuoted ? skipBlanks(line, key.end) : key.end;
    if (line.text[colon2] !== ":" || !isQuoted && line.text[colon2 + 1] !== " ") throw uncertain;
    const value = readFlowNode(line, skipBlanks(line, colon2 + 1));
    const source2 = line.text.slice(key.start, key.end);
    const name = isQuoted ? String(key.value) : plainKey(source2);
    if (line.keep) pairs3.push({ key: name, keyStart: key.start, keyEnd: key.end, value });
    at = skipComma(line, value.end, "}");
  }
  return { type: "mapping", flow: true, indent: 0, start, end: at + 1, pairs: pairs3 };
}
function readFlowSequence(line, start) {
  const items = [];
  let at = skipBlanks(line, start + 1);
  while (line.text[at] !== "]") {
    const item = readFlowNode(line, at);
    if (line.keep) items.push(item);
    at = skipComma(line, item.end, "]");
  }
  return { type: "sequence", flow: true, indent: 0, start, end: at + 1, items };
}
function readFlowNode(line, at) {
  const character = line.text[at];
  return character === "{" || character === "[" ? readFlow(line, at) : readFlowScalar(line, at);
}
var flowPlain = /[A-Za-z0-9_./$+~^(](?:[A-Za-z0-9_./$+~^()%@=<>;-]|:(?=[A-Za-z0-9/])| (?=[A-Za-z0-9_./$+~^()%@=<>;-]))*/y;
function readFlowScalar(line, start) {
  const { text: text3, limit: limit2, keep } = line;
  if (start >= limit2) throw uncertain;
  if (text3[start] === '"' || text3[start] === "'") return readQuoted(line, start);
  flowPlain.lastIndex = start;
  if (!flowPlain.test(text3) || flowPlain.lastIndex > limit2) throw uncertain;
  const end = flowPlain.lastIndex;
  const value = keep ? resolvePlain(text3.slice(start, end)) : "";
  if (!isOfJson(value)) throw uncertain;
  return { type: "scalar", style: "plain", value, start, end };
}
function skipBlanks({ text: text3, limit: limit2 }, from) {
  let at = from;
  while (at < limit2 && text3[at] === " ") at++;
  return at;
}
function skipComma(line, from, close) {
  const at = skipBlanks(line, from);
  if (line.text[at] === "," && at < line.limit) return skipBlanks(line, at + 1);
  if (line.text[at] !== close || at >= line.limit) throw uncertain;
  return at;
}

// src/yaml/block.ts
var TAB = 9;
var SPACE = 32;
var QUOTE = 34;
var HASH = 35;
var APOSTROPHE = 39;
var DASH = 45;
var COLON = 58;
var OPEN_BRACKET = 91;
var PIPE = 124;
var GREATER = 62;
var OPEN_BRACE = 123;
var strange = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/;
var separator = /---(?=[ \t]*(?: #[^\n]*)?\r?\n)/y;
function readBlock(text3, start, keep) {
  if (strange.test(text3)) return void 0;
  separator.lastIndex = start;
  return ifCertain(() => {
    const cursor = cursorAt(text3, separator.test(text3) ? separator.lastIndex : start);
    const root = readNested(cursor, keep, void 0);
    return cursor.indent < 0 ? root : void 0;
  });
}
function readUnread(text3, { start, end }, keep = "all") {
  return ifCertain(() => {
    const cursor = cursorAt(text3, text3.lastIndexOf("\n", start - 1) + 1);
    if (cursor.content !== start) return void 0;
    const node = readNested(cursor, keep, void 0);
    return cursor.last === end ? node : void 0;
  });
}
function ifCertain(read3) {
  try {
    return read3();
  } catch (reason) {
    if (reason === uncertain || reason instanceof RangeError) return void 0;
    throw reason;
  }
}
function cursorAt(text3, start) {
  const cursor = { text: text3, indent: 0, content: start, end: start, next: start, last: start };
  advance(cursor, start);
  return cursor;
}
function advance(cursor, from) {
  const { text: text3 } = cursor;
  for (let start = from; start < text3.length; start = cursor.next) {
    let at = start;
    while (text3.charCodeAt(at) === SPACE) at++;
    const lineBreak = text3.indexOf("\n", at);
    const lineEnd = lineBreak < 0 ? text3.length : lineBreak;
    cursor.next = lineEnd + 1;
    const code2 = text3.charCodeAt(at);
    if (code2 === HASH) continue;
    const end = trimEnd(text3, at, lineEnd);
    if (code2 === TAB || at === start && code2 === 37) throw uncertain;
    if (end === at) continue;
    cursor.indent = at - start;
    cursor.content = at;
    cursor.end = end;
    return;
  }
  cursor.indent = -1;
}
function trimEnd(text3, start, end) {
  let at = end;
  while (at > start) {
    const code2 = text3.charCodeAt(at - 1);
    if (code2 !== SPACE && code2 !== TAB && code2 !== 13) break;
    at--;
  }
  return at;
}
var furthest = 1e3;
function readNested(cursor, keep, name) {
  if (cursor.indent < 0 || cursor.indent > furthest) throw uncertain;
  if (isDash(cursor, cursor.content)) return readSequence(cursor, keep);
  return readMapping(cursor, { at: cursor.content, indent: cursor.indent, keep, name });
}
function isDash({ text: text3, end }, at) {
  return text3.charCodeAt(at) === DASH && (at + 1 === end || text3.charCodeAt(at + 1) === SPACE);
}
function readMapping(cursor, { at, indent, keep, name }) {
  const pairs3 = [];
  for (let keyStart = at; ; keyStart = cursor.content) {
    const keyEnd = findKeyEnd(cursor, keyStart);
    if (keyEnd < 0) throw uncertain;
    const key = keep !== "nothing" ? keyText(cursor.text, keyStart, keyEnd) : "";
    const below2 = keepBelow(keep, key, name);
    const value = readValue(cursor, { at: keyEnd + 1, indent, keep: below2, name: key });
    const isTemplate3 = keep === "outline" && below2 === "nothing";
    if (isTemplate3 && value.type === "scalar" && value.start < value.end) throw uncertain;
    if (keep !== "nothing") pairs3.push({ key, keyStart, keyEnd, value });
    if (cursor.indent < indent) break;
    if (cursor.indent > indent) throw uncertain;
  }
  const { last } = cursor;
  if (keep === "nothing") return { type: "unread", start: at, end: last };
  return { type: "mapping", flow: false, indent, start: at, end: last, pairs: withoutRoom(pairs3) };
}
function keepBelow(keep, key, name) {
  if (keep === "metadata") return key === "metadata" ? "all" : "nothing";
  return keep === "outline" && key === "template" && name === "spec" ? "nothing" : keep;
}
var withoutRoom = (list2) => list2.slice();
function findKeyEnd({ text: text3, end }, start) {
  let at = start;
  const first = text3.charCodeAt(start);
  if (first === QUOTE || first === APOSTROPHE) {
    at = text3.indexOf(first === QUOTE ? '"' : "'", start + 1) + 1;
    if (at === 0 || at >= end || text3.slice(start, at).includes("\\")) return -1;
  } else {
    if (first === DASH) return -1;
    while (at < end && isKeyCharacter(text3.charCodeAt(at))) at++;
  }
  if (at === start || at >= end || text3.charCodeAt(at) !== COLON) return -1;
  return at + 1 === end || text3.charCodeAt(at + 1) === SPACE ? at : -1;
}
function isKeyCharacter(code2) {
  return code2 >= 97 && code2 <= 122 || code2 >= 65 && code2 <= 90 || code2 >= 45 && code2 <= 57 || code2 === 95 || code2 === 36;
}
function keyText(text3, start, end) {
  const first = text3.charCodeAt(start);
  const quoted = first === QUOTE || first === APOSTROPHE;
  return quoted ? text3.slice(start + 1, end - 1) : plainKey(text3.slice(start, end));
}
function readSequence(cursor, keep) {
  const { content: start, indent, text: text3 } = cursor;
  const items = [];
  do {
    let at = cursor.content + 1;
    while (text3.charCodeAt(at) === SPACE) at++;
    if (text3.charCodeAt(at) === TAB) throw uncertain;
    const item = readItem(cursor, { at, indent, keep, name: void 0 });
    if (keep !== "nothing") items.push(item);
  } while (cursor.indent === indent && isDash(cursor, cursor.content));
  if (cursor.indent > indent) throw uncertain;
  const { last } = cursor;
  if (keep === "nothing") return { type: "unread", start, end: last };
  return { type: "sequence", flow: false, indent, start, end: last, items: withoutRoom(items) };
}
function readItem(cursor, place) {
  const { at, indent, keep } = place;
  const dash = at < cursor.end && isDash(cursor, at);
  if (dash || at < cursor.end && findKeyEnd(cursor, at) >= 0) {
    cursor.indent = indent + at - cursor.content;
    if (cursor.indent > furthest) throw uncertain;
    cursor.content = at;
    if (dash) return readSequence(cursor, keep);
    return readMapping(cursor, { ...place, indent: cursor.indent });
  }
  return readValue(cursor, { ...place, at: Math.min(at, cursor.end) });
}
function readValue(cursor, place) {
  const { text: text3, end } = cursor;
  let { at } = place;
  while (at < end && text3.charCodeAt(at) === SPACE) at++;
  const code2 = at < end ? text3.charCodeAt(at) : HASH;
  if (code2 === HASH) return readBelow(cursor, place);
  if (code2 === PIPE || code2 === GREATER) return readBlockScalar(cursor, { ...place, at });
  return endLine(cursor, place.indent, readInline(cursor, at, place.keep));
}
function endLine(cursor, indent, value) {
  advance(cursor, cursor.next);
  if (cursor.indent > indent) throw uncertain;
  return value;
}
function readBelow(cursor, { at, indent, keep, name }) {
  cursor.last = at;
  advance(cursor, cursor.next);
  if (cursor.indent > indent) {
    const { content } = cursor;
    if (isDash(cursor, content) || findKeyEnd(cursor, content) >= 0) {
      return readNested(cursor, keep, name);
    }
    return endLine(cursor, indent, readInline(cursor, content, keep));
  }
  const inMapping = name !== void 0;
  if (inMapping && cursor.indent === indent && isDash(cursor, cursor.content)) {
    return readSequence(cursor, keep);
  }
  return { type: "scalar", style: "plain", value: null, start: at, end: at };
}
function readBlockScalar(cursor, { at, indent, keep }) {
  const { text: text3 } = cursor;
  const header = /^[|>]([-+]?)(?: +#.*)?$/.exec(text3.slice(at, cursor.end));
  if (!header || keep !== "nothing" && text3.charCodeAt(at) === GREATER) throw uncertain;
  cursor.last = cursor.end;
  const lines2 = readBlockLines(cursor, indent);
  const isCut = cursor.next > text3.length;
  const value = keep !== "nothing" ? chomp(lines2, header[1] ?? "", isCut) : "";
  advance(cursor, cursor.next);
  return { type: "scalar", style: "block", value, start: at, end: cursor.last };
}
function readBlockLines(cursor, indent) {
  const { text: text3 } = cursor;
  const lines2 = [];
  let own = -1;
  for (let start = cursor.next; start < text3.length; start = cursor.next) {
    let at = start;
    while (text3.charCodeAt(at) === SPACE) at++;
    const lineBreak = text3.indexOf("\n", at);
    const lineEnd = lineBreak < 0 ? text3.length : lineBreak;
    const end = text3.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd;
    const column = at - start;
    const blank = at >= end;
    if (!blank && column <= indent) break;
    if (!blank && own < 0) {
      if (lines2.some((line) => line.length > column)) throw uncertain;
      own = column;
      lines2.fill("");
    }
    if (blank ? own >= 0 && column > own : column < own) throw uncertain;
    if (own < 0) lines2.push(" ".repeat(column));
    else lines2.push(text3.slice(Math.min(start + own, end), end));
    if (!blank) cursor.last = trimEnd(text3, at, end);
    cursor.next = lineEnd + 1;
  }
  return own < 0 ? lines2.fill("") : lines2;
}
function chomp(lines2, indicator, isCut) {
  const breakBehind = (at) => isCut && at === lines2.length - 1 ? "" : "\n";
  let length = lines2.length;
  while (length > 0 && lines2[length - 1] === "") length--;
  const content = lines2.slice(0, length).join("\n");
  if (indicator === "-") return content;
  if (indicator === "+") return lines2.map((line, at) => line + breakBehind(at)).join("");
  return length > 0 ? content + breakBehind(length - 1) : "";
}
function readInline(cursor, at, keep) {
  const { text: text3 } = cursor;
  const code2 = text3.charCodeAt(at);
  const isFlow2 = code2 === OPEN_BRACE || code2 === OPEN_BRACKET;
  if (!isFlow2 && code2 !== QUOTE && code2 !== APOSTROPHE) return readPlain(cursor, at, keep);
  const line = { text: text3, limit: cursor.end, keep: keep !== "nothing" };
  const value = (isFlow2 ? readFlow : readQuoted)(line, at);
  const { start, end } = value;
  finish(cursor, end);
  return isFlow2 && keep === "nothing" ? { type: "unread", start, end } : value;
}
var indicators = new Set([..."&*!|>%@`?:,[]{}#\"'"].map((sign) => sign.charCodeAt(0)));
function readPlain(cursor, start, keep) {
  const { text: text3 } = cursor;
  if (indicators.has(text3.charCodeAt(start)) || isDash(cursor, start)) throw uncertain;
  let end = cursor.end;
  for (let at = start; at < end; at++) {
    const code2 = text3.charCodeAt(at);
    if (code2 === TAB) throw uncertain;
    if (code2 === COLON && (at + 1 === end || text3.charCodeAt(at + 1) === SPACE)) throw uncertain;
    if (code2 === HASH && text3.charCodeAt(at - 1) === SPACE) end = at;
  }
  end = trimEnd(text3, start, end);
  cursor.last = end;
  const value = keep !== "nothing" ? resolvePlain(text3.slice(start, end)) : "";
  if (!isOfJson(value)) throw uncertain;
  return { type: "scalar", style: "plain", value, start, end };
}
function finish(cursor, end) {
  const { text: text3 } = cursor;
  let at = end;
  while (at < cursor.end && text3.charCodeAt(at) === SPACE) at++;
  if (at < cursor.end && (at === end || text3.charCodeAt(at) !== HASH)) throw uncertain;
  cursor.last = end;
}

// src/yaml/lexer.ts
import { Lexer } from "yaml";
function lenientLexer() {
  const lexer = new Lexer();
  const own = lexer;
  own.parseFlowCollection = atAnyIndent(own, own.parseFlowCollection);
  own.parseQuotedScalar = atAnyIndent(own, own.parseQuotedScalar);
  return lexer;
}
function atAnyIndent(lexer, scan) {
  return function* () {
    const { indentNext } = lexer;
    lexer.indentNext = 0;
    const next = yield* scan.call(lexer);
    lexer.indentNext = indentNext;
    return next;
  };
}

// src/yaml/nodes.ts
import { isAlias, isMap, isScalar, isSeq } from "yaml";
function nodesOf(contents, text3, offset) {
  const anchors = /* @__PURE__ */ new Map();
  const context = { text: text3, offset, anchors, depth: 0, fault: void 0 };
  const root = contents ? convert(context, contents, offset) : void 0;
  return { root, fault: context.fault };
}
var deepest2 = 1e3;
function convert(context, node, emptyAt) {
  if (isAlias(node)) return convertAlias(context, node);
  if (++context.depth > deepest2) throw new RangeError("too deep");
  const converted = convertOwn(context, node, emptyAt);
  context.depth--;
  if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) {
    context.anchors.set(node.anchor, converted);
  }
  return converted;
}
function convertAlias(context, node) {
  const target3 = targetOf(context, node);
  if (target3 && target3.type !== "alias" && target3.type !== "unread") target3.shared = true;
  return { type: "alias", ...rangeOf(context, node), target: target3 };
}
function targetOf(context, node) {
  const target3 = context.anchors.get(node.source);
  const { start } = rangeOf(context, node);
  if (!target3) context.fault ??= { offset: start, message: "It contains an unresolved alias" };
  return target3;
}
function convertOwn(context, node, emptyAt) {
  if (isMap(node)) return convertMap(context, node);
  if (isSeq(node)) return convertSeq(context, node);
  return isScalar(node) ? convertScalar(context, node, emptyAt) : emptyScalar(emptyAt);
}
function convertMap(context, node) {
  const { start, end } = rangeOf(context, node);
  const pairs3 = node.items.map((pair) => convertPair(context, pair));
  if (node.flow) return { type: "mapping", flow: true, indent: 0, start, end, pairs: pairs3 };
  const indent = columnOf(context, beforeProperties(context, pairs3[0]?.keyStart ?? start));
  const last = pairs3.at(-1);
  const lastEnd = last ? Math.max(start, last.keyEnd, last.value.end) : start;
  return { type: "mapping", flow: false, indent, start, end: lastEnd, pairs: pairs3 };
}
function convertSeq(context, node) {
  const { start, end } = rangeOf(context, node);
  const items = node.items.map((item) => convert(context, item, end));
  if (node.flow) return { type: "sequence", flow: true, indent: 0, start, end, items };
  const indent = columnOf(context, start);
  const lastEnd = Math.max(start, items.at(-1)?.end ?? start);
  return { type: "sequence", flow: false, indent, start, end: lastEnd, items };
}
function convertScalar(context, node, emptyAt) {
  const { start, end } = rangeOf(context, node);
  if (start === end) return { ...emptyScalar(emptyAt), value: node.tag ? valueIn(node) : null };
  const style = styles[node.type ?? "PLAIN"] ?? "plain";
  const value = valueIn(node);
  if (!isOfJson(value))
    context.fault ??= { offset: start, message: "It contains a number that JSON does not support" };
  const isCut = style === "block" && isLast(context, node) && typeof value === "string";
  return { type: "scalar", style, value: isCut ? value.replace(/\n$/, "") : value, start, end };
}
function isLast({ text: text3, offset }, { range }) {
  return offset + (range?.[1] ?? 0) === text3.length && /[^ \t\r\n][ \t]*$/.test(text3);
}
function valueIn({ type, tag: tag2, source: source2 = "", value }) {
  if (type === "PLAIN" && tag2 === void 0) return resolvePlain(source2);
  return isScalarValue(value) ? value : String(value);
}
function convertPair(context, pair) {
  const { text: text3, offset } = context;
  const range = isNodeWithRange(pair.key) ? rangeOf(context, pair.key) : void 0;
  const { start: keyStart, end: keyEnd } = range ?? { start: offset, end: offset };
  const key = nameOf(context, pair.key) ?? text3.slice(keyStart, keyEnd);
  const colon2 = text3.slice(keyEnd).search(/:|\n/);
  const value = convert(context, pair.value, keyEnd + Math.max(colon2, 0) + 1);
  const message = wrongKey(context, pair, { start: keyStart, end: keyEnd }) ?? wrongMerge(key, value);
  if (message !== void 0) context.fault ??= { offset: keyStart, message };
  return { key, keyStart, keyEnd, value };
}
function wrongKey({ text: text3 }, { key }, { start, end }) {
  if (key === null || isScalar(key) && valueIn(key) === null) return "A key is missing";
  if ((isMap(key) || isSeq(key)) && key.flow !== true) return "A key is not a string";
  colon.lastIndex = end;
  const before = text3.slice(text3.lastIndexOf("\n", start - 1) + 1, start);
  const isExplicit = /\?[ \t]*$/.test(before);
  const isBroken = colon.test(text3) && text3.slice(start, colon.lastIndex).includes("\n");
  return isBroken && !isExplicit ? "A key spans several lines" : void 0;
}
var colon = /\s*:/y;
function wrongMerge(key, value) {
  if (key !== "<<") return void 0;
  const merged = dereference(value);
  const items = merged?.type === "sequence" ? merged.items : [merged];
  const isRight3 = items.every((item) => dereference(item)?.type === "mapping");
  return isRight3 ? void 0 : "A merge key does not refer to a mapping";
}
function nameOf(context, key) {
  if (isScalar(key)) {
    if (key.anchor) context.anchors.set(key.anchor, convertOwn(context, key, context.offset));
    return keyOfScalar(valueIn(key));
  }
  const target3 = isAlias(key) ? targetOf(context, key) : void 0;
  return target3?.type === "scalar" ? keyOfScalar(target3.value) : void 0;
}
function rangeOf({ text: text3, offset }, { range }) {
  const start = offset + (range?.[0] ?? 0);
  let end = offset + (range?.[1] ?? 0);
  while (end > start && " 	\r\n".includes(text3[end - 1] ?? "")) end--;
  return { start, end };
}
function beforeProperties({ text: text3 }, at) {
  const near = text3.slice(Math.max(0, at - 200), at);
  const found2 = /(?<![^\s])(?:[!&][^\s]*[ \t]+){1,2}$/.exec(near);
  return at - (found2?.[0].length ?? 0);
}
var columnOf = ({ text: text3, offset }, at) => at - Math.max(text3.lastIndexOf("\n", at - 1) + 1, offset);
var styles = {
  QUOTE_DOUBLE: "double",
  QUOTE_SINGLE: "single",
  BLOCK_LITERAL: "block",
  BLOCK_FOLDED: "block"
};
var emptyScalar = (at) => ({
  type: "scalar",
  style: "plain",
  value: null,
  start: at,
  end: at
});
function isNodeWithRange(value) {
  return typeof value === "object" && value !== null && "range" in value;
}
function isScalarValue(value) {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

// src/yaml/strange.ts
var strange2 = /\r(?!\n)|[\x85\u2028\u2029]|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|(?!^)\ufeff/;
function findStrange(text3, start) {
  const offset = start + text3.slice(start).search(strange2);
  if (offset < start) return void 0;
  const isBreak = /[\r\x85\u2028\u2029]/.test(text3[offset] ?? "");
  const message = isBreak ? "It contains a line separator that not every YAML parser accepts" : "It contains a control character";
  return { offset, message };
}
function findTab(text3, start, root) {
  if (!text3.includes("	", start)) return void 0;
  const closed = [];
  addClosed(closed, root);
  const tab = /^ *(?:- +)*-?\t/gm;
  tab.lastIndex = start;
  let next = 0;
  for (let found2 = tab.exec(text3); found2; found2 = tab.exec(text3)) {
    const offset = tab.lastIndex - 1;
    while ((closed[next]?.end ?? Infinity) <= offset) next++;
    const isClosed = (closed[next]?.start ?? Infinity) <= offset;
    if (!isClosed) return { offset, message: "Tabs are not allowed as indentation" };
  }
  return void 0;
}
function addClosed(closed, node) {
  if (node?.type === "mapping" && !node.flow) {
    for (const { value } of node.pairs) addClosed(closed, value);
  } else if (node?.type === "sequence" && !node.flow) {
    for (const item of node.items) addClosed(closed, item);
  } else if (node) closed.push(node);
}

// src/yaml/parse.ts
function parseDocument(text3, start = 0, keep = "outline") {
  const root = readBlock(text3, start, keep);
  return root ? { root } : parseAnyStyle(text3, start);
}
function parseAnyStyle(text3, start = 0) {
  const strange3 = findStrange(text3, start);
  if (strange3) return { root: void 0, error: strange3 };
  try {
    const { contents, fault } = compose(text3.slice(start));
    const { root, fault: own } = nodesOf(contents, text3, start);
    const first = fault ? { ...fault, offset: start + fault.offset } : own;
    const error = first ?? findTab(text3, start, root);
    return error ? { root, error } : { root };
  } catch (reason) {
    if (!(reason instanceof RangeError)) throw reason;
    return { root: void 0, error: { offset: start, message: "It is nested too deeply" } };
  }
}
var options = {
  uniqueKeys: false,
  strict: false,
  prettyErrors: false,
  logLevel: "error"
};
function compose(text3) {
  const [document, second] = new Composer(options).compose(tokensOf(text3), true, text3.length);
  const contents = document?.contents;
  const error = document?.errors.find(({ message }) => !tolerated.test(message));
  if (error?.code === "RESOURCE_EXHAUSTION") throw new RangeError(error.message);
  if (error) {
    return { contents, fault: { offset: error.pos[0], message: withoutContent(error.message) } };
  }
  if (!second) return { contents };
  return { contents, fault: { offset: second.range[0], message: "It contains several documents" } };
}
function* tokensOf(text3) {
  const parser = new Parser();
  for (const lexeme of lenientLexer().lex(text3)) yield* parser.next(lexeme);
  yield* parser.end();
}
var tolerated = /^Multi-line .* sufficiently indented|^Flow end indicator should be more indented/;
function withoutContent(message) {
  return message.split(/:[ \n]|:$|\n| \\/)[0] ?? "";
}

// src/yaml/stream.ts
function openSource(file, content) {
  const bytes = typeof content === "string" ? encode(content) : content;
  return { file, bytes, lineAt: lineCounter(bytes), read: {} };
}
function lineCounter(bytes) {
  let starts;
  return (offset) => {
    starts ??= lineStarts(bytes);
    return rankOf(offset, starts);
  };
}
function lineStarts(bytes) {
  const starts = [0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return starts;
}
function rankOf(number, rising) {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = low + high >> 1;
    if ((rising[middle] ?? Infinity) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}
var DASH2 = 45;
var byteOrderMark = "\uFEFF";
var splitStream = (source2) => source2.read.chunks ??= split(source2);
function split({ bytes }) {
  const first = isMarked(bytes) ? 3 : 0;
  const chunks = [];
  let start = 0;
  let body = isSeparator(bytes, first) ? first + 3 : first;
  for (const cut of findCuts(bytes)) {
    if (cut > start) chunks.push({ start, end: cut, body });
    start = cut;
    body = isSeparator(bytes, cut) ? cut + 3 : cut;
  }
  if (bytes.length > start) chunks.push({ start, end: bytes.length, body });
  return chunks;
}
var isMarked = ([a, b, c]) => a === 239 && b === 187 && c === 191;
function isSeparator(bytes, at) {
  return hasAt(bytes, "---", at) && bytes[at + 3] !== DASH2;
}
function findCuts(bytes) {
  const cuts = [];
  for (let at = find(bytes, "\n---"); at >= 0; at = find(bytes, "\n---", at + 1)) {
    if (bytes[at + 4] !== DASH2) cuts.push(at + 1);
  }
  const ends = findEnds(bytes);
  return ends.length > 0 ? [...cuts, ...ends].sort((a, b) => a - b) : cuts;
}
function findEnds(bytes) {
  const ends = [];
  for (let at = find(bytes, "\n..."); at >= 0; at = find(bytes, "\n...", at + 1)) {
    const next = bytes[at + 4];
    const lineEnd = bytes.indexOf(10, at + 4);
    if ((next === void 0 || next <= 32) && lineEnd >= 0) ends.push(lineEnd + 1);
  }
  return ends;
}
function readDocument(source2, chunk) {
  const documents = source2.read.documents ??= /* @__PURE__ */ new Map();
  const document = documents.get(chunk) ?? read(source2, chunk);
  documents.set(chunk, document);
  return document;
}
var documentsIn = (source2) => splitStream(source2).map((chunk) => readDocument(source2, chunk));
var wholeDocument = (source2) => source2.read.whole ??= readWhole(source2);
function readWhole(source2) {
  const { bytes } = source2;
  if (bytes.length > mostBytes) return readEnds(source2, { start: 0, end: bytes.length, body: 0 });
  const text3 = decode(source2.bytes);
  const body = text3.startsWith(byteOrderMark) ? 1 : 0;
  const chunk = { start: 0, end: source2.bytes.length, body: body * 3 };
  return { source: source2, chunk, text: text3, body, ...parseDocument(text3, body, "all") };
}
function read(source2, chunk) {
  const bytes = source2.bytes.subarray(chunk.start, chunk.end);
  if (bytes.length > mostBytes) return readEnds(source2, chunk);
  const body = chunk.body - chunk.start;
  const text3 = decodeStrictly(bytes);
  if (text3 === void 0) {
    const text4 = decode(bytes);
    const error2 = { offset: 0, message: "It is not UTF-8" };
    return { source: source2, chunk, text: text4, body: text4.length, root: void 0, error: error2 };
  }
  const start = text3.startsWith(byteOrderMark) ? body - 2 : body;
  const { root, error } = parseDocument(text3, start);
  const document = { source: source2, chunk, text: text3, body: start, root };
  return error ? { ...document, error } : document;
}
function readEnds(source2, chunk) {
  const { start, end, body } = chunk;
  const [first, last] = [start + mostShown, end - mostShown];
  const head2 = decode(source2.bytes.subarray(start, first));
  const text3 = `${head2}
${decode(source2.bytes.subarray(last, end))}`;
  const error = { offset: body - start, message: tooLong };
  return { source: source2, chunk, text: text3, body: body - start, root: void 0, error };
}
var mostShown = 1 << 16;
function locate(document, offset) {
  const { source: source2, chunk, text: text3 } = document;
  const lineStart = text3.lastIndexOf("\n", offset - 1) + 1;
  const isAscii = text3.length === chunk.end - chunk.start;
  const bytes = isAscii ? lineStart : sizeOf(text3.slice(0, lineStart));
  const line = source2.lineAt(chunk.start + bytes);
  const name = sourceNameOf(document);
  const mark2 = lineStart === 0 && text3.startsWith(byteOrderMark) ? 1 : 0;
  const at = { file: source2.file, line, column: offset - lineStart - mark2 + 1 };
  return name === void 0 ? at : { ...at, source: name };
}
function sourceLineOf({ text: text3, body }) {
  return /^(?:[^\n]*\n)?(?:[ \t]*\r?\n|#[^\n]*\n)*?(# Source: [^\r\n]*)/.exec(text3.slice(body))?.[1];
}
function sourceNameOf(document) {
  const annotation = findString(document.root, "metadata", "annotations", helmFileName);
  return annotation ?? sourceLineOf(document)?.slice("# Source: ".length);
}
var helmFileName = "postrenderer.helm.sh/postrender-filename";

// src/kubernetes/kind.ts
function kindIn(word4) {
  const [plain3 = ""] = word4.toLowerCase().split(".");
  return kinds.get(plain3) ?? kinds.get(plain3.replace(/s$/, ""));
}
var kinds = /* @__PURE__ */ new Map([
  ["deployment", "Deployment"],
  ["deploy", "Deployment"],
  ["rollout", "Rollout"],
  ["ro", "Rollout"],
  ["horizontalpodautoscaler", "HorizontalPodAutoscaler"],
  ["hpa", "HorizontalPodAutoscaler"],
  ["scaledobject", "ScaledObject"],
  ["so", "ScaledObject"]
]);
var scalingWords = "(?<!\\be)scal|hpa\\b|hibernat|sleep";
var scaling = new RegExp(scalingWords, "i");
var speaksOfScaling = (kind2) => scaling.test(kind2);

// src/kubernetes/look.ts
var kinds2 = "Deployment|HorizontalPodAutoscaler|ScaledObject|Rollout|VerticalPodAutoscaler";
var ourKind = new RegExp(`^(?:List|(?:${kinds2})(?:List)?)$`);
var initials = new Set(["List", ...kinds2.split("|")].map((kind2) => kind2.charCodeAt(0)));
var anyOfOurs = new RegExp(
  `\\b(?:${kinds2})(?:List)?\\b|\\bList\\b|kind["']?\\s*:\\s*"[^"\\n]*\\\\`
);
function mayBeOurs(bytes, { body, end }) {
  const view = bytes.subarray(body, end);
  const first = findContent(view);
  if (first < 0) return false;
  if (!startsBlock(view, first)) return anyOfOurs.test(decode(view));
  const kind2 = nextKind(view, first);
  for (let at = kind2; at >= 0; at = nextKind(view, at + 1)) {
    if (isOurs(view, at + "kind:".length)) return true;
  }
  return (kind2 < 0 || hasQuote(view, kind2)) && hasOddKind(view);
}
function hasQuote(view, end) {
  for (let at = 0; at < end; at++) {
    if (view[at] === 34 || view[at] === 39) return true;
  }
  return false;
}
function scalingIn(bytes) {
  let searched = 0;
  let next = find(bytes, "argetRef");
  return (chunk) => {
    const { body, end } = chunk;
    if (body < searched || next >= 0 && next < body) {
      searched = body;
      next = find(bytes, "argetRef", body);
    }
    return next >= 0 && next < end || hasScalingKind(bytes.subarray(body, end));
  };
}
function hasScalingKind(view) {
  const at = nextKind(view, 0);
  if (at < 0) return scalingKind.test(decode(view));
  const lineEnd = view.indexOf(10, at);
  const rest = view.subarray(at + "kind:".length, lineEnd < 0 ? view.length : lineEnd);
  if (!mayBeScalingKind(rest)) return false;
  const line = decode(rest);
  return speaksOfScaling(line) || /^\s*["']?Cron/.test(line) && includes(view, "kubectl");
}
function mayBeScalingKind(line) {
  for (let at = 0; at + 1 < line.length; at++) {
    const pair = ((line[at] ?? 0) | 32) << 8 | ((line[at + 1] ?? 0) | 32);
    if (pairs.has(pair)) return true;
  }
  return false;
}
var pairs = new Set(
  ["ca", "pa", "ib", "ee", "cr"].map((pair) => pair.charCodeAt(0) << 8 | pair.charCodeAt(1))
);
var scalingKind = new RegExp(`\\bkind["']?\\s*:\\s*["']?\\w*(?:${scalingWords})`, "i");
var definition = "kind: CustomResourceDefinition";
function definesKind(view) {
  const kind2 = nextKind(view, 0);
  return kind2 >= 0 && hasAt(view, definition, kind2) && nextKind(view, kind2 + 1) < 0;
}
function findContent(view) {
  let at = 0;
  while (at < view.length) {
    const code2 = view[at];
    if (code2 === 35)
      at = view.indexOf(10, at);
    else if (code2 !== 32 && code2 !== 9 && code2 !== 10 && code2 !== 13) return at;
    if (at < 0) return -1;
    at++;
  }
  return -1;
}
function startsBlock(view, at) {
  const code2 = (view[at] ?? 0) | 32;
  return code2 >= 97 && code2 <= 122 && (at === 0 || view[at - 1] === 10);
}
function nextKind(view, from) {
  if (from === 0 && hasAt(view, "kind:", 0)) return 0;
  const at = find(view, "\nkind:", Math.max(from - 1, 0));
  return at < 0 ? -1 : at + 1;
}
function isOurs(view, start) {
  if (isOtherLetter(view[start + 1] ?? 0)) return false;
  const lineEnd = view.indexOf(10, start);
  const rest = decode(view.subarray(start, lineEnd < 0 ? view.length : lineEnd));
  const value = rest.replace(/(?:\s#|[\r\x85\u2028\u2029])[^]*/, "").trim();
  if (value === "" || /^[&*!|>{[]/.test(value)) return true;
  return ourKind.test(value.replace(/^(["'])(.*)\1$/, "$2")) || value.includes("\\");
}
var isOtherLetter = (code2) => code2 >= 65 && code2 <= 90 && !initials.has(code2);
function hasOddKind(view) {
  const odd = ["\rkind", '\n"', "\n'kind'", "\nkind ", "\n? ", "\n&", "\n!", "\n<<", "\n*"];
  const isOdd = odd.some((text3) => includes(view, text3)) || view.includes(133) || view.includes(168);
  return isOdd && anyOfOurs.test(decode(view));
}

// src/kubernetes/manifest.ts
function aliasedItem({ root }) {
  const items = findNode(root, "items");
  const isList = /List$/.test(findString(root, "kind") ?? "") && items?.type === "sequence";
  const alias = isList ? items.items.find((item) => item.type === "alias") : void 0;
  return alias?.start ?? -1;
}
function manifestsOf(document) {
  const root = asMapping(document.root);
  return root ? manifestsIn(document, root) : [];
}
function manifestsIn(document, node, parent) {
  const kind2 = findString(node, "kind") ?? parent?.kind.replace(/List$/, "");
  const apiVersion = findString(node, "apiVersion") ?? parent?.apiVersion ?? "";
  if (!kind2) return [];
  const items = findNode(node, "items");
  if (/List$/.test(kind2) && items?.type === "sequence") {
    return items.items.flatMap((item, index) => {
      const mapping = item.type === "alias" ? void 0 : asMapping(item);
      return mapping ? manifestsIn(document, mapping, { list: { items, index }, kind: kind2, apiVersion }) : [];
    });
  }
  const manifest = {
    document,
    node,
    apiVersion,
    kind: kind2,
    name: findName(node, "name"),
    namespace: findName(node, "namespace")
  };
  return [parent ? { ...manifest, list: parent.list } : manifest];
}
function manifestsOfKinds(source2, kinds5) {
  const { bytes } = source2;
  const named2 = kinds5.filter((kind2) => includes(bytes, kind2));
  if (named2.length === 0) return [];
  return splitStream(source2).filter(({ start, end }) => {
    const view = bytes.subarray(start, end);
    return named2.some((kind2) => includes(view, kind2)) && !definesKind(view);
  }).map((chunk) => readDocument(source2, chunk)).flatMap((document) => document.error ? [] : manifestsOf(document)).filter((manifest) => named2.includes(manifest.kind));
}
var manifestsOfKind = (source2, kind2) => manifestsOfKinds(source2, [kind2]);
function findName(node, key) {
  const found2 = findNode(node, "metadata", key);
  if (found2?.type !== "scalar" || found2.value === null || found2.value === "") return void 0;
  return String(found2.value);
}
function groupOf(apiVersion) {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}
function isHook({ node }) {
  const annotations = asMapping(findNode(node, "metadata", "annotations"));
  return ["helm.sh/hook", "argocd.argoproj.io/hook"].some(
    (key) => annotations && findPair(annotations, key)
  );
}
function offsetOf({ node }, ...path3) {
  let at = node.start;
  let parent = node;
  for (const [index, key] of path3.entries()) {
    const found2 = dereference(parent);
    if (found2?.type === "sequence") {
      parent = found2.items[Number(key)];
      at = parent?.start ?? at;
      continue;
    }
    const pair = found2?.type === "mapping" ? findPair(found2, key) : void 0;
    if (!pair) return at;
    const isLast3 = index === path3.length - 1;
    at = isLast3 && pair.value.end > pair.value.start ? pair.value.start : pair.keyStart;
    parent = pair.value;
  }
  return at;
}
function placeOf(manifest, ...path3) {
  return locate(manifest.document, offsetOf(manifest, ...path3));
}
function hasValue({ node }, ...path3) {
  const found2 = findNode(node, ...path3);
  return found2 !== void 0 && !(found2.type === "scalar" && found2.value === null);
}
function findInteger({ node }, ...path3) {
  const found2 = dereference(findNode(node, ...path3));
  if (!found2 || found2.type === "scalar" && found2.value === null) return "absent";
  return found2.type === "scalar" && isInt32(found2.value) ? found2.value : "wrong";
}
function titleOf({ kind: kind2, name, namespace }) {
  if (name === void 0) return `${kind2} without a name`;
  return namespace === void 0 ? `${kind2} "${name}"` : `${kind2} "${namespace}/${name}"`;
}
function findStrings({ node }, key) {
  const value = valueOf(findNode(node, "metadata", key));
  return typeof value === "object" && value !== null ? value : {};
}

// src/yaml/complete.ts
var completed = /* @__PURE__ */ new WeakMap();
var parsedRoots = /* @__PURE__ */ new WeakMap();
function complete(document, node) {
  const known = completed.get(node);
  if (known) return known;
  const whole2 = fill(node, (unread) => readUnread(document.text, unread)) ?? parse(document, node);
  completed.set(node, whole2);
  return whole2;
}
function metadataOf(document, node) {
  const template = findNode(node, "spec", "template");
  const own = template?.type === "unread" && readUnread(document.text, template, "metadata");
  return own ? findNode(own, "metadata") : findNode(complete(document, node), ...path);
}
var path = ["spec", "template", "metadata"];
function fill(node, read3) {
  if (node.type === "unread") return read3(node);
  if (node.type === "mapping") {
    const values = fillAll(
      node.pairs.map(({ value }) => value),
      read3
    );
    if (values === "same") return node;
    const pairs3 = node.pairs.map((pair, at) => ({ ...pair, value: values?.[at] ?? pair.value }));
    return values && { ...node, pairs: pairs3 };
  }
  if (node.type !== "sequence") return node;
  const items = fillAll(node.items, read3);
  return items === "same" ? node : items && { ...node, items };
}
function fillAll(nodes, read3) {
  const filled = [];
  for (const node of nodes) {
    const whole2 = fill(node, read3);
    if (!whole2) return void 0;
    filled.push(whole2);
  }
  return filled.every((node, at) => node === nodes[at]) ? "same" : filled;
}
function parse(document, node) {
  const root = parsedRoots.get(document) ?? parseAnyStyle(document.text, document.body).root ?? node;
  parsedRoots.set(document, root);
  return findSame(root, node) ?? node;
}
function findSame(at, node) {
  if (at.type === node.type && at.start === node.start) return at;
  if (at.type !== "mapping" && at.type !== "sequence") return void 0;
  const children = at.type === "mapping" ? at.pairs.map(({ value }) => value) : at.items;
  const around = children.find(({ start, end }) => start <= node.start && node.start < end);
  return around && findSame(around, node);
}

// src/kubernetes/template.ts
var templateOf = (workload2) => asMapping(findNode(wholeManifest(workload2).node, "spec", "template"));
var podLabelsOf = ({ node, document }) => asEntries(valueOf(findNode(metadataOf(document, node), "labels")));
function wholeManifest(manifest) {
  const { node, document } = manifest;
  return { ...manifest, node: asMapping(complete(document, node)) ?? node };
}

// src/kubernetes/resource.ts
var resourceOf = kept(({ node }) => {
  if (!findNode(node, "spec", "template")) return asEntries(valueOf(node)) ?? {};
  const pairs3 = node.pairs.map((pair) => {
    const spec = pair.key === "spec" ? asMapping(pair.value) : void 0;
    return spec ? { ...pair, value: withoutPair(spec, "template") } : pair;
  });
  return asEntries(valueOf({ ...node, pairs: pairs3 })) ?? {};
});
var withoutPair = (mapping, key) => ({
  ...mapping,
  pairs: mapping.pairs.filter((pair) => pair.key !== key)
});
function wholeResourceOf(manifest) {
  return asEntries(valueOf(wholeManifest(manifest).node)) ?? {};
}
var replicasPath = ["spec", "replicas"];
function fieldOf(value, ...path3) {
  let at = value;
  for (const key of path3) {
    const entries = asEntries(at);
    if (entries) at = Object.hasOwn(entries, key) ? entries[key] : void 0;
    else at = isItems(at) ? at[Number(key)] : void 0;
  }
  return at;
}
function textOf(value, ...path3) {
  const found2 = fieldOf(value, ...path3);
  return typeof found2 === "string" ? found2 : void 0;
}
function itemsOf(value, ...path3) {
  const found2 = fieldOf(value, ...path3);
  return isItems(found2) ? found2 : [];
}
function integerOf(value, ...path3) {
  const found2 = fieldOf(value, ...path3);
  if (found2 === void 0 || found2 === null) return "absent";
  return isInt32(found2) ? found2 : "wrong";
}
function annotationOf(resource, key) {
  const found2 = fieldOf(resource, "metadata", "annotations", key);
  return found2 === void 0 || found2 === null ? void 0 : String(found2);
}
function identityOf({ apiVersion, kind: kind2, namespace, name = "" }) {
  return { group: groupOf(apiVersion), kind: kind2, namespace, name };
}
var nameIn = (resource) => String(fieldOf(resource, "metadata", "name") ?? "");
function mayShareNamespace(one, other2, given3) {
  const [first, second] = [one ?? given3, other2 ?? given3];
  return first === void 0 || second === void 0 || first === second;
}
var currentGroup = (group2) => group2 === "extensions" ? "apps" : group2;
function canonical(value) {
  return JSON.stringify(value, (_key, each2) => {
    const entries = asEntries(each2);
    return entries ? Object.fromEntries(Object.entries(entries).sort(byKey)) : each2;
  });
}
var byKey = ([a], [b]) => a < b ? -1 : a > b ? 1 : 0;

// src/kubernetes/labels.ts
function matches(selector, labels) {
  const entries = asEntries(selector);
  if (!entries) return false;
  return hasAll(labels, asEntries(entries["matchLabels"]) ?? {}) && itemsOf(entries, "matchExpressions").every((each2) => isMet(each2, labels));
}
function hasAll(labels, wanted) {
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(labels, key) && String(labels[key]) === String(value)
  );
}
function isMet(expression, labels) {
  const key = textOf(expression, "key") ?? "";
  const isThere = Object.hasOwn(labels, key);
  const values = itemsOf(expression, "values").map(String);
  const isListed = isThere && values.includes(String(labels[key]));
  switch (textOf(expression, "operator")) {
    case "In":
      return isListed;
    case "NotIn":
      return !isListed;
    case "Exists":
      return isThere;
    case "DoesNotExist":
      return !isThere;
    default:
      return false;
  }
}
var word = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
var domain = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
function isLabelKey(key) {
  const [name = "", prefix2, ...more] = key.split("/").toReversed();
  return more.length === 0 && word.test(name) && (prefix2 === void 0 || domain.test(prefix2));
}
var isLabelValue = (value) => value === "" || word.test(value);
var isAnnotationKey = (key) => isLabelKey(key.toLowerCase());

// src/kubernetes/generated/canary-fields.ts
var newestArgoRollouts = "1.10";
var canaryFields = [
  "abortScaleDownDelaySeconds",
  "analysis",
  "antiAffinity",
  "canaryMetadata",
  "canaryService",
  "dynamicStableScale",
  "maxSurge",
  "maxUnavailable",
  "minPodsPerReplicaSet",
  "pingPong",
  "replicaProgressThreshold",
  "scaleDownDelayRevisionLimit",
  "scaleDownDelaySeconds",
  "stableMetadata",
  "stableService",
  "steps",
  "trafficRouting"
];
var stepFields = {
  setWeight: [],
  pause: ["duration"],
  analysis: ["templates", "args", "dryRun", "measurementRetention", "analysisRunMetadata"],
  experiment: [
    "templates",
    "duration",
    "analyses",
    "dryRun",
    "analysisRunMetadata",
    "scaleDownDelaySeconds"
  ],
  setCanaryScale: ["replicas", "weight", "matchTrafficWeight"],
  setHeaderRoute: ["name", "match"],
  setMirrorRoute: ["name", "match", "percentage"],
  plugin: ["name", "config"]
};

// src/kubernetes/rollout-annotations.ts
var syncWave = "argocd.argoproj.io/sync-wave";
var syncOptions = "argocd.argoproj.io/sync-options";
var resourcePolicy = "helm.sh/resource-policy";
var fluxPrune = "kustomize.toolkit.fluxcd.io/prune";
var mostWave = 2n ** 63n - 1n;
function waveOf(text3) {
  const wave = /^[+-]?[0-9]{1,30}$/.test(text3 ?? "") ? BigInt((text3 ?? "").replace("+", "")) : 0n;
  return wave > mostWave || wave < -mostWave - 1n ? 0n : wave;
}
function waveBefore(rollouts) {
  const [first = 0n, ...others2] = rollouts.map(waveOf);
  const lowest = others2.reduce((least, wave) => wave < least ? wave : least, first);
  return String(lowest < -mostWave ? lowest : lowest - 1n);
}
var stepsAnnotation = "rolloutify/steps";
var isSwitched = (rollout3) => findStrings(rollout3, "annotations")[stepsAnnotation] === "dashboard";
var nextReleaseAnnotation = "rolloutify/next-release";
var isTakenAnnotation = (key) => [syncWave, syncOptions, resourcePolicy, fluxPrune, helmFileName].includes(key) || /^(?:rolloutify|rollout\.argoproj\.io)\//.test(key);

// src/settings.ts
var appliers = [
  "argocd",
  "argocd-server-side",
  "flux",
  "helm3",
  "helm4",
  "kubectl"
];
var isArgoCd = (applier) => applier === "argocd" || applier === "argocd-server-side";
var appliesServerSide = (applier) => applier === "argocd-server-side" || applier === "flux" || applier === "helm4";
var version = /^[0-9]+\.[0-9]+(\.[0-9]+)?$/;
var percentage = /^[0-9]+%$/;
var severities = ["off", "info", "warning", "error"];
function arePercents(percents) {
  const rising = percents.every(
    (percent, at) => Number.isInteger(percent) && percent > (percents[at - 1] ?? 0)
  );
  return rising && percents.at(-1) === 100;
}
var defaultPercents = [25, 100];
var argumentsPlace = { file: "<arguments>", line: 1, column: 1 };

// src/config-schema.ts
var amount = () => z2.union([
  z2.int().min(0),
  z2.string().regex(percentage, "expected pods or a percentage, such as 2 or 25%")
]);
var anything = once(() => z2.json().optional());
var copied = canaryFields.filter(
  (field) => !["maxSurge", "maxUnavailable", "steps"].includes(field)
);
var canarySchema = once(
  () => z2.strictObject({
    maxSurge: amount().optional(),
    maxUnavailable: amount().optional(),
    steps: z2.array(z2.record(z2.string(), z2.json())).nullish(),
    // What it is made from names each of them.
    ...Object.fromEntries(copied.map((field) => [field, anything()]))
  })
);
var workloadSchema = once(
  () => z2.strictObject({
    name: z2.string().min(1).describe("The Deployment; * and ? match several. The first entry that matches wins."),
    namespace: z2.string().optional(),
    release: z2.string().optional().describe("The Helm release, as set by --release."),
    labels: z2.record(z2.string(), z2.string()).optional().describe("Labels of the Deployment; all of them must match."),
    stage: z2.string().describe(
      "baseline, introduce-rollout, pin-replicas, pause-autoscaler, grow-P, shrink-P, retarget-autoscaler, release-autoscaler or done."
    ),
    replicas: z2.int().min(1).optional().describe("N: the pods to keep Ready through the migration."),
    percents: z2.array(z2.int().min(1).max(100)).min(1).refine(arePercents, "expected rising percentages that end in 100").optional(),
    autoscaler: z2.literal("none").optional().describe("Asserts that the workload has no autoscaler."),
    keep: z2.boolean().optional().describe("Set to false to omit the annotations that protect a Rollout from deletion."),
    replicasIgnored: z2.boolean().optional().describe("Whether the applier leaves the replicas of the Rollout to its autoscaler."),
    steps: z2.literal("dashboard").optional().describe("dashboard: the canary steps are switched by actions of Argo CD, so Git has none."),
    annotations: z2.record(z2.string(), z2.string()).superRefine((annotations, context) => {
      for (const key of Object.keys(annotations)) {
        const message = isTakenAnnotation(key) ? "it is written by the conversion or by a controller" : "expected a key such as example.org/name";
        if (isTakenAnnotation(key) || !isAnnotationKey(key)) {
          context.addIssue({ code: "custom", path: [key], message });
        }
      }
    }).optional().describe("Annotations to add to its Rollout."),
    strategy: z2.strictObject({ canary: canarySchema().nullish() }).nullish().describe("The Rollout's spec.strategy.")
  })
);
var configSchema = once(
  () => z2.strictObject({
    argoRollouts: z2.string().regex(version, 'expected a version, such as "1.9"').optional().describe('The version of Argo Rollouts in the cluster, such as "1.9".'),
    applier: z2.enum(appliers).optional().describe("What applies the manifests to the cluster."),
    workloads: z2.array(workloadSchema()).optional().describe("The workloads to migrate; without this list, every Deployment."),
    profiles: z2.record(z2.string(), z2.array(z2.record(z2.string(), z2.json()))).optional().describe("Named lists of canary steps."),
    metrics: z2.record(
      z2.string().regex(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, "expected the name of an object"),
      metricSchema()
    ).optional().describe("Metrics that judge a canary; a step refers to one as `analysis: NAME`."),
    rules: z2.record(z2.string(), z2.enum(severities)).optional().describe("Severity overrides for `check`, by diagnostic code.")
  })
);

// src/config-usual.ts
var usualConfig = (data) => config(data);
var only = (isUsual) => (value) => isUsual(value) ? value : void 0;
var listOf = (read3) => (value) => {
  if (!Array.isArray(value)) return void 0;
  const items = value.map((item) => read3(item));
  return items.includes(void 0) ? void 0 : items;
};
var entriesOf = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : void 0;
var asMapping2 = (entries) => entries?.every(([, value]) => value !== void 0) ? Object.fromEntries(entries) : void 0;
var mapOf = (read3) => (value) => asMapping2(entriesOf(value)?.map(([key, each2]) => [key, read3(each2)]));
var fields2 = (reads, required = []) => (value) => {
  const entries = entriesOf(value);
  if (!entries) return void 0;
  const given3 = new Map(entries);
  const own = Object.entries(reads).filter(([key]) => given3.has(key));
  const isUsual = own.length === given3.size && required.every((key) => given3.has(key));
  return isUsual ? asMapping2(own.map(([key, read3]) => [key, read3(given3.get(key))])) : void 0;
};
var orNull = (read3) => (value) => value === null ? null : read3(value);
var oneOf = (...values) => only((value) => values.includes(value));
var isText = (value) => typeof value === "string";
var isWhole = (value) => Number.isSafeInteger(value);
var text = only(isText);
var flag = only((value) => typeof value === "boolean");
var like = (form) => only((value) => typeof value === "string" && form.test(value));
var amount2 = only(
  (value) => isWhole(value) ? value >= 0 : typeof value === "string" && percentage.test(value)
);
var scalar = only((value) => isText(value) || typeof value === "boolean" || Number.isFinite(value));
var json2 = (value) => {
  if (value === null) return null;
  if (Array.isArray(value)) return listOf(json2)(value);
  return typeof value === "object" ? mapOf(json2)(value) : scalar(value);
};
var steps = listOf(mapOf(json2));
var amounts = { maxSurge: amount2, maxUnavailable: amount2, steps: orNull(steps) };
var canary = fields2({
  ...amounts,
  ...Object.fromEntries(canaryFields.flatMap((key) => key in amounts ? [] : [[key, json2]]))
});
var workload = fields2(
  {
    name: only((value) => isText(value) && value !== ""),
    namespace: text,
    release: text,
    labels: mapOf(text),
    stage: text,
    replicas: only((value) => isWhole(value) && value >= 1),
    percents: only((value) => Array.isArray(value) && value.every(isWhole) && arePercents(value)),
    autoscaler: oneOf("none"),
    keep: flag,
    replicasIgnored: flag,
    steps: oneOf("dashboard"),
    strategy: orNull(fields2({ canary: orNull(canary) }))
  },
  ["name", "stage"]
);
var config = fields2({
  argoRollouts: like(version),
  applier: oneOf(...appliers),
  workloads: listOf(workload),
  profiles: mapOf(steps),
  rules: mapOf(oneOf(...severities))
});

// src/datadog/version.ts
var firstWithQueries = "1.7";
function newerMetrics(metrics, version2, placeOf2) {
  if (version2 === void 0 || !isOlder(version2, firstWithQueries)) return [];
  return Object.keys(metrics).map(
    (name) => newerField(placeOf2(name, "datadog"), "provider.datadog.queries", firstWithQueries, version2)
  );
}

// src/datadog/problems.ts
var unknownMetric = define({
  code: "unknown-metric",
  severity: "error",
  exit: 2,
  message: (name, _similar, _known) => `Metric "${name}" does not exist`,
  hint: (_name, similar, known) => {
    if (similar !== void 0) return `did you mean "${similar}"?`;
    return known.length > 0 ? `expected one of ${known.join(", ")}; others are added to \`metrics\` in rolloutify.yaml` : "add it to `metrics` in rolloutify.yaml";
  },
  why: "A canary would be released without the measurement that was meant."
});
var withoutData = {
  noData: "omit noData, and a person decides",
  default_zero: "set enough, or use default_zero only for what is divided by a count",
  condition: "begin successCondition with !isNil(result) &&, and failureCondition, too"
};
var passesWithoutData = define({
  code: "passes-without-data",
  severity: "warning",
  message: (name, _by) => `Metric "${name}" passes if there is no data, so a canary goes on unmeasured`,
  hint: (_name, by2) => withoutData[by2],
  why: "A version that sends no metrics, because it is broken, would be promoted."
});
var notMerged = {
  unread: ["its YAML cannot be read", "correct the YAML, or pass another file"],
  shared: ["an alias or a duplicate key is in its way", "write its spec out, each key once"],
  several: ["it has several metrics", "leave one metric, and move the others to another template"],
  closed: [
    "a document after the last one would change what this file says",
    "end the last line with a line break, and pass a YAML file rather than JSON"
  ]
};
var templateNotMerged = define({
  code: "template-not-merged",
  severity: "error",
  message: (reason, template) => `${template} cannot be merged into this file: ${notMerged[reason][0]}`,
  hint: (reason) => notMerged[reason][1],
  why: "A merge by guess could change another document of the file."
});

// src/kubernetes/pod-hash.ts
function hashReferencesIn(deployment3) {
  if (!deployment3.document.text.includes(hash)) return [];
  return hashReferences(templateOf(deployment3));
}
var podHashLabels = {
  Deployment: "pod-template-hash",
  Rollout: "rollouts-pod-template-hash"
};
var hash = podHashLabels.Deployment;
function hashReferences(given3, key = "") {
  const node = dereference(given3);
  if (node?.type === "sequence") {
    const isNamed3 = key === "matchLabelKeys" || key === "mismatchLabelKeys";
    return node.items.flatMap(
      (item) => isNamed3 && isHash(item) ? [{ node: item, what: key }] : hashReferences(item, key)
    );
  }
  if (node?.type === "mapping") {
    return node.pairs.flatMap((pair) => {
      const isLabel = pair.key === hash && key === "matchLabels";
      const isExpression = pair.key === "key" && key === "matchExpressions" && isHash(pair.value);
      return isLabel || isExpression ? [{ node: pair.value, what: key }] : hashReferences(pair.value, pair.key);
    });
  }
  const isField = key === "fieldPath" && node?.type === "scalar";
  return isField && String(node.value) === `metadata.labels['${hash}']` ? [{ node, what: key }] : [];
}
function isHash(given3) {
  const node = dereference(given3);
  return node?.type === "scalar" && node.value === hash;
}
var hashLabels = Object.values(podHashLabels);
function hashSelectionsIn({ node, document }) {
  if (!document.text.includes(hash)) return [];
  return node.pairs.flatMap(
    (pair) => pair.key === "metadata" || pair.key === "status" || pair.key.endsWith("ata") ? [] : hashSelections(pair.value)
  );
}
function hashSelections(given3) {
  const node = dereference(given3);
  if (node?.type === "sequence") return node.items.flatMap(hashSelections);
  if (node?.type !== "mapping") return [];
  const expression = asEntries(valueOf(node)) ?? {};
  const label = hashLabels.find((each2) => each2 === expression["key"]);
  if (label && itemsOf(expression, "values").length > 0) return [{ node, label }];
  return node.pairs.flatMap(({ key, value }) => {
    if (key === "template") return [];
    const isSelecting2 = hashLabels.includes(key) && value.type === "scalar";
    return isSelecting2 && value.value ? [{ node: value, label: key }] : hashSelections(value);
  });
}

// src/datadog/template.ts
var tag = podHashLabels.Rollout;
var places = { canary: "canary-hash", stable: "stable-hash" };
var sides = ["canary", "stable"];
function analysisTemplate(name, metric, place) {
  const { namespace, annotations } = place;
  const asked = askedOf(metric);
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AnalysisTemplate",
    metadata: { name, ...namespace && { namespace }, ...annotations && { annotations } },
    spec: {
      ...argumentsOf(asked),
      ...metric.dryRun && { dryRun: [{ metricName: name }] },
      metrics: [
        {
          name,
          // What the new pods did not do yet is not theirs: the first window begins with them.
          initialDelay: metric.window,
          interval: metric.every,
          ...limits(metric),
          ...conditions(metric),
          provider: {
            datadog: {
              apiVersion: "v2",
              interval: metric.window,
              aggregator: asked.aggregator,
              queries: mapped(asked.queries, (query2) => withArguments(query2)),
              formula: asked.formula
            }
          }
        }
      ]
    }
  };
}
var hashArguments = (metric) => sidesIn(askedOf(metric)).map((side) => ({
  name: places[side],
  valueFrom: { podTemplateHashValue: side === "canary" ? "Latest" : "Stable" }
}));
var argumentsOf = (asked) => {
  const names = sidesIn(asked).map((side) => ({ name: places[side] }));
  return names.length > 0 ? { args: names } : {};
};
var sidesIn = ({ queries }) => sides.filter((side) => Object.values(queries).some((query2) => query2.includes(`{{${side}}}`)));
var withArguments = (query2) => query2.replace(/\{\{(canary|stable)\}\}/g, (_, side) => `${tag}:{{args.${places[side]}}}`);
var mapped = (texts2, change) => Object.fromEntries(Object.entries(texts2).map(([key, text3]) => [key, change(text3)]));
function askedOf({ datadog, stable, enough }) {
  const own = queriesOf(datadog);
  const compared = stable ? comparedWithStable(own, stable) : own;
  if (enough === void 0) return compared;
  const [counted2 = "", least = ""] = enough.split(/ ?>= ?/);
  const guard3 = `is_greater(${counted2}, ${Number(least) - 0.5})`;
  return { ...compared, formula: `(${compared.formula}) / ${guard3}` };
}
function comparedWithStable(own, by2) {
  const canary3 = Object.entries(own.queries).filter(([, query2]) => query2.includes("{{canary}}"));
  const old = canary3.map(([name, query2]) => [
    `stable_${name}`,
    query2.replaceAll("{{canary}}", "{{stable}}")
  ]);
  let formula = own.formula;
  for (const [name] of canary3) {
    formula = formula.replace(new RegExp(`\\b${name}\\b`, "g"), `stable_${name}`);
  }
  const sign = by2 === "ratio" ? "/" : "-";
  return {
    ...own,
    queries: { ...own.queries, ...Object.fromEntries(old) },
    formula: `(${own.formula}) ${sign} (${formula})`
  };
}
function limits(metric) {
  const [every = 1, whole2 = 0] = [metric.every, metric.for].map(secondsOf);
  const count2 = Math.max(1, Math.ceil(whole2 / every));
  return {
    count: count2,
    failureLimit: 0,
    inconclusiveLimit: Math.floor((count2 - 1) / 2),
    consecutiveErrorLimit: 4
  };
}
var opposites = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" };
function boundsOf({ fails: fails2, passes }) {
  const given3 = (fails2 ?? passes ?? "").replace(/^([<>]=?) ?/, "$1 ");
  const [sign = "", number = ""] = given3.split(" ");
  const other2 = `${opposites[sign] ?? sign} ${number}`;
  return fails2 === void 0 ? { passes: given3, fails: other2 } : { passes: other2, fails: given3 };
}
function conditions(metric) {
  const { passes, fails: fails2 } = boundsOf(metric);
  const isMeasured = (bound) => `!isNil(result) && default(result, 0) ${bound}`;
  const ifMissing = (bound) => `isNil(result) || default(result, 0) ${bound}`;
  if (metric.noData === "pass") {
    return { successCondition: ifMissing(passes), failureCondition: isMeasured(fails2) };
  }
  return {
    successCondition: isMeasured(passes),
    failureCondition: metric.noData === "fail" ? ifMissing(fails2) : isMeasured(fails2)
  };
}

// src/datadog/spell.ts
function spellSteps(steps3, metrics, placeOf2) {
  const diagnostics = [];
  const spelt = steps3.map((step3, index) => {
    const { analysis } = step3;
    if (typeof analysis !== "string") return step3;
    const metric = Object.hasOwn(metrics, analysis) ? metrics[analysis] : void 0;
    if (metric) return { ...step3, analysis: analysisOf(analysis, metric) };
    const names = Object.keys(metrics);
    const at = placeOf2(index, "analysis");
    diagnostics.push(unknownMetric(at, analysis, nearest(analysis, names), names));
    return step3;
  });
  return { steps: spelt, diagnostics };
}
function analysisOf(name, metric) {
  const args = hashArguments(metric);
  return { templates: [{ templateName: name }], ...args.length > 0 && { args } };
}
function metricsIn(steps3, metrics) {
  const names = (Array.isArray(steps3) ? steps3 : []).flatMap((step3) => {
    const templates = asEntries(asEntries(step3)?.["analysis"])?.["templates"];
    return (Array.isArray(templates) ? templates : []).flatMap(
      (each2) => asEntries(each2)?.["templateName"] ?? []
    );
  });
  return Object.keys(metrics).filter((name) => names.includes(name));
}

// src/config.ts
function parseConfig(text3, file = "rolloutify.yaml") {
  const document = wholeDocument(openSource(file, text3));
  const { root, error } = document;
  if (error) {
    const problem = unreadableConfig(locate(document, error.offset), error.message);
    return { config: void 0, diagnostics: [problem] };
  }
  const data = root ? valueOf(root) : {};
  if (data === void 0) {
    const problem = unreadableConfig(locate(document, root?.start ?? 0), aliasNowhere);
    return { config: void 0, diagnostics: [problem] };
  }
  const repeated = findRepeatedKey(root);
  if (repeated) {
    const problem = repeatedConfigKey(locate(document, repeated.keyStart), repeated.key);
    return { config: void 0, diagnostics: [problem] };
  }
  const reserved2 = findReserved(root);
  if (reserved2) {
    const problem = unknownConfigKey(locate(document, reserved2.keyStart), reserved2.key, void 0);
    return { config: void 0, diagnostics: [problem] };
  }
  const result = checked(data ?? {});
  if ("issues" in result) {
    return { config: void 0, diagnostics: result.issues.flatMap((each2) => report(document, each2)) };
  }
  const config2 = withPlaces(document, result.data);
  const { spelt, diagnostics: unknown2 } = withAnalyses(config2);
  const { argoRollouts, metrics = {}, metricAt = () => locate(document, 0) } = config2;
  const diagnostics = [...unknown2, ...newerMetrics(metrics, argoRollouts, metricAt)];
  return { config: diagnostics.length > 0 ? void 0 : spelt, diagnostics };
}
function checked(data) {
  const usual = usualConfig(data);
  if (usual) return { data: usual };
  const { success, data: own, error } = configSchema().safeParse(data);
  return success ? { data: own } : { issues: error.issues };
}
function withAnalyses(config2) {
  const { profiles = {}, workloads, metrics = {} } = config2;
  const diagnostics = [];
  const spell = (steps3, placeOf2) => {
    const found2 = spellSteps(steps3, metrics, placeOf2);
    diagnostics.push(...found2.diagnostics);
    return found2.steps;
  };
  const spelt = {
    ...config2,
    ...config2.profiles && {
      profiles: Object.fromEntries(
        Object.entries(profiles).map(([name, steps3]) => {
          const placeOf2 = config2.profileAt?.(name);
          return [name, placeOf2 ? spell(steps3, placeOf2) : steps3];
        })
      )
    },
    ...workloads && {
      workloads: workloads.map((entry) => {
        const { strategy, at } = entry;
        const steps3 = strategy?.canary?.steps;
        if (!steps3) return entry;
        const placeOf2 = (step3, ...path3) => at("strategy", "canary", "steps", String(step3), ...path3);
        const canary3 = { ...strategy.canary, steps: spell(steps3, placeOf2) };
        return { ...entry, strategy: { ...strategy, canary: canary3 } };
      })
    }
  };
  return { spelt, diagnostics };
}
function findReserved(node) {
  if (node?.type === "sequence") {
    for (const item of node.items) {
      const found2 = findReserved(item);
      if (found2) return found2;
    }
  }
  if (node?.type !== "mapping") return void 0;
  for (const pair of node.pairs) {
    const found2 = pair.key === "__proto__" ? pair : findReserved(pair.value);
    if (found2) return found2;
  }
  return void 0;
}
var aliasNowhere = "It contains an unresolved alias, or too many aliases";
function withPlaces(document, data) {
  const { workloads, ...rest } = data;
  const configPlace = (...path3) => locate(document, offsetAt(document.root, path3));
  const profileAt = (profile) => (step3, ...path3) => configPlace("profiles", profile, step3, ...path3);
  const metricAt = (...path3) => configPlace("metrics", ...path3);
  const ruleAt = (code2) => locate(document, offsetAt(document.root, ["rules", code2], "key"));
  const entries = workloads?.map((entry, index) => ({
    ...entry,
    at: (...path3) => configPlace("workloads", index, ...path3)
  }));
  return {
    ...rest,
    ...rest.profiles && { profileAt },
    ...rest.metrics && { metricAt },
    ...rest.rules && { ruleAt },
    ...entries && { workloads: entries }
  };
}
var mostKeys = 100;
function report(document, issue) {
  const path3 = issue.path.map((key) => typeof key === "number" ? key : String(key));
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(path3);
    const keyAt = (key) => locate(document, offsetAt(document.root, [...path3, key], "key"));
    const [first = ""] = issue.keys;
    const rest = issue.keys.length - mostKeys;
    return [
      ...issue.keys.slice(0, mostKeys).map((key) => unknownConfigKey(keyAt(key), key, nearest(key, known))),
      ...rest > 0 ? [invalidConfig(keyAt(first), printPath(path3), `it has ${rest} more unknown keys`)] : []
    ];
  }
  const at = locate(document, offsetAt(document.root, path3));
  if (issue.code === "invalid_type" && issue.input === void 0 && /undefined/.test(issue.message)) {
    return [invalidConfig(at, printPath(path3), "it is missing")];
  }
  const message = issue.message.replace(/^Invalid (input|option|string): /, "");
  return [invalidConfig(at, printPath(path3), message.charAt(0).toLowerCase() + message.slice(1))];
}
function printPath(path3) {
  const printed = path3.map((key) => typeof key === "number" ? `[${key}]` : `.${key}`).join("");
  return printed.replace(/^\./, "") || "the configuration";
}
function knownKeys(path3) {
  if (path3.length === 0) return Object.keys(configSchema().shape);
  if (path3[0] === "metrics") return path3.at(-1) === "datadog" ? sourceKeys() : metricKeys();
  if (path3.at(-1) === "canary") return Object.keys(canarySchema().shape);
  if (path3.at(-1) === "strategy") return ["canary"];
  return Object.keys(workloadSchema().shape);
}
function offsetAt(root, path3, wanted = "value") {
  let node = dereference(root);
  let offset = node?.start ?? 0;
  for (const key of path3) {
    const pair = node?.type === "mapping" ? findPair(node, String(key)) : void 0;
    const item = node?.type === "sequence" ? node.items[Number(key)] : void 0;
    const value = pair?.value ?? item;
    if (!value) return offset;
    const empty = value.start === value.end;
    offset = pair && (wanted === "key" || empty) ? pair.keyStart : value.start;
    node = dereference(value);
  }
  return offset;
}

// src/counted.ts
var counted = (count2, one) => `${count2} ${count2 === 1 ? one : `${one}s`}`;

// src/convert/problems.ts
var nameMissing = define({
  code: "name-missing",
  severity: "error",
  message: (kind2) => `${kind2} has no metadata.name, which a Rollout and its autoscaler refer to`,
  hint: "set a name; generateName is not enough",
  why: "The Rollout and the autoscaler refer to the Deployment by name, so with generateName they would find none."
});
var nameNotText = define({
  code: "name-not-text",
  severity: "error",
  message: (kind2, name) => `${kind2} has a metadata.name that YAML reads as ${name}, not as text`,
  hint: "put the name in quotes; the API server rejects a name that is not a string",
  why: "The API server rejects the object."
});
var selectorMissing = define({
  code: "selector-missing",
  severity: "error",
  message: (deployment3) => `${deployment3} has a pod template but no spec.selector`,
  hint: "set the selector that Kubernetes requires; the Rollout needs the same one",
  why: "The API server rejects the Deployment, and the Rollout would not know which pods are its own."
});
var templateMissing = define({
  code: "template-missing",
  severity: "error",
  message: (deployment3) => `${deployment3} has a selector but no spec.template`,
  hint: "set the pod template, because a Rollout uses it",
  why: "The Rollout has nothing to create pods from."
});
var removedApiVersion = define({
  code: "removed-api-version",
  severity: "error",
  message: (name, apiVersion, _current) => `${name} has apiVersion "${apiVersion}", which Kubernetes does not serve`,
  hint: (_name, _apiVersion, current) => `write it as ${current}`,
  why: "The API server rejects the object, and Argo Rollouts looks for the workload in the current version."
});
var recreateStrategy = define({
  code: "recreate-strategy",
  severity: "error",
  message: (deployment3, type) => `${deployment3} uses strategy "${type}", so two sets of its pods must not run side by side`,
  hint: "use RollingUpdate if the application allows it, otherwise exclude it with `stage: baseline`",
  why: "During the move pods of both sides run at once, which the application may not survive."
});
var deploymentPaused = define({
  code: "deployment-paused",
  severity: "error",
  message: (deployment3) => `${deployment3} is paused, but its Rollout would not be`,
  hint: "remove spec.paused first",
  why: "The Rollout would roll out a template that the Deployment holds back."
});
var replicasNotInteger = define({
  code: "replicas-not-integer",
  severity: "error",
  message: (deployment3) => `spec.replicas of ${deployment3} is not a valid replica count`,
  hint: "write an integer without quotes",
  why: "The API server rejects the object, and N cannot be derived from it."
});
var severalAutoscalers = define({
  code: "several-autoscalers",
  severity: "error",
  message: (deployment3, autoscalers) => `${deployment3} is scaled by ${autoscalers.join(" and ")}, which block each other`,
  hint: "keep one of them",
  why: "Two HPAs on the same pods both stop with AmbiguousSelector, so nothing scales under load."
});
var ambiguousAutoscaler = define({
  code: "ambiguous-autoscaler",
  severity: "error",
  message: (autoscaler, deployment3, count2) => `${autoscaler} has no namespace and may scale any of ${count2} Deployments "${deployment3}"`,
  hint: "set the namespace of its Deployment, or pass --namespace",
  why: "Pausing the autoscaler for the wrong workload leaves the other one without scaling."
});
var autoscalerNotInteger = define({
  code: "autoscaler-not-integer",
  severity: "error",
  message: (autoscaler, field, is) => `spec.${field} of ${autoscaler} is ${is}`,
  hint: (_autoscaler, field, is) => is === "missing" ? `set spec.${field} to an integer` : "write an integer without quotes",
  why: "The API server rejects the autoscaler, and its bounds cannot be checked against N."
});
var autoscalerPaused = define({
  code: "autoscaler-paused",
  severity: "error",
  message: (autoscaler, path3) => `${autoscaler} is paused by ${path3}`,
  hint: "restore its settings from before the pause; rolloutify cannot tell what they were",
  why: "A pause that is taken for the original would be restored at the end, so the Rollout would never scale."
});
var newerAutoscalerField = define({
  code: "newer-autoscaler-field",
  severity: "error",
  message: (autoscaler, path3) => `${autoscaler} is autoscaling/v1 but sets fields of v2 in ${path3}`,
  hint: "write it as autoscaling/v2, and move these fields into its spec if they are meant to take effect",
  why: "The API server drops the fields, so the autoscaler works without them."
});
var autoscalerNotNone = define({
  code: "autoscaler-not-none",
  severity: "error",
  message: (deployment3, autoscaler) => `The configuration says that ${deployment3} has no autoscaler, but ${autoscaler} scales it`,
  hint: "remove `autoscaler: none` from the entry",
  why: "An autoscaler that is not paused undoes every shrink."
});
var autoscalerNotInView = define({
  code: "autoscaler-not-in-view",
  severity: "error",
  message: (deployment3) => `${deployment3} sets no replicas, and its autoscaler is not in the input`,
  hint: "pass the autoscaler together with the Deployment, or set `autoscaler: none` in the configuration",
  why: "An autoscaler that is not paused undoes every shrink, and N cannot be checked against its bounds."
});
var autoscalerElsewhere = define({
  code: "autoscaler-elsewhere",
  severity: "error",
  message: (deployment3, autoscaler, file) => `${deployment3} is scaled by ${autoscaler} in another folder, "${file}"`,
  hint: "pass both files by name in one command: folders are read one by one",
  why: "The stage would change the Deployment but not its autoscaler, which would undo it."
});
var duplicateManifest = define({
  code: "duplicate-manifest",
  severity: "error",
  message: (name, first) => `${name} is defined twice, first at ${first}`,
  hint: "remove one of the two, or set different namespaces",
  why: "The one that is applied last wins, so half of a stage could be undone."
});
var unknownRollout = define({
  code: "unknown-rollout",
  severity: "error",
  message: (rollout3, deployment3, apiVersion) => `${rollout3} refers to ${deployment3}, but its apiVersion "${apiVersion}" is not that of Argo Rollouts`,
  hint: "write argoproj.io/v1alpha1, or remove it, because a second Rollout would be added",
  why: "The API server does not serve it, or another controller acts on the same pods."
});
var rolloutNameTaken = define({
  code: "rollout-name-taken",
  severity: "error",
  message: (rollout3, deployment3) => `${rollout3} already exists but does not refer to ${deployment3}`,
  hint: "rename it, or let its spec.workloadRef name the Deployment",
  why: "The new Rollout would replace one that runs other pods."
});
var rolloutElsewhere = define({
  code: "rollout-elsewhere",
  severity: "error",
  message: (deployment3, rollout3, file) => `${deployment3} already has ${rollout3} in another folder, "${file}"`,
  hint: "name both files in one command, so that they are read together",
  why: "A second Rollout of the same name would be added, and the two would overwrite each other."
});
var severalRollouts = define({
  code: "several-rollouts",
  severity: "error",
  message: (deployment3, rollouts) => `${rollouts.join(" and ")} ${rollouts.length > 2 ? "all" : "both"} refer to ${deployment3}`,
  hint: "keep one Rollout for a Deployment",
  why: "Both Rollouts create pods of the same template, so twice as many run."
});
var rolloutBeyondMigration = define({
  code: "rollout-beyond-migration",
  severity: "error",
  message: (rollout3, field) => `${rollout3} has ${field}, which is not allowed before the last stage`,
  hint: (_rollout, field) => field.endsWith(".steps") ? "comment them out with `rolloutify steps off`, and uncomment them with `rolloutify steps on` after the last stage" : "remove the field for the migration, and add it again after the last stage",
  why: "With it the controller moves pods or traffic by itself, not as the stages say."
});
var rolloutAlreadyThere = define({
  code: "rollout-already-there",
  severity: "info",
  message: (deployment3, rollout3) => `${deployment3} already has ${rollout3}, so both stay unchanged`,
  hint: "pass --workload, or add an entry without wildcards, to convert it to a stage",
  why: "A stage would change the replicas of a Rollout that serves already."
});
var rolloutPaused = define({
  code: "rollout-paused",
  severity: "error",
  message: (rollout3) => `${rollout3} is paused in Git: neither a stage nor an autoscaler changes its pods`,
  hint: "remove spec.paused; replicas: 0 keeps a new Rollout without pods",
  why: "The controller does not scale a paused Rollout, so a grow would start no pod."
});
var rolloutInvalid = define({
  code: "rollout-invalid",
  severity: "error",
  message: (rollout3, fault) => `${rollout3} is invalid, because ${fault}: neither a stage nor an autoscaler changes its pods`,
  hint: "correct it first; `rolloutify check` names each field",
  why: "The API server or the controller rejects such a Rollout, so it starts no pod while the Deployment is shrunk."
});
var autoscalerNotUnderstood = define({
  code: "autoscaler-not-understood",
  severity: "error",
  message: (deployment3, scaler, { by: by2, kind: kind2 }, _beside) => {
    const isOfAutoscaler = kind2 === "HorizontalPodAutoscaler" || kind2 === "ScaledObject";
    const what = isOfAutoscaler ? `The autoscaler of ${deployment3}` : deployment3;
    if (by2 === "command") return `${what} is changed by a command of ${scaler}`;
    return by2 === "kind" ? `${what} is the target of ${scaler}, an unknown kind that may change the number of pods` : `${what} is the target of ${scaler}, but the kind or apiVersion of that target is wrong`;
  },
  hint: (_deployment, _scaler, { by: by2 }, beside) => {
    if (by2 === "mended-target") return "correct the target, or remove the autoscaler";
    if (by2 === "command")
      return "set spec.suspend: true until the last stage, and make it name the Rollout then";
    return beside === "an-autoscaler" ? "remove it until the last stage, and point it at what scales the Rollout then" : "make sure that it does not change the pods until the last stage, point it at the Rollout by hand then, and set `autoscaler: none` in the configuration";
  },
  why: "It may start or stop pods while a stage counts on a fixed number."
});
var autoscalerOnRollout = define({
  code: "autoscaler-on-rollout",
  severity: "error",
  message: (autoscaler, rollout3) => `${autoscaler} already scales ${rollout3}, before the last stage`,
  hint: "point its target at the Deployment until the pods have moved",
  why: "It starts pods of the Rollout up to its minimum, whatever a stage says."
});
var rolloutServes = define({
  code: "rollout-serves",
  severity: "error",
  message: (rollout3, replicas, pods4) => `${rollout3} has ${counted(replicas, "pod")}, but this stage would scale it to ${pods4}`,
  hint: "use the stage that the manifests are at, or correct the number of pods to keep",
  why: "The pods of the Rollout that serve now would be deleted."
});
var stageInManifest = define({
  code: "stage-in-manifest",
  severity: "error",
  message: (deployment3) => `${deployment3} records its own migration stage in its manifests: converting it to another one would undo the migration`,
  hint: "use `migrate next` or `migrate back` for it, or exclude it from this run",
  why: "Going to an earlier stage at once takes pods away before others have started."
});
var sharedByAlias = define({
  code: "shared-by-alias",
  severity: "error",
  message: (name) => `${name} shares this value through a YAML alias: an edit would change a second place`,
  hint: "write the value out in both places",
  why: "The second place would get the replicas or the name that is meant for the first."
});
var repeatedKey = define({
  code: "repeated-key",
  severity: "error",
  message: (name) => `${name} has this key twice, but the key has to change`,
  hint: "keep one of the two",
  why: "YAML readers disagree on which of the two counts, so the change may have no effect."
});
var unexpectedType = define({
  code: "unexpected-type",
  severity: "error",
  message: (name) => `${name} must be a mapping here`,
  hint: "write it as the API defines it",
  why: "The API server rejects the object."
});
var tooManyAliases = define({
  code: "too-many-aliases",
  severity: "error",
  message: (name) => `The labels or the selector of ${name} contain an unresolved alias, or too many aliases`,
  hint: "write the values out",
  why: "The selector decides which pods the Rollout owns, so it is not copied from a guess."
});
var openBlockScalar = define({
  code: "open-block-scalar",
  severity: "error",
  message: (deployment3) => `${deployment3} ends in a block scalar without a trailing line break, and adding one would change its value`,
  hint: "end the file with a line break",
  why: "The pod template would change, so all pods would restart."
});
var replicasUnknown = define({
  code: "replicas-unknown",
  severity: "error",
  message: (deployment3) => `The number of pods to keep for ${deployment3} is unknown`,
  hint: "set the number of pods at a busy hour, with headroom, as `replicas` in the configuration or by --replicas NAME=N",
  why: "With too few pods the workload is overloaded while its autoscaler is paused."
});
var replicasDiffer = define({
  code: "replicas-differ",
  severity: "error",
  message: (deployment3, own, given3) => `${deployment3} has ${counted(own, "replica")} and no autoscaler, but ${given3} ${given3 === 1 ? "is" : "are"} requested`,
  hint: "change the replicas of the Deployment itself, or remove the number",
  why: "Pinning another number would start or stop pods in the middle of a migration."
});
var replicasZero = define({
  code: "replicas-zero",
  severity: "error",
  message: (deployment3) => `${deployment3} has no pods to keep: its replicas are 0`,
  hint: "set its replicas, or keep it at `stage: baseline` or `introduce-rollout`",
  why: "A percentage of 0 pods is 0, so there is nothing to move."
});
var replicasOutOfBounds = define({
  code: "replicas-out-of-bounds",
  severity: "error",
  message: (replicas, bound, pods4, name) => `${counted(replicas, "pod")} to keep ${replicas === 1 ? "is" : "are"} ${bound} (${pods4}) that ${name} allows`,
  hint: (_replicas, bound) => bound === "above the most" ? "raise its maximum first, in a separate change" : "keep at least its minimum",
  why: "The autoscaler would change the count as soon as it wakes, in the middle of the move."
});
var replicasIgnoredTooEarly = define({
  code: "replicas-ignored-too-early",
  severity: "error",
  message: (deployment3, stage) => `replicasIgnored is set for ${deployment3} at ${stage}: the applier would not apply the replicas of its Rollout`,
  hint: "set it at retarget-autoscaler, while the autoscaler holds the count",
  why: "Argo CD or Flux would keep the live count, so a grow would start no pod."
});
var replicasNotIgnored = define({
  code: "replicas-not-ignored",
  severity: "error",
  message: (deployment3, applier, _source) => `${applier} would reset the replicas of Rollout "${deployment3}" on every sync, overriding the autoscaler`,
  hint: (_deployment, applier, source2) => ignoreHints[applier](sayIgnored[source2]),
  why: "At a busy hour each sync removes the pods that the autoscaler has added."
});
var sayIgnored = {
  configuration: "set `replicasIgnored: true`",
  manifests: "pass `--replicas-ignored`, or set `replicasIgnored: true` in rolloutify.yaml"
};
var argoCdIgnores = (say) => `let the Application ignore the Rollout's /spec/replicas (\`rolloutify argocd ignore --write FILE\`), then ${say}, or pass the Application together with the manifests`;
var ignoreHints = {
  argocd: argoCdIgnores,
  "argocd-server-side": argoCdIgnores,
  flux: (say) => `let a second field manager own spec.replicas of the Rollout, let the Kustomization ignore it (spec.ignore), then ${say}`,
  helm4: (say) => `run Helm with --server-side=false, then ${say}`,
  kubectl: () => "use another applier for the last stage, because kubectl apply cannot ignore the field"
};
var replicasNeverIgnored = define({
  code: "replicas-never-ignored",
  severity: "error",
  message: (deployment3) => `replicasIgnored is set for ${deployment3}, but kubectl apply cannot ignore fields`,
  hint: "remove replicasIgnored, or set the applier that can",
  why: "Each apply resets the count to the one in the file."
});
var stepsOfDashboard = define({
  code: "steps-of-dashboard",
  severity: "error",
  message: (title2) => `${title2} has canary steps in Git, but its steps are switched from the dashboard: each sync would restore those of Git`,
  hint: "comment the steps out with `rolloutify steps off`, or remove `steps: dashboard`",
  why: "A canary that was switched on or off in the dashboard would be changed back by the next sync."
});
var stepsTooEarly = define({
  code: "steps-too-early",
  severity: "error",
  message: (field, deployment3, stage) => `strategy.canary.${field} is set for ${deployment3} at ${stage}, before the last stage`,
  hint: "comment it out until the migration is done: with it, pods would not move as the stages say",
  why: "Steps and traffic settings act on the pods of the Rollout alone while the Deployment still serves."
});
var repeatedKeyCopied = define({
  code: "repeated-key-copied",
  severity: "warning",
  message: (key, deployment3) => `The key "${key}" is duplicated in the fields copied from ${deployment3}`,
  hint: "keep one of the two; the Rollout gets the last one, as in Kubernetes",
  why: "Someone who reads the file may take the first value for the one that counts."
});
var percentsMerged = define({
  code: "percents-merged",
  severity: "info",
  message: (deployment3, merged, replicas) => `${merged.join("% and ")}% of ${counted(replicas, "pod")} of ${deployment3} rounds to the same number as the next percentage, so it is not a separate stage`,
  hint: "no action needed; set other percentages if you want separate stages",
  why: "Two stages with the same numbers of pods would be two commits that change nothing in between."
});
var nothingToList = define({
  code: "nothing-to-list",
  severity: "warning",
  message: () => "The input has no Deployment, and a configuration without entries converts nothing",
  hint: "pipe what the chart renders, as in `helmfile template | rolloutify init -`",
  why: "With no entry a render passes every manifest through unchanged."
});
var entryNew = define({
  code: "entry-new",
  severity: "info",
  message: (name) => `Deployment "${name}" had no entry; one is added`,
  hint: "review its stage and its replicas before you commit",
  why: "A new entry decides what the next render does with this workload."
});
var entryGone = define({
  code: "entry-gone",
  severity: "warning",
  message: (name) => `The entry for "${name}" matches no Deployment in the input`,
  hint: "remove it if the Deployment is gone for good; otherwise correct its name or namespace, or pass its --release",
  why: "A misspelled entry renders its workload without its Rollout, so a sync deletes the pods."
});
var entriesOnOneLine = define({
  code: "entries-on-one-line",
  severity: "error",
  message: () => "The list of workloads is in brackets, so nothing can be added to it",
  hint: "write it as a list with dashes",
  why: "An edit inside brackets could change the entries that are already there."
});

// src/json.ts
function parseJson(text3) {
  try {
    return JSON.parse(text3);
  } catch {
    return void 0;
  }
}

// src/yaml/merge-patch.ts
function mergePatch(value, patch) {
  const merged = { ...value };
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete merged[key];
    else if (isPatch(change)) merged[key] = mergePatch(asEntries(merged[key]) ?? {}, change);
    else merged[key] = change;
  }
  return merged;
}
function mergePatches(first, second) {
  const merged = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const own = merged[key];
    merged[key] = isPatch(own) && isPatch(value) ? mergePatches(own, value) : value;
  }
  return merged;
}
function isPatch(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/yaml/print.ts
var plain = /^(?:[A-Za-z_/][\w./%=-]*(?: [\w./%-]+)*|[0-9]+(?:%|ms|s|m|h))$/;
var reserved = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf|e[-+]?[0-9]+)$/i;
function printScalar(value) {
  if (typeof value !== "string") return String(value);
  if (plain.test(value) && !reserved.test(value)) return value;
  return quotesJson.test(value) ? `'${value}'` : quote(value);
}
var quotesJson = /^[[{](?=.*")[\x20-\x26\x28-\x7e]*$/;
var unseen = /[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
function quote(value) {
  return JSON.stringify(value).replace(
    unseen,
    (character) => "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0")
  );
}
function printBlock(entries) {
  const lines2 = [];
  printEntries(lines2, "", entries);
  return lines2;
}
function printEntries(lines2, indent, entries, head2 = indent) {
  let start = head2;
  for (const key in entries) {
    const value = entries[key];
    if (value === void 0) continue;
    printEntry(lines2, { indent, start: `${start}${printScalar(key)}:` }, value);
    start = indent;
  }
}
function printEntry(lines2, { indent, start }, value) {
  if (value === null || typeof value !== "object") lines2.push(`${start} ${printScalar(value)}`);
  else if (isItems(value)) {
    lines2.push(value.length > 0 ? start : `${start} []`);
    for (const item of value) printItem(lines2, indent, item);
  } else if (isEmpty(value)) lines2.push(`${start} {}`);
  else {
    lines2.push(start);
    printEntries(lines2, indent + "  ", value);
  }
}
function printItem(lines2, indent, item) {
  const entries = asEntries(item);
  if (entries && !isEmpty(entries)) printEntries(lines2, indent + "  ", entries, indent + "- ");
  else lines2.push(`${indent}- ${printFlow(item, "yaml")}`);
}
var isEmpty = (entries) => Object.values(entries).every((value) => value === void 0);
function printFlow(value, style) {
  if (style === "json") return quote(value);
  if (value === null || typeof value !== "object") return printScalar(value);
  if (isItems(value)) return `[${value.map((item) => printFlow(item, style)).join(", ")}]`;
  const entries = Object.entries(value).filter((entry) => entry[1] !== void 0).map(([key, item]) => `${printScalar(key)}: ${printFlow(item ?? null, style)}`);
  return `{${entries.join(", ")}}`;
}

// src/yaml/edit.ts
function applyEdits(source2, edits) {
  let result = "";
  let offset = 0;
  for (const edit of inOrder(edits)) {
    result += source2.slice(offset, edit.start) + edit.text;
    offset = edit.end;
  }
  return result + source2.slice(offset);
}
function inOrder(edits) {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  for (const [at, edit] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before && edit.start < before.end) {
      throw new Error(`Overlapping edit at offset ${edit.start}`);
    }
  }
  return sorted;
}
function wholeLines(text3, edits) {
  const widened = [];
  const sorted = inOrder(edits);
  for (let first = 0; first < sorted.length; ) {
    const start = text3.lastIndexOf("\n", (sorted[first]?.start ?? 0) - 1) + 1;
    let end = start;
    let next = first;
    const isOpen = () => end === text3.length && text3[end - 1] !== "\n";
    for (let edit = sorted[next]; edit && (next === first || edit.start < end || isOpen()); ) {
      end = Math.max(end, endOfLines(text3, edit));
      edit = sorted[++next];
    }
    const own = sorted.slice(first, next).map((edit) => ({
      ...edit,
      start: edit.start - start,
      end: edit.end - start
    }));
    widened.push({ start, end, text: applyEdits(text3.slice(start, end), own) });
    first = next;
  }
  return widened;
}
function endOfLines(text3, { start, end, text: added2 }) {
  const isBetween2 = end === start && (added2.endsWith("\n") || added2 === "") && (start === 0 || text3[start - 1] === "\n");
  if (isBetween2 || end > start && text3[end - 1] === "\n") return end;
  const lineEnd = text3.indexOf("\n", end);
  return lineEnd < 0 ? text3.length : lineEnd + 1;
}
function composeEdits(first, between2, second) {
  let shift = 0;
  const undone = inOrder(first).map(({ start, end, text: text3 }) => {
    const at = start + shift;
    shift += text3.length - (end - start);
    return { start: at, end: at + text3.length, grown: text3.length - (end - start), edit: void 0 };
  });
  const done = inOrder(second).map((edit) => ({ ...edit, grown: 0, edit }));
  const all2 = [...undone, ...done].sort((a, b) => a.start - b.start || a.end - b.end);
  const composed = [];
  let grown = 0;
  for (let at = 0; at < all2.length; ) {
    const start = all2[at]?.start ?? 0;
    let end = start;
    const before = grown;
    const own = [];
    for (let part3 = all2[at]; part3 && part3.start <= end; part3 = all2[++at]) {
      end = Math.max(end, part3.end);
      grown += part3.grown;
      if (part3.edit) own.push({ ...part3.edit, start: part3.start - start, end: part3.end - start });
    }
    const text3 = applyEdits(between2.slice(start, end), own);
    composed.push({ start: start - before, end: end - grown, text: text3 });
  }
  return composed;
}
function lineBreakOf(text3) {
  const at = text3.indexOf("\n");
  return at > 0 && text3[at - 1] === "\r" ? "\r\n" : "\n";
}
function isJson(text3, root) {
  return root.flow && text3[root.pairs[0]?.keyStart ?? root.start] === '"';
}
function editsFor(text3, root, patch) {
  const context = { text: text3, style: isJson(text3, root) ? "json" : "yaml", edits: [] };
  const obstacle = patchMapping(context, root, patch);
  return obstacle ? { edits: [], obstacle } : { edits: context.edits };
}
function patchMapping(context, mapping, patch) {
  const added2 = [];
  for (const [key, value] of Object.entries(patch)) {
    const own = mapping.pairs.filter((pair2) => pair2.key === key);
    const pair = own[0];
    const merged = pair ? void 0 : findPair(mapping, key);
    if (own.length > 1) return { at: own[1]?.keyStart ?? mapping.start, reason: "repeated-key" };
    if (merged && (value === null || isPatch(value))) return { at: mapping.start, reason: "alias" };
    if (!pair && value !== null) added2.push([key, withoutNulls(value)]);
    const obstacle = pair && patchPair(context, mapping, { pair, value, patch });
    if (obstacle) return obstacle;
  }
  if (added2.length > 0) addEntries(context, mapping, { added: added2, patch });
  return void 0;
}
function withoutNulls(value) {
  if (!isPatch(value)) return value;
  const kept2 = Object.entries(value).filter((entry) => entry[1] !== null);
  return Object.fromEntries(kept2.map(([key, item]) => [key, withoutNulls(item)]));
}
function patchPair(context, mapping, { pair, value, patch }) {
  const { edits } = context;
  const old = pair.value;
  if (isPatch(value) && !isNull(old)) {
    if (old.type === "alias") return { at: old.start, reason: "alias" };
    if (old.type !== "mapping") return { at: old.start, reason: "other-type" };
    if (old.shared) return { at: old.start, reason: "alias" };
    if (old.flow || !becomesEmpty(old, value)) return patchMapping(context, old, value);
    edits.push({ start: context.text.indexOf(":", pair.keyEnd) + 1, end: old.end, text: " {}" });
    return void 0;
  }
  if (holdsShared(old)) return { at: old.start, reason: "alias" };
  if (value === null) edits.push(removal(context.text, mapping, { pair, patch }));
  else if (!isSame(valueOf(old), value))
    edits.push(replacement(context, mapping, { pair, value, patch }));
  return void 0;
}
function becomesEmpty({ pairs: pairs3 }, patch) {
  return pairs3.every(({ key }) => patch[key] === null) && Object.values(patch).every((each2) => each2 === null);
}
function isNull(node) {
  return node.type === "scalar" && node.value === null && !node.shared;
}
function holdsShared(node) {
  if (node.type === "alias" || node.type === "unread") return false;
  if (node.shared) return true;
  if (node.type === "mapping") return node.pairs.some((pair) => holdsShared(pair.value));
  return node.type === "sequence" && node.items.some(holdsShared);
}
function isSame(a, b) {
  return a === b || typeof a === "object" && JSON.stringify(a) === JSON.stringify(b);
}
function replacement({ text: text3, style }, mapping, { pair, value }) {
  const old = pair.value;
  const data = withoutNulls(value);
  const scalar2 = data === null || typeof data !== "object";
  const inFlow = mapping.flow || old.type === "alias";
  const { start, end } = old;
  const colon2 = text3.indexOf(":", pair.keyEnd);
  if (scalar2 || inFlow) {
    const printed = typeof data === "string" ? quoteLike(text3[start], data) : printFlow(data, style);
    const isBelow2 = old.type !== "scalar" && text3.slice(pair.keyEnd, start).includes("\n");
    return start === end || isBelow2 ? { start: colon2 + 1, end, text: " " + printed } : { start, end, text: printed };
  }
  const lines2 = printBlock({ value: data }).slice(1);
  return { start: colon2 + 1, end, text: lines2.map(indented(text3, mapping)).join("") };
}
function quoteLike(mark2, value) {
  if (mark2 === "'" && /^[\x20-\x7e]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return mark2 === '"' ? quote(value) : printScalar(value);
}
function indented(text3, { indent }) {
  const lineBreak = lineBreakOf(text3) + " ".repeat(indent);
  return (line) => lineBreak + line;
}
function removal(text3, mapping, { pair, patch }) {
  const at = mapping.pairs.indexOf(pair);
  const before = mapping.pairs[at - 1];
  const after = mapping.pairs[at + 1];
  const end = Math.max(pair.value.end, pair.keyEnd);
  if (mapping.flow) {
    const isBeforeKept = mapping.pairs.slice(at + 1).some(({ key }) => patch[key] !== null);
    if (after && isBeforeKept) return { start: pair.keyStart, end: after.keyStart, text: "" };
    return { start: before ? before.value.end : pair.keyStart, end, text: "" };
  }
  const lineStart = lineStartOf(text3, pair.keyStart);
  if (lineStart === void 0 && after)
    return { start: pair.keyStart, end: after.keyStart, text: "" };
  const lineEnd = text3.indexOf("\n", end);
  return {
    start: lineStart ?? pair.keyStart,
    end: lineEnd < 0 ? text3.length : lineEnd + 1,
    text: ""
  };
}
function lineStartOf(text3, keyStart) {
  const start = text3.lastIndexOf("\n", keyStart - 1) + 1;
  return /^ *$/.test(text3.slice(start, keyStart)) ? start : void 0;
}
function addEntries(context, mapping, { added: added2, patch }) {
  const { text: text3, edits } = context;
  if (mapping.flow) {
    edits.push(flowAddition(context, mapping, { added: added2, patch }));
    return;
  }
  const kept2 = mapping.pairs.filter((pair) => patch[pair.key] !== null);
  const last = kept2.at(-1);
  const fitsBelow = last !== void 0 && !endsInBlockScalar(last.value);
  const isLast3 = ([, value]) => fitsBelow && value !== null && typeof value === "object";
  const print = (entries) => printBlock(Object.fromEntries(entries));
  const above = print(added2.filter((entry) => !isLast3(entry)));
  const below2 = print(added2.filter(isLast3));
  if (above.length > 0) edits.push(additionAbove(text3, mapping, above));
  if (below2.length > 0 && last) edits.push(additionBelow(text3, mapping, { last, lines: below2 }));
}
function endsInBlockScalar(node) {
  const at = dereference(node);
  if (at?.type === "mapping") return endsInBlockScalar(at.pairs.at(-1)?.value);
  if (at?.type === "sequence") return endsInBlockScalar(at.items.at(-1));
  return at?.type === "unread" || at?.type === "scalar" && at.style === "block";
}
function additionAbove(text3, mapping, lines2) {
  const lineBreak = lineBreakOf(text3);
  const indent = " ".repeat(mapping.indent);
  const start = mapping.pairs[0]?.keyStart ?? mapping.start;
  const lineStart = lineStartOf(text3, start);
  if (lineStart !== void 0) {
    const added2 = lines2.map((line) => indent + line + lineBreak).join("");
    return { start: lineStart, end: lineStart, text: added2 };
  }
  return { start, end: start, text: lines2.map((line) => line + lineBreak + indent).join("") };
}
function additionBelow(text3, { indent }, { last, lines: lines2 }) {
  const lineBreak = lineBreakOf(text3);
  const lineEnd = text3.indexOf("\n", Math.max(last.value.end, last.keyEnd));
  const start = lineEnd < 0 ? text3.length : lineEnd + 1;
  const indented2 = lines2.map((line) => " ".repeat(indent) + line).join(lineBreak);
  return { start, end: start, text: lineEnd < 0 ? lineBreak + indented2 : indented2 + lineBreak };
}
function flowAddition({ text: text3, style }, mapping, { added: added2, patch }) {
  const first = mapping.pairs[0];
  const between2 = first ? text3.slice(first.keyEnd, first.value.start) : ": ";
  const colon2 = /^:\s*$/.test(between2) ? between2 : ": ";
  const printKey = (key) => style === "json" ? JSON.stringify(key) : printScalar(key);
  const entries = added2.map(([key, value]) => printKey(key) + colon2 + printFlow(value, style));
  if (!first) {
    return { start: mapping.start, end: mapping.end, text: `{${entries.join(", ")}}` };
  }
  const gap = text3.slice(mapping.start + 1, first.keyStart);
  const separator2 = gap === "" && colon2 !== ":" ? ", " : "," + gap;
  const start = first.keyStart;
  const isLast3 = mapping.pairs.every(({ key }) => patch[key] === null);
  return { start, end: start, text: entries.join(separator2) + (isLast3 ? "" : separator2) };
}

// src/workload/sha256.ts
var roundConstants = Int32Array.of(
  1116352408,
  1899447441,
  3049323471,
  3921009573,
  961987163,
  1508970993,
  2453635748,
  2870763221,
  3624381080,
  310598401,
  607225278,
  1426881987,
  1925078388,
  2162078206,
  2614888103,
  3248222580,
  3835390401,
  4022224774,
  264347078,
  604807628,
  770255983,
  1249150122,
  1555081692,
  1996064986,
  2554220882,
  2821834349,
  2952996808,
  3210313671,
  3336571891,
  3584528711,
  113926993,
  338241895,
  666307205,
  773529912,
  1294757372,
  1396182291,
  1695183700,
  1986661051,
  2177026350,
  2456956037,
  2730485921,
  2820302411,
  3259730800,
  3345764771,
  3516065817,
  3600352804,
  4094571909,
  275423344,
  430227734,
  506948616,
  659060556,
  883997877,
  958139571,
  1322822218,
  1537002063,
  1747873779,
  1955562222,
  2024104815,
  2227730452,
  2361852424,
  2428436474,
  2756734187,
  3204031479,
  3329325298
);
var begin = Int32Array.of(
  1779033703,
  3144134277,
  1013904242,
  2773480762,
  1359893119,
  2600822924,
  528734635,
  1541459225
);
var sha256 = (text3) => Array.from(hashed(text3), inHex).join("");
var shortSha256 = (text3) => inHex(wordAt(hashed(text3), 0));
var inHex = (word4) => (word4 >>> 0).toString(16).padStart(8, "0");
function hashed(text3) {
  const message = padded(encode(text3));
  const words3 = new Int32Array(64);
  const state = begin.slice();
  for (let at = 0; at < message.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) words3[i] = message.getInt32(at + 4 * i);
    expand(words3);
    addBlock(state, words3);
  }
  return state;
}
function padded(bytes) {
  const whole2 = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  whole2.set(bytes);
  whole2[bytes.length] = 128;
  const view = new DataView(whole2.buffer);
  view.setUint32(whole2.length - 8, bytes.length / 2 ** 29);
  view.setUint32(whole2.length - 4, bytes.length * 8);
  return view;
}
var turned = (word4, by2) => word4 >>> by2 | word4 << 32 - by2;
function expand(words3) {
  for (let i = 16; i < 64; i++) {
    const [a, b] = [wordAt(words3, i - 15), wordAt(words3, i - 2)];
    const low = turned(a, 7) ^ turned(a, 18) ^ a >>> 3;
    const high = turned(b, 17) ^ turned(b, 19) ^ b >>> 10;
    words3[i] = wordAt(words3, i - 16) + low + wordAt(words3, i - 7) + high;
  }
}
var wordAt = (words3, at) => words3[at] ?? 0;
function addBlock(state, words3) {
  let a = wordAt(state, 0);
  let b = wordAt(state, 1);
  let c = wordAt(state, 2);
  let d = wordAt(state, 3);
  let e = wordAt(state, 4);
  let f = wordAt(state, 5);
  let g = wordAt(state, 6);
  let h = wordAt(state, 7);
  for (let i = 0; i < 64; i++) {
    const choice = e & f ^ ~e & g;
    const majority = a & b ^ a & c ^ b & c;
    const ends = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = h + ends + choice + wordAt(roundConstants, i) + wordAt(words3, i) | 0;
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority;
    h = g;
    g = f;
    f = e;
    e = d + first | 0;
    d = c;
    c = b;
    b = a;
    a = first + second | 0;
  }
  for (const [at, word4] of [a, b, c, d, e, f, g, h].entries()) state[at] = wordAt(state, at) + word4;
}

// src/workload/memory.ts
var planAnnotation = "rolloutify/plan";
var baselineAnnotation = "rolloutify/baseline";
var ownAnnotations = "rolloutify/";
function remember(manifest, patch, { planned, appended = [] } = {}) {
  const { document, node } = manifest;
  const plan2 = planned ? { [planAnnotation]: printPlan(planned) } : {};
  const editsWith = (memory) => {
    const annotations = { ...plan2, [baselineAnnotation]: memory };
    const own = editsFor(document.text, node, withAnnotations(patch, annotations));
    return own.obstacle ? own : { edits: [...appended, ...own.edits] };
  };
  const blank = editsWith("");
  if (blank.obstacle) return blank;
  const regions = regionsOf(manifest, wholeLines(document.text, blank.edits));
  if (regions.some(([, , was]) => was.length > longest)) return { edits: [], obstacle: "one-line" };
  return editsWith(asAnnotation(regions));
}
var asAnnotation = (regions) => JSON.stringify(regions).replaceAll("\uFEFF", "\\ufeff");
var longest = 4e3;
function withAnnotations(patch, own) {
  const metadata2 = patchAt(patch, "metadata");
  const annotations = { ...patchAt(metadata2, "annotations"), ...own };
  return { ...patch, metadata: { ...metadata2, annotations } };
}
function patchAt(patch, key) {
  const value = patch[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
function regionsOf({ document, node }, edits) {
  const { text: text3 } = document;
  const range = linesOf(text3, node);
  const local = edits.map((edit) => moved(edit, -range.start));
  const edited = applyEdits(text3.slice(range.start, range.end), local);
  const distinct = edits.reduce((kept2, edit) => {
    let own = edit;
    while (own.start > range.start && !standsOnce(edited, own.text)) {
      own = withLineAbove(text3, own);
      const before = kept2.at(-1);
      if (before && before.end > own.start) {
        kept2.pop();
        own = joined(before, own);
      }
    }
    return [...kept2, own];
  }, []);
  return distinct.map(({ start, end, text: is }) => {
    const was = text3.slice(start, end);
    return [hashOf(is, was), countLines(is), was];
  });
}
function moved(edit, by2) {
  return { ...edit, start: edit.start + by2, end: edit.end + by2 };
}
function linesOf(text3, { start, end }) {
  const lineEnd = text3[end - 1] === "\n" ? end : text3.indexOf("\n", end) + 1;
  const below2 = /(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:[ \t]*#[^\n]*$)?/y;
  below2.lastIndex = lineEnd;
  return {
    start: text3.lastIndexOf("\n", start - 1) + 1,
    end: lineEnd === 0 ? text3.length : lineEnd + (below2.exec(text3)?.[0].length ?? 0)
  };
}
function standsOnce(text3, lines2) {
  if (lines2 === "") return false;
  const isAtLine = (at) => at === 0 || text3[at - 1] === "\n";
  let found2 = 0;
  for (let at = text3.indexOf(lines2); at >= 0; at = text3.indexOf(lines2, at + 1)) {
    if (isAtLine(at)) found2++;
  }
  return found2 === 1;
}
function withLineAbove(text3, { start, end, text: is }) {
  const above = text3.lastIndexOf("\n", start - 2) + 1;
  return { start: above, end, text: text3.slice(above, start) + is };
}
function joined(first, second) {
  const own = second.text.slice(first.end - second.start);
  return { start: first.start, end: second.end, text: first.text + own };
}
var hashOf = (is, was) => shortSha256(was === "" ? is : `${is}\0${was}`);
var countLines = (lines2) => lines2.match(/[^\n]*\n|[^\n]+$/g)?.length ?? 0;
function recall(manifest) {
  const { document, node } = manifest;
  const { text: text3 } = document;
  const memory = annotationOf2(node);
  if (!memory) return planAnnotation in findStrings(manifest, "annotations") ? "edited" : void 0;
  const regions = memory.type === "scalar" ? parseRegions(String(memory.value)) : void 0;
  if (!regions) return "edited";
  const range = linesOf(text3, node);
  const blanked = text3.slice(range.start, memory.start) + '""' + text3.slice(memory.end, range.end);
  const lines2 = lineStarts2(blanked);
  const grown = memory.end - memory.start - 2;
  const offsetOf3 = (at) => range.start + at + (range.start + at > memory.start ? grown : 0);
  const edits = [];
  for (const region of regions) {
    const [, , was] = region;
    const [place, second] = placesOf(region, blanked, lines2);
    if (!place || second) return "edited";
    edits.push({ start: offsetOf3(place.start), end: offsetOf3(place.end), text: was });
  }
  const isWhole2 = edits.some(({ start, end }) => start <= memory.start && end >= memory.end);
  return isWhole2 ? edits : "edited";
}
function placesOf([wanted, count2, was], text3, lines2) {
  const places4 = lines2.flatMap((start, at) => {
    const end = lines2[at + count2];
    return end === void 0 ? [] : [{ start, end }];
  });
  const found2 = (before) => places4.filter(({ start, end }) => hashOf(text3.slice(start, end), before) === wanted);
  const own = found2(was);
  return own.length > 0 || was === "" ? own : found2("");
}
function annotationOf2(node) {
  const annotations = asMapping(findNode(node, "metadata", "annotations"));
  return annotations && findPair(annotations, baselineAnnotation)?.value;
}
function lineStarts2(text3) {
  const starts = [0];
  for (let at = text3.indexOf("\n") + 1; at > 0 && at < text3.length; at = text3.indexOf("\n", at) + 1) {
    starts.push(at);
  }
  return [...starts, text3.length];
}
function parseRegions(value) {
  const regions = parseJson(value);
  const isOurs4 = Array.isArray(regions) && regions.every(isRegion) && asAnnotation(regions) === value;
  return isOurs4 ? regions : void 0;
}
function isRegion(value) {
  if (!Array.isArray(value)) return false;
  const [own, lines2, was] = value;
  return typeof own === "string" && Number.isInteger(lines2) && lines2 > 0 && typeof was === "string";
}
function plannedOf(deployment3) {
  const value = findStrings(deployment3, "annotations")[planAnnotation];
  if (value === void 0) return void 0;
  const plan2 = parseJson(value);
  return isPlanned(plan2) && printPlan(plan2) === value ? plan2 : "edited";
}
var printPlan = ({ replicas, percents }) => JSON.stringify({ replicas, percents });
function rememberedReplicas(deployments) {
  const plans = deployments.map((each2) => each2 && plannedOf(each2)).filter((plan2) => plan2 !== "edited");
  return plans.find((plan2) => plan2 !== void 0)?.replicas;
}
function isPlanned(value) {
  if (typeof value !== "object" || value === null) return false;
  if (!("replicas" in value) || !("percents" in value)) return false;
  const { replicas, percents } = value;
  return Number.isInteger(replicas) && Array.isArray(percents) && arePercents(percents);
}

// src/workload/stage.ts
var early = ["baseline", "introduce-rollout", "pin-replicas", "pause-autoscaler"];
var late = ["retarget-autoscaler", "release-autoscaler"];
var fixed = (kind2) => ({ kind: kind2 });
var baseline = fixed("baseline");
var introduceRollout = fixed("introduce-rollout");
var pinReplicas = fixed("pin-replicas");
var pauseAutoscaler = fixed("pause-autoscaler");
var retargetAutoscaler = fixed("retarget-autoscaler");
var releaseAutoscaler = fixed("release-autoscaler");
var grow = (percent) => ({ kind: "grow", percent });
var shrink = (percent) => ({ kind: "shrink", percent });
function parseStage(name) {
  if (name === "done") return releaseAutoscaler;
  const [, kind2, percent] = /^(grow|shrink)-([1-9][0-9]*)$/.exec(name) ?? [];
  if (kind2 === "grow" || kind2 === "shrink") return { kind: kind2, percent: Number(percent) };
  const known = [...early, ...late].find((each2) => each2 === name);
  return known && fixed(known);
}
function printStage(stage) {
  return "percent" in stage ? `${stage.kind}-${stage.percent}` : stage.kind;
}
function allStages(percents) {
  return [
    ...early.map(fixed),
    ...percents.flatMap((percent) => [grow(percent), shrink(percent)]),
    ...late.map(fixed)
  ];
}
var stageNames = (percents) => allStages(percents).map(printStage);
function findStage(name, percents) {
  const stage = parseStage(name);
  return stage && "percent" in stage && !percents.includes(stage.percent) ? void 0 : stage;
}
var ranks = new Map([
  ...early.map((kind2, at) => [kind2, at]),
  ...late.map((kind2, at) => [kind2, early.length + 202 + at])
]);
function rankOf2(stage) {
  if ("percent" in stage) return early.length + 2 * stage.percent + (stage.kind === "grow" ? 0 : 1);
  return ranks.get(stage.kind) ?? NaN;
}
var hasReached = (stage, other2) => rankOf2(stage) >= rankOf2(other2);
var isSameStage = (a, b) => rankOf2(a) === rankOf2(b);
var compareStages = (a, b) => rankOf2(a) - rankOf2(b);
var isHarmless = (stage) => !hasReached(stage, pinReplicas);
var lastStage = (isScaled) => isScaled === "scaled" ? releaseAutoscaler : shrink(100);

// src/kubernetes/rollout.ts
function isRollout(object2) {
  const { kind: kind2, apiVersion } = object2;
  return kind2 === "Rollout" && groupOf(String(apiVersion ?? "")) === "argoproj.io";
}
function isUnknownRollout({ kind: kind2, apiVersion }) {
  return kind2 === "Rollout" && !["argoproj.io", "rollouts.kruise.io"].includes(groupOf(apiVersion));
}
var workloadRefVersions = /* @__PURE__ */ new Map([
  ["Deployment", "apps/v1"],
  ["ReplicaSet", "apps/v1"],
  ["PodTemplate", "v1"]
]);
function workloadNameOf({ node }) {
  const find2 = (key) => findString(node, "spec", "workloadRef", key);
  const isDeployment2 = find2("kind") === "Deployment" && groupOf(find2("apiVersion") ?? "") === "apps";
  return isDeployment2 ? find2("name") : void 0;
}
function scaleDownIn(rollout3) {
  const mode = fieldOf(rollout3, "spec", "workloadRef", "scaleDown");
  return mode === "onsuccess" || mode === "progressively" ? mode : void 0;
}
function isPausedIn(rollout3) {
  return fieldOf(rollout3, "spec", "paused") === true;
}
function hasSelectorIn(workload2) {
  return (fieldOf(workload2, "spec", "selector") ?? null) !== null;
}
var serviceFields = [
  ["new", "canary", "canaryService"],
  ["live", "canary", "stableService"],
  ["live", "canary", "pingPong", "pingService"],
  ["live", "canary", "pingPong", "pongService"],
  ["live", "blueGreen", "activeService"],
  ["new", "blueGreen", "previewService"]
];
function servicesIn(rollout3) {
  return serviceFields.flatMap(([role, ...field]) => {
    const path3 = ["spec", "strategy", ...field];
    const name = textOf(rollout3, ...path3);
    return name ? [{ name, path: path3, role }] : [];
  });
}
function keepersIn(object2) {
  const keepers = {
    helm: annotationOf(object2, resourcePolicy)?.trim().toLowerCase() === "keep",
    argocd: syncOptionsIn(object2).includes("Prune=false"),
    flux: annotationOf(object2, fluxPrune)?.toLowerCase() === "disabled"
  };
  return allKeepers.filter((each2) => keepers[each2]);
}
var allKeepers = ["helm", "argocd", "flux"];
function isKeptBy(applier, keepers) {
  if (isArgoCd(applier)) return keepers.includes("argocd");
  if (applier === "flux") return keepers.includes("flux");
  return applier?.startsWith("helm") ? keepers.includes("helm") : keepers.length > 0;
}
var isProtected = (manifest) => keepersIn(resourceOf(manifest)).length > 0;
function syncOptionsIn(object2) {
  const list2 = annotationOf(object2, syncOptions) ?? "";
  return list2.split(",").map((option) => option.trim());
}
function syncWaveIn(object2) {
  return Number(waveOf(annotationOf(object2, syncWave)));
}
function findBeyondMigration({ node }) {
  const scaleDown = findString(node, "spec", "workloadRef", "scaleDown");
  if (scaleDown !== void 0 && scaleDown !== "never") return "spec.workloadRef.scaleDown";
  const strategy = asMapping(findNode(node, "spec", "strategy"));
  if (strategy && findPair(strategy, "blueGreen")) return "spec.strategy.blueGreen";
  const canary3 = asMapping(findNode(strategy, "canary"));
  const field = beyondMigration.find((key) => canary3 && !isEmpty2(findNode(canary3, key)));
  return field && `spec.strategy.canary.${field}`;
}
var beyondMigration = [
  "steps",
  "canaryService",
  "stableService",
  "pingPong",
  "trafficRouting",
  "analysis"
];
function isEmpty2(node) {
  if (!node) return true;
  if (node.type === "scalar") return node.value === null || node.value === "";
  return node.type === "sequence" && node.items.length === 0;
}

// src/workload/rollout.ts
var defaultSurge = "25%";
function rolloutFor(deployment3, wanted) {
  const { replicas, keptBy, strategy } = wanted;
  const { name = "", namespace, node } = deployment3;
  const labels = findStrings(deployment3, "labels");
  const annotations = {
    ...pick(findStrings(deployment3, "annotations"), [syncWave, helmFileName]),
    ...wanted.annotations,
    ...protection(void 0, keptBy)
  };
  const rollingUpdate = (key) => read2(deployment3, "strategy", "rollingUpdate", key);
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: {
      name,
      ...namespace !== void 0 && { namespace },
      ...!isEmpty3(labels) && { labels },
      ...!isEmpty3(annotations) && { annotations }
    },
    spec: {
      replicas,
      // Always its own: without one, a Deployment that goes takes the Rollout's pods along
      // (argo-rollouts rollout/replicaset.go, ClaimReplicaSets with a nil selector).
      selector: valueOf(findNode(node, "spec", "selector")),
      workloadRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      ...numbers(deployment3),
      strategy: {
        canary: {
          maxSurge: rollingUpdate("maxSurge") ?? defaultSurge,
          maxUnavailable: rollingUpdate("maxUnavailable") ?? defaultSurge,
          ...withoutNulls2(strategy)
        }
      }
    }
  };
}
var notInherited = ["minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"];
function numbers(deployment3) {
  const given3 = notInherited.map((key) => [key, read2(deployment3, key)]);
  return Object.fromEntries(
    given3.filter((entry) => typeof entry[1] === "number")
  );
}
function read2({ node }, ...path3) {
  const value = valueOf(findNode(node, "spec", ...path3));
  return typeof value === "number" || typeof value === "string" ? value : void 0;
}
function keepersFor(applier) {
  if (isArgoCd(applier)) return ["argocd"];
  return applier === "flux" ? ["helm", "argocd", "flux"] : ["helm", "argocd"];
}
function protection(rollout3, keepers) {
  const own = rollout3 ? syncOptionsIn(resourceOf(rollout3)) : [];
  const kept2 = own.filter((option) => option !== "" && !/^Prune=/.test(option));
  return {
    ...keepers.includes("helm") && { [resourcePolicy]: "keep" },
    ...keepers.includes("argocd") && { [syncOptions]: [...kept2, "Prune=false"].join(",") },
    ...keepers.includes("flux") && { [fluxPrune]: "disabled" }
  };
}
function withoutNulls2(fields4) {
  return Object.fromEntries(
    Object.entries(fields4).flatMap(([key, value]) => value == null ? [] : [[key, value]])
  );
}
function pick(strings2, keys) {
  return Object.fromEntries(Object.entries(strings2).filter(([key]) => keys.includes(key)));
}
var isEmpty3 = (strings2) => Object.keys(strings2).length === 0;

// src/workload/state.ts
var kinds3 = ["Deployment", "Rollout"];
function scalingOf({ autoscalers }) {
  const [autoscaler] = autoscalers;
  if (!autoscaler) return "none";
  if (autoscaler.target === "Rollout") return chooses(autoscaler) ? "released" : "holding";
  return isActive(autoscaler) ? "awake" : "paused";
}
var chooses = ({ min, max, idle }) => min !== max || idle !== void 0;
var isHalted = (rollout3) => rollout3?.paused === true || rollout3?.invalid !== void 0;
function isActive(autoscaler) {
  if (autoscaler.kind === "ScaledObject") return !autoscaler.paused;
  return !(autoscaler.disabledUp && autoscaler.disabledDown);
}
var isAwake = (autoscaler) => isActive(autoscaler) && chooses(autoscaler);
function isSame2(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
function isSameMove(a, b) {
  return a.deployment?.replicas === b.deployment?.replicas && isSame2(a.rollout && [a.rollout.replicas], b.rollout && [b.rollout.replicas]) && scalingOf(a) === scalingOf(b);
}
function describe(state) {
  const { deployment: deployment3, rollout: rollout3 } = state;
  const scaling4 = scalingOf(state);
  const own = `Deployment ${deployment3?.replicas ?? "without replicas"}`;
  const moved2 = rollout3?.replicas === void 0 ? "no Rollout" : `Rollout ${rollout3.replicas}`;
  return [own, moved2, ...scaling4 === "none" ? [] : [`autoscaler ${scaling4}`]].join(", ");
}

// src/workload/state-at.ts
function stateAt(numbers2, stage) {
  const { baseline: baseline2 } = numbers2;
  if (!hasReached(stage, introduceRollout)) return baseline2;
  const { own, moved: moved2 } = podsOf(numbers2, stage);
  const { autoscalerVersion, verticalTarget } = baseline2;
  const isPinned2 = hasReached(stage, pinReplicas);
  return {
    ...isPinned2 ? { deployment: { replicas: own } } : baseline2.deployment && { deployment: baseline2.deployment },
    rollout: rolloutAt(numbers2, moved2),
    autoscalers: baseline2.autoscalers.map((each2) => autoscalerAt(each2, numbers2.replicas, stage)),
    ...autoscalerVersion && { autoscalerVersion: isPinned2 ? "v2" : autoscalerVersion },
    ...verticalTarget && {
      verticalTarget: isLastStage(numbers2, stage) ? "Rollout" : verticalTarget
    }
  };
}
var isLastStage = ({ baseline: baseline2 }, stage) => hasReached(stage, lastStage(baseline2.autoscalers.length > 0 ? "scaled" : "fixed"));
var up = (percent, replicas) => Math.ceil(replicas * percent / 100);
function distinctPercents({
  percents,
  replicas
}) {
  return percents.filter((percent, at) => {
    const next = percents[at + 1];
    return next === void 0 || up(percent, replicas) !== up(next, replicas);
  });
}
function podsOf({ percents, replicas }, stage) {
  if (replicas === 0) return { own: 0, moved: 0 };
  const steps3 = distinctPercents({ percents, replicas });
  const last = (move2) => steps3.findLast((percent) => hasReached(stage, move2(percent))) ?? 0;
  return { own: replicas - up(last(shrink), replicas), moved: up(last(grow), replicas) };
}
function rolloutAt({ baseline: baseline2, keep, applier }, replicas) {
  const { replicas: _, keptBy: before = [], ...own } = baseline2.rollout ?? { selector: true };
  const keptBy = keep && replicas > 0 ? [.../* @__PURE__ */ new Set([...before, ...keepersFor(applier)])] : before;
  return { replicas, ...own, ...keptBy.length > 0 && { keptBy } };
}
function autoscalerAt(own, replicas, stage) {
  if (hasReached(stage, releaseAutoscaler)) return { ...own, target: "Rollout" };
  if (hasReached(stage, retargetAutoscaler)) {
    const { idle: _, ...rest } = own;
    return { ...rest, target: "Rollout", min: replicas, max: replicas };
  }
  return hasReached(stage, pauseAutoscaler) ? pausedAutoscaler(own) : own;
}
function pausedAutoscaler(own) {
  if (own.kind === "ScaledObject") return { ...own, paused: true };
  return { ...own, min: Math.min(own.min, 1), disabledUp: true, disabledDown: true };
}
function stagesOf(numbers2) {
  let before = stateAt(numbers2, introduceRollout);
  return allStages(numbers2.percents).filter((stage, at) => {
    if (at < 2) return true;
    const state = stateAt(numbers2, stage);
    const isChange = !isSame2(state, before);
    before = state;
    return isChange;
  });
}
function keepsPin({ baseline: baseline2, replicas }) {
  const own = baseline2.deployment?.replicas;
  return baseline2.autoscalers.length > 0 && (own === void 0 || own < replicas);
}
function replicasBehind({ own, moved: moved2 }, stage, percents) {
  for (let replicas = Math.max(own, moved2); replicas <= own + moved2; replicas++) {
    const pods4 = podsOf({ percents, replicas }, stage);
    if (pods4.own === own && pods4.moved === moved2) return replicas;
  }
  return void 0;
}

// src/kubernetes/autoscaler.ts
var isOf = ({ kind: kind2, apiVersion }, wanted, ...groups3) => kind2 === wanted && groups3.includes(groupOf(typeof apiVersion === "string" ? apiVersion : ""));
function isAutoscaler(object2) {
  return isHorizontalPodAutoscaler(object2) || isScaledObject(object2);
}
function isHorizontalPodAutoscaler(object2) {
  return isOf(object2, "HorizontalPodAutoscaler", "autoscaling", "");
}
function isScaledObject(object2) {
  return isOf(object2, "ScaledObject", "keda.sh");
}
function isVerticalPodAutoscaler(object2) {
  return isOf(object2, "VerticalPodAutoscaler", "autoscaling.k8s.io");
}
function targetIn(autoscaler) {
  const field = isVerticalPodAutoscaler(autoscaler) ? "targetRef" : "scaleTargetRef";
  const find2 = (key) => textOf(autoscaler, "spec", field, key);
  const name = find2("name");
  if (name === void 0) return void 0;
  const byDefault = isScaledObject(autoscaler) ? "Deployment" : "";
  return { apiVersion: find2("apiVersion") ?? "apps/v1", kind: find2("kind") ?? byDefault, name };
}
var targetOf2 = (autoscaler) => targetIn(resourceOf(autoscaler));
function boundsIn(autoscaler) {
  const keda2 = isScaledObject(autoscaler);
  const min = integerOf(autoscaler, "spec", keda2 ? "minReplicaCount" : "minReplicas");
  const max = integerOf(autoscaler, "spec", keda2 ? "maxReplicaCount" : "maxReplicas");
  if (min === "wrong" || max === "wrong" || max === "absent" && !keda2) return void 0;
  return {
    min: min === "absent" ? keda2 ? 0 : 1 : min,
    max: max === "absent" ? 100 : max
  };
}
var boundsOf2 = (autoscaler) => boundsIn(resourceOf(autoscaler));
function idleCountIn(scaledObject2) {
  const idle = integerOf(scaledObject2, "spec", "idleReplicaCount");
  return isScaledObject(scaledObject2) && typeof idle === "number" ? idle : void 0;
}
function fallbackCountIn(scaledObject2) {
  const fallback = fieldOf(scaledObject2, "spec", "fallback");
  const count2 = integerOf(fallback, "replicas");
  const isStatic = (textOf(fallback, "behavior") ?? "static") === "static";
  return isScaledObject(scaledObject2) && isStatic && typeof count2 === "number" ? count2 : void 0;
}
var keda = "autoscaling.keda.sh";
function pauseIn(autoscaler) {
  if (isScaledObject(autoscaler)) {
    const isGiven3 = annotationOf(autoscaler, `${keda}/paused-replicas`) !== void 0;
    if (isGiven3) return annotationPath("paused-replicas");
    return isTrue(autoscaler, "paused") ? annotationPath("paused") : void 0;
  }
  const isPaused = isDisabled(autoscaler, "scaleUp") && isDisabled(autoscaler, "scaleDown");
  return isPaused ? selectPolicyPath("scaleDown") : void 0;
}
var pauseOf = (autoscaler) => pauseIn(resourceOf(autoscaler));
function halfPauseIn(autoscaler) {
  if (pauseIn(autoscaler)) return void 0;
  if (isScaledObject(autoscaler)) {
    const half = ["paused-scale-in", "paused-scale-out"].find((each2) => isTrue(autoscaler, each2));
    return half === void 0 ? void 0 : annotationPath(half);
  }
  const direction = ["scaleUp", "scaleDown"].find((each2) => isDisabled(autoscaler, each2));
  return direction === void 0 ? void 0 : selectPolicyPath(direction);
}
var annotationPath = (name) => ["metadata", "annotations", `${keda}/${name}`];
var selectPolicyPath = (direction) => [
  "spec",
  "behavior",
  direction,
  "selectPolicy"
];
function isDisabled(autoscaler, direction) {
  return fieldOf(autoscaler, ...selectPolicyPath(direction)) === "Disabled";
}
function isTrue(scaledObject2, name) {
  const value = annotationOf(scaledObject2, `${keda}/${name}`);
  return value !== void 0 && !["0", "f", "F", "FALSE", "false", "False"].includes(value);
}
function isMadeByKeda(autoscaler) {
  return itemsOf(autoscaler, "metadata", "ownerReferences").some(
    (owner) => textOf(owner, "kind") === "ScaledObject"
  );
}

// src/kubernetes/deployment.ts
function isDeployment(manifest) {
  const group2 = groupOf(manifest.apiVersion);
  return manifest.kind === "Deployment" && ["apps", "extensions", ""].includes(group2);
}
function isPatch2(manifest) {
  const { node } = manifest;
  const spec = asMapping(findNode(node, "spec"));
  const isDirective = [node, spec].some(
    (mapping) => mapping?.pairs.some((pair) => pair.key === "$patch" || pair.key === "$setElementOrder")
  );
  return isDirective || !["template", "selector"].some((key) => hasValue(manifest, "spec", key));
}
function replicasOf(deployment3) {
  const replicas = findInteger(deployment3, "spec", "replicas");
  return typeof replicas === "number" && replicas < 0 ? "wrong" : replicas;
}
function statedPodsOf(deployment3) {
  const replicas = replicasOf(deployment3);
  return typeof replicas === "number" ? replicas : 1;
}
function strategyTypeOf({ node }) {
  return findString(node, "spec", "strategy", "type") ?? "RollingUpdate";
}
var neverSurges = (deployment3) => ["0", "0%"].includes(String(fieldOf(deployment3, "spec", "strategy", "rollingUpdate", "maxSurge")));

// src/kubernetes/live.ts
function resourceIn(live3) {
  return live3;
}
function findLive(objects, { name, namespace }) {
  const places4 = placesByName(objects).get(name) ?? [];
  return places4.flatMap((at) => {
    const found2 = objects[at];
    return found2 && mayShareNamespace(found2.metadata.namespace, namespace) ? [found2] : [];
  });
}
var placesByName = kept(
  (objects) => grouped([...objects.keys()], (at) => objects[at]?.metadata.name ?? "")
);

// src/kubernetes/rollout-fault.ts
function faultIn(rollout3, labels) {
  return typeFault(rollout3) ?? specFault(rollout3, labels) ?? strategyFault(rollout3);
}
var counts = ["replicas", "minReadySeconds", "progressDeadlineSeconds", "revisionHistoryLimit"];
function typeFault(rollout3) {
  const paused = fieldOf(rollout3, "spec", "paused") ?? false;
  if (typeof paused !== "boolean") return "spec.paused is neither true nor false";
  const wrong = counts.find((key) => {
    const value = integerOf(rollout3, "spec", key);
    return value === "wrong" || typeof value === "number" && value < 0;
  });
  return wrong && `spec.${wrong} is not a count`;
}
function specFault(rollout3, labels) {
  const numberAt = (key, usual) => {
    const value = integerOf(rollout3, "spec", key);
    return typeof value === "number" ? value : usual;
  };
  if (numberAt("progressDeadlineSeconds", 600) <= numberAt("minReadySeconds", 0))
    return "spec.progressDeadlineSeconds is not above spec.minReadySeconds";
  const isReference = !!fieldOf(rollout3, "spec", "workloadRef");
  const template = asEntries(fieldOf(rollout3, "spec", "template")) ?? {};
  if (isReference && Object.keys(template).length > 0)
    return "spec.template is set beside spec.workloadRef";
  const selector = fieldOf(rollout3, "spec", "selector");
  if (labels && selector && !matches(selector, labels))
    return "spec.selector does not match the labels of its pods";
  return void 0;
}
function strategyFault(rollout3) {
  const at = (...path3) => fieldOf(rollout3, "spec", "strategy", ...path3) ?? null;
  const [canary3, blueGreen2] = [at("canary"), at("blueGreen")];
  if (at() === null) return void 0;
  if (canary3 === null && blueGreen2 === null) return "spec.strategy has neither canary nor blueGreen";
  if (canary3 !== null && blueGreen2 !== null) return "spec.strategy has both canary and blueGreen";
  if (blueGreen2 !== null) return blueGreenFault(rollout3);
  if (isZero(at("canary", "maxSurge")) && isZero(at("canary", "maxUnavailable")))
    return "maxSurge and maxUnavailable are both 0";
  const [fresh, stable] = ["canaryService", "stableService"].map(
    (key) => textOf(rollout3, "spec", "strategy", "canary", key)
  );
  return fresh && fresh === stable ? "canaryService and stableService are the same" : void 0;
}
function blueGreenFault(rollout3) {
  const [active, preview] = ["activeService", "previewService"].map(
    (key) => textOf(rollout3, "spec", "strategy", "blueGreen", key)
  );
  if (!active) return "spec.strategy.blueGreen has no activeService";
  return active === preview ? "activeService and previewService are the same" : void 0;
}
var isZero = (value) => value === 0 || percentOf(value, "argo-rollouts") === 0;

// src/workload/state-in.ts
function stateIn(manifests, application2) {
  const { deployment: deployment3, autoscalers, rolloutAutoscalers, verticalAutoscalers } = manifests;
  const [vertical] = verticalAutoscalers;
  const [rollout3] = manifests.rollouts;
  const invalid = rollout3 && faultIn(referringOf(rollout3));
  const scalers = [...autoscalers, ...rolloutAutoscalers];
  const version2 = scalers[0] && versionOf(scalers[0].apiVersion);
  const state = stateOf({
    deployment: void 0,
    rollout: rollout3 && resourceOf(rollout3),
    autoscalers: scalers.map(resourceOf)
  });
  return {
    // A Deployment's count is read for every workload, and nothing else of it.
    ...deployment3 && { deployment: countOf(replicasOf(deployment3)) },
    ...state,
    ...state.rollout && invalid !== void 0 && { rollout: { ...state.rollout, invalid } },
    ...application2 && { application: application2 },
    ...version2 && { autoscalerVersion: version2 },
    ...vertical && { verticalTarget: targetKind(resourceOf(vertical)) }
  };
}
function stateOf({ deployment: deployment3, rollout: rollout3, autoscalers }) {
  return {
    ...deployment3 && { deployment: countsOf(deployment3) },
    ...rollout3 && { rollout: rolloutIn(rollout3) },
    autoscalers: autoscalers.map(autoscalerIn)
  };
}
var referringOf = (rollout3) => hasValue(rollout3, "spec", "workloadRef") ? wholeResourceOf(rollout3) : resourceOf(rollout3);
function versionOf(apiVersion) {
  if (!apiVersion.startsWith("autoscaling/")) return void 0;
  return apiVersion === "autoscaling/v1" ? "v1" : "v2";
}
var countsOf = (resource) => countOf(integerOf(resource, "spec", "replicas"));
var countOf = (replicas) => typeof replicas === "number" && replicas >= 0 ? { replicas } : {};
function rolloutIn(rollout3) {
  const scaleDown = textOf(rollout3, "spec", "workloadRef", "scaleDown");
  const keptBy = keepersIn(rollout3);
  return {
    ...countsOf(rollout3),
    selector: hasSelectorIn(rollout3),
    ...scaleDown !== void 0 && { scaleDown },
    ...servicesIn(rollout3).some(({ role }) => role === "live") && { services: true },
    ...isHaltedIn(rollout3) && { paused: true },
    ...!fieldOf(rollout3, "spec", "workloadRef") && { template: true },
    ...keptBy.length > 0 && { keptBy }
  };
}
var isHaltedIn = (rollout3) => isPausedIn(rollout3) && fieldOf(rollout3, "spec", "strategy", "blueGreen") === void 0;
function autoscalerIn(autoscaler) {
  const isKeda = isScaledObject(autoscaler);
  const { min, max } = boundsIn(autoscaler) ?? { min: 1, max: 1 };
  const idle = idleCountIn(autoscaler);
  return {
    kind: isKeda ? "ScaledObject" : "HorizontalPodAutoscaler",
    name: nameIn(autoscaler),
    target: targetKind(autoscaler),
    min,
    max,
    disabledUp: isDisabled(autoscaler, "scaleUp"),
    disabledDown: isDisabled(autoscaler, "scaleDown"),
    paused: isKeda && pauseIn(autoscaler) !== void 0,
    ...idle !== void 0 && { idle }
  };
}
var targetKind = (autoscaler) => targetIn(autoscaler)?.kind === "Rollout" ? "Rollout" : "Deployment";
function liveOf(names, snapshot) {
  const deployments = findLive(snapshot.deployments, names);
  const namespace = names.namespace ?? deployments[0]?.metadata.namespace;
  const isOwn2 = (autoscaler) => {
    const target3 = targetIn(resourceIn(autoscaler));
    const name = target3?.kind === "Rollout" ? names.rollout : names.name;
    return target3?.name === name && mayShareNamespace(autoscaler.metadata.namespace, namespace);
  };
  const hpas = snapshot.autoscalers.filter(isOwn2);
  const isKedas = (hpa) => isMadeByKeda(resourceIn(hpa));
  return {
    deployments,
    rollout: findLive(snapshot.rollouts, { name: names.rollout, namespace })[0],
    autoscalers: [...hpas.filter((each2) => !isKedas(each2)), ...snapshot.scaledObjects.filter(isOwn2)],
    isScaledByKeda: hpas.some(isKedas)
  };
}
function stateInSnapshot({ deployments, rollout: rollout3, autoscalers }) {
  const [deployment3] = deployments;
  return {
    ...deployment3 && { deployment: { replicas: deployment3.spec.replicas ?? 1 } },
    ...rollout3 && {
      rollout: { ...rolloutIn(resourceIn(rollout3)), replicas: rollout3.spec.replicas ?? 1 }
    },
    autoscalers: autoscalers.map((each2) => autoscalerIn(resourceIn(each2)))
  };
}
function stateInEntry({ autoscaler, replicas }, live3) {
  const scalers = autoscaler === "none" ? [] : live3?.autoscalers ?? [];
  const own = scalers.length === 0 ? replicas : void 0;
  const count2 = own ?? live3?.deployment?.replicas;
  return {
    deployment: count2 === void 0 ? {} : { replicas: count2 },
    autoscalers: scalers.map(awakeOnDeployment)
  };
}
function awakeOnDeployment(live3) {
  const isPaused = live3.disabledUp && live3.disabledDown;
  const awake = isPaused ? { disabledUp: false, disabledDown: false } : {};
  return { ...live3, ...awake, target: "Deployment", paused: false };
}

// src/kubernetes/commands.ts
var isScheduled = (kind2) => kind2 === "CronJob" || kind2 === "CronWorkflow";
var commanding = [
  "CronJob",
  "CronWorkflow",
  "Job",
  "Workflow",
  "WorkflowTemplate",
  "Task",
  "ConfigMap"
];
function commandsIn(object2) {
  const kind2 = textOf(object2, "kind") ?? "";
  if (!commanding.includes(kind2) || fieldOf(object2, "spec", "suspend") === true) return [];
  const field = kind2 === "ConfigMap" ? "data" : "spec";
  return scriptsIn(object2[field], [field]).flatMap(
    ({ text: text3, path: path3 }) => readScript(text3).map((found2) => ({
      ...found2,
      // What nothing runs at a time of its own changes nothing while pods move.
      does: isScheduled(kind2) ? found2.does : "name",
      path: path3
    }))
  );
}
function scriptsIn(value, path3) {
  if (typeof value === "string") return [{ text: value, path: path3 }];
  if (isItems(value)) {
    return value.flatMap((item, index) => scriptsIn(item, [...path3, String(index)]));
  }
  const entries = asEntries(value) ?? {};
  const words3 = ["command", "args"].filter((key) => Array.isArray(entries[key]));
  const others2 = Object.entries(entries).filter(([key]) => !words3.includes(key));
  const last = words3.at(-1);
  const own = last === void 0 ? [] : [{ text: lineOf(entries), path: [...path3, last] }];
  return [...own, ...others2.flatMap(([key, each2]) => scriptsIn(each2, [...path3, key]))];
}
function lineOf(container) {
  const words3 = ["command", "args"].flatMap((key) => itemsOf(container, key)).map(String);
  const isImplied = words3[0] !== "kubectl" && itemsOf(container, "command").length === 0;
  const isOfKubectl = /\b(?:kubectl|oc)\b/.test(textOf(container, "image") ?? "");
  return [...isImplied && isOfKubectl ? ["kubectl"] : [], ...words3].join(" ");
}
function readScript(text3) {
  if (!/\b(?:kubectl|oc)\b/.test(text3)) return [];
  return text3.replace(/\\\n/g, " ").split(/[;&|\n]+/).flatMap((line) => readLine(line, text3));
}
function readLine(line, script) {
  const start = line.search(/\b(?:kubectl|oc)\s/);
  if (start < 0) return [];
  const { plain: plain3, namespace, isForAll } = wordsAndOptions(wordsOf(line.slice(start)).slice(1));
  const [verb = ""] = plain3;
  const does = scaling2(verb, line) ? "scale" : "name";
  const isPiped = does === "scale" && plain3.length === 1;
  const named2 = isPiped ? [{ kind: "Deployment" }] : namedIn(plain3.slice(1), isForAll);
  return named2.flatMap(
    ({ kind: kind2, name }) => namesOf(name, script).map((each2) => ({ does, kind: kind2, name: each2, namespace }))
  );
}
var wordsOf = (line) => (line.match(/(?:[^\s"'`()]|"(?:\\.|[^"\\])*"|'[^']*')+/g) ?? []).map(
  (word4) => word4.replace(/^(["'])(.*)\1$/s, "$2")
);
var scaling2 = (verb, line) => ["scale", "autoscale", "delete"].includes(verb) || ["patch", "set", "annotate", "apply", "replace"].includes(verb) && /replicas|paused/i.test(line);
var valued = /^(?:-n|-l|-p|-f|-o|-c|--(?:namespace|selector|replicas|patch|type|timeout|context|kubeconfig|for|field-selector|current-replicas|min|max|output|server|token|user|cluster))$/;
function wordsAndOptions(words3) {
  const plain3 = [];
  let namespace;
  let isForAll = false;
  for (let at = 0; at < words3.length; at++) {
    const word4 = words3[at] ?? "";
    if (!word4.startsWith("-")) {
      plain3.push(word4);
      continue;
    }
    const [option = "", own] = word4.split("=");
    const value = own ?? (valued.test(option) ? words3[++at] : void 0);
    if (option === "-n" || option === "--namespace") namespace = value;
    if (["--all", "-l", "--selector"].includes(option)) isForAll = true;
  }
  return { plain: plain3, namespace: namespace?.includes("$") ? void 0 : namespace, isForAll };
}
function namedIn(words3, isForAll) {
  const named2 = [];
  let kind2;
  for (const word4 of words3) {
    const [first = "", name] = word4.split("/");
    const own = first.split(",").flatMap((each2) => kindIn(each2) ?? [])[0];
    if (own && name !== void 0) named2.push({ kind: own, name });
    else if (own && !kind2) kind2 = own;
    else if (kind2 && name === void 0 && /^[$a-z0-9][\w.${}-]*$/.test(word4))
      named2.push({ kind: kind2, name: word4 });
  }
  return kind2 && named2.length === 0 && isForAll ? [{ kind: kind2 }] : named2;
}
function namesOf(name, script) {
  if (!name?.includes("$")) return [name];
  return [...new Set(script.match(/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/g))];
}

// src/kubernetes/scaling.ts
var scalingTargetsOf = kept(
  (manifest) => mayTarget(manifest) ? targetsIn(dataOf(manifest)) : []
);
var dataOf = (manifest) => isAutoscaler(manifest) ? resourceOf(manifest) : wholeResourceOf(manifest);
var understood = /^(?:Deployment|StatefulSet|DaemonSet|ConfigMap|Secret|Service|Role|RoleBinding)$/;
function mayTarget({ kind: kind2, node, document }) {
  if (understood.test(kind2)) return false;
  if (speaksOfScaling(kind2)) return true;
  return /(?:arget|orkload)Ref|kubectl/.test(document.text.slice(node.start, node.end));
}
function targetsIn(object2) {
  if (isAutoscaler(object2)) return mendedTargets(object2);
  const [kind2 = "", apiVersion = ""] = ["kind", "apiVersion"].map((key) => textOf(object2, key));
  const isRollout3 = kind2 === "Rollout" && groupOf(apiVersion) !== "rollouts.kruise.io";
  if (isVerticalPodAutoscaler(object2) || isRollout3) return [];
  const commanded = commandsIn(object2).filter(({ does }) => does === "scale").map((command) => ({ ...command, by: "command" }));
  const references = referencesIn(object2["spec"], ["spec"]);
  const isByName = references.length === 0 && speaksOfScaling(kind2) && kind2 !== "SleepInfo";
  const named2 = isByName ? namesIn(object2["spec"], ["spec"]) : references.flatMap(targetOfReference);
  return [...commanded, ...named2];
}
function mendedTargets(autoscaler) {
  const target3 = targetIn(autoscaler);
  const kind2 = target3 && kindIn(target3.kind);
  if (!target3 || kind2 !== "Deployment" && kind2 !== "Rollout") return [];
  const group2 = currentGroup(groupOf(target3.apiVersion));
  const isRight3 = kind2 === target3.kind && group2 === groups[kind2];
  if (isRight3 || group2 !== "" && group2 !== groups[kind2]) return [];
  const path3 = ["spec", "scaleTargetRef"];
  return [{ kind: kind2, name: target3.name, namespace: void 0, path: path3, by: "mended-target" }];
}
var groups = { Deployment: "apps", Rollout: "argoproj.io" };
function referencesIn(value, path3) {
  if (isItems(value)) {
    return value.flatMap((item, index) => referencesIn(item, [...path3, String(index)]));
  }
  return Object.entries(asEntries(value) ?? {}).flatMap(([key, each2]) => {
    const at = [...path3, key];
    if (!/(?:arget|orkload)Refs?$/.test(key)) return referencesIn(each2, at);
    if (!isItems(each2)) return [{ key, value: each2, path: at }];
    return each2.map((item, index) => ({ key, value: item, path: [...at, String(index)] }));
  });
}
function targetOfReference({ key, value, path: path3 }) {
  const isWorkloadRef = /orkloadRefs?$/.test(key);
  const kind2 = kindIn(textOf(value, "kind") ?? (isWorkloadRef ? "" : "Deployment"));
  const name = ["name", "deployment", "deploymentName"].flatMap(
    (each2) => textOf(value, each2) ?? []
  )[0];
  const group2 = currentGroup(groupOf(textOf(value, "apiVersion") ?? ""));
  if (!kind2 || name === void 0) return [];
  if (kind2 === "Deployment" && group2 !== "" && group2 !== "apps") return [];
  return [{ kind: kind2, name, namespace: textOf(value, "namespace"), path: path3, by: "kind" }];
}
function namesIn(value, path3) {
  if (isItems(value)) {
    return value.flatMap((item, index) => namesIn(item, [...path3, String(index)]));
  }
  const entries = asEntries(value);
  if (entries) {
    const kind2 = textOf(entries, "kind");
    if (kind2 !== void 0 && kindIn(kind2) === void 0) return [];
    return Object.entries(entries).flatMap(([key2, each2]) => namesIn(each2, [...path3, key2]));
  }
  const key = path3.findLast((each2) => !/^\d+$/.test(each2)) ?? "";
  if (typeof value !== "string" || !namingKeys.test(key)) return [];
  const name = value.slice(value.lastIndexOf("/") + 1);
  return [{ kind: "Deployment", name, namespace: void 0, path: path3, by: "kind" }];
}
var namingKeys = /(?:^|[a-z])(?:names?|deployments?|targets?|workloads?|resources?)$/i;

// src/workload/scope.ts
function scopeOf(all2, namespace) {
  const manifests = all2.filter((manifest) => !isHook(manifest));
  const rollouts = manifests.filter(isRollout);
  const scalers = manifests.filter((each2) => isAutoscaler(each2) || isVerticalPodAutoscaler(each2));
  const deployments = manifests.filter((each2) => isDeployment(each2) && !isPatch2(each2));
  const spaceOf2 = (manifest) => manifest.namespace ?? namespace;
  const together = (a, b) => mayShareNamespace(a.namespace, b.namespace, namespace);
  const scopeKey = (manifest) => `${spaceOf2(manifest) ?? ""}/${targetKey(manifest.kind, manifest.apiVersion, manifest.name ?? "")}`;
  const bySpace = kept((found2) => grouped(found2, spaceOf2));
  const near = (found2, other2) => {
    const space = spaceOf2(other2);
    if (space === void 0) return found2;
    const spaces = found2.length > 9 ? bySpace(found2) : void 0;
    if (spaces && !spaces.has(void 0)) return spaces.get(space) ?? [];
    return found2.filter((each2) => together(each2, other2));
  };
  const byIdentity = grouped([...deployments, ...rollouts, ...scalers], scopeKey);
  const byName = grouped(deployments, (deployment3) => deployment3.name);
  return {
    deployments,
    byTarget: by(scalers, (scaler) => {
      const target3 = targetOf2(scaler);
      return target3 && targetKey(target3.kind, target3.apiVersion, target3.name);
    }),
    foreignByTarget: grouped(manifests.flatMap(foreignScalersIn), (each2) => each2.target.name ?? ""),
    rolloutsByName: by(rollouts, (rollout3) => rollout3.name),
    rolloutsByWorkload: by(rollouts, workloadNameOf),
    unknownRollouts: by(
      manifests.filter(isUnknownRollout),
      (each2) => findString(each2.node, "spec", "workloadRef", "name")
    ),
    sameAs: (manifest) => byIdentity.get(scopeKey(manifest)) ?? [],
    ownersOf: (manifest, name) => {
      const owners2 = byName.get(name) ?? [];
      if (owners2.length < 2) return near(owners2, manifest);
      return bySpace(owners2).get(spaceOf2(manifest)) ?? near(owners2, manifest);
    },
    owns: (deployment3, manifest) => {
      const owners2 = byName.get(deployment3.name) ?? [];
      if (owners2.length < 2) return together(deployment3, manifest);
      const [spaces, space] = [bySpace(owners2), spaceOf2(manifest)];
      return spaces.has(space) ? spaceOf2(deployment3) === space : together(deployment3, manifest);
    },
    near,
    together
  };
}
function foreignScalersIn(manifest) {
  const targets2 = scalingTargetsOf(manifest);
  if (targets2.length === 0) return [];
  const scaler = wholeManifest(manifest);
  return targets2.map((target3) => ({ scaler, target: target3 }));
}
function by(manifests, nameOf7) {
  return indexed(manifests, (each2) => {
    const name = nameOf7(each2);
    return name === void 0 ? [] : [name];
  });
}
function targetKey(kind2, apiVersion, name) {
  return `${kind2}/${currentGroup(groupOf(apiVersion))}/${name}`;
}
function straysOf(scopes) {
  const strays = scopes.flatMap((scope) => {
    const own = [...scope.byTarget.values()].flat().filter(isAutoscaler);
    const foreign = [...scope.foreignByTarget.values()].flat();
    const all2 = [
      ...own.flatMap((scaler) => {
        const target3 = targetOf2(scaler);
        return target3 ? [{ ...target3, scaler, namespace: scaler.namespace }] : [];
      }),
      ...foreign.map((each2) => ({ ...each2.target, scaler: each2.scaler, namespace: spaceOf(each2) }))
    ];
    return all2.flatMap(({ kind: kind2, name, scaler, namespace }) => {
      if (kind2 !== "Deployment" || name === void 0) return [];
      const isOwn2 = scope.ownersOf({ ...scaler, namespace }, name).length > 0;
      return isOwn2 ? [] : [{ name, scaler, namespace }];
    });
  });
  return grouped(strays, ({ name }) => name);
}
var strayRolloutsOf = (scopes) => grouped(
  scopes.flatMap(
    ({ rolloutsByName, ownersOf }) => [...rolloutsByName.values()].flat().flatMap((rollout3) => {
      const name = workloadNameOf(rollout3) ?? rollout3.name ?? "";
      return ownersOf(rollout3, name).length > 0 ? [] : [{ name, rollout: rollout3 }];
    })
  ),
  ({ name }) => name
);
var spaceOf = ({ scaler, target: target3 }) => target3.namespace ?? scaler.namespace;
function manifestsAround(deployment3, scope) {
  const name = deployment3.name ?? "";
  const near = (found2 = []) => scope.near(found2, deployment3).filter((other2) => scope.owns(deployment3, other2));
  const rollouts = rolloutsOf(deployment3, scope);
  const rolloutKey = targetKey("Rollout", "argoproj.io/v1alpha1", rollouts[0]?.name ?? name);
  const scalers = near(scope.byTarget.get(targetKey("Deployment", "apps/v1", name)));
  const rolloutScalers = near(scope.byTarget.get(rolloutKey));
  const own = {
    deployment: deployment3,
    autoscalers: scalers.filter(isAutoscaler),
    rollouts,
    rolloutAutoscalers: rolloutScalers.filter(isAutoscaler),
    verticalAutoscalers: [...scalers, ...rolloutScalers].filter(isVerticalPodAutoscaler)
  };
  return { ...own, foreignScalers: foreignOf(own, scope) };
}
function foreignOf(own, { foreignByTarget, ownersOf }) {
  const { deployment: deployment3, rollouts, autoscalers, rolloutAutoscalers } = own;
  const all2 = [deployment3, ...rollouts.slice(0, 1), ...autoscalers, ...rolloutAutoscalers];
  const names = /* @__PURE__ */ new Set([...all2.map(({ name }) => name ?? ""), ""]);
  const found2 = [...names].flatMap((name) => foreignByTarget.get(name) ?? []);
  const isMeant4 = ({ target: target3 }) => all2.some(({ kind: kind2, name }) => kind2 === target3.kind && (target3.name ?? name) === name);
  const near = found2.filter(
    (each2) => isMeant4(each2) && ownersOf({ ...each2.scaler, namespace: spaceOf(each2) }, deployment3.name ?? "").includes(
      deployment3
    )
  );
  return [...grouped(near, ({ scaler }) => scaler).values()].flatMap(([first]) => first ?? []);
}
function manifestsOfRollout(rollout3, scope) {
  const near = (key) => scope.near(scope.byTarget.get(key) ?? [], rollout3).filter(isAutoscaler);
  return {
    deployment: void 0,
    autoscalers: near(targetKey("Deployment", "apps/v1", workloadNameOf(rollout3) ?? "")),
    rollouts: [rollout3],
    rolloutAutoscalers: scalersOf(rollout3, scope),
    verticalAutoscalers: [],
    foreignScalers: []
  };
}
function rolloutsOf(deployment3, scope) {
  const named2 = scope.rolloutsByWorkload.get(deployment3.name ?? "") ?? [];
  return scope.near(named2, deployment3).filter((each2) => scope.owns(deployment3, each2));
}
function scalersOf(workload2, scope) {
  const { kind: kind2, apiVersion, name = "" } = workload2;
  const scalers = scope.byTarget.get(targetKey(kind2, apiVersion, name)) ?? [];
  return scope.near(scalers, workload2).filter(isAutoscaler);
}
function autoscalerOf({ autoscalers, rolloutAutoscalers }) {
  return autoscalers[0] ?? rolloutAutoscalers[0];
}
function rolloutNameOf({ rollouts, deployment: deployment3 }) {
  return (rollouts[0] ?? deployment3).name ?? "";
}
function changedManifests(manifests) {
  const autoscaler = autoscalerOf(manifests);
  const { deployment: deployment3, rollouts, verticalAutoscalers } = manifests;
  return [deployment3, ...autoscaler ? [autoscaler] : [], ...rollouts, ...verticalAutoscalers];
}

// src/convert/refuse-duplicates.ts
function* duplicateRefusals(manifest, scope) {
  const [first, second] = sameIn(scope, manifest);
  if (!first || !second) return;
  const later = manifest === first ? second : manifest;
  const { file, line } = placeOf(first);
  const at = placeOf(later, "metadata", "name");
  yield duplicateManifest(at, titleOf(manifest), `${file}:${line}`);
}
var sameIn = (scope, manifest) => manifest.kind === "Deployment" && manifest.name !== void 0 ? scope.ownersOf(manifest, manifest.name) : scope.sameAs(manifest);

// src/convert/refuse-scalers.ts
function* strayRefusals({
  manifests,
  strays: { scaler, rollout: rollout3 }
}) {
  const { deployment: deployment3, rollouts } = manifests;
  const at = placeOf(deployment3, "metadata", "name");
  if (rollout3 && rollouts.length === 0) {
    const { file: file2 } = rollout3.document.source;
    yield rolloutElsewhere(at, titleOf(deployment3), titleOf(rollout3), file2);
  }
  if (!scaler || isAutoscaler(scaler) && autoscalerOf(manifests)) return;
  const { file } = scaler.document.source;
  yield autoscalerElsewhere(at, titleOf(deployment3), titleOf(scaler), file);
}
function* foreignScalerRefusals({
  manifests,
  entry
}) {
  const owner = ownerOf(manifests);
  if (entry?.autoscaler === "none" || !owner) return;
  const { autoscalers, rolloutAutoscalers } = manifests;
  const beside = autoscalers.length + rolloutAutoscalers.length > 0 ? "an-autoscaler" : "nothing";
  for (const { scaler, target: target3 } of manifests.foreignScalers) {
    const at = placeOf(scaler, ...target3.path);
    yield autoscalerNotUnderstood(at, titleOf(owner), titleOf(scaler), target3, beside);
  }
}
function* severalAutoscalersRefusals(manifests) {
  const all2 = [...manifests.autoscalers, ...manifests.rolloutAutoscalers];
  const owner = ownerOf(manifests);
  const [, second] = all2;
  if (!owner || !second) return;
  const at = placeOf(second, "spec", "scaleTargetRef");
  yield severalAutoscalers(at, titleOf(owner), all2.map(titleOf));
}
function* boundsRefusals(autoscaler, title2) {
  const wrong = integerFields.find((field) => findInteger(autoscaler, "spec", field) === "wrong");
  if (wrong === void 0 && boundsOf2(autoscaler)) return;
  const at = placeOf(autoscaler, "spec", wrong ?? "maxReplicas");
  const is = wrong === void 0 ? "missing" : "not an integer";
  yield autoscalerNotInteger(at, title2, wrong ?? "maxReplicas", is);
}
var integerFields = [
  "minReplicas",
  "minReplicaCount",
  "maxReplicas",
  "maxReplicaCount",
  "idleReplicaCount",
  "targetCPUUtilizationPercentage"
];
var ownerOf = ({ deployment: deployment3, rollouts }) => deployment3 ?? rollouts[0];

// src/convert/refuse.ts
function scalerTitle(autoscaler, deployment3) {
  return `${titleOf(autoscaler)} of ${titleOf(deployment3)}`;
}
function refusalsOf({ manifests, group: group2 }) {
  const { deployment: deployment3 } = manifests;
  return [...manifestRefusals(manifests, group2.scope), ...group2.refusalsOf(deployment3)];
}
function manifestRefusals(manifests, scope) {
  const { deployment: deployment3 } = manifests;
  if (deployment3.name === void 0) {
    return [nameMissing(placeOf(deployment3, "metadata"), "Deployment")];
  }
  return [
    ...nameRefusals(deployment3, "Deployment"),
    ...deploymentRefusals(deployment3),
    ...duplicateRefusals(deployment3, scope),
    ...autoscalerRefusals(manifests, scope),
    ...rolloutRefusals(manifests, scope)
  ];
}
function* nameRefusals(manifest, title2) {
  const name = dereference(findNode(manifest.node, "metadata", "name"));
  if (name?.type === "scalar" && typeof name.value !== "string" && name.value !== null) {
    const at = placeOf(manifest, "metadata", "name");
    yield nameNotText(at, title2, String(name.value));
  }
}
function* deploymentRefusals(deployment3) {
  const { node, apiVersion } = deployment3;
  const title2 = titleOf(deployment3);
  const at = (...path3) => placeOf(deployment3, ...path3);
  if (apiVersion !== "apps/v1") {
    yield removedApiVersion(at("apiVersion"), title2, apiVersion, "apps/v1");
  }
  const selector = findNode(node, "spec", "selector");
  const selected = valueOf(selector);
  const entries = asEntries(selected);
  const isEmpty5 = entries !== void 0 && Object.keys(entries).length === 0;
  if (isEmpty5 || !hasValue(deployment3, "spec", "selector")) {
    yield selectorMissing(at("spec", "selector"), title2);
  }
  if (!hasValue(deployment3, "spec", "template")) yield templateMissing(at("spec"), title2);
  const strategy = strategyTypeOf(deployment3);
  if (strategy !== "RollingUpdate") {
    yield recreateStrategy(at("spec", "strategy", "type"), title2, strategy);
  }
  const paused = findNode(node, "spec", "paused");
  if (paused?.type === "scalar" && paused.value === true) {
    yield deploymentPaused(at("spec", "paused"), title2);
  }
  if (replicasOf(deployment3) === "wrong") {
    yield replicasNotInteger(at("spec", "replicas"), title2);
  }
  if (isOpenAtEnd(deployment3)) yield openBlockScalar(at("spec", "template"), title2);
  const labels = findNode(node, "metadata", "labels");
  const isEndless = labels && valueOf(labels) === void 0;
  if (isEndless || selector && selected === void 0) {
    yield tooManyAliases(at("metadata", "labels"), title2);
  }
}
function isOpenAtEnd({ document, list: list2 }) {
  const { text: text3, root } = document;
  const isLast3 = !list2 || !list2.items.flow && list2.index === list2.items.items.length - 1;
  if (!isLast3 || text3.endsWith("\n") || !root) return false;
  return endsInBlockScalar(complete(document, root));
}
function* autoscalerRefusals(manifests, scope) {
  const { deployment: deployment3, autoscalers } = manifests;
  const title2 = titleOf(deployment3);
  yield* severalAutoscalersRefusals(manifests);
  for (const autoscaler of autoscalers) {
    if (autoscaler.name === void 0) {
      const at = placeOf(autoscaler, "metadata");
      yield nameMissing(at, `${autoscaler.kind} of ${title2}`);
    }
    yield* nameRefusals(autoscaler, `${autoscaler.kind} of ${title2}`);
    const owners2 = scope.ownersOf(autoscaler, deployment3.name ?? "").length;
    if (owners2 > 1 && scope.sameAs(deployment3).length < 2) {
      const at = placeOf(autoscaler, "metadata");
      yield ambiguousAutoscaler(at, titleOf(autoscaler), deployment3.name ?? "", owners2);
    }
    yield* autoscalerVersionRefusals(autoscaler, scalerTitle(autoscaler, deployment3));
  }
}
function* autoscalerVersionRefusals(autoscaler, title2) {
  const { apiVersion } = autoscaler;
  if (isHorizontalPodAutoscaler(autoscaler) && !/^autoscaling\/v[12]$/.test(apiVersion)) {
    const at = placeOf(autoscaler, "apiVersion");
    yield removedApiVersion(at, title2, apiVersion, "autoscaling/v2");
  }
  const target3 = targetOf2(autoscaler);
  if (target3 && groupOf(target3.apiVersion) === "extensions") {
    const at = placeOf(autoscaler, "spec", "scaleTargetRef", "apiVersion");
    yield removedApiVersion(at, `The target of ${title2}`, target3.apiVersion, "apps/v1");
  }
}
function* rolloutRefusals(manifests, scope) {
  const { deployment: deployment3, rollouts } = manifests;
  const named2 = scope.rolloutsByName.get(deployment3.name ?? "") ?? [];
  const [, second] = rollouts;
  if (second) {
    const at = placeOf(second, "spec", "workloadRef", "name");
    yield severalRollouts(at, titleOf(deployment3), rollouts.map(titleOf));
  }
  const isElsewhere2 = (each2) => scope.ownersOf(each2, workloadNameOf(each2) ?? "").some((owner) => owner !== deployment3);
  const other2 = named2.find(
    (each2) => scope.together(each2, deployment3) && !rollouts.includes(each2) && !isElsewhere2(each2)
  );
  if (other2) {
    const at = placeOf(other2, "metadata", "name");
    yield rolloutNameTaken(at, titleOf(other2), titleOf(deployment3));
  }
  const unknown2 = scope.unknownRollouts.get(deployment3.name ?? "") ?? [];
  for (const each2 of unknown2.filter((one) => scope.together(one, deployment3))) {
    const at = placeOf(each2, "apiVersion");
    yield unknownRollout(at, titleOf(each2), titleOf(deployment3), each2.apiVersion);
  }
}
function* existingRolloutRefusals({ rollouts }) {
  const [rollout3] = rollouts;
  if (!rollout3) return;
  const title2 = titleOf(rollout3);
  const field = findBeyondMigration(rollout3);
  if (field) {
    yield rolloutBeyondMigration(placeOf(rollout3, ...field.split(".")), title2, field);
  }
}
function* haltedRolloutRefusals({ deployment: deployment3, rollouts }) {
  const [rollout3] = rollouts;
  if (!rollout3) return;
  const title2 = titleOf(rollout3);
  if (isPausedIn(resourceOf(rollout3))) {
    yield rolloutPaused(placeOf(rollout3, "spec", "paused"), title2);
    return;
  }
  const labels = podLabelsOf(deployment3);
  const fault = faultIn(wholeResourceOf(rollout3), labels);
  if (fault !== void 0)
    yield rolloutInvalid(placeOf(rollout3, "metadata", "name"), title2, fault);
}
function* rolloutAutoscalerRefusals(manifests) {
  const { deployment: deployment3, rollouts, rolloutAutoscalers } = manifests;
  const rollout3 = rollouts[0] ?? { ...deployment3, kind: "Rollout" };
  for (const autoscaler of rolloutAutoscalers) {
    const at = placeOf(autoscaler, "spec", "scaleTargetRef", "kind");
    yield autoscalerOnRollout(at, titleOf(autoscaler), titleOf(rollout3));
  }
}
function* loweringRefusals(rollout3, pods4) {
  const replicas = replicasOf(rollout3);
  if (typeof replicas !== "number" || replicas <= pods4) return;
  const at = placeOf(rollout3, "spec", "replicas");
  yield rolloutServes(at, titleOf(rollout3), replicas, pods4);
}
function* changedAutoscalerRefusals(manifests, pause) {
  const autoscaler = autoscalerOf(manifests);
  if (!autoscaler) return;
  const title2 = scalerTitle(autoscaler, manifests.deployment);
  const isOurs4 = manifests.rollouts.length > 0;
  const isKeda = isScaledObject(autoscaler);
  const half = isKeda ? halfPauseIn(resourceOf(autoscaler)) : void 0;
  const pausedBy = pauseOf(autoscaler) ?? half;
  if (pausedBy && (isOurs4 ? pause === "ended" : isKeda)) {
    yield autoscalerPaused(placeOf(autoscaler, ...pausedBy), title2, pausedBy.join("."));
  }
  yield* boundsRefusals(autoscaler, title2);
  if (autoscaler.apiVersion !== "autoscaling/v1") return;
  for (const path3 of newerFields) {
    if (!hasValue(autoscaler, ...path3)) continue;
    yield newerAutoscalerField(placeOf(autoscaler, ...path3), title2, path3.join("."));
  }
}
var newerFields = ["metrics", "behavior"].flatMap((field) => [
  ["metadata", "annotations", `autoscaling.alpha.kubernetes.io/${field}`],
  ["spec", field]
]);

// src/kubernetes/chosen.ts
var spelled = ({ name, namespace }) => namespace === void 0 ? name : `${namespace}/${name}`;
function isChosen({ name, namespace }, workloads) {
  return workloads.some((chosen) => {
    const slash = chosen.lastIndexOf("/");
    const own = slash < 0 || matchesPattern(namespace ?? "", chosen.slice(0, slash));
    return own && matchesPattern(name, chosen.slice(slash + 1));
  });
}
var isNamed = (named2, workloads) => isChosen(
  named2,
  workloads.filter((each2) => !isPattern(each2))
);
var numberFor = (numbers2, { name, namespace }) => numbers2.get(`${namespace ?? ""}/${name}`) ?? numbers2.get(name);
var isPattern = (name) => /[*?]/.test(name);
function matchesPattern(name, pattern) {
  let at = 0;
  let inName = 0;
  let star = -1;
  let resumed = 0;
  while (inName < name.length) {
    if (pattern[at] === "*") {
      star = at++;
      resumed = inName;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === name[inName])) {
      at++;
      inName++;
    } else if (star >= 0) {
      at = star + 1;
      inName = ++resumed;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

// src/kubernetes/release.ts
var helmRelease = "meta.helm.sh/release-name";
function releaseOf(manifest) {
  return releaseIn(findStrings(manifest, "annotations"), findStrings(manifest, "labels"));
}
function releaseIn(annotations = {}, labels = {}) {
  const annotated = annotations[helmRelease];
  if (typeof annotated === "string") return annotated;
  const isHelm = labels["app.kubernetes.io/managed-by"] === "Helm" || labels["helm.sh/chart"] !== void 0 || labels["heritage"] === "Helm";
  const named2 = labels["app.kubernetes.io/instance"] ?? labels["release"];
  return isHelm && typeof named2 === "string" ? named2 : void 0;
}

// src/workload/select.ts
function workloadKey({ document, namespace = "", name = "" }) {
  return `${document.source.file}
${namespace}
${name}`;
}
var applierOf = ({ applier, config: config2 }) => applier ?? config2?.applier ?? "argocd";
var notesApplied = (run) => ["argocd", "kubectl"].includes(applierOf(run));
function select(deployment3, run) {
  const { config: config2, workloads } = run;
  const { name = "", namespace = run.namespace } = deployment3;
  if (workloads.length > 0 && !isChosen({ name, namespace }, workloads)) return void 0;
  const entry = config2?.workloads && findEntry(deployment3, config2.workloads, run);
  if (entry && "code" in entry) return entry;
  if (config2?.workloads && !entry) return void 0;
  const stated = run.stage ?? entry?.stage;
  if (stated === void 0) return void 0;
  const percents = percentsOf(run, entry, run.remembered?.get(workloadKey(deployment3)));
  return {
    // A name that is none is a fault of the run, which stops it.
    stage: findStage(stated, percents) ?? baseline,
    percents,
    entry,
    named: isNamed({ name, namespace }, workloads) || entry !== void 0 && !isPattern(entry.name)
  };
}
var replicasFor = ({ replicas, namespace: own }, { name = "", namespace = own }) => numberFor(replicas.named, { name, namespace });
function percentsOf(run, entry, planned) {
  return run.percents ?? entry?.percents ?? planned?.percents ?? defaultPercents;
}
function statedStage(entry, run) {
  const percents = percentsOf(run, entry);
  const known = () => unknownStage(entry.at("stage"), entry.stage, stageNames(percents));
  return findStage(entry.stage, percents) ?? known();
}
function findEntry(deployment3, entries, run) {
  const namespace = deployment3.namespace ?? run.namespace;
  for (const entry of entries) {
    if (!matchesPattern(deployment3.name ?? "", entry.name) || !hasLabels(deployment3, entry))
      continue;
    const release = run.release ?? (entry.release === void 0 ? void 0 : releaseOf(deployment3));
    if (entry.release !== void 0 && release === void 0) {
      return releaseUnknown(entry.at("release"), entry.name, entry.release);
    }
    if (entry.namespace !== void 0 && namespace === void 0) {
      return namespaceUnknown(entry.at("namespace"), entry.name, entry.namespace);
    }
    if ((entry.release ?? release) !== release) continue;
    if ((entry.namespace ?? namespace) === namespace) return entry;
  }
  return void 0;
}
function hasLabels(deployment3, { labels }) {
  if (!labels) return true;
  const own = findStrings(deployment3, "labels");
  return Object.entries(labels).every(([key, value]) => own[key] === value);
}
function findUnmatched(entries, matched, run) {
  return entries.filter((entry) => {
    if (isPattern(entry.name) || matched.has(entry) || entry.release !== run.release) return false;
    if (run.release === void 0 && run.found === "no-deployments") return false;
    return entry.namespace === void 0 || (run.namespace ?? entry.namespace) === entry.namespace;
  });
}

// src/convert/replicas.ts
function podsToKeep(manifests, selection, run) {
  const { deployment: deployment3 } = manifests;
  const given3 = replicasFor(run, deployment3) ?? selection.entry?.replicas ?? run.remembered?.get(workloadKey(deployment3))?.replicas;
  const pods4 = autoscalerOf(manifests) ? scaledPods(manifests, given3 ?? withHeadroom(manifests, run)) : fixedPods(manifests, selection, given3);
  if ("code" in pods4 || pods4.replicas > 0) return pods4;
  return replicasZero(placeOf(deployment3, "spec", "replicas"), titleOf(deployment3));
}
function withHeadroom(manifests, { live: live3, namespace: unnamed }) {
  const { name = "", namespace = unnamed } = manifests.deployment;
  const [found2] = findLive(live3?.deployments ?? [], { name, namespace });
  const autoscaler = autoscalerOf(manifests);
  const bounds = autoscaler && boundsOf2(autoscaler);
  const pods4 = found2?.spec.replicas;
  if (!pods4 || !bounds) return pods4 || void 0;
  const most4 = Math.min(Math.ceil(pods4 * headroom), bounds.max);
  return Math.max(most4, pods4, bounds.min);
}
var headroom = 1.2;
function scaledPods(manifests, given3) {
  const { deployment: deployment3 } = manifests;
  const autoscaler = autoscalerOf(manifests);
  const bounds = autoscaler && boundsOf2(autoscaler);
  if (given3 === void 0) {
    return replicasUnknown(placeOf(deployment3, "metadata", "name"), titleOf(deployment3));
  }
  if (!autoscaler || !bounds) return { replicas: given3 };
  const isAbove = given3 > bounds.max;
  if (!isAbove && given3 >= bounds.min) return { replicas: given3 };
  const [side, bound] = isAbove ? ["above the most", bounds.max] : ["below the least", bounds.min];
  const at = placeOf(autoscaler, "spec");
  return replicasOutOfBounds(at, given3, side, bound, titleOf(autoscaler));
}
function fixedPods({ deployment: deployment3, rollouts }, selection, given3) {
  const [rollout3] = rollouts;
  const title2 = titleOf(deployment3);
  const at = () => placeOf(deployment3, "spec", "replicas");
  const replicas = replicasOf(deployment3);
  if (replicas === "absent" && selection.entry?.autoscaler !== "none") {
    return autoscalerNotInView(at(), title2);
  }
  const own = replicas === "absent" ? 1 : Number(replicas);
  const moved2 = rollout3 ? replicasOf(rollout3) : 0;
  if (typeof moved2 !== "number" || moved2 === 0) {
    if (given3 === void 0 || given3 === own) return { replicas: own };
    return replicasDiffer(at(), title2, own, given3);
  }
  return movingPods({ own, moved: moved2 }, selection, given3) ?? replicasUnknown(at(), title2);
}
function movingPods({ own, moved: moved2 }, { stage, percents }, given3) {
  const [least, most4] = [Math.max(own, moved2), own + moved2];
  if (given3 !== void 0) return given3 >= least && given3 <= most4 ? { replicas: given3 } : void 0;
  const replicas = replicasBehind({ own, moved: moved2 }, stage, percents) ?? (own === moved2 ? own : void 0);
  return replicas === void 0 ? void 0 : { replicas };
}

// src/convert/stage-refusals.ts
function statedOf({ manifests, entry }) {
  const { deployment: deployment3 } = manifests;
  return {
    title: titleOf(deployment3),
    name: deployment3.name ?? "",
    key: workloadKey(deployment3),
    entry,
    scaling: autoscalerOf(manifests) ? "scaled" : "fixed",
    at: () => placeOf(deployment3, "metadata", "name")
  };
}
function* configurationFaults(stated, stage, run) {
  yield* ignoreFaults(stated, stage, run);
  yield* dashboardFaults(stated);
  if (!isLast2(stated, stage)) yield* strategyFaults(stated, stage);
}
var isLast2 = ({ scaling: scaling4 }, stage) => hasReached(stage, lastStage(scaling4 === "fixed" ? "fixed" : "scaled"));
function* autoscalerFaults({ manifests, entry }) {
  const autoscaler = autoscalerOf(manifests);
  if (entry?.autoscaler !== "none" || !autoscaler) return;
  const title2 = titleOf(manifests.deployment);
  yield autoscalerNotNone(entry.at("autoscaler"), title2, titleOf(autoscaler));
}
function* ignoreFaults(stated, stage, run) {
  const { title: title2, name, key = "", entry, scaling: scaling4 } = stated;
  const applier = applierOf(run);
  if (entry?.replicasIgnored) {
    const at = entry.at("replicasIgnored");
    if (applier === "kubectl") yield replicasNeverIgnored(at, title2);
    else if (!hasReached(stage, retargetAutoscaler)) {
      yield replicasIgnoredTooEarly(at, title2, printStage(stage));
    }
  }
  if (scaling4 === "fixed" || !hasReached(stage, releaseAutoscaler)) return;
  const isShown2 = isArgoCd(applier) && run.ignored?.has(key) === true;
  const isSaid = entry?.replicasIgnored === true || run.replicasIgnored === true || isShown2;
  if (applier === "helm3" || isSaid && applier !== "kubectl") return;
  const source2 = entry ? "configuration" : "manifests";
  yield replicasNotIgnored(entry?.at("stage") ?? stated.at(), name, applier, source2);
}
function* dashboardFaults({ title: title2, entry }) {
  const steps3 = entry?.strategy?.canary?.steps;
  if (entry?.steps !== "dashboard" || !steps3 || steps3.length === 0) return;
  yield stepsOfDashboard(entry.at("strategy", "canary", "steps"), title2);
}
function* switchedRolloutRefusals({ manifests, entry }) {
  const [rollout3] = manifests.rollouts;
  const steps3 = ["spec", "strategy", "canary", "steps"];
  if (!rollout3 || entry?.steps !== "dashboard") return;
  if (itemsOf(resourceOf(rollout3), ...steps3).length === 0) return;
  yield stepsOfDashboard(placeOf(rollout3, ...steps3), titleOf(rollout3));
}
function* strategyFaults({ title: title2, entry }, stage) {
  const canary3 = entry?.strategy?.canary;
  if (!canary3) return;
  for (const field of beyondMigration) {
    const value = canary3[field];
    if (value == null || Array.isArray(value) && value.length === 0) continue;
    const at = entry.at("strategy", "canary", field);
    yield stepsTooEarly(at, field, title2, printStage(stage));
  }
}
function* stageRefusals(selected, stage) {
  const { manifests } = selected;
  yield* haltedRolloutRefusals(manifests);
  yield* switchedRolloutRefusals(selected);
  if (!isLast2(statedOf(selected), stage)) yield* existingRolloutRefusals(manifests);
  if (!hasReached(stage, retargetAutoscaler)) yield* rolloutAutoscalerRefusals(manifests);
  if (!hasReached(stage, pinReplicas)) return;
  const isEnded = hasReached(stage, retargetAutoscaler);
  yield* changedAutoscalerRefusals(manifests, isEnded ? "ended" : "kept");
  yield* foreignScalerRefusals(selected);
}

// src/convert/resolve.ts
function resolve(selected, run) {
  const { manifests, stage, named: named2 } = selected;
  const { deployment: deployment3, rollouts } = manifests;
  if (stage.kind === "baseline") return { diagnostics: [] };
  const [existing] = rollouts;
  if (existing && !named2) return { diagnostics: [leftAlone(deployment3, existing)] };
  if (hasValue(deployment3, "metadata", "annotations", planAnnotation)) {
    const at = placeOf(deployment3, "metadata", "annotations", planAnnotation);
    return { diagnostics: [stageInManifest(at, titleOf(deployment3))] };
  }
  const faults = [
    ...autoscalerFaults(selected),
    ...strayRefusals(selected),
    ...configurationFaults(statedOf(selected), stage, run)
  ];
  const refusals2 = [...refusalsOf(selected), ...stageRefusals(selected, stage)];
  if (faults.length + refusals2.length > 0) return refused(selected, refusals2, faults);
  const pods4 = isHarmless(stage) ? { replicas: 0 } : podsToKeep(manifests, selected, run);
  if ("code" in pods4) return refused(selected, [pods4]);
  const workload2 = workloadOf(selected, pods4.replicas, run);
  const [rollout3] = rollouts;
  const lowered = rollout3 ? [...loweringRefusals(rollout3, podsOf(workload2, stage).moved)] : [];
  if (lowered.length > 0) return refused(selected, lowered);
  return { workload: workload2, diagnostics: [...remarks(deployment3, workload2, stage)] };
}
function leftAlone(deployment3, rollout3) {
  const at = placeOf(deployment3, "metadata", "name");
  return rolloutAlreadyThere(at, titleOf(deployment3), titleOf(rollout3));
}
function workloadOf({ manifests, percents, entry }, replicas, { config: config2 }) {
  const { keep = true, strategy, annotations = {}, steps: steps3 = "git" } = entry ?? {};
  const numbers2 = { replicas, percents, keep, applier: config2?.applier };
  const asked = { ...numbers2, strategy: strategy?.canary ?? {}, annotations };
  return { manifests, baseline: stateIn(manifests), ...asked, stepsOf: steps3 };
}
function refused({ named: named2, stage }, refusals2, faults = []) {
  const soft = named2 || !isHarmless(stage) ? refusals2 : refusals2.map(asWarning);
  return { diagnostics: [...soft, ...faults] };
}
function* remarks(deployment3, workload2, stage) {
  const copied2 = [
    ["metadata", "labels"],
    ["spec", "selector"],
    ["spec", "strategy"]
  ];
  for (const path3 of copied2) {
    const repeated = findRepeatedKey(findNode(deployment3.node, ...path3));
    if (!repeated) continue;
    const at2 = locate(deployment3.document, repeated.keyStart);
    yield repeatedKeyCopied(at2, repeated.key, titleOf(deployment3));
  }
  if (!("percent" in stage)) return;
  const distinct = distinctPercents(workload2);
  const merged = workload2.percents.filter((percent) => !distinct.includes(percent));
  if (merged.length === 0) return;
  const at = placeOf(deployment3, "metadata", "name");
  yield percentsMerged(at, titleOf(deployment3), merged, workload2.replicas);
}

// src/migration/abort.ts
function turnOf({ stage, percents, replicas, scaling: scaling4 }) {
  if (!hasReached(stage, pinReplicas)) return void 0;
  const isScaled = scaling4 !== "fixed";
  if (isScaled && hasReached(stage, releaseAutoscaler)) return { to: retargetAutoscaler, percents };
  const steps3 = replicas === void 0 ? percents : distinctPercents({ percents, replicas });
  const moved2 = steps3.findLast((percent) => hasReached(stage, grow(percent)));
  if (moved2 === void 0) return void 0;
  const isWhole2 = stage.kind === "grow" && steps3[0] === moved2;
  if (isWhole2) return { to: isScaled ? pauseAutoscaler : introduceRollout, percents };
  return { to: grow(moved2), percents: moved2 === 100 ? [100] : [moved2, 100] };
}

// src/kubernetes/application-set.ts
var decides = /\b(?:ignoreDifferences|syncOptions)\b/;
function templateIn(set) {
  const spec = asEntries(fieldOf(set, "spec", "template", "spec")) ?? {};
  const path3 = ["spec", "templatePatch"];
  const text3 = textOf(set, ...path3) ?? "";
  const isTemplated5 = text3.includes("{{");
  const patch = isTemplated5 ? void 0 : asEntries(valueOf(parseAnyStyle(text3).root));
  const change = asEntries(fieldOf(patch, "spec"));
  const generators = itemsOf(set, "spec", "generators");
  const isOfSome = generators.some((each2) => decides.test(JSON.stringify(templatesIn(each2))));
  return {
    spec: change ? mergePatch(spec, change) : spec,
    rulesAt: change && "ignoreDifferences" in change ? path3 : void 0,
    vague: isTemplated5 && decides.test(text3) ? path3 : isOfSome ? ["spec", "generators"] : void 0
  };
}
function templatesIn(value) {
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  return Object.entries(asEntries(value) ?? {}).flatMap(
    ([key, inner]) => key === "template" ? [inner] : templatesIn(inner)
  );
}
var action = /\{\{-?\s*([^{}]*?)\s*-?\}\}/g;
function patternsOf(path3, set) {
  if (!path3.includes("{{")) return [path3];
  const [first] = path3.matchAll(action);
  if (first && first[0] === path3.trim()) return knownValues(first[1] ?? "", set);
  return [path3.replaceAll(action, "*")];
}
function knownValues(name, set) {
  const generators = fieldOf(set, "spec", "generators") ?? null;
  const key = name.replace(/^\./, "");
  if (key === "path" || key === "path.path") return gitFolders(generators);
  return listElements(generators).flatMap((each2) => textOf(each2, ...key.split(".")) ?? []);
}
function gitFolders(generators) {
  return found(generators, "git").flatMap((git) => [
    ...itemsOf(git, "directories").filter((each2) => fieldOf(each2, "exclude") !== true).flatMap((each2) => textOf(each2, "path") ?? []),
    ...itemsOf(git, "files").flatMap((each2) => textOf(each2, "path")?.replace(/\/?[^/]*$/, "") ?? [])
  ]);
}
var listElements = (generators) => found(generators, "list").flatMap((list2) => itemsOf(list2, "elements"));
function found(value, name) {
  if (Array.isArray(value)) return value.flatMap((each2) => found(each2, name));
  return Object.entries(asEntries(value) ?? {}).flatMap(
    ([key, inner]) => key === name ? [inner] : found(inner, name)
  );
}

// src/kubernetes/ignore-entry.ts
function ruleIn(entry, origin2) {
  const text3 = (key) => textOf(entry, key) ?? "";
  const texts2 = (key) => itemsOf(entry, key).map(String);
  return {
    ...origin2,
    group: text3("group"),
    kind: text3("kind"),
    name: text3("name"),
    namespace: text3("namespace"),
    pointers: texts2("jsonPointers"),
    jqPaths: texts2("jqPathExpressions"),
    managers: texts2("managedFieldsManagers")
  };
}
var vagueRule = (origin2) => ({
  ...ruleIn({ group: "*", kind: "*" }, origin2),
  isVague: true
});

// src/paths.ts
function partsOf(path3) {
  const parts = [];
  for (const part3 of path3.split(/[/\\]/)) {
    if (part3 === ".." && parts.length > 0 && !["..", ""].includes(parts.at(-1) ?? "")) parts.pop();
    else if (part3 !== "." && (part3 !== "" || parts.length === 0)) parts.push(part3);
  }
  return parts;
}
var normalPath = (path3) => {
  const parts = partsOf(path3);
  return parts.join("/") || (parts[0] === "" && path3.startsWith("/") ? "/" : ".");
};
var joinPath = (folder, path3) => normalPath(`${folder}/${path3}`);
var folderOf = (path3) => {
  const end = Math.max(path3.lastIndexOf("/"), path3.lastIndexOf("\\"));
  return end < 0 ? "." : normalPath(path3.slice(0, end) || "/");
};
var baseNameOf = (path3) => path3.slice(path3.search(/[^/\\]*$/));

// src/kubernetes/glob.ts
function matchesGlob(pattern, text3) {
  if (/^[\w.-]*$/.test(pattern)) return pattern === text3;
  const states = statesOf(pattern);
  return states !== void 0 && reachesEnd(states, text3);
}
var isGlob = (pattern) => /[*?[{\\]/.test(pattern);
var part2 = /\*+|\?|\[(!?)([^\]]+)\]|\\(.)|[{},]|[^*?[\\{},]/gsuy;
function statesOf(pattern) {
  const states = [];
  const open = [];
  let end = 0;
  for (const [token, not, list2, escaped] of pattern.matchAll(part2)) {
    end += token.length;
    const [at, behind2] = [states.length, states.length + 1];
    const group2 = open.at(-1);
    if (list2 !== void 0) states.push({ takes: setOf(list2, not), to: behind2, skips: [] });
    else if (token.startsWith("*")) states.push({ takes: () => true, to: at, skips: [behind2] });
    else if (token === "?") states.push({ takes: () => true, to: behind2, skips: [] });
    else if (token === "{") {
      const begin2 = { to: at, skips: [behind2] };
      states.push(begin2);
      open.push({ begin: begin2, ends: [] });
    } else if (token === "," && group2) {
      const last = { to: at, skips: [] };
      states.push(last);
      group2.ends.push(last);
      group2.begin.skips.push(behind2);
    } else if (token === "}") {
      if (!open.pop()) return void 0;
      states.push({ to: at, skips: [behind2] });
      for (const { skips } of group2?.ends ?? []) skips.push(behind2);
    } else {
      const own = escaped ?? token;
      states.push({ takes: (character) => character === own, to: behind2, skips: [] });
    }
  }
  return end < pattern.length || open.length > 0 ? void 0 : states;
}
function setOf(list2, not) {
  const [, from, to] = /^(.)-(.)$/su.exec(list2) ?? [];
  const isRange = from !== void 0 && to !== void 0;
  const members = new Set(list2);
  return (character) => (isRange ? from <= character && character <= to : members.has(character)) !== (not === "!");
}
function reachesEnd(states, text3) {
  let current = withSkips(states, [0]);
  for (const character of text3) {
    const taken = [...current].flatMap((at) => {
      const state = states[at];
      return state?.takes?.(character) ? [state.to] : [];
    });
    current = withSkips(states, taken);
  }
  return current.has(states.length);
}
function withSkips(states, from) {
  const reached = new Set(from);
  for (const at of reached) for (const next of states[at]?.skips ?? []) reached.add(next);
  return reached;
}

// src/kubernetes/source-folders.ts
var sourcesIn = (spec) => [
  { source: fieldOf(spec, "source") ?? null, path: ["source"] },
  ...itemsOf(spec, "sources").map((source2, at) => ({ source: source2, path: ["sources", String(at)] }))
];
var partsOf2 = (path3) => path3.split("/").filter((part3) => part3 !== "" && part3 !== ".");
function bringsFileOf(sources, file, over) {
  const folders = foldersBringing(file, over);
  return sources.some(
    (source2) => folders.some((folder) => {
      const parts = partsOf2(folder);
      const end = endOfRun(parts, partsOf2(source2.path));
      if (end === void 0) return isOfRoot(source2);
      return isTaken(source2, file, end + (folder.startsWith("/") ? 1 : 0));
    })
  );
}
function foldersBringing(file, over) {
  const above = over?.(file).map(({ source: source2 }) => folderOf(source2.file)) ?? [];
  return [.../* @__PURE__ */ new Set([folderOf(file), ...above])];
}
function endOfRun(all2, parts) {
  if (parts.length === 0) return void 0;
  const isAt = (start2) => parts.every((part3, index) => {
    const own = all2[start2 + index];
    return own !== void 0 && (part3 === own || part3.includes("*") && matchesGlob(part3, own));
  });
  const start = all2.findIndex((_, at) => isAt(at));
  return start < 0 ? void 0 : start + parts.length;
}
var isOfRoot = ({ path: path3, isRecursive }) => isRecursive && path3 !== "" && partsOf2(path3).length === 0;
function isTaken({ include, exclude }, file, end) {
  const below2 = file.split("/").filter((part3) => part3 !== ".").slice(end).join("/");
  if (exclude !== void 0 && matchesGlob(exclude, below2)) return false;
  return include === void 0 || matchesGlob(include, below2);
}

// src/kubernetes/argo-cd-settings.ts
function isArgoCdConfig({ kind: kind2, apiVersion, name }) {
  return kind2 === "ConfigMap" && apiVersion === "v1" && name === "argocd-cm";
}
var isArgoCdOperand = ({ kind: kind2, apiVersion }) => kind2 === "ArgoCD" && groupOf(apiVersion) === "argoproj.io";
var valuesKind = "values";
var isOfChart = ({ kind: kind2, apiVersion }) => kind2 === valuesKind && apiVersion === "";
var configuresArgoCd = (manifest) => isArgoCdConfig(manifest) || isArgoCdOperand(manifest) || isOfChart(manifest);
function systemRulesOf(manifest) {
  const resource = resourceOf(manifest);
  if (isArgoCdConfig(manifest) || isOfChart(manifest)) return systemRulesIn(resource, manifest);
  if (isArgoCdOperand(manifest)) return operandRules(resource, manifest);
  return chartRules(resource, manifest);
}
function systemRulesIn(resource, manifest) {
  return rulesOfKeys(fieldOf(resource, "data"), { path: ["data"], manifest });
}
var whole = "resource.customizations";
var prefix = `${whole}.ignoreDifferences.`;
function rulesOfKeys(data, origin2) {
  return Object.entries(asEntries(data) ?? {}).flatMap(([key, text3]) => {
    const own = { ...origin2, path: [...origin2.path, key] };
    if (key === whole) return rulesOfOneKey(text3, own);
    return key.startsWith(prefix) ? [ruleOfKind(key.slice(prefix.length), text3, own)] : [];
  });
}
function ruleOfKind(named2, text3, origin2) {
  const [kind2 = "", group2 = ""] = named2 === "all" ? ["*", "*"] : named2.split("_").toReversed();
  return ruleIn({ ...asEntries(dataIn(text3)), group: group2, kind: kind2 }, origin2);
}
function rulesOfOneKey(text3, origin2) {
  return Object.entries(asEntries(dataIn(text3)) ?? {}).flatMap(([named2, customization]) => {
    const entry = asEntries(dataIn(fieldOf(customization, "ignoreDifferences") ?? null));
    const [kind2 = "", group2 = ""] = named2.split("/").toReversed();
    return entry ? [ruleIn({ ...entry, group: group2, kind: kind2 }, origin2)] : [];
  });
}
function dataIn(value) {
  return typeof value === "string" ? valueOf(parseAnyStyle(value).root) ?? null : value;
}
function operandRules(resource, manifest) {
  const at = (...path3) => ({ path: ["spec", ...path3], manifest });
  const ignored = ["resourceIgnoreDifferences"];
  const all2 = asEntries(fieldOf(resource, "spec", ...ignored, "all"));
  const each2 = itemsOf(resource, "spec", ...ignored, "resourceIdentifiers");
  return [
    ...all2 ? [ruleIn({ ...all2, group: "*", kind: "*" }, at(...ignored, "all"))] : [],
    ...each2.map((entry, index) => {
      const named2 = { group: textOf(entry, "group") ?? "", kind: textOf(entry, "kind") ?? "" };
      const fields4 = asEntries(fieldOf(entry, "customization"));
      return ruleIn({ ...fields4, ...named2 }, at(...ignored, "resourceIdentifiers", String(index)));
    }),
    ...rulesOfKeys(fieldOf(resource, "spec", "extraConfig"), at("extraConfig")),
    ...rulesOfOneKey(textOf(resource, "spec", "resourceCustomizations") ?? null, at())
  ];
}
function chartRules(resource, manifest) {
  return sourcesIn(fieldOf(resource, "spec")).flatMap(({ source: source2, path: path3 }) => {
    const helm3 = fieldOf(source2, "helm");
    const object2 = { values: fieldOf(helm3, "valuesObject") ?? null, key: "valuesObject" };
    const text3 = { values: dataIn(textOf(helm3, "values") ?? null), key: "values" };
    return [object2, text3].flatMap(
      ({ values, key }) => placesOfKeys(values).flatMap(
        (at) => rulesOfKeys(fieldOf(values, ...at), { path: ["spec", ...path3, "helm", key], manifest })
      )
    );
  });
}
function placesOfKeys(values) {
  const above = [[], ...Object.keys(asEntries(values) ?? {}).map((key) => [key])];
  return above.flatMap((path3) => places2.map((place) => [...path3, ...place])).filter((path3) => asEntries(fieldOf(values, ...path3)));
}
var places2 = [
  ["configs", "cm"],
  ["server", "config"]
];
function chartValuesIn(source2) {
  if (!includes(source2.bytes, prefix) && !includes(source2.bytes, `${whole}:`)) return [];
  return splitStream(source2).map((chunk) => readDocument(source2, chunk)).flatMap((document) => document.error ? [] : valuesOf(document));
}
function valuesOf(document) {
  const root = asMapping(document.root);
  if (!root || findNode(root, "kind")) return [];
  return placesOfKeys(valueOf(root) ?? null).flatMap((path3) => {
    const [key, parent] = [path3.at(-1) ?? "", asMapping(findNode(root, ...path3.slice(0, -1)))];
    const own = parent?.pairs.find((pair) => pair.key === key);
    if (!parent || !own) return [];
    const node = { ...parent, pairs: [{ ...own, key: "data" }] };
    const name = path3.join(".");
    return [{ document, node, kind: valuesKind, apiVersion: "", name, namespace: void 0 }];
  });
}

// src/kubernetes/field-path.ts
var keysOfPointer = (pointer) => pointer.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
function coverOfPointer(pointer, field) {
  if (!pointer.startsWith("/")) return "misses";
  return keysOfPointer(pointer).every((key, index) => key === field[index]) ? "covers" : "misses";
}
function coverOfJqPath(text3, field) {
  const reader = { text: text3, at: 0, field };
  const spots = readPipe(reader, [{ depth: 0, certain: true }]);
  skipBlanks2(reader);
  if (!spots || reader.at < text3.length) {
    return text3.includes(field.at(-1) ?? "") ? "unknown" : "misses";
  }
  if (spots.length === 0) return "misses";
  return spots.some(({ certain }) => certain) ? "covers" : "unknown";
}
function skipBlanks2(reader) {
  while (/\s/.test(reader.text[reader.at] ?? "")) reader.at++;
}
function take(reader, word4) {
  skipBlanks2(reader);
  if (!reader.text.startsWith(word4, reader.at)) return false;
  reader.at += word4.length;
  return true;
}
function takeMatch(reader, pattern) {
  skipBlanks2(reader);
  const found2 = pattern.exec(reader.text.slice(reader.at))?.[0];
  if (found2 !== void 0) reader.at += found2.length;
  return found2;
}
function readPipe(reader, from) {
  let spots = readCommas(reader, from);
  while (spots && !/^\s*\|=/.test(reader.text.slice(reader.at)) && take(reader, "|"))
    spots = readCommas(reader, spots);
  return spots;
}
function readCommas(reader, from) {
  let spots = readTerm(reader, from);
  while (spots && take(reader, ",")) {
    const others2 = readTerm(reader, from);
    spots = others2 && [...spots, ...others2];
  }
  return spots;
}
function readTerm(reader, from) {
  const spots = readHead(reader, from);
  return spots && readSuffixes(reader, spots);
}
function readHead(reader, from) {
  if (take(reader, "..")) return deeper(from, reader.field);
  if (take(reader, "(")) {
    const inner = readPipe(reader, from);
    return inner && take(reader, ")") ? inner : void 0;
  }
  if (take(reader, ".")) {
    const key = readKey(reader);
    return key === void 0 ? from : step(from, key, reader.field);
  }
  return readCall(reader, from);
}
function readCall(reader, from) {
  const name = takeMatch(reader, /^[a-zA-Z_]\w*/);
  if (name === void 0 || !skipArguments(reader)) return void 0;
  if (name === "empty") return [];
  if (name === "recurse") return deeper(from, reader.field);
  if (name === "select") return from.map(({ depth }) => ({ depth, certain: false }));
  return from.length === 0 ? from : void 0;
}
function skipArguments(reader) {
  if (!take(reader, "(")) return true;
  for (let depth = 1; depth > 0; ) {
    const part3 = takeMatch(reader, /^(?:"(?:\\.|[^"\\])*"|[^"()]+|[()])/s);
    if (part3 === void 0) return false;
    depth += part3 === "(" ? 1 : part3 === ")" ? -1 : 0;
  }
  return true;
}
function readKey(reader) {
  const name = /^[a-zA-Z_]\w*/.exec(reader.text.slice(reader.at))?.[0];
  if (name !== void 0) {
    reader.at += name.length;
    return name;
  }
  return reader.text[reader.at] === '"' ? readString(reader) : void 0;
}
function readString(reader) {
  const text3 = takeMatch(reader, /^"(?:\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}|[^"\\\n])*"/);
  return text3 === void 0 ? void 0 : String(JSON.parse(text3));
}
function readSuffixes(reader, from) {
  let spots = from;
  while (spots) {
    if (take(reader, "?")) continue;
    if (take(reader, "[")) spots = readBrackets(reader, spots);
    else if (/^\s*\.(?!\.)/.test(reader.text.slice(reader.at)) && take(reader, ".")) {
      const key = readKey(reader);
      if (key !== void 0) spots = step(spots, key, reader.field);
    } else return spots;
  }
  return spots;
}
function readBrackets(reader, from) {
  if (take(reader, "]")) return each(from, reader.field);
  skipBlanks2(reader);
  const key = readString(reader);
  if (key !== void 0) return take(reader, "]") ? step(from, key, reader.field) : void 0;
  const isIndex = takeMatch(reader, /^-?[0-9]*(?::-?[0-9]*)?\s*\]/) !== void 0;
  return isIndex ? [] : void 0;
}
function step(from, key, field) {
  return from.filter(({ depth }) => depth < field.length && field[depth] === key).map(({ depth, certain }) => ({ depth: depth + 1, certain }));
}
var each = (from, field) => from.filter(({ depth }) => depth < field.length).map(({ depth, certain }) => ({ depth: depth + 1, certain }));
var deeper = (from, field) => from.flatMap(
  ({ depth, certain }) => field.slice(depth).reduce(
    (spots, _key, index) => [...spots, { depth: depth + index + 1, certain }],
    [{ depth, certain }]
  )
);

// src/kubernetes/application.ts
var respectOption = "RespectIgnoreDifferences=true";
var outOfSyncOption = "ApplyOutOfSyncOnly=true";
var titleOfApplication = ({ kind: kind2, name, manifest }) => manifest ? titleOf(manifest) : `${kind2} "${name}"`;
function isApplication({ kind: kind2, apiVersion }) {
  const isKind = kind2 === "Application" || kind2 === "ApplicationSet";
  return isKind && groupOf(String(apiVersion ?? "")) === "argoproj.io";
}
function argoCdIn(manifests, tree) {
  const applications = manifests.filter(isApplication).map(wholeManifest);
  return {
    applications: applications.map((each2) => ({
      ...applicationIn(wholeResourceOf(each2), each2),
      over: tree?.over
    })),
    systemRules: [...manifests.filter(configuresArgoCd), ...applications].flatMap(systemRulesOf),
    configs: manifests.filter(isArgoCdConfig)
  };
}
function applicationIn(resource, manifest) {
  const isSet = textOf(resource, "kind") === "ApplicationSet";
  const spec = isSet ? ["spec", "template", "spec"] : ["spec"];
  const template = isSet ? templateIn(resource) : void 0;
  const at = template?.spec ?? fieldOf(resource, ...spec) ?? null;
  const sources = sourcesIn(at);
  const rulesAt = template?.rulesAt;
  const vague = template?.vague;
  return {
    kind: isSet ? "ApplicationSet" : "Application",
    name: textOf(resource, "metadata", "name") ?? "",
    manifest,
    spec,
    folders: sources.flatMap(({ source: source2 }) => foldersIn(source2, isSet ? resource : void 0)),
    builds: sources.flatMap(({ source: source2, path: path3 }) => {
      const kustomize = asEntries(fieldOf(source2, "kustomize"));
      return kustomize ? [{ path: [...spec, ...path3, "kustomize"], kustomize }] : [];
    }),
    namespace: textOf(at, "destination", "namespace"),
    rules: [
      ...itemsOf(at, "ignoreDifferences").map(
        (entry, index) => ruleIn(entry, {
          path: rulesAt ?? [...spec, "ignoreDifferences", String(index)],
          manifest
        })
      ),
      ...vague ? [vagueRule({ path: vague, manifest })] : []
    ],
    options: itemsOf(at, "syncPolicy", "syncOptions").map(String),
    isVague: vague !== void 0,
    project: textOf(at, "project") ?? "default",
    syncsItself: asEntries(fieldOf(at, "syncPolicy", "automated")) !== void 0
  };
}
function foldersIn(source2, set) {
  const path3 = textOf(source2, "path");
  if (path3 === void 0) return [];
  const directory = fieldOf(source2, "directory");
  const folder = {
    isRecursive: fieldOf(directory, "recurse") === true,
    include: textOf(directory, "include") || void 0,
    exclude: textOf(directory, "exclude") || void 0
  };
  return (set ? patternsOf(path3, set) : [path3]).map((each2) => ({ ...folder, path: each2 }));
}
function concerns(rule, object2) {
  if (hasTemplate(rule)) return "maybe";
  const isOfKind = matchesGlob(rule.group, object2.group) && matchesGlob(rule.kind, object2.kind);
  if (!isOfKind || rule.name !== "" && rule.name !== object2.name) return "no";
  if (rule.namespace === "") return "yes";
  const namespace = object2.namespace ?? object2.destination;
  if (namespace === void 0 || isTemplated(namespace)) return "maybe";
  return rule.namespace === namespace ? "yes" : "no";
}
var hasTemplate = ({ group: group2, kind: kind2, name, namespace }) => [group2, kind2, name, namespace].some(isTemplated);
var isTemplated = (text3) => text3.includes("{{");
function ignores(rule, object2, field) {
  const concerned = concerns(rule, object2);
  if (concerned === "no") return "no";
  if (rule.isVague) return "maybe";
  const cover = coverOf(rule, field);
  if (cover === "covers") return concerned;
  return cover === "unknown" ? "maybe" : "no";
}
function coverOf(rule, field) {
  const known = coversOf(rule);
  const key = field.join("\n");
  const cover = known.get(key) ?? findCover(rule, field);
  known.set(key, cover);
  return cover;
}
var coversOf = kept((_rule) => /* @__PURE__ */ new Map());
function findCover({ pointers, jqPaths, managers }, field) {
  const covers = /* @__PURE__ */ new Set([
    ...pointers.map((pointer) => coverOfPointer(pointer, field)),
    ...jqPaths.map((path3) => coverOfJqPath(path3, field))
  ]);
  if (covers.has("covers")) return "covers";
  return covers.has("unknown") || managers.length > 0 ? "unknown" : "misses";
}
function fateOf({ application: application2, systemRules }, object2, field) {
  const brought = { ...object2, destination: application2.namespace };
  const answerOf = (rule) => ({ rule, answer: ignores(rule, brought, field) });
  const ofSystem = agreedAnswers(systemRules.map(answerOf));
  const answers = [...rulesNaming(application2, object2.name).map(answerOf), ...ofSystem];
  const of = (answer) => answers.filter((each2) => each2.answer === answer).map(({ rule }) => rule);
  const [certain, possible] = [of("yes"), of("maybe")];
  const effect = effectOf(application2);
  if (effect === "applied") return { is: "applied", rules: certain };
  if (certain.length > 0) return { is: effect, rules: certain };
  return { is: possible.length > 0 ? "unknown" : "applied", rules: possible };
}
function agreedAnswers(answers) {
  const said = grouped(answers, ({ rule }) => rule.manifest);
  const isAgreed = [...said.values()].every((each2) => each2.some(({ answer }) => answer === "yes"));
  if (isAgreed) return answers;
  return answers.map(({ rule, answer }) => ({ rule, answer: answer === "yes" ? "maybe" : answer }));
}
function rulesNaming(application2, name) {
  const byName = rulesByName(application2);
  const [named2 = [], others2 = []] = [name === "" ? [] : byName.get(name), byName.get("")];
  return [...named2, ...others2].toSorted((a, b) => a.at - b.at).map(({ rule }) => rule);
}
var rulesByName = kept(
  ({ rules: rules2 }) => grouped(
    rules2.map((rule, at) => ({ rule, at })),
    ({ rule }) => hasTemplate(rule) ? "" : rule.name
  )
);
function effectOf({ options: options2, isVague }) {
  if (options2.includes(respectOption)) return isVague ? "unknown" : "kept";
  if (isVague || options2.some(mayRespect)) return "unknown";
  return options2.includes(outOfSyncOption) ? "skipped" : "applied";
}
var mayRespect = (option) => isTemplated(option) && (/^RespectIgnoreDifferences=/.test(option) || option.startsWith("{{"));
function effectiveOption({ options: options2 }) {
  return [respectOption, outOfSyncOption].find((option) => options2.includes(option));
}
function wayOf(application2, object2) {
  const options2 = application2?.options ?? [];
  const own = syncOptionsIn(object2);
  const has = (option) => options2.includes(option) || own.includes(option);
  if (has("Replace=true")) return "replace";
  if (own.includes("ServerSideApply=false")) return "apply";
  return has("ServerSideApply=true") ? "server" : "apply";
}
function mayBring(application2, { namespace }) {
  if (application2.namespace === void 0 || namespace === void 0) return "maybe";
  if (isTemplated(application2.namespace)) return "maybe";
  return application2.namespace === namespace ? "yes" : "no";
}
var bringsFile = ({ folders, over }, file) => bringsFileOf(folders, file, over);

// src/yaml/append.ts
function editToAppend(text3, { sequence, values, style }) {
  const last = sequence.items.at(-1);
  if (sequence.flow || !last) return flowEdit(sequence, last, values, style);
  if (endsInBlockScalar(last)) return { at: last.start, reason: "other-type" };
  const lineBreak = lineBreakOf(text3);
  const lineEnd = text3.indexOf("\n", Math.max(last.end, sequence.start));
  const start = lineEnd < 0 ? text3.length : lineEnd + 1;
  const indent = " ".repeat(sequence.indent);
  const lines2 = printBlock({ items: values }).slice(1);
  const added2 = lines2.map((line) => indent + line).join(lineBreak);
  return { start, end: start, text: lineEnd < 0 ? lineBreak + added2 : added2 + lineBreak };
}
function flowEdit({ start, end }, last, values, style) {
  const items = values.map((value) => printFlow(value, style)).join(", ");
  if (!last) return { start, end, text: `[${items}]` };
  return { start: last.end, end: last.end, text: `, ${items}` };
}
function ownNodeAt(root, path3) {
  let at = root;
  for (const key of path3) {
    if (at.type === "scalar" && at.value === null) return void 0;
    if (at.type !== "mapping") return { at: at.start, reason: "other-type" };
    const [pair, second] = at.pairs.filter((each2) => each2.key === key);
    if (second) return { at: second.keyStart, reason: "repeated-key" };
    if (!pair) return void 0;
    if (pair.value.type === "alias" || "shared" in pair.value && pair.value.shared) {
      return { at: pair.value.start, reason: "alias" };
    }
    at = pair.value;
  }
  return at;
}

// src/workload/problems.ts
var invalidYaml = define({
  code: "invalid-yaml",
  severity: "error",
  message: (name, reason) => `${name} cannot be read: ${reason.charAt(0).toLowerCase() + reason.slice(1)}`,
  hint: "correct the YAML of the document",
  why: "The API server rejects the document, and a workload in it would be missed."
});
var goTemplate = define({
  code: "go-template",
  severity: "error",
  message: (name) => `${name} is a Go template, which cannot be edited in place`,
  hint: "pipe what Helm renders: `helm template \u2026 --post-renderer rolloutify`",
  why: "Values may change every line of a template, so only the rendered manifests show what is applied."
});
var jsonInPlace = define({
  code: "json-in-place",
  severity: "error",
  message: (file) => `"${file}" is a single JSON object, so a Rollout cannot be added`,
  hint: "wrap it in a List, or write it as YAML",
  why: "The Rollout would be missing, so the pods would have nowhere to move."
});
var exportLeftOut = define({
  code: "export-left-out",
  severity: "info",
  message: (file) => `"${file}" is skipped, because it is an export of a cluster whose manifests are in other files`,
  hint: "pass it with --live if it is the snapshot, or move it to another folder",
  why: "An export repeats the manifests, so the same workload would be read twice."
});
var exportedObject = define({
  code: "exported-object",
  severity: "error",
  message: (object2, deployment3) => object2 === deployment3 ? `${object2} is an export of a cluster, but no file has its manifest` : `${object2}, of ${deployment3}, is an export of a cluster, but no file has its manifest`,
  hint: "add its manifest, without metadata.uid, metadata.resourceVersion and status, or move the export to another folder",
  why: "Applied again, uid and resourceVersion make the API server reject the object."
});
var kustomizationInTheWay = define({
  code: "kustomization-in-the-way",
  severity: "error",
  message: (kustomization, field, whose) => `"${kustomization}" changes Deployments ${whose}, by its ${field}`,
  hint: "pipe the build instead: `kustomize build \u2026 | rolloutify`",
  why: "kustomize would change the Deployment after the stage is written, so other numbers of pods arrive."
});
var changedOnTheWay = {
  message: (by2, deployment3, field) => `${by2} changes ${deployment3} through ${field}, so other replicas or names arrive than its manifests say`,
  hint: "move the field into a kustomization in Git and pipe its build, or remove it until the pods have moved"
};
var applicationInTheWay = define({
  code: "application-in-the-way",
  severity: "error",
  ...changedOnTheWay,
  why: "Argo CD builds the manifests with it, so the pods do not move as the stages expect."
});
var fluxInTheWay = define({
  code: "flux-in-the-way",
  severity: "error",
  ...changedOnTheWay,
  why: "Flux applies it to what it builds from Git, so the pods do not move as the stages expect."
});
var notFound = {
  missing: (name) => `Deployment "${name}" is not in the input`,
  mistyped: (name) => `Deployment "${name}" is not in the input`,
  unlisted: (name) => `The configuration has no entry for Deployment "${name}"`,
  shadowed: (name) => `The entry for "${name}" is never used, because an earlier entry matches first`,
  elsewhere: (name) => `Deployment "${name}" is not in the namespace, or has not the labels, that its entry requires`,
  misspelt: (name) => `Deployment "${name}" is not in the input, but one with a similar name has no entry`,
  "no-input": (name) => `The input is empty, but the pods of Deployment "${name}" are being moved`
};
var notFoundHints = {
  missing: "correct the name: a workload that goes missing unnoticed loses its Rollout",
  unlisted: "add an entry for it, or remove --workload",
  shadowed: "move the entry before the one that matches first",
  elsewhere: "correct `namespace` and `labels` of the entry: without it the workload loses its Rollout",
  misspelt: "correct the name: without its entry the workload loses its Rollout",
  "no-input": "find out why nothing was rendered: a failed template, or `--output-dir` of Helm 3; set `release:` on an entry of another release"
};
function hintOfTyped(name, known) {
  const similar = nearest(name, known);
  if (similar !== void 0) return `did you mean "${similar}"?`;
  if (known.length === 0) return "pass the manifests that contain it";
  const more = known.length > 10 ? [`and ${known.length - 10} more`] : [];
  const shown = known.slice(0, 10).map((each2) => `"${each2}"`);
  return `the input has ${[...shown, ...more].join(", ")}`;
}
var workloadNotFound = define({
  code: "workload-not-found",
  severity: "error",
  message: (name, why, _known = []) => notFound[why](name),
  hint: (name, why, known = []) => why === "mistyped" ? hintOfTyped(name, known) : notFoundHints[why],
  why: "A workload that is rendered without its Rollout loses the pods of the Rollout on the next sync."
});
var applicationNotEditable = define({
  code: "application-not-editable",
  severity: "error",
  message: (application2, reason) => `${application2} cannot take the rule for /spec/replicas: ${reason}`,
  hint: "write it by hand: ignoreDifferences with group argoproj.io, kind Rollout and /spec/replicas, and the sync option RespectIgnoreDifferences=true",
  why: "Without the rule each sync resets the replicas of the Rollout, overriding its autoscaler."
});

// src/workload/ignore-rule.ts
var group = "argoproj.io";
var kind = "Rollout";
var optionsPath = ["syncPolicy", "syncOptions"];
var readApplication = (manifest) => applicationIn(wholeResourceOf(manifest), manifest);
function fateOfRollouts(application2, systemRules, name = "") {
  const object2 = { group, kind, name, namespace: application2.namespace };
  return fateOf({ application: application2, systemRules }, object2, replicasPath);
}
function ignoreEdits(manifest, ignored, systemRules = []) {
  const application2 = readApplication(manifest);
  const refused2 = refusal(manifest, application2);
  if (refused2) return { edits: [], diagnostics: [refused2] };
  const names = ignored === "all" ? [""] : ignored;
  const missing2 = names.filter((name) => !isIgnored(withOption(application2), systemRules, name));
  const isRespected = application2.options.includes(respectOption);
  if (names.length === 0 || missing2.length === 0 && isRespected)
    return { edits: [], diagnostics: [] };
  const own = listEdits(manifest, [
    { path: [...application2.spec, "ignoreDifferences"], items: missing2.map(ruleFor) },
    {
      path: [...application2.spec, ...optionsPath],
      items: isRespected ? [] : [respectOption]
    }
  ]);
  return "reason" in own ? { edits: [], diagnostics: [blocked(manifest, own)] } : own;
}
var isIgnored = (application2, systemRules, name) => fateOfRollouts(application2, systemRules, name).is === "kept";
var withOption = (application2) => ({
  ...application2,
  options: [...application2.options, respectOption]
});
var ruleFor = (name) => ({
  group,
  kind,
  ...name === "" ? {} : { name },
  jsonPointers: ["/" + replicasPath.join("/")]
});
function listEdits(manifest, added2) {
  const whole2 = wholeManifest(manifest);
  const { text: text3 } = manifest.document;
  const style = isJson(text3, whole2.node) ? "json" : "yaml";
  const appended = [];
  let patch = {};
  for (const { path: path3, items } of added2) {
    if (items.length === 0) continue;
    const node = ownNodeAt(whole2.node, path3);
    if (node && "reason" in node) return node;
    if (node?.type === "sequence" && node.items.length > 0) {
      const edit = editToAppend(text3, { sequence: node, values: items, style });
      if ("reason" in edit) return edit;
      appended.push(edit);
    } else if (!node || node.type === "sequence" || isNull2(node)) {
      patch = mergePatches(patch, nested(path3.slice(0, -1), { [path3.at(-1) ?? ""]: items }));
    } else return { at: node.start, reason: "other-type" };
  }
  const own = remember(whole2, patch, { appended });
  if (own.obstacle === "one-line") {
    return { edits: [], diagnostics: [notEditable(manifest, "it is written on one long line")] };
  }
  return own.obstacle ?? { edits: own.edits, diagnostics: [] };
}
var isNull2 = (node) => node.type === "scalar" && node.value === null;
function refusal(manifest, { spec, options: options2 }) {
  const resource = wholeResourceOf(manifest);
  if (!asEntries(fieldOf(resource, ...spec))) {
    return notEditable(manifest, `it has no ${spec.join(".")}`);
  }
  if (options2.includes("RespectIgnoreDifferences=false")) {
    const path3 = [...spec, ...optionsPath];
    return notEditable(manifest, "it sets RespectIgnoreDifferences=false", ...path3);
  }
  if (decides.test(textOf(resource, "spec", "templatePatch") ?? "")) {
    return notEditable(manifest, "its templatePatch sets them", "spec", "templatePatch");
  }
  if (itemsOf(resource, "spec", "generators").some((each2) => decides.test(JSON.stringify(each2)))) {
    return notEditable(manifest, "a nested generator sets them", "spec", "generators");
  }
  return void 0;
}
var reasons = {
  alias: "an anchor or an alias would change a second place",
  "repeated-key": "the key is set twice",
  "other-type": "another value is set there"
};
function blocked(manifest, { at, reason }) {
  const place = locate(manifest.document, at);
  return applicationNotEditable(place, titleOf(manifest), reasons[reason]);
}
var notEditable = (manifest, reason, ...path3) => applicationNotEditable(placeOf(manifest, ...path3), titleOf(manifest), reason);
var itemsAt = (manifest, ...path3) => itemsOf(wholeResourceOf(manifest), ...readApplication(manifest).spec, ...path3);
function addedTo(before, now, ...path3) {
  const known = itemsAt(before, ...path3).map(canonical);
  return itemsAt(now, ...path3).filter((each2) => !known.includes(canonical(each2)));
}
function isSameWithRules(before, now) {
  const names = addedTo(before, now, "ignoreDifferences").map((each2) => textOf(each2, "name") ?? "");
  const { spec } = readApplication(before);
  const hadOption = itemsAt(before, ...optionsPath).includes(respectOption);
  const hasOption = itemsAt(now, ...optionsPath).includes(respectOption);
  const own = listEdits(before, [
    { path: [...spec, "ignoreDifferences"], items: names.map(ruleFor) },
    { path: [...spec, ...optionsPath], items: hasOption && !hadOption ? [respectOption] : [] }
  ]);
  if ("reason" in own) return false;
  const text3 = applyEdits(before.document.text, own.edits);
  const again = manifestsOf(readDocument(...firstOf2(openSource("", text3))));
  const same = again.find((each2) => each2.kind === now.kind && each2.name === now.name);
  return same !== void 0 && inNormalForm(same) === inNormalForm(now);
}
function firstOf2(source2) {
  const [first = { start: 0, end: 0, body: 0 }] = splitStream(source2);
  return [source2, first];
}
function inNormalForm(manifest) {
  const { spec } = readApplication(manifest);
  const sorted = (...path3) => itemsAt(manifest, ...path3).map(canonical).sort();
  const lists = { ignoreDifferences: null, syncPolicy: { syncOptions: null } };
  const rest = mergePatch(wholeResourceOf(manifest), {
    ...nested(spec, lists),
    metadata: { annotations: { [baselineAnnotation]: null } }
  });
  return JSON.stringify([canonical(rest), sorted("ignoreDifferences"), sorted(...optionsPath)]);
}
var nested = ([key, ...rest], patch) => key === void 0 ? patch : { [key]: nested(rest, patch) };

// src/workload/argo-cd.ts
function argoCdOf(groups3) {
  const sources = groups3.flatMap((group2) => group2.sources);
  const applications = sources.flatMap(applicationsIn);
  if (applications.length === 0) return argoCdIn([]);
  return argoCdIn([...applications, ...sources.flatMap(settingsIn)], { over: overOf(groups3) });
}
var applicationsIn = (source2) => manifestsOfKinds(source2, ["Application", "ApplicationSet"]).filter(isApplication);
function settingsIn(source2) {
  const isSpoken = ["argo", "ArgoCD"].some((word4) => includes(source2.bytes, word4));
  const objects = isSpoken ? manifestsOfKinds(source2, ["ConfigMap", "ArgoCD"]) : [];
  return [...objects.filter(configuresArgoCd), ...chartValuesIn(source2)];
}
function overOf(groups3) {
  const readers = [...new Set(groups3.flatMap(({ over }) => over ?? []))];
  return (file) => readers.flatMap((reader) => reader(file));
}
var isBeside = (application2, file, identity) => application2.manifest?.document.source.file === file && mayBring(application2, identity) === "yes";
function syncingIn(groups3, { namespace }) {
  const { applications, systemRules } = argoCdOf(groups3);
  return { near: () => applications, systemRules, namespace };
}
var manifestsOf2 = (groups3, kind2) => groups3.flatMap(({ sources }) => sources.flatMap((source2) => manifestsOfKind(source2, kind2)));
function bringersByFile(applications, manifest) {
  const { file } = manifest.document.source;
  const identity = identityOf(manifest);
  const own = applications.filter((each2) => bringsFile(each2, file));
  if (own.length === 0) return applications.filter((each2) => isBeside(each2, file, identity));
  const fitting = own.filter((each2) => mayBring(each2, identity) !== "no");
  return fitting.length > 0 ? fitting : own;
}
function ignoredIn(groups3, { applications, systemRules } = argoCdOf(groups3)) {
  if (applications.length === 0) return /* @__PURE__ */ new Set();
  const isIgnored3 = (deployment3) => {
    const own = bringersByFile(applications, deployment3);
    const name = deployment3.name ?? "";
    return own.length > 0 && own.every((each2) => fateOfRollouts(each2, systemRules, name).is === "kept");
  };
  return new Set(manifestsOf2(groups3, "Deployment").filter(isIgnored3).map(workloadKey));
}

// src/migration/problems.ts
var memoryEdited = define({
  code: "memory-edited",
  severity: "error",
  message: (manifest) => `${manifest} was edited by hand where a stage had changed it: the original cannot be restored reliably`,
  hint: "restore these lines to what the last stage wrote, from Git",
  why: "A restore by guess could bring back a wrong number of pods, or drop an edit."
});
var memoryMissing = define({
  code: "memory-missing",
  severity: "error",
  message: (manifest) => `${manifest} is past introduce-rollout but has no record of its baseline`,
  hint: "restore the manifests of introduce-rollout from Git and use `migrate next` from there, or keep the stage in a rolloutify.yaml",
  why: "Without the record nobody knows the replicas and the autoscaler that the workload had before."
});
var memoryTooLong = define({
  code: "memory-too-long",
  severity: "error",
  message: (manifest) => `${manifest} is written on one line, so a stage would have to record all of it`,
  hint: "format it on several lines, or keep the stage in a rolloutify.yaml",
  why: "The annotation would hold the whole manifest, and every later edit would conflict with it."
});
var stageNowhere = define({
  code: "stage-nowhere",
  severity: "error",
  message: (deployment3, counts4, replicas) => `${deployment3} is at no stage that keeps ${counted(replicas, "pod")}: ${counts4}`,
  hint: "restore the manifests of the last stage from Git; `migrate plan` shows what each one is",
  why: "Moving from unknown numbers could leave fewer than N pods."
});
var stageBetween = define({
  code: "stage-between",
  severity: "error",
  message: (deployment3, from, to, counts4) => `${deployment3} is between ${from} and ${to}: ${counts4}`,
  hint: "write the replicas of one of the two by hand, then continue from there",
  why: "Moving from between two stages could leave fewer than N pods."
});
var stageUnknown = define({
  code: "stage-unknown",
  severity: "warning",
  message: (deployment3, counts4) => `The number of pods to keep for ${deployment3} is unknown, so its stage is unknown: ${counts4}`,
  hint: "pass --replicas NAME=N, or the configuration that the manifests were made with",
  why: "The next stage cannot be worked out without N."
});
var stageDiffers = define({
  code: "stage-differs",
  severity: "warning",
  message: (deployment3, is, stated) => `The manifests of ${deployment3} are at ${is}, but ${stated} is set for them`,
  hint: "render and commit them at the stage that is set, or correct the setting",
  why: "The next render applies the stage that is set, which may be more than one step away."
});
var planDiffers = define({
  code: "plan-differs",
  severity: "error",
  message: (deployment3, what, planned, given3) => `The migration of ${deployment3} was started with ${what} ${planned}, but ${given3} is set`,
  hint: "go back to introduce-rollout to start with another; `migrate raise` accepts more pods, and so does `back` from the last stage",
  why: "With another N or other percentages the next stage would start or stop pods that no stage accounts for."
});
var notSettled = define({
  code: "not-settled",
  severity: "error",
  message: (deployment3, stage, reasons2) => `${deployment3} has not settled at ${stage}: ${reasons2.join("; ")}`,
  hint: (_deployment, _stage, reasons2) => reasons2.some((reason) => reason.startsWith("the snapshot has no ")) ? "take the snapshot in the right namespace, of all kinds: `kubectl get deploy,rollout,hpa,rs -o json` (scaledobject too, with KEDA)" : "wait until the cluster is at rest, or fix what blocks it, then take a new snapshot",
  why: "A stage counts on the pods of the one before: moving on too early leaves fewer than N serving."
});
var moveUnverified = define({
  code: "move-unverified",
  severity: "error",
  message: (deployment3, from, to) => `${to} requires proof that ${deployment3} has settled at ${from}`,
  hint: "pass --live with what `kubectl get deploy,rollout,hpa,rs -o json` prints (scaledobject too, with KEDA), or --unverified",
  why: "A stage counts on the pods of the one before: moving on too early leaves fewer than N serving."
});
var rolloutNotOurs = define({
  code: "rollout-not-ours",
  severity: "error",
  message: (rollout3) => `${rollout3} differs from what rolloutify wrote, so it is not deleted`,
  hint: "delete it by hand if you want that; it has no pods at this stage",
  why: "Deleting it would lose changes that someone made by hand."
});
var rolloutLeftAlone = define({
  code: "rollout-left-alone",
  severity: "warning",
  message: (deployment3, rollout3) => `${deployment3} already has ${rollout3}, which rolloutify did not write, so it is left unchanged`,
  hint: "pass --workload to include it",
  why: "A stage would change the replicas of a Rollout that serves already."
});
var replicasKept = define({
  code: "replicas-kept",
  severity: "warning",
  message: (deployment3, replicas, was) => `${deployment3} keeps replicas: ${replicas}: ${was}`,
  hint: "keep it until the autoscaler has taken over; --drop-replicas removes it where that is safe",
  why: "Without replicas in the manifest the API server sets 1, so the pods would drop to 1."
});
var replicasWouldDrop = define({
  code: "replicas-would-drop",
  severity: "error",
  message: (name) => `Going back from pin-replicas would render "${name}" without replicas, or with fewer, so the cluster would keep 1 pod`,
  hint: "set the replicas in the values of the chart first; then, or if they are set already, pass --drop-replicas",
  why: "Without replicas in the manifest the API server sets 1, so the pods would drop to 1."
});
var replicasChanged = define({
  code: "replicas-changed",
  severity: "warning",
  message: (deployment3, before, now) => `spec.replicas of ${deployment3} was ${before} and is now ${now}, but its autoscaler decides, so N stays`,
  hint: "no action needed: this has no effect until the migration ends",
  why: "The autoscaler decides the count again once the migration has ended."
});
var templateChanged = define({
  code: "template-changed",
  severity: "error",
  message: (deployment3) => `The pod template of ${deployment3} has changed since the last stage, so the pods of the Deployment and of the Rollout would restart at once`,
  hint: "change the template in a separate commit, before or after the migration",
  why: "The Deployment rolls without steps, and the canary of the Rollout covers its own pods only."
});
var noStageLeft = define({
  code: "no-stage-left",
  severity: "info",
  message: (workload2, stage) => `${workload2} is at ${stage}, and no further stage exists`,
  hint: "no action needed",
  why: "The manifests stay as they are."
});
var stageMovesNothing = define({
  code: "stage-moves-nothing",
  severity: "error",
  message: (stage, names) => names.includes(stage) ? `No workload is at ${stage} or right before it` : `No workload has a stage ${stage}`,
  hint: (stage, names) => names.includes(stage) ? "`migrate status` shows the stage of each; without --stage each moves to its own next stage" : `the stages are ${names.join(", ")}; other percents are set by --percents, or by percents in the configuration`,
  why: "A commit that changes nothing looks like progress."
});
var noWorkloads = define({
  code: "no-workloads",
  severity: "warning",
  message: () => "No Deployment is selected, so there is no stage to show or to change",
  hint: "pass the manifests that hold the Deployments, or a configuration that lists them",
  why: "A wrong folder would look like a migration in which nothing is left to do."
});
var surplusWaits = define({
  code: "surplus-waits",
  severity: "info",
  message: (most4, names) => {
    const more = names.length > 10 ? [`and ${names.length - 10} more`] : [];
    const shown = [...names.slice(0, 10), ...more].join(", ");
    return `No more than ${most4} extra pods may run at once, so these wait: ${shown}`;
  },
  hint: "continue once the others have shrunk; a workload that alone adds more pods needs a larger --max-surplus",
  why: "During a grow both sides run pods, so too many at once could fill the nodes or the quota."
});
var workloadsMoved = define({
  code: "workloads-moved",
  severity: "info",
  message: (moving, asked) => `${moving} of ${asked} workloads ${moving === 1 ? "moves" : "move"} to another stage`,
  hint: "run `rolloutify migrate status` for the number of workloads at each stage",
  why: "In a long list of messages it is hard to see how many workloads moved and how many stayed."
});
var leftAtBaseline = define({
  code: "left-at-baseline",
  severity: "info",
  message: (name) => `The entry for "${name}" sets baseline, so it is left unchanged`,
  hint: "pass --workload to start with it",
  why: "Nobody has decided yet to migrate this workload."
});
var autoscalersNotShown = define({
  code: "autoscalers-not-shown",
  severity: "error",
  message: (deployment3) => `The snapshot contains no autoscaler, so it does not show whether one scales ${deployment3}`,
  hint: "set `autoscaler: none` in its entry if it has none; otherwise include hpa in kubectl get, and scaledobject with KEDA",
  why: "An autoscaler that is not paused undoes every shrink."
});
var leftAtLastStage = define({
  code: "left-at-last-stage",
  severity: "info",
  message: (workload2, stage) => `${workload2} is at ${stage}, its last stage, so it is left unchanged`,
  hint: "pass --workload to move it back",
  why: "Moving a finished workload back by accident would move all its pods again."
});
var nothingToAbort = define({
  code: "nothing-to-abort",
  severity: "info",
  message: (workload2, stage) => `${workload2} is at ${stage}, where the Deployment has all pods`,
  hint: (_workload, stage) => stage === "baseline" ? "no action needed" : "continue with `migrate back`: it wakes the autoscaler, then removes the Rollout",
  why: "All pods are where they were before the migration."
});
var nothingToRaise = define({
  code: "nothing-to-raise",
  severity: "info",
  message: (workload2, stage) => `${workload2} is at ${stage}, where no stage holds its pods at N`,
  hint: "set N with pin-replicas, or at the last stage with `migrate back`",
  why: "At this stage the number of pods is not decided by N."
});
var notRaised = define({
  code: "not-raised",
  severity: "error",
  message: (workload2, from, to) => `${workload2} keeps ${counted(from, "pod")}, so ${to} would not raise N`,
  hint: "pass a larger number: a smaller one would remove pods that serve",
  why: "With fewer pods than the workload needs, requests are slow or fail."
});
var staleFolder = define({
  code: "stale-folder",
  severity: "error",
  message: (folder, stage) => `"${folder}" contains "${stage}" from another plan`,
  hint: (folder, stage) => `remove the other plan, as in \`rm -r ${stage.slice(0, stage.indexOf("/", folder.length + 1))}\`, or pass an empty folder with --out`,
  why: "Someone could apply a stage of the old plan in the middle of the new one."
});
var nothingToJudge = define({
  code: "nothing-to-judge",
  severity: "error",
  message: () => "No workload is selected, so the snapshot proves nothing",
  hint: "pass the manifests of the migration, or a configuration that lists its workloads",
  why: "An empty answer would look like a cluster that has settled."
});
var nothingToPlan = define({
  code: "nothing-to-plan",
  severity: "error",
  message: () => "No workload can be planned",
  hint: "pass manifests with a Deployment that the configuration does not leave at baseline",
  why: "An empty plan would look like a finished migration."
});
var ruleTooEarly = define({
  code: "rule-too-early",
  severity: "error",
  message: (application2, kind2, name, stage) => `${application2} ignores the replicas of ${kind2} "${name}", so ${stage} would have no effect`,
  hint: "remove the rule: Rollouts need it from retarget-autoscaler on, Deployments never",
  why: "Argo CD would keep the live count, so the stage would start or stop no pods."
});
var ruleNotLive = define({
  code: "rule-not-live",
  severity: "error",
  message: (application2, rollout3) => `${application2} in the cluster does not ignore the replicas of Rollout "${rollout3}", but its file does`,
  hint: "sync the Application itself, then take a new snapshot",
  why: "Until the rule is live each sync resets the replicas, overriding the autoscaler."
});
var ruleNeededNext = define({
  code: "rule-needed-next",
  severity: "info",
  message: (rollout3, _stated) => `Argo CD must ignore the replicas of Rollout "${rollout3}" before release-autoscaler, but no Application in the input does`,
  hint: (_rollout, stated) => `now, while the autoscaler holds the count, run \`rolloutify argocd ignore --write\` on the file of its Application and sync that; ${neededThen[stated]}`,
  why: "Without the rule each sync would remove the pods that the autoscaler has added."
});
var neededThen = {
  manifests: "or pass it together with the manifests",
  configuration: "then set `replicasIgnored: true`"
};

// src/workload/place.ts
function findPlace(state, { replicas, percents }) {
  const baseline2 = { deployment: {}, autoscalers: state.autoscalers.map(awakeOnDeployment) };
  const numbers2 = { baseline: baseline2, replicas, percents, keep: true };
  const stages3 = allStages(percents).slice(2).map((stage) => ({ stage, state: stateAt(numbers2, stage) })).filter((each2, at2, all2) => {
    const before = all2[at2 - 1];
    return !before || !isSameMove(each2.state, before.state);
  });
  const at = stages3.find((each2) => isSameMove(state, each2.state));
  if (at) return { at: at.stage };
  for (const [index, from] of stages3.entries()) {
    const to = stages3[index + 1];
    if (to && isBetween(state, from.state, to.state)) return { between: [from.stage, to.stage] };
  }
  return "nowhere";
}
function isBetween(state, from, to) {
  const isWithin = (count2, a, b) => {
    if (count2 === a || count2 === b) return true;
    if (count2 === void 0 || a === void 0 || b === void 0) return false;
    return count2 >= Math.min(a, b) && count2 <= Math.max(a, b);
  };
  return isWithin(state.deployment?.replicas, from.deployment?.replicas, to.deployment?.replicas) && isWithin(state.rollout?.replicas, from.rollout?.replicas, to.rollout?.replicas) && [from, to].map(scalingOf).includes(scalingOf(state));
}

// src/workload/exports.ts
function exportRefusals(alone2, deployment3) {
  return alone2.filter((each2) => isItself(each2, deployment3) || belongsTo(each2, deployment3)).map(
    (each2) => exportedObject(placeOf(each2, "metadata", "name"), titleOf(each2), titleOf(deployment3))
  );
}
var isItself = (each2, { kind: kind2, name, document }) => each2.kind === kind2 && each2.name === name && each2.document.source.file === document.source.file;
function belongsTo(each2, deployment3) {
  if (!mayShareNamespace(each2.namespace, deployment3.namespace)) return false;
  if (each2.kind === "Deployment") return false;
  if (isRollout(each2)) return workloadNameOf(each2) === deployment3.name;
  const targets2 = isAutoscaler(each2) ? [targetOf2(each2)] : scalingTargetsOf(each2);
  return targets2.some((target3) => target3?.name === deployment3.name);
}

// src/kubernetes/kustomize-fields.ts
function fieldSpec(path3, { create = true, ...kinds5 }) {
  const keys = path3.split(/(?<!\\)\//).map((key) => key.replaceAll("\\/", "/").replace(/\[\]$/, ""));
  return { ...kinds5, path: keys.filter((key) => key !== ""), create };
}
var metadataLabels = fieldSpec("metadata/labels", {});
var templated = [
  { kind: "Deployment" },
  { kind: "ReplicaSet" },
  { kind: "DaemonSet" },
  { kind: "ReplicationController", version: "v1" },
  { kind: "StatefulSet", group: "apps" },
  { kind: "Job", group: "batch" }
];
var withTemplates = (key) => [
  fieldSpec(`metadata/${key}`, {}),
  ...templated.map((kinds5) => fieldSpec(`spec/template/metadata/${key}`, kinds5))
];
var templateLabels = withTemplates("labels");
var scaled = ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"];
var kustomizeFields = {
  references: scaled.map((kind2) => ({
    target: { kind: kind2 },
    field: fieldSpec("spec/scaleTargetRef/name", { kind: "HorizontalPodAutoscaler" })
  })),
  templateLabels,
  labels: [],
  commonAnnotations: withTemplates("annotations"),
  commonLabels: [
    ...templateLabels,
    fieldSpec("spec/selector", { kind: "Service", version: "v1" }),
    fieldSpec("spec/selector", { kind: "ReplicationController", version: "v1" }),
    fieldSpec("spec/selector/matchLabels", { kind: "Deployment" }),
    fieldSpec("spec/selector/matchLabels", { kind: "ReplicaSet" }),
    fieldSpec("spec/selector/matchLabels", { kind: "DaemonSet" }),
    fieldSpec("spec/selector/matchLabels", { kind: "StatefulSet", group: "apps" }),
    fieldSpec("spec/selector/matchLabels", { kind: "Job", group: "batch", create: false }),
    fieldSpec("spec/selector/matchLabels", {
      ...{ kind: "PodDisruptionBudget", group: "policy", create: false }
    }),
    ...["spec/podSelector", "spec/ingress/from/podSelector", "spec/egress/to/podSelector"].map(
      (path3) => fieldSpec(`${path3}/matchLabels`, {
        ...{ kind: "NetworkPolicy", group: "networking.k8s.io", create: false }
      })
    )
  ],
  replicas: scaled.map((kind2) => fieldSpec("spec/replicas", { kind: kind2 }))
};
var rollout = { kind: "Rollout", group: "argoproj.io" };
var deployment = { kind: "Deployment", group: "apps" };
var ofRollout = (target3, ...paths) => paths.map((path3) => ({ target: target3, field: fieldSpec(`spec/${path3}`, rollout) }));
var canary2 = "strategy/canary";
var blueGreen = "strategy/blueGreen";
var rolloutFields = {
  references: [
    ...ofRollout(deployment, "workloadRef/name"),
    ...ofRollout(
      { kind: "Service", version: "v1" },
      `${canary2}/canaryService`,
      `${canary2}/stableService`,
      `${canary2}/pingPong/pingService`,
      `${canary2}/pingPong/pongService`,
      `${blueGreen}/activeService`,
      `${blueGreen}/previewService`
    ),
    ...ofRollout(
      { kind: "AnalysisTemplate", group: "argoproj.io" },
      `${canary2}/analysis/templates/templateName`,
      `${canary2}/steps/analysis/templates/templateName`,
      `${canary2}/steps/experiment/analyses/templateName`,
      `${blueGreen}/prePromotionAnalysis/templates/templateName`,
      `${blueGreen}/postPromotionAnalysis/templates/templateName`
    ),
    ...[rollout, deployment].flatMap((target3) => [
      {
        target: target3,
        field: fieldSpec("spec/scaleTargetRef/name", { kind: "HorizontalPodAutoscaler" })
      },
      { target: target3, field: fieldSpec("spec/scaleTargetRef/name", { kind: "ScaledObject" }) },
      { target: target3, field: fieldSpec("spec/targetRef/name", { kind: "VerticalPodAutoscaler" }) }
    ])
  ],
  commonLabels: ["spec/selector/matchLabels", "spec/template/metadata/labels"].map(
    (path3) => fieldSpec(path3, { ...rollout, create: false })
  ),
  templateLabels: [fieldSpec("spec/template/metadata/labels", { ...rollout, create: false })],
  labels: [],
  commonAnnotations: [],
  replicas: []
};
function kindsIn(entry) {
  return Object.fromEntries(
    ["group", "version", "kind"].flatMap((key) => {
      const value = textOf(entry, key);
      return value ? [[key, value]] : [];
    })
  );
}
var specIn = (entry) => fieldSpec(textOf(entry, "path") ?? "", {
  ...kindsIn(entry),
  create: fieldOf(entry, "create") === true
});

// src/kubernetes/kustomization.ts
var isKustomizationName = (name) => /^(?:kustomization\.ya?ml|Kustomization)$/.test(name);
var most = 16 << 20;
function kustomizationIn(source2) {
  const document = wholeDocument(source2.bytes.length > most ? openSource(source2.file, "") : source2);
  const { root } = document;
  const texts2 = (field) => findItems(root, field).flatMap((item) => findString(item) ?? []);
  return {
    source: source2,
    document,
    resources: ["resources", "bases"].flatMap(texts2),
    components: texts2("components"),
    isComponent: findString(root, "kind") === "Component",
    configurations: texts2("configurations"),
    patches: patchesIn(root),
    replicas: findItems(root, "replicas").flatMap((node) => countIn(node)),
    namePrefix: findString(root, "namePrefix") ?? "",
    nameSuffix: findString(root, "nameSuffix") ?? "",
    namespace: findString(root, "namespace"),
    labels: labelsIn(root)
  };
}
function patchesIn(root) {
  const targeted = ["patches", "patchesJson6902"].flatMap(
    (field) => findItems(root, field).map((node) => ({
      field,
      node,
      path: findString(node, "path"),
      text: findString(node, "patch"),
      target: valueOf(findNode(node, "target")),
      mayChange: changesIn(valueOf(findNode(node, "options")))
    }))
  );
  const merged = findItems(root, "patchesStrategicMerge").map((node) => {
    const value = findString(node) ?? "";
    const isText2 = value.includes("\n");
    const [path3, text3] = isText2 ? [void 0, value] : [value, void 0];
    return { field: "patchesStrategicMerge", node, path: path3, text: text3, target: void 0, mayChange: [] };
  });
  return [...targeted, ...merged];
}
function changesIn(options2) {
  return [
    ...fieldOf(options2, "allowNameChange") === true ? ["name"] : [],
    ...fieldOf(options2, "allowKindChange") === true ? ["kind"] : []
  ];
}
function countIn(node) {
  const value = valueOf(node);
  const [name, count2] = [textOf(value, "name"), integerOf(value, "count")];
  return name !== void 0 && typeof count2 === "number" ? [{ node, name, count: count2 }] : [];
}
function labelsIn(root) {
  const common = (field, into) => {
    const node = findNode(root, field);
    const labels = asEntries(valueOf(node));
    return node && labels ? [{ field, node, labels, into, fields: [] }] : [];
  };
  return [
    ...findItems(root, "labels").map((node) => {
      const entry = valueOf(node);
      const isSet = (key) => fieldOf(entry, key) === true;
      return {
        field: "labels",
        node,
        labels: asEntries(fieldOf(entry, "pairs")) ?? {},
        into: isSet("includeSelectors") ? "selectors" : isSet("includeTemplates") ? "templates" : "metadata",
        fields: itemsOf(entry, "fields").map(specIn)
      };
    }),
    ...common("commonLabels", "selectors"),
    ...common("commonAnnotations", "annotations")
  ];
}
var isSelecting = ({ into }) => into === "selectors";
function hasItems({ document }, field) {
  return itemsOf(valueOf(document.root), field).length > 0;
}

// src/workload/in-the-way.ts
var takingPart = ["Deployment", "HorizontalPodAutoscaler", "ScaledObject", "Rollout"];
function refusingBy(overlay, where) {
  const kustomization = kustomizationIn(overlay.kustomization);
  const { document, source: source2 } = kustomization;
  const changes = changesIn2(kustomization, overlay);
  const whose = where === "here" ? "of this folder" : "that it includes";
  return (deployment3) => changes.filter(({ isOf: isOf2 }) => isOf2(deployment3)).map(({ field }) => {
    const at = locate(document, findNode(document.root, field)?.start ?? 0);
    return kustomizationInTheWay(at, source2.file, field, whose);
  });
}
var changesIn2 = (kustomization, overlay) => fields3.flatMap((field) => {
  const isOf2 = changing(field, kustomization, overlay);
  return isOf2 ? [{ field, isOf: isOf2 }] : [];
});
var fieldsChanging = (kustomize, deployment3) => handedChanges(kustomize).filter(({ isOf: isOf2 }) => isOf2(deployment3)).map(({ field }) => field);
var handedChanges = kept((kustomize) => {
  const source2 = openSource("", JSON.stringify(kustomize));
  return changesIn2(kustomizationIn(source2), { kustomization: source2, files: [] });
});
var patchFields = ["patches", "patchesStrategicMerge", "patchesJson6902"];
var fields3 = [
  ...patchFields,
  "replicas",
  "replacements",
  "transformers",
  "namePrefix",
  "nameSuffix",
  "commonLabels",
  "labels"
];
function changing(field, kustomization, overlay) {
  const { root } = kustomization.document;
  const found2 = findNode(root, field);
  if (!found2 || found2.type === "scalar" && (found2.value === null || found2.value === ""))
    return void 0;
  const items = findItems(root, field);
  if (items.length === 0) return found2.type === "sequence" ? void 0 : () => true;
  if (patchFields.includes(field)) {
    const patches = kustomization.patches.filter((each2) => each2.field === field);
    const targets2 = patches.map((each2) => targetsOf(each2, overlay));
    return (deployment3) => targets2.some((isOf2) => isOf2(deployment3));
  }
  if (field === "replicas") {
    const names = items.map((item) => findString(item, "name"));
    return ({ name }) => names.some((each2) => each2 === void 0 || each2 === name);
  }
  if (field === "labels")
    return kustomization.labels.some((each2) => each2.field === field && isSelecting(each2)) ? () => true : void 0;
  return () => true;
}
function targetsOf(patch, overlay) {
  const { target: target3 } = patch;
  if (target3 !== void 0) {
    const [kind2, name] = [textOf(target3, "kind"), textOf(target3, "name")];
    return (deployment3) => isMeant(kind2, name, deployment3);
  }
  const source2 = sourceOf(patch, overlay);
  const manifests = source2 && splitStream(source2).flatMap((chunk) => readPatch(source2, chunk));
  if (!manifests || manifests.length === 0) return () => true;
  return (deployment3) => manifests.some(({ kind: kind2, name }) => isMeant(kind2, name, deployment3));
}
function readPatch(...[source2, chunk]) {
  const document = readDocument(source2, chunk);
  return document.error ? [] : manifestsOf(document);
}
function sourceOf({ text: text3, path: path3 }, { kustomization, files }) {
  if (text3 !== void 0) return openSource(kustomization.file, text3);
  const at = joinPath(folderOf(kustomization.file), path3 ?? "");
  return files.find(({ file }) => normalPath(file) === at);
}
function isMeant(kind2, name, deployment3) {
  const isOther2 = kind2 === "Deployment" && name !== void 0 && /^[\w.-]+$/.test(name);
  return matchesOurs(kind2) && !(isOther2 && name !== deployment3.name);
}
function matchesOurs(kind2) {
  if (kind2 === void 0 || !/^[\w|.*()?+]*$/.test(kind2)) return true;
  const names = kind2.split("|").map((name) => name.replace(/[()?+]/g, ""));
  return names.some(
    (name) => takingPart.some(
      (ours) => name === ours || name.includes(".") && ours.startsWith(name.split(".")[0] ?? "")
    )
  );
}

// src/workload/read.ts
function readGroup(group2, run) {
  const { sources } = group2;
  const documents = sources.flatMap(readOurs);
  const manifests = documents.filter(({ error }) => !error).flatMap(manifestsOf);
  const unreadable2 = documents.flatMap((document) => readBroken(document, run));
  const templated2 = manifests.filter(isTemplated2);
  const refusing = run.input === "files" ? refusingIn(group2) : [];
  const hiddenOf = (deployment3) => unreadable2.filter((each2) => mayReferTo(each2, deployment3)).map(({ found: found2 }) => found2);
  return {
    scope: scopeOf(
      templated2.length > 0 ? manifests.filter((each2) => !templated2.includes(each2)) : manifests,
      run.namespace
    ),
    unreadable: [...unreadable2, ...templated2.flatMap((manifest) => readTemplate(manifest, run))],
    refusalsOf: (deployment3) => [
      ...refusing.flatMap((of) => of(deployment3)),
      ...run.input === "files" ? formRefusals(deployment3) : [],
      ...exportRefusals(group2.exported ?? [], deployment3),
      ...hiddenOf(deployment3)
    ],
    hiddenOf
  };
}
var refusingIn = ({
  sources,
  kustomizations,
  overlays = [],
  changedBy
}) => [
  ...changedBy ? [changedBy] : [],
  ...kustomizations.map((kustomization) => refusingBy({ kustomization, files: sources }, "here")),
  ...overlays.map((overlay) => refusingBy(overlay, "elsewhere"))
];
function readOurs(source2) {
  const { bytes } = source2;
  const mayScale = scalingIn(bytes);
  return splitStream(source2).filter((chunk) => mayBeOurs(bytes, chunk) || mayScale(chunk)).map((chunk) => withoutAliasedItems(readDocument(source2, chunk)));
}
function withoutAliasedItems(document) {
  const offset = aliasedItem(document);
  if (document.error || offset < 0) return document;
  return { ...document, error: { offset, message: "An item of the list is an alias" } };
}
function mayReferTo({ manifest }, { name }) {
  if (manifest.kind === "Deployment" || name === void 0) return false;
  return manifest.document.text.includes(name);
}
function isTemplated2({ kind: kind2, node, document }) {
  if (kind2 !== "Deployment") return false;
  const read3 = [
    ["metadata", "name"],
    ["metadata", "namespace"],
    ["metadata", "labels"],
    ["spec", "replicas"],
    ["spec", "selector"]
  ];
  return read3.some((path3) => {
    const found2 = findNode(node, ...path3);
    return found2 && document.text.slice(found2.start, found2.end).includes("{{");
  });
}
function readTemplate(manifest, run) {
  if (run.input === "stream") return [];
  const { document } = manifest;
  const at = locate(document, document.body);
  return [
    {
      manifest: { ...manifest, name: void 0 },
      found: goTemplate(at, document.source.file)
    }
  ];
}
var structuralAction = /^[ \t]*\{\{|[:-][ \t]+\{\{/m;
function readBroken(document, run) {
  const { text: text3, error, root } = document;
  if (!error) return [];
  const kind2 = findString(root, "kind") ?? kindInText.exec(text3)?.[1];
  if (kind2 === void 0 || !isOfOurs(kind2, text3)) return [];
  const node = asMapping(root) ?? noMapping;
  const own = kind2.endsWith("List") ? void 0 : manifestsOf(document)[0];
  const name = own?.name ?? nameInText(text3);
  const manifest = { namespace: void 0, apiVersion: "", ...own, document, node, kind: kind2, name };
  if (structuralAction.test(text3)) return readTemplate(manifest, run);
  const title2 = name === void 0 ? kind2 : `${kind2} "${name}"`;
  const at = locate(document, error.offset);
  return [{ manifest, found: invalidYaml(at, title2, error.message) }];
}
var noMapping = { type: "mapping", flow: true, indent: 0, start: 0, end: 0, pairs: [] };
function isOfOurs(kind2, text3) {
  if (kind2.endsWith("List")) return /Deployment|HorizontalPodAutoscaler|ScaledObject/.test(text3);
  return takingPart.includes(kind2) || mayBeScaler.test(text3);
}
var mayBeScaler = /\b(?:scaleT|t)argetRefs?\b[^]*?\bkind\W+(?:Deployment|Rollout)s?\b/i;
var kindInText = /^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?(\w+)/m;
function nameInText(text3) {
  const metadata2 = /^[ \t]*["']?metadata["']?:/m.exec(text3);
  if (!metadata2) return void 0;
  const rest = text3.slice(metadata2.index + metadata2[0].length);
  const own = /^[^\n]*\n?(?:[ \t}][^\n]*\n?)*/.exec(rest)?.[0] ?? "";
  return /(?:^[ \t]+|[{,][ \t]*)["']?name["']?:[ \t]*["']?([\w.-]+)/m.exec(own)?.[1];
}
function formRefusals(deployment3) {
  const { file } = deployment3.document.source;
  if (!file.endsWith(".json") || deployment3.list) return [];
  return [jsonInPlace(placeOf(deployment3), file)];
}

// src/workload/selected.ts
function findSelected(groups3, run) {
  const selected = [];
  const diagnostics = [];
  const straysOfOne = strayFinder(groups3);
  for (const group2 of groups3) {
    for (const deployment3 of group2.scope.deployments) {
      const selection = select(deployment3, run);
      if (!selection) continue;
      if ("code" in selection) diagnostics.push(selection);
      else {
        const manifests = manifestsAround(deployment3, group2.scope);
        selected.push({ ...selection, group: group2, manifests, strays: straysOfOne(group2, deployment3) });
      }
    }
  }
  return { selected, diagnostics };
}
function strayFinder(groups3) {
  if (groups3.length < 2) return () => ({ scaler: void 0, rollout: void 0 });
  const scopes = groups3.map(({ scope }) => scope);
  const [scalers, rollouts] = [straysOf(scopes), strayRolloutsOf(scopes)];
  return ({ scope: { together } }, deployment3) => {
    const { name = "", namespace } = deployment3;
    const scaler = scalers.get(name)?.find((each2) => together({ ...each2.scaler, namespace: each2.namespace }, deployment3))?.scaler;
    const isOf2 = (rollout4) => workloadNameOf(rollout4) === void 0 ? namespace !== void 0 && rollout4.namespace === namespace : together(rollout4, deployment3);
    const rollout3 = rollouts.get(name)?.find((each2) => isOf2(each2.rollout))?.rollout;
    return { scaler, rollout: rollout3 };
  };
}
function reportUnreadable({ manifest, found: found2 }, run) {
  const { kind: kind2, name } = manifest;
  const entries = run.config?.workloads;
  if (kind2 === "Deployment" && name !== void 0) {
    const selection = select(manifest, run);
    if (!selection) return [];
    if ("code" in selection) return [selection];
    const isSoft = !selection.named && isHarmless(selection.stage);
    return [{ ...found2, severity: isSoft ? "warning" : "error" }];
  }
  const isTemplate3 = found2.code === goTemplate.code;
  if (isTemplate3 && entries && !entries.some((entry) => isPattern(entry.name))) return [];
  return [{ ...found2, severity: hasOnlyHarmless(run) ? "warning" : "error" }];
}
function hasOnlyHarmless(run) {
  const entries = run.config?.workloads ?? [];
  const stated = run.stage !== void 0 ? [findStage(run.stage, percentsOf(run))] : entries.map((entry) => findStage(entry.stage, percentsOf(run, entry)));
  return stated.every((stage) => stage !== void 0 && isHarmless(stage));
}
var deploymentNameOf = ({ manifests }) => manifests.deployment.name ?? "";
function ownersOfReplicas(selected, run) {
  const moving = selected.filter(
    (each2) => !isHarmless(each2.stage) && replicasFor(run, each2.manifests.deployment) === void 0
  );
  const scaled4 = moving.filter(({ manifests }) => autoscalerOf(manifests));
  return scaled4.length > 0 ? scaled4 : moving;
}
function withNamedReplicas(selected, run) {
  const { all: all2, named: named2 } = run.replicas;
  const [owner] = ownersOfReplicas(selected, run);
  if (all2 === void 0 || !owner) return run;
  return { ...run, replicas: { named: new Map([...named2, [deploymentNameOf(owner), all2]]) } };
}

// src/workload/faults.ts
function faultsOf2(groups3, selected, run) {
  const faults = [...unknownStages(run), ...newerFields2(run)];
  const readable = groups3.flatMap((group2) => group2.scope.deployments);
  const broken = groups3.flatMap((group2) => group2.unreadable.map(({ manifest }) => manifest)).filter(({ kind: kind2 }) => kind2 === "Deployment");
  const selections = [...selected, ...broken.map((each2) => select(each2, run))];
  const matched = new Set(
    selections.flatMap((found3) => found3 && !("code" in found3) ? found3.entry ?? [] : [])
  );
  const found2 = { deployments: [...readable, ...broken], selected, matched };
  if (faults.length === 0) faults.push(...wrongSelections(found2, run));
  return [...faults, ...replicasOfSeveral(selected, run)];
}
function* unknownStages(run) {
  const { stage, config: config2 } = run;
  const entries = config2?.workloads ?? [];
  for (const entry of entries) {
    const stated = statedStage(entry, run);
    if ("code" in stated) yield stated;
  }
  if (stage === void 0) return;
  const lists = entries.length > 0 ? entries.map((entry) => percentsOf(run, entry)) : [percentsOf(run)];
  const without2 = lists.find((own) => findStage(stage, own) === void 0);
  if (without2) yield unknownStage(argumentsPlace, stage, stageNames(without2));
}
function newerFields2({ config: config2 }) {
  const version2 = config2?.argoRollouts;
  if (version2 === void 0 || !isOlder(version2, newestArgoRollouts)) return [];
  return (config2?.workloads ?? []).flatMap(
    ({ at, strategy }) => findNewerFields({ workloadRef: {}, strategy }, "RolloutSpec", version2).map(
      ({ path: path3, since }) => newerField(at(...path3), inWords(path3), since, version2)
    )
  );
}
function inWords([first, ...path3]) {
  const words3 = path3.map((key) => /^\d+$/.test(key) ? `[${key}]` : `.${key}`).join("");
  return first === "strategy" ? words3.slice(1) : `${first}${words3}`;
}
function wrongSelections(found2, run) {
  const { deployments } = found2;
  const { stage, config: config2 } = run;
  const [first] = deployments;
  if (!first) return unmatchedEntries(found2, run);
  if (stage === void 0 && !config2?.workloads) return [noStage(placeOf(first), titleOf(first))];
  const unknown2 = unknownReleases(found2, run);
  if (unknown2.length > 0) return unknown2;
  return [
    ...unmatchedNames(found2, run),
    ...unmatchedEntries(found2, run),
    ...misspeltEntries(found2, run)
  ];
}
function unknownReleases({ deployments, selected, matched }, run) {
  if (run.release !== void 0) return [];
  const entries = (run.config?.workloads ?? []).filter(({ release }) => release !== void 0);
  if (entries.length === 0) return [];
  const releases = deployments.map(releaseOf);
  const known = new Set(selected.map(({ manifests }) => manifests.deployment));
  const isMissed = ({ name }) => deployments.some((each2) => !known.has(each2) && matchesPattern(each2.name ?? "", name));
  return entries.filter((entry) => !matched.has(entry) && (releases.includes(void 0) || isMissed(entry))).map(({ at, name, release = "" }) => releaseUnknown(at("release"), name, release));
}
function unmatchedNames({ deployments, selected }, run) {
  const { workloads, replicas, config: config2 } = run;
  const namedOf = ({ name = "", namespace = run.namespace }) => ({ name, namespace });
  const isIn2 = (chosen, all2) => all2.some((each2) => isChosen(namedOf(each2), [chosen]));
  const converted = selected.map(({ manifests }) => manifests.deployment);
  const missing2 = [
    ...workloads.filter((chosen) => !isIn2(chosen, deployments)),
    ...[...replicas.named.keys()].filter((name) => !isIn2(name, deployments))
  ];
  const known = (chosen) => [
    ...new Set(deployments.map((each2) => chosen.includes("/") ? nameOf2(each2) : each2.name ?? ""))
  ];
  const unlisted = workloads.filter(
    (chosen) => config2?.workloads && isIn2(chosen, deployments) && !isIn2(chosen, converted)
  );
  return [
    ...missing2.map(
      (name) => workloadNotFound(argumentsPlace, name, "mistyped", known(name))
    ),
    ...unlisted.map((name) => workloadNotFound(argumentsPlace, name, "unlisted"))
  ];
}
function unmatchedEntries({ deployments, selected, matched }, run) {
  if (run.workloads.length > 0) return [];
  const found2 = deployments.length > 0 ? "deployments" : "no-deployments";
  const names = new Set(deployments.map(({ name }) => name));
  const converted = new Set(selected.map(({ manifests }) => manifests.deployment.name));
  const whyOf = (name) => converted.has(name) ? "shadowed" : names.has(name) ? "elsewhere" : "missing";
  return findUnmatched(run.config?.workloads ?? [], matched, { ...run, found: found2 }).map(
    ({ at, name }) => workloadNotFound(at("name"), name, whyOf(name))
  );
}
function misspeltEntries({ deployments, matched, selected }, run) {
  if (run.workloads.length > 0 || run.release === void 0) return [];
  const known = new Set(selected.map(({ manifests }) => manifests.deployment));
  const left2 = deployments.filter((each2) => !known.has(each2)).flatMap(({ name }) => name ?? []);
  return (run.config?.workloads ?? []).filter(({ release, name }) => release === void 0 && !isPattern(name)).filter((entry) => !matched.has(entry) && !left2.includes(entry.name)).filter((entry) => nearest(entry.name, left2) !== void 0).map(({ at, name }) => workloadNotFound(at("name"), name, "misspelt"));
}
function faultsOfNothing(run) {
  return (run.config?.workloads ?? []).filter(({ release = run.release }) => release === run.release).filter((entry) => {
    const stage = run.stage ?? entry.stage;
    const stated = findStage(stage, percentsOf(run, entry));
    return stated !== void 0 && !isHarmless(stated);
  }).map(({ at, name }) => workloadNotFound(at("name"), name, "no-input"));
}
function replicasOfSeveral(selected, run) {
  const owners2 = ownersOfReplicas(selected, run);
  const { all: all2 } = run.replicas;
  const byArguments = all2 !== void 0 && owners2.length > 1 ? [replicasForSeveral(argumentsPlace, `--replicas ${all2}`, owners2.map(listed))] : [];
  const entries = new Set(selected.flatMap(({ entry }) => entry ?? []));
  const byEntry = [...entries].flatMap((entry) => {
    const own = selected.filter((each2) => each2.entry === entry);
    if (entry.replicas === void 0 || own.length < 2) return [];
    const said = `replicas: ${entry.replicas}`;
    return [replicasForSeveral(entry.at("replicas"), said, own.map(listed))];
  });
  return [...byArguments, ...byEntry];
}
var listed = ({ manifests: { deployment: deployment3 } }) => ({
  name: nameOf2(deployment3),
  file: placeOf(deployment3).file
});
var nameOf2 = ({ name = "", namespace }) => spelled({ name, namespace });

// src/workload/reading.ts
function readSelected(sources, run) {
  return selectIn(
    sources.map((group2) => readGroup(group2, run)),
    run
  );
}
function selectIn(groups3, run) {
  const { selected, diagnostics: untold } = findSelected(groups3, run);
  const faults = untold.length > 0 ? untold : faultsOf2(groups3, selected, run);
  const unreadable2 = groups3.flatMap((group2) => group2.unreadable);
  return {
    selected: faults.length > 0 ? [] : selected,
    run: withNamedReplicas(selected, run),
    diagnostics: [...faults, ...unreadable2.flatMap((each2) => reportUnreadable(each2, run))]
  };
}

// src/yaml/revision.ts
function piecesOf({ source: source2, revised }) {
  const { bytes } = source2;
  const pieces = [];
  let at = 0;
  for (const { document, edits } of revised) {
    const { start, end } = document.chunk;
    if (document.text.length === end - start) {
      for (const edit of inOrder(edits)) {
        pieces.push(bytes.subarray(at, start + edit.start), encode(edit.text));
        at = start + edit.end;
      }
    } else {
      pieces.push(bytes.subarray(at, start), encode(applyEdits(document.text, edits)));
      at = end;
    }
  }
  if (at < bytes.length) pieces.push(bytes.subarray(at));
  return pieces;
}

// src/workload/restore.ts
function restore(original, isWanted2 = () => true) {
  if (!includes(original.bytes, ownAnnotations)) {
    return { source: original, original, undone: [], edited: [] };
  }
  const { undone, edited } = undoneIn(original, isWanted2);
  if (undone.length === 0) return { source: original, original, undone, edited };
  const known = restoredOf.get(original) ?? [];
  const same = known.find((each2) => isSameUndone(each2.undone, undone));
  if (same) return { ...same, edited };
  const restored = without(original, undone, edited);
  restoredOf.set(original, [...known, restored]);
  return restored;
}
function without(original, undone, edited) {
  const bytes = concat(piecesOf({ source: original, revised: undone }));
  const lineAt2 = lineMap(original, undone);
  return { source: { ...openSource(original.file, bytes), lineAt: lineAt2 }, original, undone, edited };
}
function amend(restored, patchOf2) {
  const { source: source2, original, edited } = restored;
  const edits = /* @__PURE__ */ new Map();
  const chunks = splitStream(source2);
  const undone = new Set(restored.undone.map(({ document }) => document.chunk.start));
  for (const [at, { start }] of splitStream(original).entries()) {
    const chunk = undone.has(start) && chunks[at];
    if (!chunk) continue;
    const document = readDocument(source2, chunk);
    const own = manifestsOf(document).flatMap((manifest) => {
      const patch = patchOf2(manifest);
      return patch ? editsFor(document.text, manifest.node, patch).edits : [];
    });
    if (own.length > 0) edits.set(document, own);
  }
  if (edits.size === 0) return restored;
  return without(original, revise(restored, edits).revised, edited);
}
var restoredOf = /* @__PURE__ */ new WeakMap();
function isSameUndone(some, others2) {
  const textOf5 = ({ document, edits }) => JSON.stringify([document.chunk.start, edits]);
  return some.length === others2.length && some.map(textOf5).join() === others2.map(textOf5).join();
}
function undoneIn(original, isWanted2) {
  const undone = [];
  const edited = [];
  for (const chunk of splitStream(original)) {
    if (!includes(original.bytes.subarray(chunk.start, chunk.end), ownAnnotations)) continue;
    const document = readDocument(original, chunk);
    const edits = [];
    for (const manifest of document.error ? [] : manifestsOf(document)) {
      const own = isWanted2(manifest) ? recall(manifest) : void 0;
      if (own === "edited") edited.push(manifest);
      else if (own) edits.push(...own);
    }
    if (edits.length > 0) undone.push({ document, edits });
  }
  return { undone, edited };
}
function lineMap(original, undone) {
  let shift = 0;
  const steps3 = undone.flatMap(({ document, edits }) => {
    const bytesIn = (start, end) => sizeOf(document.text.slice(start, end));
    return edits.toSorted((a, b) => a.start - b.start).map(({ start, end, text: text3 }) => {
      const from = document.chunk.start + bytesIn(0, start);
      const step3 = {
        at: from + shift,
        from,
        size: sizeOf(text3),
        was: bytesIn(start, end)
      };
      shift += step3.size - step3.was;
      return step3;
    });
  });
  return (offset) => {
    const step3 = steps3.findLast(({ at }) => at <= offset);
    if (!step3) return original.lineAt(offset);
    const into = offset - step3.at;
    return original.lineAt(step3.from + (into < step3.size ? 0 : into - step3.size + step3.was));
  };
}
function revise({ source: source2, original, undone }, edits) {
  const own = [...edits].filter(([document]) => document.source === source2);
  const byStart = new Map(own.map((entry) => [entry[0].chunk.start, entry]));
  const undoneAt = new Map(undone.map((each2) => [each2.document.chunk.start, each2]));
  const restored = splitStream(source2);
  const revised = splitStream(original).flatMap((chunk, at) => {
    const done = byStart.get(restored[at]?.start ?? -1);
    const before = undoneAt.get(chunk.start);
    if (!done && !before) return [];
    const document = before?.document ?? readDocument(original, chunk);
    const first = before?.edits ?? [];
    const between2 = done?.[0].text ?? applyEdits(document.text, first);
    const composed = composeEdits(first, between2, done?.[1] ?? []);
    const changed = composed.filter(
      ({ start, end, text: text3 }) => document.text.slice(start, end) !== text3
    );
    return changed.length > 0 ? [{ document, edits: changed }] : [];
  });
  return { source: original, revised };
}

// src/workload/patches.ts
function patchesTo(workload2, state) {
  const { manifests, baseline: baseline2, strategy } = workload2;
  const { deployment: deployment3, rollouts, verticalAutoscalers } = manifests;
  const [rollout3] = rollouts;
  const autoscaler = autoscalerOf(manifests);
  const vertical = state.verticalTarget === "Rollout" ? { spec: { targetRef: rolloutReference(manifests) } } : {};
  const { replicas = 0, keptBy = [] } = state.rollout ?? {};
  const annotations = annotationsAt(workload2, state);
  return {
    patches: [
      [deployment3, deploymentPatch(baseline2, state)],
      ...autoscaler ? [[autoscaler, autoscalerPatch(workload2, autoscaler, state)]] : [],
      ...rollout3 ? [[rollout3, rolloutPatch(workload2, rollout3, state)]] : [],
      ...verticalAutoscalers.map((each2) => [each2, vertical])
    ],
    newRollout: state.rollout && !rollout3 ? rolloutFor(deployment3, { replicas, keptBy, strategy, annotations }) : void 0
  };
}
function deploymentPatch(before, { deployment: deployment3 }) {
  const replicas = deployment3?.replicas;
  return replicas === void 0 || replicas === before.deployment?.replicas ? {} : { spec: { replicas } };
}
function rolloutPatch(workload2, rollout3, state) {
  const { replicas } = state.rollout ?? {};
  if (replicas === void 0) return {};
  const annotations = {
    ...annotationsAt(workload2, state),
    ...workload2.keep && replicas > 0 && protection(rollout3, keepersFor(workload2.applier))
  };
  const isAnnotated = Object.keys(annotations).length > 0;
  return { ...isAnnotated && { metadata: { annotations } }, spec: { replicas } };
}
function annotationsAt({ annotations, stepsOf: stepsOf3, baseline: baseline2 }, state) {
  const isSwitched2 = stepsOf3 === "dashboard" && isMoved(baseline2, state);
  return isSwitched2 ? { ...annotations, [stepsAnnotation]: "dashboard" } : annotations;
}
function isMoved({ autoscalers: before }, state) {
  const { deployment: deployment3, rollout: rollout3, autoscalers } = state;
  const isReleased2 = (each2, at) => isSame2(each2, { ...before[at], target: "Rollout" });
  const hasAll2 = deployment3?.replicas === 0 && rollout3?.replicas !== 0;
  return hasAll2 && autoscalers.every(isReleased2);
}
function autoscalerPatch({ manifests, baseline: baseline2 }, manifest, state) {
  const [was] = baseline2.autoscalers;
  const [is] = state.autoscalers;
  if (!was || !is) return {};
  const target3 = is.target === "Rollout" ? { spec: { scaleTargetRef: rolloutReference(manifests) } } : {};
  const own = isScaledObject(manifest) ? kedaPatch(was, is) : hpaPatch(was, is);
  const upgrade = state.autoscalerVersion === "v2" ? upgradedAutoscaler(manifest) : {};
  return mergePatches(upgrade, mergePatches(target3, own));
}
var kedaPaused = "autoscaling.keda.sh/paused";
function kedaPatch(was, is) {
  if (is.paused && !was.paused) return { metadata: { annotations: { [kedaPaused]: "true" } } };
  const idle = was.idle !== void 0 && is.idle === void 0 ? { idleReplicaCount: null } : {};
  return { spec: { ...boundsPatch(was, is, "ReplicaCount"), ...idle } };
}
function hpaPatch(was, is) {
  const disabled = { selectPolicy: "Disabled" };
  const isPaused = is.disabledUp && is.disabledDown;
  const behavior = isPaused ? { behavior: { scaleUp: disabled, scaleDown: disabled } } : {};
  return { spec: { ...behavior, ...boundsPatch(was, is, "Replicas") } };
}
function boundsPatch(was, is, suffix) {
  return {
    ...is.min === was.min ? {} : { [`min${suffix}`]: is.min },
    ...is.max === was.max ? {} : { [`max${suffix}`]: is.max }
  };
}
function upgradedAutoscaler(autoscaler) {
  if (isScaledObject(autoscaler) || autoscaler.apiVersion !== "autoscaling/v1") return {};
  const utilization = findInteger(autoscaler, "spec", "targetCPUUtilizationPercentage");
  const upgraded = { apiVersion: "autoscaling/v2" };
  if (typeof utilization !== "number") return upgraded;
  const target3 = { type: "Utilization", averageUtilization: utilization };
  const metrics = [{ type: "Resource", resource: { name: "cpu", target: target3 } }];
  return { ...upgraded, spec: { targetCPUUtilizationPercentage: null, metrics } };
}
function rolloutReference(manifests) {
  return { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: rolloutNameOf(manifests) };
}

// src/workload/values.ts
function valuesAt(workload2, stage) {
  const { patches, newRollout } = patchesTo(workload2, stateAt(workload2, stage));
  return {
    changed: patches.map(([manifest, patch]) => ({
      manifest,
      value: mergePatch(resourceOf(manifest), patch)
    })),
    newRollout
  };
}

// src/migration/standing.ts
function readStandings(sources, run, stage) {
  const groups3 = sources.map((group2) => readGroup(group2, run));
  const currents = groups3.flatMap(
    ({ scope }) => scope.deployments.map((deployment3) => manifestsAround(deployment3, scope))
  );
  const remembered2 = new Map(currents.flatMap(({ deployment: deployment3 }) => rememberedOf(deployment3)));
  const restored = sources.map((group2) => group2.sources.map((source2) => restore(source2)));
  const edited = new Set(restored.flat().flatMap((each2) => each2.edited.map(manifestKey)));
  const baselines = sources.map((group2, at) => ({
    ...group2,
    sources: restored[at]?.map(({ source: source2 }) => source2) ?? []
  }));
  const reading = selectIn(
    baselines.map((group2) => readGroup(group2, run)),
    { ...run, stage, remembered: remembered2 }
  );
  const currentOf = new Map(currents.map((each2) => [workloadKey(each2.deployment), each2]));
  return {
    run: withNamedReplicas(
      reading.selected.map((each2) => ({ ...each2, stage: pinReplicas })),
      { ...run, stage, remembered: remembered2 }
    ),
    baselines,
    diagnostics: reading.diagnostics,
    workloads: reading.selected.flatMap((selected) => {
      const key = workloadKey(selected.manifests.deployment);
      const current = currentOf.get(key);
      if (!current) return [];
      const own = changedManifests(current).filter((each2) => edited.has(manifestKey(each2)));
      const state = stateIn(current);
      return [{ selected, current, state, planned: remembered2.get(key), edited: own }];
    })
  };
}
function rememberedOf(deployment3) {
  const plan2 = plannedOf(deployment3);
  return plan2 && plan2 !== "edited" ? [[workloadKey(deployment3), plan2]] : [];
}
function manifestKey(manifest) {
  return `${manifest.kind}
${workloadKey(manifest)}`;
}
function selectedAt({ selected, current }, stage) {
  return { ...selected, stage, named: selected.named || current.rollouts.length > 0 };
}
function stageOf(standing, run) {
  const { selected, current, state, planned, edited } = standing;
  const { deployment: deployment3 } = current;
  const at = placeOf(deployment3, "metadata", "name");
  if (edited.length > 0)
    return { diagnostics: [...editedFaults(edited), ...betweenFaults(standing)] };
  if (!planned) {
    const edits = changedManifests(current).filter((each2) => hasMemory(each2));
    if (edits.length > 0) return { diagnostics: editedFaults(edits) };
    const scaler = isEarly(state) ? void 0 : autoscalerOf(current);
    if (current.rollouts.length === 0) {
      if (scaler) return { diagnostics: [missingOf(scaler)] };
      return { stage: baseline, workload: void 0 };
    }
    if (state.rollout?.replicas === 0 && isEarly(state)) {
      return { stage: introduceRollout, workload: void 0 };
    }
    if (!selected.named)
      return { diagnostics: current.rollouts.map((each2) => leftAlone2(deployment3, each2)) };
    return { diagnostics: [memoryMissing(at, titleOf(selected.manifests.deployment))] };
  }
  const grown = (state.rollout?.replicas ?? 0) > 0 ? current.rollouts : [];
  const forgetful = grown.filter((each2) => !hasMemory(each2));
  if (forgetful.length > 0) return { diagnostics: editedFaults(forgetful) };
  const was = autoscalerOf(selected.manifests);
  if (was && (pauseOf(was) || targetOf2(was)?.kind === "Rollout")) {
    return { diagnostics: [missingOf(was)] };
  }
  const workload2 = plannedWorkload(standing, run);
  if ("code" in workload2) return { diagnostics: [workload2] };
  const found2 = stagesOf(workload2).slice(2).filter((stage2) => isSameMove(state, stateAt(workload2, stage2)));
  const stage = found2.find((each2) => found2.length === 1 || hasSpecsOf(current, workload2, each2));
  return stage === void 0 ? { diagnostics: betweenFaults(standing) } : { stage, workload: workload2 };
}
var missingOf = (autoscaler) => memoryMissing(placeOf(autoscaler, "metadata"), titleOf(autoscaler));
var hasMemory = (manifest) => baselineAnnotation in findStrings(manifest, "annotations");
var isEarly = ({ autoscalers }) => autoscalers.every((each2) => each2.target === "Deployment" && isActive(each2));
function hasSpecsOf(current, workload2, stage) {
  const own = changedManifests(current);
  const specOf = (manifest) => canonical(valueOf(findNode(manifest.node, "spec")));
  const isOfPods = ({ kind: kind2 }) => kind2 === "Deployment" || kind2 === "Rollout";
  return valuesAt(workload2, stage).changed.filter(({ manifest }) => !isOfPods(manifest)).every(({ manifest, value }) => {
    const same = own.find((each2) => manifestKey(each2) === manifestKey(manifest));
    return !same || specOf(same) === canonical(value["spec"]);
  });
}
function leftAlone2(deployment3, rollout3) {
  const at = placeOf(deployment3, "metadata", "name");
  return rolloutLeftAlone(at, titleOf(deployment3), titleOf(rollout3));
}
function editedFaults(edited) {
  return edited.map((each2) => {
    const at = placeOf(each2, "metadata", "annotations", baselineAnnotation);
    return memoryEdited(at, titleOf(each2));
  });
}
function betweenFaults({ current, state, planned }) {
  if (!planned) return [];
  const { deployment: deployment3 } = current;
  const at = placeOf(deployment3, "metadata", "name");
  const title2 = titleOf(deployment3);
  const place = findPlace(state, planned);
  if (place === "nowhere") {
    return [stageNowhere(at, title2, describe(state), planned.replicas)];
  }
  if ("at" in place) return [];
  const [from, to] = place.between.map(printStage);
  return [stageBetween(at, title2, from ?? "", to ?? "", describe(state))];
}
function plannedWorkload(standing, run) {
  const selected = selectedAt(standing, pinReplicas);
  const pods4 = standing.planned ?? podsToKeep(selected.manifests, selected, run);
  if ("code" in pods4) return pods4;
  return workloadOf({ ...selected, ...percentsOfPlan(standing) }, pods4.replicas, run);
}
var percentsOfPlan = ({ planned }) => planned ? { percents: planned.percents } : {};
function expectedAt(standing, run, stage) {
  const { selected } = standing;
  const known = plannedWorkload(standing, run);
  const workload2 = "code" in known ? workloadOf(selected, 0, run) : known;
  return {
    ...expectedIn(selected.manifests, run),
    state: stateAt(workload2, stage),
    replicas: "code" in known ? void 0 : known.replicas
  };
}
function expectedNow({ current, state }, run, workload2) {
  const replicas = replicasFor(run, current.deployment) ?? workload2?.replicas;
  return { ...expectedIn(current, run), state, replicas };
}
function expectedIn(manifests, run) {
  const memory = findStrings(manifests.deployment, "annotations")[baselineAnnotation];
  return { ...namesOf2(manifests, run), memory, notesApplied: notesApplied(run) };
}
function namesOf2(manifests, run) {
  const { name = "", namespace = run.namespace } = manifests.deployment;
  return { name, namespace, rollout: rolloutNameOf(manifests) };
}
function isMeant2({ current }, { workloads, ...run }) {
  const { name = "", namespace = run.namespace } = current.deployment;
  return isNamed({ name, namespace }, workloads);
}

// src/migration/applications.ts
var isHeldAt = (stage) => hasReached(stage, retargetAutoscaler);
var crosses = ({ from, to, workload: workload2 }) => (workload2?.baseline.autoscalers.length ?? 0) > 0 && isHeldAt(from) !== isHeldAt(to);
var deploymentOf = ({ standing }) => standing.current.deployment;
var rolloutOf = ({ standing }) => rolloutNameOf(standing.current);
function rulesAfter(groups3, moves2) {
  const crossing = moves2.filter(crosses);
  const { applications, systemRules } = crossing.length > 0 ? argoCdOf(groups3) : { applications: [], systemRules: [] };
  const isChanged = (application2, each2) => {
    if (!bringersByFile(applications, deploymentOf(each2)).includes(application2)) return false;
    if (!isHeldAt(each2.to)) return isOurs2(application2);
    return fateOfRollouts(application2, systemRules, rolloutOf(each2)).is !== "kept";
  };
  return new Map(
    applications.flatMap((application2) => {
      const { manifest } = application2;
      if (!manifest || !crossing.some((each2) => isChanged(application2, each2))) return [];
      const own = (kind2) => manifestsOf2(groups3, kind2).filter(
        (each2) => bringersByFile(applications, each2).includes(application2)
      );
      return [[manifestKey(manifest), ignoredBy(own, moves2)]];
    })
  );
}
var isOurs2 = ({ manifest }) => manifest !== void 0 && baselineAnnotation in findStrings(manifest, "annotations");
function ignoredBy(own, moves2) {
  const scalers = ["HorizontalPodAutoscaler", "ScaledObject"].flatMap(own).filter(isAutoscaler);
  const held = new Set(
    scalers.flatMap((scaler) => {
      const target3 = targetOf2(scaler);
      const move2 = moves2.find(
        (each2) => deploymentOf(each2).namespace === scaler.namespace && [deploymentOf(each2).name, rolloutOf(each2)].includes(target3?.name)
      );
      if (move2) return isHeldAt(move2.to) ? [rolloutOf(move2)] : [];
      return target3?.kind === "Rollout" ? [target3.name] : [];
    })
  );
  const isAll = own("Deployment").every(({ name = "" }) => held.has(name));
  return held.size > 0 && isAll ? "all" : [...held];
}
function ruleEdits(restored, rules2) {
  if (rules2.size === 0) return { edits: [], diagnostics: [] };
  const before = argoCdOf([{ sources: restored.map(({ source: source2 }) => source2) }]);
  const now = argoCdOf([{ sources: restored.map(({ original }) => original) }]);
  const results = before.applications.map(({ manifest }, at) => {
    const ignored = manifest && rules2.get(manifestKey(manifest));
    const current = now.applications[at]?.manifest;
    if (!ignored || !current) return { edits: [], diagnostics: [] };
    if (isOursByHand(manifest, current)) {
      return {
        edits: [],
        diagnostics: [memoryEdited(placeOf(current, "metadata", "name"), titleOf(current))]
      };
    }
    const { edits, diagnostics } = ignoreEdits(manifest, ignored, before.systemRules);
    return { edits: [[manifest.document, edits]], diagnostics: diagnostics.map(asWarning) };
  });
  return {
    edits: results.flatMap(({ edits }) => edits),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics)
  };
}
var isOursByHand = (before, now) => baselineAnnotation in findStrings(now, "annotations") && (baselineAnnotation in findStrings(before, "annotations") || !isSameWithRules(before, now));
function ruleFaults(told, { standing, to }) {
  return isHeldAt(to) || !hasReached(to, pinReplicas) ? [] : faultsAt(told, standing, () => to);
}
function rulesTooEarly(told, standing, stages3) {
  if (standing.current.rolloutAutoscalers.length > 0) return [];
  const setting = (kind2) => kind2 === "Rollout" ? ["grow"] : ["pin-replicas", "shrink"];
  const first = (kind2) => stages3.find((stage) => setting(kind2).includes(stage.kind));
  return faultsAt(told, standing, first);
}
function faultsAt({ applications, systemRules }, { current }, stageOf2) {
  const { deployment: deployment3 } = current;
  const { name = "", namespace } = deployment3;
  const counts4 = [
    { group: "apps", kind: "Deployment", name, namespace },
    { group: "argoproj.io", kind: "Rollout", name: rolloutNameOf(current), namespace }
  ];
  return bringersByFile(applications, deployment3).flatMap(
    (application2) => counts4.flatMap((count2) => {
      const { is, rules: rules2 } = fateOf({ application: application2, systemRules }, count2, replicasPath);
      const [rule] = rules2;
      const stage = stageOf2(count2.kind);
      if (is !== "kept" && is !== "skipped" || !rule?.manifest || !stage) return [];
      const at = placeOf(rule.manifest, ...rule.path);
      const title2 = titleOfApplication(application2);
      return [ruleTooEarly(at, title2, count2.kind, count2.name, printStage(stage))];
    })
  );
}
function liveFaults({ applications, systemRules }, standing, { live: live3, unverified }) {
  const { deployment: deployment3 } = standing.current;
  const name = rolloutNameOf(standing.current);
  const known = unverified ? [] : live3?.applications ?? [];
  return bringersByFile(applications, deployment3).flatMap((application2) => {
    const { manifest } = application2;
    const now = known.find(
      ({ metadata: metadata2 }) => metadata2.name === application2.name && (manifest?.namespace ?? metadata2.namespace) === metadata2.namespace
    );
    if (!manifest || !now) return [];
    if (fateOfRollouts(applicationIn(resourceIn(now)), systemRules, name).is === "kept") return [];
    return [ruleNotLive(placeOf(manifest, "metadata", "name"), titleOf(manifest), name)];
  });
}
function ruleRemarks(revised, moves2, run) {
  const crossing = moves2.filter((each2) => crosses(each2) && isHeldAt(each2.to));
  if (crossing.length === 0 || !asksForRule(run)) return [];
  const ignored = ignoredIn(revised());
  return crossing.filter((each2) => !ignored.has(workloadKey(deploymentOf(each2)))).filter(({ standing }) => standing.selected.entry?.replicasIgnored !== true).map((each2) => {
    const deployment3 = deploymentOf(each2);
    const at = placeOf(deployment3, "metadata", "name");
    return ruleNeededNext(at, rolloutOf(each2), "manifests");
  });
}
var asksForRule = (run) => run.replicasIgnored !== true && isArgoCd(applierOf(run));

// src/migration/moved.ts
var stopped = (diagnostics) => ({
  revisions: [],
  diagnostics,
  refusals: []
});

// src/workload/differences.ts
function differences(expected, snapshot) {
  const { name } = expected;
  const live3 = liveOf(expected, snapshot);
  const [deployment3, second] = live3.deployments;
  if (!deployment3) return [`the snapshot has no Deployment "${name}"`];
  if (second) return [`the snapshot has Deployments "${name}" of several namespaces`];
  return [
    ...deploymentReasons(deployment3, expected),
    ...rolloutReasons(live3.rollout, expected),
    ...scalingReasons(live3, expected)
  ];
}
function deploymentReasons(live3, expected) {
  const { metadata: metadata2, spec, status: status2 } = live3;
  const title2 = `Deployment "${metadata2.name}"`;
  const wanted = expected.state.deployment?.replicas;
  const replicas = spec.replicas ?? 1;
  const isDecided = scalingOf(expected.state) !== "awake" && wanted !== void 0;
  const isTaken2 = !isDecided || replicas === wanted;
  return [
    ...leavingReasons(title2, resourceIn(live3)),
    ...differs(!isTaken2, () => notTaken(title2, replicas, wanted)),
    ...isTaken2 ? unsyncedReasons(title2, resourceIn(live3), expected) : [],
    ...differs(isBehind(metadata2.generation, status2.observedGeneration), () => behind(title2)),
    ...podReasons(title2, replicas, status2)
  ];
}
var leavingReasons = (title2, live3) => differs(
  fieldOf(live3, "metadata", "deletionTimestamp") !== void 0,
  () => `${title2} is being deleted`
);
var differs = (isSo, reason) => isSo ? [reason()] : [];
var notTaken = (title2, replicas, wanted) => `${title2} has replicas: ${replicas} in the cluster but ${wanted} at this stage; it is not synced yet, or the applier ignores the field`;
var behind = (title2) => `the controller of ${title2} has not seen its last change`;
var lastApplied = "kubectl.kubernetes.io/last-applied-configuration";
function unsyncedReasons(title2, live3, expected) {
  if (fieldOf(live3, "metadata", "annotations") === void 0) return [];
  if (annotationOf(live3, baselineAnnotation) !== expected.memory) {
    return [
      `${title2} in the cluster is not from this commit: its annotation ${baselineAnnotation} differs; it is not synced yet`
    ];
  }
  const wanted = expected.state.deployment?.replicas;
  const isOurs4 = scalingOf(expected.state) !== "awake" || wanted === expected.replicas;
  if (!expected.notesApplied || !isOurs4 || wanted === void 0) return [];
  const applied3 = parseApplied(annotationOf(live3, lastApplied));
  const found2 = applied3 && integerOf(applied3, "spec", "replicas");
  if (found2 === void 0 || found2 === wanted) return [];
  const was = found2 === "absent" ? "without replicas" : `with replicas: ${found2}`;
  return [`${title2} was last applied ${was}, but this stage has ${wanted}; it is not synced yet`];
}
function parseApplied(text3) {
  const applied3 = text3 === void 0 ? void 0 : parseJson(text3);
  return typeof applied3 === "object" && applied3 !== null ? applied3 : void 0;
}
function isBehind(generation, observed) {
  return generation !== void 0 && String(generation) !== String(observed);
}
function podReasons(title2, replicas, status2) {
  const { availableReplicas: available = 0, replicas: all2 = 0, updatedReplicas = 0 } = status2;
  return [
    ...differs(
      available !== replicas,
      () => `${available} of ${counted(replicas, "pod")} of ${title2} are available`
    ),
    ...differs(
      all2 > replicas,
      () => `${title2} still has ${counted(all2, "pod")}, but only ${replicas} stay at this stage`
    ),
    ...differs(updatedReplicas < replicas, () => `${title2} is rolling out another pod template`)
  ];
}
function rolloutReasons(live3, { rollout: name, state }) {
  const title2 = `Rollout "${name}"`;
  if (!state.rollout) {
    const pods4 = live3 ? live3.spec.replicas ?? 1 : 0;
    return differs(
      pods4 > 0,
      () => `${title2} has ${counted(pods4, "pod")}, but this stage has no such Rollout`
    );
  }
  if (!live3) return [`the snapshot has no ${title2}`];
  const { metadata: metadata2, spec, status: status2 } = live3;
  const wanted = state.rollout.replicas;
  const replicas = spec.replicas ?? 1;
  const isDecided = scalingOf(state) !== "released" && wanted !== void 0;
  return [
    ...leavingReasons(title2, resourceIn(live3)),
    ...differs(isDecided && replicas !== wanted, () => notTaken(title2, replicas, wanted)),
    ...differs(isBehind(metadata2.generation, status2.observedGeneration), () => behind(title2)),
    ...podReasons(title2, replicas, status2),
    ...healthReasons(title2, live3)
  ];
}
function healthReasons(title2, live3) {
  const { phase = "not reconciled yet" } = live3.status;
  if (isPausedIn(resourceIn(live3))) return [`${title2} is paused: it neither scales nor rolls`];
  return differs(phase !== "Healthy", () => `${title2} is ${phase}`);
}
function scalingReasons(live3, { state, replicas }) {
  const { autoscalers } = live3;
  const [autoscaler, second] = autoscalers;
  const [wanted] = state.autoscalers;
  if (!wanted) {
    return autoscalers.map(
      ({ metadata: metadata2 }) => `autoscaler "${metadata2.name}" exists in the cluster but not in the manifests`
    );
  }
  if (second) return [`${autoscalers.length} autoscalers scale it and block each other`];
  if (!autoscaler) {
    return [
      "the snapshot has no autoscaler for it; include hpa in kubectl get, and scaledobject with KEDA"
    ];
  }
  const resource = resourceIn(autoscaler);
  const is = autoscalerIn(resource);
  const title2 = `${textOf(resource, "kind")} "${autoscaler.metadata.name}"`;
  const observed = integerOf(resource, "status", "observedGeneration");
  const { generation } = autoscaler.metadata;
  return [
    ...leavingReasons(title2, resource),
    ...differs(typeof observed === "number" && isBehind(generation, observed), () => behind(title2)),
    ...differs(
      is.target !== wanted.target,
      () => `${title2} scales the ${is.target}, not the ${wanted.target}`
    ),
    ...pauseReasons(title2, resource, { is, wanted }),
    ...kedaReasons(title2, is, live3),
    ...boundReasons(title2, { is, wanted }, replicas)
  ];
}
function pauseReasons(title2, live3, { is, wanted }) {
  const isPaused = !isActive(is);
  if (isPaused !== !isActive(wanted)) return [`${title2} is ${isPaused ? "paused" : "awake"}`];
  const annotation = pauseIn(live3)?.at(-1);
  if (annotation?.endsWith("/paused-replicas")) {
    return [`${title2} is paused at the count of its annotation ${annotation}`];
  }
  const half = halfPauseIn(live3);
  const isMeant4 = wanted.disabledUp === is.disabledUp && wanted.disabledDown === is.disabledDown;
  if (!half || isMeant4 && wanted.kind === "HorizontalPodAutoscaler") return [];
  return [`${title2} scales one way only, by ${half.join(".")}`];
}
function kedaReasons(title2, is, { isScaledByKeda }) {
  return differs(
    is.paused && isScaledByKeda,
    () => `KEDA has not removed the autoscaler that it made for ${title2}`
  );
}
function boundReasons(title2, { is, wanted }, replicas) {
  const allows = `${title2} allows ${is.min} to ${is.max} pods`;
  if (is.paused || isActive(is) !== isActive(wanted)) return [];
  if (!isActive(wanted) && wanted.target === "Deployment") {
    const clamps = is.min > 1 || is.max < (replicas ?? Infinity);
    return differs(clamps, () => `${allows}, so it would move them despite its pause`);
  }
  if (is.min === wanted.min && is.max === wanted.max) return [];
  const isHeld2 = wanted.target === "Rollout" && wanted.min === wanted.max;
  return [`${allows}, ${isHeld2 ? "so it does not hold them" : "unlike the manifest"}`];
}

// src/migration/gate.ts
function gateFaults(passage, asked) {
  const { at, title: title2, from, to, expected } = passage;
  if (asked.unverified) return [];
  if (!asked.live) {
    if (!needsGate(passage, asked)) return [];
    return [moveUnverified(at, title2, printStage(from), printStage(to))];
  }
  const reasons2 = [...differences(expected, asked.live), ...abovePlan(passage, asked.live)];
  return reasons2.length > 0 ? [notSettled(at, title2, printStage(from), reasons2)] : [];
}
function needsGate({ from, to }, { direction, dropReplicas }) {
  if (direction !== "next" && from.kind === "pause-autoscaler") return false;
  if (["pin-replicas", "retarget-autoscaler", "release-autoscaler"].includes(to.kind)) return true;
  if (direction === "next") return to.kind === "shrink";
  return from.kind === "grow" || dropReplicas && to.kind === "introduce-rollout";
}
function abovePlan({ from, to, expected }, snapshot) {
  const move2 = `${from.kind} ${to.kind}`;
  const { deployments, rollout: rollout3 } = liveOf(expected, snapshot);
  if (move2 === "introduce-rollout pin-replicas") {
    return aboveReplicas(deployments[0]?.spec.replicas ?? 1, "keep", expected);
  }
  if (move2 === "release-autoscaler retarget-autoscaler") {
    return aboveReplicas(rollout3?.spec.replicas ?? 1, "hold", expected);
  }
  return [];
}
function aboveReplicas(pods4, what, { replicas }) {
  if (replicas === void 0)
    return [
      `${counted(pods4, "pod")} ${pods4 === 1 ? "runs" : "run"}, but N, the number of pods to ${what}, is unknown`
    ];
  if (pods4 <= replicas) return [];
  return [`${pods4} pods run, more than the ${replicas} to ${what}; set a larger N`];
}

// src/migration/passage.ts
function decide(movable, asked) {
  const { at, title: title2, stage: from, said, stages: stages3, expected } = movable;
  const { direction } = asked;
  if (movable.isFinished && direction !== "next") {
    return { diagnostics: [leftAtLastStage(at, title2, said)] };
  }
  const to = direction === "abort" ? movable.abort : neighbourOf(from, stages3, direction);
  if (asked.stage && !isOfStage(asked.stage, { from, to, stages: stages3 }, direction)) {
    return { diagnostics: [] };
  }
  if (!to && direction === "abort")
    return { diagnostics: [nothingToAbort(at, title2, said)] };
  if (!to) return { diagnostics: [noStageLeft(at, title2, said)] };
  const faults = movable.faultsAt(to);
  if (hasErrors(faults)) return { diagnostics: faults };
  const isAdding = direction === "abort" && to.kind === "grow";
  const judged2 = isAdding ? [] : expected;
  const found2 = [
    ...judged2.flatMap(
      (each2) => gateFaults({ at, title: each2.title, from, to, expected: each2 }, asked)
    ),
    ...movable.changesAt(to)
  ];
  return hasErrors(found2) ? { diagnostics: found2 } : { to, diagnostics: [...faults, ...found2] };
}
function isOfStage(stage, { from, to, stages: stages3 }, direction) {
  if (direction === "next") return to !== void 0 && isSameStage(to, stage);
  const shown = stages3.findLast((each2) => hasReached(from, each2));
  return shown !== void 0 && isSameStage(shown, stage);
}
function neighbourOf(from, stages3, direction) {
  const place = stages3.findLastIndex((each2) => hasReached(from, each2));
  return stages3[place + (direction === "next" ? 1 : -1)];
}

// src/migration/entry.ts
function askedEntries(entries, run) {
  const { workloads, release: wanted } = run;
  const meant2 = entries.filter(({ release = wanted }) => wanted === void 0 || release === wanted);
  const isAsked = (entry) => workloads.some((each2) => mayChoose(entry, each2, run));
  return {
    asked: workloads.length === 0 ? meant2 : meant2.filter(isAsked),
    diagnostics: workloads.filter((chosen) => !meant2.some((entry) => mayChoose(entry, chosen, run))).map((chosen) => workloadNotFound(argumentsPlace, chosen, "unlisted"))
  };
}
function mayChoose({ name, namespace }, chosen, run) {
  const slash = chosen.lastIndexOf("/");
  const own = namespace ?? run.namespace;
  const isThere = slash < 0 || own === void 0 || matchesPattern(own, chosen.slice(0, Math.max(slash, 0)));
  const last = chosen.slice(slash + 1);
  return isThere && (matchesPattern(name, last) || matchesPattern(last, name));
}
var isEntryNamed = (entry, run) => run.workloads.some(
  (each2) => each2 === entry.name || !isPattern(each2) && mayChoose(entry, each2, run)
);
function scalingOfEntry(entry, run) {
  if (entry.autoscaler === "none") return "fixed";
  const { live: live3 } = run;
  const found2 = live3 ? liveDeploymentsOf(entry, run, live3) : [];
  if (!live3 || found2.length === 0) return "unknown";
  const isScaled = ({ metadata: metadata2 }) => liveOf({ ...metadata2, rollout: metadata2.name, namespace: metadata2.namespace }, live3).autoscalers.length > 0;
  if (found2.some(isScaled)) return "scaled";
  return live3.autoscalers.length + live3.scaledObjects.length > 0 ? "fixed" : "unknown";
}
function hidesAutoscalers(entry, run) {
  const isThere = run.live && liveDeploymentsOf(entry, run, run.live).length > 0;
  return isThere === true && scalingOfEntry(entry, run) === "unknown";
}
function stagesOfEntry(entry, workloads, run) {
  const percents = percentsOf(run, entry);
  const all2 = allStages(percents);
  if (workloads.length > 0) {
    const own = workloads.flatMap(stagesOf);
    return all2.filter((stage) => own.some((each2) => isSameStage(each2, stage)));
  }
  const replicas = countOf2(entry, run);
  const distinct = replicas === void 0 ? percents : distinctPercents({ percents, replicas });
  const isFixed = scalingOfEntry(entry, run) === "fixed";
  const last = lastStage(isFixed ? "fixed" : "scaled");
  return all2.filter((stage) => {
    if ("percent" in stage) return distinct.includes(stage.percent);
    const isNothing = isFixed && ["pin-replicas", "pause-autoscaler"].includes(stage.kind);
    return !isNothing && compareStages(stage, last) <= 0;
  });
}
function expectedOf({ entry, own }, stage, run) {
  if (own.length > 0) return own.map((standing) => expectedAt(standing, run, stage));
  const { name, namespace = run.namespace } = entry;
  const found2 = run.live ? liveDeploymentsOf(entry, run, run.live) : [];
  if (!run.live || found2.length === 0) {
    return [expectedOfEntry(entry, { name, namespace }, { stage, run, live: void 0 })];
  }
  return found2.map(
    ({ metadata: metadata2 }) => expectedOfEntry(entry, metadata2, { stage, run, live: run.live })
  );
}
function liveDeploymentsOf(entry, run, live3) {
  const own = deploymentsByName(live3);
  const named2 = isPattern(entry.name) ? live3.deployments : own.get(entry.name) ?? [];
  const found2 = named2.filter((each2) => isLiveOf(entry, each2, run));
  if (found2.length === 0) return found2;
  const entries = run.config?.workloads ?? [];
  const places4 = placesOf2(entries);
  const at = places4.order.get(entry) ?? 0;
  return found2.filter((each2) => {
    const rivals = [...places4.patterns, ...places4.byName.get(each2.metadata.name) ?? []];
    return !rivals.some((other2) => (places4.order.get(other2) ?? at) < at && isLiveOf(other2, each2, run));
  });
}
var deploymentsByName = kept(
  ({ deployments }) => grouped(deployments, ({ metadata: metadata2 }) => metadata2.name)
);
var placesOf2 = kept((entries) => ({
  order: new Map(entries.map((entry, at) => [entry, at])),
  patterns: entries.filter(({ name }) => isPattern(name)),
  byName: grouped(
    entries.filter(({ name }) => !isPattern(name)),
    ({ name }) => name
  )
}));
function isLiveOf(entry, live3, run) {
  const { metadata: metadata2 } = live3;
  const { namespace = run.namespace, release, labels = {} } = entry;
  if (!matchesPattern(metadata2.name, entry.name)) return false;
  const isOf2 = annotationOf(resourceIn(live3), helmRelease);
  return (namespace === void 0 || metadata2.namespace === namespace) && (release === void 0 || isOf2 === void 0 || isOf2 === release) && Object.entries(labels).every(([key, value]) => metadata2.labels?.[key] === value);
}
var countOf2 = (entry, run) => replicasFor(run, entry) ?? entry.replicas;
function expectedOfEntry(entry, { name, namespace }, { stage, run, live: live3 }) {
  const names = { name, namespace, rollout: name };
  const found2 = live3 && stateInSnapshot(liveOf(names, live3));
  const { keep = true } = entry;
  const replicas = countOf2(entry, run);
  const baseline2 = stateInEntry({ ...entry, replicas }, found2);
  const numbers2 = { baseline: baseline2, replicas: replicas ?? 0, percents: percentsOf(run, entry), keep };
  const state = stateAt(numbers2, stage);
  return { ...names, state, replicas, notesApplied: notesApplied(run) };
}

// src/migration/entry-edits.ts
function entryEdits(document, index, written) {
  const { percents, ...rest } = written;
  const entry = asMapping(findItems(document.root, "workloads")[index]);
  const list2 = findNode(entry, "percents");
  const inPlace2 = percents && list2?.type === "sequence" && list2.flow ? list2 : void 0;
  const patch = { ...rest, ...percents && !inPlace2 && { percents } };
  const { edits, obstacle } = entry ? editsFor(document.text, entry, patch) : { edits: [], obstacle: { at: 0 } };
  if (obstacle) return sharedByAlias(locate(document, obstacle.at), "The entry");
  if (!inPlace2 || !percents) return { edits };
  const { start, end } = inPlace2;
  return { edits: [...edits, { start, end, text: `[${percents.join(", ")}]` }] };
}

// src/migration/surplus.ts
function surplusOf({ state, replicas = 0 }) {
  const { replicas: moved2 = 0 } = state.rollout ?? {};
  const { replicas: left2 = 0 } = state.deployment ?? {};
  return moved2 === 0 ? 0 : Math.max(0, left2 + moved2 - replicas);
}
function findWaiting(all2, growthOf, most4) {
  const waiting3 = /* @__PURE__ */ new Set();
  let running = all2.reduce((sum, each2) => sum + growthOf(each2).before, 0);
  for (const each2 of all2) {
    const { before, after } = growthOf(each2);
    const more = Math.max(0, after - before);
    if (more > 0 && running + more > most4) waiting3.add(each2);
    else running += more;
  }
  return waiting3;
}

// src/migration/config-move.ts
function moveConfig(configured, given3, asked) {
  const pinned2 = configured.workloads.map((each2) => selectedAt(each2, pinReplicas));
  const run = withNamedReplicas(pinned2, given3);
  const document = wholeDocument(configured.source);
  const edits = [];
  const diagnostics = [];
  const refusals2 = [];
  const passages = [];
  const entries = configured.config.workloads ?? [];
  const meant2 = askedEntries(entries, run);
  if (hasErrors(meant2.diagnostics)) return stopped(meant2.diagnostics);
  const decided = meant2.asked.map((entry) => {
    const own = configured.workloads.filter(({ selected }) => selected.entry === entry);
    const isNamed3 = meant2.asked.length === 1 || isEntryNamed(entry, run);
    return { entry, own, ...moveOfEntry({ entry, own, isNamed: isNamed3 }, run, asked) };
  });
  const { waiting: waiting3, said } = waitingOf(decided, run, asked);
  diagnostics.push(...said);
  for (const each2 of decided.filter((each3) => !waiting3.has(each3))) {
    const { entry, written } = each2;
    const isRefused2 = hasErrors(each2.diagnostics);
    (isRefused2 ? refusals2 : diagnostics).push(...each2.diagnostics);
    if (!written) continue;
    const found2 = entryEdits(document, entries.indexOf(entry), written);
    if ("code" in found2) refusals2.push(found2);
    else {
      edits.push(...found2.edits);
      passages.push({ workload: entry.name, from: entry.stage, to: written.stage });
    }
  }
  const revised = edits.length > 0 ? [{ document, edits }] : [];
  return {
    revisions: [{ source: configured.source, revised }],
    diagnostics: sortDiagnostics(withoutRepeats(diagnostics)),
    refusals: sortDiagnostics(withoutRepeats(refusals2)),
    passages,
    count: { moving: passages.length, asked: decided.length }
  };
}
function waitingOf(decided, run, { maxSurplus }) {
  if (maxSurplus === void 0) return { waiting: /* @__PURE__ */ new Set(), said: [] };
  const surplusAt = (each2, stage) => expectedOf(each2, stage, run).reduce((sum, expected) => sum + surplusOf(expected), 0);
  const growthOf = (each2) => {
    const from = statedStage(each2.entry, run);
    const before = "code" in from ? 0 : surplusAt(each2, from);
    return { before, after: each2.to ? surplusAt(each2, each2.to) : before };
  };
  const waiting3 = findWaiting(decided, growthOf, maxSurplus);
  const names = [...waiting3].map(({ entry }) => entry.name);
  const said = names.length > 0 ? [surplusWaits(argumentsPlace, maxSurplus, names)] : [];
  return { waiting: waiting3, said };
}
function moveOfEntry({ entry, own, isNamed: isNamed3 }, run, asked) {
  const from = statedStage(entry, run);
  if ("code" in from) return { diagnostics: [from] };
  const at = entry.at("stage");
  const isSpared = from.kind === "baseline" && asked.direction === "next";
  if (isSpared && !isEntryNamed(entry, run)) {
    return { diagnostics: [leftAtBaseline(at, entry.name)] };
  }
  const found2 = own.map((standing) => plannedWorkload(standing, run));
  const workloads = found2.flatMap((each2) => "code" in each2 ? [] : [each2]);
  const unknown2 = found2.flatMap((each2) => "code" in each2 ? [each2] : []);
  const stages3 = stagesOfEntry(entry, workloads, run);
  const last = stages3.at(-1);
  const turn = asked.direction === "abort" ? turnOfEntry(entry, { stage: from, workloads, run }) : void 0;
  const isMoving = (to2) => [from, to2].some((stage2) => hasReached(stage2, pinReplicas));
  const { to, diagnostics } = decide(
    {
      at,
      title: `The entry for "${entry.name}"`,
      stage: from,
      said: entry.stage,
      stages: stages3,
      abort: turn?.to,
      isFinished: !isNamed3 && last !== void 0 && hasReached(from, last),
      expected: expectedOf({ entry, own }, from, run).map((each2) => ({
        ...each2,
        title: `Deployment "${each2.name}"`
      })),
      faultsAt: (to2) => [
        ...isMoving(to2) ? unknown2 : [],
        ...isMoving(to2) && (asked.live !== void 0 || asked.maxSurplus !== void 0) ? unknownFaults({ entry, own }, { from, to: to2 }, run) : [],
        ...own.length > 0 ? own.flatMap((standing) => resolve(selectedAt(standing, to2), run).diagnostics) : configurationFaults(statedBy(entry, run), to2, run),
        ...own.flatMap(stagedTwice),
        ...ruleHints(entry, { from, to: to2, scaling: statedBy(entry, run).scaling }, run),
        ...dropFaults({ entry, own }, workloads, { from, to: to2, asked })
      ],
      changesAt: (to2) => workloads.flatMap(
        (workload2) => asked.freeze?.(workload2.manifests.deployment, { from, to: to2, workload: workload2 }) ?? []
      )
    },
    asked
  );
  if (!to) return { diagnostics };
  const stage = last && isSameStage(to, last) ? "done" : printStage(to);
  const isOther2 = turn && turn.percents.join() !== percentsOf(run, entry).join();
  return { to, written: { stage, ...isOther2 && { percents: turn.percents } }, diagnostics };
}
function turnOfEntry(entry, { stage, workloads, run }) {
  const [workload2, second] = workloads;
  const replicas = second ? void 0 : workload2?.replicas ?? countOf2(entry, run);
  const isScaled = workloads.some(({ baseline: baseline2 }) => baseline2.autoscalers.length > 0);
  const known = isScaled ? "scaled" : "fixed";
  const scaling4 = workload2 ? known : scalingOfEntry(entry, run);
  return turnOf({ stage, percents: percentsOf(run, entry), replicas, scaling: scaling4 });
}
function ruleHints(entry, { from, to, scaling: scaling4 }, run) {
  const isNext = to.kind === "retarget-autoscaler" && !hasReached(from, to);
  const isAsked = isNext && scaling4 !== "fixed" && entry.replicasIgnored !== true;
  return isAsked && asksForRule(run) ? [ruleNeededNext(entry.at("stage"), entry.name, "configuration")] : [];
}
var statedBy = (entry, run) => ({
  title: `Deployment "${entry.name}"`,
  name: entry.name,
  entry,
  scaling: scalingOfEntry(entry, run),
  at: () => entry.at("stage")
});
function unknownFaults({ entry, own }, { from, to }, run) {
  if (own.length > 0) return [];
  const at = entry.at("stage");
  const title2 = `Deployment "${entry.name}"`;
  const isJudgedByN = hasReached(from, pinReplicas) || to.kind === "pin-replicas";
  const isCounted = countOf2(entry, run) !== void 0 || !isJudgedByN;
  if (!isCounted) return [replicasUnknown(at, title2)];
  return hidesAutoscalers(entry, run) ? [autoscalersNotShown(at, title2)] : [];
}
function stagedTwice({ planned, current }) {
  if (!planned) return [];
  const at = placeOf(current.deployment, "metadata", "annotations", planAnnotation);
  return [stageInManifest(at, titleOf(current.deployment))];
}
function dropFaults({ entry, own }, workloads, { from, to, asked }) {
  const leavesPin = to.kind === "introduce-rollout" && hasReached(from, pinReplicas);
  if (!leavesPin || asked.dropReplicas) return [];
  const drops = own.length === 0 ? entry.autoscaler !== "none" : workloads.some(keepsPin);
  return drops ? [replicasWouldDrop(entry.at("stage"), entry.name)] : [];
}

// src/convert/analysis-templates.ts
function newTemplates(run, { groups: groups3 = [], selected }) {
  const { analysisTemplates } = run;
  if (!analysisTemplates) return () => [];
  const keyOf3 = (namespace = run.namespace, name) => JSON.stringify([namespace, name ?? null]);
  const written = new Set(templatesIn2(groups3).map((each2) => keyOf3(each2.namespace, each2.name)));
  const wavesIn = (namespace = run.namespace) => selected.map(({ manifests }) => manifests.deployment).filter((each2) => (each2.namespace ?? run.namespace) === namespace).map((each2) => findStrings(each2, "annotations")[syncWave]);
  return ({ metadata: metadata2, spec }) => {
    const { namespace, annotations = {} } = metadata2;
    const steps3 = fieldOf(spec, "strategy", "canary", "steps");
    const wave = waveBefore(wavesIn(namespace));
    const place = { namespace, annotations: annotationsOf(annotations, wave) };
    return analysisTemplates(steps3, place).filter((template) => {
      const key = keyOf3(namespace, asEntries(template["metadata"])?.["name"]);
      return !written.has(key) && written.add(key);
    });
  };
}
var templatesIn2 = (groups3) => groups3.flatMap(({ sources }) => sources).flatMap((source2) => manifestsOfKind(source2, "AnalysisTemplate")).filter(({ apiVersion }) => groupOf(apiVersion) === "argoproj.io");
function annotationsOf(rollout3, wave) {
  const kept2 = [syncOptions, resourcePolicy, helmFileName];
  return {
    [syncWave]: wave,
    ...Object.fromEntries(Object.entries(rollout3).filter(([key]) => kept2.includes(key)))
  };
}

// src/convert/insert.ts
function insertion(deployment3, { before, rollout: rollout3, comment: comment3 }) {
  const { document, list: list2 } = deployment3;
  const objects = [...before, rollout3];
  if (!list2) {
    const steps3 = comment3.map((line) => canaryIndent + line);
    return documentsBehind(deployment3, objects, steps3);
  }
  const item = list2.items.items[list2.index] ?? deployment3.node;
  if (list2.items.flow) return flowItemsBehind(deployment3, list2.items, { item, objects });
  const { indent } = list2.items;
  const lines2 = objects.flatMap(
    (entries) => printBlock(entries).map((line, at) => " ".repeat(indent) + (at ? "  " : "- ") + line)
  );
  return linesBehind(document.text, item, lines2);
}
var canaryIndent = " ".repeat(6);
function documentsBehind({ document, node }, objects, comment3) {
  const { text: text3 } = document;
  const sourceLine = sourceLineOf(document);
  const style = isJson(text3, node) ? "json" : "yaml";
  const head2 = ["---", ...sourceLine === void 0 ? [] : [sourceLine]];
  const documents = objects.flatMap(
    (entries) => node.flow ? [...head2, printFlow(entries, style)] : [...head2, ...printBlock(entries)]
  );
  const lines2 = node.flow ? documents : [...documents, ...comment3];
  const end = /^\.\.\.[ \t]*\r?\n?$/m.exec(text3)?.index;
  return added(text3, end ?? text3.length, lines2);
}
function added(text3, at, lines2) {
  const lineBreak = lineBreakOf(text3);
  const joined5 = lines2.join(lineBreak);
  const isOpen = at === text3.length && !text3.endsWith("\n");
  return { start: at, end: at, text: isOpen ? lineBreak + joined5 : joined5 + lineBreak };
}
function linesBehind(text3, item, lines2) {
  const lineEnd = text3.indexOf("\n", item.end);
  let at = lineEnd < 0 ? text3.length : lineEnd + 1;
  for (const blank = /[ \t]*\r?\n/y; at < text3.length; at = blank.lastIndex) {
    blank.lastIndex = at;
    if (!blank.test(text3)) break;
  }
  return added(text3, at, lines2);
}
function flowItemsBehind({ document, list: list2, node }, items, { item, objects }) {
  const { text: text3 } = document;
  const before = items.items[(list2?.index ?? 0) - 1];
  const between2 = text3.slice(before ? before.end : items.start + 1, item.start);
  const gap = between2.replace(/^\s*,/, "");
  const style = isJson(text3, node) ? "json" : "yaml";
  const isPretty = gap.includes("\n") && style === "json";
  const lead = "," + (/^\s*$/.test(gap) ? gap : " ");
  const printed = objects.map(
    (entries) => lead + (isPretty ? prettyJson(text3, item, entries) : printFlow(entries, style))
  );
  return { start: item.end, end: item.end, text: printed.join("") };
}
function prettyJson(text3, item, entries) {
  const column = item.start - (text3.lastIndexOf("\n", item.start) + 1);
  const first = /^\{\r?\n( *)/.exec(text3.slice(item.start, item.start + 80))?.[1];
  if (first === void 0) return printFlow(entries, "json");
  const lines2 = JSON.stringify(entries, null, first.length - column).split("\n");
  return lines2.join(lineBreakOf(text3) + " ".repeat(column));
}

// src/convert/convert.ts
function convertSources(sources, given3) {
  if (given3.input === "stream" && sources.every(isEmpty4)) {
    return { revisions: revisionsOf(sources, []), diagnostics: faultsOfNothing(given3) };
  }
  const { selected, run, diagnostics } = readSelected(sources, given3);
  const templates = newTemplates(run, { groups: sources, selected });
  const results = selected.map((each2) => convertOne(each2, run, templates));
  return {
    revisions: revisionsOf(sources, results),
    // Two workloads may be refused for the same reason in the same place.
    diagnostics: sortDiagnostics(
      withoutRepeats([...diagnostics, ...results.flatMap((result) => result.diagnostics)])
    )
  };
}
var isEmpty4 = (group2) => group2.sources.every(({ bytes }) => bytes.length === 0);
function convertOne(selected, run, templatesOf = newTemplates(run, { selected: [selected] })) {
  const { workload: workload2, diagnostics } = resolve(selected, run);
  if (!workload2) return { edits: [], diagnostics };
  const comment3 = workload2.strategy["steps"] ? [] : run.canaryComment ?? [];
  const result = editsTo(workload2, selected.stage, { comment: comment3, templatesOf });
  if (result.diagnostics.length === 0) return { ...result, diagnostics };
  return { edits: [], ...refused(selected, result.diagnostics) };
}
function editsTo(workload2, stage, beside) {
  const { patches, newRollout } = patchesTo(workload2, stateAt(workload2, stage));
  const edits = [];
  const diagnostics = [];
  for (const [manifest, patch] of patches) {
    const { document, node } = manifest;
    const patched = editsFor(document.text, node, patch);
    edits.push([document, patched.edits]);
    if (patched.obstacle) diagnostics.push(reportObstacle(manifest, patched.obstacle));
  }
  const { deployment: deployment3 } = workload2.manifests;
  if (newRollout) {
    const { comment: comment3, templatesOf } = beside;
    const added2 = { before: templatesOf(newRollout), rollout: newRollout, comment: comment3 };
    edits.push([deployment3.document, [insertion(deployment3, added2)]]);
  }
  return { edits, diagnostics };
}
function reportObstacle(manifest, { at, reason }) {
  const place = locate(manifest.document, at);
  const title2 = titleOf(manifest);
  if (reason === "alias") return sharedByAlias(place, title2);
  return reason === "repeated-key" ? repeatedKey(place, title2) : unexpectedType(place, title2);
}
function revisionsOf(sources, results) {
  const edits = /* @__PURE__ */ new Map();
  for (const [document, found2] of results.flatMap((result) => result.edits)) {
    if (found2.length === 0) continue;
    const ofSource = edits.get(document.source) ?? /* @__PURE__ */ new Map();
    edits.set(document.source, ofSource);
    const own = ofSource.get(document);
    if (own) own.push(...found2);
    else ofSource.set(document, [...found2]);
  }
  return sources.flatMap(
    (group2) => group2.sources.map((source2) => {
      const revised = [...edits.get(source2) ?? []].map(([document, own]) => ({
        document,
        edits: own
      }));
      return {
        source: source2,
        revised: revised.sort((a, b) => a.document.chunk.start - b.document.chunk.start)
      };
    })
  );
}

// src/migration/removal.ts
function removalOf({
  deployment: deployment3,
  rollout: rollout3,
  strategy,
  annotations,
  comment: comment3
}) {
  const wanted = rolloutFor(deployment3, { replicas: 0, keptBy: [], strategy, annotations });
  const { start, text: text3 } = insertion(deployment3, { before: [], rollout: wanted, comment: comment3 });
  const own = deployment3.document;
  const isItem2 = own === rollout3.document;
  if (!isItem2 && own.chunk.end !== rollout3.document.chunk.start) return void 0;
  if (!isItem2 && start !== own.text.length) return void 0;
  const place = isItem2 ? start : 0;
  const standing = rollout3.document.text.slice(place);
  if (standing.startsWith(text3)) {
    return [[rollout3.document, [{ start: place, end: place + text3.length, text: "" }]]];
  }
  const lineBreak = lineBreakOf(own.text);
  if (standing + lineBreak !== text3) return void 0;
  const last = { start: start - lineBreak.length, end: start, text: "" };
  const all2 = { start: place, end: place + standing.length, text: "" };
  if (isItem2) return [[own, [{ ...all2, start: last.start }]]];
  return [
    [rollout3.document, [all2]],
    [own, [last]]
  ];
}

// src/migration/carry-out.ts
function carryOut(found2, asking) {
  const moves2 = found2.flatMap(({ move: move2 }) => move2 ?? []);
  const { results, diagnostics, ...rest } = editsOfAll(moves2, asking);
  const all2 = [...found2, ...results];
  const isRefused2 = (each2) => hasErrors(each2.diagnostics);
  const said = (each2) => each2.flatMap(({ diagnostics: own }) => own);
  return {
    revisions: rest.revisions,
    diagnostics: sortDiagnostics(
      withoutRepeats([...diagnostics, ...said(all2.filter((each2) => !isRefused2(each2)))])
    ),
    refusals: sortDiagnostics(
      withoutRepeats([...said(all2.filter(isRefused2)), ...said(rest.refused)])
    ),
    passages: rest.moves.map(passageOf),
    moving: moves2.length - rest.refused.length
  };
}
function passageOf({ standing, from, to }) {
  const { name = "", namespace } = standing.current.deployment;
  return { workload: spelled({ name, namespace }), from: printStage(from), to: printStage(to) };
}
function editsOfAll(moves2, asking) {
  const { sources, run, dropReplicas } = asking;
  const wanted = new Set(
    moves2.flatMap(({ standing }) => changedManifests(standing.current).map(manifestKey))
  );
  const amendments = new Map(
    moves2.flatMap(
      ({ standing, amended }) => amended ? [[manifestKey(standing.current.deployment), amended]] : []
    )
  );
  const rules2 = rulesAfter(sources, moves2);
  const isWanted2 = (each2) => wanted.has(manifestKey(each2)) || rules2.has(manifestKey(each2));
  const baselineOf = (source2) => {
    const own = restore(source2, isWanted2);
    return amendments.size > 0 ? amend(own, (each2) => amendments.get(manifestKey(each2))) : own;
  };
  const restored = sources.map((group2) => group2.sources.map(baselineOf));
  const before = sources.map((group2, at) => ({
    ...group2,
    sources: restored[at]?.map(({ source: source2 }) => source2) ?? []
  }));
  const groups3 = before.map((group2) => readGroup(group2, run));
  const stage = moves2.every(({ to }) => isHarmless(to)) ? "introduce-rollout" : "pin-replicas";
  const after = selectIn(groups3, { ...run, stage });
  const ends = new Map(moves2.map((each2) => [workloadKey(each2.standing.current.deployment), each2]));
  const told = argoCdOf(before);
  const results = after.selected.flatMap((selected) => {
    const own = ends.get(workloadKey(selected.manifests.deployment));
    const percents = own?.percents ?? selected.percents;
    const standing = own && { ...own.standing, selected: { ...selected, percents } };
    if (!own || !standing) return [];
    const faults = ruleFaults(told, own);
    const result = faults.length > 0 ? { edits: [], diagnostics: faults } : editsOf({ ...own, standing }, after.run, dropReplicas);
    return [{ own, result }];
  });
  const refused2 = results.filter(({ result }) => hasErrors(result.diagnostics));
  if (refused2.length > 0) {
    const left2 = moves2.filter((each2) => !refused2.some(({ own }) => own === each2));
    const rest = editsOfAll(left2, asking);
    return { ...rest, refused: [...rest.refused, ...refused2.map(({ result }) => result)] };
  }
  const ruled = ruleEdits(restored.flat(), rules2);
  const done = [...results.map(({ result }) => result), ruled];
  const revisions = revisionsOf2(restored.flat(), done);
  const revised = () => [{ sources: revisions.map(revisedSource), over: overOf(sources) }];
  const remarks2 = ruleRemarks(revised, moves2, run);
  const diagnostics = [...after.diagnostics, ...remarks2];
  return { moves: moves2, revisions, results: done, refused: [], diagnostics };
}
var revisedSource = (revision) => openSource(revision.source.file, concat(piecesOf(revision)));
function revisionsOf2(restored, results) {
  const edits = /* @__PURE__ */ new Map();
  for (const [document, own] of results.flatMap((result) => result.edits)) {
    edits.set(document, [...edits.get(document) ?? [], ...own]);
  }
  return restored.map((each2) => revise(each2, edits));
}
function editsOf({ standing, from, to, workload: workload2 }, run, dropReplicas) {
  if (to.kind === "baseline") return removed(standing, run);
  const selected = selectedAt(standing, to);
  if (to.kind !== "introduce-rollout") return stagedEdits(selected, run);
  const isBack = workload2 && from.kind !== "baseline";
  const isPinKept = isBack && !dropReplicas;
  const kept2 = isPinKept ? keptPin(standing.selected.manifests.deployment, workload2) : void 0;
  return kept2 ?? convertOne(selected, run);
}
function removed({ selected, current }, run) {
  const edits = removal2(selected, run);
  if (edits) return { edits, diagnostics: [] };
  const [rollout3] = current.rollouts;
  if (!rollout3) return { edits: [], diagnostics: [] };
  const at = placeOf(rollout3, "metadata", "name");
  return { edits: [], diagnostics: [rolloutNotOurs(at, titleOf(rollout3))] };
}
function keptPin(deployment3, workload2) {
  if (!keepsPin(workload2)) return void 0;
  const own = replicasOf(deployment3);
  const { replicas } = workload2;
  const { edits } = editsFor(deployment3.document.text, deployment3.node, { spec: { replicas } });
  const was = own === "absent" ? "it had none, and without them the cluster keeps 1 pod" : `it had ${own}, which would cut what runs`;
  const at = placeOf(deployment3, "spec", "replicas");
  return {
    edits: [[deployment3.document, edits]],
    diagnostics: [replicasKept(at, titleOf(deployment3), replicas, was)]
  };
}
function stagedEdits(selected, run) {
  const { workload: workload2, diagnostics } = resolve(selected, run);
  if (!workload2) return { edits: [], diagnostics };
  const { replicas, percents } = workload2;
  const edits = [];
  const obstacles = [];
  for (const [manifest, patch] of patchesTo(workload2, stateAt(workload2, selected.stage)).patches) {
    const isDeployment2 = manifest === workload2.manifests.deployment;
    const { document, node } = manifest;
    const plain3 = editsFor(document.text, node, patch);
    if (!isDeployment2 && plain3.edits.length === 0 && !plain3.obstacle) continue;
    const own = remember(manifest, patch, {
      planned: isDeployment2 ? { replicas, percents } : void 0
    });
    edits.push([document, own.edits]);
    if (own.obstacle) obstacles.push(memoryObstacle(manifest, own.obstacle));
  }
  return obstacles.length > 0 ? { edits: [], diagnostics: obstacles } : { edits, diagnostics };
}
function memoryObstacle(manifest, obstacle) {
  if (obstacle !== "one-line") return reportObstacle(manifest, obstacle);
  return memoryTooLong(locate(manifest.document, manifest.node.start), titleOf(manifest));
}
function removal2(selected, run) {
  const { deployment: deployment3, rollouts } = selected.manifests;
  const [rollout3] = rollouts;
  const { strategy, annotations } = workloadOf(selected, 0, run);
  const comment3 = strategy["steps"] ? [] : run.canaryComment ?? [];
  if (!rollout3) return void 0;
  const introduced = { deployment: deployment3, rollout: rollout3, strategy, annotations };
  const own = removalOf({ ...introduced, comment: comment3 });
  const isBare = !/\n[ \t]*#[^\n]*\s*$/.test(rollout3.document.text);
  return own ?? (isBare ? removalOf({ ...introduced, comment: [] }) : void 0);
}

// src/migration/move.ts
function move(sources, run, asked) {
  const before = readStandings(sources, run, "introduce-rollout");
  const isSole = before.workloads.length === 1;
  const told = argoCdOf(sources);
  const found2 = before.workloads.map(
    (standing) => moveOf({ standing, isSole, told }, before.run, asked)
  );
  const { remembered: remembered2 = /* @__PURE__ */ new Map() } = before.run;
  const { dropReplicas } = asked;
  const ignored = ignoredIn(sources, told);
  const { moving, ...moved2 } = carryOut(withinSurplus(found2, before, asked), {
    sources,
    run: { ...run, remembered: remembered2, ignored },
    dropReplicas
  });
  return { ...moved2, count: { moving, asked: found2.length } };
}
function withinSurplus(found2, { workloads, run }, { maxSurplus }) {
  if (maxSurplus === void 0) return found2;
  const growthOf = ({ standing, decided }) => {
    const { planned, state } = standing;
    const before = planned ? surplusOf({ state, replicas: planned.replicas }) : 0;
    const { move: move2 } = decided;
    return { before, after: move2 ? surplusOf(expectedAt(standing, run, move2.to)) : before };
  };
  const all2 = found2.flatMap((decided, at) => {
    const standing = workloads[at];
    return standing ? [{ standing, decided }] : [];
  });
  const waiting3 = findWaiting(all2, growthOf, maxSurplus);
  if (waiting3.size === 0) return found2;
  const names = [...waiting3].map(({ standing }) => standing.current.deployment.name ?? "");
  const left2 = all2.filter((each2) => !waiting3.has(each2)).map(({ decided }) => decided);
  return [...left2, { diagnostics: [surplusWaits(argumentsPlace, maxSurplus, names)] }];
}
function moveOf({ standing, isSole, told }, run, asked) {
  const { current, selected, planned } = standing;
  const { deployment: deployment3 } = current;
  const [rollout3] = current.rollouts;
  if (rollout3 && !planned && !selected.named && !removal2(selected, run)) {
    return { diagnostics: [leftAlone2(deployment3, rollout3)] };
  }
  const shown = stageOf(standing, run);
  if ("diagnostics" in shown) return shown;
  const differing = planFaults(standing, run, { stage: shown.stage, direction: asked.direction });
  if (differing.length > 0) return { diagnostics: differing };
  const road = roadOf(standing, run, { ...shown, direction: asked.direction });
  if ("code" in road) return { diagnostics: [road] };
  const { stage: from } = shown;
  const { workload: workload2 } = road;
  const title2 = titleOf(deployment3);
  const turn = asked.direction === "abort" ? turnOfWorkload(from, workload2) : void 0;
  const { to, diagnostics } = decide(
    {
      at: placeOf(deployment3, "metadata", "name"),
      title: title2,
      stage: from,
      said: printStage(from),
      stages: road.stages,
      abort: turn?.to,
      isFinished: !isSole && !isMeant2(standing, run) && isOver(workload2, from),
      expected: [{ ...expectedNow(standing, run, workload2), title: title2 }],
      // The rest the edits tell, once the text is at hand.
      faultsAt: (to2) => asked.direction === "next" && to2.kind === "release-autoscaler" ? liveFaults(told, standing, asked) : [],
      changesAt: (next) => asked.freeze?.(deploymentBefore(standing), { from, to: next, workload: workload2 }) ?? []
    },
    asked
  );
  if (!to) return { diagnostics };
  return { move: { standing, from, to, workload: workload2, ...turn }, diagnostics };
}
function turnOfWorkload(stage, workload2) {
  if (!workload2) return void 0;
  const scaling4 = workload2.baseline.autoscalers.length > 0 ? "scaled" : "fixed";
  return turnOf({ ...workload2, stage, scaling: scaling4 });
}
function isOver(workload2, stage) {
  const last = workload2 && stagesOf(workload2).at(-1);
  return last !== void 0 && hasReached(stage, last);
}
var deploymentBefore = ({ selected }) => selected.manifests.deployment;
function roadOf(standing, run, {
  stage,
  workload: workload2,
  direction
}) {
  const isFirst = stage.kind === (direction === "next" ? "baseline" : "introduce-rollout");
  if (isFirst || stage.kind === "baseline") {
    return { stages: [baseline, introduceRollout], workload: workload2 };
  }
  const known = workload2 ?? plannedWorkload(standing, run);
  return "code" in known ? known : { stages: stagesOf(known), workload: known };
}
function planFaults({ current, planned }, run, { stage, direction }) {
  if (!planned) return [];
  const { deployment: deployment3 } = current;
  const at = placeOf(deployment3, "metadata", "name");
  const title2 = titleOf(deployment3);
  const differs2 = (what, was, given4) => was === given4 ? [] : [planDiffers(at, title2, what, was, given4)];
  const given3 = replicasFor(run, deployment3) ?? planned.replicas;
  const isRaised = direction === "back" && stage.kind === "release-autoscaler" && given3 > planned.replicas;
  return [
    ...isRaised ? [] : differs2("N =", String(planned.replicas), String(given3)),
    ...differs2("percents", planned.percents.join(), (run.percents ?? planned.percents).join())
  ];
}

// src/migration/raise.ts
function raisedStage({ stage, percents, from, to }) {
  const own = allStages(distinctPercents({ percents, replicas: from }));
  const shown = own.findLast((each2) => hasReached(stage, each2)) ?? stage;
  if (!("percent" in shown)) return shown;
  const least = percents.find((each2) => up(each2, from) === up(shown.percent, from)) ?? shown.percent;
  const percent = percents.findLast((each2) => up(each2, to) === up(least, to)) ?? shown.percent;
  return { kind: shown.kind, percent };
}
function raise(sources, run) {
  const before = readStandings(sources, run, "introduce-rollout");
  const unknown2 = before.diagnostics.filter(({ code: code2 }) => code2 === workloadNotFound.code);
  if (unknown2.length > 0) return stopped(unknown2);
  const found2 = before.workloads.map((standing) => raiseOf(standing, before.run));
  const { remembered: remembered2 = /* @__PURE__ */ new Map() } = before.run;
  return carryOut(found2, { sources, run: { ...run, remembered: remembered2 }, dropReplicas: false });
}
var unknownNames = ({ replicas, namespace: own }, entries) => [...replicas.named.keys()].filter(
  (chosen) => !entries.some(({ name, namespace = own }) => isNamed({ name, namespace }, [chosen]))
).map((name) => workloadNotFound(argumentsPlace, name, "unlisted"));
function raiseOf(standing, run) {
  const { deployment: deployment3 } = standing.current;
  const to = replicasFor(run, deployment3);
  if (to === void 0) return { diagnostics: [] };
  const shown = stageOf(standing, run);
  if ("diagnostics" in shown) return shown;
  const { stage, workload: workload2 } = shown;
  const isFixed = workload2?.baseline.autoscalers.length === 0;
  const subject = { at: placeOf(deployment3, "metadata", "name"), title: titleOf(deployment3) };
  const from = workload2?.replicas;
  const fault = raiseFault(subject, { stage, from, to, isFixed });
  if (fault || !workload2 || from === void 0) return { diagnostics: fault ? [fault] : [] };
  const { percents } = workload2;
  const move2 = { standing, workload: workload2, from: stage, to: raisedStage({ stage, percents, from, to }) };
  const amended = isFixed ? { amended: { spec: { replicas: to } } } : {};
  return { move: { ...move2, ...amended }, diagnostics: [] };
}
function raiseFault({ at, title: title2 }, { stage, from, to, isFixed }) {
  const isOver2 = hasReached(stage, lastStage(isFixed ? "fixed" : "scaled"));
  if (isOver2 || !hasReached(stage, pinReplicas)) {
    return nothingToRaise(at, title2, printStage(stage));
  }
  return from !== void 0 && to <= from ? notRaised(at, title2, from, to) : void 0;
}
function raiseConfig({ source: source2, config: config2, workloads }, run) {
  const document = wholeDocument(source2);
  const entries = config2.workloads ?? [];
  const meant2 = askedEntries(entries, run);
  const unknown2 = unknownNames(run, entries);
  if (hasErrors([...meant2.diagnostics, ...unknown2])) {
    return stopped([...meant2.diagnostics, ...unknown2]);
  }
  const { all: all2 } = run.replicas;
  const unnamed = meant2.asked.filter((entry) => replicasFor(run, entry) === void 0);
  if (all2 !== void 0 && unnamed.length > 1) {
    return stopped([replicasForSeveral(argumentsPlace, `--replicas ${all2}`, unnamed)]);
  }
  const edits = [];
  const said = [];
  for (const entry of meant2.asked) {
    const own = workloads.filter(({ selected }) => selected.entry === entry);
    const { written, diagnostics: diagnostics2 } = raiseOfEntry({ entry, own }, run);
    said.push(...diagnostics2);
    if (!written || hasErrors(diagnostics2)) continue;
    const found2 = entryEdits(document, entries.indexOf(entry), written);
    if ("code" in found2) said.push(found2);
    else edits.push(...found2.edits);
  }
  const revised = edits.length > 0 ? [{ document, edits }] : [];
  const diagnostics = sortDiagnostics(withoutRepeats(said));
  return { revisions: [{ source: source2, revised }], diagnostics, refusals: [] };
}
function raiseOfEntry({ entry, own }, run) {
  const to = replicasFor(run, entry) ?? run.replicas.all;
  if (to === void 0) return { diagnostics: [] };
  const at = entry.at("stage");
  if (isPattern(entry.name)) {
    return {
      diagnostics: [replicasForSeveral(argumentsPlace, `--replicas ${to}`, [{ name: entry.name }])]
    };
  }
  const stage = statedStage(entry, run);
  if ("code" in stage) return { diagnostics: [stage] };
  const from = entry.replicas;
  const title2 = `The entry for "${entry.name}"`;
  const isFixed = scalingOfEntry(entry, run) === "fixed";
  const fault = raiseFault({ at, title: title2 }, { stage, from, to, isFixed });
  if (fault) return { diagnostics: [fault] };
  if (from === void 0) return { diagnostics: [replicasUnknown(at, title2)] };
  const next = raisedStage({ stage, percents: percentsOf(run, entry), from, to });
  const raised = { ...run, replicas: { named: new Map([...run.replicas.named, [entry.name, to]]) } };
  const found2 = own.flatMap((each2) => resolve(selectedAt(each2, next), raised).diagnostics);
  const isSame5 = printStage(next) === printStage(stage);
  const said = isSame5 ? entry.stage : printStage(next);
  return { written: { stage: said, replicas: to }, diagnostics: found2 };
}

// src/datadog/templates.ts
function templatesFor(metrics) {
  if (!metrics) return {};
  return {
    analysisTemplates: (steps3, place) => metricsIn(steps3, metrics).flatMap((name) => {
      const metric = metrics[name];
      return metric ? [analysisTemplate(name, metric, place)] : [];
    })
  };
}

// src/snapshot.ts
import * as z3 from "zod";
var count = z3.int().optional();
var text2 = z3.string().optional();
var strings = z3.record(z3.string(), z3.string()).optional();
var metadata = z3.looseObject({
  name: z3.string(),
  namespace: text2,
  generation: count,
  labels: strings,
  annotations: strings,
  ownerReferences: z3.array(z3.object({ kind: z3.string(), name: z3.string() })).optional()
});
var target = z3.object({ apiVersion: text2, kind: text2, name: z3.string() });
var scaling3 = z3.object({ selectPolicy: text2 }).optional();
var deployment2 = z3.looseObject({
  metadata,
  spec: z3.looseObject({ replicas: count, paused: z3.boolean().optional() }),
  status: z3.object({
    observedGeneration: count,
    replicas: count,
    updatedReplicas: count,
    readyReplicas: count,
    availableReplicas: count
  }).default({})
});
var rollout2 = z3.looseObject({
  metadata,
  spec: z3.looseObject({
    replicas: count,
    workloadRef: target.partial().optional(),
    strategy: z3.object({ canary: z3.object({ steps: z3.array(z3.json()).optional() }).optional() }).optional()
  }),
  status: z3.object({
    phase: text2,
    // A string, other than a Deployment's (argo-rollouts types.go, RolloutStatus).
    observedGeneration: text2,
    currentStepIndex: count,
    currentPodHash: text2,
    stableRS: text2,
    abort: z3.boolean().optional(),
    abortedAt: text2,
    pauseConditions: z3.array(z3.object({ startTime: text2 })).optional(),
    replicas: count,
    updatedReplicas: count,
    readyReplicas: count,
    availableReplicas: count
  }).default({})
});
var horizontalPodAutoscaler = z3.looseObject({
  metadata,
  spec: z3.looseObject({
    scaleTargetRef: target,
    minReplicas: count,
    maxReplicas: z3.int(),
    behavior: z3.object({ scaleUp: scaling3, scaleDown: scaling3 }).optional()
  }),
  status: z3.object({ observedGeneration: count, currentReplicas: count, desiredReplicas: count }).default({})
});
var scaledObject = z3.looseObject({
  metadata,
  spec: z3.looseObject({ scaleTargetRef: target, minReplicaCount: count, maxReplicaCount: count })
});
var application = z3.looseObject({ metadata });
var replicaSet = z3.object({
  metadata,
  spec: z3.object({ replicas: count }),
  status: z3.object({ replicas: count, readyReplicas: count, availableReplicas: count }).default({})
});
var analysisRun = z3.object({
  metadata,
  status: z3.object({
    phase: text2,
    message: text2,
    metricResults: z3.array(
      z3.object({
        name: z3.string(),
        phase: text2,
        message: text2,
        dryRun: z3.boolean().optional(),
        measurements: z3.array(z3.object({ value: text2, phase: text2 })).default([])
      })
    ).default([])
  }).default({ metricResults: [] })
});
var anyObject = z3.looseObject({ apiVersion: z3.string(), kind: z3.string() });
var list = z3.object({ items: z3.array(anyObject) });
function parseSnapshot(input, file) {
  const failed = (reason2) => ({
    snapshot: void 0,
    diagnostics: [invalidSnapshot({ file, line: 1, column: 1 }, reason2)]
  });
  const data = parseJson(input.replace(/^\ufeff/, ""));
  if (data === void 0) return failed("it is not valid JSON");
  const asList = list.safeParse(data);
  const single = anyObject.safeParse(data);
  if (!asList.success && !single.success)
    return failed("it is neither a Kubernetes object nor a List");
  const objects = asList.data?.items ?? (single.data ? [single.data] : []);
  const reasons2 = [];
  const ofKind = (wanted, schema) => objects.filter(({ kind: kind2, apiVersion }) => `${groupOf(apiVersion)}/${kind2}` === wanted).flatMap((object2) => {
    const read3 = schema.safeParse(object2);
    if (read3.success) return [read3.data];
    reasons2.push(reasonOf(object2, read3.error));
    return [];
  });
  const snapshot = {
    deployments: ofKind("apps/Deployment", deployment2),
    rollouts: ofKind("argoproj.io/Rollout", rollout2),
    autoscalers: ofKind("autoscaling/HorizontalPodAutoscaler", horizontalPodAutoscaler),
    scaledObjects: ofKind("keda.sh/ScaledObject", scaledObject),
    replicaSets: ofKind("apps/ReplicaSet", replicaSet),
    analysisRuns: ofKind("argoproj.io/AnalysisRun", analysisRun),
    applications: ofKind("argoproj.io/Application", application)
  };
  const [reason] = reasons2;
  return reason === void 0 ? { snapshot, diagnostics: [] } : failed(reason);
}
function reasonOf({ kind: kind2, ...object2 }, error) {
  const [issue] = error.issues;
  const name = z3.object({ metadata: z3.object({ name: z3.string() }) }).safeParse(object2);
  const title2 = name.success ? `${kind2} "${name.data.metadata.name}"` : kind2;
  const reason = issue?.message.replace(/^Invalid input: /, "") ?? "it is not understood";
  return `${issue?.path.join(".")} of ${title2}: ${reason}`;
}

// src/library/placed.ts
var optionsPlace = { file: "<options>", line: 1, column: 1 };
function placed(config2) {
  if (!config2) return void 0;
  const workloads = config2.workloads?.map((entry) => ({
    ...entry,
    at: entry.at ?? (() => optionsPlace)
  }));
  return { ...config2, ...workloads && { workloads } };
}

// src/library/options.ts
var groupsOf = (input, { file }) => {
  if (typeof input !== "string" && !(input instanceof Uint8Array)) {
    throw new TypeError("The input must be manifests, as text or as bytes");
  }
  return [{ sources: [openSource(file ?? "<stdin>", input)], kustomizations: [] }];
};
function* faultsOf3({ percents, replicas = {} }) {
  if (percents && !arePercents(percents)) {
    yield invalidConfig(optionsPlace, "percents", "expected rising integers that end in 100");
  }
  const counts4 = typeof replicas === "number" ? [replicas] : Object.values(replicas);
  if (counts4.some((count2) => !Number.isInteger(count2) || count2 < 1)) {
    yield invalidConfig(optionsPlace, "replicas", "expected numbers of pods, at least 1");
  }
}
function readOptions(options2) {
  const read3 = options2.live === void 0 ? void 0 : parseSnapshot(options2.live, "<live>");
  const live3 = read3?.snapshot;
  const faults = [...faultsOf3(options2), ...read3?.diagnostics ?? []];
  return { run: { ...runOf(options2), live: live3 }, live: live3, faults };
}
function runOf(options2) {
  const { stage, replicas, percents, namespace, release, workloads = [], applier } = options2;
  const named2 = new Map(typeof replicas === "object" ? Object.entries(replicas) : []);
  const counts4 = typeof replicas === "number" ? { all: replicas, named: named2 } : { named: named2 };
  const config2 = placed(options2.config);
  const input = "stream";
  return {
    config: config2,
    stage,
    replicas: counts4,
    percents,
    namespace,
    release,
    workloads,
    applier,
    input,
    ...templatesFor(config2?.metrics)
  };
}

// src/library/move.ts
function moveText(input, options2, direction) {
  const { run, live: live3, faults } = readOptions(options2);
  if (faults.length > 0) return { output: "", diagnostics: faults };
  const { replicasIgnored = false } = options2;
  const asked = askedBy(options2, direction, live3);
  return textOf2(move(groupsOf(input, options2), { ...run, replicasIgnored }, asked));
}
function raiseText(input, options2) {
  const { run, faults } = readOptions(options2);
  if (faults.length > 0) return { output: "", diagnostics: faults };
  return textOf2(raise(groupsOf(input, options2), run));
}
var moveConfigText = (input, options2, direction) => editConfigText(
  input,
  options2,
  (configured, run) => moveConfig(configured, run, askedBy(options2, direction, run.live))
);
var raiseConfigText = (input, options2) => editConfigText(input, options2, raiseConfig);
function editConfigText(input, options2, make) {
  const { file = "rolloutify.yaml", manifests, replicasIgnored = false } = options2;
  const read3 = readOptions(options2);
  const { config: config2, diagnostics: unread } = parseConfig(input, file);
  const faults = [...read3.faults, ...unread];
  if (!config2 || faults.length > 0) return { output: "", diagnostics: faults };
  const run = { ...read3.run, config: config2, replicasIgnored };
  const standings = manifests === void 0 ? void 0 : readStandings(groupsOf(manifests, {}), run, void 0);
  if (standings && hasErrors(standings.diagnostics)) {
    return { output: "", diagnostics: standings.diagnostics };
  }
  const configured = {
    source: openSource(file, input),
    config: config2,
    workloads: standings?.workloads ?? []
  };
  return textOf2(make(configured, run));
}
var askedBy = ({ unverified = false, dropReplicas = false }, direction, live3) => ({ direction, live: live3, unverified, dropReplicas });
function textOf2({ revisions, ...said }) {
  const diagnostics = sortDiagnostics([...said.diagnostics, ...said.refusals]);
  const pieces = hasErrors(diagnostics) ? [] : revisions.flatMap(piecesOf);
  return { output: decode(concat(pieces)), diagnostics };
}

// src/library/convert.ts
function convert2(input, options2 = {}) {
  const groups3 = groupsOf(input, options2);
  const faults = [...faultsOf3(options2)];
  const { revisions, diagnostics } = faults.length > 0 ? { revisions: [], diagnostics: faults } : convertSources(groups3, runOf(options2));
  const failed = hasErrors(diagnostics);
  const isChanged = revisions.some(({ revised }) => revised.length > 0);
  const pieces = failed ? [] : revisions.flatMap(piecesOf);
  if (typeof input !== "string") {
    return { output: isChanged || failed ? concat(pieces) : input, diagnostics };
  }
  return { output: isChanged || failed ? decode(concat(pieces)) : input, diagnostics };
}

// src/steps/step-problems.ts
var unknownStepKey = define({
  code: "unknown-step-key",
  severity: "error",
  message: (step3, key, _similar, _known) => `${step3} has the key "${key}", which Argo Rollouts does not know`,
  hint: (_step, _key, similar, known) => similar === void 0 ? `expected one of ${known.join(", ")}` : `did you mean "${similar}"?`,
  why: "kubectl and Argo CD reject the object, or the API server drops the key and the step does something else."
});
var stepWithoutKind = define({
  code: "step-without-kind",
  severity: "error",
  message: (step3, _kinds) => `${step3} does nothing`,
  hint: (_step, kinds5) => `set one of ${kinds5.join(", ")}`,
  why: "The controller reports the Rollout as InvalidSpec and stops rolling out."
});
var severalStepKinds = define({
  code: "several-step-kinds",
  severity: "error",
  message: (step3, kinds5) => `${step3} has ${kinds5.join(" and ")} at once`,
  hint: "write a separate step, with a dash, for each",
  why: "The controller rejects the step, or carries out only one of its kinds."
});
var invalidWeight = define({
  code: "invalid-weight",
  severity: "error",
  message: (step3, value, _most) => `${step3} has the invalid weight ${value}`,
  hint: (_step, _value, most4) => most4 === "quoted" ? "remove the quotes, because the API does not accept a string here" : `expected an integer from 0 to ${most4}, without %`,
  why: "The API server rejects the value, or the controller reports the Rollout as InvalidSpec."
});
var invalidPause = define({
  code: "invalid-pause",
  severity: "error",
  message: (step3, value) => `${step3} has the pause ${value}, but a pause must be a mapping`,
  hint: "write `pause: {}` to wait for a person, or `pause: {duration: 30s}`",
  why: "The API server rejects the object, so the sync fails."
});
var invalidDuration = define({
  code: "invalid-duration",
  severity: "error",
  message: (step3, value) => `${step3} has the invalid duration ${value}`,
  hint: "expected whole seconds, such as 30, or hours, minutes and seconds, such as 1h30m; for a day write 24h",
  why: "The controller reports the Rollout as InvalidSpec and stops rolling out."
});
var durationMissing = define({
  code: "duration-missing",
  severity: "warning",
  message: (step3) => `${step3} has a duration without a value, so it waits for a person`,
  hint: "set the duration, such as 30s, or write `pause: {}`",
  why: "The canary stays where it is until someone promotes it."
});
var durationWithoutUnit = define({
  code: "duration-without-unit",
  severity: "info",
  message: (step3, value, seconds) => `${step3} pauses for ${value}, which is ${seconds} seconds`,
  hint: (_step, _value, seconds) => `write ${seconds}s, or ${seconds}m if minutes are meant`,
  why: "Someone who reads 300 may expect minutes."
});
var needsTrafficRouting = define({
  code: "needs-traffic-routing",
  severity: "warning",
  message: (step3, kind2) => `${step3} is ${kind2}, which the controller rejects without trafficRouting`,
  hint: "remove the step, unless strategy.canary has trafficRouting",
  why: "The controller reports the Rollout as InvalidSpec, or the step has no effect."
});
var weightDecreases = define({
  code: "weight-decreases",
  severity: "warning",
  message: (step3, weight, before) => `${step3} goes back from ${before}% to ${weight}%`,
  hint: "make the weights increase",
  why: "The controller removes canary pods in the middle of a release and starts them again later."
});
var firstStepPauses = define({
  code: "first-step-pauses",
  severity: "warning",
  message: () => "The first step is a pause, before any pod of the new version runs",
  hint: "begin with a setWeight",
  why: "The release waits at 0% of the new version, so the pause shows nothing."
});
var canaryRunning = define({
  code: "canary-running",
  severity: "error",
  message: (rollout3, state, effect) => `A canary of Rollout "${rollout3}" is running (${state}) and would be ${effect}`,
  hint: "promote it, or restore the old version in Git, then wait until the Rollout is Healthy",
  why: "The controller promotes or restarts a canary whose steps change."
});
var canaryUnseen = define({
  code: "canary-unseen",
  severity: "info",
  message: (effect) => `A running canary would be ${effect}`,
  hint: "make sure that none is running, or pass --live SNAPSHOT to have it checked",
  why: "The controller promotes or restarts a canary whose steps change."
});
var stepsNotSynced = define({
  code: "steps-not-synced",
  severity: "error",
  message: (workload2) => workload2 === void 0 ? "No Rollout of the snapshot has these steps" : `The Rollout of "${workload2}" does not have these steps in the cluster`,
  hint: "sync them, take a new snapshot, and only then change the image",
  why: "An image that arrives before the steps goes to all pods at once."
});
var rolloutNotLive = define({
  code: "rollout-not-live",
  severity: "error",
  message: () => "The snapshot has no Rollout",
  hint: "take it in the namespace of the Rollout: `kubectl get rollouts -o json`",
  why: "The snapshot does not show whether a canary is running."
});
var rolloutNotNamed = define({
  code: "rollout-not-named",
  severity: "warning",
  message: (name) => `The snapshot has no Rollout "${name}"; none of those that it has runs a canary`,
  hint: "make sure that the Rollout of these steps is one of them",
  why: "The snapshot may be of another namespace, so a running canary could be missed."
});
var unknownProfile = define({
  code: "unknown-profile",
  severity: "error",
  exit: 2,
  message: (profile, _similar, _known) => `Unknown profile "${profile}"`,
  hint: (_profile, similar, known) => similar === void 0 ? `expected one of ${known.join(", ")}, or one of \`profiles\` in rolloutify.yaml` : `did you mean "${similar}"?`,
  why: "Nothing is changed, because another profile could be meant."
});

// src/steps/words.ts
var stepKinds = Object.keys(stepFields);
var canaryKeys = new Set(canaryFields);
var isBesideSteps = (key) => key !== "steps" && canaryKeys.has(key);
var meantKeys = {
  replicaCount: "replicas",
  wait: "pause"
};
function isStepKey(key) {
  const isMeant4 = Object.hasOwn(meantKeys, key) && stepKinds.includes(meantKeys[key] ?? "");
  return stepKinds.includes(key) || isMeant4 || nearest(key, stepKinds) !== void 0;
}
function isItem(text3) {
  const key = /^-[ \t]+["']?([A-Za-z]+)["']?[ \t]*:(?:\s|$)/.exec(text3)?.[1];
  return key !== void 0 && isStepKey(key);
}
function isEntry(text3) {
  return /^(?:- |-$|(?:- +)?["']?[a-z][\w./-]*["']?[ \t]*:(?:\s|$))/.test(text3);
}
function parentKeyOf(text3) {
  return /^["']?([a-z][\w-]*)["']?[ \t]*:(?:\s+#.*)?\s*$/.exec(text3)?.[1];
}
function isOtherKey(text3) {
  const key = /^["']?([A-Za-z]+)["']?[ \t]*:(?:\s|$)/.exec(text3)?.[1];
  return key !== void 0 && canaryKeys.has(key) || parentKeyOf(text3) !== void 0;
}
function isStepsKey(text3) {
  return /^["']?steps["']?[ \t]*:(?:[ \t]+[&!][^\s#]*)*\s*(?:#.*|\[.*|\*\S+\s*(?:#.*)?)?$/.test(
    text3
  );
}

// src/steps/check-steps.ts
var fieldsOf2 = stepFields;
var exclusive = ["setWeight", "pause", "analysis", "experiment"];
var routed = ["setCanaryScale", "setHeaderRoute", "setMirrorRoute"];
function checkSteps(steps3, placeOf2, mostWeight = 100) {
  const found2 = steps3.flatMap((step3, index) => {
    if (isMasked(step3)) return [];
    const name = `Step ${index + 1}`;
    const at = (...path3) => placeOf2(index, ...path3);
    return [...checkStep({ name, entries: asEntries(step3) ?? {}, at, mostWeight })];
  });
  return [...found2, ...checkUnits(steps3, placeOf2), ...checkOrder(steps3, placeOf2)];
}
function* checkStep(step3) {
  const { name, entries, at } = step3;
  yield* checkKeys(step3, stepKinds);
  const kinds5 = stepKinds.filter((kind2) => isGiven(entries[kind2]));
  const together = kinds5.filter((kind2) => exclusive.includes(kind2));
  const hasUnknown = Object.keys(entries).some((key) => !stepKinds.includes(key));
  if (kinds5.length === 0 && !hasUnknown) yield stepWithoutKind(at(), name, stepKinds);
  if (together.length > 1) yield severalStepKinds(at(), name, together);
  for (const kind2 of kinds5) yield* checkKind(step3, kind2);
}
function* checkKeys({ name, entries, at }, known, ...path3) {
  for (const key of Object.keys(entries)) {
    if (known.includes(key) || isMasked(key)) continue;
    const other2 = meantKeys[key];
    const similar = other2 && known.includes(other2) ? other2 : nearest(key, known);
    yield unknownStepKey(at(...path3, key), name, key, similar, known);
  }
}
function* checkKind(step3, kind2) {
  const { name, entries, at } = step3;
  const value = entries[kind2] ?? null;
  if (isMasked(value)) return;
  const fields4 = asEntries(value);
  if (routed.includes(kind2)) yield needsTrafficRouting(at(kind2), name, kind2);
  if (kind2 === "setWeight") yield* checkWeight(step3, value);
  else if (fields4) {
    yield* checkKeys({ ...step3, entries: fields4 }, fieldsOf2[kind2] ?? [], kind2);
    if (kind2 === "pause") yield* checkDuration(step3, fields4);
  } else if (kind2 === "pause") yield invalidPause(at(kind2), name, JSON.stringify(value));
}
function* checkWeight({ name, at, mostWeight }, value) {
  if (isWeight(value, mostWeight)) return;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : void 0;
  const form = number !== void 0 && isWeight(number, mostWeight) ? "quoted" : mostWeight;
  yield invalidWeight(at("setWeight"), name, JSON.stringify(value), form);
}
var longest2 = 2 ** 31 - 1;
function* checkDuration({ name, at }, pause) {
  const { duration: duration2 } = pause;
  if (duration2 === void 0 || isMasked(duration2)) return;
  const place = at("pause", "duration");
  const seconds = secondsOf(duration2);
  if (duration2 === null) yield durationMissing(place, name);
  else if (seconds === void 0 || seconds < 0 || seconds > longest2) {
    yield invalidDuration(place, name, JSON.stringify(duration2));
  }
}
function checkUnits(steps3, placeOf2) {
  const durations = steps3.map((step3) => asEntries(asEntries(step3)?.["pause"])?.["duration"]);
  const index = durations.findIndex((each2) => /^0*[1-9][0-9]*$/.test(String(each2)));
  const duration2 = durations[index];
  if (duration2 === void 0) return [];
  const place = placeOf2(index, "pause", "duration");
  const [name, value] = [`Step ${index + 1}`, JSON.stringify(duration2)];
  return [durationWithoutUnit(place, name, value, Number(duration2))];
}
function* checkOrder(steps3, placeOf2) {
  const first = asEntries(steps3[0]) ?? {};
  if (isGiven(first["pause"]) && !["setWeight", "setCanaryScale"].some((key) => isGiven(first[key]))) {
    yield firstStepPauses(placeOf2(0));
  }
  let before = 0;
  for (const [index, step3] of steps3.entries()) {
    const weight = asEntries(step3)?.["setWeight"];
    if (typeof weight !== "number") continue;
    if (weight < before) {
      const place = placeOf2(index, "setWeight");
      yield weightDecreases(place, `Step ${index + 1}`, weight, before);
    }
    before = weight;
  }
}
var isGiven = (value) => value !== void 0 && value !== null;
var isWeight = (value, most4) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most4;
var isMasked = (value) => typeof value === "string" && value.includes("{{");

// src/steps/check-block.ts
function findWrongSteps({ steps: steps3, placeOf: placeOf2, within, isRouted }) {
  const found2 = checkSteps(steps3, placeOf2).filter(
    ({ code: code2 }) => !isRouted || code2 !== needsTrafficRouting.code
  );
  const isOwnShape = steps3.some((step3) => hasOwnWords(Object.keys(asEntries(step3) ?? {})));
  return within === "values" && (isOwnShape || found2.some(isForeign)) ? [] : found2;
}
function checkBlock(block) {
  const found2 = findWrongSteps(block);
  if (block.within !== "values") return found2;
  return found2.map((each2) => each2.severity === "error" ? { ...each2, severity: "warning" } : each2);
}
var hasOwnWords = (keys) => keys.includes("weight") && !keys.some((key) => stepKinds.includes(key) && key !== "analysis");
var isForeign = ({ code: code2, hint }) => code2 === unknownStepKey.code && !hint.startsWith("did you mean");

// src/steps/problems.ts
var stepsNotFound = define({
  code: "steps-not-found",
  severity: "error",
  message: (workload2) => workload2 === void 0 ? "No canary steps are found, on or commented out" : `No canary steps of "${workload2}" are found, on or commented out`,
  hint: "pass a file with `steps:` below the canary, or add them with `steps use PROFILE`, in rolloutify.yaml also with `steps on`; a Deployment needs a Rollout first",
  why: "Without steps a new version goes to all pods at once."
});
var stepsElsewhere = define({
  code: "steps-elsewhere",
  severity: "error",
  message: () => "The commented steps are outside the canary of the Rollout, so they have no effect",
  hint: "indent them below `canary:`, like its other fields; a formatter may have moved them",
  why: "Uncommented in that place, the steps would be an unknown field or belong to something else."
});
var stepsNotUtf8 = define({
  code: "steps-not-utf-8",
  severity: "error",
  message: () => "The text is not UTF-8, so its steps are not read",
  hint: "convert it, as with `iconv -f latin1 -t utf-8`",
  why: "Changing a text that is misread could damage other lines."
});
var alreadyOn = define({
  code: "already-on",
  severity: "info",
  message: (commented) => commented === 0 ? "The steps are on already" : `The steps are on already; ${commented} commented ${commented === 1 ? "item stays" : "items stay"} off`,
  hint: "no action needed; uncomment single items by hand",
  why: "The next release follows the steps."
});
var alreadyOff = define({
  code: "already-off",
  severity: "info",
  message: () => "The steps are off already",
  hint: "no action needed",
  why: "The next release is a plain rolling update."
});
var severalSteps = define({
  code: "several-steps",
  severity: "error",
  message: (names) => `The input has ${names.length} blocks of canary steps: ${names.join(", ")}`,
  hint: "choose one with --workload NAME",
  why: "Nothing is changed, because a canary on the wrong workload surprises another team."
});
var severalBeginnings = define({
  code: "several-beginnings",
  severity: "error",
  message: (names) => `The input has no canary steps, but ${names.length} places where they can begin: ${names.join(", ")}`,
  hint: "choose one with --workload NAME",
  why: "Nothing is added, because a canary on the wrong workload surprises another team."
});
var stepsBegun = define({
  code: "steps-begun",
  severity: "info",
  message: (workload2) => workload2 === void 0 ? 'There were no canary steps, so those of the profile "careful" are added' : `There were no canary steps of "${workload2}", so those of the profile "careful" are added`,
  hint: "choose others with `rolloutify steps use PROFILE`",
  why: "The next release follows these steps."
});
var ambiguousSteps = define({
  code: "ambiguous-steps",
  severity: "error",
  message: (readings2, _lines) => `The commented steps can be read in ${readings2.length} ways: ${readings2.join(" or ")}`,
  hint: (_readings, lines2) => lines2 === "same lines" ? "put each `#` in the column where the block belongs, without a space after it" : "comment the intended block uniformly, and mark the others with `##`",
  why: "Uncommented at the wrong depth, the steps mean something else or nothing at all."
});
var stepsAliased = define({
  code: "steps-aliased",
  severity: "error",
  message: (line) => `The alias in line ${line} repeats what holds the steps, so the change would be made there, too`,
  hint: "write out there what the alias repeats",
  why: "Nothing is changed, because the steps of another workload would change, too."
});
var liveBlueGreen = define({
  code: "live-blue-green",
  severity: "error",
  message: () => "The steps cannot go on beside blueGreen, because a Rollout has one strategy",
  hint: "comment out the blueGreen block first",
  why: "The controller accepts only one strategy and reports the Rollout as InvalidSpec."
});
var chartChoosesStrategy = define({
  code: "chart-chooses-strategy",
  severity: "info",
  message: (choice) => choice === null ? "The values have blueGreen beside the canary, and the chart chooses between them" : `The values have blueGreen beside the canary, and "${choice}" chooses between them`,
  hint: (choice) => choice === null ? "make sure that the value that chooses says canary" : "make sure that it says canary where the steps are needed",
  why: "If the chart renders blueGreen, the steps have no effect."
});
var stepsTooMany = define({
  code: "steps-too-many",
  severity: "error",
  message: (count2, megabytes, what = "commented blocks of steps") => `The input has ${count2} ${what}, too many to tell apart by reading ${megabytes} MB`,
  hint: "remove those that are not needed, or mark them with `##`",
  why: "Telling all of them apart would take minutes, so nothing is changed."
});
var commentedDocument = define({
  code: "commented-document",
  severity: "error",
  message: () => "The whole Rollout around the steps is commented out",
  hint: "uncomment the document by hand first",
  why: "The steps alone would make a document that is not a Rollout."
});
var flowParent = define({
  code: "flow-parent",
  severity: "error",
  message: (key) => `The value of "${key}" is in flow style, where lines cannot be commented`,
  hint: "write it as a block, one key a line",
  why: "A comment would remove the rest of the line as well."
});
var stepsUnreadable = define({
  code: "steps-unreadable",
  severity: "error",
  message: (reason, _where = "text") => `The steps cannot be read: ${reason.charAt(0).toLowerCase() + reason.slice(1)}`,
  hint: (_reason, where = "text") => where === "string" ? "write the string as a block that begins with `|` alone" : "correct the YAML, or comment the block exactly as it would be when on",
  why: "Uncommented, the file would no longer be valid YAML, or would mean something else."
});
var printingAction = define({
  code: "printing-action",
  severity: "error",
  message: () => "A Go template action in the steps prints lines, which a comment cannot suppress",
  hint: "write the steps out, or switch them by a value that the template reads",
  why: "The template would still print its lines, so the comment would have no effect."
});
var branchesInSteps = define({
  code: "branches-in-steps",
  severity: "error",
  message: () => "The steps contain branches of a Go template, which a profile would replace",
  hint: "edit the steps by hand",
  why: "A profile has no branches, so the values that choose between them would have no effect."
});
var commentsReplaced = define({
  code: "comments-replaced",
  severity: "info",
  message: (count2) => count2 === 1 ? "The profile replaces 1 comment at the end of a line" : `The profile replaces ${count2} comments at the ends of lines`,
  hint: "review the diff, and restore the comments that still apply",
  why: "A comment may explain a step that no longer exists."
});
var stepsNotReversible = define({
  code: "steps-not-reversible",
  severity: "error",
  message: (reason) => `The steps cannot be commented out reversibly: ${reason}`,
  hint: "remove what is in the way, or comment the block by hand",
  why: "The steps could not be restored as they are now."
});
var marksMisfit = define({
  code: "marks-misfit",
  severity: "error",
  message: () => "The steps were changed, so the comment on how they were marked no longer matches",
  hint: "delete the comment `# rolloutify: \u2026` after `steps:`",
  why: "Restoring by an outdated note would bring back other lines than those that were commented out."
});
var moreThanSteps = define({
  code: "more-than-steps",
  severity: "info",
  message: (keys) => `This also uncomments the parent keys and everything below them: ${keys.join(", ")}`,
  hint: "`steps off` comments the steps only",
  why: "The other fields take effect as well."
});
var itemsStayOff = define({
  code: "items-stay-off",
  severity: "info",
  message: (commented) => `${commented} commented ${commented === 1 ? "item" : "items"} below the steps ${commented === 1 ? "stays" : "stay"} off`,
  hint: "make sure that the block does not end early; remove what is between its items",
  why: "The canary runs without these steps."
});
var misspelledSteps = define({
  code: "misspelled-steps",
  severity: "error",
  message: () => 'The commented steps are below the key "step", which a canary does not have',
  hint: 'did you mean "steps"?',
  why: "The API server drops an unknown field or rejects the object, so the canary has no steps."
});
var marksRenewed = define({
  code: "marks-renewed",
  severity: "info",
  message: () => "The block is commented inconsistently; `steps off` will use the standard style",
  hint: "no action needed",
  why: "The values stay the same; only the style of the comments changes."
});

// src/steps/actions.ts
var hidden = "\uE000";
function findActions(text3) {
  const found2 = [];
  for (let start = text3.indexOf("{{"); start >= 0; start = text3.indexOf("{{", start)) {
    const close = text3.indexOf("}}", start + 2);
    if (close < 0) break;
    const end = close + (text3[close + 2] === "}" ? 3 : 2);
    found2.push({ start, end });
    start = end;
  }
  return found2;
}
function maskActions(text3) {
  if (!text3.includes("{{")) return text3;
  const actions = findActions(text3);
  const alone2 = aloneAmong(text3, actions);
  let masked = "";
  let at = 0;
  for (const [index, { start, end }] of actions.entries()) {
    const action3 = text3.slice(start, end);
    const cover = alone2[index] ? action3.replace(/[^\r\n]/g, " ") : hidden.repeat(action3.length);
    masked += text3.slice(at, start) + cover;
    at = end;
  }
  return masked + text3.slice(at);
}
function aloneAmong(text3, actions) {
  const alone2 = [];
  for (let first = 0; first < actions.length; ) {
    const from = text3.lastIndexOf("\n", actions[first]?.start) + 1;
    let to = endOfLine(text3, actions[first]?.end ?? 0);
    let next = first + 1;
    while ((actions[next]?.start ?? Infinity) < to) to = endOfLine(text3, actions[next++]?.end ?? 0);
    const own = actions.slice(first, next);
    const cuts = [{ start: from, end: from }, ...own, { start: to, end: to }];
    const between2 = cuts.slice(1).map(({ start }, at) => text3.slice(cuts[at]?.end, start));
    const rest = between2.join("").trim();
    const isFirst = between2[0]?.trim() === "" && rest.startsWith("#");
    alone2.push(...own.map((_, at) => rest === "" || at === 0 && isFirst));
    first = next;
  }
  return alone2;
}
function endOfLine(text3, from) {
  const lineBreak = text3.indexOf("\n", from);
  return lineBreak < 0 ? text3.length : lineBreak;
}
function isControl(text3) {
  const only2 = /^(?:\{\{-?\s*(?:if|else|end|with|range|\/\*|\$\w+\s*:?=)(?:(?!\}\}).)*\}\}\s*)+$/;
  return text3.startsWith("{{") && only2.test(text3);
}
var printing = /\b(?:toYaml|include|template|n?indent|tpl)\b/;
function printsLines(text3) {
  if (!text3.includes("{{") || !printing.test(text3)) return false;
  const actions = findActions(text3);
  const open = text3.indexOf("{{", actions.at(-1)?.end ?? 0);
  const last = open < 0 ? [] : [{ start: open, end: text3.length }];
  return [...actions, ...last].some(({ start, end }) => printing.test(text3.slice(start, end)));
}
function branchOf(text3) {
  const opened = text3.match(/\{\{-?\s*(?:if|with|range|define|block)\b/g)?.length ?? 0;
  const closed = text3.match(/\{\{-?\s*end\b/g)?.length ?? 0;
  if (opened !== closed) return opened > closed ? "open" : "close";
  return /\{\{-?\s*else\b/.test(text3) ? "else" : "none";
}

// src/steps/marks.ts
var ownWay = (indent) => ({ column: indent, taken: 2, inPlace: false });
var eachAtItsIndent = (taken) => ({ column: void 0, taken, inPlace: false });
function removeMark(text3, way) {
  const first = text3.search(/[^ ]/);
  const column = way.column ?? first;
  if (first !== column || text3[column] !== "#") return void 0;
  const isFollowed = text3[column + 1] === " ";
  if (way.taken === 2 ? !isFollowed : isFollowed && way.column === void 0) return void 0;
  return text3.slice(0, column) + (way.inPlace ? " " : "") + text3.slice(column + way.taken);
}
function addMark(text3, way) {
  const { column = text3.search(/[^ ]/), taken, inPlace: inPlace2 } = way;
  const before = text3.slice(0, column);
  if (before.trim() !== "" || before.length < column) return void 0;
  if (inPlace2) return text3[column] === " " ? before + "#" + text3.slice(column + 1) : void 0;
  return before + "# ".slice(0, taken) + text3.slice(column);
}
function waysOf(text3) {
  const column = text3.search(/[^ ]/);
  const way = (taken, inPlace2) => ({ column, taken, inPlace: inPlace2 });
  const tight = column === 0 ? [way(1, false), way(1, true)] : [way(1, false)];
  return text3[column + 1] === " " ? [way(2, false), ...tight] : tight;
}
var textOfComment = (text3) => text3.replace(/^\s*#\s*/, "");
function printMemory({ way, parents, items, nullParent }) {
  const words3 = [
    `column ${(way.column ?? 0) + 1}`,
    way.taken === 1 ? "1 character" : "2 characters",
    ...way.inPlace ? ["in place"] : [],
    ...parents > 0 ? [`parents ${parents}`] : [],
    ...items ? ["items"] : [],
    ...nullParent ? ["bare"] : []
  ];
  return ` # rolloutify: ${words3.join(", ")}`;
}
var memoryForm = / # rolloutify: column (\d+), ([12]) characters?(, in place)?(?:, parents (\d+))?(, items)?(, bare)?$/;
function findMemory(text3) {
  const found2 = memoryForm.exec(text3);
  if (!found2) return void 0;
  const [whole2, column, taken, inPlace2, parents, items, nullParent] = found2;
  const way = {
    column: Number(column) - 1,
    taken: taken === "1" ? 1 : 2,
    inPlace: inPlace2 !== void 0
  };
  const memory = {
    way,
    parents: Number(parents ?? 0),
    items: items !== void 0,
    nullParent: nullParent !== void 0
  };
  return { memory, length: whole2.length };
}

// src/steps/page.ts
var stepsKey = /(?:^|[\s#"'{,])steps?["']?[ \t]*:|\/canary\/steps\b/m;
var stepWord = /setWeight|pause|analysis|experiment|setCanaryScale|setHeaderRoute|plugin|setMirror|toYaml|include|tpl/i;
var isDefinition = /^kind: CustomResourceDefinition[ \t]*\r?$/m;
function mayHoldSteps(text3) {
  if (!text3.includes("step") || !stepsKey.test(text3) || !stepWord.test(text3)) return false;
  return !isDefinition.test(text3) || /^[ \t]*#/m.test(text3);
}
function cutPages(text3) {
  const pages = [];
  let start = 0;
  for (let at = text3.indexOf("\n---"); at >= 0; at = text3.indexOf("\n---", at + 1)) {
    if (text3[at + 4] === "-") continue;
    pages.push(text3.slice(start, at + 1));
    start = at + 1;
  }
  return [...pages, text3.slice(start)];
}
function openPage(file, text3, above, left2 = 0) {
  const masked = maskActions(text3);
  const lines2 = [];
  for (let start = 0; start < text3.length; ) {
    const lineBreak = text3.indexOf("\n", start);
    const next = lineBreak < 0 ? text3.length : lineBreak + 1;
    const end = lineBreak > start && text3[lineBreak - 1] === "\r" ? lineBreak - 1 : lineBreak;
    lines2.push(readLine2(start, text3.slice(start, lineBreak < 0 ? next : end), masked));
    start = next;
  }
  return { file, text: text3, masked, lines: lines2, above, left: left2 };
}
var reopen = ({ file, above, left: left2, owner }, text3) => ({
  ...openPage(file, text3, above, left2),
  owner
});
var indentOf = (text3) => text3.length - text3.trimStart().length;
function readLine2(start, text3, masked) {
  const indent = indentOf(text3);
  const shown = masked.slice(start, start + text3.length).trim();
  const content = text3.slice(indent);
  return { start, text: text3, indent, kind: kindOf(content, shown) };
}
function kindOf(content, shown) {
  if (/^[#\s]*$/.test(content)) return "blank";
  if (content.startsWith("{{") && (shown === "" || shown.startsWith("#"))) return "action";
  if (!content.startsWith("#")) return shown === "" ? "action" : "active";
  return isControl(content.replace(/^#[#\s]*/, "")) ? "action" : "comment";
}
function placeOfLine(page, line) {
  return placeAt(page, line, page.lines[line]?.indent ?? 0);
}
function placeAt(page, line, column) {
  const row = page.rows?.[line] ?? line;
  return { file: page.file, line: page.above + row + 1, column: page.left + column + 1 };
}
function lineAt({ lines: lines2 }, offset) {
  let low = 0;
  for (let high = lines2.length; high - low > 1; ) {
    const middle = low + high >> 1;
    if ((lines2[middle]?.start ?? Infinity) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
function isPrintedBelow({ lines: lines2 }, last, indent) {
  let depth = 0;
  for (let at = last + 1; at < lines2.length; at++) {
    const { kind: kind2, text: text3 } = lines2[at] ?? { kind: "blank", text: "" };
    const branch = kind2 === "action" ? branchOf(text3) : "none";
    if (kind2 === "active" || depth === 0 && (branch === "else" || branch === "close"))
      return false;
    if (branch === "open" || branch === "close") depth += branch === "open" ? 1 : -1;
    if (kind2 !== "action" || !printsLines(text3)) continue;
    const printed = /indent\s+(\d+)/.exec(text3)?.[1];
    if (printed === void 0 || Number(printed) >= indent) return true;
  }
  return false;
}

// src/steps/extent.ts
function extentOf(lines2, from, way, indent) {
  const state = { indent, dash: void 0, inOther: false };
  let isTorn = false;
  const judged2 = [];
  let depth = 0;
  for (let at = from; at < lines2.length; at++) {
    const line = lines2[at];
    if (!line || line.kind === "active") break;
    const branch = line.kind === "action" ? branchOf(line.text) : "none";
    if (depth === 0 && (branch === "else" || branch === "close")) break;
    if (branch === "open" || branch === "close") depth += branch === "open" ? 1 : -1;
    const found2 = line.kind === "comment" ? judge(line.text, way, state) : left;
    if (found2.end === "now") break;
    if (found2.role === "take") state.dash ??= dashOf(line.text, way);
    isTorn ||= found2.role === "take" && !found2.isItem && state.inOther;
    state.inOther = found2.isOther || state.inOther && !found2.isItem;
    judged2.push(found2);
  }
  return { ...summarize(judged2, from), isTorn };
}
var left = { role: "leave" };
function summarize(judged2, from) {
  const last = judged2.findLastIndex(({ role }) => role === "take");
  const end = judged2.findIndex((each2, at) => at > last && each2.end === "inside");
  const own = end < 0 ? judged2 : judged2.slice(0, end);
  const stray = own.findIndex((each2) => each2.stray);
  return {
    roles: own.map(({ role }) => role),
    items: own.filter((each2) => each2.isItem).length,
    last: last < 0 ? void 0 : from + last,
    stray: stray < 0 ? void 0 : from + stray
  };
}
function dashOf(text3, way) {
  return indentOf(removeMark(text3, way) ?? text3);
}
var mostMarks = 16;
function judge(text3, way, state) {
  if ((/^[ #]*/.exec(text3)?.[0].replaceAll(" ", "").length ?? 0) > mostMarks) return left;
  const content = removeMark(text3, way);
  if (content !== void 0 && !isMarked2(content)) return classify(content, state);
  const inner = content ?? withoutOuterMark(text3, way);
  if (inner === void 0) return judgeStray(text3, way, state);
  const { role, stray, end, isOther: isOther2 } = judge(inner, way, state);
  if (end) return { role: "strip", end: "inside" };
  if (stray || isOther2) return { role: "guard" };
  return role === "take" ? { role: "strip" } : { role };
}
function withoutOuterMark(text3, way) {
  if (way.column === void 0 || indentOf(text3) >= way.column) return void 0;
  const content = removeMark(text3, eachAtItsIndent(2));
  return content !== void 0 && isMarked2(content) ? content : void 0;
}
function addLevel(text3, way) {
  const isLeft = way.column !== void 0 && indentOf(text3) < way.column;
  return addMark(text3, isLeft ? eachAtItsIndent(2) : way);
}
function removeLevel(text3, way) {
  return removeMark(text3, way) ?? withoutOuterMark(text3, way) ?? text3;
}
function classify(text3, { indent, dash }) {
  const column = indentOf(text3);
  const content = text3.slice(column);
  if (isItem(content)) return column >= indent ? { role: "take", isItem: true } : left;
  if (dash !== void 0 && column > dash) return { role: "take" };
  if (column <= indent && isOtherKey(content)) return { role: "leave", end: "now" };
  return { role: "leave", isOther: column === dash && content.startsWith("- ") && isEntry(content) };
}
function judgeStray(text3, way, { indent, dash }) {
  const column = indentOf(text3);
  const content = text3.slice(column + 1).trimStart();
  if (isMarked2(content)) return left;
  const isLeft = way.column !== void 0 && column < way.column;
  if (isStepsKey(content) || isLeft && isOtherKey(content)) return { role: "leave", end: "now" };
  return { role: "leave", stray: maybeBelongs(column, content, { indent, dash }) };
}
function maybeBelongs(column, content, { indent, dash }) {
  if (isItem(content)) return column >= indent;
  return dash !== void 0 && column > dash && isEntry(content);
}
var isMarked2 = (text3) => text3.trimStart().startsWith("#");

// src/steps/reading.ts
function readMasked(text3) {
  const parsed = parseMasked(text3);
  return { ...parsed, manifest: manifestIn(parsed.root) };
}
function parseMasked(text3) {
  const parsed = { text: text3, ...parseDocument(maskActions(text3)) };
  const isOfApplications = parsed.root?.type === "mapping" && isApplicationSet(parsed.root);
  return isOfApplications && holdsUnread(parsed.root) ? readWhole2(parsed) : parsed;
}
var isApplicationSet = (root) => stringAt(root, "kind") === "ApplicationSet";
function findStepsPairs(root) {
  const found2 = [];
  const visit = (node, trail) => {
    if (node.type === "sequence") for (const item of node.items) visit(item, trail);
    if (node.type !== "mapping") return;
    for (const pair of node.pairs) {
      const here = [...trail, { key: pair.key, mapping: node, pair }];
      if (pair.key === "steps") found2.push(here);
      visit(pair.value, here);
    }
  };
  if (root) visit(root, []);
  return found2;
}
function meaningOf({ root, text: text3 }, cut, item) {
  const read3 = (node) => {
    if (node.type === "alias") {
      return ["alias", text3.slice(node.start, node.end), node.target !== void 0];
    }
    if (node.type === "scalar") return scalarOf(node, text3);
    if (node.type === "unread") return text3.slice(node.start, node.end);
    if (node.type === "sequence") {
      const items = node.items.filter(({ start }) => start !== item);
      return items.length ? ["items", ...items.map(read3)] : null;
    }
    const pairs3 = node.pairs.filter(({ keyStart }) => keyStart !== cut);
    return pairs3.length ? ["pairs", ...pairs3.map(({ key, value }) => [key, read3(value)])] : null;
  };
  return JSON.stringify(root ? read3(root) : null);
}
var wholeMeaningOf = kept((reading) => meaningOf(reading));
function meansSame(one, other2) {
  const isEven = holdsUnread(one.reading.root) === holdsUnread(other2.reading.root);
  const [a, b] = [one, other2].map(
    ({ reading, cut, item }) => meaningOf(isEven ? reading : readWhole2(reading), cut, item)
  );
  return a === b;
}
var holdsUnread = (root) => holdsNode(root, ({ type }) => type === "unread");
var hasLostAlias = ({ root }) => holdsNode(root, (node) => node.type === "alias" && node.target === void 0);
function holdsNode(node, isMeant4) {
  if (!node || isMeant4(node)) return node !== void 0;
  if (node.type === "mapping") return node.pairs.some(({ value }) => holdsNode(value, isMeant4));
  return node.type === "sequence" && node.items.some((item) => holdsNode(item, isMeant4));
}
var readWhole2 = ({ text: text3 }) => ({ text: text3, ...parseAnyStyle(maskActions(text3)) });
function scalarOf(node, text3) {
  if (typeof node.value !== "string" || !node.value.includes(hidden)) return node.value;
  const spelled2 = text3.slice(node.start, node.end);
  return /^(["']).*\1$/s.test(spelled2) ? spelled2.slice(1, -1) : spelled2;
}
function dataOf2(given3, text3) {
  const node = dereference(given3);
  if (node?.type === "scalar") return scalarOf(node, text3);
  if (node?.type === "sequence") return node.items.map((item) => dataOf2(item, text3) ?? null);
  if (node?.type !== "mapping" || node.pairs.some(({ key }) => key === "<<")) return valueOf(node);
  return Object.fromEntries(
    node.pairs.map((pair) => [writtenKey(pair, text3), dataOf2(pair.value, text3) ?? null])
  );
}
function writtenKey({ key, keyStart, keyEnd }, text3) {
  return key.includes(hidden) ? text3.slice(keyStart, keyEnd) : key;
}
function isCanarySteps({ manifest: root }, trail) {
  const value = dereference(trail.at(-1)?.pair.value);
  const patched = patchedPath(trail);
  if (patched) return patched.join(".") === "spec.strategy.canary.steps";
  const values = valuesIn(root, trail);
  const path3 = (values ?? trail).map(({ key }) => key);
  if (root && !values) {
    const manifest = manifestOf(root, trail);
    const own = manifest === root ? path3 : path3.slice(1);
    return isRollout2(manifest) && own.join(".") === "spec.strategy.canary.steps";
  }
  if (value?.type !== "sequence") return isInCanary(path3) || isInStrategy(path3);
  const keys = value.items.map((item) => item.type === "mapping" ? item.pairs.map((p) => p.key) : []);
  if (!keys.every((own) => own.some(isStepKey))) return false;
  return isInCanary(path3) || isInStrategy(path3) && keys.flat().includes("setWeight");
}
function patchOperation(mapping) {
  const op = stringAt(mapping, "op");
  const pointer = stringAt(mapping, "path");
  if (op !== "add" && op !== "replace" || pointer?.startsWith("/") !== true) return void 0;
  return { path: keysOfPointer(pointer) };
}
function patchedPath(trail) {
  for (const [at, { key, mapping }] of trail.entries()) {
    const operation = key === "value" ? patchOperation(mapping) : void 0;
    if (operation) return [...operation.path, ...trail.slice(at + 1).map(({ key: key2 }) => key2)];
  }
  return void 0;
}
function valuesIn(manifest, trail) {
  if (!manifest) return trail[0]?.key === "workloads" ? void 0 : trail;
  const own = manifestOf(manifest, trail);
  const kind2 = stringAt(own, "kind") ?? "";
  const keys = trail.map(({ key }) => key);
  const isArgoCd2 = /^Application(?:Set)?$/.test(kind2);
  const at = isArgoCd2 ? keys.indexOf("valuesObject") : keys.indexOf("values");
  const isValues = isArgoCd2 ? keys[at - 1] === "helm" : kind2 === "HelmRelease";
  return at > 0 && isValues ? trail.slice(at + 1) : void 0;
}
function manifestIn(root) {
  const hasKind = root?.type === "mapping" && root.pairs.some(({ key }) => key === "kind");
  return hasKind ? root : void 0;
}
var isInCanary = (path3) => path3.some((key) => /canary|rollout/i.test(key));
var isInStrategy = (path3) => path3.some((key) => /strategy/i.test(key));
function manifestOf(root, trail) {
  const isItem2 = stringAt(root, "kind") === "List" && trail[0]?.key === "items";
  return (isItem2 ? trail[1]?.mapping : void 0) ?? root;
}
function isRollout2(root) {
  const kind2 = stringAt(root, "kind");
  const apiVersion = stringAt(root, "apiVersion");
  const isArgo = apiVersion === void 0 || /^argoproj\.io\//.test(apiVersion);
  if (kind2?.includes(hidden)) return isArgo || apiVersion?.includes(hidden) === true;
  return kind2 === "Rollout" && (isArgo || apiVersion?.includes(hidden) === true);
}
function stringAt(root, name) {
  const value = root.pairs.findLast(({ key }) => key === name)?.value;
  return value?.type === "scalar" && typeof value.value === "string" ? value.value : void 0;
}
function isSame3(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
function holdsProse(node, text3) {
  if (node.type === "sequence") return node.items.some((item) => holdsProse(item, text3));
  if (node.type === "scalar") return node.style === "plain" && spansLines(node, text3);
  if (node.type !== "mapping") return false;
  return node.pairs.some(({ keyEnd, value }) => {
    const isText2 = value.type === "scalar" && value.style === "plain" && value.value !== null;
    return isText2 ? spansLines({ start: keyEnd, end: value.end }, text3) : holdsProse(value, text3);
  });
}
function spansLines({ start, end }, text3) {
  return text3.slice(start, end).includes("\n");
}

// src/steps/block.ts
function isChosenBlock({ workload: workload2, namespace }, chosen) {
  if (workload2 === void 0) return false;
  const name = namespace === void 0 ? chosen.slice(chosen.lastIndexOf("/") + 1) : chosen;
  return isChosen({ name: workload2, namespace }, [name]);
}
function describeActive({ page, reading }, { at, trail }) {
  const place = placeOfLine(page, at);
  const described = describe2(reading, trail, (offset) => placeIn(page, page, offset));
  return { ...described, workload: described.workload ?? page.owner, state: "on", place };
}
function describeCommented(page, block) {
  const { at, after, rows, trail } = block;
  const active = { ...reopen(page, after.text), ...rows && { rows } };
  const place = placeOfLine(page, at);
  const described = describe2(after, trail, (offset) => placeIn(active, page, offset));
  return { ...described, workload: described.workload ?? page.owner, state: "off", place };
}
function placeIn(from, to, offset) {
  const at = lineAt(from, offset);
  const own = from.lines[at];
  const line = from.rows?.[at] ?? at;
  const other2 = to.lines[line];
  const moved2 = (other2?.text.length ?? 0) - (own?.text.length ?? 0);
  return placeAt(to, line, offset - (own?.start ?? 0) + Math.max(moved2, 0));
}
function describeOperation(page, operation) {
  const { state, at, steps: steps3, value, active, target: target3 } = operation;
  const place = placeOfLine(page, at);
  const from = reopen(page, active.text);
  return {
    workload: page.owner ?? target3,
    state,
    steps: steps3,
    place,
    placeOf: (step3, ...path3) => placeIn(from, page, offsetOf2(value, step3, path3)),
    within: "manifest",
    replicas: void 0,
    maxSurge: void 0,
    isRouted: false
  };
}
function describe2(reading, trail, placeOf2) {
  const { manifest: root, text: text3 } = reading;
  const values = valuesIn(root, trail);
  const manifest = root && !values ? manifestOf(root, trail) : void 0;
  const own = trail.at(-1);
  const steps3 = own && dataOf2(own.pair.value, text3);
  const surge = own?.mapping.pairs.findLast(({ key }) => key === "maxSurge");
  return {
    workload: workloadOf2(reading, trail),
    namespace: namespaceOf(reading, trail),
    steps: Array.isArray(steps3) ? steps3 : [],
    placeOf: (step3, ...path3) => placeOf2(offsetOf2(own?.pair.value, step3, path3)),
    within: manifest || patchedPath(trail) ? "manifest" : values ? "values" : "configuration",
    replicas: replicasOf2(manifest),
    maxSurge: surge ? dataOf2(surge.value, text3) : void 0,
    isRouted: own?.mapping.pairs.some(isRouting) ?? false
  };
}
var isRouting = ({ key, value }) => key === "trafficRouting" && !(value.type === "scalar" && value.value === null) && !(value.type === "mapping" && value.pairs.length === 0);
function replicasOf2(manifest) {
  const spec = manifest && findPair(manifest, "spec")?.value;
  const replicas = spec?.type === "mapping" ? findPair(spec, "replicas")?.value : void 0;
  const value = replicas?.type === "scalar" ? replicas.value : void 0;
  return typeof value === "number" ? value : void 0;
}
function offsetOf2(steps3, step3, path3) {
  const list2 = dereference(steps3);
  let node = list2?.type === "sequence" ? dereference(list2.items[step3]) : void 0;
  let offset = node?.start ?? list2?.start ?? 0;
  for (const key of path3) {
    const pair = node?.type === "mapping" ? findPair(node, key) : void 0;
    const item = node?.type === "sequence" ? node.items[Number(key)] : void 0;
    node = dereference(pair?.value ?? item);
    if (!node) break;
    offset = node.end > node.start ? node.start : pair?.keyStart ?? offset;
  }
  return offset;
}
var isGeneralKey = (key) => /^(?:canary|strategy|rollouts?|spec)$/i.test(key);
function workloadOf2({ root, manifest, text: text3 }, trail) {
  const values = valuesIn(manifest, trail);
  if (patchedPath(trail)) {
    const patch = trail.find(({ key }) => key === "patch");
    return findString(patch?.mapping, "target", "name");
  }
  if (manifest && values) {
    const key = values.slice(0, -1).findLast(({ key: key2 }) => !isGeneralKey(key2))?.key;
    return key ?? findString(manifestOf(manifest, trail), "metadata", "name");
  }
  if (manifest) {
    const name = findNode(manifestOf(manifest, trail), "metadata", "name");
    return name && String(dataOf2(name, text3));
  }
  const entry = trail.find(({ mapping }) => mapping !== root && nameOf3(mapping) !== void 0);
  if (entry && trail[0]?.key === "workloads") return nameOf3(entry.mapping);
  return trail.slice(0, -1).findLast(({ key }) => !isGeneralKey(key))?.key;
}
function namespaceOf({ root, manifest }, trail) {
  if (manifest) {
    const isValues = valuesIn(manifest, trail) !== void 0;
    return isValues ? void 0 : findString(manifestOf(manifest, trail), "metadata", "namespace");
  }
  const entry = trail.find(({ mapping }) => mapping !== root && nameOf3(mapping) !== void 0);
  return trail[0]?.key === "workloads" ? findString(entry?.mapping, "namespace") : void 0;
}
var nameOf3 = (node) => findString(node, "name");
function describeDocument(page, { at, name }) {
  const text3 = page.lines[at]?.text ?? "";
  const place = placeOfLine(page, at);
  const steps3 = waysOf(text3).map((way) => {
    const indent = (removeMark(text3, way) ?? "").search(/\S/);
    const { roles } = extentOf(page.lines, at + 1, way, indent);
    const own = page.lines.slice(at + 1, at + 1 + roles.length);
    const unmarked2 = own.flatMap(
      (line, index) => roles[index] === "take" ? removeMark(line.text, way) ?? [] : []
    );
    const read3 = readMasked(unmarked2.join("\n"));
    return read3.root && !read3.error ? dataOf2(read3.root, read3.text) : void 0;
  });
  const spelled2 = steps3.find((each2) => Array.isArray(each2));
  return {
    workload: name,
    state: "off",
    steps: Array.isArray(spelled2) ? spelled2 : [],
    place,
    placeOf: () => place,
    within: "manifest",
    replicas: void 0,
    maxSurge: void 0,
    isRouted: false
  };
}

// src/steps/parents.ts
var mostParents = 32;
function parentsAbove(lines2, { at, end, way }) {
  const none3 = { top: at, count: 0, lines: [], holdsMore: false };
  const found2 = [none3];
  let passed = [];
  let column = columnOf2(lines2[at], way) ?? 0;
  for (let line = at - 1; line >= 0 && found2.length <= mostParents + 1; line--) {
    if (isLone(lines2[line]) || isMarkedTwice(lines2[line], way)) continue;
    const own = columnOf2(lines2[line], way);
    if (own === void 0) break;
    const content = removeMark(lines2[line]?.text ?? "", way)?.trim() ?? "";
    const isParent = own < column && parentKeyOf(content) !== void 0;
    if (isEntry(content) && own < column && !isParent) break;
    if (!isParent) {
      if (isEntry(content)) passed.push(line);
      continue;
    }
    const before = found2.at(-1) ?? none3;
    const below2 = linesBelow(lines2, end, way, own);
    const spelled2 = /* @__PURE__ */ new Set([...before.lines, ...passed, line, ...below2]);
    const more = before.holdsMore || passed.length > 0 || below2.length > 0;
    found2.push({ top: line, count: before.count + 1, lines: [...spelled2], holdsMore: more });
    column = own;
    passed = [];
  }
  return found2.reverse();
}
function linesBelow(lines2, from, way, parent) {
  const found2 = [];
  let last = Infinity;
  for (let at = from; at < lines2.length; at++) {
    if (isLone(lines2[at]) || isMarkedTwice(lines2[at], way)) continue;
    const column = columnOf2(lines2[at], way);
    if (column === void 0) break;
    const isSpelled = isEntry((removeMark(lines2[at]?.text ?? "", way) ?? "").trim());
    if (column <= parent && isSpelled) break;
    if (!isSpelled && column <= last) continue;
    found2.push(at);
    if (isSpelled) last = column;
  }
  return found2;
}
var isLone = (line) => line?.kind === "blank" && line.text.trim() !== "";
function isMarkedTwice(line, way) {
  const content = line?.kind === "comment" ? removeMark(line.text, way) : void 0;
  return content?.trimStart().startsWith("#") === true;
}
function columnOf2(line, way) {
  if (line?.kind !== "comment") return void 0;
  const content = removeMark(line.text, way);
  if (content === void 0 || content.trimStart().startsWith("#")) return void 0;
  return indentOf(content);
}
function fitsIn({ lines: lines2 }, at, way) {
  const indent = indentOf(removeMark(lines2[at]?.text ?? "", way) ?? "");
  let isDeeper = false;
  for (let line = at - 1; line >= 0; line--) {
    const { kind: kind2, indent: own } = lines2[line] ?? { kind: "blank", indent: 0 };
    if (kind2 === "action") return true;
    if (kind2 !== "active") continue;
    if (own <= indent) return own === indent || !isDeeper || lines2[line]?.text.trim()[0] === "-";
    isDeeper = true;
  }
  return true;
}
function hasActiveSibling({ lines: lines2 }, at, way) {
  const content = removeMark(lines2[at]?.text ?? "", way) ?? "";
  const indent = indentOf(content);
  const key = content.trim().replace(/:.*/s, ":");
  const above = lines2.slice(0, at).reverse();
  return [above, lines2.slice(at + 1)].some((side) => {
    const end = side.findIndex((line) => endsSiblings(line, indent));
    const siblings = end < 0 ? side : side.slice(0, end);
    const found2 = siblings.findIndex(
      ({ kind: kind2, indent: own, text: text3 }) => kind2 === "active" && own === indent && text3.trim().startsWith(key)
    );
    if (found2 < 0) return false;
    const value = siblings[found2]?.text.trim().slice(key.length).replace(/\s#.*/, "").trim();
    if (value) return !/^(?:\{\}|\[\]|null|~)$/.test(value);
    const [before, next] = [siblings[found2 - 1], siblings[found2 + 1]];
    return side === above ? isBelow(before, indent) : isBelow(next, indent);
  });
}
function endsSiblings({ kind: kind2, indent: own, text: text3 }, indent) {
  return kind2 === "action" ? branchOf(text3) === "else" : kind2 === "active" && own < indent;
}
var isBelow = (line, indent) => line?.kind === "active" && (line.indent > indent || line.text.trim().startsWith("- "));
function parentOf({ lines: lines2 }, from, indent) {
  return lines2.slice(0, from).findLast((line) => line.kind === "active" && line.indent < indent);
}

// src/steps/branches.ts
var control = /\{\{-?\s*(if|with|range|define|block|else|end)\b((?:(?!\}\}).)*?)-?\}\}/gs;
function branchesAt(text3, offset) {
  const open = [];
  for (const { index, 1: word4, 2: rest = "" } of text3.slice(0, offset).matchAll(control)) {
    if (word4 === "end") open.pop();
    else if (word4 === "else") {
      const last = open.pop();
      if (last) open.push({ ...last, arm: last.arm + 1, condition: rest.replace(/^\s*if\b/, "") });
    } else open.push({ opened: index, arm: 0, condition: word4 === "if" ? rest : "" });
  }
  return open;
}
function excludes(one, other2) {
  return one.some(
    (a) => other2.some(
      (b) => a.opened === b.opened ? a.arm !== b.arm : isContrary(a.condition, b.condition)
    )
  );
}
function isApart(one, other2) {
  const holds2 = (branches, { opened, arm }) => branches.some((each2) => each2.opened === opened && each2.arm === arm);
  return one.some((each2) => !holds2(other2, each2)) || other2.some((each2) => !holds2(one, each2));
}
function isContrary(one, other2) {
  const [a, b] = [wordsOf2(one), wordsOf2(other2)];
  if (a.length === 0 || b.length === 0) return false;
  const negated = (words3) => ["not", ...words3].join(" ");
  if (a.join(" ") === negated(b) || b.join(" ") === negated(a)) return true;
  if (a[0] !== "eq" || b[0] !== "eq" || a.length !== 3 || b.length !== 3) return false;
  const [value, otherValue] = [a, b].map((words3) => words3.find(isLiteral));
  const [name, otherName] = [a, b].map((words3) => words3.slice(1).find((word4) => !isLiteral(word4)));
  return name !== void 0 && name === otherName && value !== otherValue;
}
var wordsOf2 = (condition) => condition.match(/"[^"]*"|[^\s()]+/g) ?? [];
var isLiteral = (word4) => /^(?:"|-?\d)/.test(word4);

// src/steps/strategies.ts
function isBesideBlueGreen({ manifest, text: text3 }, { trail, parents }) {
  const other2 = blueGreenBeside(text3, trail);
  const canary3 = trail.at(-2)?.pair;
  if (!other2 || !canary3) return false;
  if (isApart(branchesAt(text3, other2.keyStart), branchesAt(text3, canary3.keyStart))) return false;
  return valuesIn(manifest, trail) === void 0 || parents > 0;
}
function blueGreenBeside(text3, trail) {
  const canary3 = trail.at(-2);
  if (canary3?.key !== "canary" || trail.at(-3)?.key !== "strategy") return void 0;
  const other2 = canary3.mapping.pairs.find(({ key }) => key === "blueGreen");
  return other2 && dataOf2(other2.value, text3) !== null && !isDisabled2(other2, text3) ? other2 : void 0;
}
function isDisabled2({ value }, text3) {
  const data = dataOf2(value, text3);
  return data !== null && typeof data === "object" && "enabled" in data && data.enabled === false;
}
var kindOfStrategy = /^(?:canary|blue-?_?green|rolling-?_?(?:update)?|recreate)$/i;
function choiceOf({ manifest, text: text3 }, trail) {
  if (!valuesIn(manifest, trail) || !blueGreenBeside(text3, trail)) return void 0;
  for (const [depth, { mapping }] of [...trail.entries()].reverse()) {
    for (const { key, keyStart, value } of mapping.pairs) {
      const data = dataOf2(value, text3);
      if (typeof data !== "string" || !kindOfStrategy.test(data)) continue;
      const path3 = [...trail.slice(0, depth).map(({ key: key2 }) => key2), key].join(".");
      return { at: keyStart, path: path3, value: data };
    }
  }
  return null;
}

// src/steps/commented.ts
function draftOf(page, given3) {
  const { candidate, way, extent, parents } = given3;
  const { at, itemsOnly } = candidate;
  const { lines: lines2 } = page;
  const roles = extent.roles.flatMap((role, index) => role === "leave" ? [] : [at + 1 + index]);
  const changed = [.../* @__PURE__ */ new Set([...itemsOnly ? [] : [at], ...roles, ...parents.lines])];
  const edits = changed.flatMap((index) => {
    const line = lines2[index];
    return line ? [replaceLine(line, removeLevel(line.text, way))] : [];
  });
  const key = removeLevel(lines2[parents.top]?.text ?? "", way);
  const parent = itemsOnly ? lines2[at] : parentOf(page, parents.top, indentOf(key));
  const emptied = parent && emptyValueIn(parent, itemsOnly ? "[]" : "{}");
  const steps3 = itemsOnly ? lines2[at]?.text ?? "" : removeLevel(lines2[at]?.text ?? "", way);
  const guarded = new Set(
    extent.roles.flatMap(
      (role, index) => lines2[role === "guard" ? at + 1 + index : -1]?.start ?? []
    )
  );
  return {
    at,
    last: extent.last ?? at,
    way,
    parents,
    indent: indentOf(steps3),
    itemsOnly,
    nullParent: parent !== void 0 && isNull3(parent),
    edits: emptied ? [...edits, emptied] : edits,
    guards: edits.filter(({ start }) => guarded.has(start))
  };
}
var replaceLine = ({ start, text: text3 }, replacement2) => ({
  start,
  end: start + text3.length,
  text: replacement2
});
var emptyForm = /^(\s*(?:- +)*[^\s#:]+:) (\{\}|\[\])(?=\s*(?:$|\s#))/;
function emptyValueIn({ start, text: text3 }, value) {
  const found2 = emptyForm.exec(text3);
  if (!found2 || found2[2] !== value) return void 0;
  const at = start + (found2[1]?.length ?? 0);
  return { start: at, end: at + 3, text: "" };
}
function isNull3({ text: text3 }) {
  return /^\s*(?:- +)*[^\s#:]+:\s*(?:#.*)?$/.test(text3);
}
function prove({ page, before, extent }, draft) {
  const after = readMasked(applyEdits(page.text, draft.edits));
  const key = keyOffset(page, draft);
  const trail = findStepsPairs(after.root).find((found2) => found2.at(-1)?.pair.keyStart === key);
  const top = trail?.at(-1 - draft.parents.count);
  const spelled2 = trail?.at(-1)?.pair.value;
  const value = dereference(spelled2);
  if (after.error || !trail || !top || value?.type !== "sequence") return "broken";
  if (!isCanarySteps(after, trail)) return "elsewhere";
  if (repeatsKey(after.text, trail)) return "repeated";
  if (holdsProse(value, after.text)) return "broken";
  const rest = { reading: before, cut: draft.itemsOnly ? key : void 0 };
  if (!meansSame({ reading: after, cut: top.pair.keyStart }, rest)) return "broken";
  const steps3 = dataOf2(value, after.text);
  const isSpelled = spelled2?.type === "alias" || isSame3(steps3, spelledSteps(page, draft));
  if (!Array.isArray(steps3) || !isSpelled) return "broken";
  const nullParent = draft.nullParent && (draft.itemsOnly || top.mapping.pairs.length === 1);
  if (steps3.some(extent.stray === void 0 ? isHalfFilled : isUnfilled)) return "broken";
  const besideBlueGreen = isBesideBlueGreen(after, { trail, parents: draft.parents.count });
  return { ...draft, nullParent, after, trail, steps: steps3, besideBlueGreen };
}
function isUnfilled(step3) {
  return step3 !== null && typeof step3 === "object" && Object.values(step3).includes(null);
}
function isHalfFilled(step3) {
  return isUnfilled(step3) && Object.keys(step3 ?? {}).length > 1;
}
function repeatsKey(text3, trail) {
  return trail.some(
    ({ mapping, pair }) => mapping.pairs.some(
      (other2) => other2.key === pair.key && other2 !== pair && !isExcluded(text3, other2, pair)
    )
  );
}
function isExcluded(text3, one, other2) {
  return excludes(branchesAt(text3, one.keyStart), branchesAt(text3, other2.keyStart));
}
function keyOffset({ lines: lines2 }, { edits, at, indent }) {
  const line = lines2[at]?.start ?? 0;
  const moved2 = edits.filter((edit) => edit.start < line).reduce((sum, { start, end, text: text3 }) => sum + text3.length - (end - start), 0);
  return line + moved2 + indent;
}
function spelledSteps({ lines: lines2 }, { edits, at, last, itemsOnly }) {
  const becomes = new Map(edits.map(({ start, text: text3 }) => [start, text3]));
  const own = lines2.slice(itemsOnly ? at + 1 : at, last + 1).flatMap(({ start, text: text3 }) => {
    return becomes.get(start) ?? (text3.trim() === "" ? "" : []);
  });
  const read3 = readMasked([...itemsOnly ? ["steps:"] : [], ...own, ""].join("\n"));
  const pair = read3.root?.type === "mapping" ? read3.root.pairs[0] : void 0;
  return pair && !read3.error ? dataOf2(pair.value, read3.text) : void 0;
}

// src/steps/read-commented.ts
function readings(page, before, candidate) {
  const reasons2 = [];
  const found2 = [];
  const meanings = /* @__PURE__ */ new Set();
  for (const way of candidateWays(page, candidate)) {
    const read3 = readIn(page, before, { candidate, way });
    if (read3 === "repeated") return [read3];
    if (typeof read3 === "string") reasons2.push(read3);
    else {
      const others2 = read3.filter(({ after }) => !meanings.has(wholeMeaningOf(after)));
      for (const { after } of others2) meanings.add(wholeMeaningOf(after));
      found2.push(...others2);
    }
  }
  return [...reasons2, ...likely(belowCanary(found2))];
}
var pathOf = ({ trail }) => trail.map(({ key }) => key);
function belowCanary(found2) {
  const own = found2.filter((reading) => pathOf(reading).some((key) => /canary/i.test(key)));
  return own.length > 0 ? own : found2;
}
function likely(found2) {
  const own = found2.filter((reading) => !isElsewhere(reading));
  return own.length > 0 ? own : found2;
}
function isElsewhere({ trail, parents }) {
  const top = trail.length - 1 - parents.count;
  const holders = trail.slice(0, top).map(({ key }) => key);
  if (holders.some((key) => podKeys.has(key) || isBesideSteps(key))) return true;
  const isAlone = holders.length > 0 && trail[top]?.mapping.pairs.length === 1;
  return isAlone && !holders.some((key) => /canary|rollout|strategy/i.test(key));
}
var podKeys = /* @__PURE__ */ new Set([
  "affinity",
  "autoscaling",
  "env",
  "httpRoute",
  "image",
  "ingress",
  "livenessProbe",
  "nodeSelector",
  "podAnnotations",
  "podLabels",
  "podSecurityContext",
  "readinessProbe",
  "resources",
  "securityContext",
  "service",
  "serviceAccount",
  "startupProbe",
  "tolerations",
  "topologySpreadConstraints",
  "volumeMounts",
  "volumes"
]);
function isRival(reading, whole2) {
  const [path3, full] = [pathOf(reading), pathOf(whole2)];
  if (!isInCanary(path3.slice(0, -1 - reading.parents.count))) return false;
  const rest = [...path3];
  for (const key of full) if (key === rest[0]) rest.shift();
  return rest.length > 0 || full.at(-2) !== "canary";
}
function candidateWays(page, candidate) {
  const first = firstMarked(page, candidate);
  const text3 = page.lines[first]?.text ?? "";
  const rated = waysOf(text3).filter((way) => candidate.itemsOnly || isAtItsColumn(page, first, way)).map((way) => ({ way, rank: rankOf3(page, first, way) }));
  const ways = rated.toSorted((a, b) => a.rank - b.rank).map(({ way }) => way);
  const [likeliest] = ways;
  const stray = likeliest && extentIn(page, candidate, likeliest).stray;
  const isFollowed = text3.trimStart()[1] === " ";
  return stray === void 0 ? ways : [...ways, eachAtItsIndent(isFollowed ? 2 : 1)];
}
function isAtItsColumn({ lines: lines2 }, first, way) {
  const [{ top } = { top: first }] = parentsAbove(lines2, { at: first, end: first + 1, way });
  return way.column === 0 || indentOf(removeMark(lines2[top]?.text ?? "", way) ?? "") === way.column;
}
function rankOf3(page, first, way) {
  const { lines: lines2 } = page;
  const [{ top } = { top: first }] = parentsAbove(lines2, { at: first, end: first + 1, way });
  const indent = indentOf(removeMark(lines2[top]?.text ?? "", way) ?? "");
  if (way.taken === 2 && indent === way.column) return -1;
  const parent = parentOf(page, top, indent);
  if (!parent) return indent;
  const above = parentOf(page, lines2.indexOf(parent), parent.indent);
  const step3 = parent.indent - (above?.indent ?? parent.indent - 2);
  return Math.abs(indent - parent.indent - step3);
}
function firstMarked({ lines: lines2 }, { at, itemsOnly }) {
  return itemsOnly ? findFirstItem(lines2, at) : at;
}
function findFirstItem(lines2, at) {
  for (let line = at + 1; line < lines2.length; line++) {
    const { text: text3, kind: kind2 } = lines2[line] ?? { text: "", kind: "active" };
    if (kind2 === "active") return -1;
    if (kind2 === "comment" && isItemLine(text3)) return line;
    if (kind2 === "comment" && isStepsKey(textOfComment(text3))) return -1;
  }
  return -1;
}
var isItemLine = (text3) => isItem(textOfComment(text3));
function extentIn({ lines: lines2 }, { at, itemsOnly }, way) {
  const text3 = lines2[at]?.text ?? "";
  const key = itemsOnly ? text3 : removeMark(text3, way) ?? text3;
  return extentOf(lines2, at + 1, way, indentOf(key));
}
function readIn(page, before, { candidate, way }) {
  const { at, itemsOnly } = candidate;
  const extent = extentIn(page, candidate, way);
  const isFlow2 = /:\s*[[*]/.test(page.lines[at]?.text ?? "");
  const end = at + 1 + extent.roles.length;
  const block = page.lines.slice(at, extent.last === void 0 ? end : extent.last + 1);
  if (block.some(({ text: text3 }) => printsLines(text3))) return "printing";
  if (extent.items === 0 && !isFlow2) return "empty";
  if (extent.isTorn) return "broken";
  const above = parentsAbove(page.lines, { at, end, way });
  if (!itemsOnly && above.length > mostParents + 1) return "too deep";
  let reason = "elsewhere";
  const found2 = [];
  for (const parents of itemsOnly ? above.slice(-1) : above) {
    const draft = draftOf(page, { candidate, way, extent, parents });
    if (!itemsOnly && !fitsIn(page, parents.top, way)) {
      if (reason === "elsewhere") reason = "broken";
      continue;
    }
    if (!itemsOnly && hasActiveSibling(page, parents.top, way)) {
      if (found2.length > 0) break;
      return "repeated";
    }
    const attempt = prove({ page, before, extent }, draft);
    if (typeof attempt !== "string") found2.push(attempt);
    else if (reason === "elsewhere") reason = attempt;
  }
  const [whole2] = found2;
  return whole2 ? [whole2, ...found2.slice(1).filter((each2) => isRival(each2, whole2))] : reason;
}

// src/steps/section.ts
function sectionAround({ lines: lines2 }, at, indent) {
  let from = at;
  let column = indent;
  for (let levels = 3; levels > 0 && from > 0; ) {
    const line = lines2[--from];
    if (line?.kind !== "active" || line.indent >= column) continue;
    column = line.indent;
    levels--;
  }
  const next = lines2.findIndex((line, index) => {
    return index > at && line.kind === "active" && line.indent <= column;
  });
  return { from, to: next < 0 ? lines2.length : next };
}
function partAround(page, at) {
  const { lines: lines2, text: text3 } = page;
  const { from, to } = closestSection(page, at);
  const own = Array.from({ length: to - from }, (_, line) => from + line);
  const rows = [...keysAbove(page, from), ...own];
  const pieces = rows.map((row) => text3.slice(lines2[row]?.start, lines2[row + 1]?.start));
  return { ...reopen(page, pieces.join("")), rows };
}
function closestSection({ lines: lines2 }, at) {
  const least = leastIndent(lines2, at);
  const holder = holderAbove(lines2, at, least);
  if (holder < 0) return { from: 0, to: lines2.length };
  let from = holder;
  const above = holderAbove(lines2, from, lines2[from]?.indent ?? 0);
  if (above >= 0) from = above;
  const item = holderAbove(lines2, from, lines2[from]?.indent ?? 0);
  if (lines2[item]?.text.trim().startsWith("- ")) from = item;
  const column = lines2[from]?.indent ?? 0;
  let to = at + 1;
  while (to < lines2.length && !isActiveAbove(lines2[to], column + 1)) to++;
  return { from, to };
}
function leastIndent(lines2, at) {
  let least = Infinity;
  for (let line = at; lines2[line] && (line === at || lines2[line]?.kind !== "active"); line--) {
    const { kind: kind2, text: text3, indent } = lines2[line] ?? { kind: "blank", text: "", indent: 0 };
    if (kind2 === "active") least = indent;
    else if (kind2 === "comment") least = Math.min(least, Math.max(text3.search(/[^\s#]/) - 2, 0));
  }
  return least;
}
function holderAbove(lines2, from, indent) {
  let line = indent > 0 ? from - 1 : -1;
  while (line >= 0 && !isActiveAbove(lines2[line], indent)) line--;
  return line;
}
var isActiveAbove = (line, indent) => line?.kind === "active" && line.indent < indent;
function inWhole(page, part3, block) {
  const { rows } = part3;
  const rowOf3 = (line) => rows[line] ?? line;
  const moved2 = (offset) => {
    const line = lineAt(part3, offset);
    return offset - (part3.lines[line]?.start ?? 0) + (page.lines[rowOf3(line)]?.start ?? 0);
  };
  const { at, last, parents, edits, guards } = block;
  const move2 = ({ start, end, text: text3 }) => ({ text: text3, start: moved2(start), end: moved2(end) });
  return {
    ...block,
    at: rowOf3(at),
    last: rowOf3(last),
    parents: { ...parents, top: rowOf3(parents.top), lines: parents.lines.map(rowOf3) },
    edits: edits.map(move2),
    guards: guards.map(move2),
    rows
  };
}
function keysAbove({ lines: lines2 }, from) {
  const found2 = [];
  let column = lines2[from]?.indent ?? 0;
  for (let at = from - 1; at >= 0 && column > 0; at--) {
    const { kind: kind2, indent } = lines2[at] ?? { kind: "blank", indent: 0 };
    if (kind2 !== "active" || indent >= column) continue;
    found2.unshift(at);
    column = indent;
  }
  return found2;
}

// src/steps/find.ts
function findIn(page, section = { from: 0, to: page.lines.length }) {
  const reading = readMasked(page.text);
  const { from, to } = section;
  const keys = commentedKeys(page).filter(
    (at) => from <= at && at < to && !isInScalar(reading.root, startOf(page, at))
  );
  const names = namesInDocuments(page);
  const documents = keys.filter((at) => names.has(at)).map((at) => ({ at, name: names.get(at) }));
  const none3 = { page, reading, active: [], commented: [], documents, diagnostics: [] };
  if (reading.error) return { ...none3, diagnostics: unreadable(page, reading.error) };
  const trails = findStepsPairs(reading.root).filter((trail) => isCanarySteps(reading, trail));
  const active = trails.filter(isFilled).map((trail) => activeOf(page, trail));
  const emptied = trails.flatMap((trail) => isFilled(trail) ? [] : emptySteps(page, trail)).filter(({ at }) => from <= at && at < to);
  const candidates = keys.filter((at) => !names.has(at)).map((at) => ({ at, itemsOnly: false }));
  const read3 = readAll(page, reading, [...candidates, ...emptied]);
  const alone2 = read3.flatMap(({ found: found2 }) => found2);
  const rivals = rivalsAmong(alone2);
  return {
    ...none3,
    active,
    commented: alone2.filter((one) => !rivals.some((group2) => group2.includes(one))),
    diagnostics: [
      ...read3.flatMap(({ diagnostics }) => diagnostics),
      ...trails.flatMap((trail) => isFilled(trail) ? [] : printedSteps(page, trail)),
      ...rivals.map((group2) => ambiguous(page, group2[0]?.at ?? 0, group2)),
      ...keys.length + active.length > 0 ? [] : misspelled(page, section)
    ]
  };
}
var mostCharacters = 4 << 20;
function readAll(page, reading, candidates) {
  const isLong = candidates.length > 4 && !page.lines.some(({ text: text3 }) => text3.startsWith("kind:"));
  let left2 = mostCharacters;
  const found2 = [];
  for (const candidate of candidates) {
    const part3 = isLong ? partAround(page, candidate.at) : void 0;
    left2 -= (part3 ?? page).text.length;
    if (left2 < 0)
      return [{ found: [], diagnostics: [tooMany(page, candidate.at, candidates.length)] }];
    found2.push(
      part3 ? readClosely(page, { part: part3, reading, candidate }) : readOne(page, reading, candidate)
    );
  }
  return found2;
}
var mostRepeated2 = 32 << 20;
function tooManyIn(page, lines2, what) {
  const [first = 0] = lines2;
  if (lines2.length * page.text.length <= mostRepeated2) return [];
  const place = placeOfLine(page, first);
  return [stepsTooMany(place, lines2.length, mostRepeated2 >> 20, what)];
}
var tooMany = (page, at, count2) => stepsTooMany(placeOfLine(page, at), count2, mostCharacters >> 20);
var startOf = ({ lines: lines2 }, at) => lines2[at]?.start ?? 0;
function commentedKeys({ lines: lines2 }) {
  return lines2.flatMap(
    ({ kind: kind2, text: text3 }, at) => kind2 === "comment" && isStepsKey(textOfComment(text3)) ? [at] : []
  );
}
function namesInDocuments({ lines: lines2 }) {
  const found2 = /* @__PURE__ */ new Map();
  let isInside = false;
  let name;
  for (const [at, { kind: kind2, text: text3 }] of lines2.entries()) {
    if (kind2 === "active" || kind2 === "action") isInside = false;
    else isInside ||= /^#+ ?kind:\s*["']?Rollout\b/.test(text3);
    if (isInside) found2.set(at, name);
    name = /^#+ {0,3}name:\s*["']?([\w.-]+)/.exec(text3)?.[1] ?? name;
  }
  return found2;
}
function unreadable(page, error) {
  const { lines: lines2 } = page;
  const at = lines2.findIndex(({ text: text3 }, index) => {
    const next = lines2[index + 1]?.text.replace(/^[#\s]*/, "") ?? "";
    return isStepsKey(text3.replace(/^[#\s]*/, "")) && isItem(next);
  });
  if (at < 0) return [];
  const line = lineAt(page, error.offset);
  const column = error.offset - (lines2[line]?.start ?? 0);
  return [stepsUnreadable(placeAt(page, line, column), error.message)];
}
function isFilled(trail) {
  const value = dereference(trail.at(-1)?.pair.value);
  return value?.type === "sequence" && value.items.length > 0;
}
function activeOf(page, trail) {
  const pair = trail.at(-1)?.pair;
  const at = lineAt(page, pair?.keyStart ?? 0);
  return { at, last: lineAt(page, Math.max((pair?.value.end ?? 1) - 1, 0)), trail };
}
function emptySteps(page, trail) {
  const at = lineAt(page, trail.at(-1)?.pair.keyStart ?? 0);
  return findFirstItem(page.lines, at) < 0 ? [] : [{ at, itemsOnly: true }];
}
function printedSteps(page, trail) {
  const at = lineAt(page, trail.at(-1)?.pair.keyStart ?? 0);
  const indent = page.lines[at]?.indent ?? 0;
  return isPrintedBelow(page, at, indent) ? [printingAction(placeOfLine(page, at))] : [];
}
var mostMisspelled = 16;
function misspelled(page, { from, to }) {
  const keys = page.lines.slice(from, to).flatMap((_, index) => {
    const key = misspelledKey(page, from + index);
    return key === void 0 ? [] : [{ at: from + index, key }];
  });
  return keys.slice(0, mostMisspelled).flatMap(({ at, key }) => {
    const end = startOf(page, at) + key.length;
    const edit = { start: end, end, text: "s" };
    const meant2 = reopen(page, applyEdits(page.text, [edit]));
    const isMeant4 = findIn(meant2, { from: at, to: at + 1 }).commented.length > 0;
    return isMeant4 ? [misspelledSteps(placeOfLine(page, at))] : [];
  });
}
function misspelledKey({ lines: lines2 }, at) {
  const key = /^(\s*#\s*["']?step)["']?:\s*$/.exec(lines2[at]?.text ?? "")?.[1];
  return key !== void 0 && findFirstItem(lines2.slice(at, at + 32), 0) >= 0 ? key : void 0;
}
function readOne(page, reading, candidate) {
  const attempts = readings(page, reading, candidate);
  const found2 = attempts.filter((attempt) => typeof attempt !== "string");
  if (found2.length === 1) return { found: found2, diagnostics: [] };
  if (found2.length > 1) return { found: [], diagnostics: [ambiguous(page, candidate.at, found2)] };
  return { found: [], diagnostics: refusals({ page, reading, candidate }, attempts) };
}
function readClosely(page, { part: part3, reading, candidate }) {
  const alone2 = readMasked(part3.text);
  if (alone2.error) return readOne(page, reading, candidate);
  const at = part3.rows.indexOf(candidate.at);
  const { found: found2, diagnostics } = readOne(part3, alone2, { ...candidate, at });
  return { found: found2.map((block) => inWhole(page, part3, block)), diagnostics };
}
function refusals({ page, reading, candidate }, attempts) {
  const { at } = candidate;
  const place = placeOfLine(page, at);
  if (attempts.includes("printing")) return [printingAction(place)];
  if (attempts.includes("too deep")) {
    const reason = `They are below more than ${mostParents} commented parents`;
    return [stepsUnreadable(place, reason)];
  }
  if (attempts.includes("elsewhere") || attempts.includes("repeated")) return [];
  if (!attempts.includes("broken")) return [];
  const node = findNode(reading.root, "spec", "strategy", "blueGreen");
  if (node?.type === "mapping") return [liveBlueGreen(place)];
  const parent = page.lines.slice(0, at).findLast(({ kind: kind2 }) => kind2 === "active");
  const flow = /^\s*(?:- +)*([\w-]+):\s*[{[](?!\s*[}\]])/.exec(parent?.text ?? "")?.[1];
  if (flow !== void 0) return [flowParent(place, flow)];
  return [stepsUnreadable(place, "Uncommented, the block would not fit here")];
}
function rivalsAmong(blocks) {
  const byHolder = /* @__PURE__ */ new Map();
  for (const block of blocks) {
    const holder = holderOf(block);
    byHolder.set(holder, [...byHolder.get(holder) ?? [], block]);
  }
  return [...byHolder.values()].filter(({ length }) => length > 1);
}
function holderOf({ parents, after, rows, trail }) {
  const holder = trail.at(-2 - parents.count);
  const above = after.text.slice(0, holder?.pair.keyStart ?? 0);
  const line = above.split("\n").length - 1;
  return [...trail.map(({ key }) => key), rows?.[line] ?? line].join(".");
}
function ambiguous(page, at, found2) {
  const shown = found2.map(({ trail, steps: steps3 }) => {
    const path3 = trail.map(({ key }) => key).join(".");
    return `${path3} ${printFlow(steps3, "yaml")}`;
  });
  const lines2 = found2.map(({ edits }) => edits.map(({ start }) => start).join());
  const isSame5 = lines2.every((each2) => each2 === lines2[0]);
  return ambiguousSteps(
    placeOfLine(page, at),
    shown,
    isSame5 ? "same lines" : "other lines"
  );
}

// src/steps/operations.ts
var path2 = "/strategy/canary/steps";
function tooManyOperations(page) {
  if (!page.text.includes(path2)) return [];
  const named2 = page.lines.flatMap(({ text: text3 }, at) => text3.includes(path2) ? [at] : []);
  return tooManyIn(page, named2, "operations on canary steps");
}
function operationsIn(page, reading) {
  if (!page.text.includes(path2) || reading.error || tooManyOperations(page).length > 0) return [];
  const active = operationsOf(reading).map((found2) => {
    const { at, last } = linesOf2(page, found2.item);
    const way = findMemory(page.lines[at]?.text ?? "")?.memory.way ?? ownWay(found2.list.indent);
    return { ...found2, state: "on", at, last, way, active: reading };
  });
  const commented = page.lines.flatMap((_, at) => commentedAt(page, reading, at));
  return [...active, ...commented];
}
function operationsOf({ root, text: text3 }) {
  const found2 = [];
  const visit = (node, target3) => {
    const own = node.type === "mapping" ? findString(node, "target", "name") : void 0;
    if (node.type === "mapping") for (const { value } of node.pairs) visit(value, own ?? target3);
    if (node.type !== "sequence") return;
    for (const item of node.items) {
      const value = item.type === "mapping" ? stepsOf(item) : void 0;
      const steps3 = value && dataOf2(value, text3);
      if (item.type === "mapping" && value && Array.isArray(steps3))
        found2.push({ item, list: node, value, steps: steps3, target: target3 });
      else visit(item, target3);
    }
  };
  if (root) visit(root, void 0);
  return found2;
}
function stepsOf(item) {
  const operation = patchOperation(item);
  if (operation?.path.join(".") !== "spec.strategy.canary.steps") return void 0;
  const value = item.pairs.findLast(({ key }) => key === "value")?.value;
  return value?.type === "sequence" && value.items.length > 0 ? value : void 0;
}
var linesOf2 = (page, { start, end }) => ({
  at: lineAt(page, start),
  last: lineAt(page, Math.max(end - 1, start))
});
var beginning = /^- +["']?(?:op|path|value)["']?[ \t]*:/;
function commentedAt(page, reading, at) {
  const line = page.lines[at];
  if (line?.kind !== "comment" || isInScalar(reading.root, line.start)) return [];
  for (const way of waysOf(line.text)) {
    const dash = removeMark(line.text, way) ?? "";
    if (!beginning.test(dash.trimStart())) continue;
    const last = lastLine(page.lines, { at, way, indent: indentOf(dash) });
    const text3 = unmarked(page, { at, last, way });
    const after = readMasked(text3);
    const active = reopen(page, text3);
    const found2 = after.error ? void 0 : operationsOf(after).find(({ item }) => lineAt(active, item.start) === at);
    const isAlone = found2 && linesOf2(active, found2.item).last === last;
    if (!found2 || !isAlone) continue;
    const rest = { reading: after, cut: void 0, item: found2.item.start };
    if (!meansSame(rest, { reading, cut: void 0 })) continue;
    return [{ ...found2, state: "off", at, last, way, active: after }];
  }
  return [];
}
function lastLine(lines2, { at, way, indent }) {
  let last = at;
  for (let line = at + 1; line < lines2.length; line++) {
    const { text: text3, kind: kind2 } = lines2[line] ?? { text: "", kind: "active" };
    if (text3.trim() === "") continue;
    const content = kind2 === "active" ? void 0 : removeMark(text3, way);
    if (content === void 0 || content.trim() !== "" && indentOf(content) <= indent) break;
    if (content.trim() !== "" && !content.trim().startsWith("#")) last = line;
  }
  return last;
}
var unmarked = (page, { at, last, way }) => changeLines(page, { at, last }, (text3) => removeMark(text3, way) ?? text3);
function changeLines({ text: text3, lines: lines2 }, { at, last }, change) {
  const edits = lines2.slice(at, last + 1).map((line) => ({
    start: line.start,
    end: line.start + line.text.length,
    text: line.text.trim() === "" ? line.text : change(line.text)
  }));
  return applyEdits(text3, edits);
}
function operationOn(page, { at, last, way, list: list2 }) {
  const text3 = unmarked(page, { at, last, way });
  if (way.column === list2.indent && way.taken === 2 && !way.inPlace) return text3;
  const { start = 0, text: first = "" } = reopen(page, text3).lines[at] ?? {};
  const end = start + first.length;
  const note = printMemory({ way, parents: 0, items: false, nullParent: false });
  return applyEdits(text3, [{ start: end, end, text: note }]);
}
function operationOff(page, reading, operation) {
  const { at, list: list2, item } = operation;
  const place = placeOfLine(page, at);
  if (list2.flow || item.flow) return { refusal: flowParent(place, "value") };
  const output2 = marked(page, operation);
  const after = output2 === void 0 ? void 0 : reopen(page, output2);
  const left2 = after && operationsIn(after, readMasked(after.text));
  const own = left2?.find((each2) => each2.state === "off" && each2.at === at);
  const isBack = after && own && operationOn(after, own) === page.text;
  const rest = { reading, cut: void 0, item: item.start };
  if (isBack && meansSame({ reading: readMasked(after.text), cut: void 0 }, rest))
    return { output: after.text };
  const reason = "comments in or below them would be mistaken for steps, or steps for comments";
  return { refusal: stepsNotReversible(place, reason) };
}
function marked(page, { at, last, way }) {
  let isMarked3 = true;
  const output2 = changeLines(page, { at, last }, (text3) => {
    const note = findMemory(text3)?.length ?? 0;
    const line = addMark(text3.slice(0, text3.length - note), way);
    isMarked3 &&= line !== void 0;
    return line ?? text3;
  });
  return isMarked3 ? output2 : void 0;
}
function operationWith(page, reading, operation, profile) {
  const { at, state, steps: steps3, value, way } = operation;
  if (isSame3(steps3, profile)) return { output: page.text };
  const active = reopen(page, operation.active.text);
  const [first, last] = [lineAt(active, value.start), lineAt(active, value.end - 1)];
  const own = active.lines.slice(first, last + 1);
  const refuse = (reason) => ({
    refusal: stepsUnreadable(placeOfLine(page, at), reason)
  });
  if (own.some(({ text: text3 }) => /(?:^|\s)#/.test(text3)))
    return refuse("The comments among them cannot be kept around the profile");
  if (value.flow || own[0]?.indent !== value.indent) return refuse("The profile does not fit here");
  const lines2 = printBlock({ steps: profile }).slice(1).map((line) => " ".repeat(value.indent) + line);
  const edit = {
    start: own[0].start,
    end: (own.at(-1)?.start ?? 0) + (own.at(-1)?.text.length ?? 0),
    text: lines2.join(lineBreakOf(page.text))
  };
  const changed = reopen(page, applyEdits(active.text, [edit]));
  const more = lines2.length - own.length;
  const output2 = state === "on" ? changed.text : marked(changed, { at, last: operation.last + more, way });
  const after = readMasked(output2 ?? "");
  const found2 = operationsIn(reopen(page, after.text), after).find((each2) => each2.at === at);
  const rest = { cut: void 0, item: operation.item.start };
  const isRest = state === "off" ? meansSame({ reading, cut: void 0 }, { reading: after, cut: void 0 }) : meansSame({ ...rest, reading }, { ...rest, reading: after });
  if (found2?.state !== state || !isSame3(found2.steps, profile) || !isRest)
    return refuse("The profile does not fit here");
  return { output: after.text };
}

// src/steps/aliases.ts
function aliasOf(root, offset) {
  const holders = nodesOf2(root, ({ start, end }) => start <= offset && offset < end);
  const repeated = new Set(holders.filter(({ type }) => type !== "alias"));
  const aliases = nodesOf2(root, () => true).filter((node) => node.type === "alias");
  return aliases.find(({ target: target3 }) => target3 !== void 0 && repeated.has(target3));
}
function nodesOf2(node, isMeant4) {
  if (!node || !isMeant4(node)) return [];
  const below2 = node.type === "mapping" ? node.pairs.map(({ value }) => value) : node.type === "sequence" ? node.items : [];
  return [node, ...below2.flatMap((each2) => nodesOf2(each2, isMeant4))];
}

// src/steps/embedded.ts
function embeddedIn(page, { root }, isMeant4 = mayHoldSteps) {
  const embedded = [];
  const diagnostics = [];
  const held = stringsIn(root).filter(({ node: { value } }) => isMeant4(String(value)));
  const starts = held.map(({ node }) => lineAt(page, node.start));
  const refused2 = tooManyIn(page, starts, "strings with steps");
  if (held.length === 0 || refused2.length > 0) return { embedded, diagnostics: refused2 };
  const shown = page.lines.map(({ start, text: text3 }) => page.masked.slice(start, start + text3.length));
  for (const { node, owner } of held) {
    const block = literalAt(page, shown, node);
    if (block) embedded.push(embeddedAt(page, block, owner));
    else {
      const place = placeOfLine(page, lineAt(page, node.start));
      diagnostics.push(stepsUnreadable(place, no, "string"));
    }
  }
  return { embedded, diagnostics };
}
var no = "They are in a string that is not a plain block of `|`";
function stringsIn(root) {
  const found2 = [];
  const visit = (node, above) => {
    if (node.type === "scalar") {
      const owner = isHeld(above) ? ownerOf2(above) : void 0;
      if (isHeld(above)) found2.push({ node, owner });
    } else if (node.type === "sequence") {
      for (const item of node.items) visit(item, above);
    } else if (node.type === "mapping") {
      const manifest = findString(node, "kind") === void 0 ? above.manifest : node;
      for (const { key, value } of node.pairs)
        visit(value, { keys: [...above.keys, key], holder: node, manifest });
    }
  };
  if (root) visit(root, { keys: [], holder: void 0, manifest: void 0 });
  return found2;
}
function isHeld({ keys, manifest }) {
  const [key, parent] = [keys.at(-1) ?? "", keys.at(-2)];
  const kind2 = findString(manifest, "kind") ?? "";
  if (key === "patchesStrategicMerge") return true;
  if (key === "patch") return parent === "patches" || parent === "patchesJson6902";
  if (kind2 === "ConfigMap") return parent === "data" && /values[\w.-]*\.ya?ml$/.test(key);
  const isOfArgoCd = kind2 === "" || /^Application(?:Set)?$/.test(kind2);
  return isOfArgoCd && (key === "values" && parent === "helm" || key === "templatePatch");
}
function ownerOf2({ keys, holder, manifest }) {
  return keys.at(-1) === "patch" ? findString(holder, "target", "name") : findString(manifest, "metadata", "name");
}
function literalAt(page, shown, { start, style, value }) {
  const header = lineAt(page, start);
  const own = page.lines[header];
  const written = own?.text.slice(start - own.start) ?? "";
  if (style !== "block" || !/^\|[-+]?(?:[ \t]+#.*)?$/.test(written)) return void 0;
  const from = header + 1;
  const first = shown.findIndex((text4, at) => at >= from && text4.trim() !== "");
  const indent = shown[first]?.search(/\S/) ?? 0;
  const end = shown.findIndex((text4, at) => at > first && /\S/.test(text4) && !isRight(text4, indent));
  let to = end < 0 ? shown.length : end;
  while (to > first && shown[to - 1]?.trim() === "") to--;
  if (first < 0 || indent === 0) return void 0;
  const text3 = shown.slice(from, to).map((each2) => withoutIndent(each2, indent));
  return isSameText(text3.join("\n"), value) ? { from, to, indent } : void 0;
}
var isRight = (text3, indent) => text3.search(/\S/) >= indent;
var isSameText = (text3, value) => typeof value === "string" && withoutEnd(text3) === withoutEnd(value);
var withoutEnd = (text3) => text3.replace(/\s+$/, "");
var withoutIndent = (line, indent) => line.slice(Math.min(indent, line.length - line.trimStart().length));
function embeddedAt(page, literal2, owner) {
  const { from, to, indent } = literal2;
  const start = page.lines[from]?.start ?? 0;
  const end = page.lines[to]?.start ?? page.text.length;
  const rows = page.text.slice(start, end).split("\n");
  const texts2 = rows.map((row) => withoutIndent(row, indent));
  const text3 = texts2.join("\n");
  const around = (changed) => {
    const lines2 = rowsWith({ rows, texts: texts2, indent }, changed.split("\n"));
    const whole2 = page.text.slice(0, start) + lines2.join("\n") + page.text.slice(end);
    return holds(page, literal2, { whole: whole2, changed }) ? whole2 : void 0;
  };
  return { text: text3, above: page.above + from, left: page.left + indent, owner, around };
}
function rowsWith({ rows, texts: texts2, indent }, changed) {
  const more = changed.length - texts2.length;
  const head2 = changed.findIndex((line, at) => line !== texts2[at]);
  const tail = changed.findLastIndex((line, at) => line !== texts2[at - more]);
  return changed.map((line, at) => {
    const own = more === 0 || at < head2 ? at : at > tail ? at - more : -1;
    if (texts2[own] === line) return rows[own] ?? line;
    return line.trim() === "" ? line : " ".repeat(indent) + line;
  });
}
function holds(page, { from }, { whole: whole2, changed }) {
  const reading = readMasked(whole2);
  if (reading.error) return false;
  const { embedded } = embeddedIn(openPage(page.file, whole2, page.above, page.left), reading);
  const own = embedded.find(({ above }) => above === page.above + from);
  return own?.text === changed;
}

// src/steps/blocks.ts
function findSteps(text3, options2 = {}) {
  const findings2 = readAll2(text3, options2).map((each2) => each2.findings);
  const blocks = findings2.flatMap(blocksOf).map(({ block }) => block);
  const wanted = blocks.filter((block) => isWanted(block, options2));
  return { blocks: wanted, diagnostics: findings2.flatMap(({ diagnostics }) => diagnostics) };
}
function lineOf2(form) {
  if (form.state === "operation") return form.operation.at;
  return form.state === "active" ? form.active.at : form.commented.at;
}
function changeBlock(text3, options2, make) {
  const reads = readAll2(text3, options2);
  const all2 = reads.flatMap(({ findings: findings2 }) => blocksOf(findings2));
  const wanted = all2.filter(({ block }) => isWanted(block, options2));
  const switchable = wanted.filter(({ form }) => form.state !== "document");
  const [found2, second] = switchable.length > 0 ? switchable : wanted;
  const refused2 = reads.flatMap(({ findings: findings2 }) => findings2.diagnostics);
  if (!found2 || switchable.length === 0 && refused2.length > 0) {
    return { output: text3, diagnostics: refused2 };
  }
  if (second && switchable.length > 0) {
    return { output: text3, diagnostics: [several(found2, switchable)] };
  }
  const { output: output2, infos = [], info, refusal: refusal2 } = make(found2);
  const diagnostics = [...infos, ...info ? [info] : [], ...refusal2 ? [refusal2] : []];
  if (output2 === void 0) return { output: text3, diagnostics };
  const alias = repeatedBy(found2, output2);
  if (alias) return { output: text3, diagnostics: [alias] };
  const changed = reads.find(({ findings: findings2 }) => findings2 === found2.findings)?.around(output2);
  if (changed !== void 0) return { output: byteOrderMarkOf(text3) + changed, diagnostics };
  const reason = "The string that holds them would be another";
  return { output: text3, diagnostics: [stepsUnreadable(found2.form.place, reason)] };
}
function repeatedBy({ findings: findings2, form, block }, output2) {
  const { page, reading } = findings2;
  if (form.state === "document" || output2 === page.text) return void 0;
  const isOn = block.state === "on";
  const text3 = isOn ? page : reopen(page, output2);
  const line = text3.lines[lineOf2(form)];
  if (line?.kind !== "active") return void 0;
  const { root } = isOn ? reading : readMasked(output2);
  const items = form.state === "active" ? form.active.trail.at(-1)?.pair.value : void 0;
  const key = line.start + line.indent;
  const alias = aliasOf(root, items?.type === "sequence" ? items.start : key);
  return alias && stepsAliased(form.place, placeOfLine(text3, lineAt(text3, alias.start)).line);
}
var byteOrderMarkOf = (text3) => text3.startsWith("\uFEFF") ? "\uFEFF" : "";
function readAll2(text3, { file = "<stdin>" }) {
  return readDocuments(text3.slice(byteOrderMarkOf(text3).length), { file, above: 0, left: 0 });
}
function readDocuments(text3, origin2) {
  const pieces = cutPages(text3);
  let { above } = origin2;
  return pieces.flatMap((piece, at) => {
    const page = reopen({ ...origin2, above }, piece);
    above += piece.split("\n").length - 1;
    return mayHoldSteps(piece) ? readDocument2(page, (piece2) => pieces.with(at, piece2).join("")) : [];
  });
}
function readDocument2(page, around) {
  const found2 = findIn(page);
  const { embedded, diagnostics } = embeddedIn(page, found2.reading);
  const diagnosed = [...found2.diagnostics, ...tooManyOperations(page), ...diagnostics];
  const findings2 = { ...found2, diagnostics: diagnosed };
  const within = embedded.flatMap(
    ({ text: text3, around: outer, ...place }) => readDocuments(text3, { file: page.file, ...place }).map(({ findings: findings3, around: inner }) => ({
      findings: findings3,
      around: (output2) => {
        const whole2 = inner(output2);
        const changed = whole2 === void 0 ? void 0 : outer(whole2);
        return changed === void 0 ? void 0 : around(changed);
      }
    }))
  );
  return [{ findings: findings2, around }, ...within];
}
function several({ block }, found2) {
  const names = found2.map((each2) => each2.block.workload ?? `line ${each2.block.place.line}`);
  return severalSteps(block.place, names);
}
function isWanted(block, options2) {
  if (options2.line !== void 0 && options2.line !== block.place.line) return false;
  return options2.workload === void 0 || isChosenBlock(block, options2.workload);
}
function blocksOf(findings2) {
  const { page, active, commented, documents } = findings2;
  const found2 = [
    ...active.map((each2) => ({
      findings: findings2,
      form: { state: "active", active: each2, place: placeOfLine(page, each2.at) },
      block: describeActive(findings2, each2)
    })),
    ...commented.map((each2) => ({
      findings: findings2,
      form: { state: "commented", commented: each2, place: placeOfLine(page, each2.at) },
      block: describeCommented(page, each2)
    })),
    ...operationsIn(page, findings2.reading).map((each2) => ({
      findings: findings2,
      form: { state: "operation", operation: each2, place: placeOfLine(page, each2.at) },
      block: describeOperation(page, each2)
    })),
    ...documents.map((each2) => ({
      findings: findings2,
      form: { state: "document", place: placeOfLine(page, each2.at) },
      block: describeDocument(page, each2)
    }))
  ];
  return found2.toSorted((a, b) => a.block.place.line - b.block.place.line);
}

// src/check/ignore-problems.ts
var ignoreWithoutReason = define({
  code: "ignore-without-reason",
  severity: "error",
  message: (code2) => `The comment ignores "${code2}" without a reason`,
  hint: (code2) => `add the reason: # rolloutify-ignore ${code2} REASON`,
  why: "Nobody can tell later whether the finding may still be ignored."
});
var ignoreUnknownCode = define({
  code: "ignore-unknown-code",
  severity: "error",
  message: (code2, _similar) => code2 === "" ? "The comment does not name a diagnostic to ignore" : `The comment ignores "${code2}", but no such diagnostic exists`,
  hint: (_code, similar) => similar === void 0 ? "name the code in brackets at the end of the message: # rolloutify-ignore CODE REASON" : `did you mean "${similar}"?`,
  why: "Nothing is ignored, so the finding that was meant is still reported."
});
var ignoreWithoutFinding = define({
  code: "ignore-without-finding",
  severity: "warning",
  message: (code2) => `The comment ignores "${code2}", which is not reported here`,
  hint: "remove the comment, or move it to the line of the finding or the line above",
  why: "Left in place, the comment would hide the finding if it comes back."
});

// src/check/ignore.ts
var word2 = "rolloutify-ignore";
var comment = /(?<=^|[ \t])#[ \t]*rolloutify-ignore(?![\w-])[ \t:]*([^\s]*)[ \t]*([^]*)$/;
function findIgnores(source2) {
  if (!includes(source2.bytes, word2)) return [];
  return splitStream(source2).flatMap((chunk) => findInDocument(source2, chunk));
}
function findInDocument(source2, chunk) {
  if (!includes(source2.bytes.subarray(chunk.start, chunk.end), word2)) return [];
  const document = readDocument(source2, chunk);
  const { text: text3 } = document;
  const root = document.root && complete(document, document.root);
  const lines2 = text3.split("\n");
  const following = nextSaying(lines2);
  const first = source2.lineAt(chunk.start);
  let offset = 0;
  return lines2.flatMap((line, index) => {
    const start = offset;
    offset += line.length + 1;
    const found2 = comment.exec(line);
    if (!found2 || isInScalar(root, start + found2.index)) return [];
    const [, code2 = "", reason = ""] = found2.map((part3) => part3.trimEnd());
    const at = { file: source2.file, line: first + index, column: found2.index + 1 };
    const isAbove = line.slice(0, found2.index).trim() === "";
    const next = following[index];
    const meant2 = isAbove ? [index, index + 1, ...next === void 0 ? [] : [next]] : [index];
    return [{ at, code: code2, reason, lines: meant2.map((line2) => first + line2) }];
  });
}
function nextSaying(lines2) {
  const following = [];
  let next;
  for (let index = lines2.length - 1; index >= 0; index--) {
    following[index] = next;
    if (!/^\s*(?:#|$)/.test(lines2[index] ?? "")) next = index;
  }
  return following;
}
function withoutIgnored(found2, ignores3, { codes, idle }) {
  const valid = ignores3.filter(({ code: code2, reason }) => reason !== "" && codes.includes(code2));
  const findingKey = (file, line, code2) => [code2, line, file].join(" ");
  const byPlace = indexed(
    valid,
    ({ at, lines: lines2, code: code2 }) => lines2.map((line) => findingKey(at.file, line, code2))
  );
  const used = /* @__PURE__ */ new Set();
  const left2 = found2.filter(({ file, line, code: code2 }) => {
    const own = byPlace.get(findingKey(file, line, code2));
    for (const each2 of own ?? []) used.add(each2);
    return !own;
  });
  const faults = ignores3.flatMap(({ at, code: code2, reason }) => {
    if (!codes.includes(code2)) {
      return [ignoreUnknownCode(at, code2, nearest(code2, codes))];
    }
    return reason === "" ? [ignoreWithoutReason(at, code2)] : [];
  });
  const unmatched = valid.filter((each2) => !used.has(each2) && !idle.has(each2.code)).map(({ at, code: code2 }) => ignoreWithoutFinding(at, code2));
  return [...left2, ...faults, ...unmatched];
}

// src/kubernetes/quantity.ts
var powers = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60
};
function amountIn(value) {
  if (typeof value === "number") return value;
  const [, count2, unit = ""] = /^([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)([A-Za-z]*)$/.exec(
    String(value ?? "none")
  ) ?? [void 0, void 0];
  const power = powers[unit];
  return count2 === void 0 || power === void 0 ? void 0 : Number(count2) * power;
}

// src/kubernetes/quota.ts
var isQuota = ({ kind: kind2, apiVersion }) => kind2 === "ResourceQuota" && apiVersion === "v1";
var isLimitRange = ({ kind: kind2, apiVersion }) => kind2 === "LimitRange" && apiVersion === "v1";
function shortageOf(quota, demands, ranges) {
  const resource = resourceOf(quota);
  const hard = Object.entries(asEntries(fieldOf(resource, "spec", "hard")) ?? {});
  const defaults = ranges.flatMap((each2) => itemsOf(resourceOf(each2), "spec", "limits"));
  const bound = demands.flatMap(({ workload: workload2, pods: pods4 }) => {
    const template = templateOf(workload2);
    return template && pods4 > 0 && isInScope(resource, template) ? [{ template, pods: pods4 }] : [];
  });
  for (const [key, value] of hard) {
    const most4 = amountIn(value);
    const needs = bound.map(({ template, pods: pods4 }) => pods4 * (ofPod(key, template, defaults) ?? NaN));
    const needed = needs.reduce((sum, each2) => sum + each2, 0);
    if (most4 !== void 0 && needed > most4 * (1 + 1e-9)) return { resource: key, most: most4, needed };
  }
  return void 0;
}
function ofPod(key, template, defaults) {
  if (key === "pods" || key === "count/pods") return 1;
  const [, side = "requests", name = ""] = /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage)$/.exec(key) ?? [];
  if (name === "") return void 0;
  const amounts2 = (field) => findItems(template, "spec", field).map((each2) => {
    const resources = asEntries(valueOf(findNode(each2, "resources"))) ?? {};
    return ofContainer(resources, { side, name, defaults });
  });
  const together = amounts2("containers").reduce((sum, each2) => sum + (each2 ?? NaN), 0);
  const most4 = Math.max(together, ...amounts2("initContainers").map((each2) => each2 ?? NaN));
  return Number.isNaN(most4) ? void 0 : most4;
}
function ofContainer(resources, { side, name, defaults }) {
  const own = (from) => amountIn(fieldOf(resources, from, name));
  const given3 = side === "requests" ? own("requests") ?? own("limits") : own("limits");
  if (given3 !== void 0) return given3;
  const field = side === "requests" ? "defaultRequest" : "default";
  const ofContainers = defaults.filter(
    (each2) => (textOf(each2, "type") ?? "Container") === "Container"
  );
  return [field, "default"].flatMap(
    (key) => ofContainers.flatMap((each2) => amountIn(fieldOf(each2, key, name)) ?? [])
  )[0];
}
function isInScope(quota, template) {
  const scopes = itemsOf(quota, "spec", "scopes").map((scope) => ({ scope, operator: "Exists" }));
  const selected = itemsOf(quota, "spec", "scopeSelector", "matchExpressions").map((each2) => ({
    scope: textOf(each2, "scopeName"),
    operator: textOf(each2, "operator"),
    values: itemsOf(each2, "values")
  }));
  return [...scopes, ...selected].every((each2) => isMet2(each2, template));
}
function isMet2({ scope, operator, values = [] }, template) {
  const has = (...path3) => valueOf(findNode(template, "spec", ...path3)) ?? void 0;
  if (scope === "PriorityClass") {
    const name = has("priorityClassName");
    if (operator === "In") return name !== void 0 && values.includes(name);
    if (operator === "NotIn") return name === void 0 || !values.includes(name);
    return name !== void 0 === (operator === "Exists");
  }
  const isTerminating = has("activeDeadlineSeconds") !== void 0;
  if (scope === "Terminating") return isTerminating;
  if (scope === "NotTerminating") return !isTerminating;
  if (scope === "BestEffort") return isBestEffort(template);
  return scope === "NotBestEffort" && !isBestEffort(template);
}
var isBestEffort = (template) => [...findItems(template, "spec", "containers"), ...findItems(template, "spec", "initContainers")].map((each2) => asMapping(findNode(each2, "resources"))).every(
  (each2) => ["requests", "limits"].every(
    (key) => Object.keys(asEntries(valueOf(findNode(each2, key))) ?? {}).length === 0
  )
);
function printAmount(resource, amount3) {
  const round = (value) => String(Math.round(value * 1e3) / 1e3);
  return /memory|storage/.test(resource) ? `${round(amount3 / 2 ** 30)}Gi` : round(amount3);
}

// src/check/object-problems.ts
var bothServe = define({
  code: "both-serve",
  severity: "warning",
  message: (deployment3, own, rollout3, moved2) => `${deployment3} requests ${podsIn2(own)} and ${rollout3} ${moved2 === void 0 ? "its own" : `another ${moved2}`}, so all of them run`,
  hint: "set spec.replicas of the Deployment to 0 once the pods of the Rollout are available",
  why: "Without scaleDown the controller never touches the pods of the Deployment, so both sets run until you lower one of them."
});
var noneServes = define({
  code: "none-serves",
  severity: "error",
  message: (deployment3, rollout3) => `${deployment3} and ${rollout3} both have replicas: 0, so no pod serves`,
  hint: "set the replicas of the Rollout, or of the Deployment if the pods have not moved yet",
  why: "Both controllers keep the count that is set, so no pod is left to answer requests."
});
var deploymentKeepsPods = define({
  code: "deployment-keeps-pods",
  severity: "warning",
  message: (deployment3, rollout3) => `${deployment3} sets no replicas and nothing in the input scales it, so it keeps its pods beside those of ${rollout3}`,
  hint: "move the pods in stages: `rolloutify migrate next` pins the replicas of the Deployment and lowers them to 0",
  why: "An apply without replicas leaves the live count alone, so both sets of pods keep running."
});
var scaleDownDrains = define({
  code: "scale-down-drains",
  severity: "error",
  message: (facts) => `scaleDown: ${facts.mode} scales ${facts.deployment}, which may have ${podsIn2(facts.most)}, to 0 as soon as the Rollout is Healthy with ${facts.moved}`,
  hint: "set `scaleDown: never` and move the pods in stages, or set all replicas on the Rollout from the start",
  why: "The controller acts as soon as the Rollout is Healthy, and a Rollout is Healthy even at 0 pods or at a quarter of them."
});
var scaleDownUndone = define({
  code: "scale-down-undone",
  severity: "warning",
  message: (mode, deployment3, own) => `${deployment3} sets replicas: ${own}, so each sync restores the pods that scaleDown: ${mode} removed`,
  hint: "set `replicas: 0` on the Deployment once its pods are gone",
  why: "The applier and the controller write the same field in turn, so pods are started and stopped on every sync."
});
var serviceBeforeMove = define({
  code: "service-before-move",
  severity: "error",
  message: (rollout3, service, deployment3) => `${rollout3} names Service "${service}" while ${deployment3} has pods, so the Service excludes those pods as soon as the Rollout has any`,
  hint: "name the Service in a separate commit, after the Deployment has reached 0",
  why: "The controller adds the hash of the Rollout's pods to the selector of the Service, so all traffic goes to those few pods at once."
});
var rolloutReplicasMissing = define({
  code: "rollout-replicas-missing",
  severity: "warning",
  message: (rollout3) => `${rollout3} sets no replicas and its autoscaler is not in the input, so the controller sets 1`,
  hint: "set spec.replicas, or pass the autoscaler as well",
  why: "The controller writes 1 into a Rollout without replicas, so one pod takes all the traffic."
});
var rolloutSelectorMissing = define({
  code: "rollout-selector-missing",
  severity: "warning",
  message: (rollout3) => `${rollout3} has no selector, so without its Deployment the controller releases its pods`,
  hint: "copy the Deployment's spec.selector into the Rollout",
  why: "A Deployment that is deleted and added again then adopts the released pods and scales them down."
});
var selectorMissesPods = define({
  code: "selector-misses-pods",
  severity: "error",
  message: (rollout3, deployment3) => `The selector of ${rollout3} does not match the pod template of ${deployment3}, so the controller rejects the Rollout`,
  hint: "copy the Deployment's spec.selector into the Rollout",
  why: "The Rollout is reported as InvalidSpec and creates no pods."
});
var selectorDiffers = define({
  code: "selector-differs",
  severity: "warning",
  message: (rollout3, deployment3) => `The selector of ${rollout3} differs from that of ${deployment3}, whose pod template it uses`,
  hint: "copy the Deployment's spec.selector before the Rollout is applied: afterwards it cannot be changed",
  why: "Services, budgets and autoscalers that rely on the old selector see other pods, and from Argo Rollouts 1.9 on the selector is immutable."
});
var selectorsOverlap = define({
  code: "selectors-overlap",
  severity: "warning",
  message: (workload2, other2) => `The selector of ${workload2} also matches the pods of ${other2}`,
  hint: "add a label that the other workload does not have to the selector and the pod template",
  why: "Autoscalers and disruption budgets count the pods of both workloads, and two autoscalers stop with AmbiguousSelector."
});
var tooManyToCheck = define({
  code: "too-many-to-check",
  severity: "warning",
  message: (what, first) => `Too many ${what}: from ${first} on they are not compared`,
  hint: "check the files in separate folders, or fewer of them at once",
  why: "What one of these objects breaks in another may be missed."
});
var autoscalerLeftBehind = define({
  code: "autoscaler-left-behind",
  severity: "error",
  message: (autoscaler, deployment3, rollout3) => `${autoscaler} scales ${deployment3}, whose pods have moved to ${rollout3}`,
  hint: "point spec.scaleTargetRef at the Rollout",
  why: "The autoscaler starts pods of a Deployment at 0, and the Rollout is not scaled under load."
});
var autoscalerAwakeInMigration = define({
  code: "autoscaler-awake-in-migration",
  severity: "error",
  message: (autoscaler, deployment3, rollout3) => `${autoscaler} is active on ${deployment3} while ${rollout3} has pods, so it counts the pods of both and undoes the stage`,
  hint: "disable scaleUp and scaleDown in spec.behavior and lower minReplicas to 1 before the first pod moves; KEDA: pause the ScaledObject",
  why: "The autoscaler measures the pods of both sides and scales the Deployment up again after each shrink, up to twice the pods."
});
var autoscalerMissing = define({
  code: "autoscaler-missing",
  severity: "warning",
  message: (deployment3) => `${deployment3} had an autoscaler when its migration began, but none in the input scales it or its Rollout now`,
  hint: "restore the autoscaler with the Rollout as its target, or pass its file as well",
  why: "The number of pods stays fixed, whatever the load is."
});
var fallbackBelowMinimum = define({
  code: "fallback-below-minimum",
  severity: "warning",
  message: (autoscaler, fallback, min) => `The fallback of ${autoscaler} is ${fallback}, below its minimum of ${min}`,
  hint: "set spec.fallback.replicas to at least minReplicaCount",
  why: "When the metrics cannot be read, KEDA up to 2.16 writes the fallback into the workload itself, whatever the minimum is."
});
var pauseLeftBehind = define({
  code: "pause-left-behind",
  severity: "error",
  message: (autoscaler, target3, path3) => `${autoscaler} is paused by ${path3}, so ${target3} never scales`,
  hint: "restore the settings that it had before the pause",
  why: "The number of pods stays fixed, whatever the load is."
});
var boundsFightStage = define({
  code: "bounds-fight-stage",
  severity: "error",
  message: (facts) => `${facts.bound}: ${facts.count} of ${facts.autoscaler} applies even while its behavior is disabled, but ${facts.title} sets replicas: ${facts.stated}`,
  hint: "while pods move, keep minReplicas at 1 and maxReplicas at N or more",
  why: "An HPA clamps its target to minReplicas and maxReplicas at once, so the autoscaler and the sync change the count in turn."
});
var autoscalerTargetWrong = define({
  code: "autoscaler-target-wrong",
  severity: "error",
  message: (autoscaler, kind2, apiVersion, _right) => apiVersion === void 0 ? `${autoscaler} targets a ${kind2} without an apiVersion, so it finds none` : `${autoscaler} targets a ${kind2} of ${apiVersion}, which does not exist`,
  hint: (_autoscaler, _kind, _apiVersion, right) => `write the target as ${right}`,
  why: "The autoscaler cannot read the scale of its target and never acts."
});
var autoscalerTargetMissing = define({
  code: "autoscaler-target-missing",
  severity: "error",
  message: (autoscaler, kind2, name, other2) => `${autoscaler} targets ${kind2} "${name}", which is not in the input, although ${other2} is`,
  hint: "correct the kind and the apiVersion of the target",
  why: "The autoscaler reports FailedGetScale and never acts, so the workload stays at its present number of pods."
});
var scalerNotUnderstood = define({
  code: "scaler-not-understood",
  severity: "error",
  message: (scaler, target3, _beside) => `${scaler} targets ${target3} and may change its replicas, overriding a stage`,
  hint: (_scaler, _target, beside) => beside === "an-autoscaler" ? "pause or remove it while pods move; afterwards point it at the Rollout or its autoscaler" : "pause or remove it while pods move, and set `autoscaler: none` in rolloutify.yaml; afterwards point it at the Rollout",
  why: "It may start or stop pods while a stage counts on a fixed number."
});
var verticalAutoscalerLeftBehind = define({
  code: "vertical-autoscaler-left-behind",
  severity: "warning",
  message: (autoscaler, deployment3, rollout3) => `${autoscaler} targets ${deployment3}, whose pods have moved to ${rollout3}`,
  hint: "point spec.targetRef at the Rollout",
  why: "The recommendations are based on a workload without pods and are not applied to the Rollout."
});
var deploymentNamedElsewhere = define({
  code: "deployment-named-elsewhere",
  severity: "warning",
  message: (what, deployment3, rollout3) => `${what} refers to ${deployment3}, whose pods have moved to ${rollout3}`,
  hint: "make it refer to the Rollout or to its pods",
  why: "It watches or changes a Deployment at 0 replicas, so what it does for the workload no longer happens."
});
var workloadRefUnsupported = define({
  code: "workload-ref-unsupported",
  severity: "error",
  message: (rollout3, apiVersion, _wanted) => `spec.workloadRef of ${rollout3} has apiVersion "${apiVersion}", so the controller would not notice changes of the workload`,
  hint: (_rollout, _apiVersion, wanted) => `write apiVersion: ${wanted}`,
  why: "The controller looks for changes under the current apiVersion only, so a new image would not start a rollout."
});
var workloadRefNotFound = define({
  code: "workload-ref-not-found",
  severity: "error",
  message: (rollout3, name) => `${rollout3} uses the pod template of Deployment "${name}", which is not in the input`,
  hint: "correct the name, or keep the Deployment: it holds the pod template",
  why: "The Rollout is InvalidSpec until the Deployment exists, and cannot roll out a new version."
});
var serviceNotFound = define({
  code: "service-not-found",
  severity: "error",
  message: (rollout3, name) => `${rollout3} names Service "${name}", but the input has only other Services`,
  hint: "correct the name, or add the Service",
  why: "The controller reports the Rollout as InvalidSpec and stops rolling out until the Service exists."
});
var analysisTemplateNotFound = define({
  code: "analysis-template-not-found",
  severity: "error",
  message: (title2, kind2, name) => `${title2} names ${kind2} "${name}", which is not in the input`,
  hint: "correct the name or clusterScope, or add the template",
  why: "The controller reports the Rollout as InvalidSpec and stops rolling out until the template exists."
});
var analysisArgumentMissing = define({
  code: "analysis-argument-missing",
  severity: "error",
  message: (rollout3, template, argument) => `${rollout3} passes no value for the argument "${argument}" of ${template}, which has no default`,
  hint: (_rollout, _template, argument) => `add "${argument}" to args beside the templates, or set a default value in the template`,
  why: "The controller rejects the Rollout or fails the AnalysisRun, so no canary gets past this analysis."
});
var analysisArgumentUndeclared = define({
  code: "analysis-argument-undeclared",
  severity: "error",
  message: (template, argument) => `${template} uses {{args.${argument}}} but does not declare an argument of this name`,
  hint: (_template, argument) => `add "${argument}" to spec.args of the template`,
  why: "The argument cannot be resolved, so each AnalysisRun of the template ends in an error."
});
var analysisRunsIndefinitely = define({
  code: "analysis-runs-indefinitely",
  severity: "error",
  message: (metric, template, rollout3) => `Metric "${metric}" of ${template} has an interval but no count, so it never ends and the controller rejects ${rollout3}`,
  hint: "add count to the metric: only a background analysis may run without one",
  why: "A step would wait for this analysis forever, so the controller reports the Rollout as InvalidSpec."
});
var analysisEndsUnmeasured = define({
  code: "analysis-ends-unmeasured",
  severity: "warning",
  message: (metric, rollout3, { delay, steps: steps3 }) => `Metric "${metric}" is first measured after ${delay}s, but the steps of ${rollout3} take only ${steps3}s`,
  hint: "lengthen the pauses, lower initialDelay, or make the analysis a step",
  why: "A background analysis without a measurement passes, so the canary is promoted unmeasured."
});
var analysisTemplateRepeated = define({
  code: "analysis-template-repeated",
  severity: "error",
  message: (rollout3, template) => `${rollout3} names ${template} twice in one analysis, so its metric names are not unique`,
  hint: "remove one of the two",
  why: "Metrics of one analysis need unique names, so the controller rejects the Rollout."
});
var analysisMetricRepeated = define({
  code: "analysis-metric-repeated",
  severity: "error",
  message: (metric, template, other2, rollout3) => `Metric "${metric}" of ${template} has the name of a metric of ${other2}, and ${rollout3} runs both in one analysis`,
  hint: "rename one of the two, or run the templates in two steps",
  why: "Metrics of one analysis need unique names, so the controller rejects the Rollout."
});
var hashInSelector = define({
  code: "hash-in-selector",
  severity: "error",
  message: (title2, label) => `${title2} selects by ${label}, a label that controllers set to a new value for each version`,
  hint: "remove the label from the selector in Git",
  why: "After the next release the selector matches only pods that no longer exist."
});
var serviceHashWiped = define({
  code: "service-hash-wiped",
  severity: "warning",
  message: (service, rollout3, option) => `${service} of ${rollout3} is applied with ${option}, so each sync removes the hash from its selector`,
  hint: "annotate the Service with argocd.argoproj.io/sync-options: ServerSideApply=false, or apply it client-side without Replace=true",
  why: "Until the controller adds the hash again, the Services of a canary select the pods of both versions."
});
var replaceConflicts = define({
  code: "replace-conflicts",
  severity: "error",
  message: (rollout3) => `${rollout3} is applied with Replace=true, so a sync of a new pod template fails if the controller updates the Rollout at the same time`,
  hint: "remove Replace=true from its sync options",
  why: "Argo CD replaces the object at the resourceVersion it read, so a write of the controller in between makes the sync fail."
});
var waveBeforeDeployment = define({
  code: "wave-before-deployment",
  severity: "warning",
  message: (rollout3, wave, deployment3, other2) => `${rollout3} is in sync wave ${wave}, before ${deployment3} in wave ${other2}, whose pod template it uses`,
  hint: "set the sync wave of the Rollout to that of its Deployment, or a later one",
  why: "In an empty cluster the Rollout never becomes Healthy without its Deployment, so the sync never reaches the later wave."
});
var quotaBelowPods = define({
  code: "quota-below-pods",
  severity: "warning",
  message: (quota, { resource, most: most4, needed }) => {
    const isOfPods = resource.endsWith("pods");
    const allowed = isOfPods ? podsIn2(most4) : `${printAmount(resource, most4)} of ${resource}`;
    const asked = isOfPods ? needed : printAmount(resource, needed);
    return `${quota} allows ${allowed}, but Deployments and their Rollouts request ${asked} together`;
  },
  hint: "raise the quota while pods move",
  why: "The API server rejects pods beyond the quota, so the move stops half way."
});
var syncWaitsForCanary = define({
  code: "sync-waits-for-canary",
  severity: "warning",
  message: (title2, rollout3) => `${title2} is applied only once ${rollout3} is Healthy, so the sync waits for as long as a canary is paused`,
  hint: "expect it after the promotion, or move it to PreSync, an earlier wave or a separate Application",
  why: "A paused canary is not Healthy, so Argo CD does not start the next wave or hook, and later syncs wait as well."
});
var stepsIgnored = define({
  code: "steps-ignored",
  severity: "error",
  message: (application2, rollout3, option) => `${application2} ignores the canary steps of ${rollout3} with ${option}, so the steps in Git are never applied`,
  hint: "remove the field from the entry, or the steps from Git if they are switched from the dashboard",
  why: "Argo CD keeps the live steps on each sync, so a change of the steps in Git has no effect."
});
var replaceRemovesSteps = define({
  code: "replace-removes-steps",
  severity: "error",
  message: (rollout3) => `${rollout3} is applied with Replace=true, so each sync removes the canary steps that the dashboard has set`,
  hint: "remove Replace=true from its sync options",
  why: "Replace writes the whole object as in Git, so the steps disappear and a running canary is promoted at once."
});
var dashboardStepsIgnored = define({
  code: "dashboard-steps-ignored",
  severity: "warning",
  message: (application2, rollout3) => `${application2} ignores the canary steps of ${rollout3}, which are switched from the dashboard, so steps added to Git go unnoticed`,
  hint: "remove the field from the entry: steps that are not in Git are no difference to Argo CD",
  why: "Steps in Git then neither show as a difference nor take effect."
});
var actionsMissing = define({
  code: "actions-missing",
  severity: "warning",
  message: (rollout3) => `The steps of ${rollout3} are switched from the dashboard, but argocd-cm has no actions for that`,
  hint: "add them with `rolloutify argocd actions --merge FILE --write`",
  why: "The dashboard of Argo CD shows no action that switches the canary."
});
var actionsOutdated = define({
  code: "actions-outdated",
  severity: "warning",
  message: () => "The Rollout actions in argocd-cm differ from the profiles in rolloutify.yaml",
  hint: "update them with `rolloutify argocd actions --merge FILE --write`",
  why: "The dashboard sets the steps of an older profile."
});
var budgetBlocksEviction = define({
  code: "budget-blocks-eviction",
  severity: "warning",
  message: (budget2, field, value, pods4) => pods4 === void 0 ? `${budget2} has ${field}: ${value}, so no pod can ever be evicted` : `${budget2} has ${field}: ${value} for ${podsIn2(pods4)}, so none can ever be evicted`,
  hint: "allow at least one disruption",
  why: "Nodes cannot be drained, and a restart of the Rollout, which evicts pods, never ends."
});
var stageIgnored = define({
  code: "stage-ignored",
  severity: "error",
  message: (application2, kind2, name, option) => `${application2} ignores spec.replicas of ${kind2} "${name}" with ${option}, so the replicas of a stage are never applied`,
  hint: "remove the entry until the pods have moved, then restore it for the Rollout only",
  why: "The live count stays as it is, so a grow does nothing and the shrink after it costs pods."
});
var ignoreNotCertain = define({
  code: "ignore-not-certain",
  severity: "warning",
  message: (application2, kind2, name) => `${application2} may ignore spec.replicas of ${kind2} "${name}": only the cluster shows whether this entry covers it`,
  hint: "list the fields in jsonPointers instead, without spec.replicas until the pods have moved",
  why: "If the entry covers the field, the replicas of each stage are ignored and pods do not move."
});
var ruleMatchesNothing = define({
  code: "rule-matches-nothing",
  severity: "warning",
  message: (title2, reason) => `${title2} has an entry in ignoreDifferences that matches nothing: ${reason}`,
  hint: "write group, kind, name and namespace as in the object, and fields as JSON pointers such as /spec/replicas",
  why: "Argo CD ignores nothing because of it and reverts the field on each sync."
});
var syncUndoesAutoscaler = define({
  code: "sync-undoes-autoscaler",
  severity: "error",
  message: (application2, rollout3, replicas, autoscaler) => `Each sync of ${application2} sets ${rollout3} to ${counted(replicas, "pod")}, overriding ${autoscaler}`,
  hint: "add the Rollout's /spec/replicas to ignoreDifferences of the Application, and RespectIgnoreDifferences=true to its syncOptions; `rolloutify argocd ignore --write FILE` does both",
  why: "At a busy hour each sync removes the pods that the autoscaler has added."
});
var kustomizeBreaksReference = define({
  code: "kustomize-breaks-reference",
  severity: "error",
  message: (field, title2, path3) => `${field} renames what ${path3} of ${title2} refers to, but kustomize does not know this reference`,
  hint: "add a nameReference for it to configurations: Argo Rollouts' rollout-transform.yaml has those of Rollouts",
  why: "It still refers to the old name, and no object has that name, so its controller finds nothing there."
});
var kustomizeMissesPods = define({
  code: "kustomize-misses-pods",
  severity: "error",
  message: (field, service, rollout3) => `${field} adds labels to the selector of ${service} but not to the pods of ${rollout3}, so it selects none of them`,
  hint: "add Argo Rollouts' rollout-transform.yaml to configurations, or use labels without includeSelectors",
  why: "The Service has no endpoints, so requests fail."
});
var podsIn2 = (count2) => counted(count2, "pod");

// src/check/limit.ts
function limitOf(what, most4) {
  let left2 = most4;
  let first;
  return {
    allows: (work, manifest) => {
      left2 -= work;
      if (left2 < 0) first ??= manifest;
      return first === void 0;
    },
    problems: () => first ? [tooManyToCheck(placeOf(first), what, titleOf(first))] : []
  };
}

// src/check/objects-analysis-time.ts
function secondsBeside(strategy) {
  const first = Number(valueOf(findNode(strategy, "canary", "analysis", "startingStep")) ?? 0);
  const steps3 = findItems(strategy, "canary", "steps").slice(Number.isInteger(first) ? first : 0);
  const times = steps3.map((step3) => secondsAt(valueOf(step3) ?? null));
  return times.reduce(
    (sum, time2) => sum === void 0 || time2 === void 0 ? void 0 : sum + time2,
    0
  );
}
function secondsAt(step3) {
  const entries = asEntries(step3);
  if (!entries) return void 0;
  if ("setWeight" in entries || "setCanaryScale" in entries) return 0;
  const duration2 = asEntries(entries["pause"])?.["duration"];
  return duration2 === void 0 ? void 0 : secondsOf(duration2);
}
function* unmeasured(rollout3, steps3, templates) {
  for (const [template, { start }] of templates)
    for (const metric of findItems(template.node, "spec", "metrics")) {
      const delay = secondsOf(valueOf(findNode(metric, "initialDelay")) ?? null) ?? 0;
      if (delay <= steps3) continue;
      const at = locate(rollout3.document, start);
      const name = findString(metric, "name") ?? "";
      yield analysisEndsUnmeasured(at, name, titleOf(rollout3), { delay, steps: steps3 });
    }
}

// src/check/objects-analysis.ts
function analysisProblems(view) {
  const templates = view.manifests.filter(isTemplate);
  if (templates.length === 0) return [];
  const kinds5 = new Set(templates.map(({ kind: kind2 }) => kind2));
  const limit2 = limitOf("analyses run too many templates", 2e5);
  const found2 = view.manifests.filter(isRollout).flatMap(
    (rollout3) => analysesOf(rollout3.node).flatMap((analysis) => {
      const found3 = { templates: /* @__PURE__ */ new Map(), isWhole: true, diagnostics: [] };
      collect(found3, rollout3, analysis, { view, kinds: kinds5, limit: limit2 });
      const isKnown = found3.isWhole;
      return [
        ...found3.diagnostics,
        ...metricProblems(rollout3, analysis, found3),
        ...isKnown ? argumentProblems(rollout3, analysis, found3) : []
      ];
    })
  );
  return [...found2, ...limit2.problems()];
}
function isTemplate({ kind: kind2, apiVersion }) {
  const isKind = kind2 === "AnalysisTemplate" || kind2 === "ClusterAnalysisTemplate";
  return isKind && groupOf(apiVersion) === "argoproj.io";
}
function analysesOf(rollout3) {
  const strategy = findNode(rollout3, "spec", "strategy");
  const steps3 = findItems(strategy, "canary", "steps");
  const analyses = [
    findNode(strategy, "canary", "analysis"),
    ...steps3.map((step3) => findNode(step3, "analysis")),
    findNode(strategy, "blueGreen", "prePromotionAnalysis"),
    findNode(strategy, "blueGreen", "postPromotionAnalysis")
  ].map((node, index) => ({
    references: referencesIn2(node),
    given: valuesIn2(findItems(node, "args")),
    ...index === 0 ? { runs: "in-the-background", beside: secondsBeside(strategy) } : { runs: "in-a-step" }
  }));
  const experiments = steps3.flatMap((step3) => findItems(step3, "experiment", "analyses"));
  return [
    ...analyses,
    ...experiments.map((node) => ({
      references: referencesOf([node]),
      given: valuesIn2(findItems(node, "args")),
      // An experiment ends with its duration.
      runs: "in-the-background"
    }))
  ];
}
var referencesIn2 = (node) => referencesOf(findItems(node, "templates"));
function referencesOf(items) {
  return items.flatMap((item) => {
    const node = findNode(item, "templateName");
    const name = findString(item, "templateName");
    if (!node || name === void 0) return [];
    const isCluster = valueOf(findNode(item, "clusterScope")) === true;
    return [{ node, name, kind: isCluster ? "ClusterAnalysisTemplate" : "AnalysisTemplate" }];
  });
}
function valuesIn2(args) {
  const hasValue2 = (arg) => ["value", "valueFrom"].some((key) => valueOf(findNode(arg, key)) != null);
  return new Set(args.filter(hasValue2).flatMap((arg) => findString(arg, "name") ?? []));
}
function collect(found2, owner, { references }, { view, kinds: kinds5, limit: limit2 }) {
  const open = references.map((reference) => ({ reference, start: reference.node })).toReversed();
  for (let next = open.pop(); next; next = open.pop()) {
    const { reference, start } = next;
    const { name, kind: kind2 } = reference;
    const template = view.near(owner, name).find((each2) => isTemplate(each2) && each2.kind === kind2);
    if (template && found2.templates.has(template)) continue;
    if (template && limit2.allows(sizeOf2(template), owner)) {
      found2.templates.set(template, start);
      const own = partsOf3(template).references.map((reference2) => ({ reference: reference2, start }));
      open.push(...own.toReversed());
      continue;
    }
    found2.isWhole = false;
    if (template || !kinds5.has(kind2) || !view.isComplete()) continue;
    const at = locate(owner.document, reference.node.start);
    found2.diagnostics.push(analysisTemplateNotFound(at, titleOf(owner), kind2, name));
  }
}
var partsOf3 = kept(({ node }) => {
  const args = findItems(node, "spec", "args");
  return {
    references: referencesIn2(findNode(node, "spec")),
    metrics: findItems(node, "spec", "metrics"),
    names: new Set(args.flatMap((arg) => findString(arg, "name") ?? [])),
    values: valuesIn2(args),
    used: usedIn(findNode(node, "spec", "metrics"))
  };
});
function sizeOf2(template) {
  const { metrics, names, used } = partsOf3(template);
  return 1 + metrics.length + names.size + used.length;
}
function* metricProblems(rollout3, { references, runs, beside }, { templates }) {
  const seen = /* @__PURE__ */ new Set();
  for (const { name, kind: kind2, node } of references) {
    if (seen.has(`${kind2}/${name}`)) {
      const at = locate(rollout3.document, node.start);
      yield analysisTemplateRepeated(at, titleOf(rollout3), `${kind2} "${name}"`);
    }
    seen.add(`${kind2}/${name}`);
  }
  yield* repeatedMetrics(rollout3, templates);
  if (beside !== void 0) yield* unmeasured(rollout3, beside, templates);
  if (runs === "in-the-background") return;
  for (const template of templates.keys())
    for (const metric of partsOf3(template).metrics) {
      const [interval, count2] = ["interval", "count"].map((key) => findNode(metric, key));
      if (!interval || count2) continue;
      const at = locate(template.document, interval.start);
      const name = findString(metric, "name") ?? "";
      yield analysisRunsIndefinitely(at, name, titleOf(template), titleOf(rollout3));
    }
}
function* repeatedMetrics(rollout3, templates) {
  const first = /* @__PURE__ */ new Map();
  for (const template of templates.keys())
    for (const metric of partsOf3(template).metrics) {
      const node = findNode(metric, "name");
      const name = findString(metric, "name");
      if (!node || name === void 0) continue;
      const other2 = first.get(name);
      if (!other2) first.set(name, template);
      else {
        const at = locate(template.document, node.start);
        const titles = [titleOf(template), titleOf(other2), titleOf(rollout3)];
        yield analysisMetricRepeated(at, name, ...titles);
      }
    }
}
function argumentProblems(rollout3, { given: given3 }, { templates }) {
  const parts = [...templates.keys()].map(partsOf3);
  const values = /* @__PURE__ */ new Set([...given3, ...parts.flatMap((part3) => [...part3.values])]);
  const declared = new Set(parts.flatMap((part3) => [...part3.names]));
  return [...templates].flatMap(([template, start]) => {
    const { names, used } = partsOf3(template);
    const missing2 = [...names].filter((name) => !values.has(name));
    const undeclared = used.filter(({ name }) => !declared.has(name));
    return [
      ...missing2.map((name) => {
        const at = locate(rollout3.document, start.start);
        return analysisArgumentMissing(at, titleOf(rollout3), titleOf(template), name);
      }),
      ...undeclared.map(({ name, node }) => {
        const at = locate(template.document, node.start);
        return analysisArgumentUndeclared(at, titleOf(template), name);
      })
    ];
  });
}
function usedIn(given3) {
  const node = dereference(given3);
  if (node?.type === "sequence") return node.items.flatMap(usedIn);
  if (node?.type === "mapping") return node.pairs.flatMap(({ value }) => usedIn(value));
  if (node?.type !== "scalar" || typeof node.value !== "string") return [];
  const found2 = node.value.matchAll(/\{\{\s*args\.([\w.-]+?)\s*\}\}/g);
  return [...found2].map(([, name = ""]) => ({ name, node }));
}

// src/workload/application-changes.ts
var countedBy = (applications, deployment3) => applications.flatMap(
  (application2) => changesOf({ manifest: application2.manifest, builds: countingBuilds(application2) }, deployment3)
);
var countingBuilds = kept(({ builds }) => builds.map(countsIn));
function countsIn({ path: path3, kustomize }) {
  const { replicas = [], patches } = kustomize;
  const isCounting = (patch) => counts2.test(JSON.stringify(patch));
  return { path: path3, kustomize: { replicas, patches: itemsOf(patches).filter(isCounting) } };
}
var counts2 = /replicas|ReplicaCount|scaleTargetRef|workloadRef|selectPolicy|paused/i;
function changesOf({ manifest, builds }, deployment3) {
  if (!manifest) return [];
  return builds.flatMap(
    ({ path: path3, kustomize }) => fieldsChanging(kustomize, deployment3).map((field) => {
      const at = placeOf(manifest, ...path3, field);
      const words3 = [titleOf(manifest), titleOf(deployment3), [...path3, field].join(".")];
      return applicationInTheWay(at, ...words3);
    })
  );
}

// src/workload/sync.ts
var bringersOf = (manifest, syncing) => bringersIn(syncing)(manifest);
var bringersIn = kept(
  (syncing) => kept((manifest) => findBringers(manifest, syncing))
);
function findBringers(manifest, syncing) {
  const near = syncing.near(manifest);
  if (near.length === 0) return [];
  const object2 = objectOf(manifest, syncing);
  const isStated = manifest.namespace !== void 0;
  const ranked = near.flatMap((each2) => {
    const answer = mayBring(each2, object2);
    const isOwn2 = bringsFile(each2, manifest.document.source.file);
    if (isOwn2 && answer !== "no") return [{ each: each2, rank: 3 }];
    if (isOwn2 && isStated) return [{ each: each2, rank: 2 }];
    if (answer === "no") return [];
    return [{ each: each2, rank: answer === "yes" ? 1 : 0 }];
  });
  const best = Math.max(...ranked.map(({ rank }) => rank));
  return ranked.filter(({ rank }) => rank === best).map(({ each: each2 }) => each2);
}
function objectOf(manifest, { namespace }) {
  const identity = identityOf(manifest);
  return { ...identity, namespace: identity.namespace ?? namespace };
}
function fatesOf(manifest, field, syncing) {
  const { systemRules } = syncing;
  const object2 = objectOf(manifest, syncing);
  return bringersOf(manifest, syncing).map((application2) => ({
    application: application2,
    ...fateOf({ application: application2, systemRules }, object2, field)
  }));
}
function agreedFate(manifest, field, syncing) {
  const fates = fatesOf(manifest, field, syncing);
  const [first] = fates;
  return first && fates.every(({ is }) => is === first.is) ? first : void 0;
}
function fatesToTell(manifest, field, syncing) {
  const fates = fatesOf(manifest, field, syncing);
  const [first] = fates;
  if (first && fates.every(({ is }) => is === first.is)) return [first];
  const { file } = manifest.document.source;
  return fates.every(({ application: application2 }) => bringsFile(application2, file)) ? fates : [];
}
function syncOf(workload2, syncing) {
  const all2 = workload2.flatMap(
    (manifest) => manifest ? [{ manifest, fates: fatesOf(manifest, replicasPath, syncing) }] : []
  );
  const agreed = all2.flatMap(({ manifest, fates }) => {
    const [first] = fates;
    return first && fates.every(({ is }) => is === first.is) ? [{ ...first, manifest }] : [];
  });
  const uncertain2 = all2.flatMap(({ manifest, fates }) => {
    const isAgreed = fates.every(({ is }) => is === fates[0]?.is);
    const found2 = isAgreed ? fates.find(({ is }) => is === "unknown") : fates.find(({ rules: rules2 }) => rules2.length > 0) ?? fates[0];
    return found2 ? [{ manifest, application: found2.application, rule: found2.rules[0] }] : [];
  });
  const has = (option) => agreed.some(({ application: application3 }) => application3.options.includes(option));
  const application2 = {
    ignoresReplicasOf: agreed.filter(({ is }) => is !== "applied").map(kindOf2),
    respects: has(respectOption),
    onlyOutOfSync: has(outOfSyncOption)
  };
  return { application: agreed.length > 0 ? application2 : void 0, uncertain: uncertain2 };
}
var kindOf2 = ({ manifest }) => manifest.kind === "Rollout" ? "Rollout" : "Deployment";

// src/check/objects-rules.ts
function deadRules(view) {
  const { applications, systemRules } = view.argocd;
  const byBringer = once(() => indexed(view.manifests, view.bringersOf));
  return [
    ...applications.flatMap((application2) => {
      const brought = ofKinds(() => byBringer().get(application2) ?? []);
      const around = { application: application2, view, brought };
      return application2.rules.flatMap((rule) => reportOf(rule, deadReason(rule, around)));
    }),
    ...systemRules.flatMap((rule) => reportOf(rule, deadReason(rule, {})))
  ];
}
function reportOf(rule, reason) {
  if (reason === void 0 || !rule.manifest) return [];
  return [
    ruleMatchesNothing(
      placeOf(rule.manifest, ...rule.path),
      titleOf(rule.manifest),
      reason
    )
  ];
}
var groups2 = /* @__PURE__ */ new Map([
  ["Deployment", ["apps", "extensions"]],
  ["StatefulSet", ["apps"]],
  ["DaemonSet", ["apps", "extensions"]],
  ["ReplicaSet", ["apps", "extensions"]],
  ["Rollout", ["argoproj.io", "rollouts.kruise.io"]],
  ["AnalysisTemplate", ["argoproj.io"]],
  ["HorizontalPodAutoscaler", ["autoscaling"]],
  ["ScaledObject", ["keda.sh"]],
  ["Ingress", ["networking.k8s.io", "extensions"]],
  ["CronJob", ["batch"]],
  ["Job", ["batch"]]
]);
function ofKinds(manifests) {
  const known = /* @__PURE__ */ new Map();
  const find2 = ({ group: group2, kind: kind2 }) => grouped(
    manifests().filter(
      (each2) => matchesGlob(kind2, each2.kind) && matchesGlob(group2, groupOf(each2.apiVersion))
    ),
    ({ name }) => name
  );
  return (rule) => {
    const key = JSON.stringify([rule.group, rule.kind]);
    const found2 = known.get(key) ?? find2(rule);
    known.set(key, found2);
    return found2;
  };
}
function deadReason(rule, around) {
  const { group: group2, kind: kind2, pointers, jqPaths, managers } = rule;
  if (rule.isVague) return void 0;
  if ([group2, kind2, rule.name, rule.namespace].some((text3) => text3.includes("{{"))) return void 0;
  if (kind2 === "") return "the entry has no kind";
  return groupReason(group2, kind2) ?? kindReason(kind2) ?? (managers.length > 0 ? void 0 : fieldReason(pointers, jqPaths)) ?? objectReason(rule, around);
}
function groupReason(group2, kind2) {
  if (group2.includes("/") || /^v[0-9]/.test(group2)) return `"${group2}" is no group but a version`;
  const own = groups2.get(kind2);
  if (!own || isGlob(group2)) return void 0;
  if (group2 === "") return `an entry without a group covers the core group, which has no ${kind2}`;
  return own.includes(group2) ? void 0 : `the group "${group2}" has no ${kind2}`;
}
function kindReason(kind2) {
  const right = [...groups2.keys()].find(
    (each2) => each2 !== kind2 && [each2, `${each2}s`].some((word4) => word4.toLowerCase() === kind2.toLowerCase())
  );
  return right && `the kind must be "${right}"`;
}
var noPath = /^\s*(?:\/|[A-Za-z_]\w*\.)/;
function fieldReason(pointers, jqPaths) {
  if (pointers.length + jqPaths.length === 0) return "the entry lists no field";
  const isRight3 = pointers.some((each2) => each2.startsWith("/")) || jqPaths.some((each2) => !noPath.test(each2));
  if (isRight3) return void 0;
  const [pointer] = pointers;
  if (pointer !== void 0) return `"${pointer}" is not a JSON pointer, which begins with "/"`;
  const [path3 = ""] = jqPaths;
  return path3.startsWith("/") ? `"${path3}" is a JSON pointer, not a jq path` : `"${path3}" is not a jq path, which begins with "."`;
}
function objectReason(rule, { application: application2, view, brought }) {
  if (!application2 || !view || !brought || rule.name === "" && rule.namespace === "")
    return void 0;
  const byName = brought(rule);
  if (byName.size === 0 || !view.isComplete()) return void 0;
  const named2 = rule.name === "" ? [...byName.values()].flat() : byName.get(rule.name) ?? [];
  if (named2.length === 0) return `no ${rule.kind} in the input has the name "${rule.name}"`;
  const spaceOf2 = ({ namespace = application2.namespace }) => namespace;
  const isElsewhere2 = named2.every(
    (each2) => rule.namespace !== "" && ![void 0, rule.namespace].includes(spaceOf2(each2))
  );
  return isElsewhere2 ? `no ${rule.kind} in the input is in the namespace "${rule.namespace}"` : void 0;
}

// src/kubernetes/service.ts
var isService = ({ kind: kind2, apiVersion }) => kind2 === "Service" && groupOf(apiVersion) === "";
function selectorIn(service) {
  const selector = asEntries(fieldOf(service, "spec", "selector")) ?? {};
  return Object.keys(selector).length === 0 ? void 0 : selector;
}

// src/check/pods.ts
function labelReader() {
  const known = /* @__PURE__ */ new Map();
  return (workload2) => {
    if (!known.has(workload2)) known.set(workload2, podLabelsOf(workload2));
    return known.get(workload2);
  };
}
function runsPods(manifest) {
  const isOfApps = ["StatefulSet", "ReplicaSet", "DaemonSet"].includes(manifest.kind);
  if (isOfApps) return groupOf(manifest.apiVersion) === "apps";
  return isRollout(manifest) || isDeployment(manifest) && !isPatch2(manifest);
}
function hasOwnPods(manifest) {
  const isOfAll2 = manifest.kind === "DaemonSet" || manifest.kind === "ReplicaSet";
  return runsPods(manifest) && !isOfAll2 && !hasValue(manifest, "spec", "workloadRef");
}
var mostCompared = 3e7;
function podFinder(workloads) {
  const index = indexed(workloads, keysOf);
  const limit2 = limitOf("selectors may match too many pods", mostCompared);
  function* find2(selecting, selector) {
    const size = JSON.stringify(selector ?? null).length;
    const choices = conditionsIn(selector).map(
      (labels) => labels.map((label) => index.get(indexKey(selecting.namespace, label)) ?? [])
    );
    const [fewest = []] = choices.toSorted((a, b) => countIn2(a) - countIn2(b));
    for (const some of fewest)
      for (const workload2 of some) {
        if (!limit2.allows(size, selecting)) return;
        if (matches(selector, workload2.labels)) yield workload2;
      }
  }
  return { find: find2, problems: limit2.problems };
}
var countIn2 = (lists) => lists.reduce((sum, { length }) => sum + length, 0);
var indexKey = (namespace, label) => JSON.stringify([namespace, ...label]);
function keysOf({ manifest: { namespace }, labels }) {
  const own = Object.entries(labels).flatMap(([key, value]) => [
    [key],
    [key, String(value)]
  ]);
  return [[], ...own].map((label) => indexKey(namespace, label));
}
function conditionsIn(selector) {
  const entries = asEntries(selector);
  const wanted = Object.entries(asEntries(entries?.["matchLabels"]) ?? {});
  const expressions = itemsOf(entries, "matchExpressions").map((each2) => {
    const key = textOf(each2, "key") ?? "";
    const operator = textOf(each2, "operator");
    if (operator === "Exists") return [[key]];
    if (operator !== "In") return [[]];
    return [...new Set(itemsOf(each2, "values").map(String))].map((value) => [key, value]);
  });
  return [[[]], ...wanted.map(([key, value]) => [[key, String(value)]]), ...expressions];
}

// src/check/objects-services.ts
var makers = ["Pod", "Job", "CronJob", "PodTemplate", "ReplicaSet", "Experiment"];
var routes = ["VirtualNode", "DestinationRule"];
var mayHaveHash = (manifest) => runsPods(manifest) || [...makers, ...routes].includes(manifest.kind);
function selectionProblems(view) {
  return [
    ...view.manifests.filter((each2) => !mayHaveHash(each2)).flatMap(hashProblems),
    ...view.manifests.filter(isRollout).flatMap((each2) => wipedHashes(each2, view))
  ];
}
function hashProblems(manifest) {
  return hashSelectionsIn(manifest).map(
    ({ node, label }) => hashInSelector(locate(manifest.document, node.start), titleOf(manifest), label)
  );
}
function wipedHashes(rollout3, view) {
  return servicesIn(resourceOf(rollout3)).flatMap(({ name }) => {
    const service = view.near(rollout3, name).find(isService);
    if (!service) return [];
    const [application2] = view.bringersOf(service);
    const way = wayOf(application2, resourceOf(service));
    if (way === "apply") return [];
    const option = way === "replace" ? "Replace=true" : "ServerSideApply=true";
    const at = placeOfOption(option, service, application2);
    return [serviceHashWiped(at, titleOf(service), titleOf(rollout3), option)];
  });
}
function placeOfOption(option, manifest, application2) {
  return application2?.manifest && application2.options.includes(option) ? placeOf(application2.manifest, ...application2.spec, "syncPolicy", "syncOptions") : placeOf(manifest, "metadata", "annotations", syncOptions);
}

// src/check/objects-applications.ts
function applicationProblems(view, pairs3) {
  const rollouts = view.manifests.filter(isRollout);
  return [
    ...pairs3.flatMap((pair) => ignoredStages(pair, view)),
    ...pairs3.flatMap(({ deployment: deployment3 }) => countedBy(view.bringersOf(deployment3), deployment3)),
    ...rollouts.flatMap((rollout3) => [
      ...undoneAutoscaler(rollout3, view),
      ...replaced(rollout3, view),
      ...ignoredSteps(rollout3, view)
    ]),
    ...deadRules(view)
  ];
}
function fateOfReplicas(manifest, view) {
  return agreedFate(manifest, replicasPath, view.syncing)?.is;
}
function syncOf2(deployment3, view) {
  const [rollout3] = rolloutsOf(deployment3, view.scope);
  return syncOf([deployment3, rollout3], view.syncing).application;
}
function ignoredStages({ deployment: deployment3, rollout: rollout3, own, scaleDown }, view) {
  if (own === 0 || scaleDown) return [];
  return [deployment3, rollout3].flatMap(
    (workload2) => fatesToTell(workload2, replicasPath, view.syncing).flatMap((fate) => {
      const [rule] = fate.rules;
      if (!rule?.manifest || fate.is === "applied") return [];
      const at = placeOf(rule.manifest, ...rule.path);
      const [title2, name] = [titleOfApplication(fate.application), workload2.name ?? ""];
      if (fate.is === "unknown") return [ignoreNotCertain(at, title2, workload2.kind, name)];
      const option = effectiveOption(fate.application) ?? "";
      return [stageIgnored(at, title2, workload2.kind, name, option)];
    })
  );
}
function* ignoredSteps(rollout3, view) {
  const steps3 = ["spec", "strategy", "canary", "steps"];
  if (itemsOf(resourceOf(rollout3), ...steps3).length === 0) return;
  for (const fate of fatesToTell(rollout3, steps3, view.syncing)) {
    const [rule] = fate.rules;
    if (!rule?.manifest || fate.is !== "kept" && fate.is !== "skipped") continue;
    const at = placeOf(rule.manifest, ...rule.path);
    const option = effectiveOption(fate.application) ?? "";
    yield stepsIgnored(at, titleOfApplication(fate.application), titleOf(rollout3), option);
  }
}
function* replaced(rollout3, view) {
  if (workloadNameOf(rollout3) === void 0) return;
  const [application2] = view.bringersOf(rollout3);
  if (wayOf(application2, resourceOf(rollout3)) !== "replace") return;
  yield replaceConflicts(
    placeOfOption("Replace=true", rollout3, application2),
    titleOf(rollout3)
  );
}
function* undoneAutoscaler(rollout3, view) {
  const stated = replicasOf(rollout3);
  if (typeof stated !== "number") return;
  const fates = fatesToTell(rollout3, replicasPath, view.syncing).filter(({ is }) => is !== "kept");
  if (fates.length === 0) return;
  const autoscaler = scalersOf(rollout3, view.scope).find(
    (each2) => isAwake(autoscalerIn(resourceOf(each2)))
  );
  if (!autoscaler || !isCertain(rollout3, view)) return;
  for (const { is, application: application2, rules: rules2 } of fates) {
    const { manifest, spec } = application2;
    const [rule] = rules2;
    const title2 = titleOfApplication(application2);
    if (is === "unknown" && rule?.manifest) {
      const place = placeOf(rule.manifest, ...rule.path);
      yield ignoreNotCertain(place, title2, "Rollout", rollout3.name ?? "");
    } else if (manifest) {
      const at = placeOf(manifest, ...spec, "ignoreDifferences");
      yield syncUndoesAutoscaler(at, title2, titleOf(rollout3), stated, titleOf(autoscaler));
    }
  }
}
function isCertain(manifest, { bringersOf: bringersOf2, known }) {
  const bringers = bringersOf2(manifest);
  const { namespace = known.namespace, ...identity } = identityOf(manifest);
  const brings = (each2) => bringsFile(each2, manifest.document.source.file) || mayBring(each2, { ...identity, namespace }) === "yes";
  return bringers.length === 1 || bringers.every(brings);
}

// src/check/objects-autoscalers.ts
function autoscalerProblems(view, pairs3) {
  const autoscalers = view.manifests.filter(isAutoscaler);
  const targeting = [...autoscalers, ...view.manifests.filter(isVerticalPodAutoscaler)];
  return [
    ...targeting.flatMap((each2) => targetProblems(each2, view)),
    ...severalOnOne(autoscalers, view, pairs3),
    ...autoscalers.flatMap((each2) => [
      ...pauseProblems(each2, view),
      ...boundsProblems(each2),
      ...fallbackProblems(each2)
    ])
  ];
}
var apiVersions = /* @__PURE__ */ new Map([
  ["Deployment", "apps/v1"],
  ["Rollout", "argoproj.io/v1alpha1"]
]);
function targetProblems(autoscaler, view) {
  const target3 = targetOf2(autoscaler);
  if (!target3 || target3.name.includes("{{")) return [];
  const field = isVerticalPodAutoscaler(autoscaler) ? "targetRef" : "scaleTargetRef";
  const written = findString(autoscaler.node, "spec", field, "apiVersion");
  const kind2 = rightKind(target3.kind);
  const right = apiVersions.get(kind2);
  if (right === void 0) return [];
  if (kind2 !== target3.kind || !isRight2(autoscaler, target3, written)) {
    const at = placeOf(autoscaler, "spec", field, kind2 === target3.kind ? "apiVersion" : "kind");
    const wrong = kind2 === target3.kind ? written : target3.apiVersion;
    return [
      autoscalerTargetWrong(
        at,
        titleOf(autoscaler),
        target3.kind,
        wrong,
        `${right} ${kind2}`
      )
    ];
  }
  return [...missingTarget(autoscaler, target3, view)].filter(view.isComplete);
}
var rightKind = (word4) => [...apiVersions.keys()].find((kind2) => kind2.toLowerCase() === word4.toLowerCase()) ?? word4;
function isRight2(autoscaler, { kind: kind2 }, written) {
  if (written === void 0) return kind2 === "Deployment" && isScaledObject(autoscaler);
  if (kind2 === "Deployment") return groupOf(written) === "apps";
  return written === apiVersions.get(kind2) || groupOf(written).endsWith("kruise.io");
}
function* missingTarget(autoscaler, { kind: kind2, name, apiVersion }, view) {
  if (groupOf(apiVersion).endsWith("kruise.io")) return;
  const near = view.near(autoscaler, name);
  const isWanted2 = kind2 === "Rollout" ? isRollout : isDeployment;
  const other2 = near.find(kind2 === "Rollout" ? isDeployment : isRollout);
  if (!other2 || near.some(isWanted2) || kind2 === "Deployment" && view.folders.isApart(name)) return;
  const field = isVerticalPodAutoscaler(autoscaler) ? "targetRef" : "scaleTargetRef";
  const at = placeOf(autoscaler, "spec", field, "kind");
  yield autoscalerTargetMissing(at, titleOf(autoscaler), kind2, name, titleOf(other2));
}
var boundsProblems = (autoscaler) => targetOf2(autoscaler) ? [...boundsRefusals(autoscaler, titleOf(autoscaler))] : [];
function* fallbackProblems(autoscaler) {
  const [bounds, fallback = 0] = [boundsOf2(autoscaler), fallbackCountIn(resourceOf(autoscaler))];
  if (!bounds || fallback < 1 || fallback >= bounds.min) return;
  const at = placeOf(autoscaler, "spec", "fallback", "replicas");
  yield fallbackBelowMinimum(at, titleOf(autoscaler), fallback, bounds.min);
}
function severalOnOne(autoscalers, { scope }, pairs3) {
  const pairOf2 = new Map(
    pairs3.flatMap(
      ({ deployment: deployment3, manifests: { autoscalers: autoscalers2, rolloutAutoscalers } }) => [...autoscalers2, ...rolloutAutoscalers].map((each2) => [each2, deployment3])
    )
  );
  const scaling4 = autoscalers.filter((each2) => targetOf2(each2) && !takesOver(each2));
  const groups3 = grouped(scaling4, (each2) => {
    const target3 = targetOf2(each2);
    return pairOf2.get(each2) ?? `${target3?.kind}/${target3?.name}`;
  });
  return [...groups3.values()].flatMap(([first, ...others2]) => {
    const second = others2.find((each2) => first && isOther(first, each2) && scope.together(first, each2));
    if (!first || !second) return [];
    const { kind: kind2, name } = targetOf2(second) ?? { kind: "", name: "" };
    const at = placeOf(second, "spec", "scaleTargetRef");
    return [severalAutoscalers(at, `${kind2} "${name}"`, [first, second].map(titleOf))];
  });
}
var isOther = (a, b) => a.kind !== b.kind || a.name !== b.name;
function takesOver(autoscaler) {
  const annotations = findStrings(autoscaler, "annotations");
  return String(annotations["scaledobject.keda.sh/transfer-hpa-ownership"]) === "true";
}
function* pauseProblems(autoscaler, { scope }) {
  const path3 = pauseOf(autoscaler);
  const target3 = targetOf2(autoscaler);
  if (!path3 || !target3) return;
  const { kind: kind2, name } = target3;
  const isMoving = scope.rolloutsByWorkload.get(name)?.some((each2) => scope.together(each2, autoscaler));
  const isOurs4 = kind2 === "Deployment" && !isScaledObject(autoscaler) && !isMoving;
  if (kind2 !== "Rollout" && !isOurs4) return;
  const at = placeOf(autoscaler, ...path3);
  yield pauseLeftBehind(at, titleOf(autoscaler), `${kind2} "${name}"`, path3.join("."));
}

// src/check/objects-budgets.ts
function budgetProblems(view) {
  const budgets = view.manifests.filter(
    ({ kind: kind2, apiVersion }) => kind2 === "PodDisruptionBudget" && apiVersion === "policy/v1"
  );
  if (budgets.length === 0) return [];
  const owners2 = view.manifests.filter(runsPods).flatMap((manifest) => {
    const labels = view.labelsOf(holderOf2(manifest, view));
    return labels ? [{ manifest, labels }] : [];
  });
  const finder = podFinder(owners2);
  const blocked2 = budgets.flatMap((budget2) => [...blockedBy(budget2, finder, view)]);
  return [...blocked2, ...finder.problems()];
}
function* blockedBy(budget2, finder, view) {
  const read3 = (field) => valueOf(findNode(budget2.node, "spec", field));
  const title2 = titleOf(budget2);
  const most4 = read3("maxUnavailable");
  if (isNone(most4)) {
    const at2 = placeOf(budget2, "spec", "maxUnavailable");
    yield budgetBlocksEviction(at2, title2, "maxUnavailable", String(most4), void 0);
  }
  const least = read3("minAvailable");
  if (typeof least !== "number" && typeof least !== "string") return;
  const at = placeOf(budget2, "spec", "minAvailable");
  if (least === "100%") {
    yield budgetBlocksEviction(at, title2, "minAvailable", least, void 0);
    return;
  }
  const pods4 = podsHeld(budget2, least, { finder, view });
  if (pods4 === void 0) return;
  yield budgetBlocksEviction(at, title2, "minAvailable", String(least), pods4);
}
var isNone = (value) => value === 0 || value === "0" || value === "0%";
function podsHeld(budget2, least, { finder, view }) {
  const selector = valueOf(findNode(budget2.node, "spec", "selector"));
  const needed = (of) => podsIn({ value: least, of, rounded: "up" });
  let pods4 = 0;
  for (const { manifest } of finder.find(budget2, selector)) {
    const own = mostOf(manifest, view);
    if (own === void 0) return void 0;
    pods4 += own;
    if ((needed(pods4) ?? 0) < pods4) return void 0;
  }
  return pods4 > 0 && finder.problems().length === 0 ? pods4 : void 0;
}
function holderOf2(owner, { near }) {
  const name = isRollout(owner) ? workloadNameOf(owner) : void 0;
  return name !== void 0 && near(owner, name).find(isDeployment) || owner;
}
function mostOf(owner, { scope }) {
  const stated = replicasOf(owner);
  const bounds = scalersOf(owner, scope).map(boundsOf2);
  if (bounds.includes(void 0) || typeof stated !== "number") return void 0;
  return Math.max(stated, ...bounds.map((each2) => each2?.max ?? 0));
}

// src/argocd/actions.ts
var actionsKey = "resource.customizations.actions.argoproj.io_Rollout";
var mark = "# Made by `rolloutify argocd actions`: change the profiles and run it again. ";
var hashOf2 = (text3) => sha256(text3).slice(0, 8);
function isPrinted(text3) {
  const [first = ""] = text3.split("\n", 1);
  return first === `${mark}${hashOf2(text3.slice(first.length + 1))}`;
}
var guard = `local annotations = obj.metadata.annotations or {}
if annotations["${stepsAnnotation}"] ~= "dashboard" then
  error("the steps of this Rollout are in Git: it does not have the annotation ${stepsAnnotation}: dashboard", 0)
end
if obj.spec.strategy == nil or obj.spec.strategy.canary == nil then
  error("this Rollout has no canary", 0)
end
local status = obj.status or {}
if status.stableRS == nil then
  error("nothing is released yet: wait until the Rollout is Healthy", 0)
end
if status.currentPodHash ~= status.stableRS then
  if status.abort then error("the release is aborted: bring the old version back in Git first, or retry it", 0) end
  error("a release is on its way: promote or abort it first", 0)
end`;
var stepsOff = `${guard}
obj.spec.strategy.canary.steps = nil
annotations["${nextReleaseAnnotation}"] = "off"
obj.metadata.annotations = annotations
return obj`;

// src/check/objects-dashboard.ts
function dashboardProblems(view) {
  const switched = view.manifests.filter((each2) => isRollout(each2) && isSwitched(each2));
  return [
    ...switched.flatMap((rollout3) => [
      ...stepsInGit(rollout3),
      ...replacedSteps(rollout3, view),
      ...hiddenSteps(rollout3, view),
      ...missingActions(rollout3, view)
    ]),
    ...view.argocd.configs.flatMap((config2) => [...outdatedActions(config2, view)])
  ];
}
var steps2 = ["spec", "strategy", "canary", "steps"];
function stepsInGit(rollout3) {
  if (itemsOf(resourceOf(rollout3), ...steps2).length === 0) return [];
  return [stepsOfDashboard(placeOf(rollout3, ...steps2), titleOf(rollout3))];
}
function replacedSteps(rollout3, view) {
  const [application2] = view.bringersOf(rollout3);
  if (wayOf(application2, resourceOf(rollout3)) !== "replace") return [];
  const at = placeOfOption("Replace=true", rollout3, application2);
  return [replaceRemovesSteps(at, titleOf(rollout3))];
}
function hiddenSteps(rollout3, view) {
  const fate = agreedFate(rollout3, steps2, view.syncing);
  const [rule] = fate?.rules ?? [];
  if (!fate || !rule?.manifest || fate.is === "unknown") return [];
  const at = placeOf(rule.manifest, ...rule.path);
  const title2 = titleOfApplication(fate.application);
  return [dashboardStepsIgnored(at, title2, titleOf(rollout3))];
}
var hasActions = (config2) => textOf(resourceOf(config2), "data", actionsKey)?.includes(stepsAnnotation) ?? false;
function missingActions(rollout3, { argocd, elsewhere }) {
  const configs = argocd.configs.length > 0 ? argocd.configs : elsewhere.configs;
  if (configs.length === 0 || configs.some(hasActions)) return [];
  const at = placeOf(rollout3, "metadata", "annotations", stepsAnnotation);
  return [actionsMissing(at, titleOf(rollout3))];
}
function* outdatedActions(config2, { actions }) {
  const own = textOf(resourceOf(config2), "data", actionsKey);
  if (actions === void 0 || own === void 0 || own === actions || !isPrinted(own)) return;
  yield actionsOutdated(placeOf(config2, "data", actionsKey));
}

// src/check/objects-duplicates.ts
function duplicateProblems({ scope, manifests }) {
  const isOfFile = (one, other2) => one.document.source.file === other2.document.source.file;
  return manifests.flatMap((manifest) => {
    const [first] = scope.sameAs(manifest);
    const isRepeated = first && first !== manifest && isOfFile(first, manifest);
    return isRepeated ? [...duplicateRefusals(manifest, scope)] : [];
  });
}

// src/check/expression.ts
var patterns = [
  [
    "operator",
    /(?:&&|\|\||==|!=|<=|>=|\*\*|\?\?|[<>+*/%^,?:]|(?:and|or|in|contains|matches|startsWith|endsWith)\b)/y
  ],
  ["prefix", /(?:!|-|not\b)/y],
  [
    "value",
    /(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|[A-Za-z_][\w]*(?:\??\.[A-Za-z_]\w*)*)/y
  ],
  ["open", /[([]/y],
  ["close", /[)\]]/y]
];
var beyond = /[{}#;|\\`]|\.\.|\blet\b|\bif\b/;
function whyUnreadable(condition) {
  const text3 = condition.replace(/\{\{\s*(?:args|inputs)\.[^}]*\}\}/g, "0");
  const plain3 = text3.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''");
  if (beyond.test(plain3.replaceAll("||", ""))) return void 0;
  if (/[^=!<>]=(?!=)/.test(plain3)) return '"=" compares nothing: equal is ==';
  const word4 = /\b(?:AND|OR|NOT)\b/.exec(plain3)?.[0];
  if (word4) return `"${word4}" is written ${word4.toLowerCase()}`;
  return reasonIn(text3);
}
function reasonIn(text3) {
  const open = [];
  let needsValue = true;
  let last = "";
  for (let at = 0; at < text3.length; ) {
    if (/\s/.test(text3[at] ?? "")) {
      at++;
      continue;
    }
    const token = tokenAt(text3, at);
    if (!token) return `"${text3.slice(at, at + 10)}" is not understood`;
    const { kind: kind2, text: own } = token;
    at += own.length;
    if (kind2 === "value") {
      if (!needsValue) return `there is no operator before "${own}"`;
      needsValue = false;
    } else if (kind2 === "open") {
      open.push(own);
      needsValue = true;
    } else if (kind2 === "close") {
      if (open.pop() !== (own === ")" ? "(" : "[")) return `"${own}" closes nothing`;
      if (needsValue && last !== "(" && last !== "[") return `there is nothing behind "${last}"`;
      needsValue = false;
    } else {
      const isSign = kind2 === "prefix" || own === "+";
      if (needsValue && !isSign) return `there is nothing before "${own}"`;
      if (!needsValue && kind2 === "prefix" && own === "!") return 'there is no operator before "!"';
      needsValue = true;
    }
    last = own;
  }
  if (open.length > 0) return `"${open.at(-1)}" is not closed`;
  return needsValue ? `there is nothing behind "${last}"` : void 0;
}
function tokenAt(text3, at) {
  for (const [kind2, pattern] of patterns) {
    pattern.lastIndex = at;
    const found2 = pattern.exec(text3)?.[0];
    if (found2 !== void 0) return { kind: kind2, text: found2 };
  }
  return void 0;
}
var guard2 = /(!|\bnot\s)?\s*isNil\(\s*result\s*\)|(?:result\s*([!=])=\s*nil|nil\s*([!=])=\s*result)\b/g;
function comparesNil(condition) {
  if (!/[<>]|==|!=/.test(condition) || /\?\?/.test(condition)) return false;
  const rest = condition.replace(/\bdefault\s*\(\s*result\b/g, (text3) => "~".repeat(text3.length));
  const plain3 = rest.replace(guard2, (text3) => "~".repeat(text3.length));
  const compared = plain3.search(/\bresult\b/);
  if (compared < 0) return false;
  const before = [...rest.matchAll(guard2)].filter(({ index }) => index < compared);
  return !before.some((found2) => isGuarding(found2, rest));
}
function isGuarding(found2, condition) {
  const [text3, not, sign, other2] = found2;
  const holdsOnData = not !== void 0 || (sign ?? other2) === "!";
  const behind2 = condition.slice(found2.index + text3.length);
  const joined5 = /^[\s)]*(&&|and\b|\|\||or\b)/.exec(behind2)?.[1];
  if (joined5 === void 0) return true;
  return holdsOnData === (joined5 === "&&" || joined5 === "and");
}
function withoutData2(condition) {
  const any = condition.split(/\|\||\bor\b/).map(allOf);
  if (any.includes(true)) return any.includes(void 0) ? void 0 : true;
  return any.includes(void 0) ? void 0 : false;
}
function allOf(condition) {
  const all2 = condition.split(/&&|\band\b/).map(termWithoutData);
  if (all2.includes(void 0)) return void 0;
  return !all2.includes(false);
}
var operators = {
  "<": (one, other2) => one < other2,
  "<=": (one, other2) => one <= other2,
  ">": (one, other2) => one > other2,
  ">=": (one, other2) => one >= other2,
  "==": (one, other2) => one === other2,
  "!=": (one, other2) => one !== other2
};
function termWithoutData(term) {
  const text3 = term.trim();
  if (text3 === "true" || text3 === "false") return text3 === "true";
  const [, not] = /^(!|not )?\s*isNil\(\s*result\s*\)$/.exec(text3) ?? [void 0, "unknown"];
  if (not !== "unknown") return not === void 0;
  const number = "(-?[0-9]+(?:\\.[0-9]+)?)";
  const form = `^default\\(\\s*result\\s*,\\s*${number}\\s*\\)\\s*([<>]=?|==|!=)\\s*${number}$`;
  const [, given3 = "", operator = "", limit2 = ""] = new RegExp(form).exec(text3) ?? [];
  return operators[operator]?.(Number(given3), Number(limit2));
}

// src/check/metric-problems.ts
var conditionUnreadable = define({
  code: "condition-unreadable",
  severity: "error",
  message: (field, template, reason) => `${field} of ${template} cannot be evaluated: ${reason}`,
  hint: "correct the expression",
  why: "Every measurement ends in an error, and by default the fifth error in a row aborts the canary."
});
var comparesWithNil = define({
  code: "compares-with-nil",
  severity: "warning",
  message: (field, metric, template) => `${field} of metric "${metric}" in ${template} compares the result even if there is no data`,
  hint: "test for data first: !isNil(result) && default(result, 0) < LIMIT",
  why: "Without data the comparison is an error, and by default the fifth error in a row aborts the canary."
});
var metricWithoutCondition = define({
  code: "metric-without-condition",
  severity: "warning",
  message: (metric, template) => `Metric "${metric}" of ${template} has neither successCondition nor failureCondition, so every value passes`,
  hint: "set a successCondition, such as !isNil(result) && default(result, 0) < LIMIT",
  why: "The analysis measures but never stops a faulty canary."
});
var windowLongerThanRun = define({
  code: "window-longer-than-run",
  severity: "warning",
  message: (metric, template, { window, run }) => `Metric "${metric}" of ${template} looks back ${window}s, but its run takes only ${run}s, so each measurement includes the time before the canary`,
  hint: "set initialDelay to the interval of the provider, or measure for longer: count \xD7 interval",
  why: "The measurements mostly show the old version, so a faulty canary passes."
});
var secretNotNamed = define({
  code: "secret-not-named",
  severity: "error",
  message: (template) => `${template} sets secretRef.namespaced but names no Secret`,
  hint: "set secretRef.name, or remove namespaced",
  why: "The provider has no API key, so every measurement ends in an error."
});
var secretElsewhere = define({
  code: "secret-elsewhere",
  severity: "warning",
  message: (template, name) => `${template} names Secret "${name}", which is read from the namespace of the controller, not from that of the template`,
  hint: "set `secretRef.namespaced: true`, or create the Secret in the namespace of the controller",
  why: "If the controller's namespace has no such Secret, every measurement ends in an error."
});

// src/check/objects-metrics.ts
function metricProblems2(view) {
  return view.manifests.filter(isTemplate).flatMap(
    (template) => findItems(template.node, "spec", "metrics").flatMap((metric) => [
      ...conditionProblems(template, metric),
      ...passProblems(template, metric),
      ...windowProblems(template, metric),
      ...secretProblems(view, template, metric)
    ])
  );
}
var datadogOf = (metric) => findNode(metric, "provider", "datadog");
var nameOf4 = (metric) => findString(metric, "name") ?? "";
function* conditionProblems(template, metric) {
  for (const field of ["successCondition", "failureCondition"]) {
    const node = findNode(metric, field);
    const condition = findString(metric, field);
    if (!node || condition === void 0 || condition === "") continue;
    const at = locate(template.document, node.start);
    const reason = whyUnreadable(condition);
    if (reason) yield conditionUnreadable(at, field, titleOf(template), reason);
    else if (datadogOf(metric) && comparesNil(condition)) {
      yield comparesWithNil(at, field, nameOf4(metric), titleOf(template));
    }
  }
}
var judged = [
  "cloudWatch",
  "datadog",
  "graphite",
  "influxdb",
  "newRelic",
  "prometheus",
  "skywalking",
  "wavefront",
  "web"
];
function* passProblems(template, metric) {
  const provider = findNode(metric, "provider");
  const [success, failure] = ["successCondition", "failureCondition"].map((field) => {
    const value = valueOf(findNode(metric, field));
    return value === void 0 || value === null || value === "" ? void 0 : value;
  });
  const at = locate(template.document, metric.start);
  if (success === void 0 && failure === void 0) {
    if (judged.some((name) => findNode(provider, name)))
      yield metricWithoutCondition(at, nameOf4(metric), titleOf(template));
    return;
  }
  const said = [success, failure].map(
    (each2) => typeof each2 === "string" ? withoutData2(each2) : each2 === void 0 ? "missing" : void 0
  );
  const [succeeds, fails2] = said;
  const passes = succeeds === true && (fails2 === "missing" || fails2 === false) || succeeds === "missing" && fails2 === false;
  if (datadogOf(metric) && passes) yield passesWithoutData(at, nameOf4(metric), "condition");
}
function* windowProblems(template, metric) {
  const datadog = datadogOf(metric);
  const count2 = Number(valueOf(findNode(metric, "count")));
  if (!datadog || !Number.isInteger(count2) || count2 < 1) return;
  const seconds = (node, byDefault) => node ? secondsOf(valueOf(node) ?? null) : byDefault;
  const own = findNode(datadog, "interval");
  const window = seconds(own, 300);
  const delay = seconds(findNode(metric, "initialDelay"), 0);
  const every = seconds(findNode(metric, "interval"), 0);
  if (window === void 0 || delay === void 0 || every === void 0) return;
  const run = delay + (count2 - 1) * every;
  if (window <= run) return;
  const at = locate(template.document, (own ?? datadog).start);
  yield windowLongerThanRun(at, nameOf4(metric), titleOf(template), { window, run });
}
function* secretProblems(view, template, metric) {
  const reference = findNode(datadogOf(metric), "secretRef");
  if (!reference) return;
  const at = locate(template.document, reference.start);
  const name = findString(reference, "name") ?? "";
  const isNamespaced = valueOf(findNode(reference, "namespaced")) === true;
  if (isNamespaced && name === "") yield secretNotNamed(at, titleOf(template));
  if (isNamespaced || name === "") return;
  const beside = view.near(template, name).find(({ kind: kind2 }) => kind2 === "Secret");
  if (!beside || beside.namespace === "argo-rollouts") return;
  yield secretElsewhere(at, titleOf(template), name);
}

// src/migration/around-problems.ts
var hints = {
  scales: "keep it inactive until the last stage, then point it at the Rollout",
  recommends: "point its targetRef at the Rollout in the commit of the last stage",
  measures: "point it at the Rollout, or at the pods of both, before the autoscaler wakes again",
  watches: "count the pods of both while they move, and those of the Rollout afterwards",
  commands: "make it name the Rollout, or wait for the pods of both, once the pods have moved",
  "kube-downscaler": 'set downscaler/exclude: "true" on the Deployment while pods move, and annotate the Rollout after the last stage',
  "kube-green": "add the Deployment to its excludeRef while pods move, and patch the Rollout by its patches after the last stage",
  others: "remove it while pods move, and set it on the Rollout after the last stage"
};
var namedByOthers = define({
  code: "named-by-others",
  severity: "warning",
  message: (what, deployment3, rollout3, _how) => `${what} ${deployment3}, whose pods move to ${rollout3}`,
  hint: (_what, _deployment, _rollout, how) => hints[how],
  why: "It keeps acting on, or looking at, a Deployment that ends at 0 pods."
});
var quotaBelowPeak = define({
  code: "quota-below-peak",
  severity: "warning",
  message: (quota, { resource, most: most4, needed }) => {
    if (!resource.endsWith("pods")) {
      const [allowed, peak] = [most4, needed].map((each2) => printAmount(resource, each2));
      return `${quota} allows ${allowed} of ${resource}, but the stages need up to ${peak}`;
    }
    return `${quota} allows ${counted(most4, "pod")}, but the stages need up to ${needed}`;
  },
  hint: "raise the quota before the first grow; a rolling update also needs its maxSurge",
  why: "The API server rejects pods beyond the quota, so a grow never settles."
});
var fallbackBelowHold = define({
  code: "fallback-below-hold",
  severity: "warning",
  message: (autoscaler, fallback, pods4) => `The fallback of ${autoscaler} is ${fallback}, below the ${pods4} pods that retarget-autoscaler holds`,
  hint: "remove spec.fallback until release-autoscaler, or set its behavior to currentReplicasIfHigher",
  why: "Until KEDA 2.16 the fallback is written past the minimum, so it takes pods away while they are held."
});
var singletonRunsTwice = define({
  code: "singleton-runs-twice",
  severity: "warning",
  message: (deployment3, rollout3) => `${deployment3} has 1 pod and maxSurge: 0, so that two never run at once, but ${rollout3} runs another one while pods move`,
  hint: "make sure that two pods may run at once, or migrate while no pod needs to serve",
  why: "Two pods of a workload that expects to be alone can process the same work, or hold the same lock, twice."
});
var podHashMissing = define({
  code: "pod-hash-missing",
  severity: "warning",
  message: (what, deployment3, rollout3) => `${what} in the pod template of ${deployment3} names pod-template-hash, which the pods of ${rollout3} do not have`,
  hint: "use rollouts-pod-template-hash once the pods have moved",
  why: "The rule matches no pod of the Rollout, so its pods are spread, or kept apart, differently."
});
var projectForbidsRollout = define({
  code: "project-forbids-rollout",
  severity: "error",
  message: (project, rollout3, field) => `${project} does not allow ${rollout3}: ${field} decides which kinds Argo CD may apply`,
  hint: (_project, _rollout, field) => field === "namespaceResourceWhitelist" ? "add group argoproj.io, kind Rollout to namespaceResourceWhitelist" : "remove what matches group argoproj.io, kind Rollout from namespaceResourceBlacklist",
  why: "Argo CD refuses to sync the Rollout, so the migration cannot begin."
});

// src/check/entries.ts
function entriesOf2(workload2, { config: config2, ...run }) {
  const entries = config2?.workloads ?? [];
  if (entries.length === 0) return [];
  const found2 = findEntry(workload2, entries, run);
  if (!found2) return [];
  if (!("code" in found2)) return [found2];
  const runs = [run.release, ...entries.map(({ release }) => release)].flatMap(
    (release) => [run.namespace, ...entries.map(({ namespace }) => namespace)].map((namespace) => ({
      release: run.release ?? release,
      namespace: run.namespace ?? namespace
    }))
  );
  const possible = runs.flatMap((each2) => {
    const entry = findEntry(workload2, entries, each2);
    return entry && !("code" in entry) ? [entry] : [];
  });
  return [...new Set(possible)];
}

// src/check/objects-pairs.ts
var limitOfSame = () => limitOf("Deployments have the same name", 3e4);
function pairsOf(scope, limit2 = limitOfSame()) {
  return scope.deployments.flatMap((deployment3) => {
    const { length } = scope.sameAs(deployment3);
    if (length > 1 && !limit2.allows(length, deployment3)) return [];
    const manifests = manifestsAround(deployment3, scope);
    const [rollout3] = manifests.rollouts;
    return rollout3 ? [pairOf(manifests, rollout3)] : [];
  });
}
function pairOf(manifests, rollout3) {
  const { deployment: deployment3 } = manifests;
  const own = replicasOf(deployment3);
  const moved2 = replicasOf(rollout3);
  const planned = plannedOf(deployment3);
  return {
    deployment: deployment3,
    rollout: rollout3,
    manifests,
    own: typeof own === "number" ? own : void 0,
    moved: moved2 === "absent" ? 1 : moved2 === "wrong" ? void 0 : moved2,
    isStated: typeof moved2 === "number",
    scaleDown: scaleDownIn(resourceOf(rollout3)),
    planned: planned === "edited" ? void 0 : planned
  };
}
function isInStage({ manifests, rollout: rollout3, planned }) {
  if (planned) return findPlace(stateIn(manifests), planned) !== "nowhere";
  return isProtected(rollout3) || manifests.autoscalers.some((each2) => pauseOf(each2) !== void 0);
}
function brokenBound(autoscaler, pods4) {
  const bounds = boundsOf2(autoscaler);
  const isKeda = isScaledObject(autoscaler);
  if (!bounds || pods4 === 0 || isKeda && pauseOf(autoscaler)) return void 0;
  const suffix = isKeda ? "ReplicaCount" : "Replicas";
  if (pods4 < bounds.min) return { bound: `min${suffix}`, count: bounds.min };
  return pods4 > bounds.max ? { bound: `max${suffix}`, count: bounds.max } : void 0;
}

// src/check/objects-migration.ts
function pairProblems(pair, view) {
  const { labelsOf: labelsOf2, known } = view;
  return [
    ...severalRollouts2(pair),
    ...pausedRollouts(pair),
    ...countProblems(pair, view),
    ...scalingProblems(pair, known),
    ...scaleDownProblems(pair, view),
    ...serviceProblems(pair),
    ...waveProblems(pair),
    ...selectorProblems(pair, labelsOf2)
  ];
}
function* severalRollouts2({ deployment: deployment3, manifests }) {
  const [, second] = manifests.rollouts;
  if (!second) return;
  const at = placeOf(second, "spec", "workloadRef", "name");
  yield severalRollouts(at, titleOf(deployment3), manifests.rollouts.map(titleOf));
}
function* pausedRollouts({ rollout: rollout3 }) {
  if (!isPausedIn(resourceOf(rollout3))) return;
  yield rolloutPaused(placeOf(rollout3, "spec", "paused"), titleOf(rollout3));
}
function* countProblems(pair, view) {
  const { deployment: deployment3, rollout: rollout3, own, moved: moved2, isStated, scaleDown } = pair;
  const at = placeOf(deployment3, "spec", "replicas");
  const titles = [titleOf(deployment3), titleOf(rollout3)];
  if (own === 0 && moved2 === 0)
    yield noneServes(placeOf(rollout3, "spec", "replicas"), ...titles);
  if (keepsUnstatedPods(pair) && view.isComplete()) {
    const place = placeOf(deployment3, "metadata", "name");
    yield deploymentKeepsPods(place, ...titles);
  }
  yield* singletonProblems(pair);
  if (!own || scaleDown || !bothAreFull(pair) || isInStage(pair)) return;
  yield bothServe(at, titles[0], own, titles[1], isStated ? moved2 : void 0);
}
var keepsUnstatedPods = ({ own, moved: moved2 = 0, scaleDown, manifests, deployment: deployment3 }) => own === void 0 && replicasOf(deployment3) === "absent" && moved2 > 0 && !scaleDown && manifests.autoscalers.length === 0;
function* singletonProblems(pair) {
  const { deployment: deployment3, rollout: rollout3, manifests, own } = pair;
  const isUnstated = replicasOf(deployment3) === "absent" && manifests.autoscalers.length === 0;
  if ((isUnstated ? 1 : own) !== 1 || !neverSurges(resourceOf(deployment3))) return;
  const at = placeOf(deployment3, "spec", "strategy", "rollingUpdate", "maxSurge");
  yield singletonRunsTwice(at, titleOf(deployment3), titleOf(rollout3));
}
function bothAreFull({ own = 0, moved: moved2 = 0, isStated, manifests }) {
  if (own === 0 || moved2 === 0) return false;
  return moved2 >= own || !isStated && manifests.rolloutAutoscalers.length > 0;
}
function* scalingProblems(pair, known) {
  const { deployment: deployment3, rollout: rollout3, manifests, own, moved: moved2 = 0 } = pair;
  const { autoscalers, rolloutAutoscalers } = manifests;
  const titles = [titleOf(deployment3), titleOf(rollout3)];
  if (autoscalers.length + rolloutAutoscalers.length === 0) yield* missingAutoscaler(pair, known);
  for (const autoscaler of autoscalers) {
    const at = placeOf(autoscaler, "spec", "scaleTargetRef", "kind");
    const isPaused = pauseOf(autoscaler) !== void 0;
    if (own === 0 && !isPaused && moved2 > 0 && rolloutAutoscalers.length === 0)
      yield autoscalerLeftBehind(at, titleOf(autoscaler), ...titles);
    const fought = own !== void 0 && (isPaused || moved2 > 0) ? boundFight(autoscaler, deployment3) : [];
    yield* fought;
    if (own !== 0 && moved2 > 0 && !isPaused && fought.length === 0)
      yield autoscalerAwakeInMigration(at, titleOf(autoscaler), ...titles);
  }
  for (const autoscaler of rolloutAutoscalers) {
    const bounds = boundsOf2(autoscaler);
    if (bounds && bounds.min === bounds.max) yield* boundFight(autoscaler, rollout3);
    if (!own || pair.scaleDown || bothAreFull(pair) || autoscalers.length > 0) continue;
    const at = placeOf(autoscaler, "spec", "scaleTargetRef", "kind");
    yield autoscalerOnRollout(at, titleOf(autoscaler), titles[1]);
  }
}
function boundFight(autoscaler, target3) {
  const stated = replicasOf(target3);
  const broken = typeof stated === "number" ? brokenBound(autoscaler, stated) : void 0;
  if (!broken || typeof stated !== "number") return [];
  const at = placeOf(autoscaler, "spec", broken.bound);
  const facts = { ...broken, autoscaler: titleOf(autoscaler), title: titleOf(target3), stated };
  return [boundsFightStage(at, facts)];
}
function* missingAutoscaler({ deployment: deployment3, planned }, known) {
  if (!planned) return;
  const isNone2 = entriesOf2(deployment3, known).some(({ autoscaler }) => autoscaler === "none");
  const before = baselineReplicas(deployment3);
  if (isNone2 || before === void 0 || before === planned.replicas) return;
  const at = placeOf(deployment3, "metadata", "annotations", planAnnotation);
  yield autoscalerMissing(at, titleOf(deployment3));
}
function baselineReplicas(deployment3) {
  const edits = recall(deployment3);
  if (!edits || edits === "edited") return void 0;
  const source2 = openSource("", applyEdits(deployment3.document.text, edits));
  const found2 = documentsIn(source2).flatMap(manifestsOf).find(({ kind: kind2, name }) => kind2 === deployment3.kind && name === deployment3.name);
  return found2 && replicasOf(found2);
}
function* scaleDownProblems(pair, view) {
  const { deployment: deployment3, rollout: rollout3, manifests, own, moved: moved2, scaleDown } = pair;
  if (!scaleDown || own === 0 || moved2 === void 0) return;
  const bounds = manifests.autoscalers[0] && boundsOf2(manifests.autoscalers[0]);
  const most4 = Math.max(own ?? 0, bounds?.max ?? 0);
  const title2 = titleOf(deployment3);
  const at = placeOf(rollout3, "spec", "workloadRef", "scaleDown");
  if (moved2 < most4 || moved2 === 0) {
    const facts = { mode: scaleDown, deployment: title2, most: Math.max(most4, 1), moved: moved2 };
    yield scaleDownDrains(at, facts);
  } else if (own !== void 0 && fateOfReplicas(deployment3, view) !== "kept") {
    const replicas = placeOf(deployment3, "spec", "replicas");
    yield scaleDownUndone(replicas, scaleDown, title2, own);
  }
}
function* serviceProblems(pair) {
  const { deployment: deployment3, rollout: rollout3 } = pair;
  if (!isShortOfPods(pair)) return;
  for (const { role, path: path3, name } of servicesIn(resourceOf(rollout3))) {
    if (role !== "live") continue;
    const at = placeOf(rollout3, ...path3);
    yield serviceBeforeMove(at, titleOf(rollout3), name, titleOf(deployment3));
  }
}
function* waveProblems({ deployment: deployment3, rollout: rollout3 }) {
  const [wave = 0, other2 = 0] = [rollout3, deployment3].map((each2) => syncWaveIn(resourceOf(each2)));
  if (wave >= other2) return;
  const at = placeOf(rollout3, "metadata", "annotations", syncWave);
  yield waveBeforeDeployment(at, titleOf(rollout3), wave, titleOf(deployment3), other2);
}
function isShortOfPods(pair) {
  const { manifests, own, moved: moved2 = 0, planned } = pair;
  if (own === void 0) return manifests.autoscalers.some((each2) => !pauseOf(each2));
  if (own === 0) return false;
  return isInStage(pair) ? moved2 < (planned?.replicas ?? Infinity) : moved2 < own;
}
function* selectorProblems({ deployment: deployment3, rollout: rollout3 }, labelsOf2) {
  const path3 = ["spec", "selector"];
  if (!hasValue(rollout3, ...path3) || !hasValue(deployment3, ...path3)) return;
  const [own, wanted] = [rollout3, deployment3].map(({ node }) => valueOf(findNode(node, ...path3)));
  if (own === void 0 || wanted === void 0 || canonical(own) === canonical(wanted)) return;
  const at = placeOf(rollout3, ...path3);
  const titles = [titleOf(rollout3), titleOf(deployment3)];
  const labels = labelsOf2(deployment3);
  if (labels && !matches(own, labels)) yield selectorMissesPods(at, ...titles);
  else yield selectorDiffers(at, ...titles);
}

// src/kubernetes/limits.ts
var isProject = ({ kind: kind2, apiVersion }) => kind2 === "AppProject" && groupOf(apiVersion) === "argoproj.io";
function forbiddingProject({ namespace }, projects, bringers) {
  const found2 = projects.filter(
    (each2) => bringers.length > 0 ? bringers.some(({ project }) => project === each2.name) : bringsTo(resourceOf(each2), namespace)
  ).map((project) => ({ project, field: forbiddingField(resourceOf(project)) }));
  const names = new Set(bringers.map(({ project }) => project));
  const [first] = found2;
  if (!first || names.size > found2.length) return void 0;
  return found2.every(({ field }) => field !== void 0) ? { project: first.project, field: first.field ?? "" } : void 0;
}
function bringsTo(project, namespace) {
  if (namespace === void 0) return false;
  const patterns2 = itemsOf(project, "spec", "destinations").map(
    (each2) => textOf(each2, "namespace") ?? ""
  );
  const isDenied = patterns2.some(
    (each2) => each2.startsWith("!") && matchesGlob(each2.slice(1), namespace)
  );
  return !isDenied && patterns2.some((each2) => !each2.startsWith("!") && matchesGlob(each2, namespace));
}
function forbiddingField(project) {
  const names = (field) => itemsOf(project, "spec", field).some(
    (each2) => matchesGlob(textOf(each2, "group") ?? "", "argoproj.io") && matchesGlob(textOf(each2, "kind") ?? "", "Rollout")
  );
  if (names("namespaceResourceBlacklist")) return "namespaceResourceBlacklist";
  const allowed = "namespaceResourceWhitelist";
  const isStated = itemsOf(project, "spec", allowed).length > 0;
  return isStated && !names(allowed) ? allowed : void 0;
}

// src/check/objects-limits.ts
function limitProblems(view, pairs3) {
  const projects = view.manifests.filter(isProject);
  const quotas = view.manifests.filter(isQuota);
  const rollouts = view.manifests.filter(isRollout);
  const limit2 = limitOf("projects may forbid too many Rollouts", 5e5);
  return [
    ...rollouts.filter((each2) => limit2.allows(projects.length, each2)).flatMap((each2) => forbidden(each2, projects, view)),
    ...limit2.problems(),
    ...quotas.flatMap((each2) => [...overQuota(each2, pairs3, view)]),
    ...waiting(rollouts, view)
  ];
}
function forbidden(rollout3, projects, view) {
  if (projects.length === 0) return [];
  const found2 = forbiddingProject(rollout3, projects, view.bringersOf(rollout3));
  if (!found2) return [];
  const { project, field } = found2;
  const at = placeOf(project, "spec", field);
  return [projectForbidsRollout(at, titleOf(project), titleOf(rollout3), field)];
}
function* overQuota(quota, pairs3, view) {
  const { together, deployments } = view.scope;
  const inSpace = (each2) => together(each2, quota);
  const own = pairs3.filter(({ deployment: deployment3 }) => inSpace(deployment3));
  if (own.length === 0) return;
  const moving = new Set(own.map(({ deployment: deployment3 }) => deployment3));
  const others2 = deployments.filter((each2) => !moving.has(each2) && inSpace(each2));
  const demands = [
    ...own.map(({ deployment: deployment3, own: own2 = 0, moved: moved2 = 0 }) => ({
      workload: deployment3,
      pods: own2 + moved2
    })),
    ...others2.map((workload2) => ({ workload: workload2, pods: statedPodsOf(workload2) }))
  ];
  const ranges = view.manifests.filter((each2) => isLimitRange(each2) && inSpace(each2));
  const shortage = shortageOf(quota, demands, ranges);
  if (shortage)
    yield quotaBelowPods(placeOf(quota, "spec", "hard"), titleOf(quota), shortage);
}
function waiting(rollouts, view) {
  const pausing = rollouts.filter((each2) => stopsForPeople(resourceOf(each2)));
  if (pausing.length === 0) return [];
  const late2 = view.all.flatMap((each2) => {
    const order = orderOf(each2);
    return order ? [{ manifest: each2, ...order }] : [];
  });
  const waves = new Map(pausing.map((each2) => [each2, orderOf(each2)?.wave ?? 0]));
  return late2.flatMap(({ manifest, wave, isHook: isHook2, isOfHelm, path: path3 }) => {
    const rollout3 = pausing.find(
      (each2) => (isHook2 || wave > (waves.get(each2) ?? 0)) && (!isOfHelm || view.bringersOf(each2).length > 0) && isOfSync(manifest, each2, view)
    );
    if (!rollout3) return [];
    const at = placeOf(manifest, ...path3);
    return [syncWaitsForCanary(at, titleOf(manifest), titleOf(rollout3))];
  });
}
var isOfSync = (manifest, rollout3, { scope }) => manifest !== rollout3 && scope.together(manifest, rollout3);
var stopsForPeople = (rollout3) => itemsOf(rollout3, "spec", "strategy", "canary", "steps").some((step3) => {
  const pause = asEntries(fieldOf(step3, "pause"));
  return pause !== void 0 && (pause["duration"] ?? null) === null;
});
function orderOf(manifest) {
  const resource = resourceOf(manifest);
  const annotations = ["metadata", "annotations"];
  if (isHook(manifest)) {
    const at2 = ["argocd.argoproj.io/hook", "helm.sh/hook"].find(
      (key) => annotationOf(resource, key)?.split(",").some((each2) => afterSync.has(each2.trim()))
    );
    return at2 === void 0 ? void 0 : { wave: 0, isHook: true, isOfHelm: at2.startsWith("helm"), path: [...annotations, at2] };
  }
  const wave = syncWaveIn(resource);
  const at = [...annotations, "argocd.argoproj.io/sync-wave"];
  return wave === 0 ? void 0 : { wave, isHook: false, isOfHelm: false, path: at };
}
var afterSync = /* @__PURE__ */ new Set(["PostSync", "post-install", "post-upgrade"]);

// src/kubernetes/hours.ts
var keepingHours = ["Namespace", "SleepInfo"];
function hoursOf(deployment3, others2) {
  const resource = resourceOf(deployment3);
  const isExcluded2 = annotationOf(resource, "downscaler/exclude") === "true";
  const own = ownHoursIn(resource);
  const isOfDownscaler2 = own?.at(-1)?.startsWith("downscaler/") === true;
  return [
    ...own && !(isExcluded2 && isOfDownscaler2) ? [ownHours(deployment3, own)] : [],
    ...others2.flatMap((each2) => {
      const found2 = isExcluded2 ? void 0 : namespaceHoursIn(each2, deployment3);
      return found2 ?? sleepIn(each2, deployment3) ?? [];
    })
  ];
}
function ownHours(manifest, path3) {
  const key = path3.at(-1) ?? "";
  const what = `The ${path3[1] === "labels" ? "label" : "annotation"} "${key}"`;
  return key.startsWith("downscaler/") ? { manifest, path: path3, what: `${what} of kube-downscaler`, by: "kube-downscaler" } : { manifest, path: path3, what, by: "others" };
}
function ownHoursIn(workload2) {
  for (const [field, isOne] of [
    ["annotations", scalesByAnnotation],
    ["labels", (key) => key === "sablier.enable"]
  ]) {
    const entries = asEntries(fieldOf(workload2, "metadata", field)) ?? {};
    const key = Object.keys(entries).find(isOne);
    if (key !== void 0) return ["metadata", field, key];
  }
  return void 0;
}
var scalesByAnnotation = (key) => isOfDownscaler(key) || /(?:^|[./-])(?:(?:auto|up|down)?scal(?:e|er|ing)|hpa|schedule-actions)(?:[./-]|$)/.test(key) && !/cluster-autoscaler|keda\.sh|knative|alpha\.kubernetes|^downscaler\//.test(key);
var isOfDownscaler = (key) => key.startsWith("downscaler/") && !/^downscaler\/(?:exclude(?:-until)?|original-replicas)$/.test(key);
function namespaceHoursIn(namespace, deployment3) {
  if (namespace.kind !== "Namespace" || namespace.name !== deployment3.namespace) return void 0;
  const entries = asEntries(fieldOf(resourceOf(namespace), "metadata", "annotations")) ?? {};
  const key = Object.keys(entries).find(isOfDownscaler);
  if (key === void 0) return void 0;
  const what = `The annotation "${key}" of kube-downscaler on ${titleOf(namespace)}`;
  const path3 = ["metadata", "annotations", key];
  return { manifest: namespace, path: path3, what, by: "kube-downscaler" };
}
function sleepIn(sleep, deployment3) {
  if (sleep.kind !== "SleepInfo" || !mayShareNamespace(sleep.namespace, deployment3.namespace))
    return void 0;
  const resource = resourceOf(sleep);
  const isLeftOut = itemsOf(resource, "spec", "excludeRef").some(
    (each2) => textOf(each2, "kind") === "Deployment" && textOf(each2, "name") === deployment3.name
  );
  if (isLeftOut || fieldOf(resource, "spec", "suspendDeployments") === false) return void 0;
  return { manifest: sleep, path: ["spec"], what: titleOf(sleep), by: "kube-green" };
}

// src/kubernetes/mentions.ts
var watching = [
  "PrometheusRule",
  "VMRule",
  "DatadogMonitor",
  "DatadogMetric",
  "DatadogSLO"
];
var isWatching = ({ kind: kind2 }) => watching.includes(String(kind2));
var watchedIn = kept(
  (object2) => indexed(
    textsIn(object2["spec"], ["spec"]).flatMap(
      ({ text: text3, path: path3 }) => queriedIn(text3).map((each2) => ({ ...each2, path: path3 }))
    ),
    ({ name, isPrefix }) => [isPrefix ? "" : name]
  )
);
function namersOf(manifests) {
  const byName = indexed(
    manifests.filter((each2) => !isAutoscaler(each2) && !isRollout(each2)),
    (each2) => new Set(namesIn2(each2))
  );
  const several2 = byName.get("") ?? [];
  return { get: (name) => [.../* @__PURE__ */ new Set([...byName.get(name) ?? [], ...several2])] };
}
function namesIn2(manifest) {
  if (isWatching(manifest)) return [...watchedIn(resourceOf(manifest)).keys()];
  if (isVerticalPodAutoscaler(manifest)) return [targetOf2(manifest)?.name ?? ""];
  return commandsOf(manifest).flatMap(({ name }) => name ?? []);
}
function mentionsOf(manifest, deployment3) {
  const commands = commandsOf(manifest);
  return commands.length > 0 ? commandedIn(commands, manifest.namespace, deployment3) : mentionsIn(resourceOf(manifest), deployment3);
}
function commandsOf(manifest) {
  const { kind: kind2, node, document } = manifest;
  if (!commanding.includes(kind2)) return [];
  const text3 = kind2 === "Job" ? document.text : document.text.slice(node.start, node.end);
  if (!/\b(?:kubectl|oc)\b/.test(text3)) return [];
  return commandsIn(wholeResourceOf(manifest));
}
function commandedIn(commands, own, deployment3) {
  const found2 = commands.find(
    ({ does, kind: kind2, name, namespace = own }) => does === "name" && kind2 === "Deployment" && name === deployment3.name && mayShareNamespace(namespace, deployment3.namespace)
  );
  return found2 ? [{ how: "commands", path: found2.path }] : [];
}
function mentionsIn(object2, deployment3) {
  if (isRollout(object2)) return [];
  if (isWatching(object2)) {
    const watched = watchedIn(object2);
    const may = [...watched.get(deployment3.name) ?? [], ...watched.get("") ?? []];
    const found2 = may.find((each2) => isAbout(each2, deployment3));
    return found2 ? [{ how: "watches", path: found2.path }] : [];
  }
  const namespace = textOf(object2, "metadata", "namespace");
  if (!mayShareNamespace(namespace, deployment3.namespace)) return [];
  if (isAutoscaler(object2)) return measuresIn(object2, deployment3);
  const target3 = isVerticalPodAutoscaler(object2) ? targetIn(object2) : void 0;
  const isOurs4 = target3?.kind === "Deployment" && target3.name === deployment3.name;
  return isOurs4 ? [{ how: "recommends", path: ["spec", "targetRef"] }] : [];
}
function measuresIn(autoscaler, deployment3) {
  const { name } = deployment3;
  if (isScaledObject(autoscaler)) {
    return textsIn(fieldOf(autoscaler, "spec", "triggers"), ["spec", "triggers"]).filter(({ text: text3 }) => queriedIn(text3).some((each2) => isAbout(each2, deployment3))).slice(0, 1).map(({ path: path3 }) => ({ how: "measures", path: path3 }));
  }
  return itemsOf(autoscaler, "spec", "metrics").flatMap((metric, index) => {
    const path3 = ["spec", "metrics", String(index)];
    const described = fieldOf(metric, "object", "describedObject");
    const isObject = textOf(described, "kind") === "Deployment" && textOf(described, "name") === name;
    const labels = fieldOf(metric, "external", "metric", "selector", "matchLabels");
    const isLabelled = ["kube_deployment", "deployment"].some((key) => textOf(labels, key) === name);
    const query2 = textOf(metric, "external", "metric", "name") ?? "";
    return isObject || isLabelled || queriedIn(query2).some((each2) => isAbout(each2, deployment3)) ? [{ how: "measures", path: path3 }] : [];
  });
}
function textsIn(value, path3) {
  if (typeof value === "string") return [{ text: value, path: path3 }];
  if (isItems(value)) {
    return value.flatMap((item, index) => textsIn(item, [...path3, String(index)]));
  }
  return Object.entries(asEntries(value) ?? {}).flatMap(
    ([key, each2]) => textsIn(each2, [...path3, key])
  );
}
function queriedIn(query2) {
  return (query2.match(/\{[^{}]*\}/g) ?? [query2]).flatMap((block) => {
    const [, namespace] = /\b(?:kube_)?namespace\s*(?:=\s*["']|:)([\w.-]+)/.exec(block) ?? [];
    const label = /\b(?:deployment|kube_deployment)\s*(?:=~?\s*["']|:)([\w.*+|()-]+)/g;
    return [...block.matchAll(label)].flatMap(([, found2 = ""]) => found2.split(/[|()]/)).map((each2) => ({
      name: each2.replace(/\.[*+]$|\*$/, ""),
      isPrefix: /[*+]$/.test(each2),
      namespace
    })).filter(({ name }) => name !== "");
  });
}
var isAbout = ({ name, isPrefix, namespace }, deployment3) => (isPrefix ? deployment3.name.startsWith(name) : deployment3.name === name) && mayShareNamespace(namespace, deployment3.namespace);

// src/check/objects-others.ts
function mentionProblems(view, pairs3) {
  if (pairs3.length === 0) return [];
  const byName = namersOf(view.all);
  return pairs3.flatMap((pair) => {
    const { deployment: deployment3, manifests } = pair;
    const named2 = byName.get(deployment3.name ?? "");
    const scalers = [...manifests.autoscalers, ...manifests.rolloutAutoscalers];
    return [.../* @__PURE__ */ new Set([...named2, ...scalers])].flatMap((each2) => namedIn2(each2, pair)).concat(scalerProblems(pair, view), hourProblems(pair, view), strayProblems(pair, view));
  });
}
var scalerProblems = (pair, view) => pair.manifests.foreignScalers.flatMap((each2) => scalerProblem(each2, pair, view));
function scalerProblem({ scaler, target: target3 }, { deployment: deployment3, manifests, own }, { known }) {
  if (!target3 || entriesOf2(deployment3, known).some((each2) => each2.autoscaler === "none")) return [];
  const { kind: kind2, name, path: path3, by: by2 } = target3;
  if (by2 === "mended-target" || kind2 !== "Deployment" && own === 0) return [];
  const beside = autoscalerOf(manifests) ? "an-autoscaler" : "nothing";
  const what = by2 === "command" ? `A command of ${titleOf(scaler)}` : titleOf(scaler);
  const of = kind2 === "Deployment" || name === void 0 ? titleOf(deployment3) : `${kind2} "${name}"`;
  return [scalerNotUnderstood(placeOf(scaler, ...path3), what, of, beside)];
}
function namedIn2(manifest, pair) {
  const { deployment: deployment3, rollout: rollout3, own, moved: moved2 = 0 } = pair;
  if (own !== 0 || moved2 === 0) return [];
  const named2 = { name: deployment3.name ?? "", namespace: deployment3.namespace };
  const [title2, from, to] = [titleOf(manifest), titleOf(deployment3), titleOf(rollout3)];
  return mentionsOf(manifest, named2).map(({ how, path: path3 }) => {
    const at = placeOf(manifest, ...path3);
    return how === "recommends" ? verticalAutoscalerLeftBehind(at, title2, from, to) : deploymentNamedElsewhere(at, whatOf(how, title2), from, to);
  });
}
var whatOf = (how, title2) => ({
  measures: `A metric of ${title2}`,
  watches: `A query of ${title2}`,
  commands: `A command of ${title2}`,
  recommends: title2
})[how];
function strayProblems(pair, view) {
  const { deployment: deployment3, rollout: rollout3, own, moved: moved2 = 0 } = pair;
  if (own !== 0 || moved2 === 0) return [];
  const titles = [titleOf(deployment3), titleOf(rollout3)];
  return view.folders.straysOf(deployment3.name ?? "").filter((each2) => view.scope.together(each2, deployment3)).flatMap((each2) => {
    const [at, title2] = [placeOf(each2, "spec"), titleOf(each2)];
    if (isVerticalPodAutoscaler(each2))
      return [verticalAutoscalerLeftBehind(at, title2, ...titles)];
    if (isAutoscaler(each2)) return [autoscalerLeftBehind(at, title2, ...titles)];
    const targets2 = scalingTargetsOf(each2).filter(({ name }) => name === deployment3.name);
    return scalerProblem({ scaler: each2, target: targets2[0] }, pair, view);
  });
}
function hourProblems({ deployment: deployment3, rollout: rollout3, moved: moved2 = 0 }, { manifests }) {
  if (moved2 === 0) return [];
  const others2 = manifests.filter(({ kind: kind2 }) => kind2 === "SleepInfo");
  return hoursOf(deployment3, others2).map(({ manifest, path: path3, what }) => {
    const at = placeOf(manifest, ...path3);
    return deploymentNamedElsewhere(at, what, titleOf(deployment3), titleOf(rollout3));
  });
}

// src/check/objects-templates.ts
function templateProblems(pairs3) {
  return pairs3.flatMap(
    ({ deployment: deployment3, rollout: rollout3 }) => hashReferencesIn(deployment3).map(({ node, what }) => {
      const at = locate(deployment3.document, node.start);
      return podHashMissing(at, what, titleOf(deployment3), titleOf(rollout3));
    })
  );
}

// src/check/objects-references.ts
function referenceProblems(view) {
  const rollouts = view.manifests.filter(isRollout);
  const hasDeployments = view.manifests.some(isDeployment);
  const hasServices = view.manifests.some(isService);
  return rollouts.flatMap((rollout3) => [
    ...hasValue(rollout3, "spec", "workloadRef") ? workloadRefProblems(rollout3, view, hasDeployments) : [],
    ...hasServices ? serviceProblems2(rollout3, view) : []
  ]);
}
function* workloadRefProblems(rollout3, view, hasDeployments) {
  const find2 = (key) => findString(rollout3.node, "spec", "workloadRef", key);
  const apiVersion = find2("apiVersion") ?? "";
  const title2 = titleOf(rollout3);
  const wanted = workloadRefVersions.get(find2("kind") ?? "");
  if (apiVersion !== wanted) {
    if (wanted === void 0 || groupOf(apiVersion) !== groupOf(wanted)) return;
    const at = placeOf(rollout3, "spec", "workloadRef", "apiVersion");
    yield workloadRefUnsupported(at, title2, apiVersion, wanted);
    return;
  }
  const name = find2("name");
  const isHere = () => name === void 0 || view.near(rollout3, name).some(isDeployment) || view.folders.isApart(name);
  if (find2("kind") === "Deployment" && hasDeployments && !isHere() && view.isComplete()) {
    const at = placeOf(rollout3, "spec", "workloadRef", "name");
    yield workloadRefNotFound(at, title2, name ?? "");
  }
  yield* replicasProblems(rollout3, view);
  if (!hasValue(rollout3, "spec", "selector")) {
    yield rolloutSelectorMissing(placeOf(rollout3, "spec", "selector"), title2);
  }
}
function* replicasProblems(rollout3, { scope }) {
  const isScaled = scalersOf(rollout3, scope).length > 0;
  const drains2 = scaleDownIn(resourceOf(rollout3)) !== void 0;
  if (isScaled || drains2 || replicasOf(rollout3) !== "absent") return;
  yield rolloutReplicasMissing(placeOf(rollout3, "spec", "replicas"), titleOf(rollout3));
}
function serviceProblems2(rollout3, view) {
  return servicesIn(resourceOf(rollout3)).flatMap(({ path: path3, name }) => {
    if (view.near(rollout3, name).some(isService) || !view.isComplete()) return [];
    return [serviceNotFound(placeOf(rollout3, ...path3), titleOf(rollout3), name)];
  });
}

// src/check/objects-selectors.ts
function overlapProblems({ manifests, labelsOf: labelsOf2 }) {
  const owners2 = manifests.filter((each2) => hasOwnPods(each2) && !hasNoPods(each2));
  if (owners2.length < 2) return [];
  const workloads = owners2.flatMap((manifest) => {
    const selector = valueOf(findNode(manifest.node, "spec", "selector"));
    const labels = labelsOf2(manifest);
    return selector !== void 0 && labels ? [{ manifest, selector, labels }] : [];
  });
  const finder = podFinder(workloads);
  const seen = /* @__PURE__ */ new Set();
  const overlaps = workloads.flatMap(({ manifest, selector, labels }) => {
    seen.add(manifest);
    const other2 = firstOf(
      finder.find(manifest, selector),
      (each2) => !isSame4(each2.manifest, manifest) && (seen.has(each2.manifest) || !matches(each2.selector, labels))
    );
    if (!other2) return [];
    const at = placeOf(manifest, "spec", "selector");
    return [selectorsOverlap(at, titleOf(manifest), titleOf(other2.manifest))];
  });
  return [...overlaps, ...finder.problems()];
}
var hasNoPods = (manifest) => replicasOf(manifest) === 0;
var isSame4 = (a, b) => a.kind === b.kind && a.name === b.name;

// src/check/objects-view.ts
function viewOf(scene) {
  const { scope, sources, kustomizations } = scene;
  const manifests = scene.manifests.filter((each2) => !isHook(each2));
  const byName = grouped(manifests, ({ name }) => name);
  const limit2 = limitOf("Applications may bring too many manifests", 5e5);
  const syncing = syncingIn2(scene, limit2);
  return {
    ...scene,
    all: scene.manifests,
    manifests,
    near: (other2, name) => scope.near(byName.get(name) ?? [], other2),
    labelsOf: labelReader(),
    syncing,
    bringersOf: (manifest) => bringersOf(manifest, syncing),
    limit: limit2,
    isComplete: once(
      () => !sources.some(isTemplated3) && !kustomizations.some((each2) => takesIn(each2, sources)) && !scene.isPart()
    )
  };
}
function syncingIn2({ argocd, elsewhere, known }, limit2) {
  return {
    near: (manifest) => {
      const near = [...argocd.applications, ...elsewhere.byFile(manifest.document.source.file)];
      return limit2.allows(near.length, manifest) ? near : [];
    },
    systemRules: argocd.systemRules.length > 0 ? argocd.systemRules : elsewhere.systemRules,
    namespace: known.namespace
  };
}
var action2 = /\{\{(?!\s*(?:args|inputs)\b)/;
function isTemplated3({ bytes, file }) {
  return !file.endsWith(".gotmpl") && includes(bytes, "{{") && action2.test(decode(bytes));
}
function takesIn(kustomization, sources) {
  const files = new Set(sources.map(({ file }) => baseNameOf(file)));
  const generates = ["helmCharts", "generators"].some((field) => hasItems(kustomization, field));
  const paths = [...kustomization.resources, ...kustomization.components];
  return generates || paths.some((path3) => !files.has(path3.replace(/^\.\//, "")));
}

// src/check/objects.ts
function checkObjects(scene) {
  const view = viewOf(scene);
  const same = limitOfSame();
  const pairs3 = pairsOf(scene.scope, same);
  return sortDiagnostics(
    withoutRepeats([
      ...pairs3.flatMap((pair) => pairProblems(pair, view)),
      ...autoscalerProblems(view, pairs3),
      ...referenceProblems(view),
      ...analysisProblems(view),
      ...metricProblems2(view),
      ...overlapProblems(view),
      ...budgetProblems(view),
      ...applicationProblems(view, pairs3),
      ...dashboardProblems(view),
      ...mentionProblems(view, pairs3),
      ...selectionProblems(view),
      ...limitProblems(view, pairs3),
      ...templateProblems(pairs3),
      ...duplicateProblems(view),
      ...same.problems(),
      ...view.limit.problems()
    ])
  );
}

// src/check/rollout-field.ts
function rootField(reading, node) {
  return { reading, path: "", key: "", node, keyStart: node.start };
}
function child(field, ...keys) {
  return keys.reduce((at, key) => {
    const pair = at.node?.type === "mapping" ? findPair(at.node, key) : void 0;
    return pair ? below(at, key, pair) : absent(at, key);
  }, field);
}
var pathTo = ({ path: path3 }, key) => path3 === "" ? key : `${path3}.${key}`;
var absent = (field, key) => ({
  ...field,
  path: pathTo(field, key),
  key,
  node: void 0
});
function below(field, key, { keyStart, value }) {
  const node = given(field.reading, value);
  return { reading: field.reading, path: pathTo(field, key), key, node, keyStart };
}
var isTemplate2 = (node, template) => node.type === "unread" || node.type === "mapping" && node.start === template?.start;
function given({ template }, value) {
  const node = dereference(value);
  if (node && isTemplate2(node, template)) return template;
  return node?.type === "scalar" && node.value === null ? void 0 : node;
}
function entriesOf3(field) {
  return keysOf2(field.node, 8).map((key) => child(field, key));
}
function keysOf2(node, depth) {
  const mapping = dereference(node);
  if (mapping?.type === "sequence") return mapping.items.flatMap((item) => keysOf2(item, depth));
  if (mapping?.type !== "mapping" || depth === 0) return [];
  const keys = mapping.pairs.flatMap(
    ({ key, value }) => key === "<<" ? keysOf2(value, depth - 1) : [key]
  );
  return [...new Set(keys)];
}
function itemsOf2(field) {
  const { reading, path: path3, node } = field;
  if (node?.type !== "sequence") return [];
  return node.items.map((item, index) => ({
    reading,
    path: `${path3}[${index}]`,
    key: String(index),
    node: given(reading, item),
    keyStart: item.start
  }));
}
var isGiven2 = ({ node }) => node !== void 0;
var isNamed2 = (field) => isGiven2(field) && scalarOf2(field) !== "";
function scalarOf2({ node }) {
  return node?.type === "scalar" ? node.value : void 0;
}
function textOf3(field) {
  const value = scalarOf2(field);
  return typeof value === "string" && value !== "" ? value : void 0;
}
function integerOf2(field) {
  const value = scalarOf2(field);
  return typeof value === "number" && Number.isInteger(value) ? value : void 0;
}
function textsOf(field) {
  const entries = entriesOf3(field).map((each2) => [each2.key, scalarOf2(each2) ?? ""]);
  return new Map(entries.map(([key, value]) => [key, String(value)]));
}
function fieldPlace(field) {
  const { node, keyStart } = field;
  const isOneWord = node && (node.type === "scalar" ? node.style !== "block" : isFlow(node));
  return placeAt2(field, isOneWord && node.end > node.start ? node.start : keyStart);
}
var isFlow = (node) => (node.type === "mapping" || node.type === "sequence") && node.flow;
var keyPlaceOf = (field) => placeAt2(field, field.keyStart);
var placeAt2 = ({ reading }, offset) => locate(reading.document, offset);

// src/check/rollout-problems.ts
var anyOf = (words3) => words3.length === 1 ? words3.join() : `one of ${words3.join(", ")}`;
var unservedApiVersion = define({
  code: "unserved-api-version",
  severity: "error",
  message: (apiVersion) => `Argo Rollouts does not serve a Rollout of apiVersion "${apiVersion}"`,
  hint: "write `apiVersion: argoproj.io/v1alpha1`",
  why: "The API server does not know this version, so the apply fails."
});
var unknownField = define({
  code: "unknown-field",
  severity: "error",
  message: (path3, _known, _similar) => `A Rollout has no field "${path3}"`,
  hint: (_path, known, similar) => {
    if (similar !== void 0) return `did you mean "${similar}"?`;
    if (known.length === 0 || known.length > 20) return "remove it, or move it where it belongs";
    return `expected one of ${known.join(", ")}`;
  },
  why: "kubectl and Argo CD reject the object, or the API server drops the field and the setting has no effect."
});
var newerRolloutField = define({
  code: "newer-rollout-field",
  severity: "error",
  ...newerFieldWords,
  why: "The CRD of an older Argo Rollouts does not have the field, so the object is rejected or the field is dropped."
});
var wrongFieldType = define({
  code: "wrong-field-type",
  severity: "error",
  message: (path3, _expected) => `"${path3}" has a value of the wrong type`,
  hint: (_path, expected) => `expected ${expected}`,
  why: "The API server rejects the object, so the sync fails."
});
var missingField = define({
  code: "missing-field",
  severity: "error",
  message: (path3) => `"${path3}" is missing`,
  hint: "add it; the API server or the controller rejects the Rollout without it",
  why: "The API server rejects the object, or the controller reports it as InvalidSpec."
});
var negativeValue = define({
  code: "negative-value",
  severity: "error",
  message: (path3, value) => `"${path3}" is negative: ${value}`,
  hint: "expected 0 or more",
  why: "The controller reports the Rollout as InvalidSpec and stops rolling out."
});
var deadlineTooShort = define({
  code: "deadline-too-short",
  severity: "error",
  message: (deadline, ready) => `The progress deadline of ${deadline} seconds is not longer than minReadySeconds, ${ready}`,
  hint: "raise progressDeadlineSeconds (600 by default) above minReadySeconds",
  why: "A pod could never be available before the deadline, so the controller reports the Rollout as InvalidSpec."
});
var rolloutWithoutTemplate = define({
  code: "rollout-without-template",
  severity: "error",
  message: () => "The Rollout has neither a pod template nor a workloadRef",
  hint: "add spec.workloadRef, which names a Deployment, or spec.template",
  why: "The controller has nothing to create pods from and reports the Rollout as InvalidSpec."
});
var rolloutWithoutSelector = define({
  code: "rollout-without-selector",
  severity: "error",
  message: () => "The Rollout has no selector",
  hint: "add spec.selector with labels of its pod template",
  why: "The controller cannot tell which pods belong to the Rollout and reports it as InvalidSpec."
});
var emptySelector = define({
  code: "empty-selector",
  severity: "error",
  message: () => "The selector of the Rollout is empty",
  hint: "add matchLabels with labels of the pod template",
  why: "An empty selector matches every pod of the namespace, so the controller reports the Rollout as InvalidSpec."
});
var invalidSelector = define({
  code: "invalid-selector",
  severity: "error",
  message: (key, fault) => `The selector's expression on "${key}" ${fault}`,
  hint: "use In or NotIn with values, or Exists or DoesNotExist without values",
  why: "The selector cannot be read, so the controller reports the Rollout as InvalidSpec."
});
var invalidLabel = define({
  code: "invalid-label",
  severity: "error",
  message: (path3, what) => `"${path3}" is not a valid label ${what}`,
  hint: "use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; a key may have a domain and `/` in front",
  why: "The controller reports the Rollout as InvalidSpec, because the API server would reject its pods."
});
var selectorMissesTemplate = define({
  code: "selector-misses-template",
  severity: "error",
  message: (key) => `The selector does not match the label "${key}" of the pod template`,
  hint: "add every label of the selector to the pod template",
  why: "The Rollout would not find its own pods, so the controller reports it as InvalidSpec."
});
var templateBesideWorkloadRef = define({
  code: "template-beside-workload-ref",
  severity: "error",
  message: () => "The Rollout has both a pod template and a workloadRef",
  hint: "remove one of them",
  why: "The controller accepts only one source of pods and reports the Rollout as InvalidSpec."
});
var templateIgnored = define({
  code: "template-ignored",
  severity: "warning",
  message: () => "The pod template is overwritten by that of the workloadRef",
  hint: "remove spec.template",
  why: "A change of the template in the Rollout has no effect."
});
var unsupportedWorkload = define({
  code: "unsupported-workload",
  severity: "error",
  message: (kind2) => `workloadRef refers to ${kind2}, which cannot provide a pod template`,
  hint: "expected a Deployment or ReplicaSet of apps/v1, or a PodTemplate of v1",
  why: "The controller cannot resolve the reference, so the Rollout is InvalidSpec and has no pods."
});
var unknownScaleDown = define({
  code: "unknown-scale-down",
  severity: "warning",
  message: (value) => `scaleDown is "${value}", which means never`,
  hint: "expected exactly one of never, onsuccess, progressively",
  why: "The controller compares the value exactly and does not report a typo, so the Deployment keeps its pods."
});
var strategyMissing = define({
  code: "strategy-missing",
  severity: "error",
  message: () => "The Rollout has no strategy",
  hint: "add spec.strategy.canary; `canary: {}` is a plain rolling update",
  why: "The controller does not know how to replace pods and reports the Rollout as InvalidSpec."
});
var severalStrategies = define({
  code: "several-strategies",
  severity: "error",
  message: () => "The Rollout has both canary and blueGreen",
  hint: "remove one of them",
  why: "The controller accepts only one strategy and reports the Rollout as InvalidSpec."
});
var stepsNeverStop = define({
  code: "steps-never-stop",
  severity: "warning",
  message: () => "The canary steps have no pause and no analysis, so nothing holds a new version back",
  hint: "add `pause: {}` after a setWeight to wait for a person, or an analysis to measure",
  why: "A setWeight alone is done as soon as its pods are available, so the next step follows without anyone looking."
});
var noRoomToRoll = define({
  code: "no-room-to-roll",
  severity: "error",
  message: () => "maxSurge and maxUnavailable are both 0, so no pod can be replaced",
  hint: "raise one of the two",
  why: "The controller could neither add nor remove a pod and reports the Rollout as InvalidSpec."
});
var quotedCount = define({
  code: "quoted-count",
  severity: "warning",
  message: (path3, value) => `"${path3}" is "${value}", which means ${value}%`,
  hint: (_path, value) => `write ${value} without quotes for a number of pods, or "${value}%"`,
  why: "The controller reads a string as a percentage, so far fewer or more pods move than meant."
});
var unreadableCount = define({
  code: "unreadable-count",
  severity: "warning",
  message: (path3, value) => `"${path3}" is "${value}", which counts as 0`,
  hint: "expected a number of pods, or a percentage such as 25%",
  why: "The controller treats the value as 0, so it replaces pods with less room than meant."
});
var sameService = define({
  code: "same-service",
  severity: "error",
  message: (one, other2, service) => `${one} and ${other2} are both "${service}"`,
  hint: "name a separate Service for each",
  why: "Both versions would get the same traffic, so the controller reports the Rollout as InvalidSpec."
});
var serviceMissing = define({
  code: "service-missing",
  severity: "error",
  message: (path3, because) => `"${path3}" is missing, but ${because} needs it`,
  hint: "name a Service there",
  why: "Without the Service the router has no target for the version, so the controller reports the Rollout as InvalidSpec."
});
var pingPongUnsupported = define({
  code: "ping-pong-unsupported",
  severity: "error",
  message: (routers) => `pingPong works with the routers ${routers.join(", ").replace(/, (?=\w+$)/, " and ")} only`,
  hint: "use canaryService and stableService",
  why: "The router cannot switch between the two Services, so the controller reports the Rollout as InvalidSpec."
});
var fieldNeedsTrafficRouting = define({
  code: "field-needs-traffic-routing",
  severity: "error",
  message: (field) => `${field} is set without trafficRouting`,
  hint: "remove it, or configure trafficRouting",
  why: "The controller reports the Rollout as InvalidSpec and stops rolling out."
});
var ignoredWithoutTrafficRouting = define({
  code: "ignored-without-traffic-routing",
  severity: "warning",
  message: (field) => `${field} has no effect without trafficRouting`,
  hint: "remove it, or configure trafficRouting",
  why: "The controller reads the field only where a router splits the traffic."
});
var dynamicScaleWithDelay = define({
  code: "dynamic-scale-with-delay",
  severity: "error",
  message: () => "dynamicStableScale and scaleDownDelaySeconds are both set",
  hint: "remove one of them",
  why: "One setting removes stable pods during a canary, the other keeps them, so the controller reports the Rollout as InvalidSpec."
});
var maxWeightUnsupported = define({
  code: "max-weight-unsupported",
  severity: "error",
  message: () => "maxTrafficWeight works with the router nginx and with plugins only",
  hint: "remove it; weights then go up to 100",
  why: "Other routers count in percent only, so the controller reports the Rollout as InvalidSpec."
});
var notExactlyOne = define({
  code: "not-exactly-one",
  severity: "error",
  message: (path3, fields4, count2) => count2 === 2 && fields4.length === 2 ? `"${path3}" has both ${fields4.join(" and ")}` : `"${path3}" has ${count2 === 0 ? "none" : count2} of ${fields4.join(", ")}`,
  hint: "set exactly one of them",
  why: "The controller or the API server cannot tell which one is meant and rejects the object."
});
var affinityWeight = define({
  code: "affinity-weight",
  severity: "error",
  message: (value) => `The anti-affinity has the weight ${value}`,
  hint: "expected an integer from 1 to 100",
  why: "The scheduler takes weights from 1 to 100 only, so the controller reports the Rollout as InvalidSpec."
});
var scaleDownLimitAboveHistory = define({
  code: "scale-down-limit-above-history",
  severity: "error",
  message: (limit2, history) => `scaleDownDelayRevisionLimit is ${limit2}, but only ${history} revisions are kept`,
  hint: "raise revisionHistoryLimit (10 by default), or lower the limit",
  why: "Revisions beyond the history are deleted, so the limit can never be reached and the controller rejects it."
});
var analysisNeverStarts = define({
  code: "analysis-never-starts",
  severity: "warning",
  message: (step3, steps3) => `The analysis starts at step ${step3}, counted from 0, but there are only ${steps3} steps`,
  hint: "lower startingStep",
  why: "The canary finishes its steps before the analysis begins, so nothing is measured."
});
var stepUnsupportedByRouter = define({
  code: "step-unsupported-by-router",
  severity: "error",
  message: (step3, kind2, _routers) => `${step3} is ${kind2}, which this router cannot do`,
  hint: (_step, _kind, routers) => `remove the step, or use ${anyOf(routers)} for trafficRouting`,
  why: "The router cannot carry out the step, so the controller reports the Rollout as InvalidSpec."
});
var invalidMatch = define({
  code: "invalid-match",
  severity: "error",
  message: (path3, _allowed) => `"${path3}" must set exactly one match`,
  hint: (_path, allowed) => `set exactly ${anyOf(allowed)}`,
  why: "The router needs exactly one way to compare, so the controller reports the Rollout as InvalidSpec."
});
var experimentWeight = define({
  code: "experiment-weight",
  severity: "error",
  message: (path3, _routers) => `"${path3}" is set without a router that supports it`,
  hint: (_path, routers) => `remove it, or use ${anyOf(routers)} for trafficRouting`,
  why: "Without such a router no traffic reaches the experiment, so the controller reports the Rollout as InvalidSpec."
});
var unmanagedRoute = define({
  code: "unmanaged-route",
  severity: "error",
  message: (step3, route) => `${step3} sets the route "${route}", which is not among trafficRouting.managedRoutes`,
  hint: "add its name to trafficRouting.managedRoutes",
  why: "The controller changes only routes that it manages, so it reports the Rollout as InvalidSpec."
});
var invalidFieldRef = define({
  code: "invalid-field-ref",
  severity: "error",
  message: (path3) => `The argument refers to "${path3}", which is not a metadata field`,
  hint: "expected metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'] or metadata.annotations['KEY']",
  why: "The argument cannot be resolved, so the controller reports the Rollout as InvalidSpec."
});
var invalidName = define({
  code: "invalid-name",
  severity: "error",
  message: (path3, name) => `"${path3}" is "${name}", which the API rejects`,
  hint: "use lower-case letters, digits and `-`, with a letter or digit at both ends",
  why: "The controller reports the Rollout as InvalidSpec, because the API server would reject its pods."
});
var invalidPortName = define({
  code: "invalid-port-name",
  severity: "error",
  message: (path3, name) => `"${path3}" is "${name}", which the API rejects`,
  hint: "use at most 15 lower-case letters, digits and single hyphens, with a letter among them",
  why: "The controller reports the Rollout as InvalidSpec, because the API server would reject its pods."
});
var repeatedName = define({
  code: "repeated-name",
  severity: "error",
  message: (path3, name) => `"${path3}" is "${name}", which is already used above`,
  hint: "use a different value for each",
  why: "The controller reports the Rollout as InvalidSpec, because the API server would reject its pods."
});
var noContainers = define({
  code: "no-containers",
  severity: "error",
  message: () => "The pod template has no containers",
  hint: "add one to spec.template.spec.containers",
  why: "The controller reports the Rollout as InvalidSpec, because a pod needs a container."
});
var unexpectedValue = define({
  code: "unexpected-value",
  severity: "error",
  message: (path3, value, _expected) => `"${path3}" is "${value}", which the API rejects`,
  hint: (_path, _value, expected) => `expected ${anyOf(expected)}`,
  why: "The API server or the controller rejects the Rollout, so nothing of the change takes effect."
});
var podDeadline = define({
  code: "pod-deadline",
  severity: "error",
  message: () => "The pod template sets activeDeadlineSeconds, which a Rollout does not allow",
  hint: "remove it: pods of a Rollout must run indefinitely",
  why: "Pods that end by themselves cannot serve, so the controller reports the Rollout as InvalidSpec."
});
var unknownVolume = define({
  code: "unknown-volume",
  severity: "error",
  message: (name) => `The pod template has no volume "${name}" to mount`,
  hint: "add it to the volumes of the pod template",
  why: "The controller reports the Rollout as InvalidSpec, because the API server would reject its pods."
});
var numberOutOfRange = define({
  code: "number-out-of-range",
  severity: "error",
  message: (path3, value, least, most4) => `"${path3}" is ${value}, outside ${least} to ${most4}`,
  hint: "set a number within these bounds",
  why: "The controller reports the Rollout as InvalidSpec, because the API server would reject its pods."
});
var unknownResource = define({
  code: "unknown-resource",
  severity: "error",
  message: (name) => `Unknown resource "${name}"`,
  hint: "expected cpu, memory, ephemeral-storage, hugepages-SIZE, or a name with a domain",
  why: "The controller reports the Rollout as InvalidSpec, because the API server would reject its pods."
});
var requestAboveLimit = define({
  code: "request-above-limit",
  severity: "error",
  message: (path3, request, limit2) => `"${path3}" is ${request}, above the limit of ${limit2}`,
  hint: "lower the request, or raise the limit",
  why: "The controller reports the Rollout as InvalidSpec, because the API server would reject its pods."
});

// src/check/rollout-labels.ts
function* checkLabels(labels) {
  for (const label of entriesOf3(labels)) {
    const value = scalarOf2(label) ?? "";
    if (!isLabelKey(label.key)) yield invalidLabel(keyPlaceOf(label), label.path, "key");
    else if (typeof value === "string" && !isLabelValue(value)) {
      yield invalidLabel(fieldPlace(label), label.path, "value");
    }
  }
}
function* checkAnnotations(annotations) {
  for (const each2 of entriesOf3(annotations)) {
    if (!isAnnotationKey(each2.key)) {
      yield invalidLabel(keyPlaceOf(each2), each2.path, "key");
    }
  }
}
function* checkSelector(selector) {
  yield* checkLabels(child(selector, "matchLabels"));
  for (const expression of itemsOf2(child(selector, "matchExpressions"))) {
    const fault = faultOf(expression);
    if (fault)
      yield invalidSelector(fieldPlace(fault.at), textAt(expression, "key"), fault.is);
  }
}
function faultOf(expression) {
  const [key, operator, values] = [
    child(expression, "key"),
    child(expression, "operator"),
    child(expression, "values")
  ];
  if (!isLabelKey(textAt(expression, "key"))) return { at: key, is: "has an invalid label key" };
  const wrong = itemsOf2(values).find((value) => !isLabelValue(String(scalarOf2(value) ?? "")));
  if (wrong) return { at: wrong, is: "has a value that is no label's" };
  const word4 = textAt(expression, "operator");
  const count2 = itemsOf2(values).length;
  if (word4 === "In" || word4 === "NotIn") {
    return count2 === 0 ? { at: operator, is: `uses ${word4} without values` } : void 0;
  }
  if (word4 !== "Exists" && word4 !== "DoesNotExist") {
    return { at: operator, is: `has the unknown operator "${word4}"` };
  }
  return count2 > 0 ? { at: values, is: `uses ${word4} with values` } : void 0;
}
var textAt = (field, key) => String(scalarOf2(child(field, key)) ?? "");
function findUnmet(selector, labels) {
  const wanted = [...textsOf(child(selector, "matchLabels"))];
  const [missed] = wanted.find(([key, value]) => labels.get(key) !== value) ?? [];
  if (missed !== void 0) return child(selector, "matchLabels", missed);
  const unmet = itemsOf2(child(selector, "matchExpressions")).find(
    ({ node }) => !isMet(valueOf(node) ?? null, Object.fromEntries(labels))
  );
  return unmet && { ...unmet, key: textAt(unmet, "key") };
}

// src/check/rollout-resources.ts
function* checkResources(resources) {
  for (const each2 of ["requests", "limits"].flatMap((key) => entriesOf3(child(resources, key)))) {
    if (!isResource(each2.key)) yield unknownResource(keyPlaceOf(each2), each2.key);
  }
  for (const request of entriesOf3(child(resources, "requests"))) {
    const limit2 = child(resources, "limits", request.key);
    const [asked, most4] = [amountOf(request), amountOf(limit2)];
    if (asked !== void 0 && asked < 0) {
      yield negativeValue(fieldPlace(request), request.path, asked);
    } else if (asked !== void 0 && most4 !== void 0 && asked > most4) {
      const [text3, limited] = [String(scalarOf2(request)), String(scalarOf2(limit2))];
      yield requestAboveLimit(fieldPlace(request), request.path, text3, limited);
    }
  }
}
var isResource = (name) => /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$|\//.test(name);
var amountOf = (field) => amountIn(scalarOf2(field));

// src/check/rollout-pods.ts
var probeHandlers = ["exec", "grpc", "httpGet", "tcpSocket"];
var hookHandlers = ["exec", "httpGet", "sleep", "tcpSocket"];
var environmentSources = ["configMapRef", "secretRef"];
var valueSources = [
  "configMapKeyRef",
  "fieldRef",
  "fileKeyRef",
  "resourceFieldRef",
  "secretKeyRef"
];
var podChoices = [
  ...probeHandlers,
  ...hookHandlers,
  ...environmentSources,
  ...valueSources
];
function* checkPodTemplate(template) {
  yield* checkLabels(child(template, "metadata", "labels"));
  yield* checkAnnotations(child(template, "metadata", "annotations"));
  const pod = child(template, "spec");
  if (!isGiven2(pod)) {
    yield noContainers(fieldPlace(template));
    return;
  }
  const containers = child(pod, "containers");
  if (isGiven2(containers) && itemsOf2(containers).length === 0) {
    yield noContainers(fieldPlace(containers));
  }
  yield* checkPod(pod);
  const all2 = ["containers", "initContainers"].flatMap((key) => itemsOf2(child(pod, key)));
  yield* checkNames(all2.map((container) => child(container, "name")));
  const volumes = itemsOf2(child(pod, "volumes")).map((volume) => child(volume, "name"));
  yield* checkNames(volumes);
  const names = volumes.map((name) => textOf3(name) ?? "");
  for (const container of all2) yield* checkContainer(container, names);
}
function* checkPod(pod) {
  yield* checkOneOf(child(pod, "restartPolicy"), ["Always"]);
  yield* checkOneOf(child(pod, "dnsPolicy"), [
    "ClusterFirstWithHostNet",
    "ClusterFirst",
    "Default",
    "None"
  ]);
  const deadline = child(pod, "activeDeadlineSeconds");
  if (isGiven2(deadline)) yield podDeadline(fieldPlace(deadline));
  for (const volume of itemsOf2(child(pod, "volumes"))) {
    const sources = entriesOf3(volume).filter((each2) => each2.key !== "name" && isGiven2(each2));
    const keys = sources.map(({ key }) => key);
    const [, second] = sources;
    if (second) yield notExactlyOne(fieldPlace(second), volume.path, keys, keys.length);
  }
}
function* checkNames(names) {
  const seen = /* @__PURE__ */ new Set();
  for (const field of names) {
    const name = scalarOf2(field);
    if (typeof name !== "string" || name === "") continue;
    if (!isDomainLabel(name)) yield invalidName(fieldPlace(field), field.path, name);
    else if (seen.has(name)) yield repeatedName(fieldPlace(field), field.path, name);
    seen.add(name);
  }
}
var isDomainLabel = (name) => /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(name);
function* checkOneOf(field, expected) {
  const value = scalarOf2(field);
  if (typeof value !== "string" || value === "" || expected.includes(value)) return;
  yield unexpectedValue(fieldPlace(field), field.path, value, expected);
}
function* checkContainer(container, volumes) {
  const image = child(container, "image");
  if (!isNamed2(image)) {
    yield missingField(fieldPlace(image), image.path);
  }
  yield* checkOneOf(child(container, "imagePullPolicy"), ["Always", "IfNotPresent", "Never"]);
  yield* checkPorts(container);
  yield* checkEnvironment(container);
  yield* checkMounts(container, volumes);
  for (const key of ["livenessProbe", "readinessProbe", "startupProbe"]) {
    yield* checkProbe(child(container, key));
  }
  for (const hook of ["postStart", "preStop"]) {
    yield* checkExactlyOne(child(container, "lifecycle", hook), hookHandlers);
  }
  for (const source2 of itemsOf2(child(container, "envFrom"))) {
    yield* checkExactlyOne(source2, environmentSources);
  }
  yield* checkResources(child(container, "resources"));
}
function* checkPorts(container) {
  const ports = itemsOf2(child(container, "ports"));
  for (const port of ports) {
    yield* checkRange(child(port, "containerPort"), 1, 65535);
    yield* checkRange(child(port, "hostPort"), 0, 65535);
    yield* checkOneOf(child(port, "protocol"), ["TCP", "UDP", "SCTP"]);
  }
  const named2 = ports.map((port) => child(port, "name")).filter((name) => textOf3(name) !== void 0);
  const wrong = named2.filter((name) => !isPortName(textOf3(name) ?? ""));
  for (const name of wrong) {
    yield invalidPortName(fieldPlace(name), name.path, textOf3(name) ?? "");
  }
  yield* checkNames(named2.filter((name) => !wrong.includes(name)));
}
var isPortName = (name) => /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && name.length <= 15;
function* checkRange(field, least, most4) {
  const value = integerOf2(field);
  if (value === void 0 || value >= least && value <= most4) return;
  yield numberOutOfRange(fieldPlace(field), field.path, value, least, most4);
}
function* checkExactlyOne(field, keys) {
  const count2 = keys.filter((key) => isGiven2(child(field, key))).length;
  if (isGiven2(field) && count2 !== 1) {
    yield notExactlyOne(fieldPlace(field), field.path, keys, count2);
  }
}
function* checkEnvironment(container) {
  for (const variable of itemsOf2(child(container, "env"))) {
    const [value, valueFrom] = [child(variable, "value"), child(variable, "valueFrom")];
    yield* checkExactlyOne(valueFrom, valueSources);
    if (isGiven2(valueFrom) && textOf3(value) !== void 0) {
      const keys = ["value", "valueFrom"];
      yield notExactlyOne(fieldPlace(valueFrom), variable.path, keys, 2);
    }
  }
}
function* checkMounts(container, volumes) {
  const paths = /* @__PURE__ */ new Set();
  for (const mount of itemsOf2(child(container, "volumeMounts"))) {
    const [name, path3] = [child(mount, "name"), child(mount, "mountPath")];
    const volume = textOf3(name);
    if (volume !== void 0 && !volumes.includes(volume)) {
      yield unknownVolume(fieldPlace(name), volume);
    }
    const where = textOf3(path3) ?? "";
    if (where !== "" && paths.has(where))
      yield repeatedName(fieldPlace(path3), path3.path, where);
    paths.add(where);
  }
}
function* checkProbe(probe) {
  yield* checkExactlyOne(probe, probeHandlers);
  const seconds = ["initialDelaySeconds", "periodSeconds", "timeoutSeconds"];
  for (const key of [...seconds, "successThreshold", "failureThreshold"]) {
    const field = child(probe, key);
    const value = integerOf2(field) ?? 0;
    if (value < 0) yield negativeValue(fieldPlace(field), field.path, value);
  }
}

// src/check/rollout-routing.ts
var abilities = {
  pingPong: { routers: ["alb", "istio"], pluginsSince: "1.10" },
  maxTrafficWeight: { routers: ["nginx", "plugins"] },
  setHeaderRoute: { routers: ["istio", "alb", "apisix", "plugins"] },
  setMirrorRoute: { routers: ["istio"], pluginsSince: "1.10" },
  experimentWeight: { routers: ["alb", "smi", "istio", "plugins"] }
};
function routersFor(what, version2) {
  const { routers, pluginsSince } = abilities[what];
  if (pluginsSince === void 0 || version2 && isOlder(version2, pluginsSince)) return routers;
  return [...routers, "plugins"];
}
function* checkRouting(canary3, version2) {
  yield* checkServices(canary3);
  yield* checkPingPong(canary3, version2);
  const routing = child(canary3, "trafficRouting");
  if (!isGiven2(routing)) {
    yield* checkUnrouted(canary3);
    return;
  }
  const dynamic = child(canary3, "dynamicStableScale");
  if (scalarOf2(dynamic) === true && isGiven2(child(canary3, "scaleDownDelaySeconds"))) {
    yield dynamicScaleWithDelay(fieldPlace(dynamic));
  }
  const most4 = child(routing, "maxTrafficWeight");
  if (isGiven2(most4) && !routesBy(canary3, routersFor("maxTrafficWeight", version2))) {
    yield maxWeightUnsupported(fieldPlace(most4));
  }
  yield* checkTargets(routing);
}
function routesBy(canary3, routers) {
  return routers.some((router) => {
    const field = child(canary3, "trafficRouting", router);
    return router === "plugins" ? entriesOf3(field).length > 0 : isGiven2(field);
  });
}
function* checkUnrouted(canary3) {
  for (const key of ["scaleDownDelaySeconds", "dynamicStableScale"]) {
    const field = child(canary3, key);
    if (isGiven2(field) && scalarOf2(field) !== false) {
      yield fieldNeedsTrafficRouting(fieldPlace(field), key);
    }
  }
  for (const key of ["abortScaleDownDelaySeconds", "minPodsPerReplicaSet"]) {
    const field = child(canary3, key);
    if (isGiven2(field)) yield ignoredWithoutTrafficRouting(fieldPlace(field), key);
  }
}
var servicesNeeded = {
  alb: "sometimes",
  istio: "sometimes",
  smi: "always",
  apisix: "always",
  ambassador: "always",
  nginx: "always",
  appMesh: "always",
  traefik: "always",
  plugins: "never"
};
function findNeedy(canary3) {
  const hasPingPong = isGiven2(child(canary3, "pingPong"));
  const hasSubsets = isGiven2(child(canary3, "trafficRouting", "istio", "destinationRule"));
  const isNeedy = (router, needed) => needed === "always" || needed === "sometimes" && !hasPingPong && !(router === "istio" && hasSubsets);
  const found2 = Object.entries(servicesNeeded).find(
    ([router, needed]) => isNeedy(router, needed) && routesBy(canary3, [router])
  );
  return found2?.[0];
}
function* checkServices(canary3) {
  const router = findNeedy(canary3);
  if (router === void 0) return;
  for (const key of ["canaryService", "stableService"]) {
    const service = child(canary3, key);
    if (isNamed2(service)) continue;
    const place = isGiven2(service) ? service : child(canary3, "trafficRouting", router);
    yield serviceMissing(fieldPlace(place), service.path, `the router ${router}`);
  }
}
function* checkPingPong(canary3, version2) {
  const pingPong = child(canary3, "pingPong");
  if (!isGiven2(pingPong)) return;
  const services = ["pingService", "pongService"].map((key) => child(pingPong, key));
  for (const service of services) {
    if (scalarOf2(service) === "") {
      yield serviceMissing(fieldPlace(service), service.path, "pingPong");
    }
  }
  const [ping, pong] = services;
  if (ping && pong && textOf3(ping) !== void 0 && textOf3(ping) === textOf3(pong)) {
    yield sameService(fieldPlace(pong), ping.key, pong.key, textOf3(ping) ?? "");
  }
  if (!isGiven2(child(canary3, "trafficRouting"))) return;
  const routers = routersFor("pingPong", version2);
  if (!routesBy(canary3, routers)) yield pingPongUnsupported(fieldPlace(pingPong), routers);
  const root = child(canary3, "trafficRouting", "alb", "rootService");
  if (routesBy(canary3, ["alb"]) && !textOf3(root)) {
    yield serviceMissing(fieldPlace(root), root.path, "pingPong");
  }
}
var targets = [
  ["nginx", "stableIngress", "stableIngresses"],
  ["alb", "ingress", "ingresses"],
  ["istio", "virtualService", "virtualServices"]
];
var routerTargets = targets.flatMap(([, ...keys]) => keys);
function* checkTargets(routing) {
  for (const [name, ...keys] of targets) {
    const router = child(routing, name);
    if (!isGiven2(router)) continue;
    const given3 = keys.map((key) => child(router, key)).filter(isNamed2);
    if (given3.length !== 1) {
      yield notExactlyOne(fieldPlace(given3[1] ?? router), router.path, keys, given3.length);
    }
  }
  const mesh = child(routing, "appMesh", "virtualService");
  if (isGiven2(child(routing, "appMesh")) && !isGiven2(mesh)) {
    yield missingField(fieldPlace(mesh), mesh.path);
  }
}

// src/check/rollout-shape.ts
function* checkShape(field, type, options2) {
  if (!isGiven2(field) || type === "any") return;
  const inner = type.slice(2);
  const fields4 = fieldsOf(type);
  const { node } = field;
  if (type.startsWith("[]") && node?.type === "sequence") {
    for (const item of itemsOf2(field)) yield* checkShape(item, inner, options2);
  } else if (type.startsWith("{}") && node?.type === "mapping") {
    for (const entry of entriesOf3(field)) yield* checkShape(entry, inner, options2);
  } else if (fields4 && node?.type === "mapping") {
    yield* checkFields(field, { type, fields: fields4 }, options2);
  } else if (type === "nothing" && node?.type === "mapping") {
    yield* entriesOf3(field).map(
      (entry) => unknownField(keyPlaceOf(entry), entry.path, [], void 0)
    );
  } else if (!isOfType(field, type) && !isStepsOwn(field, type)) {
    yield wrongFieldType(fieldPlace(field), field.path, wordsFor(type));
  }
}
function* checkFields(field, { type, fields: fields4 }, options2) {
  for (const entry of entriesOf3(field)) {
    const known = fields4.get(entry.key);
    if (!known) {
      if (!isCheckedAsStep(field)) yield unknown(entry, [...fields4.keys()], options2);
    } else if (options2.version && known.since && isOlder(options2.version, known.since)) {
      const { version: version2 } = options2;
      yield newerRolloutField(keyPlaceOf(entry), entry.path, known.since, version2);
    } else yield* checkShape(entry, known.type, options2);
  }
  if (type === "Steps" || type === "LabelSelectorRequirement") return;
  for (const [key, { isRequired }] of fields4) {
    const missing2 = child(field, key);
    const isThere = isInPod(field) ? isNamed2(missing2) : isGiven2(missing2);
    if (isRequired && !isThere && !options2.meant.has(missing2.path))
      yield missingField(fieldPlace(missing2), missing2.path);
  }
}
var isInPod = ({ path: path3 }) => path3.startsWith("spec.template.");
function unknown(entry, known, { meant: meant2 }) {
  const usual = meantKeys[entry.key];
  const similar = usual && known.includes(usual) ? usual : nearest(entry.key, known);
  if (similar !== void 0) meant2.add(entry.path.slice(0, -entry.key.length) + similar);
  return unknownField(keyPlaceOf(entry), entry.path, known, similar);
}
var isCheckedAsStep = ({ path: path3 }) => /^spec\.strategy\.canary\.steps\[[0-9]+\](?:\.[^.[]+)?$/.test(path3);
var isStepsOwn = ({ path: path3 }, type) => type === "Steps" || /^spec\.strategy\.canary\.steps\[[0-9]+\]\.(?:setWeight|pause|pause\.duration)$/.test(path3);
var truthWords = /^(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;
var quantity = /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))?$/;
var time = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)$/;
function isOfType(field, type) {
  const value = scalarOf2(field);
  const isWord = field.node?.type === "scalar" && field.node.style === "plain";
  const isTruth = typeof value === "boolean" || isWord && truthWords.test(String(value));
  const isText2 = typeof value === "string" && !isTruth;
  if (type === "string") return isText2;
  if (type === "boolean") return isTruth;
  if (type === "time") return isText2 && time.test(value);
  if (type === "quantity") {
    return typeof value === "number" || isText2 && quantity.test(value);
  }
  const isInteger = typeof value === "number" && Number.isInteger(value);
  if (type === "int64") return isInteger;
  return type === "int-or-string" ? isInt32(value) || isText2 : type === "int32" && isInt32(value);
}
var words2 = {
  string: "text, in quotes where it looks like a number or a truth value",
  boolean: "true or false",
  int32: "an integer without quotes",
  int64: "an integer without quotes",
  "int-or-string": "an integer, or text such as 25%",
  quantity: "a quantity, such as 500m or 1Gi",
  time: "a time, such as 2026-01-31T12:00:00Z"
};
function wordsFor(type) {
  if (type.startsWith("[]")) return "a list";
  return words2[type] ?? "a mapping";
}

// src/check/rollout-spec.ts
function* checkSpec(spec) {
  const counts4 = ["replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"];
  for (const key of counts4) yield* checkNotNegative(child(spec, key));
  yield* checkDeadline(spec);
  const isReference = isGiven2(child(spec, "workloadRef"));
  yield* isReference ? checkReference(spec) : checkOwnTemplate(spec);
  yield* checkSelector(child(spec, "selector"));
}
function* checkNotNegative(field) {
  const value = integerOf2(field) ?? 0;
  if (value < 0) yield negativeValue(fieldPlace(field), field.path, value);
}
function* checkDeadline(spec) {
  const field = child(spec, "progressDeadlineSeconds");
  const ready = child(spec, "minReadySeconds");
  const deadline = integerOf2(field) ?? 600;
  const seconds = integerOf2(ready) ?? 0;
  if (deadline > seconds || deadline < 0) return;
  yield deadlineTooShort(fieldPlace(isGiven2(field) ? field : ready), deadline, seconds);
}
function* checkOwnTemplate(spec) {
  const selector = child(spec, "selector");
  const template = child(spec, "template");
  const isEmpty5 = ["matchLabels", "matchExpressions"].every(
    (key) => !hasEntries(child(selector, key))
  );
  if (!isGiven2(selector)) yield rolloutWithoutSelector(fieldPlace(selector));
  else if (isEmpty5) yield emptySelector(fieldPlace(selector));
  if (!isGiven2(template)) {
    yield rolloutWithoutTemplate(fieldPlace(template));
    return;
  }
  const labels = child(template, "metadata", "labels");
  const unmet = [...checkSelector(selector)].length === 0 && findUnmet(selector, textsOf(labels));
  if (unmet) yield selectorMissesTemplate(fieldPlace(unmet), unmet.key);
  yield* checkPodTemplate(template);
}
function hasEntries({ node }) {
  if (node?.type === "sequence") return node.items.length > 0;
  return node?.type === "mapping" && node.pairs.length > 0;
}
var scaleDowns = ["never", "onsuccess", "progressively"];
function* checkReference(spec) {
  const reference = child(spec, "workloadRef");
  const template = child(spec, "template");
  const parts = ["apiVersion", "kind", "name"].map((key) => child(reference, key));
  const missing2 = parts.filter((part3) => !isNamed2(part3));
  for (const part3 of missing2) yield missingField(fieldPlace(part3), part3.path);
  const [apiVersion = "", kind2 = ""] = parts.map((part3) => textOf3(part3) ?? "");
  const known = workloadRefVersions.get(kind2);
  const isKnown = known !== void 0 && groupOf(known) === groupOf(apiVersion);
  if (apiVersion !== "" && kind2 !== "" && !isKnown) {
    yield unsupportedWorkload(
      fieldPlace(child(reference, "kind")),
      `${apiVersion} ${kind2}`
    );
  }
  const scaleDown = child(reference, "scaleDown");
  const value = textOf3(scaleDown);
  if (value !== void 0 && !scaleDowns.includes(value)) {
    yield unknownScaleDown(fieldPlace(scaleDown), value);
  }
  const metadata2 = ["labels", "annotations"].map((key) => child(template, "metadata", key));
  if (metadata2.some((each2) => entriesOf3(each2).length > 0)) {
    yield templateBesideWorkloadRef(keyPlaceOf(template));
  } else if (isGiven2(child(template, "spec"))) yield templateIgnored(keyPlaceOf(template));
}

// src/check/rollout-steps.ts
function* checkCanarySteps(canary3, version2) {
  const steps3 = itemsOf2(child(canary3, "steps"));
  const mostWeight = integerOf2(child(canary3, "trafficRouting", "maxTrafficWeight")) ?? 100;
  const values = steps3.map(({ node }) => valueOf(node) ?? null);
  const found2 = checkSteps(values, (step3, ...path3) => stepPlace(steps3[step3], path3), mostWeight);
  const isRouted = isGiven2(child(canary3, "trafficRouting"));
  if (!stops(canary3, steps3)) yield stepsNeverStop(fieldPlace(child(canary3, "steps")));
  for (const each2 of found2) {
    if (each2.code !== needsTrafficRouting.code) yield each2;
    else if (!isRouted) yield { ...each2, severity: "error" };
  }
  for (const [index, step3] of steps3.entries()) {
    const name = `Step ${index + 1}`;
    if (isRouted) yield* checkRoutes(canary3, { step: step3, name }, version2);
    yield* checkExperiment(canary3, step3, version2);
    yield* checkArguments(step3);
  }
}
var waiting2 = ["pause", "analysis", "experiment", "plugin"];
function stops(canary3, steps3) {
  if (steps3.length === 0 || isGiven2(child(canary3, "analysis"))) return true;
  const isKnown = (step3) => waiting2.some((kind2) => child(step3, kind2).node !== void 0);
  const isNone2 = (step3) => {
    const duration2 = scalarOf2(child(step3, "pause", "duration"));
    return duration2 != null && secondsOf(duration2) === 0;
  };
  const weights = steps3.map((step3) => integerOf2(child(step3, "setWeight")));
  if (weights[0] === 100) return true;
  return steps3.some(
    (step3, index) => !isNone2(step3) && (isKnown(step3) || weights[index] === void 0)
  );
}
function stepPlace(step3, path3) {
  if (!step3) throw new Error("A step is checked that is not there");
  const field = child(step3, ...path3);
  const [kind2 = "", key] = path3;
  const type = fieldsOf("Steps")?.get(kind2)?.type ?? "";
  const isKnown = key === void 0 ? type !== "" : fieldsOf(type)?.has(key);
  return path3.length > 0 && !isKnown ? keyPlaceOf(field) : fieldPlace(field);
}
function* checkRoutes(canary3, { step: step3, name }, version2) {
  for (const kind2 of ["setHeaderRoute", "setMirrorRoute"]) {
    const route = child(step3, kind2);
    if (!isGiven2(route)) continue;
    const routers = routersFor(kind2, version2);
    const isSupported = routesBy(canary3, routers);
    if (!isSupported) {
      yield stepUnsupportedByRouter(fieldPlace(route), name, kind2, routers);
    }
    const managed = itemsOf2(child(canary3, "trafficRouting", "managedRoutes"));
    const names = managed.map((each2) => textOf3(child(each2, "name")) ?? "");
    const routeName = child(route, "name");
    if (!names.includes(textOf3(routeName) ?? "")) {
      yield unmanagedRoute(fieldPlace(routeName), name, textOf3(routeName) ?? "");
    }
    if (kind2 === "setMirrorRoute") yield* checkMirrored(route);
    else if (isSupported) yield* checkHeaders(route, routesBy(canary3, ["alb"]));
  }
}
var matches2 = ["exact", "regex", "prefix"];
function* checkHeaders(route, isExactOnly) {
  for (const match of itemsOf2(child(route, "match"))) {
    const value = child(match, "headerValue");
    const given3 = matches2.filter((key) => isNamed2(child(value, key)));
    const isRight3 = isExactOnly ? given3.join() === "exact" : given3.length === 1;
    const allowed = isExactOnly ? ["exact"] : matches2;
    if (!isRight3) yield invalidMatch(fieldPlace(value), value.path, allowed);
  }
}
function* checkMirrored(route) {
  const values = itemsOf2(child(route, "match")).flatMap(
    (match) => ["method", "path"].map((key) => child(match, key))
  );
  for (const value of values.filter(isGiven2)) {
    const given3 = matches2.filter((key) => isNamed2(child(value, key)));
    if (given3.length !== 1) yield invalidMatch(fieldPlace(value), value.path, matches2);
  }
}
function* checkExperiment(canary3, step3, version2) {
  const routers = routersFor("experimentWeight", version2);
  if (routesBy(canary3, routers)) return;
  for (const template of itemsOf2(child(step3, "experiment", "templates"))) {
    const weight = child(template, "weight");
    if (isGiven2(weight)) yield experimentWeight(fieldPlace(weight), weight.path, routers);
  }
}
function* checkArguments(step3) {
  const analyses = itemsOf2(child(step3, "experiment", "analyses"));
  for (const analysis of [child(step3, "analysis"), ...analyses]) {
    for (const argument of itemsOf2(child(analysis, "args"))) {
      const fieldPath = child(argument, "valueFrom", "fieldRef", "fieldPath");
      const path3 = textOf3(fieldPath) ?? "";
      if (path3.startsWith("metadata") && !isMetadataPath(path3)) {
        yield invalidFieldRef(fieldPlace(fieldPath), path3);
      }
    }
  }
}
function isMetadataPath(path3) {
  const [, list2, key] = /^metadata\.(annotations|labels)\['(.*)'\]$/s.exec(path3) ?? [];
  if (key !== void 0) return list2 === "annotations" ? isAnnotationKey(key) : isLabelKey(key);
  return /^metadata\.(?:annotations|labels|name|namespace|uid)$/.test(path3);
}

// src/check/rollout-strategy.ts
function* checkStrategy(spec, version2) {
  const strategy = child(spec, "strategy");
  const canary3 = child(strategy, "canary");
  const blueGreen2 = child(strategy, "blueGreen");
  if (isGiven2(canary3) && isGiven2(blueGreen2)) {
    yield severalStrategies(fieldPlace(blueGreen2));
  } else if (isGiven2(canary3)) yield* checkCanary(canary3, version2);
  else if (isGiven2(blueGreen2)) yield* checkBlueGreen(blueGreen2, spec);
  else yield strategyMissing(fieldPlace(strategy));
}
function* checkCanary(canary3, version2) {
  yield* checkSurge(canary3);
  yield* checkDifferent(child(canary3, "canaryService"), child(canary3, "stableService"));
  yield* checkRouting(canary3, version2);
  yield* checkCanarySteps(canary3, version2);
  yield* checkAntiAffinity(child(canary3, "antiAffinity"));
  const startingStep = child(canary3, "analysis", "startingStep");
  const first = integerOf2(startingStep) ?? 0;
  const steps3 = itemsOf2(child(canary3, "steps")).length;
  if (first > 0 && first >= steps3) {
    yield analysisNeverStarts(fieldPlace(startingStep), first, steps3);
  }
}
function* checkSurge(canary3) {
  const fields4 = [child(canary3, "maxSurge"), child(canary3, "maxUnavailable")];
  const [surge, unavailable] = fields4.map(countOf3);
  const [field] = fields4;
  if (surge === 0 && unavailable === 0 && field) yield noRoomToRoll(fieldPlace(field));
  for (const each2 of fields4) yield* checkCount(each2);
}
function countOf3(field) {
  const value = scalarOf2(field) ?? "25";
  if (typeof value === "number") return value;
  return /^(?:[0-9]+%|[-+]?[0-9]+)$/.test(String(value)) ? parseInt(String(value)) : 0;
}
function* checkCount(field) {
  const value = scalarOf2(field);
  if (typeof value !== "string" || /^[0-9]+%$/.test(value)) return;
  const problem = /^[0-9]+$/.test(value) ? quotedCount : unreadableCount;
  yield problem(fieldPlace(field), field.path, value);
}
function* checkDifferent(one, other2) {
  const service = textOf3(one);
  if (service === void 0 || service !== textOf3(other2)) return;
  yield sameService(fieldPlace(other2), one.key, other2.key, service);
}
function* checkBlueGreen(blueGreen2, spec) {
  yield* checkDifferent(child(blueGreen2, "activeService"), child(blueGreen2, "previewService"));
  const limit2 = child(blueGreen2, "scaleDownDelayRevisionLimit");
  const history = integerOf2(child(spec, "revisionHistoryLimit")) ?? 10;
  const revisions = integerOf2(limit2);
  if (revisions !== void 0 && revisions > history) {
    yield scaleDownLimitAboveHistory(fieldPlace(limit2), revisions, history);
  }
  yield* checkCount(child(blueGreen2, "maxUnavailable"));
  yield* checkAntiAffinity(child(blueGreen2, "antiAffinity"));
}
var antiAffinities = [
  "preferredDuringSchedulingIgnoredDuringExecution",
  "requiredDuringSchedulingIgnoredDuringExecution"
];
function* checkAntiAffinity(antiAffinity) {
  if (!isGiven2(antiAffinity)) return;
  const count2 = antiAffinities.filter((way) => isGiven2(child(antiAffinity, way))).length;
  if (count2 !== 1) {
    yield notExactlyOne(fieldPlace(antiAffinity), antiAffinity.path, antiAffinities, count2);
  }
  const weight = child(antiAffinity, antiAffinities[0], "weight");
  const value = integerOf2(weight);
  if (value !== void 0 && (value < 1 || value > 100)) {
    yield affinityWeight(fieldPlace(weight), value);
  }
}

// src/check/rollout-text.ts
var mostNodes = 1e5;
var places3 = ["annotations", "command", "args", "value"];
function canBeChecked({ reading, node }) {
  const { text: text3 } = reading.document;
  if (!node) return false;
  let braces = text3.slice(node.start, node.end).split("{{").length - 1;
  let left2 = mostNodes;
  const isPlain = (given3, place) => {
    const at = isTemplate2(given3, reading.template) ? reading.template : dereference(given3);
    if (--left2 < 0) return false;
    if (at?.type === "sequence") return at.items.every((item) => isPlain(item, place));
    if (at?.type === "mapping") {
      return at.pairs.every(
        ({ key, value }) => !key.startsWith("$") && isPlain(value, place ?? places3.find((each2) => each2 === key))
      );
    }
    const isOwn2 = place !== void 0 && at?.type === "scalar" && at.style !== "plain";
    if (isOwn2) braces -= text3.slice(at.start, at.end).split("{{").length - 1;
    return true;
  };
  return isPlain(node, void 0) && braces <= 0;
}

// src/check/rollout.ts
function checkRollout(rollout3, context) {
  if (!isRollout(rollout3) || rollout3.document.error) return [];
  const { document } = rollout3;
  const reading = { document, template: templateOf(rollout3) };
  const root = rootField(reading, rollout3.node);
  return canBeChecked(root) ? sortDiagnostics([...check(root, context)]) : [];
}
function* check(root, { version: version2, isPart: isPart2 = false }) {
  const apiVersion = child(root, "apiVersion");
  const word4 = apiVersion.node?.type === "scalar" ? String(apiVersion.node.value) : void 0;
  if (word4 !== void 0 && word4 !== "argoproj.io/v1alpha1") {
    yield unservedApiVersion(fieldPlace(apiVersion), word4);
    return;
  }
  const meant2 = /* @__PURE__ */ new Set();
  yield* checkShape(root, "Rollout", { version: version2, meant: meant2 });
  const spec = child(root, "spec");
  if (isPart2 || isPatch3(spec)) return;
  for (const each2 of [...checkSpec(spec), ...checkStrategy(spec, version2)]) {
    if (!missedBy[each2.code]?.some((field) => isMeant3(field, meant2))) yield each2;
  }
}
var isMeant3 = (field, meant2) => [...meant2].some((path3) => path3.endsWith(`.${field}`));
var missedBy = {
  [strategyMissing.code]: ["strategy", "canary", "blueGreen"],
  [rolloutWithoutSelector.code]: ["selector", "workloadRef"],
  [emptySelector.code]: ["matchLabels", "matchExpressions", "workloadRef"],
  [rolloutWithoutTemplate.code]: ["template", "workloadRef"],
  [missingField.code]: ["apiVersion", "kind", "name", "virtualService"],
  [serviceMissing.code]: ["canaryService", "stableService", "rootService"],
  [notExactlyOne.code]: [...antiAffinities, ...routerTargets, ...podChoices]
};
var isPatch3 = (spec) => ["selector", "template", "workloadRef"].every((key) => !isGiven2(child(spec, key)));

// src/check/classify.ts
var other = { is: "other" };
function classify2(source2, chunk, patches) {
  if (isKustomizationName(baseNameOf(source2.file)) || !mayBeObject(source2.bytes.subarray(chunk.body, chunk.end))) {
    return other;
  }
  const document = isTooLong(chunk) ? readBeginning(source2, chunk) : readDocument(source2, chunk);
  if (document.error) {
    const found2 = readBroken(document, { input: "stream" }).map((each2) => each2.found);
    if (found2.length > 0) return { is: "broken", found: found2 };
    return document.text.includes("{{") ? { is: "template" } : other;
  }
  const manifests = manifestsOf(document).filter(({ apiVersion }) => apiVersion !== "");
  if (manifests.some(isTemplated4)) return { is: "template" };
  const isOfPatch = patches.size > 0 && patches.has(normalPath(source2.file));
  const parts = manifests.filter((manifest) => isOfPatch || isPart(manifest));
  return { is: "objects", manifests: manifests.filter((each2) => !parts.includes(each2)), parts };
}
function mayBeObject(view) {
  if (!includes(view, "kind") || !includes(view, "apiVersion") || definesKind(view)) return false;
  const text3 = decode(view.subarray(0, most2));
  const first = text3.search(/^[^\s#]/m);
  if (text3[first] === "{") return view.length > most2 || !isOtherJson(text3);
  return !/[A-Za-z"']/.test(text3[first] ?? "") || /^["']?kind["']?[ \t]*:/m.test(text3);
}
function isOtherJson(text3) {
  const data = parseJson(text3);
  if (data === void 0) return false;
  return typeof data !== "object" || data === null || !("kind" in data && "apiVersion" in data);
}
var most2 = 16 << 20;
var isTooLong = ({ start, end }) => end - start > most2;
function readBeginning(source2, chunk) {
  const text3 = decode(source2.bytes.subarray(chunk.start, chunk.start + (1 << 16)));
  const error = { offset: 0, message: "It is longer than an object can be" };
  return { source: source2, chunk, text: text3, body: 0, root: void 0, error };
}
function isTemplated4({ node, kind: kind2, document }) {
  const { text: text3 } = document;
  if (!text3.slice(node.start, node.end).includes("{{")) return false;
  const visit = (at, path3) => {
    if (meant.has(path3) || hasOwnActions.test(kind2) && path3.startsWith(".spec")) return false;
    if (at.type === "sequence") return at.items.some((item) => visit(item, path3));
    if (at.type !== "mapping") return text3.slice(at.start, at.end).includes("{{");
    return at.pairs.some(
      ({ key, value }) => key.includes("{") || visit(value, path3 === "" ? `.${key}` : `${path3}.${key}`)
    );
  };
  return visit(node, "");
}
var meant = /* @__PURE__ */ new Set([
  ".metadata.annotations",
  ".spec.template",
  ".data",
  ".stringData",
  ".status"
]);
var hasOwnActions = /AnalysisTemplate$|^AnalysisRun$|^Experiment$|Workflow|^ApplicationSet$/;
function isPart(manifest) {
  const { node } = manifest;
  if (node.pairs.some(({ key }) => key === "$patch")) return true;
  const lacks = (...keys) => !keys.some((key) => hasValue(manifest, "spec", key));
  if (isDeployment(manifest)) return isPatch2(manifest);
  if (isRollout(manifest)) return lacks("template", "workloadRef", "selector");
  return isAutoscaler(manifest) && lacks("scaleTargetRef");
}

// src/check/scene.ts
var alone = { isApart: () => false, straysOf: () => [] };
var nothing = { systemRules: [], configs: [], byFile: () => [] };
function sceneOf(manifests, setting) {
  const { config: config2, namespace, release, elsewhere = nothing } = setting;
  return {
    manifests,
    scope: scopeOf(manifests, namespace),
    sources: [],
    kustomizations: [],
    version: config2?.argoRollouts,
    known: { config: config2, namespace, release },
    actions: setting.actions,
    argocd: argoCdIn(manifests, setting.tree),
    elsewhere,
    folders: setting.folders ?? alone,
    isPart: () => false
  };
}
function isPartOf(sources, { tree }) {
  if (!tree) return false;
  const own = new Set(sources.map(({ file }) => normalPath(file)));
  const folders = new Set([...own].map(folderOf));
  const over = new Set([...own].flatMap((file) => tree.over(file)));
  return [...over].some(
    (each2) => !folders.has(folderOf(each2.source.file)) && [...tree.filesOf(each2)].some((file) => !own.has(file))
  );
}
function readScene(group2, setting) {
  const { patches, hasMoved } = setting;
  const { sources } = group2;
  const documents = sources.flatMap(
    (source2) => splitStream(source2).map((chunk) => classify2(source2, chunk, patches))
  );
  const manifests = documents.flatMap((each2) => each2.is === "objects" ? each2.manifests : []).filter((manifest) => !hasMoved?.(manifest));
  const kustomizations = group2.kustomizations.map(kustomizationIn);
  return {
    scene: {
      ...sceneOf(manifests, setting),
      sources,
      kustomizations,
      isPart: () => isPartOf(sources, setting)
    },
    parts: documents.flatMap((each2) => each2.is === "objects" ? each2.parts : []),
    broken: documents.flatMap((each2) => each2.is === "broken" ? each2.found : []),
    hasTemplates: documents.some(({ is }) => is === "template")
  };
}

// src/check/time-problems.ts
var time_problems_exports = {};
__export(time_problems_exports, {
  deploymentRemoved: () => deploymentRemoved,
  pauseOutlivesChange: () => pauseOutlivesChange,
  replicasRemoved: () => replicasRemoved,
  rolloutRemoved: () => rolloutRemoved,
  rolloutSelectorRemoved: () => rolloutSelectorRemoved,
  selectorChanged: () => selectorChanged,
  serviceLosesPods: () => serviceLosesPods,
  stepsChangedWithTemplate: () => stepsChangedWithTemplate,
  unsafeChange: () => unsafeChange,
  workloadRemoved: () => workloadRemoved,
  workloadReplaced: () => workloadReplaced
});
var stepsChangedWithTemplate = define({
  code: "steps-changed-with-template",
  severity: "error",
  message: (rollout3, deployment3) => `The canary steps of ${rollout3} change together with the pod template of ${deployment3}, but their order is not guaranteed`,
  hint: "change the steps in a separate commit, before the template",
  why: "Argo CD applies the Deployment before the Rollout, so the new version may start with the old steps, or restart at step 0 when the steps arrive."
});
var deploymentRemoved = define({
  code: "deployment-removed",
  severity: "error",
  message: (deployment3, rollout3) => `${deployment3} is removed, but ${rollout3} uses its pod template`,
  hint: "keep the Deployment with `replicas: 0` for as long as a Rollout refers to it",
  why: "Without the Deployment the Rollout has no pod template: it is InvalidSpec at the next change."
});
var rolloutRemoved = define({
  code: "rollout-removed",
  severity: "error",
  message: (rollout3, pods4, deployment3) => `${rollout3} is removed with ${pods4 === 1 ? "its 1 pod" : `its ${pods4} pods`}, before those of ${deployment3} can take over`,
  hint: "grow the Deployment first, then scale the Rollout to 0, and remove it after that",
  why: "The pods of a deleted Rollout go with it, and those of the Deployment still have to start."
});
var workloadRemoved = define({
  code: "workload-removed",
  severity: "error",
  message: (titles) => `${titles.join(" and ")} ${titles.length > 1 ? "are" : "is"} removed, so ${titles.length > 1 ? "the pods of both" : "its pods"} stop at once`,
  hint: "restore the manifests, or set `replicas: 0` in an earlier commit if the workload is no longer needed",
  why: "Deleting the owner deletes its pods, so nothing answers requests."
});
var workloadReplaced = define({
  code: "workload-replaced",
  severity: "error",
  message: (old, own) => `${old} is removed in the commit that adds ${own}, so its pods stop before the new ones are Ready`,
  hint: "keep both until the new pods are available; `rolloutify migrate plan` writes the stages for that",
  why: "The old pods stop while the new ones still start, so for that time no pod serves."
});
var rolloutSelectorRemoved = define({
  code: "rollout-selector-removed",
  severity: "error",
  message: (rollout3) => `${rollout3} loses its selector, so without its Deployment the controller would release its pods`,
  hint: "keep spec.selector, a copy of the Deployment's",
  why: "The API server accepts this, but a Deployment that is deleted and added again then adopts the released pods and scales them down."
});
var selectorChanged = define({
  code: "selector-changed",
  severity: "error",
  message: (workload2) => `The selector of ${workload2} is changed, but selectors are immutable`,
  hint: "restore the old selector, or add a workload with another name beside it",
  why: "The API server rejects the object, so the sync fails and nothing of this change arrives."
});
var replicasRemoved = define({
  code: "replicas-removed",
  severity: "error",
  message: (workload2, before) => `${workload2} had replicas: ${before} and now sets none, so the cluster scales it to 1 pod`,
  hint: "keep spec.replicas until the applier ignores it: in Argo CD, ignoreDifferences with RespectIgnoreDifferences=true",
  why: "An apply that no longer sets a field removes it, and the default of replicas is 1."
});
var losses = {
  none: "now selects none in the input",
  early: "now selects by labels that they get in the same commit",
  gone: "is removed"
};
var serviceLosesPods = define({
  code: "service-loses-pods",
  severity: "error",
  message: (service, workload2, how) => `${service} ${how === "gone" ? "selects" : "selected"} the pods of ${workload2} but ${losses[how]}`,
  hint: (_service, _workload, how) => how === "gone" ? "keep it until nothing refers to it; add another name as a second Service in an earlier commit" : "select by labels that the pods already have; add a new label to the pods in an earlier commit",
  why: "The Service has no endpoints, so requests fail."
});
var pauseOutlivesChange = define({
  code: "pause-outlives-change",
  severity: "error",
  message: (autoscaler) => `${autoscaler} was paused in autoscaling/v2 but is now autoscaling/v1, which leaves the pause on`,
  hint: "write it as autoscaling/v2, without the pause",
  why: "A client-side apply of v1 does not remove the behavior that v2 has set, and nothing reports it: the workload is never scaled."
});
var unsafeChange = define({
  code: "unsafe-change",
  severity: "error",
  message: ({ workload: workload2, from, to, broken }) => `${workload2} goes from ${from} to ${to} in one commit: in the worst order of applying it, ${broken}`,
  hint: ({ last }) => `grow one side, let it settle, then shrink the other in a separate commit, as \`rolloutify migrate next\` does; it breaks here: ${last}`,
  why: "Appliers do not wait between objects, so pods may stop before those that replace them have started."
});

// src/check/time-change.ts
function changeOf(before, after) {
  const textOf5 = (manifest) => canonical(valueOf(templateOf(manifest)));
  return {
    before,
    after,
    was: pairsOf(before.scope),
    is: pairsOf(after.scope),
    oldOf: (manifest) => findSame2(before, manifest),
    sameTemplate: (a, b) => textOf5(a) === textOf5(b)
  };
}
function findSame2({ near }, manifest) {
  return near(manifest, manifest.name ?? "").find(
    ({ kind: kind2, namespace }) => kind2 === manifest.kind && namespace === manifest.namespace
  );
}
var keyOf = ({ namespace = "", name = "" }) => `${namespace}/${name}`;

// src/check/time-removals.ts
function removals(change) {
  const { before, after, was } = change;
  return [
    ...after.manifests.filter(isRollout).flatMap((each2) => [...deploymentRemovals(change, each2)]),
    ...was.flatMap((pair) => [...rolloutRemovals(pair, after)]),
    ...was.flatMap((pair) => [...pairRemovals(pair, after)]),
    ...before.manifests.flatMap((each2) => [...ownRemovals(each2, after)]),
    ...before.scope.deployments.flatMap((each2) => [...enteredRemovals(each2, change)]),
    ...after.manifests.flatMap((each2) => [...replacements(each2, before, after)])
  ];
}
function* deploymentRemovals({ before, after }, rollout3) {
  const name = workloadNameOf(rollout3);
  if (name === void 0 || after.near(rollout3, name).some(isDeployment)) return;
  const old = before.near(rollout3, name).find(isDeployment);
  if (!old) return;
  const at = placeOf(rollout3, "spec", "workloadRef", "name");
  yield { about: keyOf(old), found: deploymentRemoved(at, titleOf(old), titleOf(rollout3)) };
}
function* rolloutRemovals(pair, after) {
  const { rollout: rollout3, own, moved: moved2 = 0, planned } = pair;
  const deployment3 = findSame2(after, pair.deployment);
  if (!deployment3 || moved2 === 0 || findSame2(after, rollout3) || isKept(rollout3, after)) return;
  if (own !== void 0 && (planned ? own >= planned.replicas : own === moved2)) return;
  const at = placeOf(deployment3, "spec", "replicas");
  const found2 = rolloutRemoved(at, titleOf(rollout3), moved2, titleOf(deployment3));
  yield { about: keyOf(deployment3), found: found2 };
}
function* pairRemovals({ deployment: deployment3, rollout: rollout3, own, moved: moved2 }, after) {
  const both = [deployment3, rollout3];
  const isGone = both.every((each2) => !findSame2(after, each2));
  if (!isGone || own === 0 && moved2 === 0 || both.every((each2) => isKept(each2, after))) return;
  const found2 = workloadRemoved(placeLeft(deployment3, after), both.map(titleOf));
  yield { about: keyOf(deployment3), found: found2 };
}
function* ownRemovals(old, after) {
  if (!isRollout(old) || hasValue(old, "spec", "workloadRef") || replicasOf(old) === 0) return;
  const isLeft = after.near(old, old.name ?? "").some((each2) => isRollout(each2) || isDeployment(each2));
  if (isLeft || isKept(old, after)) return;
  yield {
    about: keyOf(old),
    found: workloadRemoved(placeLeft(old, after), [titleOf(old)])
  };
}
function* enteredRemovals(old, { before, after, was }) {
  const [entry] = entriesOf2(old, before.known);
  const isMoving = entry !== void 0 && entry.stage !== "baseline";
  if (!isMoving || was.some((pair) => pair.deployment === old)) return;
  if (after.near(old, old.name ?? "").some((each2) => isRollout(each2) || isDeployment(each2))) return;
  if (replicasOf(old) === 0 || isKept(old, after)) return;
  yield {
    about: keyOf(old),
    found: workloadRemoved(placeLeft(old, after), [titleOf(old)])
  };
}
function placeLeft({ document }, { sources }) {
  const { file } = document.source;
  const isLeft = sources.some((source2) => source2.file === file);
  return isLeft ? { file, line: 1, column: 1 } : argumentsPlace;
}
var isKept = (manifest, { known }) => isKeptBy(known.config?.applier, keepersIn(resourceOf(manifest)));
function* replacements(own, before, after) {
  const isOwn2 = isDeployment(own) || isRollout(own) && !hasValue(own, "spec", "workloadRef");
  if (!isOwn2 || findSame2(before, own)) return;
  const isOther2 = isDeployment(own) ? isRollout : isDeployment;
  const old = before.near(own, own.name ?? "").find(isOther2) ?? before.manifests.find((each2) => isOther2(each2) && isOfSamePods(each2, own));
  if (!old || findSame2(after, old) || hasValue(old, "spec", "workloadRef")) return;
  if (replicasOf(old) === 0) return;
  const at = placeOf(own, "metadata", "name");
  yield { about: keyOf(own), found: workloadReplaced(at, titleOf(old), titleOf(own)) };
}
function isOfSamePods(one, other2) {
  if (one.namespace !== other2.namespace || !hasValue(one, "spec", "selector")) return false;
  const [a, b] = [one, other2].map(
    ({ node }) => canonical(valueOf(findNode(node, "spec", "selector")))
  );
  return a === b;
}
function replicasRemovals({ after, oldOf }) {
  return after.manifests.filter((each2) => isDeployment(each2) || isRollout(each2)).flatMap((manifest) => {
    const old = oldOf(manifest);
    const was = old && replicasOf(old);
    if (typeof was !== "number" || was < 2 || replicasOf(manifest) !== "absent") return [];
    if (isIgnored2(manifest, after)) return [];
    const at = placeOf(manifest, "spec", "replicas");
    const found2 = replicasRemoved(at, titleOf(manifest), was);
    return [
      { about: `${manifest.namespace ?? ""}/${workloadNameOf(manifest) ?? manifest.name}`, found: found2 }
    ];
  });
}
function isIgnored2(manifest, view) {
  const name = isRollout(manifest) ? workloadNameOf(manifest) : void 0;
  const deployment3 = view.near(manifest, name ?? "").find(isDeployment) ?? manifest;
  const entries = entriesOf2(deployment3, view.known);
  const isTold = entries.length > 0 && entries.every(({ replicasIgnored }) => replicasIgnored);
  return isRollout(manifest) && isTold || fateOfReplicas(manifest, view) === "kept";
}

// src/check/time-services.ts
function lostPods(change) {
  const { before, after } = change;
  if (!before.manifests.some(isService) || !after.isComplete()) return [];
  const finders = { was: finderOf(before), is: finderOf(after) };
  const lost = after.manifests.filter(isService).flatMap((each2) => [...lossOf(each2, change, finders)]);
  const gone = before.manifests.filter(isService).flatMap((each2) => [...removalOf2(each2, change, finders)]);
  const given3 = finders.is.problems();
  return given3.length > 0 ? [...gone, ...given3] : [...lost, ...gone];
}
function* lossOf(service, { after, oldOf }, { was, is }) {
  const old = oldOf(service);
  const served = old && firstOf(selectedBy(old, was), ({ manifest }) => findSame2(after, manifest));
  if (!served) return;
  const hasPods = firstOf(selectedBy(service, is), () => true) !== void 0;
  const isOfOther = firstOf(selectedBy(service, is), ({ manifest }) => !oldOf(manifest));
  const isEarly2 = hasPods && !isOfOther && !firstOf(selectedBy(service, was), () => true);
  if (hasPods && !isEarly2) return;
  const at = placeOf(service, "spec", "selector");
  const titles = [titleOf(service), titleOf(served.manifest)];
  yield serviceLosesPods(at, ...titles, isEarly2 ? "early" : "none");
}
function* removalOf2(service, { before, after, is: pairs3 }, { was }) {
  if (findSame2(after, service) || isKept(service, after)) return;
  const served = firstOf(selectedBy(service, was), ({ manifest }) => {
    const now = findSame2(after, manifest);
    return now && (isRollout(now) || pairs3.some(({ deployment: deployment3 }) => deployment3 === now));
  });
  if (!served || isReplaced(served, before, after)) return;
  const titles = [titleOf(service), titleOf(served.manifest)];
  yield serviceLosesPods(placeLeft(service, after), ...titles, "gone");
}
function isReplaced({ manifest, labels }, before, after) {
  return before.manifests.some((each2) => {
    const isNear = isService(each2) && each2.namespace === manifest.namespace;
    const wanted = isNear && selectorIn(resourceOf(each2));
    return wanted && hasAll(labels, wanted) && findSame2(after, each2) !== void 0;
  });
}
function finderOf({ manifests, labelsOf: labelsOf2 }) {
  return podFinder(
    manifests.filter(hasOwnPods).flatMap((manifest) => {
      const labels = labelsOf2(manifest);
      return labels ? [{ manifest, labels }] : [];
    })
  );
}
function selectedBy(service, { find: find2 }) {
  const labels = selectorIn(resourceOf(service));
  return labels ? find2(service, { matchLabels: labels }) : [];
}

// src/simulate/pairs.ts
function pairsOf2(before, after) {
  const [earlier, later] = [before, after].map((all2) => new Map(all2.map((each2) => [keyOf2(each2), each2])));
  const byRollout = new Map(after.map((each2) => [rolloutKeyOf(each2), each2]));
  const taken = /* @__PURE__ */ new Set();
  const forth = before.map((from) => {
    const own = later?.get(keyOf2(from));
    const found2 = from.rollout === void 0 ? void 0 : byRollout.get(rolloutKeyOf(from));
    const moved2 = found2 === own || !found2 || earlier?.has(keyOf2(found2)) ? void 0 : found2;
    const to = moved2 && !own?.rollout ? joined2(own, moved2) : own;
    for (const each2 of [own, ...to === own ? [] : [moved2]]) if (each2) taken.add(each2);
    return { workload: from.workload, namespace: from.namespace, from, to };
  });
  const fresh = after.filter((each2) => !taken.has(each2));
  return [
    ...forth,
    ...fresh.map(({ workload: workload2, namespace }, at) => ({
      workload: workload2,
      namespace,
      from: void 0,
      to: fresh[at]
    }))
  ].filter(isOurs3);
}
var keyOf2 = ({ namespace, workload: workload2 }) => `${namespace ?? ""}/${workload2}`;
var rolloutKeyOf = ({ namespace, rollout: rollout3 }) => `${namespace ?? ""}/${rollout3 ?? ""}`;
function joined2(own, moved2) {
  if (!own) return moved2;
  const { rollout: rollout3 } = moved2.state;
  const autoscalers = [...own.state.autoscalers, ...moved2.state.autoscalers];
  const [ofOwn, ofMoved] = [own.objects, moved2.objects];
  return {
    ...own,
    state: { ...own.state, ...rollout3 && { rollout: rollout3 }, autoscalers },
    rollout: moved2.rollout,
    ...ofOwn && ofMoved && { objects: () => ({ ...ofOwn(), rollout: ofMoved().rollout }) }
  };
}
function isOurs3({ from, to }) {
  return [from, to].some((end) => end && !(end.state.rollout?.template && !end.state.deployment));
}

// src/simulate/change.ts
var leavesFields = (applier) => isArgoCd(applier) || applier === "flux";
function keyOfChange({ names, services, ...change }) {
  const { from, to, baseline: baseline2 } = change;
  const isRenamed2 = names && JSON.stringify(names.from) !== JSON.stringify(names.to);
  const known = [from, to].flatMap(({ autoscalers }) => autoscalers.map(identityOf2));
  const numbered = (state) => ({
    ...state,
    autoscalers: state.autoscalers.map((each2) => ({ ...each2, name: known.indexOf(identityOf2(each2)) }))
  });
  return JSON.stringify({
    ...change,
    name: "",
    from: numbered(from),
    to: numbered(to),
    ...baseline2 && { baseline: numbered(baseline2) },
    ...services && { services: services.map((each2) => ({ ...each2, name: "" })) },
    ...isRenamed2 && { names }
  });
}
var identityOf2 = ({ kind: kind2, name }) => `${kind2} ${name}`;

// src/simulate/moment.ts
var noPods = { ready: 0, unready: 0, old: 0 };
var noSide = { ...noPods, version: "none", replicas: 0, set: 0, owner: "none" };
function sideOf(state, kind2) {
  return kind2 === "Deployment" ? state.deployment : state.rollout;
}
function withSide(state, kind2, side) {
  const { autoscalers, application: application2, healthy, selected, orphans, former } = state;
  const { services, changed, revised, settled } = state;
  return {
    deployment: kind2 === "Deployment" ? side : state.deployment,
    rollout: kind2 === "Rollout" ? side : state.rollout,
    autoscalers,
    application: application2,
    healthy,
    selected,
    orphans,
    former,
    services,
    changed,
    revised,
    settled
  };
}
function withCounts({ version: version2, ready, unready, old, replicas, set, owner }, counts4) {
  return {
    ready: counts4.ready ?? ready,
    unready: counts4.unready ?? unready,
    old: counts4.old ?? old,
    version: version2,
    replicas: counts4.replicas ?? replicas,
    set: counts4.set ?? set,
    owner: counts4.owner ?? owner
  };
}
function withScaler(state, at, scaler) {
  return { ...state, autoscalers: state.autoscalers.with(at, scaler) };
}
function countOf4({ ready, unready }) {
  return ready + unready;
}
function podsOf2({ deployment: deployment3, rollout: rollout3, orphans, former }) {
  return countOf4(deployment3) + countOf4(rollout3) + countOf4(orphans) + countOf4(former);
}
var versions = { none: 0, from: 1, to: 2 };
var owners = { none: 0, applier: 3, scaler: 6 };
function momentKey(state) {
  const { deployment: deployment3, rollout: rollout3, orphans } = state;
  const { ready, unready, old } = orphans;
  let key = String.fromCharCode(flagsOf(state));
  key += isWide(ready | unready | old) ? `\uFFFF${[ready, unready, old].join()};` : String.fromCharCode(ready, unready, old);
  key += keyOfSide(deployment3) + keyOfSide(rollout3);
  for (const { version: version2, acting } of state.autoscalers)
    key += String.fromCharCode(3 * versions[version2] + versions[acting]);
  for (const version2 of state.services) key += String.fromCharCode(versions[version2]);
  return state.former.version === "none" ? key : key + keyOfSide(state.former);
}
function flagsOf({ healthy, selected, changed, revised, settled, application: application2 }) {
  const images = (changed ? 4 : 0) + (revised ? 8 : 0);
  return (healthy ? 1 : 0) + (selected ? 2 : 0) + images + (settled ? 16 : 0) + 32 * versions[application2];
}
var isWide = (counts4) => counts4 >= 65535;
function keyOfSide({ version: version2, owner, replicas, set, ready, unready, old }) {
  const code2 = versions[version2] + owners[owner];
  if (isWide(replicas | set | ready | unready | old))
    return `\uFFFF${[code2, replicas, set, ready, unready, old].join()};`;
  return String.fromCharCode(code2, replicas, set, ready, unready, old);
}
function partOf(manifests, version2) {
  return version2 === "none" ? void 0 : manifests[version2];
}

// src/simulate/pods.ts
function readyMoves({ batches }, state) {
  return kinds3.flatMap((kind2) => {
    const { unready } = sideOf(state, kind2);
    if (unready === 0) return [];
    return [{ action: "ready", kind: kind2, count: batches ? unready : 1 }];
  });
}
function becomeReady(side, count2) {
  return withCounts(side, { ready: side.ready + count2, unready: side.unready - count2 });
}
function replicaSetMoves(kind2, side) {
  if (isOffScale(side)) return [{ action: "scale", kind: kind2 }];
  return canRoll(side) ? [{ action: "roll", kind: kind2 }] : [];
}
function isOffScale(side) {
  const surplus = countOf4(side) - side.set;
  return surplus < 0 || surplus > (side.old > 0 ? 1 : 0);
}
function resized(side) {
  return withCounts(side, { set: side.replicas });
}
function scaled2(side) {
  const surplus = countOf4(side) - side.set;
  if (surplus <= 0) return withCounts(side, { unready: side.unready - surplus });
  const unready = Math.min(side.unready, surplus);
  const ready = surplus - unready;
  return withCounts(side, {
    ready: side.ready - ready,
    unready: side.unready - unready,
    old: Math.max(0, side.old - ready)
  });
}
function canRoll(side) {
  return side.old > 0 && (side.ready > side.set || countOf4(side) <= side.set);
}
function rolled(side) {
  if (side.ready > side.set) return withCounts(side, { ready: side.ready - 1, old: side.old - 1 });
  return withCounts(side, { unready: side.unready + 1 });
}
function canChangeImage({ change }, { changed, deployment: deployment3 }) {
  return !changed && deployment3.version !== "none" && !!change.disturb?.includes("image-change");
}
function imageChanged(state) {
  const { deployment: deployment3, rollout: rollout3 } = state;
  return {
    ...state,
    deployment: { ...deployment3, old: deployment3.ready },
    rollout: { ...rollout3, old: rollout3.ready },
    changed: true,
    revised: rollout3.version !== "none"
  };
}
function withPods(state, kind2, change) {
  return withSide(state, kind2, change(sideOf(state, kind2)));
}

// src/simulate/world.ts
function worldOf(change) {
  const { from, to, applier } = change;
  const awake = [...from.autoscalers, ...to.autoscalers].some(isAwake);
  return {
    change,
    autoscalers: autoscalersOf(change),
    serverSide: appliesServerSide(applier),
    batches: awake && change.metrics !== "none",
    remembersPhase: [from.rollout, to.rollout].some((rollout3) => drains(rollout3) !== "never"),
    room: roomOf(change),
    restsBefore: !from.autoscalers.some(isAwake),
    restsAfter: !to.autoscalers.some(isAwake),
    renamed: kinds3.find((kind2) => isRenamed(change, kind2)),
    choicesOf: kept((autoscaler) => choicesOf(autoscaler, change.floor))
  };
}
function nameOf5({ change }, kind2, end = "to") {
  const { name = "web", names } = change;
  return (kind2 && (names?.[end][kind2] ?? names?.from[kind2])) ?? name;
}
function isRenamed({ names }, kind2) {
  const [before, after] = [names?.from[kind2], names?.to[kind2]];
  return before !== void 0 && after !== void 0 && before !== after;
}
function autoscalersOf({ from, to }) {
  const all2 = [...from.autoscalers, ...to.autoscalers];
  const names = new Map(all2.map((one) => [`${one.kind} ${one.name}`, one]));
  return [...names.values()].map(({ kind: kind2, name }) => {
    const find2 = (side) => side.autoscalers.find((other2) => other2.kind === kind2 && other2.name === name);
    return { kind: kind2, name, from: find2(from), to: find2(to) };
  });
}
function roomOf({ from, to, floor, room: room2, disturb = [] }) {
  if (room2 !== void 0) return room2;
  const step3 = (kind2) => Math.abs(statedBy2(from, kind2, floor) - statedBy2(to, kind2, floor));
  const sum = (side) => statedBy2(side, "Deployment", floor) + statedBy2(side, "Rollout", floor);
  const surge = disturb.includes("image-change") ? 2 : 0;
  const maxima = [...from.autoscalers, ...to.autoscalers].filter(isActive).map(({ max }) => max);
  const steps3 = floor + Math.max(step3("Deployment"), step3("Rollout"));
  return Math.max(steps3, sum(from), sum(to), ...maxima) + surge;
}
function statedBy2(side, kind2, floor) {
  if (kind2 === "Deployment") return side.deployment ? side.deployment.replicas ?? floor : 0;
  return side.rollout ? side.rollout.replicas ?? 1 : 0;
}
function manifestOf2({ change }, kind2, version2) {
  if (version2 === "none") return void 0;
  return kind2 === "Deployment" ? change[version2].deployment : change[version2].rollout;
}
function liveRollout({ change }, state) {
  const { version: version2 } = state.rollout;
  return version2 === "none" ? void 0 : change[version2].rollout;
}
var isKept2 = ({ change: { applier } }, { keptBy = [] } = {}) => isKeptBy(applier, keptBy);
function drains(rollout3) {
  const mode = rollout3?.scaleDown;
  return mode === "onsuccess" || mode === "progressively" ? mode : "never";
}
function actingAutoscalers(world, state) {
  return world.autoscalers.flatMap((named2, at) => {
    const version2 = state.autoscalers[at]?.acting ?? "none";
    const autoscaler = partOf(named2, version2);
    return autoscaler && !isPausedByKeda(autoscaler) ? [{ at, autoscaler }] : [];
  });
}
function isPausedByKeda({ kind: kind2, paused }) {
  return kind2 === "ScaledObject" && paused;
}
function someAwake(world, state) {
  return actingAutoscalers(world, state).some(({ autoscaler }) => isAwake(autoscaler));
}
function choicesOf({ min, max, idle = min }, floor) {
  const counts4 = [min, floor - 1, floor, floor + 1, max];
  const within = counts4.filter((count2) => count2 >= min && count2 <= max);
  return [.../* @__PURE__ */ new Set([...within, idle])].toSorted((a, b) => a - b);
}
function firstVersion(from, to) {
  if (from === void 0) return "none";
  return isSame2(from, to) ? "to" : "from";
}

// src/simulate/rollout.ts
function rolloutMoves(world, state) {
  const manifest = liveRollout(world, state);
  if (!manifest) return state.selected ? [{ action: "select" }] : [];
  if (isWithoutTemplate(world, state)) return withoutDeployment(manifest.selector, state);
  const { rollout: rollout3 } = state;
  const moves2 = replicaSetMoves("Rollout", rollout3);
  if (isHalted(manifest) || isUnmatched(world, state)) return moves2.filter(isOfReplicaSet);
  if (rollout3.set !== rollout3.replicas) moves2.push({ action: "resize", kind: "Rollout" });
  if (world.remembersPhase && isHealthy(rollout3) !== state.healthy)
    moves2.push({ action: "write-phase" });
  if (wantsSelection(manifest.services ?? false, state) !== state.selected)
    moves2.push({ action: "select" });
  const count2 = drainedCount(drains(manifest), state);
  if (count2 !== state.deployment.replicas) moves2.push({ action: "scale-down", count: count2 });
  return moves2;
}
var isOfReplicaSet = ({ action: action3 }) => action3 === "scale";
function isWithoutTemplate(world, state) {
  const isFormer = world.renamed === "Deployment" && state.former.version !== "none";
  const isGone = state.deployment.version === "none" && !isFormer;
  return isGone && !liveRollout(world, state)?.template;
}
function isUnmatched({ change }, { deployment: deployment3, rollout: rollout3 }) {
  return !!change.unmatched && deployment3.version === "to" && rollout3.version === "to";
}
function withoutDeployment(selector, { rollout: rollout3 }) {
  const moves2 = replicaSetMoves("Rollout", rollout3);
  if (!selector && countOf4(rollout3) > 0) moves2.push({ action: "release-pods" });
  return moves2;
}
function isHealthy(rollout3) {
  return rollout3.ready === rollout3.replicas && rollout3.unready === 0 && rollout3.old === 0;
}
function wantsSelection(services, { selected, rollout: rollout3 }) {
  if (!services || selected) return services;
  return rollout3.set > 0 && rollout3.ready >= rollout3.set;
}
function drainedCount(mode, state) {
  const { deployment: deployment3, rollout: rollout3, healthy, revised } = state;
  if (mode === "never" || revised) return deployment3.replicas;
  if (healthy) return 0;
  const isMoving = rollout3.ready > 0 || countOf4(rollout3) > rollout3.replicas;
  if (mode === "onsuccess" || !isMoving) return deployment3.replicas;
  return Math.max(0, rollout3.replicas - rollout3.ready);
}
function stepRollout({ serverSide }, state, move2) {
  const { deployment: deployment3, rollout: rollout3 } = state;
  switch (move2.action) {
    case "write-phase":
      return { ...state, healthy: isHealthy(rollout3) };
    case "select":
      return { ...state, selected: !state.selected };
    case "release-pods": {
      const { ready, unready, old } = rollout3;
      return {
        ...state,
        rollout: { ...rollout3, ...noPods, set: 0 },
        orphans: { ready, unready, old }
      };
    }
    case "scale-down": {
      const owner = serverSide ? "scaler" : "none";
      return { ...state, deployment: { ...deployment3, replicas: move2.count, owner } };
    }
  }
}

// src/simulate/arrival.ts
function remembered(world, state) {
  const mayPause = !world.restsBefore && world.restsAfter;
  return mayPause && !state.settled && hasArrived(world, state) ? { ...state, settled: true } : state;
}
function owesArrival({ restsAfter, change }) {
  return restsAfter && !change.disturb?.includes("unready-pods");
}
function hasArrived(world, state) {
  const { change, autoscalers } = world;
  if (state.application !== (change.to.application ? "to" : "none")) return false;
  if (countOf4(state.orphans) > 0 || state.former.version !== "none") return false;
  if (change.to.rollout && isWithoutTemplate(world, state)) return false;
  if (change.to.rollout && (change.unmatched || change.to.rollout.invalid)) return false;
  if (change.services && !areServicesShown(world, change.services, state)) return false;
  const areShown = autoscalers.every(({ to }, at) => {
    const scaler = state.autoscalers[at];
    const version2 = to ? "to" : "none";
    return scaler?.version === version2 && scaler.acting === version2;
  });
  return areShown && kinds3.every((kind2) => isShown(world, state, kind2));
}
function areServicesShown(world, services, state) {
  return services.every((service, at) => {
    const { to } = service;
    return state.services[at] === (to ? "to" : "none") || !to && isKept2(world, service);
  });
}
function isShown(world, state, kind2) {
  const side = sideOf(state, kind2);
  const manifest = manifestOf2(world, kind2, "to");
  if (!manifest) return side.version === "none" || isKept2(world, liveRollout(world, state));
  if (side.version !== "to" || !isQuiet(side)) return false;
  if (kind2 === "Deployment" && isHandedOver(world)) return state.revised || side.replicas === 0;
  const wanted = manifest.replicas ?? heldCount(world, kind2);
  return wanted === void 0 || side.replicas === wanted;
}
function isHandedOver({ change: { to, applier } }) {
  const { rollout: rollout3, application: application2 } = to;
  const isLeft = leavesFields(applier) && application2?.respects;
  return drains(rollout3) !== "never" && !!isLeft && application2.ignoresReplicasOf.includes("Deployment");
}
function heldCount({ change: { to } }, kind2) {
  return to.autoscalers.find((one) => one.target === kind2 && isActive(one))?.min;
}
function isQuiet({ replicas, set, ready, unready, old }) {
  return set === replicas && ready === set && unready === 0 && old === 0;
}
function missingIn(world, state) {
  const { to } = world.change;
  const rollout3 = nameOf5(world, "Rollout");
  if (to.rollout && isWithoutTemplate(world, state))
    return `Rollout ${rollout3} refers to a Deployment that is gone`;
  if (to.rollout && world.change.unmatched)
    return `the selector of Rollout ${rollout3} does not match its pod template, and nothing of it is carried out`;
  if (to.rollout?.invalid)
    return `Rollout ${rollout3} is invalid: ${to.rollout.invalid}, and nothing of it is carried out`;
  if (state.former.version !== "none")
    return `${world.renamed} ${nameOf5(world, world.renamed, "from")} is left beside ${world.renamed} ${nameOf5(world, world.renamed)}`;
  if (to.rollout?.paused && state.rollout.set !== state.rollout.replicas)
    return `Rollout ${rollout3} is paused, so it neither scales nor rolls`;
  for (const kind2 of kinds3) {
    const { replicas } = sideOf(state, kind2);
    const stated = manifestOf2(world, kind2, "to")?.replicas;
    if (stated !== void 0 && stated !== replicas)
      return `${kind2} ${nameOf5(world, kind2)} is left at replicas ${replicas}, and Git says ${stated}`;
  }
  return "the stage is never reached";
}

// src/simulate/merge.ts
var defaultCount = 1;
function mergedReplicas(world, state, kind2) {
  const side = sideOf(state, kind2);
  const { replicas: stated } = manifestOf2(world, kind2, "to") ?? {};
  if (side.version === "none")
    return {
      replicas: stated ?? defaultCount,
      owner: world.serverSide && stated !== void 0 ? "applier" : "none"
    };
  if (keepsLiveCount(world, state, kind2)) return side;
  if (world.serverSide) return mergedByOwner(world.change.applier, side, stated);
  const { replicas: last } = manifestOf2(world, kind2, side.version) ?? {};
  return { replicas: mergedByText(side, last, stated), owner: "none" };
}
function mergedByText(side, last, stated) {
  if (stated !== void 0) return stated;
  return last === void 0 ? side.replicas : defaultCount;
}
function mergedByOwner(applier, side, stated) {
  const { owner, replicas } = side;
  if (stated === void 0)
    return owner === "applier" ? { replicas: defaultCount, owner: "none" } : side;
  if (owner !== "scaler") return { replicas: stated, owner: "applier" };
  if (replicas === stated) return side;
  return applier === "helm4" ? void 0 : { replicas: stated, owner: "applier" };
}
function keepsLiveCount(world, state, kind2) {
  if (leavesFields(world.change.applier)) return ignores2(world, state, kind2)?.respects ?? false;
  return mergesTexts(world.change.applier) && kind2 === "Rollout" && !isRestated(world);
}
var mergesTexts = (applier) => applier === "helm3" || applier === "helm4-client-side";
function isRestated({ change: { from, to } }) {
  return from.rollout?.replicas !== to.rollout?.replicas;
}
function ignores2({ change }, { application: application2 }, kind2) {
  if (application2 === "none") return void 0;
  const settings = change[application2].application;
  return settings?.ignoresReplicasOf.includes(kind2) ? settings : void 0;
}
function isSkipped(world, state, kind2) {
  const { version: version2 } = sideOf(state, kind2);
  if (!leavesFields(world.change.applier) || version2 !== "from") return false;
  return !!ignores2(world, state, kind2)?.onlyOutOfSync && differsInReplicasOnly(world, kind2);
}
function differsInReplicasOnly({ change: { from, to } }, kind2) {
  if (kind2 === "Deployment") return true;
  return isSame2({ ...from.rollout, replicas: 0 }, { ...to.rollout, replicas: 0 });
}

// src/simulate/applier.ts
function applierMoves(world, state) {
  return [
    ...kindMoves(world, state),
    ...autoscalerMoves(world, state),
    ...serviceMoves(world, state),
    ...formerMoves(world, state),
    ...applicationMoves(world, state)
  ];
}
function serviceMoves(world, state) {
  const { services = [] } = world.change;
  return services.flatMap((service, at) => {
    const { to } = service;
    if (state.services[at] === (to ? "to" : "none") || !to && isKept2(world, service)) return [];
    return [{ action: to ? "apply-service" : "prune-service", at }];
  });
}
function formerMoves(world, { former }) {
  const { renamed } = world;
  const isLeft = renamed === "Rollout" && isKept2(world, world.change.from.rollout);
  return former.version === "none" || isLeft ? [] : [{ action: "prune-former" }];
}
function kindMoves(world, state) {
  return kinds3.flatMap((kind2) => {
    if (manifestOf2(world, kind2, "to")) {
      const isIdle = isSkipped(world, state, kind2) || fails(world, state, kind2);
      return isIdle ? [] : [{ action: "apply", object: kind2 }];
    }
    const isLeft = kind2 === "Rollout" && isKept2(world, liveRollout(world, state));
    const isGone = sideOf(state, kind2).version === "none";
    return isLeft || isGone ? [] : [{ action: "prune", object: kind2 }];
  });
}
function autoscalerMoves({ autoscalers }, state) {
  return autoscalers.flatMap(({ to }, at) => {
    if (state.autoscalers[at]?.version === (to ? "to" : "none")) return [];
    return [{ action: to ? "apply-autoscaler" : "prune-autoscaler", at }];
  });
}
function applicationMoves({ change: { to } }, { application: application2 }) {
  if (application2 === (to.application ? "to" : "none")) return [];
  return [{ action: to.application ? "apply" : "prune", object: "Application" }];
}
function isRefused({ change }, state, kind2) {
  return change.fixed?.includes(kind2) === true && sideOf(state, kind2).version === "from";
}
function fails(world, state, kind2) {
  if (isRefused(world, state, kind2)) return true;
  if (world.change.applier !== "helm4") return false;
  return !!manifestOf2(world, kind2, "to") && !mergedReplicas(world, state, kind2);
}
function stepApplier(world, state, move2) {
  switch (move2.action) {
    case "apply":
      if (move2.object === "Application") return { ...state, application: "to" };
      return applied(world, state, move2.object);
    case "prune":
      if (move2.object === "Application") return { ...state, application: "none" };
      return pruned(state, move2.object);
    case "apply-autoscaler":
      return withManifest(state, move2.at, "to");
    case "prune-autoscaler":
      return withManifest(state, move2.at, "none");
    case "apply-service":
      return { ...state, services: state.services.with(move2.at, "to") };
    case "prune-service":
      return { ...state, services: state.services.with(move2.at, "none") };
    case "prune-former":
      return { ...state, former: noSide };
  }
}
function applied(world, state, kind2) {
  const merged = mergedReplicas(world, state, kind2);
  if (!merged) return state;
  const { replicas, owner } = merged;
  const side = sideOf(state, kind2);
  const isSame5 = side.version === "to" && side.replicas === replicas && side.owner === owner;
  return isSame5 ? state : withSide(state, kind2, { ...side, version: "to", replicas, owner });
}
function pruned(state, kind2) {
  const healthy = kind2 === "Rollout" ? false : state.healthy;
  return { ...withSide(state, kind2, noSide), healthy };
}
function withManifest(state, at, version2) {
  const scaler = state.autoscalers[at];
  return scaler ? withScaler(state, at, { ...scaler, version: version2 }) : state;
}

// src/simulate/autoscaler.ts
function autoscalerMoves2(world, state) {
  const acting = actingAutoscalers(world, state).filter(
    ({ autoscaler }) => sideOf(state, autoscaler.target).version !== "none"
  );
  const moves2 = [];
  for (const { at, autoscaler } of acting) {
    const side = sideOf(state, autoscaler.target);
    const isBlind = acting.length > 1 || world.change.metrics === "none";
    const choices = isBlind ? [] : world.choicesOf(autoscaler);
    for (const count2 of wantedCounts(autoscaler, side.replicas, choices))
      moves2.push({ action: "evaluate", at, count: count2 });
  }
  state.autoscalers.forEach(({ version: version2, acting: acting2 }, at) => {
    if (version2 !== acting2) moves2.push({ action: "follow", at });
  });
  return moves2;
}
function wantedCounts(autoscaler, current, choices) {
  const { min, max, idle, disabledUp, disabledDown } = autoscaler;
  if (current === 0) return countsFromZero(autoscaler, choices);
  const idling = choices.filter((count2) => count2 === idle && count2 < current);
  if (current > max) return [max, ...idling];
  if (current < min) return [min, ...idling];
  if (!isActive(autoscaler)) return [];
  return choices.filter(
    (count2) => count2 > current && !disabledUp || count2 < current && !disabledDown
  );
}
function countsFromZero(autoscaler, choices) {
  const { kind: kind2, min, disabledUp } = autoscaler;
  if (kind2 === "ScaledObject") return [Math.max(1, min)];
  return min === 0 && !disabledUp ? choices.filter((count2) => count2 > 0) : [];
}
function stepAutoscaler(world, state, move2) {
  const scaler = state.autoscalers[move2.at];
  const named2 = world.autoscalers[move2.at];
  if (!scaler || !named2) return state;
  if (move2.action === "follow")
    return withScaler(state, move2.at, { ...scaler, acting: scaler.version });
  const target3 = partOf(named2, scaler.acting)?.target;
  return target3 ? withCount(state, target3, move2.count) : state;
}
function withCount(state, target3, replicas) {
  const side = sideOf(state, target3);
  const owner = side.owner === "none" ? "none" : "scaler";
  return withSide(state, target3, withCounts(side, { replicas, owner }));
}

// src/simulate/deployment.ts
function deploymentMoves({ deployment: deployment3, orphans }) {
  if (deployment3.version === "none") return [];
  const moves2 = replicaSetMoves("Deployment", deployment3);
  if (countOf4(orphans) > 0) return [...moves2, { action: "adopt-pods" }];
  if (deployment3.set !== deployment3.replicas) moves2.push({ action: "resize", kind: "Deployment" });
  return moves2;
}
function adoptPods(state) {
  const { deployment: deployment3, orphans } = state;
  const ready = deployment3.ready + orphans.ready;
  const unready = deployment3.unready + orphans.unready;
  const old = deployment3.old + orphans.old;
  const set = deployment3.set + countOf4(orphans);
  return { ...state, deployment: { ...deployment3, ready, unready, old, set }, orphans: noPods };
}

// src/simulate/moves.ts
function moves(world, state) {
  return [
    ...applierMoves(world, state),
    ...deploymentMoves(state),
    ...rolloutMoves(world, state),
    ...autoscalerMoves2(world, state),
    ...readyMoves(world, state),
    ...canChangeImage(world, state) ? [{ action: "change-image" }] : []
  ];
}
function step2(world, state, move2) {
  switch (move2.action) {
    case "apply":
    case "prune":
    case "apply-autoscaler":
    case "prune-autoscaler":
    case "apply-service":
    case "prune-service":
    case "prune-former":
      return stepApplier(world, state, move2);
    case "resize":
      return withPods(state, move2.kind, resized);
    case "scale":
      return withPods(state, move2.kind, scaled2);
    case "roll":
      return withPods(state, move2.kind, rolled);
    case "ready":
      return withPods(state, move2.kind, (side) => becomeReady(side, move2.count));
    case "adopt-pods":
      return adoptPods(state);
    case "change-image":
      return imageChanged(state);
    case "write-phase":
    case "select":
    case "release-pods":
    case "scale-down":
      return stepRollout(world, state, move2);
    case "evaluate":
    case "follow":
      return stepAutoscaler(world, state, move2);
  }
}

// src/simulate/serving.ts
function servingOf(world, state) {
  const { services } = world.change;
  if (!services) return throughNamed(state);
  let least = Infinity;
  for (let at = 0; at < services.length; at++)
    least = Math.min(least, servingThrough(world, state, at));
  return least;
}
function throughNamed({ deployment: deployment3, rollout: rollout3, orphans, former, selected }) {
  return selected ? rollout3.ready : deployment3.ready + rollout3.ready + orphans.ready + former.ready;
}
function narrowest(world, state) {
  const { services = [] } = world.change;
  const least = servingOf(world, state);
  return services.find((_, at) => servingThrough(world, state, at) === least);
}
function servingThrough(world, state, at) {
  const service = world.change.services?.[at];
  const selects = service && selectsIn(service, state.services[at] ?? "none");
  if (!selects) return 0;
  const isOwn2 = state.selected && service.named;
  return kinds3.reduce((sum, kind2) => {
    if (isOwn2 && kind2 === "Deployment" || !selectsNow(world, state, selects[kind2])) return sum;
    const others2 = kind2 === "Rollout" ? state.orphans.ready : 0;
    const former = kind2 === world.renamed && !isOwn2 ? state.former.ready : 0;
    return sum + sideOf(state, kind2).ready + others2 + former;
  }, 0);
}
var selectsIn = (service, version2) => version2 === "none" ? void 0 : service[version2];
function selectsNow(world, { deployment: deployment3, rollout: rollout3 }, selects) {
  const hasTemplate2 = world.change.to.rollout?.template;
  const isRelabelled2 = deployment3.version === "to" || hasTemplate2 && rollout3.version === "to";
  return selects.before && (selects.after || !isRelabelled2);
}

// src/simulate/promises.ts
function factsOf(world, state) {
  const isAwake2 = !(world.restsBefore && world.restsAfter) && someAwake(world, state);
  return { isAwake: isAwake2, hasArrived: hasArrived(world, state) };
}
function findBreaches(world, state, facts) {
  const { floor } = world.change;
  const breaches = [];
  const serving2 = servingOf(world, state);
  if (serving2 < floor && hasFloor(world, state, facts)) {
    const rule = `${serving2} of ${counted(floor, "pod")} serve${throughService(world, state)}`;
    breaches.push({ promise: "capacity", rule });
  }
  const pods4 = podsOf2(state);
  if (pods4 > world.room)
    breaches.push({
      promise: "room",
      rule: `${counted(pods4, "pod")} run, but only ${world.room} ${world.room === 1 ? "is" : "are"} allowed`
    });
  const refused2 = kinds3.find((kind2) => isRefused(world, state, kind2));
  if (refused2) {
    const title2 = `${refused2} ${nameOf5(world, refused2)}`;
    const rule = `the API server rejects ${title2}, because its selector is immutable`;
    breaches.push({ promise: "arrival", rule });
  }
  const stuck2 = world.restsAfter ? void 0 : kinds3.find((kind2) => isOurConflict(world, state, kind2));
  if (stuck2) {
    const rule = `applying ${stuck2} ${nameOf5(world, stuck2)} ends in a conflict`;
    breaches.push({ promise: "arrival", rule });
  }
  return breaches;
}
function throughService(world, state) {
  const service = narrowest(world, state);
  if (!service) return "";
  const version2 = state.services[world.change.services?.indexOf(service) ?? -1] ?? "none";
  const selects = selectsIn(service, version2);
  const isOfAll2 = ({ before, after }) => before && after;
  const missed = kinds3.filter(
    (kind2) => sideOf(state, kind2).ready > 0 && !(selects && isOfAll2(selects[kind2]))
  );
  if (missed.length === 0) return "";
  const pods4 = missed.map((kind2) => `${kind2} ${nameOf5(world, kind2)}`).join(" and ");
  if (!selects) return ` through Service ${service.name}, which is gone`;
  return ` through Service ${service.name}, which selects no pods of ${pods4}`;
}
function hasFloor(world, { settled }, { isAwake: isAwake2 }) {
  if (!world.restsBefore) return world.restsAfter && settled;
  return world.restsAfter || !isAwake2;
}
function isOurConflict(world, state, kind2) {
  return fails(world, state, kind2) && !isRefused(world, state, kind2) && !isOld(world, kind2);
}
function isOld({ change: { baseline: baseline2, from, to } }, kind2) {
  const counts4 = [baseline2, from, to].map(
    (side) => kind2 === "Deployment" ? side?.deployment?.replicas : side?.rollout?.replicas
  );
  return counts4[0] !== void 0 && counts4.every((count2) => count2 === counts4[0]);
}
function findMoveBreach(world, happening) {
  const { before, move: move2, after } = happening;
  if (move2.action === "evaluate") return void 0;
  const lowered = kinds3.find((kind2) => isLowered(world, happening, kind2));
  if (lowered) return { promise: "capacity", rule: loweredRule(happening, lowered) };
  if (move2.action === "prune-former" && countOf4(before.former) > 0) {
    const title2 = `${world.renamed} ${nameOf5(world, world.renamed, "from")}`;
    return {
      promise: "capacity",
      rule: `${title2} is deleted with its pods, but not by the choice of an autoscaler`
    };
  }
  const isOfService = ["select", "apply-service", "prune-service"].includes(move2.action);
  if (!isOfService || servingOf(world, after) >= servingOf(world, before)) return void 0;
  return { promise: "capacity", rule: "the Service loses Ready pods" };
}
function findLeaving(world, { action: action3 }) {
  if (!owesArrival(world) || action3 === "change-image") return void 0;
  return { promise: "arrival", rule: "the stage is reached but does not last" };
}
function loweredRule({ before, after }, kind2) {
  const counts4 = `${sideOf(before, kind2).replicas} to ${sideOf(after, kind2).replicas}`;
  return `the ${kind2} goes from ${counts4} while an autoscaler is active, but not by its choice`;
}
function isLowered(world, { before, move: move2, after }, kind2) {
  const count2 = sideOf(before, kind2).replicas;
  if (sideOf(after, kind2).replicas >= count2) return false;
  if (move2.action === "apply" && isOld(world, kind2)) return false;
  return count2 <= world.change.floor || isReleased(world, before);
}
function isReleased(world, { autoscalers }) {
  return world.autoscalers.some((named2, at) => {
    const autoscaler = partOf(named2, autoscalers[at]?.acting ?? "none");
    return autoscaler !== void 0 && isAwake(autoscaler) && autoscaler.target === "Rollout";
  });
}

// src/simulate/explore.ts
function explore(world, starts, budget2) {
  const states = [];
  const parents = [];
  const ways = [];
  const edges = [];
  const facts = [];
  const numbers2 = /* @__PURE__ */ new Map();
  const breaches = /* @__PURE__ */ new Map();
  function note(breach, where) {
    if (breach && !breaches.has(breach.promise))
      breaches.set(breach.promise, { ...breach, ...where });
  }
  function reach(state, parent, move2) {
    const key = momentKey(state);
    const known = numbers2.get(key);
    if (known !== void 0) return known;
    const number = states.push(state) - 1;
    numbers2.set(key, number);
    parents.push(parent);
    ways.push(move2);
    const fact = factsOf(world, state);
    facts.push(fact);
    for (const breach of findBreaches(world, state, fact)) note(breach, { state: number });
    return number;
  }
  for (const state of starts) reach(remembered(world, state), -1);
  let at = 0;
  for (let state = states[at]; state && states.length <= budget2.states; state = states[++at])
    for (const move2 of moves(world, state)) {
      const stepped = step2(world, state, move2);
      if (stepped === state) continue;
      const after = remembered(world, stepped);
      const next = reach(after, at, move2);
      if (next === at) continue;
      edges.push(at, next);
      if (facts[at]?.isAwake)
        note(findMoveBreach(world, { before: state, move: move2, after }), { state: at, move: move2 });
      if (facts[at]?.hasArrived && !facts[next]?.hasArrived)
        note(findLeaving(world, move2), { state: at, move: move2 });
    }
  const isComplete = at >= states.length;
  return { states, parents, moves: ways, edges, breaches, isComplete, ...extremesOf(world, states) };
}
function extremesOf(world, states) {
  let minServing = states.length > 0 ? Infinity : 0;
  let maxPods = 0;
  for (const state of states) {
    minServing = Math.min(minServing, servingOf(world, state));
    maxPods = Math.max(maxPods, podsOf2(state));
  }
  return { minServing, maxPods };
}
function statesLeadingTo(isWanted2, { states, edges }) {
  const { first, sources } = reversed(states.length, edges);
  const leads = new Uint8Array(states.length);
  const open = [];
  const add = (at) => {
    if (leads[at]) return;
    leads[at] = 1;
    open.push(at);
  };
  states.forEach((state, at) => {
    if (isWanted2(state)) add(at);
  });
  for (let at = open.pop(); at !== void 0; at = open.pop())
    for (let edge = first[at] ?? 0; edge < (first[at + 1] ?? 0); edge++) add(sources[edge] ?? 0);
  return leads;
}
function reversed(count2, edges) {
  const first = new Int32Array(count2 + 2);
  for (let edge = 1; edge < edges.length; edge += 2) raise2(first, (edges[edge] ?? 0) + 2);
  for (let at = 1; at < first.length; at++) first[at] = (first[at] ?? 0) + (first[at - 1] ?? 0);
  const sources = new Int32Array(edges.length / 2);
  for (let edge = 0; edge < edges.length; edge += 2)
    sources[raise2(first, (edges[edge + 1] ?? 0) + 1)] = edges[edge] ?? 0;
  return { first, sources };
}
function raise2(counts4, at) {
  const count2 = counts4[at] ?? 0;
  counts4[at] = count2 + 1;
  return count2;
}

// src/simulate/start.ts
function startsOf(world) {
  const open = [];
  const refused2 = [];
  for (const deployment3 of countsOf2(world.change, "Deployment"))
    for (const rollout3 of countsOf2(world.change, "Rollout")) {
      const isRefused2 = deployment3.isRefused || rollout3.isRefused;
      const states = isRefused2 && !world.change.unverified ? refused2 : open;
      states.push(startOf2(world, deployment3, rollout3));
    }
  return { open, refused: refused2 };
}
function countsOf2(change, kind2) {
  const { from, floor, startAt } = change;
  const given3 = startAt?.[kind2];
  if (given3) {
    return given3.map(
      (each2) => typeof each2 === "number" ? { count: each2, isRefused: false } : { ...each2, isRefused: false }
    );
  }
  if (!(kind2 === "Rollout" ? from.rollout : from.deployment))
    return [{ count: 0, isRefused: false }];
  const stated = statedBy2(from, kind2, floor);
  const scaler = from.autoscalers.find((one) => one.target === kind2 && isActive(one));
  if (scaler && stated > 0) return scaledCounts(change, scaler, stated);
  const counts4 = [.../* @__PURE__ */ new Set([stated, ...ignoredCounts(change, kind2)])];
  return [
    ...counts4.map((count2) => ({ count: count2, isRefused: count2 !== stated && isGated(change) })),
    ...pausedCounts(change, kind2, stated)
  ];
}
function pausedCounts({ from }, kind2, stated) {
  if (kind2 !== "Rollout" || !isHalted(from.rollout)) return [];
  return Array.from({ length: stated }, (_, pods4) => ({ count: stated, pods: pods4, isRefused: false }));
}
function scaledCounts(change, scaler, stated) {
  const { min, max } = scaler;
  const within = Math.min(max, Math.max(min, stated));
  const choices = change.metrics === "none" ? [] : choicesOf(scaler, change.floor);
  return [.../* @__PURE__ */ new Set([within, ...choices])].map((count2) => ({
    count: count2,
    isRefused: count2 > change.floor && isGated(change)
  }));
}
function ignoredCounts({ from, to, applier, floor }, kind2) {
  const { application: application2 } = from;
  const isOver2 = from.deployment?.replicas === 0 && isSame2(countsIn2(from), countsIn2(to));
  if (kind2 === "Deployment" && isOver2) return [];
  const isIgnored3 = application2?.respects && application2.ignoresReplicasOf.includes(kind2);
  if (!isIgnored3 || !leavesFields(applier)) return [];
  return [kind2 === "Rollout" ? 0 : floor];
}
var countsIn2 = ({ deployment: deployment3, rollout: rollout3, autoscalers }) => [deployment3, rollout3, autoscalers];
function isGated({ from, to, floor }) {
  const isLower = (kind2) => statedBy2(to, kind2, floor) < statedBy2(from, kind2, floor);
  if (isLower("Deployment") || isLower("Rollout")) return true;
  if (from.deployment?.replicas !== to.deployment?.replicas && from.autoscalers.some(isActive))
    return true;
  return to.autoscalers.some(
    (one) => isActive(one) && !from.autoscalers.some((old) => isSame2(old, one))
  );
}
function startOf2(world, deployment3, rollout3) {
  const { from, to, services = [] } = world.change;
  const sides2 = {
    Deployment: sideAt(world, "Deployment", deployment3),
    Rollout: sideAt(world, "Rollout", rollout3)
  };
  const { renamed } = world;
  return {
    deployment: renamed === "Deployment" ? noSide : sides2.Deployment,
    rollout: renamed === "Rollout" ? noSide : sides2.Rollout,
    former: renamed ? { ...sides2[renamed], version: "from" } : noSide,
    services: services.map(({ from: from2, to: to2 }) => firstVersion(from2, to2)),
    autoscalers: world.autoscalers.map((named2) => {
      const version2 = firstVersion(named2.from, named2.to);
      return { version: version2, acting: version2 };
    }),
    application: firstVersion(from.application, to.application),
    healthy: world.remembersPhase && from.rollout !== void 0,
    selected: !!from.rollout?.services && rollout3.count > 0,
    orphans: noPods,
    changed: false,
    revised: false,
    settled: false
  };
}
function sideAt(world, kind2, { count: count2, pods: pods4 = count2 }) {
  const manifest = manifestOf2(world, kind2, "from");
  if (!manifest) return noSide;
  const { relabelled, fixed: fixed2 = [] } = world.change;
  const isOther2 = relabelled || fixed2.includes(kind2);
  const version2 = isOther2 ? "from" : firstVersion(manifest, manifestOf2(world, kind2, "to"));
  const isOwned = world.serverSide && manifest.replicas !== void 0;
  const owner = manifest.replicas === count2 ? "applier" : "scaler";
  return {
    ...noPods,
    version: version2,
    replicas: count2,
    set: pods4,
    ready: pods4,
    owner: isOwned ? owner : "none"
  };
}

// src/simulate/simulate.ts
var mostSevereFirst = ["capacity", "room", "arrival"];
function simulate(change, budget2 = { states: 5e5 }) {
  const world = worldOf(change);
  const { open, refused: refused2 } = startsOf(world);
  const exploration = explore(world, open, budget2);
  const breaches = new Map(exploration.breaches);
  const stuck2 = findStuck(world, exploration);
  if (stuck2 && !breaches.has("arrival")) breaches.set("arrival", stuck2);
  const broken = mostSevereFirst.filter((promise2) => breaches.has(promise2));
  const breach = broken[0] && breaches.get(broken[0]);
  const { minServing, maxPods, isComplete, states } = exploration;
  const counts4 = { states: states.length, refused: refused2.length, minServing, maxPods };
  if (!breach)
    return { verdict: isComplete ? "safe" : "not-exhaustive", broken, ...counts4, trace: [] };
  const { promise, rule } = breach;
  return {
    verdict: "broken",
    promise,
    rule,
    broken,
    ...counts4,
    ...storyOf(world, exploration, breach)
  };
}
function simulator(budget2) {
  const known = /* @__PURE__ */ new Map();
  return (change) => {
    const key = keyOfChange(change);
    const found2 = known.get(key);
    if (found2 && found2.verdict !== "broken") return found2;
    const verdict = simulate(change, budget2);
    known.set(key, verdict);
    return verdict;
  };
}
function findStuck(world, exploration) {
  const { states, edges, isComplete } = exploration;
  if (!isComplete || !owesArrival(world)) return void 0;
  const leads = statesLeadingTo((state2) => hasArrived(world, state2), exploration);
  const isLeft = new Uint8Array(states.length);
  for (let edge = 0; edge < edges.length; edge += 2) isLeft[edges[edge] ?? 0] = 1;
  const stuck2 = states.findIndex((_, at2) => !leads[at2] && !isLeft[at2]);
  const at = stuck2 < 0 ? leads.indexOf(0) : stuck2;
  const state = states[at];
  return state && { promise: "arrival", rule: missingIn(world, state), state: at };
}
function storyOf(world, { states, parents, moves: moves2 }, breach) {
  const trace = [];
  let at = breach.state;
  let after = states[at];
  if (breach.move && after)
    trace.push({ before: after, move: breach.move, after: step2(world, after, breach.move) });
  for (; ; ) {
    const before = states[parents[at] ?? -1];
    const move2 = moves2[at];
    if (!before || !move2 || !after) break;
    trace.unshift({ before, move: move2, after });
    at = parents[at] ?? -1;
    after = before;
  }
  return after ? { start: after, trace } : { trace };
}

// src/simulate/sources.ts
function sourceOf2(applier, move2) {
  if (move2.action === "apply" || move2.action === "prune")
    return move2.object === "Application" ? "D.7" : move2.action === "prune" ? deletion : merges[applier];
  const isPart2 = move2.action === "apply-autoscaler" || move2.action === "apply-service";
  return isPart2 ? merges[applier] : others[move2.action];
}
var deletion = "C.12, E17";
var merges = {
  argocd: "D.6, D.7, G.4, E7",
  "argocd-server-side": "D.6, D.7, G.4, E7",
  flux: "D.6, E7",
  helm3: "E30",
  helm4: "E30",
  "helm4-client-side": "E30",
  kubectl: "D.6, E7"
};
var others = {
  "prune-autoscaler": deletion,
  "prune-service": "C.8",
  "prune-former": deletion,
  resize: "C.3, E6",
  scale: "C.3, E6",
  ready: "C.3, E6",
  roll: "C.4, E10",
  "change-image": "C.4, E10",
  "adopt-pods": "A.1.9, E11",
  "release-pods": "A.1.9, E11",
  "write-phase": "C.1, E18",
  "scale-down": "A.2, E2, E3",
  select: "C.8, E8",
  evaluate: "D.2, E5, E16",
  follow: "D.2, D.5"
};

// src/simulate/story.ts
function story(change, verdict) {
  return frames(change, verdict).map(({ text: text3, source: source2 }) => ({ text: text3, ...source2 && { source: source2 } }));
}
function frames(change, { start, trace, promise, rule }) {
  if (!start || !promise || !rule) return [];
  const world = worldOf(change);
  const events = joined3(trace);
  const last = events.at(-1)?.after ?? start;
  return [
    { text: beginning2(world, start), ...podsAfter(world, start) },
    ...events.map((event) => ({ ...lineOf3(world, event), ...podsAfter(world, event.after) })),
    { text: `the ${promise} promise is broken: ${rule}`, ...podsAfter(world, last) }
  ];
}
var podsAfter = (world, moment) => ({
  deployment: podsAt(moment.deployment),
  rollout: podsAt(moment.rollout),
  serving: servingOf(world, moment)
});
var podsAt = ({ ready, unready }) => ({ ready, unready });
function beginning2(world, state) {
  const sides2 = kinds3.flatMap((kind2) => {
    const side = kind2 === world.renamed ? state.former : sideOf(state, kind2);
    if (side.version === "none") return [];
    const halted = kind2 === "Rollout" ? wordOfHalt(world.change.from.rollout) : void 0;
    const how = halted === void 0 ? "" : ` (${halted})`;
    return [`${kind2} ${nameOf5(world, kind2, "from")}${how} with ${podsIn3(side.ready)}`];
  });
  return `at rest: ${sides2.join(", ") || "nothing"}; ${serving(world, state)}`;
}
function wordOfHalt(rollout3) {
  if (!isHalted(rollout3)) return void 0;
  return rollout3?.invalid === void 0 ? "paused" : "invalid";
}
function joined3(trace) {
  const events = [];
  for (const event of trace) {
    const last = events.at(-1);
    if (last && isContinued(last.move, event.move))
      events.splice(-1, 1, { ...event, before: last.before });
    else events.push(event);
  }
  return events;
}
function isContinued(last, next) {
  if (next.action === "ready") return last.action === "ready" && last.kind === next.kind;
  return next.action === "scale" && last.action === "resize" && last.kind === next.kind;
}
function lineOf3(world, { before, move: move2, after }) {
  const text3 = sentence(world, { before, move: move2, after });
  const hasMoved = servingOf(world, before) !== servingOf(world, after);
  const source2 = sourceOf2(world.change.applier, move2);
  return { text: hasMoved ? `${text3}: ${serving(world, after)}` : text3, source: source2 };
}
function sentence(world, { before, move: move2, after }) {
  const title2 = (kind2) => `${kind2} ${nameOf5(world, kind2)}`;
  switch (move2.action) {
    case "apply":
    case "prune":
    case "apply-autoscaler":
    case "prune-autoscaler":
    case "apply-service":
    case "prune-service":
    case "prune-former":
      return `${appliers2[world.change.applier]} ${applied2(world, before, move2, after)}`;
    case "evaluate":
    case "follow":
      return scaled3(world, before, move2, after);
    case "resize":
      return `the ${move2.kind} controller sets its ReplicaSet to ${podsIn3(sideOf(after, move2.kind).set)}`;
    case "scale":
      return `the ReplicaSet of ${title2(move2.kind)} ${difference(sideOf(before, move2.kind), sideOf(after, move2.kind))}`;
    case "roll":
      return `the ${move2.kind} controller replaces a pod of the old image`;
    case "ready": {
      const count2 = sideOf(after, move2.kind).ready - sideOf(before, move2.kind).ready;
      return `${podsIn3(count2)} of ${title2(move2.kind)} ${count2 === 1 ? "becomes" : "become"} Ready`;
    }
    case "adopt-pods":
      return `${title2("Deployment")} adopts the released pods`;
    case "change-image":
      return "the image changes";
    case "write-phase":
      return `the Rollout controller reports ${after.healthy ? "Healthy" : "Progressing"}`;
    case "scale-down":
      return `scaleDown of ${title2("Rollout")} scales ${title2("Deployment")}: ${counts3("Deployment", before, after)}`;
    case "select":
      return after.selected ? `the Rollout controller lets the Service select pods of ${title2("Rollout")} only` : "the Rollout controller removes its hash from the Service";
    case "release-pods":
      return `the Rollout controller releases the pods of ${title2("Rollout")}, which has no selector`;
  }
}
var appliers2 = {
  argocd: "Argo CD",
  "argocd-server-side": "Argo CD",
  flux: "Flux",
  helm3: "Helm 3",
  helm4: "Helm 4",
  "helm4-client-side": "Helm 4",
  kubectl: "kubectl"
};
function applied2(world, before, move2, after) {
  switch (move2.action) {
    case "apply-autoscaler":
      return `applies ${scalerAt(world, move2.at)}`;
    case "prune-autoscaler":
      return `deletes ${scalerAt(world, move2.at)}`;
    case "apply-service":
      return `applies Service ${serviceAt(world, move2.at)}`;
    case "prune-service":
      return `deletes Service ${serviceAt(world, move2.at)}`;
    case "prune-former":
      return `deletes ${world.renamed} ${nameOf5(world, world.renamed, "from")}`;
    case "prune":
      return move2.object === "Application" ? `removes the settings of ${settingsOf(world)}` : `deletes ${move2.object} ${nameOf5(world, move2.object)}`;
    case "apply":
      return move2.object === "Application" ? `applies the settings of ${settingsOf(world)}` : `applies ${move2.object} ${nameOf5(world, move2.object)}: ${counts3(move2.object, before, after)}${notedIn(world, move2.object, after)}`;
  }
}
var settingsOf = ({ change: { applier } }) => applier === "flux" ? "its Kustomization" : "its Application";
function notedIn({ change }, kind2, after) {
  const stated = (kind2 === "Deployment" ? change.to.deployment : change.to.rollout)?.replicas;
  const { replicas } = sideOf(after, kind2);
  const notes = stated === void 0 || stated === replicas ? [] : [`but Git says ${stated}`];
  if (kind2 === "Rollout" && change.to.rollout?.scaleDown)
    notes.push(`with scaleDown: ${change.to.rollout.scaleDown}`);
  if (kind2 === "Rollout" && change.to.rollout?.services) notes.push("naming the live Service");
  const halted = kind2 === "Rollout" ? wordOfHalt(change.to.rollout) : void 0;
  if (halted !== void 0) notes.push(halted);
  return notes.map((note) => `, ${note}`).join("");
}
function counts3(kind2, before, after) {
  const { version: version2, replicas: old } = sideOf(before, kind2);
  const { replicas } = sideOf(after, kind2);
  if (version2 === "none") return `created with replicas ${replicas}`;
  return old === replicas ? `replicas ${replicas} as before` : `replicas ${old} \u2192 ${replicas}`;
}
function difference(before, after) {
  const count2 = countOf4(after) - countOf4(before);
  return count2 > 0 ? `creates ${podsIn3(count2)}` : `deletes ${podsIn3(-count2)}`;
}
function scaled3(world, before, move2, after) {
  const named2 = world.autoscalers[move2.at];
  const scaler = scalerAt(world, move2.at);
  const { version: version2 = "none", acting = "none" } = before.autoscalers[move2.at] ?? {};
  if (move2.action === "follow") {
    const who = named2?.kind === "ScaledObject" ? "KEDA" : "the HPA controller";
    return `${who} ${version2 === "none" ? `stops: ${scaler} is gone` : `sees the new ${scaler}`}`;
  }
  const autoscaler = named2 && partOf(named2, acting);
  if (!autoscaler) return "";
  const { target: target3, min, max } = autoscaler;
  const { replicas } = sideOf(before, target3);
  const isChoice = isActive(autoscaler) && replicas >= min && replicas <= max;
  const why = isChoice ? "by its metrics" : `by its bounds ${min} to ${max}`;
  return `${scaler} scales ${target3} ${nameOf5(world, target3)} ${why}: ${counts3(target3, before, after)}`;
}
function scalerAt(world, at) {
  const { kind: kind2 = "", name = "" } = world.autoscalers[at] ?? {};
  return `${kind2} ${name}`;
}
var serviceAt = ({ change: { services = [] } }, at) => services[at]?.name ?? "";
var podsIn3 = (count2) => counted(count2, "pod");
function serving(world, state) {
  const { floor } = world.change;
  const count2 = servingOf(world, state);
  return count2 < floor ? `${count2} of ${podsIn3(floor)} serve` : `${podsIn3(count2)} serve`;
}

// src/workload/states.ts
function statesIn(scope) {
  const around = scope.deployments.map((each2) => withOwnRollout(manifestsAround(each2, scope), scope));
  const known = new Set(around.flatMap(({ rollouts }) => rollouts));
  const isOrphan = (rollout3) => workloadNameOf(rollout3) !== void 0;
  const alone2 = [...scope.rolloutsByName.values()].flat().filter((each2) => !known.has(each2) && (isOrphan(each2) || hasOwnTemplate(each2))).map((each2) => manifestsOfRollout(each2, scope));
  return [...around, ...alone2].map((manifests) => {
    const { deployment: deployment3, rollouts } = manifests;
    const [rollout3] = rollouts;
    const { namespace } = deployment3 ?? rollout3 ?? {};
    const name = deployment3?.name ?? (rollout3 && (workloadNameOf(rollout3) ?? rollout3.name)) ?? "";
    return { name, namespace, manifests, state: stateIn(manifests) };
  });
}
var hasOwnTemplate = (rollout3) => hasValue(rollout3, "spec", "template") && !hasValue(rollout3, "spec", "workloadRef");
function withOwnRollout(manifests, scope) {
  if (manifests.rollouts.length > 0) return manifests;
  const { deployment: deployment3 } = manifests;
  const own = (scope.rolloutsByName.get(deployment3.name ?? "") ?? []).find(
    (each2) => hasOwnTemplate(each2) && scope.together(each2, deployment3)
  );
  if (!own) return manifests;
  const { rollouts, rolloutAutoscalers } = manifestsOfRollout(own, scope);
  return { ...manifests, rollouts, rolloutAutoscalers };
}

// src/check/time-simulation.ts
var budget = { states: 2e4 };
function unsafeChanges(before, after, isToldOf) {
  const simulated = simulator(budget);
  return pairsOf2(sidesOf(before), sidesOf(after)).flatMap(({ from: old, to: now }) => {
    const own = now?.deployment ?? old?.deployment;
    if (!old || !now || !own || isToldOf(own)) return [];
    const ends = {
      from: withSync(old.state, syncOf2(old.deployment ?? own, before)),
      to: withSync(now.state, syncOf2(own, after))
    };
    const floor = rememberedReplicas([now.deployment, old.deployment]) ?? floorOf(ends);
    const at = now.deployment ? placeOf(now.deployment, "spec", "replicas") : now.place;
    if (floor === void 0 || !at || !isMove(ends)) return [];
    const applier = after.known.config?.applier ?? "argocd";
    const change = { ...ends, name: now.workload, floor, baseline: ends.from, applier };
    return reportOf2(at, titleOf(own), { change, verdict: simulated(change) });
  });
}
var sidesOf = ({ scope }) => statesIn(scope).map(({ name, namespace, state, manifests: { deployment: deployment3, rollouts } }) => {
  const [rollout3] = rollouts;
  return {
    workload: name,
    namespace,
    state,
    deployment: deployment3,
    rollout: rollout3?.name,
    ...rollout3 && { place: placeOf(rollout3, "spec", "replicas") }
  };
});
var withSync = (state, application2) => ({
  ...state,
  ...application2 && { application: application2 }
});
function isMove({ from, to }) {
  const mayHave = (kind2) => [from, to].some((side) => side[kind2] && side[kind2].replicas !== 0);
  return mayHave("deployment") && mayHave("rollout") && !isSame2(countsOf3(from), countsOf3(to));
}
var countsOf3 = ({ deployment: deployment3, rollout: rollout3, autoscalers }) => [
  deployment3?.replicas,
  rollout3?.replicas,
  rollout3?.scaleDown,
  rollout3?.services,
  autoscalers.map(({ name: _, ...each2 }) => each2)
];
function floorOf({ from, to }) {
  if (!from.deployment || !to.deployment) return largestIn(from);
  const sums = [from, to].flatMap((state) => podsOf3(state) ?? []);
  return sums.length > 0 ? Math.min(...sums) : void 0;
}
var largestIn = (state) => Math.max(...kinds3.map((kind2) => countOf5(state, kind2) ?? 0));
function podsOf3(state) {
  const counts4 = kinds3.map((kind2) => countOf5(state, kind2));
  return counts4.reduce(
    (sum, count2) => sum === void 0 || count2 === void 0 ? void 0 : sum + count2
  );
}
function countOf5(state, kind2) {
  const owner = kind2 === "Rollout" ? state.rollout : state.deployment;
  if (!owner) return 0;
  const { replicas = kind2 === "Rollout" ? 1 : void 0 } = owner;
  const scaler = state.autoscalers.find((each2) => each2.target === kind2 && isAwake(each2));
  return scaler && replicas !== 0 ? Math.max(scaler.min, replicas ?? 0) : replicas;
}
function reportOf2(at, workload2, { change, verdict, words: words3 = { from: wordsOf3(change.from), to: wordsOf3(change.to) } }) {
  const { promise, minServing } = verdict;
  const isMeant4 = promise === "arrival" && change.to.rollout?.scaleDown !== void 0;
  if (!promise || promise === "room" || isMeant4) return [];
  const lines2 = story(change, verdict).map(({ text: text3 }) => text3);
  const [last = "", rule = ""] = lines2.slice(-2);
  const isCounted = promise === "arrival" || rule.includes(`: ${minServing} of `);
  const broken = isCounted ? rule : `${rule}, down to ${counted(minServing, "pod")}`;
  const facts = { workload: workload2, ...words3, broken, last };
  return [unsafeChange(at, facts)];
}
function wordsOf3({ deployment: deployment3, rollout: rollout3 }) {
  const moved2 = rollout3 && { rollout: { ...rollout3, replicas: rollout3.replicas ?? 1 } };
  if (!deployment3) return `no Deployment, Rollout ${moved2?.rollout.replicas ?? 0}`;
  return describe({ deployment: deployment3, ...moved2, autoscalers: [] });
}
function unsafeStages(before, after) {
  const entries = after.known.config?.workloads ?? [];
  const simulated = simulator(budget);
  return entries.flatMap((entry) => {
    const old = before.known.config?.workloads?.find((each2) => isSameEntry(each2, entry));
    if (!old || old.stage === entry.stage) return [];
    const floor = entry.replicas ?? old.replicas ?? 100;
    const [from, to] = [old, entry].map((each2) => stateOfEntry(each2, floor));
    if (!from || !to) return [];
    const applier = after.known.config?.applier ?? "argocd";
    const change = { from, to, name: entry.name, floor, baseline: from, applier };
    const verdict = simulated(change);
    const words3 = { from: old.stage, to: entry.stage };
    return reportOf2(entry.at("stage"), `Deployment "${entry.name}"`, { change, verdict, words: words3 });
  });
}
var isSameEntry = (a, b) => a.name === b.name && a.namespace === b.namespace && a.release === b.release;
var noRun = { percents: void 0 };
function stateOfEntry(entry, replicas) {
  const stage = statedStage(entry, noRun);
  if ("code" in stage || !hasReached(stage, introduceRollout)) return void 0;
  const baseline2 = { deployment: { replicas }, autoscalers: [] };
  return stateAt({ baseline: baseline2, replicas, percents: percentsOf(noRun, entry), keep: true }, stage);
}

// src/check/time.ts
function checkTime(before, after) {
  const change = changeOf(viewOf(before), viewOf(after));
  const removed2 = [...removals(change), ...replicasRemovals(change)];
  const told = new Set(removed2.map(({ about }) => about));
  return sortDiagnostics(
    withoutRepeats([
      ...removed2.map(({ found: found2 }) => found2),
      ...selectorChanges(change),
      ...templateChanges(change),
      ...configuredSteps(change),
      ...pauses(change),
      ...lostPods(change),
      ...unsafeChanges(change.before, change.after, (workload2) => told.has(keyOf(workload2))),
      ...unsafeStages(before, after)
    ])
  );
}
function selectorChanges({ after, oldOf }) {
  return after.manifests.filter((each2) => isDeployment(each2) || isRollout(each2)).flatMap((manifest) => {
    const old = oldOf(manifest);
    if (!old || !hasValue(old, "spec", "selector")) return [];
    const at = placeOf(manifest, "spec", "selector");
    if (!hasValue(manifest, "spec", "selector")) {
      const isReferring = isRollout(manifest) && hasValue(manifest, "spec", "workloadRef");
      return isReferring ? [rolloutSelectorRemoved(at, titleOf(manifest))] : [];
    }
    const [was, is] = [old, manifest].map(
      ({ node }) => canonical(valueOf(findNode(node, "spec", "selector")))
    );
    return was === is ? [] : [selectorChanged(at, titleOf(manifest))];
  });
}
function templateChanges({ was, is, oldOf, sameTemplate }) {
  const pairs3 = new Map(was.map((pair) => [pair.deployment, pair]));
  return is.flatMap((pair) => {
    const { deployment: deployment3, rollout: rollout3 } = pair;
    const old = oldOf(deployment3);
    const before = old && pairs3.get(old);
    if (!old || !before || sameTemplate(old, deployment3)) return [];
    const isMoving = [before, pair].some(hasBothPods);
    const areSteps = canonical(stepsOf2(before.rollout)) === canonical(stepsOf2(rollout3));
    const template = placeOf(deployment3, "spec", "template");
    const steps3 = placeOf(rollout3, "spec", "strategy", "canary", "steps");
    return [
      ...isMoving ? [templateChanged(template, titleOf(deployment3))] : [],
      ...areSteps ? [] : [stepsChangedWithTemplate(steps3, titleOf(rollout3), titleOf(deployment3))]
    ];
  });
}
var hasBothPods = ({ own, moved: moved2 = 0, manifests }) => moved2 > 0 && (own === void 0 ? manifests.autoscalers.length > 0 : own > 0);
function stepsOf2({ node }) {
  const steps3 = valueOf(findNode(node, "spec", "strategy", "canary", "steps"));
  return Array.isArray(steps3) ? steps3 : [];
}
function configuredSteps({ before, after, oldOf, sameTemplate }) {
  return after.scope.deployments.flatMap((deployment3) => {
    const old = oldOf(deployment3);
    const [was, is] = [before, after].map(({ known }) => entriesOf2(deployment3, known)[0]);
    if (!old || !was || !is) return [];
    const [from, to] = [was, is].map(
      ({ strategy }) => JSON.stringify(strategy?.canary?.steps ?? [])
    );
    if (from === to || sameTemplate(old, deployment3)) return [];
    const at = is.at("strategy", "canary", "steps");
    const rollout3 = `Rollout "${deployment3.name}"`;
    return [stepsChangedWithTemplate(at, rollout3, titleOf(deployment3))];
  });
}
function pauses({ after, oldOf }) {
  if (appliesServerSide(after.known.config?.applier)) return [];
  return after.manifests.filter((each2) => isHorizontalPodAutoscaler(each2) && each2.apiVersion === "autoscaling/v1").flatMap((autoscaler) => {
    const old = oldOf(autoscaler);
    if (!old || old.apiVersion === "autoscaling/v1" || !pauseOf(old)) return [];
    return [pauseOutlivesChange(placeOf(autoscaler, "apiVersion"), titleOf(autoscaler))];
  });
}

// src/check/check.ts
var timeCodes = new Set(
  [...Object.values(time_problems_exports), templateChanged].map(({ code: code2 }) => code2)
);
function checkScope({ group: group2, setting, before }) {
  const reading = readScene(group2, setting);
  const { scene, hasTemplates } = reading;
  const rollouts = scene.manifests.filter(isRollout);
  const old = before && readScene(before.group, before.setting);
  const context = { version: scene.version };
  const isWhole2 = !hasTemplates && !old?.hasTemplates;
  return {
    found: [
      ...reading.broken,
      ...group2.sources.flatMap((source2) => checkStepsOf(source2, { rollouts, ...reading })),
      ...rollouts.flatMap((rollout3) => checkRollout(rollout3, context)),
      ...reading.parts.flatMap((part3) => checkRollout(part3, { ...context, isPart: true })),
      ...hasTemplates ? [] : checkObjects(scene),
      ...old && isWhole2 ? checkTime(old.scene, scene) : []
    ],
    ignores: group2.sources.flatMap(findIgnores)
  };
}
var most3 = 16 << 20;
function checkStepsOf(source2, { rollouts, parts, broken }) {
  const { file, bytes } = source2;
  if (bytes.length > most3 || !includes(bytes, "step")) return [];
  const text3 = decodeStrictly(bytes);
  if (text3 === void 0) return [];
  const [isOfRollout, isOfPart] = [rollouts, parts].map((all2) => linesOf3(source2, all2));
  const { blocks, diagnostics } = findSteps(text3, { file });
  const wrong = blocks.filter(({ state, place }) => state === "on" && !isOfRollout?.(place.line)).flatMap(
    (block) => (
      // Whether what a patch is for has traffic routing is not known here.
      findWrongSteps(block).filter(
        ({ code: code2 }) => code2 !== needsTrafficRouting.code || !isOfPart?.(block.place.line)
      )
    )
  );
  return [...wrong, ...unreadIn(diagnostics, file, broken)];
}
function unreadIn(diagnostics, file, broken) {
  if (broken.some((each2) => each2.file === file)) return [];
  return diagnostics.filter(({ code: code2 }) => code2 === stepsUnreadable.code).map((found2) => ({ ...found2, severity: "warning" }));
}
function linesOf3(source2, manifests) {
  const ranges = manifests.filter(({ document }) => document.source === source2).map(({ document: { chunk } }) => [source2.lineAt(chunk.start), source2.lineAt(chunk.end - 1)]);
  return (line) => ranges.some(([from = 0, to = 0]) => from <= line && line <= to);
}

// src/check/levels.ts
function withLevels(found2, byCode) {
  return found2.flatMap((each2) => {
    const level = byCode.get(each2.code) ?? each2.severity;
    return level === "off" ? [] : [{ ...each2, severity: level }];
  });
}

// src/convert/init.ts
var head = `# The workloads to migrate to Argo Rollouts, and their stages. \`rolloutify schema\` prints all settings.
argoRollouts: "${newestArgoRollouts}" # the version in the cluster
# What applies the manifests: argocd, argocd-server-side, flux, helm3, helm4 or kubectl. Set it: the gate,
# the proof and the protection of a Rollout with pods depend on it. Unset, it is argocd.
# applier: argocd
`;
function initialConfig(sources, run) {
  const { entries, diagnostics } = entriesFor(sources, run);
  const workloads = entries.length > 0 ? `workloads:
${printEntries2(entries, "  ")}` : emptyList;
  return { output: head + workloads, diagnostics };
}
var emptyList = "workloads: []\n";
var printEntries2 = (entries, indent) => entries.flatMap((lines2) => lines2.map((line, at) => `${indent}${at === 0 ? "- " : "  "}${line}
`)).join("");
function entriesFor(sources, run) {
  const groups3 = sources.map((group2) => readGroup(group2, run));
  const straysOf2 = strayFinder(groups3);
  const found2 = groups3.flatMap(
    (group2) => group2.scope.deployments.filter(({ name }) => name !== void 0).map((deployment3) => {
      const manifests = manifestsAround(deployment3, group2.scope);
      const strays = straysOf2(group2, deployment3);
      return { group: group2, manifests, strays, isReady: manifests.rollouts.length === 0 };
    })
  );
  const alike = grouped(found2, ({ manifests }) => entryKey(manifests.deployment, run));
  const known = run.config?.workloads ?? [];
  const isNew = (same) => same.every(({ manifests }) => !findEntry(manifests.deployment, known, run));
  const added2 = [...alike.values()].filter(isNew);
  return {
    entries: added2.map((each2) => entryOf(each2, run)),
    diagnostics: [
      ...groups3.flatMap(
        (group2) => group2.unreadable.map(({ found: why }) => ({ ...why, severity: "warning" }))
      ),
      ...found2.length === 0 ? [nothingToList(placeOfFirst(sources))] : []
    ]
  };
}
var placeOfFirst = ([group2]) => ({
  file: group2?.sources[0]?.file ?? "<stdin>",
  line: 1,
  column: 1
});
function entryKey(deployment3, run) {
  const { name, namespace = run.namespace } = deployment3;
  return JSON.stringify([name, namespace, run.release ?? releaseOf(deployment3)]);
}
function entryOf(alike, run) {
  const [first] = [...alike].sort((a, b) => Number(b.isReady) - Number(a.isReady));
  if (!first) return [];
  const { manifests } = first;
  const { deployment: deployment3, rollouts } = manifests;
  const isOther2 = ({ code: code2 }) => alike.length === 1 && code2 === "duplicate-manifest";
  const refusals2 = [...refusalsOf(first).filter((each2) => !isOther2(each2)), ...strayRefusals(first)];
  const isReady = refusals2.length === 0 && first.isReady;
  const autoscaler = autoscalerOf(manifests);
  const own = replicasOf(deployment3);
  const isAlone = !autoscaler && manifests.foreignScalers.length === 0;
  const isFixed = isReady && isAlone && typeof own === "number" && own > 0;
  const live3 = isReady && autoscaler ? withHeadroom(manifests, run) : void 0;
  const lines2 = printBlock({
    name: deployment3.name,
    namespace: deployment3.namespace ?? run.namespace,
    release: run.release ?? releaseOf(deployment3),
    stage: isReady ? "introduce-rollout" : "baseline",
    replicas: isFixed ? own : live3,
    autoscaler: isFixed ? "none" : void 0
  });
  const others2 = new Set(
    alike.flatMap((each2) => each2 === first ? [] : each2.manifests.deployment.document.source.file)
  );
  const remarks2 = [
    ...rollouts.map((rollout3) => `${titleOf(rollout3)} already refers to it.`),
    ...refusals2.flatMap((refusal2) => remarksOn("Not converted", refusal2)),
    ...isReady ? [...laterRemarks(manifests), ...podRemarks(manifests, live3)] : [],
    ...[...others2].map((file) => `Also in ${file}: this entry applies to all of that name.`)
  ];
  const comments = remarks2.map((remark) => `# ${remark.replace(/\s+/g, " ")}`);
  return [...lines2, ...comments, ...isReady ? strategyOf(run) : []];
}
function laterRemarks(manifests) {
  const later = [
    ...changedAutoscalerRefusals(manifests, "kept"),
    ...foreignScalerRefusals({ manifests, entry: void 0 })
  ];
  return later.flatMap((refusal2) => remarksOn("Not past introduce-rollout", refusal2));
}
var remarksOn = (what, { message, code: code2, hint }) => [
  `${what}: ${message} [${code2}]`,
  `hint: ${hint}`
];
function strategyOf({ canaryComment = [] }) {
  if (canaryComment.length === 0) return [];
  return ["strategy:", "  canary:", ...canaryComment.map((line) => `    ${line}`)];
}
function podRemarks(manifests, live3) {
  const autoscaler = autoscalerOf(manifests);
  const bounds = autoscaler && boundsOf2(autoscaler);
  if (autoscaler) {
    const range = bounds ? ` keeps ${bounds.min} to ${bounds.max} pods` : " decides its number of pods";
    const scaled4 = `${titleOf(autoscaler)}${range}.`;
    if (live3 !== void 0) {
      return [scaled4, "The live count plus 20%: adjust it to what a busy hour needs."];
    }
    return [
      scaled4,
      "Before pin-replicas, set how many pods to keep Ready: as many as a busy hour needs, with headroom.",
      "replicas:"
    ];
  }
  const [foreign] = manifests.foreignScalers;
  if (foreign)
    return [`If ${titleOf(foreign.scaler)} does not change the pods, set`, "autoscaler: none"];
  if (replicasOf(manifests.deployment) !== "absent") return [];
  return [
    "No replicas and no autoscaler in the input: pass its autoscaler too, or if it has none, set",
    "autoscaler: none"
  ];
}

// src/migration/recognise.ts
function recognise(standing, run, stated) {
  const { current, state, edited } = standing;
  const { deployment: deployment3, rollouts } = current;
  const [rollout3] = rollouts;
  if (edited.length > 0) return { diagnostics: editedFaults(edited) };
  if (!rollout3) return { stage: baseline };
  const numbers2 = numbersOf(standing, run, stated);
  if (state.rollout?.replicas === 0 && isEarly(state)) {
    return { stage: isPinned(state, numbers2, stated) ? pinReplicas : introduceRollout };
  }
  const at = placeOf(deployment3, "metadata", "name");
  const title2 = titleOf(deployment3);
  if (!isLikeOurs(deployment3, rollout3)) return { diagnostics: [leftAlone2(deployment3, rollout3)] };
  if (!numbers2) return { diagnostics: [stageUnknown(at, title2, describe(state))] };
  if (stated && isSameMove(state, stateFor(state, numbers2, stated.stage))) {
    return { stage: stated.stage };
  }
  const place = findPlace(state, numbers2);
  if (place === "nowhere") {
    const counts4 = describe(state);
    return { diagnostics: [stageNowhere(at, title2, counts4, numbers2.replicas)] };
  }
  if ("at" in place) return { stage: place.at };
  const between2 = [printStage(place.between[0]), printStage(place.between[1])];
  return { between: between2, diagnostics: [stageBetween(at, title2, ...between2, describe(state))] };
}
function numbersOf({ current, selected, state }, run, stated) {
  const { replicas: own } = state.deployment ?? {};
  const isUnmoved = state.autoscalers.length === 0 && !state.rollout?.replicas;
  const replicas = replicasFor(run, current.deployment) ?? stated?.replicas ?? (isUnmoved ? own : void 0);
  if (replicas === void 0) return void 0;
  return { replicas, percents: run.percents ?? stated?.percents ?? selected.percents };
}
function isAsStated({ state }, { stage, numbers: numbers2 }, stated) {
  if (isSameStage(stage, stated.stage)) return true;
  const isCounted = stage.kind !== "baseline" && hasReached(stated.stage, pinReplicas);
  return isCounted && numbers2 !== void 0 && isSameMove(state, stateFor(state, numbers2, stated.stage));
}
function isPinned(state, numbers2, stated) {
  const isStated = !stated || hasReached(stated.stage, pinReplicas);
  const isCounted = numbers2 !== void 0 && state.deployment?.replicas === numbers2.replicas;
  return state.autoscalers.length > 0 && isStated && isCounted;
}
function stateFor({ autoscalers }, numbers2, stage) {
  const before = { deployment: {}, autoscalers: autoscalers.map(awakeOnDeployment) };
  return stateAt({ ...numbers2, baseline: before, keep: true }, stage);
}
var ownFields = [
  "replicas",
  "selector",
  "workloadRef",
  "minReadySeconds",
  "revisionHistoryLimit",
  "progressDeadlineSeconds",
  "strategy"
];
function isLikeOurs(deployment3, rollout3) {
  const [own, is] = [resourceOf(deployment3), resourceOf(rollout3)];
  const spec = fieldOf(is, "spec");
  const isKnown = typeof spec === "object" && spec !== null && Object.keys(spec).every((key) => ownFields.includes(key));
  const isSameSelector = canonical(fieldOf(own, "spec", "selector")) === canonical(fieldOf(is, "spec", "selector"));
  return isKnown && isSameSelector && fieldOf(is, "spec", "workloadRef", "scaleDown") === void 0;
}

// src/migration/status.ts
function statusOf({ workloads, run, diagnostics: read3 }, statedBy3 = () => void 0) {
  const { rows, diagnostics } = joined4(
    workloads.map((standing) => {
      const { deployment: deployment3 } = standing.current;
      const { name = "", namespace = run.namespace } = deployment3;
      const at = placeOf(deployment3, "metadata", "name");
      const stated = statedBy3({ name, namespace, file: at.file }) ?? statedByEntry(standing);
      const staged = stagedOf(standing, run, stated);
      return rowOf({ ...staged, name, namespace, at, title: titleOf(deployment3) }, run);
    })
  );
  const isAsked = rows.some(({ settled }) => settled !== void 0);
  return { rows, diagnostics: [...isAsked ? read3.map(asError) : read3, ...diagnostics] };
}
function statedByEntry({ selected }) {
  const { entry, stage, percents } = selected;
  return entry && { stage, said: entry.stage, replicas: entry.replicas, percents };
}
var joined4 = (parts) => ({
  rows: parts.flatMap(({ rows }) => rows),
  diagnostics: parts.flatMap(({ diagnostics }) => diagnostics)
});
function stagedOf(standing, run, stated) {
  const { selected, state, planned } = standing;
  const hidden2 = selected.group.hiddenOf(selected.manifests.deployment);
  if (hidden2.length === 0)
    return withRefusals(stagedByManifests(standing, run, stated), standing, run);
  const diagnostics = hidden2.map((found2) => ({ ...found2, severity: "error" }));
  const replicas = planned?.replicas;
  return { stage: void 0, expected: void 0, state, isPartial: true, replicas, diagnostics };
}
function withRefusals(staged, { selected }, { live: live3 }) {
  const isBegun = (staged.stated ?? staged.stage) !== "baseline";
  if (!live3 || !isBegun) return withStray(staged, selected);
  const refusals2 = [
    ...refusalsOf(selected),
    ...strayRefusals(selected),
    ...foreignScalerRefusals(selected)
  ];
  if (refusals2.length === 0) return staged;
  return { ...staged, expected: void 0, diagnostics: [...staged.diagnostics, ...refusals2] };
}
function withStray(staged, selected) {
  const stray = [...strayRefusals(selected)].map((found2) => ({
    ...found2,
    severity: "warning"
  }));
  if (stray.length === 0) return staged;
  return { ...staged, isPartial: true, diagnostics: [...staged.diagnostics, ...stray] };
}
function rowOf(staged, { live: live3 }) {
  const { name, namespace, at, title: title2, stage, stated, between: between2, expected, state } = staged;
  const looked = stated ?? stage;
  const isBegun = looked !== "baseline";
  const reasons2 = live3 && expected && isBegun ? differences(expected, live3) : [];
  const isSettled = expected !== void 0 && stage !== void 0 && reasons2.length === 0;
  const unsettled = reasons2.length > 0 && looked !== void 0;
  return {
    rows: [
      {
        workload: name,
        namespace,
        file: at.file,
        stage,
        stated,
        between: between2,
        replicas: expected?.replicas ?? staged.replicas,
        state,
        scaling: staged.isPartial && state.autoscalers.length === 0 ? void 0 : scalingOf(state),
        settled: live3 && isBegun ? isSettled : void 0,
        reasons: reasons2
      }
    ],
    diagnostics: [
      ...staged.diagnostics,
      ...unsettled ? [notSettled(at, title2, looked, reasons2)] : []
    ]
  };
}
function stagedByManifests(standing, run, stated) {
  const { state, planned, current, selected } = standing;
  const found2 = planned ? shownBy(standing, run) : recognise(standing, run, stated);
  const numbers2 = planned ?? numbersOf(standing, run, stated);
  const isScaledByOthers = current.foreignScalers.length > 0;
  const isPartial = selected.entry?.autoscaler !== "none" && (state.deployment?.replicas === void 0 || isScaledByOthers);
  const shown = { state, replicas: numbers2?.replicas, isPartial };
  if (!("stage" in found2)) {
    const { between: between2, diagnostics: diagnostics2 } = found2;
    const wanted = { ...stated && { stated: stated.said }, ...between2 && { between: between2 } };
    return { ...shown, ...wanted, stage: void 0, expected: void 0, diagnostics: diagnostics2 };
  }
  const expected = { ...expectedNow(standing, run, void 0), replicas: numbers2?.replicas };
  const now = { ...shown, stage: printStage(found2.stage), expected };
  if (!stated) return { ...now, diagnostics: [] };
  if (isAsStated(standing, { stage: found2.stage, numbers: numbers2 }, stated)) {
    return { ...now, stage: stated.said, diagnostics: [] };
  }
  if (found2.stage.kind === "baseline") return { ...now, ...toBe(standing, run, stated) };
  const at = placeOf(current.deployment, "metadata", "name");
  const differs2 = stageDiffers(at, titleOf(current.deployment), now.stage, stated.said);
  const diagnostics = [run.live ? { ...differs2, severity: "error" } : differs2];
  return { ...now, stated: stated.said, diagnostics };
}
function shownBy(standing, run) {
  const { planned, state } = standing;
  const shown = stageOf(standing, run);
  if ("stage" in shown) return shown;
  const place = planned ? findPlace(state, planned) : "nowhere";
  if (place === "nowhere" || "at" in place) return shown;
  const [from, to] = place.between;
  return { between: [printStage(from), printStage(to)], diagnostics: shown.diagnostics };
}
function toBe(standing, run, { stage, said }) {
  const workload2 = plannedWorkload(standing, run);
  const isUnknown = "code" in workload2 && hasReached(stage, pinReplicas);
  return {
    stated: said,
    expected: isUnknown ? void 0 : expectedAt(standing, run, stage),
    diagnostics: isUnknown ? [workload2] : []
  };
}
function statusOfEntries(entries, run) {
  const { asked, diagnostics: unknown2 } = askedEntries(entries, run);
  const found2 = joined4(
    asked.flatMap((entry) => {
      const stage = statedStage(entry, run);
      if ("code" in stage) return [{ rows: [], diagnostics: [stage] }];
      return expectedOf({ entry, own: [] }, stage, run).map((expected) => {
        const { name, namespace } = expected;
        const titled = { name, namespace, at: entry.at("stage"), title: `Deployment "${name}"` };
        return rowOf({ ...stagedAlone({ entry, stage, expected }, run), ...titled }, run);
      });
    })
  );
  return { ...found2, diagnostics: [...unknown2, ...found2.diagnostics] };
}
function stagedAlone({ entry, stage, expected }, run) {
  const { replicas, state } = expected;
  const isHidden = hidesAutoscalers(entry, run);
  const isPartial = scalingOfEntry(entry, run) === "unknown" && !isHidden;
  const staged = { stage: entry.stage, isPartial, replicas, state };
  const title2 = `Deployment "${expected.name}"`;
  const isMoving = hasReached(stage, pinReplicas);
  const unknown2 = [
    ...isMoving && replicas === void 0 ? [replicasUnknown(entry.at("stage"), title2)] : [],
    ...isMoving && isHidden ? [autoscalersNotShown(entry.at("stage"), title2)] : []
  ];
  if (unknown2.length === 0) return { ...staged, expected, diagnostics: [] };
  const { autoscalers } = state;
  const shown = replicas === void 0 ? { autoscalers } : state;
  return {
    ...staged,
    state: shown,
    expected: void 0,
    diagnostics: run.live ? unknown2.slice(0, 1) : []
  };
}

// src/migration/runbook/english/appliers.ts
var argo = {
  application: "The commands below need the name of the Application. If there are several, run them for each.",
  nothing: "prints nothing if all is well",
  rules: "Neither may contain a rule for `/spec/replicas` of these Deployments or Rollouts: together with `RespectIgnoreDifferences=true` or `ApplyOutOfSyncOnly=true`, it would make every stage a silent no-op, while the Application would still be Synced. Without a rule, these options do no harm.",
  ruleAtPin: "If a rule names the Deployment because of its autoscaler, keep it until the commit of `pin-replicas` is merged, then remove it and sync. Removed earlier, a lower count in Git would overwrite the live one.",
  ruleFirst: "Remove such a rule first, while no live count is above N.",
  healthy: "`Healthy`",
  suspended: "`Healthy` or `Suspended` (the paused ScaledObject)",
  differs: "`OutOfSync` because of the `replicas` of the Deployment alone is the work of the autoscaler, so no command waits for `Synced`. A Deployment that is OutOfSync for another reason was not applied.",
  synced: "Synced alone proves nothing about `replicas`.",
  shown: (health, sync) => `\`argocd\`: \`Sync Revision\` is the commit of this stage, \`Phase\` is \`Succeeded\`, and ${health}. ${sync}`,
  syncPin: "Sync even with automated sync: if N pods run already, Argo CD sees no difference and syncs nothing by itself, so `status` does not exit 0.",
  degraded: "The Application may be `Degraded` for a moment, because the autoscaler is applied before the Rollout is evaluated.",
  beforeRelease: "The Application must ignore the replicas of the Rollout: see [Argo CD and `replicas`](#argo-cd-and-replicas). Otherwise the next sync resets them to N, overriding the autoscaler.",
  title: "Argo CD and `replicas`",
  serverSide: "Argo CD applies server-side with `--force-conflicts`, so each sync writes the `replicas` in Git, whoever wrote them last.",
  writes: "Each sync writes the `replicas` in Git.",
  without: "A sync of the sources without rolloutify keeps the Rollout and its pods, because of `Prune=false`, and resets the Deployment to the sources: up to twice the pods, but none fewer. If the sources set no `replicas`, the Deployment falls to 1 pod until the autoscaler reacts, so pin N there too. The Application is OutOfSync until the stage is applied again.",
  deleted: "Deleting the Application deletes the Rollout and its pods with everything else. If `applier: argocd` is not set, the Rollout also has `helm.sh/resource-policy: keep`, which Argo CD treats as `Delete=false`: then its pods stay.",
  hold: "After the last stage the autoscaler decides, not Git. During the hold, after `retarget-autoscaler` has settled and before `release-autoscaler`, add this to the Application:",
  written: "`rolloutify argocd ignore --write FILE` adds it to the file of the Application; `migrate next` does so at `retarget-autoscaler` if that file is passed together with the manifests.",
  live: "It must be live before the release is committed. This must print the Rollout and the option:",
  respect: "`ignoreDifferences` alone only hides the difference. With `RespectIgnoreDifferences=true` the sync leaves the field alone.",
  notEarlier: "Do not add it earlier: before the last shrink it makes every stage of the Rollout a silent no-op.",
  anyName: "name: for each Rollout, if others of the Application keep the count in Git"
};
var hold = {
  nothing: "Nothing to set: Git decides the count for good.",
  replicasIgnored: "Then set `replicasIgnored: true` for the workload in `rolloutify.yaml`, or without such a file pass `--replicas-ignored`: otherwise `release-autoscaler` is refused. The folders of a plan need neither.",
  ends: "On the way back remove it at the hold, when the Rollout is at N."
};
var kubectl = {
  beforeRelease: "Not with `kubectl apply`: see [kubectl and `replicas`](#kubectl-and-replicas). Stay at the hold, or apply this stage with an applier that can leave the field alone. rolloutify refuses it for `applier: kubectl`.",
  title: "kubectl and `replicas`",
  writes: "Each `kubectl apply` writes the `replicas` in the manifest.",
  deletes: "It never deletes: on the way back the Rollout stays until it is deleted by hand, at 0 pods.",
  folder: "Apply all manifests of one folder, never of two at once. `patch.json` is not a manifest.",
  release: "It cannot ignore a field, so `release-autoscaler` does not work with it: each apply would reset the replicas to N, overriding the autoscaler."
};
var helm = {
  release: "The commands below need the name of the release. If there are several, run them for each.",
  itsName: "its name in `helm list`",
  beforeRelease3: "Nothing to set: Helm 3 leaves the live count of a Rollout alone.",
  beforeRelease4: "Every upgrade runs with `--server-side=false`, as since the pin, and `rolloutify.yaml` sets `replicasIgnored: true`: see [Helm 4 and `replicas`](#helm-4-and-replicas).",
  title3: "Helm 3 and `replicas`",
  live3: "For a Rollout, Helm 3 writes only what has changed since the last manifest, so a live count that something else wrote stays.",
  repair3: "So the same release again does not repair a count that was changed by hand: run `kubectl scale rollout/NAME --replicas=\u2026` with the count of the stage.",
  deployment3: "For a Deployment, it writes what is in the manifest.",
  wait3: "`--wait` does not wait for a Rollout. The commands above do.",
  title4: "Helm 4 and `replicas`",
  wait4: 'Do not use `--wait`: it fails on every Rollout at its timeout ("not ready. status: Unknown"). The commands above wait.',
  clientSide4: "Use `--server-side=false` in every upgrade from `pin-replicas` on, and set `replicasIgnored: true` in `rolloutify.yaml` from `retarget-autoscaler` on. Helm 4 applies server-side by default: once an active autoscaler has changed a count that Helm wrote, between the pin and the pause or after the release, each upgrade would fail with a conflict on `.spec.replicas`.",
  force4: ({ isScaled }) => `Never use \`--force-conflicts\`${isScaled ? ": it writes N at once, even at the peak of the day" : ""}.`,
  live4: "With `--server-side=false` it writes only what has changed since the last manifest, so a live count that something else wrote stays.",
  failureTitle: "When a Helm release fails",
  failure: "Helm still counts the previous manifest as deployed, but the objects may be from either. Do not guess, neither forward nor back: run the gate of the stage with a fresh snapshot, and apply the same stage again. Do not use `--unverified` for this.",
  without: "A release without rolloutify (a forgotten `--post-renderer`, a lost `rolloutify.yaml`) keeps the Rollout and its pods."
};
var loss = {
  title: "When the configuration is lost",
  stays: "From the first grow on, manifests rendered without rolloutify, and so without the Rollout, leave it and its pods alone because of `Prune=false`. The Application then stays OutOfSync.",
  deleted: "If the Application itself is deleted, Argo CD treats `helm.sh/resource-policy: keep` as `Delete=false`: a Rollout with that annotation stays with its pods, but without its Deployment and its Service. Before a teardown set `keep: false` for the workload, or delete the Rollout by hand.",
  stated: "A Deployment whose sources set N `replicas` returns to them: up to twice the pods, but none fewer.",
  bare: (titles) => `The sources of ${titles.join(", ")} set no \`replicas\`, or fewer than N, so the Deployment falls to that, or to 1 pod, until its autoscaler reacts. So pin N in the chart's values as well, from \`pin-replicas\` on.`,
  again: ({ isArgo }) => `Apply the stage again with rolloutify, in the next ${isArgo ? "sync" : "release"}.`
};

// src/migration/runbook/english/overall.ts
var pods = (count2) => count2 === 1 ? "1 pod" : `${count2} pods`;
var runOf2 = ({ isArgo }) => isArgo ? "sync" : "run";
var overall = {
  title: (subject) => `Runbook: ${subject} from Deployment to Rollout`,
  workloads: (count2) => `${count2} workloads`,
  origin: {
    plan: "this plan",
    madeBy: "made by",
    input: "of",
    standardInput: "standard input",
    hash: "input, sha256",
    cluster: "cluster and environment",
    person: "who and when",
    holds: "It is valid for the input with that hash. If the same call prints another hash, write it again."
  },
  promise: {
    one: (count2, title2) => `At least ${pods(count2)} of ${title2} (N) stay Ready`,
    many: (count2) => `Of each workload at least its N pods, ${count2} in all, stay Ready`,
    whole: (kept2, { isScaled }) => `The Rollout grows beside the Deployment, then the Deployment shrinks by as much. ${kept2} from the ${isScaled ? "pause of the autoscaler" : "first stage"} to the last stage, as long as you follow these rules:`
  },
  rules: {
    oneCommit: (scene) => `One commit for each stage, in this order. Never two stages in one ${runOf2(scene)}.`,
    settled: "Continue only once the stage has settled: `rolloutify migrate status --live` exits 0.",
    template: "Do not change the pod template on the way: no image, no environment variable, no restart.",
    rest: ({ isScaled, hasPin }) => `If a wait does not return, or if in doubt: stop and stay. You can stay at every stage${isScaled && hasPin ? " (at `pin-replicas` not for long)" : ""}, and go back from each.`,
    delete: "Never delete the Rollout while it has pods. Never delete the Deployment at all."
  },
  before: {
    title: "Before you begin",
    folders: (out) => `Each folder of ${out} contains the complete manifests of one stage. Apply them folder by folder: each commit replaces the manifests by those of the next folder.`,
    configuration: "Each stage is one commit. It changes `stage:` in the configuration, and so the rendered manifests.",
    namespace: "Commands without a namespace use that of the current context.",
    calls: "The section of each stage has its command. It moves only the workloads of that stage; the others wait. `--diff` instead of `--write` shows the change first.",
    missing: "The configuration does not yet set what the gate needs. Add it first:",
    missingOf: (name, line) => `${name}: ${line}`,
    inPlace: "Or make the same steps in your own sources, which then record their original. The gate checks these sources:",
    snapshot: "`$SNAPSHOT` is a temporary file, new for each stage. It contains the environment variables of the pods, so keep it out of Git.",
    manualSync: 'With a manual sync policy, sync each stage yourself once it is merged: `argocd app sync "$APP"`, or the button. Waiting alone does nothing.',
    context: "Make sure that `kubectl config current-context` prints the right cluster."
  },
  whoElse: {
    title: "What else refers to these Deployments",
    intro: "None of this follows by itself:",
    finding: (_code, message, hint) => `${message}: ${hint}.`
  },
  proof: ({ states, minServing, isChosen: isChosen2, broken, open }) => {
    const [first] = broken;
    if (first) {
      return `BROKEN for ${first.workload}: ${first.rule}; \`rolloutify simulate\` shows how`;
    }
    const chosen = isChosen2 ? ", fewer than N only if the autoscaler decides so" : "";
    const looked = `in every order, forward and back, at least ${minServing} pods serve${chosen}`;
    const rest = open > 0 ? `; ${open} changes were not proved to the end` : "";
    return `${looked} (${states.toLocaleString("en")} states)${rest}`;
  }
};

// src/migration/runbook/english/beside.ts
var meanwhile = {
  title: "What must not happen during the migration",
  template: "Any change of the pod template: image, environment variables, `kubectl rollout restart deployment/\u2026`. Both sets of pods would restart at once.",
  restart: "Argo CD's `restart` action, on the Deployment or on the Rollout.",
  reloader: "Reloader, or anything else that writes to the pod template. Switch it off for these workloads.",
  rolledBy: (title2, roller) => `${title2} has ${rollerText(roller)}`,
  secondAutoscaler: "A second autoscaler, such as one for the Rollout ahead of time: two on the same pods block each other.",
  newAutoscaler: "A new autoscaler: it would undo the stages.",
  selectiveSync: "A selective sync of two stages, or a sync over several commits: hold back the next commit until this one has settled.",
  argoRollback: "`argocd app rollback` over more than one stage.",
  helmRollback: "`helm rollback` over more than one stage.",
  services: "Services or traffic routing on the Rollout: a Service named there sends all traffic to the Rollout's pods, however few. Add `steps` and analysis after the migration as well.",
  scaleDown: "`workloadRef.scaleDown`: it scales the Deployment to 0 while the Rollout has only some of the pods, or none.",
  orphan: "Deleting the Rollout, even with `--cascade=orphan`: the Deployment adopts its pods and removes them."
};
function rollerText(roller) {
  if (roller.kind === "annotation") return `the annotation \`${roller.key}: "${roller.value}"\``;
  return roller.kind === "config" ? `${roller.config}: a change to it changes the pod template` : `\`${roller.key}\` in its pod template: a change to what it hashes changes the template`;
}
var imageChange = {
  title: "If the image must change midway",
  intro: "Best: first continue to the last shrink, where only the Rollout rolls, or go back to where only the Deployment has pods. If it cannot wait, change it at a settled stage, in a separate commit:",
  alone: "No stage in the same commit, and no `steps`: with steps the Deployment would roll unguarded while the Rollout waits, and later grows would start pods of the old image.",
  both: "Both sets of pods roll at once, each with its own maxSurge on top of the peak. No canary guards this.",
  paused: "`paused: true` on the Deployment does not prevent it: the Rollout would use the new image all the same.",
  check: "The check of the commit reports `template-changed`, and is right. For this one commit:",
  rolled: "Continue once both have rolled, with a fresh snapshot:",
  undo: "The second must print the same count three times (`0//` at 0). To undo it, revert the commit."
};
var whilePaused = {
  title: "While the autoscaler is paused",
  window: (replicas) => `Nothing scales from \`pause-autoscaler\` to \`release-autoscaler\`. Choose a quiet window, and an N${replicas === void 0 ? "" : ` (${replicas})`} with headroom over the live count at a busy hour.`,
  pin: ({ isArgo }) => `Do not stay at \`pin-replicas\`: the autoscaler is active, but each sync or release writes N over its count, even over a higher one${isArgo ? " (with `selfHeal` every few seconds)" : ""}. Apply the pause soon.`,
  load: (folder, most4, awake) => `If the load is more than N pods can serve, see [Emergencies](#emergencies). ${folder} has the most pods, ${most4}. Back at ${awake} the autoscaler is active again.`,
  byHand: "Do not scale by hand: the stage would no longer be settled.",
  keda: "KEDA has no HPA during this time: alerts about a missing HPA or a paused ScaledObject are expected.",
  values: "If the chart's values have `replicas`, pin N there too, in the commit of `pin-replicas`: a release without rolloutify then still requests N pods."
};
var wayBack = {
  title: "Going back",
  byCall: "Use the command at the end of the section of the present stage.",
  byFolder: "Apply the folder before the present one, as each stage says.",
  upwards: "Go through the same stages in reverse, one commit each. On the way back each stage must show what its own section says.",
  order: (scene) => `The Deployment grows first, then the Rollout shrinks. Never both in one ${runOf2(scene)}.`,
  snapshot: "Take a fresh snapshot of the present stage before each commit that lowers a count.",
  wakes: (awake) => `The autoscaler is activated (back to ${awake}) before the pin is removed.`,
  line: "A `replicas` line that the baseline of the Deployment never had stays. Without it the API server sets 1, and 1 pod is left until the autoscaler reacts.",
  last: "The Rollout is deleted last, at 0 pods."
};
var afterwards = {
  title: "After the migration",
  deployment: "The Deployment stays for good, at 0, because the Rollout uses its pod template. If it is deleted, the Rollout stops at its next change; if it is created again, it may take over pods and remove them.",
  selector: "The Rollout keeps its `spec.selector` and its `replicas` line.",
  status: (rollout3) => `\`kubectl rollout status deployment/\u2026\` no longer proves anything: at 0 it always succeeds. In pipelines use \`kubectl argo rollouts status ${rollout3}\`, or wait for the available pods of the Rollout:`,
  phase: "Never rely on `.status.phase` or the condition `Available` alone: both can be stale for a moment.",
  helm4: "Keep running upgrades without `--wait`.",
  next: "Add Services (`stableService`, `canaryService`), traffic routing, `steps` and analysis in this order, each in a separate commit, without a new image, while the Rollout is Healthy and at rest.",
  restart: "`kubectl rollout restart deployment/\u2026` now starts a whole canary. For a plain restart use `kubectl argo rollouts restart`.",
  delete: "Do not delete the Rollout, not even with `--cascade=orphan`. The only way out is the way back."
};

// src/migration/runbook/english/checks.ts
var checks = {
  stagePods: "`stage_pods` prints what it waits for.",
  scaled: (title2, kind2, range) => `${title2}: its autoscaler is awake, so the ${kind2} may have any count ${range}, but the same in both columns.`,
  upTo: (min, replicas) => `from ${min} to ${replicas}`,
  within: (bounds) => `within ${bounds}`,
  above: (replicas) => ` If it has more than ${replicas}, wait: the next stage would cut it to ${replicas}.`,
  hpaPaused: "UP and DOWN `Disabled`, MIN `1` (`0` where it was 0)",
  hpaAwake: "UP and DOWN never `Disabled`",
  kedaPaused: "PAUSED `true`, and its HPA is gone",
  kedaAwake: "PAUSED `<none>`",
  retargeted: (awake) => `TARGET \`Rollout\`, MIN and MAX both N, ${awake}`,
  released: (awake) => `TARGET \`Rollout\`, MIN and MAX as before the migration, ${awake}`,
  ofEach: (kinds5, shown) => `\`${kinds5}\` of each workload: ${shown}.`,
  policies: "`Max` or `Min` may follow the bounds of an HPA, but never `Disabled`: it would not scale.",
  kedaHpa: (hpa) => `KEDA's HPA is \`${hpa}\`, unless the ScaledObject sets another name.`,
  kedaBlank: (note) => `${note} A bound that the manifest does not set is blank.`
};

// src/migration/runbook/english/emergencies.ts
var emergencies = {
  title: "Emergencies",
  more: {
    title: (replicas) => `More load than N${replicas === void 0 ? "" : ` (${replicas})`}`,
    intro: ({ isScaled }) => `One commit, at any stage between ${isScaled ? "`pin-replicas` and `release-autoscaler`" : "the first grow and the last shrink"}. It adds pods, removes none, and waits for nothing.`,
    maximum: "N must stay within the autoscaler's maximum; raise that in an earlier commit.",
    values: "Without an autoscaler, N is also the `replicas` in the chart's values: raise them in the same commit.",
    busiest: (folder, most4) => `Without a larger N, ${folder} has the most pods: ${most4}.`,
    sources: "This changes the sources. ",
    folders: (out, { isScaled }) => `With the folders of ${out}: apply the folder of the same stage from a plan with a larger N${isScaled ? "" : ", once the sources set it"}, after the proof that it removes no pods:`
  },
  stuck: {
    title: "New pods never become Ready",
    intro: "Nothing is lost: a grow only adds pods, and the Deployment still has those of the stage before. Fix the cause and stay, or go back one stage. The snapshot cannot show this stage at rest, so going back needs `--unverified`. The section of the stage says how many pods must be available first.",
    folders: "Apply the folder of the stage before."
  },
  back: {
    title: "Everything back to the Deployment",
    intro: "Two commits. The first only grows the Deployment to N: apply it at once, whatever the cluster shows. The second scales the Rollout to 0, once the first has settled.",
    second: "the second, with a fresh snapshot",
    from: (stages3, bring) => `From ${stages3.join(", ")}: ${bring}.`,
    folder: (folder) => `the folder ${folder}`,
    written: (stage, call) => `the folder of ${stage} that ${call} writes`,
    then: (folder) => `Once settled: ${folder}.`,
    inPlace: "For manifests in place:"
  },
  wake: {
    title: "The autoscaler must scale again, now",
    intro: "At `pause-autoscaler` going back needs no snapshot, because it changes no count.",
    pods: "While the Rollout has pods, first move everything back to the Deployment, as above.",
    bring: (folder) => `Apply ${folder}.`
  },
  pin: {
    title: "Back before the pin, if the sources have no `replicas`",
    stays: "The `replicas` line of the Deployment may stay for good: the autoscaler decides, but a sync or release writes N over its count.",
    argo: "Under Argo CD: with the Rollout at 0 and the autoscaler awake, let the Application ignore `/spec/replicas` of the Deployment (`ignoreDifferences` and `RespectIgnoreDifferences=true`), sync, and make sure that it is live. Then you can remove the line from Git: the sync leaves the live count alone. Keep the rule, or before the next migration remove it only after the pin is merged.",
    kubectl: "With kubectl: first remove `spec.replicas` with `kubectl apply edit-last-applied deployment/NAME`, then from the manifest: a field that was not in the last applied manifest is not removed.",
    flux: "With Flux keep the line: a reconciliation without it leaves 1 pod.",
    helm: "With Helm keep the line: an upgrade without it writes 1."
  }
};

// src/migration/runbook/english/flux.ts
var flux = {
  kustomization: "The commands below need the name of the Kustomization of Flux. If there are several, run them for each.",
  itsName: "its name in `flux get kustomizations`",
  ignore: "`spec.ignore` must not contain `/spec/replicas` of these Deployments or Rollouts before the hold: every stage would be a silent no-op.",
  prune: "With `prune: true` a Rollout that is lost from Git is deleted. Flux knows neither `helm.sh/resource-policy` nor `Prune=false`: `applier: flux` in `rolloutify.yaml` writes `kustomize.toolkit.fluxcd.io/prune: disabled` on each Rollout that has pods; without a configuration, annotate them by hand.",
  suspend: 'Flux reverts what `kubectl edit`, `scale` or `patch` wrote: each reconciliation is server-side, with the field manager `kustomize-controller`, and forces conflicts. To stop it for a moment, use `flux suspend kustomization "$KUSTOMIZATION"` and `flux resume kustomization "$KUSTOMIZATION"`.',
  helm: "A HelmRelease is applied by Helm, so see a plan with `--applier helm4`, or `helm3`, for who owns `replicas`. It does not run your post-renderer, so the stages are patches:",
  patches: "`post-renderers/NN-stage.yaml` is the `spec.postRenderers` of that stage and replaces the previous one; the Rollout is a manifest beside the HelmRelease.",
  drift: "With `driftDetection.mode: enabled`, `driftDetection.ignore` must not contain `/spec/replicas` before the hold either; from then on it must, for the Rollout.",
  look: "Check `flux get helmrelease NAME` instead of the Kustomization; `flux reconcile helmrelease NAME --with-source` applies a stage at once.",
  check: "`flux`: `READY` is `True`, and `REVISION` is the commit of this stage.",
  beforeRelease: "The Kustomization must ignore the replicas of the Rollout: see [Flux and `replicas`](#flux-and-replicas). Otherwise each reconciliation resets them to N, overriding the autoscaler.",
  title: "Flux and `replicas`",
  writes: "Flux applies server-side and forces conflicts: each reconciliation writes the `replicas` in Git, whoever wrote them last.",
  hold: "After the last stage the autoscaler decides, not Git. During the hold, after `retarget-autoscaler` has settled and before `release-autoscaler`, first let a second field manager own the replicas of each Rollout:",
  onlyThen: "Only then add this to the Kustomization:",
  order: "Never the other way round: Flux removes an ignored field from what it applies, and if nobody else owns `replicas`, the API server removes them and 1 pod is left.",
  without: "A version of Flux without `spec.ignore` cannot leave the field alone, so stay at the hold."
};

// src/migration/runbook/english/pods.ts
var pods2 = {
  title: "Pods at each stage",
  peak: "The peak is the most pods while a stage is applied, for quotas and nodes. Terminating pods come on top of it until they are gone.",
  legend: "The bars are all pods; the falling line is the Deployment, the rising one the Rollout.",
  drawn: "Where an autoscaler decides, the chart shows N.",
  inAll: (count2) => `${count2} in all`,
  stageHead: ["stage", "Deployment", "Rollout", "autoscaler", "peak"],
  sumHead: ["stage", "workloads that change", "Deployments", "Rollouts", "peak"],
  podsHead: ["pods", "Deployment", "Rollout", "peak"],
  workloadHead: ["workload", "N"],
  none: "none",
  holds: (replicas) => `holds the Rollout at ${replicas}`,
  scales: (kind2) => `scales the ${kind2}`,
  paused: "paused",
  each: "Each workload, as pods of the Deployment + pods of the Rollout:",
  chartTitle: "Pods that the manifests request",
  chartX: "stage",
  chartY: "pods",
  many: (peak) => `**Pods.** Peak ${peak} in all; each workload is in the table above.`,
  save: "Save the list at the end of this page as `pods.txt`, and paste this into the shell. It waits until every workload has the pods of a stage.",
  list: "Namespace, Deployment, Rollout, then for each stage from 00 on the pods of both; `-` is not waited for."
};

// src/migration/runbook/english/stages.ts
var stages = {
  title: "The stages",
  changes: "**Changes.**",
  changeOf: (title2, change) => `${title2}: ${change}.`,
  changeOfMany: (count2, change) => `${count2} workloads: ${change}.`,
  why: "**Why.**",
  simulator: "**Simulator.**",
  first: "**First.**",
  bring: "**Apply.**",
  back: (to, how) => `**Back.** To ${to}: ${how}`,
  theBaseline: "the baseline",
  lookAt: "**Check before the next stage.**",
  lookAtEnd: "**Check at the end.**",
  lookAtStart: "**Check before the first stage.**",
  printed: "The output must contain these lines, in this order:",
  none: "none",
  counts: (kind2, before, after) => `\`replicas\` of the ${kind2}, ${before} \u2192 ${after}`,
  countsOfMany: (kind2) => `\`replicas\` of the ${kind2}, as in the table above`,
  baseline: {
    changes: "**Changes.** None: these are the manifests as they are.",
    look: "The CRD must exist, and all pods of the controller must be READY. `status` shows each workload at `baseline` and exits 0.",
    back: "**Back.** Nothing to undo yet."
  },
  introduce: {
    change: (rollout3) => `adds ${rollout3 === void 0 ? "each Rollout" : `Rollout ${rollout3}`} with \`replicas: 0\``,
    why: "It uses the pod template of the Deployment and has no pods, so nothing that serves changes. A missing CRD or a rejected Rollout shows here, where it does no harm.",
    bring: "**Apply.** The entries set `stage: introduce-rollout`, as `rolloutify init` writes them.",
    backKept: "If you came back through `pin-replicas`, keep the Deployment's `replicas` line.",
    backArgo: 'the Rollout is deleted; it has no pods. A sync deletes it only if it prunes, as `argocd app sync "$APP" --prune` does.',
    backHelm: "the upgrade deletes the Rollout; it has no pods.",
    backKubectl: "`kubectl apply` never deletes the Rollout. This does, and only at 0 pods:"
  },
  pin: {
    change: (replicas) => `the Deployment gets \`replicas: ${replicas}\``,
    changeToV2: (change) => `${change}; the HPA is written as autoscaling/v2 from here on`,
    why: ({ isScaled }) => isScaled ? "From the next stage on nothing scales, so Git must set the number of pods. The pin comes before the pause: the other way round, a sync in between could leave too few pods, with nothing to repair it." : "Git must set the number of pods before they move.",
    staysV2: "An autoscaling/v1 HPA stays v2 for good: a v1 manifest applied over a paused v2 would leave the pause on.",
    first: "The live count must not be above N, because the pin would cut it at once.",
    mostOf: (replicas, title2) => `${replicas} or less for ${title2}`,
    mostOfMany: "N of each workload, or less",
    mustPrint: (most4) => `It must print ${most4.join(", ")}. If it prints more, wait for a quieter hour, or make a new plan with a larger N.`,
    backOwn: "the Deployment has the baseline's own `replicas` again.",
    backLine: (replicas) => `the line \`replicas: ${replicas}\``,
    backLines: "the `replicas` lines",
    backKept: (line) => `\`migrate back\` keeps ${line} if the baseline had none or a lower one. Do not apply the folder of that stage as it is: without the line 1 pod is left, with every applier. With \`rolloutify.yaml\` the step is refused for the same reason; \`--drop-replicas\` overrides that.`
  },
  pause: {
    changeOfMany: "each autoscaler is paused by its manifest",
    changeKeda: 'the ScaledObject gets the annotation `autoscaling.keda.sh/paused: "true"`',
    changeHpa: "the HPA gets `selectPolicy: Disabled` for scaleUp and scaleDown",
    changeHpaMin: (change) => `${change}, and \`minReplicas: 1\``,
    why: "An active autoscaler would undo each shrink, because it counts the pods of the Rollout as its own.",
    whyMin: "The minimum is lowered to 1, because the bounds of an HPA apply even when its behavior is disabled.",
    back: "the autoscaler scales the Deployment again, which has its N pods. This is safe at any time at this stage, and the way to get scaling back."
  },
  grow: {
    why: "The new pods start before any old one stops, so the sum never falls below N.",
    availableOf: (title2, own, moved2) => `${title2} has ${own} of the Deployment and ${moved2} of the Rollout`,
    availableOfMany: "each Deployment has its pods of this stage and each Rollout those of the stage before",
    back: (needed) => `the Rollout removes its new pods. This lowers a count, so \`migrate back\` needs a snapshot that shows this stage. If new pods never become Ready, pass \`--unverified\` once ${needed.join(", ")} available. Pods that are not Ready are removed first.`
  },
  shrink: {
    why: "The Rollout has these pods Ready, so the Deployment can remove as many.",
    whyAlone: ({ isArgo }) => isArgo ? "It is a separate commit, because Argo CD applies Deployments before Rollouts: grow and shrink in one sync would be an outage for as long as a pod takes to start." : "It is a separate commit: in one run with the grow, pods would stop before the new ones are Ready.",
    back: "the Deployment grows again. This only adds pods: if the pods of the Rollout misbehave, do it at once, without waiting for anything."
  },
  retarget: {
    change: (replicas) => `the autoscaler points at the Rollout, holds it with minimum = maximum = ${replicas}, and is no longer paused`,
    why: "The autoscaler takes over at a count that it cannot change.",
    whyHold: "During this hold, the applier is told to leave the Rollout's `replicas` alone.",
    back: "the autoscaler is paused on the Deployment again; no pod moves. The Rollout must have exactly N pods available.",
    backArgo: "First remove the ignore rule from the Application and `replicasIgnored` from `rolloutify.yaml`, and sync, which writes N over N.",
    backHelm4: "First remove `replicasIgnored` from `rolloutify.yaml`."
  },
  release: {
    change: (bounds) => `the autoscaler has its own bounds${bounds === void 0 ? "" : ` (${bounds})`} and behavior again`,
    why: "The autoscaler scales by load again, but now the Rollout. The Rollout keeps its `replicas` line for good: without it, the controller writes 1.",
    back: "the autoscaler holds the Rollout at N again, and cuts any pods above N at once. First make sure that the live count is N or less; otherwise raise N (`replicas` in `rolloutify.yaml`, within the autoscaler's maximum) to at least the live count.",
    backArgo: "The ignore rule stays until the hold has settled."
  }
};

// src/migration/runbook/english/english.ts
var english = {
  ...overall,
  pods: pods2,
  stages,
  checks,
  meanwhile,
  emergencies,
  imageChange,
  whilePaused,
  wayBack,
  afterwards,
  argo,
  flux,
  helm,
  kubectl,
  hold,
  loss
};

// src/migration/runbook/japanese/appliers.ts
var argo2 = {
  application: "\u4EE5\u4E0B\u306E\u30B3\u30DE\u30F3\u30C9\u3067\u4F7F\u3046 Application \u3067\u3059\u3002\u8907\u6570\u3042\u308B\u5834\u5408\u306F\u3001\u305D\u308C\u305E\u308C\u3067\u5B9F\u884C\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
  nothing: "\u554F\u984C\u304C\u306A\u3051\u308C\u3070\u4F55\u3082\u8868\u793A\u3055\u308C\u306A\u3044",
  rules: "\u3069\u3061\u3089\u306B\u3082\u3001\u3053\u308C\u3089\u306E Deployment \u3084 Rollout \u306E `/spec/replicas` \u304C\u542B\u307E\u308C\u3066\u3044\u306A\u3044\u3053\u3068\u3002\u305D\u306E\u3088\u3046\u306A\u30EB\u30FC\u30EB\u304C `RespectIgnoreDifferences=true` \u307E\u305F\u306F `ApplyOutOfSyncOnly=true` \u3068\u4E00\u7DD2\u306B\u3042\u308B\u3068\u3001\u3069\u306E\u30B9\u30C6\u30FC\u30B8\u3082\u30A8\u30E9\u30FC\u306B\u306A\u3089\u306A\u3044\u307E\u307E\u4F55\u3082\u8D77\u304D\u305A\u3001Application \u306F Synced \u306E\u307E\u307E\u3067\u3059\u3002\u30EB\u30FC\u30EB\u304C\u306A\u3051\u308C\u3070\u3001\u3053\u308C\u3089\u306E\u30AA\u30D7\u30B7\u30E7\u30F3\u3060\u3051\u3067\u306F\u554F\u984C\u306B\u306A\u308A\u307E\u305B\u3093\u3002",
  ruleAtPin: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u305F\u3081\u306B Deployment \u3092\u6307\u5B9A\u3057\u3066\u3044\u308B\u5834\u5408\u306F\u3001`pin-replicas` \u306E\u30B3\u30DF\u30C3\u30C8\u304C\u30DE\u30FC\u30B8\u3055\u308C\u308B\u307E\u3067\u6B8B\u3057\u3001\u305D\u306E\u5F8C\u524A\u9664\u3057\u3066\u540C\u671F\u3057\u307E\u3059\u3002\u5148\u306B\u524A\u9664\u3059\u308B\u3068\u3001Git \u306E\u5C0F\u3055\u3044\u6570\u3067\u73FE\u5728\u306E\u6570\u304C\u4E0A\u66F8\u304D\u3055\u308C\u307E\u3059\u3002",
  ruleFirst: "\u5148\u306B\u30EB\u30FC\u30EB\u3092\u524A\u9664\u3057\u3066\u304F\u3060\u3055\u3044\u3002\u73FE\u5728\u306E Pod \u6570\u304C N \u3092\u8D85\u3048\u3066\u3044\u306A\u3044\u3068\u304D\u306B\u884C\u3044\u307E\u3059\u3002",
  healthy: "`Healthy`",
  suspended: "`Healthy` \u307E\u305F\u306F `Suspended`\uFF08\u505C\u6B62\u4E2D\u306E ScaledObject\uFF09",
  differs: "Deployment \u306E `replicas` \u3060\u3051\u304C `OutOfSync` \u306A\u306E\u306F\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306B\u3088\u308B\u3082\u306E\u306A\u306E\u3067\u3001`Synced` \u306F\u5F85\u305F\u306A\u3044\u3002Deployment \u304C\u305D\u308C\u4EE5\u5916\u306E\u7406\u7531\u3067 OutOfSync \u306A\u3089\u3001\u9069\u7528\u3055\u308C\u3066\u3044\u306A\u3044\u3002",
  synced: "Synced \u3060\u3051\u3067\u306F `replicas` \u304C\u53CD\u6620\u3055\u308C\u305F\u3068\u306F\u8A00\u3048\u306A\u3044\u3002",
  shown: (health, sync) => `\`argocd\`\uFF1A\`Sync Revision\` \u304C\u3053\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u30B3\u30DF\u30C3\u30C8\u3001\`Phase\` \u304C \`Succeeded\`\u3001\u72B6\u614B\u304C ${health} \u3067\u3042\u308B\u3053\u3068\u3002${sync}`,
  syncPin: "\u81EA\u52D5\u540C\u671F\u3067\u3082\u3001\u3053\u306E\u540C\u671F\u306F\u5FC5\u8981\u3002Pod \u304C\u3059\u3067\u306B N \u500B\u52D5\u3044\u3066\u3044\u308B\u3068 Argo CD \u306F\u5DEE\u5206\u306A\u3057\u3068\u307F\u306A\u3057\u3066\u540C\u671F\u305B\u305A\u3001`status` \u306E\u7D42\u4E86\u30B3\u30FC\u30C9\u304C 0 \u306B\u306A\u3089\u306A\u3044\u3002",
  degraded: "Application \u304C\u4E00\u6642\u7684\u306B `Degraded` \u306B\u306A\u308B\u3053\u3068\u304C\u3042\u308B\u3002Rollout \u304C\u78BA\u8A8D\u3055\u308C\u308B\u3088\u308A\u5148\u306B\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u9069\u7528\u3055\u308C\u308B\u305F\u3081\u3002",
  beforeRelease: "Application \u304C Rollout \u306E\u6570\u306B\u89E6\u308C\u306A\u3044\u3088\u3046\u306B\u3057\u307E\u3059\u3002[Argo CD \u3068 `replicas`](#argo-cd-\u3068-replicas) \u3092\u53C2\u7167\u3057\u3066\u304F\u3060\u3055\u3044\u3002\u3053\u308C\u304C\u306A\u3044\u3068\u3001\u6B21\u306E\u540C\u671F\u3067\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u6570\u304C N \u306B\u4E0A\u66F8\u304D\u3055\u308C\u307E\u3059\u3002",
  title: "Argo CD \u3068 `replicas`",
  serverSide: "Argo CD \u306F `--force-conflicts` \u4ED8\u304D\u306E\u30B5\u30FC\u30D0\u30FC\u30B5\u30A4\u30C9\u9069\u7528\u3092\u4F7F\u3044\u307E\u3059\u3002\u540C\u671F\u306E\u305F\u3073\u306B\u3001\u8AB0\u304C\u66F8\u3044\u305F\u6570\u3067\u3042\u3063\u3066\u3082 Git \u306E `replicas` \u306B\u306A\u308A\u307E\u3059\u3002",
  writes: "\u540C\u671F\u306E\u305F\u3073\u306B\u3001Git \u306E `replicas` \u304C\u66F8\u304D\u8FBC\u307E\u308C\u307E\u3059\u3002",
  without: "rolloutify \u3092\u901A\u3055\u305A\u306B\u5143\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3092\u540C\u671F\u3059\u308B\u3068\u3001`Prune=false` \u306B\u3088\u308A Rollout \u3068\u305D\u306E Pod \u306F\u6B8B\u308A\u3001Deployment \u306F\u5143\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306E\u6570\u306B\u623B\u308B\u3002Pod \u306F\u6700\u5927\u3067 2 \u500D\u306B\u306A\u308B\u304C\u3001\u6E1B\u308B\u3053\u3068\u306F\u306A\u3044\u3002\u5143\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306B `replicas` \u304C\u306A\u3044\u5834\u5408\u3001\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u6C17\u4ED8\u304F\u307E\u3067 Deployment \u306E Pod \u306F 1 \u500B\u306B\u306A\u308B\u3002\u305D\u3061\u3089\u306B\u3082 N \u3092\u66F8\u3044\u3066\u304A\u304F\u3053\u3068\u3002\u30B9\u30C6\u30FC\u30B8\u3092\u518D\u9069\u7528\u3059\u308B\u307E\u3067 Application \u306F OutOfSync \u306E\u307E\u307E\u3002",
  deleted: "Application \u3092\u524A\u9664\u3059\u308B\u3068\u3001Rollout \u3068\u305D\u306E Pod \u3082\u3059\u3079\u3066\u524A\u9664\u3055\u308C\u308B\u3002`applier: argocd` \u3092\u660E\u8A18\u3057\u3066\u3044\u306A\u3044\u5834\u5408\u3001Rollout \u306B\u306F `helm.sh/resource-policy: keep` \u3082\u4ED8\u3044\u3066\u304A\u308A\u3001Argo CD \u306F\u3053\u308C\u3092 `Delete=false` \u3068\u307F\u306A\u3059\u306E\u3067\u3001Pod \u306F\u6B8B\u308B\u3002",
  hold: "\u6700\u5F8C\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u5F8C\u306F\u3001Git \u3067\u306F\u306A\u304F\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u6570\u3092\u6C7A\u3081\u307E\u3059\u3002`retarget-autoscaler` \u304C\u843D\u3061\u7740\u3044\u3066\u304B\u3089 `release-autoscaler` \u307E\u3067\u306E\u9593\u306B\u3001\u6B21\u306E\u8A2D\u5B9A\u3092 Application \u306B\u8FFD\u52A0\u3057\u307E\u3059\u3002",
  written: "`rolloutify argocd ignore --write FILE`\uFF08FILE \u306F Application \u306E\u30D5\u30A1\u30A4\u30EB\uFF09\u3067\u66F8\u304D\u8FBC\u3081\u307E\u3059\u3002Application \u306E\u30D5\u30A1\u30A4\u30EB\u3092\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3068\u4E00\u7DD2\u306B\u6E21\u3059\u3068\u3001`migrate next` \u304C `retarget-autoscaler` \u3067\u66F8\u304D\u8FBC\u307F\u307E\u3059\u3002",
  live: "`release-autoscaler` \u3092\u30B3\u30DF\u30C3\u30C8\u3059\u308B\u524D\u306B\u53CD\u6620\u3055\u308C\u3066\u3044\u308B\u3053\u3068\u3002\u6B21\u306E\u30B3\u30DE\u30F3\u30C9\u3067 Rollout \u3068\u30AA\u30D7\u30B7\u30E7\u30F3\u304C\u8868\u793A\u3055\u308C\u307E\u3059\u3002",
  respect: "`ignoreDifferences` \u3060\u3051\u3067\u306F\u5DEE\u5206\u304C\u96A0\u308C\u308B\u3060\u3051\u3002`RespectIgnoreDifferences=true` \u304C\u3042\u3063\u3066\u521D\u3081\u3066\u3001\u540C\u671F\u304C\u3053\u306E\u30D5\u30A3\u30FC\u30EB\u30C9\u306B\u89E6\u308C\u306A\u304F\u306A\u308B\u3002",
  notEarlier: "\u3053\u308C\u3088\u308A\u524D\u306B\u8A2D\u5B9A\u3057\u306A\u3044\u3002\u6700\u5F8C\u306E shrink \u3088\u308A\u524D\u3060\u3068\u3001Rollout \u306E\u3069\u306E\u30B9\u30C6\u30FC\u30B8\u3082\u30A8\u30E9\u30FC\u306B\u306A\u3089\u306A\u3044\u307E\u307E\u4F55\u3082\u8D77\u304D\u306A\u3044\u3002",
  anyName: "name: Application \u5185\u306B Git \u306E\u6570\u3092\u4F7F\u3046 Rollout \u3082\u3042\u308B\u5834\u5408\u306F\u3001Rollout \u3054\u3068\u306B\u6307\u5B9A"
};
var hold2 = {
  nothing: "\u8A2D\u5B9A\u3059\u308B\u3082\u306E\u306F\u3042\u308A\u307E\u305B\u3093\u3002\u4ECA\u5F8C\u3082 Git \u304C\u6570\u3092\u6C7A\u3081\u307E\u3059\u3002",
  replicasIgnored: "\u7D9A\u3044\u3066\u3001`rolloutify.yaml` \u306E\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u306B `replicasIgnored: true` \u3068\u66F8\u304F\u3002\u3053\u306E\u30D5\u30A1\u30A4\u30EB\u304C\u306A\u3051\u308C\u3070 `--replicas-ignored` \u3092\u4ED8\u3051\u308B\u3002\u3053\u308C\u304C\u306A\u3044\u3068 `release-autoscaler` \u306F\u62D2\u5426\u3055\u308C\u308B\u3002\u8A08\u753B\u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u3092\u4F7F\u3046\u5834\u5408\u306F\u3069\u3061\u3089\u3082\u8981\u3089\u306A\u3044\u3002",
  ends: "\u623B\u308B\u3068\u304D\u306F\u3001\u56FA\u5B9A\u306E\u30B9\u30C6\u30FC\u30B8\uFF08`retarget-autoscaler`\uFF09\u3067 Rollout \u304C N \u306B\u306A\u3063\u305F\u3089\u5916\u3059\u3002"
};
var kubectl2 = {
  beforeRelease: "`kubectl apply` \u3067\u306F\u9069\u7528\u3067\u304D\u307E\u305B\u3093\u3002[kubectl \u3068 `replicas`](#kubectl-\u3068-replicas) \u3092\u53C2\u7167\u3057\u3066\u304F\u3060\u3055\u3044\u3002\u56FA\u5B9A\u306E\u30B9\u30C6\u30FC\u30B8\u306B\u3068\u3069\u307E\u308B\u304B\u3001\u3053\u306E\u30D5\u30A3\u30FC\u30EB\u30C9\u3092\u9664\u5916\u3067\u304D\u308B\u65B9\u6CD5\u3067\u9069\u7528\u3057\u307E\u3059\u3002`applier: kubectl` \u3067\u306F rolloutify \u304C\u62D2\u5426\u3057\u307E\u3059\u3002",
  title: "kubectl \u3068 `replicas`",
  writes: "`kubectl apply` \u306E\u305F\u3073\u306B\u3001\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306E `replicas` \u304C\u66F8\u304D\u8FBC\u307E\u308C\u308B\u3002",
  deletes: "\u524A\u9664\u306F\u3057\u306A\u3044\u3002\u623B\u308B\u3068\u304D\u306E Rollout \u306F\u3001Pod \u304C 0 \u306B\u306A\u3063\u3066\u304B\u3089\u624B\u3067\u524A\u9664\u3059\u308B\u307E\u3067\u6B8B\u308B\u3002",
  folder: "1 \u3064\u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3092\u3059\u3079\u3066\u9069\u7528\u3059\u308B\u30022 \u3064\u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u3092\u540C\u6642\u306B\u9069\u7528\u3057\u306A\u3044\u3002`patch.json` \u306F\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3067\u306F\u306A\u3044\u3002",
  release: "\u30D5\u30A3\u30FC\u30EB\u30C9\u3092\u9664\u5916\u3067\u304D\u306A\u3044\u306E\u3067\u3001`release-autoscaler` \u306F\u4F7F\u3048\u306A\u3044\u3002apply \u306E\u305F\u3073\u306B\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u6570\u304C N \u306B\u4E0A\u66F8\u304D\u3055\u308C\u308B\u3002"
};
var helm2 = {
  release: "\u4EE5\u4E0B\u306E\u30B3\u30DE\u30F3\u30C9\u3067\u4F7F\u3046\u30EA\u30EA\u30FC\u30B9\u3067\u3059\u3002\u8907\u6570\u3042\u308B\u5834\u5408\u306F\u3001\u305D\u308C\u305E\u308C\u3067\u5B9F\u884C\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
  itsName: "`helm list` \u306B\u8868\u793A\u3055\u308C\u308B\u540D\u524D",
  beforeRelease3: "\u8A2D\u5B9A\u306F\u4E0D\u8981\u3067\u3059\u3002Helm 3 \u306F Rollout \u306E\u73FE\u5728\u306E\u6570\u306B\u89E6\u308C\u307E\u305B\u3093\u3002",
  beforeRelease4: "\u56FA\u5B9A\u4EE5\u964D\u3068\u540C\u3058\u304F\u3001upgrade \u306B\u306F\u6BCE\u56DE `--server-side=false` \u3092\u4ED8\u3051\u3001`rolloutify.yaml` \u306B `replicasIgnored: true` \u3068\u66F8\u304D\u307E\u3059\u3002[Helm 4 \u3068 `replicas`](#helm-4-\u3068-replicas) \u3092\u53C2\u7167\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
  title3: "Helm 3 \u3068 `replicas`",
  live3: "Helm 3 \u304C Rollout \u306B\u66F8\u304D\u8FBC\u3080\u306E\u306F\u3001\u524D\u56DE\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u304B\u3089\u5909\u308F\u3063\u305F\u90E8\u5206\u3060\u3051\u3002\u307B\u304B\u304B\u3089\u66F8\u304D\u8FBC\u307E\u308C\u305F\u73FE\u5728\u306E\u6570\u306F\u6B8B\u308B\u3002",
  repair3: "\u305D\u306E\u305F\u3081\u3001\u624B\u3067\u5909\u3048\u305F\u6570\u306F\u540C\u3058\u30EA\u30EA\u30FC\u30B9\u3092\u518D\u5B9F\u884C\u3057\u3066\u3082\u76F4\u3089\u306A\u3044\u3002`kubectl scale rollout/NAME --replicas=\u2026` \u3067\u30B9\u30C6\u30FC\u30B8\u306E\u6570\u306B\u76F4\u3059\u3002",
  deployment3: "Deployment \u306B\u306F\u3001\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306E\u5185\u5BB9\u3092\u66F8\u304D\u8FBC\u3080\u3002",
  wait3: "`--wait` \u306F Rollout \u3092\u5F85\u305F\u306A\u3044\u3002\u4E0A\u306E\u30B3\u30DE\u30F3\u30C9\u3067\u5F85\u3064\u3002",
  title4: "Helm 4 \u3068 `replicas`",
  wait4: '`--wait` \u3092\u4ED8\u3051\u306A\u3044\u3002Rollout \u304C\u3042\u308B\u3068\u30BF\u30A4\u30E0\u30A2\u30A6\u30C8\u3067\u5FC5\u305A\u5931\u6557\u3059\u308B\uFF08"not ready. status: Unknown"\uFF09\u3002\u4E0A\u306E\u30B3\u30DE\u30F3\u30C9\u3067\u5F85\u3064\u3002',
  clientSide4: "`pin-replicas` \u4EE5\u964D\u306F\u3059\u3079\u3066\u306E upgrade \u306B `--server-side=false` \u3092\u4ED8\u3051\u3001`retarget-autoscaler` \u4EE5\u964D\u306F `rolloutify.yaml` \u306B `replicasIgnored: true` \u3068\u66F8\u304F\u3002Helm 4 \u306E\u65E2\u5B9A\u306F\u30B5\u30FC\u30D0\u30FC\u30B5\u30A4\u30C9\u9069\u7528\u3067\u3001Helm \u304C\u66F8\u3044\u305F\u6570\u3092\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u5909\u3048\u308B\u3068\uFF08\u56FA\u5B9A\u304B\u3089\u505C\u6B62\u307E\u3067\u306E\u9593\u3001\u307E\u305F\u306F\u6700\u5F8C\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u5F8C\uFF09\u3001upgrade \u306E\u305F\u3073\u306B `.spec.replicas` \u306E\u7AF6\u5408\u3067\u5931\u6557\u3059\u308B\u3002",
  force4: ({ isScaled }) => `\`--force-conflicts\` \u306F\u4F7F\u308F\u306A\u3044\u3002${isScaled ? "\u6DF7\u96D1\u306E\u30D4\u30FC\u30AF\u3067\u3082\u5373\u5EA7\u306B N \u306B\u623B\u3055\u308C\u308B\u3002" : ""}`,
  live4: "`--server-side=false` \u306A\u3089\u3001\u524D\u56DE\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u304B\u3089\u5909\u308F\u3063\u305F\u90E8\u5206\u3060\u3051\u304C\u66F8\u304D\u8FBC\u307E\u308C\u308B\u3002\u307B\u304B\u304B\u3089\u66F8\u304D\u8FBC\u307E\u308C\u305F\u73FE\u5728\u306E\u6570\u306F\u6B8B\u308B\u3002",
  failureTitle: "Helm \u306E\u30EA\u30EA\u30FC\u30B9\u304C\u5931\u6557\u3057\u305F\u3068\u304D",
  failure: "\u30C7\u30D7\u30ED\u30A4\u6E08\u307F\u3068\u3057\u3066\u8A18\u9332\u3055\u308C\u3066\u3044\u308B\u306E\u306F 1 \u3064\u524D\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3067\u3001\u5B9F\u969B\u306E\u30AA\u30D6\u30B8\u30A7\u30AF\u30C8\u306F\u3069\u3061\u3089\u306E\u72B6\u614B\u3082\u3042\u308A\u3048\u307E\u3059\u3002\u63A8\u6E2C\u3067\u9032\u3081\u305F\u308A\u623B\u3057\u305F\u308A\u3057\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002\u65B0\u3057\u3044\u30B9\u30CA\u30C3\u30D7\u30B7\u30E7\u30C3\u30C8\u3067\u30B9\u30C6\u30FC\u30B8\u306E\u5224\u5B9A\u3092\u884C\u3044\u3001\u540C\u3058\u30B9\u30C6\u30FC\u30B8\u3092\u3082\u3046\u4E00\u5EA6\u9069\u7528\u3057\u307E\u3059\u3002`--unverified` \u306F\u3053\u306E\u305F\u3081\u306E\u3082\u306E\u3067\u306F\u3042\u308A\u307E\u305B\u3093\u3002",
  without: "rolloutify \u3092\u901A\u3055\u306A\u3044\u30EA\u30EA\u30FC\u30B9\uFF08`--post-renderer` \u306E\u4ED8\u3051\u5FD8\u308C\u3001`rolloutify.yaml` \u306E\u7D1B\u5931\uFF09\u3067\u3082\u3001Rollout \u3068\u305D\u306E Pod \u306F\u6B8B\u308A\u307E\u3059\u3002"
};
var loss2 = {
  title: "\u8A2D\u5B9A\u30D5\u30A1\u30A4\u30EB\u304C\u5931\u308F\u308C\u305F\u3068\u304D",
  stays: "rolloutify \u3092\u901A\u3055\u305A\u306B\u751F\u6210\u3057\u305F\uFF08Rollout \u306E\u306A\u3044\uFF09\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3092\u540C\u671F\u3057\u3066\u3082\u3001\u6700\u521D\u306E grow \u4EE5\u964D\u306F `Prune=false` \u306B\u3088\u308A Rollout \u3068\u305D\u306E Pod \u306F\u6B8B\u308A\u307E\u3059\u3002Application \u306F OutOfSync \u306E\u307E\u307E\u306B\u306A\u308A\u307E\u3059\u3002",
  deleted: "Application \u81EA\u4F53\u3092\u524A\u9664\u3057\u305F\u5834\u5408\u3001Argo CD \u306F `helm.sh/resource-policy: keep` \u3092 `Delete=false` \u3068\u307F\u306A\u3057\u307E\u3059\u3002\u3053\u306E\u30A2\u30CE\u30C6\u30FC\u30B7\u30E7\u30F3\u306E\u3042\u308B Rollout \u306F\u3001Deployment \u3082 Service \u3082\u306A\u3044\u307E\u307E Pod \u3068\u3068\u3082\u306B\u6B8B\u308A\u307E\u3059\u3002\u74B0\u5883\u3092\u64A4\u53BB\u3059\u308B\u524D\u306B\u3001\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u306B `keep: false` \u3068\u66F8\u304F\u304B\u3001Rollout \u3092\u624B\u3067\u524A\u9664\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
  stated: "\u5143\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306B `replicas` \u304C N \u500B\u3068\u66F8\u304B\u308C\u3066\u3044\u308B Deployment \u306F\u3001\u305D\u306E\u6570\u306B\u623B\u308A\u307E\u3059\u3002Pod \u306F\u6700\u5927\u3067 2 \u500D\u306B\u306A\u308A\u307E\u3059\u304C\u3001\u6E1B\u308B\u3053\u3068\u306F\u3042\u308A\u307E\u305B\u3093\u3002",
  bare: (titles) => `${titles.join("\u3001")} \u306E\u5143\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306B\u306F \`replicas\` \u304C\u306A\u3044\u304B\u3001N \u3088\u308A\u5C0F\u3055\u3044\u5024\u304C\u66F8\u304B\u308C\u3066\u3044\u307E\u3059\u3002\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u6C17\u4ED8\u304F\u307E\u3067\u3001Deployment \u306E Pod \u306F\u305D\u306E\u6570\u304B 1 \u500B\u306B\u306A\u308A\u307E\u3059\u3002\`pin-replicas\` \u4EE5\u964D\u306F\u3001\u30C1\u30E3\u30FC\u30C8\u306E values \u306B\u3082 N \u3092\u66F8\u3044\u3066\u304A\u3044\u3066\u304F\u3060\u3055\u3044\u3002`,
  again: ({ isArgo }) => `\u6B21\u306E${isArgo ? "\u540C\u671F" : "\u30EA\u30EA\u30FC\u30B9"}\u3067\u3001rolloutify \u3092\u901A\u3057\u3066\u540C\u3058\u30B9\u30C6\u30FC\u30B8\u3092\u518D\u9069\u7528\u3057\u3066\u304F\u3060\u3055\u3044\u3002`
};

// src/migration/runbook/japanese/overall.ts
var runOf3 = ({ isArgo }) => isArgo ? "\u540C\u671F" : "\u9069\u7528";
var overall2 = {
  title: (subject) => `\u624B\u9806\u66F8\uFF1ADeployment \u304B\u3089 Rollout \u3078\u306E\u79FB\u884C\uFF08${subject}\uFF09`,
  workloads: (count2) => `${count2} \u500B\u306E\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9`,
  origin: {
    plan: "\u3053\u306E\u8A08\u753B",
    madeBy: "\u4F5C\u6210\u3057\u305F\u30C4\u30FC\u30EB",
    input: "\u5165\u529B",
    standardInput: "\u6A19\u6E96\u5165\u529B",
    hash: "\u5165\u529B\u306E sha256",
    cluster: "\u30AF\u30E9\u30B9\u30BF\u30FC\u3068\u74B0\u5883",
    person: "\u4F5C\u696D\u8005\u3068\u65E5\u6642",
    holds: "\u3053\u306E\u624B\u9806\u66F8\u306F\u3001\u4E0A\u306E\u30CF\u30C3\u30B7\u30E5\u306E\u5165\u529B\u306B\u5BFE\u3057\u3066\u306E\u307F\u6709\u52B9\u3067\u3059\u3002\u540C\u3058\u30B3\u30DE\u30F3\u30C9\u3067\u9055\u3046\u30CF\u30C3\u30B7\u30E5\u304C\u51FA\u308B\u3088\u3046\u306B\u306A\u3063\u305F\u3089\u3001\u4F5C\u308A\u76F4\u3057\u3066\u304F\u3060\u3055\u3044\u3002"
  },
  promise: {
    one: (count2, title2) => `${title2} \u306E Pod \u304C\u5E38\u306B ${count2} \u500B\uFF08N\uFF09\u4EE5\u4E0A Ready \u3067\u3042\u308B\u3053\u3068`,
    many: (count2) => `\u3069\u306E\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u3067\u3082\u5E38\u306B N \u500B\u4EE5\u4E0A\uFF08\u5408\u8A08 ${count2} \u500B\u4EE5\u4E0A\uFF09\u306E Pod \u304C Ready \u3067\u3042\u308B\u3053\u3068`,
    whole: (kept2, { isScaled }) => `Deployment \u306E\u96A3\u3067 Rollout \u3092\u5897\u3084\u3057\u3001\u5897\u3048\u305F\u5206\u3060\u3051 Deployment \u3092\u6E1B\u3089\u3057\u307E\u3059\u3002${kept2}\u3092\u3001${isScaled ? "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u505C\u6B62" : "\u6700\u521D\u306E\u30B9\u30C6\u30FC\u30B8"}\u304B\u3089\u6700\u5F8C\u306E\u30B9\u30C6\u30FC\u30B8\u307E\u3067\u4FDD\u8A3C\u3057\u307E\u3059\u3002\u305F\u3060\u3057\u3001\u6B21\u306E\u30EB\u30FC\u30EB\u3092\u5B88\u308B\u3053\u3068\u304C\u6761\u4EF6\u3067\u3059\u3002`
  },
  rules: {
    oneCommit: (scene) => `1 \u30B9\u30C6\u30FC\u30B8\u306B\u3064\u304D 1 \u30B3\u30DF\u30C3\u30C8\u3002\u9806\u756A\u3069\u304A\u308A\u306B\u9032\u3081\u308B\u30022 \u3064\u306E\u30B9\u30C6\u30FC\u30B8\u3092 1 \u56DE\u306E${runOf3(scene)}\u306B\u5165\u308C\u306A\u3044\u3002`,
    settled: "\u30B9\u30C6\u30FC\u30B8\u304C\u843D\u3061\u7740\u3044\u3066\u304B\u3089\u6B21\u3078\u9032\u3080\u3002`rolloutify migrate status --live` \u306E\u7D42\u4E86\u30B3\u30FC\u30C9\u304C 0 \u3067\u3042\u308B\u3053\u3068\u3002",
    template: "\u79FB\u884C\u4E2D\u306F Pod \u30C6\u30F3\u30D7\u30EC\u30FC\u30C8\u3092\u5909\u66F4\u3057\u306A\u3044\u3002\u30A4\u30E1\u30FC\u30B8\u306E\u66F4\u65B0\u3001\u74B0\u5883\u5909\u6570\u306E\u5909\u66F4\u3001\u518D\u8D77\u52D5\u306F\u3044\u305A\u308C\u3082\u4E0D\u53EF\u3002",
    rest: ({ isScaled, hasPin }) => `\u5F85\u6A5F\u30B3\u30DE\u30F3\u30C9\u304C\u7D42\u308F\u3089\u306A\u3044\u3068\u304D\u3001\u5224\u65AD\u306B\u8FF7\u3046\u3068\u304D\u306F\u3001\u305D\u3053\u3067\u6B62\u3081\u3066\u305D\u306E\u307E\u307E\u5F85\u3064\u3002\u3069\u306E\u30B9\u30C6\u30FC\u30B8\u3067\u3082\u6B62\u307E\u3063\u3066\u3044\u3066\u3088\u304F${isScaled && hasPin ? "\uFF08`pin-replicas` \u3060\u3051\u306F\u9577\u5C45\u3057\u306A\u3044\uFF09" : ""}\u3001\u3069\u306E\u30B9\u30C6\u30FC\u30B8\u304B\u3089\u3082\u623B\u308C\u308B\u3002`,
    delete: "Pod \u306E\u3042\u308B Rollout \u3092\u524A\u9664\u3057\u306A\u3044\u3002Deployment \u306F\u79FB\u884C\u5F8C\u3082\u524A\u9664\u3057\u306A\u3044\u3002"
  },
  before: {
    title: "\u59CB\u3081\u308B\u524D\u306B",
    folders: (out) => `${out} \u306E\u5404\u30D5\u30A9\u30EB\u30C0\u30FC\u306B\u306F\u30011 \u30B9\u30C6\u30FC\u30B8\u5206\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u304C\u3059\u3079\u3066\u5165\u3063\u3066\u3044\u307E\u3059\u3002\u30D5\u30A9\u30EB\u30C0\u30FC\u5358\u4F4D\u3067\u9032\u3081\u307E\u3059\u3002\u524D\u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3092\u6B21\u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u306E\u3082\u306E\u306B\u7F6E\u304D\u63DB\u3048\u3001\u305D\u308C\u3092 1 \u30B3\u30DF\u30C3\u30C8\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
    configuration: "\u5404\u30B9\u30C6\u30FC\u30B8\u306F\u3001\u8A2D\u5B9A\u30D5\u30A1\u30A4\u30EB\u306E `stage:` \u3068\u305D\u3053\u304B\u3089\u751F\u6210\u3055\u308C\u308B\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3092\u5909\u66F4\u3059\u308B 1 \u30B3\u30DF\u30C3\u30C8\u3067\u3059\u3002",
    namespace: "namespace \u3092\u6307\u5B9A\u3057\u3066\u3044\u306A\u3044\u30B3\u30DE\u30F3\u30C9\u306F\u3001\u73FE\u5728\u306E\u30B3\u30F3\u30C6\u30AD\u30B9\u30C8\u306E namespace \u3092\u4F7F\u3044\u307E\u3059\u3002",
    calls: "\u5404\u30B9\u30C6\u30FC\u30B8\u306E\u30B3\u30DE\u30F3\u30C9\u306F\u4E0B\u306B\u3042\u308A\u307E\u3059\u3002\u305D\u306E\u30B9\u30C6\u30FC\u30B8\u3067\u52D5\u304F\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u3060\u3051\u3092\u9032\u3081\u3001\u307B\u304B\u306F\u5F85\u305F\u305B\u307E\u3059\u3002`--write` \u306E\u4EE3\u308F\u308A\u306B `--diff` \u3092\u4ED8\u3051\u308B\u3068\u3001\u30B3\u30DF\u30C3\u30C8\u306E\u5185\u5BB9\u3092\u4E8B\u524D\u306B\u78BA\u8A8D\u3067\u304D\u307E\u3059\u3002",
    missing: "\u5224\u5B9A\u306B\u5FC5\u8981\u306A\u5024\u304C\u307E\u3060\u8A2D\u5B9A\u30D5\u30A1\u30A4\u30EB\u306B\u3042\u308A\u307E\u305B\u3093\u3002\u5148\u306B\u8FFD\u8A18\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
    missingOf: (name, line) => `${name}\uFF1A${line}`,
    inPlace: "\u624B\u5143\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3092\u76F4\u63A5\u66F8\u304D\u63DB\u3048\u3066\u540C\u3058\u3088\u3046\u306B\u9032\u3081\u308B\u3053\u3068\u3082\u3067\u304D\u307E\u3059\u3002\u5143\u306E\u5024\u306F\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306B\u8A18\u9332\u3055\u308C\u307E\u3059\u3002\u305D\u306E\u5834\u5408\u306F\u3001\u5224\u5B9A\u3082\u540C\u3058\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306B\u5BFE\u3057\u3066\u884C\u3044\u307E\u3059\u3002",
    snapshot: "`$SNAPSHOT` \u306F\u30B9\u30C6\u30FC\u30B8\u3054\u3068\u306B\u53D6\u308A\u76F4\u3059\u4E00\u6642\u30D5\u30A1\u30A4\u30EB\u3002Pod \u306E\u74B0\u5883\u5909\u6570\u3092\u542B\u3080\u306E\u3067\u3001Git \u306B\u5165\u308C\u306A\u3044\u3002",
    manualSync: '\u81EA\u52D5\u540C\u671F\u3067\u306A\u3044\u5834\u5408\u306F\u3001\u30DE\u30FC\u30B8\u5F8C\u306B\u4EBA\u304C\u540C\u671F\u3059\u308B\uFF08`argocd app sync "$APP"` \u307E\u305F\u306F\u30DC\u30BF\u30F3\uFF09\u3002\u5F85\u3063\u3066\u3044\u308B\u3060\u3051\u3067\u306F\u4F55\u3082\u8D77\u304D\u306A\u3044\u3002',
    context: "`kubectl config current-context` \u304C\u610F\u56F3\u3057\u305F\u30AF\u30E9\u30B9\u30BF\u30FC\u3092\u6307\u3057\u3066\u3044\u308B\u3053\u3068\u3092\u78BA\u8A8D\u3059\u308B\u3002"
  },
  whoElse: {
    title: "\u3053\u308C\u3089\u306E Deployment \u3092\u53C2\u7167\u3057\u3066\u3044\u308B\u3082\u306E",
    intro: "\u6B21\u306E\u3082\u306E\u306F\u81EA\u52D5\u3067\u306F\u8FFD\u5F93\u3057\u307E\u305B\u3093\u3002\u624B\u3067\u5BFE\u5FDC\u3057\u3066\u304F\u3060\u3055\u3044\uFF08\u30E1\u30C3\u30BB\u30FC\u30B8\u306F `migrate plan` \u306E\u51FA\u529B\u3068\u540C\u3058\u82F1\u8A9E\u3067\u3059\uFF09\u3002",
    finding: (code2, message, hint) => `${message}\uFF1A${findings[code2] ?? `${hint}.`}`
  },
  proof: ({ states, minServing, isChosen: isChosen2, broken, open }) => {
    const [first] = broken;
    if (first) {
      return `${first.workload} \u3067\u7D04\u675F\u304C\u7834\u308C\u307E\u3059\uFF08${first.rule}\uFF09\u3002\u7D4C\u7DEF\u306F \`rolloutify simulate\` \u3067\u78BA\u8A8D\u3067\u304D\u307E\u3059\u3002`;
    }
    const chosen = isChosen2 ? "\uFF08N \u3092\u4E0B\u56DE\u308B\u306E\u306F\u3001\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u81EA\u8EAB\u304C\u6E1B\u3089\u3057\u305F\u5834\u5408\u3060\u3051\uFF09" : "";
    const rest = open > 0 ? `${open} \u4EF6\u306E\u5909\u66F4\u306F\u6700\u5F8C\u307E\u3067\u8ABF\u3079\u3066\u3044\u307E\u305B\u3093\u3002` : "";
    return `\u9032\u3080\u3068\u304D\u3082\u623B\u308B\u3068\u304D\u3082\u3001\u3069\u306E\u9806\u5E8F\u3067\u9069\u7528\u3055\u308C\u3066\u3082\u3001\u7A3C\u50CD\u3059\u308B Pod \u306F ${minServing} \u500B\u4EE5\u4E0A\u3067\u3059${chosen}\uFF08${states.toLocaleString("en")} \u72B6\u614B\u3092\u63A2\u7D22\uFF09\u3002${rest}`;
  }
};
var findings = {
  "named-by-others": "\u30B9\u30B1\u30FC\u30EB\u3059\u308B\u3082\u306E\u306F\u6700\u5F8C\u306E\u30B9\u30C6\u30FC\u30B8\u307E\u3067\u7121\u52B9\u306B\u3057\u3066\u304A\u304D\u3001\u305D\u306E\u5F8C Rollout \u306B\u5411\u3051\u308B\u3002\u76E3\u8996\u3084\u30A2\u30E9\u30FC\u30C8\u306F\u3001\u79FB\u884C\u4E2D\u306F\u4E21\u65B9\u306E Pod \u3092\u3001\u79FB\u884C\u5F8C\u306F Rollout \u306E Pod \u3092\u5BFE\u8C61\u306B\u3059\u308B\u3002",
  "quota-below-peak": "\u6700\u521D\u306E grow \u3088\u308A\u524D\u306B\u30AF\u30A9\u30FC\u30BF\u3092\u4E0A\u3052\u308B\u3002\u30ED\u30FC\u30EA\u30F3\u30B0\u66F4\u65B0\u306B\u306F maxSurge \u306E\u5206\u3082\u8981\u308B\u3002",
  "singleton-runs-twice": "2 \u3064\u306E Pod \u304C\u540C\u6642\u306B\u52D5\u3044\u3066\u3082\u554F\u984C\u306A\u3044\u3053\u3068\u3092\u78BA\u8A8D\u3059\u308B\u3002\u554F\u984C\u304C\u3042\u308B\u5834\u5408\u306F\u3001\u505C\u6B62\u3067\u304D\u308B\u6642\u9593\u5E2F\u306B\u79FB\u884C\u3059\u308B\u3002",
  "pod-hash-missing": "Pod \u306E\u79FB\u884C\u5F8C\u306B `rollouts-pod-template-hash` \u306B\u66F8\u304D\u63DB\u3048\u308B\u3002",
  "project-forbids-rollout": "AppProject \u306E `namespaceResourceWhitelist` \u306B group `argoproj.io`\u3001kind `Rollout` \u3092\u8FFD\u52A0\u3059\u308B\u3002"
};

// src/migration/runbook/japanese/beside.ts
var meanwhile2 = {
  title: "\u79FB\u884C\u4E2D\u306B\u3057\u3066\u306F\u3044\u3051\u306A\u3044\u3053\u3068",
  template: "Pod \u30C6\u30F3\u30D7\u30EC\u30FC\u30C8\u306E\u5909\u66F4\u5168\u822C\u3002\u30A4\u30E1\u30FC\u30B8\u3001\u74B0\u5883\u5909\u6570\u3001`kubectl rollout restart deployment/\u2026` \u306A\u3069\u3002\u4E21\u65B9\u306E Pod \u304C\u540C\u6642\u306B\u5165\u308C\u66FF\u308F\u3063\u3066\u3057\u307E\u3046\u3002",
  restart: "Argo CD \u306E `restart` \u30A2\u30AF\u30B7\u30E7\u30F3\uFF08Deployment\u3001Rollout \u306E\u3069\u3061\u3089\u3082\uFF09\u3002",
  reloader: "Reloader \u306A\u3069\u3001Pod \u30C6\u30F3\u30D7\u30EC\u30FC\u30C8\u3092\u66F8\u304D\u63DB\u3048\u308B\u3082\u306E\u3002\u5BFE\u8C61\u306E\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u3067\u306F\u7121\u52B9\u306B\u3057\u3066\u304A\u304F\u3002",
  rolledBy: (title2, roller) => `${title2}\uFF1A${rollerText2(roller)}`,
  secondAutoscaler: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u8FFD\u52A0\u3002Rollout \u7528\u3092\u5148\u306B\u4F5C\u308B\u306E\u3082\u4E0D\u53EF\u3002\u540C\u3058 Pod \u3092 2 \u3064\u3067\u898B\u308B\u3068\u3001\u4E92\u3044\u306B\u6B62\u3081\u5408\u3046\u3002",
  newAutoscaler: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u65B0\u898F\u8FFD\u52A0\u3002\u30B9\u30C6\u30FC\u30B8\u306E\u5909\u66F4\u304C\u6253\u3061\u6D88\u3055\u308C\u308B\u3002",
  selectiveSync: "2 \u30B9\u30C6\u30FC\u30B8\u306B\u307E\u305F\u304C\u308B\u90E8\u5206\u540C\u671F\u3084\u3001\u8907\u6570\u30B3\u30DF\u30C3\u30C8\u3092\u307E\u3068\u3081\u305F\u540C\u671F\u3002\u843D\u3061\u7740\u304F\u307E\u3067\u6B21\u306E\u30B3\u30DF\u30C3\u30C8\u306F\u30DE\u30FC\u30B8\u3057\u306A\u3044\u3002",
  argoRollback: "2 \u30B9\u30C6\u30FC\u30B8\u4EE5\u4E0A\u3092\u307E\u305F\u3050 `argocd app rollback`\u3002",
  helmRollback: "2 \u30B9\u30C6\u30FC\u30B8\u4EE5\u4E0A\u3092\u307E\u305F\u3050 `helm rollback`\u3002",
  services: "Rollout \u3078\u306E Service \u3084\u30C8\u30E9\u30D5\u30A3\u30C3\u30AF\u30EB\u30FC\u30C6\u30A3\u30F3\u30B0\u306E\u8A2D\u5B9A\u3002\u6307\u5B9A\u3057\u305F Service \u306E\u5168\u30C8\u30E9\u30D5\u30A3\u30C3\u30AF\u304C\u3001\u5C11\u6570\u3057\u304B\u306A\u3044 Rollout \u306E Pod \u306B\u5411\u304B\u3046\u3002`steps` \u3068 analysis \u3082\u79FB\u884C\u5F8C\u307E\u3067\u5F85\u3064\u3002",
  scaleDown: "`workloadRef.scaleDown` \u306E\u4F7F\u7528\u3002Rollout \u306E Pod \u304C\u4E00\u90E8\u3001\u3042\u308B\u3044\u306F 0 \u306E\u3046\u3061\u306B Deployment \u304C 0 \u306B\u306A\u308B\u3002",
  orphan: "Rollout \u306E\u524A\u9664\u3002`--cascade=orphan` \u3092\u4ED8\u3051\u3066\u3082\u4E0D\u53EF\u3002Deployment \u304C Pod \u3092\u5F15\u304D\u53D6\u3063\u3066\u524A\u9664\u3059\u308B\u3002"
};
function rollerText2(roller) {
  if (roller.kind === "annotation") {
    return `\u30A2\u30CE\u30C6\u30FC\u30B7\u30E7\u30F3 \`${roller.key}: "${roller.value}"\` \u304C\u3042\u308B\u3002`;
  }
  return roller.kind === "config" ? `${roller.config} \u3092\u5909\u66F4\u3059\u308B\u3068 Pod \u30C6\u30F3\u30D7\u30EC\u30FC\u30C8\u3082\u5909\u308F\u308B\u3002` : `Pod \u30C6\u30F3\u30D7\u30EC\u30FC\u30C8\u306B \`${roller.key}\` \u304C\u3042\u308B\u3002\u30CF\u30C3\u30B7\u30E5\u306E\u5BFE\u8C61\u3092\u5909\u66F4\u3059\u308B\u3068 Pod \u30C6\u30F3\u30D7\u30EC\u30FC\u30C8\u3082\u5909\u308F\u308B\u3002`;
}
var imageChange2 = {
  title: "\u79FB\u884C\u306E\u9014\u4E2D\u3067\u30A4\u30E1\u30FC\u30B8\u3092\u5909\u66F4\u3057\u306A\u3051\u308C\u3070\u306A\u3089\u306A\u3044\u3068\u304D",
  intro: "\u6700\u5584\u306F\u3001\u5148\u306B\u6700\u5F8C\u306E shrink \u307E\u3067\u9032\u3081\u308B\uFF08Rollout \u3060\u3051\u304C\u5165\u308C\u66FF\u308F\u308B\uFF09\u304B\u3001Deployment \u3060\u3051\u304C Pod \u3092\u6301\u3064\u3068\u3053\u308D\u307E\u3067\u623B\u308B\u3053\u3068\u3067\u3059\u3002\u5F85\u3066\u306A\u3044\u5834\u5408\u306F\u3001\u843D\u3061\u7740\u3044\u305F\u30B9\u30C6\u30FC\u30B8\u3067\u3001\u72EC\u7ACB\u3057\u305F\u30B3\u30DF\u30C3\u30C8\u3068\u3057\u3066\u884C\u3044\u307E\u3059\u3002",
  alone: "\u540C\u3058\u30B3\u30DF\u30C3\u30C8\u306B\u30B9\u30C6\u30FC\u30B8\u306E\u5909\u66F4\u3084 `steps` \u3092\u5165\u308C\u306A\u3044\u3002`steps` \u304C\u3042\u308B\u3068\u3001Rollout \u304C\u6B62\u307E\u3063\u3066\u3044\u308B\u9593\u306B Deployment \u3060\u3051\u304C\u7121\u9632\u5099\u306B\u5165\u308C\u66FF\u308F\u308A\u3001\u305D\u306E\u5F8C\u306E grow \u3067\u53E4\u3044\u30A4\u30E1\u30FC\u30B8\u306E Pod \u304C\u5897\u3048\u308B\u3002",
  both: "\u4E21\u65B9\u306E Pod \u304C\u3001\u305D\u308C\u305E\u308C\u306E maxSurge \u306E\u7BC4\u56F2\u3067\u540C\u6642\u306B\u5165\u308C\u66FF\u308F\u308B\u3002\u305D\u306E\u5206\u304C\u30D4\u30FC\u30AF\u306B\u4E0A\u4E57\u305B\u3055\u308C\u308B\u3002\u30AB\u30CA\u30EA\u30A2\u306B\u3088\u308B\u4FDD\u8B77\u306F\u306A\u3044\u3002",
  paused: "Deployment \u3092 `paused: true` \u306B\u3057\u3066\u3082\u6B62\u3081\u3089\u308C\u306A\u3044\u3002Rollout \u306F\u65B0\u3057\u3044\u30A4\u30E1\u30FC\u30B8\u3092\u53D6\u308A\u8FBC\u3080\u3002",
  check: "\u3053\u306E\u30B3\u30DF\u30C3\u30C8\u306B\u5BFE\u3057\u3066 check \u306F `template-changed` \u3092\u5831\u544A\u3057\u307E\u3059\u3002\u6B63\u3057\u3044\u6307\u6458\u3067\u3059\u3002\u4ECA\u56DE\u3060\u3051\u3001\u6B21\u306E\u3088\u3046\u306B\u5B9F\u884C\u3057\u307E\u3059\u3002",
  rolled: "\u4E21\u65B9\u306E\u5165\u308C\u66FF\u3048\u304C\u7D42\u308F\u3063\u3066\u304B\u3089\u3001\u65B0\u3057\u3044\u30B9\u30CA\u30C3\u30D7\u30B7\u30E7\u30C3\u30C8\u3092\u53D6\u3063\u3066\u7D9A\u3051\u307E\u3059\u3002",
  undo: "2 \u3064\u76EE\u306E\u30B3\u30DE\u30F3\u30C9\u304C\u540C\u3058\u6570\u3092 3 \u56DE\u8868\u793A\u3059\u308B\u3053\u3068\uFF080 \u306E\u3068\u304D\u306F `0//`\uFF09\u3002\u53D6\u308A\u6D88\u3059\u3068\u304D\u306F\u3001\u3053\u306E\u30B3\u30DF\u30C3\u30C8\u3092 revert \u3057\u307E\u3059\u3002"
};
var whilePaused2 = {
  title: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u505C\u6B62\u4E2D",
  window: (replicas) => `\`pause-autoscaler\` \u304B\u3089 \`release-autoscaler\` \u307E\u3067\u306F\u30B9\u30B1\u30FC\u30EB\u3057\u306A\u3044\u3002\u8CA0\u8377\u306E\u4F4E\u3044\u6642\u9593\u5E2F\u3092\u9078\u3073\u3001N${replicas === void 0 ? " " : `\uFF08${replicas}\uFF09`}\u306F\u6DF7\u96D1\u6642\u306E Pod \u6570\u306B\u4F59\u88D5\u3092\u8DB3\u3057\u305F\u5024\u306B\u3057\u3066\u304A\u304F\u3002`,
  pin: ({ isArgo }) => `\`pin-replicas\` \u306B\u306F\u9577\u5C45\u3057\u306A\u3044\u3002\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306F\u52D5\u3044\u3066\u3044\u308B\u304C\u3001\u540C\u671F\u3084\u30EA\u30EA\u30FC\u30B9\u306E\u305F\u3073\u306B Pod \u6570\u304C N \u306B\u4E0A\u66F8\u304D\u3055\u308C\u308B\u3002N \u3088\u308A\u591A\u3044\u3068\u304D\u3082\u540C\u3058${isArgo ? "\uFF08`selfHeal` \u304C\u6709\u52B9\u306A\u3089\u6570\u79D2\u3054\u3068\uFF09" : ""}\u3002\u65E9\u3081\u306B\u505C\u6B62\u3078\u9032\u3080\u3002`,
  load: (folder, most4, awake) => `\u8CA0\u8377\u304C N \u500B\u306E Pod \u3067\u306F\u8DB3\u308A\u306A\u3044\u3068\u304D\uFF1A[\u7DCA\u6025\u6642\u306E\u5BFE\u5FDC](#\u7DCA\u6025\u6642\u306E\u5BFE\u5FDC)\u3092\u53C2\u7167\u3002Pod \u304C\u6700\u3082\u591A\u3044\u306E\u306F ${folder}\uFF08${most4}\uFF09\u3002${awake} \u307E\u3067\u623B\u308C\u3070\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u52D5\u304F\u3002`,
  byHand: "\u624B\u52D5\u3067\u30B9\u30B1\u30FC\u30EB\u3057\u306A\u3044\u3002\u843D\u3061\u7740\u3044\u305F\u3068\u5224\u5B9A\u3055\u308C\u306A\u304F\u306A\u308B\u3002",
  keda: "KEDA \u306E HPA \u306F\u3053\u306E\u9593\u306A\u304F\u306A\u308B\u3002HPA \u306E\u6B20\u843D\u3084 ScaledObject \u306E\u505C\u6B62\u306B\u95A2\u3059\u308B\u30A2\u30E9\u30FC\u30C8\u306F\u60F3\u5B9A\u3069\u304A\u308A\u3002",
  values: "\u30C1\u30E3\u30FC\u30C8\u306E values \u306B `replicas` \u304C\u3042\u308B\u5834\u5408\u306F\u3001`pin-replicas` \u306E\u30B3\u30DF\u30C3\u30C8\u3067\u305D\u3053\u3082 N \u306B\u3059\u308B\u3002rolloutify \u3092\u901A\u3055\u306A\u3044\u30EA\u30EA\u30FC\u30B9\u3067\u3082 N \u500B\u304C\u7DAD\u6301\u3055\u308C\u308B\u3002"
};
var wayBack2 = {
  title: "\u623B\u308A\u65B9",
  byCall: "\u73FE\u5728\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u7BC0\u306E\u6700\u5F8C\u306B\u3042\u308B\u30B3\u30DE\u30F3\u30C9\u3067\u623B\u308A\u307E\u3059\u3002",
  byFolder: "\u5404\u30B9\u30C6\u30FC\u30B8\u306B\u66F8\u3044\u3066\u3042\u308B\u3068\u304A\u308A\u30011 \u3064\u524D\u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u3092\u9069\u7528\u3057\u307E\u3059\u3002",
  upwards: "\u540C\u3058\u30B9\u30C6\u30FC\u30B8\u3092\u9006\u9806\u306B\u30011 \u30B3\u30DF\u30C3\u30C8\u305A\u3064\u623B\u308B\u3002\u623B\u3063\u305F\u5148\u3067\u3082\u3001\u305D\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u7BC0\u306B\u3042\u308B\u78BA\u8A8D\u3092\u3059\u3079\u3066\u6E80\u305F\u3059\u3053\u3068\u3002",
  order: (scene) => `\u5148\u306B Deployment \u3092\u5897\u3084\u3057\u3001\u305D\u306E\u5F8C Rollout \u3092\u6E1B\u3089\u3059\u3002\u4E21\u65B9\u3092 1 \u56DE\u306E${runOf3(scene)}\u306B\u5165\u308C\u306A\u3044\u3002`,
  snapshot: "Pod \u6570\u3092\u6E1B\u3089\u3059\u30B3\u30DF\u30C3\u30C8\u306E\u524D\u306B\u306F\u3001\u6BCE\u56DE\u73FE\u5728\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u30B9\u30CA\u30C3\u30D7\u30B7\u30E7\u30C3\u30C8\u3092\u53D6\u308A\u76F4\u3059\u3002",
  wakes: (awake) => `\u56FA\u5B9A\u3092\u5916\u3059\u524D\u306B\u3001\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u3092\u52D5\u304B\u3059\uFF08${awake} \u307E\u3067\u623B\u308B\uFF09\u3002`,
  line: "\u79FB\u884C\u524D\u306B\u306A\u304B\u3063\u305F Deployment \u306E `replicas` \u884C\u306F\u6B8B\u3057\u3066\u304A\u304F\u3002\u884C\u3092\u6D88\u3059\u3068 API \u304C 1 \u3092\u66F8\u304D\u8FBC\u307F\u3001\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u6C17\u4ED8\u304F\u307E\u3067 Pod \u304C 1 \u500B\u306B\u306A\u308B\u3002",
  last: "Rollout \u306E\u524A\u9664\u306F\u6700\u5F8C\u3001Pod \u304C 0 \u306B\u306A\u3063\u3066\u304B\u3089\u3002"
};
var afterwards2 = {
  title: "\u79FB\u884C\u5F8C",
  deployment: "Deployment \u306F 0 \u306E\u307E\u307E\u6B8B\u3059\u3002Rollout \u306F Pod \u30C6\u30F3\u30D7\u30EC\u30FC\u30C8\u3092 Deployment \u304B\u3089\u53D6\u5F97\u3057\u3066\u3044\u308B\u3002\u524A\u9664\u3059\u308B\u3068 Rollout \u306F\u6B21\u306E\u5909\u66F4\u3067\u6B62\u307E\u308A\u3001\u4F5C\u308A\u76F4\u3059\u3068 Rollout \u306E Pod \u3092\u5F15\u304D\u53D6\u3063\u3066\u524A\u9664\u3059\u308B\u3053\u3068\u304C\u3042\u308B\u3002",
  selector: "Rollout \u306E `spec.selector` \u3068 `replicas` \u306E\u884C\u306F\u6B8B\u3059\u3002",
  status: (rollout3) => `\`kubectl rollout status deployment/\u2026\` \u306F\u4F55\u306E\u78BA\u8A8D\u306B\u3082\u306A\u3089\u306A\u3044\uFF080 \u306A\u3089\u5E38\u306B\u5B8C\u4E86\u3068\u8868\u793A\u3055\u308C\u308B\uFF09\u3002\u30D1\u30A4\u30D7\u30E9\u30A4\u30F3\u3067\u306F \`kubectl argo rollouts status ${rollout3}\` \u3092\u4F7F\u3046\u304B\u3001Rollout \u306E\u5229\u7528\u53EF\u80FD\u306A Pod \u6570\u3092\u5F85\u3064\u3002`,
  phase: "`.status.phase` \u3084 `Available` \u6761\u4EF6\u3060\u3051\u3067\u5224\u5B9A\u3057\u306A\u3044\u3002\u3069\u3061\u3089\u3082\u4E00\u6642\u7684\u306B\u53E4\u3044\u3053\u3068\u304C\u3042\u308B\u3002",
  helm4: "upgrade \u306B\u306F\u5F15\u304D\u7D9A\u304D `--wait` \u3092\u4ED8\u3051\u306A\u3044\u3002",
  next: "Service\uFF08`stableService`\u3001`canaryService`\uFF09\u3001\u30C8\u30E9\u30D5\u30A3\u30C3\u30AF\u30EB\u30FC\u30C6\u30A3\u30F3\u30B0\u3001`steps`\u3001analysis \u306F\u3001\u3053\u306E\u9806\u306B 1 \u3064\u305A\u3064\u5225\u306E\u30B3\u30DF\u30C3\u30C8\u3067\u5C0E\u5165\u3059\u308B\u3002\u65B0\u3057\u3044\u30A4\u30E1\u30FC\u30B8\u3068\u306F\u5206\u3051\u3001Rollout \u304C Healthy \u3067\u52D5\u304D\u306E\u306A\u3044\u3068\u304D\u306B\u884C\u3046\u3002",
  restart: "`kubectl rollout restart deployment/\u2026` \u306F\u30AB\u30CA\u30EA\u30A2\u3092\u6700\u521D\u304B\u3089\u59CB\u3081\u308B\u3002\u5358\u306A\u308B\u518D\u8D77\u52D5\u306F `kubectl argo rollouts restart` \u3067\u884C\u3046\u3002",
  delete: "Rollout \u306F\u524A\u9664\u3057\u306A\u3044\u3002`--cascade=orphan` \u3092\u4ED8\u3051\u3066\u3082\u4E0D\u53EF\u3002\u3084\u3081\u308B\u3068\u304D\u306F\u3001\u5FC5\u305A\u4E0A\u306E\u624B\u9806\u3067\u623B\u308B\u3002"
};

// src/migration/runbook/japanese/checks.ts
var checks2 = {
  stagePods: "`stage_pods` \u306F\u3001\u5F85\u3063\u3066\u3044\u308B\u5BFE\u8C61\u3092\u8868\u793A\u3059\u308B\u3002",
  scaled: (title2, kind2, range) => `${title2}\uFF1A\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u52D5\u3044\u3066\u3044\u308B\u306E\u3067\u3001${kind2} \u306E\u6570\u306F${range}\u3067\u5909\u308F\u308A\u3046\u308B\u30022 \u3064\u306E\u5217\u304C\u540C\u3058\u6570\u3067\u3042\u308C\u3070\u3088\u3044\u3002`,
  upTo: (min, replicas) => ` ${min}\u2013${replicas} \u306E\u7BC4\u56F2`,
  within: (bounds) => ` ${bounds} \u306E\u7BC4\u56F2`,
  above: (replicas) => `${replicas} \u3092\u8D85\u3048\u3066\u3044\u308B\u9593\u306F\u5F85\u3064\u3002\u6B21\u306E\u30B9\u30C6\u30FC\u30B8\u3067 ${replicas} \u306B\u6E1B\u3089\u3055\u308C\u308B\u3002`,
  hpaPaused: "UP \u3068 DOWN \u304C `Disabled`\u3001MIN \u304C `1`\uFF08\u5143\u304C 0 \u306A\u3089 `0`\uFF09",
  hpaAwake: "UP \u3068 DOWN \u304C `Disabled` \u3067\u306A\u3044",
  kedaPaused: "PAUSED \u304C `true` \u3067\u3001KEDA \u306E HPA \u304C\u306A\u3044",
  kedaAwake: "PAUSED \u304C `<none>`",
  retargeted: (awake) => `TARGET \u304C \`Rollout\`\u3001MIN \u3068 MAX \u304C\u3069\u3061\u3089\u3082 N\u3001${awake}`,
  released: (awake) => `TARGET \u304C \`Rollout\`\u3001MIN \u3068 MAX \u304C\u79FB\u884C\u524D\u3068\u540C\u3058\u3001${awake}`,
  ofEach: (kinds5, shown) => `\u5404\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u306E \`${kinds5}\`\uFF1A${shown}\u3002`,
  policies: "HPA \u306E\u4E0A\u4E0B\u9650\u306E\u5F8C\u306B `Max` \u3084 `Min` \u304C\u7D9A\u304F\u3053\u3068\u306F\u3042\u308B\u304C\u3001`Disabled` \u3067\u3042\u3063\u3066\u306F\u306A\u3089\u306A\u3044\uFF08\u30B9\u30B1\u30FC\u30EB\u3057\u306A\u3044\uFF09\u3002",
  kedaHpa: (hpa) => `KEDA \u306E HPA \u306F \`${hpa}\`\uFF08ScaledObject \u3067\u5225\u540D\u3092\u6307\u5B9A\u3057\u3066\u3044\u308B\u5834\u5408\u3092\u9664\u304F\uFF09\u3002`,
  kedaBlank: (note) => `${note}\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3067\u7701\u7565\u3057\u305F\u4E0A\u4E0B\u9650\u306F\u7A7A\u6B04\u306B\u306A\u308B\u3002`
};

// src/migration/runbook/japanese/emergencies.ts
var emergencies2 = {
  title: "\u7DCA\u6025\u6642\u306E\u5BFE\u5FDC",
  more: {
    title: (replicas) => `N${replicas === void 0 ? " " : `\uFF08${replicas}\uFF09`}\u3067\u306F\u8CA0\u8377\u306B\u8010\u3048\u3089\u308C\u306A\u3044`,
    intro: ({ isScaled }) => `${isScaled ? "`pin-replicas` \u304B\u3089 `release-autoscaler`" : "\u6700\u521D\u306E grow \u304B\u3089\u6700\u5F8C\u306E shrink"} \u307E\u3067\u306E\u3069\u306E\u30B9\u30C6\u30FC\u30B8\u3067\u3082\u30011 \u30B3\u30DF\u30C3\u30C8\u3067\u5BFE\u5FDC\u3067\u304D\u307E\u3059\u3002Pod \u3092\u5897\u3084\u3059\u3060\u3051\u3067\u6E1B\u3089\u3055\u305A\u3001\u4F55\u3082\u5F85\u3061\u307E\u305B\u3093\u3002`,
    maximum: "N \u306F\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u6700\u5927\u5024\u4EE5\u5185\u306B\u3057\u307E\u3059\u3002\u8DB3\u308A\u306A\u3051\u308C\u3070\u3001\u5148\u306B\u5225\u306E\u30B3\u30DF\u30C3\u30C8\u3067\u6700\u5927\u5024\u3092\u4E0A\u3052\u307E\u3059\u3002",
    values: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u306A\u3044\u5834\u5408\u3001N \u306F\u30C1\u30E3\u30FC\u30C8\u306E values \u306E `replicas` \u3067\u3082\u3042\u308A\u307E\u3059\u3002\u540C\u3058\u30B3\u30DF\u30C3\u30C8\u3067\u4E0A\u3052\u3066\u304F\u3060\u3055\u3044\u3002",
    busiest: (folder, most4) => `N \u3092\u4E0A\u3052\u306A\u3044\u5834\u5408\u3001Pod \u304C\u6700\u3082\u591A\u3044\u306E\u306F ${folder}\uFF08${most4}\uFF09\u3067\u3059\u3002`,
    sources: "\u3053\u308C\u306F\u624B\u5143\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u7528\u3067\u3059\u3002",
    folders: (out, { isScaled }) => `${out} \u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u3067\u9032\u3081\u3066\u3044\u308B\u5834\u5408\u306F\u3001N \u3092\u5927\u304D\u304F\u3057\u305F\u8A08\u753B${isScaled ? "" : "\uFF08\u5143\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306E `replicas` \u3092\u5148\u306B\u4E0A\u3052\u308B\uFF09"}\u304B\u3089\u540C\u3058\u30B9\u30C6\u30FC\u30B8\u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u3092\u4F7F\u3044\u307E\u3059\u3002\u9069\u7528\u3059\u308B\u524D\u306B\u3001Pod \u304C\u6E1B\u3089\u306A\u3044\u3053\u3068\u3092\u78BA\u304B\u3081\u307E\u3059\u3002`
  },
  stuck: {
    title: "\u65B0\u3057\u3044 Pod \u304C Ready \u306B\u306A\u3089\u306A\u3044",
    intro: "\u5931\u308F\u308C\u308B\u3082\u306E\u306F\u3042\u308A\u307E\u305B\u3093\u3002grow \u306F Pod \u3092\u5897\u3084\u3059\u3060\u3051\u3067\u3001Deployment \u306B\u306F\u524D\u306E\u30B9\u30C6\u30FC\u30B8\u306E Pod \u304C\u6B8B\u3063\u3066\u3044\u307E\u3059\u3002\u539F\u56E0\u3092\u76F4\u3057\u3066\u3053\u306E\u30B9\u30C6\u30FC\u30B8\u306B\u3068\u3069\u307E\u308B\u304B\u30011 \u30B9\u30C6\u30FC\u30B8\u623B\u308A\u307E\u3059\u3002\u30B9\u30CA\u30C3\u30D7\u30B7\u30E7\u30C3\u30C8\u3067\u306F\u3053\u306E\u30B9\u30C6\u30FC\u30B8\u304C\u843D\u3061\u7740\u3044\u305F\u3053\u3068\u3092\u793A\u305B\u306A\u3044\u306E\u3067\u3001\u623B\u308B\u306B\u306F `--unverified` \u304C\u5FC5\u8981\u3067\u3059\u3002\u5148\u306B\u5229\u7528\u53EF\u80FD\u3067\u306A\u3051\u308C\u3070\u306A\u3089\u306A\u3044 Pod \u306E\u6570\u306F\u3001\u305D\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u7BC0\u306B\u3042\u308A\u307E\u3059\u3002",
    folders: "\u524D\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u3092\u9069\u7528\u3057\u307E\u3059\u3002"
  },
  back: {
    title: "\u3059\u3079\u3066\u3092 Deployment \u306B\u623B\u3059",
    intro: "2 \u30B3\u30DF\u30C3\u30C8\u3067\u623B\u308A\u307E\u3059\u30021 \u3064\u76EE\u306F Deployment \u3092 N \u307E\u3067\u5897\u3084\u3059\u3060\u3051\u306A\u306E\u3067\u3001\u30AF\u30E9\u30B9\u30BF\u30FC\u306E\u72B6\u614B\u306B\u304B\u304B\u308F\u3089\u305A\u3059\u3050\u9069\u7528\u3057\u307E\u3059\u30022 \u3064\u76EE\u306F\u30011 \u3064\u76EE\u304C\u843D\u3061\u7740\u3044\u3066\u304B\u3089 Rollout \u3092 0 \u306B\u3057\u307E\u3059\u3002",
    second: "2 \u3064\u76EE\u3002\u30B9\u30CA\u30C3\u30D7\u30B7\u30E7\u30C3\u30C8\u3092\u53D6\u308A\u76F4\u3057\u3066\u304B\u3089",
    from: (stages3, bring) => `${stages3.join("\u3001")} \u304B\u3089\uFF1A${bring}\u3092\u9069\u7528\u3059\u308B\u3002`,
    folder: (folder) => `${folder} \u306E\u30D5\u30A9\u30EB\u30C0\u30FC`,
    written: (stage, call) => `${call} \u304C\u51FA\u529B\u3059\u308B ${stage} \u306E\u30D5\u30A9\u30EB\u30C0\u30FC`,
    then: (folder) => `\u843D\u3061\u7740\u3044\u305F\u3089\uFF1A${folder} \u3092\u9069\u7528\u3059\u308B\u3002`,
    inPlace: "\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3092\u76F4\u63A5\u66F8\u304D\u63DB\u3048\u3066\u3044\u308B\u5834\u5408\uFF1A"
  },
  wake: {
    title: "\u4ECA\u3059\u3050\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u3092\u52D5\u304B\u3057\u305F\u3044",
    intro: "`pause-autoscaler` \u304B\u3089\u623B\u308B\u306E\u306B\u30B9\u30CA\u30C3\u30D7\u30B7\u30E7\u30C3\u30C8\u306F\u8981\u308A\u307E\u305B\u3093\u3002Pod \u6570\u306F\u5909\u308F\u308A\u307E\u305B\u3093\u3002",
    pods: "Rollout \u306B Pod \u304C\u3042\u308B\u9593\u306F\u3001\u5148\u306B\u4E0A\u306E\u624B\u9806\u3067\u3059\u3079\u3066\u3092 Deployment \u306B\u623B\u3057\u307E\u3059\u3002",
    bring: (folder) => `${folder} \u3092\u9069\u7528\u3057\u307E\u3059\u3002`
  },
  pin: {
    title: "\u56FA\u5B9A\u3088\u308A\u524D\u306B\u623B\u308B\uFF08\u5143\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306B `replicas` \u304C\u306A\u3044\u5834\u5408\uFF09",
    stays: "Deployment \u306E `replicas` \u884C\u306F\u3001\u305A\u3063\u3068\u6B8B\u3057\u3066\u304A\u3044\u3066\u3082\u69CB\u3044\u307E\u305B\u3093\u3002\u6570\u306F\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u6C7A\u3081\u307E\u3059\u304C\u3001\u540C\u671F\u3084\u30EA\u30EA\u30FC\u30B9\u306E\u305F\u3073\u306B N \u306B\u4E0A\u66F8\u304D\u3055\u308C\u307E\u3059\u3002",
    argo: "Argo CD \u306E\u5834\u5408\uFF1ARollout \u304C 0 \u3067\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u52D5\u3044\u3066\u3044\u308B\u72B6\u614B\u3067\u3001Application \u306B Deployment \u306E `/spec/replicas` \u3092\u7121\u8996\u3055\u305B\u307E\u3059\uFF08`ignoreDifferences` \u3068 `RespectIgnoreDifferences=true`\uFF09\u3002\u540C\u671F\u3057\u3001\u53CD\u6620\u3055\u308C\u305F\u3053\u3068\u3092\u78BA\u8A8D\u3057\u3066\u304B\u3089 Git \u306E\u884C\u3092\u6D88\u3057\u307E\u3059\u3002\u540C\u671F\u306F\u73FE\u5728\u306E\u6570\u306B\u89E6\u308C\u307E\u305B\u3093\u3002\u30EB\u30FC\u30EB\u306F\u6B8B\u3057\u3066\u304A\u304F\u304B\u3001\u6B21\u306E\u79FB\u884C\u3067\u56FA\u5B9A\u304C\u30DE\u30FC\u30B8\u3055\u308C\u305F\u5F8C\u306B\u524A\u9664\u3057\u307E\u3059\u3002",
    kubectl: "kubectl \u306E\u5834\u5408\uFF1A\u5148\u306B `kubectl apply edit-last-applied deployment/NAME` \u3067 `spec.replicas` \u3092\u6D88\u3057\u3001\u305D\u306E\u5F8C\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u304B\u3089\u6D88\u3057\u307E\u3059\u3002\u524D\u56DE\u9069\u7528\u3057\u305F\u5185\u5BB9\u306B\u306A\u3044\u9805\u76EE\u306F\u524A\u9664\u3055\u308C\u307E\u305B\u3093\u3002",
    flux: "Flux \u306E\u5834\u5408\u3001\u884C\u306F\u6B8B\u3057\u307E\u3059\u3002\u884C\u306E\u306A\u3044\u30EA\u30B3\u30F3\u30B5\u30A4\u30EB\u3067\u306F Pod \u304C 1 \u500B\u306B\u306A\u308A\u307E\u3059\u3002",
    helm: "Helm \u306E\u5834\u5408\u3001\u884C\u306F\u6B8B\u3057\u307E\u3059\u3002\u884C\u306E\u306A\u3044 upgrade \u306F 1 \u3092\u66F8\u304D\u8FBC\u307F\u307E\u3059\u3002"
  }
};

// src/migration/runbook/japanese/flux.ts
var flux2 = {
  kustomization: "\u4EE5\u4E0B\u306E\u30B3\u30DE\u30F3\u30C9\u3067\u4F7F\u3046 Flux \u306E Kustomization \u3067\u3059\u3002\u8907\u6570\u3042\u308B\u5834\u5408\u306F\u3001\u305D\u308C\u305E\u308C\u3067\u5B9F\u884C\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
  itsName: "`flux get kustomizations` \u306B\u8868\u793A\u3055\u308C\u308B\u540D\u524D",
  ignore: "\u56FA\u5B9A\uFF08`retarget-autoscaler`\uFF09\u3088\u308A\u524D\u306F\u3001`spec.ignore` \u3067\u3053\u308C\u3089\u306E Deployment \u3084 Rollout \u306E `/spec/replicas` \u3092\u6307\u5B9A\u3057\u306A\u3044\u3002\u6307\u5B9A\u3059\u308B\u3068\u3001\u3069\u306E\u30B9\u30C6\u30FC\u30B8\u3082\u30A8\u30E9\u30FC\u306B\u306A\u3089\u306A\u3044\u307E\u307E\u4F55\u3082\u8D77\u304D\u306A\u3044\u3002",
  prune: "`prune: true` \u306E\u5834\u5408\u3001Git \u304B\u3089\u6D88\u3048\u305F Rollout \u306F\u524A\u9664\u3055\u308C\u308B\u3002`helm.sh/resource-policy` \u3082 `Prune=false` \u3082 Flux \u306B\u306F\u52B9\u304B\u306A\u3044\u3002`rolloutify.yaml` \u306B `applier: flux` \u3068\u66F8\u304F\u3068\u3001Pod \u3092\u6301\u3064 Rollout \u306B `kustomize.toolkit.fluxcd.io/prune: disabled` \u304C\u4ED8\u304F\u3002\u8A2D\u5B9A\u30D5\u30A1\u30A4\u30EB\u304C\u306A\u3044\u5834\u5408\u306F\u624B\u3067\u4ED8\u3051\u308B\u3002",
  suspend: '`kubectl edit`\u3001`scale`\u3001`patch` \u3067\u66F8\u3044\u305F\u5185\u5BB9\u306F Flux \u304C\u5143\u306B\u623B\u3059\u3002\u30EA\u30B3\u30F3\u30B5\u30A4\u30EB\u306F\u30D5\u30A3\u30FC\u30EB\u30C9\u30DE\u30CD\u30FC\u30B8\u30E3\u30FC `kustomize-controller` \u306B\u3088\u308B\u30B5\u30FC\u30D0\u30FC\u30B5\u30A4\u30C9\u9069\u7528\u3067\u3001\u7AF6\u5408\u306F\u5F37\u5236\u7684\u306B\u4E0A\u66F8\u304D\u3059\u308B\u3002\u4E00\u6642\u7684\u306B\u6B62\u3081\u308B\u306B\u306F `flux suspend kustomization "$KUSTOMIZATION"`\u3001\u518D\u958B\u306F `flux resume kustomization "$KUSTOMIZATION"`\u3002',
  helm: "HelmRelease \u304C\u9069\u7528\u3059\u308B\u3082\u306E\u306F Helm \u304C\u9069\u7528\u3057\u307E\u3059\u3002`replicas` \u306E\u6240\u6709\u8005\u306B\u3064\u3044\u3066\u306F\u3001`--applier helm4`\uFF08\u307E\u305F\u306F `helm3`\uFF09\u3067\u4F5C\u3063\u305F\u8A08\u753B\u3092\u53C2\u7167\u3057\u3066\u304F\u3060\u3055\u3044\u3002\u72EC\u81EA\u306E post-renderer \u306F\u5B9F\u884C\u3055\u308C\u306A\u3044\u306E\u3067\u3001\u30B9\u30C6\u30FC\u30B8\u306F\u30D1\u30C3\u30C1\u3068\u3057\u3066\u6E21\u3057\u307E\u3059\u3002",
  patches: "`post-renderers/NN-stage.yaml` \u304C\u3001\u305D\u306E\u30B9\u30C6\u30FC\u30B8\u306E `spec.postRenderers`\u3002\u524D\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u3082\u306E\u3068\u7F6E\u304D\u63DB\u3048\u308B\u3002Rollout \u306F HelmRelease \u306E\u96A3\u306B\u7F6E\u304F\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3002",
  drift: "`driftDetection.mode: enabled` \u306E\u5834\u5408\u3082\u3001\u56FA\u5B9A\u3088\u308A\u524D\u306F `driftDetection.ignore` \u306B `/spec/replicas` \u3092\u66F8\u304B\u306A\u3044\u3002\u56FA\u5B9A\u4EE5\u964D\u306F\u3001Rollout \u306B\u3064\u3044\u3066\u66F8\u304F\u5FC5\u8981\u304C\u3042\u308B\u3002",
  look: "Kustomization \u306E\u4EE3\u308F\u308A\u306B `flux get helmrelease NAME` \u3092\u78BA\u8A8D\u3059\u308B\u3002`flux reconcile helmrelease NAME --with-source` \u3067\u30B9\u30C6\u30FC\u30B8\u304C\u3059\u3050\u306B\u53CD\u6620\u3055\u308C\u308B\u3002",
  check: "`flux`\uFF1A`READY` \u304C `True` \u3067\u3001`REVISION` \u304C\u3053\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u30B3\u30DF\u30C3\u30C8\u3067\u3042\u308B\u3053\u3068\u3002",
  beforeRelease: "Kustomization \u304C Rollout \u306E\u6570\u306B\u89E6\u308C\u306A\u3044\u3088\u3046\u306B\u3057\u307E\u3059\u3002[Flux \u3068 `replicas`](#flux-\u3068-replicas) \u3092\u53C2\u7167\u3057\u3066\u304F\u3060\u3055\u3044\u3002\u3053\u308C\u304C\u306A\u3044\u3068\u3001\u30EA\u30B3\u30F3\u30B5\u30A4\u30EB\u306E\u305F\u3073\u306B\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u6570\u304C N \u306B\u4E0A\u66F8\u304D\u3055\u308C\u307E\u3059\u3002",
  title: "Flux \u3068 `replicas`",
  writes: "Flux \u306F\u30B5\u30FC\u30D0\u30FC\u30B5\u30A4\u30C9\u3067\u9069\u7528\u3057\u3001\u7AF6\u5408\u3092\u5F37\u5236\u7684\u306B\u4E0A\u66F8\u304D\u3057\u307E\u3059\u3002\u30EA\u30B3\u30F3\u30B5\u30A4\u30EB\u306E\u305F\u3073\u306B\u3001\u8AB0\u304C\u66F8\u3044\u305F\u6570\u3067\u3042\u3063\u3066\u3082 Git \u306E `replicas` \u306B\u306A\u308A\u307E\u3059\u3002",
  hold: "\u6700\u5F8C\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u5F8C\u306F\u3001Git \u3067\u306F\u306A\u304F\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u6570\u3092\u6C7A\u3081\u307E\u3059\u3002`retarget-autoscaler` \u304C\u843D\u3061\u7740\u3044\u3066\u304B\u3089 `release-autoscaler` \u307E\u3067\u306E\u9593\u306B\u3001\u307E\u305A\u5404 Rollout \u306E\u6570\u3092\u5225\u306E\u30D5\u30A3\u30FC\u30EB\u30C9\u30DE\u30CD\u30FC\u30B8\u30E3\u30FC\u306B\u6301\u305F\u305B\u307E\u3059\u3002",
  onlyThen: "\u305D\u306E\u5F8C\u3067\u3001\u6B21\u306E\u8A2D\u5B9A\u3092 Kustomization \u306B\u8FFD\u52A0\u3057\u307E\u3059\u3002",
  order: "\u9806\u5E8F\u3092\u9006\u306B\u3057\u306A\u3044\u3002Flux \u306F\u7121\u8996\u3059\u308B\u30D5\u30A3\u30FC\u30EB\u30C9\u3092\u9069\u7528\u5185\u5BB9\u304B\u3089\u5916\u3059\u305F\u3081\u3001\u307B\u304B\u306B `replicas` \u306E\u6240\u6709\u8005\u304C\u3044\u306A\u3044\u3068 API \u30B5\u30FC\u30D0\u30FC\u304C\u305D\u306E\u5024\u3092\u6D88\u3057\u3001Pod \u304C 1 \u500B\u306B\u306A\u308B\u3002",
  without: "`spec.ignore` \u306E\u306A\u3044 Flux \u3067\u306F\u3001\u3053\u306E\u30D5\u30A3\u30FC\u30EB\u30C9\u3060\u3051\u3092\u9664\u5916\u3067\u304D\u306A\u3044\u3002\u56FA\u5B9A\u306E\u30B9\u30C6\u30FC\u30B8\u306B\u3068\u3069\u307E\u308B\u3002"
};

// src/migration/runbook/japanese/pods.ts
var pods3 = {
  title: "\u5404\u30B9\u30C6\u30FC\u30B8\u306E Pod \u6570",
  peak: "\u30D4\u30FC\u30AF\u306F\u3001\u305D\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u9069\u7528\u4E2D\u306B\u6700\u3082\u591A\u304F\u306A\u308B Pod \u6570\u3067\u3059\u3002\u30AF\u30A9\u30FC\u30BF\u3068\u30CE\u30FC\u30C9\u306E\u898B\u7A4D\u3082\u308A\u306B\u4F7F\u3063\u3066\u304F\u3060\u3055\u3044\u3002\u7D42\u4E86\u51E6\u7406\u4E2D\u306E Pod \u306F\u3001\u6D88\u3048\u308B\u307E\u3067\u3053\u308C\u306B\u52A0\u308F\u308A\u307E\u3059\u3002",
  legend: "\u68D2\u306F\u5168 Pod \u6570\u3001\u4E0B\u304C\u3063\u3066\u3044\u304F\u7DDA\u304C Deployment\u3001\u4E0A\u304C\u3063\u3066\u3044\u304F\u7DDA\u304C Rollout \u3067\u3059\u3002",
  drawn: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u6C7A\u3081\u308B\u9593\u306F N \u3068\u3057\u3066\u63CF\u3044\u3066\u3044\u307E\u3059\u3002",
  inAll: (count2) => `\u5408\u8A08 ${count2}`,
  stageHead: ["\u30B9\u30C6\u30FC\u30B8", "Deployment", "Rollout", "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC", "\u30D4\u30FC\u30AF"],
  sumHead: ["\u30B9\u30C6\u30FC\u30B8", "\u5909\u66F4\u3059\u308B\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9", "Deployment", "Rollout", "\u30D4\u30FC\u30AF"],
  podsHead: ["Pod \u6570", "Deployment", "Rollout", "\u30D4\u30FC\u30AF"],
  workloadHead: ["\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9", "N"],
  none: "\u306A\u3057",
  holds: (replicas) => `Rollout \u3092 ${replicas} \u306B\u56FA\u5B9A`,
  scales: (kind2) => `${kind2} \u3092\u30B9\u30B1\u30FC\u30EB`,
  paused: "\u505C\u6B62\u4E2D",
  each: "\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u3054\u3068\u306E\u5185\u8A33\uFF08Deployment \u306E Pod + Rollout \u306E Pod\uFF09\uFF1A",
  chartTitle: "\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u304C\u6C42\u3081\u308B Pod \u6570",
  chartX: "\u30B9\u30C6\u30FC\u30B8",
  chartY: "Pod",
  many: (peak) => `**Pod \u6570\uFF1A** \u30D4\u30FC\u30AF\u306F\u5408\u8A08 ${peak}\u3002\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u3054\u3068\u306E\u6570\u306F\u4E0A\u306E\u8868\u306B\u3042\u308A\u307E\u3059\u3002`,
  save: "\u3053\u306E\u624B\u9806\u66F8\u306E\u672B\u5C3E\u306B\u3042\u308B\u4E00\u89A7\u3092 `pods.txt` \u306B\u4FDD\u5B58\u3057\u3001\u6B21\u306E\u95A2\u6570\u3092\u30B7\u30A7\u30EB\u306B\u8CBC\u308A\u4ED8\u3051\u307E\u3059\u3002\u3059\u3079\u3066\u306E\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u304C\u305D\u306E\u30B9\u30C6\u30FC\u30B8\u306E Pod \u6570\u306B\u306A\u308B\u307E\u3067\u5F85\u3064\u95A2\u6570\u3067\u3059\u3002",
  list: "namespace\u3001Deployment\u3001Rollout\u3001\u7D9A\u3044\u3066\u30B9\u30C6\u30FC\u30B8 00 \u4EE5\u964D\u306E\u4E21\u65B9\u306E Pod \u6570\u3067\u3059\u3002`-` \u306F\u5F85\u3061\u307E\u305B\u3093\u3002"
};

// src/migration/runbook/japanese/stages.ts
var stages2 = {
  title: "\u30B9\u30C6\u30FC\u30B8",
  changes: "**\u5909\u66F4\u5185\u5BB9\uFF1A**",
  changeOf: (title2, change) => `${title2}\uFF1A${change}\u3002`,
  changeOfMany: (count2, change) => `${count2} \u500B\u306E\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\uFF1A${change}\u3002`,
  why: "**\u7406\u7531\uFF1A**",
  simulator: "**\u30B7\u30DF\u30E5\u30EC\u30FC\u30BF\u30FC\uFF1A**",
  first: "**\u9069\u7528\u306E\u524D\u306B\uFF1A**",
  bring: "**\u9069\u7528\uFF1A**",
  back: (to, how) => `**\u623B\u3057\u65B9\uFF1A** ${to} \u3078\u3002${how}`,
  theBaseline: "\u30D9\u30FC\u30B9\u30E9\u30A4\u30F3",
  lookAt: "**\u6B21\u306E\u30B9\u30C6\u30FC\u30B8\u3078\u9032\u3080\u524D\u306E\u78BA\u8A8D**",
  lookAtEnd: "**\u6700\u5F8C\u306E\u78BA\u8A8D**",
  lookAtStart: "**\u6700\u521D\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u524D\u306E\u78BA\u8A8D**",
  printed: "\u51FA\u529B\u306B\u3001\u6B21\u306E\u884C\u304C\u3053\u306E\u9806\u756A\u3067\u542B\u307E\u308C\u3066\u3044\u308B\u3053\u3068\u3002",
  none: "\u306A\u3057",
  counts: (kind2, before, after) => `${kind2} \u306E \`replicas\` \u3092 ${before} \u2192 ${after} \u306B\u5909\u66F4`,
  countsOfMany: (kind2) => `${kind2} \u306E \`replicas\` \u3092\u4E0A\u306E\u8868\u306E\u3068\u304A\u308A\u306B\u5909\u66F4`,
  baseline: {
    changes: "**\u5909\u66F4\u5185\u5BB9\uFF1A** \u306A\u3057\u3002\u73FE\u5728\u306E\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u306E\u307E\u307E\u3067\u3059\u3002",
    look: "CRD \u304C\u5B58\u5728\u3057\u3001\u30B3\u30F3\u30C8\u30ED\u30FC\u30E9\u30FC\u306E Pod \u304C\u3059\u3079\u3066 READY \u3067\u3042\u308B\u3053\u3068\u3002`status` \u306F\u5168\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u3092 `baseline` \u3068\u8868\u793A\u3057\u3001\u7D42\u4E86\u30B3\u30FC\u30C9 0 \u3092\u8FD4\u3057\u307E\u3059\uFF08\u307E\u3060\u4F55\u3082\u59CB\u307E\u3063\u3066\u3044\u307E\u305B\u3093\uFF09\u3002",
    back: "**\u623B\u3057\u65B9\uFF1A** \u623B\u3059\u3082\u306E\u306F\u307E\u3060\u3042\u308A\u307E\u305B\u3093\u3002"
  },
  introduce: {
    change: (rollout3) => `${rollout3 === void 0 ? "\u5404 Rollout" : `Rollout ${rollout3}`} \u3092 \`replicas: 0\` \u3067\u8FFD\u52A0`,
    why: "Pod \u30C6\u30F3\u30D7\u30EC\u30FC\u30C8\u306F Deployment \u304B\u3089\u53D6\u5F97\u3057\u3001Pod \u306F\u6301\u305F\u306A\u3044\u306E\u3067\u3001\u7A3C\u50CD\u4E2D\u306E\u3082\u306E\u306F\u4F55\u3082\u5909\u308F\u308A\u307E\u305B\u3093\u3002CRD \u306E\u6B20\u843D\u3084 Rollout \u306E\u4E0D\u5099\u306F\u3001\u5F71\u97FF\u306E\u306A\u3044\u3053\u306E\u6642\u70B9\u3067\u898B\u3064\u304B\u308A\u307E\u3059\u3002",
    bring: "**\u9069\u7528\uFF1A** `rolloutify init` \u304C\u66F8\u3044\u305F\u3068\u304A\u308A\u3001\u5404\u30A8\u30F3\u30C8\u30EA\u30FC\u3092 `stage: introduce-rollout` \u306B\u3057\u307E\u3059\u3002",
    backKept: "`pin-replicas` \u3092\u7D4C\u3066\u623B\u3063\u3066\u304D\u305F\u5834\u5408\u306F\u3001Deployment \u306E `replicas` \u884C\u3092\u6B8B\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
    backArgo: 'Rollout \u304C\u306A\u304F\u306A\u308A\u307E\u3059\uFF08Pod \u306F\u3042\u308A\u307E\u305B\u3093\uFF09\u3002\u540C\u671F\u3067\u524A\u9664\u3055\u308C\u308B\u306E\u306F prune \u3059\u308B\u5834\u5408\u3060\u3051\u3067\u3059\u3002\u4F8B\uFF1A`argocd app sync "$APP" --prune`',
    backHelm: "upgrade \u3067 Rollout \u304C\u306A\u304F\u306A\u308A\u307E\u3059\uFF08Pod \u306F\u3042\u308A\u307E\u305B\u3093\uFF09\u3002",
    backKubectl: "`kubectl apply` \u306F Rollout \u3092\u524A\u9664\u3057\u307E\u305B\u3093\u3002\u6B21\u306E\u30B3\u30DE\u30F3\u30C9\u3067\u524A\u9664\u3057\u307E\u3059\u3002Pod \u304C 0 \u306E\u3068\u304D\u3060\u3051\u5B9F\u884C\u3055\u308C\u307E\u3059\u3002"
  },
  pin: {
    change: (replicas) => `Deployment \u306B \`replicas: ${replicas}\` \u3092\u8A2D\u5B9A`,
    changeToV2: (change) => `${change}\u3002\u4EE5\u5F8C\u3001HPA \u306F autoscaling/v2 \u3067\u66F8\u304F`,
    why: ({ isScaled }) => isScaled ? "\u6B21\u306E\u30B9\u30C6\u30FC\u30B8\u304B\u3089\u306F\u30B9\u30B1\u30FC\u30EB\u3057\u306A\u304F\u306A\u308B\u306E\u3067\u3001Pod \u6570\u3092 Git \u306B\u66F8\u3044\u3066\u304A\u304F\u5FC5\u8981\u304C\u3042\u308A\u307E\u3059\u3002\u5148\u306B\u6570\u3092\u56FA\u5B9A\u3057\u3001\u305D\u306E\u5F8C\u3067\u505C\u6B62\u3057\u307E\u3059\u3002\u9006\u306E\u9806\u306B\u3059\u308B\u3068\u3001\u9593\u306B\u540C\u671F\u304C\u5165\u3063\u305F\u3068\u304D Pod \u304C\u8DB3\u308A\u306A\u304F\u306A\u308A\u3001\u5143\u306B\u623B\u3059\u3082\u306E\u304C\u3044\u307E\u305B\u3093\u3002" : "\u52D5\u304B\u3059\u524D\u306B\u3001Pod \u6570\u3092 Git \u306B\u66F8\u3044\u3066\u304A\u304F\u5FC5\u8981\u304C\u3042\u308A\u307E\u3059\u3002",
    staysV2: "autoscaling/v1 \u306E HPA \u306F\u3001\u4EE5\u5F8C\u305A\u3063\u3068 v2 \u306E\u307E\u307E\u306B\u3057\u307E\u3059\u3002\u505C\u6B62\u4E2D\u306E v2 \u306B v1 \u3092\u9069\u7528\u3059\u308B\u3068\u3001\u505C\u6B62\u304C\u89E3\u3051\u307E\u305B\u3093\u3002",
    first: "\u73FE\u5728\u306E Pod \u6570\u304C N \u3092\u8D85\u3048\u3066\u3044\u306A\u3044\u3053\u3068\u3002\u8D85\u3048\u3066\u3044\u308B\u3068\u3001\u56FA\u5B9A\u3057\u305F\u77AC\u9593\u306B N \u307E\u3067\u6E1B\u3089\u3055\u308C\u307E\u3059\u3002",
    mostOf: (replicas, title2) => `${title2} \u306F ${replicas} \u4EE5\u4E0B`,
    mostOfMany: "\u5404\u30EF\u30FC\u30AF\u30ED\u30FC\u30C9\u306E N \u4EE5\u4E0B",
    mustPrint: (most4) => `\u8868\u793A\u3055\u308C\u308B\u5024\uFF1A${most4.join("\u3001")}\u3002\u8D85\u3048\u3066\u3044\u308B\u5834\u5408\u306F\u8CA0\u8377\u306E\u4F4E\u3044\u6642\u9593\u5E2F\u307E\u3067\u5F85\u3064\u304B\u3001N \u3092\u5927\u304D\u304F\u3057\u3066\u8A08\u753B\u3092\u4F5C\u308A\u76F4\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
    backOwn: "Deployment \u306F\u79FB\u884C\u524D\u306E `replicas` \u306B\u623B\u308A\u307E\u3059\u3002",
    backLine: (replicas) => ` \`replicas: ${replicas}\` \u306E\u884C`,
    backLines: " `replicas` \u306E\u884C",
    backKept: (line) => `\u79FB\u884C\u524D\u306B \`replicas\` \u304C\u306A\u304B\u3063\u305F\u304B\u5C0F\u3055\u304B\u3063\u305F\u5834\u5408\u3001\`migrate back\` \u306F${line}\u3092\u6B8B\u3057\u307E\u3059\u3002\u524D\u306E\u30D5\u30A9\u30EB\u30C0\u30FC\u3092\u305D\u306E\u307E\u307E\u9069\u7528\u3057\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002\u884C\u304C\u6D88\u3048\u308B\u3068\u3001\u3069\u306E\u9069\u7528\u65B9\u6CD5\u3067\u3082 Pod \u304C 1 \u500B\u306B\u306A\u308A\u307E\u3059\u3002\`rolloutify.yaml\` \u3067\u306E\u3053\u306E\u64CD\u4F5C\u3082\u540C\u3058\u7406\u7531\u3067\u62D2\u5426\u3055\u308C\u307E\u3059\uFF08\`--drop-replicas\` \u3067\u5F37\u5236\u3067\u304D\u307E\u3059\uFF09\u3002`
  },
  pause: {
    changeOfMany: "\u5404\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u3092\u30DE\u30CB\u30D5\u30A7\u30B9\u30C8\u3067\u505C\u6B62",
    changeKeda: 'ScaledObject \u306B\u30A2\u30CE\u30C6\u30FC\u30B7\u30E7\u30F3 `autoscaling.keda.sh/paused: "true"` \u3092\u8A2D\u5B9A',
    changeHpa: "HPA \u306E scaleUp \u3068 scaleDown \u3092 `selectPolicy: Disabled` \u306B\u8A2D\u5B9A",
    changeHpaMin: (change) => `${change}\u3057\u3001\`minReplicas: 1\` \u306B\u5909\u66F4`,
    why: "\u52D5\u3044\u305F\u307E\u307E\u3060\u3068\u3001Rollout \u306E Pod \u307E\u3067\u81EA\u5206\u306E\u3082\u306E\u3068\u3057\u3066\u6570\u3048\u308B\u306E\u3067\u3001shrink \u306E\u305F\u3073\u306B\u6253\u3061\u6D88\u3055\u308C\u307E\u3059\u3002",
    whyMin: "\u6700\u5C0F\u5024\u3092 1 \u306B\u3059\u308B\u306E\u306F\u3001behavior \u3092\u7121\u52B9\u306B\u3057\u3066\u3082 HPA \u306E\u4E0A\u4E0B\u9650\u306F\u52B9\u304D\u7D9A\u3051\u308B\u305F\u3081\u3067\u3059\u3002",
    back: "Deployment \u306E\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u518D\u3073\u52D5\u304D\u307E\u3059\u3002Pod \u306F N \u500B\u3042\u308B\u306E\u3067\u3001\u3053\u306E\u30B9\u30C6\u30FC\u30B8\u306A\u3089\u3044\u3064\u3067\u3082\u5B89\u5168\u3067\u3059\u3002\u30B9\u30B1\u30FC\u30EB\u3092\u518D\u958B\u3057\u305F\u3044\u3068\u304D\u3082\u3053\u306E\u624B\u9806\u3067\u3059\u3002"
  },
  grow: {
    why: "\u53E4\u3044 Pod \u3092\u6E1B\u3089\u3059\u524D\u306B\u65B0\u3057\u3044 Pod \u3092\u5897\u3084\u3059\u306E\u3067\u3001\u8D77\u52D5\u4E2D\u3082\u5408\u8A08\u304C N \u3092\u4E0B\u56DE\u308A\u307E\u305B\u3093\u3002",
    availableOf: (title2, own, moved2) => `${title2} \u3067 Deployment \u306E ${own} \u500B\u3068 Rollout \u306E ${moved2} \u500B`,
    availableOfMany: "\u5404 Deployment \u306E\u3053\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u6570\u3068\u3001\u5404 Rollout \u306E 1 \u3064\u524D\u306E\u30B9\u30C6\u30FC\u30B8\u306E\u6570",
    back: (needed) => `Rollout \u304C\u5897\u3084\u3057\u305F Pod \u3092\u624B\u653E\u3057\u307E\u3059\u3002Pod \u6570\u304C\u6E1B\u308B\u306E\u3067\u3001\`migrate back\` \u306F\u3053\u306E\u30B9\u30C6\u30FC\u30B8\u3092\u793A\u3059\u30B9\u30CA\u30C3\u30D7\u30B7\u30E7\u30C3\u30C8\u3092\u6C42\u3081\u307E\u3059\u3002\u65B0\u3057\u3044 Pod \u304C Ready \u306B\u306A\u3089\u306A\u304F\u3066\u3082\u623B\u308C\u307E\u3059\u3002${needed.join("\u3001")}\u306E Pod \u304C\u5229\u7528\u53EF\u80FD\u3067\u3042\u308C\u3070\u3001\`--unverified\` \u3092\u4ED8\u3051\u3066\u304F\u3060\u3055\u3044\u3002Ready \u3067\u306A\u3044 Pod \u304B\u3089\u5148\u306B\u524A\u9664\u3055\u308C\u307E\u3059\u3002`
  },
  shrink: {
    why: "Rollout \u306B Ready \u306A Pod \u304C\u3053\u306E\u6570\u3060\u3051\u3042\u308B\u306E\u3067\u3001Deployment \u304B\u3089\u540C\u3058\u6570\u3092\u6E1B\u3089\u305B\u307E\u3059\u3002",
    whyAlone: ({ isArgo }) => isArgo ? "\u30B3\u30DF\u30C3\u30C8\u3092\u5206\u3051\u308B\u306E\u306F\u3001Argo CD \u304C Rollout \u3088\u308A\u5148\u306B Deployment \u3092\u9069\u7528\u3059\u308B\u305F\u3081\u3067\u3059\u3002grow \u3068 shrink \u3092 1 \u56DE\u306E\u540C\u671F\u306B\u5165\u308C\u308B\u3068\u3001Pod \u306E\u8D77\u52D5\u6642\u9593\u306E\u3042\u3044\u3060\u969C\u5BB3\u306B\u306A\u308A\u307E\u3059\u3002" : "\u30B3\u30DF\u30C3\u30C8\u3092\u5206\u3051\u3066\u304F\u3060\u3055\u3044\u3002grow \u3068\u540C\u6642\u306B\u9069\u7528\u3059\u308B\u3068\u3001\u65B0\u3057\u3044 Pod \u304C Ready \u306B\u306A\u308B\u524D\u306B\u53E4\u3044 Pod \u304C\u6E1B\u308A\u307E\u3059\u3002",
    back: "Deployment \u3092\u518D\u3073\u5897\u3084\u3057\u307E\u3059\u3002Pod \u304C\u5897\u3048\u308B\u3060\u3051\u306A\u306E\u3067\u3001Rollout \u306E Pod \u306B\u554F\u984C\u304C\u3042\u308B\u3068\u304D\u306F\u3001\u4F55\u3082\u5F85\u305F\u305A\u306B\u3059\u3050\u5B9F\u884C\u3057\u3066\u304F\u3060\u3055\u3044\u3002"
  },
  retarget: {
    change: (replicas) => `\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u5BFE\u8C61\u3092 Rollout \u306B\u5909\u3048\u3001\u6700\u5C0F\u5024 = \u6700\u5927\u5024 = ${replicas} \u306B\u56FA\u5B9A\u3057\u3001\u505C\u6B62\u3092\u89E3\u9664`,
    why: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306F\u3001\u6570\u3092\u5909\u3048\u3089\u308C\u306A\u3044\u72B6\u614B\u3067 Rollout \u3092\u5F15\u304D\u7D99\u304E\u307E\u3059\u3002",
    whyHold: "\u56FA\u5B9A\u3057\u3066\u3044\u308B\u9593\u306B\u3001\u9069\u7528\u3059\u308B\u5074\u304C Rollout \u306E `replicas` \u3092\u66F8\u304D\u63DB\u3048\u306A\u3044\u3088\u3046\u306B\u8A2D\u5B9A\u3057\u307E\u3059\u3002",
    back: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u5BFE\u8C61\u304C Deployment \u306B\u623B\u308A\u3001\u505C\u6B62\u3057\u307E\u3059\u3002Pod \u306F\u52D5\u304D\u307E\u305B\u3093\u3002Rollout \u306E\u5229\u7528\u53EF\u80FD\u306A Pod \u304C\u3061\u3087\u3046\u3069 N \u500B\u3067\u3042\u308B\u3053\u3068\u304C\u6761\u4EF6\u3067\u3059\u3002",
    backArgo: "\u5148\u306B ignore \u306E\u30EB\u30FC\u30EB\u3092\u3084\u3081\u307E\u3059\u3002Application \u304B\u3089\u30EB\u30FC\u30EB\u3092\u3001`rolloutify.yaml` \u304B\u3089 `replicasIgnored` \u3092\u524A\u9664\u3057\u3066\u540C\u671F\u3057\u307E\u3059\uFF08N \u306B N \u3092\u4E0A\u66F8\u304D\u3059\u308B\u3060\u3051\u3067\u3059\uFF09\u3002",
    backHelm4: "\u5148\u306B `rolloutify.yaml` \u304B\u3089 `replicasIgnored` \u3092\u524A\u9664\u3057\u307E\u3059\u3002"
  },
  release: {
    change: (bounds) => `\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u4E0A\u4E0B\u9650${bounds === void 0 ? "" : `\uFF08${bounds}\uFF09`}\u3068 behavior \u3092\u5143\u306B\u623B\u3059`,
    why: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u518D\u3073\u8CA0\u8377\u306B\u5FDC\u3058\u3066\u30B9\u30B1\u30FC\u30EB\u3057\u307E\u3059\u3002\u5BFE\u8C61\u306F Rollout \u3067\u3059\u3002Rollout \u306E `replicas` \u884C\u306F\u6B8B\u3057\u3066\u304F\u3060\u3055\u3044\u3002\u6D88\u3059\u3068\u30B3\u30F3\u30C8\u30ED\u30FC\u30E9\u30FC\u304C 1 \u3092\u66F8\u304D\u8FBC\u307F\u307E\u3059\u3002",
    back: "\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u304C\u518D\u3073 Rollout \u3092 N \u306B\u56FA\u5B9A\u3057\u3001N \u3092\u8D85\u3048\u308B\u5206\u306F\u3059\u3050\u306B\u6E1B\u3089\u3057\u307E\u3059\u3002\u5148\u306B\u73FE\u5728\u306E Pod \u6570\u304C N \u4EE5\u4E0B\u3067\u3042\u308B\u3053\u3068\u3092\u78BA\u8A8D\u3057\u3066\u304F\u3060\u3055\u3044\u3002\u8D85\u3048\u3066\u3044\u308B\u5834\u5408\u306F\u3001N\uFF08`rolloutify.yaml` \u306E `replicas`\u3001\u30AA\u30FC\u30C8\u30B9\u30B1\u30FC\u30E9\u30FC\u306E\u6700\u5927\u5024\u4EE5\u5185\uFF09\u3092\u73FE\u5728\u306E\u6570\u4EE5\u4E0A\u306B\u4E0A\u3052\u307E\u3059\u3002",
    backArgo: "ignore \u306E\u30EB\u30FC\u30EB\u306F\u3001\u56FA\u5B9A\u304C\u843D\u3061\u7740\u304F\u307E\u3067\u6B8B\u3057\u307E\u3059\u3002"
  }
};

// src/migration/runbook/japanese/japanese.ts
var japanese = {
  ...overall2,
  pods: pods3,
  stages: stages2,
  checks: checks2,
  meanwhile: meanwhile2,
  emergencies: emergencies2,
  imageChange: imageChange2,
  whilePaused: whilePaused2,
  wayBack: wayBack2,
  afterwards: afterwards2,
  argo: argo2,
  flux: flux2,
  helm: helm2,
  kubectl: kubectl2,
  hold: hold2,
  loss: loss2
};

// src/migration/runbook/planned.ts
var autoscalerOf2 = ({ baseline: before }) => before.autoscalers[0];
var few = 3;
var texts = { en: english, ja: japanese };
function bookOf(facts) {
  const { workloads, applier } = facts;
  const chapters = chaptersOf(facts);
  const kinds5 = new Set(workloads.map((each2) => autoscalerOf2(each2)?.kind));
  const [hasHpa, hasKeda] = [kinds5.has("HorizontalPodAutoscaler"), kinds5.has("ScaledObject")];
  const pause = chapters.find(({ kind: kind2 }) => kind2 === "pause-autoscaler");
  return {
    ...facts,
    chapters,
    say: texts[facts.language ?? "en"],
    only: workloads.length === 1 ? workloads[0] : void 0,
    isWide: new Set(workloads.map(({ namespace }) => namespace)).size > 1,
    isScaled: hasHpa || hasKeda,
    hasHpa,
    hasKeda,
    hasPin: chapters.some(({ kind: kind2 }) => kind2 === "pin-replicas"),
    awakeStage: printStage(pause?.previous?.stage ?? baseline),
    isArgo: isArgoCd(applier),
    isHelm: applier.startsWith("helm")
  };
}
function chaptersOf({ stages: stages3, workloads }) {
  let rows = workloads.map((workload2) => ({ workload: workload2, before: baseline, after: baseline }));
  return stages3.map((planned, at) => {
    const moves2 = new Map(planned.moves.map((move2) => [plannedKey(move2.workload), move2.stage]));
    rows = rows.map(({ workload: workload2, after }) => ({
      workload: workload2,
      before: after,
      after: moves2.get(plannedKey(workload2)) ?? after
    }));
    const moving = rows.filter(({ workload: workload2 }) => moves2.has(plannedKey(workload2)));
    const { kind: kind2 } = planned.stage;
    return { ...planned, kind: kind2, previous: stages3[at - 1], rows, moving, sums: sumsOf(rows) };
  });
}
var plannedKey = ({ namespace, name }) => JSON.stringify([namespace, name]);
var scaledBy = (workload2, stage) => scaledIn(stateAt(workload2, stage), stage);
function scaledIn({ autoscalers: [autoscaler] }, stage) {
  const isScaling = autoscaler && isActive(autoscaler) && stage.kind !== "retarget-autoscaler";
  return isScaling ? autoscaler.target : void 0;
}
var isUnpinned = (workload2, stage) => isUnpinnedIn(stateAt(workload2, stage), stage);
var isUnpinnedIn = (state, stage) => stage.kind !== "pin-replicas" && scaledIn(state, stage) === "Deployment";
var podsAt2 = (workload2, stage) => podsIn4(workload2, stateAt(workload2, stage), stage);
function podsIn4({ replicas }, state, stage) {
  const own = isUnpinnedIn(state, stage) ? void 0 : state.deployment?.replicas;
  return { own: own ?? replicas, moved: state.rollout?.replicas ?? 0 };
}
function peakOf({ workload: workload2, before, after }) {
  const peaks = [before, after].map((stage) => {
    const state = stateAt(workload2, stage);
    const { own, moved: moved2 } = podsIn4(workload2, state, stage);
    const max = scaledIn(state, stage) ? autoscalerOf2(workload2)?.max ?? 0 : 0;
    return Math.max(own + moved2, max);
  });
  return Math.max(...peaks);
}
function sumsOf(rows) {
  let [own, moved2, peak] = [0, 0, 0];
  for (const row of rows) {
    const pods4 = podsAt2(row.workload, row.after);
    own += pods4.own;
    moved2 += pods4.moved;
    peak += peakOf(row);
  }
  return { own, moved: moved2, all: own + moved2, peak };
}

// src/migration/around.ts
var kinds4 = [
  ...watching,
  ...keepingHours,
  "VerticalPodAutoscaler",
  "ResourceQuota",
  "LimitRange",
  "AppProject"
];
function aroundProblems(workloads, groups3, run) {
  const sources = groups3.flatMap((group2) => group2.sources);
  const named2 = sources.flatMap((source2) => manifestsOfKinds(source2, kinds4));
  const scripts = sources.filter(({ bytes }) => includes(bytes, "kubectl"));
  const others2 = named2.some(isQuota) ? sources : [];
  const all2 = [
    ...named2,
    ...scripts.flatMap((source2) => manifestsOfKinds(source2, commanding)),
    ...others2.flatMap((source2) => manifestsOfKinds(source2, ["Deployment"]))
  ];
  const syncing = syncingIn(groups3, run);
  const projects = all2.filter(isProject);
  const namers = namersOf(all2);
  const hourly = all2.filter(({ kind: kind2 }) => keepingHours.includes(kind2));
  return [
    ...workloads.flatMap((each2) => [
      ...namingProblems(each2, namers.get(each2.name)),
      ...scalingProblems2(each2),
      ...ownProblems(each2, hourly),
      ...forbidden2(each2, projects, syncing)
    ]),
    ...quotaProblems(all2, workloads, run)
  ];
}
function namingProblems(workload2, namers) {
  const { deployment: deployment3, autoscalers, verticalAutoscalers } = workload2.manifests;
  const following = new Set(verticalAutoscalers.map(placeKey));
  const others2 = namers.filter((each2) => !following.has(placeKey(each2)));
  const named2 = { name: deployment3.name ?? "", namespace: deployment3.namespace };
  return [...autoscalers, ...others2].flatMap(
    (each2) => mentionsOf(each2, named2).map(({ how, path: path3 }) => {
      const at = placeOf(each2, ...path3);
      return namedByOthers(at, inWords2(how, titleOf(each2)), ...titlesOf(workload2), how);
    })
  );
}
var placeKey = (manifest) => JSON.stringify(placeOf(manifest));
var inWords2 = (how, title2) => ({
  measures: `A metric of ${title2} measures`,
  watches: `A query of ${title2} refers to`,
  commands: `A command of ${title2} names`,
  recommends: `${title2} targets`
})[how];
function scalingProblems2(workload2) {
  return workload2.manifests.foreignScalers.map(({ scaler, target: target3 }) => {
    const what = `${target3.by === "command" ? "A command of " : ""}${titleOf(scaler)} targets`;
    const at = placeOf(scaler, ...target3.path);
    return namedByOthers(at, what, ...titlesOf(workload2), "scales");
  });
}
function titlesOf({ manifests: { deployment: deployment3 }, rollout: rollout3 }) {
  return [titleOf(deployment3), titleOf({ ...deployment3, kind: "Rollout", name: rollout3 })];
}
function* ownProblems(workload2, others2) {
  const { deployment: deployment3 } = workload2.manifests;
  const titles = titlesOf(workload2);
  const resource = resourceOf(deployment3);
  for (const { manifest, path: path3, what, by: by2 } of hoursOf(deployment3, others2)) {
    const does = manifest === deployment3 ? "is on" : "applies to";
    const at = placeOf(manifest, ...path3);
    yield namedByOthers(at, `${what} ${does}`, ...titles, by2);
  }
  for (const autoscaler of workload2.manifests.autoscalers) {
    const fallback = fallbackCountIn(resourceOf(autoscaler)) ?? 0;
    if (fallback < 1 || fallback >= workload2.replicas) continue;
    const at = placeOf(autoscaler, "spec", "fallback", "replicas");
    yield fallbackBelowHold(at, titleOf(autoscaler), fallback, workload2.replicas);
  }
  if (workload2.replicas === 1 && neverSurges(resource)) {
    const at = placeOf(deployment3, "spec", "strategy", "rollingUpdate", "maxSurge");
    yield singletonRunsTwice(at, ...titles);
  }
  for (const { node, what } of hashReferencesIn(deployment3))
    yield podHashMissing(locate(deployment3.document, node.start), what, ...titles);
}
function forbidden2(workload2, projects, syncing) {
  if (projects.length === 0) return [];
  const { deployment: deployment3 } = workload2.manifests;
  const found2 = forbiddingProject(deployment3, projects, bringersOf(deployment3, syncing));
  if (!found2) return [];
  const { project, field } = found2;
  const [, rollout3] = titlesOf(workload2);
  const at = placeOf(project, "spec", field);
  const finding = projectForbidsRollout(at, titleOf(project), rollout3, field);
  return [{ ...finding, severity: "warning" }];
}
function quotaProblems(all2, workloads, { namespace: given3 }) {
  const quotas = all2.filter(isQuota);
  if (quotas.length === 0) return [];
  const moving = workloads.map((each2) => ({
    workload: each2.manifests.deployment,
    pods: highestOf(each2)
  }));
  const places4 = new Set(moving.map(({ workload: workload2 }) => placeKey(workload2)));
  const others2 = all2.filter((each2) => isDeployment(each2) && !isPatch2(each2) && !places4.has(placeKey(each2))).map((workload2) => ({ workload: workload2, pods: statedPodsOf(workload2) }));
  return quotas.flatMap((quota) => {
    const inSpace = (each2) => mayShareNamespace(each2.namespace, quota.namespace, given3);
    const demands = [...moving, ...others2].filter(({ workload: workload2 }) => inSpace(workload2));
    const ranges = all2.filter((each2) => isLimitRange(each2) && inSpace(each2));
    const shortage = demands.length > 0 ? shortageOf(quota, demands, ranges) : void 0;
    if (!shortage) return [];
    return [quotaBelowPeak(placeOf(quota, "spec", "hard"), titleOf(quota), shortage)];
  });
}
function highestOf(workload2) {
  const stages3 = stagesOf(workload2);
  const peaks = stages3.slice(1).map((after, at) => {
    const before = stages3[at] ?? after;
    return peakOf({ workload: workload2, before, after });
  });
  return Math.max(0, ...peaks);
}

// src/migration/patches.ts
import jsonpatch from "fast-json-patch";
function patchesBetween(from, to) {
  const changed = to.changed.flatMap(({ manifest, value }, at) => {
    const before = from.changed[at]?.value ?? {};
    return patchOf(nameOf6(manifest, before["apiVersion"]), before, value);
  });
  return [...changed, ...rolloutPatches(from, to)];
}
function rolloutPatches({ newRollout: before }, { newRollout: after }) {
  if (!after) return [];
  if (!before) return [{ create: after }];
  const { name = "", namespace } = after.metadata;
  const target3 = {
    apiVersion: after.apiVersion,
    kind: after.kind,
    ...namespace !== void 0 && { namespace },
    name
  };
  return patchOf(target3, before, after);
}
function patchOf(target3, before, after) {
  const patch = jsonpatch.compare(before, after);
  return patch.length > 0 ? [{ target: target3, patch }] : [];
}
function nameOf6({ apiVersion, kind: kind2, namespace, name = "" }, before) {
  return {
    apiVersion: typeof before === "string" ? before : apiVersion,
    kind: kind2,
    ...namespace !== void 0 && { namespace },
    name
  };
}

// src/migration/post-renderers.ts
function printPostRenderers(patches) {
  const changes = patches.flatMap((each2) => "target" in each2 ? [each2] : []);
  const patched = changes.map(({ target: target3, patch }) => ({
    target: {
      ...groupOf(target3.apiVersion) !== "" && { group: groupOf(target3.apiVersion) },
      version: target3.apiVersion.slice(target3.apiVersion.indexOf("/") + 1),
      kind: target3.kind,
      name: target3.name
    },
    patch: JSON.stringify(patch)
  }));
  const kustomize = { kustomize: { patches: patched } };
  const lines2 = [
    "# The spec of the HelmRelease. The Rollout is a manifest beside it, in the folder of this stage.",
    ...printBlock({ spec: { postRenderers: patched.length > 0 ? [kustomize] : [] } })
  ];
  return lines2.join("\n") + "\n";
}

// src/migration/rollers.ts
function rollersOf(deployment3) {
  const template = templateOf(deployment3);
  const own = annotationsOf2(deployment3.node).filter(
    ([key]) => key.includes("reloader.stakater.com")
  );
  const hashes = annotationsOf2(template).filter(([key]) => /checksum|hash/i.test(key));
  const named2 = own.length > 0 ? configsOf(template) : [];
  return [
    ...own.map(([key, value]) => ({ kind: "annotation", key, value })),
    ...named2.map((config2) => ({ kind: "config", config: config2 })),
    ...hashes.map(([key]) => ({ kind: "hash", key }))
  ];
}
function annotationsOf2(node) {
  const entries = asEntries(valueOf(findNode(node, "metadata", "annotations"))) ?? {};
  return Object.entries(entries).map(([key, value]) => [key, String(value)]);
}
function configsOf(template) {
  const containers = ["initContainers", "containers"].flatMap(
    (key) => findItems(template, "spec", key)
  );
  const sources = containers.flatMap((each2) => findItems(each2, "envFrom"));
  const values = containers.flatMap((each2) => findItems(each2, "env")).flatMap((each2) => findNode(each2, "valueFrom") ?? []);
  const volumes = findItems(template, "spec", "volumes");
  const names = (nodes, kind2, ...path3) => nodes.flatMap((each2) => {
    const name = findString(each2, ...path3);
    return name === void 0 ? [] : [`${kind2} \`${name}\``];
  });
  return [
    .../* @__PURE__ */ new Set([
      ...names(sources, "ConfigMap", "configMapRef", "name"),
      ...names(values, "ConfigMap", "configMapKeyRef", "name"),
      ...names(volumes, "ConfigMap", "configMap", "name"),
      ...names(sources, "Secret", "secretRef", "name"),
      ...names(values, "Secret", "secretKeyRef", "name"),
      ...names(volumes, "Secret", "secret", "secretName")
    ])
  ];
}

// src/migration/side-by-side-problems.ts
var room = "make sure that the nodes have room for the peak of each stage, or relax the rule for the migration";
var requiredAntiAffinity = define({
  code: "required-anti-affinity",
  severity: "warning",
  message: (deployment3, topologyKey) => `Required podAntiAffinity of ${deployment3} allows one pod for each "${topologyKey}", and the pods of its Rollout count as well`,
  hint: room,
  why: "During a grow both sides have pods, so some may stay Pending for want of a node."
});
var requiredTopologySpread = define({
  code: "required-topology-spread",
  severity: "warning",
  message: (deployment3, topologyKey) => `A topologySpreadConstraint of ${deployment3} with DoNotSchedule over "${topologyKey}" also counts the pods of its Rollout`,
  hint: room,
  why: "During a grow both sides have pods, so some may stay Pending because the spread would be uneven."
});
var hostPort = define({
  code: "host-port",
  severity: "warning",
  message: (deployment3, port) => `${deployment3} uses hostPort ${port}, so only one of its pods fits on a node`,
  hint: "make sure that enough nodes exist for the peak of each stage",
  why: "During a grow both sides have pods, so some may stay Pending for want of a node with a free port."
});
var hostNetwork = define({
  code: "host-network",
  severity: "warning",
  message: (deployment3) => `${deployment3} uses hostNetwork, so two of its pods on one node may need the same port`,
  hint: "make sure that enough nodes exist for the peak of each stage",
  why: "The second pod on a node fails to bind its port and restarts again and again."
});
var volumeMountedOnce = define({
  code: "volume-mounted-once",
  severity: "warning",
  message: (deployment3, claim, accessMode) => accessMode === "ReadWriteOncePod" ? `${deployment3} mounts ${claim}, which is ${accessMode}: no second pod can use it` : `${deployment3} mounts ${claim}, which is ${accessMode}: a pod on another node cannot start`,
  hint: "use a volume that several nodes can mount, or exclude the Deployment with `stage: baseline`",
  why: "Pods of the Rollout stay in ContainerCreating or Pending, so a grow never settles."
});
var claimNotInView = define({
  code: "claim-not-in-view",
  severity: "warning",
  message: (deployment3, claim) => `${deployment3} mounts PersistentVolumeClaim "${claim}", whose access mode is unknown`,
  hint: "make sure that it is ReadWriteMany or ReadOnlyMany, or pass its manifest with the others",
  why: "If only one node or pod may mount it, pods of the Rollout cannot start."
});

// src/migration/side-by-side.ts
function sideBySideWarnings(deployment3, claims) {
  const template = templateOf(deployment3);
  const pods4 = template && { deployment: deployment3, template, labels: labelsOf(template) };
  if (!pods4) return [];
  return [
    ...antiAffinityWarnings(pods4),
    ...spreadWarnings(pods4),
    ...hostWarnings(pods4),
    ...volumeWarnings(pods4, claims)
  ];
}
var labelsOf = (template) => asEntries(valueOf(findNode(template, "metadata", "labels"))) ?? {};
var templatePlace = ({ deployment: deployment3 }, { start }) => locate(deployment3.document, start);
function antiAffinityWarnings(pods4) {
  const { deployment: deployment3, template } = pods4;
  const required = "requiredDuringSchedulingIgnoredDuringExecution";
  return findItems(template, "spec", "affinity", "podAntiAffinity", required).filter((term) => matches3(findNode(term, "labelSelector"), pods4)).filter((term) => !isOfOthers(term, pods4)).map(
    (term) => requiredAntiAffinity(
      templatePlace(pods4, term),
      titleOf(deployment3),
      topologyOf(term)
    )
  );
}
var topologyOf = (term) => findString(term, "topologyKey") ?? "";
function isOfOthers(term, { deployment: deployment3, labels }) {
  const { namespace } = deployment3;
  const isOtherValue = textsAt(term, "mismatchLabelKeys").some((key) => key in labels);
  const namespaces = textsAt(term, "namespaces");
  const isOtherNamespace = namespace !== void 0 && namespaces.length > 0 && !namespaces.includes(namespace) && asMapping(findNode(term, "namespaceSelector")) === void 0;
  return isOtherValue || isOtherNamespace;
}
function spreadWarnings(pods4) {
  const { deployment: deployment3, template } = pods4;
  return findItems(template, "spec", "topologySpreadConstraints").filter((term) => findString(term, "whenUnsatisfiable") !== "ScheduleAnyway").filter((term) => matches3(findNode(term, "labelSelector"), pods4)).map(
    (term) => requiredTopologySpread(
      templatePlace(pods4, term),
      titleOf(deployment3),
      topologyOf(term)
    )
  );
}
function hostWarnings(pods4) {
  const { deployment: deployment3, template } = pods4;
  const title2 = titleOf(deployment3);
  const network = findNode(template, "spec", "hostNetwork");
  if (network && valueOf(network) === true) {
    return [hostNetwork(templatePlace(pods4, network), title2)];
  }
  return ["initContainers", "containers"].flatMap((key) => findItems(template, "spec", key)).flatMap((container) => findItems(container, "ports")).flatMap((port) => {
    const found2 = findNode(port, "hostPort");
    const value = valueOf(found2);
    if (!found2 || typeof value !== "number" || value === 0) return [];
    return [hostPort(templatePlace(pods4, found2), title2, value)];
  });
}
function volumeWarnings(pods4, claims) {
  const { deployment: deployment3, template } = pods4;
  const title2 = titleOf(deployment3);
  return findItems(template, "spec", "volumes").flatMap((volume) => {
    const node = findNode(volume, "persistentVolumeClaim", "claimName");
    const name = node && valueOf(node);
    if (!node || typeof name !== "string") return [];
    const claim = claims.find((each2) => each2.name === name && isBeside2(each2, deployment3));
    const modes = claim ? textsAt(claim.node, "spec", "accessModes") : [];
    if (!claim || modes.length === 0) {
      return [claimNotInView(templatePlace(pods4, node), title2, name)];
    }
    const once2 = modes.find((mode) => mode.startsWith("ReadWriteOnce"));
    if (once2 === void 0 || modes.some((mode) => mode.endsWith("Many"))) return [];
    return [volumeMountedOnce(templatePlace(pods4, node), title2, titleOf(claim), once2)];
  });
}
var isBeside2 = (a, b) => a.namespace === void 0 || b.namespace === void 0 || a.namespace === b.namespace;
function textsAt(node, ...path3) {
  return findItems(node, ...path3).flatMap((item) => {
    const value = valueOf(item);
    return typeof value === "string" ? [value] : [];
  });
}
function matches3(selector, { labels }) {
  const mapping = asMapping(selector);
  if (!mapping) return false;
  const wanted = Object.entries(asEntries(valueOf(findNode(mapping, "matchLabels"))) ?? {});
  return wanted.every(([key, value]) => key in labels && String(labels[key]) === String(value)) && findItems(mapping, "matchExpressions").every((expression) => isMet3(expression, labels));
}
function isMet3(expression, labels) {
  const key = findString(expression, "key") ?? "";
  const values = findItems(expression, "values").map((item) => String(valueOf(item)));
  const isThere = key in labels;
  const isListed = isThere && values.includes(String(labels[key]));
  const operator = findString(expression, "operator");
  if (operator === "In") return isListed;
  if (operator === "NotIn") return !isListed;
  if (operator === "Exists") return isThere;
  return operator === "DoesNotExist" && !isThere;
}

// src/migration/plan.ts
function readRows(sources, given3) {
  const stage = given3.config?.workloads ? void 0 : "introduce-rollout";
  const { workloads, baselines, diagnostics, ...read3 } = readStandings(sources, given3, stage);
  const run = planning(read3.run);
  const pinned2 = workloads.map((each2) => selectedAt(each2, pinReplicas));
  const told = [...diagnostics, ...replicasOfSeveral(pinned2, given3)];
  if (hasErrors(told)) return { rows: [], baselines, run, diagnostics: told };
  const found2 = workloads.map((standing) => rowOf2(standing, run));
  const rows = found2.flatMap((each2) => "workload" in each2 ? [each2] : []);
  const refusals2 = found2.flatMap((each2) => "workload" in each2 ? [] : each2.diagnostics);
  const argocd = argoCdOf(sources);
  const early2 = rows.flatMap(
    ({ standing, workload: workload2 }) => rulesTooEarly(argocd, standing, stagesOf(workload2)).map(asWarning)
  );
  const why = rows.length > 0 ? refusals2 : refusals2.map(asError);
  return { rows, baselines, run, diagnostics: [...told, ...early2, ...why] };
}
function plan(sources, given3) {
  const { rows, baselines, run, diagnostics } = readRows(sources, given3);
  const claims = baselines.flatMap((group2) => group2.sources).flatMap((source2) => manifestsOfKind(source2, "PersistentVolumeClaim"));
  const isFlux = applierOf(given3) === "flux";
  const stages3 = stagesOfAll(rows, baselines, { run, isFlux });
  const applicationOf = applicationsIn2(baselines, given3);
  const workloads = rows.map(({ workload: workload2 }) => ({
    ...workload2,
    application: applicationOf(workload2.manifests.deployment)
  }));
  const around = aroundProblems(workloads, baselines, given3);
  return {
    stages: stages3.map(({ planned }) => planned),
    workloads,
    around,
    diagnostics: sortDiagnostics(
      withoutRepeats([
        ...diagnostics,
        ...rows.flatMap(
          ({ workload: workload2 }) => sideBySideWarnings(workload2.manifests.deployment, claims)
        ),
        ...around,
        ...stages3.flatMap((each2) => each2.diagnostics)
      ])
    )
  };
}
function applicationsIn2(groups3, run) {
  const syncing = syncingIn(groups3, run);
  return (manifest) => {
    const found2 = bringersOf(manifest, syncing);
    const [own] = found2;
    return found2.length === 1 && own?.kind === "Application" ? own.name : void 0;
  };
}
var planning = (run) => ({ ...run, applier: "helm3" });
function rowOf2(standing, run) {
  const { current, edited, planned, selected, state } = standing;
  const [rollout3] = current.rollouts;
  const { entry } = selected;
  if (entry?.stage === "baseline" && !isMeant2(standing, run)) {
    return { diagnostics: [leftAtBaseline(entry.at("stage"), entry.name)] };
  }
  if (edited.length > 0) return { diagnostics: editedFaults(edited) };
  if (rollout3 && !planned && !selected.named && state.rollout?.replicas !== 0) {
    return { diagnostics: [leftAlone2(current.deployment, rollout3)] };
  }
  const first = resolve(atStage(standing, introduceRollout), run);
  if (!first.workload) return first;
  const workload2 = plannedWorkload(standing, run);
  const later = laterRefusals(standing, run);
  if (later.length > 0) return { diagnostics: later };
  if ("code" in workload2) return { diagnostics: [workload2] };
  const rolledBy = rollersOf(workload2.manifests.deployment);
  const names = namesOf2(workload2.manifests, run);
  return {
    standing,
    workload: { ...workload2, ...names, release: entry?.release ?? run.release, rolledBy, entry }
  };
}
function laterRefusals(standing, run) {
  return withoutRepeats(
    [pinReplicas, retargetAutoscaler].flatMap((stage) => {
      const { diagnostics } = resolve(atStage(standing, stage), run);
      return diagnostics.filter(({ severity }) => severity === "error");
    })
  );
}
function atStage(standing, stage) {
  const selected = selectedAt(standing, stage);
  if (!selected.entry) return selected;
  const { replicasIgnored: _, ...entry } = selected.entry;
  return { ...selected, entry };
}
function stagesOfAll(rows, baselines, { run, isFlux }) {
  const own = new Map(rows.map((row) => [row, stagesOf(row.workload)]));
  const moves2 = (row, stage) => stage.kind !== "baseline" && own.get(row)?.some((each2) => isSameStage(each2, stage)) === true;
  const percents = new Set(rows.flatMap(({ workload: workload2 }) => workload2.percents));
  const stages3 = allStages([...percents].sort((a, b) => a - b)).filter(
    (stage) => stage.kind === "baseline" || rows.some((row) => moves2(row, stage))
  );
  const waiting3 = new Map(rows.map((row) => [row, baseline]));
  return stages3.map((stage, number) => {
    const moving = rows.filter((row) => moves2(row, stage));
    const patches = moving.flatMap((row) => patchesOf(row, [waiting3.get(row) ?? baseline, stage]));
    for (const row of moving) waiting3.set(row, stage);
    const results = rows.map(
      (row) => convertOne(atStage(row.standing, waiting3.get(row) ?? stage), run)
    );
    const planned = {
      folder: `${String(number).padStart(2, "0")}-${printStage(stage)}`,
      stage,
      moves: moving.map(({ workload: workload2 }) => ({ workload: workload2, stage })),
      patches,
      ...isFlux && number > 0 && { postRenderers: printPostRenderers(sinceBaseline(waiting3)) },
      revisions: revisionsOf(baselines, results)
    };
    return { planned, diagnostics: results.flatMap((result) => result.diagnostics) };
  });
}
var sinceBaseline = (stages3) => [...stages3].flatMap(([row, stage]) => patchesOf(row, [baseline, stage]));
function patchesOf({ workload: workload2 }, [from, to]) {
  return patchesBetween(valuesAt(workload2, from), valuesAt(workload2, to));
}

// src/simulate/end-objects.ts
var objectOf2 = ({ deployment: deployment3, rollout: rollout3 }, kind2) => kind2 === "Deployment" ? deployment3 : rollout3;
function podLabelsOf2(end, kind2) {
  const own = labelsIn2(objectOf2(end, kind2));
  return own ?? (kind2 === "Rollout" && end.rollout ? labelsIn2(end.deployment) : void 0);
}
function labelsIn2(object2) {
  const template = fieldOf(object2, "spec", "template");
  if (!template) return void 0;
  return asEntries(fieldOf(template, "metadata", "labels")) ?? {};
}

// src/simulate/services.ts
function servicesOf(from, to) {
  const some = namedOrPart(from, to);
  if (some.length === 0 || some.some(({ named: named3 }) => named3)) return some;
  const live3 = [from, to].flatMap(({ rollout: rollout3 }) => rollout3 ? servicesIn(rollout3) : []);
  const named2 = live3.find(({ role }) => role === "live");
  if (!named2) return some;
  return [...some, { name: named2.name, from: all, to: all, keptBy: [], named: true }];
}
function namedOrPart(from, to) {
  const roles = [from, to].flatMap(({ rollout: rollout3 }) => rollout3 ? servicesIn(rollout3) : []);
  return from.services.flatMap((service) => {
    const name = nameIn(service);
    const own = roles.filter((each2) => each2.name === name);
    const before = selectsOf(service, from, to);
    const isForNew = own.some(({ role }) => role === "new");
    if (isForNew || !before || !servesBefore(before, from)) return [];
    const after = to.services.find((each2) => nameIn(each2) === name);
    const change = {
      name,
      from: before,
      to: after && (withKnownHashes(selectsOf(after, from, to), service, after) ?? none2),
      keptBy: keepersIn(service),
      named: own.length > 0
    };
    return isOfAll(change.from) && isOfAll(change.to) ? [] : [change];
  });
}
var nothing2 = { before: false, after: false };
var everything = { before: true, after: true };
var none2 = { Deployment: nothing2, Rollout: nothing2 };
var all = { Deployment: everything, Rollout: everything };
var isOfAll = (selects) => selects !== void 0 && kinds3.every((kind2) => selects[kind2].before && selects[kind2].after);
function servesBefore(selects, { deployment: deployment3, rollout: rollout3 }) {
  if (deployment3 && selects.Deployment.before) return true;
  const isMoved2 = !deployment3 || integerOf(deployment3, "spec", "replicas") === 0;
  return rollout3 !== void 0 && isMoved2 && selects.Rollout.before;
}
function selectsOf(service, from, to) {
  const selector = selectorIn(service);
  if (!selector) return void 0;
  const select2 = (kind2) => {
    const before = podLabelsOf2(from, kind2) ?? podLabelsOf2(to, kind2);
    if (!before) return everything;
    const after = podLabelsOf2(to, kind2) ?? before;
    return {
      before: selectsPods(selector, kind2, before),
      after: selectsPods(selector, kind2, after)
    };
  };
  const [deployment3 = nothing2, rollout3 = nothing2] = kinds3.map(select2);
  return { Deployment: deployment3, Rollout: rollout3 };
}
function withKnownHashes(selects, before, after) {
  const hashOf3 = (service, key) => selectorIn(service)?.[key];
  const isNew = Object.values(podHashLabels).some((key) => {
    const hash2 = hashOf3(after, key);
    return hash2 !== void 0 && hash2 !== hashOf3(before, key);
  });
  return isNew ? none2 : selects;
}
function selectsPods(selector, kind2, labels) {
  const { [podHashLabels[kind2]]: _, ...others2 } = selector;
  return hasAll(labels, others2);
}

// src/simulate/ends.ts
function factsBetween(from, to) {
  const fixed2 = kinds3.filter((kind2) => isReselected(kind2, from, to));
  const services = servicesOf(from, to);
  return {
    names: { from: namesOf3(from), to: namesOf3(to) },
    ...fixed2.length > 0 && { fixed: fixed2 },
    ...isRelabelled(from, to) && { relabelled: true },
    ...isUnmatched2(to) && { unmatched: true },
    ...services.length > 0 && { services }
  };
}
function namesOf3(end) {
  return Object.fromEntries(
    kinds3.flatMap((kind2) => {
      const object2 = objectOf2(end, kind2);
      return object2 ? [[kind2, nameIn(object2)]] : [];
    })
  );
}
function isReselected(kind2, from, to) {
  const [before, after] = [objectOf2(from, kind2), objectOf2(to, kind2)];
  if (!before || !after || nameIn(before) !== nameIn(after)) return false;
  const [old, now] = [before, after].map((each2) => fieldOf(each2, "spec", "selector") ?? null);
  if (!old || !now) return false;
  return canonical(plainSelector(old)) !== canonical(plainSelector(now));
}
var plainSelector = (selector) => Object.fromEntries(
  Object.entries(asEntries(selector) ?? {}).filter(
    ([, part3]) => part3 !== null && !["{}", "[]"].includes(JSON.stringify(part3))
  )
);
var isRelabelled = (from, to) => kinds3.some((kind2) => {
  const [before, after] = [podLabelsOf2(from, kind2), podLabelsOf2(to, kind2)];
  return before && after && canonical(before) !== canonical(after);
});
function isUnmatched2(end) {
  const labels = podLabelsOf2(end, "Rollout");
  const selector = fieldOf(end.rollout, "spec", "selector");
  return labels !== void 0 && !!selector && !matches(selector, labels);
}

// src/simulate/plan.ts
var ignoring = {
  ignoresReplicasOf: ["Rollout"],
  respects: true,
  onlyOutOfSync: false
};
function transitionsOf(workload2, applier) {
  const stages3 = statesOf2(workload2, applier);
  const forth = pairs2(stages3).map(([from, to]) => between(workload2, { from, to, applier }));
  const back = pairs2(stages3.map((each2) => pinned(workload2, each2))).map(([to, from]) => between(workload2, { from, to, applier })).reverse();
  return [...forth, ...back];
}
function statesOf2(workload2, applier) {
  const isScaled = workload2.baseline.autoscalers.length > 0;
  return stagesOf(workload2).flatMap((stage) => {
    const name = printStage(stage);
    const state = stateAt(workload2, stage);
    if (!leavesFields(applier) || !isScaled) {
      const isOut = applier === "kubectl" && stage.kind === "release-autoscaler";
      return isOut ? [] : [{ name, stage, state }];
    }
    const withRule = { ...state, application: ignoring };
    if (stage.kind === "release-autoscaler") return [{ name, stage, state: withRule }];
    if (stage.kind !== "retarget-autoscaler") return [{ name, stage, state }];
    return [
      { name, stage, state },
      { name: `${name}, replicas ignored`, stage, state: withRule }
    ];
  });
}
function pairs2(stages3) {
  return stages3.slice(1).flatMap((stage, at) => {
    const before = stages3[at];
    return before ? [[before, stage]] : [];
  });
}
function pinned(workload2, named2) {
  if (!isHarmless(named2.stage) || !keepsPin(workload2)) return named2;
  return { ...named2, state: { ...named2.state, deployment: { replicas: workload2.replicas } } };
}
function between({ name, baseline: baseline2, replicas, facts }, { from, to, applier }) {
  return {
    from: from.name,
    to: to.name,
    change: {
      name,
      from: from.state,
      to: to.state,
      baseline: baseline2,
      applier: applierFor(applier, [from.name, to.name]),
      floor: replicas,
      ...facts
    }
  };
}
function applierFor(applier, names) {
  const isReleased2 = names.includes("release-autoscaler");
  return applier === "helm4" && isReleased2 ? "helm4-client-side" : applier;
}

// src/simulate/problems.ts
var syncNotCertain = define({
  code: "sync-not-certain",
  severity: "error",
  message: (application2, workload2) => `What ${application2} does with spec.replicas of ${workload2} cannot be determined, so nothing can be proved about it`,
  hint: "name the fields in jsonPointers, without templates and managedFieldsManagers, and one Application for one manifest",
  why: "If Argo CD keeps the live count or skips the object, the stage does not happen and the next one can cost pods."
});
var syncOutOfView = define({
  code: "sync-out-of-view",
  severity: "warning",
  message: (rollout3, replicas) => `Nothing in the input shows that the applier ignores spec.replicas of ${rollout3}: if it does not, each sync sets it to ${replicas}, overriding its autoscaler`,
  hint: "pass the Application as well, or pass --replicas-ignored if it ignores the field",
  why: "At a busy hour each sync would remove the pods that the autoscaler has added."
});
var nothingToSimulate = define({
  code: "nothing-to-simulate",
  severity: "error",
  message: (end) => `No workload can be read from ${end}, so nothing can be proved about it`,
  hint: "pass manifests with a Deployment, or with a Rollout that refers to one",
  exit: 2,
  why: "An empty proof would look like a safe change."
});
var planNotSafe = define({
  code: "plan-not-safe",
  severity: "warning",
  message: (workload2, folder, rule) => `The plan is not safe for ${workload2}, first at ${folder}: ${rule}`,
  hint: "find out how with `rolloutify simulate`, and fix the cause before the first stage",
  why: "Carried out as it is, the plan can cost pods that serve, or never reach its end."
});

// src/simulate/sides.ts
function serviceFinder(sources, { namespace: given3 }) {
  const all2 = sources.flatMap((source2) => manifestsOfKind(source2, "Service")).filter(isService);
  const services = grouped(all2, ({ namespace = given3 }) => namespace);
  const inSpace = (namespace) => services.get(namespace) ?? [];
  return (namespace = given3) => {
    const own = namespace === void 0 ? all2 : [...inSpace(namespace), ...inSpace(void 0)];
    return own.map(resourceOf);
  };
}
function objectsOf({ manifests, namespace }, servicesOf2) {
  const { deployment: deployment3, rollouts } = manifests;
  const [rollout3] = rollouts;
  return {
    deployment: deployment3 && wholeResourceOf(deployment3),
    rollout: rollout3 && wholeResourceOf(rollout3),
    services: servicesOf2(namespace)
  };
}
function stagedObjects(manifests, servicesOf2) {
  const { deployment: deployment3, rollouts } = manifests;
  const objects = objectsOf({ manifests, namespace: deployment3.namespace }, servicesOf2);
  if (rollouts.length > 0) return objects;
  const made = { metadata: { name: deployment3.name ?? "" }, spec: {} };
  return { ...objects, rollout: made };
}

// src/simulate/proved.ts
function provedIn(workloads, groups3, run) {
  const sources = groups3.flatMap((group2) => group2.sources);
  const servicesOf2 = serviceFinder(sources, run);
  return workloads.map((each2) => {
    const facts = factsOf2(each2.manifests, servicesOf2);
    return facts ? { ...each2, facts } : each2;
  });
}
function factsOf2(manifests, servicesOf2) {
  const { deployment: deployment3 } = manifests;
  const isNamedAlike = rolloutNameOf(manifests) === deployment3.name;
  if (isNamedAlike && servicesOf2(deployment3.namespace).length === 0) return void 0;
  const objects = stagedObjects(manifests, servicesOf2);
  const { names, ...facts } = factsBetween(objects, objects);
  return isNamedAlike ? facts : { ...facts, ...names && { names } };
}

// src/simulate/changes.ts
function plannedChanges(sources, run, applier) {
  const { rows, baselines, diagnostics } = readRows(sources, run);
  const workloads = provedIn(
    rows.map(({ workload: workload2 }) => workload2),
    sources,
    run
  );
  const changes = workloads.flatMap((workload2) => {
    const { name, namespace } = workload2;
    return transitionsOf(workload2, applier).map((each2) => ({ ...each2, workload: name, namespace }));
  });
  const around = aroundProblems(workloads, baselines, run);
  const isEmpty5 = rows.length === 0 && !hasErrors(diagnostics);
  const none3 = isEmpty5 ? [nothingToSimulate(argumentsPlace, "the input")] : [];
  return {
    changes,
    diagnostics: withoutRepeats([
      ...diagnostics.filter((each2) => !isUnproved(each2)),
      ...around,
      ...none3
    ]),
    unproved: diagnostics.filter(isUnproved).map((each2) => ({ ...each2, severity: "error" }))
  };
}
var isUnproved = ({ severity, code: code2 }) => severity === "warning" && code2 !== rolloutLeftAlone.code;

// src/steps/profiles.ts
var careful = [{ setWeight: 25 }, { pause: {} }, { setWeight: 100 }];
function commentedSteps(steps3) {
  return printBlock({ steps: steps3 }).map((line) => `# ${line}`);
}

// src/library/look.ts
function check2(input, options2 = {}) {
  const [group2] = groupsOf(input, options2);
  if (!group2) return { diagnostics: [] };
  const config2 = placed(options2.config);
  const { namespace, release } = options2;
  const setting = { config: config2, namespace, release, patches: /* @__PURE__ */ new Set() };
  const { found: found2, ignores: ignores3 } = checkScope({ group: group2, setting });
  const left2 = withoutIgnored(withoutRepeats(found2), ignores3, {
    codes: ignores3.map(({ code: code2 }) => code2),
    idle: timeCodes
  });
  const levels = new Map(Object.entries(config2?.rules ?? {}));
  return { diagnostics: sortDiagnostics(withLevels(left2, levels)) };
}
function status(input, options2 = {}) {
  const { run, faults } = readOptions(options2);
  if (faults.length > 0) return { workloads: [], diagnostics: faults };
  const stage = run.config?.workloads ? void 0 : "introduce-rollout";
  return plain2(statusOf(readStandings(groupsOf(input, options2), run, stage)));
}
function statusOfConfig(input, options2 = {}) {
  const { run, faults } = readOptions(options2);
  const { config: config2, diagnostics } = parseConfig(input, options2.file);
  if (!config2 || faults.length > 0) {
    return { workloads: [], diagnostics: [...faults, ...diagnostics] };
  }
  return plain2(statusOfEntries(config2.workloads ?? [], { ...run, config: config2 }));
}
function plain2({ rows, diagnostics }) {
  return {
    workloads: rows.map(plainRow),
    diagnostics: sortDiagnostics(withoutRepeats(diagnostics))
  };
}
var plainRow = ({ file: _, state, scaling: scaling4, ...row }) => ({
  ...row,
  deployment: state.deployment?.replicas,
  rollout: state.rollout?.replicas,
  autoscaler: scaling4
});
function simulate2(input, options2 = {}) {
  const faults = [...faultsOf3(options2)];
  if (faults.length > 0) return { changes: [], diagnostics: faults };
  const run = runOf(options2);
  const found2 = plannedChanges(groupsOf(input, options2), run, applierOf(run));
  if (hasErrors(found2.diagnostics)) return { changes: [], diagnostics: found2.diagnostics };
  const changes = found2.changes.map(({ workload: workload2, namespace, from, to, change }) => {
    const result = simulate(change);
    const { verdict, minServing, maxPods } = result;
    const told = story(change, result).map(({ text: text3 }) => text3);
    return { workload: workload2, namespace, from, to, verdict, minServing, maxPods, story: told };
  });
  return { changes, diagnostics: sortDiagnostics(found2.diagnostics) };
}
function init(input, options2 = {}) {
  const { run, faults } = readOptions(options2);
  if (faults.length > 0) return { output: "", diagnostics: faults };
  const canaryComment = commentedSteps(careful);
  return initialConfig(groupsOf(input, options2), { ...run, canaryComment });
}

// src/library/parse.ts
var parseConfig2 = (text3, file) => parseConfig(text3, file);

// src/migration/runbook/words.ts
var onOneLine = (text3) => text3.replace(/[\0-\x1f\x7f]/g, " ");
function word3(text3) {
  return /^[\w./=,:@%+-]+$/.test(text3) ? text3 : `'${onOneLine(text3).replaceAll("'", `'\\''`)}'`;
}

// src/migration/runbook/calls.ts
var plainCall = {
  way: "folders",
  out: "plan",
  options: [],
  numbers: [],
  files: [],
  missing: []
};
var spoken = (...words3) => words3.filter(Boolean).join(" ");
var named = (workload2) => `--workload ${word3(spelled(workload2))}`;
function callFunction({ call, workloads }) {
  if (call.way === "folders" || workloads.length <= few) return [];
  const options2 = [...call.options, ...call.numbers].map(word3);
  const all2 = spoken('rolloutify migrate "$@"', ...options2, ...workloads.map(named));
  return [`of_plan() { ${all2}; }`];
}
function migrate({ call, workloads }, action3, ...rest) {
  const options2 = call.options.map(word3);
  if (call.way === "folders") return spoken("rolloutify migrate", action3, ...options2, ...rest);
  if (workloads.length > few) return spoken("of_plan", action3, ...rest);
  const all2 = [...options2, ...call.numbers.map(word3), ...workloads.map(named)];
  return spoken("rolloutify migrate", action3, ...all2, ...rest);
}
var live = '--live "$SNAPSHOT"';
function statusCall(book, folder) {
  const isFolder = book.call.way === "folders";
  return migrate(book, "status", live, isFolder ? word3(`${book.call.out}/${folder}`) : "");
}
var moveCall = (book, action3, ...options2) => migrate(book, action3, ...options2);
function stageCall(book, action3, stage, ...options2) {
  return migrate(book, action3, "--stage", printStage(stage), ...options2, "--write");
}
function inPlaceCall({ call }, action3, ...options2) {
  const { options: own, numbers: numbers2, files } = call;
  return spoken(
    "rolloutify migrate",
    action3,
    ...[...own, ...numbers2].map(word3),
    ...options2,
    ...files.map(word3)
  );
}
function raiseCall({ call, workloads }, more) {
  const [first] = workloads;
  const wanted = workloads.length === 1 && first ? `${word3(`${first.name}=${more(first)}`)}` : "NAME=N";
  const files = call.way === "folders" ? call.files.map(word3) : [];
  const options2 = call.options.map(word3);
  return spoken("rolloutify migrate raise", ...options2, "--replicas", wanted, "--write", ...files);
}
function planCall({ call }, out, ...numbers2) {
  const { options: options2, files } = call;
  const input = files.length > 0 ? files.map(word3) : ["-"];
  return spoken("rolloutify migrate plan", ...options2.map(word3), ...numbers2, "--out", out, ...input);
}
var workloadOption = (book) => book.only ? named(book.only) : "--workload NAME";

// src/migration/runbook/commands.ts
var given2 = (parts) => parts.filter(Boolean);
var lines = (...parts) => given2(parts).join("\n");
var paragraphs = (...parts) => given2(parts).join("\n\n");
var bullets = (...items) => lines(...given2(items).map((item) => `- ${item}`));
var shell = (...commands) => lines("```sh", ...commands, "```");
var output = (...printed) => lines("```text", ...printed, "```");
function code(text3) {
  const inner = onOneLine(text3).replaceAll("|", "\\|");
  return inner.includes("`") ? `\`\` ${inner} \`\`` : `\`${inner}\``;
}
function table(head2, rows) {
  const row = (cells) => `| ${cells.join(" | ")} |`;
  return lines(row(head2), row(["---", ...head2.slice(1).map(() => "---:")]), ...rows.map(row));
}
var titleOf2 = (workload2) => code(spelled(workload2));
var numberOf2 = ({ folder }) => /^\d+/.exec(folder)?.[0] ?? folder;
var kubectl3 = ({ namespace }) => namespace === void 0 ? "kubectl" : `kubectl -n ${word3(namespace)}`;
function namespaceOption({ workloads, isWide: isWide2 }) {
  const [first] = workloads;
  return first && !isWide2 ? kubectl3(first).slice("kubectl".length) : "";
}
var getAll = (kinds5, print, book) => `kubectl${namespaceOption(book)} get ${kinds5}${book.isWide ? " --all-namespaces" : ""} -o ${print}`;
function anyOne(book) {
  const { only: only2, isWide: isWide2 } = book;
  const at = `kubectl${isWide2 ? " -n NAMESPACE" : namespaceOption(book)}`;
  return { at, name: word3(only2?.name ?? "NAME"), rollout: word3(only2?.rollout ?? "NAME") };
}
function gateCommands(book, folder) {
  const kinds5 = `deploy,rollout,hpa,rs${book.hasKeda ? ",scaledobject" : ""}`;
  return [
    "SNAPSHOT=$(mktemp)",
    getAll(kinds5, 'json > "$SNAPSHOT"', book),
    `${statusCall(book, folder)}; echo "exit $?"`
  ];
}
function podChecks(chapter, { workloads, say: { checks: say } }) {
  if (workloads.length <= few) return chapter.moving.map((row) => podCheck(row, say));
  return [
    {
      commands: [`stage_pods ${numberOf2(chapter)}`],
      printed: ["all pods are there"],
      notes: [say.stagePods]
    }
  ];
}
function podCheck(row, say) {
  const { workload: workload2, after } = row;
  const { own, moved: moved2 } = podsAt2(workload2, after);
  const at = kubectl3(workload2);
  const deployment3 = word3(`deployment/${workload2.name}`);
  const rollout3 = word3(`rollout/${workload2.rollout}`);
  const scaled4 = scaledBy(workload2, after);
  const shown = (kind2, count2) => scaled4 === kind2 ? [rangeOf2(row), rangeOf2(row)] : asPrinted(count2);
  return {
    commands: [
      ...after.kind === "introduce-rollout" ? [waitForPhase(at, rollout3)] : [],
      ...scaled4 === "Deployment" ? [] : [waitFor(at, deployment3, own)],
      ...scaled4 === "Rollout" ? [] : [waitFor(at, rollout3, moved2)],
      `${at} get ${deployment3} ${rollout3} -o custom-columns='KIND:.kind,NAME:.metadata.name,WANTED:.spec.replicas,AVAILABLE:.status.availableReplicas'`
    ],
    printed: columns([
      ["KIND", "NAME", "WANTED", "AVAILABLE"],
      ["Deployment", workload2.name, ...shown("Deployment", own)],
      ["Rollout", workload2.rollout, ...shown("Rollout", moved2)]
    ]),
    notes: scaled4 ? [scaledNote(row, scaled4, say)] : []
  };
}
var asPrinted = (count2) => [String(count2), count2 === 0 ? "<none>" : String(count2)];
function columns(rows) {
  const widthOf = (at) => Math.max(...rows.map((row) => (row[at] ?? "").length)) + 3;
  return rows.map((row) => {
    const padded2 = row.map((cell, at) => at < row.length - 1 ? cell.padEnd(widthOf(at)) : cell);
    return onOneLine(padded2.join(""));
  });
}
function rangeOf2({ workload: workload2, after }) {
  const { min = 1 } = autoscalerOf2(workload2) ?? {};
  if (after.kind !== "pin-replicas") return boundsOf3(workload2);
  return min < workload2.replicas ? `${min}\u2013${workload2.replicas}` : String(workload2.replicas);
}
function scaledNote({ workload: workload2, after }, scaled4, say) {
  const { replicas } = workload2;
  const isPinned2 = after.kind === "pin-replicas";
  const range = isPinned2 ? say.upTo(autoscalerOf2(workload2)?.min, replicas) : say.within(boundsOf3(workload2));
  return `${say.scaled(titleOf2(workload2), scaled4, range)}${isPinned2 ? say.above(replicas) : ""}`;
}
function boundsOf3(workload2) {
  const autoscaler = autoscalerOf2(workload2);
  return autoscaler ? `${autoscaler.min}\u2013${autoscaler.max}` : "";
}
var waitForPhase = (at, object2) => `${at} wait --for=jsonpath='{.status.phase}'=Healthy ${object2} --timeout=5m`;
function waitFor(at, object2, count2) {
  if (count2 !== 0) {
    return `${at} wait --for=jsonpath='{.status.availableReplicas}'=${count2} ${object2} --timeout=15m`;
  }
  const counts4 = `${at} get ${object2} -o jsonpath='{.spec.replicas}/{.status.availableReplicas}'`;
  return `until [ "$(${counts4})" = 0/ ]; do sleep 5; done`;
}
function autoscalerChecks({ kind: kind2, moving }, book) {
  if (!/^(pause|retarget|release)-autoscaler$/.test(kind2)) return [];
  if (book.workloads.length > few) return manyAutoscalers(kind2, book);
  return moving.flatMap(({ workload: workload2 }) => {
    const autoscaler = autoscalerOf2(workload2);
    if (!autoscaler) return [];
    const check3 = autoscaler.kind === "ScaledObject" ? kedaCheck : hpaCheck;
    return [check3({ kind: kind2, workload: workload2, autoscaler, say: book.say.checks })];
  });
}
var target2 = "{.spec.scaleTargetRef.kind}/{.spec.scaleTargetRef.name}";
var kedaPaused2 = ".metadata.annotations.autoscaling\\.keda\\.sh/paused";
var hpaColumns = "MIN:.spec.minReplicas,MAX:.spec.maxReplicas,UP:.spec.behavior.scaleUp.selectPolicy,DOWN:.spec.behavior.scaleDown.selectPolicy";
var kedaColumns = `MIN:.spec.minReplicaCount,MAX:.spec.maxReplicaCount,PAUSED:${kedaPaused2}`;
function manyAutoscalers(kind2, book) {
  const say = book.say.checks;
  const hpas = ["hpa.v2.autoscaling", hpaColumns, say.hpaPaused, say.hpaAwake];
  const scaledObjects = ["scaledobject", kedaColumns, say.kedaPaused, say.kedaAwake];
  const lists = [...book.hasHpa ? [hpas] : [], ...book.hasKeda ? [scaledObjects] : []];
  return lists.map(([kinds5, columns2, paused, awake]) => {
    const atTheEnd = kind2 === "release-autoscaler" ? say.released(awake) : say.retargeted(awake);
    const print = `custom-columns='NAME:.metadata.name,TARGET:.spec.scaleTargetRef.kind,${columns2}'`;
    return {
      commands: [getAll(kinds5, print, book)],
      notes: [say.ofEach(kinds5, kind2 === "pause-autoscaler" ? paused : atTheEnd)]
    };
  });
}
var getPath = (get, path3) => `${get} -o jsonpath='${path3}{"\\n"}'`;
function hpaCheck({ kind: kind2, workload: workload2, autoscaler: hpa, say }) {
  const get = `${kubectl3(workload2)} get ${word3(`hpa.v2.autoscaling/${hpa.name}`)}`;
  if (kind2 === "pause-autoscaler") {
    const policies2 = "{.spec.behavior.scaleUp.selectPolicy} {.spec.behavior.scaleDown.selectPolicy}";
    return {
      commands: [getPath(get, `{.spec.minReplicas} ${policies2}`)],
      printed: [`${Math.min(hpa.min, 1)} Disabled Disabled`]
    };
  }
  const policies = "{range .spec.behavior.*} {.selectPolicy}{end}";
  const path3 = `${target2} {.spec.minReplicas} {.spec.maxReplicas}${policies}`;
  return {
    commands: [getPath(get, path3)],
    printed: [targetLine(kind2, workload2, hpa)],
    notes: [say.policies]
  };
}
function targetLine(kind2, workload2, { min, max }) {
  const { rollout: rollout3, replicas } = workload2;
  const bounds = kind2 === "retarget-autoscaler" ? `${replicas} ${replicas}` : `${min} ${max}`;
  return `Rollout/${onOneLine(rollout3)} ${bounds}`;
}
function kedaCheck({ kind: kind2, workload: workload2, autoscaler: keda2, say }) {
  const at = kubectl3(workload2);
  const get = `${at} get ${word3(`scaledobject/${keda2.name}`)}`;
  const hpa = `keda-hpa-${onOneLine(keda2.name)}`;
  const getHpa = `${at} get ${word3(`hpa/${hpa}`)}`;
  const note = say.kedaHpa(hpa);
  if (kind2 === "pause-autoscaler") {
    const gone = `Error from server (NotFound): horizontalpodautoscalers.autoscaling "${hpa}" not found`;
    const commands = [getPath(get, `{${kedaPaused2}}`), getHpa];
    return { commands, printed: ["true", gone], notes: [note] };
  }
  const path3 = `${target2} {.spec.minReplicaCount} {.spec.maxReplicaCount} paused={${kedaPaused2}}`;
  const isBlank = kind2 === "release-autoscaler";
  return {
    commands: [getPath(get, path3), getPath(getHpa, target2)],
    printed: [
      `${targetLine(kind2, workload2, keda2)} paused=`,
      `Rollout/${onOneLine(workload2.rollout)}`
    ],
    notes: [isBlank ? say.kedaBlank(note) : note]
  };
}

// src/migration/runbook/flux.ts
var fluxPreparation = ({ say: { flux: say } }) => paragraphs(
  say.kustomization,
  shell(
    `KUSTOMIZATION=my-kustomization   # ${say.itsName}`,
    `kubectl -n flux-system get kustomization "$KUSTOMIZATION" -o jsonpath='{.spec.ignore}{"\\n"}{.spec.prune}{"\\n"}'`
  ),
  bullets(say.ignore, say.prune, say.suspend),
  say.helm,
  bullets(say.patches, say.drift, say.look)
);
var fluxCheck = ({ say }) => ({
  commands: [
    'flux reconcile kustomization "$KUSTOMIZATION" --with-source',
    'flux get kustomization "$KUSTOMIZATION"',
    'flux events --for Kustomization/"$KUSTOMIZATION" | tail -3'
  ],
  notes: [say.flux.check]
});
function fluxSection(book) {
  const { isScaled, say } = book;
  return paragraphs(
    `## ${say.flux.title}`,
    say.flux.writes,
    isScaled ? atTheHold(book) : say.hold.nothing
  );
}
function atTheHold({ workloads, say: { flux: say, hold: hold3 } }) {
  const [{ namespace, rollout: rollout3, replicas } = { namespace: void 0, rollout: "web", replicas: 1 }] = workloads;
  return paragraphs(
    say.hold,
    shell(
      `kubectl${namespace === void 0 ? "" : ` -n ${namespace}`} apply --server-side --field-manager=replicas -f - <<'EOF'`,
      "apiVersion: argoproj.io/v1alpha1",
      "kind: Rollout",
      `metadata: { name: ${rollout3} }`,
      `spec: { replicas: ${replicas} }`,
      "EOF"
    ),
    say.onlyThen,
    lines(
      "```yaml",
      "spec:",
      "  ignore:",
      "    - paths: [/spec/replicas]",
      "      target: { group: argoproj.io, kind: Rollout }",
      "```"
    ),
    bullets(say.order, hold3.replicasIgnored, say.without, hold3.ends)
  );
}

// src/migration/runbook/appliers.ts
function applierPreparation(book) {
  if (book.isArgo) return argoPreparation(book);
  if (book.applier === "flux") return fluxPreparation(book);
  if (!book.isHelm || releasesOf(book)) return void 0;
  const say = book.say.helm;
  return paragraphs(say.release, shell(`RELEASE=my-release   # ${say.itsName}`));
}
function argoPreparation(book) {
  const {
    isScaled,
    hasPin,
    say: { argo: say }
  } = book;
  return paragraphs(
    say.application,
    shell(
      `APP=${applicationsOf(book)}`,
      `kubectl -n argocd get application "$APP" -o jsonpath='{.spec.ignoreDifferences}{"\\n"}{.spec.syncPolicy}{"\\n"}'`,
      `kubectl -n argocd get configmap argocd-cm -o yaml | grep -n ignoreDifferences   # ${say.nothing}`
    ),
    lines(say.rules, isScaled && hasPin ? say.ruleAtPin : say.ruleFirst)
  );
}
function applicationsOf({ workloads }) {
  const names = [...new Set(workloads.map(({ application: application2 }) => application2))];
  const known = names.flatMap((name) => name === void 0 ? [] : [name]);
  if (known.length === 0 || known.length < names.length || known.length > few) {
    return "my-application";
  }
  const first = word3(known[0] ?? "");
  return known.length === 1 ? first : `${first}   # ${known.map(onOneLine).join(", ")}`;
}
function applierChecks(chapter, book) {
  if (book.isArgo) return [argoCheck(chapter, book)];
  if (book.applier === "flux") return [fluxCheck(book)];
  if (!book.isHelm) return [];
  const at = book.isWide ? " -n NAMESPACE" : namespaceOption(book);
  const known = releasesOf(book) ?? [`helm${at} status "$RELEASE"`];
  const commands = known.map((status2) => `${status2} | grep STATUS`);
  return [{ commands, printed: known.map(() => "STATUS: deployed") }];
}
function releasesOf({ workloads }) {
  if (workloads.some(({ release }) => release === void 0)) return void 0;
  const asked = workloads.map((each3) => {
    const at = kubectl3(each3).slice("kubectl".length);
    return `helm${at} status ${word3(each3.release ?? "")}`;
  });
  const each2 = [...new Set(asked)];
  return each2.length > few ? void 0 : each2;
}
function argoCheck({ kind: kind2, rows }, { hasKeda, say: { argo: say } }) {
  const isSuspended = hasKeda && ["pause-autoscaler", "grow", "shrink"].includes(kind2);
  const mayDiffer = rows.some(
    ({ workload: workload2, after }) => stateAt(workload2, after).deployment?.replicas !== void 0 && scaledBy(workload2, after) === "Deployment"
  );
  const sync = mayDiffer ? "" : " --sync";
  return {
    commands: [
      ...kind2 === "pin-replicas" ? ['argocd app sync "$APP"'] : [],
      'argocd app get "$APP" --refresh',
      `argocd app wait "$APP"${sync} --health${isSuspended ? " --suspended" : ""} --operation --timeout 900`
    ],
    notes: [
      say.shown(isSuspended ? say.suspended : say.healthy, mayDiffer ? say.differs : say.synced),
      ...kind2 === "pin-replicas" ? [say.syncPin] : [],
      ...kind2 === "retarget-autoscaler" ? [say.degraded] : []
    ]
  };
}
function beforeRelease({ applier, say }) {
  if (applier === "kubectl") return say.kubectl.beforeRelease;
  if (applier === "helm4") return say.helm.beforeRelease4;
  if (applier === "flux") return say.flux.beforeRelease;
  return applier === "helm3" ? say.helm.beforeRelease3 : say.argo.beforeRelease;
}
function applierSections(book) {
  if (book.isArgo) return paragraphs(argoSection(book), argoLoss(book));
  if (book.applier === "flux") return fluxSection(book);
  if (!book.isHelm) return kubectlSection(book);
  return paragraphs(
    book.applier === "helm3" ? helm3Section(book) : helm4Section(book),
    helmFailure(book)
  );
}
function argoSection(book) {
  const { applier, isScaled, say } = book;
  return paragraphs(
    `## ${say.argo.title}`,
    applier === "argocd-server-side" ? say.argo.serverSide : say.argo.writes,
    isScaled ? ignoreRule(book) : say.hold.nothing,
    // What is left when Argo CD no longer gets what rolloutify makes.
    bullets(say.argo.without, say.argo.deleted)
  );
}
function ignoreRule(book) {
  const { argo: say, hold: hold3 } = book.say;
  return paragraphs(
    say.hold,
    lines(
      "```yaml",
      "spec:",
      "  ignoreDifferences:",
      ...ignoredRollouts(book),
      "  syncPolicy:",
      "    syncOptions:",
      "      - RespectIgnoreDifferences=true",
      "```"
    ),
    say.written,
    say.live,
    shell(
      `kubectl -n argocd get application "$APP" -o jsonpath='{.spec.ignoreDifferences}{"\\n"}{.spec.syncPolicy.syncOptions}{"\\n"}'`
    ),
    bullets(hold3.replicasIgnored, say.respect, say.notEarlier, hold3.ends)
  );
}
function ignoredRollouts({ workloads, say }) {
  const entry = (...names) => [
    "    - group: argoproj.io",
    "      kind: Rollout",
    ...names.map((name) => `      ${name}`),
    "      jsonPointers:",
    "        - /spec/replicas"
  ];
  const scaled4 = workloads.filter(autoscalerOf2);
  if (scaled4.length > few && scaled4.length === workloads.length) {
    return entry(`# ${say.argo.anyName}`);
  }
  const quoted = (name) => JSON.stringify(onOneLine(name));
  return scaled4.flatMap(
    ({ rollout: rollout3, namespace }) => entry(
      `name: ${quoted(rollout3)}`,
      ...namespace === void 0 ? [] : [`namespace: ${quoted(namespace)}`]
    )
  );
}
function kubectlSection({ isScaled, say: { kubectl: say } }) {
  return paragraphs(
    `## ${say.title}`,
    bullets(say.writes, say.deletes, say.folder, isScaled && say.release)
  );
}
var helm3Section = ({ say: { helm: say } }) => paragraphs(`## ${say.title3}`, bullets(say.live3, say.repair3, say.deployment3, say.wait3));
function helm4Section(book) {
  const { isScaled } = book;
  const say = book.say.helm;
  return paragraphs(
    `## ${say.title4}`,
    bullets(say.wait4, isScaled && say.clientSide4, say.force4(book), isScaled && say.live4)
  );
}
var helmFailure = (book) => paragraphs(
  `## ${book.say.helm.failureTitle}`,
  book.say.helm.failure,
  book.say.helm.without,
  whatIsLost(book)
);
var argoLoss = (book) => paragraphs(
  `## ${book.say.loss.title}`,
  book.say.loss.stays,
  whatIsLost(book),
  book.say.loss.deleted
);
function whatIsLost(book) {
  const { workloads, say } = book;
  const bare = workloads.filter(keepsPin);
  const titles = bare.length > few ? [say.workloads(bare.length)] : bare.map(titleOf2);
  return lines(
    bare.length < workloads.length && say.loss.stated,
    bare.length > 0 && say.loss.bare(titles),
    say.loss.again(book)
  );
}

// src/migration/runbook/emergencies.ts
function emergencies3(book) {
  return paragraphs(
    `## ${book.say.emergencies.title}`,
    moreLoad(book),
    stuck(book),
    backAtOnce(book),
    book.isScaled && wakeUp(book),
    belowThePin(book)
  );
}
var folderOf2 = ({ call }, chapter) => code(`${call.out}/${chapter.folder}`);
function moreLoad(book) {
  const { only: only2, isScaled, call } = book;
  const say = book.say.emergencies.more;
  const isFolders = call.way === "folders";
  return paragraphs(
    `### ${say.title(only2?.replicas)}`,
    lines(say.intro(book), isScaled ? say.maximum : !isFolders && say.values),
    (!isFolders || call.files.length > 0) && shell(raiseCall(book, moreOf)),
    isFolders && moreInFolders(book),
    busiestText(book)
  );
}
function moreOf(workload2) {
  const max = autoscalerOf2(workload2)?.max ?? Infinity;
  return Math.max(Math.min(Math.ceil(workload2.replicas * 1.5), max), workload2.replicas + 1);
}
function moreInFolders(book) {
  const { only: only2, isScaled, call } = book;
  const say = book.say.emergencies.more;
  const wanted = only2 ? `${word3(`${only2.name}=${moreOf(only2)}`)}` : "NAME=N";
  return paragraphs(
    `${call.files.length > 0 ? say.sources : ""}${say.folders(code(call.out), book)}`,
    shell(
      planCall(book, "plan-with-more", ...isScaled ? ["--replicas", wanted] : []),
      `rolloutify simulate --from ${word3(call.out)}/STAGE --to plan-with-more/STAGE`
    )
  );
}
function busiestText({ chapters, only: only2, say }) {
  const [busiest] = chapters.filter(({ kind: kind2 }) => kind2 === "grow").toSorted((a, b) => b.sums.all - a.sums.all);
  if (!busiest) return void 0;
  const { all: all2 } = busiest.sums;
  return say.emergencies.more.busiest(
    code(busiest.folder),
    only2 ? String(all2) : say.pods.inAll(all2)
  );
}
function stuck(book) {
  const { call } = book;
  const say = book.say.emergencies.stuck;
  const isFolders = call.way === "folders";
  const back = isFolders ? inPlaceCall(book, "back", "--unverified", "--write") : moveCall(book, "back", "--unverified", "--write");
  return paragraphs(
    `### ${say.title}`,
    lines(say.intro, isFolders && say.folders),
    (!isFolders || call.files.length > 0) && paragraphs(isFolders && book.say.emergencies.back.inPlace, shell(back))
  );
}
function backAtOnce(book) {
  const say = book.say.emergencies.back;
  const abort = (of) => shell(of("--write"), `${of('--live "$SNAPSHOT"', "--write")}   # ${say.second}`);
  if (book.call.way === "configuration") {
    return paragraphs(
      `### ${say.title}`,
      say.intro,
      abort((...options2) => moveCall(book, "abort", ...options2))
    );
  }
  const last = book.isScaled ? "pause-autoscaler" : "introduce-rollout";
  const end = book.chapters.find(({ kind: kind2 }) => kind2 === last);
  return paragraphs(
    `### ${say.title}`,
    say.intro,
    bullets(
      ...growths(book).map(([stages3, bring]) => say.from(stages3, bring)),
      end && say.then(folderOf2(book, end))
    ),
    book.call.files.length > 0 && paragraphs(
      say.inPlace,
      abort((...options2) => inPlaceCall(book, "abort", ...options2))
    )
  );
}
function growths(book) {
  const say = book.say.emergencies.back;
  const grown = book.chapters.filter(({ kind: kind2 }) => kind2 === "grow");
  const [first] = grown;
  const isEnded = book.chapters.some(({ kind: kind2 }) => kind2 === "retarget-autoscaler");
  return grown.map((chapter) => {
    const { stage } = chapter;
    const percent = "percent" in stage ? stage.percent : 100;
    const stages3 = [
      ...[`grow-${percent}`, `shrink-${percent}`],
      ...percent === 100 && isEnded ? ["retarget-autoscaler"] : []
    ].map(code);
    if (chapter === first) return [stages3, say.folder(folderOf2(book, chapter))];
    const percents = percent === 100 ? "100" : `${percent},100`;
    const call = planCall(book, `abort-${percent}`, ...numbersOf2(book), `--percents ${percents}`);
    return [stages3, say.written(`\`grow-${percent}\``, `\`${call}\``)];
  });
}
var numbersOf2 = ({ workloads }) => workloads.filter(({ baseline: baseline2 }) => baseline2.autoscalers.length > 0).map(({ name, replicas }) => `--replicas ${name}=${replicas}`);
function wakeUp(book) {
  const say = book.say.emergencies.wake;
  const awake = book.chapters.find(({ folder }) => folder.endsWith(book.awakeStage));
  const isFolder = book.call.way === "folders";
  return paragraphs(
    `### ${say.title}`,
    lines(say.intro, say.pods),
    isFolder ? awake && say.bring(folderOf2(book, awake)) : shell(stageCall(book, "back", pauseAutoscaler))
  );
}
function belowThePin(book) {
  if (!book.workloads.some(keepsPin)) return void 0;
  const { applier, isArgo } = book;
  const say = book.say.emergencies.pin;
  const byOthers = applier === "kubectl" || applier === "flux" ? say[applier] : say.helm;
  return paragraphs(
    `### ${say.title}`,
    lines(say.stays, isArgo ? say.argo : byOthers),
    book.call.way === "configuration" && shell(moveCall(book, "back", "--drop-replicas", '--live "$SNAPSHOT"', "--write"))
  );
}

// src/migration/runbook/pods.ts
function podsSection(book) {
  const { only: only2, isScaled } = book;
  const say = book.say.pods;
  return paragraphs(
    `## ${say.title}`,
    only2 ? stageTable(book) : sumTable(book),
    say.peak,
    chart(book),
    lines(say.legend, isScaled && say.drawn),
    !only2 && workloadTable(book)
  );
}
function ownText(workload2, stage) {
  return isUnpinned(workload2, stage) ? boundsOf3(workload2) : String(podsAt2(workload2, stage).own);
}
function movedText(workload2, stage) {
  if (scaledBy(workload2, stage) === "Rollout") return boundsOf3(workload2);
  return stateAt(workload2, stage).rollout?.replicas?.toString();
}
function stageTable({ chapters, say: { pods: say } }) {
  const lines2 = chapters.flatMap(
    ({ folder, rows }) => rows.map((row) => {
      const { workload: workload2, after } = row;
      const pods4 = [ownText(workload2, after), movedText(workload2, after) ?? say.none];
      return [code(folder), ...pods4, autoscalerText(row, say), String(peakOf(row))];
    })
  );
  return table(say.stageHead, lines2);
}
function autoscalerText({ workload: workload2, after }, say) {
  if (!autoscalerOf2(workload2)) return say.none;
  if (after.kind === "retarget-autoscaler") return say.holds(workload2.replicas);
  const scaled4 = scaledBy(workload2, after);
  return scaled4 ? say.scales(scaled4) : say.paused;
}
function sumTable({ chapters, say: { pods: say } }) {
  const rows = chapters.map((chapter) => {
    const { own, moved: moved2, peak } = chapter.sums;
    return [code(chapter.folder), ...[chapter.moving.length, own, moved2, peak].map(String)];
  });
  return table(say.sumHead, rows);
}
function workloadTable({ workloads, chapters, say: { pods: say } }) {
  const cell = ({ workload: workload2, after }) => `${ownText(workload2, after)} + ${movedText(workload2, after) ?? "0"}`;
  const rows = workloads.map((workload2, at) => [
    titleOf2(workload2),
    String(workload2.replicas),
    ...chapters.flatMap(({ rows: own }) => own.slice(at, at + 1).map(cell))
  ]);
  return paragraphs(say.each, table([...say.workloadHead, ...chapters.map(numberOf2)], rows));
}
function chart({ chapters, say: { pods: say } }) {
  const sums = chapters.map((chapter) => chapter.sums);
  const list2 = (values) => `[${values.join(", ")}]`;
  return lines(
    "```mermaid",
    "xychart-beta",
    `  title "${say.chartTitle}"`,
    `  x-axis "${say.chartX}" ${list2(chapters.map((chapter) => `"${numberOf2(chapter)}"`))}`,
    `  y-axis "${say.chartY}" 0 --> ${Math.max(1, ...sums.map(({ all: all2 }) => all2))}`,
    `  bar ${list2(sums.map(({ all: all2 }) => all2))}`,
    `  line ${list2(sums.map(({ own }) => own))}`,
    `  line ${list2(sums.map(({ moved: moved2 }) => moved2))}`,
    "```"
  );
}
function podsOfStage(chapter, { say: { pods: say } }) {
  const { moving } = chapter;
  if (moving.length > few) return say.many(chapter.sums.peak);
  const rows = moving.map((row) => {
    const { workload: workload2, before, after } = row;
    const change = (text3) => [before, after].map((stage) => text3(workload2, stage) ?? say.none).join(" \u2192 ");
    return [titleOf2(workload2), change(ownText), change(movedText), String(peakOf(row))];
  });
  return table(say.podsHead, rows);
}
function podsFunction({ say }) {
  return paragraphs(
    say.pods.save,
    shell(
      "stage_pods() { # stage_pods 04",
      "  grep -q . pods.txt || return",
      `  awk -v stage="$1" '{ split($(stage + 4), pods, "/"); print $1, $2, $3, pods[1], pods[2] }' pods.txt |`,
      "    while read -r namespace deployment rollout own moved; do",
      '      wait_pods "$namespace" "deployment/$deployment" "$own"',
      '      wait_pods "$namespace" "rollout/$rollout" "$moved"',
      "    done",
      '  echo "all pods are there"',
      "}",
      "wait_pods() { # a count of 0 is an absent field, which prints as nothing: 0/",
      '  [ "$3" = - ] && return',
      `  until found=$(kubectl "$1" get "$2" -o jsonpath='{.spec.replicas}/{.status.availableReplicas}' < /dev/null) &&`,
      '    [ "$found" = "$3/${3#0}" ]; do',
      '    echo "$1 $2: $found, waits for $3/${3#0}"',
      "    sleep 5",
      "  done",
      "}"
    )
  );
}
function listOfPods({ workloads, chapters, say }) {
  const rows = workloads.map(({ namespace = "", name, rollout: rollout3 }, at) => {
    const counts4 = chapters.flatMap(({ rows: own }) => own.slice(at, at + 1).map(waitedFor));
    return [`--namespace=${namespace}`, name, rollout3, ...counts4].map(onOneLine).join(" ");
  });
  return paragraphs("## pods.txt", say.pods.list, output(...rows));
}
function waitedFor({ workload: workload2, after }) {
  const { own, moved: moved2 } = podsAt2(workload2, after);
  const scaled4 = scaledBy(workload2, after);
  const isThere = stateAt(workload2, after).rollout && scaled4 !== "Rollout";
  return `${scaled4 === "Deployment" ? "-" : own}/${isThere ? moved2 : "-"}`;
}

// src/migration/runbook/stages.ts
function stageSection(chapter, book) {
  const { folder, kind: kind2, previous } = chapter;
  if (kind2 === "baseline") return baselineSection(chapter, book);
  const text3 = stageTexts[kind2];
  if (!text3) throw new Error(`No text for stage ${kind2}`);
  const { stages: say, proof } = book.say;
  const verdict = book.verdicts?.get(folder);
  const first = text3.first?.(chapter, book);
  return paragraphs(
    `### ${folder}`,
    changesOf2(chapter, book, text3),
    `${say.why} ${text3.why(book, chapter)}`,
    podsOfStage(chapter, book),
    verdict && `${say.simulator} ${onOneLine(proof(verdict))}`,
    first && `${say.first} ${first}`,
    bringing(chapter, book),
    checks3(chapter, book),
    say.back(previous ? code(previous.folder) : say.theBaseline, text3.back(chapter, book)),
    backCall(chapter, book)
  );
}
var live2 = '--live "$SNAPSHOT"';
function bringing({ kind: kind2, stage }, book) {
  if (book.call.way === "folders") return void 0;
  const say = book.say.stages;
  if (kind2 === "introduce-rollout") return say.introduce.bring;
  return paragraphs(say.bring, shell(stageCall(book, "next", stage, live2)));
}
function backCall({ stage, previous, moving }, book) {
  const isRefused2 = stage.kind === "pin-replicas" && moving.some((row) => keepsPin(row.workload));
  if (book.call.way === "folders" || !previous || isRefused2) return void 0;
  const move2 = { from: stage, to: previous.stage };
  const isGated2 = needsGate(move2, { direction: "back", dropReplicas: false });
  return shell(stageCall(book, "back", stage, ...isGated2 ? [live2] : []));
}
function baselineSection({ folder }, book) {
  const say = book.say.stages;
  return paragraphs(
    `### ${folder}`,
    say.baseline.changes,
    say.lookAtStart,
    shell(
      "kubectl get crd rollouts.argoproj.io",
      "kubectl get deployment --all-namespaces -l app.kubernetes.io/name=argo-rollouts",
      ...gateCommands(book, folder)
    ),
    say.baseline.look,
    say.baseline.back
  );
}
function changesOf2({ moving }, book, { change }) {
  const say = book.say.stages;
  if (moving.length > few) {
    return `${say.changes} ${say.changeOfMany(moving.length, change(say))}`;
  }
  const each2 = moving.map((row) => say.changeOf(titleOf2(row.workload), change(say, row)));
  return each2.length === 1 ? `${say.changes} ${each2.join("")}` : paragraphs(say.changes, bullets(...each2));
}
function checks3(chapter, book) {
  const say = book.say.stages;
  const isEnd = chapter === book.chapters.at(-1);
  const found2 = [
    ...applierChecks(chapter, book),
    ...podChecks(chapter, book),
    ...autoscalerChecks(chapter, book)
  ];
  return paragraphs(
    isEnd ? say.lookAtEnd : say.lookAt,
    shell(...found2.flatMap(({ commands }) => commands), ...gateCommands(book, chapter.folder)),
    say.printed,
    output(...found2.flatMap(({ printed = [] }) => printed), "exit 0"),
    bullets(...found2.flatMap(({ notes = [] }) => notes))
  );
}
var stageTexts = {
  "introduce-rollout": {
    change: (say, row) => say.introduce.change(row && code(row.workload.rollout)),
    why: ({ say }) => say.stages.introduce.why,
    back: introduceBack
  },
  "pin-replicas": {
    change: pinText,
    why: pinReason,
    first: pinFirst,
    back: pinBack
  },
  "pause-autoscaler": {
    change: pauseText,
    why: ({ hasHpa, say: { stages: say } }) => lines(say.pause.why, hasHpa && say.pause.whyMin),
    back: (_chapter, { say }) => say.stages.pause.back
  },
  grow: {
    change: (say, row) => countText(say, "Rollout", row),
    why: ({ say }) => say.stages.grow.why,
    back: growBack
  },
  shrink: {
    change: (say, row) => countText(say, "Deployment", row),
    why: (book) => lines(book.say.stages.shrink.why, book.say.stages.shrink.whyAlone(book)),
    back: (_chapter, { say }) => say.stages.shrink.back
  },
  "retarget-autoscaler": {
    change: (say, row) => say.retarget.change(nOf(row)),
    why: ({ isArgo, applier, say: { stages: say } }) => lines(say.retarget.why, (isArgo || applier === "helm4") && say.retarget.whyHold),
    back: retargetBack
  },
  "release-autoscaler": {
    change: (say, row) => say.release.change(row && boundsOf3(row.workload)),
    why: ({ say }) => say.stages.release.why,
    first: (_chapter, book) => beforeRelease(book),
    back: (_chapter, { isArgo, say: { stages: say } }) => lines(say.release.back, isArgo && say.release.backArgo)
  }
};
var nOf = (row) => String(row?.workload.replicas ?? "N");
var isV1 = ({ workload: workload2 }) => workload2.baseline.autoscalerVersion === "v1";
function countText(say, kind2, row) {
  if (!row) return say.countsOfMany(kind2);
  const field = kind2 === "Rollout" ? "rollout" : "deployment";
  const [before = "", after = ""] = [row.before, row.after].map(
    (stage) => String(stateAt(row.workload, stage)[field]?.replicas ?? say.none)
  );
  return say.counts(kind2, before, after);
}
function pinText({ pin: say }, row) {
  const change = say.change(nOf(row));
  return row && isV1(row) ? say.changeToV2(change) : change;
}
function pauseText({ pause: say }, row) {
  const autoscaler = row && autoscalerOf2(row.workload);
  if (!autoscaler) return say.changeOfMany;
  if (autoscaler.kind === "ScaledObject") return say.changeKeda;
  return autoscaler.min > 1 ? say.changeHpaMin(say.changeHpa) : say.changeHpa;
}
function introduceBack({ moving }, book) {
  const say = book.say.stages.introduce;
  const kept2 = moving.some(({ workload: workload2 }) => keepsPin(workload2)) && say.backKept;
  if (book.isArgo) return lines(say.backArgo, kept2);
  if (book.isHelm) return lines(say.backHelm, kept2);
  const { at, rollout: rollout3 } = anyOne(book);
  return paragraphs(
    say.backKubectl,
    shell(
      `[ "$(${at} get rollout/${rollout3} -o jsonpath='{.spec.replicas}/{.status.replicas}')" = 0/ ] &&`,
      `  ${at} delete rollout/${rollout3}`
    ),
    kept2
  );
}
function pinReason(book, { moving }) {
  const say = book.say.stages.pin;
  return lines(say.why(book), moving.some(isV1) && say.staysV2);
}
function pinFirst({ moving }, book) {
  const say = book.say.stages.pin;
  const isMany = moving.length > few;
  const columns2 = "NAMESPACE:.metadata.namespace,NAME:.metadata.name,LIVE:.spec.replicas";
  const commands = isMany ? [getAll("deployment", `custom-columns='${columns2}'`, book)] : moving.map(
    ({ workload: workload2 }) => `${kubectl3(workload2)} get deployment/${word3(workload2.name)} -o jsonpath='{.spec.replicas}{"\\n"}'`
  );
  const most4 = moving.map(({ workload: workload2 }) => say.mostOf(workload2.replicas, titleOf2(workload2)));
  return paragraphs(say.first, shell(...commands), say.mustPrint(isMany ? [say.mostOfMany] : most4));
}
function pinBack({ moving }, { say: { stages: stages3 } }) {
  const say = stages3.pin;
  const kept2 = moving.filter(({ workload: workload2 }) => keepsPin(workload2));
  const [first] = kept2;
  if (!first) return say.backOwn;
  return say.backKept(kept2.length === 1 ? say.backLine(nOf(first)) : say.backLines);
}
function growBack({ moving }, { say: { stages: stages3 } }) {
  const say = stages3.grow;
  const each2 = moving.map(({ workload: workload2, before, after }) => {
    const [{ own }, { moved: moved2 }] = [podsAt2(workload2, after), podsAt2(workload2, before)];
    return say.availableOf(titleOf2(workload2), own, moved2);
  });
  return say.back(moving.length > few ? [say.availableOfMany] : each2);
}
function retargetBack(_chapter, { applier, isArgo, say: { stages: stages3 } }) {
  const say = stages3.retarget;
  return lines(say.back, isArgo && say.backArgo, applier === "helm4" && say.backHelm4);
}

// src/migration/runbook/runbook.ts
function runbook(facts) {
  const book = bookOf({ ...facts, call: facts.call ?? plainCall });
  const isMany = book.workloads.length > few;
  const text3 = paragraphs(
    title(book),
    origin(book),
    rules(book),
    podsSection(book),
    preparation(book),
    applierPreparation(book),
    whoElse(book),
    isMany && podsFunction(book),
    `## ${book.say.stages.title}`,
    ...book.chapters.map((chapter) => stageSection(chapter, book)),
    meanwhile3(book),
    emergencies3(book),
    imageChange3(book),
    applierSections(book),
    book.isScaled && whilePaused3(book),
    wayBack3(book),
    afterwards3(book),
    isMany && listOfPods(book)
  );
  return `${text3}
`;
}
function title({ only: only2, workloads, say }) {
  return `# ${say.title(only2 ? code(only2.name) : say.workloads(workloads.length))}`;
}
function origin({ call, say: { origin: say } }) {
  const row = (what, value = "") => `| ${what} | ${value} |`;
  const made = call.origin && [
    row(say.madeBy, call.origin.program),
    row(say.input, call.origin.files?.map((file) => `\`${file}\``).join(", ") ?? say.standardInput),
    row(say.hash, `\`${call.origin.hash}\``)
  ];
  return paragraphs(
    lines(`| ${say.plan} | |`, "| --- | --- |", ...made ?? [], row(say.cluster), row(say.person)),
    made && say.holds
  );
}
function rules(book) {
  const { only: only2, workloads, say } = book;
  const total = workloads.reduce((sum, { replicas }) => sum + replicas, 0);
  const kept2 = only2 ? say.promise.one(total, titleOf2(only2)) : say.promise.many(total);
  return paragraphs(
    say.promise.whole(kept2, book),
    bullets(
      say.rules.oneCommit(book),
      say.rules.settled,
      say.rules.template,
      say.rules.rest(book),
      say.rules.delete
    )
  );
}
function preparation(book) {
  const { workloads, call, isArgo } = book;
  const say = book.say.before;
  const calls = callFunction(book);
  return paragraphs(
    `## ${say.title}`,
    lines(
      call.way === "folders" ? say.folders(code(call.out)) : say.configuration,
      workloads.some(({ namespace }) => namespace === void 0) && say.namespace
    ),
    calls.length > 0 && shell(...calls),
    call.way === "configuration" && say.calls,
    call.missing.length > 0 && paragraphs(
      say.missing,
      bullets(...call.missing.map(([name, line]) => say.missingOf(code(name), code(line))))
    ),
    inPlace(book),
    bullets(say.snapshot, isArgo && say.manualSync, say.context)
  );
}
function inPlace(book) {
  if (book.call.way !== "folders" || book.call.files.length === 0) return void 0;
  const ofStage = book.only ? "" : "--stage STAGE";
  return paragraphs(
    book.say.before.inPlace,
    shell(
      inPlaceCall(book, "next", ofStage, '--live "$SNAPSHOT"', "--write"),
      inPlaceCall(
        book,
        "back",
        book.only ? workloadOption(book) : ofStage,
        '--live "$SNAPSHOT"',
        "--write"
      ),
      inPlaceCall(book, "status", '--live "$SNAPSHOT"')
    )
  );
}
function whoElse({ around = [], say: { whoElse: say } }) {
  if (around.length === 0) return void 0;
  return paragraphs(
    `## ${say.title}`,
    say.intro,
    bullets(
      ...around.map(
        ({ code: code2, message, hint }) => say.finding(code2, onOneLine(message), onOneLine(hint))
      )
    )
  );
}
function meanwhile3({ isScaled, isArgo, isHelm, workloads, say: { meanwhile: say } }) {
  const rolledBy = workloads.flatMap(
    (each2) => (each2.rolledBy ?? []).map((roller) => onOneLine(say.rolledBy(titleOf2(each2), roller)))
  );
  return paragraphs(
    `## ${say.title}`,
    bullets(
      say.template,
      isArgo && say.restart,
      say.reloader,
      ...rolledBy,
      isScaled ? say.secondAutoscaler : say.newAutoscaler,
      isArgo && say.selectiveSync,
      isArgo && say.argoRollback,
      isHelm && say.helmRollback,
      say.services,
      say.scaleDown,
      say.orphan
    )
  );
}
function imageChange3(book) {
  const { at, name, rollout: rollout3 } = anyOne(book);
  const say = book.say.imageChange;
  return paragraphs(
    `## ${say.title}`,
    say.intro,
    bullets(say.alone, say.both, say.paused),
    say.check,
    shell("rolloutify check --from HEAD --rule template-changed=warning ."),
    say.rolled,
    shell(
      `${at} rollout status deployment/${name} --timeout=15m`,
      `${at} get rollout/${rollout3} -o jsonpath='{.spec.replicas}/{.status.updatedReplicas}/{.status.availableReplicas}{"\\n"}'`
    ),
    say.undo
  );
}
function whilePaused3(book) {
  const { only: only2, chapters, applier, hasKeda, hasPin, awakeStage, say: words3 } = book;
  const say = words3.whilePaused;
  const [busiest] = chapters.filter(({ kind: kind2 }) => kind2 === "grow").map((chapter) => ({ folder: chapter.folder, all: chapter.sums.all })).toSorted((a, b) => b.all - a.all);
  const most4 = busiest && (only2 ? String(busiest.all) : words3.pods.inAll(busiest.all));
  return paragraphs(
    `## ${say.title}`,
    bullets(
      say.window(only2?.replicas),
      hasPin && say.pin(book),
      busiest && most4 && say.load(code(busiest.folder), most4, code(awakeStage)),
      say.byHand,
      hasKeda && say.keda,
      hasPin && applier !== "kubectl" && say.values
    )
  );
}
function wayBack3(book) {
  const { isScaled, hasPin, awakeStage, call } = book;
  const say = book.say.wayBack;
  return paragraphs(
    `## ${say.title}`,
    call.way === "configuration" ? say.byCall : say.byFolder,
    bullets(
      say.upwards,
      say.order(book),
      say.snapshot,
      isScaled && hasPin && say.wakes(code(awakeStage)),
      isScaled && say.line,
      say.last
    )
  );
}
function afterwards3(book) {
  const { only: only2, isScaled, applier } = book;
  const { at, rollout: rollout3 } = anyOne(book);
  const say = book.say.afterwards;
  const count2 = only2 && !isScaled ? only2.replicas : "COUNT";
  return paragraphs(
    `## ${say.title}`,
    bullets(say.deployment, say.selector, say.status(rollout3)),
    shell(waitFor(at, `rollout/${rollout3}`, count2)),
    bullets(say.phase, applier === "helm4" && say.helm4, say.next, say.restart, say.delete)
  );
}

// src/library/plan.ts
function planMigration(input, options2 = {}) {
  const faults = [...faultsOf3(options2)];
  if (faults.length > 0) return { stages: [], runbook: "", diagnostics: faults };
  const planned = plan(groupsOf(input, options2), runOf(options2));
  const { diagnostics } = planned;
  if (hasErrors(diagnostics)) return { stages: [], runbook: "", diagnostics };
  const applier = options2.applier ?? options2.config?.applier ?? "argocd";
  const stages3 = planned.stages.map(({ stage, revisions, patches }) => ({
    name: printStage(stage),
    output: decode(concat(revisions.flatMap(piecesOf))),
    patches
  }));
  return { stages: stages3, runbook: runbook({ ...planned, applier }), diagnostics };
}

// src/steps/uncomment.ts
function uncomment({ page, reading }, found2) {
  const block = withNeededGuards(page, found2);
  const text3 = textOf4(page, block);
  const after = readMasked(text3);
  const start = text3.split("\n", block.at).reduce((sum, { length }) => sum + length + 1, 0);
  const key = start + block.indent;
  const trail = findStepsPairs(after.root).find((found3) => found3.at(-1)?.pair.keyStart === key);
  const cut = trail?.at(-1 - block.parents.count)?.pair.keyStart;
  if (after.error || cut === void 0) return void 0;
  const rest = { reading, cut: block.itemsOnly ? key : void 0 };
  return meansSame({ reading: after, cut }, rest) ? text3 : void 0;
}
function withNeededGuards(page, block) {
  const { at, guards, edits, steps: steps3 } = block;
  if (guards.length === 0) return block;
  const unguarded = reopen(page, applyEdits(page.text, guards));
  const read3 = findIn(unguarded, { from: at, to: at + 1 }).commented;
  if (!read3.some((each2) => each2.at === at && isSame3(each2.steps, steps3))) return block;
  const starts = new Set(guards.map(({ start }) => start));
  return { ...block, edits: edits.filter(({ start }) => !starts.has(start)) };
}
function textOf4(page, block) {
  const memory = memoryOf(block);
  const line = page.lines[block.at];
  if (!memory || !line) return applyEdits(page.text, block.edits);
  const end = line.start + line.text.length;
  const note = printMemory(memory);
  const own = block.edits.find(({ start }) => start === line.start);
  const others2 = block.edits.filter((edit) => edit !== own);
  const noted = own ? { ...own, text: own.text + note } : { start: end, end, text: note };
  return applyEdits(page.text, [...others2, noted]);
}
function memoryOf(block) {
  const { way, parents, itemsOnly, nullParent, indent } = block;
  if (!isOneWay(block)) return void 0;
  if (isOwn(way, indent) && parents.count === 0 && !itemsOnly && !nullParent) return void 0;
  return { way, parents: parents.count, items: itemsOnly, nullParent };
}
function isOneWay({ way, parents }) {
  return way.column !== void 0 && !parents.holdsMore;
}
var isOwn = (way, indent) => way.column === indent && way.taken === 2 && !way.inPlace;

// src/steps/comment.ts
function comment2(findings2, active) {
  const { page } = findings2;
  const { at, last, trail } = active;
  const line = page.lines[at];
  const place = placeOfLine(page, at);
  const found2 = findMemory(line?.text ?? "");
  const memory = found2?.memory ?? freshMemory(line?.indent ?? 0);
  const flow = trail.find(({ mapping }) => mapping.flow);
  if (flow) return { refusal: flowParent(place, trail.at(-2)?.key ?? "steps") };
  const items = trail.at(-1)?.pair.value;
  const least = items?.type === "sequence" ? items.indent : 0;
  const isPrinted2 = page.lines.slice(at, last + 1).some(({ text: text3 }) => printsLines(text3));
  if (isPrinted2 || isPrintedBelow(page, last, least)) {
    return { refusal: printingAction(place) };
  }
  const top = topOf(page, active, memory);
  const misfit = found2 ? marksMisfit(place) : void 0;
  let reason;
  for (const levels of [["strip"], ["strip", "guard"]]) {
    const plan2 = { memory, top: top ?? at, note: found2?.length ?? 0, levels };
    const edits = top === void 0 ? void 0 : editsFor2(page, active, plan2);
    if (!edits) return { refusal: misfit ?? obstacleAt(page, active, place) };
    const output2 = applyEdits(page.text, edits);
    reason = whyIrreversible(findings2, active, { output: output2, memory });
    if (reason === void 0) return { output: output2 };
  }
  return { refusal: misfit ?? stepsNotReversible(place, reason ?? "") };
}
function whyIrreversible({ page, reading }, { at, trail }, { output: output2, memory }) {
  const after = reopen(page, output2);
  const left2 = findIn(after, sectionAround(page, at, page.lines[at]?.indent ?? 0));
  const cut = trail.at(-1 - memory.parents)?.pair.keyStart;
  if (hasLostAlias(left2.reading)) return "an alias elsewhere repeats them";
  if (left2.reading.error) return "what is left cannot be read";
  const rest = { reading: left2.reading, cut: memory.items ? cut : void 0 };
  if (!meansSame({ reading, cut }, rest)) return "more than an empty key would remain";
  const block = left2.commented.find((found2) => found2.at === at);
  if (block?.besideBlueGreen) return "blueGreen is on beside them, so they could not go on again";
  if (block && uncomment(left2, block) === page.text) return void 0;
  return left2.diagnostics.some(({ code: code2 }) => code2 === ambiguousSteps.code) ? "other commented steps are beside them" : oddityOf(page, { at, trail }) ?? "comments in or below them would be mistaken for steps, or steps for comments";
}
function oddityOf({ lines: lines2 }, { at, trail }) {
  if (!isStepsKey(lines2[at]?.text.trim() ?? "")) return '"steps:" is followed by more than a list';
  const steps3 = dereference(trail.at(-1)?.pair.value);
  const items = steps3?.type === "sequence" ? steps3.items : [];
  const isKnown = items.every(
    (item) => item.type === "mapping" && isStepKey(item.pairs[0]?.key ?? "")
  );
  return isKnown ? void 0 : "an item does not begin with the key of a step";
}
var freshMemory = (indent) => ({
  way: ownWay(indent),
  parents: 0,
  items: false,
  nullParent: false
});
function obstacleAt(page, { at }, place) {
  const isAlone = /^\s*["']?steps/.test(page.lines[at]?.text ?? "");
  const reason = isAlone ? "a line of the block begins left of its key" : '"steps" is not on a separate line';
  return stepsNotReversible(place, reason);
}
function topOf(page, { at, trail }, { parents, items }) {
  if (items) return at + 1;
  const above = trail.slice(trail.length - parents);
  const isAlone = above.every(({ mapping }) => mapping.pairs.length === 1);
  const pair = trail.at(-1 - parents)?.pair;
  if (!isAlone || !pair) return void 0;
  const top = lineAt(page, pair.keyStart);
  const line = page.lines[top];
  return line && line.start + line.indent === pair.keyStart ? top : void 0;
}
function editsFor2(page, active, plan2) {
  const { memory, top, note, levels } = plan2;
  const drafts = draftsOf(page, active, plan2);
  if (!drafts) return void 0;
  const { at, last } = active;
  const { roles } = extentOf(drafts, at + 1, memory.way, page.lines[at]?.indent ?? 0);
  const edits = page.lines.flatMap(({ start, text: text3, kind: kind2 }, index) => {
    const draft = drafts[index]?.text ?? text3;
    const isOwn2 = kind2 === "active" && index >= top && index <= last;
    const isLevel = kind2 === "comment" && levels.includes(roles[index - at - 1] ?? "leave");
    const isKey = index === at && memory.items;
    const becomes = isOwn2 || isLevel ? draft : isKey ? text3.slice(0, text3.length - note) : text3;
    return becomes === text3 ? [] : [{ start, end: start + text3.length, text: becomes }];
  });
  const emptied = memory.nullParent ? void 0 : emptyValueFor(page, active, memory);
  return emptied ? merge(edits, emptied, page) : edits;
}
function draftsOf(page, { at, last }, { memory, top, note }) {
  const drafts = [];
  for (const [index, line] of page.lines.entries()) {
    const isOwn2 = index >= top && index <= last;
    const text3 = index === at ? line.text.slice(0, line.text.length - note) : line.text;
    const isActive2 = line.kind === "active" && isOwn2;
    const isComment = line.kind === "comment" && index > at;
    const marked2 = isActive2 ? addMark(text3, memory.way) : isComment ? addLevel(text3, memory.way) : text3;
    if (marked2 === void 0 && isActive2) return void 0;
    drafts.push({ ...line, text: marked2 ?? text3, kind: isActive2 ? "comment" : line.kind });
  }
  return drafts;
}
function emptyValueFor(page, { trail }, { parents, items }) {
  const top = trail.at(-1 - parents);
  const parent = items ? top : trail.at(-2 - parents);
  if (!parent || !items && top?.mapping.pairs.length !== 1) return void 0;
  const colon2 = page.text.indexOf(":", parent.pair.keyEnd) + 1;
  return { start: colon2, end: colon2, text: items ? " []" : " {}" };
}
function merge(edits, added2, { text: text3 }) {
  const over = edits.find(({ start, end }) => start <= added2.start && added2.start <= end);
  if (!over) return [...edits, added2];
  const until = text3.slice(over.start, added2.start);
  const rest = over.text.slice(until.length);
  return [...edits.filter((edit) => edit !== over), { ...over, text: until + added2.text + rest }];
}
function goesBack(page, at, output2) {
  const findings2 = findIn(reopen(page, output2), { from: at, to: at + 1 });
  const active = findings2.active.find((each2) => each2.at === at);
  const back = active && comment2(findings2, active);
  return back !== void 0 && "output" in back && back.output === page.text;
}
function isReversible(findings2, block) {
  if (!("way" in block)) return "output" in comment2(findings2, block);
  const output2 = uncomment(findings2, block);
  return output2 !== void 0 && goesBack(findings2.page, block.at, output2);
}

// src/steps/replace.ts
function replaceSteps(findings2, block, profile) {
  const { page } = findings2;
  const { at, last, steps: steps3 } = block;
  const place = placeOfLine(page, at);
  if (isSame3(steps3, profile)) return { output: page.text, infos: [] };
  const lines2 = page.lines.slice(at + 1, last + 1);
  if (lines2.some(({ kind: kind2 }) => kind2 === "action")) {
    return { refusal: branchesInSteps(place) };
  }
  const { above, below: below2, lost } = commentsIn(page, block);
  const edit = editFor(page, block, { above, profile, below: below2 });
  const output2 = edit && applyEdits(page.text, [edit]);
  if (output2 !== void 0 && isReplaced2(findings2, output2, block, profile)) {
    return { output: output2, infos: lost > 0 ? [commentsReplaced(place, lost)] : [] };
  }
  const hasComments = above.length + below2.length > 0;
  const reason = hasComments ? "The comments between them cannot be kept" : "The profile does not fit here";
  return { refusal: stepsUnreadable(place, reason) };
}
function commentsIn(page, block) {
  const edits = "edits" in block ? block.edits : [];
  const becomes = new Map(edits.map(({ start, text: text3 }) => [start, text3]));
  const own = page.lines.slice(block.at + 1, block.last + 1);
  const unmarked2 = own.map(({ start, text: text3 }) => becomes.get(start) ?? text3);
  const active = reopen(page, ["steps:", ...unmarked2].join("\n"));
  const { root } = readMasked(active.text);
  const lines2 = active.lines.slice(1);
  const isKept3 = lines2.map(
    ({ kind: kind2, start, indent }) => kind2 === "comment" && !isInScalar(root, start + indent)
  );
  const first = lines2.findIndex(({ kind: kind2 }) => kind2 === "active");
  const kept2 = own.flatMap(({ text: text3 }, index) => isKept3[index] ? [{ text: text3, index }] : []);
  const trailing = lines2.filter(({ kind: kind2, start, text: text3 }) => {
    const marks = [...active.masked.slice(start, start + text3.length).matchAll(/\s#/g)];
    return kind2 === "active" && marks.some(({ index }) => !isInScalar(root, start + index + 1));
  });
  return {
    above: kept2.filter(({ index }) => index < first).map(({ text: text3 }) => text3),
    below: kept2.filter(({ index }) => index > first).map(({ text: text3 }) => text3),
    lost: trailing.length
  };
}
function editFor(page, block, { above, profile, below: below2 }) {
  const { at, last, trail } = block;
  const pair = trail.at(-1)?.pair;
  const key = page.lines[at];
  const end = page.lines[last];
  if (pair?.value.type !== "sequence" || pair.value.flow || !key || !end) return void 0;
  const indent = " ".repeat(pair.value.indent);
  const printed = printBlock({ steps: profile }).slice(1);
  const items = printed.map(
    (line) => "way" in block ? addMark(indent + line, block.way) : indent + line
  );
  if (items.some((line) => line === void 0)) return void 0;
  const start = key.start + key.text.length;
  const lineBreak = lineBreakOf(page.text);
  const text3 = [...above, ...items, ...below2].map((line) => lineBreak + line).join("");
  return { start, end: end.start + end.text.length, text: text3 };
}
function isReplaced2(findings2, output2, block, profile) {
  const { page, reading } = findings2;
  const { at, trail } = block;
  const after = findIn(reopen(page, output2), { from: at, to: at + 1 });
  const isOff = "way" in block;
  const commented = isOff ? after.commented.find((each2) => each2.at === at) : void 0;
  const active = isOff ? void 0 : after.active.find((each2) => each2.at === at);
  const pair = active?.trail.at(-1)?.pair;
  const steps3 = commented?.steps ?? (pair && dataOf2(pair.value, output2));
  const cut = isOff ? void 0 : trail.at(-1)?.pair.keyStart;
  const found2 = commented ?? active;
  if (!found2 || !isSame3(steps3, profile)) return false;
  if (!meansSame({ reading: after.reading, cut }, { reading, cut })) return false;
  return isReversible(after, found2) || !isReversible(findings2, block);
}

// src/steps/toggle.ts
function stepsOn(text3, options2 = {}) {
  const result = changeBlock(text3, options2, ({ findings: findings2, form }) => {
    const { page } = findings2;
    if (form.state === "document") return { refusal: commentedDocument(form.place) };
    if (form.state === "operation") {
      const { operation } = form;
      if (operation.state === "on") return { info: alreadyOn(form.place, 0) };
      return { output: operationOn(page, operation) };
    }
    if (form.state === "active") {
      return { info: alreadyOn(form.place, commentedItems(page, form.active)) };
    }
    if (form.commented.besideBlueGreen) {
      return { refusal: liveBlueGreen(form.place) };
    }
    const output2 = uncomment(findings2, form.commented);
    if (output2 === void 0) {
      return { refusal: stepsUnreadable(form.place, "Other values would change") };
    }
    const { commented } = form;
    const infos = [
      ...infosOf(page, commented, output2),
      ...staysOff(page, commented),
      ...strategiesBeside(page, commented)
    ];
    return { output: output2, infos };
  });
  const checked2 = findChanged(text3, result.output, options2).flatMap(checkBlock);
  return keepWithErrors(text3, result, checked2);
}
function stepsOff2(text3, options2 = {}) {
  const { output: output2, diagnostics } = changeBlock(text3, options2, ({ findings: findings2, form, block }) => {
    if (block.state === "off") return { info: alreadyOff(form.place) };
    const wrong = checkBlock(block).find(({ severity }) => severity === "error");
    if (wrong) return { refusal: stepsNotReversible(form.place, reasonOf2(wrong)) };
    const { page, reading } = findings2;
    if (form.state === "operation") return operationOff(page, reading, form.operation);
    return form.state === "active" ? comment2(findings2, form.active) : {};
  });
  const off = [ambiguousSteps.code, liveBlueGreen.code];
  return {
    output: output2,
    diagnostics: diagnostics.map(
      (each2) => off.includes(each2.code) ? alreadyOff(each2) : each2
    )
  };
}
function useProfile(text3, profile, { placeOf: placeOf2, ...options2 } = {}) {
  const at = { file: options2.file ?? "<stdin>", line: 1, column: 1 };
  const result = changeBlock(text3, options2, ({ findings: findings2, form, block }) => {
    if (form.state === "document") return { refusal: commentedDocument(form.place) };
    const { page, reading } = findings2;
    if (form.state === "operation") return operationWith(page, reading, form.operation, profile);
    const own = form.state === "active" ? form.active : form.commented;
    return replaceSteps(findings2, { ...own, steps: block.steps }, profile);
  });
  return keepWithErrors(text3, result, checkSteps(profile, placeOf2 ?? (() => at)));
}
function reasonOf2({ message }) {
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}, so they could not go on again`;
}
function findChanged(text3, version2, options2) {
  if (version2 === text3) return [];
  const after = findSteps(version2, options2).blocks.filter(({ state }) => state === "on");
  return findSteps(text3, options2).blocks.filter(
    ({ state, place }) => state === "on" || after.some((each2) => each2.place.line === place.line)
  );
}
function keepWithErrors(text3, result, checked2) {
  const diagnostics = [...result.diagnostics, ...checked2];
  return { output: hasErrors(diagnostics) ? text3 : result.output, diagnostics };
}
function commentedItems({ lines: lines2 }, { at, last }) {
  const next = lines2.findIndex(({ kind: kind2 }, index) => index > last && kind2 === "active");
  const own = lines2.slice(at, next < 0 ? lines2.length : next);
  return own.filter(isCommentedItem).length;
}
var isCommentedItem = ({ kind: kind2, text: text3 }) => kind2 === "comment" && isItem(textOfComment(text3));
function staysOff(page, { last }) {
  const { lines: lines2 } = page;
  const end = lines2.findIndex(({ kind: kind2, text: text3 }, index) => {
    return index > last && (kind2 === "active" || isStepsKey(textOfComment(text3)));
  });
  const below2 = lines2.slice(last + 1, end < 0 ? lines2.length : end);
  const first = below2.findIndex(isCommentedItem);
  if (first < 0) return [];
  const count2 = below2.filter(isCommentedItem).length;
  return [itemsStayOff(placeOfLine(page, last + 1 + first), count2)];
}
function strategiesBeside(page, { at, after, trail }) {
  const choice = choiceOf(after, trail);
  if (choice === void 0) return [];
  const chosen = choice && `${choice.path}: ${choice.value}`;
  return [chartChoosesStrategy(placeOfLine(page, at), chosen)];
}
function infosOf(page, block, output2) {
  const place = placeOfLine(page, block.at);
  const { parents, trail } = block;
  if (parents.holdsMore) {
    const keys = trail.slice(trail.length - 1 - parents.count, -1).map(({ key }) => key);
    return [moreThanSteps(place, keys)];
  }
  return goesBack(page, block.at, output2) ? [] : [marksRenewed(place)];
}

// src/library/steps.ts
var findSteps2 = (text3, options2 = {}) => findSteps(text3, options2);
var stepsOn2 = (text3, options2 = {}) => missing(text3, options2) ?? stepsOn(text3, options2);
var stepsOff3 = (text3, options2 = {}) => missing(text3, options2) ?? stepsOff2(text3, options2);
var useProfile2 = (text3, profile, options2 = {}) => missing(text3, options2) ?? useProfile(text3, profile, options2);
function missing(text3, options2) {
  const { workload: workload2, file = "<stdin>" } = options2;
  if (workload2 === void 0) return void 0;
  const { blocks, diagnostics } = findSteps2(text3, options2);
  if (blocks.length > 0 || diagnostics.length > 0) return void 0;
  const found2 = stepsNotFound({ file, line: 1, column: 1 }, workload2);
  return { output: text3, diagnostics: [found2] };
}

// src/index.ts
var nextStage = (input, options2 = {}) => moveText(input, options2, "next");
var previousStage = (input, options2 = {}) => moveText(input, options2, "back");
var abortMigration = (input, options2 = {}) => moveText(input, options2, "abort");
var raiseReplicas = (input, options2 = {}) => raiseText(input, options2);
var nextStageOfConfig = (input, options2 = {}) => moveConfigText(input, options2, "next");
var previousStageOfConfig = (input, options2 = {}) => moveConfigText(input, options2, "back");
var abortMigrationOfConfig = (input, options2 = {}) => moveConfigText(input, options2, "abort");
var raiseReplicasOfConfig = (input, options2 = {}) => raiseConfigText(input, options2);
export {
  abortMigration,
  abortMigrationOfConfig,
  check2 as check,
  convert2 as convert,
  findSteps2 as findSteps,
  init,
  nextStage,
  nextStageOfConfig,
  parseConfig2 as parseConfig,
  planMigration,
  previousStage,
  previousStageOfConfig,
  raiseReplicas,
  raiseReplicasOfConfig,
  simulate2 as simulate,
  status,
  statusOfConfig,
  stepsOff3 as stepsOff,
  stepsOn2 as stepsOn,
  useProfile2 as useProfile
};
