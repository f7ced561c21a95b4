import type { StatementId } from '../core/ids.ts'
import { giveStatement } from './give-statement.ts'
import type { JudgedAppeal } from './ledger/ports.ts'
import { type Ledger, newId } from './ledger.ts'
import { reverseDecision, reverseEnforcement } from './reverse-decision.ts'
import { inWords, titleOf } from './statement-texts.ts'

/** Carries out what a person decided about an appeal, and tells whoever appealed. */
export function finishAppeal(ledger: Ledger, appeal: JudgedAppeal): void {
  const { id, account, decision, enforcement, outcome, policy, statement, world } = appeal
  const from = ledger.statements.length
  if (outcome === 'overturned') {
    const reversal = { why: 'the appeal was right', appeal: { id, account } }
    if (decision !== undefined) reverseDecision(ledger, decision, reversal)
    else if (enforcement !== undefined) reverseEnforcement(ledger, enforcement, reversal)
  }
  let told = ledger.statements.slice(from).find((one) => one.appeal === id)
  if (told === undefined) {
    const { pack, nowMs } = ledger
    told = {
      id: newId<StatementId>(ledger, 'sor'),
      account,
      kind: outcome === 'upheld' ? 'appeal' : 'correction',
      decision,
      enforcement,
      appeal: id,
      world,
      policy,
      atMs: nowMs,
      appealUntilMs: undefined,
      body: {
        texts: inWords(pack, (words, language) => {
          const policyTitle = titleOf(pack, policy, language)
          return outcome === 'upheld'
            ? words.upheld({ policyTitle })
            : words.correction({ measures: [], policyTitle, byAppeal: true })
        }),
        about: [statement],
        outcome,
      },
    }
    giveStatement(ledger, told)
  }
  ledger.messages.push({
    type: 'appeal.decided',
    target: account,
    key: `${id}:decided`,
    notBeforeMs: ledger.nowMs,
    data: {
      id,
      outcome,
      account,
      statement: told.id,
      about: statement,
      decision: decision ?? null,
      enforcement: enforcement ?? null,
      world: world ?? null,
      policy,
    },
  })
}
