import type pg from 'pg'
import type { AuditAsked, AuditFact, AuditLog } from '../../access/ports.ts'
import type { AuditEntry } from '../../core/audit-entry.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { appendFacts } from './append-facts.ts'

interface Row {
  seq: string
  at_ms: string
  who: string
  name: string
  what: string
  objects: string
  outcome: string
  details: string
  previous: string
  hash: string
}

interface Waiting {
  readonly fact: AuditFact
  readonly resolve: (seq: number) => void
  readonly reject: (fault: unknown) => void
}

/** As many entries as one transaction takes; the rest waits for the next. */
const MOST_AT_ONCE = 500

const FIND = (order: 'asc' | 'desc') => `select * from haechi.audit
  where ($1::int8 is null or seq ${order === 'asc' ? '>' : '<'} $1)
    and ($2::text is null or who = $2) and ($3::text is null or what = $3)
    and ($4::int8 is null or at_ms >= $4) and ($5::int8 is null or at_ms < $5)
    and ($6::text[] is null or objects::jsonb ?| $6::text[])
  order by seq ${order} limit $7`

/** The audit log on Postgres. Rejects with `Unavailable`. */
export function auditLog(pool: pg.Pool, health: HealthWatch): AuditLog {
  const waiting: Waiting[] = []
  let writing = false
  const query = <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    available(health, () => pool.query<R>(text, values))

  /** Entries that come while a transaction is under way share the next one. */
  async function write(): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_AT_ONCE)
      try {
        const seqs = await available(health, () =>
          appendFacts(
            pool,
            batch.map(({ fact }) => fact),
          ),
        )
        batch.forEach(({ resolve }, i) => {
          resolve(seqs[i]!)
        })
      } catch (fault) {
        for (const { reject } of batch) reject(fault)
      }
    }
    writing = false
  }

  return {
    append: (fact) =>
      new Promise((resolve, reject) => {
        waiting.push({ fact, resolve, reject })
        if (!writing) void write()
      }),
    async find(asked: AuditAsked) {
      let objects = asked.object === undefined ? null : [asked.object]
      if (asked.entity !== undefined) {
        const { rows } = await query<{ commitment: string }>(
          'select commitment from haechi.audit_openings where entity = $1',
          [asked.entity],
        )
        objects = rows.map(({ commitment }) => commitment)
      }
      const { rows } = await query<Row>(FIND(asked.newest ? 'desc' : 'asc'), [
        asked.after ?? null,
        ...[asked.who ?? null, asked.what ?? null, asked.fromMs ?? null, asked.toMs ?? null],
        ...[objects, asked.limit],
      ])
      return rows.map(entryOf)
    },
    async head() {
      const { rows } = await query<{ seq: string; hash: string }>('select seq, hash from haechi.audit_head')
      return { seq: Number(rows[0]?.seq ?? 0), hash: rows[0]?.hash ?? '' }
    },
    async open(commitments) {
      const { rows } = await query<{ commitment: string; entity: string }>(
        'select commitment, entity from haechi.audit_openings where commitment = any($1)',
        [commitments],
      )
      return new Map(rows.map(({ commitment, entity }) => [commitment, entity]))
    },
  }
}

function entryOf({ at_ms, seq, ...row }: Row): AuditEntry {
  return { seq: Number(seq), atMs: Number(at_ms), ...row }
}
