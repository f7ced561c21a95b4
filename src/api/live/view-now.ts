import type { Pack } from '../../pack/pack.ts'
import type { QueueCount } from '../../review/jobs/ports.ts'
import type { LiveNow } from '../contract/live.ts'
import type { Grant } from '../keyring.ts'
import { viewQueues } from '../review/view-queues.ts'
import { alarmsOf, type Troubles } from './alarms-of.ts'
import type { TrafficWindow } from './traffic-window.ts'
import { verdictCounts } from './verdict-counts.ts'

/** How things stand, before it is known who asks. */
export interface Standing {
  readonly atMs: number
  readonly traffic: Pick<TrafficWindow, 'of'>
  readonly queues: readonly QueueCount[]
  readonly troubles: Troubles
  readonly watching: number
}

/** How things stand, as far as it concerns whoever asks; `world`: the events of that one alone. */
export function viewNow(
  { atMs, traffic, queues, troubles, watching }: Standing,
  pack: Pack,
  grant: Grant,
  world: string | undefined,
): LiveNow {
  const seen = grant.may('job.read') ? viewQueues(pack, grant, queues) : []
  const now = grant.may('read')
    ? traffic.of(world === undefined ? grant.worlds : new Set([world]))
    : undefined
  return {
    at: new Date(atMs).toISOString(),
    traffic: now === undefined ? null : { ...now, verdicts: verdictCounts(now.verdicts) },
    queues: grant.may('job.read') ? seen : null,
    alarms: alarmsOf(troubles, seen, grant),
    watching,
  }
}
