import type pg from 'pg'
import { memberAfter } from '../../core/member-after.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { AskedAct, HashBankStore } from '../../signals/hash/banks/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import { nextChange } from './change-head.ts'
import { openUnmatched } from './open-unmatched.ts'
import { readMember } from './read-members.ts'

const CHANGE = `update haechi.hash_members set state = $2, decided_by = $3, questioned_by = $4, why = $5, changed_ms = $6,
  change = $7, flood = 0 where id = $1`

/** See `HashBankStore.act`. */
export function actOnMember(
  pool: pg.Pool,
  partitions: PartitionKeeper,
  asked: AskedAct,
  nowMs: number,
): ReturnType<HashBankStore['act']> {
  return inTransaction(pool, async (client) => {
    const change = await nextChange(client)
    const before = await readMember(client, asked.bank, asked.member)
    if (before === undefined) return undefined
    const next = memberAfter(asked.act, asked.sealed, before.state)
    if (next === undefined) return { refused: before.state }
    const takesAway = next === 'disputed' || next === 'withdrawn'
    if (asked.sealed && takesAway && before.questionedBy === asked.by)
      return { refused: 'same-person' as const }
    await client.query(CHANGE, [
      ...[asked.member, MEMBER_STATES.indexOf(next)],
      next === 'questioned' ? null : asked.by,
      next === 'questioned' ? asked.by : takesAway ? (before.questionedBy ?? null) : null,
      ...[asked.why ?? null, nowMs, change],
    ])
    const jobs = takesAway
      ? await openUnmatched(client, partitions, [asked.member], asked.bank, asked.jobs)
      : 0
    return { member: (await readMember(client, asked.bank, asked.member))!, jobs }
  })
}
