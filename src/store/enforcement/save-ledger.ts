import type pg from 'pg'
import { uuidOf } from '../../core/ids.ts'
import type { LedgerChanges } from '../../enforcement/ledger/ports.ts'

const SEQUENCES = `update haechi.subjects s set sequence = n.sequence
  from json_to_recordset($1) as n (entity text, sequence int8) where s.entity = n.entity`

const ENFORCEMENTS = `insert into haechi.enforcements
    (id, target, account, world, name, params, params_key, reversible, state, sequence, from_ms, until_ms, ended_ms)
  select id, target, account, world, name, params, params_key, reversible, state, sequence, from_ms, until_ms, ended_ms
  from json_to_recordset($1) as n (id uuid, target text, account text, world text, name text, params json,
    params_key text, reversible boolean, state text, sequence int8, from_ms int8, until_ms int8, ended_ms int8)
  on conflict (id) do update set state = excluded.state, sequence = excluded.sequence,
    until_ms = excluded.until_ms, ended_ms = excluded.ended_ms`

const CAUSES = `insert into haechi.enforcement_causes (id, enforcement, kind, decision, policy, rule, annotation, by, reason,
    retroact, strike, threshold, statement, at_ms, until_ms, reversed_ms)
  select id, enforcement, kind, decision, policy, rule, annotation, by, reason,
    retroact, strike, threshold, statement, at_ms, until_ms, reversed_ms
  from json_to_recordset($1) as n (id uuid, enforcement uuid, kind text, decision uuid, policy text, rule text,
    annotation uuid, by text, reason text, retroact uuid, strike uuid, threshold json, statement uuid,
    at_ms int8, until_ms int8, reversed_ms int8)
  on conflict (id) do update set reversed_ms = excluded.reversed_ms`

const STRIKES = `insert into haechi.strikes (id, account, world, decision, item, policy, family, weight, rule, annotation, by,
    retroact, at_ms, taken_ms, expires_ms, reversed_ms)
  select id, account, world, decision, item, policy, family, weight, rule, annotation, by,
    retroact, at_ms, taken_ms, expires_ms, reversed_ms
  from json_to_recordset($1) as n (id uuid, account text, world text, decision uuid, item text, policy text,
    family text, weight float8, rule text, annotation uuid, by text, retroact uuid,
    at_ms int8, taken_ms int8, expires_ms int8, reversed_ms int8)
  on conflict (id) do update set reversed_ms = excluded.reversed_ms`

const STATEMENTS = `insert into haechi.statements (id, account, kind, decision, enforcement, appeal, world, policy, at_ms,
    appeal_until_ms, body)
  select id, account, kind, decision, enforcement, appeal, world, policy, at_ms, appeal_until_ms, body
  from json_to_recordset($1) as n (id uuid, account text, kind text, decision uuid, enforcement uuid, appeal uuid,
    world text, policy text, at_ms int8, appeal_until_ms int8, body json)`

const REVERSED = `insert into haechi.reversed_decisions (decision, at_ms, appeal, why)
  select decision, $2, appeal, why from json_to_recordset($1) as n (decision uuid, appeal uuid, why text)
  on conflict do nothing`

/** Writes what came of a piece of work, but for messages and labels, within the caller's transaction. */
export async function saveLedger(
  client: pg.ClientBase,
  changes: LedgerChanges,
  nowMs: number,
): Promise<void> {
  const write = async (text: string, rows: readonly unknown[], ...more: unknown[]) => {
    if (rows.length > 0) await client.query(text, [JSON.stringify(rows), ...more])
  }
  const uuid = (id: string | undefined) => (id === undefined ? null : uuidOf(id))
  await write(
    SEQUENCES,
    [...changes.sequences].map(([entity, sequence]) => ({ entity, sequence })),
  )
  await write(
    ENFORCEMENTS,
    // What has ended first: the same may be in force once only, and a new one may stand in its place.
    changes.enforcements
      .toSorted((a, b) => Number(a.state === 'applied') - Number(b.state === 'applied'))
      .map((one) => ({
        id: uuidOf(one.id),
        target: one.target,
        account: one.account,
        world: one.world,
        name: one.name,
        params: one.params,
        params_key: JSON.stringify(Object.entries(one.params).sort(([a], [b]) => (a < b ? -1 : 1))),
        reversible: one.reversible,
        state: one.state,
        sequence: one.sequence,
        from_ms: one.fromMs,
        until_ms: one.untilMs,
        ended_ms: one.endedMs,
      })),
  )
  await write(
    CAUSES,
    changes.causes.map(({ enforcement, cause }) => ({
      ...cause,
      enforcement: uuidOf(enforcement),
      decision: uuid(cause.decision),
      annotation: uuid(cause.annotation),
      retroact: uuid(cause.retroact),
      strike: uuid(cause.strike),
      statement: uuid(cause.statement),
      at_ms: cause.atMs,
      until_ms: cause.untilMs,
      reversed_ms: cause.reversedMs,
    })),
  )
  await write(
    STRIKES,
    changes.strikes.map((one) => ({
      ...one,
      id: uuidOf(one.id),
      decision: uuid(one.decision),
      annotation: uuid(one.annotation),
      retroact: uuid(one.retroact),
      at_ms: one.atMs,
      taken_ms: one.takenMs,
      expires_ms: one.expiresMs,
      reversed_ms: one.reversedMs,
    })),
  )
  await write(
    STATEMENTS,
    changes.statements.map((one) => ({
      ...one,
      id: uuidOf(one.id),
      decision: uuid(one.decision),
      enforcement: uuid(one.enforcement),
      appeal: uuid(one.appeal),
      at_ms: one.atMs,
      appeal_until_ms: one.appealUntilMs,
    })),
  )
  await write(
    REVERSED,
    changes.reversed.map(({ decision, appeal, why }) => ({
      decision: uuidOf(decision),
      appeal: uuid(appeal),
      why,
    })),
    nowMs,
  )
}
