import { z } from 'zod'
import type { Span } from '../../../core/decision.ts'
import type { Value } from '../../../core/value.ts'
import { hashOf } from '../../hash-of.ts'
import type { SignalKind } from '../../signal-kind.ts'
import { SpansOfValues } from '../spans-of-values.ts'
import { contacts } from './contacts.ts'
import { ContextOptions, contextAsked, joinEarlier } from './context-options.ts'
import { distinct } from './extractor.ts'
import { findContacts } from './find-contacts.ts'
import { readText } from './read-text.ts'

const Options = z.strictObject({ context: ContextOptions })
const FORM = 1
const NOTHING: Value = Object.freeze({ count: 0, kinds: [], asks: 0 })

/**
 * `split_contacts`: contacts that an account sends over several messages (`010`, `2345`, `6789`), when the last piece
 * comes. What stands in one message alone is left to `contacts`. The value is that of `contacts`; its spans are the
 * pieces in the present message.
 */
export const splitContacts: SignalKind = {
  kind: 'split_contacts',
  form: FORM,
  readsEarlier: true,
  options: Options,
  cost: 'cheap',
  type: contacts.type,
  build({ name, of, options }) {
    const context = contextAsked(Options.parse(options).context)
    const spans = new SpansOfValues()
    return {
      name,
      of,
      version: hashOf({ kind: 'split_contacts', form: FORM, of, context }),
      type: contacts.type,
      cost: 'cheap',
      context,
      evaluate(item, event) {
        const joined = joinEarlier(item, context, event.actor, ' ')
        if (joined === undefined) return NOTHING
        const { text, from } = joined
        const across = findContacts(readText(text)).filter(
          ({ asks, span: [start, end] }) => !asks && start < from && end > from,
        )
        if (across.length === 0) return NOTHING
        return spans.keep(
          across.map(({ span }): Span => [0, span[1] - from]),
          { count: across.length, kinds: distinct(across.map(({ kind }) => kind)), asks: 0 },
        )
      },
      spans: (value) => spans.of(value),
      recall: (value, recorded) => spans.keep(recorded, value as object) as Value,
    }
  },
}
