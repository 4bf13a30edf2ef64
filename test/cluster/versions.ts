import pinned from '../versions.json' with { type: 'json' }

/** What the control plane is built from. A Kubernetes version must be there for every staging module, too. */
export const versions = {
  etcd: `v${pinned.etcd}`,
  kubernetes: `v${pinned.kubernetes}`,
  kwok: `v${pinned.kwok}`,
  rollouts: `v${pinned.argoRollouts}`
}
