import type { OptionName } from './options.ts'

/** What an option means for one command, where that is not what it means for the others. */
type Words = string | { readonly takes: string; readonly help: string }

const revision = 'REF|FILE|DIR'

/** The words of options that have a meaning of their own in a command, by its name. */
export const wordsOf: Readonly<Record<string, Partial<Record<OptionName, Words>>>> = {
  steps: {
    environment: 'the environment of the helmfile; with status, `*` for all; may be repeated',
    release: 'the release in the helmfile',
    values: 'a values file; may be repeated, the last one wins',
    check: 'print nothing; exit 1 if something would change; with status, if steps are on',
    from: {
      takes: revision,
      help: 'with --check, what was before: steps that this change switches on are allowed'
    }
  },
  migrate: {
    environment:
      'the environment, whose configuration is rolloutify.NAME.yaml; with status, `*` for all',
    stage: 'move only the workloads whose next stage this is; with back, those that are at it',
    out: 'write the files to this folder; for plan, the stages and RUNBOOK.md',
    from: 'the manifests of the commit before, to notice a pod template that has changed'
  },
  simulate: {
    unverified: 'begin also in states at which `migrate next` would refuse',
    from: { takes: 'STAGE|FILE|DIR', help: 'before the change: a stage, or manifests' },
    to: { takes: 'STAGE|FILE|DIR', help: 'after the change: a stage, or manifests' }
  },
  report: { out: { takes: 'PAGE.html', help: 'write the page to this file' } },
  check: {
    format: 'text (default), json, sarif or github',
    from: {
      takes: revision,
      help: 'what was before, as in --from origin/main: also check the change itself'
    }
  },
  argocd: {
    merge: 'the file to merge into: argocd-cm, or values of the argo-cd chart',
    workload: 'limit the rule to this Rollout; may be repeated'
  },
  init: {
    release: 'the Helm release of the manifests',
    live: 'the cluster, to read N from: what `kubectl get deploy,rollout,hpa,rs -o json` prints',
    write: 'with --update, change that file in place'
  },
  datadog: { merge: { takes: 'FILE|DIR', help: 'the manifests, or their folder, to merge into' } }
}
