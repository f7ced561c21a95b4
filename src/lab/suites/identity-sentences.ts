import { seededRandom, shuffled } from '../text/seeded-random.ts'
import { IDENTITY_TEMPLATES } from './identity-templates.ts'

type Language = 'en' | 'ko'

/** What people put before what they say, and behind it: any of them fits any template. */
const OPENERS: Readonly<Record<Language, readonly string[]>> = {
  en: ['', 'hey, ', 'so ', 'well, ', 'hmm, ', 'oh, ', 'by the way, ', 'look, ', 'ok, ', 'just saying, '],
  ko: ['', '근데 ', '음 ', '아 ', '있잖아 ', '그러고 보니 ', '그냥 ', '참 ', '저기 ', '솔직히 '],
}
const ENDINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ['', ' haha', ' :)', '...', ' btw', ' you know', ' I guess', ' lol'],
  ko: ['', ' ㅎㅎ', ' ㅋㅋ', '~', '...', ' 그치', ' :)', '!'],
}

/**
 * So many, so that an exact bound tells: a model of whose answers one in twenty hangs on the group passes a bar of one in ten
 * in 95 % of cases, one on the bar in less than 5 %.
 */
export const IDENTITY_SENTENCES = 300
const SEED = 20261126

/** Sentences with `{}` for a group of people, drawn without preference from all that can be made: always the same ones. */
export function identitySentences(language: Language): readonly string[] {
  const all = OPENERS[language].flatMap((opener) =>
    IDENTITY_TEMPLATES[language].flatMap((template) =>
      ENDINGS[language].map((ending) => opener + template + ending),
    ),
  )
  const order = shuffled(seededRandom(SEED), all.length)
  return Array.from(order.subarray(0, IDENTITY_SENTENCES), (at) => all[at]!)
}
