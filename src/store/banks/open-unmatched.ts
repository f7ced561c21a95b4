import type pg from 'pg'
import type { DecisionId } from '../../core/id.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { BankJobs } from '../../signals/hash/banks/ports.ts'
import { ensureOutbox } from '../effects/ensure-outbox.ts'
import { writeLater } from '../effects/write-later.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'

/** So many jobs are opened for one withdrawal; the rest is listed with the member. */
const MOST_JOBS = 1000
const GONE = [MEMBER_STATES.indexOf('disputed'), MEMBER_STATES.indexOf('withdrawn')].join(',')

/** Of the decisions that these members matched, those that no member matched which still stands, the latest first. */
const ALONE = `select distinct h.decision from haechi.hash_matches h
  where h.member = any($1::int8[]) and h.decision <> '00000000-0000-0000-0000-000000000000'
    and not exists (select from haechi.hash_matches o join haechi.hash_members m on m.id = o.member
      where o.decision = h.decision and m.state not in (${GONE}))
  order by h.decision desc limit ${MOST_JOBS}`

/**
 * Opens jobs for decisions whose only matches were members that are gone now: people look again at what was held or enforced for
 * them. In the caller's transaction; gives how many.
 */
export async function openUnmatched(
  client: pg.ClientBase,
  partitions: PartitionKeeper,
  members: readonly (string | number)[],
  bank: string,
  { queue, policy }: BankJobs,
): Promise<number> {
  if (members.length === 0) return 0
  const { rows } = await client.query<{ decision: string }>(ALONE, [members])
  const effects = rows.map(({ decision }) => ({
    decision: decisionOf(decision),
    effect: { kind: 'job', rule: `bank.${bank}.withdrawn`, policy, queue } as const,
  }))
  await ensureOutbox(client, partitions, effects)
  await writeLater(client, effects)
  return effects.length
}

export function decisionOf(uuid: string): DecisionId {
  return `d-${uuid.replaceAll('-', '')}` as DecisionId
}
