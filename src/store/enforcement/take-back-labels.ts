import type pg from 'pg'
import type { DecisionId } from '../../core/id.ts'
import { uuidOf } from '../../core/ids.ts'
import { idAfter } from '../id-after.ts'

// The labels of which a decision to be taken back holds the rule's latest word that was not taken back, with the word
// before it that still stands: of a decision that was not taken back, and after which nobody took the label off.
const WORDS = `select g.entity, g.label, g.rule, p.id is not null as is_prior, p.until_ms,
    (select w.id from haechi.labels w where w.entity = g.entity and w.label = g.label order by w.id desc limit 1) as latest
  from haechi.label_log g
  join haechi.labels l on l.entity = g.entity and l.label = g.label and l.source = g.rule
  left join lateral (
    select p.id, p.until_ms from haechi.label_log p
    where p.entity = g.entity and p.label = g.label and p.rule = g.rule and p.is_set and p.via is null and p.id < g.id
      and not exists (select 1 from haechi.reversed_decisions r where r.decision = p.id)
      and not exists (select 1 from haechi.labels o
        where o.entity = p.entity and o.label = p.label and o.source = '-' and o.id > p.id)
    order by p.id desc limit 1) p on true
  where g.id = any($1::uuid[]) and g.is_set and g.via is null and g.rule is not null
    and not exists (
      select 1 from haechi.label_log n
      where n.entity = g.entity and n.label = g.label and n.rule = g.rule and n.is_set and n.via is null and n.id > g.id
        and not exists (select 1 from haechi.reversed_decisions r where r.decision = n.id))
  order by g.entity, g.label, g.rule
  for update of l`

const SAY = `with said as (
  select * from json_to_recordset($1) as n (id uuid, entity text, label text, rule text, until_ms int8)
), latest as (
  update haechi.labels l set id = s.id, at_ms = $2, until_ms = s.until_ms, via = 'reverse', by = $3, reason = $4
  from said s where l.entity = s.entity and l.label = s.label and l.source = s.rule
)
insert into haechi.label_log (id, at_ms, entity, label, is_set, until_ms, rule, via, by, reason)
select id, $2, entity, label, true, until_ms, rule, 'reverse', $3, $4 from said`

/**
 * Ends what the rules of these decisions said of labels, or lets it last as long as the same rule had said before.
 * It is one more word of the rule in the log, so that every process learns of it as of any other. The decisions must
 * be among those reversed already. Gives how many words there were.
 */
export async function takeBackLabels(
  client: pg.ClientBase,
  reversed: readonly {
    readonly decision: DecisionId
    readonly appeal: string | undefined
    readonly why: string
  }[],
  ids: (nowMs: number) => DecisionId,
  nowMs: number,
): Promise<number> {
  let taken = 0
  for (const { decision, appeal, why } of reversed) {
    const { rows } = await client.query<{
      entity: string
      label: string
      rule: string
      is_prior: boolean
      until_ms: string | null
      latest: string
    }>(WORDS, [[uuidOf(decision)]])
    if (rows.length === 0) continue
    const said = rows.map(({ entity, label, rule, is_prior, until_ms, latest }) => {
      const known = latest.replaceAll('-', '')
      const asked = ids(nowMs).slice(2)
      const id = known < asked ? asked : idAfter(known, asked)
      const ends = is_prior ? until_ms : String(nowMs)
      return { id, entity, label, rule, until_ms: ends === null ? null : Math.max(Number(ends), nowMs) }
    })
    await client.query(SAY, [JSON.stringify(said), nowMs, `${decision} taken back`, appeal ?? why])
    taken += said.length
  }
  return taken
}
