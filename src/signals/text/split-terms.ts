import { z } from 'zod'
import type { Span } from '../../core/decision.ts'
import { didYouMean } from '../../core/suggest.ts'
import type { Value } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'
import { ContextOptions, contextAsked, type Joined, joinEarlier } from './extract/context-options.ts'
import { distinct } from './extract/extractor.ts'
import type { Hit } from './hit.ts'
import { matcherOf } from './hits-in.ts'
import { normalise } from './normalise.ts'
import { SpansOfValues } from './spans-of-values.ts'
import { terms } from './terms.ts'

const Options = z.strictObject({
  /** Names of term banks. */
  banks: z.array(z.string()).min(1),
  context: ContextOptions,
})
const FORM = 1
const NOTHING: Value = Object.freeze({ count: 0, terms: [], policies: [], banks: [] })

/**
 * `split_terms`: terms that an account sends over several messages (`바`, `보`), when the last piece comes. Each piece
 * must be a whole message, but the first, which may be the last word of one. The value is that of `terms`; its spans
 * are the pieces in the present message.
 */
export const splitTerms: SignalKind = {
  kind: 'split_terms',
  form: FORM,
  readsEarlier: true,
  options: Options,
  cost: 'cheap',
  type: terms.type,
  banks: (options) => Options.parse(options).banks,
  build({ name, of, options, banks }) {
    const { banks: names, context: written } = Options.parse(options)
    for (const bank of names)
      if (!banks.has(bank))
        throw new Error(`Unknown bank "${bank}" of signal "${name}"; ${didYouMean(bank, banks.keys())}`)
    const context = contextAsked(written)
    const wanted = new Set(names)
    const matcher = matcherOf(banks)
    const spans = new SpansOfValues()
    const inner = terms.build({ name, of, options: { banks: names }, banks })
    return {
      name,
      of,
      version: hashOf({ kind: 'split_terms', form: FORM, of, context, terms: inner.version }),
      type: terms.type,
      cost: 'cheap',
      context,
      evaluate(item, event) {
        const joined = joinEarlier(item, context, event.actor, '')
        if (joined === undefined) return NOTHING
        const hits = matcher
          .scan(normalise(joined.text))
          .filter((hit) => wanted.has(hit.bank) && isOfPieces(hit, joined))
        if (hits.length === 0) return NOTHING
        return spans.keep([[0, item.raw.length] as Span], {
          count: 1,
          terms: distinct(hits.map(({ term }) => term)),
          policies: distinct(hits.flatMap(({ policy }) => policy ?? [])),
          banks: distinct(hits.map(({ bank }) => bank)),
        })
      },
      spans: (value) => spans.of(value),
      recall: (value, recorded) => spans.keep(recorded, value as object) as Value,
    }
  },
}

/** Whether a find begins with a message, or a word of it, before the present one and takes in all that follows. */
function isOfPieces({ span: [start, end] }: Hit, { text, from, starts }: Joined): boolean {
  if (start >= from || end <= from) return false
  // Signs and laughing after the last piece change nothing.
  if (/[\p{L}\p{N}]/u.test(text.slice(end).replace(/[ㄱ-ㅎㅏ-ㅣ]+/g, ''))) return false
  return starts.includes(start) || /\s$/.test(text.slice(0, start))
}
