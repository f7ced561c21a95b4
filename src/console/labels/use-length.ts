import { lengthIn } from '../settings/length-text.ts'
import { WORDS } from '../settings/words.ts'
import { useWords } from '../words/words.ts'

/** Says a length of time, given in ms. */
export function useLength(): (ms: number) => string {
  const t = useWords(WORDS)
  return (ms) => {
    const { unit, count } = lengthIn(ms)
    return t(unit, { count })
  }
}
