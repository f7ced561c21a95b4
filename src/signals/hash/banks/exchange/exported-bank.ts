import type { ExportedMember, MemberUnderId } from '../ports.ts'

/** A bank that is written: as large as it may be, a piece of it is in memory at a time, so it is read as often as a form needs it. */
export interface ExportedBank {
  /** By number. */
  members(): AsyncIterable<ExportedMember>
  /** Those under ids that begin so, by id. */
  underIds(prefix: string): AsyncIterable<MemberUnderId>
}
