import { commitBaseline, untilServing } from '../migration.ts'
import type { Scenario } from '../scene.ts'

/** How many syncs are tried: what they fail by is a race. */
const tries = 10

const replaced: Scenario = {
  name: 'replaces a Rollout in place of applying it',
  async play(scene) {
    const { promise, repository, run } = scene
    commitBaseline(scene, 'no-autoscaler.yaml')
    const convert = 'rolloutify convert --quiet --applier argocd --stage done --write k8s/web.yaml'
    const { text, status } = await run(convert)
    if (status !== 0) throw new Error(text)
    repository.commit('the workload as a Rollout')
    const app = await scene.create({ syncPolicy: { syncOptions: ['Replace=true'] } })
    await app.press()
    await untilServing(scene)
    const checked = await run('rolloutify check k8s application.yaml')
    promise('check', /replace-conflicts/, checked.text)
    promise('check exits', 1, checked.status)
    let failure = 'none'
    for (let image = 1; image <= tries && failure === 'none'; image++) {
      repository.edit('k8s/web.yaml', `web:${image}`, `web:${image + 1}`)
      repository.commit(`web:${image + 1}`)
      const { phase, message } = await app.press()
      if (phase !== 'Succeeded')
        failure = JSON.stringify([message, (await app.get()).status.operationState.syncResult])
    }
    promise('a sync of a new image in the end fails', /the object has been modified/, failure)
  }
}

export const replaces: readonly Scenario[] = [replaced]
