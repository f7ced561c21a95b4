import type { Clock } from '../../core/clock.ts'
import { Unavailable } from '../../engine/ports.ts'
import type { Pack } from '../../pack/pack.ts'
import type { QueueFigures, QueueWatch } from '../../review/ports.ts'
import { describeFault } from '../describe-fault.ts'
import type { QueueTally } from '../observe-queues.ts'
import type { Log } from '../parts.ts'

export interface WatchedQueues {
  tally(): QueueTally
  /** One look; never rejects. */
  look(): Promise<void>
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 15_000

/** Looks after service levels: breaches are marked and told once, queues whose pack has changed are ranked anew. */
export function watchQueues(
  parts: {
    readonly queues: QueueWatch
    /** Told what the live pack says of how long things are kept. */
    readonly keepFor: (lengths: { readonly reports: number }) => void
    readonly pack: () => Pack
    readonly clock: Clock
    readonly tell: Log
  },
  everyMs: number = LOOK_EVERY_MS,
): WatchedQueues {
  const breached = new Map<string, number>()
  let figures: readonly QueueFigures[] = []
  let rankedBy: Pack | undefined
  let looking: Promise<void> | undefined

  async function lookOnce(): Promise<void> {
    try {
      const pack = parts.pack()
      if (pack !== rankedBy) {
        await parts.queues.rerank(new Map([...pack.queues.values()].map((one) => [one.name, one.doublesMs])))
        parts.keepFor({ reports: pack.review.keepReportsMs })
        rankedBy = pack
      }
      for (const { queue, jobs } of await parts.queues.breach(parts.clock.now())) {
        breached.set(queue, (breached.get(queue) ?? 0) + jobs)
        parts.tell({
          level: 'warn',
          message: 'jobs have waited longer than their service level',
          queue,
          jobs,
        })
      }
      const now = await parts.queues.figures()
      // A queue that is empty now is told as empty, not left as it was.
      const gone = figures.filter(({ queue }) => !now.some((one) => one.queue === queue))
      figures = [...now, ...gone.map(({ queue }) => ({ queue, waiting: 0, oldestMs: 0, late: 0 }))]
    } catch (fault) {
      if (!(fault instanceof Unavailable))
        parts.tell({ level: 'warn', message: 'queues could not be looked after', ...describeFault(fault) })
    }
  }

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = undefined
    })
    return looking
  }
  const timer = setInterval(() => void look(), everyMs)
  timer.unref()
  return {
    tally: () => ({ queues: figures, breached, nowMs: parts.clock.now() }),
    look,
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}
