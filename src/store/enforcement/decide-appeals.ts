import type pg from 'pg'
import type { AnnotationId, AppealId } from '../../core/ids.ts'

/** Upholds or overturns appeals that a person has judged, within the caller's transaction. */
export async function decideAppeals(
  _client: pg.ClientBase,
  _judged: readonly {
    readonly appeal: AppealId
    readonly outcome: 'upheld' | 'overturned'
    readonly annotation: AnnotationId
  }[],
  _nowMs: number,
): Promise<void> {
  throw new Error('decideAppeals is not built yet')
}
