import type { Random } from '../random.ts'
import { judge } from './judge.ts'
import type { Truths } from './known-truth.ts'
import type { Players } from './players.ts'
import type { DeskJob, ReviewDesk } from './review-desk.ts'
import type { SimulatedReviewer } from './reviewer.ts'

export interface Seat {
  readonly reviewer: SimulatedReviewer
  readonly desk: ReviewDesk
}

export interface RunReviewOptions {
  /** End after so many judgements. */
  readonly count: number
  /** How long to look for more when nobody finds a job, in ms: what was judged may come back for a second judgement. */
  readonly patienceMs: number
  readonly signal?: AbortSignal
}

/** What a simulated person did, beside the truth. */
export interface SeatReport {
  readonly name: string
  readonly judged: number
  readonly unsure: number
  /** Of what violates in truth, and of what does not: how much there was, and how much was judged so. */
  readonly violating: number
  readonly found: number
  readonly fine: number
  readonly passed: number
}

export interface ReviewReport {
  readonly judged: number
  /** Jobs about what this world did not send; judged as unsure. */
  readonly unknown: number
  readonly lost: number
  /** Appeals by players who were judged wrongly. */
  readonly appeals: number
  readonly people: readonly SeatReport[]
}

export interface RunReviewDeps {
  readonly random: Random
  readonly truths: Truths
  /** Who was judged wrongly may appeal; nobody does when not given. */
  readonly players?: Players
  readonly report?: (judged: number) => void
  /** ms since the epoch. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

const AT_ONCE = 5
const LOOK_AGAIN_MS = 1000

/** Has simulated people judge what there is, in turns, until nobody finds another job or there were enough. */
export async function runReview(
  { random, truths, players, report, now, sleep }: RunReviewDeps,
  seats: readonly Seat[],
  { count, patienceMs, signal }: RunReviewOptions,
): Promise<ReviewReport> {
  const people = seats.map(({ reviewer }) => ({
    ...{ name: reviewer.name, judged: 0, unsure: 0, violating: 0, found: 0, fine: 0, passed: 0 },
  }))
  let [judged, unknown, lost, appeals] = [0, 0, 0, 0]
  let busyAt = now()
  while (judged < count && !signal?.aborted) {
    let isBusy = false
    for (const [i, { reviewer, desk }] of seats.entries()) {
      if (judged >= count || signal?.aborted) break
      const jobs = await desk.take(Math.min(AT_ONCE, count - judged))
      if (jobs.length > 0) isBusy = true
      for (const job of jobs) {
        const truth = truthOf(truths, job)
        const said =
          truth === undefined
            ? ({ choice: 'unsure', policies: [], spentMs: Math.round(reviewer.medianMs) } as const)
            : judge(random, reviewer, { ...truth, asked: askedOf(random, truths, job), any: true })
        if (!(await desk.judge(job, said))) {
          lost++
          continue
        }
        judged++
        const person = people[i]!
        person.judged++
        if (truth === undefined) unknown++
        if (said.choice === 'unsure') person.unsure++
        else if (truth!.policies.length > 0) {
          person.violating++
          if (said.choice === 'violates') person.found++
        } else {
          person.fine++
          if (said.choice === 'fine') person.passed++
          else if (said.choice === 'violates' && job.actor !== null) players?.wronged(job.actor)
        }
      }
      report?.(judged)
    }
    const filed = (await players?.appeal()) ?? 0
    appeals += filed
    if (isBusy || filed > 0) busyAt = now()
    else if (now() - busyAt >= patienceMs) break
    else await sleep(LOOK_AGAIN_MS)
  }
  return { judged, unknown, lost, appeals, people }
}

/** Where nothing is asked in particular, somebody who errs names any policy. */
function askedOf(random: Random, { policies }: Truths, { policy }: DeskJob): string {
  return policy === '' && policies.length > 0 ? random.pick(policies) : policy
}

function truthOf(truths: Truths, job: DeskJob) {
  if (job.data !== null) return truths.of({ type: job.type, actor: job.actor, data: job.data })
  if (job.entity === null) return undefined
  return { policies: truths.ofActor(job.entity), language: undefined }
}
