import { z } from 'zod'
import { EntityRef } from '../../core/entity.ts'
import { Verdict } from '../../core/verdict.ts'
import { Investigation, InvestigationPart } from './investigation.ts'
import { Problem } from './problem.ts'
import { PackEdit } from './rule-edits.ts'

export const moment = z.iso.datetime({ offset: true })
const files = z.record(z.string().min(1).max(256), z.string())
export const condition = z.string().min(1).max(10_000)
const range = {
  /** Receipt of the events: from (inclusive) to (exclusive; now, when not given). */
  from: moment,
  to: moment.exactOptional(),
  /** Contents of a pack's files by path, in the place of the pack that is live. */
  files: files.exactOptional(),
}
const name = z.string().min(1).max(64)

/** What is to be judged over the past: one rule of the pack, a condition on an event type, or the whole pack. */
export const BacktestRequest = z.strictObject({
  rule: name.exactOptional(),
  when: condition.exactOptional(),
  on: name.exactOptional(),
  ...range,
  /** Laid over the pack that is live, as /v1/rules/edit does: not together with `files`. */
  edits: z.array(PackEdit).max(100).exactOptional(),
  /** Events to show for each rule, with their content; only for keys with the scope `admin`. */
  examples: z.int().min(0).max(20).exactOptional(),
})
export type BacktestRequest = z.infer<typeof BacktestRequest>

const some = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(1000).exactOptional()

/** What must be so beside the condition, of the event and of what was decided on it: all of it, one of each list. */
export const Where = z.strictObject({
  verdicts: some(Verdict),
  /** Rules that had force. */
  rules: some(name),
  /** Rules that fired without force. */
  shadow: some(name),
  worlds: some(name),
  actors: some(EntityRef),
  targets: some(EntityRef),
  sessions: some(EntityRef),
})
export type Where = z.infer<typeof Where>

/** What is asked, whenever: what a saved query holds. */
export const asking = {
  /** The event type. */
  on: name,
  /** In the language of rules; `true`: all events. */
  when: condition,
  where: Where.exactOptional(),
  /**
   * Lists of the most frequent values, each by itself: of expressions (`actor`, `event.world`, any feature, signal or
   * counter), or `decision.verdict`, `decision.fired`, `decision.shadow`, `decision.unknown`.
   */
  lists: z.array(condition).max(12).exactOptional(),
  /** Rows of each list. */
  top: z.int().min(1).max(1000).exactOptional(),
}

/** What is looked for in the past. */
export const InvestigateRequest = z.strictObject({
  ...asking,
  /** Expressions by which matching events are counted together; those that read content or personal data need `content.bulk`. */
  by: z.array(condition).max(4).exactOptional(),
  /** Length of a step of the series. */
  everySeconds: z.int().min(1).max(31_536_000).exactOptional(),
  /** A page of the matching events, newest first; `before`: the `next` of the page before. */
  events: z
    .strictObject({
      limit: z.int().min(1).max(500),
      before: z
        .string()
        .regex(/^d-[0-9a-f]{32}\.[0-9]{1,16}$/, 'expected the `next` of an earlier reply')
        .exactOptional(),
      /** The events alone, without series and lists. */
      only: z.boolean().exactOptional(),
      /** Without content, whoever asks: nothing is noted then. */
      bare: z.boolean().exactOptional(),
    })
    .exactOptional(),
  ...range,
})
export type InvestigateRequest = z.infer<typeof InvestigateRequest>

/** One line of a reply: how far it is, then what was found, or why nothing could be. */
const lineOf = <Part extends z.ZodType, Report extends z.ZodType>(part: Part, report: Report) =>
  z.union([
    z.object({ kind: z.literal('progress'), events: z.int(), of: z.int() }),
    /** Known before the rest, when `lists` were asked for: the series, or one list. */
    z.object({ kind: z.literal('part'), part }),
    /** `report` is what `haechi backtest --json`, or `haechi investigate --json`, prints. */
    z.object({ kind: z.literal('report'), report }),
    /** What was asked cannot be used: the pack or the condition has errors. */
    z.object({ kind: z.literal('refused'), why: z.string(), lines: z.array(z.string()) }),
    z.object({ kind: z.literal('problem'), problem: Problem }),
  ])

export const PastLine = lineOf(z.record(z.string(), z.json()), z.record(z.string(), z.json()))
export type PastLine = z.infer<typeof PastLine>
export const InvestigateLine = lineOf(InvestigationPart, Investigation)
export type InvestigateLine = z.infer<typeof InvestigateLine>
