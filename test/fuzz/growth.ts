import { main } from '../../src/cli/main.ts'
import { memoryIo } from '../../src/cli/memory-io.ts'
import type { Fault } from './laws.ts'

/** A field that a stranger may make as long as they like: files of some length, and a call. */
type Field = {
  readonly name: string
  readonly size: number
  readonly files: (n: number) => Record<string, string>
  readonly call: readonly string[] | ((n: number) => readonly string[])
}

const web = (name: string, more = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  replicas: 4\n  selector: {matchLabels: {app: web}}\n  template: {}\n${more}`
const canary = (steps: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec:\n  strategy:\n    canary:\n${steps}`
const owner = (name: string) =>
  `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: ${name}}\nspec:\n  selector: {matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web}}}\n`
const budget = (name: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: ${name}}\nspec: {minAvailable: 1, selector: {matchLabels: {app: web}}}\n`
const only = (text: (n: number) => string) => (n: number) => ({ 'web.yaml': text(n) })
const times = (n: number, text: (at: number) => string) =>
  Array.from({ length: n }, (_, at) => text(at)).join('')
const introduce = ['convert', '--check', '--stage', 'introduce-rollout', 'web.yaml']

const fields: readonly Field[] = [
  {
    name: 'a pattern with many stars',
    size: 500,
    files: n => ({
      'web.yaml': web('a'.repeat(n)),
      'rolloutify.yaml': `workloads:\n  - {name: "${'*a'.repeat(20)}b", stage: introduce-rollout}\n`
    }),
    call: ['convert', '--check', 'web.yaml']
  },
  {
    name: 'a glob with many choices',
    size: 500,
    files: n => ({
      'web.yaml': `${web('web')}---\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec:\n  ignoreDifferences:\n    - {group: "${'{a,a}*'.repeat(n)}b", kind: Rollout, jsonPointers: [/spec/replicas]}\n`
    }),
    call: ['check', 'web.yaml']
  },
  {
    name: 'merge keys',
    size: 4,
    files: only(n =>
      web(
        'web',
        times(
          n,
          at =>
            `x${at}: &m${at} {<<: [${at === 0 ? '' : `*m${at - 1}, *m${at - 1}, *m${at - 1}`}]}\n`
        )
      )
    ),
    call: introduce
  },
  {
    name: 'workloads times files',
    size: 20,
    files: n =>
      Object.fromEntries(
        Array.from({ length: n }, (_, at) => [
          `k8s/${at}.yaml`,
          canary('      # steps:\n      # - setWeight: 5\n').replace('web', `web-${at}`)
        ])
      ),
    call: n => [
      'steps',
      'on',
      '--check',
      ...Array.from({ length: n }, (_, at) => ['--workload', `web-${at}`]).flat(),
      'k8s'
    ]
  },
  {
    name: 'blanks in an ignore comment',
    size: 5000,
    files: only(n => canary(`# rolloutify-ignore a b${' '.repeat(n)}c\n`)),
    call: ['check', 'web.yaml']
  },
  {
    name: 'ignore comments above a line',
    size: 1000,
    files: only(n =>
      canary(
        '      # rolloutify-ignore invalid-weight why\n'.repeat(n) +
          '      steps:\n      - setWeight: 200\n'
      )
    ),
    call: ['check', 'web.yaml']
  },
  {
    name: 'ignore comments above a finding',
    size: 4000,
    files: only(n =>
      canary(
        '      # rolloutify-ignore unknown-field why\n'.repeat(n) +
          '      step: []\n      steps:\n      - setWeight: 5\n'
      )
    ),
    call: ['check', 'web.yaml']
  },
  {
    name: 'workloads of the same labels',
    size: 500,
    files: only(n => times(n, at => `---\n${owner(`web-${at}`)}---\n${budget(`web-${at}`)}`)),
    call: ['check', 'web.yaml']
  },
  {
    name: 'letters of a code',
    size: 20_000,
    files: only(n => canary(`# rolloutify-ignore ${'a'.repeat(n)} why\n`)),
    call: ['check', 'web.yaml']
  },
  {
    name: 'actions on a line',
    size: 500,
    files: only(n => `canary:\n  a: ${'{{ a }} '.repeat(n)}\n  steps:\n    - setWeight: 5\n`),
    call: ['steps', 'status', 'web.yaml']
  },
  {
    name: 'commented blocks',
    size: 100,
    files: only(n => canary('      # steps:\n      # - setWeight: 5\n'.repeat(n))),
    call: ['steps', 'status', 'web.yaml']
  },
  {
    name: 'blocks of values',
    size: 1000,
    files: only(n => times(n, at => `app${at}:\n  canary:\n    # steps:\n    # - setWeight: 5\n`)),
    call: ['steps', 'status', 'web.yaml']
  },
  {
    name: 'empty steps',
    size: 1000,
    files: only(n => times(n, at => `app${at}:\n  canary:\n    steps:\n    # - setWeight: 5\n`)),
    call: ['steps', 'on', '--check', 'web.yaml']
  },
  {
    name: 'commented documents',
    size: 2000,
    files: only(n =>
      `---\n${canary('      steps:\n      - setWeight: 5\n')}`.replace(/^/gm, '# ').repeat(n)
    ),
    call: ['check', 'web.yaml']
  },
  {
    name: 'commented parents',
    size: 50,
    files: only(
      n => times(n, at => `# ${'  '.repeat(at)}a${at}:\n`) + '# steps:\n# - setWeight: 5\n'
    ),
    call: ['steps', 'status', 'web.yaml']
  },
  {
    name: 'a comment of marks',
    size: 2000,
    files: only(n => canary(`      # steps:\n      ${'# '.repeat(n)}\n`)),
    call: ['check', 'web.yaml']
  },
  {
    name: 'broken metadata',
    size: 16_000,
    files: only(n => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {${'a'.repeat(n)}\n`),
    call: introduce
  },
  {
    name: 'lines of broken metadata',
    size: 2000,
    files: only(n => `apiVersion: apps/v1\nkind: Deployment\n${' metadata:\n'.repeat(n)}`),
    call: introduce
  },
  {
    name: 'unknown keys',
    size: 1000,
    files: n => ({ 'web.yaml': web('web'), 'rolloutify.yaml': times(n, at => `key${at}: 1\n`) }),
    call: introduce
  },
  {
    name: 'errors',
    size: 1000,
    files: only(n =>
      times(n, at => `---\n${web(`web-${at}`).replace('replicas: 4', 'replicas: x')}`)
    ),
    call: ['convert', '--stage', 'shrink-25', 'web.yaml']
  },
  {
    name: 'documents',
    size: 1000,
    files: only(n => times(n, at => `---\n${web(`web-${at}`)}`)),
    call: introduce
  },
  {
    name: 'lines of a diff',
    size: 4000,
    files: only(n => canary(`      steps:\n${'      - setWeight: 5\n'.repeat(n)}`)),
    call: ['steps', 'off', '--diff', 'web.yaml']
  },
  {
    name: 'environments',
    size: 50,
    files: n => ({
      'helmfile.yaml': `environments:\n${times(n, at => `  e${at}: {}\n`)}---\nreleases:\n  - {name: web, chart: ./web, values: [web.yaml]}\n`,
      'web.yaml': 'canary:\n  steps: []\n'
    }),
    call: ['steps', 'status', '--environment', 'e0']
  },
  {
    name: 'releases of the same values',
    size: 50,
    files: n => ({
      'helmfile.yaml': `releases:\n${times(n, at => `  - {name: web-${at}, chart: ./web, values: [web.yaml]}\n`)}`,
      'web.yaml': `canary:\n  steps: []\n${times(2000, at => `key${at}: 1\n`)}`
    }),
    call: ['steps', 'status', '--environment', 'default']
  },
  {
    name: 'nesting',
    size: 500,
    files: only(n => web('web', `x: ${'['.repeat(n)}${']'.repeat(n)}\n`)),
    call: introduce
  }
]

/** What costs more than its length: four times the text, more than nine times the time. */
export async function growthFaults(): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const field of fields) {
    const small = Math.max(5, await timeOf(field, field.size))
    const large = await timeOf(field, 4 * field.size)
    const detail = `${field.size}: ${small.toFixed()} ms, ${4 * field.size}: ${large.toFixed()} ms`
    console.log(`${field.name}: ${detail}`)
    if (large > 300 && large > 9 * small) {
      faults.push({ law: 'time grows with the length', call: field.name, detail, text: '' })
    }
  }
  return faults
}

/** The milliseconds of processor that a call takes, the least of two. */
async function timeOf({ files, call }: Field, n: number): Promise<number> {
  const given = new Map(Object.entries(files(n)).map(([path, text]) => [path, Buffer.from(text)]))
  const args = typeof call === 'function' ? call(n) : call
  let least = Infinity
  for (let left = 2; left > 0; left--) {
    const began = process.cpuUsage()
    await main(args, memoryIo({ stdin: Buffer.alloc(0), files: given }))
    const { user, system } = process.cpuUsage(began)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
