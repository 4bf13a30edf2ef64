import { applicationFile } from '../application.ts'
import type { Application } from '../application.ts'
import { holdNoRule, holdRule, unwriteRule, writeRule } from '../ignore-rule.ts'
import {
  askGate,
  bringFolder,
  commitBaseline,
  commitPlan,
  held,
  snapshot,
  untilServing,
  walkTo
} from '../migration.ts'
import { chaptersOf } from '../runbook.ts'
import type { Chapter } from '../runbook.ts'
import type { Scenario, Scene } from '../scene.ts'
import { holdStage, wordsForSync } from '../stage.ts'

/** The line that a way back keeps: without it 1 pod is left. */
const keepPin = ({ repository }: Scene) =>
  repository.edit('k8s/web.yaml', /^spec:$/m, `spec:\n  replicas: ${held}`)

/** Runs what stands under "First." and holds the count that it prints to N. */
async function doFirst({ run, promise }: Scene, { first, stage }: Chapter) {
  if (!first) return
  const { text } = await run(first)
  promise(`${stage}: the live count before`, held, Number(text.trim()))
}

const backTo = (chapter: Chapter) => ({ ...chapter, stage: `back to ${chapter.stage}` })

/** Forwards, folder by folder, as the runbook says. */
async function goForward(scene: Scene, app: Application, runbook: string) {
  for (const chapter of chaptersOf(runbook)) {
    await doFirst(scene, chapter)
    if (chapter.stage === 'release-autoscaler') await writeRule(scene)
    await holdStage(scene, app, chapter, await bringFolder(scene, app, chapter.folder))
  }
}

/** Back, folder by folder, as each stage says. */
async function goBack(scene: Scene, app: Application, runbook: string) {
  const { repository, promise } = scene
  for (const chapter of chaptersOf(runbook).toReversed().slice(1)) {
    const { stage, folder } = chapter
    repository.put(`${repository.folder}/plan/${folder}/k8s`, 'k8s')
    if (stage === 'shrink-100') await unwriteRule(scene)
    const isUnpinned = stage === 'introduce-rollout' || stage === 'baseline'
    if (isUnpinned) keepPin(scene)
    repository.commit(`back to ${stage}`)
    const sync = await (stage === 'baseline' ? app.press({ prune: true }) : app.bring())
    await holdStage(scene, app, backTo(chapter), sync)
  }
  const rollouts = await scene.run('kubectl get rollouts')
  promise('at the end: Rollouts', /No resources found/, rollouts.text)
}

const byHand: Scenario = {
  name: 'migrates folder by folder and back, somebody presses Sync',
  async play(scene) {
    const { timeline, promise } = scene
    commitBaseline(scene)
    const runbook = await commitPlan(scene)
    const app = await scene.create({})
    await app.press()
    await untilServing(scene)
    await holdNoRule(scene, app, runbook)
    const begin = performance.now()
    await goForward(scene, app, runbook)
    await goBack(scene, app, runbook)
    const { serving, pods } = timeline.since(begin)
    promise('the fewest serving pods', held, serving)
    promise('the most pods', 14, pods)
  }
}

/** The commands for sources as the runbook prints them, in place of those of the folders. */
const inPlace = {
  next: `rolloutify migrate next --applier argocd --replicas ${held} --live "$SNAPSHOT" --write k8s`,
  back: `rolloutify migrate back --applier argocd --replicas ${held} --workload web --live "$SNAPSHOT" --write k8s`,
  status: `rolloutify migrate status --applier argocd --replicas ${held} --live "$SNAPSHOT" k8s`
}

const ofSources = (chapter: Chapter): Chapter => ({
  ...chapter,
  look: chapter.look.replace(/^rolloutify migrate status [^;]*/m, inPlace.status)
})

/** Edits the sources by one stage, the Application among them, and waits for what comes by itself. */
async function walk(scene: Scene, app: Application, { command, chapter }: Step) {
  const { text, status } = await scene.run(`${snapshot}; ${command} ${applicationFile}`)
  if (status !== 0) throw new Error(`${chapter.stage}: ${text}`)
  scene.repository.commit(chapter.stage)
  // What an Application of Applications does, where there is one.
  await scene.run(`kubectl apply -f ${applicationFile}`)
  await holdStage(scene, app, ofSources(chapter), await app.bring())
}
type Step = { readonly command: string; readonly chapter: Chapter }

/** There and back by the commands for sources, which edit the Application where it needs its rule. */
async function walkBothWays(scene: Scene, app: Application, runbook: string) {
  const [baseline, ...chapters] = chaptersOf(runbook)
  for (const chapter of chapters) {
    await walk(scene, app, { chapter, command: inPlace.next })
    if (chapter.stage === 'retarget-autoscaler') await holdRule(scene)
  }
  for (const chapter of [...(baseline ? [baseline] : []), ...chapters].toReversed().slice(1))
    await walk(scene, app, { chapter: backTo(chapter), command: inPlace.back })
}

const byItself: Scenario = {
  name: 'migrates in place and back, by automated sync with self-heal',
  async play(scene) {
    const { timeline, promise, repository } = scene
    commitBaseline(scene)
    const runbook = await commitPlan(scene)
    for (const command of Object.values(inPlace))
      promise('printed', command, runbook.includes(command) ? command : 'nothing like it')
    const app = await scene.create({ syncPolicy: { automated: { prune: true, selfHeal: true } } })
    const before = repository.git('rev-parse', 'HEAD')
    await untilServing(scene)
    const begin = performance.now()
    await walkBothWays(scene, app, runbook)
    const { serving, pods } = timeline.since(begin)
    promise('the fewest serving pods', held, serving)
    promise('the most pods', 14, pods)
    const diff = repository.git('diff', '--unified=0', before, '--', 'k8s')
    const changed = diff.split('\n').filter(line => /^[+-] /.test(line))
    promise(
      'what differs in the Application',
      '',
      repository.git('diff', before, '--', applicationFile)
    )
    promise('what differs from the baseline', `+  replicas: ${held}`, changed.join('\n'))
  }
}

const pinned: Scenario = {
  name: 'pins by automated sync where as many pods run already',
  async play(scene) {
    commitBaseline(scene)
    const runbook = await commitPlan(scene)
    const app = await scene.create({ syncPolicy: { automated: { selfHeal: true } } })
    await walkTo(scene, app, 'introduce-rollout')
    const chapter = chaptersOf(runbook).find(({ stage }) => stage === 'pin-replicas')
    if (!chapter) throw new Error('The plan has no pin')
    const sync = await bringFolder(scene, app, chapter.folder)
    scene.promise('a commit alone', 'Succeeded at another commit', wordsForSync(scene, sync))
    scene.promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
    const { isOpen } = await askGate(scene, chapter.folder)
    scene.promise('the gate', 'closed', isOpen ? 'open' : 'closed')
    await holdStage(scene, app, chapter, await app.press())
  }
}

export const migrates: readonly Scenario[] = [byHand, byItself, pinned]
