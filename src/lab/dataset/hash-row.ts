import { hash } from 'node:crypto'
import type { LabRow } from './row.ts'

/** SHA-256 over everything that a row says, as 64 hexadecimal digits; what is undefined is null in it. */
export function hashRow(row: Omit<LabRow, 'hash'>): string {
  const said = [
    ...[row.text, row.labels, row.violates, row.account, row.world, row.surface, row.language],
    ...[row.accountAgeMs, row.atMs, row.source, row.decision, row.policyVersion, row.reviewer, row.blind],
    ...[row.probability, row.design],
  ]
  return hash(
    'sha256',
    JSON.stringify(said, (_, value: unknown) => (value === undefined ? null : value)),
  )
}
