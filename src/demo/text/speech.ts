import { type Expand, grammar } from './grammar.ts'
import { HARMFUL_EN } from './harmful-en.ts'
import { HARMFUL_KO } from './harmful-ko.ts'
import { NEAR_MISS_EN, ORDINARY_EN } from './ordinary-en.ts'
import { NEAR_MISS_KO, ORDINARY_KO } from './ordinary-ko.ts'
import { SCHEMES_EN } from './schemes-en.ts'
import { SCHEMES_KO } from './schemes-ko.ts'
import { COMMON_SLOTS } from './slots.ts'

export type Language = 'ko' | 'en'

interface Speech {
  readonly ordinary: Expand
  readonly nearMiss: Expand
  readonly harmful: Expand
  /** Sentences of schemes, innocent and not. */
  readonly scheme: Expand
}

/** How players of each language talk. */
export const SPEECH: Readonly<Record<Language, Speech>> = {
  ko: {
    ordinary: grammar(ORDINARY_KO, COMMON_SLOTS),
    nearMiss: grammar(NEAR_MISS_KO, COMMON_SLOTS),
    harmful: grammar(HARMFUL_KO, COMMON_SLOTS),
    scheme: grammar(SCHEMES_KO, COMMON_SLOTS),
  },
  en: {
    ordinary: grammar(ORDINARY_EN, COMMON_SLOTS),
    nearMiss: grammar(NEAR_MISS_EN, COMMON_SLOTS),
    harmful: grammar(HARMFUL_EN, COMMON_SLOTS),
    scheme: grammar(SCHEMES_EN, COMMON_SLOTS),
  },
}
