import type { AppealId } from '../../core/ids.ts'
import type { EnforcementLog } from '../../enforcement/log/ports.ts'
import type { Statement } from '../contract/enforcements.ts'
import { wireStatement } from './wire.ts'

/**
 * What whoever holds an appeal's job is shown beside the decision: the player's words (null: erased), and what the
 * player had been told. Whether they may see it is for the job to say.
 */
export async function viewAppeal(
  log: Pick<EnforcementLog, 'appeal' | 'statement'>,
  id: AppealId,
): Promise<{ readonly text: string | null; readonly statement: Statement | null } | undefined> {
  const appeal = await log.appeal(id)
  if (appeal === undefined) return undefined
  const statement = await log.statement(appeal.statement)
  return { text: appeal.text ?? null, statement: statement === undefined ? null : wireStatement(statement) }
}
