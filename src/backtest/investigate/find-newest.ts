import type { CompiledEventType } from '../../engine/ruleset.ts'
import type { History } from '../../history/open-history.ts'
import type { Ir } from '../../rules/ir.ts'
import { noteNames, shaped } from '../replay/columns-asked.ts'
import { type EventRef, olderThan } from './newest-events.ts'
import { type Where, whereColumns, whereSql } from './where.ts'

export interface NewestJob {
  readonly history: History
  readonly compiled: CompiledEventType
  readonly when: Ir
  /** `when` as SQL. */
  readonly condition: string
  readonly where: Where
  readonly from: number
  readonly to: number
  readonly most: number
  /** Only decisions older than this one. */
  readonly before: EventRef | undefined
  readonly signal?: AbortSignal
}

/** The first look goes back this share of the range, each further one twice as far: mostly, the newest are soon found. */
const FIRST_SHARE = 1 / 64

/** Finds the newest matching events by SQL, newest first. */
export async function findNewest(job: NewestJob): Promise<EventRef[]> {
  const { history, compiled, when, condition, where, from, before, most, signal } = job
  const type = compiled.eventType.name
  const names = new Set(['id', 'received', ...whereColumns(where)])
  noteNames(when, names)
  const found: EventRef[] = []
  let to = before === undefined ? job.to : Math.min(job.to, before.received + 1)
  let width = Math.max(1, Math.ceil((to - from) * FIRST_SHARE))
  while (found.length < most && to > from) {
    signal?.throwIfAborted()
    const start = Math.max(from, to - width)
    const query = await history.query({ types: new Map([[type, shaped(compiled, names)]]), from: start, to })
    const stop = () => query.connection.interrupt()
    signal?.addEventListener('abort', stop)
    try {
      const older = before === undefined || before.received >= to ? '' : `and ${olderThan(before)}`
      const rows = await query.connection.runAndReadAll(
        `select id, received from ${query.viewOf(type)} where ${whereSql(where)} and (${condition}) ${older}
         order by received desc, id desc limit ${most - found.length}`,
      )
      for (const [id, received] of rows.getRowsJS())
        found.push({ id: String(id), received: Number(received) })
    } finally {
      signal?.removeEventListener('abort', stop)
      query.close()
    }
    to = start
    width *= 2
  }
  return found
}
