import { nearest } from '../nearest.ts'
import { argumentsPlace } from '../settings.ts'
import { catalogue } from './catalogue.ts'
import { commands } from './commands.ts'
import type { Io } from './io.ts'
import { unknownCode } from './problems.ts'
import { finish } from './report.ts'

/** `explain [CODE]`: a diagnostic by its example; without a code, the list of all. */
export function runExplain(io: Io, codes: readonly string[]): number {
  if (codes.length === 0) {
    io.writeStdout(catalogue.map(({ code, severity }) => `${code} (${severity})\n`))
    return 0
  }
  for (const code of codes) {
    const problem = catalogue.find(known => known.code === code)
    if (!problem) {
      const found = unknownCode(
        argumentsPlace,
        code,
        nearest(
          code,
          catalogue.map(known => known.code)
        )
      )
      return finish(io, {}, [found])
    }
    const { severity, why } = problem
    io.writeStdout([`${code} (${severity})\nwhy: ${why}\n`, exampleOf(io, code)])
  }
  return 0
}

/** What is shown of a fixture beside what is said, in this order. */
const shown = ['before.yaml', 'kustomization.yaml', 'input.yaml', 'rolloutify.yaml']

/** The fixture that is named by a code: what is given and said, and how it is right. */
export function exampleOf(io: Io, code: string): string {
  for (const { name } of commands) {
    const read = (file: string) => io.readOwn(`fixtures/${name}/${code}/${file}`)
    const said = read('diagnostics.txt')
    if (said === undefined) continue
    const args = read('arguments.txt')?.trim()
    const print = (file: string, title = file) => {
      const text = read(file)
      return text ? [`\n# ${title}\n`, text] : []
    }
    const call = [name, ...(args ? [args] : [])].join(' ')
    const isStream = read('input.yaml') !== undefined && args !== '.'
    return [
      `\n$ rolloutify ${call}${isStream ? ' < input.yaml' : ''}\n`,
      said,
      ...shown.flatMap(file => print(file)),
      ...print('right.yaml', 'right')
    ].join('')
  }
  return ''
}
