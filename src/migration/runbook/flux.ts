import { bullets, lines, paragraphs, shell } from './commands.ts'
import type { Check } from './commands.ts'
import type { Book } from './planned.ts'

/** What Flux needs to know before the first stage. */
export const fluxPreparation = ({ say: { flux: say } }: Book): string =>
  paragraphs(
    say.kustomization,
    shell(
      `KUSTOMIZATION=my-kustomization   # ${say.itsName}`,
      `kubectl -n flux-system get kustomization "$KUSTOMIZATION" -o jsonpath='{.spec.ignore}{"\\n"}{.spec.prune}{"\\n"}'`
    ),
    bullets(say.ignore, say.prune, say.suspend),
    say.helm,
    bullets(say.patches, say.drift, say.look)
  )

/** Commands that show that Flux has brought a stage. */
export const fluxCheck = ({ say }: Book): Check => ({
  commands: [
    'flux reconcile kustomization "$KUSTOMIZATION" --with-source',
    'flux get kustomization "$KUSTOMIZATION"',
    'flux events --for Kustomization/"$KUSTOMIZATION" | tail -3'
  ],
  notes: [say.flux.check]
})

/** Who owns `replicas` under Flux. */
export function fluxSection(book: Book): string {
  const { isScaled, say } = book
  return paragraphs(
    `## ${say.flux.title}`,
    say.flux.writes,
    isScaled ? atTheHold(book) : say.hold.nothing
  )
}

function atTheHold({ workloads, say: { flux: say, hold } }: Book): string {
  const [{ namespace, rollout, replicas } = { namespace: undefined, rollout: 'web', replicas: 1 }] =
    workloads
  return paragraphs(
    say.hold,
    shell(
      `kubectl${namespace === undefined ? '' : ` -n ${namespace}`} apply --server-side --field-manager=replicas -f - <<'EOF'`,
      'apiVersion: argoproj.io/v1alpha1',
      'kind: Rollout',
      `metadata: { name: ${rollout} }`,
      `spec: { replicas: ${replicas} }`,
      'EOF'
    ),
    say.onlyThen,
    lines(
      '```yaml',
      'spec:',
      '  ignore:',
      '    - paths: [/spec/replicas]',
      '      target: { group: argoproj.io, kind: Rollout }',
      '```'
    ),
    bullets(say.order, hold.replicasIgnored, say.without, hold.ends)
  )
}
