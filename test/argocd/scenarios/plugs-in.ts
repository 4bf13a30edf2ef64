import { join } from 'node:path'
import { choose } from '../actions.ts'
import type { Application } from '../application.ts'
import { untilServing } from '../migration.ts'
import { rolloutIn, stepsOf, untilPhase, updatedOf } from '../rollout.ts'
import type { Scenario, Scene } from '../scene.ts'
import type { Answer } from '../user.ts'

const careful = '[{"setWeight":25},{"pause":{}},{"setWeight":100}]'
const plugin = { name: 'rolloutify' }

/** A chart whose Application is rendered by the plugin. */
async function install(scene: Scene) {
  const { repository } = scene
  repository.put(join(import.meta.dirname, '../chart'), 'chart')
  repository.commit('the chart')
  const app = await scene.create({
    path: 'chart',
    plugin,
    syncPolicy: { automated: { prune: true } }
  })
  await app.bring()
  await untilServing(scene)
  await untilPhase(scene, 'Healthy', 'web:1')
  return app
}

/** What the dashboard asks to draw the form of the parameters. */
async function announced({ argo, repository }: Scene) {
  const { url } = repository
  const source = { repoURL: url, path: 'chart', targetRevision: 'main', plugin }
  const path = `repositories/${encodeURIComponent(url)}/appdetails`
  const asked = { source, appName: 'another', appProject: 'default' }
  const { body, text } = await argo.admin.api('POST', path, asked)
  const all: readonly Parameter[] = body?.plugin?.parametersAnnouncement ?? []
  return all.length > 0 ? all : [{ name: 'steps.web', title: text }]
}
type Parameter = { readonly name: string; readonly title?: string; readonly string?: string }

/** Sets the parameters as the dashboard does: it sends the whole Application. */
async function set(
  { argo }: Scene,
  app: Application,
  parameters: readonly object[]
): Promise<Answer> {
  const whole = await app.get()
  const { source } = whole.spec
  const changed = { ...source, plugin: { ...source.plugin, parameters } }
  const body = { ...whole, spec: { ...whole.spec, source: changed } }
  return argo.admin.api('PUT', `applications/${app.name}`, body)
}

/** Commits an image in the values, which comes by itself. */
async function bringImage({ repository }: Scene, app: Application, image: string) {
  repository.edit('chart/values.yaml', /^image: .*/m, `image: ${image}`)
  repository.commit(image)
  await app.bring()
}

async function play(scene: Scene) {
  const { promise, timeline, argo } = scene
  const app = await install(scene)
  const parameter = (await announced(scene)).find(({ name }) => name === 'steps.web')
  promise(
    'announced',
    /the next release as a canary \(on, off, careful, timed\)/,
    parameter?.title ?? ''
  )
  promise('announced: as it is in Git', 'off', parameter?.string ?? 'nothing')
  const begin = performance.now()
  promise(
    'steps.web is set',
    200,
    (await set(scene, app, [{ name: 'steps.web', string: 'careful' }])).status
  )
  promise('shown', 'Synced Healthy', await settle(scene, app, careful))
  await bringImage(scene, app, 'web:2')
  promise(
    'pods of the new version',
    '2 of 8',
    updatedOf(await untilPhase(scene, 'Paused', 'web:2'))
  )
  promise('shown', 'Synced Suspended', await app.shown('Synced Suspended'))
  await choose(scene, argo.admin, 'promote-full')
  await untilPhase(scene, 'Healthy', 'web:2')
  promise('steps.web is unset', 200, (await set(scene, app, [])).status)
  promise('shown', 'Synced Healthy', await settle(scene, app, '"none"'))
  await bringImage(scene, app, 'web:3')
  await untilPhase(scene, 'Healthy', 'web:3')
  promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
  promise('the fewest serving pods', 8, timeline.since(begin).serving)
}

/** Waits until the live steps are these, and the Application is at rest. */
async function settle(scene: Scene, app: Application, steps: string) {
  for (let time = 0; time < 60 && stepsOf(await rolloutIn(scene)) !== steps; time++)
    await app.shown('Synced Healthy')
  scene.promise('the steps', steps, stepsOf(await rolloutIn(scene)))
  return app.shown('Synced Healthy')
}

const byParameters: Scenario = {
  name: 'switches a canary on by a parameter of the plugin',
  play
}

const refuses: Scenario = {
  name: 'refuses a parameter of the plugin that it cannot follow',
  async play(scene) {
    const { promise } = scene
    const app = await install(scene)
    const tries = [
      ['a value that is none', { name: 'steps.web', string: 'carefull' }, /did you mean careful\?/],
      ['a name that is none', { name: 'steps.wep', string: 'on' }, /unknown-parameter/],
      ['a list', { name: 'steps.web', array: ['on'] }, /parameter-not-text/]
    ] as const
    for (const [what, parameter, answer] of tries) {
      const { status, text } = await set(scene, app, [parameter])
      promise(what, 400, status)
      promise(`${what}: the person reads`, answer, text)
    }
    promise('shown', 'Synced Healthy', await app.shown('Synced Healthy'))
  }
}

const printsNothing: Scenario = {
  name: 'fails the Application where the plugin would print nothing',
  async play(scene) {
    const { promise, repository } = scene
    const app = await install(scene)
    repository.edit('chart/values.yaml', 'isEmpty: false', 'isEmpty: true')
    repository.commit('nothing')
    const status = async () => (await app.get('?refresh=hard')).status
    promise('the sync status', 'Unknown', (await status()).sync.status)
    const conditions: readonly { message: string }[] = (await status()).conditions ?? []
    promise('shown', /nothing-rendered/, conditions.map(({ message }) => message).join(' '))
    promise('pods', 8, scene.timeline.now().serving)
  }
}

export const plugsIn: readonly Scenario[] = [byParameters, refuses, printsNothing]
