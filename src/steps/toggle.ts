import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Value } from '../yaml/node.ts'
import type { StepsBlock } from './block.ts'
import { changeBlock, findSteps } from './blocks.ts'
import type { StepsOptions, StepsResult } from './blocks.ts'
import { checkBlock } from './check-block.ts'
import { checkSteps } from './check-steps.ts'
import type { PlaceOf } from './check-steps.ts'
import { comment, goesBack } from './comment.ts'
import type { Commented } from './commented.ts'
import type { Active } from './find.ts'
import { textOfComment } from './marks.ts'
import { placeOfLine } from './page.ts'
import type { Line, Page } from './page.ts'
import { operationOff, operationOn, operationWith } from './operations.ts'
import * as problems from './problems.ts'
import { replaceSteps } from './replace.ts'
import { choiceOf } from './strategies.ts'
import { uncomment } from './uncomment.ts'
import { isItem, isStepsKey } from './words.ts'

/** Uncomments the block of canary steps, if they are steps that the controller takes. */
export function stepsOn(text: string, options: StepsOptions = {}): StepsResult {
  const result = changeBlock(text, options, ({ findings, form }) => {
    const { page } = findings
    if (form.state === 'document') return { refusal: problems.commentedDocument(form.place) }
    if (form.state === 'operation') {
      const { operation } = form
      if (operation.state === 'on') return { info: problems.alreadyOn(form.place, 0) }
      return { output: operationOn(page, operation) }
    }
    if (form.state === 'active') {
      return { info: problems.alreadyOn(form.place, commentedItems(page, form.active)) }
    }
    if (form.commented.besideBlueGreen) {
      return { refusal: problems.liveBlueGreen(form.place) }
    }
    const output = uncomment(findings, form.commented)
    if (output === undefined) {
      return { refusal: problems.stepsUnreadable(form.place, 'Other values would change') }
    }
    const { commented } = form
    const infos = [
      ...infosOf(page, commented, output),
      ...staysOff(page, commented),
      ...strategiesBeside(page, commented)
    ]
    return { output, infos }
  })
  const checked = findChanged(text, result.output, options).flatMap(checkBlock)
  return keepWithErrors(text, result, checked)
}

/** Comments out the block of canary steps. */
export function stepsOff(text: string, options: StepsOptions = {}): StepsResult {
  const { output, diagnostics } = changeBlock(text, options, ({ findings, form, block }) => {
    if (block.state === 'off') return { info: problems.alreadyOff(form.place) }
    const wrong = checkBlock(block).find(({ severity }) => severity === 'error')
    if (wrong) return { refusal: problems.stepsNotReversible(form.place, reasonOf(wrong)) }
    const { page, reading } = findings
    if (form.state === 'operation') return operationOff(page, reading, form.operation)
    return form.state === 'active' ? comment(findings, form.active) : {}
  })
  // Steps that cannot go on for these reasons are off.
  const off = [problems.ambiguousSteps.code, problems.liveBlueGreen.code]
  return {
    output,
    diagnostics: diagnostics.map(each =>
      off.includes(each.code) ? problems.alreadyOff(each) : each
    )
  }
}

/** Replaces the block's steps by those of a profile, on or off as it is, if the controller takes them. */
export function useProfile(
  text: string,
  profile: readonly Value[],
  { placeOf, ...options }: StepsOptions & { readonly placeOf?: PlaceOf } = {}
): StepsResult {
  const at = { file: options.file ?? '<stdin>', line: 1, column: 1 }
  const result = changeBlock(text, options, ({ findings, form, block }) => {
    if (form.state === 'document') return { refusal: problems.commentedDocument(form.place) }
    const { page, reading } = findings
    if (form.state === 'operation') return operationWith(page, reading, form.operation, profile)
    const own = form.state === 'active' ? form.active : form.commented
    return replaceSteps(findings, { ...own, steps: block.steps }, profile)
  })
  return keepWithErrors(text, result, checkSteps(profile, placeOf ?? (() => at)))
}

/** `on` would refuse the steps for this. */
function reasonOf({ message }: Diagnostic): string {
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}, so they could not go on again`
}

/** The blocks of a text that are on in it or in a new version, not the same in both. */
export function findChanged(text: string, version: string, options: StepsOptions): StepsBlock[] {
  if (version === text) return []
  const after = findSteps(version, options).blocks.filter(({ state }) => state === 'on')
  return findSteps(text, options).blocks.filter(
    ({ state, place }) => state === 'on' || after.some(each => each.place.line === place.line)
  )
}

function keepWithErrors(
  text: string,
  result: StepsResult,
  checked: readonly Diagnostic[]
): StepsResult {
  const diagnostics = [...result.diagnostics, ...checked]
  return { output: hasErrors(diagnostics) ? text : result.output, diagnostics }
}

/** How many commented items are in an active block or below it, up to the next active line. */
function commentedItems({ lines }: Page, { at, last }: Active): number {
  const next = lines.findIndex(({ kind }, index) => index > last && kind === 'active')
  const own = lines.slice(at, next < 0 ? lines.length : next)
  return own.filter(isCommentedItem).length
}

const isCommentedItem = ({ kind, text }: Line) => kind === 'comment' && isItem(textOfComment(text))

/** What stays commented below a block that goes active: it may have been meant, too. */
function staysOff(page: Page, { last }: Commented): Diagnostic[] {
  const { lines } = page
  const end = lines.findIndex(({ kind, text }, index) => {
    return index > last && (kind === 'active' || isStepsKey(textOfComment(text)))
  })
  const below = lines.slice(last + 1, end < 0 ? lines.length : end)
  const first = below.findIndex(isCommentedItem)
  if (first < 0) return []
  const count = below.filter(isCommentedItem).length
  return [problems.itemsStayOff(placeOfLine(page, last + 1 + first), count)]
}

/** What chooses between the strategies of values that hold more than one. */
function strategiesBeside(page: Page, { at, after, trail }: Commented): Diagnostic[] {
  const choice = choiceOf(after, trail)
  if (choice === undefined) return []
  const chosen = choice && `${choice.path}: ${choice.value}`
  return [problems.chartChoosesStrategy(placeOfLine(page, at), chosen)]
}

/** What a person is told about a block that goes active with more, or cannot go off as it was. */
function infosOf(page: Page, block: Commented, output: string): Diagnostic[] {
  const place = placeOfLine(page, block.at)
  const { parents, trail } = block
  if (parents.holdsMore) {
    const keys = trail.slice(trail.length - 1 - parents.count, -1).map(({ key }) => key)
    return [problems.moreThanSteps(place, keys)]
  }
  return goesBack(page, block.at, output) ? [] : [problems.marksRenewed(place)]
}
