import type { OwnWorkReply } from '../contract/live.ts'
import type { MakeHandler } from '../handler.ts'
import { personOf } from '../review/find-job.ts'
import { orUnavailable } from './stored-decision.ts'

const HOUR_MS = 3_600_000

/** Shows how much the person who asks has judged. */
export const ownWork: MakeHandler = (parts) => async (request) => {
  const { id } = personOf(request)
  const nowMs = parts.clock.now()
  const since = (hours: number) => nowMs - hours * HOUR_MS
  const [lastHour, lastDay, lastWeek] = await orUnavailable(
    parts.jobs.store.work(id, [since(1), since(24), since(7 * 24)]),
  )
  return { person: id, lastHour: lastHour!, lastDay: lastDay!, lastWeek: lastWeek! } satisfies OwnWorkReply
}
