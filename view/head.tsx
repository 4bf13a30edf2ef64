import type { Place } from './place.ts'
import type { Language, Words } from './words.ts'

type Props = {
  readonly title: string
  readonly note: string
  readonly language: Language
  readonly onPlace: (change: Place) => void
  readonly words: Words
}

/** The head of a page, with the switch of its language. */
export const Head = ({ title, note, language, onPlace, words }: Props) => (
  <header>
    <h1>{title}</h1>
    <p class="note">{note}</p>
    <label>
      {words.language}{' '}
      <select value={language} onChange={event => onPlace({ lang: event.currentTarget.value })}>
        <option value="en">English</option>
        <option value="ja">日本語</option>
      </select>
    </label>
  </header>
)
