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

// What an Application says of the count of Rollouts.

export const noApplication = define({
  code: 'no-application',
  severity: 'error',
  message: () => 'There is no Application and no ApplicationSet in what was given',
  hint: 'give the file that has it; where it is made elsewhere, write the rule there by hand'
})

export const applicationUnreadable = define({
  code: 'application-unreadable',
  severity: 'error',
  message: (reason: string) => `A document that speaks of an Application cannot be read: ${reason}`,
  hint: 'correct its YAML; in a Helm template write the rule by hand'
})

export const ruleExists = define({
  code: 'rule-exists',
  severity: 'info',
  message: (application: string) => `${application} leaves the count of Rollouts alone already`,
  hint: 'nothing is to be done'
})

export const ruleNotOurs = define({
  code: 'rule-not-ours',
  severity: 'error',
  message: (application: string) =>
    `${application} has rules for the count of Rollouts that \`argocd ignore\` has not written`,
  hint: 'remove them by hand, and RespectIgnoreDifferences=true where no other rule needs it'
})

export const ruleMissing = define({
  code: 'rule-missing',
  severity: 'info',
  message: (application: string) => `${application} has no rule that \`argocd ignore\` has written`,
  hint: 'nothing is to be done'
})

export const ruleEdited = define({
  code: 'rule-edited',
  severity: 'error',
  message: (application: string) =>
    `${application} was edited by hand where \`argocd ignore\` had changed it: what it was before cannot be told for certain`,
  hint: 'take these lines back to what Git had, or remove the rule and its annotation rolloutify/baseline by hand'
})

// What an Application says to the config management plugin.

export const parametersNotRead = define({
  code: 'parameters-not-read',
  severity: 'error',
  exit: 2,
  message: () => 'The parameters of the Application are no JSON array of names and values',
  hint: 'run it as a config management plugin of Argo CD, which sets ARGOCD_APP_PARAMETERS'
})

export const unknownParameter = define({
  code: 'unknown-parameter',
  severity: 'error',
  exit: 2,
  message: (name: string, _similar: string | undefined, _known: readonly string[]) =>
    `There is no parameter "${name}"`,
  hint: (_name: string, similar: string | undefined, known: readonly string[]) =>
    similar === undefined ? expectedOne(known) : `did you mean ${similar}?`
})

export const repeatedParameter = define({
  code: 'repeated-parameter',
  severity: 'error',
  exit: 2,
  message: (name: string) => `The parameter "${name}" is given twice`,
  hint: 'remove one of them from the Application'
})

export const parameterNotText = define({
  code: 'parameter-not-text',
  severity: 'error',
  exit: 2,
  message: (name: string) => `The parameter "${name}" is no string`,
  hint: 'give it by `string:`, and neither by `array:` nor by `map:`'
})

export const unknownChoice = define({
  code: 'unknown-choice',
  severity: 'error',
  exit: 2,
  message: (
    name: string,
    value: string,
    _similar: string | undefined,
    _allowed: readonly string[]
  ) => `The parameter "${name}" cannot be "${value}"`,
  hint: (_name: string, _value: string, similar: string | undefined, allowed: readonly string[]) =>
    similar === undefined ? expectedOne(allowed) : `did you mean ${similar}?`
})

export const nothingRendered = define({
  code: 'nothing-rendered',
  severity: 'error',
  message: (program: string) =>
    `${program} has printed no manifest, and Argo CD would prune them all`,
  hint: 'see why it is empty: a wrong path, or values that switch everything off'
})

const expectedOne = (known: readonly string[]) =>
  known.length === 0 ? 'remove it from the Application' : `expected one of ${known.join(', ')}`
