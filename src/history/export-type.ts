import type { ValueType } from '../core/value.ts'
import type { HistoryType } from './shape.ts'

/** An event type as the export needs it: plain data, which can go to another thread. */
export interface ExportType extends HistoryType {
  /** How long rows may be kept after receipt, in ms. */
  readonly keepMs: number
  /** How long its decisions are kept in the database. */
  readonly decisionMs: number
}

/** What the export needs of an event type of a pack. Without content there is nothing to keep shorter than the decision. */
export function exportType(type: {
  readonly name: string
  readonly features: ReadonlyMap<string, { readonly type: ValueType }>
  readonly keep: { readonly contentMs: number; readonly decisionMs: number }
}): ExportType {
  const { contentMs, decisionMs } = type.keep
  return {
    name: type.name,
    features: new Map([...type.features].map(([name, feature]) => [name, { type: feature.type }])),
    keepMs: contentMs > 0 ? Math.min(contentMs, decisionMs) : decisionMs,
    decisionMs,
  }
}
