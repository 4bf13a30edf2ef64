import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { helmfileOfPage, podinfo } from './charts.ts'
import { expectRollouts } from './manifests.ts'
import { checkout, outcome, rolloutify, workspace } from './outcome.ts'
import { helms } from './pinned.ts'
import { coldStart, helm3, helm4, helmfile } from './programs.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: coldStart })

const pages = ['docs/helm.md', 'docs/helmfile.md']
  .map(page => readFileSync(join(checkout, page), 'utf8'))
  .join('\n')
const blocks = [...pages.matchAll(/^```sh test=(.*)\n([^]*?)^```$/gm)].map(
  ([, kind = '', script = '']) => ({ kind, script, firstLine: script.split('\n', 1)[0] })
)
const ofTest = (name: string) => blocks.filter(({ kind }) => kind === name)

const config = `workloads:
  - name: shop-podinfo
    namespace: prod
    release: shop
    stage: introduce-rollout
`

test('the pages show each host', () => {
  const kinds = new Set(blocks.map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual(['helm3', 'helm4', 'helmfile'])
})

describe.each([
  { kind: 'helm3', version: helms[3][0], program: helm3 },
  { kind: 'helm4', version: helms[4][0], program: helm4 }
])('the pages with Helm $version', ({ kind, program }) => {
  let chart: string
  let programs: Record<string, string>
  beforeAll(async () => {
    chart = await podinfo()
    programs = { rolloutify, helm: await program(), helmfile: await helmfile() }
  })

  /** A new folder with what the pages take for granted. */
  function newFolder() {
    const folder = mkdtempSync(join(workspace, `${kind}-`))
    for (const name of ['tools', 'rendered']) mkdirSync(join(folder, name))
    for (const [name, file] of Object.entries(programs)) {
      symlinkSync(file, join(folder, 'tools', name))
    }
    cpSync(chart, join(folder, 'chart'), { recursive: true })
    return folder
  }

  /** The manifests that a script prints, or writes into `rendered`. */
  async function manifestsOf(script: string, folder: string) {
    const env = {
      PATH: [join(folder, 'tools'), process.env['PATH']].join(delimiter),
      HOME: folder,
      HELM_DATA_HOME: join(folder, 'helm')
    }
    const ended = await outcome(['sh', '-e', '-c', script], { cwd: folder, env })
    expect(ended, ended.stderr).toMatchObject({ status: 0 })
    const rendered = join(folder, 'rendered/manifests.yaml')
    if (existsSync(rendered)) return readFileSync(rendered, 'utf8')
    // Helm 4 says on standard output that it installed the plugin.
    return ended.stdout.slice(ended.stdout.indexOf('---\n'))
  }

  test.for(ofTest(kind))('adds the Rollout: $firstLine', async ({ script }) => {
    expectRollouts(await manifestsOf(script, newFolder()), 1, 0)
  })

  test.for(ofTest('helmfile'))('adds the Rollout: $firstLine', async ({ script }) => {
    const folder = newFolder()
    cpSync(helmfileOfPage, join(folder, 'helmfile.yaml'))
    writeFileSync(join(folder, 'rolloutify.yaml'), config)
    const [first] = kind === 'helm4' ? ofTest(kind) : []
    const installation = first?.script.replace(/^helm template [^]*/m, '') ?? ''
    expectRollouts(await manifestsOf(installation + script, folder), 1, 0)
  })
})
