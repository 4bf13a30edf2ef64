import type { SourceGroup } from '../workload/read.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { templateChanged } from '../migration/problems.ts'
import { findWrongSteps } from '../steps/check-block.ts'
import { stepsUnreadable } from '../steps/problems.ts'
import { needsTrafficRouting } from '../steps/step-problems.ts'
import { findSteps } from '../steps/blocks.ts'
import { decodeStrictly, includes } from '../yaml/bytes.ts'
import type { Source } from '../yaml/stream.ts'
import { findIgnores } from './ignore.ts'
import type { Ignore } from './ignore.ts'
import { checkObjects } from './objects.ts'
import { checkRollout } from './rollout.ts'
import { readScene } from './scene.ts'
import type { Reading, Setting } from './scene.ts'
import * as time from './time-problems.ts'
import { checkTime } from './time.ts'

/** Codes that only `--from` finds: without it a comment that ignores one is not idle. */
export const timeCodes: ReadonlySet<string> = new Set(
  [...Object.values(time), templateChanged].map(({ code }) => code)
)

/** A scope, by itself and as it was before. */
export type Scope = {
  readonly group: SourceGroup
  readonly setting: Setting
  readonly before?: { readonly group: SourceGroup; readonly setting: Setting }
}

/** What was found in a scope, and the comments that ignore some of it. */
export type Checked = { readonly found: readonly Diagnostic[]; readonly ignores: readonly Ignore[] }

/** Checks the manifests of a scope. */
export function checkScope({ group, setting, before }: Scope): Checked {
  const reading = readScene(group, setting)
  const { scene, hasTemplates } = reading
  const rollouts = scene.manifests.filter(isRollout)
  const old = before && readScene(before.group, before.setting)
  const context = { version: scene.version }
  // What a template will be is not known, nor then what is missing beside it.
  const isWhole = !hasTemplates && !old?.hasTemplates
  return {
    found: [
      ...reading.broken,
      ...group.sources.flatMap(source => checkStepsOf(source, { rollouts, ...reading })),
      ...rollouts.flatMap(rollout => checkRollout(rollout, context)),
      ...reading.parts.flatMap(part => checkRollout(part, { ...context, isPart: true })),
      ...(hasTemplates ? [] : checkObjects(scene)),
      ...(old && isWhole ? checkTime(old.scene, scene) : [])
    ],
    ignores: group.sources.flatMap(findIgnores)
  }
}

export type { Reading, Setting }

/** Larger files hold no steps that a person wrote. */
const most = 16 << 20

type Manifests = {
  readonly rollouts: readonly Manifest[]
  readonly parts: readonly Manifest[]
  readonly broken: readonly Diagnostic[]
}

/** Checks the canary steps that are on in values, configurations, templates and patches. */
function checkStepsOf(source: Source, { rollouts, parts, broken }: Manifests): Diagnostic[] {
  const { file, bytes } = source
  if (bytes.length > most || !includes(bytes, 'step')) return []
  const text = decodeStrictly(bytes)
  if (text === undefined) return []
  const [isOfRollout, isOfPart] = [rollouts, parts].map(all => linesOf(source, all))
  const { blocks, diagnostics } = findSteps(text, { file })
  const wrong = blocks
    .filter(({ state, place }) => state === 'on' && !isOfRollout?.(place.line))
    .flatMap(block =>
      // Whether what a patch is for has traffic routing is not known here.
      findWrongSteps(block).filter(
        ({ code }) => code !== needsTrafficRouting.code || !isOfPart?.(block.place.line)
      )
    )
  return [...wrong, ...unreadIn(diagnostics, file, broken)]
}

/** Steps of which nothing can be said: whether they are ours to refuse is not known here. */
function unreadIn(
  diagnostics: readonly Diagnostic[],
  file: string,
  broken: readonly Diagnostic[]
): Diagnostic[] {
  if (broken.some(each => each.file === file)) return []
  return diagnostics
    .filter(({ code }) => code === stepsUnreadable.code)
    .map((found): Diagnostic => ({ ...found, severity: 'warning' }))
}

/** Tells whether a line of a source is in one of some manifests. */
function linesOf(source: Source, manifests: readonly Manifest[]): (line: number) => boolean {
  const ranges = manifests
    .filter(({ document }) => document.source === source)
    .map(({ document: { chunk } }) => [source.lineAt(chunk.start), source.lineAt(chunk.end - 1)])
  return line => ranges.some(([from = 0, to = 0]) => from <= line && line <= to)
}
