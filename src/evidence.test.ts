import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow } from './fixtures.ts'

const evidence = readFileSync('docs/evidence.md', 'utf8')

/** The sections that a text cites, as in `docs/evidence.md, E15` or in the strings of sources.ts. */
function citedIn(text: string): string[] {
  const near = [...text.matchAll(/docs\/evidence\.md,? ([A-G][\d.]*\d)/g)].map(([, name]) => name)
  const listed = [...text.matchAll(/'((?:[A-G][\d.]*\d(?:, )?)+)'/g)].flatMap(([, names = '']) =>
    names.split(', ')
  )
  return [...near, ...listed].filter(name => name !== undefined)
}

const sources = filesBelow('src').filter(path =>
  /^(?:simulate|workload|migration|check|steps)\/.*\.ts$/.test(path)
)
const cited = [
  ...new Set(sources.flatMap(path => citedIn(readFileSync(join('src', path), 'utf8'))))
].toSorted()

test('comments and traces cite evidence', () => {
  expect(cited.length).toBeGreaterThan(15)
})

test.for(cited)('%s is a section of the evidence', name => {
  const anchor = name.toLowerCase().replaceAll('.', '-')
  expect(evidence).toContain(`<a id="${anchor}"></a>${name} |`)
})
