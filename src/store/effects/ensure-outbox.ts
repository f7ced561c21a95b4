import type pg from 'pg'
import { type DecisionId, decisionTime } from '../../core/id.ts'
import type { JobId } from '../../core/ids.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import { KEEP_WITHOUT_DECISION } from './write-later.ts'

/**
 * Makes the places in the outbox that effects of these decisions go to: a decision that asked for nothing by itself
 * may have none. To be called before `writeLater`, in the same transaction.
 */
export async function ensureOutbox(
  client: pg.ClientBase,
  partitions: PartitionKeeper,
  effects: readonly { readonly decision: DecisionId; readonly job?: JobId | undefined }[],
): Promise<void> {
  if (effects.length === 0) return
  const { rows } = await client.query<{ id: string; keep: number }>(
    'select id, keep from haechi.decisions where id = any($1::uuid[])',
    [[...new Set(effects.map(({ decision }) => decision.slice(2)))]],
  )
  const needs = rows.map(({ id, keep }) => ({
    ...{ table: 'effects' as const, keep },
    timeMs: decisionTime(`d-${id.replaceAll('-', '')}` as DecisionId),
  }))
  for (const { decision, job } of effects)
    if (job !== undefined)
      needs.push({ table: 'effects', keep: KEEP_WITHOUT_DECISION, timeMs: decisionTime(decision) })
  await partitions.ensure(needs)
}
