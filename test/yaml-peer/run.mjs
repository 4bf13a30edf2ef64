// `npm run test:yaml-peer -- [--mutations N] [--seed N] [FOLDER…]`: holds our reading of YAML to the
// library of kubectl, over the documents of the fixtures and of the folders given, and over so many
// of those documents with typing errors.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runBundled } from '../bundled.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mutations: { type: 'string', default: '40000' },
    seed: { type: 'string', default: '1' }
  }
})
const here = import.meta.dirname
await runBundled(
  join(here, 'compare.ts'),
  /** @param {typeof import('./compare.ts')} module */
  ({ compare }) =>
    compare({
      folders: [join(here, '../../fixtures'), ...positionals],
      mutations: Number(values.mutations),
      seed: Number(values.seed),
      here
    })
)
