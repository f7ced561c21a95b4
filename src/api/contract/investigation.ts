import { z } from 'zod'
import { DecisionId } from '../../core/id.ts'
import { Verdict } from '../../core/verdict.ts'

const time = z.iso.datetime()
const counts = z.array(z.number())

/** The most frequent values of one thing. */
export const TopList = z.object({
  /** The expression, or `decision.verdict` and the like. */
  of: z.string(),
  rows: z.array(z.object({ value: z.json(), matched: z.int() })),
  /** What is counted under values that are not shown. */
  others: z.int(),
  distinct: z.int(),
  /** Each count may be too low by so much; 0: exact. */
  within: z.int(),
})
export type TopList = z.infer<typeof TopList>

const sums = {
  events: z.int(),
  matched: z.int(),
  /** Events for which the condition could not be decided. */
  unknown: z.int(),
  series: z.object({
    everyMs: z.int(),
    times: z.array(time),
    events: counts,
    matched: counts,
    /** Matching events by verdict. */
    verdicts: z.record(z.string(), counts),
  }),
}

/** An event that matches, with what was decided. `data`: null where the content may not be shown. */
export const SeenEvent = z.object({
  decision: DecisionId,
  event: z.string().nullable(),
  time,
  received: time,
  world: z.string(),
  session: z.string().nullable(),
  actor: z.string().nullable(),
  target: z.string().nullable(),
  verdict: Verdict,
  fired: z.array(z.string()),
  shadow: z.array(z.string()),
  data: z.record(z.string(), z.json()).nullable(),
})
export type SeenEvent = z.infer<typeof SeenEvent>

/** What is known before all is: the series, or one list. */
export const InvestigationPart = z.union([z.object(sums), z.object({ list: TopList })])
export type InvestigationPart = z.infer<typeof InvestigationPart>

/** The report of POST /v1/investigate. */
export const Investigation = z.object({
  ...sums,
  plan: z.array(z.string()),
  covered: z.object({ missingDays: z.array(z.string()), notes: z.array(z.string()), asOf: time.nullable() }),
  groups: z
    .object({
      rows: z.array(z.object({ values: z.array(z.json()), matched: z.int() })),
      others: z.int(),
      distinct: z.int(),
      within: z.int(),
    })
    .nullable(),
  lists: z.array(TopList),
  page: z.object({ events: z.array(SeenEvent), next: z.string().nullable() }).nullable(),
  cost: z.object({ wallMs: z.number(), bytes: z.number() }),
})
export type Investigation = z.infer<typeof Investigation>
