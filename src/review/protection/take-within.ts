import type { Severity } from '../../core/severity.ts'
import type { Pack } from '../../pack/pack.ts'
import type { Taker } from '../may-take.ts'
import type { JobRecord } from '../ports.ts'
import type { ServedJobs } from '../serve-jobs.ts'
import type { MaySeeMore, Rest } from './may-see-more.ts'
import { SEVERITIES } from './severities.ts'

/** Jobs, and why there were no more, when it is not that nothing waits. */
export interface TakenWithin {
  readonly jobs: readonly JobRecord[]
  readonly rest: Rest | undefined
}

/**
 * Takes the next jobs of those severities of which somebody may see more: whoever has reached a limit is given jobs of
 * other severities and queues, and a rest when nothing else waits for them.
 */
export async function takeWithin(
  served: Pick<ServedJobs, 'take' | 'waiting'>,
  taker: Taker,
  pack: Pick<Pack, 'queues'>,
  queues: readonly string[] | undefined,
  count: number,
  more: Readonly<Record<Severity, MaySeeMore>>,
): Promise<TakenWithin> {
  const barred = SEVERITIES.filter((severity) => !more[severity].ok)
  const all = barred.length === SEVERITIES.length
  const least = async () => {
    const limits = SEVERITIES.map((severity) => ({ severity, left: leftOf(more[severity]) }))
    if (limits.every(({ left }) => left === 0 || left >= count)) return count
    const open = await served.waiting({ ...taker, barred }, pack, queues)
    return Math.min(count, ...limits.filter(({ severity }) => open.has(severity)).map(({ left }) => left))
  }
  // No more at once than there is room for, whatever severity they turn out to have. Never in two strokes: the second
  // would bring the job that a golden one had taken the place of, and tell which it was.
  const jobs = all ? [] : await served.take({ ...taker, barred }, pack, queues, await least())
  if (jobs.length > 0) return { jobs, rest: undefined }
  const rests = SEVERITIES.flatMap((severity) => {
    const one = more[severity]
    return one.ok ? [] : [{ severity, rest: one.rest }]
  })
  if (rests.length === 0) return { jobs, rest: undefined }
  const waiting = await served.waiting(taker, pack, queues)
  const kept = rests.filter(({ severity }) => waiting.has(severity)).map(({ rest }) => rest)
  return { jobs, rest: kept.sort((a, b) => a.untilMs - b.untilMs)[0] }
}

function leftOf(one: MaySeeMore): number {
  return one.ok ? one.left : 0
}
