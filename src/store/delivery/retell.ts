import type pg from 'pg'
import { type EndpointId, idFrom } from '../../core/ids.ts'
import { queueMessages } from './queue-messages.ts'

interface Row {
  id: string
  target: string
  account: string | null
  world: string | null
  name: string
  params: unknown
  reversible: boolean
  state: 'applied' | 'reversed' | 'expired'
  sequence: string
  from_ms: string
  until_ms: string | null
  policy: string | null
  decision: string | null
  statement: string | null
  annotation: string | null
  by: string | null
}

// Whoever changes what holds for a subject holds its row, so that numbers and states fit each other.
const LOCK = `select entity from haechi.subjects
  where entity in (select target from haechi.enforcements where id = any($1::uuid[])) order by entity for update`

const NUMBER = `with numbered as (
  select e.id, e.target, s.sequence + row_number() over (partition by e.target order by e.sequence, e.id) as sequence
  from haechi.enforcements e join haechi.subjects s on s.entity = e.target where e.id = any($1::uuid[])
), counted as (
  update haechi.subjects s set sequence = n.last
  from (select target, max(sequence) as last from numbered group by target) n where s.entity = n.target
)
update haechi.enforcements e set sequence = n.sequence from numbered n where e.id = n.id
returning e.id, e.target, e.account, e.world, e.name, e.params, e.reversible, e.state, e.sequence, e.from_ms, e.until_ms`

const CAUSES = `select distinct on (enforcement) enforcement as id, policy, decision, statement, annotation, by
  from haechi.enforcement_causes where enforcement = any($1::uuid[]) order by enforcement, at_ms desc, id desc`

/**
 * Tells an endpoint how enforcements stand now, each under the next number of its target, so that whoever knows an older state
 * sees that this one is newer. Within the caller's transaction.
 */
export async function retell(
  client: pg.ClientBase,
  enforcements: readonly string[],
  nowMs: number,
  only: EndpointId,
): Promise<number> {
  if (enforcements.length === 0) return 0
  await client.query(LOCK, [enforcements])
  const { rows } = await client.query<Row>(NUMBER, [enforcements])
  const causes = await client.query<Row>(CAUSES, [enforcements])
  const why = new Map(causes.rows.map((cause) => [cause.id, cause]))
  rows.sort((a, b) => Number(a.sequence) - Number(b.sequence))
  const messages = rows.map((row) => {
    const id = idFrom('enf', row.id)
    const data = dataOf(row, why.get(row.id))
    const type = `enforcement.${row.state}`
    return { type, target: row.target, key: `${id}:${row.sequence}`, notBeforeMs: nowMs, data }
  })
  await queueMessages(client, messages, nowMs, only)
  return messages.length
}

/** As the first message about it had it, without what only the event knew. */
function dataOf(row: Row, cause: Row | undefined): unknown {
  const time = (ms: string | null) => (ms === null ? null : new Date(Number(ms)).toISOString())
  const id = (prefix: string, uuid: string | null | undefined) => (uuid ? idFrom(prefix, uuid) : null)
  return {
    id: idFrom('enf', row.id),
    sequence: Number(row.sequence),
    state: row.state,
    target: row.target,
    account: row.account,
    world: row.world,
    enforcement: row.name,
    params: row.params,
    from: time(row.from_ms),
    until: time(row.until_ms),
    reversible: row.reversible,
    policy: cause?.policy ?? null,
    decision: id('d', cause?.decision),
    eventId: null,
    automated: !cause?.annotation && !cause?.by,
    statement: id('sor', cause?.statement),
    retold: true,
  }
}
