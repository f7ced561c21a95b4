import type pg from 'pg'
import type { Holder, LabRunStore } from '../../api/lab/runs/ports.ts'
import { uuidOf } from '../../core/ids.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { LAB_RUN_COLUMNS, type LabRunRow, labRunOf } from './lab-run-row.ts'

/** Whoever waits longest comes first; of two processes that look at once, each takes another. */
const CLAIM = `update haechi.lab_runs set state = 'running', claimed_by = $1, lease_until_ms = $2::int8 + $3::int8
  where id = (select id from haechi.lab_runs
    where state = 'waiting' or (state = 'running' and lease_until_ms < $2::int8)
    order by made_ms limit 1 for update skip locked)
  returning ${LAB_RUN_COLUMNS}`

const HELD = `id = $1 and claimed_by = $2 and state = 'running'`

/** Runs of the lab, on Postgres. Rejects with `Unavailable`. */
export function labRunStore(pool: pg.Pool, health: HealthWatch): LabRunStore {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    available(health, () => pool.query<Row>(text, values))

  /** Locks the run that is held and works on it; false when it is held no more. */
  const whileHeld = (of: Holder, work: (client: pg.ClientBase) => Promise<unknown>): Promise<boolean> =>
    available(health, () =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `select from haechi.lab_runs where ${HELD} for update`,
          held(of),
        )
        if (rowCount !== 1) return false
        await work(client)
        return true
      }),
    )

  return {
    async create({ id, asked, by, madeMs }) {
      await query(
        `insert into haechi.lab_runs (id, task, asked, state, step, dataset, by, made_ms, changed_ms)
         values ($1, $2, $3, 'waiting', 'snapshot', $4, $5, $6, $6)`,
        [uuidOf(id), asked.task.name, JSON.stringify(asked), asked.dataset ?? null, by, madeMs],
      )
    },
    async get(id) {
      const { rows } = await query<LabRunRow>(
        `select ${LAB_RUN_COLUMNS} from haechi.lab_runs where id = $1`,
        [uuidOf(id)],
      )
      return rows[0] && labRunOf(rows[0])
    },
    async list({ task, limit }) {
      const { rows } = await query<LabRunRow>(
        `select ${LAB_RUN_COLUMNS} from haechi.lab_runs where $1::text is null or task = $1
         order by made_ms desc, id desc limit $2`,
        [task ?? null, limit],
      )
      return rows.map(labRunOf)
    },
    async claim(holder, nowMs, leaseMs) {
      const { rows } = await query<LabRunRow>(CLAIM, [holder, nowMs, leaseMs])
      return rows[0] && labRunOf(rows[0])
    },
    async beat(of, nowMs, leaseMs, at) {
      const { rows } = await query<{ cancelled: boolean }>(
        `update haechi.lab_runs r set lease_until_ms = $3::int8 + $4::int8, changed_ms = $3::int8,
           (step, progress, doing, curve) = (
             select coalesce(t.step, r.step), coalesce(t.progress, r.progress), coalesce(t.doing, r.doing),
               coalesce(t.curve, r.curve)
             from (select 1) one left join (
               select $5::text as step, $6::float8 as progress, $7::text as doing, $8::text as curve
             ) t on jsonb_array_length(r.steps::jsonb) = $9::int)
         where ${HELD} returning cancelled`,
        [
          ...held(of),
          ...[nowMs, leaseMs, at?.step ?? null, at?.progress ?? null, at?.doing ?? null],
          ...[at === undefined ? null : JSON.stringify(at.curve), at?.steps.length ?? null],
        ],
      )
      if (rows[0] === undefined) return 'lost'
      return rows[0].cancelled ? 'cancelled' : 'held'
    },
    checkpoint: (of, code, name, body) =>
      whileHeld(of, (client) => keep(client, of, code, new Map([[name, body]]))),
    async checkpoints(id, code) {
      const { rows } = await query<{ name: string; body: Buffer }>(
        'select name, body from haechi.lab_checkpoints where run = $1 and code = $2',
        [uuidOf(id), code],
      )
      return new Map(rows.map(({ name, body }) => [name, body]))
    },
    stepEnded: (of, code, { step, next, dataset, model, keep: kept = new Map() }, nowMs) =>
      whileHeld(of, async (client) => {
        await keep(client, of, code, kept)
        await client.query(
          `update haechi.lab_runs set steps = (steps::jsonb || $3::jsonb)::text, step = $4,
             progress = $8, doing = '', changed_ms = $5,
             dataset = coalesce($6, dataset), model = coalesce($7, model)
           where ${HELD}`,
          [
            ...held(of),
            ...[JSON.stringify([step]), next ?? step.step, nowMs, dataset ?? null, model ?? null],
            next === undefined ? 1 : 0,
          ],
        )
      }),
    backTo: (of, steps, next, nowMs) =>
      whileHeld(of, async (client) => {
        await client.query('delete from haechi.lab_checkpoints where run = $1', [uuidOf(of.run)])
        await client.query(
          `update haechi.lab_runs set steps = $3, step = $4, progress = 0, doing = '', curve = '[]', changed_ms = $5
           where ${HELD}`,
          [...held(of), JSON.stringify(steps), next, nowMs],
        )
      }),
    end: (of, state, nowMs, fault) =>
      whileHeld(of, async (client) => {
        await client.query('delete from haechi.lab_checkpoints where run = $1', [uuidOf(of.run)])
        await client.query(
          `update haechi.lab_runs set state = $3, fault = $4, changed_ms = $5, doing = '', claimed_by = null,
             lease_until_ms = null where ${HELD}`,
          [...held(of), state, fault ?? null, nowMs],
        )
      }),
    async letGo(of, nowMs) {
      await query(
        `update haechi.lab_runs set state = 'waiting', claimed_by = null, lease_until_ms = null, changed_ms = $3
         where ${HELD}`,
        [...held(of), nowMs],
      )
    },
    async cancel(id, nowMs) {
      const { rows } = await query<LabRunRow>(
        `update haechi.lab_runs set cancelled = cancelled or state in ('waiting', 'running'),
           state = case when state = 'waiting' then 'cancelled' else state end, changed_ms = $2
         where id = $1 returning ${LAB_RUN_COLUMNS}`,
        [uuidOf(id), nowMs],
      )
      return rows[0] && labRunOf(rows[0])
    },
  }
}

function held({ run, holder }: Holder): [string, string] {
  return [uuidOf(run), holder]
}

async function keep(
  client: pg.ClientBase,
  { run }: Holder,
  code: string,
  bodies: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const [name, body] of bodies)
    await client.query(
      `insert into haechi.lab_checkpoints (run, name, code, body) values ($1, $2, $3, $4)
       on conflict (run, name) do update set code = excluded.code, body = excluded.body`,
      [uuidOf(run), name, code, body],
    )
}
