import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { apiAt } from './api.ts'
import { output, until } from './processes.ts'
import type { Processes } from './processes.ts'

export type Client = Awaited<ReturnType<typeof connectTo>>
type Place = {
  /** The kubectl. */
  readonly program: string
  readonly folder: string
  readonly processes: Processes
  readonly signal: AbortSignal
  readonly fail: (error: Error) => void
}

/** A cluster through kubectl: its commands, and the API behind its proxy, on a socket, not a port. */
export async function connectTo(
  kubeconfig: string,
  { program, folder, processes, signal, fail }: Place
) {
  const common = ['--kubeconfig', kubeconfig, '--cache-dir', join(folder, 'kubectl')]
  const socket = join(folder, 'proxy')
  processes.start('kubectl-proxy', program, [...common, 'proxy', '--unix-socket', socket])
  await until('kubectl proxy', () => existsSync(socket), signal)
  const kubectl = (args: readonly string[], input = '', until = signal) =>
    output(program, [...common, ...args], { input, signal: until })
  return { kubectl, api: apiAt(socket, fail), signal }
}
