import { expect, test } from 'vitest'
import { appliers, languages } from '../../settings.ts'
import type { Applier, Language } from '../../settings.ts'
import { runbook } from './runbook.ts'
import { allStages, hasReached, introduceRollout, printStage } from '../../workload/stage.ts'
import { stagesOf as stagesOfOne } from '../../workload/state-at.ts'
import type { Autoscaler } from '../../workload/state.ts'
import type { PlannedStage, PlannedWorkload } from './planned.ts'

const percents = [25, 100]

/** The stages of a plan at 25 and 100%, those left out that change nothing. */
function stagesOf(workloads: readonly PlannedWorkload[]): PlannedStage[] {
  const own = new Map(workloads.map(each => [each, stagesOfOne(each).map(printStage)]))
  return allStages(percents)
    .map(stage => {
      const moving = workloads.filter(
        each => hasReached(stage, introduceRollout) && own.get(each)?.includes(printStage(stage))
      )
      return { stage, moves: moving.map(each => ({ workload: each, stage })) }
    })
    .filter(({ stage, moves }) => stage.kind === 'baseline' || moves.length > 0)
    .map((planned, at) => ({
      ...planned,
      folder: `${String(at).padStart(2, '0')}-${printStage(planned.stage)}`
    }))
}

const awake = {
  target: 'Deployment',
  disabledUp: false,
  disabledDown: false,
  paused: false
} as const
const hpa: Autoscaler = {
  ...awake,
  kind: 'HorizontalPodAutoscaler',
  name: 'web',
  min: 4,
  max: 20
}
const scaledObject: Autoscaler = { ...awake, kind: 'ScaledObject', name: 'worker', min: 0, max: 30 }

type Given = {
  readonly autoscaler?: Autoscaler
  readonly version?: 'v1' | 'v2'
  readonly replicas?: number
  readonly own?: number
  readonly namespace?: string | undefined
}

function workload(name: string, given: Given = {}): PlannedWorkload {
  const { autoscaler, version = 'v2', replicas = 8, own } = given
  const namespace = 'namespace' in given ? given.namespace : 'prod'
  const baseline = {
    deployment: own === undefined ? {} : { replicas: own },
    autoscalers: autoscaler ? [autoscaler] : [],
    ...(autoscaler?.kind === 'HorizontalPodAutoscaler' && { autoscalerVersion: version })
  }
  return { name, rollout: name, namespace, baseline, replicas, percents, keep: true }
}

const web = workload('web', { autoscaler: hpa })
const worker = workload('worker', { autoscaler: scaledObject, replicas: 6 })
const plain = workload('web', { own: 8 })

const write = (
  workloads: readonly PlannedWorkload[],
  applier: Applier = 'argocd',
  language?: Language
) => runbook({ stages: stagesOf(workloads), workloads, applier, language })

/** The section of a stage, or of another heading. */
function sectionOf(book: string, heading: string): string {
  const [, section = ''] = book.split(new RegExp(`^#{2,3} ${heading}$`, 'm'))
  return section.split(/^#{2,3} /m)[0] ?? ''
}

test('waits for the available pods of a stage by their number', () => {
  const section = sectionOf(write([web]), '05-shrink-25')
  expect(section).toContain('`replicas` of the Deployment, 8 → 6')
  expect(section).toContain('| `prod/web` | 8 → 6 | 2 → 2 | 10 |')
  for (const [count, object] of [
    [6, 'deployment/web'],
    [2, 'rollout/web']
  ]) {
    expect(section).toContain(
      `kubectl -n prod wait --for=jsonpath='{.status.availableReplicas}'=${count} ${object} --timeout=15m`
    )
  }
  expect(section).toContain('\nDeployment   web    6        6\nRollout      web    2        2\n')
})

test('waits for no pods by a form that an absent field satisfies', () => {
  const section = sectionOf(write([web]), '07-shrink-100')
  expect(section).toContain(
    `until [ "$(kubectl -n prod get deployment/web -o jsonpath='{.spec.replicas}/{.status.availableReplicas}')" = 0/ ]`
  )
  expect(section).not.toContain('}=0')
  expect(section).toContain('\nDeployment   web    0        <none>\n')
})

test('checks the autoscaler where it changes', () => {
  const book = write([web])
  expect(sectionOf(book, '03-pause-autoscaler')).toContain('\n1 Disabled Disabled\n')
  expect(sectionOf(book, '08-retarget-autoscaler')).toContain('\nRollout/web 8 8\n')
  expect(sectionOf(book, '09-release-autoscaler')).toContain('\nRollout/web 4 20\n')
  expect(sectionOf(book, '04-grow-25')).not.toContain('get hpa.v2')
})

test('leaves the namespace out where it is not known', () => {
  const book = write([workload('web', { autoscaler: hpa, namespace: undefined })])
  expect(book).toContain('kubectl get deploy,rollout,hpa,rs -o json > "$SNAPSHOT"')
  expect(book).toContain('Commands without a namespace use that of the current context.')
  expect(book).not.toContain('kubectl -n prod')
})

test.for(appliers)('shows the gate and a way back at every stage, under %s', applier => {
  const workloads = [web, worker]
  const book = write(workloads, applier)
  for (const { folder } of stagesOf(workloads)) {
    const section = sectionOf(book, folder)
    expect(section).toContain(`rolloutify migrate status --live "$SNAPSHOT" plan/${folder};`)
    expect(section).toContain('**Back.**')
  }
})

test('puts the simulator’s verdict into its stage', () => {
  const proof = { states: 1234, minServing: 8, isChosen: false, broken: [], open: 0 }
  const verdicts = new Map([['04-grow-25', proof]])
  const book = runbook({ stages: stagesOf([web]), workloads: [web], applier: 'helm3', verdicts })
  expect(sectionOf(book, '04-grow-25')).toContain(
    '**Simulator.** in every order, forward and back, at least 8 pods serve (1,234 states)'
  )
  expect(sectionOf(book, '05-shrink-25')).not.toContain('**Simulator.**')
})

test('states the peak of each stage: the bounds of an autoscaler that is awake', () => {
  const table = sectionOf(write([web]), 'Pods at each stage')
  expect(table).toContain('| `02-pin-replicas` | 8 | 0 | scales the Deployment | 20 |')
  expect(table).toContain('| `06-grow-100` | 6 | 8 | paused | 14 |')
  expect(table).toContain('| `08-retarget-autoscaler` | 0 | 8 | holds the Rollout at 8 | 8 |')
})

test('draws the sums of several workloads', () => {
  const table = sectionOf(write([web, worker]), 'Pods at each stage')
  expect(table).toContain('bar [14, 14, 14, 14, 18, 14, 24, 14, 14, 14]')
  expect(table).toContain('line [14, 14, 14, 14, 14, 10, 10, 0, 0, 0]')
  expect(table).toContain('line [0, 0, 0, 0, 4, 4, 14, 14, 14, 14]')
})

test('keeps the counts of a workload that waits', () => {
  const stages = stagesOf([web, plain]).map(stage =>
    /^\d\d-(?:grow|shrink)-25$/.test(stage.folder)
      ? { ...stage, moves: stage.moves.filter(({ workload }) => workload === web) }
      : stage
  )
  const other = { ...plain, name: 'other', rollout: 'other' }
  const named = stages.map(stage => ({
    ...stage,
    moves: stage.moves.map(move => (move.workload === plain ? { ...move, workload: other } : move))
  }))
  const book = runbook({ stages: named, workloads: [web, other], applier: 'argocd' })
  expect(book).toMatch(/\| `prod\/other` \| 8 \|.* 8 \+ 0 \| 8 \+ 0 \| 8 \+ 0 \|/)
  expect(sectionOf(book, '04-grow-25')).not.toContain('other')
})

test('speaks of KEDA only where there is a ScaledObject', () => {
  const words = /KEDA|scaledobject|--suspended/i
  expect(write([web])).not.toMatch(words)
  const book = write([worker])
  expect(sectionOf(book, '03-pause-autoscaler')).toContain('autoscaling.keda.sh/paused: "true"')
  expect(sectionOf(book, '04-grow-25')).toContain('--sync --health --suspended --operation')
  expect(sectionOf(book, '08-retarget-autoscaler')).not.toContain('--suspended')
  expect(book).toContain('get deploy,rollout,hpa,rs,scaledobject -o json')
})

test('speaks of no autoscaler where there is none', () => {
  const book = write([plain])
  expect(book).not.toMatch(/pin-replicas|pause-autoscaler|replicasIgnored|ignoreDifferences:/)
  expect(book).not.toContain('While the autoscaler is paused')
  expect(book).toContain('=8 rollout/web --timeout=15m')
})

test('prints the patch of the Application, for the Rollouts with an autoscaler', () => {
  const book = write([web, { ...plain, name: 'plain', rollout: 'plain' }])
  const section = sectionOf(book, 'Argo CD and `replicas`')
  expect(section).toContain(
    [
      'spec:',
      '  ignoreDifferences:',
      '    - group: argoproj.io',
      '      kind: Rollout',
      '      name: "web"',
      '      namespace: "prod"',
      '      jsonPointers:',
      '        - /spec/replicas',
      '  syncPolicy:',
      '    syncOptions:',
      '      - RespectIgnoreDifferences=true'
    ].join('\n')
  )
  expect(section).not.toContain('name: "plain"')
})

const onlyOf: Record<string, string> = {
  argocd: 'argocd app wait',
  'argocd-server-side': '--force-conflicts`, so each sync',
  flux: '## Flux and `replicas`',
  helm3: '## Helm 3 and `replicas`',
  helm4: 'in every upgrade from `pin-replicas` on',
  kubectl: '`release-autoscaler` does not work with it'
}

test.for(appliers)('says what %s does, and not what others do', applier => {
  const book = write([web], applier)
  for (const [other, words] of Object.entries(onlyOf)) {
    const isArgo = other === 'argocd' && applier === 'argocd-server-side'
    expect([other, book.includes(words)]).toEqual([other, other === applier || isArgo])
  }
})

test('never deletes a Rollout but at 0 pods, by hand under kubectl', () => {
  expect(sectionOf(write([web], 'kubectl'), '01-introduce-rollout')).toContain(
    ' = 0/ ] &&\n  kubectl -n prod delete rollout/web\n'
  )
  expect(write([web], 'argocd')).not.toContain('delete rollout/')
})

test('waits for no sync where an awake autoscaler may differ from the count in Git', () => {
  const [wait, sync] = ['argocd app wait "$APP" --health', 'argocd app wait "$APP" --sync']
  const book = write([web])
  expect(sectionOf(book, '01-introduce-rollout')).toContain(sync)
  expect(sectionOf(book, '02-pin-replicas')).toContain(wait)
  expect(sectionOf(book, '03-pause-autoscaler')).toContain(sync)
  const counted = write([workload('web', { autoscaler: hpa, own: 2 })])
  expect(sectionOf(counted, '01-introduce-rollout')).toContain(wait)
})

test('warns of the line that must stay on the way back, where the baseline had none or fewer', () => {
  const kept = (own?: number) =>
    sectionOf(write([workload('web', { autoscaler: hpa, ...(own && { own }) })]), '02-pin-replicas')
  expect(kept()).toContain('keeps the line `replicas: 8`')
  expect(kept(2)).toContain('keeps the line `replicas: 8`')
  expect(kept(10)).toContain("the baseline's own `replicas`")
})

test('speaks of no pin where the baseline states the count already', () => {
  const pinned = workload('web', { autoscaler: hpa, own: 8 })
  const stages = stagesOf([pinned])
  const book = runbook({ stages, workloads: [pinned], applier: 'argocd' })
  expect(book).not.toContain('Do not stay at `pin-replicas`')
  expect(book).toContain('Back at `introduce-rollout` the autoscaler is active again.')
})

test('says what must be available before a grow is taken back', () => {
  expect(sectionOf(write([web]), '06-grow-100')).toContain(
    '`prod/web` has 6 of the Deployment and 2 of the Rollout available.'
  )
})

test('says that an autoscaling/v1 HPA stays v2', () => {
  const v1 = workload('web', { autoscaler: hpa, version: 'v1' })
  expect(sectionOf(write([v1]), '02-pin-replicas')).toContain('stays v2 for good')
  expect(write([web])).not.toContain('stays v2 for good')
})

test('escapes names in tables and quotes them for the shell', () => {
  const odd = workload('a|b', { namespace: "it's", own: 8 })
  const book = write([odd])
  expect(book).toContain("| `it's/a\\|b` | 8 → 6 |")
  expect(book).toContain(`kubectl -n 'it'\\''s' wait`)
  expect(book).toContain("'deployment/a|b'")
})

test('is linear in the workloads, and moves many by one command', () => {
  const many = (count: number) =>
    write(
      Array.from({ length: count }, (_, at) =>
        workload(`service-${String(at).padStart(4, '0')}`, { autoscaler: hpa })
      )
    )
  const book = many(1000)
  const [some, more, most] = [many(500).length, book.length, many(1500).length]
  expect(most - more).toBeLessThan((more - some) * 1.01)
  expect(more).toBeLessThan(300_000)
  expect(sectionOf(book, '05-shrink-25')).toContain('\nstage_pods 05\n')
  expect(sectionOf(book, '05-shrink-25').length).toBeLessThan(2000)
  expect(book).toContain(
    '\n--namespace=prod service-0999 service-0999 -/- -/0 -/0 8/0 8/2 6/2 6/8 0/8 0/8 0/-\n'
  )
})

test('is the same text for the same plan', () => {
  expect(write([web, worker], 'helm4')).toBe(write([web, worker], 'helm4'))
})

const fleet = ['a', 'b', 'c', 'd'].map(name => workload(name, { autoscaler: hpa }))

test.for(appliers)('has the same commands in every language, under %s', applier => {
  for (const workloads of [[web, worker], [plain], fleet]) {
    const [first, ...others] = languages.map(each => blocksOf(write(workloads, applier, each)))
    expect(first?.length).toBeGreaterThan(10)
    expect(others).toEqual(others.map(() => first))
  }
})

/** The blocks of code of a runbook, without their comments and without the words of its chart. */
const blocksOf = (book: string) =>
  [...book.matchAll(/^```(?:sh|text|yaml)\n[^]*?^```$/gm)].map(([block]) =>
    block.replace(/# .*$/gm, '')
  )

test.for(languages)('leads each of its links to a heading, in %s', language => {
  for (const applier of appliers) {
    const book = write([web], applier, language)
    const headings = [...book.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => anchorOf(title))
    const links = [...book.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor)
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter(anchor => !headings.includes(anchor ?? ''))).toEqual([])
  }
})

const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')

test('says in Japanese what it says in English', () => {
  const book = write([web, worker], 'argocd', 'ja')
  const prose = book.replace(/^```[^]*?^```$/gm, '').replace(/`[^`]*`/g, '')
  const english = prose.split('\n').filter(line => /[a-z]+ [a-z]+ [a-z]+/.test(line))
  expect(english).toEqual([])
})
