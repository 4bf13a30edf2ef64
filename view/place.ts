import { useEffect, useState } from 'preact/hooks'
import type { Language } from './words.ts'

/** What a page shows, as the fragment of its address remembers it. */
export type Place = { readonly [key: string]: string }

const read = (): Place => Object.fromEntries(new URLSearchParams(location.hash.slice(1)))

/** The place in the page's fragment, and a way to another one: a link leads to what a person sees. */
export function usePlace(): [Place, (change: Place) => void] {
  const [place, setPlace] = useState(read)
  useEffect(() => {
    const follow = () => setPlace(read())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const go = (change: Place) => {
    const next = { ...read(), ...change }
    history.replaceState(null, '', `#${new URLSearchParams(next)}`)
    setPlace(next)
  }
  return [place, go]
}

/** The language that a place asks for, or else the browser. */
export const languageOf = ({ lang }: Place): Language =>
  lang === 'ja' || lang === 'en' ? lang : navigator.language.startsWith('ja') ? 'ja' : 'en'
