import type { Person } from '../access/person.ts'
import type { JobId, UserId } from '../core/ids.ts'
import type { Severity } from '../core/severity.ts'
import type { Pack } from '../pack/pack.ts'
import type { JobStore, Lane } from './jobs/ports.ts'
import { maySee } from './may-see.ts'
import { mayTake, type Taker } from './may-take.ts'
import type { JobRecord } from './ports.ts'
import { clearanceOf } from './queue-sight.ts'
import { sightOf } from './sight-of.ts'

export interface ServeParts {
  readonly store: Pick<JobStore, 'lanes' | 'claim' | 'peek' | 'swapGolden'>
  /** ms since the epoch. */
  readonly now: () => number
  /** A number in [0, 1). */
  readonly random: () => number
  /** A secret of 32 hexadecimal digits. */
  readonly claim: () => string
  /** An id that looks as if it had been made at that time. */
  readonly jobId: (atMs: number) => JobId
  /** How old what is known of the lanes may be, in ms; default `LANES_FOR_MS`. */
  readonly lanesForMs?: number
}

export interface ServedJobs {
  /** Takes the next jobs for a person, by priority over all queues asked for (undefined: all) that they may take from. */
  take(
    taker: Taker,
    pack: Pick<Pack, 'queues'>,
    queues: readonly string[] | undefined,
    count: number,
  ): Promise<JobRecord[]>
  /** The severities of what waits that a person may take, as it was known a moment ago. */
  waiting(
    taker: Taker,
    pack: Pick<Pack, 'queues'>,
    queues: readonly string[] | undefined,
  ): Promise<ReadonlySet<Severity>>
  /** The next jobs of the queues that somebody may see, taken by nobody; golden ones are not among them. */
  peek(
    asker: Pick<Taker, 'worlds'> & { readonly person: Person | undefined },
    pack: Pick<Pack, 'queues'>,
    queues: readonly string[],
    count: number,
  ): Promise<JobRecord[]>
}

/** A job of higher rank that came up within so many ms may be given out a little late. */
export const LANES_FOR_MS = 1000
/** When a look takes long, because there are very many lanes, it is done so much more seldom; within limits. */
const LOOK_SHARE = 20
const LOOK_AT_LEAST_MS = 10_000
/** Whoever comes first after a longer rest waits for a look. */
const STALE_MS = 5000
/** What a queue that the pack declares no more is held to. */
const NO_QUEUE = { holdMs: 600_000, doublesMs: 6 * 3_600_000 }
/** A golden job looks older than the one that it takes the place of by up to so much, by chance. */
const OLDER_AT_MOST_MS = 900_000
/** Lanes looked at beyond those that should be enough, for rows that others hold or have just taken. */
const SPARE = 8
/** So often it is tried to get as many as were asked for while there are any. */
const TRIES = 4

/**
 * Gives out jobs. Waiting jobs lie in lanes, each with one order of rank; whether somebody may take a job is decided
 * for the lane, so a row that they may not take is never looked at. The `count` lanes with the highest heads hold the
 * `count` highest jobs, so no more need to be asked (Fagin's threshold, with one list per lane).
 */
export function serveJobs(parts: ServeParts): ServedJobs {
  const { store, now, random } = parts
  let lanes: readonly Lane[] = []
  let freshUntilMs = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined
  let order: { all: readonly Lane[]; queues: Pack['queues']; lanes: readonly Lane[] } | undefined
  const opened = new WeakMap<Person, { order: readonly Lane[]; key: string; lanes: Passing }>()

  function look(): Promise<void> {
    looking ??= store
      .lanes()
      .then((found) => {
        lanes = found
      })
      .finally(() => {
        looking = undefined
      })
    return looking
  }

  async function lookNow(): Promise<void> {
    const startedMs = now()
    await look()
    const endedMs = now()
    const restMs = Math.min(LOOK_SHARE * (endedMs - startedMs), LOOK_AT_LEAST_MS)
    freshUntilMs = endedMs + Math.max(parts.lanesForMs ?? LANES_FOR_MS, restMs)
  }

  /** Lanes as they were a moment ago; `anew`: as they are now. */
  async function current(anew: boolean): Promise<readonly Lane[]> {
    // A look that is under way may have begun before the job that is asked for was there.
    if (anew && looking !== undefined) await looking
    const lateMs = now() - freshUntilMs
    if (anew || lateMs >= (parts.lanesForMs ?? STALE_MS)) await lookNow()
    // Nobody waits for a look that another can do in the meantime.
    else if (lateMs >= 0 && looking === undefined) lookNow().catch(() => undefined)
    return lanes
  }

  const settingsOf = (pack: Pick<Pack, 'queues'>, queue: string) => pack.queues.get(queue) ?? NO_QUEUE
  const asked = (pack: Pick<Pack, 'queues'>) => (lane: Lane) => {
    const { holdMs, doublesMs } = settingsOf(pack, lane.queue)
    return { id: lane.id, holdMs, doublesMs }
  }
  // Queues age at paces of their own, so ranks of two queues compare only as what they come to now.
  const priority = (pack: Pick<Pack, 'queues'>, queue: string, rank: number, nowMs: number) =>
    (rank + nowMs) / settingsOf(pack, queue).doublesMs

  /** All lanes, the highest heads first; in the order of the moment in which they were looked at. */
  function ordered(pack: Pick<Pack, 'queues'>, all: readonly Lane[]): readonly Lane[] {
    if (order?.all === all && order.queues === pack.queues) return order.lanes
    const nowMs = now()
    const lanes = all
      .map((lane) => ({ lane, at: priority(pack, lane.queue, lane.top, nowMs) }))
      .sort((a, b) => b.at - a.at)
      .map(({ lane }) => lane)
    order = { all, queues: pack.queues, lanes }
    return lanes
  }

  /** The lanes of these queues that pass, the highest heads first. */
  function open(
    pack: Pick<Pack, 'queues'>,
    queues: readonly string[] | undefined,
    passes: (lane: Lane) => boolean,
    all: readonly Lane[],
  ): Passing {
    return passing(
      ordered(pack, all),
      (lane) => (queues === undefined || queues.includes(lane.queue)) && passes(lane),
    )
  }

  /** As `open`, worked out once for a person and what is known of the lanes. */
  function remembered(
    taker: Taker,
    pack: Pick<Pack, 'queues'>,
    queues: readonly string[] | undefined,
    all: readonly Lane[],
  ): Passing {
    const key = `${taker.mayAdjudicate}\n${taker.worlds && [...taker.worlds].join()}\n${queues?.join()}\n${taker.barred?.join()}`
    const now = ordered(pack, all)
    const before = opened.get(taker.person)
    if (before?.order === now && before.key === key) return before.lanes
    const lanes = open(pack, queues, (lane) => mayTake(taker, pack, lane), all)
    opened.set(taker.person, { order: now, key, lanes })
    return lanes
  }

  return {
    async take(taker, pack, queues, count) {
      const person = taker.person.id
      const taken: JobRecord[] = []
      const claim = async (from: readonly Lane[]) => {
        if (from.length === 0 || taken.length >= count) return
        const ask = { lanes: from.map(asked(pack)), person, claim: parts.claim(), nowMs: now() }
        taken.push(...(await store.claim({ ...ask, count: count - taken.length })))
      }
      const passes = (lane: Lane) => mayTake(taker, pack, lane)
      const known = remembered(taker, pack, queues, await current(false))
      await claim(known.upTo(count + SPARE))
      if (taken.length < count) await claim(known.upTo(Number.POSITIVE_INFINITY).slice(count + SPARE))
      // Too few, by what was known: perhaps more has come since, or others were at the same rows.
      for (let tries = 0; taken.length < count && tries < TRIES; tries++) {
        const left = open(pack, queues, passes, await current(true)).upTo(Number.POSITIVE_INFINITY)
        if (left.length === 0) break
        await claim(left)
      }
      const nowMs = now()
      const at = (job: JobRecord) => priority(pack, job.queue, job.rank, nowMs)
      return withGolden(
        taker,
        pack,
        taken.sort((a, b) => at(b) - at(a)),
      )
    },
    async waiting(taker, pack, queues) {
      const all = open(pack, queues, (lane) => mayTake(taker, pack, lane), await current(false))
      return new Set(all.upTo(Number.POSITIVE_INFINITY).map(({ severity }) => severity))
    },
    async peek(asker, pack, queues, count) {
      const seen = ({ world, severity, queue }: Lane) =>
        maySee(asker, { world, severity, clearance: clearanceOf(pack, queue) })
      const known = open(pack, queues, seen, await current(true)).upTo(count)
      return known.length === 0 ? [] : store.peek(known.map(asked(pack)), count, now())
    },
  }

  /** Some of what was taken gives way to golden jobs, each in the place of one that it is as old as. */
  async function withGolden(
    taker: Taker,
    pack: Pick<Pack, 'queues'>,
    taken: readonly JobRecord[],
  ): Promise<JobRecord[]> {
    const person: UserId = taker.person.id
    const { families, languages } = taker.person.skills
    const served: JobRecord[] = []
    for (const job of taken) {
      const isDrawn = random() < (pack.queues.get(job.queue)?.golden ?? 0)
      // A disagreement or an appeal has waited for this person long enough, and a golden job would not look like it.
      const olderMs = isDrawn ? 1 + Math.floor(random() * OLDER_AT_MOST_MS) : 0
      const golden =
        isDrawn && job.stage !== 'adjudication' && job.kind !== 'appeal'
          ? await store.swapGolden({
              ...{
                job,
                id: parts.jobId(job.createdMs - olderMs),
                olderMs,
                person,
                families,
                languages,
                barred: taker.barred ?? [],
                nowMs: now(),
              },
              sight: sightOf(taker, pack),
            })
          : undefined
      served.push(golden ?? job)
    }
    return served
  }
}

/** Those of a list that pass, in its order. */
interface Passing {
  /** The first so many; looked for no further than that. */
  upTo(count: number): readonly Lane[]
}

function passing(lanes: readonly Lane[], passes: (lane: Lane) => boolean): Passing {
  const found: Lane[] = []
  let at = 0
  return {
    upTo(count) {
      for (; found.length < count && at < lanes.length; at++) if (passes(lanes[at]!)) found.push(lanes[at]!)
      return found.slice(0, count)
    },
  }
}
