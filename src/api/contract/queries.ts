import { z } from 'zod'
import { QueryId } from '../../core/ids.ts'
import { asking, moment } from './past.ts'

/** What a saved query asks. */
export const Query = z.strictObject({
  ...asking,
  /** Over which time: the last so long, or from and to. Not given: whoever opens it chooses. */
  last: z
    .string()
    .max(16)
    .regex(/^\d+(m|h|d)$/, 'expected a length of time such as 6h or 30d')
    .exactOptional(),
  from: moment.exactOptional(),
  to: moment.exactOptional(),
})
export type Query = z.infer<typeof Query>

const queryName = z
  .string()
  .min(1)
  .max(100)
  .regex(/\P{White_Space}/u, 'expected words')
  .regex(/^[^\p{Cc}]*$/u, 'expected no control characters')

export const SaveQueryRequest = z.strictObject({
  /** Null: it is only shared by its link, and forgotten after 90 days without use. */
  name: queryName.nullable(),
  query: Query,
})
export type SaveQueryRequest = z.infer<typeof SaveQueryRequest>

export const QueryParams = z.strictObject({ id: QueryId })

/** A query that was saved. */
export const SavedQuery = z.object({
  id: QueryId,
  name: z.string().nullable(),
  query: Query,
  by: z.string(),
  at: z.iso.datetime(),
  /** Whether the asker may delete it. */
  mine: z.boolean(),
})
export type SavedQuery = z.infer<typeof SavedQuery>

export const QueryList = z.object({ queries: z.array(SavedQuery) })
export type QueryList = z.infer<typeof QueryList>
