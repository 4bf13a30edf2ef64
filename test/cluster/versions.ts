/** What the control plane is built from. A Kubernetes version must be there for every staging module, too. */
export const versions = {
  etcd: 'v3.6.4',
  kubernetes: 'v1.34.4',
  kwok: 'v0.7.0',
  rollouts: 'v1.9.1'
}
