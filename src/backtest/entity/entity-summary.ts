import { isoTime } from '../../core/iso-time.ts'
import { sqlText } from '../../history/duck.ts'
import type { History } from '../../history/open-history.ts'
import { entityView, isIn } from './entity-view.ts'

/** What the history knows of an entity in a range of time. */
export interface EntitySummary {
  /** Events in which it acts. */
  readonly acted: number
  /** Events that are about it, or in it: as target or session. */
  readonly met: number
  /** Of those in which it acts, by verdict. */
  readonly verdicts: Readonly<Record<string, number>>
  /** By event type, in which it acts. */
  readonly types: Readonly<Record<string, number>>
  readonly worlds: readonly string[]
  /** The rules that had force on what it did, the most frequent first. */
  readonly rules: readonly { readonly rule: string; readonly events: number }[]
  readonly firstSeen: string | null
  readonly lastSeen: string | null
}

const NOTHING: EntitySummary = {
  ...{ acted: 0, met: 0, verdicts: {}, types: {}, worlds: [], rules: [], firstSeen: null, lastSeen: null },
}

/** Counts what an entity did, and what was decided on it. */
export async function entitySummary(
  history: History,
  { entity, from, to }: { readonly entity: string; readonly from: number; readonly to: number },
): Promise<EntitySummary> {
  const query = await entityView(history, {
    columns: ['received', 'world', 'session', 'actor', 'target', 'verdict', 'fired'],
    ...{ from, to },
  })
  if (query === undefined) return NOTHING
  try {
    const { connection, view } = query
    await connection.run(
      `create temp table met as select "type", received, world, coalesce(actor = ${sqlText(entity)}, false) as acts, verdict, fired
       from ${view} where ${isIn(entity)}`,
    )
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS()
    const [sums] = await rows(
      'select count(*) filter (where acts), count(*) filter (where not acts), min(received), max(received) from met',
    )
    const counted = async (what: string) =>
      Object.fromEntries(
        (
          await rows(`select ${what} as k, count(*) as n from met where acts group by all order by n desc, k`)
        ).map(([key, count]) => [String(key), Number(count)]),
      )
    const [acted, met, first, last] = sums!
    const rules = await rows(
      `select rule, count(*) as n from (select unnest(fired) as rule from met where acts) group by all order by n desc, rule limit 20`,
    )
    return {
      acted: Number(acted),
      met: Number(met),
      verdicts: await counted('verdict'),
      types: await counted('"type"'),
      worlds: (await rows('select distinct world from met order by world')).map(([world]) => String(world)),
      rules: rules.map(([rule, events]) => ({ rule: String(rule), events: Number(events) })),
      firstSeen: first === null || first === undefined ? null : isoTime(Number(first)),
      lastSeen: last === null || last === undefined ? null : isoTime(Number(last)),
    }
  } finally {
    query.close()
  }
}
