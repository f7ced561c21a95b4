import type pg from 'pg'
import type { Effect } from '../../core/effect.ts'
import type { DecisionId } from '../../core/id.ts'
import type { BatchPlan, DrawnSample, LabCursor, ProbationStore } from '../../lab/probation/ports.ts'
import { ensureOutbox } from '../effects/ensure-outbox.ts'
import { writeLater } from '../effects/write-later.ts'
import { inTransaction } from '../in-transaction.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'

const MOVE = 'update haechi.lab_cursor set xid = $3, id = $4 where xid = $1 and id = $2'

const COUNT = `insert into haechi.lab_counts as c (model, day, cell, type, count)
  select * from unnest($1::text[], $2::int4[], $3::text[], $4::text[], $5::int8[])
  on conflict (model, day, cell, type) do update set count = c.count + excluded.count`

const WOULD_BE = `insert into haechi.lab_would_be (model, decision, at_ms, score, zone)
  select * from unnest($1::text[], $2::uuid[], $3::int8[], $4::float4[], $5::text[])`

// In the order of the batch: "number" is the order of drawing.
const DRAW = `insert into haechi.lab_samples
    (model, design, stratum, decision, account, day, type, score, probability, at_ms)
  select model, design, stratum, decision, account, day, type, score, probability, at_ms
  from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::int4[], $7::text[], $8::float4[],
    $9::float8[], $10::int8[]) with ordinality as s
    (model, design, stratum, decision, account, day, type, score, probability, at_ms, place)
  order by place
  on conflict (model, design, stratum, day, account) do nothing
  returning model, design, stratum, decision`

/** See `ProbationStore.commit`. */
export function commitBatch(
  { pool, partitions }: { readonly pool: pg.Pool; readonly partitions: PartitionKeeper },
  from: LabCursor,
  to: LabCursor,
  { counts, wouldBe, samples }: BatchPlan,
  jobs: Parameters<ProbationStore['commit']>[3],
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const moved = await client.query(MOVE, [from.xid, uuid(from.id), to.xid, uuid(to.id)])
    if (moved.rowCount === 0) return false
    if (counts.length > 0) {
      // Two processes never write at once; in one order all the same, so that nothing can wait in a ring.
      const rows = [...counts].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      await client.query(COUNT, [
        rows.map(({ model }) => model),
        rows.map(({ day }) => day),
        rows.map(({ cell }) => cell),
        rows.map(({ type }) => type),
        rows.map(({ count }) => count),
      ])
    }
    if (wouldBe.length > 0)
      await client.query(WOULD_BE, [
        wouldBe.map(({ model }) => model),
        wouldBe.map(({ decision }) => decision.slice(2)),
        wouldBe.map(({ atMs }) => Math.trunc(atMs)),
        wouldBe.map(({ score }) => score),
        wouldBe.map(({ zone }) => zone),
      ])
    await draw(client, samples)
    return true
  })

  async function draw(client: pg.ClientBase, drawn: readonly DrawnSample[]): Promise<void> {
    if (drawn.length === 0) return
    const { rows } = await client.query<{ model: string; stratum: string; decision: string }>(DRAW, [
      drawn.map(({ model }) => model),
      drawn.map(({ design }) => design),
      drawn.map(({ stratum }) => stratum),
      drawn.map(({ decision }) => decision.slice(2)),
      drawn.map(({ account }) => account),
      drawn.map(({ day }) => day),
      drawn.map(({ type }) => type),
      drawn.map(({ score }) => score),
      drawn.map(({ probability }) => probability),
      drawn.map(({ atMs }) => Math.trunc(atMs)),
    ])
    const kept = new Set(rows.map((row) => `${row.model} ${row.decision.replaceAll('-', '')}`))
    const effects = drawn
      .filter(({ model, decision }) => kept.has(`${model} ${decision.slice(2)}`))
      .map((sample): { decision: DecisionId; effect: Effect } => {
        const { queue, policy } = jobs(sample)
        const name = `${sample.design}:${sample.model}`
        const chosen = { name, probability: sample.probability }
        return {
          decision: sample.decision,
          effect: { kind: 'job', rule: name, policy, queue, sample: chosen },
        }
      })
    await ensureOutbox(client, partitions, effects)
    await writeLater(client, effects)
  }
}

function keyOf({ model, day, cell, type }: BatchPlan['counts'][number]): string {
  return `${model} ${day} ${cell} ${type}`
}

function uuid(id: string): string {
  return id.replace(/^d-/, '')
}
