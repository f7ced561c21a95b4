import { z } from 'zod'
import type { Span } from '../../core/decision.ts'
import { didYouMean } from '../../core/suggest.ts'
import type { Value, ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { Find } from '../signal.ts'
import type { SignalKind } from '../signal-kind.ts'
import { hitsIn, matcherOf } from './hits-in.ts'
import { LIST_OF_STRINGS, SpansOfValues } from './spans-of-values.ts'
import type { TermBank } from './term-bank.ts'

const TermOptions = z.strictObject({
  /** Names of term banks. */
  banks: z.array(z.string()).min(1),
})

/** Count of the places where a term stands, and which terms, policies and banks they are of, each once. */
const TYPE: ValueType = {
  kind: 'object',
  name: 'TermHits',
  fields: {
    count: { kind: 'int' },
    terms: LIST_OF_STRINGS,
    policies: LIST_OF_STRINGS,
    banks: LIST_OF_STRINGS,
  },
}

const NOTHING: Value = Object.freeze({ count: 0, terms: [], policies: [], banks: [] })

/** `terms`: which terms of some banks stand in a text, normalised. */
export const terms: SignalKind = {
  kind: 'terms',
  options: TermOptions,
  cost: 'cheap',
  type: TYPE,
  banks: (options) => TermOptions.parse(options).banks,
  build({ name, of, options, banks }) {
    const names = TermOptions.parse(options).banks
    const own = names.map((bank) => {
      const there = banks.get(bank)
      if (!there)
        throw new Error(`Unknown bank "${bank}" of signal "${name}"; ${didYouMean(bank, banks.keys())}`)
      return there
    })
    const wanted = new Set(names)
    const negative = [...banks.values()].filter((bank) => bank.negative)
    const matcher = matcherOf(banks)
    const spans = new SpansOfValues()
    const finds = new WeakMap<object, readonly Find[]>()
    return {
      name,
      of,
      version: hashOf({
        kind: 'terms',
        form: FORM,
        of,
        banks: own.map(bankHash),
        negative: negative.map(bankHash),
      }),
      type: TYPE,
      cost: 'cheap',
      evaluate(item) {
        const all = hitsIn(item, matcher)
        if (all.length === 0) return NOTHING
        const hits = all.filter((hit) => wanted.has(hit.bank))
        if (hits.length === 0) return NOTHING
        const places = hits.map((hit): Span => [hit.span[0], hit.span[1]])
        const value = spans.keep(places, {
          count: countPlaces(places),
          terms: [...new Set(hits.map((hit) => hit.term))],
          policies: [...new Set(hits.flatMap((hit) => hit.policy ?? []))],
          banks: [...new Set(hits.map((hit) => hit.bank))],
        })
        finds.set(value, hits)
        return value
      },
      spans: (value) => spans.of(value),
      finds: (value) => (typeof value === 'object' && value !== null ? (finds.get(value) ?? []) : []),
    }
  },
}

/** Version of the normaliser and of what counts as a disguise: raise it when either changes. */
const FORM = 2

/** Places in order of their starts; those that overlap are one. */
function countPlaces(places: readonly Span[]): number {
  let count = 0
  let reach = 0
  for (const [start, end] of places) {
    if (start >= reach) count++
    reach = Math.max(reach, end)
  }
  return count
}

const hashes = new WeakMap<TermBank, string>()

/** A large bank is read by many signals on many event types, and hashed once. */
function bankHash(bank: TermBank): string {
  let hash = hashes.get(bank)
  if (hash === undefined) {
    hash = hashOf(bank)
    hashes.set(bank, hash)
  }
  return hash
}
