/** The namespace that Argo CD looks after. */
export const namespace = 'argocd'

/** The password of every account. Nothing but this machine reaches the API. */
export const password = 'password'

export type Settings = {
  /** More keys of the ConfigMap argocd-cm. */
  readonly config: Readonly<Record<string, string>>
  /** The keys of argocd-rbac-cm. */
  readonly policy: Readonly<Record<string, string>>
  /** Local users beside the admin. */
  readonly accounts: readonly string[]
}

/** Seconds between two looks at Git; by default they are 120. */
export const resync = 5

function labelled(name: string) {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'argocd' }
  return { name, namespace, labels }
}
const configMap = (name: string, data: object = {}) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: labelled(name), data }
})

const forEach = (accounts: readonly string[], entry: (name: string) => [string, string][]) =>
  Object.fromEntries(accounts.flatMap(entry))

/** The accounts with their hashed passwords. */
function secret(accounts: readonly string[], hash: string) {
  const now = new Date().toISOString().replace(/\.\d+/, '')
  const passwords = ['admin', ...accounts.map(name => `accounts.${name}`)].flatMap(
    (name): [string, string][] => [
      [`${name}.password`, hash],
      [`${name}.passwordMtime`, now]
    ]
  )
  return {
    ...{ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: labelled('argocd-secret') },
    stringData: Object.fromEntries(passwords)
  }
}

const project = {
  ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' },
  metadata: { name: 'default', namespace },
  spec: {
    sourceRepos: ['*'],
    destinations: [{ namespace: '*', server: '*' }],
    clusterResourceWhitelist: [{ group: '*', kind: '*' }]
  }
}

/** What an installation of Argo CD finds in its namespace. */
export const objectsFor = ({ config, policy, accounts }: Settings, hash: string) => [
  configMap('argocd-cm', {
    ...{ 'timeout.reconciliation': `${resync}s`, 'timeout.reconciliation.jitter': '0s' },
    ...forEach(accounts, name => [[`accounts.${name}`, 'login, apiKey']]),
    ...config
  }),
  configMap('argocd-rbac-cm', { 'policy.default': '', ...policy }),
  ...['cmd-params-cm', 'ssh-known-hosts-cm', 'tls-certs-cm', 'gpg-keys-cm'].map(name =>
    configMap(`argocd-${name}`)
  ),
  secret(accounts, hash),
  project
]

/** As much of an Application as a scenario chooses. */
export type ApplicationSpec = {
  readonly path?: string
  readonly plugin?: object
  readonly ignoreDifferences?: readonly object[]
  readonly syncPolicy?: { readonly automated?: object; readonly syncOptions?: readonly string[] }
}

/** The Application of a repository, into the namespace of its name. */
export const applicationOf = (
  name: string,
  repoURL: string,
  { path = 'k8s', plugin, ...spec }: ApplicationSpec
) => ({
  ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' },
  metadata: { name, namespace },
  spec: {
    project: 'default',
    source: { repoURL, path, targetRevision: 'main', ...(plugin && { plugin }) },
    destination: { server: 'https://kubernetes.default.svc', namespace: name },
    ...spec
  }
})
