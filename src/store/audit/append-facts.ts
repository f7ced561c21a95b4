import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { AuditFact } from '../../access/ports.ts'
import type { AuditEntry } from '../../core/audit-entry.ts'
import { hashEntry } from '../../core/hash-audit-entry.ts'

const INSERT = `insert into haechi.audit (seq, at_ms, who, name, what, objects, outcome, details, previous, hash)
  select * from unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])`

/** Adds facts to the chain in one transaction of its own, and gives their numbers. Rejects as `pg` does: then none was added, unless the connection broke. */
export async function appendFacts(pool: pg.Pool, facts: readonly AuditFact[]): Promise<number[]> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
    const seqs = await appendFactsWith(client, facts)
    await client.query('commit')
    broken = false
    return seqs
  } finally {
    // A transaction cut short goes with its connection.
    client.release(broken)
  }
}

/** Adds facts within the caller's transaction, which keeps all others waiting until its end: do it last. */
export async function appendFactsWith(client: pg.ClientBase, facts: readonly AuditFact[]): Promise<number[]> {
  const { rows } = await client.query<{ seq: string; hash: string }>(
    'select seq, hash from haechi.audit_head for update',
  )
  const head = rows[0]!
  const commitments = await commit(client, [...new Set(facts.flatMap(({ entities }) => entities))])
  let seq = Number(head.seq)
  let { hash: previous } = head
  const entries = facts.map((fact): AuditEntry => {
    seq++
    const { atMs, who, name, what, outcome } = fact
    const objects = JSON.stringify([...fact.ids, ...fact.entities.map((entity) => commitments.get(entity)!)])
    const open = {
      seq,
      atMs: Math.trunc(atMs),
      who,
      name,
      what,
      objects,
      outcome,
      details: JSON.stringify(fact.details),
      previous,
    }
    const entry = { ...open, hash: hashEntry(open) }
    previous = entry.hash
    return entry
  })
  const column = <K extends keyof AuditEntry>(key: K) => entries.map((entry) => entry[key])
  await client.query(INSERT, [
    ...[column('seq'), column('atMs'), column('who'), column('name'), column('what'), column('objects')],
    ...[column('outcome'), column('details'), column('previous'), column('hash')],
  ])
  await client.query('update haechi.audit_head set seq = $1, hash = $2', [seq, previous])
  return entries.map((entry) => entry.seq)
}

/** The commitment of each entity: the one there is, or a new one with its opening. */
async function commit(
  client: pg.ClientBase,
  entities: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (entities.length === 0) return new Map()
  const { rows } = await client.query<{ commitment: string; entity: string }>(
    'select commitment, entity from haechi.audit_openings where entity = any($1)',
    [entities],
  )
  const known = new Map(rows.map(({ commitment, entity }) => [entity, commitment]))
  const fresh = entities
    .filter((entity) => !known.has(entity))
    .map((entity) => {
      const salt = randomBytes(16).toString('hex')
      const hash = createHash('sha256').update(`${salt}\n${entity}`, 'utf8').digest('hex')
      return { entity, salt, commitment: `c-${hash.slice(0, 32)}` }
    })
  if (fresh.length > 0)
    await client.query(
      `insert into haechi.audit_openings (commitment, salt, entity) select * from unnest($1::text[], $2::text[], $3::text[])`,
      [fresh.map((one) => one.commitment), fresh.map((one) => one.salt), fresh.map((one) => one.entity)],
    )
  for (const { entity, commitment } of fresh) known.set(entity, commitment)
  return known
}
