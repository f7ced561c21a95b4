import type pg from 'pg'
import type { JobStore } from '../../review/jobs/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { annotateJobs } from './annotate-jobs.ts'
import { claimJobs, peekJobs } from './claim-jobs.ts'
import { laneFinder } from './find-lanes.ts'
import { findThread } from './find-thread.ts'
import { addGolden, listGolden, retireGolden } from './golden-log.ts'
import { extendHold, freeExpired, heldBy, releaseAll, releaseJob } from './hold-jobs.ts'
import { assignJob, claimJob, moveJob, raiseJob, withdrawJob } from './manage-job.ts'
import { readAnnotation, readAnnotations } from './read-annotations.ts'
import { readHistories } from './read-histories.ts'
import { countJobs, earlierJobs, getJobs, jobMembers, listJobs, similarJobs } from './read-jobs.ts'
import { readWork } from './read-work.ts'
import { type SettleParts, settleJobs } from './settle-jobs.ts'
import { swapGolden } from './swap-golden.ts'
import { undoAnnotation } from './undo-annotation.ts'

/** Jobs on Postgres. Rejects with `Unavailable`. */
export function jobStore(
  parts: SettleParts & {
    /** Whoever looks at all lanes holds up nobody who judges; undefined: as all else. */
    readonly lookers?: pg.Pool
  },
  health: HealthWatch,
): JobStore {
  const { pool } = parts
  const findLanes = laneFinder(parts.lookers ?? pool)
  const ask = <T>(work: () => Promise<T>) => available(health, work)
  return {
    lanes: () => ask(findLanes),
    claim: (asked) => ask(() => claimJobs(pool, asked)),
    peek: (...asked) => ask(() => peekJobs(pool, ...asked)),
    swapGolden: (asked) => ask(() => swapGolden(pool, asked)),
    get: (ids) => ask(() => getJobs(pool, ids)),
    heldBy: (person) => ask(() => heldBy(pool, person)),
    freeExpired: (nowMs) => ask(() => freeExpired(pool, nowMs)),
    extend: (...asked) => ask(() => extendHold(pool, ...asked)),
    release: (...asked) => ask(() => releaseJob(pool, ...asked)),
    releaseAll: (person) => ask(() => releaseAll(pool, person)),
    similar: (...asked) => ask(() => similarJobs(pool, ...asked)),
    annotate: (asked) => ask(() => annotateJobs(pool, asked)),
    undo: (...asked) => ask(() => undoAnnotation(pool, ...asked)),
    annotations: (jobs) => ask(() => readAnnotations(pool, jobs)),
    histories: (...asked) => ask(() => readHistories(pool, ...asked)),
    earlier: (...asked) => ask(() => earlierJobs(pool, ...asked)),
    members: (job, limit) => ask(() => jobMembers(pool, job, limit)),
    thread: (...asked) => ask(() => findThread(pool, ...asked)),
    list: (...asked) => ask(() => listJobs(pool, ...asked)),
    counts: () => ask(() => countJobs(pool)),
    work: (...asked) => ask(() => readWork(pool, ...asked)),
    move: (...asked) => ask(() => moveJob(pool, ...asked)),
    raise: (...asked) => ask(() => raiseJob(pool, ...asked)),
    withdraw: (...asked) => ask(() => withdrawJob(pool, ...asked)),
    assign: (...asked) => ask(() => assignJob(pool, ...asked)),
    claimOne: (...asked) => ask(() => claimJob(pool, ...asked)),
    addGolden: (item) => ask(() => addGolden(pool, item)),
    golden: (...asked) => ask(() => listGolden(pool, ...asked)),
    retireGolden: (...asked) => ask(() => retireGolden(pool, ...asked)),
    annotation: (id) =>
      ask(async () => {
        const annotation = await readAnnotation(pool, id)
        const [job] = annotation === undefined ? [] : await getJobs(pool, [annotation.job])
        return annotation && job && { annotation, job }
      }),
    settle: (...asked) => ask(() => settleJobs(parts, ...asked)),
  }
}
