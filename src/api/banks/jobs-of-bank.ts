import type { Pack } from '../../pack/pack.ts'
import { queueOf } from '../../review/queue-of.ts'
import type { BankJobs } from '../../signals/hash/banks/ports.ts'

/** Where jobs about a bank's matches go: under its policy as it stands, to the queue that takes what nothing routes. */
export function jobsOfBank(pack: Pick<Pack, 'hashBanks' | 'policies' | 'queues'>, bank: string): BankJobs {
  const id = pack.hashBanks.get(bank)?.policy
  const policy = id === undefined ? undefined : pack.policies.get(id)
  return {
    queue: queueOf(pack, undefined).name,
    policy: policy === undefined ? '' : `${id}@${policy.version}`,
  }
}
