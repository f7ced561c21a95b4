import type { ValueType } from '../../../core/value.ts'
import { LIST_OF_STRINGS } from '../spans-of-values.ts'
import { distinct, extractor } from './extractor.ts'
import { findInvisible, type Invisible } from './find-invisible.ts'

const TYPE: ValueType = {
  kind: 'object',
  name: 'Invisible',
  fields: {
    /** Code points that are not seen and that writing does not need. */
    count: { kind: 'int' },
    /** Of zero_width, bidi, tag, selector, filler, blank, control. */
    kinds: LIST_OF_STRINGS,
    /** Characters of text hidden in tags and variation selectors. */
    decoded: { kind: 'int' },
    /** The longest run of them. */
    longest: { kind: 'int' },
  },
}

/** `invisible`: what is in a text and is not seen. The value never holds the hidden text. */
export const invisible = extractor<Invisible>({
  kind: 'invisible',
  form: 1,
  type: TYPE,
  find: ({ raw }) => findInvisible(raw),
  value: (found) => ({
    count: found.reduce((sum, { length }) => sum + length, 0),
    kinds: distinct(found.map(({ kind }) => kind)),
    decoded: found.reduce((sum, { decoded }) => sum + decoded, 0),
    longest: found.reduce((most, { length }) => Math.max(most, length), 0),
  }),
})
