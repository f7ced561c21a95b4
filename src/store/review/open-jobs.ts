import type pg from 'pg'
import type { JobDraft } from '../../review/ports.ts'

/** Opens jobs, or joins them to those under way for the same item and family, within the caller's transaction. */
export async function openJobs(_client: pg.ClientBase, _drafts: readonly JobDraft[]): Promise<void> {
  throw new Error('openJobs is not built yet')
}
