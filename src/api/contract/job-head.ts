import { z } from 'zod'
import { JobId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import { JobState } from './job-words.ts'

/** What everybody who sees a job at all sees of it. */
export const JOB_HEAD = {
  job: JobId,
  queue: z.string(),
  state: JobState,
  severity: Severity,
  world: z.string(),
  language: z.string().nullable(),
  /** Type of the event; null when it is about an entity alone. */
  type: z.string().nullable(),
  blind: z.boolean(),
  dueAt: z.iso.datetime(),
} as const
