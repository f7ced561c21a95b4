import type { EntityRef } from '../core/entity.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { Value } from '../core/value.ts'
import { sqlName, sqlText } from '../history/duck.ts'
import type { History } from '../history/open-history.ts'
import { dataColumn, ENVELOPE, type Shape } from '../history/shape.ts'
import { columnKind, storedType } from '../history/stored-type.ts'
import type { EventType } from '../pack/pack.ts'

/** An event of the history, with what was decided. */
export interface FetchedEvent {
  readonly event: JudgedEvent
  readonly verdict: string
  /** Rules that had force, and those that had none. */
  readonly fired: readonly string[]
  readonly shadow: readonly string[]
}

/** What is read of the envelope. */
export const EVENT_COLUMNS = [
  'id',
  'event_id',
  'time',
  'received',
  'world',
  'session',
  'actor',
  'target',
  'verdict',
  'fired',
  'shadow',
] as const

/**
 * Reads single events by their decisions' ids. `received`: their times of receipt, by which files are passed over.
 * Those that are not there (any more) are left out.
 */
export async function fetchEvents(
  history: History,
  { name, features }: Pick<EventType, 'name' | 'features'>,
  wanted: readonly { readonly id: string; readonly received: number }[],
): Promise<ReadonlyMap<string, FetchedEvent>> {
  const found = new Map<string, FetchedEvent>()
  if (wanted.length === 0) return found
  const columns: Record<string, string> = {}
  for (const column of EVENT_COLUMNS) columns[column] = ENVELOPE[column]!
  for (const feature of features.values()) columns[dataColumn(feature.name)] = storedType(feature.type)
  const times = wanted.map(({ received }) => received)
  const query = await history.query({
    types: new Map([[name, columns]]),
    from: times.reduce((least, one) => Math.min(least, one)),
    to: times.reduce((most, one) => Math.max(most, one)) + 1,
  })
  try {
    const result = await query.connection.runAndReadAll(
      `select ${Object.keys(columns).map(sqlName).join(', ')} from ${query.viewOf(name)}
       where received in (${[...new Set(times)].join(', ')}) and id in (${wanted.map(({ id }) => sqlText(id)).join(', ')})`,
    )
    for (const row of result.getRowsJS()) {
      const { id, ...rest } = read(columns, row)
      const data: Record<string, Value> = {}
      for (const feature of features.keys()) data[feature] = rest[dataColumn(feature)]
      found.set(id as string, {
        verdict: rest.verdict as string,
        fired: (rest.fired ?? []) as string[],
        shadow: (rest.shadow ?? []) as string[],
        event: {
          id: rest.event_id as string | undefined,
          type: name,
          time: rest.time as number,
          receivedAt: rest.received as number,
          world: rest.world as string,
          session: rest.session as EntityRef | undefined,
          actor: rest.actor as EntityRef | undefined,
          target: rest.target as EntityRef | undefined,
          data,
        },
      })
    }
  } finally {
    query.close()
  }
  return found
}

/** A row of SQL as run-time values by column. */
function read(columns: Shape, row: readonly unknown[]): Record<string, Value> {
  const values: Record<string, Value> = {}
  Object.entries(columns).forEach(([column, stored], i) => {
    const value = row[i]
    if (value === null || value === undefined) return
    if (stored === 'uuid' || columnKind(stored) === 'text') values[column] = String(value)
    else if (columnKind(stored) === 'number') values[column] = Number(value)
    else if (columnKind(stored) === 'bool') values[column] = value === true
    else if (Array.isArray(value)) values[column] = value.map(String)
    else values[column] = JSON.parse(String(value)) as Value
  })
  return values
}
