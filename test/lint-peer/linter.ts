import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import versions from '../versions.json' with { type: 'json' }
import { cached, go, goModule } from '../hosts/cache.ts'

/** The linter that our rules are held to. */
export const pinned = `github.com/argoproj/argo-rollouts@v${versions.argoRollouts}`

/** What the linter says: its error, empty where there is none, and every error that it printed. */
export type Verdict = {
  readonly error: string
  readonly printed: string
  readonly panicked: boolean
}

/** The source of the linter's module. */
export const source = () => goModule(pinned)

/** The linter as a program that takes many texts, from driver.go in `folder`. */
async function program(folder: string): Promise<string> {
  const driver = join(folder, 'driver.go')
  const version = createHash('sha256')
    .update(await readFile(driver))
    .digest('hex')
    .slice(0, 8)
  const built = await cached(`${pinned}-lint-${version}`, async target => {
    const module = await source()
    // Go reads the driver as if it stood in the module, whose `replace` lines count only there.
    const overlay = join(target, 'overlay.json')
    const place = join(module, 'lint-peer/main.go')
    await writeFile(overlay, JSON.stringify({ Replace: { [place]: driver } }))
    const flags = ['-trimpath', '-buildvcs=false', '-ldflags', '-s -w', '-overlay', overlay]
    const args = ['build', ...flags, '-o', join(target, 'program'), './lint-peer']
    await go(args, { cwd: module })
  })
  return join(built, 'program')
}

/** The linter's verdict on each of many texts. */
export async function lint(texts: readonly string[], folder: string): Promise<Verdict[]> {
  const child = spawn(await program(folder), [], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(texts.map(each => JSON.stringify(each) + '\n').join(''))
  const lines = (await text(child.stdout)).trim().split('\n')
  if (lines.length !== texts.length) throw new Error(`${lines.length} verdicts of ${texts.length}`)
  return lines.map(line => JSON.parse(line) as Verdict)
}
