import { applierChecks, beforeRelease } from './appliers.ts'
import {
  anyOne,
  autoscalerChecks,
  boundsOf,
  bullets,
  code,
  gateCommands,
  getAll,
  kubectl,
  lines,
  output,
  paragraphs,
  podChecks,
  shell,
  titleOf
} from './commands.ts'
import { stageCall } from './calls.ts'
import { onOneLine, word } from './words.ts'
import { needsGate } from '../gate.ts'
import { keepsPin, stateAt } from '../../workload/state-at.ts'
import { autoscalerOf, few, podsAt } from './planned.ts'
import type { Book, Chapter, Row } from './planned.ts'
import { podsOfStage } from './pods.ts'

/** What a person does for one stage, and how they take it back. */
export function stageSection(chapter: Chapter, book: Book): string {
  const { folder, kind } = chapter
  if (kind === 'baseline') return baselineSection(chapter, book)
  const text = stageTexts[kind]
  if (!text) throw new Error(`No text for stage ${kind}`)
  const verdict = book.verdicts?.get(folder)
  const first = text.first?.(chapter, book)
  return paragraphs(
    `### ${folder}`,
    changesOf(chapter, text),
    `**Why.** ${text.why(book, chapter)}`,
    podsOfStage(chapter),
    verdict !== undefined && `**Simulator.** ${onOneLine(verdict)}`,
    first && `**First.** ${first}`,
    bringing(chapter, book),
    checks(chapter, book),
    `**Back.** To ${code(chapter.previous?.folder ?? 'the baseline')}: ${text.back(chapter, book)}`,
    backCall(chapter, book)
  )
}

const live = '--live "$SNAPSHOT"'

/** The call for the commit of a stage, where the stages come by the configuration. */
function bringing({ kind, stage }: Chapter, book: Book): string | undefined {
  if (book.call.way === 'folders') return undefined
  if (kind === 'introduce-rollout') {
    return '**Bring.** The entries say `stage: introduce-rollout`, as `rolloutify init` writes them.'
  }
  return paragraphs('**Bring.**', shell(stageCall(book, 'next', stage, live)))
}

/** The call for the way back; none where it is refused. */
function backCall({ stage, previous, moving }: Chapter, book: Book): string | undefined {
  const isRefused = stage.kind === 'pin-replicas' && moving.some(row => keepsPin(row.workload))
  if (book.call.way === 'folders' || !previous || isRefused) return undefined
  const move = { from: stage, to: previous.stage }
  const isGated = needsGate(move, { direction: 'back', dropReplicas: false })
  return shell(stageCall(book, 'back', stage, ...(isGated ? [live] : [])))
}

function baselineSection({ folder }: Chapter, book: Book): string {
  return paragraphs(
    `### ${folder}`,
    '**Changes.** Nothing: these are the manifests as they are.',
    '**Look at, before the first stage.**',
    shell(
      'kubectl get crd rollouts.argoproj.io',
      'kubectl get deployment --all-namespaces -l app.kubernetes.io/name=argo-rollouts',
      ...gateCommands(book, folder)
    ),
    'The CRD must be there, and the controller READY with all its pods. `status` names each workload at `baseline` and exits 0: nothing has begun.',
    '**Back.** There is nothing to undo yet.'
  )
}

function changesOf({ moving }: Chapter, { change }: StageText): string {
  if (moving.length > few) return `**Changes.** ${moving.length} workloads: ${change()}.`
  const each = moving.map(row => `${titleOf(row.workload)}: ${change(row)}.`)
  return each.length === 1
    ? `**Changes.** ${each.join('')}`
    : paragraphs('**Changes.**', bullets(...each))
}

function checks(chapter: Chapter, book: Book): string {
  const isEnd = chapter === book.chapters.at(-1)
  const found = [
    ...applierChecks(chapter, book),
    ...podChecks(chapter, book),
    ...autoscalerChecks(chapter, book)
  ]
  return paragraphs(
    `**Look at, ${isEnd ? 'at the end' : 'before the next stage'}.**`,
    shell(...found.flatMap(({ commands }) => commands), ...gateCommands(book, chapter.folder)),
    'Among what they print must be these lines, in this order:',
    output(...found.flatMap(({ printed = [] }) => printed), 'exit 0'),
    bullets(...found.flatMap(({ notes = [] }) => notes))
  )
}

type StageText = {
  /** What the stage changes for one workload, or for many at once. */
  readonly change: (row?: Row) => string
  readonly why: (book: Book, chapter: Chapter) => string
  /** What has to be looked at or done before the stage is brought. */
  readonly first?: (chapter: Chapter, book: Book) => string
  readonly back: (chapter: Chapter, book: Book) => string
}

const stageTexts: { readonly [kind: string]: StageText } = {
  'introduce-rollout': {
    change: row =>
      `adds ${row ? `Rollout ${code(row.workload.rollout)}` : 'each Rollout'} with \`replicas: 0\``,
    why: () =>
      'It takes its pod template from the Deployment and has no pods, so nothing that serves changes. A missing CRD or a refused Rollout shows here, where it costs nothing.',
    back: introduceBack
  },
  'pin-replicas': {
    change: row =>
      `the Deployment gets \`replicas: ${nOf(row)}\`${row?.workload.baseline.autoscalerVersion === 'v1' ? '; the HPA is written as autoscaling/v2 from here on' : ''}`,
    why: pinReason,
    first: pinFirst,
    back: pinBack
  },
  'pause-autoscaler': {
    change: pauseText,
    why: ({ hasHpa }) =>
      lines(
        'Awake, it would undo each shrink, and it counts the pods of the Rollout as its own.',
        hasHpa &&
          'The minimum goes down to 1, because the bounds of an HPA act even when its behavior is disabled.'
      ),
    back: () =>
      'the autoscaler wakes on the Deployment, which has its N pods. Safe at any time at this stage, and the way to get scaling back.'
  },
  grow: {
    change: row => countText('Rollout', row),
    why: () =>
      'The new pods come before any old one goes, so the sum never falls below N while they start.',
    back: growBack
  },
  shrink: {
    change: row => countText('Deployment', row),
    why: ({ isArgo }) =>
      lines(
        'The Rollout has these pods Ready, so the Deployment can give up as many.',
        isArgo
          ? 'It is a commit of its own because Argo CD applies Deployments before Rollouts: grow and shrink in one sync are an outage as long as a pod takes to start.'
          : 'It is a commit of its own: in one run with the grow, pods would go before the new ones are Ready.'
      ),
    back: () =>
      "the Deployment grows again. It only adds pods: do it at once when the Rollout's pods misbehave, without waiting for anything."
  },
  'retarget-autoscaler': {
    change: row =>
      `the autoscaler points at the Rollout and holds it, minimum = maximum = ${nOf(row)}, and is no longer paused`,
    why: ({ isArgo, applier }) =>
      lines(
        'The autoscaler takes over at a count that it cannot change.',
        (isArgo || applier === 'helm4') &&
          "While it holds, the applier learns to leave the Rollout's `replicas` alone."
      ),
    back: retargetBack
  },
  'release-autoscaler': {
    change: row =>
      `the autoscaler has its own bounds${row ? ` (${boundsOf(row.workload)})` : ''} and behavior again`,
    why: () =>
      'The autoscaler scales by load again, now the Rollout. The Rollout keeps its `replicas` line for good: dropped, the controller writes 1.',
    first: (_chapter, book) => beforeRelease(book),
    back: releaseBack
  }
}

function nOf(row: Row | undefined) {
  return row?.workload.replicas ?? 'N'
}

function countText(kind: 'Deployment' | 'Rollout', row: Row | undefined): string {
  if (!row) return `\`replicas\` of the ${kind}, as in the table above`
  const field = kind === 'Rollout' ? 'rollout' : 'deployment'
  const [before, after] = [row.before, row.after].map(
    stage => stateAt(row.workload, stage)[field]?.replicas
  )
  return `\`replicas\` of the ${kind}, ${before ?? 'none'} → ${after ?? 'none'}`
}

function pauseText(row: Row | undefined): string {
  const autoscaler = row && autoscalerOf(row.workload)
  if (!autoscaler) return 'each autoscaler is paused by its manifest'
  if (autoscaler.kind === 'ScaledObject') {
    return 'the ScaledObject gets the annotation `autoscaling.keda.sh/paused: "true"`'
  }
  const lower = autoscaler.min > 1 ? ', and `minReplicas: 1`' : ''
  return `the HPA gets \`selectPolicy: Disabled\` for scaleUp and scaleDown${lower}`
}

function introduceBack({ moving }: Chapter, book: Book): string {
  const isKept = moving.some(({ workload }) => keepsPin(workload))
  const kept =
    isKept && "After a way back through `pin-replicas`, keep the Deployment's `replicas` line."
  if (book.isArgo) {
    return lines(
      'the Rollout goes; it has no pods. A sync deletes it only where it prunes, as `argocd app sync "$APP" --prune` does.',
      kept
    )
  }
  if (book.isHelm) return lines('the Rollout goes with the upgrade; it has no pods.', kept)
  const { at, rollout } = anyOne(book)
  return paragraphs(
    '`kubectl apply` never deletes the Rollout. This does, and only at 0 pods:',
    shell(
      `[ "$(${at} get rollout/${rollout} -o jsonpath='{.spec.replicas}/{.status.replicas}')" = 0/ ] &&`,
      `  ${at} delete rollout/${rollout}`
    ),
    kept
  )
}

function pinReason({ isScaled }: Book, { moving }: Chapter): string {
  return lines(
    isScaled
      ? 'From the next stage on nothing scales, so Git has to say how many pods there are. First the count, then the pause: the other way round, a sync in between could leave too few, with nobody to repair it.'
      : 'Git has to say how many pods there are before they move.',
    moving.some(({ workload }) => workload.baseline.autoscalerVersion === 'v1') &&
      'An autoscaling/v1 HPA stays v2 for good: v1 text applied over a paused v2 would leave the pause on.'
  )
}

function pinFirst({ moving }: Chapter, book: Book): string {
  const isMany = moving.length > few
  const columns = 'NAMESPACE:.metadata.namespace,NAME:.metadata.name,LIVE:.spec.replicas'
  const commands = isMany
    ? [getAll('deployment', `custom-columns='${columns}'`, book)]
    : moving.map(
        ({ workload }) =>
          `${kubectl(workload)} get deployment/${word(workload.name)} -o jsonpath='{.spec.replicas}{"\\n"}'`
      )
  const most = moving.map(({ workload }) => `${workload.replicas} or less for ${titleOf(workload)}`)
  return paragraphs(
    'The live count must not be above N: the pin would cut it at once.',
    shell(...commands),
    `It must print ${isMany ? 'N of each workload, or less' : most.join(', ')}. Above it: wait for a quieter hour, or make a new plan with a larger N.`
  )
}

function pinBack({ moving }: Chapter): string {
  const kept = moving.filter(({ workload }) => keepsPin(workload))
  const [first] = kept
  if (!first) return "the Deployment has the baseline's own `replicas` again."
  const line = kept.length === 1 ? `the line \`replicas: ${nOf(first)}\`` : 'the `replicas` lines'
  return `\`migrate back\` keeps ${line} where the baseline had none or a lower one. Do not bring the folder of that stage as it is: dropping the line leaves 1 pod, under every applier. On \`rolloutify.yaml\` the step is refused for the same reason; \`--drop-replicas\` overrides it.`
}

function growBack({ moving }: Chapter): string {
  const each = moving.map(({ workload, before, after }) => {
    const [{ own }, { moved }] = [podsAt(workload, after), podsAt(workload, before)]
    return `${titleOf(workload)} has ${own} of the Deployment and ${moved} of the Rollout`
  })
  const needed =
    moving.length > few
      ? 'each Deployment has its pods of this stage and each Rollout those of the stage before'
      : each.join(', ')
  return `the Rollout gives its new pods up. It lowers a count, so \`migrate back\` asks for a snapshot that shows this stage. New pods that never become Ready are no obstacle: \`--unverified\`, once ${needed} available. Pods that are not Ready go first.`
}

function retargetBack(_chapter: Chapter, { applier, isArgo }: Book): string {
  return lines(
    'the autoscaler is paused on the Deployment again; no pod moves. The Rollout must have exactly N pods available.',
    isArgo &&
      'First end the ignore rule: remove it from the Application and `replicasIgnored` from `rolloutify.yaml`, and sync, which writes N over N.',
    applier === 'helm4' && 'First remove `replicasIgnored` from `rolloutify.yaml`.'
  )
}

function releaseBack(_chapter: Chapter, { isArgo }: Book): string {
  return lines(
    "the autoscaler holds the Rollout at N again, and cuts what is above it at once. First see that the live count is N or less; else raise N (`replicas` in `rolloutify.yaml`, within the autoscaler's maximum) to at least the live count.",
    isArgo && 'The ignore rule stays until the hold has settled.'
  )
}
