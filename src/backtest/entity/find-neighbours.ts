import { isoTime } from '../../core/iso-time.ts'
import { sqlName, sqlText } from '../../history/duck.ts'
import type { History } from '../../history/open-history.ts'
import { dataColumn } from '../../history/shape.ts'
import { parquetType, storedType } from '../../history/stored-type.ts'
import type { EventType } from '../../pack/pack.ts'
import { maskValue } from './mask-value.ts'

/** Something that an account shares with others: a device, an address, a text. */
export interface SharedThing {
  /** `link`: a feature that the pack names under `links`; `text`: the same content; else a place of the envelope. */
  readonly kind: 'link' | 'text' | 'session' | 'target'
  /** The feature; of `text`, `session` and `target`, the same word. */
  readonly name: string
  /** In part, and only for who may see content. */
  readonly value: string | null
  /** Other accounts that have it. */
  readonly accounts: number
  /** Too many have it to say anything: those are not listed. */
  readonly common: boolean
  /** The accounts that have it, those with most events first, as many as are listed. */
  readonly with: readonly { readonly entity: string; readonly events: number; readonly lastSeen: string }[]
}

export interface NeighboursAsked {
  readonly entity: string
  readonly from: number
  readonly to: number
  /** What may join; not given: links and texts. */
  readonly by?: readonly SharedThing['kind'][]
  readonly mayShowContent: boolean
}

export const NEIGHBOUR_LIMITS = { values: 100, common: 200, listed: 50, shortestText: 12 } as const

/** Finds the accounts that share something with an account. */
export async function findNeighbours(
  history: History,
  eventTypes: ReadonlyMap<string, EventType>,
  { entity, from, to, by = ['link', 'text'], mayShowContent }: NeighboursAsked,
): Promise<SharedThing[]> {
  const found: SharedThing[] = []
  for (const { kind, name, columns } of joining([...eventTypes.values()], by)) {
    const query = await history.query({
      types: new Map(
        [...columns].map(([type, { column, stored }]) => [
          type,
          { actor: 'entity', received: 'timestamp', [column]: stored },
        ]),
      ),
      ...{ from, to },
    })
    try {
      const all = [...columns].map(
        ([type, { column }]) =>
          `select actor, received, ${sqlName(column)}::varchar as v from ${query.viewOf(type)} where ${sqlName(column)} is not null`,
      )
      const long = kind === 'text' ? ` and length(v) >= ${NEIGHBOUR_LIMITS.shortestText}` : ''
      const mine = await query.connection.runAndReadAll(
        `select v, count(*) as n from (${all.join(' union all ')}) where actor = ${sqlText(entity)}${long} group by v order by n desc, v limit ${NEIGHBOUR_LIMITS.values}`,
      )
      const values = mine.getRowsJS().map(([value]) => String(value))
      if (values.length === 0) continue
      const rows = await query.connection.runAndReadAll(
        `with h as materialized (
           select v, actor, count(*) as n, max(received) as last from (${all.join(' union all ')})
           where actor is not null and actor <> ${sqlText(entity)} and v in (${values.map(sqlText).join(', ')}) group by v, actor)
         select v, actor, n, last, count(*) over (partition by v) as accounts from h
         qualify row_number() over (partition by v order by n desc, actor) <= ${NEIGHBOUR_LIMITS.listed}
         order by v, n desc, actor`,
      )
      const things = new Map<string, { accounts: number; with: SharedThing['with'][number][] }>()
      for (const [v, actor, n, last, accounts] of rows.getRowsJS()) {
        const thing = things.get(String(v)) ?? { accounts: Number(accounts), with: [] }
        thing.with.push({ entity: String(actor), events: Number(n), lastSeen: isoTime(Number(last)) })
        things.set(String(v), thing)
      }
      for (const [value, { accounts, with: others }] of things) {
        const common = accounts > NEIGHBOUR_LIMITS.common
        found.push({
          ...{ kind, name, accounts, common },
          value: mayShowContent ? maskValue(value) : null,
          with: common ? [] : others,
        })
      }
    } finally {
      query.close()
    }
  }
  // What few share says most.
  return found.sort(
    (a, b) => Number(a.common) - Number(b.common) || a.accounts - b.accounts || (a.name < b.name ? -1 : 1),
  )
}

interface Joining {
  readonly kind: SharedThing['kind']
  readonly name: string
  /** By event type: the column, and the stored type that it is read as. */
  readonly columns: ReadonlyMap<string, { readonly column: string; readonly stored: string }>
}

/** What may join accounts: each name once, whatever event types have it. */
function joining(eventTypes: readonly EventType[], by: readonly SharedThing['kind'][]): Joining[] {
  const all = new Map<
    string,
    { kind: SharedThing['kind']; name: string; columns: Map<string, { column: string; stored: string }> }
  >()
  const add = (kind: SharedThing['kind'], name: string, type: string, column: string, stored: string) => {
    if (!by.includes(kind)) return
    const one = all.get(`${kind} ${name}`) ?? { kind, name, columns: new Map() }
    one.columns.set(type, { column, stored })
    all.set(`${kind} ${name}`, one)
  }
  for (const eventType of eventTypes) {
    const { name: type, features, links, content } = eventType
    for (const link of links) {
      const stored = storedType(features.get(link)!.type)
      if (parquetType(stored) !== 'VARCHAR[]') add('link', link, type, dataColumn(link), stored)
    }
    if (content !== undefined) add('text', 'text', type, dataColumn(content), 'string')
    add('session', 'session', type, 'session', 'entity')
    add('target', 'target', type, 'target', 'entity')
  }
  return [...all.values()]
}
