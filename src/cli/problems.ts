import { define } from '../diagnostic.ts'

export const unknownCommand = define({
  code: 'unknown-command',
  severity: 'error',
  exit: 2,
  message: (command: string, _similar: string | undefined) =>
    `Unknown command or file "${command}"`,
  hint: (_command: string, similar: string | undefined) =>
    similar === undefined
      ? '`rolloutify --help` lists the commands'
      : `did you mean \`rolloutify ${similar}\`?`,
  why: 'Nothing is done.'
})

export const wrongOption = define({
  code: 'wrong-option',
  severity: 'error',
  exit: 2,
  message: (reason: string, _hint: string) => reason,
  hint: (_reason: string, hint: string) => hint,
  why: 'Nothing is done.'
})

export const terminalInput = define({
  code: 'terminal-input',
  severity: 'error',
  exit: 2,
  message: () => 'Standard input is a terminal, and no file is passed',
  hint: 'pipe manifests in, as in `helm template … | rolloutify`, or pass files; `rolloutify --help` explains',
  why: 'The command would wait for input that never comes.'
})

export const unknownCode = define({
  code: 'unknown-code',
  severity: 'error',
  exit: 2,
  message: (code: string, _similar: string | undefined) => `Unknown diagnostic "${code}"`,
  hint: (_code: string, similar: string | undefined) =>
    similar === undefined
      ? 'use the word in brackets at the end of a message'
      : `did you mean "${similar}"?`,
  why: 'A misspelled code would change or explain nothing.'
})

export const noManifests = define({
  code: 'no-manifests',
  severity: 'error',
  exit: 2,
  message: (folder: string) => `"${folder}" contains no .yaml, .yml or .json file`,
  hint: 'pass the folder that contains the manifests',
  why: 'An empty result would look like manifests without faults.'
})

export const nothingToCheck = define({
  code: 'nothing-to-check',
  severity: 'warning',
  message: () => 'Standard input is empty, so nothing is checked',
  hint: 'pass the files or folders to check, or see why the command before the pipe printed nothing',
  why: 'A failed render would pass the check.'
})

export const unreadableFile = define({
  code: 'unreadable-file',
  severity: 'error',
  exit: 3,
  message: (reason: string) => `The file cannot be read: ${reason}`,
  hint: 'correct the name or the permissions',
  why: 'A file that is missing could be half of a workload.'
})

export const misnamedFile = define({
  code: 'misnamed-file',
  severity: 'warning',
  message: (name: string) =>
    `The name of the file "${name}" in this folder is not UTF-8, so the file is skipped`,
  hint: 'rename the file',
  why: 'The manifests in the file are not read.'
})

export const moreAlike = define({
  code: 'more-alike',
  severity: 'info',
  message: (more: number, code: string) =>
    `${more} more ${more === 1 ? 'workload is' : 'workloads are'} left for the same reason [${code}]`,
  hint: 'pass --workload to see what is said of one',
  why: 'Hundreds of lines that need no action would hide those that do.'
})

export const planLeftOut = define({
  code: 'plan-left-out',
  severity: 'info',
  message: (folder: string) => `"${folder}" is skipped, because it is what migrate plan wrote`,
  hint: 'name the folder of a stage, as in plan/02-grow-25, to have it read',
  why: 'Each stage of a plan repeats the manifests, so the same workload would be read again and again.'
})

export const writeFinished = define({
  code: 'write-finished',
  severity: 'info',
  message: (files: number) =>
    `An earlier run was interrupted while it wrote ${files} files; all of them are written now`,
  hint: 'review the changes, then run the command again: nothing else was done',
  why: 'Half of the files of a stage alone could leave the manifests between two stages.'
})

export const unwritableFile = define({
  code: 'unwritable-file',
  severity: 'error',
  exit: 3,
  message: (reason: string) => `The file cannot be written: ${reason}`,
  hint: 'free some space or fix the permissions; every file is either unchanged or complete',
  why: 'A stage needs all of its files; none is left half written.'
})

export const hardLinkLeft = define({
  code: 'hard-link-left',
  severity: 'warning',
  message: (others: number) =>
    `The file had ${others === 1 ? 'another name' : `${others} other names`} by a hard link, which ${others === 1 ? 'keeps' : 'keep'} the old text`,
  hint: 'link the other names to it again; a symbolic link follows by itself',
  why: 'The other name still shows the manifests of the stage before.'
})

export const commandFailed = define({
  code: 'command-failed',
  severity: 'error',
  exit: 3,
  message: (command: string, reason: string) => `"${command}" cannot be run: ${reason}`,
  hint: 'correct the command after `--`',
  why: 'Nothing is rendered, so nothing can be converted.'
})

export const notUtf8 = define({
  code: 'not-utf-8',
  severity: 'error',
  exit: 3,
  message: () => 'The text is UTF-16, but manifests are read as UTF-8',
  hint: 'convert it; in PowerShell, `| Out-File -Encoding utf8`',
  why: 'kubectl reads UTF-8 as well.'
})

export const textTooLong = define({
  code: 'text-too-long',
  severity: 'error',
  exit: 3,
  message: () => 'A text grew beyond 512 MB, the most that one text can hold',
  hint: 'nothing was written; split the file, or omit --diff',
  why: 'The result could not be complete.'
})

export const internalError = define({
  code: 'internal-error',
  severity: 'error',
  exit: 3,
  message: (reason: string) => `Internal error: ${reason}`,
  hint: 'nothing was written; report this bug with the input that caused it',
  why: 'A result that cannot be trusted is not printed.'
})

export const podsUnknown = define({
  code: 'pods-unknown',
  severity: 'warning',
  message: (workload: string) => `The replica count of "${workload}" is unknown`,
  hint: 'pass it with --replicas',
  why: 'The pods at each step depend on the replica count.'
})

export const stepsLeftOn = define({
  code: 'steps-left-on',
  severity: 'error',
  message: (workload: string | undefined, until: string | undefined, _where: string) => {
    const steps = workload === undefined ? 'The canary steps' : `The canary steps of "${workload}"`
    return until === undefined ? `${steps} are on` : `${steps} are on after ${until}`
  },
  hint: (_workload: string | undefined, _until: string | undefined, where: string) =>
    `once the Rollout is Healthy, comment them out: rolloutify steps off --write ${where}`,
  why: 'The next release, even a hotfix, follows these steps and may wait for a person.'
})
