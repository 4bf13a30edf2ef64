import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow } from './fixtures.ts'

const core = ['yaml', 'kubernetes', 'workload', 'convert']
const features = [...core, 'steps', 'migration', 'simulate', 'check', 'argocd', 'datadog']

/** The folders that each folder may import from, itself and the files beside them apart. */
const allowed: Record<string, string[]> = {
  yaml: [],
  kubernetes: ['yaml'],
  workload: ['yaml', 'kubernetes'],
  convert: ['yaml', 'kubernetes', 'workload'],
  steps: ['yaml', 'kubernetes'],
  migration: core,
  simulate: [...core, 'migration'],
  datadog: ['yaml', 'kubernetes'],
  argocd: ['yaml', 'kubernetes', 'workload'],
  check: features,
  report: features,
  library: features,
  environments: ['yaml', 'kubernetes', 'steps'],
  cli: ['environments', ...features, 'report']
}

const sources = filesBelow('src').filter(
  path => path.endsWith('.ts') && !/\.test(?:-helper)?\.ts$|^fixtures\.ts$/.test(path)
)
const textOf = (path: string) => readFileSync(join('src', path), 'utf8')

/** The files that a file imports, `import type` among them: a circle of types is one, too. */
function importsOf(path: string): string[] {
  const found = [...textOf(path).matchAll(/(?:from|import\(|^import)\s*'(\.[^']+)'/gm)]
  return found.map(([, target = '']) => normalize(join(dirname(path), target)))
}

test.for(sources)('%s imports only from below', path => {
  const folder = path.includes('/') ? (path.split('/')[0] ?? '') : ''
  const foreign = importsOf(path)
    .filter(target => target.includes('/') && !target.startsWith('..'))
    .map(target => target.split('/')[0] ?? '')
    .filter(target => target !== folder)
  const mayUse = folder === '' ? [...features, 'library'] : (allowed[folder] ?? [])
  expect(foreign.filter(target => !mayUse.includes(target))).toEqual([])
})

test('every import leads to a file', () => {
  const lost = sources.flatMap(path =>
    importsOf(path).filter(target => !existsSync(join('src', target)))
  )
  expect(lost).toEqual([])
})

test('no circle leads from a file back to it', () => {
  expect(findCircle(new Map(sources.map(path => [path, importsOf(path)])))).toEqual([])
})

test.for<[string, Record<string, string[]>, string[]]>([
  ['none', { a: ['b', 'c'], b: ['c'], c: [] }, []],
  ['of one', { a: ['a'] }, ['a', 'a']],
  ['of two', { a: ['b'], b: ['c', 'a'], c: [] }, ['a', 'b', 'a']],
  ['far from where it was begun', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b', 'c', 'd', 'b']]
])('a circle is found: %s', ([, graph, circle]) => {
  expect(findCircle(new Map(Object.entries(graph)))).toEqual(circle)
})

/** The first way that leads back to where it begins, by its files. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const way: string[] = []
  const visit = (file: string): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return []
    way.push(file)
    for (const target of graph.get(file) ?? []) {
      const circle = visit(target)
      if (circle.length > 0) return circle
    }
    way.pop()
    done.add(file)
    return []
  }
  for (const file of graph.keys()) {
    const circle = visit(file)
    if (circle.length > 0) return circle
  }
  return []
}

/** What reads the world: files, processes, the clock, chance, and the working folder by `node:path`. */
const world =
  /node:(?:fs|child_process|os|process)|\bprocess\s*[.[]|Date\.now|new Date\(\)|Math\.random|console\./
const workingFolder = /import \{[^}]*\b(?:resolve|relative)\b[^}]*\} from 'node:path'/

test('only cli/io.ts touches files, processes and the clock', () => {
  const touching = sources.filter(path => {
    if (path === 'cli/io.ts' || path === 'cli/bin.ts') return false
    return world.test(textOf(path))
  })
  expect(touching).toEqual([])
})

test('only cli/io.ts asks for the working folder', () => {
  const asking = sources.filter(path => path !== 'cli/io.ts' && workingFolder.test(textOf(path)))
  expect(asking).toEqual([])
})
