import type { Client } from '../../client/client.ts'
import type { Random } from '../random.ts'

/** Players who were found in violation by mistake: some of them appeal. */
export interface Players {
  /** Somebody was wronged by a judgement. */
  wronged(account: string): void
  /** Appeals of those who have been told by now; gives how many. */
  appeal(): Promise<number>
}

/** So many of those who were wronged appeal, unless told otherwise. */
export const APPEAL_SHARE = 0.5

/** Simulated players at a service; `run` keeps the appeals of one run apart from others'. */
export function simulatedPlayers(
  deps: { readonly client: Pick<Client, 'statements' | 'appeals'>; readonly random: Random },
  run: string,
  share = APPEAL_SHARE,
): Players {
  const wronged = new Set<string>()
  const met = new Set<string>()
  return {
    wronged(account) {
      // Each player makes up their mind once.
      if (met.has(account)) return
      met.add(account)
      if (deps.random.chance(share)) wronged.add(account)
    },
    async appeal() {
      let filed = 0
      for (const account of wronged) {
        const { statements } = await deps.client.statements.find({ account, limit: 20 })
        const told = statements.find(
          ({ appealUntil, automatedDecision }) => appealUntil !== null && automatedDecision !== 'fully',
        )
        // The judgement may still be undone, so nobody was told of it.
        if (told === undefined) continue
        wronged.delete(account)
        try {
          await deps.client.appeals.file({
            ...{ about: told.id, account, id: `demo-${run}-${account}` },
            text: 'I did nothing wrong. Please look again. 저는 잘못한 것이 없습니다.',
          })
          filed++
        } catch {
          // Too late, or appealed before: the player gives up.
        }
      }
      return filed
    },
  }
}
