import { optionsOf } from './arguments.ts'
import type { Action } from './arguments.ts'
import { commands } from './commands.ts'
import type { Command } from './commands.ts'
import { wordsOf } from './help-words.ts'
import { options } from './options.ts'
import type { Option, OptionName } from './options.ts'

const width = 24

/** An option in the words of a command. */
function printOption(command: string, name: OptionName): string {
  const { short, ...usual }: Option<unknown> = options[name]
  const own = wordsOf[command]?.[name]
  const { takes, help } = typeof own === 'string' ? { ...usual, help: own } : (own ?? usual)
  const head = `  ${short ? `-${short}, ` : ''}--${name}${takes && ' ' + takes}`
  return head.length < width ? head.padEnd(width) + help : `${head}\n${' '.repeat(width)}${help}`
}

const printList = (lines: readonly string[]) => lines.map(line => `  ${line}`).join('\n')

/** The help of the program. */
export function help(): string {
  const list = commands.map(({ name, summary }) => name.padEnd(width - 2) + summary)
  return `Migrates Deployments under live traffic to Argo Rollouts.

usage: rolloutify [COMMAND] [OPTIONS] [FILE|DIR…]

Without a command it is a filter, such as a post-renderer of Helm: manifests come
in on standard input and go out on standard output, at the stage that the
configuration sets. Without FILE, or for -, standard input is read; but steps and
migrate without FILE are about the rolloutify.yaml of the working folder. Nothing
is written without --write or --out, and nothing at all on an error.

commands:
${printList(list)}

examples:
${printList(commands.flatMap(({ examples }) => examples.slice(0, 1)))}

\`rolloutify COMMAND --help\` lists the options of a command, \`rolloutify --version\`
prints the version.
exit: 0 success, possibly with warnings · 1 errors found · 2 wrong usage or
configuration · 3 could not read or write
`
}

/** The help of a command. */
export function commandHelp(command: Command): string {
  const { usage, summary, actions, examples } = command
  const list = actions.map(({ word, summary }) => word.padEnd(width - 2) + summary)
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.

usage: rolloutify ${usage}
${actions.length > 1 ? `\nactions:\n${printList(list)}\n` : ''}
${printOptions(command)}

examples:
${printList(examples)}
`
}

/** The options of a command, those that few of its actions take under the names of these. */
function printOptions(command: Command): string {
  const { actions } = command
  const groups = new Map<string, OptionName[]>([['options', []]])
  const named = optionsOf(command).filter(name => actions.every(({ word }) => word !== `--${name}`))
  for (const name of named) {
    const title = titleOf(actions, name)
    groups.set(title, [...(groups.get(title) ?? []), name])
  }
  groups.set('options', [...(groups.get('options') ?? []), 'help'])
  return [...groups]
    .map(
      ([title, names]) =>
        `${title}:\n${names.map(each => printOption(command.name, each)).join('\n')}`
    )
    .join('\n\n')
}

function titleOf(actions: readonly Action[], name: OptionName): string {
  const own = actions.filter(({ options }) => options.includes(name))
  if (own.length === actions.length) return 'options'
  const [last = '', ...words] = own.map(({ word }) => word).reverse()
  if (last === '') return `options without ${actions.map(({ word }) => word).join('')}`
  return `options of ${words.length > 0 ? `${words.reverse().join(', ')} and ${last}` : last}`
}
