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
    `## ${book.say.emergencies.title}`,
    moreLoad(book),
    stuck(book),
    backAtOnce(book),
    book.isScaled && wakeUp(book),
    belowThePin(book)
  )
}

const folderOf = ({ call }: Book, chapter: Chapter) => code(`${call.out}/${chapter.folder}`)

function moreLoad(book: Book): string {
  const { only, isScaled, call } = book
  const say = book.say.emergencies.more
  const isFolders = call.way === 'folders'
  return paragraphs(
    `### ${say.title(only?.replicas)}`,
    lines(say.intro(book), isScaled ? say.maximum : !isFolders && say.values),
    (!isFolders || call.files.length > 0) && shell(raiseCall(book, moreOf)),
    isFolders && moreInFolders(book),
    busiestText(book)
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
  const say = book.say.emergencies.more
  const wanted = only ? `${word(`${only.name}=${moreOf(only)}`)}` : 'NAME=N'
  return paragraphs(
    `${call.files.length > 0 ? say.sources : ''}${say.folders(code(call.out), book)}`,
    shell(
      planCall(book, 'plan-with-more', ...(isScaled ? ['--replicas', wanted] : [])),
      `rolloutify simulate --from ${word(call.out)}/STAGE --to plan-with-more/STAGE`
    )
  )
}

/** The stage with the most pods, for who has no larger N. */
function busiestText({ chapters, only, say }: Book): string | undefined {
  const [busiest] = chapters
    .filter(({ kind }) => kind === 'grow')
    .toSorted((a, b) => b.sums.all - a.sums.all)
  if (!busiest) return undefined
  const { all } = busiest.sums
  return say.emergencies.more.busiest(
    code(busiest.folder),
    only ? String(all) : say.pods.inAll(all)
  )
}

function stuck(book: Book): string {
  const { call } = book
  const say = book.say.emergencies.stuck
  const isFolders = call.way === 'folders'
  const back = isFolders
    ? inPlaceCall(book, 'back', '--unverified', '--write')
    : moveCall(book, 'back', '--unverified', '--write')
  return paragraphs(
    `### ${say.title}`,
    lines(say.intro, isFolders && say.folders),
    (!isFolders || call.files.length > 0) &&
      paragraphs(isFolders && book.say.emergencies.back.inPlace, shell(back))
  )
}

function backAtOnce(book: Book): string {
  const say = book.say.emergencies.back
  const abort = (of: (...options: string[]) => string) =>
    shell(of('--write'), `${of('--live "$SNAPSHOT"', '--write')}   # ${say.second}`)
  if (book.call.way === 'configuration') {
    return paragraphs(
      `### ${say.title}`,
      say.intro,
      abort((...options) => moveCall(book, 'abort', ...options))
    )
  }
  const last = book.isScaled ? 'pause-autoscaler' : 'introduce-rollout'
  const end = book.chapters.find(({ kind }) => kind === last)
  return paragraphs(
    `### ${say.title}`,
    say.intro,
    bullets(
      ...growths(book).map(([stages, bring]) => say.from(stages, bring)),
      end && say.then(folderOf(book, end))
    ),
    book.call.files.length > 0 &&
      paragraphs(
        say.inPlace,
        abort((...options) => inPlaceCall(book, 'abort', ...options))
      )
  )
}

/** By which folder the Deployment gets all its pods again, for the stages of each growth. */
function growths(book: Book): [string[], string][] {
  const say = book.say.emergencies.back
  const grown = book.chapters.filter(({ kind }) => kind === 'grow')
  const [first] = grown
  const isEnded = book.chapters.some(({ kind }) => kind === 'retarget-autoscaler')
  return grown.map((chapter): [string[], string] => {
    const { stage } = chapter
    const percent = 'percent' in stage ? stage.percent : 100
    const stages = [
      ...[`grow-${percent}`, `shrink-${percent}`],
      ...(percent === 100 && isEnded ? ['retarget-autoscaler'] : [])
    ].map(code)
    if (chapter === first) return [stages, say.folder(folderOf(book, chapter))]
    const percents = percent === 100 ? '100' : `${percent},100`
    const call = planCall(book, `abort-${percent}`, ...numbersOf(book), `--percents ${percents}`)
    return [stages, say.written(`\`grow-${percent}\``, `\`${call}\``)]
  })
}

const numbersOf = ({ workloads }: Book) =>
  workloads
    .filter(({ baseline }) => baseline.autoscalers.length > 0)
    .map(({ name, replicas }) => `--replicas ${name}=${replicas}`)

function wakeUp(book: Book): string {
  const say = book.say.emergencies.wake
  const awake = book.chapters.find(({ folder }) => folder.endsWith(book.awakeStage))
  const isFolder = book.call.way === 'folders'
  return paragraphs(
    `### ${say.title}`,
    lines(say.intro, say.pods),
    isFolder
      ? awake && say.bring(folderOf(book, awake))
      : shell(stageCall(book, 'back', pauseAutoscaler))
  )
}

function belowThePin(book: Book): string | undefined {
  if (!book.workloads.some(keepsPin)) return undefined
  const { applier, isArgo } = book
  const say = book.say.emergencies.pin
  const byOthers = applier === 'kubectl' || applier === 'flux' ? say[applier] : say.helm
  return paragraphs(
    `### ${say.title}`,
    lines(say.stays, isArgo ? say.argo : byOthers),
    book.call.way === 'configuration' &&
      shell(moveCall(book, 'back', '--drop-replicas', '--live "$SNAPSHOT"', '--write'))
  )
}
