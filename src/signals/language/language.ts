import { z } from 'zod'
import type { ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'
import { identifyLanguage, LANGUAGE_DEFAULTS } from './identify-language.ts'

const LanguageSignal = z.strictObject({
  /** Only these, as ISO 639-1 codes: the fewer, the surer. All others are `unknown`. */
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, 'expected a language code such as ko or en'))
    .min(1)
    .exactOptional(),
  /** Below it the language is `unknown`. */
  min_confidence: z.number().min(0).max(1).exactOptional(),
})

/** Raise it when the same text could be told to be in another language. */
const FORM = 1

const TYPE: ValueType = {
  kind: 'object',
  name: 'Language',
  fields: {
    /** ISO 639-1, or `unknown`. */
    language: { kind: 'string' },
    /** The chance that it is right. */
    confidence: { kind: 'double' },
    /** ISO 15924 in small letters; `hans` and `hant` where Chinese tells. */
    script: { kind: 'string' },
    /** Whether a fourth and more of the letters are of another script. */
    mixed: { kind: 'bool' },
  },
}

/** `language`: what language and script a text is in, chat of a few words too. */
export const language: SignalKind = {
  kind: 'language',
  form: FORM,
  options: LanguageSignal,
  cost: 'cheap',
  type: TYPE,
  build({ name, of, options }) {
    const { languages, min_confidence } = LanguageSignal.parse(options)
    const asked = {
      minConfidence: min_confidence ?? LANGUAGE_DEFAULTS.minConfidence,
      ...(languages && { languages: new Set(languages) }),
    }
    return {
      name,
      of,
      version: hashOf({ kind: 'language', form: FORM, of, languages, min_confidence }),
      type: TYPE,
      cost: 'cheap',
      evaluate: (item) => ({ ...identifyLanguage(item.raw, asked) }),
    }
  },
}
