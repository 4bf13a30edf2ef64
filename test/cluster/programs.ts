import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cached, go, goModule } from '../hosts/cache.ts'
import { kubectl } from '../hosts/programs.ts'
import { versions } from './versions.ts'

type Build = { readonly source: string; readonly main: string; readonly linker?: string }

async function build(program: string, { source, main, linker = '' }: Build, signal: AbortSignal) {
  const flags = ['-mod=mod', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${linker}`]
  const args = ['build', ...flags, '-o', program, main]
  console.error(`Building ${main}, once; this takes minutes`)
  await go(args, { cwd: source, signal })
}

/** Makes a module of our own, whose programs call the public entry points of others. */
async function writeModule(folder: string, goMod: string, mains: Readonly<Record<string, string>>) {
  await mkdir(folder)
  await writeFile(join(folder, 'go.mod'), goMod)
  for (const [name, text] of Object.entries(mains)) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'main.go'), text)
  }
}

const etcdModule = `module etcd
go 1.24
require go.etcd.io/etcd/server/v3 ${versions.etcd}
`
const etcdMain = `package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() { etcdmain.Main(os.Args) }
`

async function etcd(signal: AbortSignal) {
  const folder = await cached(`etcd@${versions.etcd}-built`, async folder => {
    const source = join(folder, 'source')
    await writeModule(source, etcdModule, { etcd: etcdMain })
    await go(['mod', 'tidy'], { cwd: source, signal })
    await build(join(folder, 'program'), { source, main: './etcd' }, signal)
  })
  return join(folder, 'program')
}

/** A program of a module that may have `replace` lines: `go install` refuses those. */
async function fromModule(module: string, main: string, signal: AbortSignal) {
  const folder = await cached(`${module}-built`, async folder => {
    const source = await goModule(module)
    await build(join(folder, 'program'), { source, main }, signal)
  })
  return join(folder, 'program')
}

const rollouts = `github.com/argoproj/argo-rollouts@${versions.rollouts}`
const kwok = `sigs.k8s.io/kwok@${versions.kwok}`

/**
 * A go.mod that requires Kubernetes and what it requires. Its own points at the staging folders,
 * which the published module lacks; each of them is published, too.
 */
function kubernetesModule(goMod: string, version: string) {
  const staging = [...goMod.matchAll(/^\t(k8s\.io\/[a-z0-9-]+) => \.\/staging/gm)].map(it => it[1])
  const required = [...goMod.matchAll(/^\t(\S+) (v\S+)(?: \/\/ indirect)?$/gm)]
  const others = required.filter(([, name]) => !staging.includes(name))
  const published = version.replace('v1.', 'v0.')
  return [
    'module kubernetes\ngo 1.24.0',
    `require k8s.io/kubernetes ${version}`,
    ...others.map(([, name, version]) => `require ${name} ${version}`),
    ...staging.map(name => `replace ${name} => ${name} ${published}`),
    ''
  ].join('\n')
}

const kubernetesMain = (program: string, command: string) => `package main

import (
	"os"

	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	"k8s.io/kubernetes/cmd/${program}/app"
)

func main() { os.Exit(cli.Run(app.${command}())) }
`
const kubernetesMains = {
  'kube-apiserver': kubernetesMain('kube-apiserver', 'NewAPIServerCommand'),
  'kube-controller-manager': kubernetesMain(
    'kube-controller-manager',
    'NewControllerManagerCommand'
  )
}

/** The linker's flags for the version that the API server tells its clients. */
function versionFlags(version: string) {
  const [, major, minor] = version.match(/^v(\d+)\.(\d+)/) ?? []
  const facts = { gitVersion: version, gitMajor: major, gitMinor: minor }
  const flags = Object.entries(facts).map(([name, value]) => `${name}=${value}`)
  return flags.map(flag => `-X k8s.io/component-base/version.${flag}`).join(' ')
}

async function kubernetes(signal: AbortSignal) {
  const version = versions.kubernetes
  const folder = await cached(`kubernetes@${version}-built`, async folder => {
    const module = await goModule(`k8s.io/kubernetes@${version}`)
    const goMod = await readFile(join(module, 'go.mod'), 'utf8')
    const source = join(folder, 'source')
    await writeModule(source, kubernetesModule(goMod, version), kubernetesMains)
    const linker = versionFlags(version)
    for (const name of Object.keys(kubernetesMains))
      await build(join(folder, name), { source, main: `./${name}`, linker }, signal)
  })
  return {
    apiServer: join(folder, 'kube-apiserver'),
    controllerManager: join(folder, 'kube-controller-manager')
  }
}

export type ApiPrograms = Awaited<ReturnType<typeof apiPrograms>>

/** What an API server with the kinds of Argo Rollouts consists of. What is missing is built. */
export async function apiPrograms(signal: AbortSignal) {
  return {
    ...(await kubernetes(signal)),
    etcd: await etcd(signal),
    crds: join(await goModule(rollouts), 'manifests/crds'),
    kubectl: await kubectl()
  }
}

export type Programs = Awaited<ReturnType<typeof programs>>

/** The paths of all that the control plane runs. What is missing is built, in a quarter of an hour. */
export async function programs(signal: AbortSignal) {
  return {
    ...(await apiPrograms(signal)),
    kwok: await fromModule(kwok, './cmd/kwok', signal),
    rollouts: await fromModule(rollouts, './cmd/rollouts-controller', signal)
  }
}
