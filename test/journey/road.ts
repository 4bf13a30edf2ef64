import { bring, load, planned } from './environment.ts'
import type { Walk } from './environment.ts'
import { callIn, missingIn, sectionsOf, stagesOf } from './runbook.ts'
import type { Section } from './runbook.ts'

/** Types what a page prints. What it promises and does not print is a difference. */
async function follow(walk: Walk, { title, commands, printed }: Section) {
  console.log(`${walk.environment.name}  ${title}`)
  const { status, output } = await walk.shell.type(commands.join('\n'))
  walk.counts.commands += commands.length
  walk.counts.lines += printed.length
  const missing = missingIn(printed, output).map(line => `does not print: ${line}`)
  const failed = printed.length === 0 && status !== 0 ? [`ends with ${status}`] : []
  const where = `${walk.environment.name}, ${title}`
  for (const each of [...missing, ...failed]) {
    walk.differences.push(`${where} ${each}`)
    console.log(`${where} ${each}\n${output}`)
  }
}

/** A stage: what is to be looked at first, the call for its commit, and what it must then show. */
async function next(walk: Walk, stage: Section) {
  const { title, commands, printed } = stage
  const call = commands.findIndex(each => isMove(each))
  await follow(walk, {
    title: `${title}, bring`,
    commands: commands.slice(0, call + 1),
    printed: []
  })
  await bring(walk, title)
  const looks = commands.slice(call + 1).filter(each => !isMove(each))
  await follow(walk, { title, commands: looks, printed })
}

/** The way back from a stage, which must then show what the one before it does. */
async function back(walk: Walk, { title, commands }: Section, before: Section) {
  const call = commands.filter(each => / migrate back /.test(each))
  await follow(walk, { title: `${title}, back`, commands: call, printed: [] })
  await bring(walk, `back from ${title}`)
  const looks = before.commands.filter(each => !isMove(each))
  await follow(walk, { ...before, commands: looks })
}

const isMove = (command: string) => / migrate (next|back) /.test(command)

/** The whole road by its runbook, with a step back in the middle and whatever else comes up there. */
export async function walkRoad(walk: Walk, runbook: string) {
  const sections = sectionsOf(runbook)
  const [baseline, introduce, ...stages] = stagesOf(sections)
  if (!baseline || !introduce) throw new Error('The runbook has no stages')
  await follow(walk, baseline)
  await bring(walk, introduce.title)
  const looks = introduce.commands.filter(each => !isMove(each))
  await follow(walk, { ...introduce, commands: looks })
  const middle = stages.findIndex(({ title }) => /-shrink-/.test(title))
  const [turn, before] = [stages[middle], stages[middle - 1]]
  if (!turn || !before) throw new Error('The runbook has no middle')
  for (const stage of stages.slice(0, middle + 1)) await next(walk, stage)
  await back(walk, turn, before)
  await next(walk, turn)
  const { detour } = walk.environment
  if (detour === 'abort') return abort(walk, sections, turn)
  const rest = detour === 'raise' ? await raise(walk, sections, turn) : sections
  for (const stage of stagesOf(rest).slice(middle + 3)) await next(walk, stage)
  await afterwards(walk, rest)
}

/** What pipelines wait for from then on. */
async function afterwards(walk: Walk, sections: readonly Section[]) {
  const call = callIn(sections, 'After the migration', / wait /)
  const count = walk.environment.pods + (walk.environment.detour === 'raise' ? more : 0)
  const own = call.replace('NAME', 'web').replace('COUNT', String(count))
  const printed = ['rollout.argoproj.io/web condition met']
  await follow(walk, { title: call, commands: [own], printed })
}

/** The gate of a stage, where no section says what else there is to see. */
const gateOf = ({ commands }: Section, title: string): Section => ({
  title,
  commands: ['sleep 10', ...commands.filter(each => !isMove(each)).slice(-3)],
  printed: ['exit 0']
})

/** Pods by which the load grows. */
const more = 2

/** More load than N; from then on by the runbook of a new plan. */
async function raise(walk: Walk, sections: readonly Section[], stage: Section) {
  const { name, pods } = walk.environment
  const raised = pods + more
  load(walk, raised)
  const call = callIn(sections, /^More load than N/, /migrate raise /)
  const wanted = `web=${raised} --replicas worker=${raised}`
  await follow(walk, { title: call, commands: [call.replace('NAME=N', wanted)], printed: [] })
  await bring(walk, `raise at ${stage.title}`)
  await follow(walk, gateOf(stage, call))
  const baseline = `plan/${name}/00-baseline/manifests.yaml`
  return sectionsOf(await planned(walk, `plan/${name}-raised`, baseline))
}

/** Everything back to the Deployment, then the autoscaler awake again. */
async function abort(walk: Walk, sections: readonly Section[], stage: Section) {
  const first = callIn(sections, 'Everything back to the Deployment', /migrate abort .*--write$/)
  const second = callIn(sections, 'Everything back to the Deployment', /# the second/)
  const wake = callIn(sections, /^The autoscaler must scale again/, /migrate back .*--write$/)
  for (const call of [first, second, wake]) {
    await follow(walk, { title: call, commands: [call], printed: [] })
    await bring(walk, call.replace(/ --.*/, ''))
    await follow(walk, gateOf(stage, call))
  }
}
