import {
  boundsOf,
  code,
  lines,
  numberOf,
  output,
  paragraphs,
  shell,
  table,
  titleOf
} from './commands.ts'
import { onOneLine } from './words.ts'
import type { Stage } from '../../workload/stage.ts'
import { stateAt } from '../../workload/state-at.ts'
import { autoscalerOf, few, isUnpinned, peakOf, podsAt, scaledBy } from './planned.ts'
import type { Book, Chapter, PlannedWorkload, Row } from './planned.ts'
import type { Texts } from './texts.ts'

/** The section of the pods over all stages. */
export function podsSection(book: Book): string {
  const { only, isScaled } = book
  const say = book.say.pods
  return paragraphs(
    `## ${say.title}`,
    only ? stageTable(book) : sumTable(book),
    say.peak,
    chart(book),
    lines(say.legend, isScaled && say.drawn),
    !only && workloadTable(book)
  )
}

/** The Deployment's pods in words: the bounds where an autoscaler decides. */
function ownText(workload: PlannedWorkload, stage: Stage): string {
  return isUnpinned(workload, stage) ? boundsOf(workload) : String(podsAt(workload, stage).own)
}

/** The Rollout's pods in words; undefined where there is no Rollout yet. */
function movedText(workload: PlannedWorkload, stage: Stage): string | undefined {
  if (scaledBy(workload, stage) === 'Rollout') return boundsOf(workload)
  return stateAt(workload, stage).rollout?.replicas?.toString()
}

function stageTable({ chapters, say: { pods: say } }: Book): string {
  const lines = chapters.flatMap(({ folder, rows }) =>
    rows.map(row => {
      const { workload, after } = row
      const pods = [ownText(workload, after), movedText(workload, after) ?? say.none]
      return [code(folder), ...pods, autoscalerText(row, say), String(peakOf(row))]
    })
  )
  return table(say.stageHead, lines)
}

function autoscalerText({ workload, after }: Row, say: Texts['pods']): string {
  if (!autoscalerOf(workload)) return say.none
  if (after.kind === 'retarget-autoscaler') return say.holds(workload.replicas)
  const scaled = scaledBy(workload, after)
  return scaled ? say.scales(scaled) : say.paused
}

function sumTable({ chapters, say: { pods: say } }: Book): string {
  const rows = chapters.map(chapter => {
    const { own, moved, peak } = chapter.sums
    return [code(chapter.folder), ...[chapter.moving.length, own, moved, peak].map(String)]
  })
  return table(say.sumHead, rows)
}

function workloadTable({ workloads, chapters, say: { pods: say } }: Book): string {
  const cell = ({ workload, after }: Row) =>
    `${ownText(workload, after)} + ${movedText(workload, after) ?? '0'}`
  const rows = workloads.map((workload, at) => [
    titleOf(workload),
    String(workload.replicas),
    ...chapters.flatMap(({ rows: own }) => own.slice(at, at + 1).map(cell))
  ])
  return paragraphs(say.each, table([...say.workloadHead, ...chapters.map(numberOf)], rows))
}

function chart({ chapters, say: { pods: say } }: Book): string {
  const sums = chapters.map(chapter => chapter.sums)
  const list = (values: readonly (number | string)[]) => `[${values.join(', ')}]`
  return lines(
    '```mermaid',
    'xychart-beta',
    `  title "${say.chartTitle}"`,
    `  x-axis "${say.chartX}" ${list(chapters.map(chapter => `"${numberOf(chapter)}"`))}`,
    `  y-axis "${say.chartY}" 0 --> ${Math.max(1, ...sums.map(({ all }) => all))}`,
    `  bar ${list(sums.map(({ all }) => all))}`,
    `  line ${list(sums.map(({ own }) => own))}`,
    `  line ${list(sums.map(({ moved }) => moved))}`,
    '```'
  )
}

/** The pods of one stage before and after: of each workload, or the peak of many. */
export function podsOfStage(chapter: Chapter, { say: { pods: say } }: Book): string {
  const { moving } = chapter
  if (moving.length > few) return say.many(chapter.sums.peak)
  const rows = moving.map(row => {
    const { workload, before, after } = row
    const change = (text: typeof movedText) =>
      [before, after].map(stage => text(workload, stage) ?? say.none).join(' → ')
    return [titleOf(workload), change(ownText), change(movedText), String(peakOf(row))]
  })
  return table(say.podsHead, rows)
}

/** A shell function that waits for the pods of many workloads. */
export function podsFunction({ say }: Book): string {
  return paragraphs(
    say.pods.save,
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
  )
}

/** The lines of `pods.txt`: namespace, Deployment, Rollout, then both counts at each stage. */
export function listOfPods({ workloads, chapters, say }: Book): string {
  const rows = workloads.map(({ namespace = '', name, rollout }, at) => {
    const counts = chapters.flatMap(({ rows: own }) => own.slice(at, at + 1).map(waitedFor))
    return [`--namespace=${namespace}`, name, rollout, ...counts].map(onOneLine).join(' ')
  })
  return paragraphs('## pods.txt', say.pods.list, output(...rows))
}

function waitedFor({ workload, after }: Row): string {
  const { own, moved } = podsAt(workload, after)
  const scaled = scaledBy(workload, after)
  const isThere = stateAt(workload, after).rollout && scaled !== 'Rollout'
  return `${scaled === 'Deployment' ? '-' : own}/${isThere ? moved : '-'}`
}
