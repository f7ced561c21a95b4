import { createHash } from 'node:crypto'
import type { AuditEntry } from './audit-entry.ts'

/**
 * SHA-256 over the UTF-8 of a JSON array of the entry's fields in a fixed order, the hash of the entry before last:
 * no two different entries have the same text, since JSON tells where each field ends.
 */
export function hashEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, atMs, who, name, what, objects, outcome, details, previous } = entry
  const text = JSON.stringify([
    'haechi audit 1',
    seq,
    atMs,
    who,
    name,
    what,
    objects,
    outcome,
    details,
    previous,
  ])
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
