import { define } from '../diagnostic.ts'

export const stepsNotFound = define({
  code: 'steps-not-found',
  severity: 'error',
  message: (workload: string | undefined) =>
    workload === undefined
      ? 'No canary steps are found, on or commented out'
      : `No canary steps of "${workload}" are found, on or commented out`,
  hint: 'pass a file with `steps:` below the canary, or add them with `steps use PROFILE`, in rolloutify.yaml also with `steps on`; a Deployment needs a Rollout first',
  why: 'Without steps a new version goes to all pods at once.'
})

export const stepsElsewhere = define({
  code: 'steps-elsewhere',
  severity: 'error',
  message: () =>
    'The commented steps are outside the canary of the Rollout, so they have no effect',
  hint: 'indent them below `canary:`, like its other fields; a formatter may have moved them',
  why: 'Uncommented in that place, the steps would be an unknown field or belong to something else.'
})

export const stepsNotUtf8 = define({
  code: 'steps-not-utf-8',
  severity: 'error',
  message: () => 'The text is not UTF-8, so its steps are not read',
  hint: 'convert it, as with `iconv -f latin1 -t utf-8`',
  why: 'Changing a text that is misread could damage other lines.'
})

export const alreadyOn = define({
  code: 'already-on',
  severity: 'info',
  message: (commented: number) =>
    commented === 0
      ? 'The steps are on already'
      : `The steps are on already; ${commented} commented ${commented === 1 ? 'item stays' : 'items stay'} off`,
  hint: 'no action needed; uncomment single items by hand',
  why: 'The next release follows the steps.'
})

export const alreadyOff = define({
  code: 'already-off',
  severity: 'info',
  message: () => 'The steps are off already',
  hint: 'no action needed',
  why: 'The next release is a plain rolling update.'
})

export const severalSteps = define({
  code: 'several-steps',
  severity: 'error',
  message: (names: readonly string[]) =>
    `The input has ${names.length} blocks of canary steps: ${names.join(', ')}`,
  hint: 'choose one with --workload NAME',
  why: 'Nothing is changed, because a canary on the wrong workload surprises another team.'
})

export const severalBeginnings = define({
  code: 'several-beginnings',
  severity: 'error',
  message: (names: readonly string[]) =>
    `The input has no canary steps, but ${names.length} places where they can begin: ${names.join(', ')}`,
  hint: 'choose one with --workload NAME',
  why: 'Nothing is added, because a canary on the wrong workload surprises another team.'
})

export const stepsBegun = define({
  code: 'steps-begun',
  severity: 'info',
  message: (workload: string | undefined) =>
    workload === undefined
      ? 'There were no canary steps, so those of the profile "careful" are added'
      : `There were no canary steps of "${workload}", so those of the profile "careful" are added`,
  hint: 'choose others with `rolloutify steps use PROFILE`',
  why: 'The next release follows these steps.'
})

export const ambiguousSteps = define({
  code: 'ambiguous-steps',
  severity: 'error',
  message: (readings: readonly string[], _lines: 'same lines' | 'other lines') =>
    `The commented steps can be read in ${readings.length} ways: ${readings.join(' or ')}`,
  hint: (_readings, lines) =>
    lines === 'same lines'
      ? 'put each `#` in the column where the block belongs, without a space after it'
      : 'comment the intended block uniformly, and mark the others with `##`',
  why: 'Uncommented at the wrong depth, the steps mean something else or nothing at all.'
})

export const stepsAliased = define({
  code: 'steps-aliased',
  severity: 'error',
  message: (line: number) =>
    `The alias in line ${line} repeats what holds the steps, so the change would be made there, too`,
  hint: 'write out there what the alias repeats',
  why: 'Nothing is changed, because the steps of another workload would change, too.'
})

export const liveBlueGreen = define({
  code: 'live-blue-green',
  severity: 'error',
  message: () => 'The steps cannot go on beside blueGreen, because a Rollout has one strategy',
  hint: 'comment out the blueGreen block first',
  why: 'The controller accepts only one strategy and reports the Rollout as InvalidSpec.'
})

export const chartChoosesStrategy = define({
  code: 'chart-chooses-strategy',
  severity: 'info',
  message: (choice: string | null) =>
    choice === null
      ? 'The values have blueGreen beside the canary, and the chart chooses between them'
      : `The values have blueGreen beside the canary, and "${choice}" chooses between them`,
  hint: choice =>
    choice === null
      ? 'make sure that the value that chooses says canary'
      : 'make sure that it says canary where the steps are needed',
  why: 'If the chart renders blueGreen, the steps have no effect.'
})

export const stepsTooMany = define({
  code: 'steps-too-many',
  severity: 'error',
  message: (count: number, megabytes: number, what = 'commented blocks of steps') =>
    `The input has ${count} ${what}, too many to tell apart by reading ${megabytes} MB`,
  hint: 'remove those that are not needed, or mark them with `##`',
  why: 'Telling all of them apart would take minutes, so nothing is changed.'
})

export const commentedDocument = define({
  code: 'commented-document',
  severity: 'error',
  message: () => 'The whole Rollout around the steps is commented out',
  hint: 'uncomment the document by hand first',
  why: 'The steps alone would make a document that is not a Rollout.'
})

export const flowParent = define({
  code: 'flow-parent',
  severity: 'error',
  message: (key: string) =>
    `The value of "${key}" is in flow style, where lines cannot be commented`,
  hint: 'write it as a block, one key a line',
  why: 'A comment would remove the rest of the line as well.'
})

export const stepsUnreadable = define({
  code: 'steps-unreadable',
  severity: 'error',
  message: (reason: string, _where: 'text' | 'string' = 'text') =>
    `The steps cannot be read: ${reason.charAt(0).toLowerCase() + reason.slice(1)}`,
  hint: (_reason, where = 'text') =>
    where === 'string'
      ? 'write the string as a block that begins with `|` alone'
      : 'correct the YAML, or comment the block exactly as it would be when on',
  why: 'Uncommented, the file would no longer be valid YAML, or would mean something else.'
})

export const printingAction = define({
  code: 'printing-action',
  severity: 'error',
  message: () => 'A Go template action in the steps prints lines, which a comment cannot suppress',
  hint: 'write the steps out, or switch them by a value that the template reads',
  why: 'The template would still print its lines, so the comment would have no effect.'
})

export const branchesInSteps = define({
  code: 'branches-in-steps',
  severity: 'error',
  message: () => 'The steps contain branches of a Go template, which a profile would replace',
  hint: 'edit the steps by hand',
  why: 'A profile has no branches, so the values that choose between them would have no effect.'
})

export const commentsReplaced = define({
  code: 'comments-replaced',
  severity: 'info',
  message: (count: number) =>
    count === 1
      ? 'The profile replaces 1 comment at the end of a line'
      : `The profile replaces ${count} comments at the ends of lines`,
  hint: 'review the diff, and restore the comments that still apply',
  why: 'A comment may explain a step that no longer exists.'
})

export const stepsNotReversible = define({
  code: 'steps-not-reversible',
  severity: 'error',
  message: (reason: string) => `The steps cannot be commented out reversibly: ${reason}`,
  hint: 'remove what is in the way, or comment the block by hand',
  why: 'The steps could not be restored as they are now.'
})

export const marksMisfit = define({
  code: 'marks-misfit',
  severity: 'error',
  message: () => 'The steps were changed, so the comment on how they were marked no longer matches',
  hint: 'delete the comment `# rolloutify: …` after `steps:`',
  why: 'Restoring by an outdated note would bring back other lines than those that were commented out.'
})

export const moreThanSteps = define({
  code: 'more-than-steps',
  severity: 'info',
  message: (keys: readonly string[]) =>
    `This also uncomments the parent keys and everything below them: ${keys.join(', ')}`,
  hint: '`steps off` comments the steps only',
  why: 'The other fields take effect as well.'
})

export const itemsStayOff = define({
  code: 'items-stay-off',
  severity: 'info',
  message: (commented: number) =>
    `${commented} commented ${commented === 1 ? 'item' : 'items'} below the steps ${commented === 1 ? 'stays' : 'stay'} off`,
  hint: 'make sure that the block does not end early; remove what is between its items',
  why: 'The canary runs without these steps.'
})

export const misspelledSteps = define({
  code: 'misspelled-steps',
  severity: 'error',
  message: () => 'The commented steps are below the key "step", which a canary does not have',
  hint: 'did you mean "steps"?',
  why: 'The API server drops an unknown field or rejects the object, so the canary has no steps.'
})

export const marksRenewed = define({
  code: 'marks-renewed',
  severity: 'info',
  message: () => 'The block is commented inconsistently; `steps off` will use the standard style',
  hint: 'no action needed',
  why: 'The values stay the same; only the style of the comments changes.'
})
