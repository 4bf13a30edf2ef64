import { findIn } from './find.ts'
import type { Findings, Live } from './find.ts'
import type { Uncommented } from './draft.ts'
import { comment } from './off.ts'
import { uncomment } from './on.ts'
import { openPage } from './page.ts'
import type { Page } from './page.ts'

/** Whether a page with a block live, which is given, goes off again to the byte. */
export function goesBack(page: Page, at: number, output: string): boolean {
  const findings = findIn(openPage(page.file, output, page.above), { from: at, to: at + 1 })
  const live = findings.live.find(each => each.at === at)
  const back = live && comment(findings, live)
  return back !== undefined && 'output' in back && back.output === page.text
}

/** Whether a block can be switched, and back to the byte. */
export function isReversible(findings: Findings, block: Live | Uncommented): boolean {
  if (!('way' in block)) return 'output' in comment(findings, block)
  const output = uncomment(findings, block)
  return output !== undefined && goesBack(findings.page, block.at, output)
}
