import { define } from '../diagnostic.ts'

// Why a profile cannot become an action of the dashboard.

export const profileNotAnAction = define({
  code: 'profile-not-an-action',
  severity: 'error',
  message: (profile: string) =>
    `The profile "${profile}" cannot become the action "canary-${profile}" of Argo CD`,
  hint: 'rename it: letters, digits, dots, dashes and underscores, but not "off"',
  why: 'Argo CD rejects an action whose name has other characters.'
})

export const profileWithoutSteps = define({
  code: 'profile-without-steps',
  severity: 'error',
  message: (profile: string) => `The profile "${profile}" has no steps`,
  hint: 'add steps, or remove the profile: canary-off is the action for a release without them',
  why: 'An action without steps would send the next release to all pods at once.'
})

export const stepNotForActions = define({
  code: 'step-not-for-actions',
  severity: 'error',
  message: (profile: string, path: string) =>
    `${path} of profile "${profile}" is empty, but an action of Argo CD cannot write an empty value`,
  hint: 'set a value, or remove the field',
  why: 'The Lua of an action writes an empty mapping as an empty list, which the API rejects.'
})

// Why the actions are not merged into a file.

/** The reason, and what to do about it. */
const reasons = {
  unread: [
    'the file is not valid YAML',
    'correct it, or pass the file that the template is rendered from'
  ],
  unknown: [
    'the file has neither the ConfigMap argocd-cm nor values of the argo-cd chart (configs or argo-cd.configs)',
    'pass a file that has one of them, or apply what is printed without --merge'
  ],
  several: ['the file has more than one argocd-cm', 'pass one file for each Argo CD'],
  own: [
    'the file has Rollout actions that rolloutify did not write, or that were edited since',
    'remove them, or merge the two by hand'
  ],
  old: [
    'resource.customizations has Rollout actions, which this entry would replace',
    'move them to separate entries, resource.customizations.actions.GROUP_KIND'
  ],
  shared: [
    'an alias repeats the value, or a key is set twice',
    'write the value out, or merge by hand'
  ],
  uncertain: ['more than this entry would change', 'merge what is printed without --merge by hand']
} as const
export type NotMerged = keyof typeof reasons

export const actionsNotMerged = define({
  code: 'actions-not-merged',
  severity: 'error',
  message: (reason: NotMerged) => `The actions cannot be merged: ${reasons[reason][0]}`,
  hint: reason => reasons[reason][1],
  why: 'A merge by guess could remove actions or settings of the same ConfigMap.'
})

// What an Application says about the replicas of Rollouts.

export const noApplication = define({
  code: 'no-application',
  severity: 'error',
  message: () => 'The input has no Application and no ApplicationSet',
  hint: 'pass the file that has it; if it is generated, write the rule by hand where it comes from',
  why: 'Without the rule each sync resets the replicas of a Rollout, overriding its autoscaler.'
})

export const applicationUnreadable = define({
  code: 'application-unreadable',
  severity: 'error',
  message: (reason: string) => `A document with an Application cannot be read: ${reason}`,
  hint: 'correct its YAML; in a Helm template write the rule by hand',
  why: 'Without the rule each sync resets the replicas of a Rollout, overriding its autoscaler.'
})

export const ruleExists = define({
  code: 'rule-exists',
  severity: 'info',
  message: (application: string) => `${application} already ignores the replicas of Rollouts`,
  hint: 'no action needed',
  why: 'Argo CD leaves the replicas of Rollouts to their autoscalers.'
})

export const ruleNotOurs = define({
  code: 'rule-not-ours',
  severity: 'error',
  message: (application: string) =>
    `${application} has rules for the replicas of Rollouts that \`argocd ignore\` did not write`,
  hint: 'remove them by hand, and RespectIgnoreDifferences=true unless another rule needs it',
  why: 'Removing a rule that someone else wrote could make each sync override an autoscaler.'
})

export const ruleMissing = define({
  code: 'rule-missing',
  severity: 'info',
  message: (application: string) => `${application} has no rule that \`argocd ignore\` wrote`,
  hint: 'no action needed',
  why: 'The file stays as it is.'
})

export const ruleEdited = define({
  code: 'rule-edited',
  severity: 'error',
  message: (application: string) =>
    `${application} was edited by hand where \`argocd ignore\` had changed it, so the original cannot be restored reliably`,
  hint: 'restore these lines from Git, or remove the rule and its annotation rolloutify/baseline by hand',
  why: 'A wrong restore could drop a setting that the Application needs.'
})

// What an Application passes to the config management plugin.

export const parametersNotRead = define({
  code: 'parameters-not-read',
  severity: 'error',
  exit: 2,
  message: () => 'The parameters of the Application are not a JSON array of names and values',
  hint: 'run it as a config management plugin of Argo CD, which sets ARGOCD_APP_PARAMETERS',
  why: 'The workloads would be rendered without what the Application asks for.'
})

export const unknownParameter = define({
  code: 'unknown-parameter',
  severity: 'error',
  exit: 2,
  message: (name: string, _similar: string | undefined, _known: readonly string[]) =>
    `Unknown parameter "${name}"`,
  hint: (_name: string, similar: string | undefined, known: readonly string[]) =>
    similar === undefined ? expectedOne(known) : `did you mean ${similar}?`,
  why: 'Ignoring it would render the workload at another stage than the Application asks for.'
})

export const repeatedParameter = define({
  code: 'repeated-parameter',
  severity: 'error',
  exit: 2,
  message: (name: string) => `The parameter "${name}" is set twice`,
  hint: 'remove one of them from the Application',
  why: 'Either value could be the one that is meant.'
})

export const parameterNotText = define({
  code: 'parameter-not-text',
  severity: 'error',
  exit: 2,
  message: (name: string) => `The parameter "${name}" is not a string`,
  hint: 'set it with `string:`, not with `array:` or `map:`',
  why: 'The value cannot be read as a stage, a profile or a number.'
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
    similar === undefined ? expectedOne(allowed) : `did you mean ${similar}?`,
  why: 'Ignoring it would render the workload at another stage than the Application asks for.'
})

export const nothingRendered = define({
  code: 'nothing-rendered',
  severity: 'error',
  message: (program: string) =>
    `${program} printed no manifest, so Argo CD would prune all of them`,
  hint: 'find out why it is empty: a wrong path, or values that disable everything',
  why: 'A sync with prune deletes every object that is no longer rendered, and with it all pods.'
})

const expectedOne = (known: readonly string[]) =>
  known.length === 0 ? 'remove it from the Application' : `expected one of ${known.join(', ')}`
