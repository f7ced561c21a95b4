import type pg from 'pg'
import type { Design, LabLook, ModelId } from '../../lab/probation/ports.ts'
import { cellsOf } from './sum-cells.ts'

const LOOK = `select coalesce(t.through, 0) as through, coalesce(t.state, '{}') as state,
    (select count(distinct account) from haechi.lab_samples where model = $1 and design = $2) as accounts,
    (select count(*) from haechi.lab_samples s where s.model = $1 and s.design = $2
      and s.number > coalesce(t.through, 0) and not exists (
        select from haechi.jobs j where j.decision = s.decision and j.sample = s.design || ':' || s.model
          and j.state in ('done', 'withdrawn'))) as waiting
  from (select 1) one left join haechi.lab_states t on t.model = $1 and t.design = $2`

/** See `ProbationStore.look`. */
export async function lookAtModel(
  pool: pg.Pool,
  { model, design }: { readonly model: ModelId; readonly design: Design },
): Promise<LabLook> {
  const [{ rows }, cells] = await Promise.all([
    pool.query<{ through: string; state: unknown; accounts: string; waiting: string }>(LOOK, [model, design]),
    cellsOf(pool, [model], 0),
  ])
  const { through, state, accounts, waiting } = rows[0]!
  return {
    ...{ state, through: Number(through), accounts: Number(accounts), waiting: Number(waiting) },
    cells,
  }
}
