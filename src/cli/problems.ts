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
      : `did you mean \`rolloutify ${similar}\`?`
})

export const wrongOption = define({
  code: 'wrong-option',
  severity: 'error',
  exit: 2,
  message: (reason: string, _hint: string) => reason,
  hint: (_reason: string, hint: string) => hint
})

export const terminalInput = define({
  code: 'terminal-input',
  severity: 'error',
  exit: 2,
  message: () => 'Standard input is a terminal, and no file is passed',
  hint: 'pipe manifests in, as in `helm template … | rolloutify`, or pass files; `rolloutify --help` explains'
})

export const unknownCode = define({
  code: 'unknown-code',
  severity: 'error',
  exit: 2,
  message: (code: string, _similar: string | undefined) => `Unknown diagnostic "${code}"`,
  hint: (_code: string, similar: string | undefined) =>
    similar === undefined
      ? 'use the word in brackets at the end of a message'
      : `did you mean "${similar}"?`
})

export const noManifests = define({
  code: 'no-manifests',
  severity: 'error',
  exit: 2,
  message: (folder: string) => `"${folder}" contains no .yaml, .yml or .json file`,
  hint: 'name the folder that holds the manifests'
})

export const unreadableFile = define({
  code: 'unreadable-file',
  severity: 'error',
  exit: 3,
  message: (reason: string) => `The file cannot be read: ${reason}`,
  hint: 'correct the name or the permissions'
})

export const misnamedFile = define({
  code: 'misnamed-file',
  severity: 'warning',
  message: (name: string) =>
    `The name of the file "${name}" in this folder is not UTF-8, so the file is skipped`,
  hint: 'rename the file'
})

export const writeFinished = define({
  code: 'write-finished',
  severity: 'info',
  message: (files: number) =>
    `An earlier run was interrupted while it wrote ${files} files; all of them are written now`,
  hint: 'review the changes, then run the command again: nothing else was done'
})

export const unwritableFile = define({
  code: 'unwritable-file',
  severity: 'error',
  exit: 3,
  message: (reason: string) => `The file cannot be written: ${reason}`,
  hint: 'free some space or fix the permissions; every file is either unchanged or complete'
})

export const hardLinkLeft = define({
  code: 'hard-link-left',
  severity: 'warning',
  message: (others: number) =>
    `The file had ${others === 1 ? 'another name' : `${others} other names`} by a hard link, which ${others === 1 ? 'keeps' : 'keep'} the old text`,
  hint: 'link the other names to it again; a symbolic link follows by itself'
})

export const commandFailed = define({
  code: 'command-failed',
  severity: 'error',
  exit: 3,
  message: (command: string, reason: string) => `"${command}" cannot be run: ${reason}`,
  hint: 'correct the command after `--`'
})

export const notUtf8 = define({
  code: 'not-utf-8',
  severity: 'error',
  exit: 3,
  message: () => 'The text is UTF-16, but manifests are read as UTF-8',
  hint: 'convert it; in PowerShell, `| Out-File -Encoding utf8`'
})

export const textTooLong = define({
  code: 'text-too-long',
  severity: 'error',
  exit: 3,
  message: () => 'A text grew beyond 512 MB, the most that one text can hold',
  hint: 'nothing was written; split the file, or omit --diff'
})

export const internalError = define({
  code: 'internal-error',
  severity: 'error',
  exit: 3,
  message: (reason: string) => `Internal error: ${reason}`,
  hint: 'nothing was written; report this bug with the input that caused it'
})

export const podsUnknown = define({
  code: 'pods-unknown',
  severity: 'warning',
  message: (workload: string) => `The replica count of "${workload}" is unknown`,
  hint: 'pass it with --replicas'
})

export const stepsLeftOn = define({
  code: 'steps-left-on',
  severity: 'error',
  message: (workload: string | undefined, until: string | undefined, _where: string) => {
    const steps = workload === undefined ? 'The canary steps' : `The canary steps of "${workload}"`
    return until === undefined ? `${steps} are on` : `${steps} are on after ${until}`
  },
  hint: (_workload: string | undefined, _until: string | undefined, where: string) =>
    `once the Rollout is Healthy, comment them out: rolloutify steps off --write ${where}`
})
