import { expect, test } from 'vitest'
import { progressOn } from './progress.ts'

function line(isTerminal: boolean) {
  const seen = { text: '', time: 0 }
  const progress = progressOn({
    isTerminal: () => isTerminal,
    write: text => (seen.text += text),
    uptime: () => seen.time
  })
  const at = (time: number, done: number) => {
    seen.time = time
    progress.show('proving', done, 4000)
  }
  return { seen, at, clear: progress.clear }
}

test('a short run says nothing', () => {
  const { seen, at, clear } = line(true)
  at(0.2, 1)
  at(0.9, 2)
  clear()
  expect(seen.text).toBe('')
})

test('a long run shows how far it is, not more than ten times a second, and removes the line', () => {
  const { seen, at, clear } = line(true)
  at(1.2, 1000)
  at(1.25, 1001)
  at(1.4, 2000)
  clear()
  clear()
  expect(seen.text).toBe(
    '\rproving: 1,000 of 4,000\u001b[K\rproving: 2,000 of 4,000\u001b[K\r\u001b[K'
  )
})

test('what is no terminal sees nothing', () => {
  const { seen, at, clear } = line(false)
  at(5, 1)
  clear()
  expect(seen.text).toBe('')
})
