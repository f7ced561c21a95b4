import type { HourCounts } from '../api/rules/ports.ts'
import { Verdict } from '../core/verdict.ts'

const VERDICTS = Verdict.options
const SUMS = VERDICTS.map((verdict) => `sum(${verdict})::int8`).join(', ')
const ADDED = VERDICTS.map((verdict) => `${verdict} = c.${verdict} + excluded.${verdict}`).join(', ')

/**
 * Adds counts by the hour and by the minute, all or none. Rows come in one order for all, so that two processes that add
 * at once wait for each other and never in a circle. The order of VERDICTS is that of the columns.
 */
export const ADD_COUNTS = `with rules as (
    insert into haechi.rule_hours as r (hour, rule, fired, shadow, unknown)
    select * from unnest($1::int[], $2::text[], $3::int8[], $4::int8[], $5::int8[]) order by 1, 2
    on conflict (hour, rule) do update set fired = r.fired + excluded.fired,
      shadow = r.shadow + excluded.shadow, unknown = r.unknown + excluded.unknown
  ), hours as (
    insert into haechi.event_hours as e (hour, type, world, events)
    select * from unnest($6::int[], $7::text[], $8::text[], $9::int8[]) order by 1, 2, 3
    on conflict (hour, type, world) do update set events = e.events + excluded.events
  ), seen as (
    select * from unnest($10::int[], $11::text[], $12::text[], $13::int8[], $14::int8[], $15::int8[], $16::int8[], $17::int8[])
      as s (minute, world, type, ${VERDICTS.join(', ')})
  ), counted as (
    insert into haechi.event_counts as c (step, minute, world, type, ${VERDICTS.join(', ')})
    select 1, minute, world, type, ${VERDICTS.join(', ')} from seen
    union all select 60, minute / 60 * 60 as minute, world, type, ${SUMS} from seen group by 2, 3, 4
    order by 1, 2, 3, 4
    on conflict (step, minute, world, type) do update set ${ADDED}
  ), fired as (
    select * from unnest($18::int[], $19::text[], $20::text[], $21::text[], $22::int8[], $23::int8[])
      as f (minute, world, rule, policy, fired, shadow)
  )
  insert into haechi.firing_counts as f (step, minute, world, rule, policy, fired, shadow)
  select 1, minute, world, rule, policy, fired, shadow from fired
  union all select 60, minute / 60 * 60, world, rule, max(policy), sum(fired)::int8, sum(shadow)::int8 from fired group by 2, 3, 4
  order by 1, 2, 3, 4
  on conflict (step, minute, world, rule) do update set policy = excluded.policy,
    fired = f.fired + excluded.fired, shadow = f.shadow + excluded.shadow`

/** The parameters of ADD_COUNTS. */
export function countValues({ rules, events, minutes = { events: [], firings: [] } }: HourCounts): unknown[] {
  const seen = minutes.events
  const { firings } = minutes
  return [
    rules.map(({ hour }) => hour),
    rules.map(({ rule }) => rule),
    rules.map(({ fired }) => fired),
    rules.map(({ shadow }) => shadow),
    rules.map(({ unknown }) => unknown),
    events.map(({ hour }) => hour),
    events.map(({ type }) => type),
    events.map(({ world }) => world),
    events.map((one) => one.events),
    seen.map(({ minute }) => minute),
    seen.map(({ world }) => world),
    seen.map(({ type }) => type),
    ...VERDICTS.map((_, i) => seen.map(({ verdicts }) => verdicts[i])),
    firings.map(({ minute }) => minute),
    firings.map(({ world }) => world),
    firings.map(({ rule }) => rule),
    firings.map(({ policy }) => policy),
    firings.map(({ fired }) => fired),
    firings.map(({ shadow }) => shadow),
  ]
}
