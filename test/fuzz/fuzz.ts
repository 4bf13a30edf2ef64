import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../lint-peer/random.ts'
import { mutated } from '../yaml-peer/mutations.ts'
import { growthFaults } from './growth.ts'
import { checkedByPeer, lawsOf } from './laws.ts'
import type { Fault, Output } from './laws.ts'

type Options = {
  readonly folders: readonly string[]
  /** Ends after as many minutes, or as many inputs. */
  readonly minutes: number
  readonly inputs: number
  readonly seed: number
  /** Where inputs are kept that break a law. */
  readonly keep: string
  /** The sources of the second reader. */
  readonly peer: string
}

/** Fuzzes for some time, prints what it found, and returns an exit code. */
export async function fuzz({ folders, seed, keep, peer, ...most }: Options): Promise<number> {
  const texts = folders.flatMap(textsBelow)
  const random = seeded(seed)
  const faults: Fault[] = [...(await growthFaults())]
  const end = performance.now() + most.minutes * 60_000
  let cases = 0
  const goesOn = () => performance.now() < end && cases < most.inputs
  while (goesOn()) {
    const outputs: Output[] = []
    for (let left = 100; left > 0 && goesOn(); left--) {
      // Half a character is none in a file.
      const text = Buffer.from(mutated(random.pick(texts), random)).toString()
      const result = await lawsOf(text, random)
      faults.push(...result.faults)
      outputs.push(...result.outputs)
      cases++
    }
    faults.push(...(await checkedByPeer(outputs, peer)))
  }
  keepAll(faults, keep)
  for (const { law, call, detail } of faults) console.log(`${law}: ${call}: ${detail}`)
  console.log(`${cases} inputs of ${texts.length} texts, seed ${seed}: ${faults.length} failures`)
  return faults.length > 0 ? 1 : 0
}

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      entry => entry.isFile() && /\.ya?ml$/.test(entry.name) && !entry.name.startsWith('expected')
    )
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .filter(text => /kind: *(?:Deployment|Rollout)|steps/.test(text))
}

function keepAll(faults: readonly Fault[], folder: string): void {
  const kept = faults.filter(({ text }) => text !== '')
  if (kept.length === 0) return
  mkdirSync(folder, { recursive: true })
  for (const [at, { law, call, text }] of kept.entries()) {
    writeFileSync(join(folder, `${at}.yaml`), text)
    writeFileSync(join(folder, `${at}.txt`), `${law}\n${call}\n`)
  }
}
