import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { memoryIo } from './cli/memory-io.ts'
import type { MemoryIo } from './cli/memory-io.ts'
import { main } from './cli/main.ts'

/** A folder below fixtures/: what a command is given, and what it must make of it. */
export type Fixture = { readonly name: string; readonly folder: string; readonly command: string }

/** Files that say what must come out, or how the command is called; all others are its world. */
const notInput =
  /^(?:expected(?:\.yaml|\/.*)|diagnostics\.txt|arguments\.txt|environment\.json|right\.yaml)$/

export const fixtures: Fixture[] = readdirSync('fixtures').flatMap(command =>
  readdirSync(join('fixtures', command)).map(sentence => ({
    name: `${command}/${sentence}`,
    folder: join('fixtures', command, sentence),
    command
  }))
)

/** The arguments with which a fixture calls its command. */
export function argumentsOf({ folder, command }: Fixture): string[] {
  const path = join(folder, 'arguments.txt')
  const given = existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
  return [command, ...given.split(/\s+/).filter(word => word !== '')]
}

/**
 * Runs a fixture's command in a world of its files; another input takes the place of `input.yaml`,
 * as `right.yaml` does.
 */
export async function runFixture(
  fixture: Fixture,
  input = 'input.yaml'
): Promise<{ exit: number; io: MemoryIo }> {
  const paths = filesBelow(fixture.folder).filter(path => !notInput.test(path))
  const files = new Map(paths.map(path => [path, readFileSync(join(fixture.folder, path))]))
  if (input !== 'input.yaml') files.set('input.yaml', readFileSync(join(fixture.folder, input)))
  const stdin = files.get('input.yaml')
  const readOwn = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)
  const env = environmentOf(fixture)
  const io = memoryIo({ ...(stdin && { stdin }), files, env, readOwn, run: printing(files) })
  const exit = await main(argumentsOf(fixture), io)
  return { exit, io }
}

/** The environment of a fixture: `environment.json`, where it has one. */
function environmentOf({ folder }: Fixture): Record<string, string> {
  const path = join(folder, 'environment.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {}
}

/** The one program of a fixture's world: `cat`, which prints a file. */
const printing =
  (files: ReadonlyMap<string, Buffer>): MemoryIo['run'] =>
  async (program, [path = '']) => {
    const stdout = program === 'cat' ? files.get(path) : undefined
    return stdout ? { exit: 0, stdout } : { reason: 'no such file or directory' }
  }

/** The paths of all files below a folder, relative to it. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && entry.name !== '.gitkeep')
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
