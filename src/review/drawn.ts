import type { JobId } from '../core/ids.ts'
import { uuidOf } from '../core/ids.ts'

/**
 * Whether a job is among a share from 0 to 1: the same answer each time, in every process. The last 48 bits of a UUID
 * version 7 are chance.
 */
export function drawn(job: JobId, share: number): boolean {
  return Number.parseInt(uuidOf(job).slice(-12), 16) / 2 ** 48 < share
}
