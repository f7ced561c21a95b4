import { isoTime } from '../core/iso-time.ts'
import type { Ledger } from './ledger.ts'
import type { Statement } from './ports.ts'

/** Keeps a statement, and hands it to the platform, which alone knows how to reach the player. */
export function giveStatement(ledger: Ledger, statement: Statement, notBeforeMs = ledger.nowMs): void {
  ledger.statements.push(statement)
  const { body, atMs, appealUntilMs, ...rest } = statement
  ledger.messages.push({
    type: 'statement.created',
    target: statement.account,
    key: statement.id,
    notBeforeMs,
    data: {
      id: rest.id,
      kind: rest.kind,
      account: rest.account,
      decision: rest.decision ?? null,
      enforcement: rest.enforcement ?? null,
      appeal: rest.appeal ?? null,
      world: rest.world ?? null,
      policy: rest.policy,
      at: isoTime(atMs),
      appealUntil: appealUntilMs === undefined ? null : isoTime(appealUntilMs),
      ...body,
    },
  })
}
