import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import { type EnforcementId, idFrom, type UserId, uuidOf } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { AppealFacts, EnforcementLog, Filed } from '../../enforcement/log/ports.ts'
import type { JobDraft } from '../../review/ports.ts'
import type { Names } from '../names.ts'
import { type AppealRow, appealOf } from './appeal-reads.ts'
import type { LedgerDeps } from './with-ledger.ts'

export interface FileDeps extends Pick<LedgerDeps, 'queueMessages'> {
  readonly names: Names
  readonly openJobs: (client: pg.ClientBase, drafts: readonly JobDraft[]) => Promise<unknown>
}

const FILE = `insert into haechi.appeals
    (id, key, account, subject, statement, decision, enforcement, world, policy, severity, text, at_ms)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning *`
// The same request again first: it may also be the one about the same subject.
const BEFORE = `select * from haechi.appeals where key = $1 or (subject = $2 and account = $3)
  order by (key is not distinct from $1) desc limit 1`

const DECISION = 'select type, session, actor, target from haechi.decisions where id = $1'
const JUDGED_BY = `select reviewer as by from haechi.annotations where decision = $1
  union select a.reviewer from haechi.enforcement_causes c join haechi.annotations a on a.id = c.annotation
    where c.decision = $1 or c.enforcement = $2
  union select substr(c.by, 5)::uuid from haechi.enforcement_causes c
    where (c.decision = $1 or c.enforcement = $2) and c.by ~ '^usr-[0-9a-f]{32}$'`

/**
 * Keeps an appeal, opens its job and sends the receipt, within the caller's transaction. The same request again gives
 * the appeal that it made; another one about the same decision by the same account is a double.
 */
export async function fileAppeal(
  { names, openJobs, queueMessages }: FileDeps,
  client: pg.ClientBase,
  ...[asked, job, receipt, nowMs]: Parameters<EnforcementLog['file']>
): Promise<Filed> {
  const { decision, enforcement } = asked
  const subject = decision ?? enforcement!
  const key = asked.key ?? null
  const { rows } = await client.query<AppealRow>(FILE, [
    uuidOf(asked.id),
    key,
    asked.account,
    subject,
    uuidOf(asked.statement),
    decision === undefined ? null : uuidOf(decision),
    enforcement === undefined ? null : uuidOf(enforcement),
    asked.world ?? null,
    asked.policy,
    Severity.options.indexOf(asked.severity),
    asked.text ?? null,
    asked.atMs,
  ])
  if (rows[0] === undefined) {
    const before = (await client.query<AppealRow>(BEFORE, [key, subject, asked.account])).rows[0]!
    const isSame = key !== null && before.key?.replaceAll('-', '') === key && before.subject === subject
    return { kind: isSame ? 'repeated' : 'double', appeal: appealOf(before) }
  }
  const appeal = appealOf(rows[0])
  await openJobs(client, [job({ appeal, ...(await factsOf(client, names, appeal)) }) as JobDraft])
  await queueMessages(client, [receipt], nowMs)
  return { kind: 'filed', appeal }
}

async function factsOf(
  client: pg.ClientBase,
  names: Names,
  { decision, enforcement }: AppealFacts['appeal'],
): Promise<Omit<AppealFacts, 'appeal'>> {
  const id = decision === undefined ? null : uuidOf(decision)
  const found = await client.query<{
    type: number
    session: EntityRef | null
    actor: EntityRef | null
    target: EntityRef | null
  }>(DECISION, [id])
  const row = found.rows[0]
  const words = row === undefined ? undefined : await names.read([row.type])
  const of: EnforcementId | undefined = enforcement
  const judged = await client.query<{ by: string }>(JUDGED_BY, [id, of === undefined ? null : uuidOf(of)])
  return {
    type: row && words?.get(row.type),
    session: row?.session ?? undefined,
    actor: row?.actor ?? undefined,
    target: row?.target ?? undefined,
    judgedBy: judged.rows.map(({ by }) => idFrom<UserId>('usr', by)),
  }
}
