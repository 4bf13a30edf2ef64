import type { Location } from '../diagnostic.ts'
import { commentedKeys } from './find.ts'
import { cutPages, openPage, placeOfLine } from './page.ts'
import { findFirstItem } from './read-commented.ts'
import { isRollout, readMasked } from './reading.ts'

/** Where the commented steps of a Rollout's manifest stand outside its canary. */
export function findElsewhere(text: string, file: string): Location | undefined {
  let above = 0
  for (const piece of cutPages(text)) {
    const page = openPage(file, piece, above)
    above += piece.split('\n').length - 1
    const at = commentedKeys(page).find(at => findFirstItem(page.lines, at) === at + 1)
    const { manifest } = at === undefined ? { manifest: undefined } : readMasked(piece)
    if (at !== undefined && manifest && isRollout(manifest)) return placeOfLine(page, at)
  }
  return undefined
}
