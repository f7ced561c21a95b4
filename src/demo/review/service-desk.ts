import type { JobView } from '../../api/contract/jobs.ts'
import type { Client } from '../../client/client.ts'
import { HaechiError } from '../../client/haechi-error.ts'
import type { ReviewDesk } from './review-desk.ts'

/** Why a judgement comes to nothing without anything being wrong: somebody else has the job, or it is gone. */
const LOST = new Set([404, 409])

/** The desk of a person for whom the client's key speaks. */
export function serviceDesk({ jobs }: Pick<Client, 'jobs'>): ReviewDesk {
  const views = new Map<string, JobView>()
  return {
    async take(count) {
      const taken = await jobs.take({ count })
      for (const view of taken) views.set(view.job, view)
      return taken.map(({ job, policy, type, actor, content, entity }) => ({
        ...{ job, policy: policy.id, type, actor, entity },
        data: content?.data ?? null,
      }))
    },
    async judge({ job }, { choice, policies, spentMs }) {
      const { claim } = views.get(job)!
      views.delete(job)
      if (claim === null) return false
      try {
        await jobs.annotate(job, { claim, choice, policies: [...policies], spentMs })
        return true
      } catch (fault) {
        if (fault instanceof HaechiError && LOST.has(fault.problem?.status ?? 0)) return false
        throw fault
      }
    },
  }
}
