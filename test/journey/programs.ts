import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ControlPlane } from '../cluster/control-plane.ts'
import { rolloutify } from '../cluster/rolloutify.ts'
import { cached, go, goModule } from '../hosts/cache.ts'
import { helm3, helmfile, kubectl } from '../hosts/programs.ts'
import versions from '../versions.json' with { type: 'json' }

/** The plugin of kubectl. Its module lacks the pages of the dashboard, which it embeds: here, one. */
async function argoRollouts(signal: AbortSignal) {
  const module = `github.com/argoproj/argo-rollouts@v${versions.argoRollouts}`
  const folder = await cached(`${module}-kubectl-built`, async folder => {
    const source = await goModule(module)
    const [page, overlay] = [join(folder, 'index.html'), join(folder, 'overlay.json')]
    await writeFile(page, 'No dashboard\n')
    const place = join(source, 'server/static/index.html')
    await writeFile(overlay, JSON.stringify({ Replace: { [place]: page } }))
    const flags = ['-mod=mod', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w']
    const args = ['-overlay', overlay, '-o', join(folder, 'program'), './cmd/kubectl-argo-rollouts']
    await go(['build', ...flags, ...args], { cwd: source, signal })
  })
  return join(folder, 'program')
}

/** The programs by the names that the pages call them, and nothing of the person who runs this. */
export async function environmentOn(plane: ControlPlane): Promise<NodeJS.ProcessEnv> {
  const { folder, kubeconfig, signal } = plane
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  // A copy: a bundle that is written meanwhile is another program.
  cpSync(dirname(rolloutify), join(folder, 'rolloutify'), { recursive: true })
  const all = {
    rolloutify: join(folder, 'rolloutify', basename(rolloutify)),
    helm: await helm3(),
    helmfile: await helmfile(),
    kubectl: await kubectl(),
    'kubectl-argo-rollouts': await argoRollouts(signal)
  }
  for (const [name, program] of Object.entries(all)) symlinkSync(program, join(bin, name))
  const who = ['AUTHOR', 'COMMITTER'].flatMap(role => [
    [`GIT_${role}_NAME`, 'journey'],
    [`GIT_${role}_EMAIL`, 'journey@example.com']
  ])
  return {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: folder,
    KUBECONFIG: kubeconfig,
    ...Object.fromEntries(who)
  }
}
