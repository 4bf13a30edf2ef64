import { policyOf } from '../argocd/rights.ts'
import type { Role } from '../argocd/rights.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { argumentsPlace } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'

/** `argocd rbac`: the rights of those who release from the dashboard. */
export function runRbac(io: Io, args: Arguments): number {
  const role = roleOf(args)
  if (!role) return finish(io, args, [withoutRole('argocd rbac takes --role and --project')])
  if ('code' in role) return finish(io, args, [role])
  io.writeStdout([policyOf(role)])
  return 0
}

/** The role that is asked for; one of its options without the other says nothing. */
export function roleOf({ role, project }: Arguments): Role | Diagnostic | undefined {
  if (role === undefined && project === undefined) return undefined
  if (role !== undefined && project !== undefined) return { name: role, project }
  const [given, missing] = role === undefined ? ['project', 'role'] : ['role', 'project']
  return withoutRole(`--${given} needs --${missing}`)
}

const withoutRole = (reason: string) =>
  wrongOption(
    argumentsPlace,
    reason,
    'as in `rolloutify argocd rbac --role developer --project shop`'
  )
