import { isDeepStrictEqual } from 'node:util'
import type { Person } from '../../access/person.ts'
import type { JobId } from '../../core/ids.ts'
import type { JobStore } from '../../review/jobs/ports.ts'
import type { AnnotationRecord, JobRecord, Judgement } from '../../review/ports.ts'
import type { AnnotateReply } from '../contract/annotate.ts'

/**
 * The answer to a judgement that was taken before and whose answer may have been lost: the person has said the very
 * same of the job. Nobody judges a job twice, unless the first was undone. Undefined: they said something else, or nothing.
 */
export async function saidBefore(
  store: Pick<JobStore, 'annotations'>,
  asked: {
    readonly job: JobRecord
    readonly person: Person
    readonly claim: string
    /** With its policies as they are named now. */
    readonly judgement: Judgement
    readonly also: readonly JobId[]
    readonly undoMs: number
  },
): Promise<AnnotateReply | undefined> {
  const { job, person, claim, judgement, also, undoMs } = asked
  if (job.claim !== undefined && job.claim !== claim) return undefined
  const all = await store.annotations([...new Set([job.id, ...also])])
  const mine = all.filter(({ reviewer }) => reviewer === person.id)
  const said = mine.findLast((one) => one.job === job.id)
  if (said === undefined || !isDeepStrictEqual(wordsOf(said), wordsOf(judgement))) return undefined
  const stroke = [said, ...mine.filter((one) => one !== said && one.atMs === said.atMs)]
  const done = new Set(stroke.map((one) => one.job))
  return {
    annotations: stroke.map((one) => ({ job: one.job, annotation: one.id })),
    skipped: [...new Set(also)].filter((id) => !done.has(id)),
    undoUntil: new Date(job.settleMs ?? said.atMs + undoMs).toISOString(),
  }
}

function wordsOf(said: Judgement | AnnotationRecord): unknown {
  const { choice, policies, enforcements, strike, spans, regions, note, spentMs } = said
  return JSON.parse(
    JSON.stringify([choice, policies, enforcements, strike, spans, regions, note, Math.round(spentMs)]),
  )
}
