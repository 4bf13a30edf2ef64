import { load } from 'js-yaml'
import { applicationFile } from './application.ts'
import type { Application } from './application.ts'
import { beginningOf } from './runbook.ts'
import type { Scene } from './scene.ts'

/** The section of the runbook on the rule. */
const sectionOf = (runbook: string) =>
  /^## Argo CD and `replicas`$([^]*?)^## /m.exec(runbook)?.[1] ?? ''

/** Adds to the Application what the runbook prints, and sees that it is live as it says. */
export async function addRule(scene: Scene, app: Application, runbook: string) {
  const section = sectionOf(runbook)
  const [, yaml = ''] = /```yaml\n([^]*?)```/.exec(section) ?? []
  const [, look = ''] = /```sh\n([^]*?)```/.exec(section) ?? []
  // The runbook prints a mapping there.
  await patch(scene, app, load(yaml) as object)
  const { text } = await scene.run(`APP=${app.name}\n${look}`)
  const [rules = '', options = ''] = text.trim().split('\n').slice(-2)
  scene.promise('the rule: printed', /"Rollout"/, rules)
  scene.promise('the rule: printed, the option', /RespectIgnoreDifferences=true/, options)
}

/** Runs `argocd ignore` on the Application in Git, and brings what it wrote. */
async function ignore(scene: Scene, options: string) {
  const command = `rolloutify argocd ignore ${options} --write ${applicationFile}`
  const { text, status } = await scene.run(`${command} && kubectl apply -f ${applicationFile}`)
  if (status !== 0) throw new Error(text)
  scene.repository.commit(command)
}

/** Adds the rule by the command that writes it, and sees what it says of it. */
export async function writeRule(scene: Scene) {
  await ignore(scene, '')
  await holdRule(scene)
}

/** Sees what the Application in Git says of the count of Rollouts. */
export async function holdRule(scene: Scene) {
  const { text } = await scene.run(`rolloutify argocd ignore ${applicationFile}`)
  scene.promise('the rule: told', /a sync keeps the live replicas of Rollouts/, text)
}

/** Takes it out by the command. */
export const unwriteRule = (scene: Scene) => ignore(scene, '--remove')

/** Changes an Application as the dashboard's editor does. */
export async function patch({ argo }: Scene, { name }: Application, change: object) {
  const body = { name, patch: JSON.stringify(change), patchType: 'merge' }
  const { status, text } = await argo.admin.api('PATCH', `applications/${name}`, body)
  if (status !== 200) throw new Error(text)
}

/** What is seen of rules before anything begins. */
export async function holdNoRule({ run, promise }: Scene, app: Application, runbook: string) {
  const commands = beginningOf(runbook).replace(/^APP=.*$/m, `APP=${app.name}`)
  const { text } = await run(commands)
  promise(
    'before it begins: rules that name /spec/replicas',
    0,
    text.split('/spec/replicas').length - 1
  )
}
