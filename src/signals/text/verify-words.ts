import type { Disguise } from './disguise.ts'
import { romanForm } from './romanised.ts'
import { LONG_WORD } from './word-keys.ts'
import { WORD_MARK, type WordView } from './word-view.ts'

/** What Korean hangs on such words: 놈, 년, 새끼, 아, 들, 이, 은, 는, 가, 하다 … */
const ENDINGS =
  '놈 년 놈아 년아 새끼 새끼야 새끼들 들 아 야 이 은 는 을 가 라 하네 하 같은 나 네 진짜 련 럼'.split(' ')
const romanEndings = new Set(ENDINGS.flatMap((ending) => romanForm(ending) ?? []))

/**
 * Which disguise the units [from, to) of a word view are; undefined: none, since the rest of the word is no ending.
 */
export function wordDisguise(view: WordView, from: number, to: number): Disguise | undefined {
  const { units } = view
  if (units[to - 1] === WORD_MARK.end) return 'backwards'
  let rest = ''
  for (let at = to; units[at] !== WORD_MARK.end; at++) rest += String.fromCharCode(units[at]!)
  // Four folded letters are few, unless the word has more as it is written; of six or more any ending will do.
  const written = view.froms[to + rest.length]! - view.froms[from]!
  const folded = to - from - 1
  if (folded < 5 && written < LONG_WORD) return undefined
  return rest === '' || folded > 5 || romanEndings.has(rest) ? 'romanised' : undefined
}
