import type { EntityRef } from '../core/entity.ts'
import type { StatementId } from '../core/ids.ts'
import { giveStatement } from './give-statement.ts'
import type { GivenStatement } from './ledger/ports.ts'
import { type Ledger, newId } from './ledger.ts'
import type { Reversal } from './reversal.ts'
import type { TakenBack } from './reverse-causes.ts'
import { inWords, measureOf, titleOf } from './statement-texts.ts'

/**
 * Tells everybody who was told of something that it was taken back: one correction for each account. `given`: what they
 * were told beside what was taken back.
 */
export function correct(
  ledger: Ledger,
  what: {
    readonly taken: readonly TakenBack[]
    readonly given: readonly GivenStatement[]
    readonly reversal: Reversal
  },
): void {
  const { pack, nowMs } = ledger
  const { appeal } = what.reversal
  const accounts = new Set<EntityRef>([
    ...(appeal ? [appeal.account] : []),
    ...what.given.filter(isReasoned).map(({ account }) => account),
    ...what.taken.flatMap(({ enforcement: { account }, cause }) =>
      account === undefined || cause.statement === undefined ? [] : [account],
    ),
  ])
  for (const account of accounts) {
    const taken = what.taken.filter(({ enforcement }) => enforcement.account === account)
    const given = what.given.filter((one) => one.account === account && isReasoned(one))
    const first = given[0] ?? taken[0]?.cause ?? what.taken[0]?.cause
    if (first === undefined) continue
    const about = new Set<StatementId>([
      ...given.map(({ id }) => id),
      ...taken.flatMap(({ cause }) => (cause.statement === undefined ? [] : [cause.statement])),
    ])
    giveStatement(ledger, {
      id: newId<StatementId>(ledger, 'sor'),
      account,
      kind: 'correction',
      decision: first.decision,
      enforcement: taken.length === 1 ? taken[0]!.enforcement.id : undefined,
      appeal: appeal?.account === account ? appeal.id : undefined,
      world: given[0]?.world ?? taken[0]?.enforcement.world,
      policy: first.policy,
      atMs: nowMs,
      appealUntilMs: undefined,
      body: {
        texts: inWords(pack, (words, language) =>
          words.correction({
            measures: [
              ...new Set(
                taken
                  // What another cause still holds was not taken back, though this cause was.
                  .filter(({ enforcement }) => enforcement.state !== 'applied')
                  .map(({ enforcement: { name, params } }) => measureOf(pack, name, params, language)),
              ),
            ],
            policyTitle: titleOf(pack, first.policy, language),
            byAppeal: appeal?.account === account,
          }),
        ),
        about: [...about],
        outcome: appeal?.account === account ? 'overturned' : 'reversed',
      },
    })
  }
}

function isReasoned({ kind }: GivenStatement): boolean {
  return kind === 'enforcement' || kind === 'notice'
}
