import { describeFault, sqlState, writeFault } from '../sql-state.ts'

/**
 * Whether a fault lies in what was to be done, and would come again: a mistake of ours or a row that cannot be stored.
 * That the database is away, full or busy passes by itself.
 */
export function isOwnFault(fault: unknown): boolean {
  if (sqlState(fault) === undefined && (fault as { code?: unknown } | null)?.code === undefined)
    return fault instanceof Error && !/connection|terminat|timeout/i.test(fault.message)
  const kind = writeFault(fault)
  return kind === 'data' || kind === 'fault' || kind === 'partition'
}

/** The fault in a word that holds no content. */
export function kindOfFault(fault: unknown): string {
  return sqlState(fault) === undefined && fault instanceof Error ? fault.name : describeFault(fault)
}
