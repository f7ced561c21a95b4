import type { Client } from '../../client/client.ts'
import { HaechiError } from '../../client/haechi-error.ts'
import type { GoldenPick } from './pick-golden.ts'

/** Adds golden items; gives how many were taken. Those that are golden already, or of no policy of the pack, are passed over. */
export async function addGoldenItems(
  { golden }: Pick<Client, 'golden'>,
  picks: readonly GoldenPick[],
  queues: readonly string[],
): Promise<number> {
  let added = 0
  for (const [i, pick] of picks.entries()) {
    const policies = pick.policies === undefined ? {} : { policies: [...pick.policies] }
    // In turns, so that whoever judges in one queue meets as many as elsewhere.
    const queue = queues.length === 0 ? {} : { queue: queues[i % queues.length]! }
    try {
      await golden.add({ ...pick, ...policies, ...queue })
      added++
    } catch (fault) {
      const status = fault instanceof HaechiError ? fault.problem?.status : undefined
      if (status !== 400 && status !== 404 && status !== 409) throw fault
    }
  }
  return added
}
