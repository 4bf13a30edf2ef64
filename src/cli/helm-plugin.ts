import { join } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { printBlock } from '../yaml/print.ts'
import { argumentsPlace } from '../settings.ts'
import { printable } from './printable.ts'
import type { Io } from './io.ts'
import { unwritableFile, wrongOption } from './problems.ts'
import { finish } from './report.ts'

/** The plugin.yaml by which Helm 4 runs a program as a post-renderer (Helm: internal/plugin). */
function pluginYaml(program: string): string {
  const lines = printBlock({
    apiVersion: 'v1',
    type: 'postrenderer/v1',
    name: 'rolloutify',
    version: packageJson.version,
    runtime: 'subprocess',
    runtimeConfig: {
      platformCommand: [{ command: 'node', args: [program, '--host', 'helm4'] }]
    }
  })
  return lines.join('\n') + '\n'
}

/** `helm-plugin DIR`: writes the plugin folder for the program that runs. */
export function runHelmPlugin(io: Io, folders: readonly string[]): number {
  const [folder, ...others] = folders
  if (folder === undefined || others.length > 0) {
    const hint = 'as in `rolloutify helm-plugin ./plugin`'
    return finish(io, {}, [wrongOption(argumentsPlace, 'helm-plugin takes one folder', hint)])
  }
  const path = join(folder, 'plugin.yaml')
  const text = pluginYaml(io.absolute(io.program))
  const failed = io.writeFiles([{ path, pieces: [Buffer.from(text)] }])
  if (failed) {
    return finish(io, {}, [unwritableFile({ file: path, line: 1, column: 1 }, failed.reason)])
  }
  io.writeStderr(
    `Wrote ${printable(path)}; install it with \`helm plugin install ${printable(folder)}\`\n`
  )
  return 0
}
