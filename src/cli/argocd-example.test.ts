import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow } from '../fixtures.ts'
import { main } from './main.ts'
import { memoryIo } from './memory-io.ts'

const folder = 'examples/argocd'
const files = new Map(
  filesBelow(folder).map(path => [path, readFileSync(join(folder, path))] as const)
)

/** What a command says and makes in the folder of the example, or in one like it. */
async function run(line: string, own: ReadonlyMap<string, Buffer> = files) {
  const io = memoryIo({ files: new Map(own) })
  const exit = await main(line.split(' ').slice(1), io)
  return { exit, said: io.stderr, stdout: io.stdout, written: io.written }
}

test('check finds nothing in the example', async () => {
  const all = [...files.keys()].filter(path => path.endsWith('.yaml')).join(' ')
  expect(await run(`rolloutify check ${all}`)).toMatchObject({ exit: 0, said: '' })
})

test('the values are those that are printed', async () => {
  const { written } = await run(
    'rolloutify argocd values --argo-cd 3.6 --rollouts 1.10.2 --role developer --project shop --out install'
  )
  expect([...written.keys()]).toEqual(['install/argo-cd.yaml', 'install/argo-rollouts.yaml'])
  for (const [path, text] of written) expect(text).toBe(files.get(path)?.toString('latin1'))
})

test.for([
  'rolloutify argocd actions --merge install/argo-cd.yaml --check',
  'rolloutify argocd ignore applications --check',
  'rolloutify convert --check k8s/web.yaml'
])('%s has nothing to change', async line => {
  expect(await run(line)).toMatchObject({ exit: 0, stdout: '' })
})

test.for([
  ['rights', 'rolloutify argocd rbac --role developer --project shop'],
  ['actions', 'rolloutify argocd actions']
])('the values hold the %s that are printed', async ([, line = '']) => {
  const { stdout } = await run(line)
  const values = files.get('install/argo-cd.yaml')?.toString('latin1') ?? ''
  const lines = stdout.split('\n').map(each => each.trim())
  const held = new Set(values.split('\n').map(each => each.trim()))
  const head = /^(?:# (?:Merge|kubectl)|apiVersion|kind|metadata|name: argocd-cm|labels|app\.|data)/
  expect(lines.filter(each => !held.has(each) && !head.test(each))).toEqual([])
})

/** The example for a team whose steps are in Git. */
const ofGit = new Map(
  [...files].map(([path, bytes]) => {
    const text = bytes
      .toString('utf8')
      .replace(/^.*(?:rolloutify\/steps|steps: dashboard).*\n/gm, '')
    return [path, Buffer.from(text)] as const
  })
)

test('the pipeline calls commands that there are', async () => {
  const workflow = files.get('workflows/canary.yaml')?.toString('utf8') ?? ''
  const lines = [...workflow.matchAll(/^ +(rolloutify (?!\().*)$/gm)].map(([, line = '']) =>
    line
      .replaceAll('"$PROFILE"', 'half')
      .replaceAll('"$WORKLOAD"', 'web')
      .replace(/k8s$/, 'k8s/web.yaml')
  )
  expect(lines).toHaveLength(4)
  for (const line of lines) expect((await run(line, ofGit)).exit, line).toBe(0)
})
