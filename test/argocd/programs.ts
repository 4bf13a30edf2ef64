import { cp, mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { cached, execute, goModule } from '../hosts/cache.ts'
import { pinned } from '../hosts/pinned.ts'
import { argocd, helm4, kubectl } from '../hosts/programs.ts'
import { example } from './settings.ts'
import { rolloutify } from '../cluster/rolloutify.ts'

/** What Argo CD's program is, by the name that it is called by. */
const parts = ['application-controller', 'repo-server', 'server', 'cmp-server']

/**
 * Redis with its libraries, out of the packages of this Debian or Ubuntu; nothing is installed. The
 * version is that of the system: Argo CD only keeps its cache in it.
 */
const redis = () =>
  cached('redis', async folder => {
    const script = `
      mkdir -p packages/root && cd packages
      apt-get download redis-server redis-tools libjemalloc2 liblzf1
      for package in *.deb; do dpkg -x "$package" root; done
      find root -name 'lib*.so.[0-9]' -exec cp -L {} .. ';'
      # A link to another name, and the program looks at its own.
      cp -L root/usr/bin/redis-server .. && cd .. && rm -r packages`
    await execute('sh', ['-ec', script], { cwd: folder })
  })

export type ArgoPrograms = Awaited<ReturnType<typeof argoPrograms>>

/** The folders of all that Argo CD runs. What is missing is built, in a quarter of an hour. */
export async function argoPrograms(signal: AbortSignal) {
  return {
    argocd: await argocd(signal),
    source: await goModule(pinned.argocd),
    redis: await redis(),
    helm: await helm4(),
    kubectl: await kubectl()
  }
}

/** Fills a folder with the programs by the names by which Argo CD, its plugins and people call them. */
export async function fillBin(folder: string, { argocd, source, helm, kubectl }: ArgoPrograms) {
  await mkdir(folder)
  const render = join(example, 'render')
  const names = { argocd, helm, kubectl, rolloutify, render, node: process.execPath }
  const called = parts.map(part => [`argocd-${part}`, argocd] as const)
  for (const [name, program] of [...Object.entries(names), ...called])
    await symlink(program, join(folder, name))
  // The repo server runs it for each commit, and a module keeps no file modes.
  const wrapper = 'git-verify-wrapper.sh'
  await cp(join(source, 'hack', wrapper), join(folder, wrapper))
  await execute('chmod', ['+x', join(folder, wrapper)])
}
