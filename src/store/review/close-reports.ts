import type pg from 'pg'
import type { JobId } from '../../core/ids.ts'

/** Gives the reports behind a judged job their outcome, within the caller's transaction. */
export async function closeReports(
  _client: pg.ClientBase,
  _judged: readonly { readonly job: JobId; readonly outcome: 'violates' | 'fine' }[],
  _nowMs: number,
): Promise<void> {
  throw new Error('closeReports is not built yet')
}
