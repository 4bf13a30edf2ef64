import type { SourceGroup } from '../workload/read.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { templateChanged } from '../migration/problems.ts'
import { checkSteps } from '../steps/check-steps.ts'
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
      ...group.sources.flatMap(source => checkStepsOf(source, rollouts)),
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

/** Checks the canary steps that are on in values, configurations, templates and patches. */
function checkStepsOf(source: Source, rollouts: readonly Manifest[]): Diagnostic[] {
  const { file, bytes } = source
  if (bytes.length > most || !includes(bytes, 'step')) return []
  const text = decodeStrictly(bytes)
  if (text === undefined) return []
  const own = rollouts
    .filter(({ document }) => document.source === source)
    .map(({ document: { chunk } }) => [source.lineAt(chunk.start), source.lineAt(chunk.end - 1)])
  return findSteps(text, { file })
    .blocks.filter(({ state, place }) => {
      const isOfRollout = own.some(([from = 0, to = 0]) => from <= place.line && place.line <= to)
      return state === 'on' && !isOfRollout
    })
    .flatMap(({ steps, placeOf }) => checkSteps(steps, placeOf))
}
