import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import schema from '../../schemas/rollout.schema.json' with { type: 'json' }
import pinned from '../../test/versions.json' with { type: 'json' }
import { configSchema } from '../config-schema.ts'
import {
  canaryFields,
  newestArgoRollouts,
  stepFields
} from '../kubernetes/generated/canary-fields.ts'
import { manifestsOf } from '../kubernetes/manifest.ts'
import { fieldsOf, findNewerFields } from '../kubernetes/rollout-types.ts'
import { beyondMigration } from '../kubernetes/rollout.ts'
import { exclusive, routed } from '../steps/check-steps.ts'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import { checkRollout } from './rollout.ts'
import { abilities, servicesNeeded, targets } from './rollout-routing.ts'

// What is written by hand about fields, steps and routers, against the table cut from upstream: a
// field that a new version brings fails here until somebody has decided what it means.

const namesOf = (type: string) => [...(fieldsOf(type)?.keys() ?? [])]
const typeOf = (type: string, ...path: string[]) =>
  path.reduce((at, key) => fieldsOf(at)?.get(key)?.type.replace(/^\[\]/, '') ?? '', type)

const canary = typeOf('RolloutSpec', 'strategy', 'canary')
const routers = namesOf(typeOf(canary, 'trafficRouting')).filter(
  name => !['managedRoutes', 'maxTrafficWeight'].includes(name)
)

test('the lists that the program starts with are those of the table', () => {
  expect([...canaryFields].toSorted()).toEqual(namesOf(canary).toSorted())
  const kinds = namesOf(typeOf(canary, 'steps'))
  expect(Object.keys(stepFields).toSorted()).toEqual(kinds.toSorted())
  for (const [kind, fields] of Object.entries(stepFields)) {
    expect([...fields].toSorted(), kind).toEqual(namesOf(typeOf(canary, 'steps', kind)).toSorted())
  }
})

test('the schema and the table are cut from one version', () => {
  expect(Object.keys(schema.$defs.CanaryStrategy.properties).toSorted()).toEqual(
    namesOf(canary).toSorted()
  )
  expect(schema.$comment).toContain(`argo-rollouts v${pinned.argoRollouts},`)
  expect(pinned.argoRollouts).toMatch(`${newestArgoRollouts}.`)
})

test('the configuration takes every field of a canary', () => {
  const strategy = { canary: Object.fromEntries(canaryFields.map(field => [field, undefined])) }
  const entry = { name: 'web', stage: 'done', strategy }
  expect(configSchema().parse({ workloads: [entry] })).toEqual({ workloads: [entry] })
})

const root = fileURLToPath(new URL('../..', import.meta.url))

/** README.md, and the pages of docs/ where there are some. */
function pages(): string[] {
  const docs = join(root, 'docs')
  const names = existsSync(docs) ? readdirSync(docs, { recursive: true, encoding: 'utf8' }) : []
  return [
    'README.md',
    ...names.filter(name => name.endsWith('.md')).map(name => join('docs', name))
  ]
}

test('the documentation shows the newest version', () => {
  const text = pages().map(page => readFileSync(join(root, page), 'utf8'))
  const shown = [...text.join('\n').matchAll(/^argoRollouts: "(.*?)"/gm)].map(([, it]) => it)
  expect(new Set(shown)).toEqual(new Set([newestArgoRollouts]))
})

test('every kind of step stands alone, needs a router, or is a plugin', () => {
  const known = [...exclusive, ...routed, 'plugin']
  expect(known.toSorted()).toEqual(Object.keys(stepFields).toSorted())
})

test('every field of a canary waits for the end of a migration, or does no harm in it', () => {
  const harmless = [
    ...['abortScaleDownDelaySeconds', 'antiAffinity', 'canaryMetadata', 'dynamicStableScale'],
    ...['maxSurge', 'maxUnavailable', 'minPodsPerReplicaSet', 'replicaProgressThreshold'],
    ...['scaleDownDelayRevisionLimit', 'scaleDownDelaySeconds', 'stableMetadata']
  ]
  expect([...beyondMigration, ...harmless].toSorted()).toEqual([...canaryFields].toSorted())
})

test('every router says whether it needs Services', () => {
  expect(Object.keys(servicesNeeded).toSorted()).toEqual(routers.toSorted())
})

test.for(Object.entries(abilities))('the routers for %s are known', ([, ability]) => {
  expect(routers).toEqual(expect.arrayContaining([...ability.routers]))
})

test.for(targets)('the router %s has the targets %s and %s', ([router, ...keys]) => {
  expect(namesOf(typeOf(canary, 'trafficRouting', router))).toEqual(expect.arrayContaining(keys))
})

/** A value for each newer field below a type: only what leads to that field. */
function newerValues(type: string): unknown[] {
  const inner = /^(\[\]|\{\})(.*)/.exec(type)
  if (inner) {
    const wrap = (value: unknown) => (inner[1] === '[]' ? [value] : { a: value })
    return newerValues(inner[2] ?? '').map(wrap)
  }
  return [...(fieldsOf(type) ?? [])].flatMap(([key, field]) => {
    const own = field.since === undefined ? [] : [{ [key]: {} }]
    return [...own, ...newerValues(field.type).map(value => ({ [key]: value }))]
  })
}

const versions = [...pinned.olderArgoRollouts, pinned.argoRollouts].map(
  version => /^[0-9]+\.[0-9]+/.exec(version)?.[0] ?? ''
)

describe.for(versions)('in Argo Rollouts %s', version => {
  const newer = newerValues(typeOf('RolloutSpec', 'strategy')).map(value => ({
    strategy: value
  }))

  test('convert refuses exactly the fields of a strategy that check finds too new', () => {
    expect(newer.length).toBeGreaterThan(30)
    for (const spec of newer) {
      const refused = findNewerFields(spec, 'RolloutSpec', version).map(({ since }) => since)
      expect(sinceIn(spec, version), JSON.stringify(spec)).toEqual(refused)
    }
  })
})

/** The versions that `check` asks for. */
function sinceIn(spec: object, version: string): (string | undefined)[] {
  const text = JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec })
  const source = openSource('rollout.json', text)
  return splitStream(source)
    .flatMap(chunk => manifestsOf(readDocument(source, chunk)))
    .flatMap(manifest => checkRollout(manifest, { version }))
    .filter(({ code }) => code === 'newer-rollout-field')
    .map(({ message }) => /Argo Rollouts (\S+) or later/.exec(message)?.[1])
}
