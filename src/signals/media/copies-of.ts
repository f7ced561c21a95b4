import { z } from 'zod'
import type { Value, ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'
import { factsSignal, notWhole } from './facts-signal.ts'

const CopiesOptions = z.strictObject({
  /** Items less alike than this are no copies, 0 to 1. */
  least: z.number().min(0).max(1).exactOptional(),
  /** Whether items of the same maker count. */
  own: z.boolean().exactOptional(),
})

const DEFAULTS = { least: 0.5, own: false }
/** Items that are looked for: the nearest say enough. */
const MOST = 20

const TEXT: ValueType = { kind: 'string' }

const TYPE: ValueType = {
  kind: 'object',
  name: 'Copies',
  fields: {
    /** Listed items that are like it, at most 20. */
    count: { kind: 'int' },
    /** Of the most similar one; 0 without any. */
    similarity: { kind: 'double' },
    /** What is alike: looks, shape or texture; empty without any. */
    by: TEXT,
    item: { kind: 'entity', entity: 'item' },
    maker: { kind: 'entity', entity: 'account' },
    /** So many makers have this shape: a base that is shared has many. */
    makers: { kind: 'int' },
  },
}

const NOTHING: Value = Object.freeze({ count: 0, similarity: 0, by: '', makers: 0 })

/** `copies`: items of the catalogue that an item is like; the event's target is the item, and its actor the maker. */
export const copiesOf: SignalKind = {
  kind: 'copies',
  options: CopiesOptions,
  cost: 'dear',
  type: TYPE,
  reads: 'media',
  build({ name, of, options, media }) {
    const { least, own } = { ...DEFAULTS, ...CopiesOptions.parse(options) }
    const version = hashOf({ kind: 'copies', form: 2, of, least, own })
    return factsSignal({ name, of, version, type: TYPE }, media, (facts, host, { target, actor }) => {
      const copies = host.catalogue.near(facts, {
        ...{ most: MOST, least, others: !own },
        ...(target?.startsWith('item:') ? { not: target } : {}),
        ...(actor === undefined ? {} : { maker: actor }),
      })
      if (copies.length === 0) {
        if (!facts.whole) throw notWhole(name)
        return { value: NOTHING, seen: [] }
      }
      const { similarity, by, item, maker, makers } = copies[0]!
      return {
        value: { count: copies.length, similarity, by, item, maker, makers },
        seen: copies.flatMap(({ picture, item: other }) =>
          picture === undefined ? [] : [{ picture: picture.mine, says: other }],
        ),
      }
    })
  },
}
