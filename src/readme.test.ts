import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogue } from './cli/catalogue.ts'
import { commands } from './cli/commands.ts'
import { main } from './cli/main.ts'
import { memoryIo } from './cli/memory-io.ts'

const isUpdate = process.env['MODE'] === 'update'

/** What a command of the page prints, as a person sees it: both streams together. */
async function runCommand(line: string): Promise<string> {
  const [, words = '', , input, discarded] =
    /^rolloutify (.*?)( < (\S+))?( > \/dev\/null)?$/.exec(line) ?? []
  const io = {
    ...memoryIo({ stdin: input ? readFileSync(input) : Buffer.alloc(0) }),
    readFile: (path: string) =>
      existsSync(path) && statSync(path).isFile() ? readFileSync(path) : { reason: 'no such file' },
    listFolder: (path: string) =>
      statSync(path).isDirectory()
        ? readdirSync(path, { withFileTypes: true }).map(({ name }) => ({
            name,
            type: 'file' as const
          }))
        : ('not-a-folder' as const)
  }
  await main(words.split(' '), io)
  return io.stderr + (discarded ? '' : Buffer.from(io.stdout, 'latin1').toString('utf8'))
}

/** The table of diagnostics: each by the example that its fixture shows. */
function diagnosticsTable(): string {
  const rows = catalogue.map(({ code, severity, exit }) => {
    const said = commands
      .map(({ name }) => `fixtures/${name}/${code}/diagnostics.txt`)
      .filter(path => existsSync(path))
      .map(path =>
        readFileSync(path, 'utf8')
          .split('\n')
          .find(line => line.endsWith(`[${code}]`))
      )[0]
    const message =
      said?.replace(/^.*?: (?:error|warning|info): /, '').replace(/ \[[a-z0-9-]+\]$/, '') ?? ''
    return `| <a id="${code}"></a>\`${code}\` | ${severity} | ${exit} | ${message.replaceAll('|', '\\|')} |`
  })
  return ['| code | severity | exit | for example |', '| --- | --- | --- | --- |', ...rows].join(
    '\n'
  )
}

/** The page with each block made anew: files read, commands run, the table written. */
async function regenerate(page: string): Promise<string> {
  const parts: string[] = []
  let at = 0
  for (const block of page.matchAll(/^```(\w+) ?(.*)\n([^]*?)^```$/gm)) {
    const [whole, language = '', info = '', body = ''] = block
    const file = /^file=(\S+)$/.exec(info)?.[1]
    const command = language === 'console' ? /^\$ (.*)$/m.exec(body)?.[1] : undefined
    const made = file
      ? readFileSync(file, 'utf8')
      : command
        ? `$ ${command}\n${await runCommand(command)}`
        : body
    parts.push(page.slice(at, block.index), '```', language, info && ` ${info}`, '\n', made, '```')
    at = block.index + whole.length
  }
  const text = [...parts, page.slice(at)].join('')
  return text.replace(
    /(<!-- diagnostics -->\n)[^]*(<!-- \/diagnostics -->)/,
    (_, start, end) => `${start}${diagnosticsTable()}\n${end}`
  )
}

test('the page shows what the program does', async () => {
  const page = readFileSync('README.md', 'utf8')
  const made = await regenerate(page)
  if (isUpdate) writeFileSync('README.md', made)
  else expect(page).toBe(made)
})
