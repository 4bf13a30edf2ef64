import type { Diagnostic } from '../diagnostic.ts'
import { parseJson } from '../json.ts'
import { nearest } from '../nearest.ts'
import * as problems from './problems.ts'

/** A workload of which an Application may say how its next release goes, and at which stage it is. */
export type Offer = {
  /** Its name, with its namespace where names repeat. */
  readonly key: string
  /** Whether Git has its steps on; undefined where it has no say in them. */
  readonly steps?: 'on' | 'off'
  /** The stages that it goes through, and the one that is stated. */
  readonly stages?: readonly string[]
  readonly stage?: string | undefined
}

/** A parameter as a config management plugin announces it. Argo CD shows its name, title and string. */
export type Announcement = {
  readonly name: string
  readonly title: string
  readonly collectionType: 'string'
  readonly string?: string
}

/** What an Application may say about some workloads. There is no drop-down: a title lists the choices. */
export function announcements(
  offers: readonly Offer[],
  profiles: readonly string[]
): Announcement[] {
  const ofSteps = offers.flatMap(({ key, steps }): Announcement[] => {
    if (steps === undefined) return []
    const title = `${key}: the next release as a canary (${['on', 'off', ...profiles].join(', ')})`
    return [{ name: `steps.${key}`, title, collectionType: 'string', string: steps }]
  })
  const ofStages = offers.flatMap(({ key, stages, stage }): Announcement[] => {
    if (!stages) return []
    const title = `${key}: the stage of its migration (${stages.join(', ')})`
    const stated = stage === undefined ? {} : { string: stage }
    return [{ name: `stage.${key}`, title, collectionType: 'string', ...stated }]
  })
  return [...ofSteps, ...ofStages]
}

/** What an Application says about a workload. */
export type Choice = { readonly steps?: string; readonly stage?: string }

type Read = {
  /** By the key of a workload. */
  readonly choices: ReadonlyMap<string, Choice>
  readonly diagnostics: readonly Diagnostic[]
}

/** Where parameters are: the environment variable that Argo CD gives them in. */
export const parametersPlace = { file: 'ARGOCD_APP_PARAMETERS', line: 1, column: 1 }

/** Reads the parameters of an Application, as Argo CD hands them to a plugin. */
export function readParameters(
  text: string | undefined,
  offers: readonly Offer[],
  profiles: readonly string[]
): Read {
  const list = text === undefined || text.trim() === '' ? [] : parseJson(text)
  if (list === null) return { choices: new Map(), diagnostics: [] }
  if (!Array.isArray(list)) {
    return { choices: new Map(), diagnostics: [problems.parametersNotRead(parametersPlace)] }
  }
  const known = announcements(offers, profiles).map(({ name }) => name)
  const choices = new Map<string, Choice>()
  const diagnostics: Diagnostic[] = []
  const seen = new Set<string>()
  for (const each of list as readonly unknown[]) {
    const parameter = parameterOf(each)
    const fault = faultOf(parameter, known, seen)
    if (fault) diagnostics.push(fault)
    if (fault || !parameter || parameter.string === '') continue
    seen.add(parameter.name)
    const { name, string = '' } = parameter
    const [, what = '', key = ''] = /^(steps|stage)\.(.*)$/s.exec(name) ?? []
    const offer = offers.find(one => one.key === key)
    const allowed = what === 'stage' ? (offer?.stages ?? []) : ['on', 'off', ...profiles]
    const isKnown = allowed.includes(string) || (what === 'stage' && string === 'done')
    if (isKnown) choices.set(key, { ...choices.get(key), [what]: string })
    else {
      const similar = nearest(string, allowed)
      diagnostics.push(problems.unknownChoice(parametersPlace, name, string, similar, allowed))
    }
  }
  return { choices, diagnostics }
}

type Parameter = { readonly name: string; readonly string: string | undefined }

/** A parameter, its string undefined where it has a value of another type. */
function parameterOf(value: unknown): Parameter | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined
  if (typeof value.name !== 'string') return undefined
  const string = 'string' in value ? value.string : ''
  const isOther = ['array', 'map'].some(key => hasItems(value, key))
  return {
    name: value.name,
    string: typeof string === 'string' && !isOther ? string : undefined
  }
}

/** Whether something is at a key: Argo CD writes null and empty collections where nothing is. */
function hasItems(value: object, key: string): boolean {
  const own: unknown = Object.entries(value).find(([name]) => name === key)?.[1]
  return typeof own === 'object' && own !== null && Object.keys(own).length > 0
}

function faultOf(
  parameter: Parameter | undefined,
  known: readonly string[],
  seen: ReadonlySet<string>
): Diagnostic | undefined {
  if (!parameter) return problems.parametersNotRead(parametersPlace)
  const { name, string } = parameter
  if (!known.includes(name)) {
    return problems.unknownParameter(parametersPlace, name, nearest(name, known), known)
  }
  if (seen.has(name)) return problems.repeatedParameter(parametersPlace, name)
  return string === undefined ? problems.parameterNotText(parametersPlace, name) : undefined
}

/** The message of JSON.parse is omitted: it quotes the text. */
