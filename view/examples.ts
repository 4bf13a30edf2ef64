import type { Trial } from './tried.ts'

const deployment = (replicas: number, image: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: ${image}
`

const rollout = (replicas: number) => `---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: web
  workloadRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  strategy:
    canary:
      maxSurge: 25%
      maxUnavailable: 0
      # steps:
      #   - setWeight: 25
      #   - pause: {}
      #   - setWeight: 100
`

const autoscaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 4
  maxReplicas: 20
`

const plain: Trial = {
  task: 'plan',
  text: deployment(8, 'shop/web:1.4') + autoscaler,
  after: '',
  replicas: '8',
  stage: 'introduce-rollout',
  steps: 'on',
  applier: 'argocd'
}

/** Inputs to begin with, by what they show. */
export const examples: Readonly<Record<string, Trial>> = {
  'Migrate a Deployment with an autoscaler': plain,
  'Convert to a stage': { ...plain, task: 'convert', stage: 'grow-25' },
  'Switch canary steps on': { ...plain, task: 'steps', text: rollout(8).slice(4) },
  'Move all pods in one commit': {
    ...plain,
    task: 'simulate',
    text: deployment(8, 'shop/web:1.4') + rollout(0),
    after: deployment(0, 'shop/web:1.4') + rollout(8)
  },
  'Find what breaks': {
    ...plain,
    task: 'check',
    text:
      deployment(0, 'shop/web:1.4') +
      rollout(8)
        .replace('replicas: 8', 'replicas: 8')
        .replaceAll('# ', '')
        .replaceAll('#', '')
        .replace('pause: {}', 'pause: { duration: 300 }') +
      autoscaler
  }
}
