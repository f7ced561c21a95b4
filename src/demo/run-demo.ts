import type { BatchResult } from '../api/contract/screen.ts'
import type { Client } from '../client/client.ts'
import { HaechiError } from '../client/haechi-error.ts'
import type { DemoReport } from './demo-report.ts'
import { createDemoTally, type DemoTally } from './demo-tally.ts'
import { openLineFile } from './line-file.ts'
import { PLAN_DEFAULTS, planDemo } from './plan-demo.ts'
import { seededRandom } from './random.ts'
import { SIMULATE_DEFAULTS, type Simulated, simulate } from './simulate.ts'

export interface RunDemoOptions {
  readonly seed?: number
  /** Omitted: 500, or as many as do about one thing a minute each. */
  readonly players?: number
  /** Events a second; 0: as fast as possible. */
  readonly rate?: number
  /** Simulate the last so many days up to now instead, as fast as possible and in order; 20,000 events a day. */
  readonly days?: number
  /** End after this many seconds … */
  readonly seconds?: number
  /** … or after this many events, whichever comes first. With neither, and no `days`: 30 seconds. */
  readonly count?: number
  /** Share of events that come from harmful behaviour, from 0 to 1. */
  readonly harmfulShare?: number
  /** A file that gets one line of JSON for each event: `{ event, truth, result }`. */
  readonly out?: string
  /** A file that gets the truth, one line of JSON for each event: `{ event: id, policies, violates, behaviour }`. */
  readonly truth?: string
  readonly signal?: AbortSignal
}

export const RUN_DEMO_DEFAULTS = {
  seed: 1,
  rate: SIMULATE_DEFAULTS.eventsPerSecond,
  seconds: PLAN_DEFAULTS.seconds,
  harmfulShare: SIMULATE_DEFAULTS.harmfulShare,
} as const

export interface DemoProgress {
  readonly sent: number
  readonly judged: number
  readonly refused: number
  readonly seconds: number
}

export interface RunDemoDeps {
  readonly client: Pick<Client, 'screenBatch'>
  /** ms since the epoch. */
  readonly now?: () => number
  readonly sleep?: (ms: number, stop?: AbortSignal) => Promise<void>
  /** Called about twice a second. */
  readonly report?: (progress: DemoProgress) => void
}

const REPORT_EVERY_MS = 500

/**
 * Sends a simulated world to the service and compares the answers with the truth. On the signal it ends early,
 * and on a failure of the service too: the report then tells what was done until then, and why it ended.
 */
export async function runDemo(options: RunDemoOptions, deps: RunDemoDeps): Promise<DemoReport> {
  const { client, now = Date.now, sleep = pause, report } = deps
  const { signal } = options
  const seed = options.seed ?? RUN_DEMO_DEFAULTS.seed
  const startedAt = now()
  const plan = planDemo(
    {
      ...options,
      seed,
      rate: options.rate ?? RUN_DEMO_DEFAULTS.rate,
      harmfulShare: options.harmfulShare ?? RUN_DEMO_DEFAULTS.harmfulShare,
    },
    startedAt,
  )
  const { count, seconds } = plan
  const { players } = plan.world
  const tally = createDemoTally(seededRandom(seed).next)
  const out = openLineFile(options.out)
  const truths = openLineFile(options.truth)

  // 1. The stream of events, paced. The start is part of each id, so that a later run is no repetition of this one.
  const world = simulate(plan.world)
  const run = startedAt.toString(36)
  const waiting: (Simulated & { readonly sentAt: number })[] = []
  let sent = 0
  async function* events() {
    for (; sent < count; ) {
      if (signal?.aborted || now() - startedAt >= seconds * 1000) return
      const { value } = world.next()
      const event = { ...value.event, id: `${value.event.id}-${run}` }
      if (plan.paced) {
        const aheadMs = Date.parse(event.time!) - now()
        if (aheadMs > 1) await sleep(aheadMs, signal)
        if (signal?.aborted || now() - startedAt >= seconds * 1000) return
      }
      waiting.push({ event, truth: value.truth, sentAt: now() })
      sent++
      yield event
    }
  }

  // 2. The answers, which come in the order of the events.
  let reportedAt = startedAt
  const take = async (result: BatchResult): Promise<void> => {
    const { event, truth, sentAt } = waiting.shift()!
    tally.add(event, truth, result, now() - sentAt)
    await out?.write({ event, truth, result })
    const { policies, violating: violates, behaviour } = truth
    await truths?.write({ event: event.id, policies, violates, behaviour })
    if (report && now() - reportedAt >= REPORT_EVERY_MS) {
      reportedAt = now()
      report({ sent, judged: tally.judged(), refused: tally.refused(), seconds: (now() - startedAt) / 1000 })
    }
  }
  let ended: Ending | undefined
  try {
    for await (const result of client.screenBatch(events(), { ...plan.batch, signal })) await take(result)
    if (signal?.aborted) ended = { stoppedBy: 'signal' }
  } catch (error) {
    if (signal?.aborted) ended = { stoppedBy: 'signal' }
    else ended = endingOf(error)
  }
  for (const file of [out, truths]) await file?.end()
  return reportOf({ seed, players, sent, seconds: (now() - startedAt) / 1000 }, tally, ended)
}

type Ending = Pick<DemoReport, 'stoppedBy' | 'failure'>

/** A wrong key stays wrong: that is told apart from a service that may be back soon. */
function endingOf(error: unknown): Ending {
  const failure = error instanceof Error ? error.message : String(error)
  const status = (error instanceof HaechiError && error.problem?.status) || 500
  return { stoppedBy: status < 500 && status !== 429 ? 'refusal' : 'failure', failure }
}

function reportOf(
  run: { seed: number; players: number; sent: number; seconds: number },
  tally: DemoTally,
  ended: Ending | undefined,
): DemoReport {
  const done = tally.done()
  return { ...run, eventsPerSecond: run.seconds > 0 ? done.judged / run.seconds : 0, ...done, ...ended }
}

function pause(ms: number, stop?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    stop?.addEventListener('abort', done)
    function done(): void {
      clearTimeout(timer)
      stop?.removeEventListener('abort', done)
      resolve()
    }
  })
}
