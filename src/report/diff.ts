import { createTwoFilesPatch } from 'diff'
import type { Resource } from '../kubernetes/resource.ts'
import { printBlock } from '../yaml/print.ts'

/** The lines of a unified diff of objects, each under its title. One that is new is all added. */
export function diffOf(
  before: ReadonlyMap<string, Resource> = new Map(),
  after: ReadonlyMap<string, Resource> = new Map()
): string[] {
  const titles = new Set([...before.keys(), ...after.keys()])
  return [...titles].flatMap(title => {
    const [old, fresh] = [before, after].map(side => textOf(side.get(title)))
    return old === fresh ? [] : [title, ...hunksOf(old ?? '', fresh ?? '')]
  })
}

const textOf = (resource: Resource | undefined) =>
  resource ? printBlock(resource).join('\n') + '\n' : ''

/** The hunks of a diff, without the names of files. */
function hunksOf(before: string, after: string): string[] {
  const patch = createTwoFilesPatch('', '', before, after, '', '', { context: 2 })
  return patch.slice(patch.indexOf('@@')).trimEnd().split('\n')
}
