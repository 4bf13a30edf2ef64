import { counted } from '../counted.ts'
import { metricWords } from '../datadog/words.ts'
import { hasErrors, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { canaryCourse, mostPods } from '../steps/canary-pods.ts'
import type { CourseStep } from '../steps/canary-pods.ts'
import { checkBlock } from '../steps/check-block.ts'
import type { StepsBlock } from '../steps/block.ts'
import { numberFor } from '../kubernetes/chosen.ts'
import { findWanted } from '../steps/wanted.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { podsUnknown } from './problems.ts'
import { finish } from './report.ts'
import { readConfig } from './run.ts'
import { sourcesOf } from './sources.ts'
import { readStepsInput } from './steps.ts'
import { table } from './table.ts'
import type { Column } from './table.ts'
import { printable, printJson } from './printable.ts'

type Canary = {
  readonly workload: string
  readonly file: string
  readonly replicas: number
  readonly most: number
  readonly course: readonly CourseStep[]
}

/** `simulate --canary`: the pods of each version at each step of a canary. */
export async function runCanary(io: Io, args: Arguments): Promise<number> {
  const input = await readStepsInput(io, args)
  if (hasErrors(input.diagnostics)) return finish(io, args, input.diagnostics)
  const { found, diagnostics } = findWanted(sourcesOf(input), {
    named: input.named,
    workloads: args.workload ?? []
  })
  // It loads zod, for the configuration.
  const { entriesIn, entryAt } = await import('./steps-stage.ts')
  const { config } = await readConfig(io, args)
  const { analysisWords } = metricWords(config?.metrics)
  const canaries: Canary[] = []
  const unknown: Diagnostic[] = []
  const wrong: Diagnostic[] = []
  for (const { text, blocks } of found) {
    const entries = entriesIn(text)
    for (const block of blocks) {
      const { workload = '-', place, steps, maxSurge } = block
      const replicas = replicasOf(block, args) ?? entryAt(entries, block)?.replicas
      if (replicas === undefined) {
        unknown.push(podsUnknown(place, workload))
        continue
      }
      wrong.push(...checkBlock(block))
      const canary = { replicas, steps, maxSurge, analysisWords }
      canaries.push({
        workload,
        file: place.file,
        replicas,
        most: mostPods(canary),
        course: canaryCourse(canary)
      })
    }
  }
  io.writeStdout([args.format === 'json' ? printJson(canaries) : text(canaries)])
  const refused = found.flatMap(each => each.diagnostics)
  return finish(io, args, withoutRepeats([...diagnostics, ...refused, ...unknown, ...wrong]))
}

function replicasOf(
  { workload: name = '', namespace, replicas }: StepsBlock,
  { replicas: given }: Arguments
) {
  return numberFor(given.named, { name, namespace }) ?? given.all ?? replicas
}

const columns: readonly Column<CourseStep>[] = [
  ['STEP', ({ step }) => String(step)],
  ['', ({ words }) => words],
  ['WEIGHT', ({ weight }) => `${weight}%`],
  ['NEW', ({ canary }) => String(canary)],
  ['OLD', ({ stable }) => String(stable)],
  ['PODS, █ NEW ░ OLD', ({ canary, stable }) => bar(canary, stable)]
]

const width = 40

function bar(canary: number, stable: number): string {
  const scale = Math.min(1, width / (canary + stable))
  return '█'.repeat(Math.round(canary * scale)) + '░'.repeat(Math.round(stable * scale))
}

function text(canaries: readonly Canary[]): string {
  return canaries
    .map(({ workload, file, replicas, most, course }) => {
      const head = `${printable(workload)} in ${printable(file)}: ${counted(replicas, 'pod')}, at most ${most} while they are replaced\n`
      return head + table(columns, course)
    })
    .join('\n')
}
