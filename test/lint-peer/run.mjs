// `npm run test:lint-peer [FOLDER…]`: holds the rules of a Rollout to `kubectl argo rollouts lint`,
// over Rollouts made rule by rule, upstream's own examples, and those below the folders given.
import { join } from 'node:path'
import { runBundled } from '../bundled.mjs'

await runBundled(
  join(import.meta.dirname, 'compare.ts'),
  /** @param {typeof import('./compare.ts')} module */
  ({ compare }) => compare(process.argv.slice(2), import.meta.dirname)
)
