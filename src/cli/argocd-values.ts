import { join } from 'node:path'
import { argoCdValues, argoRolloutsValues } from '../argocd/chart-values.ts'
import type { Arguments } from './arguments.ts'
import { readActions } from './argocd-actions.ts'
import { roleOf } from './argocd-rbac.ts'
import type { Io } from './io.ts'
import { conclude, write } from './output.ts'
import { finish } from './report.ts'

/** `argocd values`: what the two official charts are installed with. */
export async function runValues(io: Io, args: Arguments): Promise<number> {
  const role = roleOf(args)
  if (role && 'code' in role) return finish(io, args, [role])
  const { text, diagnostics } = await readActions(io, args)
  if (text === undefined) return finish(io, args, diagnostics)
  const files = [
    ['argo-cd.yaml', argoCdValues({ argoCd: args['argo-cd'], actions: text, role })],
    ['argo-rollouts.yaml', argoRolloutsValues(args.rollouts)]
  ] as const
  return conclude(io, args, diagnostics, () => {
    const { out } = args
    if (out === undefined) {
      io.writeStdout([files.map(([, values]) => values).join('---\n')])
      return { exit: 0, diagnostics: [] }
    }
    return write(
      io,
      files.map(([name, values]) => ({ path: join(out, name), pieces: [Buffer.from(values)] }))
    )
  })
}
