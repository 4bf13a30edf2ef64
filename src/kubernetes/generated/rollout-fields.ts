// Written by schemas/cut-fields.mjs from the CRDs of Argo Rollouts 0.10 to 1.10 and
// from Kubernetes' API for the pod template: do not edit. Kept: fields, types, what is required.

/**
 * The fields of a Rollout. A type, then a line for each of its fields: its name, with `!` where
 * the API server requires it, its type, and the first version of Argo Rollouts that knows it, where
 * that is not the first that knows the type.
 */
export const fields = `
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
`
