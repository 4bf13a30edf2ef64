import { define } from '../diagnostic.ts'

export const unknownCommand = define({
  code: 'unknown-command',
  severity: 'error',
  exit: 2,
  message: (command: string, _similar: string | undefined) =>
    `There is no command and no file "${command}"`,
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
  message: () => 'Standard input is a terminal, and no file is given',
  hint: 'pipe manifests in, as in `helm template … | rolloutify`, or give files; `rolloutify --help` explains'
})

export const unknownCode = define({
  code: 'unknown-code',
  severity: 'error',
  exit: 2,
  message: (code: string, _similar: string | undefined) => `There is no diagnostic "${code}"`,
  hint: (_code: string, similar: string | undefined) =>
    similar === undefined
      ? 'take the word in brackets at the end of a message'
      : `did you mean "${similar}"?`
})

export const noManifests = define({
  code: 'no-manifests',
  severity: 'error',
  exit: 2,
  message: (folder: string) => `There is no .yaml, .yml or .json file in "${folder}"`,
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
    `The name of the file "${name}" in this folder is not UTF-8, so it is left out`,
  hint: 'rename the file'
})

export const writeFinished = define({
  code: 'write-finished',
  severity: 'info',
  message: (files: number) =>
    `An earlier call was interrupted while it wrote ${files} files; all of them are written now`,
  hint: 'look at what has changed; nothing else was done, so call it again to go on'
})

export const unwritableFile = define({
  code: 'unwritable-file',
  severity: 'error',
  exit: 3,
  message: (reason: string) => `The file cannot be written: ${reason}`,
  hint: 'make room, or correct the permissions; each file is as it was or as it is to be, none half written'
})

export const hardLinkLeft = define({
  code: 'hard-link-left',
  severity: 'warning',
  message: (others: number) =>
    `The file had ${others === 1 ? 'another name' : `${others} other names`} by a hard link, which ${others === 1 ? 'keeps' : 'keep'} the text of before`,
  hint: 'link the other names to it again; a symbolic link would follow by itself'
})

export const commandFailed = define({
  code: 'command-failed',
  severity: 'error',
  exit: 3,
  message: (command: string, reason: string) => `"${command}" cannot be run: ${reason}`,
  hint: 'correct the command behind `--`'
})

export const notUtf8 = define({
  code: 'not-utf-8',
  severity: 'error',
  exit: 3,
  message: () => 'The text is UTF-16, and manifests are read as UTF-8',
  hint: 'convert it; in PowerShell, `| Out-File -Encoding utf8`'
})

export const textTooLong = define({
  code: 'text-too-long',
  severity: 'error',
  exit: 3,
  message: () => 'A text became longer than the 512 MB that one text can have',
  hint: 'nothing was written; split the file, or do without --diff'
})

export const internalError = define({
  code: 'internal-error',
  severity: 'error',
  exit: 3,
  message: (reason: string) => `rolloutify failed, which is a bug of its own: ${reason}`,
  hint: 'nothing was written; report it with the input that led here'
})

export const podsUnknown = define({
  code: 'pods-unknown',
  severity: 'warning',
  message: (workload: string) => `How many pods "${workload}" has is not known here`,
  hint: 'give it by --replicas'
})

export const stepsLeftOn = define({
  code: 'steps-left-on',
  severity: 'error',
  message: (workload: string | undefined, until: string | undefined) => {
    const steps = workload === undefined ? 'The canary steps' : `The canary steps of "${workload}"`
    return until === undefined ? `${steps} are on` : `${steps} are on after ${until}`
  },
  hint: 'once the Rollout is Healthy, comment them out: rolloutify steps off --write FILE'
})
