import { z } from 'zod'
import { Problem } from './problem.ts'
import { PackEdit } from './rule-edits.ts'

const moment = z.iso.datetime({ offset: true })
const files = z.record(z.string().min(1).max(256), z.string())
const condition = z.string().min(1).max(10_000)
const range = {
  /** Receipt of the events: from (inclusive) to (exclusive; now, when not given). */
  from: moment,
  to: moment.exactOptional(),
  /** Contents of a pack's files by path, in the place of the pack that is live. */
  files: files.exactOptional(),
}

/** What is to be judged over the past: one rule of the pack, a condition on an event type, or the whole pack. */
export const BacktestRequest = z.strictObject({
  rule: z.string().min(1).max(64).exactOptional(),
  when: condition.exactOptional(),
  on: z.string().min(1).max(64).exactOptional(),
  ...range,
  /** Laid over the pack that is live, as /v1/rules/edit does: not together with `files`. */
  edits: z.array(PackEdit).max(100).exactOptional(),
  /** Events to show for each rule, with their content; only for keys with the scope `admin`. */
  examples: z.int().min(0).max(20).exactOptional(),
})
export type BacktestRequest = z.infer<typeof BacktestRequest>

/** What is looked for in the past. */
export const InvestigateRequest = z.strictObject({
  on: z.string().min(1).max(64),
  when: condition,
  /** Expressions by which matching events are counted; those that read content or personal data only for `admin`. */
  by: z.array(condition).max(4).exactOptional(),
  top: z.int().min(1).max(1000).exactOptional(),
  /** Length of a step of the series. */
  everySeconds: z.int().min(1).max(31_536_000).exactOptional(),
  ...range,
})
export type InvestigateRequest = z.infer<typeof InvestigateRequest>

/** One line of the reply: how far it is, then what was found, or why nothing could be. */
export const PastLine = z.union([
  z.object({ kind: z.literal('progress'), events: z.int(), of: z.int() }),
  /** `report` is what `haechi backtest --json`, or `haechi investigate --json`, prints. */
  z.object({ kind: z.literal('report'), report: z.record(z.string(), z.json()) }),
  /** What was asked cannot be used: the pack or the condition has errors. */
  z.object({ kind: z.literal('refused'), why: z.string(), lines: z.array(z.string()) }),
  z.object({ kind: z.literal('problem'), problem: Problem }),
])
export type PastLine = z.infer<typeof PastLine>
