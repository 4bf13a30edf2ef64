// Streams to measure with, as Helm 3 prints them. The same call gives the same text.

/** @param {string} name */
const labels = name => `    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: Helm
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/version: "1.14.3"
    helm.sh/chart: ${name}-2.8.1
`

/** @param {string} name @param {string} template */
const head = (name, template) => `---
# Source: shop/charts/${name}/templates/${template}.yaml
`

/** A Deployment with a pod template of about 65 lines. @param {string} name */
export const deployment = name => `${head(name, 'deployment')}apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: "prod"
  labels:
${labels(name)}spec:
  replicas: 4
  revisionHistoryLimit: 5
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  selector:
    matchLabels:
      app.kubernetes.io/instance: shop
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      annotations:
        checksum/config: 6f1ed002ab5595859014ebf0951522d9a1d3f6c1b1e7a1a2b7f4d0a1c9e8d7f6
        prometheus.io/scrape: "true"
      labels:
        app.kubernetes.io/instance: shop
        app.kubernetes.io/name: ${name}
    spec:
      automountServiceAccountToken: false
      serviceAccountName: ${name}
      # Filled in by the values of each environment.
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - podAffinityTerm:
                labelSelector:
                  matchLabels:
                    app.kubernetes.io/instance: shop
                    app.kubernetes.io/name: ${name}
                topologyKey: kubernetes.io/hostname
              weight: 1
      securityContext:
        fsGroup: 1001
        supplementalGroups: []
      containers:
        - name: ${name}
          image: "shop/${name}:1.14.3"
          imagePullPolicy: IfNotPresent
          args: ["--listen=0.0.0.0:8080", "--log-format=json"]
          command:
            - /bin/sh
            - -ec
            - |
              # Wait for the configuration, then begin.
              until [ -f /etc/${name}/application.yaml ]; do sleep 1; done
              exec /opt/${name}/bin/serve "$@"
          env:
            - name: POD_IP
              valueFrom:
                fieldRef:
                  fieldPath: status.podIP
            - name: JAVA_OPTS
              value: "-XX:MaxRAMPercentage=75 -Dlog.level=info"
            - name: DATABASE_PASSWORD
              valueFrom:
                secretKeyRef: { name: ${name}-database, key: password }
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            periodSeconds: 10
            httpGet:
              path: /health/ready
              port: http
          resources:
            limits: { cpu: "2", memory: 1Gi }
            requests:
              cpu: 250m
              memory: 512Mi
          volumeMounts:
            - name: config
              mountPath: /etc/${name}
      volumes:
        - name: config
          configMap:
            name: ${name}-config
`

/** @param {string} name */
export const autoscaler = name => `${head(name, 'hpa')}apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
  namespace: "prod"
  labels:
${labels(name)}spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  minReplicas: 4
  maxReplicas: 40
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`

/** @param {string} name */
export const service = name => `${head(name, 'service')}apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: "prod"
  labels:
${labels(name)}spec:
  type: ClusterIP
  ports:
    - name: http
      port: 80
      protocol: TCP
      targetPort: http
  selector:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/name: ${name}
`

/** @param {string} name @param {number} lines */
export const configMap = (name, lines) => `${head(name, 'configmap')}apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}-config
  namespace: "prod"
  labels:
${labels(name)}data:
  application.yaml: |
    # Settings of a Deployment, by topic.
${numbered(lines, at => `    topic-${at}: { kind: "route", timeout: ${at % 60}s, retries: ${at % 5}, path: "/api/v1/${name}/${at}" }\n`)}`

/** @param {string} name @param {number} fields */
const definition = (name, fields) => `${head(name, 'crd')}apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${name}s.shop.example
spec:
  group: shop.example
  names:
    kind: Rollout
    plural: ${name}s
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
${numbered(fields, at => `            field${at}:\n              description: The kind of field ${at}, as a Deployment has it.\n              type: string\n`)}`

/** @param {number} count @param {(at: number) => string} line */
const numbered = (count, line) => Array.from({ length: count }, (_, at) => line(at)).join('')

/** A usual release: 8 applications, about 150 kB. */
export const release = () =>
  numbered(8, at => {
    const name = `component-${at}`
    const own = configMap(name, 140) + service(name) + deployment(name)
    return at < 6 ? own + autoscaler(name) : own
  })

/** Deployments, each with an autoscaler. @param {number} count */
export const fleet = count =>
  numbered(count, at => deployment(`fleet-${at}`) + autoscaler(`fleet-${at}`))

/** A mixed stream of at least so many bytes, a Deployment in every 8 or so kB. @param {number} bytes */
export const mixed = bytes =>
  repeated(bytes, name => {
    const others = configMap(name, 50) + service(name) + service(`${name}-admin`)
    return others + definition(name, 20) + deployment(name) + autoscaler(name)
  })

/** Nothing but Deployments and autoscalers. @param {number} bytes */
export const ours = bytes => repeated(bytes, name => deployment(name) + autoscaler(name))

/** @param {number} bytes @param {(name: string) => string} piece */
function repeated(bytes, piece) {
  const pieces = []
  for (let length = 0; length < bytes;) {
    const text = piece(`app-${pieces.length}`)
    pieces.push(text)
    length += text.length
  }
  return pieces.join('')
}

/** Documents of a few lines. @param {number} count */
export const crumbs = count =>
  numbered(
    count,
    at =>
      `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: crumb-${at}\ndata:\n  at: "${at}"\n`
  )
