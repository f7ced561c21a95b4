import type { UserId } from '../../core/ids.ts'
import type { Severity } from '../../core/severity.ts'
import type { OwnProtection } from './protection.ts'

/** What somebody looked at within a slot of five minutes: sums, never which job. Times in ms since the epoch. */
export interface ExposureSlot {
  /** Slots count from the epoch. */
  readonly slot: number
  readonly severity: Severity
  /** Jobs judged. */
  readonly judged: number
  /** Jobs whose content was revealed, and that were given back without a judgement. */
  readonly passed: number
  /** For how long content stood revealed. */
  readonly revealedMs: number
  readonly firstMs: number
  readonly lastMs: number
}

export interface NewExposure {
  readonly severity: Severity
  readonly judged: number
  readonly passed: number
  readonly revealedMs: number
}

/** What somebody has looked at, summed over a span. */
export interface ExposureSum extends NewExposure {
  readonly person: UserId
}

/** Settings of protection, and what was looked at. Rejects with `Unavailable`. */
export interface ProtectionStore {
  organisation(): Promise<OwnProtection>
  setOrganisation(settings: OwnProtection, nowMs: number): Promise<void>
  setOwn(person: UserId, settings: OwnProtection, nowMs: number): Promise<void>
  /** All that decides what somebody may see more of: both settings, and the slots since `fromMs`, oldest first. */
  of(
    person: UserId,
    fromMs: number,
  ): Promise<{
    readonly organisation: OwnProtection
    readonly own: OwnProtection
    readonly slots: readonly ExposureSlot[]
  }>
  add(person: UserId, exposures: readonly NewExposure[], nowMs: number): Promise<void>
  /** Of everybody who has looked at something since, by person and severity. */
  sums(fromMs: number): Promise<ExposureSum[]>
}
