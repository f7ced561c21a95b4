import type { ValueType } from '../../../core/value.ts'
import { extractor } from './extractor.ts'
import { type AgeFind, findAges } from './find-ages.ts'

const INTS: ValueType = { kind: 'list', of: { kind: 'int' } }

const TYPE: ValueType = {
  kind: 'object',
  name: 'Ages',
  fields: {
    /** How often somebody says how old they are. */
    count: { kind: 'int' },
    /** In whole years, each the least that the words allow at the time of the event. */
    ages: INTS,
    /** The least of them; 999 when none is stated, so that `youngest < 13` says all. */
    youngest: { kind: 'int' },
    /** Ages said of others: `she is 12`. */
    others: INTS,
    /** Questions for an age. */
    asks: { kind: 'int' },
  },
}

const UNSTATED = 999

/** `ages`: ages that are stated and asked for. It looks at the time of the event, to tell years of birth. */
export const ages = extractor<AgeFind>({
  kind: 'ages',
  form: 1,
  type: TYPE,
  seesEvent: true,
  // Of the year in UTC: a birthday is not known any better.
  find: (read, event) => findAges(read, new Date(event!.time).getUTCFullYear()),
  value: (found) => {
    const own = found.flatMap(({ who, age }) => (who === 'self' && age !== undefined ? [age] : []))
    return {
      count: own.length,
      ages: own,
      youngest: Math.min(UNSTATED, ...own),
      others: found.flatMap(({ who, age }) => (who === 'other' && age !== undefined ? [age] : [])),
      asks: found.filter(({ who }) => who === 'ask').length,
    }
  },
})
