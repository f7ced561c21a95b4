import type pg from 'pg'
import type { RollUpPiece, RollUps } from '../api/live/ports.ts'
import { Verdict } from '../core/verdict.ts'
import { available } from './available.ts'
import type { HealthWatch } from './health-watch.ts'

const VERDICTS = Verdict.options
// Sums as float8, which holds counts exactly up to 2^53.
const SUMS = VERDICTS.map((verdict) => `sum(c.${verdict})::float8 as ${verdict}`).join(', ')
const EVENTS = VERDICTS.map((verdict) => `sum(c.${verdict})`).join(' + ')

const PIECES = `from unnest($1::int2[], $2::int[], $3::int[]) as p (step, "from", "to")`
const inPieces = (table: string) =>
  `${PIECES} join haechi.${table} c on c.step = p.step and c.minute >= p."from" and c.minute < p."to"
   where ($4::text[] is null or c.world = any($4::text[]))`

const SERIES = `select c.minute / $5::int * $5::int as minute, ${SUMS} ${inPieces('event_counts')} group by 1 order by 1`
const TOP_EVENTS = (what: 'world' | 'type') =>
  `select c.${what} as name, ${SUMS} ${inPieces('event_counts')} group by 1 order by ${EVENTS} desc, 1 limit $5`
const TOP_FIRINGS = (what: 'rule' | 'policy') =>
  `select c.${what} as name, max(c.policy) as policy, sum(c.fired)::float8 as fired, sum(c.shadow)::float8 as shadow
   ${inPieces('firing_counts')} group by 1 order by sum(c.fired) desc, sum(c.shadow) desc, 1 limit $5`
// The first row of the key's index, for either step.
const SINCE = `select least((select min(minute) from haechi.event_counts where step = 1),
  (select min(minute) from haechi.event_counts where step = 60)) as since`
const RECENT = `select c.minute, c.world, ${SUMS} from haechi.event_counts c
  where c.step = 1 and c.minute >= $1 group by 1, 2`

type Sums = Readonly<Record<Verdict, number>>

/** What was decided, by the minute and by the hour. Rejects with `Unavailable`. */
export function rollUps(pool: pg.Pool, health: HealthWatch): RollUps {
  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await available(health, () => pool.query<Row>(text, values))).rows
  return {
    async read({ series, every, totals, worlds, top }) {
      const of = (pieces: readonly RollUpPiece[], more: number) => [
        pieces.map(({ step }) => step),
        pieces.map(({ from }) => from),
        pieces.map(({ to }) => to),
        worlds,
        more,
      ]
      const events = (what: 'world' | 'type') =>
        query<Sums & { name: string }>(TOP_EVENTS(what), of(totals, top))
      const firings = (what: 'rule' | 'policy') =>
        query<{ name: string; policy: string; fired: number; shadow: number }>(
          TOP_FIRINGS(what),
          of(totals, top),
        )
      const [steps, byWorld, byType, rules, policies, kept] = await Promise.all([
        query<Sums & { minute: number }>(SERIES, of(series, every)),
        events('world'),
        events('type'),
        firings('rule'),
        firings('policy'),
        query<{ since: number | null }>(SINCE),
      ])
      return {
        series: steps.map((row) => ({ minute: row.minute, verdicts: verdictsOf(row) })),
        worlds: byWorld.map((row) => ({ world: row.name, verdicts: verdictsOf(row) })),
        types: byType.map((row) => ({ type: row.name, verdicts: verdictsOf(row) })),
        rules: rules.map(({ name, policy, fired, shadow }) => ({ rule: name, policy, fired, shadow })),
        policies: policies.map(({ policy, fired, shadow }) => ({ policy, fired, shadow })),
        since: kept[0]?.since ?? undefined,
      }
    },
    async recent(from) {
      const rows = await query<Sums & { minute: number; world: string }>(RECENT, [from])
      return rows.map((row) => ({ minute: row.minute, world: row.world, verdicts: verdictsOf(row) }))
    },
  }
}

function verdictsOf(row: Sums): number[] {
  return VERDICTS.map((verdict) => row[verdict])
}
