// `npm run test:fuzz -- [--minutes N] [--inputs N] [--seed N] [--keep FOLDER] [FOLDER…]`: for so many
// minutes, or so many inputs, which are the same on every machine,
// every command over manifests of the fixtures and of the folders given in which somebody mistyped.
// Nothing may crash, hang, or reach a terminal or a log; what is converted, moved or switched keeps
// its laws, for kubectl's reader too; and the time grows with the length of each field, not faster.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runBundled } from '../bundled.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string' },
    inputs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string', default: 'fuzz-failures' }
  }
})
const here = import.meta.dirname
await runBundled(
  join(here, 'fuzz.ts'),
  /** @param {typeof import('./fuzz.ts')} module */
  ({ fuzz }) =>
    fuzz({
      folders: [join(here, '../../fixtures'), ...positionals],
      minutes: Number(values.minutes ?? (values.inputs === undefined ? 2 : Infinity)),
      inputs: Number(values.inputs ?? Infinity),
      seed: Number(values.seed),
      keep: values.keep,
      peer: join(here, '../yaml-peer')
    })
)
