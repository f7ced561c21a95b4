import { z } from 'zod'

/** A counter and what it holds just now. */
export const CounterReply = z.object({
  name: z.string(),
  kind: z.string(),
  windowMs: z.int(),
  lateMs: z.int(),
  on: z.array(z.string()),
  description: z.string(),
  keys: z.int(),
  bytes: z.int(),
  /** Keys let go of because there were too many. */
  dropped: z.int(),
})
export type CounterReply = z.infer<typeof CounterReply>

export const CounterList = z.object({ ruleset: z.string(), counters: z.array(CounterReply) })
export type CounterList = z.infer<typeof CounterList>

/** What the counters would say of an event; unknown ones left out. */
export const CounterValues = z.object({ ruleset: z.string(), counters: z.record(z.string(), z.number()) })
export type CounterValues = z.infer<typeof CounterValues>
