import { z } from 'zod'
import { RetroactId } from '../../core/effect.ts'
import { By, Why } from './versions.ts'

const moment = z.iso.datetime({ offset: true })
const perSecond = z.int().min(1).max(10_000).exactOptional()

export const RetroactParams = z.strictObject({ id: RetroactId })
export type RetroactParams = z.infer<typeof RetroactParams>

export const PlanRetroactRequest = z.strictObject({
  /** A rule of the live pack, in whatever mode. */
  rule: z.string().min(1).max(64),
  /** Receipt of the events: from (inclusive) to (exclusive; now, when not given). */
  from: moment,
  to: moment.exactOptional(),
  why: Why,
  by: By,
})
export type PlanRetroactRequest = z.infer<typeof PlanRetroactRequest>

/** Effects a second; 100 when not given. */
export const RetroactRate = z.strictObject({ perSecond })
export type RetroactRate = z.infer<typeof RetroactRate>

/** A rule applied to the past. */
export const Retroact = z.object({
  id: RetroactId,
  rule: z.string(),
  ruleset: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  state: z.enum([
    'planning',
    'failed',
    'too-large',
    'planned',
    'running',
    'stopped',
    'done',
    'reverting',
    'revert-stopped',
    'reverted',
  ]),
  why: z.string(),
  by: z.string(),
  createdAt: z.iso.datetime(),
  /** What it stands on when it is no rule of the pack (`rule` is then `bulk`): see POST /v1/bulk. */
  bulk: z.record(z.string(), z.json()).exactOptional(),
  /** While it is being planned: events looked at so far. */
  looked: z.int().exactOptional(),
  /** Events on which the rule fires, and accounts and other targets that its effects fall on. */
  events: z.int(),
  targets: z.int(),
  effects: z.object({ planned: z.int(), applied: z.int(), reversed: z.int(), gone: z.int() }),
})
export type Retroact = z.infer<typeof Retroact>

export const RetroactList = z.object({ retroacts: z.array(Retroact) })
export type RetroactList = z.infer<typeof RetroactList>
