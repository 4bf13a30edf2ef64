import { setTimeout as sleep } from 'node:timers/promises'
import { choose, deployment, menuOf } from '../actions.ts'
import type { Application } from '../application.ts'
import { commitBaseline, untilServing } from '../migration.ts'
import type { ApplicationSpec } from '../objects.ts'
import { rolloutIn, stepsOf, untilPhase, updatedOf } from '../rollout.ts'
import type { Scenario, Scene } from '../scene.ts'
import type { User } from '../user.ts'
import { resync } from '../objects.ts'

const careful = '[{"setWeight":25},{"pause":{}},{"setWeight":100}]'
const busy = /a release is on its way: promote or abort it first/

const configuration = `applier: argocd
workloads:
  - name: web
    stage: done
    replicas: 8
    steps: dashboard
`

/** What a developer does with, once the workload is a Rollout whose steps are the dashboard's. */
type Released = { readonly app: Application; readonly developer: User; readonly scene: Scene }

async function release(scene: Scene, spec: ApplicationSpec): Promise<Released> {
  const { repository, run, argo } = scene
  commitBaseline(scene, 'no-autoscaler.yaml')
  repository.write('rolloutify.yaml', configuration)
  const { text, status } = await run('rolloutify convert --quiet --write k8s/web.yaml')
  if (status !== 0) throw new Error(text)
  repository.commit('the workload as a Rollout')
  const developer = await argo.login('developer')
  const app = await scene.create(spec)
  await app.bring()
  await untilServing(scene)
  await untilPhase(scene, 'Healthy', 'web:1')
  return { app, developer, scene }
}

/** Switches the canary on, and holds what is seen of it. */
async function switchOn({ app, developer, scene }: Released) {
  const { promise } = scene
  const menu = await menuOf(scene, developer)
  promise('in the menu', /25% → wait → 100%/, menu.get('canary-careful')?.displayName ?? '')
  promise('canary-careful', 'enabled', wordFor(menu, 'canary-careful'))
  promise(
    'canary-careful is chosen',
    200,
    (await choose(scene, developer, 'canary-careful')).status
  )
  const live = await rolloutIn(scene)
  promise('the steps', careful, stepsOf(live))
  const next = live.metadata.annotations['rolloutify/next-release']
  promise('what the Rollout says of the next release', '25% → wait → 100%', next)
  promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
}

const wordFor = (menu: Awaited<ReturnType<typeof menuOf>>, action: string) => {
  const offered = menu.get(action)
  if (!offered) return 'not there'
  return offered.disabled ? 'disabled' : 'enabled'
}

/** Commits a new image, which the developer brings. */
async function bringImage({ app, developer, scene }: Released, from: number) {
  const image = `web:${from + 1}`
  scene.repository.edit('k8s/web.yaml', `web:${from}`, image)
  scene.repository.commit(image)
  const { phase, message } = await (app.isAutomated ? app.bring() : app.press({ by: developer }))
  scene.promise(
    `${image}: the sync`,
    'Succeeded',
    phase === 'Succeeded' ? phase : `${phase} ${message}`
  )
}

/** A new image that stops at the first step, while the switch stays as it is. */
async function bringCanary(released: Released, from: number) {
  const { app, developer, scene } = released
  const { promise } = scene
  await bringImage(released, from)
  const paused = await untilPhase(scene, 'Paused', `web:${from + 1}`)
  promise('pods of the new version', '2 of 8', updatedOf(paused))
  promise('shown', 'Synced Suspended', await app.shown('Synced Suspended'))
  const menu = await menuOf(scene, developer)
  promise('canary-off meanwhile', 'disabled', wordFor(menu, 'canary-off'))
  for (const action of ['canary-off', 'canary-timed']) {
    const { text } = await choose(scene, developer, action)
    promise(`${action} is chosen all the same`, busy, text)
  }
  promise('the steps', careful, stepsOf(await rolloutIn(scene)))
}

const promotes: Scenario = {
  name: 'switches a canary on by the dashboard and promotes it',
  async play(scene) {
    const { promise, timeline } = scene
    const released = await release(scene, {})
    const { app, developer } = released
    await switchOn(released)
    const begin = performance.now()
    await bringCanary(released, 1)
    promise('resume is chosen', 200, (await choose(scene, developer, 'resume')).status)
    const healthy = await untilPhase(scene, 'Healthy', 'web:2')
    promise('pods of the new version', '8 of 8', updatedOf(healthy))
    promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
    promise('the steps, for the release after it', careful, stepsOf(healthy))
    promise('the fewest serving pods', 8, timeline.since(begin).serving)
    await bringCanary(released, 2)
    promise('promote-full is chosen', 200, (await choose(scene, developer, 'promote-full')).status)
    await untilPhase(scene, 'Healthy', 'web:3')
    promise('canary-off is chosen', 200, (await choose(scene, developer, 'canary-off')).status)
    promise('the steps', '"none"', stepsOf(await rolloutIn(scene)))
    await bringImage(released, 3)
    await untilPhase(scene, 'Healthy', 'web:4')
    promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
  }
}

const aborts: Scenario = {
  name: 'switches a canary on by the dashboard and aborts it',
  async play(scene) {
    const { promise, timeline, repository } = scene
    const released = await release(scene, {})
    const { app, developer } = released
    await switchOn(released)
    const begin = performance.now()
    await bringCanary(released, 1)
    promise('abort is chosen', 200, (await choose(scene, developer, 'abort')).status)
    await untilPhase(scene, 'Degraded', 'web:2')
    promise('shown', 'Synced Degraded', await app.shown('Synced Degraded'))
    const { text } = await choose(scene, developer, 'canary-off')
    promise('canary-off is chosen', /bring the old version back in Git first, or retry it/, text)
    repository.edit('k8s/web.yaml', 'web:2', 'web:1')
    repository.commit('the old image')
    const { phase } = await app.press({ by: developer })
    promise('the old image: the sync', 'Succeeded', phase)
    await untilPhase(scene, 'Healthy', 'web:1')
    promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
    promise('the fewest serving pods', 8, timeline.since(begin).serving)
  }
}

const survives: Scenario = {
  name: 'keeps the steps of the dashboard through syncs and self-heal',
  async play(scene) {
    const { promise, repository, plane } = scene
    const released = await release(scene, {
      syncPolicy: { automated: { prune: true, selfHeal: true } }
    })
    const { app } = released
    await switchOn(released)
    const { startedAt } = (await app.get()).status.operationState
    // Two looks at Git, and the pause of self-heal between two tries.
    await sleep((2 * resync + 5) * 1000, undefined, { signal: plane.signal })
    promise('the steps later', careful, stepsOf(await rolloutIn(scene)))
    const last = (await app.get()).status.operationState.startedAt
    promise('syncs meanwhile', 'none', last === startedAt ? 'none' : last)
    repository.edit('k8s/web.yaml', 'port: 80', 'port: 8080')
    repository.commit('something else')
    promise('another sync', 'Succeeded', (await app.bring()).phase)
    promise('the steps after it', careful, stepsOf(await rolloutIn(scene)))
    await bringCanary(released, 1)
  }
}

const refused: Scenario = {
  name: 'refuses a developer what the printed rights do not name',
  async play(scene) {
    const { promise } = scene
    const { app, developer } = await release(scene, {})
    const denied = /permission denied/
    const path = `applications/${app.name}`
    const whole = await app.get()
    const tries = [
      ['the Rollout is paused by hand', choose(scene, developer, 'pause')],
      ['the Deployment is restarted', choose(scene, developer, 'restart', deployment)],
      ['the Deployment is scaled', choose(scene, developer, 'scale', deployment)],
      ['the Application is changed', developer.api('PUT', path, whole)],
      ['the Application is deleted', developer.api('DELETE', path)],
      ['the Rollout is deleted', developer.api('DELETE', `${path}/resource?${query(scene)}`)]
    ] as const
    for (const [what, tried] of tries) promise(what, denied, (await tried).text)
    promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
  }
}

const query = ({ name }: Scene) =>
  new URLSearchParams({
    ...{ namespace: name, resourceName: 'web', name: 'web' },
    ...{ group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout' }
  })

export const switches: readonly Scenario[] = [promotes, aborts, survives, refused]
