import type pg from 'pg'
import type { Changed, Design, Folded, FoldGiven, ModelId } from '../../lab/probation/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import { changeModelWith } from './change-model.ts'
import { readSamples } from './read-samples.ts'
import { cellsOf } from './sum-cells.ts'

const MAKE = `insert into haechi.lab_states (model, design, changed_ms) values ($1, $2, $3) on conflict do nothing`
const LOCK = `select through, state from haechi.lab_states where model = $1 and design = $2 for update skip locked`
const KEEP = `update haechi.lab_states set through = $3, state = $4, changed_ms = $5 where model = $1 and design = $2`

const ACCOUNTS = `select count(distinct account) as accounts from haechi.lab_samples where model = $1 and design = $2`

/** So many samples are looked at in one transaction. */
const MOST = 2000

/** See `ProbationStore.fold`. */
export function foldJudged(
  pool: pg.Pool,
  { model, design }: { readonly model: ModelId; readonly design: Design },
  nowMs: number,
  work: (given: FoldGiven) => Folded,
): Promise<Changed | 'kept' | undefined> {
  return inTransaction(pool, async (client) => {
    await client.query(MAKE, [model, design, Math.trunc(nowMs)])
    const { rows } = await client.query<{ through: string; state: unknown }>(LOCK, [model, design])
    const kept = rows[0]
    if (kept === undefined) return undefined
    const samples = await readSamples(client, { model, design }, Number(kept.through), MOST)
    const cells = await cellsOf(client, [model], 0)
    const counted = await client.query<{ accounts: string }>(ACCOUNTS, [model, design])
    const accounts = Number(counted.rows[0]!.accounts)
    const before = { state: kept.state, through: Number(kept.through) }
    const { state, through, plan } = work({ ...before, samples, accounts, cells })
    await client.query(KEEP, [model, design, through, JSON.stringify(state), Math.trunc(nowMs)])
    if (plan === undefined) return 'kept'
    // Last, since the chain is held until the end.
    return await changeModelWith(client, model, plan, nowMs)
  })
}
