import type { CompiledEventType } from '../../engine/ruleset.ts'
import type { History } from '../../history/open-history.ts'
import type { Ir } from '../../rules/ir.ts'
import type { EventRef } from '../event-ref.ts'
import { lookBack } from '../look-back.ts'
import { noteNames, shaped } from '../replay/columns-asked.ts'
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

/** Finds the newest matching events by SQL, newest first. */
export function findNewest(job: NewestJob): Promise<EventRef[]> {
  const { history, compiled, when, condition, where, signal } = job
  const type = compiled.eventType.name
  const names = new Set(['id', 'received', ...whereColumns(where)])
  noteNames(when, names)
  return lookBack(job, { most: job.most, first: 1 / 64, wider: 2 }, async ({ from, to, older, most }) => {
    signal?.throwIfAborted()
    const query = await history.query({ types: new Map([[type, shaped(compiled, names)]]), from, to })
    const stop = () => query.connection.interrupt()
    signal?.addEventListener('abort', stop)
    try {
      const rows = await query.connection.runAndReadAll(
        `select id, received from ${query.viewOf(type)} where ${whereSql(where)} and (${condition}) and ${older}
         order by received desc, id desc limit ${most}`,
      )
      return rows.getRowsJS().map(([id, received]) => ({ id: String(id), received: Number(received) }))
    } finally {
      signal?.removeEventListener('abort', stop)
      query.close()
    }
  })
}
