import type pg from 'pg'
import type { Row } from './encode-entry.ts'
import { LABEL_COLUMNS, labelColumns } from './label-columns.ts'
import { lines, list } from './literals.ts'
import type { Names } from './names.ts'

// One statement is one transaction and one round trip. Columns travel as one literal each: numbers and ids as
// arrays, texts as lines (JSON has no raw line break), which spares escaping on one side and parsing on the other.
const COLUMNS = `unnest(
    $1::uuid[], $2::uuid[], $3::int8[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int2[],
    $11::int8[], $12::int8[], $13::float8[],
    string_to_array($14, E'\\n', ''), string_to_array($15, E'\\n', ''), string_to_array($16, E'\\n', ''),
    string_to_array($17, E'\\n', ''), string_to_array($18, E'\\n', ''), string_to_array($19, E'\\n', ''),
    string_to_array($20, E'\\n', '')
  ) as sent (
    id, key, fingerprint, expires, keep, content_keep, type, world, ruleset, verdict,
    time_ms, received_ms, latency_ms, session, actor, target, event_id, record, event, trace)`

const WRITE = `with sent as materialized (select * from ${COLUMNS}),
won as (
  insert into haechi.event_keys (key, decision, fingerprint, expires)
  select key, id, fingerprint, expires from sent where key is not null
  on conflict do nothing returning decision
), fresh as materialized (
  select * from sent where key is null or id in (select decision from won)
), skeletons as (
  insert into haechi.decisions (id, keep, content_keep, type, world, ruleset, verdict, time_ms, received_ms,
    latency_ms, session, actor, target, event_id, record, xid)
  select id, keep, content_keep, type, world, ruleset, verdict, time_ms, received_ms,
    latency_ms, session, actor, target, event_id, record, (select pg_current_xact_id()::text::int8) from fresh
), kept as (
  insert into haechi.contents (id, keep, event, trace)
  select id, content_keep, event, trace from fresh where event is not null
)`

const LOSERS = `select id from sent where key is not null and id not in (select decision from won)`

const APPEND = `${WRITE} ${LOSERS}`

const OUTBOX = `outbox as (
  insert into haechi.effects (id, keep, ordinal, body)
  select e.id, e.keep, e.ordinal, e.body
  from unnest($21::uuid[], $22::int[], $23::int2[], string_to_array($24, E'\\n')) as e (id, keep, ordinal, body)
  where e.id in (select id from fresh)
)`

const APPEND_WITH_EFFECTS = `${WRITE}, ${OUTBOX} ${LOSERS}`

// Sorted by what is locked: two batches that wait for each other's labels in different orders would deadlock. Keys of
// events are all taken by then, since "fresh" is made from them.
const APPEND_WITH_LABELS = `${WRITE}, ${OUTBOX}, said as materialized (
  select s.* from unnest(${LABEL_COLUMNS}) as s (id, at_ms, entity, label, rule, is_set, until_ms)
  where s.id in (select id from fresh)
), logged as (
  insert into haechi.label_log (id, at_ms, entity, label, is_set, until_ms, rule)
  select id, at_ms, entity, label, is_set, until_ms, rule from said
), latest as (
  insert into haechi.labels (entity, label, source, id, at_ms, until_ms)
  select distinct on (entity collate "C", label collate "C", source collate "C") entity, label, source, id, at_ms, until_ms
  from (select *, case when is_set then rule else '-' end as source from said) as one
  order by entity collate "C", label collate "C", source collate "C", id desc
  on conflict (entity, label, source) do update set id = excluded.id, at_ms = excluded.at_ms,
    until_ms = excluded.until_ms where excluded.id > labels.id
) ${LOSERS}`

/**
 * Writes rows in one transaction and returns the ids (32 hexadecimal digits) of those whose event key was taken.
 * The rows must be sorted by key: two batches that wait for each other's keys in different orders would deadlock.
 * Partitions and names must exist. Errors are those of Postgres, and then nothing was written unless the connection broke.
 */
export async function appendBatch(
  client: pg.ClientBase,
  names: Names,
  rows: readonly Row[],
): Promise<ReadonlySet<string>> {
  const values: string[] = [
    list(rows, (row) => row.id),
    list(rows, (row) => row.key || 'null'),
    list(rows, (row) => row.fingerprint),
    list(rows, (row) => row.expires),
    list(rows, (row) => row.keep),
    list(rows, (row) => row.contentKeep),
    list(rows, (row) => names.number(row.type)!),
    list(rows, (row) => names.number(row.world)!),
    list(rows, (row) => names.number(row.ruleset)!),
    list(rows, (row) => row.verdict),
    list(rows, (row) => row.timeMs),
    list(rows, (row) => row.receivedMs),
    list(rows, (row) => row.latencyMs),
    lines(rows, (row) => row.session),
    lines(rows, (row) => row.actor),
    lines(rows, (row) => row.target),
    lines(rows, (row) => row.eventId),
    lines(rows, (row) => row.record),
    lines(rows, (row) => row.event),
    lines(rows, (row) => row.trace),
  ]
  const effects = rows.flatMap((row) =>
    row.effects.map((body, ordinal) => ({ id: row.id, keep: row.keep, ordinal, body })),
  )
  if (effects.length > 0)
    values.push(
      list(effects, ({ id }) => id),
      list(effects, ({ keep }) => keep),
      list(effects, ({ ordinal }) => ordinal),
      lines(effects, ({ body }) => body),
    )
  // A decision that changes labels has the effects that ask for it.
  const labels = rows.flatMap((row) => row.labels)
  if (labels.length > 0) values.push(...labelColumns(labels))
  const statement =
    labels.length > 0
      ? { name: 'append-with-labels', text: APPEND_WITH_LABELS }
      : effects.length > 0
        ? { name: 'append-with-effects', text: APPEND_WITH_EFFECTS }
        : { name: 'append', text: APPEND }
  const { rows: losers } = await client.query<[string]>({ ...statement, values, rowMode: 'array' })
  return new Set(losers.map(([uuid]) => uuid.replaceAll('-', '')))
}
