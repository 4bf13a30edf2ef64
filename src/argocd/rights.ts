/** A role of Argo CD, and the project in which it may release. */
export type Role = { readonly name: string; readonly project: string }

/**
 * The actions of Rollouts that a developer needs: promoting by a step or to the end, aborting, trying
 * again, skipping a step, and switching the canary of the next release.
 */
const actions = ['resume', 'promote-full', 'abort', 'retry', 'skip-current-step', 'canary-*']

/**
 * The policy of a role: it sees and syncs the Applications of a project and runs these actions. Kinds
 * are case-sensitive there, and `action/*` would let it scale and restart Deployments, too.
 */
export function policyOf({ name, project }: Role): string {
  const rights = ['get', 'sync', ...actions.map(action => `action/argoproj.io/Rollout/${action}`)]
  const role = `role:${name.replace(/^role:/, '')}`
  const lines = rights.map(right => `p, ${role}, applications, ${right}, ${project}/*, allow`)
  return [...lines, `# g, YOUR-GROUP, ${role}`].join('\n') + '\n'
}
