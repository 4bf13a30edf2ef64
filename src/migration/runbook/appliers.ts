import { keepsPin, stateAt } from '../../workload/state-at.ts'
import { bullets, kubectl, lines, namespaceOption, paragraphs, shell, titleOf } from './commands.ts'
import { fluxCheck, fluxPreparation, fluxRelease, fluxSection } from './flux.ts'
import { onOneLine, word } from './words.ts'
import type { Check } from './commands.ts'
import { autoscalerOf, few, scaledBy } from './planned.ts'
import type { Book, Chapter } from './planned.ts'

/** What an applier needs to know before the first stage. */
export function applierPreparation(book: Book): string | undefined {
  if (book.isArgo) return argoPreparation(book)
  if (book.applier === 'flux') return fluxPreparation()
  if (!book.isHelm || releasesOf(book)) return undefined
  return paragraphs(
    'The release, for the commands below. Several: run them for each.',
    shell('RELEASE=my-release   # its name in `helm list`')
  )
}

function argoPreparation({ isScaled, hasPin }: Book): string {
  return paragraphs(
    'The Application, for the commands below. Several: run them for each.',
    shell(
      'APP=my-application',
      `kubectl -n argocd get application "$APP" -o jsonpath='{.spec.ignoreDifferences}{"\\n"}{.spec.syncPolicy}{"\\n"}'`,
      'kubectl -n argocd get configmap argocd-cm -o yaml | grep -n ignoreDifferences   # prints nothing where all is well'
    ),
    lines(
      'Neither may name `/spec/replicas` of these Deployments or Rollouts: with such a rule and `RespectIgnoreDifferences=true`, or such a rule and `ApplyOutOfSyncOnly=true`, every stage would be a silent no-op, and the Application would still be Synced. Either option alone, without a rule, does no harm.',
      isScaled && hasPin
        ? 'Where it names the Deployment because of its autoscaler, leave that until the commit of `pin-replicas` is merged, then remove it and sync: removed earlier, a lower count in Git would be written over the live one.'
        : 'Remove it first, while no live count is above N.'
    )
  )
}

/** Commands that show that the applier has brought a stage. */
export function applierChecks(chapter: Chapter, book: Book): Check[] {
  if (book.isArgo) return [argoCheck(chapter, book)]
  if (book.applier === 'flux') return [fluxCheck()]
  if (!book.isHelm) return []
  const at = book.isWide ? ' -n NAMESPACE' : namespaceOption(book)
  const known = releasesOf(book) ?? [`helm${at} status "$RELEASE"`]
  const commands = known.map(status => `${status} | grep STATUS`)
  return [{ commands, printed: known.map(() => 'STATUS: deployed') }]
}

/** How to ask for the state of each release, where they are known and few. */
function releasesOf({ workloads }: Book): string[] | undefined {
  if (workloads.some(({ release }) => release === undefined)) return undefined
  const asked = workloads.map(each => {
    const at = kubectl(each).slice('kubectl'.length)
    return `helm${at} status ${word(each.release ?? '')}`
  })
  const each = [...new Set(asked)]
  return each.length > few ? undefined : each
}

function argoCheck({ kind, rows }: Chapter, { hasKeda }: Book): Check {
  // Argo CD calls a paused ScaledObject Suspended.
  const isSuspended = hasKeda && ['pause-autoscaler', 'grow', 'shrink'].includes(kind)
  // An awake autoscaler differs from a stated count: the Application may never be Synced.
  const mayDiffer = rows.some(
    ({ workload, after }) =>
      stateAt(workload, after).deployment?.replicas !== undefined &&
      scaledBy(workload, after) === 'Deployment'
  )
  const sync = mayDiffer ? '' : ' --sync'
  const health = isSuspended ? '`Healthy` or `Suspended` (the paused ScaledObject)' : '`Healthy`'
  return {
    commands: [
      ...(kind === 'pin-replicas' ? ['argocd app sync "$APP"'] : []),
      'argocd app get "$APP" --refresh',
      `argocd app wait "$APP"${sync} --health${isSuspended ? ' --suspended' : ''} --operation --timeout 900`
    ],
    notes: [
      `\`argocd\`: \`Sync Revision\` is the commit of this stage, \`Phase\` is \`Succeeded\`, and ${health}. ${mayDiffer ? '`OutOfSync` by `replicas` of the Deployment alone is the autoscaler, so no command waits for `Synced`; a Deployment that is OutOfSync by anything else was not applied.' : 'Synced alone proves nothing about `replicas`.'}`,
      ...(kind === 'pin-replicas'
        ? [
            'The sync is needed with automated sync too: where N pods run already, Argo CD sees no difference, syncs nothing by itself, and `status` does not exit 0.'
          ]
        : []),
      ...(kind === 'retarget-autoscaler'
        ? [
            'The Application may be `Degraded` for a moment: the autoscaler is applied before the Rollout is looked at.'
          ]
        : [])
    ]
  }
}

/** What an applier needs before it brings the release of the autoscaler. */
export function beforeRelease({ applier }: Book): string {
  if (applier === 'kubectl') {
    return 'Not with `kubectl apply`: see [kubectl and `replicas`](#kubectl-and-replicas). Stay at the hold, or bring this stage with an applier that can leave the field alone. rolloutify refuses it for `applier: kubectl`.'
  }
  if (applier === 'helm4') {
    return 'Every upgrade runs with `--server-side=false`, as since the pin, and `rolloutify.yaml` says `replicasIgnored: true`: see [Helm 4 and `replicas`](#helm-4-and-replicas).'
  }
  if (applier === 'flux') return fluxRelease
  if (applier === 'helm3') return 'Nothing to set: Helm 3 leaves the live count of a Rollout alone.'
  return "The Application must leave the Rollout's count alone, and `rolloutify.yaml` says `replicasIgnored: true`: see [Argo CD and `replicas`](#argo-cd-and-replicas). Without it the next sync puts N back over the autoscaler's count."
}

/** The sections of an applier. */
export function applierSections(book: Book): string {
  if (book.isArgo) return paragraphs(argoSection(book), argoLoss(book))
  if (book.applier === 'flux') return fluxSection(book)
  if (!book.isHelm) return kubectlSection(book)
  return paragraphs(book.applier === 'helm3' ? helm3Section : helm4Section(book), helmFailure(book))
}

function argoSection(book: Book): string {
  const { applier, isScaled } = book
  return paragraphs(
    '## Argo CD and `replicas`',
    applier === 'argocd-server-side'
      ? 'Argo CD applies server-side with `--force-conflicts`, so each sync writes the `replicas` that Git says, whoever wrote them last.'
      : 'Each sync writes the `replicas` that Git says.',
    isScaled ? ignoreRule(book) : 'Nothing has to be set: Git decides the count for good.',
    bullets(...losses)
  )
}

/** What is left when Argo CD no longer gets what rolloutify makes. */
const losses = [
  'A sync of the sources without rolloutify leaves the Rollout and its pods there, by `Prune=false`, and brings the Deployment back to what the sources say: up to twice the pods, none fewer. Where they have no `replicas`, the Deployment falls to 1 pod until the autoscaler has seen it: pin N there too. The Application is OutOfSync until the stage is brought again.',
  'Deleting the Application deletes the Rollout and its pods with all else. Where nobody states `applier: argocd`, the Rollout carries `helm.sh/resource-policy: keep` too, which Argo CD takes for `Delete=false`: then its pods stay.'
]

function ignoreRule(book: Book): string {
  return paragraphs(
    'After the last stage the autoscaler decides, and Git must not. During the hold, when `retarget-autoscaler` has settled and before `release-autoscaler`, add this to the Application:',
    lines(
      '```yaml',
      'spec:',
      '  ignoreDifferences:',
      ...ignoredRollouts(book),
      '  syncPolicy:',
      '    syncOptions:',
      '      - RespectIgnoreDifferences=true',
      '```'
    ),
    '`rolloutify argocd ignore --write FILE` writes it, FILE being that of the Application; `migrate next` does so with `retarget-autoscaler` where that file is given together with the manifests.',
    'It must be live before the release is committed, and print the Rollout and the option:',
    shell(
      `kubectl -n argocd get application "$APP" -o jsonpath='{.spec.ignoreDifferences}{"\\n"}{.spec.syncPolicy.syncOptions}{"\\n"}'`
    ),
    bullets(
      'Then set `replicasIgnored: true` for the workload in `rolloutify.yaml`: `release-autoscaler` is refused without it.',
      '`ignoreDifferences` alone only hides the difference. `RespectIgnoreDifferences=true` makes the sync leave the field alone.',
      'Not earlier: before the last shrink it makes every stage of the Rollout a silent no-op.',
      'On the way back it ends at the hold, when the Rollout is at N.'
    )
  )
}

/** Entries for the Rollouts with an autoscaler; one for all where nothing else is in the plan. */
function ignoredRollouts({ workloads }: Book): string[] {
  const entry = (...names: readonly string[]) => [
    '    - group: argoproj.io',
    '      kind: Rollout',
    ...names.map(name => `      ${name}`),
    '      jsonPointers:',
    '        - /spec/replicas'
  ]
  const scaled = workloads.filter(autoscalerOf)
  if (scaled.length > few && scaled.length === workloads.length) {
    return entry('# name: for each Rollout, where others of the Application keep the count of Git')
  }
  const quoted = (name: string) => JSON.stringify(onOneLine(name))
  return scaled.flatMap(({ rollout, namespace }) =>
    entry(
      `name: ${quoted(rollout)}`,
      ...(namespace === undefined ? [] : [`namespace: ${quoted(namespace)}`])
    )
  )
}

function kubectlSection({ isScaled }: Book): string {
  return paragraphs(
    '## kubectl and `replicas`',
    bullets(
      'Each `kubectl apply` writes the `replicas` that the manifest says.',
      'It never deletes: on the way back the Rollout stays until it is deleted by hand, at 0 pods.',
      'Apply the manifests of one folder, all of them, never of two at once. `patch.json` is no manifest.',
      isScaled &&
        "It cannot leave a field alone, so `release-autoscaler` is not for it: each apply would put N back over the autoscaler's count."
    )
  )
}

const helm3Section = paragraphs(
  '## Helm 3 and `replicas`',
  bullets(
    'Of a Rollout Helm 3 writes only what changed from the manifest before: a live count that something else wrote stays.',
    'So the same release again does not repair a count that was changed by hand: `kubectl scale rollout/NAME --replicas=…` to what the stage says.',
    'Of a Deployment it writes what the manifest says.',
    '`--wait` does not wait for a Rollout. The commands above do.'
  )
)

function helm4Section({ isScaled }: Book): string {
  return paragraphs(
    '## Helm 4 and `replicas`',
    bullets(
      'No `--wait`: it fails on every Rollout at its time-out ("not ready. status: Unknown"). The commands above wait.',
      isScaled &&
        '`--server-side=false` from `pin-replicas` on, in every upgrade, and from `retarget-autoscaler` on `replicasIgnored: true` in `rolloutify.yaml`. Helm 4 applies server-side by default: once an awake autoscaler has moved a count that Helm wrote, between the pin and the pause or after the release, each upgrade would fail with a conflict on `.spec.replicas`.',
      `Never \`--force-conflicts\`${isScaled ? ': it puts N back at once, also at the peak of the day' : ''}.`,
      isScaled &&
        'With `--server-side=false` it writes only what changed from the manifest before: a live count that something else wrote stays.'
    )
  )
}

const helmFailure = (book: Book) =>
  paragraphs(
    '## When a Helm release fails',
    'The manifest before it stays the deployed one, and the objects may be of either. Do not go on and do not go back by guess: run the gate of the stage with a fresh snapshot, and bring the same stage again. `--unverified` is not for this.',
    'A release without rolloutify (a forgotten `--post-renderer`, a lost `rolloutify.yaml`) leaves the Rollout and its pods there.',
    whatIsLost(book, 'release')
  )

/** What protects under Argo CD, and what does not. */
const argoLoss = (book: Book) =>
  paragraphs(
    '## When the configuration is lost',
    'Manifests without the Rollout, rendered without rolloutify, leave it and its pods there from the first grow on: `Prune=false`. The Application then stays OutOfSync.',
    whatIsLost(book, 'sync'),
    'When the Application itself is deleted, Argo CD takes `helm.sh/resource-policy: keep` for `Delete=false`: a Rollout with that annotation stays with its pods, without its Deployment and its Service. Before a tear-down say `keep: false` for the workload, or delete the Rollout by hand.'
  )

/** Where the sources state no count, nothing holds the pods of the Deployment. */
function whatIsLost({ workloads }: Book, run: string): string {
  const bare = workloads.filter(keepsPin)
  return lines(
    bare.length < workloads.length &&
      'A Deployment whose sources state N `replicas` goes back to them: up to twice the pods, none fewer.',
    bare.length > 0 &&
      `The sources of ${bare.length > few ? `${bare.length} workloads` : bare.map(titleOf).join(', ')} state no \`replicas\`, or fewer than N: there the Deployment falls to that, or to 1 pod, until its autoscaler has seen it. So pin N in the chart's values as well, from \`pin-replicas\` on.`,
    `Bring the stage again with rolloutify, in the next ${run}.`
  )
}
