import { applierPreparation, applierSections } from './appliers.ts'
import { anyOne, bullets, code, lines, paragraphs, shell, titleOf, waitFor } from './commands.ts'
import { callFunction, inPlaceCall, plainCall, workloadOption } from './calls.ts'
import { emergencies } from './emergencies.ts'
import { bookOf, few } from './planned.ts'
import type { Stage } from '../../workload/stage.ts'
import type { Book, RunbookFacts } from './planned.ts'
import { listOfPods, podsFunction, podsSection } from './pods.ts'
import { stageSection } from './stages.ts'
import { onOneLine } from './words.ts'

/** The section of each stage, in Markdown. */
export function stageSections(
  facts: RunbookFacts
): { readonly stage: Stage; readonly text: string }[] {
  const book = bookOf({ ...facts, call: facts.call ?? plainCall })
  return book.chapters.map(chapter => ({
    stage: chapter.stage,
    text: stageSection(chapter, book)
  }))
}

/** Writes a plan as instructions for the person who carries it out. */
export function runbook(facts: RunbookFacts): string {
  const book = bookOf({ ...facts, call: facts.call ?? plainCall })
  const isMany = book.workloads.length > few
  const text = paragraphs(
    title(book),
    origin(book),
    rules(book),
    podsSection(book),
    preparation(book),
    applierPreparation(book),
    whoElse(book),
    isMany && podsFunction(),
    '## The stages',
    ...book.chapters.map(chapter => stageSection(chapter, book)),
    meanwhile(book),
    emergencies(book),
    imageChange(book),
    applierSections(book),
    book.isScaled && whilePaused(book),
    wayBack(book),
    afterwards(book),
    isMany && listOfPods(book)
  )
  return `${text}\n`
}

function title({ only, workloads }: Book): string {
  const subject = only ? code(only.name) : `${workloads.length} workloads`
  return `# Runbook: ${subject} from Deployment to Rollout`
}

/** What a printed page has to say of itself: a plan of last month looks as valid as this one. */
function origin({ call }: Book): string {
  const blank = [
    ['cluster and environment', ''],
    ['who and when', '']
  ] as const
  const made = call.origin.map(([what, value]) => `| ${what} | ${value} |`)
  const open = blank.map(([what]) => `| ${what} |  |`)
  return paragraphs(
    lines('| this plan | |', '| --- | --- |', ...made, ...open),
    call.origin.length > 0 &&
      'It holds for the input of that hash: where the same call prints another, make it again.'
  )
}

function rules({ only, workloads, isScaled, hasPin, isArgo }: Book): string {
  const total = workloads.reduce((sum, { replicas }) => sum + replicas, 0)
  const kept = only
    ? `At least ${total === 1 ? '1 pod' : `${total} pods`} of ${titleOf(only)} (N) stay Ready`
    : `Of each workload at least its N pods, ${total} in all, stay Ready`
  const from = isScaled ? 'pause of the autoscaler' : 'first stage'
  return paragraphs(
    `The Rollout grows beside the Deployment, then the Deployment shrinks by as much. ${kept} from the ${from} to the last stage, as long as these rules are kept:`,
    bullets(
      `One commit a stage, in this order. Never two stages in one ${isArgo ? 'sync' : 'run'}.`,
      'Go on only when the stage has settled: `rolloutify migrate status --live` exits 0.',
      'No change of the pod template on the way: no image, no environment, no restart.',
      `When a wait does not return, or in doubt: stop and stay. Every stage can be rested at${isScaled && hasPin ? ', `pin-replicas` alone not for long' : ''}, and each has its way back.`,
      'Never delete the Rollout while it has pods. Never delete the Deployment at all.'
    )
  )
}

function preparation(book: Book): string {
  const { workloads, call, isArgo } = book
  const calls = callFunction(book)
  return paragraphs(
    '## Before you begin',
    lines(
      call.way === 'folders'
        ? `Each folder of ${code(call.out)} holds the complete manifests of one stage. Bring them folder by folder: the manifests of one folder in the place of those before, in one commit.`
        : 'Each stage is one commit that changes `stage:` in the configuration, and what is rendered by it:',
      workloads.some(({ namespace }) => namespace === undefined) &&
        'Commands without a namespace use the one of the current context.'
    ),
    calls.length > 0 && shell(...calls),
    call.way === 'configuration' &&
      'Each stage has its call below. It moves the workloads of that stage alone: with others in the plan some wait. `--diff` in place of `--write` shows the commit before it is made.',
    call.missing.length > 0 &&
      paragraphs(
        'The configuration does not say yet what the gate needs. Write it there first:',
        bullets(...call.missing.map(([name, line]) => `${code(name)}: ${code(line)}`))
      ),
    inPlace(book),
    bullets(
      `\`$SNAPSHOT\` is a temporary file, made anew at each stage: it holds the environment of the pods, and has no place in Git.`,
      isArgo &&
        'With a manual sync policy each stage is synced by a person once it is merged: `argocd app sync "$APP"`, or the button. Waiting alone brings nothing.',
      'See that `kubectl config current-context` is the cluster that is meant.'
    )
  )
}

function inPlace(book: Book): string | undefined {
  if (book.call.way !== 'folders' || book.call.files.length === 0) return undefined
  // Of several workloads some wait at some stages.
  const ofStage = book.only ? '' : '--stage STAGE'
  return paragraphs(
    'Or make the same steps in your own sources, which then remember what they were. The gate is that of the sources:',
    shell(
      inPlaceCall(book, 'next', ofStage, '--live "$SNAPSHOT"', '--write'),
      inPlaceCall(
        book,
        'back',
        book.only ? workloadOption(book) : ofStage,
        '--live "$SNAPSHOT"',
        '--write'
      ),
      inPlaceCall(book, 'status', '--live "$SNAPSHOT"')
    )
  )
}

/** Each that names a Deployment, with what to do for it. */
function whoElse({ around = [] }: Book): string | undefined {
  if (around.length === 0) return undefined
  return paragraphs(
    '## Who else names these Deployments',
    'Nothing of this follows by itself:',
    bullets(...around.map(({ message, hint }) => `${onOneLine(message)}: ${onOneLine(hint)}.`))
  )
}

function meanwhile({ isScaled, isArgo, isHelm, workloads }: Book): string {
  const rolledBy = workloads.flatMap(each =>
    (each.rolledBy ?? []).map(why => `${titleOf(each)} has ${why}`)
  )
  return paragraphs(
    '## What must not happen meanwhile',
    bullets(
      'Any change of the pod template: image, environment, `kubectl rollout restart deployment/…`. Both sets of pods would roll at once.',
      isArgo && "Argo CD's `restart` action, on the Deployment or on the Rollout.",
      'Reloader, or whatever else writes to the pod template. Switch it off for these workloads.',
      ...rolledBy,
      isScaled
        ? 'A second autoscaler, say one for the Rollout ahead of time: two over the same pods stop each other.'
        : 'A new autoscaler: it would undo the stages.',
      isArgo &&
        'A selective sync of two stages, or a sync over several commits: hold the next commit back until this one has settled.',
      isArgo && '`argocd app rollback` over more than one stage.',
      isHelm && '`helm rollback` over more than one stage.',
      "Services or traffic routing on the Rollout: a Service named there sends all traffic to the Rollout's pods, however few they are. `steps` and analysis wait until after the migration, too.",
      '`workloadRef.scaleDown`: it takes the Deployment to 0 while the Rollout has a part of the pods, or none.',
      'Deleting the Rollout, also with `--cascade=orphan`: the Deployment adopts its pods and removes them.'
    )
  )
}

function imageChange(book: Book): string {
  const { at, name, rollout } = anyOne(book)
  return paragraphs(
    '## When an image must change midway',
    'Best: first go on to the last shrink, where the Rollout alone rolls, or back to where the Deployment alone has pods. When it cannot wait, at a settled stage, in a commit of its own:',
    bullets(
      'No stage in the same commit, and no `steps`: with them the Deployment would roll unguarded while the Rollout stops, and later grows would bring pods of the old image.',
      'Both sets roll at once, each by its own maxSurge, on top of the peak. No canary guards it.',
      '`paused: true` on the Deployment is no freeze: the Rollout would take the new image all the same.'
    ),
    'The check of the commit says `template-changed`, rightly. For this one commit:',
    shell('rolloutify check --from HEAD --rule template-changed=warning .'),
    'Go on when both have rolled, with a fresh snapshot:',
    shell(
      `${at} rollout status deployment/${name} --timeout=15m`,
      `${at} get rollout/${rollout} -o jsonpath='{.spec.replicas}/{.status.updatedReplicas}/{.status.availableReplicas}{"\\n"}'`
    ),
    'The second must print the same count three times (`0//` at 0). Undo it as it came: the commit reverted.'
  )
}

function whilePaused({
  only,
  chapters,
  applier,
  hasKeda,
  hasPin,
  isArgo,
  awakeStage
}: Book): string {
  const [busiest] = chapters
    .filter(({ kind }) => kind === 'grow')
    .map(chapter => ({ folder: chapter.folder, all: chapter.sums.all }))
    .toSorted((a, b) => b.all - a.all)
  return paragraphs(
    '## While the autoscaler is paused',
    bullets(
      `Nothing scales from \`pause-autoscaler\` to \`release-autoscaler\`. Choose a quiet window, and N${only ? ` (${only.replicas})` : ''} with headroom over the live count of a busy hour.`,
      hasPin &&
        `\`pin-replicas\` is no place to stay: the autoscaler is awake, and each sync or release writes N over its count, also over a higher one${isArgo ? ' (with `selfHeal` every few seconds)' : ''}. Bring the pause soon.`,
      busiest &&
        `When the load is more than N pods carry: see [Emergencies](#emergencies). ${code(busiest.folder)} has the most pods, ${busiest.all}${only ? '' : ' in all'}. Back at ${code(awakeStage)} the autoscaler is awake.`,
      'Do not scale by hand: the stage would not be settled any more.',
      hasKeda &&
        'KEDA has no HPA meanwhile: alerts on a missing HPA or on a paused ScaledObject are expected.',
      hasPin &&
        applier !== 'kubectl' &&
        "The pin belongs in the chart's values too, where they have `replicas`, in the commit of `pin-replicas`: a release without rolloutify then still asks for N pods."
    )
  )
}

function wayBack(book: Book): string {
  const { isScaled, hasPin, isArgo, awakeStage, call } = book
  return paragraphs(
    '## Going back',
    call.way === 'configuration'
      ? "By the call at the end of the present stage's section."
      : 'Bring the folder before the present one, as each stage says.',
    bullets(
      'The same stages upwards, one commit each: a stage on the way back must show what its own section says.',
      `The Deployment grows first, then the Rollout shrinks. Never both in one ${isArgo ? 'sync' : 'run'}.`,
      'A fresh snapshot of the present stage before each commit that lowers a count.',
      isScaled &&
        hasPin &&
        `The autoscaler wakes (back to ${code(awakeStage)}) before the pin goes.`,
      isScaled &&
        'A `replicas` line of the Deployment that the baseline never had stays. Without it the API writes 1, and 1 pod is left until the autoscaler has seen it.',
      'The Rollout is deleted last, at 0 pods.'
    )
  )
}

function afterwards(book: Book): string {
  const { only, isScaled, applier } = book
  const { at, rollout } = anyOne(book)
  const count = only && !isScaled ? only.replicas : 'COUNT'
  return paragraphs(
    '## After the migration',
    bullets(
      'The Deployment stays for good, at 0: the Rollout takes its pod template from it. Deleted, the Rollout stops at its next change; re-created, it may take pods along.',
      'The Rollout keeps its `spec.selector` and its `replicas` line.',
      `\`kubectl rollout status deployment/…\` proves nothing any more: at 0 it is always done. Pipelines ask \`kubectl argo rollouts status ${rollout}\`, or wait for the Rollout's available pods:`
    ),
    shell(waitFor(at, `rollout/${rollout}`, count)),
    bullets(
      'Never gate on `.status.phase` or the condition `Available` alone: both can be stale for a moment.',
      applier === 'helm4' && 'Upgrades stay without `--wait`.',
      'Services (`stableService`, `canaryService`), traffic routing, `steps`, analysis: each a commit of its own, in this order, none with a new image, each when the Rollout is Healthy and at rest.',
      '`kubectl rollout restart deployment/…` now starts a whole canary. A plain restart is `kubectl argo rollouts restart`.',
      'The Rollout must not be deleted, not even with `--cascade=orphan`. The way back is the only way out.'
    )
  )
}
