import type { ComponentChildren } from 'preact'

/** The Markdown that the runbook is written in: paragraphs, lists, tables and code, nothing else. */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {blocksIn(text).map((block, at) => (
        <Block key={at} text={block} />
      ))}
    </>
  )
}

/** The blocks of a text: what is between fences is one, all else ends at a blank line. */
function blocksIn(text: string): string[] {
  return text.match(/^```[^]*?^```$|(?:^(?!```).+(?:\n|$))+/gm) ?? []
}

function Block({ text }: { text: string }) {
  const lines = text.trimEnd().split('\n')
  const [first = ''] = lines
  if (first.startsWith('```')) return <pre tabIndex={0}>{lines.slice(1, -1).join('\n')}</pre>
  if (first.startsWith('#')) return null
  if (first.startsWith('|')) return <Table lines={lines} />
  if (first.startsWith('- ')) {
    return (
      <ul>
        {lines.map((line, at) => (
          <li key={at}>{inline(line.replace(/^- /, ''))}</li>
        ))}
      </ul>
    )
  }
  return <p>{inline(lines.join(' '))}</p>
}

function Table({ lines }: { lines: readonly string[] }) {
  const [head = [], , ...rows] = lines.map(cellsOf)
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, at) => (
            <th key={at}>{inline(cell)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, column) => (
              <td key={column}>{inline(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const cellsOf = (line: string) =>
  line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim().replaceAll('\\|', '|'))

/** Code, bold text and the words of links; everything else as it is. */
function inline(text: string): ComponentChildren[] {
  const parts = text.split(/(``[^]+?``|`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]*\))/)
  return parts.map((part, at) => {
    if (at % 2 === 0) return part
    if (part.startsWith('`')) return <code key={at}>{part.replace(/^`+ ?| ?`+$/g, '')}</code>
    if (part.startsWith('*')) return <strong key={at}>{part.slice(2, -2)}</strong>
    return part.replace(/^\[([^\]]+)\].*$/, '$1')
  })
}
