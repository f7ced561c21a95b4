import type pg from 'pg'
import type { LabelEvent, LabelLog, LabelSource, LabelWord } from '../api/labels/ports.ts'
import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import { available } from './available.ts'
import type { HealthWatch } from './health-watch.ts'
import { idAfter } from './id-after.ts'
import { labelChanges, loadLabels } from './load-labels.ts'

interface WordRow {
  id: string
  at_ms: string
  entity: string
  label: string
  until_ms: string | null
  rule: string | null
  via: 'api' | 'cli' | 'retroact' | 'reverse' | null
  by: string | null
  reason: string | null
}

const LATEST_ID = 'select id from haechi.labels where entity = $1 and label = $2 order by id desc limit 1'

// Text is compared as the tables do, byte by byte.
const RECORD = `with said as materialized (
  select $1::uuid as id, $2::int8 as at_ms, $3::text collate "C" as entity, $4::text collate "C" as label,
    $5::boolean as is_set, $6::int8 as until_ms, $7::text as via, $8::text as by, $9::text as reason,
    $10::text collate "C" as source
  where $5 or exists (
    select 1 from haechi.labels l where l.entity = $3 and l.label = $4 and l.source <> '-'
      and (l.until_ms is null or l.until_ms > $2)
      and not exists (select 1 from haechi.labels o
        where o.entity = $3 and o.label = $4 and o.source = '-' and o.id > l.id))
), latest as (
  insert into haechi.labels (entity, label, source, id, at_ms, until_ms, via, by, reason)
  select entity, label, case when is_set then source else '-' end, id, at_ms, until_ms, via, by, reason from said
  on conflict (entity, label, source) do update set id = excluded.id, at_ms = excluded.at_ms,
    until_ms = excluded.until_ms, via = excluded.via, by = excluded.by, reason = excluded.reason
    where excluded.id > labels.id
)
insert into haechi.label_log (id, at_ms, entity, label, is_set, until_ms, rule, via, by, reason)
select id, at_ms, entity, label, is_set, until_ms, nullif(source, ''), via, by, reason from said`

const IN_FORCE = `(l.until_ms is null or l.until_ms > $2) and l.source <> '-'
  and not exists (select 1 from haechi.labels o
    where o.entity = l.entity and o.label = l.label and o.source = '-' and o.id > l.id)`

const BORNE = `select l.id, l.at_ms, l.entity, l.label, l.until_ms, nullif(l.source, '') as rule, l.via, l.by, l.reason
  from haechi.labels l where l.entity = $1 and ${IN_FORCE} order by l.label, l.id limit 1000`

const HISTORY = `select id, at_ms, entity, label, is_set, until_ms, rule, via, by, reason, seq from haechi.label_log
  where entity = $1 and (id, seq) < ($2::uuid, $3::int8) order by id desc, seq desc limit $4`

const BEARERS = `select l.entity, min(l.at_ms) as since_ms,
    case when bool_or(l.until_ms is null) then null else max(l.until_ms) end as until_ms
  from haechi.labels l where l.label = $1 and l.entity > $3 and ${IN_FORCE}
  group by l.entity order by l.entity limit $4`

/** So many of each label at most, so that a label that everybody bears costs no more than others. */
const TALLY = `select n.label, (select count(*)::int from (
    select from haechi.labels l where l.label = n.label and ${IN_FORCE} group by l.entity limit $3) as b) as bearers
  from unnest($1::text[]) as n (label)`

const LAST = { id: 'f'.repeat(32), seq: '9223372036854775807' }

/** Labels on Postgres. Rejects with `Unavailable`. */
export function labelLog(pool: pg.Pool, health: HealthWatch): LabelLog {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    load: (take) => available(health, () => loadLabels(pool, take)),
    changes: (since, take) => available(health, () => labelChanges(pool, since, take)),
    async record({ id: asked, atMs, entity, label, op, untilMs, rule, via, by, reason }) {
      const { rows } = await query<{ id: string }>(LATEST_ID, [entity, label])
      const latest = rows[0]?.id.replaceAll('-', '')
      const id = latest === undefined || latest < asked ? asked : idAfter(latest, asked)
      const values = [id, atMs, entity, label, op === 'set', untilMs ?? null, via, by, reason, rule ?? '']
      const { rowCount } = await query(RECORD, values)
      return rowCount === 1 ? id : undefined
    },
    async borneBy(entity, nowMs) {
      const { rows } = await query<WordRow>(BORNE, [entity, nowMs])
      return rows.map(wordOf)
    },
    async history(entity, limit, before) {
      const [id, seq] = before === undefined ? [LAST.id, LAST.seq] : before.split('.')
      const { rows } = await query<WordRow & { is_set: boolean; seq: string }>(HISTORY, [
        entity,
        id,
        seq,
        limit,
      ])
      return rows.map(
        (row): LabelEvent => ({
          ...wordOf(row),
          op: row.is_set ? 'set' : 'unset',
          cursor: `${row.id.replaceAll('-', '')}.${row.seq}`,
        }),
      )
    },
    async tally(labels, nowMs, most) {
      const { rows } = await query<{ label: string; bearers: number }>(TALLY, [labels, nowMs, most])
      return new Map(rows.map(({ label, bearers }) => [label, bearers]))
    },
    async bearers(label, nowMs, limit, after) {
      const { rows } = await query<{ entity: string; since_ms: string; until_ms: string | null }>(BEARERS, [
        label,
        nowMs,
        after ?? '',
        limit,
      ])
      return rows.map((row) => ({
        entity: row.entity as EntityRef,
        sinceMs: Number(row.since_ms),
        untilMs: row.until_ms === null ? undefined : Number(row.until_ms),
      }))
    },
  }
}

function wordOf(row: WordRow): LabelWord {
  const source: LabelSource =
    row.rule !== null && row.via === null
      ? { kind: 'rule', rule: row.rule, decision: `d-${row.id.replaceAll('-', '')}` as DecisionId }
      : { kind: row.via ?? 'api', by: row.by ?? '', reason: row.reason ?? '' }
  return {
    entity: row.entity as EntityRef,
    label: row.label,
    source,
    atMs: Number(row.at_ms),
    untilMs: row.until_ms === null ? undefined : Number(row.until_ms),
  }
}
