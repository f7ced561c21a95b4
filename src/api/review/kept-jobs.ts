import type { JobStore, QueueCount } from '../../review/jobs/ports.ts'
import type { ServedJobs } from '../../review/serve-jobs.ts'

/** Jobs as the routes give them out and take judgements of them. */
export interface KeptJobs {
  readonly store: JobStore
  readonly served: ServedJobs
  /** A new id of what people do, such as `ann-` and 32 hexadecimal digits. */
  newId<T extends string>(prefix: string): T
  /** A secret of 32 hexadecimal digits. */
  newClaim(): string
  /** What waits in the queues, counted a few seconds ago at most. */
  counts(): Promise<readonly QueueCount[]>
  /** Settles what was judged; never rejects. */
  settle(): Promise<void>
  /** Gives back what was held too long. Rejects with `Unavailable`. */
  free(): Promise<void>
  stop(): Promise<void>
}
