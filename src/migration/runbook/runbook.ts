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
    isMany && podsFunction(book),
    `## ${book.say.stages.title}`,
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

function title({ only, workloads, say }: Book): string {
  return `# ${say.title(only ? code(only.name) : say.workloads(workloads.length))}`
}

/** What a printed page has to say about itself: a plan of last month looks as valid as this one. */
function origin({ call, say: { origin: say } }: Book): string {
  const row = (what: string, value = '') => `| ${what} | ${value} |`
  const made = call.origin && [
    row(say.madeBy, call.origin.program),
    row(say.input, call.origin.files?.map(file => `\`${file}\``).join(', ') ?? say.standardInput),
    row(say.hash, `\`${call.origin.hash}\``)
  ]
  return paragraphs(
    lines(`| ${say.plan} | |`, '| --- | --- |', ...(made ?? []), row(say.cluster), row(say.person)),
    made && say.holds
  )
}

function rules(book: Book): string {
  const { only, workloads, say } = book
  const total = workloads.reduce((sum, { replicas }) => sum + replicas, 0)
  const kept = only ? say.promise.one(total, titleOf(only)) : say.promise.many(total)
  return paragraphs(
    say.promise.whole(kept, book),
    bullets(
      say.rules.oneCommit(book),
      say.rules.settled,
      say.rules.template,
      say.rules.rest(book),
      say.rules.delete
    )
  )
}

function preparation(book: Book): string {
  const { workloads, call, isArgo } = book
  const say = book.say.before
  const calls = callFunction(book)
  return paragraphs(
    `## ${say.title}`,
    lines(
      call.way === 'folders' ? say.folders(code(call.out)) : say.configuration,
      workloads.some(({ namespace }) => namespace === undefined) && say.namespace
    ),
    calls.length > 0 && shell(...calls),
    call.way === 'configuration' && say.calls,
    call.missing.length > 0 &&
      paragraphs(
        say.missing,
        bullets(...call.missing.map(([name, line]) => say.missingOf(code(name), code(line))))
      ),
    inPlace(book),
    bullets(say.snapshot, isArgo && say.manualSync, say.context)
  )
}

function inPlace(book: Book): string | undefined {
  if (book.call.way !== 'folders' || book.call.files.length === 0) return undefined
  // Of several workloads some wait at some stages.
  const ofStage = book.only ? '' : '--stage STAGE'
  return paragraphs(
    book.say.before.inPlace,
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
function whoElse({ around = [], say: { whoElse: say } }: Book): string | undefined {
  if (around.length === 0) return undefined
  return paragraphs(
    `## ${say.title}`,
    say.intro,
    bullets(
      ...around.map(({ code, message, hint }) =>
        say.finding(code, onOneLine(message), onOneLine(hint))
      )
    )
  )
}

function meanwhile({ isScaled, isArgo, isHelm, workloads, say: { meanwhile: say } }: Book): string {
  const rolledBy = workloads.flatMap(each =>
    (each.rolledBy ?? []).map(roller => onOneLine(say.rolledBy(titleOf(each), roller)))
  )
  return paragraphs(
    `## ${say.title}`,
    bullets(
      say.template,
      isArgo && say.restart,
      say.reloader,
      ...rolledBy,
      isScaled ? say.secondAutoscaler : say.newAutoscaler,
      isArgo && say.selectiveSync,
      isArgo && say.argoRollback,
      isHelm && say.helmRollback,
      say.services,
      say.scaleDown,
      say.orphan
    )
  )
}

function imageChange(book: Book): string {
  const { at, name, rollout } = anyOne(book)
  const say = book.say.imageChange
  return paragraphs(
    `## ${say.title}`,
    say.intro,
    bullets(say.alone, say.both, say.paused),
    say.check,
    shell('rolloutify check --from HEAD --rule template-changed=warning .'),
    say.rolled,
    shell(
      `${at} rollout status deployment/${name} --timeout=15m`,
      `${at} get rollout/${rollout} -o jsonpath='{.spec.replicas}/{.status.updatedReplicas}/{.status.availableReplicas}{"\\n"}'`
    ),
    say.undo
  )
}

function whilePaused(book: Book): string {
  const { only, chapters, applier, hasKeda, hasPin, awakeStage, say: words } = book
  const say = words.whilePaused
  const [busiest] = chapters
    .filter(({ kind }) => kind === 'grow')
    .map(chapter => ({ folder: chapter.folder, all: chapter.sums.all }))
    .toSorted((a, b) => b.all - a.all)
  const most = busiest && (only ? String(busiest.all) : words.pods.inAll(busiest.all))
  return paragraphs(
    `## ${say.title}`,
    bullets(
      say.window(only?.replicas),
      hasPin && say.pin(book),
      busiest && most && say.load(code(busiest.folder), most, code(awakeStage)),
      say.byHand,
      hasKeda && say.keda,
      hasPin && applier !== 'kubectl' && say.values
    )
  )
}

function wayBack(book: Book): string {
  const { isScaled, hasPin, awakeStage, call } = book
  const say = book.say.wayBack
  return paragraphs(
    `## ${say.title}`,
    call.way === 'configuration' ? say.byCall : say.byFolder,
    bullets(
      say.upwards,
      say.order(book),
      say.snapshot,
      isScaled && hasPin && say.wakes(code(awakeStage)),
      isScaled && say.line,
      say.last
    )
  )
}

function afterwards(book: Book): string {
  const { only, isScaled, applier } = book
  const { at, rollout } = anyOne(book)
  const say = book.say.afterwards
  const count = only && !isScaled ? only.replicas : 'COUNT'
  return paragraphs(
    `## ${say.title}`,
    bullets(say.deployment, say.selector, say.status(rollout)),
    shell(waitFor(at, `rollout/${rollout}`, count)),
    bullets(say.phase, applier === 'helm4' && say.helm4, say.next, say.restart, say.delete)
  )
}
