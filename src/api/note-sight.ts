import type { JobId } from '../core/ids.ts'
import type { Severity } from '../core/severity.ts'
import type { Grant } from './keyring.ts'

/** Somebody is about to see what a job is about. */
export interface Sighting {
  readonly grant: Grant
  readonly kind: 'job'
  readonly id: JobId
  readonly severity: Severity
}

/** Notes it for the audit log before the content leaves; the content stays here when it rejects. */
export type NoteSight = (sighting: Sighting) => Promise<void>
