import type { Diagnostic, Location } from '../diagnostic.ts'
import { nextReleaseAnnotation, stepsAnnotation } from '../kubernetes/rollout-annotations.ts'
import type { Value } from '../yaml/node.ts'
import { sha256 } from '../workload/sha256.ts'
import { luaStep, luaString } from './lua.ts'
import * as problems from './problems.ts'

/** The key of argocd-cm that has the actions of Rollouts. */
export const actionsKey = 'resource.customizations.actions.argoproj.io_Rollout'

/** A profile as the dashboard offers it. */
export type CanaryProfile = {
  readonly name: string
  readonly steps: readonly Value[]
  /** What its steps do, on a line. */
  readonly words: string
  /** Where its steps are, or what is at a path below them. */
  readonly at: (step: number, ...path: string[]) => Location
}

/**
 * The value of `actionsKey`: an action for each profile and one for none, beside those that Argo CD
 * has itself.
 */
export function actionsText(profiles: readonly CanaryProfile[]): {
  text: string
  diagnostics: readonly Diagnostic[]
} {
  const diagnostics = profiles.flatMap(each => [...faultsOf(each)])
  const body = [
    'mergeBuiltinActions: true',
    'discovery.lua: |',
    ...indented(discovery(profiles), '  '),
    'definitions:',
    ...profiles.flatMap(profile => definition(`canary-${profile.name}`, stepsOn(profile))),
    ...definition('canary-off', stepsOff)
  ].join('\n')
  return { text: marked(`${remarks}\n${body}\n`), diagnostics }
}

const remarks = `# The server runs a disabled action all the same, so each action looks for itself. An empty table
# would become a list: untilPromoted is a key that the API server prunes, which leaves "pause: {}".`

/** A text under a line by which it is known again, and seen to be as it was printed. */
const marked = (text: string) => `${mark}${hashOf(text)}\n${text}`

const mark = '# Made by `rolloutify argocd actions`: change the profiles and run it again. '
const hashOf = (text: string) => sha256(text).slice(0, 8)

/** Whether a value of `actionsKey` is one that was printed here, and that nobody has edited. */
export function isPrinted(text: string): boolean {
  const [first = ''] = text.split('\n', 1)
  return first === `${mark}${hashOf(text.slice(first.length + 1))}`
}

/** What Argo CD takes for the name of an action, and what its policies name without escapes. */
const actionName = /^[A-Za-z0-9](?:[\w.-]{0,40}[A-Za-z0-9])?$/

function* faultsOf({ name, steps, at }: CanaryProfile): Generator<Diagnostic> {
  if (!actionName.test(name) || name === 'off') yield problems.profileNotAnAction(at(0), name)
  if (steps.length === 0) yield problems.profileWithoutSteps(at(0), name)
  for (const [index, step] of steps.entries()) {
    const printed = luaStep(step)
    if (typeof printed === 'string') continue
    const path = ['Step', String(index + 1), printed.inexpressible.join('.')].join(' ').trimEnd()
    yield problems.stepNotForActions(at(index, ...printed.inexpressible), name, path)
  }
}

const discovery = (profiles: readonly CanaryProfile[]) => `local actions = {}
local annotations = obj.metadata.annotations or {}
local canary = obj.spec.strategy ~= nil and obj.spec.strategy.canary or nil
if annotations["${stepsAnnotation}"] ~= "dashboard" or canary == nil then return actions end
local status = obj.status or {}
local busy = status.stableRS == nil or status.currentPodHash ~= status.stableRS
${profiles.map(offered).join('\n')}
actions["canary-off"] = {
  ["disabled"] = busy or canary.steps == nil,
  ["displayName"] = "Next release: no canary",
  ["iconClass"] = "fa fa-fw fa-forward"
}
return actions`

const offered = ({ name, words }: CanaryProfile) => `actions["canary-${name}"] = {
  ["disabled"] = busy,
  ["displayName"] = ${luaString(`Next release: canary, ${name} (${words})`)},
  ["iconClass"] = "fa fa-fw fa-dove"
}`

/** What every action looks for before it changes steps. */
const guard = `local annotations = obj.metadata.annotations or {}
if annotations["${stepsAnnotation}"] ~= "dashboard" then
  error("the steps of this Rollout are in Git: it does not have the annotation ${stepsAnnotation}: dashboard", 0)
end
if obj.spec.strategy == nil or obj.spec.strategy.canary == nil then
  error("this Rollout has no canary", 0)
end
local status = obj.status or {}
if status.stableRS == nil then
  error("nothing is released yet: wait until the Rollout is Healthy", 0)
end
if status.currentPodHash ~= status.stableRS then
  if status.abort then error("the release is aborted: bring the old version back in Git first, or retry it", 0) end
  error("a release is on its way: promote or abort it first", 0)
end`

const stepsOn = ({ steps, words }: CanaryProfile) => `${guard}
obj.spec.strategy.canary.steps = {
${steps.map(step => `  ${printedStep(step)}`).join(',\n')}
}
annotations["${nextReleaseAnnotation}"] = ${luaString(words)}
obj.metadata.annotations = annotations
return obj`

/** A step that has no faults. */
function printedStep(step: Value): string {
  const printed = luaStep(step)
  return typeof printed === 'string' ? printed : '{}'
}

const stepsOff = `${guard}
obj.spec.strategy.canary.steps = nil
annotations["${nextReleaseAnnotation}"] = "off"
obj.metadata.annotations = annotations
return obj`

const definition = (name: string, lua: string) => [
  `- name: ${name}`,
  '  action.lua: |',
  ...indented(lua, '    ')
]

const indented = (text: string, indent: string) => text.split('\n').map(line => indent + line)
