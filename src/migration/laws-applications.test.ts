import fc from 'fast-check'
import { expect, test } from 'vitest'
import { argoCdIn, isApplication } from '../kubernetes/application.ts'
import { manifestsOf } from '../kubernetes/manifest.ts'
import { fateOfRollouts } from '../workload/ignore-rule.ts'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import { made, world } from './worlds.test-helper.ts'
import type { Files } from './worlds.test-helper.ts'

const head = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source: {path: k8s}
`
const applications = [
  head,
  head + '  syncPolicy:\n    syncOptions:\n      - A=true # why\n',
  head + '  ignoreDifferences: [{group: apps, kind: Deployment, name: other, jsonPointers: [/a]}]',
  head + '  syncPolicy: {automated: {prune: true}}\n# the end\n',
  head.replaceAll('\n', '\r\n')
]
const file = 'argocd/shop.yaml'

const withApplication = (files: Files, text: string): Files =>
  new Map([...[...files].map(([path, each]) => [`k8s/${path}`, each] as const), [file, text]])

const moved = (files: Files, direction: 'next' | 'back', settings: readonly string[]) => {
  const drop = direction === 'back' ? ['--drop-replicas'] : []
  return made(['migrate', direction, '--write', '--unverified', ...drop, ...settings], files)
}

/** What the Application does with the counts of some Rollouts. */
function fatesIn(files: Files, names: readonly string[]): string[] {
  const source = openSource(file, files.get(file) ?? '')
  const manifests = splitStream(source).flatMap(chunk => manifestsOf(readDocument(source, chunk)))
  const [application] = argoCdIn(manifests.filter(isApplication)).applications
  return names.map(name => (application ? fateOfRollouts(application, [], name).is : 'lost'))
}

/** Whether the autoscaler of a workload has been pointed at its Rollout. */
const isHeld = (files: Files, name: string) =>
  [...files.values()].some(text => {
    const source = openSource('', text)
    return splitStream(source)
      .flatMap(chunk => manifestsOf(readDocument(source, chunk)))
      .some(({ kind, node, document }) => {
        const own = document.text.slice(node.start, node.end)
        const isScaler = /^(?:HorizontalPodAutoscaler|ScaledObject)$/.test(kind)
        const target = own.slice(own.indexOf('scaleTargetRef')).split(/minReplica|maxReplica/)[0]
        return (
          isScaler &&
          /kind\W+Rollout/.test(target ?? '') &&
          new RegExp(`name\\W+${name}\\b`).test(target ?? '')
        )
      })
  })

test('the Application has the rule while an autoscaler holds its Rollout, and comes back to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      world(['web', 'api']),
      fc.constantFrom(...applications),
      fc.infiniteStream(fc.constantFrom('web', 'api')),
      async (each, text, turns) => {
        let files = withApplication(each.files, text)
        for (let step = 0; step < 22; step++) {
          const name = turns.next().value
          const own = [...each.settings, '--workload', name]
          const after = await moved(files, 'next', own)
          const held = ['web', 'api'].map(one => isHeld(after, one))
          expect(fatesIn(after, ['web', 'api'])).toEqual(held.map(is => (is ? 'kept' : 'applied')))
          if ([...after].every(([path, one]) => files.get(path) === one)) continue
          expect([...(await moved(after, 'back', own))]).toEqual([...files])
          files = after
        }
      }
    ),
    { numRuns: 3 }
  )
}, 120_000)
