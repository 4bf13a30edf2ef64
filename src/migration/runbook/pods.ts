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

/** The section of the pods over all stages. */
export function podsSection(book: Book): string {
  const { only, isScaled } = book
  return paragraphs(
    '## Pods at each stage',
    only ? stageTable(book) : sumTable(book),
    'The peak is the most pods while a stage is brought, for quotas and nodes. Terminating pods come on top of it until they are gone.',
    chart(book),
    lines(
      'The bars are all pods; the falling line is the Deployment, the rising one the Rollout.',
      isScaled && 'Where an autoscaler decides, N is drawn.'
    ),
    !only && workloadTable(book)
  )
}

/** The Deployment's pods in words: the bounds where an autoscaler decides. */
function ownText(workload: PlannedWorkload, stage: Stage): string {
  return isUnpinned(workload, stage) ? boundsOf(workload) : String(podsAt(workload, stage).own)
}

function movedText(workload: PlannedWorkload, stage: Stage): string {
  if (scaledBy(workload, stage) === 'Rollout') return boundsOf(workload)
  const { rollout } = stateAt(workload, stage)
  return rollout ? String(rollout.replicas) : 'none'
}

function stageTable({ chapters }: Book): string {
  const lines = chapters.flatMap(({ folder, rows }) =>
    rows.map(row => {
      const { workload, after } = row
      const pods = [ownText(workload, after), movedText(workload, after)]
      return [code(folder), ...pods, autoscalerText(row), String(peakOf(row))]
    })
  )
  return table(['stage', 'Deployment', 'Rollout', 'autoscaler', 'peak'], lines)
}

function autoscalerText({ workload, after }: Row): string {
  if (!autoscalerOf(workload)) return 'none'
  if (after.kind === 'retarget-autoscaler') return `holds the Rollout at ${workload.replicas}`
  const scaled = scaledBy(workload, after)
  return scaled ? `scales the ${scaled}` : 'paused'
}

function sumTable({ chapters }: Book): string {
  const rows = chapters.map(chapter => {
    const { own, moved, peak } = chapter.sums
    return [code(chapter.folder), ...[chapter.moving.length, own, moved, peak].map(String)]
  })
  return table(['stage', 'workloads that change', 'Deployments', 'Rollouts', 'peak'], rows)
}

function workloadTable({ workloads, chapters }: Book): string {
  const cell = ({ workload, after }: Row) =>
    `${ownText(workload, after)} + ${movedText(workload, after).replace('none', '0')}`
  const rows = workloads.map((workload, at) => [
    titleOf(workload),
    String(workload.replicas),
    ...chapters.flatMap(({ rows: own }) => own.slice(at, at + 1).map(cell))
  ])
  return paragraphs(
    'Each workload, as pods of the Deployment + pods of the Rollout:',
    table(['workload', 'N', ...chapters.map(numberOf)], rows)
  )
}

function chart({ chapters }: Book): string {
  const sums = chapters.map(chapter => chapter.sums)
  const list = (values: readonly (number | string)[]) => `[${values.join(', ')}]`
  return lines(
    '```mermaid',
    'xychart-beta',
    '  title "Pods that the manifests ask for"',
    `  x-axis "stage" ${list(chapters.map(chapter => `"${numberOf(chapter)}"`))}`,
    `  y-axis "pods" 0 --> ${Math.max(1, ...sums.map(({ all }) => all))}`,
    `  bar ${list(sums.map(({ all }) => all))}`,
    `  line ${list(sums.map(({ own }) => own))}`,
    `  line ${list(sums.map(({ moved }) => moved))}`,
    '```'
  )
}

/** The pods of one stage before and after: of each workload, or the peak of many. */
export function podsOfStage(chapter: Chapter): string {
  const { moving } = chapter
  if (moving.length > few) {
    return `**Pods.** Peak ${chapter.sums.peak} in all; each workload is in the table above.`
  }
  const rows = moving.map(row => {
    const { workload, before, after } = row
    const change = (text: typeof ownText) => `${text(workload, before)} → ${text(workload, after)}`
    return [titleOf(workload), change(ownText), change(movedText), String(peakOf(row))]
  })
  return table(['pods', 'Deployment', 'Rollout', 'peak'], rows)
}

/** A shell function that waits for the pods of many workloads. */
export function podsFunction(): string {
  return paragraphs(
    'Save the list at the end of this page as `pods.txt`, and put this into the shell. It waits until every workload has its pods of a stage.',
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
export function listOfPods({ workloads, chapters }: Book): string {
  const rows = workloads.map(({ namespace = '', name, rollout }, at) => {
    const counts = chapters.flatMap(({ rows: own }) => own.slice(at, at + 1).map(waitedFor))
    return [`--namespace=${namespace}`, name, rollout, ...counts].map(onOneLine).join(' ')
  })
  return paragraphs(
    '## pods.txt',
    'Namespace, Deployment, Rollout, then for each stage from 00 on the pods of both; `-` is not waited for.',
    output(...rows)
  )
}

function waitedFor({ workload, after }: Row): string {
  const { own, moved } = podsAt(workload, after)
  const scaled = scaledBy(workload, after)
  const isThere = stateAt(workload, after).rollout && scaled !== 'Rollout'
  return `${scaled === 'Deployment' ? '-' : own}/${isThere ? moved : '-'}`
}
