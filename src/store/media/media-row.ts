import type { MediaRecord } from '../../api/media/ports.ts'

export interface MediaRow {
  readonly id: string
  readonly kind: string
  readonly format: string | null
  readonly bytes: string
  readonly first_ms: string
  readonly last_ms: string
  readonly sealed: boolean
}

export const MEDIA_COLUMNS =
  'm.id, m.kind, m.format, m.bytes, m.first_ms, m.last_ms, m.sealed_ms is not null as sealed'

export function mediaOf(row: MediaRow): MediaRecord {
  return {
    id: `sha256:${row.id}`,
    kind: row.kind as MediaRecord['kind'],
    format: row.format ?? undefined,
    bytes: Number(row.bytes),
    firstMs: Number(row.first_ms),
    lastMs: Number(row.last_ms),
    sealed: row.sealed,
  }
}

/** The 64 digits of an id, as tables have them. */
export function digitsOf(id: string): string {
  return id.slice(id.indexOf(':') + 1)
}
