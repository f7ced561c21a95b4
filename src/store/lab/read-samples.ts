import type pg from 'pg'
import type { Design, JudgedSample, ModelId, Stratum } from '../../lab/probation/ports.ts'

interface SampleRow {
  readonly number: string
  readonly stratum: Stratum
  readonly account: string
  readonly day: number
  readonly type: string
  readonly probability: number
  readonly score: number
  readonly at_ms: string
  readonly state: string | null
  readonly outcome: string | null
  readonly policies: string[] | null
}

const READ = `select s.number, s.stratum, s.account, s.day, s.type, s.probability, s.score, s.at_ms, j.state, j.outcome,
    case when j.outcome = 'violates' then (
      select case when cardinality(a.policies) = 0 then array[a.policy] else a.policies end
      from haechi.annotations a where a.job = j.id and a.choice = 'violates' and not exists (
        select from haechi.annotation_marks m where m.annotation = a.id and m.mark = 'undone')
      order by a.at_ms desc, a.id limit 1) end as policies
  from haechi.lab_samples s
  left join haechi.jobs j on j.decision = s.decision and j.sample = s.design || ':' || s.model
  where s.model = $1 and s.design = $2 and s.number > $3 order by s.number limit $4`

/** See `ProbationStore.samples`. */
export async function readSamples(
  client: pg.Pool | pg.ClientBase,
  { model, design }: { readonly model: ModelId; readonly design: Design },
  after: number,
  limit: number,
): Promise<JudgedSample[]> {
  const { rows } = await client.query<SampleRow>(READ, [model, design, after, limit])
  return rows.map((row) => ({
    number: Number(row.number),
    ...{ stratum: row.stratum, account: row.account, day: row.day, type: row.type },
    ...{ probability: row.probability, score: row.score, drawnMs: Number(row.at_ms) },
    outcome: outcomeOf(row),
    policies: row.policies ?? [],
  }))
}

function outcomeOf({ state, outcome }: SampleRow): JudgedSample['outcome'] {
  if (state === 'withdrawn') return 'void'
  if (state !== 'done') return undefined
  return outcome === 'violates' || outcome === 'fine' ? outcome : 'void'
}
