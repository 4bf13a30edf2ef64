import { existsSync, readFileSync } from 'node:fs'
import { createTwoFilesPatch } from 'diff'
import { catalogue } from './cli/catalogue.ts'
import { commands } from './cli/commands.ts'

/** The page of diagnostics: each code with what is said, what to do, and how it is right. */
export function diagnosticsPage(): string {
  return catalogue.map(sectionOf).join('\n\n')
}

function sectionOf({ code, severity, why, exit }: (typeof catalogue)[number]): string {
  const folder = fixtureOf(code)
  const ends = severity === 'error' ? ` · exit ${exit}` : ''
  const head = [`### ${code}`, `*${severity}*${ends}`, why].join('\n\n')
  if (!folder) return head
  const said = readFileSync(`${folder}/diagnostics.txt`, 'utf8').split('\n')
  const at = said.findIndex(line => line.endsWith(`[${code}]`))
  const example = ['```text', ...said.slice(at, at + 2), '```'].join('\n')
  return [head, example, ...change(folder), `[the whole example](../${folder})`].join('\n\n')
}

const fixtureOf = (code: string) =>
  commands
    .map(({ name }) => `fixtures/${name}/${code}`)
    .find(folder => existsSync(`${folder}/diagnostics.txt`))

/** What makes a fixture's input right, as a diff. */
function change(folder: string): string[] {
  const [wrong, right] = ['input.yaml', 'right.yaml'].map(name => `${folder}/${name}`)
  if (!wrong || !right || !existsSync(wrong) || !existsSync(right)) return []
  const [before, after] = [wrong, right].map(path => readFileSync(path, 'utf8'))
  const patch = createTwoFilesPatch('', '', before ?? '', after ?? '', '', '', { context: 3 })
  const hunks = patch.slice(patch.indexOf('@@')).trimEnd()
  return [`\`\`\`diff\n${hunks}\n\`\`\``]
}
