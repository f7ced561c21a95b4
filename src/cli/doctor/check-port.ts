const HOUR_MS = 3_600_000

/** Tables that are partitioned by retention class, then by time. */
export const KEPT_TABLES = ['decisions', 'contents', 'effects'] as const
export type KeptTable = (typeof KEPT_TABLES)[number]

/** A retention class: whole hours, at least one. */
export function keepHours(keepMs: number): number {
  return Math.min(Math.max(1, Math.ceil(keepMs / HOUR_MS)), 1_000_000)
}

/**
 * How much time one partition of a class holds, in hours. Rows outlive their class by at most this,
 * and a class has at most about 60 partitions (beyond 5 years: one a month).
 */
export function partitionHours(keep: number): number {
  if (keep <= 48) return 1
  if (keep <= 45 * 24) return 24
  if (keep <= 400 * 24) return 7 * 24
  return 30 * 24
}

/** Which partition of its class a time falls into. */
export function partitionIndex(keep: number, timeMs: number): number {
  return Math.floor(timeMs / (partitionHours(keep) * HOUR_MS))
}

export interface PartitionBounds {
  readonly fromMs: number
  readonly toMs: number
  /** Lower (inclusive) and upper (exclusive) ids as UUIDs. */
  readonly from: string
  readonly to: string
}

/** The times and ids that a partition holds. */
export function partitionBounds(keep: number, index: number): PartitionBounds {
  const width = partitionHours(keep) * HOUR_MS
  const fromMs = index * width
  const toMs = fromMs + width
  return { fromMs, toMs, from: firstUuid(fromMs), to: firstUuid(toMs) }
}

/** When the last row of a partition has reached its age and the whole may be dropped, in ms since the epoch. */
export function partitionEnd(keep: number, index: number): number {
  return partitionBounds(keep, index).toMs + keep * HOUR_MS
}

export function partitionName(table: KeptTable, keep: number, index: number): string {
  return `${table}_k${keep}_${index}`
}

/** Reads a name made by `partitionName`. */
export function parsePartitionName(
  name: string,
): { table: KeptTable; keep: number; index: number } | undefined {
  const match = /^(decisions|contents|effects)_k(\d+)_(\d+)$/.exec(name)
  if (!match) return undefined
  return { table: match[1] as KeptTable, keep: Number(match[2]), index: Number(match[3]) }
}

function firstUuid(ms: number): string {
  const hex = Math.min(ms, 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
