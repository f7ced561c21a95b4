import type pg from 'pg'
import type { DecisionId } from '../../core/id.ts'
import type { LedgerChanges, LedgerWork, OutMessage, Wanted } from '../../enforcement/ledger/ports.ts'
import { loadLedger } from './load-ledger.ts'
import { saveLedger } from './save-ledger.ts'
import { takeBackLabels } from './take-back-labels.ts'

export interface LedgerDeps {
  /** Makes ids like those of decisions. */
  readonly ids: (nowMs: number) => DecisionId
  readonly queueMessages: (
    client: pg.ClientBase,
    messages: readonly OutMessage[],
    nowMs: number,
  ) => Promise<void>
}

/** Loads, works and writes, messages included, all within the caller's transaction; also how many labels were taken back. */
export async function withLedger(
  { ids, queueMessages }: LedgerDeps,
  client: pg.ClientBase,
  wanted: Wanted,
  work: LedgerWork,
  nowMs: number,
): Promise<{ readonly changes: LedgerChanges; readonly labels: number }> {
  const changes = work(await loadLedger(client, wanted, nowMs))
  await saveLedger(client, changes, nowMs)
  const labels = await takeBackLabels(client, changes.reversed, ids, nowMs)
  if (changes.messages.length > 0) await queueMessages(client, changes.messages, nowMs)
  return { changes, labels }
}
