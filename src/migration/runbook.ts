import type { Applier } from '../settings.ts'

/** The pods that manifests ask for; undefined where they state none, or the object is not there. */
export type Counts = {
  readonly deployment: number | undefined
  readonly rollout: number | undefined
}

/** A workload of a plan. `name` is the Deployment's, `replicas` is N. */
export type PlannedWorkload = {
  readonly name: string
  readonly namespace: string | undefined
  /** The name of its Rollout, usually the same. */
  readonly rollout: string
  readonly replicas: number
  readonly autoscaler:
    | {
        readonly kind: 'HorizontalPodAutoscaler' | 'ScaledObject'
        readonly name: string
        readonly min: number
        readonly max: number
        readonly isV1: boolean
      }
    | undefined
  /** What the Deployment states before the migration. */
  readonly baselineReplicas: number | undefined
}

/** What a stage changes for one workload; a workload that waits is not in the list. */
export type Move = {
  readonly workload: PlannedWorkload
  readonly stage: string
  readonly before: Counts
  readonly after: Counts
}

/** A stage of a plan; its folder is named such as `04-grow-25`. */
export type PlannedStage = {
  readonly folder: string
  readonly name: string
  readonly moves: readonly Move[]
}

/** What a runbook is written from. The stages begin with `00-baseline`. */
export type RunbookFacts = {
  readonly stages: readonly PlannedStage[]
  readonly workloads: readonly PlannedWorkload[]
  readonly applier: Applier
  /** By folder: a line of the simulator's result. */
  readonly verdicts?: ReadonlyMap<string, string>
}

/** Writes a plan as instructions for the person who carries it out. */
export function runbook(facts: RunbookFacts): string {
  const book = open(facts)
  const parts = [
    title(book),
    rules(book),
    pods(book),
    preparation(book),
    '## The stages',
    ...book.chapters.map(chapter => stageSection(chapter, book)),
    meanwhile(book),
    imageChange(book),
    ...applierSections(book),
    ...pausedSections(book),
    wayBack(book),
    afterwards(book),
    ...listOfPods(book)
  ]
  return `${parts.join('\n\n')}\n`
}

/** A workload at a stage, also while it waits there. */
type Standing = {
  readonly workload: PlannedWorkload
  readonly stage: string
  readonly previous: string
  readonly before: Counts
  readonly after: Counts
}

/** A stage with the workloads that move in it, and with all of them. */
type Chapter = PlannedStage & {
  readonly kind: string
  readonly previous: PlannedStage | undefined
  readonly standings: readonly Standing[]
  readonly moving: readonly Standing[]
}

type Book = RunbookFacts & {
  readonly chapters: readonly Chapter[]
  /** The stage before the pause, at which the autoscalers are awake. */
  readonly awakeStage: string
  /** Whether the plan pins counts: not where the baseline states them already. */
  readonly hasPin: boolean
  readonly scaled: readonly PlannedWorkload[]
  readonly byHpa: readonly PlannedWorkload[]
  readonly byKeda: readonly PlannedWorkload[]
  readonly isArgo: boolean
  readonly isHelm: boolean
  /** Whether the workloads are of several namespaces. */
  readonly isWide: boolean
}

/** More workloads than these are not called by name in a stage's section. */
const few = 3

function open(facts: RunbookFacts): Book {
  const { workloads, applier } = facts
  const scaled = workloads.filter(({ autoscaler }) => autoscaler)
  const chapters = chaptersOf(facts)
  const pause = chapters.find(({ kind }) => kind === 'pause-autoscaler')
  return {
    ...facts,
    chapters,
    awakeStage: pause?.previous?.name ?? 'baseline',
    hasPin: chapters.some(({ kind }) => kind === 'pin-replicas'),
    scaled,
    byHpa: scaled.filter(({ autoscaler }) => autoscaler?.kind === 'HorizontalPodAutoscaler'),
    byKeda: scaled.filter(({ autoscaler }) => autoscaler?.kind === 'ScaledObject'),
    isArgo: applier.startsWith('argocd'),
    isHelm: applier.startsWith('helm'),
    isWide: new Set(workloads.map(({ namespace }) => namespace)).size > 1
  }
}

const keyOf = ({ namespace, name }: PlannedWorkload) => JSON.stringify([namespace, name])

/** Follows every workload through the stages. */
function chaptersOf({ stages, workloads }: RunbookFacts): Chapter[] {
  let standings: Standing[] = workloads.map(workload => {
    const counts = { deployment: workload.baselineReplicas, rollout: undefined }
    return { workload, stage: 'baseline', previous: 'baseline', before: counts, after: counts }
  })
  return stages.map((stage, at) => {
    const moves = new Map(stage.moves.map(move => [keyOf(move.workload), move]))
    standings = standings.map(standing => advance(standing, moves.get(keyOf(standing.workload))))
    const moving = standings.filter(({ workload }) => moves.has(keyOf(workload)))
    const kind = stage.name.replace(/-\d+$/, '')
    return { ...stage, kind, previous: stages[at - 1], standings, moving }
  })
}

function advance({ workload, stage, after }: Standing, move: Move | undefined): Standing {
  if (!move) return { workload, stage, previous: stage, before: after, after }
  return { workload, stage: move.stage, previous: stage, before: move.before, after: move.after }
}

// Pods

/** Stages at which an autoscaler decides how many pods there are. */
const awake = ['baseline', 'introduce-rollout', 'pin-replicas', 'release-autoscaler']

/** Whether the autoscaler, and no manifest, says how many pods a Deployment or Rollout has. */
const isFree = ({ autoscaler }: PlannedWorkload, stage: string) =>
  autoscaler !== undefined &&
  ['baseline', 'introduce-rollout', 'release-autoscaler'].includes(stage)

/** Pods of the Deployment and of the Rollout. Where an autoscaler decides, N stands for its count. */
function drawn(workload: PlannedWorkload, stage: string, { deployment, rollout }: Counts) {
  const isEarly = isFree(workload, stage) && stage !== 'release-autoscaler'
  return {
    own: isEarly ? workload.replicas : (deployment ?? workload.replicas),
    moved: rollout ?? 0
  }
}

/** The most pods while a stage is brought, terminating ones apart. */
function peakOf({ workload, stage, previous, before, after }: Standing): number {
  const first = drawn(workload, previous, before)
  const last = drawn(workload, stage, after)
  const most = Math.max(first.own + first.moved, last.own + last.moved)
  const isAwake = awake.includes(stage) || awake.includes(previous)
  return isAwake ? Math.max(most, workload.autoscaler?.max ?? 0) : most
}

type Sums = { readonly own: number; readonly moved: number; readonly peak: number }

function sumsOf({ standings }: Chapter): Sums {
  let [own, moved, peak] = [0, 0, 0]
  for (const standing of standings) {
    const counts = drawn(standing.workload, standing.stage, standing.after)
    own += counts.own
    moved += counts.moved
    peak += peakOf(standing)
  }
  return { own, moved, peak }
}

const boundsOf = ({ autoscaler }: PlannedWorkload) =>
  autoscaler ? `${autoscaler.min}–${autoscaler.max}` : ''

/** The Deployment's pods at a stage, in words: the bounds where an autoscaler decides. */
function ownText(workload: PlannedWorkload, stage: string, counts: Counts): string {
  const isEarly = isFree(workload, stage) && stage !== 'release-autoscaler'
  return isEarly ? boundsOf(workload) : String(drawn(workload, stage, counts).own)
}

function movedText(workload: PlannedWorkload, stage: string, counts: Counts): string {
  if (isFree(workload, stage) && stage === 'release-autoscaler') return boundsOf(workload)
  return counts.rollout === undefined ? 'none' : String(counts.rollout)
}

// Markdown and shell

const lines = (...parts: readonly (string | undefined)[]) =>
  parts.filter(part => part !== undefined).join('\n')

const paragraphs = (...parts: readonly (string | undefined)[]) =>
  parts.filter(part => part !== undefined).join('\n\n')

const shell = (...commands: readonly (string | undefined)[]) => lines('```sh', ...commands, '```')

const output = (...printed: readonly string[]) => lines('```text', ...printed, '```')

const bullets = (...items: readonly (string | undefined)[]) =>
  items.flatMap(item => (item === undefined ? [] : [`- ${item}`])).join('\n')

const onOneLine = (text: string) => text.replace(/[\0-\x1f\x7f]/g, ' ')

/** A name as code, also within a table. */
function code(text: string): string {
  const inner = onOneLine(text).replaceAll('|', '\\|')
  return inner.includes('`') ? `\`\` ${inner} \`\`` : `\`${inner}\``
}

/** A name as a word of a shell. */
function word(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${onOneLine(text).replaceAll("'", `'\\''`)}'`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const numbers = head.slice(1).map(() => '---:')
  return lines(row(head), row(['---', ...numbers]), ...rows.map(row))
}

const podsText = (count: number) => (count === 1 ? '1 pod' : `${count} pods`)

const titleOf = ({ namespace, name }: PlannedWorkload) =>
  code(namespace === undefined ? name : `${namespace}/${name}`)

/** `kubectl`, in a workload's namespace where it is known. */
const kubectl = ({ namespace }: PlannedWorkload) =>
  namespace === undefined ? 'kubectl' : `kubectl -n ${word(namespace)}`

/** `kubectl` for all workloads together, where they are of one namespace. */
function kubectlForAll({ workloads, isWide }: Book): string {
  const [first] = workloads
  return first && !isWide ? kubectl(first) : 'kubectl'
}

/** How to name the only workload, or any one of several, in a command. */
function anyOne(book: Book): { at: string; name: string; rollout: string } {
  const [first] = book.workloads
  const at = book.isWide ? 'kubectl -n NAMESPACE' : kubectlForAll(book)
  if (!first || book.workloads.length > 1) return { at, name: 'NAME', rollout: 'NAME' }
  return { at, name: word(first.name), rollout: word(first.rollout) }
}

// Head

function title({ workloads }: Book): string {
  const [only] = workloads
  const subject = workloads.length === 1 && only ? code(only.name) : `${workloads.length} workloads`
  return `# Runbook: ${subject} from Deployment to Rollout`
}

function rules({ workloads, scaled, hasPin, isArgo }: Book): string {
  const total = workloads.reduce((sum, { replicas }) => sum + replicas, 0)
  const [only] = workloads
  const kept =
    workloads.length === 1 && only
      ? `At least ${podsText(only.replicas)} of ${titleOf(only)} (N) stay Ready`
      : `Of each workload at least its N pods, ${total} in all, stay Ready`
  const from = scaled.length > 0 ? 'pause of the autoscaler' : 'first stage'
  return paragraphs(
    lines(
      'The Rollout grows beside the Deployment, then the Deployment shrinks by as much.',
      `${kept} from the ${from} to the last stage, as long as these rules are kept:`
    ),
    bullets(
      `One commit a stage, in this order. Never two stages in one ${isArgo ? 'sync' : 'run'}.`,
      'Go on only when the stage has settled: `rolloutify migrate status --live` exits 0.',
      'No change of the pod template on the way: no image, no environment, no restart.',
      `A wait that does not return, or in doubt: stop and stay. Every stage can be rested at${scaled.length > 0 && hasPin ? ', `pin-replicas` alone not for long' : ''}, and each has its way back.`,
      'Never delete the Rollout while it has pods. Never delete the Deployment at all.'
    )
  )
}

// The pods over the stages

function pods(book: Book): string {
  const { workloads, chapters, scaled } = book
  const [only] = workloads
  const isOne = workloads.length === 1 && only !== undefined
  return paragraphs(
    '## Pods at each stage',
    isOne ? stageTable(book) : sumTable(book),
    lines(
      'The peak is the most pods while a stage is brought, for quotas and nodes. Terminating pods',
      'come on top of it until they are gone.'
    ),
    chart(chapters.map(sumsOf), chapters.map(numberOf)),
    lines(
      'The bars are all pods; the falling line is the Deployment, the rising one the Rollout.',
      scaled.length > 0 ? 'Where an autoscaler decides, N is drawn.' : undefined
    ),
    isOne ? undefined : workloadTable(book)
  )
}

const numberOf = ({ folder }: PlannedStage) => /^\d+/.exec(folder)?.[0] ?? folder

function stageTable({ chapters }: Book): string {
  const rows = chapters.flatMap(({ folder, standings }) =>
    standings.map(standing => {
      const { workload, stage, after } = standing
      const own = ownText(workload, stage, after)
      const moved = movedText(workload, stage, after)
      return [code(folder), own, moved, autoscalerText(standing), String(peakOf(standing))]
    })
  )
  return table(['stage', 'Deployment', 'Rollout', 'autoscaler', 'peak'], rows)
}

function autoscalerText({ workload, stage }: Standing): string {
  if (!workload.autoscaler) return 'none'
  if (stage === 'release-autoscaler') return 'scales the Rollout'
  if (stage === 'retarget-autoscaler') return `holds the Rollout at ${workload.replicas}`
  return awake.includes(stage) ? 'scales the Deployment' : 'paused'
}

function sumTable({ chapters }: Book): string {
  const rows = chapters.map(chapter => {
    const { own, moved, peak } = sumsOf(chapter)
    const moving = chapter.name === 'baseline' ? 0 : chapter.moving.length
    return [code(chapter.folder), ...[moving, own, moved, peak].map(String)]
  })
  return table(['stage', 'workloads that change', 'Deployments', 'Rollouts', 'peak'], rows)
}

/** Every workload in one row: the pods of its Deployment + those of its Rollout at each stage. */
function workloadTable({ workloads, chapters }: Book): string {
  const cell = ({ workload, stage, after }: Standing) => {
    const moved = movedText(workload, stage, after)
    return `${ownText(workload, stage, after)} + ${moved === 'none' ? '0' : moved}`
  }
  const rows = workloads.map((workload, at) => [
    titleOf(workload),
    String(workload.replicas),
    ...chapters.map(({ standings }) => {
      const standing = standings[at]
      return standing ? cell(standing) : ''
    })
  ])
  return paragraphs(
    'Each workload, as pods of the Deployment + pods of the Rollout:',
    table(['workload', 'N', ...chapters.map(numberOf)], rows)
  )
}

function chart(sums: readonly Sums[], numbers: readonly string[]): string {
  const most = Math.max(1, ...sums.map(({ own, moved }) => own + moved))
  const list = (read: (sum: Sums) => number) => `[${sums.map(read).join(', ')}]`
  return lines(
    '```mermaid',
    'xychart-beta',
    '  title "Pods that the manifests ask for"',
    `  x-axis "stage" [${numbers.map(number => `"${number}"`).join(', ')}]`,
    `  y-axis "pods" 0 --> ${most}`,
    `  bar ${list(({ own, moved }) => own + moved)}`,
    `  line ${list(({ own }) => own)}`,
    `  line ${list(({ moved }) => moved)}`,
    '```'
  )
}

// Before the first stage

function preparation(book: Book): string {
  const { workloads } = book
  const isNamed = workloads.every(({ namespace }) => namespace !== undefined)
  return paragraphs(
    '## Before you begin',
    lines(
      'Each folder of this plan holds the complete manifests of one stage. Bring them folder by',
      'folder, or make the same steps in your own sources with `rolloutify migrate next --live',
      'snapshot.json --write`. `rolloutify migrate status` reads `rolloutify.yaml`; where that states',
      'no stage, name the manifests behind it.',
      isNamed ? undefined : 'Commands without a namespace use the one of the current context.'
    ),
    ...appliersPreparation(book),
    ...(workloads.length > few ? [paragraphs(...podsFunction())] : [])
  )
}

function appliersPreparation(book: Book): string[] {
  if (book.isArgo) return [argoPreparation(book)]
  if (book.isHelm) {
    return [
      paragraphs(
        'The release, for the commands below. Several: run them for each.',
        shell('RELEASE=my-release   # its name in `helm list`')
      )
    ]
  }
  return []
}

function argoPreparation({ scaled, hasPin }: Book): string {
  return paragraphs(
    'The Application, for the commands below. Several: run them for each.',
    shell(
      'APP=my-application',
      `argocd app get "$APP" -o yaml | grep -nE -A6 'ignoreDifferences|RespectIgnoreDifferences|ApplyOutOfSyncOnly'`,
      'kubectl -n argocd get configmap argocd-cm -o yaml | grep -n ignoreDifferences'
    ),
    lines(
      'Neither may name `/spec/replicas` of these Deployments or Rollouts: with',
      '`RespectIgnoreDifferences=true` (or `ApplyOutOfSyncOnly=true`) every stage would be a silent',
      'no-op, and the Application would still be Synced.',
      scaled.length > 0 && hasPin
        ? lines(
            'Where it names the Deployment because of its autoscaler, leave that until the commit of',
            '`pin-replicas` is merged, then remove it and sync: removed earlier, a lower count in Git',
            'would be written over the live one.'
          )
        : 'Remove it first, while no live count is above N.'
    )
  )
}

/** A shell function that waits for the pods of many workloads. */
function podsFunction(): string[] {
  return [
    lines(
      'Save the list at the end of this page as `pods.txt`, and put this into the shell. It waits',
      'until every workload has its pods of a stage.'
    ),
    shell(
      'stage_pods() { # stage_pods 04',
      '  grep -q . pods.txt || return',
      `  awk -v stage="$1" '{ split($(stage + 4), pods, "/"); print $1, $2, $3, pods[1], pods[2] }' pods.txt |`,
      '    while read -r namespace deployment rollout own moved; do',
      '      wait_pods "$namespace" "deployment/$deployment" "$own"',
      '      wait_pods "$namespace" "rollout/$rollout" "$moved"',
      '    done',
      '  echo "all pods are there"',
      '}',
      'wait_pods() { # a count of 0 is an absent field, which prints as nothing: 0/',
      '  [ "$3" = - ] && return',
      `  until found=$(kubectl "$1" get "$2" -o jsonpath='{.spec.replicas}/{.status.availableReplicas}' < /dev/null) &&`,
      '    [ "$found" = "$3/${3#0}" ]; do',
      '    echo "$1 $2: $found, waits for $3/${3#0}"',
      '    sleep 5',
      '  done',
      '}'
    )
  ]
}

/** The lines of `pods.txt`: namespace, Deployment, Rollout, then both counts at each stage. */
function listOfPods({ workloads, chapters }: Book): string[] {
  if (workloads.length <= few) return []
  const cell = ({ workload, stage, after }: Standing) => {
    const { own, moved } = drawn(workload, stage, after)
    const isScaled = workload.autoscaler && awake.includes(stage)
    const last = stage === 'release-autoscaler'
    return `${isScaled && !last ? '-' : own}/${after.rollout === undefined || (isScaled && last) ? '-' : moved}`
  }
  const rows = workloads.map(({ namespace = '', name, rollout }, at) => {
    const counts = chapters.map(({ standings }) => (standings[at] ? cell(standings[at]) : '-/-'))
    return [`--namespace=${namespace}`, name, rollout, ...counts].map(onOneLine).join(' ')
  })
  return [
    paragraphs(
      '## pods.txt',
      'Namespace, Deployment, Rollout, then for each stage from 00 on the pods of both; `-` is not waited for.',
      output(...rows)
    )
  ]
}

// One stage

function stageSection(chapter: Chapter, book: Book): string {
  const { folder, name } = chapter
  const verdict = book.verdicts?.get(folder)
  if (name === 'baseline') return baselineSection(chapter, book)
  return paragraphs(
    `### ${folder}`,
    changeOf(chapter),
    `**Why.** ${whyOf(chapter, book)}`,
    podsOfStage(chapter),
    verdict === undefined ? undefined : `**Simulator.** ${onOneLine(verdict)}`,
    ...firstOf(chapter, book),
    checks(chapter, book),
    `**Back.** ${backOf(chapter, book)}`
  )
}

function baselineSection(chapter: Chapter, book: Book): string {
  return paragraphs(
    `### ${chapter.folder}`,
    '**Changes.** Nothing: these are the manifests as they are.',
    '**Look at, before the first stage.**',
    shell(
      'kubectl get crd rollouts.argoproj.io',
      'kubectl get deployment --all-namespaces -l app.kubernetes.io/name=argo-rollouts',
      ...snapshotCommands(book)
    ),
    lines(
      'The CRD must be there, and the controller READY with all its pods. `status` names each',
      'workload at `baseline` and exits 0; what it finds now is not the migration.'
    ),
    '**Back.** There is nothing to undo yet.'
  )
}

/** The pods of a stage before and after: of one workload, or the sums. */
function podsOfStage(chapter: Chapter): string {
  const { moving } = chapter
  const { peak } = sumsOf(chapter)
  if (moving.length > few)
    return `**Pods.** Peak ${peak} in all; each workload is in the table above.`
  const rows = moving.map(standing => {
    const { workload, stage, previous, before, after } = standing
    return [
      titleOf(workload),
      `${ownText(workload, previous, before)} → ${ownText(workload, stage, after)}`,
      `${movedText(workload, previous, before)} → ${movedText(workload, stage, after)}`,
      String(peakOf(standing))
    ]
  })
  return table(['pods', 'Deployment', 'Rollout', 'peak'], rows)
}

/** What a stage does, once for all its workloads. */
function changeOf({ name, kind, moving }: Chapter): string {
  if (moving.length > few) {
    return `**Changes.** ${moving.length} workloads: ${changes[kind]?.() ?? name}.`
  }
  const each = moving.map(
    standing => `${titleOf(standing.workload)}: ${changes[kind]?.(standing) ?? name}.`
  )
  return each.length === 1
    ? `**Changes.** ${each.join('')}`
    : paragraphs('**Changes.**', bullets(...each))
}

const changes: Record<string, (standing?: Standing) => string> = {
  'introduce-rollout': standing =>
    `adds ${standing ? `Rollout ${code(standing.workload.rollout)}` : 'each Rollout'} with \`replicas: 0\``,
  'pin-replicas': standing =>
    `the Deployment gets \`replicas: ${standing?.workload.replicas ?? 'N'}\`` +
    (standing?.workload.autoscaler?.isV1
      ? '; the HPA is written as autoscaling/v2 from here on'
      : ''),
  'pause-autoscaler': standing => pauseText(standing),
  grow: standing =>
    countText('Rollout', standing && [standing.before.rollout, standing.after.rollout]),
  shrink: standing =>
    countText('Deployment', standing && [standing.before.deployment, standing.after.deployment]),
  'retarget-autoscaler': standing =>
    `the autoscaler points at the Rollout and holds it, minimum = maximum = ${standing?.workload.replicas ?? 'N'}, and is no longer paused`,
  'release-autoscaler': standing =>
    `the autoscaler has its own bounds${standing ? ` (${boundsOf(standing.workload)})` : ''} and behavior again`
}

function countText(kind: string, counts: readonly (number | undefined)[] | undefined): string {
  if (!counts) return `\`replicas\` of the ${kind}, as in the table above`
  return `\`replicas\` of the ${kind}, ${counts.map(count => count ?? 'none').join(' → ')}`
}

function pauseText(standing: Standing | undefined): string {
  const keda = 'ScaledObject: annotation `autoscaling.keda.sh/paused: "true"`'
  const hpa =
    'HPA: `selectPolicy: Disabled` for scaleUp and scaleDown, `minReplicas: 1` where it was higher'
  if (!standing) return 'each autoscaler is paused by its manifest'
  return standing.workload.autoscaler?.kind === 'ScaledObject' ? keda : hpa
}

/** Why a stage is there, in a sentence or two. */
function whyOf({ kind, moving }: Chapter, book: Book): string {
  const why = reasons[kind]
  if (!why) return 'It is a step of the plan.'
  const hasV1 = moving.some(({ workload }) => workload.autoscaler?.isV1)
  return lines(why(book), kind === 'pin-replicas' && hasV1 ? upgradeReason : undefined)
}

const upgradeReason =
  'An autoscaling/v1 HPA stays v2 for good: v1 text applied over a paused v2 would leave the pause on, and nothing would report it.'

const reasons: Record<string, (book: Book) => string> = {
  'introduce-rollout': () =>
    'It takes its pod template from the Deployment and has no pods, so nothing that serves changes. A missing CRD or a refused Rollout shows here, where it costs nothing.',
  'pin-replicas': ({ scaled }) =>
    scaled.length === 0
      ? 'Git has to say how many pods there are before they move.'
      : 'From the next stage on nothing scales, so Git has to say how many pods there are. First the count, then the pause: the other way round, a sync in between could leave too few, with nobody to repair it.',
  'pause-autoscaler': ({ byHpa }) =>
    lines(
      'Awake, it would undo each shrink, and it counts the pods of the Rollout as its own.',
      byHpa.length > 0
        ? 'The minimum goes down too, because the bounds of an HPA act even when its behavior is disabled.'
        : undefined
    ),
  grow: () =>
    'The new pods come before any old one goes, so the sum never falls below N while they start.',
  shrink: ({ isArgo }) =>
    lines(
      'The Rollout has these pods Ready, so the Deployment can give up as many.',
      isArgo
        ? 'It is a commit of its own because Argo CD applies Deployments before Rollouts: grow and shrink in one sync are an outage as long as a pod takes to start.'
        : 'It is a commit of its own: in one run with the grow, pods would go before the new ones are Ready.'
    ),
  'retarget-autoscaler': () =>
    "The autoscaler takes over at a count that it cannot change. While it holds, the applier learns to leave the Rollout's `replicas` alone.",
  'release-autoscaler': () =>
    'The autoscaler scales by load again, now the Rollout. The Rollout keeps its `replicas` line for good: dropped, the controller writes 1.'
}

/** What has to be looked at or done before a stage is brought. */
function firstOf({ kind, moving }: Chapter, book: Book): string[] {
  if (kind === 'pin-replicas') return [pinFirst(moving, book)]
  if (kind === 'release-autoscaler') return [releaseFirst(book)]
  return []
}

function pinFirst(moving: readonly Standing[], book: Book): string {
  const commands =
    moving.length > few
      ? [
          `${kubectlForAll(book)} get deployment${book.isWide ? ' --all-namespaces' : ''} -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,LIVE:.spec.replicas'`
        ]
      : moving.map(
          ({ workload }) =>
            `${kubectl(workload)} get deployment/${word(workload.name)} -o jsonpath='{.spec.replicas}{"\\n"}'`
        )
  const most = moving.map(({ workload }) => `${workload.replicas} or less for ${titleOf(workload)}`)
  return paragraphs(
    '**First.** The live count must not be above N: the pin would cut it at once.',
    shell(...commands),
    `It must print ${moving.length > few ? 'N of each workload, or less' : most.join(', ')}. Above it: wait for a quieter hour, or make a new plan with a larger N.`
  )
}

function releaseFirst({ applier, isArgo }: Book): string {
  if (isArgo) {
    return "**First.** The Application must leave the Rollout's count alone, and `rolloutify.yaml` says `replicasIgnored: true`: see [Argo CD and `replicas`](#argo-cd-and-replicas). Without it the next sync puts N back over the autoscaler's count."
  }
  if (applier === 'kubectl') {
    return "**First.** Not with `kubectl apply`: each apply would put N back over the autoscaler's count. Stay at the hold, or bring this stage with an applier that can leave the field alone. rolloutify refuses it for `applier: kubectl`."
  }
  if (applier === 'helm4') {
    return '**First.** Every upgrade from here on runs with `--server-side=false`, and `rolloutify.yaml` says `replicasIgnored: true`: see [Helm 4 and `replicas`](#helm-4-and-replicas).'
  }
  return '**First.** Nothing to set: Helm 3 leaves the live count of a Rollout alone.'
}

// What to look at

/** Commands to paste, what they print in this order, and what there is to know about it. */
type Check = {
  readonly commands: readonly string[]
  readonly printed?: readonly string[]
  readonly notes?: readonly string[]
}

function checks(chapter: Chapter, book: Book): string {
  const isEnd = chapter === book.chapters.at(-1)
  const found = [
    ...applierChecks(chapter, book),
    ...podChecks(chapter, book),
    ...autoscalerChecks(chapter, book)
  ]
  const printed = [...found.flatMap(check => check.printed ?? []), 'exit 0']
  return paragraphs(
    `**Look at, ${isEnd ? 'at the end' : 'before the next stage'}.**`,
    shell(...found.flatMap(({ commands }) => commands), ...snapshotCommands(book)),
    'Among what they print must be these lines, in this order:',
    output(...printed),
    bullets(...found.flatMap(({ notes = [] }) => notes))
  )
}

/** The gate. */
function snapshotCommands(book: Book): string[] {
  const kinds = `deploy,rollout,hpa,rs${book.byKeda.length > 0 ? ',scaledobject' : ''}`
  return [
    `${kubectlForAll(book)} get ${kinds} -o json${book.isWide ? ' --all-namespaces' : ''} > snapshot.json`,
    'rolloutify migrate status --live snapshot.json; echo "exit $?"'
  ]
}

function applierChecks({ kind }: Chapter, book: Book): Check[] {
  if (book.isHelm) {
    const command = `helm${kubectlForAll(book).slice('kubectl'.length)} status "$RELEASE" | grep STATUS`
    return [{ commands: [command], printed: ['STATUS: deployed'] }]
  }
  if (!book.isArgo) return []
  // Argo CD calls a paused ScaledObject Suspended.
  const isSuspended =
    book.byKeda.length > 0 && ['pause-autoscaler', 'grow', 'shrink'].includes(kind)
  const health = isSuspended ? '`Healthy` or `Suspended` (the paused ScaledObject)' : '`Healthy`'
  const mayDiffer =
    kind === 'pin-replicas' ? ' `OutOfSync` by `replicas` alone is the autoscaler.' : ''
  return [
    {
      commands: [
        'argocd app get "$APP" --refresh',
        `argocd app wait "$APP" --sync --health${isSuspended ? ' --suspended' : ''} --operation --timeout 900`
      ],
      notes: [
        `\`argocd\`: \`Synced to\` with the commit of this stage, and ${health}. Synced alone proves nothing about \`replicas\`.${mayDiffer}`
      ]
    }
  ]
}

function podChecks(chapter: Chapter, { workloads }: Book): Check[] {
  if (workloads.length <= few) return chapter.moving.map(podCheck)
  return [
    {
      commands: [`stage_pods ${numberOf(chapter)}`],
      printed: ['all pods are there'],
      notes: ['`stage_pods` says what it waits for.']
    }
  ]
}

/** Commands that return once the pods of a stage are there, and one that shows them. */
function podCheck(standing: Standing): Check {
  const { workload, stage, after } = standing
  const { own, moved } = drawn(workload, stage, after)
  const at = kubectl(workload)
  const deployment = word(`deployment/${workload.name}`)
  const rollout = word(`rollout/${workload.rollout}`)
  const free = freeKind(workload, stage)
  return {
    commands: [
      ...(stage === 'introduce-rollout' ? [waitForPhase(at, rollout)] : []),
      ...(free === 'Deployment' ? [] : [waitFor(at, deployment, own)]),
      ...(free === 'Rollout' ? [] : [waitFor(at, rollout, moved)]),
      `${at} get ${deployment} ${rollout} -o custom-columns='KIND:.kind,NAME:.metadata.name,WANTED:.spec.replicas,AVAILABLE:.status.availableReplicas'`
    ],
    printed: columns([
      ['KIND', 'NAME', 'WANTED', 'AVAILABLE'],
      ['Deployment', workload.name, ...asPrinted(own)],
      ['Rollout', workload.rollout, ...asPrinted(moved)]
    ]),
    notes: free ? [freeNote(standing, free)] : []
  }
}

const asPrinted = (count: number) => [String(count), count === 0 ? '<none>' : String(count)]

/** Rows as kubectl prints them: columns three blanks apart. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (at: number) => Math.max(...rows.map(row => (row[at] ?? '').length)) + 3
  return rows.map(row =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widthOf(at))))
      .map(onOneLine)
      .join('')
  )
}

/** What an awake autoscaler scales at a stage. */
function freeKind({ autoscaler }: PlannedWorkload, stage: string) {
  if (!autoscaler || !awake.includes(stage)) return undefined
  return stage === 'release-autoscaler' ? 'Rollout' : 'Deployment'
}

function freeNote({ workload, stage }: Standing, kind: string): string {
  const { replicas, autoscaler } = workload
  const awake = `${titleOf(workload)}: its autoscaler is awake, so the ${kind} may have any count`
  return stage === 'pin-replicas'
    ? `${awake} from ${autoscaler?.min ?? 0} to ${replicas}, the same in both columns. Above ${replicas}, wait: the next stage would cut it to ${replicas}.`
    : `${awake} within ${boundsOf(workload)}, the same in both columns.`
}

/** Only as proof that the controller has taken a new Rollout: later the phase can be stale. */
const waitForPhase = (at: string, object: string) =>
  `${at} wait --for=jsonpath='{.status.phase}'=Healthy ${object} --timeout=5m`

/** A wait for a count of pods. At 0 the API leaves the field out, and kubectl prints nothing. */
function waitFor(at: string, object: string, count: number): string {
  if (count > 0) {
    return `${at} wait --for=jsonpath='{.status.availableReplicas}'=${count} ${object} --timeout=15m`
  }
  const counts = `${at} get ${object} -o jsonpath='{.spec.replicas}/{.status.availableReplicas}'`
  return `until [ "$(${counts})" = 0/ ]; do sleep 5; done`
}

const autoscalerStates: Record<string, 'paused' | 'held' | 'released'> = {
  'pause-autoscaler': 'paused',
  'retarget-autoscaler': 'held',
  'release-autoscaler': 'released'
}

function autoscalerChecks({ kind, moving }: Chapter, book: Book): Check[] {
  if (!autoscalerStates[kind]) return []
  if (book.workloads.length > few) return [manyAutoscalers(kind, book)]
  return moving.flatMap(({ workload }) => {
    const { autoscaler } = workload
    if (!autoscaler) return []
    const check = autoscaler.kind === 'ScaledObject' ? kedaCheck : hpaCheck
    return [check(kind, workload, autoscaler)]
  })
}

const hpaColumns = {
  columns:
    'NAME:.metadata.name,TARGET:.spec.scaleTargetRef.kind,MIN:.spec.minReplicas,MAX:.spec.maxReplicas,UP:.spec.behavior.scaleUp.selectPolicy,DOWN:.spec.behavior.scaleDown.selectPolicy',
  paused: 'UP and DOWN `Disabled`, MIN `1` (`0` where it was 0)',
  held: 'TARGET `Rollout`, MIN and MAX both N, UP and DOWN never `Disabled`',
  released:
    'TARGET `Rollout`, MIN and MAX as before the migration, UP and DOWN never `Disabled`: such an HPA is dead, and nothing else reports it'
}
const kedaColumns = {
  columns:
    'NAME:.metadata.name,TARGET:.spec.scaleTargetRef.kind,MIN:.spec.minReplicaCount,MAX:.spec.maxReplicaCount,PAUSED:.metadata.annotations.autoscaling\\.keda\\.sh/paused',
  paused: 'PAUSED `true`, and its HPA is gone',
  held: 'TARGET `Rollout`, MIN and MAX both N, PAUSED `<none>`',
  released: 'TARGET `Rollout`, MIN and MAX as before the migration, PAUSED `<none>`'
}

function manyAutoscalers(kind: string, book: Book): Check {
  const wanted = autoscalerStates[kind] ?? 'paused'
  const all = book.isWide ? ' --all-namespaces' : ''
  const list = (resource: string, shown: typeof hpaColumns) => ({
    command: `${kubectlForAll(book)} get ${resource}${all} -o custom-columns='${shown.columns}'`,
    note: `\`${resource}\` of each workload: ${shown[wanted]}.`
  })
  const lists = [
    ...(book.byHpa.length > 0 ? [list('hpa.v2.autoscaling', hpaColumns)] : []),
    ...(book.byKeda.length > 0 ? [list('scaledobject', kedaColumns)] : [])
  ]
  return { commands: lists.map(({ command }) => command), notes: lists.map(({ note }) => note) }
}

type Autoscaler = NonNullable<PlannedWorkload['autoscaler']>

const jsonPath = (get: string, path: string) => `${get} -o jsonpath='${path}{"\\n"}'`

function hpaCheck(kind: string, workload: PlannedWorkload, autoscaler: Autoscaler): Check {
  const get = `${kubectl(workload)} get ${word(`hpa.v2.autoscaling/${autoscaler.name}`)}`
  if (kind === 'pause-autoscaler') {
    return {
      commands: [
        jsonPath(
          get,
          '{.spec.minReplicas} {.spec.behavior.scaleUp.selectPolicy} {.spec.behavior.scaleDown.selectPolicy}'
        )
      ],
      printed: [`${Math.min(autoscaler.min, 1)} Disabled Disabled`]
    }
  }
  return {
    commands: [
      jsonPath(
        get,
        '{.spec.scaleTargetRef.kind}/{.spec.scaleTargetRef.name} {.spec.minReplicas} {.spec.maxReplicas} {.spec.behavior.*.selectPolicy}'
      )
    ],
    printed: [targetLine(kind, workload, autoscaler)],
    notes: [
      'Behind the bounds of an HPA `Max` or `Min` may stand, but never `Disabled`: such an HPA is dead, and nothing else reports it.'
    ]
  }
}

/** The target and the bounds of an autoscaler, from the hold on. */
function targetLine(kind: string, workload: PlannedWorkload, { min, max }: Autoscaler): string {
  const { rollout, replicas } = workload
  const bounds = kind === 'retarget-autoscaler' ? `${replicas} ${replicas}` : `${min} ${max}`
  return `Rollout/${onOneLine(rollout)} ${bounds}`
}

const kedaPaused = '{.metadata.annotations.autoscaling\\.keda\\.sh/paused}'

function kedaCheck(kind: string, workload: PlannedWorkload, autoscaler: Autoscaler): Check {
  const at = kubectl(workload)
  const get = `${at} get ${word(`scaledobject/${autoscaler.name}`)}`
  const hpa = `keda-hpa-${onOneLine(autoscaler.name)}`
  const note = `KEDA's HPA is \`${hpa}\` unless the ScaledObject gives it another name.`
  if (kind === 'pause-autoscaler') {
    return {
      commands: [jsonPath(get, kedaPaused), `${at} get ${word(`hpa/${hpa}`)}`],
      printed: [
        'true',
        `Error from server (NotFound): horizontalpodautoscalers.autoscaling "${hpa}" not found`
      ],
      notes: [note]
    }
  }
  const path = `{.spec.scaleTargetRef.kind}/{.spec.scaleTargetRef.name} {.spec.minReplicaCount} {.spec.maxReplicaCount} ${kedaPaused}`
  const target = '{.spec.scaleTargetRef.kind}/{.spec.scaleTargetRef.name}'
  return {
    commands: [jsonPath(get, path), jsonPath(`${at} get ${word(`hpa/${hpa}`)}`, target)],
    printed: [targetLine(kind, workload, autoscaler), `Rollout/${onOneLine(workload.rollout)}`],
    notes: [
      kind === 'release-autoscaler'
        ? `${note} A bound that the manifest leaves out is blank.`
        : note
    ]
  }
}

// The way back of one stage

function backOf(chapter: Chapter, book: Book): string {
  const to = `To ${code(chapter.previous?.folder ?? 'the baseline')}: `
  return to + (backs[chapter.kind]?.(chapter, book) ?? 'bring the manifests of that stage.')
}

const backs: Record<string, (chapter: Chapter, book: Book) => string> = {
  'introduce-rollout': (chapter, book) => introduceBack(chapter, book),
  'pin-replicas': ({ moving }) => pinBack(moving),
  'pause-autoscaler': () =>
    'the autoscaler wakes on the Deployment, which has its N pods. Safe at any time at this stage, and the way to get scaling back.',
  grow: ({ moving }) => growBack(moving),
  shrink: () =>
    "the Deployment grows again. It only adds pods: do it at once when the Rollout's pods misbehave, without waiting for anything.",
  'retarget-autoscaler': (_chapter, book) => retargetBack(book),
  'release-autoscaler': (_chapter, book) => releaseBack(book)
}

function growBack(moving: readonly Standing[]): string {
  const own = ({ workload, stage, after }: Standing) => drawn(workload, stage, after).own
  const kept = ({ before }: Standing) => before.rollout ?? 0
  const needed =
    moving.length > few
      ? 'each Deployment has its pods of this stage and each Rollout those of the stage before'
      : moving
          .map(
            each =>
              `${titleOf(each.workload)} has ${own(each)} of the Deployment and ${kept(each)} of the Rollout`
          )
          .join(', ')
  return lines(
    'the Rollout gives its new pods up. It lowers a count, so `migrate back` asks for a snapshot',
    `that shows this stage. New pods that never become Ready are no obstacle: \`--unverified\`, once`,
    `${needed} available. Pods that are not Ready go first.`
  )
}

function introduceBack({ moving }: Chapter, book: Book): string {
  const isKept = moving.some(({ workload }) => workload.autoscaler && !isPinOwn(workload))
  const kept = isKept
    ? "After a way back through `pin-replicas`, keep the Deployment's `replicas` line."
    : undefined
  if (book.isArgo) {
    return lines(
      'the Rollout goes; it has no pods. A manual sync deletes it only with `argocd app sync "$APP" --prune`.',
      kept
    )
  }
  if (book.isHelm) return lines('the Rollout goes with the upgrade; it has no pods.', kept)
  const { at, rollout } = anyOne(book)
  return paragraphs(
    '`kubectl apply` never deletes the Rollout. Delete it by hand, when and only when the first line prints `0/`:',
    shell(
      `${at} get rollout/${rollout} -o jsonpath='{.spec.replicas}/{.status.replicas}{"\\n"}'`,
      `${at} delete rollout/${rollout}`
    ),
    kept
  )
}

/** Whether the baseline's own replicas keep N pods, so that the pin may go. */
const isPinOwn = ({ baselineReplicas, replicas }: PlannedWorkload) =>
  baselineReplicas !== undefined && baselineReplicas >= replicas

function pinBack(moving: readonly Standing[]): string {
  const kept = moving.filter(({ workload }) => !isPinOwn(workload))
  const [first] = kept
  if (!first) return "the Deployment has the baseline's own `replicas` again."
  const line =
    kept.length === 1 ? `the line \`replicas: ${first.workload.replicas}\`` : 'the `replicas` lines'
  return lines(
    `\`migrate back\` keeps ${line} where the baseline had none or a lower one. Do not bring the`,
    'folder of that stage as it is: dropping the line leaves 1 pod, under every applier. On',
    '`rolloutify.yaml` the step is refused for the same reason; `--drop-replicas` overrides it.'
  )
}

function retargetBack({ applier, isArgo }: Book): string {
  const ignored = isArgo
    ? 'First end the ignore rule: remove it from the Application and `replicasIgnored` from `rolloutify.yaml`, and sync, which writes N over N.'
    : applier === 'helm4'
      ? 'First remove `replicasIgnored` from `rolloutify.yaml`.'
      : undefined
  return lines(
    'the autoscaler is paused on the Deployment again; no pod moves. The Rollout must have exactly N pods available.',
    ignored
  )
}

function releaseBack({ isArgo }: Book): string {
  return lines(
    'the autoscaler holds the Rollout at N again, and cuts what is above it at once. First see that',
    'the live count is N or less; else raise N (`replicas` in `rolloutify.yaml`, within the',
    "autoscaler's maximum) to at least the live count.",
    isArgo ? 'The ignore rule stays until the hold has settled.' : undefined
  )
}

// General sections

function meanwhile({ scaled, isArgo, isHelm }: Book): string {
  return paragraphs(
    '## What must not happen meanwhile',
    bullets(
      '`kubectl rollout restart deployment/…`: it changes the pod template, and both sets of pods roll at once.',
      isArgo ? "Argo CD's `restart` action, on the Deployment or on the Rollout." : undefined,
      'Reloader, or whatever else writes to the pod template. Switch it off for these workloads.',
      'A change of the image, the environment or anything else in the pod template.',
      scaled.length > 0
        ? 'A second autoscaler, also one for the Rollout "already": two over the same pods stop each other.'
        : 'A new autoscaler: it would undo the stages.',
      isArgo
        ? 'A selective sync of two stages, or a sync over several commits: hold the next commit back until this one has settled.'
        : undefined,
      isArgo ? '`argocd app rollback` over more than one stage.' : undefined,
      isHelm ? '`helm rollback` over more than one stage.' : undefined,
      "Services or traffic routing on the Rollout: a Service named there sends all traffic to the Rollout's pods, however few they are. `steps` and analysis wait, too.",
      '`workloadRef.scaleDown`: it takes the Deployment to 0 while the Rollout has a part of the pods, or none.',
      'Deleting the Rollout, also with `--cascade=orphan`: the Deployment adopts its pods and removes them.'
    )
  )
}

function imageChange(book: Book): string {
  const { at, name, rollout } = anyOne(book)
  return paragraphs(
    '## When an image must change midway',
    lines(
      'Best: first go on to the last shrink, where the Rollout alone rolls, or back to where the',
      'Deployment alone has pods. When it cannot wait, at a settled stage, in a commit of its own:'
    ),
    bullets(
      'No stage in the same commit, and no `steps`: with them the Deployment would roll unguarded while the Rollout stops, and later grows would bring pods of the old image.',
      'Both sets roll at once, each by its own maxSurge, on top of the peak. No canary guards it.',
      '`paused: true` on the Deployment is no freeze: the Rollout would take the new image all the same.'
    ),
    'Go on when both have rolled, with a fresh snapshot:',
    shell(
      `${at} rollout status deployment/${name} --timeout=15m`,
      `${at} get rollout/${rollout} -o jsonpath='{.spec.replicas}/{.status.updatedReplicas}/{.status.availableReplicas}{"\\n"}'`
    ),
    'The second must print the same count three times (`0//` at 0). Undo it as it came: the commit reverted.'
  )
}

function applierSections(book: Book): string[] {
  const { applier } = book
  if (book.isArgo) return [argoSection(book)]
  if (applier === 'kubectl') return [kubectlSection(book)]
  return [applier === 'helm3' ? helm3Section(book) : helm4Section(book), ...helmReleases()]
}

function argoSection(book: Book): string {
  const { applier, scaled } = book
  const how =
    applier === 'argocd-server-side'
      ? 'Argo CD applies server-side with `--force-conflicts`, so each sync writes the `replicas` that Git says, whoever wrote them last.'
      : 'Each sync writes the `replicas` that Git says.'
  return paragraphs(
    '## Argo CD and `replicas`',
    how,
    ...(scaled.length > 0
      ? ignoreRule(book)
      : ['Nothing is to be set: Git decides the count for good.'])
  )
}

function ignoreRule(book: Book): string[] {
  return [
    lines(
      'After the last stage the autoscaler decides, and Git must not. During the hold, when',
      '`retarget-autoscaler` has settled and before `release-autoscaler`, add this to the Application:'
    ),
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
    lines('It must be live before the release is committed, and print the Rollout and the option:'),
    shell(`argocd app get "$APP" -o yaml | grep -E -A8 'ignoreDifferences|syncOptions'`),
    bullets(
      'Then set `replicasIgnored: true` for the workload in `rolloutify.yaml`: `release-autoscaler` is refused without it.',
      '`ignoreDifferences` alone only hides the difference. `RespectIgnoreDifferences=true` makes the sync leave the field alone.',
      'Not earlier: before the last shrink it makes every stage of the Rollout a silent no-op.',
      'On the way back it ends at the hold, when the Rollout is at N.'
    )
  ]
}

/** Entries for the Rollouts with an autoscaler; one for all where nothing else is in the plan. */
function ignoredRollouts({ scaled, workloads }: Book): string[] {
  const rule = ['    - group: argoproj.io', '      kind: Rollout']
  const path = ['      jsonPointers:', '        - /spec/replicas']
  if (scaled.length > few && scaled.length === workloads.length) {
    return [
      ...rule,
      '      # name: for each Rollout, where others of the Application keep the count of Git',
      ...path
    ]
  }
  return scaled.flatMap(({ rollout, namespace }) => [
    ...rule,
    `      name: ${JSON.stringify(onOneLine(rollout))}`,
    ...(namespace === undefined
      ? []
      : [`      namespace: ${JSON.stringify(onOneLine(namespace))}`]),
    ...path
  ])
}

function kubectlSection({ scaled }: Book): string {
  return paragraphs(
    '## kubectl and `replicas`',
    bullets(
      'Each `kubectl apply` writes the `replicas` that the manifest says.',
      'It never deletes: on the way back the Rollout stays until it is deleted by hand, at 0 pods.',
      'Apply the manifests of one folder, all of them, never of two at once. `patch.json` is no manifest.',
      scaled.length > 0
        ? "It cannot leave a field alone, so `release-autoscaler` is not for it: each apply would put N back over the autoscaler's count."
        : undefined
    )
  )
}

function helm3Section({ scaled }: Book): string {
  return paragraphs(
    '## Helm 3 and `replicas`',
    bullets(
      'Of a Rollout Helm 3 writes only what changed from the manifest before: a live count that something else wrote stays.',
      'So the same release again does not repair a count that was changed by hand: `kubectl scale rollout/NAME --replicas=…` to what the stage says.',
      'Of a Deployment it writes what the manifest says.',
      scaled.length > 0
        ? "After `release-autoscaler` nothing is to be set: an upgrade leaves the autoscaler's count alone."
        : undefined,
      '`--wait` does not wait for a Rollout. The commands above do.'
    )
  )
}

function helm4Section({ scaled }: Book): string {
  return paragraphs(
    '## Helm 4 and `replicas`',
    bullets(
      'No `--wait`: it fails on every Rollout at its time-out ("not ready. status: Unknown"). The commands above wait.',
      ...(scaled.length > 0
        ? [
            '`--server-side=false` from the hold on, in every later upgrade, and `replicasIgnored: true` in `rolloutify.yaml`. Helm 4 applies server-side by default: once the autoscaler has moved the count, each upgrade would fail with a conflict on `.spec.replicas`.',
            'Never `--force-conflicts`: it puts N back at once, also at the peak of the day.',
            'With `--server-side=false` it writes only what changed from the manifest before: a live count that something else wrote stays.'
          ]
        : ['Never `--force-conflicts`.'])
    )
  )
}

function helmReleases(): string[] {
  return [
    paragraphs(
      '## When a Helm release fails',
      lines(
        'The manifest before it stays the deployed one, and the objects may be of either. Do not go on and do',
        'not go back by guess: make a fresh snapshot, run `rolloutify migrate status --live',
        'snapshot.json`, and bring the same stage again. `--unverified` is not for this.',
        'A release without rolloutify (a forgotten `--post-renderer`, a lost `rolloutify.yaml`) leaves the',
        'Rollout and its pods there, and brings the Deployment back to what the chart says: up to',
        'twice the pods, none fewer. Bring the stage again with it.'
      )
    )
  ]
}

function pausedSections(book: Book): string[] {
  const { scaled, chapters, applier, byKeda, workloads, hasPin, awakeStage } = book
  if (scaled.length === 0) return []
  const busiest = chapters
    .filter(({ kind }) => kind === 'grow')
    .toSorted((a, b) => grownOf(b) - grownOf(a))[0]
  const [only] = workloads
  const n = workloads.length === 1 && only ? ` (${only.replicas})` : ''
  return [
    paragraphs(
      '## While the autoscaler is paused',
      bullets(
        `Nothing scales from \`pause-autoscaler\` to \`release-autoscaler\`. Choose a quiet window, and N${n} with headroom over the live count of a busy hour.`,
        hasPin
          ? '`pin-replicas` is no place to stay: the autoscaler is awake, and each sync or release writes N over its count, also over a higher one. Bring the pause soon.'
          : undefined,
        busiest
          ? `Load above what N pods carry: ${code(busiest.folder)} has the most pods, ${grownOf(busiest)}${workloads.length === 1 ? '' : ' in all'}: go there, stage by stage. Back at ${code(awakeStage)} the autoscaler is awake.`
          : undefined,
        'Do not scale by hand: the next sync or release writes what the stage says.',
        byKeda.length > 0
          ? 'KEDA has no HPA meanwhile: alerts on a missing HPA or on a paused ScaledObject are expected.'
          : undefined,
        !hasPin || applier === 'kubectl'
          ? undefined
          : "The pin belongs into the chart's values too, where they have `replicas`, in the commit of `pin-replicas`: a release without rolloutify then still asks for N pods."
      )
    )
  ]
}

function grownOf({ standings }: Chapter): number {
  return standings.reduce((sum, { workload, stage, after }) => {
    const { own, moved } = drawn(workload, stage, after)
    return sum + own + moved
  }, 0)
}

function wayBack({ scaled, hasPin, isArgo, awakeStage }: Book): string {
  return paragraphs(
    '## Going back',
    shell(
      'rolloutify migrate back --live snapshot.json --diff    # the commit, before it is made',
      'rolloutify migrate back --live snapshot.json --write'
    ),
    bullets(
      'The same stages upwards, one commit each, with the same looks: a stage on the way back must show what its own section says.',
      `The Deployment grows first, then the Rollout shrinks. Never both in one ${isArgo ? 'sync' : 'run'}.`,
      'A fresh snapshot of the present stage before each commit that lowers a count.',
      scaled.length > 0 && hasPin
        ? `The autoscaler wakes (back to ${code(awakeStage)}) before the pin goes.`
        : undefined,
      scaled.length > 0
        ? 'A `replicas` line of the Deployment that the baseline never had stays. Without it the API writes 1, and 1 pod is left until the autoscaler has seen it.'
        : undefined,
      'The Rollout is deleted last, at 0 pods. It is the only moment at which it may be.'
    )
  )
}

function afterwards(book: Book): string {
  const { workloads, scaled, applier } = book
  const { at, rollout } = anyOne(book)
  const [only] = workloads
  const isFixed = workloads.length === 1 && scaled.length === 0
  const count = isFixed && only ? only.replicas : 'COUNT'
  return paragraphs(
    '## After the migration',
    bullets(
      'The Deployment stays for good, at 0: the Rollout takes its pod template from it. Deleted, the Rollout stops at its next change; re-created, it may take pods along.',
      'The Rollout keeps its `spec.selector` and its `replicas` line.',
      `\`kubectl rollout status deployment/…\` proves nothing any more: at 0 it is always done. Pipelines ask \`kubectl argo rollouts status ${rollout}\`, or wait for the Rollout's available pods:`
    ),
    shell(
      `${at} wait --for=jsonpath='{.status.availableReplicas}'=${count} rollout/${rollout} --timeout=15m`
    ),
    bullets(
      'Never gate on `.status.phase` or the condition `Available` alone: both can be stale for a moment.',
      applier === 'helm4' ? 'Upgrades stay without `--wait`.' : undefined,
      'Services (`stableService`, `canaryService`), traffic routing, `steps`, analysis: each a commit of its own, in this order, none with a new image, each when the Rollout is Healthy and at rest.',
      '`kubectl rollout restart deployment/…` now starts a whole canary. A plain restart is `kubectl argo rollouts restart`.',
      'The Rollout must not be deleted, not even with `--cascade=orphan`. The way back is the only way out.'
    )
  )
}
