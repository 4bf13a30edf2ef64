import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from './cli/commands.ts'
import { main } from './cli/main.ts'
import { memoryIo } from './cli/memory-io.ts'
import { diagnosticsPage } from './diagnostics-page.test-helper.ts'

const isUpdate = process.env['MODE'] === 'update'

/** What a command of the page prints, as a person sees it: both streams together. */
async function runCommand(line: string): Promise<string> {
  const [, words = '', , input, discarded] =
    /^rolloutify (.*?)( < (\S+))?( > \/dev\/null)?$/.exec(line) ?? []
  const io = {
    ...memoryIo({ stdin: input ? readFileSync(input) : Buffer.alloc(0) }),
    readFile: (path: string) =>
      existsSync(path) && statSync(path).isFile() ? readFileSync(path) : { reason: 'no such file' },
    listFolder
  }
  await main(words.split(' '), io)
  return io.stderr + (discarded ? '' : Buffer.from(io.stdout, 'latin1').toString('utf8'))
}

function listFolder(path: string) {
  if (!existsSync(path)) return { reason: 'no such file' }
  if (!statSync(path).isDirectory()) return 'not-a-folder' as const
  return readdirSync(path, { withFileTypes: true }).map(({ name }) => ({
    name,
    type: 'file' as const
  }))
}

/** The help of each command, as it is printed. */
async function helpOfCommands(): Promise<string> {
  const parts: string[] = []
  for (const name of ['', ...commands.map(command => command.name)]) {
    const line = ['rolloutify', name, '--help'].filter(Boolean).join(' ')
    parts.push(
      `${name && `## ${name}\n\n`}\`\`\`console\n$ ${line}\n${await runCommand(line)}\`\`\``
    )
  }
  return parts.join('\n\n')
}

/** What a page has between two comments of these names. */
const tables: Readonly<Record<string, () => string | Promise<string>>> = {
  diagnostics: diagnosticsPage,
  commands: helpOfCommands
}

/** The page with each block renewed: files read, commands run. */
async function renewBlocks(page: string): Promise<string> {
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
  return [...parts, page.slice(at)].join('')
}

/** The page with its blocks and its tables renewed. */
async function regenerate(page: string): Promise<string> {
  let text = await renewBlocks(page)
  for (const [name, table] of Object.entries(tables)) {
    const between = new RegExp(`(<!-- ${name} -->\\n)[^]*(<!-- /${name} -->)`)
    if (!between.test(text)) continue
    const made = await table()
    text = text.replace(between, (_, start, end) => `${start}${made}\n${end}`)
  }
  return text
}

const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'SKILL.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`)
].toSorted()

test.for(pages)('%s shows what the program does', async file => {
  const page = readFileSync(file, 'utf8')
  const made = await regenerate(page)
  if (isUpdate) writeFileSync(file, made)
  else expect(page).toBe(made)
})

/** The anchors that GitHub gives a page, and those that it sets itself. */
function anchorsOf(page: string): string[] {
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  )
  return [...headings, ...[...page.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]
}

test.for(pages)('%s links to what exists', file => {
  const page = readFileSync(file, 'utf8')
  const links = [...page.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter(link => !/^https?:/.test(link))
  for (const link of links) {
    const [path = '', anchor] = link.split('#')
    const target = path ? join(dirname(file), path) : file
    expect(existsSync(target), link).toBe(true)
    if (anchor) expect(anchorsOf(readFileSync(target, 'utf8')), link).toContain(anchor)
  }
})

/** Files of the repository that a page names as code; one with a `*` or a capital word stands for several. */
const namedIn = (page: string) =>
  [...page.matchAll(/`((?:src|test|docs|view|fixtures|examples|schemas)\/[\w./-]+)`/g)]
    .map(([, path = '']) => path)
    .filter(path => !/[A-Z]{3}/.test(path))

test.for(pages)('%s names files that exist', file => {
  const lost = namedIn(readFileSync(file, 'utf8')).filter(path => !existsSync(path))
  expect(lost.filter(path => !path.startsWith('fixtures/COMMAND'))).toEqual([])
})

/** What is written to be looked up, not read through. */
const reference = ['docs/commands.md', 'docs/diagnostics.md', 'docs/evidence.md']

test.for(pages.filter(file => !reference.includes(file)))('%s is short', file => {
  const words = readFileSync(file, 'utf8')
    .split(/\s+/)
    .filter(word => /[\p{L}\p{N}]/u.test(word)).length
  expect(words).toBeLessThanOrEqual(file === 'README.md' ? 900 : 1500)
})
