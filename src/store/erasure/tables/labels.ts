import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

/** Who bore which label is counted still; what people wrote about it goes. */
export const LABELS: readonly ErasedTable[] = [
  {
    table: 'label_log',
    kind: 'label changes',
    own: 't.entity = :ref',
    columns: { entity: 'ref', label: OURS, rule: OURS, via: OURS, by: STAFF, reason: 'own' },
  },
  {
    table: 'labels',
    kind: 'labels',
    own: 't.entity = :ref',
    columns: { entity: 'ref', label: OURS, source: OURS, via: OURS, by: STAFF, reason: 'own' },
  },
]
