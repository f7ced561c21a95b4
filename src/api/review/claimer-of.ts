import type { Claimer } from '../../review/may-claim.ts'
import type { Grant } from '../keyring.ts'

/** Whoever asks, as somebody who takes jobs; undefined: a machine. */
export function claimerOf(grant: Grant): Claimer | undefined {
  const { person, worlds } = grant
  if (person === undefined) return undefined
  return {
    ...{ worlds, person },
    mayAdjudicate: grant.may('job.adjudicate'),
    mayManage: grant.may('job.manage'),
  }
}
