import type pg from 'pg'
import { idFrom, uuidOf } from '../../core/ids.ts'
import type { Breaker, Claimed, Outcome, Turn, TurnTaken } from '../../enforcement/delivery/ports.ts'

interface EndpointRow {
  url: string
  state: string
  removed_ms: string | null
  secret: string
  old_secret: string | null
  old_until_ms: string | null
  failures: number
  opened_ms: string | null
  hold_until_ms: string
}

// Turns at one endpoint exclude each other by this row, so that what is "behind" is never missed; readers do not wait.
const LOCK = `select url, state, removed_ms, secret, old_secret, old_until_ms, failures, opened_ms, hold_until_ms
  from haechi.endpoints where id = $1 for no key update`

const NOTE = `with came as (
  select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int8[], $5::smallint[], $6::int8[], $7::smallint[], $8::text[], $9::int[], $10::boolean[])
    as o (id, claim, state, due, tries, at_ms, status, result, took, tried)
), noted as (
  update haechi.deliveries d set state = case when $11 and o.state = 'waiting' then 'dropped' else o.state end,
    due_ms = coalesce(o.due, d.due_ms), tries = o.tries, claim = null, lease_until_ms = null,
    last_ms = case when o.tried then o.at_ms else d.last_ms end,
    last_status = case when o.tried then o.status else d.last_status end,
    last_result = case when o.tried then o.result else d.last_result end
  from came o where d.id = o.id and d.claim = o.claim and d.state = 'sending' returning d.target, d.state
), logged as (
  insert into haechi.delivery_attempts (delivery, at_ms, status, result, took_ms)
  select id, at_ms, status, result, took from came where tried
)
select distinct target from noted where state in ('delivered', 'dead', 'dropped')`

// The first of each target that is left: it stands behind nothing any more.
const FREE = `update haechi.deliveries d set state = 'waiting'
  from (
    select (
      select f.id from haechi.deliveries f
      where f.endpoint = $1 and f.target = t.target and f.state in ('waiting', 'behind', 'sending') order by f.seq limit 1
    ) as id from unnest($2::text[]) as t (target)
  ) firsts where d.id = firsts.id and d.state = 'behind'`

const CLAIM = `with candidates as materialized (
  select id, target, seq, row_number() over (order by due_ms, seq) as place from haechi.deliveries
  where endpoint = $1 and state = 'waiting' and due_ms <= $2 order by due_ms, seq limit $3
), judged as materialized (
  select c.id, c.place, exists (
    select from haechi.deliveries e where e.endpoint = $1 and e.target = c.target
      and e.state in ('waiting', 'behind', 'sending') and e.id <> c.id and (e.seq < c.seq or e.state = 'sending')
  ) as blocked from candidates c
), parked as (
  update haechi.deliveries d set state = 'behind' from judged j where d.id = j.id and j.blocked returning 1
), firsts as (
  select id from judged where not blocked order by place limit $4
), claimed as (
  update haechi.deliveries d set state = 'sending', claim = $5, lease_until_ms = $6
  from firsts f where d.id = f.id returning d.id, d.message, d.body, d.tries, d.due_ms, d.seq
)
select id, message, body, tries, (select count(*) from parked)::int as parked, (select count(*) from candidates)::int as looked
from claimed order by due_ms, seq`

/** Rows looked at beyond those wanted: of targets that are under way. */
const LOOK_AHEAD = 4
const MOST_LOOKS = 50

/** Notes what came of tries, then claims the next messages, in one transaction. See the port. */
export async function takeTurn(
  client: pg.ClientBase,
  turn: Turn,
  claim: string,
): Promise<TurnTaken | undefined> {
  const id = uuidOf(turn.endpoint)
  const row = (await client.query<EndpointRow>(LOCK, [id])).rows[0]
  if (row === undefined) return undefined
  const before = breakerOf(row)
  const { outcomes, breaker, gone } = turn.settle(before)
  const removed = row.removed_ms !== null
  if (outcomes.length > 0) {
    const { rows } = await client.query<{ target: string }>(NOTE, [...columnsOf(outcomes), removed])
    if (rows.length > 0) await client.query(FREE, [id, rows.map(({ target }) => target)])
  }
  const isOn = row.state === 'on' && !removed && !gone
  const want = isOn ? turn.want(breaker) : 0
  const claimed = want > 0 ? await claimNext(client, turn, want, claim) : []
  // While it is open, a claim is a probe: nobody else sends until it is known, or its lease has ended.
  const isProbe = breaker.openedMs !== undefined && claimed.length > 0
  const after = isProbe ? { ...breaker, holdUntilMs: turn.nowMs + turn.leaseMs } : breaker
  const took = outcomes.some(({ next }) => next.kind === 'delivered')
  if (took || changed(before, after) || (gone && row.state !== 'gone'))
    await client.query(
      `update haechi.endpoints set failures = $2, opened_ms = $3, hold_until_ms = $4,
         delivered_ms = case when $6 then $7 else delivered_ms end,
         state = case when $5 then 'gone' else state end,
         why = case when $5 then 'The receiver answered 410 Gone: it wants no more messages.' else why end
       where id = $1`,
      [id, after.failures, after.openedMs ?? null, after.holdUntilMs, gone, took, turn.nowMs],
    )
  if (!isOn) return undefined
  const old = row.old_secret !== null && Number(row.old_until_ms) > turn.nowMs ? [row.old_secret] : []
  return { url: row.url, secrets: [row.secret, ...old], breaker: after, claimed }
}

async function claimNext(client: pg.ClientBase, turn: Turn, want: number, claim: string): Promise<Claimed[]> {
  const values = (left: number) => [
    ...[uuidOf(turn.endpoint), turn.nowMs, left * LOOK_AHEAD, left, claim, turn.nowMs + turn.leaseMs],
  ]
  const claimed: Claimed[] = []
  for (let looks = 0; looks < MOST_LOOKS && claimed.length < want; looks++) {
    const { rows } = await client.query<{
      id: string
      message: string
      body: string
      tries: number
      parked: number
      looked: number
    }>(CLAIM, values(want - claimed.length))
    for (const row of rows)
      claimed.push({
        id: idFrom('dlv', row.id),
        claim,
        message: idFrom('msg', row.message),
        body: row.body,
        tries: row.tries,
      })
    // Nothing claimed tells nothing of what was looked at: ask whether anything is left.
    if (rows[0] === undefined ? !(await hasDue(client, turn)) : rows[0].parked === 0) break
  }
  return claimed
}

async function hasDue(client: pg.ClientBase, turn: Turn): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from haechi.deliveries where endpoint = $1 and state = 'waiting' and due_ms <= $2 limit 1`,
    [uuidOf(turn.endpoint), turn.nowMs],
  )
  return rowCount === 1
}

export function breakerOf(row: Pick<EndpointRow, 'failures' | 'opened_ms' | 'hold_until_ms'>): Breaker {
  return {
    failures: row.failures,
    openedMs: row.opened_ms === null ? undefined : Number(row.opened_ms),
    holdUntilMs: Number(row.hold_until_ms),
  }
}

function changed(before: Breaker, after: Breaker): boolean {
  return (
    before.failures !== after.failures ||
    before.openedMs !== after.openedMs ||
    before.holdUntilMs !== after.holdUntilMs
  )
}

function columnsOf(outcomes: readonly Outcome[]): unknown[] {
  return [
    outcomes.map(({ id }) => uuidOf(id)),
    outcomes.map(({ claim }) => claim),
    outcomes.map(({ next }) => (next.kind === 'delivered' || next.kind === 'dead' ? next.kind : 'waiting')),
    outcomes.map(({ next }) => (next.kind === 'again' ? next.dueMs : null)),
    outcomes.map(({ tries }) => tries),
    outcomes.map(({ atMs }) => atMs),
    outcomes.map(({ status }) => status ?? null),
    outcomes.map(({ result }) => result),
    outcomes.map(({ tookMs }) => Math.round(tookMs)),
    outcomes.map(({ next }) => next.kind !== 'given-back'),
  ]
}
