import { keepsPin } from '../../workload/state-at.ts'
import { pauseAutoscaler } from '../../workload/stage.ts'
import { inPlaceCall, moveCall, planCall, raiseCall, stageCall } from './calls.ts'
import { bullets, code, lines, paragraphs, shell } from './commands.ts'
import { autoscalerOf } from './planned.ts'
import type { Book, Chapter, PlannedWorkload } from './planned.ts'
import { word } from './words.ts'

/** What to do when it goes wrong, each as few commits as it takes. */
export function emergencies(book: Book): string {
  return paragraphs(
    '## Emergencies',
    moreLoad(book),
    backAtOnce(book),
    book.isScaled && wakeUp(book),
    belowThePin(book)
  )
}

const folderOf = ({ call }: Book, chapter: Chapter) => code(`${call.out}/${chapter.folder}`)

function moreLoad(book: Book): string {
  const { only, isScaled, call } = book
  const { replicas } = only ?? {}
  const busiest = busiestOf(book)
  const isFolders = call.way === 'folders'
  return paragraphs(
    `### More load than N${replicas === undefined ? '' : ` (${replicas})`}`,
    lines(
      `One commit, at whatever stage it is between ${isScaled ? '`pin-replicas` and `release-autoscaler`' : 'the first grow and the last shrink'}: it adds pods, takes none away, and waits for nothing.`,
      isScaled && "N stays within the autoscaler's maximum: raise that in a commit before.",
      !isScaled &&
        !isFolders &&
        "Without an autoscaler N is the `replicas` in the chart's values, too: raise them in the same commit."
    ),
    (!isFolders || call.files.length > 0) && shell(raiseCall(book, moreOf)),
    isFolders && moreInFolders(book),
    busiest &&
      `Without a larger N, ${code(busiest.folder)} has the most pods: ${busiest.sums.all}${only ? '' : ' in all'}.`
  )
}

/** Half as many again, as far as the autoscaler allows. */
function moreOf(workload: PlannedWorkload): number {
  const max = autoscalerOf(workload)?.max ?? Infinity
  return Math.max(Math.min(Math.ceil(workload.replicas * 1.5), max), workload.replicas + 1)
}

/** With the folders of a plan: the same stage of another plan, proven before it is brought. */
function moreInFolders(book: Book): string {
  const { only, isScaled, call } = book
  const wanted = only ? `${word(`${only.name}=${moreOf(only)}`)}` : 'NAME=N'
  return paragraphs(
    `${call.files.length > 0 ? 'That is for the sources. ' : ''}With the folders of ${code(call.out)}: the folder of the same stage from a plan with a larger N${isScaled ? '' : ', once the sources say it'}, after the proof that it takes no pods away:`,
    shell(
      planCall(book, 'plan-with-more', ...(isScaled ? ['--replicas', wanted] : [])),
      `rolloutify simulate --from ${word(call.out)}/STAGE --to plan-with-more/STAGE`
    )
  )
}

function busiestOf({ chapters }: Book): Chapter | undefined {
  return chapters
    .filter(({ kind }) => kind === 'grow')
    .toSorted((a, b) => b.sums.all - a.sums.all)[0]
}

function backAtOnce(book: Book): string {
  const last = book.isScaled ? 'pause-autoscaler' : 'introduce-rollout'
  const end = book.chapters.find(({ kind }) => kind === last)
  const intro =
    'Two commits. The first only grows the Deployment to N: bring it at once, whatever the cluster shows. The second takes the Rollout to 0, once the first has settled.'
  if (book.call.way === 'configuration') {
    return paragraphs(
      '### Everything back to the Deployment',
      intro,
      shell(
        moveCall(book, 'abort', '--write'),
        `${moveCall(book, 'abort', '--live "$SNAPSHOT"', '--write')}   # the second, with a fresh snapshot`
      )
    )
  }
  return paragraphs(
    '### Everything back to the Deployment',
    intro,
    bullets(
      ...growths(book).map(([stages, bring]) => `From ${stages}: ${bring}.`),
      end && `Then, settled: ${folderOf(book, end)}.`
    ),
    book.call.files.length > 0 &&
      paragraphs(
        'For manifests in place:',
        shell(
          inPlaceCall(book, 'abort', '--write'),
          `${inPlaceCall(book, 'abort', '--live "$SNAPSHOT"', '--write')}   # the second, with a fresh snapshot`
        )
      )
  )
}

/** By which folder the Deployment gets all its pods again, for the stages of each growth. */
function growths(book: Book): [string, string][] {
  const grown = book.chapters.filter(({ kind }) => kind === 'grow')
  const [first] = grown
  const isEnded = book.chapters.some(({ kind }) => kind === 'retarget-autoscaler')
  return grown.map((chapter): [string, string] => {
    const { stage } = chapter
    const percent = 'percent' in stage ? stage.percent : 100
    const more = percent === 100 && isEnded ? ', `retarget-autoscaler`' : ''
    const stages = `\`grow-${percent}\`, \`shrink-${percent}\`${more}`
    if (chapter === first) return [stages, `the folder ${folderOf(book, chapter)}`]
    const percents = percent === 100 ? '100' : `${percent},100`
    const call = planCall(book, `abort-${percent}`, ...numbersOf(book), `--percents ${percents}`)
    return [stages, `the folder of \`grow-${percent}\` that \`${call}\` writes`]
  })
}

const numbersOf = ({ workloads }: Book) =>
  workloads
    .filter(({ baseline }) => baseline.autoscalers.length > 0)
    .map(({ name, replicas }) => `--replicas ${name}=${replicas}`)

function wakeUp(book: Book): string {
  const awake = book.chapters.find(({ folder }) => folder.endsWith(book.awakeStage))
  const isFolder = book.call.way === 'folders'
  return paragraphs(
    '### The autoscaler must scale again, now',
    lines(
      'At `pause-autoscaler` the way back needs no snapshot: it changes no count.',
      'While the Rollout has pods, first everything goes back to the Deployment, as above.'
    ),
    isFolder
      ? awake && `Bring ${folderOf(book, awake)}.`
      : shell(stageCall(book, 'back', pauseAutoscaler))
  )
}

function belowThePin(book: Book): string | undefined {
  if (!book.workloads.some(keepsPin)) return undefined
  const way = book.isArgo
    ? 'Under Argo CD: with the Rollout at 0 and the autoscaler awake, let the Application ignore `/spec/replicas` of the Deployment (`ignoreDifferences` and `RespectIgnoreDifferences=true`), sync, and see that it is live. Then Git may lose the line: the sync leaves the live count alone. Keep the rule, or before the next migration remove it only after the pin is merged.'
    : book.applier === 'kubectl'
      ? 'With kubectl: remove `spec.replicas` by `kubectl apply edit-last-applied deployment/NAME` first, then from the manifest: what was not applied last is not removed.'
      : book.applier === 'flux'
        ? 'With Flux the line stays: a reconciliation that loses it leaves 1.'
        : 'With Helm the line stays: an upgrade that loses it writes 1.'
  return paragraphs(
    '### Back before the pin, where the sources have no `replicas`',
    lines(
      'The line `replicas` of the Deployment may stay for good: the autoscaler decides, and a sync or release writes N over its count.',
      way
    ),
    book.call.way === 'configuration' &&
      shell(moveCall(book, 'back', '--drop-replicas', '--live "$SNAPSHOT"', '--write'))
  )
}
