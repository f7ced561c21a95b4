import type pg from 'pg'
import type { NewRetroact, RetroactLog, RetroactRecord, RetroactState } from '../api/retroact/ports.ts'
import { Effect, type RetroactId } from '../core/effect.ts'
import type { DecisionId } from '../core/id.ts'
import { available } from './available.ts'
import { ensureOutbox } from './effects/ensure-outbox.ts'
import type { HealthWatch } from './health-watch.ts'
import { inTransaction } from './in-transaction.ts'
import type { PartitionKeeper } from './partition-keeper.ts'

interface RunRow {
  id: string
  rule: string
  ruleset: string
  from_ms: string
  to_ms: string
  state: RetroactState
  why: string
  by: string
  bulk: string | null
  created_at: string
  events: string
  targets: string
  planned: string
  applied: string
  reversed: string
  gone: string
}

const RUNS = `select r.*, coalesce(e.planned, 0) as planned, coalesce(e.applied, 0) as applied,
    coalesce(e.reversed, 0) as reversed, coalesce(e.gone, 0) as gone
  from haechi.retroacts r left join lateral (
    select count(*) filter (where state = 0) as planned, count(*) filter (where state = 1) as applied,
      count(*) filter (where state = 2) as reversed, count(*) filter (where state = 3) as gone
    from haechi.retroact_effects where run = r.id) e on true`

const ADD = `insert into haechi.retroact_effects (run, seq, decision, body, for_ms)
  select $1, $2 + n - 1, decision, body, for_ms
  from unnest($3::uuid[], $4::text[], $5::int8[]) with ordinality as e (decision, body, for_ms, n)`

/** Effects whose decision is kept no more find no skeleton, and are left out. */
const WRITE = `with sent as materialized (
  select * from unnest($2::int8[], $3::uuid[], $4::text[]) as s (seq, decision, body)
), kept as materialized (
  select s.seq, s.decision, s.body, d.keep from sent s join haechi.decisions d on d.id = s.decision
), outbox as (
  insert into haechi.effects (id, keep, ordinal, body) select decision, keep, -1, body from kept
)
update haechi.retroact_effects e
  set state = case when e.seq in (select seq from kept) then $5::smallint else 3 end
  from sent s where e.run = $1 and e.seq = s.seq and e.state = $6::smallint`

const PLANNED = 0
const APPLIED = 1
const REVERSED = 2

/** Runs of rules over the past, on Postgres. Rejects with `Unavailable`. */
export function retroactLog(pool: pg.Pool, health: HealthWatch, partitions: PartitionKeeper): RetroactLog {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async create(run: NewRetroact) {
      await query(
        `insert into haechi.retroacts (id, rule, ruleset, from_ms, to_ms, state, why, by, created_at, events, targets, bulk)
         values ($1, $2, $3, $4, $5, 'planning', $6, $7, $8, 0, 0, $9)`,
        [
          uuid(run.id),
          run.rule,
          run.ruleset,
          run.fromMs,
          run.toMs,
          run.why,
          run.by,
          run.createdAt,
          run.bulk ?? null,
        ],
      )
    },
    async add(id, first, effects) {
      await query(ADD, [
        uuid(id),
        first,
        effects.map(({ decision }) => decision.slice(2)),
        effects.map(({ effect }) => JSON.stringify(effect)),
        effects.map(({ forMs }) => forMs ?? null),
      ])
    },
    async planned(id, events, targets) {
      await query(`update haechi.retroacts set state = 'planned', events = $2, targets = $3 where id = $1`, [
        uuid(id),
        events,
        targets,
      ])
    },
    async get(id) {
      const { rows } = await query<RunRow>(`${RUNS} where r.id = $1`, [uuid(id)])
      return rows[0] && recordOf(rows[0])
    },
    async list(limit) {
      const { rows } = await query<RunRow>(`${RUNS} order by r.id desc limit $1`, [limit])
      return rows.map(recordOf)
    },
    async move(id, from, to) {
      const { rowCount } = await query(
        'update haechi.retroacts set state = $3 where id = $1 and state = any($2)',
        [uuid(id), from, to],
      )
      return rowCount === 1
    },
    async next(id, what, limit) {
      const { rows } = await query<{ seq: string; decision: string; body: string; for_ms: string | null }>(
        `select seq, decision, body, for_ms from haechi.retroact_effects
         where run = $1 and state = $2 order by seq limit $3`,
        [uuid(id), what === 'planned' ? PLANNED : APPLIED, limit],
      )
      return rows.map((row) => ({
        seq: Number(row.seq),
        decision: `d-${row.decision.replaceAll('-', '')}` as DecisionId,
        effect: Effect.parse(JSON.parse(row.body)),
        forMs: row.for_ms === null ? undefined : Number(row.for_ms),
      }))
    },
    async write(id, what, effects) {
      const [to, from] = what === 'planned' ? [APPLIED, PLANNED] : [REVERSED, APPLIED]
      const values = [
        uuid(id),
        effects.map(({ seq }) => seq),
        effects.map(({ decision }) => decision.slice(2)),
        effects.map(({ effect }) => JSON.stringify(effect)),
        to,
        from,
      ]
      await available(health, () =>
        inTransaction(pool, async (client) => {
          await ensureOutbox(client, partitions, effects)
          await client.query(WRITE, values)
        }),
      )
    },
  }
}

function uuid(id: RetroactId): string {
  return id.slice(2)
}

function recordOf(row: RunRow): RetroactRecord {
  return {
    id: `t-${row.id.replaceAll('-', '')}` as RetroactId,
    rule: row.rule,
    ruleset: row.ruleset,
    fromMs: Number(row.from_ms),
    toMs: Number(row.to_ms),
    state: row.state,
    why: row.why,
    by: row.by,
    createdAt: row.created_at,
    bulk: row.bulk ?? undefined,
    events: Number(row.events),
    targets: Number(row.targets),
    effects: {
      planned: Number(row.planned),
      applied: Number(row.applied),
      reversed: Number(row.reversed),
      gone: Number(row.gone),
    },
  }
}
