import { Severity } from '../../core/severity.ts'
import type { Pack } from '../../pack/pack.ts'
import type { Taker } from '../may-take.ts'
import type { JobRecord } from '../ports.ts'
import type { ServedJobs } from '../serve-jobs.ts'
import type { MaySeeMore, Rest } from './may-see-more.ts'

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
  const left = new Map(
    Severity.options.map((severity) => [severity, more[severity].ok ? leftOf(more[severity]) : 0]),
  )
  const jobs: JobRecord[] = []
  const barred = () => Severity.options.filter((severity) => left.get(severity)! <= 0)
  while (jobs.length < count && barred().length < left.size) {
    // No more at once than there is room for, whatever severity they turn out to have.
    const room = Math.min(...[...left.values()].filter((one) => one > 0), count - jobs.length)
    const taken = await served.take({ ...taker, barred: barred() }, pack, queues, room)
    if (taken.length === 0) break
    for (const { severity } of taken) left.set(severity, left.get(severity)! - 1)
    jobs.push(...taken)
  }
  if (jobs.length > 0) return { jobs, rest: undefined }
  const rests = Severity.options.flatMap((severity) => {
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
