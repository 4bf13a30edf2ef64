import type { Application } from './application.ts'
import { missingIn } from './runbook.ts'
import type { Chapter } from './runbook.ts'
import type { Scene } from './scene.ts'

/** Milliseconds after which a printed command that waits has waited in vain. */
const longestWait = 60_000

/** How a sync ended. */
export type Sync = {
  readonly phase: string
  readonly message?: string
  readonly syncResult?: { readonly revision: string }
}

/** A sync in a few words. */
export function wordsForSync({ repository }: Scene, { phase, message, syncResult }: Sync) {
  if (phase !== 'Succeeded') return `${phase}: ${message ?? ''}`
  const isThis = syncResult?.revision === repository.git('rev-parse', 'HEAD')
  return `${phase} at ${isThis ? 'this' : 'another'} commit`
}

/** Runs the commands of a stage as printed, and says whether they print what the runbook promises. */
async function printed({ run }: Scene, app: Application, chapter: Chapter) {
  const { text } = await run(`APP=${app.name}\n${chapter.look}`, { limit: longestWait })
  const missing = missingIn(text, chapter.promised)
  if (missing.length === 0) return 'the lines of the runbook'
  return `without ${missing.join(' / ')} in:\n${text}`
}

/**
 * Holds a stage that was brought to what the runbook says: of the sync, of what its commands print,
 * and of what Argo CD shows.
 */
export async function holdStage(scene: Scene, app: Application, chapter: Chapter, sync: Sync) {
  const lines = await printed(scene, app, chapter)
  const seen = [wordsForSync(scene, sync), lines, await app.shown('Synced Healthy')].join(', ')
  const promised = 'Succeeded at this commit, the lines of the runbook, Synced Healthy'
  scene.promise(chapter.stage, promised, seen)
}
