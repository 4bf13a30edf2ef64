import * as z from 'zod'
import { metricSchema } from './datadog/schema.ts'
import { once } from './groups.ts'
import { isAnnotationKey } from './kubernetes/labels.ts'
import { canaryFields } from './kubernetes/generated/canary-fields.ts'
import { isTakenAnnotation } from './kubernetes/rollout-annotations.ts'
import { appliers, arePercents, percentage, severities, version } from './settings.ts'

// Each schema is built when it is asked for: a configuration of the usual form needs none.

const amount = () =>
  z.union([
    z.int().min(0),
    z.string().regex(percentage, 'expected pods or a percentage, such as 2 or 25%')
  ])
const anything = once(() => z.json().optional())

/** What of a canary is copied as it is. */
type Copied = Exclude<(typeof canaryFields)[number], 'maxSurge' | 'maxUnavailable' | 'steps'>
const copied = canaryFields.filter(
  (field): field is Copied => !['maxSurge', 'maxUnavailable', 'steps'].includes(field)
)

/** The schema of a canary. */
export const canarySchema = once(() =>
  z.strictObject({
    maxSurge: amount().optional(),
    maxUnavailable: amount().optional(),
    steps: z.array(z.record(z.string(), z.json())).nullish(),
    // What it is made from names each of them.
    ...(Object.fromEntries(copied.map(field => [field, anything()])) as Record<
      Copied,
      ReturnType<typeof anything>
    >)
  })
)

/** The schema of an entry of `workloads`. */
export const workloadSchema = once(() =>
  z.strictObject({
    name: z
      .string()
      .min(1)
      .describe('The Deployment; * and ? match several. The first entry that matches wins.'),
    namespace: z.string().optional(),
    release: z.string().optional().describe('The Helm release, as set by --release.'),
    labels: z
      .record(z.string(), z.string())
      .optional()
      .describe('Labels of the Deployment; all of them must match.'),
    stage: z
      .string()
      .describe(
        'baseline, introduce-rollout, pin-replicas, pause-autoscaler, grow-P, shrink-P, retarget-autoscaler, release-autoscaler or done.'
      ),
    replicas: z
      .int()
      .min(1)
      .optional()
      .describe('N: the pods to keep Ready through the migration.'),
    percents: z
      .array(z.int().min(1).max(100))
      .min(1)
      .refine(arePercents, 'expected rising percentages that end in 100')
      .optional(),
    autoscaler: z
      .literal('none')
      .optional()
      .describe('Asserts that the workload has no autoscaler.'),
    keep: z
      .boolean()
      .optional()
      .describe('Set to false to omit the annotations that protect a Rollout from deletion.'),
    replicasIgnored: z
      .boolean()
      .optional()
      .describe('Whether the applier leaves the replicas of the Rollout to its autoscaler.'),
    steps: z
      .literal('dashboard')
      .optional()
      .describe('dashboard: the canary steps are switched by actions of Argo CD, so Git has none.'),
    annotations: z
      .record(z.string(), z.string())
      .superRefine((annotations, context) => {
        for (const key of Object.keys(annotations)) {
          const message = isTakenAnnotation(key)
            ? 'it is written by the conversion or by a controller'
            : 'expected a key such as example.org/name'
          if (isTakenAnnotation(key) || !isAnnotationKey(key)) {
            context.addIssue({ code: 'custom', path: [key], message })
          }
        }
      })
      .optional()
      .describe('Annotations to add to its Rollout.'),
    strategy: z
      .strictObject({ canary: canarySchema().nullish() })
      .nullish()
      .describe("The Rollout's spec.strategy.")
  })
)

/** What `rolloutify.yaml` may say. The one description of it; the JSON Schema is made from it. */
export const configSchema = once(() =>
  z.strictObject({
    argoRollouts: z
      .string()
      .regex(version, 'expected a version, such as "1.9"')
      .optional()
      .describe('The version of Argo Rollouts in the cluster, such as "1.9".'),
    applier: z.enum(appliers).optional().describe('What applies the manifests to the cluster.'),
    workloads: z
      .array(workloadSchema())
      .optional()
      .describe('The workloads to migrate; without this list, every Deployment.'),
    profiles: z
      .record(z.string(), z.array(z.record(z.string(), z.json())))
      .optional()
      .describe('Named lists of canary steps.'),
    metrics: z
      .record(
        z
          .string()
          .regex(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, 'expected the name of an object'),
        metricSchema()
      )
      .optional()
      .describe('Metrics that judge a canary; a step refers to one as `analysis: NAME`.'),
    rules: z
      .record(z.string(), z.enum(severities))
      .optional()
      .describe('Severity overrides for `check`, by diagnostic code.')
  })
)

/** What a configuration of this schema says. */
export type ConfigData = z.infer<ReturnType<typeof configSchema>>

/** The JSON Schema of the configuration, for editors. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema(), { target: 'draft-7', unrepresentable: 'any' })
  return JSON.stringify({ title: 'rolloutify.yaml', ...schema }, null, 2) + '\n'
}
