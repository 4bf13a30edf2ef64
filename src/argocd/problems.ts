import { define } from '../diagnostic.ts'

// Why a profile cannot become an action of the dashboard.

export const profileNotAnAction = define({
  code: 'profile-not-an-action',
  severity: 'error',
  message: (profile: string) =>
    `The profile "${profile}" cannot name an action of Argo CD, canary-${profile}`,
  hint: 'name it with letters, digits, dots, dashes and underscores, and not off'
})

export const profileWithoutSteps = define({
  code: 'profile-without-steps',
  severity: 'error',
  message: (profile: string) => `The profile "${profile}" has no steps`,
  hint: 'add steps, or remove the profile: canary-off is the action for a release without them'
})

export const stepNotForActions = define({
  code: 'step-not-for-actions',
  severity: 'error',
  message: (profile: string, path: string) =>
    `${path} of profile "${profile}" is empty, which an action of Argo CD cannot write`,
  hint: 'give it a value, or remove it'
})

// Why the actions are not put into a file.

/** What speaks against it, and what to do about it. */
const reasons = {
  unread: [
    'it cannot be read as YAML',
    'correct it, or give the file that its template is made of'
  ],
  unknown: [
    'it has neither the ConfigMap argocd-cm nor the values of the argo-cd chart, configs or argo-cd.configs',
    'give the file with one of them, or apply what is printed without --merge'
  ],
  several: ['it has more than one argocd-cm', 'give a file for each Argo CD'],
  own: [
    'it has actions of Rollouts that were not printed here, or were edited since',
    'remove them, or merge the two by hand'
  ],
  old: [
    'resource.customizations has actions of Rollouts, which this entry would replace',
    'move them into entries of their own, resource.customizations.actions.GROUP_KIND'
  ],
  shared: [
    'an alias repeats the place, or a key is there twice',
    'write the place out, or merge by hand'
  ],
  uncertain: ['more than the entry would change', 'merge by hand what is printed without --merge']
} as const
export type NotMerged = keyof typeof reasons

export const actionsNotMerged = define({
  code: 'actions-not-merged',
  severity: 'error',
  message: (reason: NotMerged) => `The actions are not put in here: ${reasons[reason][0]}`,
  hint: reason => reasons[reason][1]
})
