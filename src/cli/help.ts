import { options } from './arguments.ts'
import type { OptionName } from './arguments.ts'
import { commands } from './commands.ts'
import type { Command } from './commands.ts'

const width = 24

function printOption(name: OptionName): string {
  const { value, help, ...rest } = options[name]
  const short = 'short' in rest ? `-${rest.short}, ` : ''
  const head = `  ${short}--${name}${value ? ' ' + value : ''}`
  return head.length < width ? head.padEnd(width) + help : `${head}\n${' '.repeat(width)}${help}`
}

const printExamples = (examples: readonly string[]) => examples.map(line => `  ${line}`).join('\n')

/** The help of the program. */
export function help(): string {
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(width - 2)}${summary}`)
  return `Takes Deployments under live traffic to Argo Rollouts.

usage: rolloutify [COMMAND] [OPTIONS] [FILE|DIR…]

Without a command it is a filter, such as a post-renderer of Helm: manifests come
in on standard input and go out on standard output, at the stage that the
configuration states. Without FILE, or for -, standard input is read. Nothing is
written without --write or --out, and nothing at all with an error.

commands:
${list.join('\n')}

examples:
${printExamples(commands.flatMap(({ examples }) => examples.slice(0, 1)))}

\`rolloutify COMMAND --help\` lists the options of a command.
exit: 0 nothing to say, or only warnings · 1 an error was found · 2 wrong usage or
configuration · 3 could not read or write
`
}

/** The help of a command. */
export function commandHelp({ usage, summary, options: names, examples }: Command): string {
  const list = [...names, 'help' as const].map(printOption).join('\n')
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.

usage: rolloutify ${usage}

options:
${list}

examples:
${printExamples(examples)}
`
}
