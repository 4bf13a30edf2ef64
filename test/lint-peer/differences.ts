import type { Diagnostic } from '../../src/diagnostic.ts'

/** Where the linter and our rules are meant to say otherwise, and why. */
export type Difference = {
  readonly name: string
  readonly reason: string
  /** Takes an error of ours to where the linter finds nothing. */
  readonly ours?: (diagnostic: Diagnostic, text: string) => boolean
  /** Takes the linter's first error to where we find none. */
  readonly lint?: (error: string, text: string) => boolean
}

const isCode = (code: string) => (diagnostic: Diagnostic) => diagnostic.code === code

export const differences: readonly Difference[] = [
  {
    name: 'numbers and truth values for text',
    reason: 'The linter makes text of them as it decodes; the API server refuses them.',
    ours: ({ code, hint }) => code === 'wrong-field-type' && hint.startsWith('expected text')
  },
  {
    name: 'fields that the API server or the controller requires',
    reason:
      'The linter decodes what is missing as empty; the CRD requires it, or, in workloadRef and appMesh, the controller does as it resolves the reference.',
    ours: isCode('missing-field')
  },
  {
    name: "a plugin's configuration",
    reason: 'The linter takes any JSON for it; the CRD demands a mapping.',
    ours: ({ code, message }) => code === 'wrong-field-type' && message.includes('.plugin.config"')
  },
  {
    name: 'capitals',
    reason: 'The linter takes keys with other capitals; the API server drops them.',
    ours: ({ code, message, hint }) => {
      const key = /([^.\s"]+)"(?:,|$)/.exec(message)?.[1]?.toLowerCase()
      const isUnknown = code === 'unknown-field' || code === 'unknown-step-key'
      return isUnknown && hint.toLowerCase() === `did you mean "${key}"?`
    }
  },
  {
    name: 'workloads without a pod template',
    reason:
      'The controller refuses other kinds as it resolves workloadRef, which the linter does not.',
    ours: isCode('unsupported-workload')
  },
  {
    name: 'versions that are not served',
    reason: 'The linter looks at the group only; the API server has v1alpha1.',
    ours: isCode('unserved-api-version')
  },
  {
    name: 'both or none of the fields that name what a router changes',
    reason:
      'The controller checks it as it looks for them (validation_references.go), the linter does not.',
    ours: ({ code, message }) => code === 'not-exactly-one' && message.includes('trafficRouting')
  },
  {
    name: 'patches',
    reason: 'A Rollout without selector, template and workloadRef is taken for a kustomize patch.',
    lint: (_, text) => !/^ {2}["']?(?:selector|template|workloadRef)\b.*[^ \n]/m.test(text)
  },
  {
    name: 'Services beside a workloadRef',
    reason:
      'A false alarm upstream: the linter compares the selector of the Service with a template that the controller has yet to take from the workload.',
    lint: (error, text) => error.includes('has unmatch label') && text.includes('workloadRef')
  },
  {
    name: 'integers with underscores',
    reason: 'YAML 1.1 reads 1_0 as 10; nobody writes it, and it is text in YAML 1.2.',
    ours: ({ code }, text) => code === 'wrong-field-type' && /: \d+_\d+$/m.test(text)
  },
  {
    name: 'status',
    reason: 'The API server drops the status of what is applied, and so it is not looked at.',
    lint: (error, text) => error.includes('unknown field') && /^status:/m.test(text)
  },
  {
    name: 'a limit that is null',
    reason: 'The linter takes it for 0; the API server drops it.',
    lint: (error, text) => /limit of 0/.test(error) && /limits:\s+cpu: null/.test(text)
  },
  {
    name: "the rest of Kubernetes' own rules on pods",
    reason:
      'The linter calls all of Kubernetes\u2019 pod validation; here are those of its rules that people trip over.',
    lint: error => error.startsWith('spec.template.')
  }
]
