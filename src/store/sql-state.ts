import pg from 'pg'

/** The SQLSTATE of an error that Postgres sent; undefined when the connection itself failed. */
export function sqlState(fault: unknown): string | undefined {
  return fault instanceof pg.DatabaseError ? fault.code : undefined
}

/** An error in words that are safe to log: Postgres' own message may quote values. */
export function describeFault(fault: unknown): string {
  const state = sqlState(fault)
  if (state !== undefined) return `SQLSTATE ${state}`
  const code = (fault as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'the connection was lost'
}

/**
 * What is to be done about a failed write.
 * `again`: a collision, the same statement may pass now; `partition`: a partition is missing;
 * `data`: one of the rows cannot be stored; `gone` and `full`: as in `Unavailable`; `fault`: a mistake of ours.
 */
export type WriteFault = 'again' | 'partition' | 'data' | 'gone' | 'full' | 'fault'

/** Sorts a failed write by its SQLSTATE (PostgreSQL manual, appendix A). */
export function writeFault(fault: unknown): WriteFault {
  const state = sqlState(fault)
  if (fault instanceof TypeError || fault instanceof RangeError || fault instanceof ReferenceError)
    return 'fault'
  if (state === undefined) return 'gone'
  if (state === '53100') return 'full'
  if (state === '40P01' || state === '40001' || state === '55P03') return 'again'
  if (state === '23514' || state === '42P01') return 'partition'
  if (/^(21|22|23|54)/.test(state)) return 'data'
  if (/^(08|53|57|58|25|XX|F0)/.test(state)) return 'gone'
  return 'fault'
}
