import type pg from 'pg'
import type { AskedRule, BaselineSums, HourSpan, RuleHistory, RuleHours } from '../api/rules/ports.ts'
import { ADD_COUNTS, countValues } from './add-counts.ts'
import { available } from './available.ts'
import type { HealthWatch } from './health-watch.ts'

/** What each rule did, hour by hour; several processes add to the same rows. Rejects with `Unavailable`. */
export function ruleHours(pool: pg.Pool, health: HealthWatch): RuleHours {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async add(counts) {
      await query(ADD_COUNTS, countValues(counts))
    },
    async history(rules, spans, baseline) {
      const grounds = groundsOf(rules)
      const values = [
        grounds.rows.map(({ ground }) => ground),
        grounds.rows.map(({ type }) => type),
        grounds.rows.map(({ world }) => world),
        spans.map(({ from }) => from),
        spans.map(({ to }) => to),
        baseline.from,
        baseline.to,
        Math.min(baseline.from, ...spans.map(({ from }) => from)),
      ]
      const [events, counts] = await Promise.all([
        query<EventsRow>(EVENTS, values),
        query<CountsRow>(COUNTS, [...values, rules.map(({ rule }) => rule), grounds.ofRule]),
      ])
      const byGround = new Map(events.rows.map((row) => [row.ground, row]))
      const byRule = new Map(counts.rows.map((row) => [row.rule, row]))
      return rules.map(({ rule }, i) =>
        historyOf(rule, spans, byGround.get(grounds.ofRule[i]!), byRule.get(rule)),
      )
    },
    async hours({ rule, on, worlds }, from) {
      const { rows } = await query<HourRow>(HOURS, [rule, on, worlds ?? null, from])
      return rows
    },
    async days(from) {
      const { rows } = await query<{ rule: string; day: number; fires: number }>(DAYS, [from])
      return rows
    },
    async forget(beforeHour, beforeMinute) {
      await query('delete from haechi.rule_hours where hour < $1', [beforeHour])
      await query('delete from haechi.event_hours where hour < $1', [beforeHour])
      for (const table of ['event_counts', 'firing_counts'])
        for (const [step, before] of [
          [1, beforeMinute],
          [60, beforeHour * 60],
        ])
          await query(`delete from haechi.${table} where step = $1 and minute < $2`, [step, before])
    },
  }
}

/** Rules that judge the same events share a ground: few of them for a thousand rules. */
function groundsOf(rules: readonly AskedRule[]): {
  readonly rows: readonly { readonly ground: number; readonly type: string; readonly world: string | null }[]
  readonly ofRule: readonly number[]
} {
  const numbers = new Map<string, number>()
  const rows: { ground: number; type: string; world: string | null }[] = []
  const ofRule = rules.map(({ on, worlds }) => {
    const key = JSON.stringify([on, worlds])
    const known = numbers.get(key)
    if (known !== undefined) return known
    const ground = numbers.size
    numbers.set(key, ground)
    for (const type of on) for (const world of worlds ?? [null]) rows.push({ ground, type, world })
    return ground
  })
  return { rows, ofRule }
}

// Events by ground and hour; the spans asked for, by ordinal; sums as float8, which holds counts exactly up to 2^53.
const GROUNDS = `with ground as (
    select e.hour, g.ground, sum(e.events)::float8 as n
    from unnest($1::int[], $2::text[], $3::text[]) as g (ground, type, world)
    join haechi.event_hours e on e.type = g.type and (g.world is null or e.world = g.world)
    where e.hour >= $8::int group by 1, 2
  ),
  span as (select * from unnest($4::int[], $5::int[]) with ordinality as s ("from", "to", i))`

interface HourRow {
  hour: number
  fired: number
  shadow: number
  unknown: number
  events: number
}

const HOURS = `select e.hour, sum(e.events)::float8 as events, coalesce(max(r.fired), 0)::float8 as fired,
    coalesce(max(r.shadow), 0)::float8 as shadow, coalesce(max(r.unknown), 0)::float8 as unknown
  from haechi.event_hours e left join haechi.rule_hours r on r.hour = e.hour and r.rule = $1
  where e.hour >= $4::int and e.type = any($2::text[]) and ($3::text[] is null or e.world = any($3::text[]))
  group by e.hour order by e.hour`

const DAYS = `select rule, hour / 24 as day, sum(fired + shadow)::float8 as fires
  from haechi.rule_hours where hour >= $1 group by 1, 2 having sum(fired + shadow) > 0 order by 1, 2`

interface EventsRow {
  ground: number
  since: number
  hours: number
  n: number
  nn: number
  spans: number[]
}

const EVENTS = `${GROUNDS}
  select ground, min(hour) as since,
    count(*) filter (where hour >= $6 and hour < $7)::int as hours,
    coalesce(sum(n) filter (where hour >= $6 and hour < $7), 0) as n,
    coalesce(sum(n * n) filter (where hour >= $6 and hour < $7), 0) as nn,
    (select array_agg((select coalesce(sum(b.n), 0) from ground b
      where b.ground = a.ground and b.hour >= "from" and b.hour < "to") order by i) from span) as spans
  from ground a group by ground`

interface CountsRow {
  rule: string
  fired_y: number
  fired_yy: number
  fired_yn: number
  unknown_y: number
  unknown_yy: number
  unknown_yn: number
  fired: number[]
  shadow: number[]
  unknown: number[]
}

const COUNTS = `${GROUNDS},
  counted as (
    select r.rule, r.hour, r.fired::float8 as fired, r.shadow::float8 as shadow, r.unknown::float8 as unknown,
      (r.fired + r.shadow)::float8 as y, coalesce(ground.n, 0) as n, r.hour >= $6 and r.hour < $7 as base
    from unnest($9::text[], $10::int[]) as asked (rule, ground)
    join haechi.rule_hours r on r.rule = asked.rule and r.hour >= $8::int
    left join ground on ground.ground = asked.ground and ground.hour = r.hour
  ),
  spanned as (
    select rule, array_agg(fired order by i) as fired, array_agg(shadow order by i) as shadow,
      array_agg(unknown order by i) as unknown
    from (
      select rule, i, coalesce(sum(fired) filter (where hour >= "from" and hour < "to"), 0) as fired,
        coalesce(sum(shadow) filter (where hour >= "from" and hour < "to"), 0) as shadow,
        coalesce(sum(unknown) filter (where hour >= "from" and hour < "to"), 0) as unknown
      from counted cross join span group by rule, i
    ) one group by rule
  )
  select rule, spanned.fired, spanned.shadow, spanned.unknown, sums.fired_y, sums.fired_yy, sums.fired_yn,
    sums.unknown_y, sums.unknown_yy, sums.unknown_yn
  from spanned join (
    select rule, coalesce(sum(y) filter (where base), 0) as fired_y,
      coalesce(sum(y * y) filter (where base), 0) as fired_yy,
      coalesce(sum(y * n) filter (where base), 0) as fired_yn,
      coalesce(sum(unknown) filter (where base), 0) as unknown_y,
      coalesce(sum(unknown * unknown) filter (where base), 0) as unknown_yy,
      coalesce(sum(unknown * n) filter (where base), 0) as unknown_yn
    from counted group by rule
  ) sums using (rule)`

function historyOf(
  rule: string,
  spans: readonly HourSpan[],
  events: EventsRow | undefined,
  counts: CountsRow | undefined,
): RuleHistory {
  const baseline: BaselineSums = {
    hours: events?.hours ?? 0,
    n: events?.n ?? 0,
    nn: events?.nn ?? 0,
    fired: { y: counts?.fired_y ?? 0, yy: counts?.fired_yy ?? 0, yn: counts?.fired_yn ?? 0 },
    unknown: { y: counts?.unknown_y ?? 0, yy: counts?.unknown_yy ?? 0, yn: counts?.unknown_yn ?? 0 },
  }
  return {
    rule,
    baseline,
    since: events?.since,
    spans: spans.map((_, i) => ({
      fired: counts?.fired[i] ?? 0,
      shadow: counts?.shadow[i] ?? 0,
      unknown: counts?.unknown[i] ?? 0,
      events: events?.spans[i] ?? 0,
    })),
  }
}
