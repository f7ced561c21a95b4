import { z } from 'zod'
import type { ValueType } from '../../core/value.ts'
import { beginHash, emptyHash, endHash } from '../counters/hash-key.ts'
import { addNearText, NEAR_FORM } from '../counters/near-text.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'
import { nearBands } from './near-bands.ts'

const TYPE: ValueType = {
  kind: 'object',
  name: 'Near',
  fields: {
    /** The same for texts that say the same letters: what a counter `by: text` counts by. */
    key: { kind: 'string' },
    /** Three bands: texts that are alike share one at least, most often. Keys for counters: `by: near.a`. */
    a: { kind: 'string' },
    b: { kind: 'string' },
    c: { kind: 'string' },
    /** Letters that were looked at; below 20 texts of one phrase look alike: `where: near.letters >= 20`. */
    letters: { kind: 'int' },
  },
}

/** Its own part, and that of the letters. */
const FORM = 10 + NEAR_FORM
const HASH = emptyHash()

/** `near`: hashes by which near copies of a text are found. They do not tell the text. */
export const near: SignalKind = {
  kind: 'near',
  form: FORM,
  options: z.strictObject({}),
  cost: 'cheap',
  type: TYPE,
  build: ({ name, of }) => ({
    name,
    of,
    version: hashOf({ kind: 'near', form: FORM, of }),
    type: TYPE,
    cost: 'cheap',
    evaluate(item) {
      const { letters, bands } = nearBands(item.raw)
      beginHash(HASH)
      addNearText(HASH, item.raw)
      endHash(HASH)
      const key = HASH.hi.toString(16).padStart(8, '0') + HASH.lo.toString(16).padStart(8, '0')
      return { key, a: bands[0]!, b: bands[1]!, c: bands[2]!, letters }
    },
  }),
}
