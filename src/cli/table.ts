import { printable } from './printable.ts'

/** A column of a table: its title, and its cell of a row. */
export type Column<Row> = readonly [title: string, cell: (row: Row) => string]

/** Rows in columns; a column that says nothing of any row is omitted. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const shown = columns
    .map(([title, cell]) => [title, ...rows.map(row => printable(cell(row)))])
    .filter(column => column.slice(1).some(text => text !== ''))
  const widths = shown.map(column => column.reduce((most, { length }) => Math.max(most, length), 0))
  const lines = shown[0]?.map((_, row) =>
    shown.map((column, at) => (column[row] ?? '').padEnd(widths[at] ?? 0)).join('  ')
  )
  return (lines ?? []).map(line => line.trimEnd() + '\n').join('')
}
