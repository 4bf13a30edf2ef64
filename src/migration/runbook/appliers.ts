import { keepsPin, stateAt } from '../../workload/state-at.ts'
import { bullets, kubectl, lines, namespaceOption, paragraphs, shell, titleOf } from './commands.ts'
import { fluxCheck, fluxPreparation, fluxSection } from './flux.ts'
import { onOneLine, word } from './words.ts'
import type { Check } from './commands.ts'
import { autoscalerOf, few, scaledBy } from './planned.ts'
import type { Book, Chapter } from './planned.ts'

/** What an applier needs to know before the first stage. */
export function applierPreparation(book: Book): string | undefined {
  if (book.isArgo) return argoPreparation(book)
  if (book.applier === 'flux') return fluxPreparation(book)
  if (!book.isHelm || releasesOf(book)) return undefined
  const say = book.say.helm
  return paragraphs(say.release, shell(`RELEASE=my-release   # ${say.itsName}`))
}

function argoPreparation(book: Book): string {
  const {
    isScaled,
    hasPin,
    say: { argo: say }
  } = book
  return paragraphs(
    say.application,
    shell(
      `APP=${applicationsOf(book)}`,
      `kubectl -n argocd get application "$APP" -o jsonpath='{.spec.ignoreDifferences}{"\\n"}{.spec.syncPolicy}{"\\n"}'`,
      `kubectl -n argocd get configmap argocd-cm -o yaml | grep -n ignoreDifferences   # ${say.nothing}`
    ),
    lines(say.rules, isScaled && hasPin ? say.ruleAtPin : say.ruleFirst)
  )
}

/** The name of the Application; of several the first, and all of them in a comment. */
function applicationsOf({ workloads }: Book): string {
  const names = [...new Set(workloads.map(({ application }) => application))]
  const known = names.flatMap(name => (name === undefined ? [] : [name]))
  if (known.length === 0 || known.length < names.length || known.length > few) {
    return 'my-application'
  }
  const first = word(known[0] ?? '')
  return known.length === 1 ? first : `${first}   # ${known.map(onOneLine).join(', ')}`
}

/** Commands that show that the applier has brought a stage. */
export function applierChecks(chapter: Chapter, book: Book): Check[] {
  if (book.isArgo) return [argoCheck(chapter, book)]
  if (book.applier === 'flux') return [fluxCheck(book)]
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

function argoCheck({ kind, rows }: Chapter, { hasKeda, say: { argo: say } }: Book): Check {
  // Argo CD calls a paused ScaledObject Suspended.
  const isSuspended = hasKeda && ['pause-autoscaler', 'grow', 'shrink'].includes(kind)
  // An awake autoscaler differs from a stated count: the Application may never be Synced.
  const mayDiffer = rows.some(
    ({ workload, after }) =>
      stateAt(workload, after).deployment?.replicas !== undefined &&
      scaledBy(workload, after) === 'Deployment'
  )
  const sync = mayDiffer ? '' : ' --sync'
  return {
    commands: [
      ...(kind === 'pin-replicas' ? ['argocd app sync "$APP"'] : []),
      'argocd app get "$APP" --refresh',
      `argocd app wait "$APP"${sync} --health${isSuspended ? ' --suspended' : ''} --operation --timeout 900`
    ],
    notes: [
      say.shown(isSuspended ? say.suspended : say.healthy, mayDiffer ? say.differs : say.synced),
      ...(kind === 'pin-replicas' ? [say.syncPin] : []),
      ...(kind === 'retarget-autoscaler' ? [say.degraded] : [])
    ]
  }
}

/** What an applier needs before it brings the release of the autoscaler. */
export function beforeRelease({ applier, say }: Book): string {
  if (applier === 'kubectl') return say.kubectl.beforeRelease
  if (applier === 'helm4') return say.helm.beforeRelease4
  if (applier === 'flux') return say.flux.beforeRelease
  return applier === 'helm3' ? say.helm.beforeRelease3 : say.argo.beforeRelease
}

/** The sections of an applier. */
export function applierSections(book: Book): string {
  if (book.isArgo) return paragraphs(argoSection(book), argoLoss(book))
  if (book.applier === 'flux') return fluxSection(book)
  if (!book.isHelm) return kubectlSection(book)
  return paragraphs(
    book.applier === 'helm3' ? helm3Section(book) : helm4Section(book),
    helmFailure(book)
  )
}

function argoSection(book: Book): string {
  const { applier, isScaled, say } = book
  return paragraphs(
    `## ${say.argo.title}`,
    applier === 'argocd-server-side' ? say.argo.serverSide : say.argo.writes,
    isScaled ? ignoreRule(book) : say.hold.nothing,
    // What is left when Argo CD no longer gets what rolloutify makes.
    bullets(say.argo.without, say.argo.deleted)
  )
}

function ignoreRule(book: Book): string {
  const { argo: say, hold } = book.say
  return paragraphs(
    say.hold,
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
    say.written,
    say.live,
    shell(
      `kubectl -n argocd get application "$APP" -o jsonpath='{.spec.ignoreDifferences}{"\\n"}{.spec.syncPolicy.syncOptions}{"\\n"}'`
    ),
    bullets(hold.replicasIgnored, say.respect, say.notEarlier, hold.ends)
  )
}

/** Entries for the Rollouts with an autoscaler; one for all where nothing else is in the plan. */
function ignoredRollouts({ workloads, say }: Book): string[] {
  const entry = (...names: readonly string[]) => [
    '    - group: argoproj.io',
    '      kind: Rollout',
    ...names.map(name => `      ${name}`),
    '      jsonPointers:',
    '        - /spec/replicas'
  ]
  const scaled = workloads.filter(autoscalerOf)
  if (scaled.length > few && scaled.length === workloads.length) {
    return entry(`# ${say.argo.anyName}`)
  }
  const quoted = (name: string) => JSON.stringify(onOneLine(name))
  return scaled.flatMap(({ rollout, namespace }) =>
    entry(
      `name: ${quoted(rollout)}`,
      ...(namespace === undefined ? [] : [`namespace: ${quoted(namespace)}`])
    )
  )
}

function kubectlSection({ isScaled, say: { kubectl: say } }: Book): string {
  return paragraphs(
    `## ${say.title}`,
    bullets(say.writes, say.deletes, say.folder, isScaled && say.release)
  )
}

const helm3Section = ({ say: { helm: say } }: Book) =>
  paragraphs(`## ${say.title3}`, bullets(say.live3, say.repair3, say.deployment3, say.wait3))

function helm4Section(book: Book): string {
  const { isScaled } = book
  const say = book.say.helm
  return paragraphs(
    `## ${say.title4}`,
    bullets(say.wait4, isScaled && say.clientSide4, say.force4(book), isScaled && say.live4)
  )
}

const helmFailure = (book: Book) =>
  paragraphs(
    `## ${book.say.helm.failureTitle}`,
    book.say.helm.failure,
    book.say.helm.without,
    whatIsLost(book)
  )

/** What protects under Argo CD, and what does not. */
const argoLoss = (book: Book) =>
  paragraphs(
    `## ${book.say.loss.title}`,
    book.say.loss.stays,
    whatIsLost(book),
    book.say.loss.deleted
  )

/** Where the sources state no count, nothing holds the pods of the Deployment. */
function whatIsLost(book: Book): string {
  const { workloads, say } = book
  const bare = workloads.filter(keepsPin)
  const titles = bare.length > few ? [say.workloads(bare.length)] : bare.map(titleOf)
  return lines(
    bare.length < workloads.length && say.loss.stated,
    bare.length > 0 && say.loss.bare(titles),
    say.loss.again(book)
  )
}
