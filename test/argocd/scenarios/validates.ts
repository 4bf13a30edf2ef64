import type { Scenario, Scene } from '../scene.ts'
import { printed } from '../settings.ts'

const rollout = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, annotations: { rolloutify/steps: dashboard } }
spec: { strategy: { canary: {} } }
status: { stableRS: a, currentPodHash: a, conditions: [] }
`
/** The versions that --argo-cd knows. */
const versions = ['3.3', '3.4', '3.5', '3.6']

/** The names of the actions that a command lists, with the disabled ones. */
const listed = (text: string) =>
  [...text.matchAll(/^(\S+) +(true|false)$/gm)]
    .map(([, name, isDisabled]) => (isDisabled === 'true' ? `(${name})` : name))
    .filter(name => name?.includes('canary'))
    .join(' ')

async function validateActions({ run, promise, repository }: Scene) {
  const overrides = 'argocd admin settings resource-overrides'
  repository.write('rollout.yaml', rollout)
  repository.write('busy.yaml', rollout.replace('currentPodHash: a', 'currentPodHash: b'))
  for (const version of versions) {
    const made = await run(`rolloutify argocd actions --argo-cd ${version} > cm.yaml`)
    promise(`actions for ${version}`, 0, made.status)
    const { text } = await run('argocd admin settings validate --argocd-cm-path cm.yaml')
    promise(`actions for ${version}: validated`, /✅ resource-overrides/, text)
    for (const [file, names] of [
      ['rollout.yaml', 'canary-careful (canary-off) canary-timed'],
      ['busy.yaml', '(canary-careful) (canary-off) (canary-timed)']
    ] as const) {
      const list = await run(`${overrides} list-actions ${file} --argocd-cm-path cm.yaml`)
      promise(`actions for ${version}: ${file}`, names, listed(list.text))
    }
  }
  const action = `${overrides} run-action rollout.yaml canary-timed --argocd-cm-path cm.yaml`
  promise('canary-timed', /duration: 5m/, (await run(action)).text)
}

const rights = [
  ['Yes', "sync applications 'default/shop'"],
  ['Yes', "action/argoproj.io/Rollout/promote-full applications 'default/shop'"],
  ['Yes', "action/argoproj.io/Rollout/canary-careful applications 'default/shop'"],
  ['No', "action/argoproj.io/Rollout/pause applications 'default/shop'"],
  ['No', "action/apps/Deployment/scale applications 'default/shop'"],
  ['No', "update applications 'default/shop'"],
  ['No', "delete applications 'default/shop'"],
  ['No', "override applications 'default/shop'"],
  ['No', "sync applications 'other/shop'"]
] as const

async function validateRights({ run, promise }: Scene) {
  const rbac = 'argocd admin settings rbac'
  await run(`rolloutify argocd rbac --role ${printed.role} --project default > policy.csv`)
  const { text } = await run(`${rbac} validate --policy-file policy.csv`)
  promise('rights: validated', /Policy is valid/, text)
  for (const [answer, question] of rights) {
    const can = await run(`${rbac} can ${printed.role} ${question} --policy-file policy.csv`)
    promise(question, answer, can.text.trim().split('\n').at(-1) ?? '')
  }
}

const byItsCommands: Scenario = {
  name: "validates by Argo CD's own commands what is printed for it",
  async play(scene) {
    await validateActions(scene)
    await validateRights(scene)
  }
}

export const validates: readonly Scenario[] = [byItsCommands]
