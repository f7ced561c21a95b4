import type { Severity } from '../../core/severity.ts'
import type { Pack } from '../../pack/pack.ts'
import type { QueueCount } from '../../review/jobs/ports.ts'
import { maySee } from '../../review/may-see.ts'
import { clearanceOf } from '../../review/queue-sight.ts'
import type { QueueView } from '../contract/queues.ts'
import type { Grant } from '../keyring.ts'
import { timeOf } from './view-job.ts'

/** The queues as the asker sees them: one that asks for more clearance than they have is not there for them. */
export function viewQueues(pack: Pack, grant: Grant, counts: readonly QueueCount[]): QueueView[] {
  const names = new Set([...pack.queues.keys(), ...counts.map(({ queue }) => queue)])
  return [...names].flatMap((name): QueueView[] => {
    const declared = pack.queues.get(name)
    const clearance: Severity | undefined = clearanceOf(pack, name)
    if (grant.person !== undefined && clearance !== undefined && grant.person.skills.clearance > clearance)
      return []
    const mine = counts.filter(
      ({ queue, world, severity }) => queue === name && maySee(grant, { world, severity, clearance }),
    )
    const sum = (pick: (count: QueueCount) => number) => mine.reduce((all, count) => all + pick(count), 0)
    const first = (pick: (count: QueueCount) => number | undefined) => {
      const times = mine.flatMap((count) => pick(count) ?? [])
      return timeOf(times.length === 0 ? undefined : Math.min(...times))
    }
    return [
      {
        queue: name,
        description: declared?.description ?? '',
        default: declared?.isDefault ?? false,
        declared: declared !== undefined,
        clearance: declared?.clearance ?? null,
        languages: declared?.languages === undefined ? null : [...declared.languages],
        serviceLevelMs: declared?.serviceLevelMs ?? 0,
        waiting: Math.max(
          0,
          sum(({ waiting }) => waiting),
        ),
        held: sum(({ held }) => held),
        breached: sum(({ breached }) => breached),
        oldestAt: first(({ oldestMs }) => oldestMs),
        dueAt: first(({ dueMs }) => dueMs),
      },
    ]
  })
}
