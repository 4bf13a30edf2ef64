/** An entry whose value is lines of text, as a literal block of YAML. */
export const literalEntry = (key: string, text: string, indent = ''): string[] => [
  `${indent}${key}: |`,
  ...text
    .trimEnd()
    .split('\n')
    .map(line => `${indent}  ${line}`)
]
