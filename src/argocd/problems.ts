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
