import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printable } from '../printable.ts'
import { formatGithub } from './github.ts'

/** Names and messages as an attacker would write them. */
const piece = fc.oneof(
  fc.constantFrom(
    '::',
    '%',
    '%0A',
    '%3A',
    '\n',
    '\r\n',
    ',',
    ':',
    '"',
    "'",
    '<',
    '>',
    '\0',
    '\x1b'
  ),
  fc.constantFrom('::error file=x::', '::stop-commands::', '##[error]', '\u2028', 'é', '🙂', 'web'),
  fc.string({ unit: 'binary' })
)
const hostile = fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join(''))

/** Reads a command as the runner does (actions/runner src/Runner.Common/ActionCommand.cs). */
function read(line: string) {
  const [, command, properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? []
  const undoData = (text: string) =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
  const undo = (text: string) => undoData(text.replaceAll('%3A', ':').replaceAll('%2C', ',')) // %25 comes last
  const entries = properties.split(',').map(pair => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), undo(pair.slice(at + 1))]
  })
  return { command, ...Object.fromEntries(entries), data: undoData(data) }
}

test('what GitHub reads is what was found, whatever the names', () => {
  const found = fc.record({ file: hostile, message: hostile, hint: hostile })
  fc.assert(
    fc.property(found, ({ file, message, hint }) => {
      fc.pre(file !== '' && !file.startsWith('<') && !file.startsWith('/') && !file.includes('\\'))
      const diagnostic = { file, message, hint, line: 3, column: 7, code: 'code' }
      const printed = formatGithub([{ ...diagnostic, severity: 'warning' }])
      expect(printed.match(/\n/g)?.length).toBe(1)
      expect(printed).not.toMatch(/[\r\0\x1b]/)
      expect(read(printed.slice(0, -1))).toEqual({
        command: 'warning',
        file: file.replace(/[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, printable),
        line: '3',
        col: '7',
        title: 'code',
        data: `${printable(message)}\nhint: ${printable(hint)}`
      })
    })
  )
})

test('what has no file has no place', () => {
  const at = { file: '<stdin>', line: 1, column: 1 }
  const printed = formatGithub([{ ...at, code: 'c', severity: 'info', message: 'm', hint: 'h' }])
  expect(printed).toBe('::notice title=c::m%0Ahint: h\n')
})
