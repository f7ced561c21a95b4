import { type AuditEntry, type AuditHead, NO_HASH } from '../../core/audit-entry.ts'
import { hashEntry } from '../../core/hash-audit-entry.ts'

/** A chain of so many entries. */
export function chainOf(length: number): { entries: AuditEntry[]; head: AuditHead } {
  const entries: AuditEntry[] = []
  let previous = NO_HASH
  for (let seq = 1; seq <= length; seq++) {
    const open = {
      ...{ seq, atMs: 1_760_000_000_000 + seq, who: `key:k${seq % 3}`, name: 'tests', what: 'setLabel' },
      ...{ objects: `["d-${String(seq).padStart(32, '0')}"]`, outcome: 'begun', details: '{}', previous },
    }
    const entry = { ...open, hash: hashEntry(open) }
    entries.push(entry)
    previous = entry.hash
  }
  return { entries, head: { seq: length, hash: previous } }
}
