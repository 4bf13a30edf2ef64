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
import type { Texts } from './texts.ts'

/** What a person does for one stage, and how they take it back. */
export function stageSection(chapter: Chapter, book: Book): string {
  const { folder, kind, previous } = chapter
  if (kind === 'baseline') return baselineSection(chapter, book)
  const text = stageTexts[kind]
  if (!text) throw new Error(`No text for stage ${kind}`)
  const { stages: say, proof } = book.say
  const verdict = book.verdicts?.get(folder)
  const first = text.first?.(chapter, book)
  return paragraphs(
    `### ${folder}`,
    changesOf(chapter, book, text),
    `${say.why} ${text.why(book, chapter)}`,
    podsOfStage(chapter, book),
    verdict && `${say.simulator} ${onOneLine(proof(verdict))}`,
    first && `${say.first} ${first}`,
    bringing(chapter, book),
    checks(chapter, book),
    say.back(previous ? code(previous.folder) : say.theBaseline, text.back(chapter, book)),
    backCall(chapter, book)
  )
}

const live = '--live "$SNAPSHOT"'

/** The call for the commit of a stage, where the stages come by the configuration. */
function bringing({ kind, stage }: Chapter, book: Book): string | undefined {
  if (book.call.way === 'folders') return undefined
  const say = book.say.stages
  if (kind === 'introduce-rollout') return say.introduce.bring
  return paragraphs(say.bring, shell(stageCall(book, 'next', stage, live)))
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
  const say = book.say.stages
  return paragraphs(
    `### ${folder}`,
    say.baseline.changes,
    say.lookAtStart,
    shell(
      'kubectl get crd rollouts.argoproj.io',
      'kubectl get deployment --all-namespaces -l app.kubernetes.io/name=argo-rollouts',
      ...gateCommands(book, folder)
    ),
    say.baseline.look,
    say.baseline.back
  )
}

function changesOf({ moving }: Chapter, book: Book, { change }: StageText): string {
  const say = book.say.stages
  if (moving.length > few) {
    return `${say.changes} ${say.changeOfMany(moving.length, change(say))}`
  }
  const each = moving.map(row => say.changeOf(titleOf(row.workload), change(say, row)))
  return each.length === 1
    ? `${say.changes} ${each.join('')}`
    : paragraphs(say.changes, bullets(...each))
}

function checks(chapter: Chapter, book: Book): string {
  const say = book.say.stages
  const isEnd = chapter === book.chapters.at(-1)
  const found = [
    ...applierChecks(chapter, book),
    ...podChecks(chapter, book),
    ...autoscalerChecks(chapter, book)
  ]
  return paragraphs(
    isEnd ? say.lookAtEnd : say.lookAt,
    shell(...found.flatMap(({ commands }) => commands), ...gateCommands(book, chapter.folder)),
    say.printed,
    output(...found.flatMap(({ printed = [] }) => printed), 'exit 0'),
    bullets(...found.flatMap(({ notes = [] }) => notes))
  )
}

type Say = Texts['stages']

type StageText = {
  /** What the stage changes for one workload, or for many at once. */
  readonly change: (say: Say, row?: Row) => string
  readonly why: (book: Book, chapter: Chapter) => string
  /** What has to be looked at or done before the stage is brought. */
  readonly first?: (chapter: Chapter, book: Book) => string
  readonly back: (chapter: Chapter, book: Book) => string
}

const stageTexts: { readonly [kind: string]: StageText } = {
  'introduce-rollout': {
    change: (say, row) => say.introduce.change(row && code(row.workload.rollout)),
    why: ({ say }) => say.stages.introduce.why,
    back: introduceBack
  },
  'pin-replicas': {
    change: pinText,
    why: pinReason,
    first: pinFirst,
    back: pinBack
  },
  'pause-autoscaler': {
    change: pauseText,
    why: ({ hasHpa, say: { stages: say } }) => lines(say.pause.why, hasHpa && say.pause.whyMin),
    back: (_chapter, { say }) => say.stages.pause.back
  },
  grow: {
    change: (say, row) => countText(say, 'Rollout', row),
    why: ({ say }) => say.stages.grow.why,
    back: growBack
  },
  shrink: {
    change: (say, row) => countText(say, 'Deployment', row),
    why: book => lines(book.say.stages.shrink.why, book.say.stages.shrink.whyAlone(book)),
    back: (_chapter, { say }) => say.stages.shrink.back
  },
  'retarget-autoscaler': {
    change: (say, row) => say.retarget.change(nOf(row)),
    why: ({ isArgo, applier, say: { stages: say } }) =>
      lines(say.retarget.why, (isArgo || applier === 'helm4') && say.retarget.whyHold),
    back: retargetBack
  },
  'release-autoscaler': {
    change: (say, row) => say.release.change(row && boundsOf(row.workload)),
    why: ({ say }) => say.stages.release.why,
    first: (_chapter, book) => beforeRelease(book),
    back: (_chapter, { isArgo, say: { stages: say } }) =>
      lines(say.release.back, isArgo && say.release.backArgo)
  }
}

const nOf = (row: Row | undefined) => String(row?.workload.replicas ?? 'N')

const isV1 = ({ workload }: Row) => workload.baseline.autoscalerVersion === 'v1'

function countText(say: Say, kind: 'Deployment' | 'Rollout', row: Row | undefined): string {
  if (!row) return say.countsOfMany(kind)
  const field = kind === 'Rollout' ? 'rollout' : 'deployment'
  const [before = '', after = ''] = [row.before, row.after].map(stage =>
    String(stateAt(row.workload, stage)[field]?.replicas ?? say.none)
  )
  return say.counts(kind, before, after)
}

function pinText({ pin: say }: Say, row?: Row): string {
  const change = say.change(nOf(row))
  return row && isV1(row) ? say.changeToV2(change) : change
}

function pauseText({ pause: say }: Say, row?: Row): string {
  const autoscaler = row && autoscalerOf(row.workload)
  if (!autoscaler) return say.changeOfMany
  if (autoscaler.kind === 'ScaledObject') return say.changeKeda
  return autoscaler.min > 1 ? say.changeHpaMin(say.changeHpa) : say.changeHpa
}

function introduceBack({ moving }: Chapter, book: Book): string {
  const say = book.say.stages.introduce
  const kept = moving.some(({ workload }) => keepsPin(workload)) && say.backKept
  if (book.isArgo) return lines(say.backArgo, kept)
  if (book.isHelm) return lines(say.backHelm, kept)
  const { at, rollout } = anyOne(book)
  return paragraphs(
    say.backKubectl,
    shell(
      `[ "$(${at} get rollout/${rollout} -o jsonpath='{.spec.replicas}/{.status.replicas}')" = 0/ ] &&`,
      `  ${at} delete rollout/${rollout}`
    ),
    kept
  )
}

function pinReason(book: Book, { moving }: Chapter): string {
  const say = book.say.stages.pin
  return lines(say.why(book), moving.some(isV1) && say.staysV2)
}

function pinFirst({ moving }: Chapter, book: Book): string {
  const say = book.say.stages.pin
  const isMany = moving.length > few
  const columns = 'NAMESPACE:.metadata.namespace,NAME:.metadata.name,LIVE:.spec.replicas'
  const commands = isMany
    ? [getAll('deployment', `custom-columns='${columns}'`, book)]
    : moving.map(
        ({ workload }) =>
          `${kubectl(workload)} get deployment/${word(workload.name)} -o jsonpath='{.spec.replicas}{"\\n"}'`
      )
  const most = moving.map(({ workload }) => say.mostOf(workload.replicas, titleOf(workload)))
  return paragraphs(say.first, shell(...commands), say.mustPrint(isMany ? [say.mostOfMany] : most))
}

function pinBack({ moving }: Chapter, { say: { stages } }: Book): string {
  const say = stages.pin
  const kept = moving.filter(({ workload }) => keepsPin(workload))
  const [first] = kept
  if (!first) return say.backOwn
  return say.backKept(kept.length === 1 ? say.backLine(nOf(first)) : say.backLines)
}

function growBack({ moving }: Chapter, { say: { stages } }: Book): string {
  const say = stages.grow
  const each = moving.map(({ workload, before, after }) => {
    const [{ own }, { moved }] = [podsAt(workload, after), podsAt(workload, before)]
    return say.availableOf(titleOf(workload), own, moved)
  })
  return say.back(moving.length > few ? [say.availableOfMany] : each)
}

function retargetBack(_chapter: Chapter, { applier, isArgo, say: { stages } }: Book): string {
  const say = stages.retarget
  return lines(say.back, isArgo && say.backArgo, applier === 'helm4' && say.backHelm4)
}
