import type { Severity } from '../../core/severity.ts'

/**
 * What a pack says of a bank of known hashes. The hashes themselves are in the database: a pack holds rules, not content. A bank
 * that no pack declares is kept and matches nothing.
 */
export interface HashBankSpec {
  /** As signals name it. */
  readonly name: string
  /** What a match is under. */
  readonly policy: string | undefined
  /** Of that policy, or the bank's own: `S0` (content is never stored or shown) to `S4`. */
  readonly severity: Severity
  /** Known good: what is in it matches nothing in any other bank. */
  readonly negative: boolean
  /** Whoever matches is deleted at once and shown to nobody; true of every bank of severity S0. */
  readonly sealed: boolean
  /** Share of files that are held against it, 0 to 1, drawn by the file's id; what is set in the service comes before it. */
  readonly share: number
  /** Whether it matches at all; what is set in the service comes before it. */
  readonly enabled: boolean
  /** Most bits of 256 that may differ, 0 to 31. */
  readonly distance: number
  /** Least quality of a picture's hash, 0 to 100. */
  readonly quality: number
  /** What a file and a known video must share, in per cent of the frames of each. */
  readonly video: { readonly file: number; readonly known: number }
}

/**
 * What ThreatExchange's own matching uses, and the reference of PDQ recommends. Of videos (VPDQ_QUERY_MATCH_THRESHOLD_PERCENT and
 * VPDQ_INDEX_MATCH_THRESHOLD_PERCENT) it asks nothing of the known one, so that a clip of it is found.
 */
export const HASH_BANK_DEFAULTS = {
  ...{ share: 1, enabled: true, distance: 31, quality: 50 },
  video: { file: 80, known: 0 },
} as const
