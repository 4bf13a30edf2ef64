import { isPromised } from '../promised.ts'

/** A section of a runbook: what it has a person type, and what that must print, in this order. */
export type Section = {
  readonly title: string
  /** One line each. */
  readonly commands: readonly string[]
  readonly printed: readonly string[]
}

/** The sections of a runbook, in its order. */
export function sectionsOf(text: string): Section[] {
  const parts = text.split(/^#{1,3} /m).slice(1)
  return parts.map(part => ({
    title: part.slice(0, part.indexOf('\n')),
    commands: linesOf(part, 'sh'),
    printed: linesOf(part, 'text')
  }))
}

const linesOf = (part: string, language: string) =>
  [...part.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)\n\`\`\`$`, 'gms'))].flatMap(
    ([, block = '']) => block.split('\n')
  )

/** The stages of a runbook: sections such as `04-grow-25`. */
export const stagesOf = (sections: readonly Section[]) =>
  sections.filter(({ title }) => /^\d\d-/.test(title))

/** A call that a section prints. */
export function callIn(sections: readonly Section[], title: string | RegExp, call: RegExp): string {
  const found = sections.find(each =>
    typeof title === 'string' ? each.title === title : title.test(each.title)
  )
  const line = found?.commands.find(each => call.test(each))
  if (line === undefined) throw new Error(`The runbook prints no ${call} under ${title}`)
  return line
}

/** The promised lines that an output does not have, each behind the one before it. */
export function missingIn(printed: readonly string[], output: string): string[] {
  const lines = output.split('\n')
  let from = 0
  return printed.filter(line => {
    const found = lines.findIndex((each, at) => at >= from && isPromised(line, each))
    if (found >= 0) from = found + 1
    return found < 0
  })
}
