import { Unavailable } from '../engine/ports.ts'
import type { HealthWatch } from './health-watch.ts'
import { describeFault, writeFault } from './sql-state.ts'

/** Runs what needs the database; faults of the database that pass by themselves become `Unavailable`. */
export async function available<T>(health: HealthWatch, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (fault) {
    throw unavailable(health, fault) ?? fault
  }
}

/** The `Unavailable` that a fault of the database comes to, noted with the health; undefined for mistakes and bad data. */
export function unavailable(health: HealthWatch, fault: unknown): Unavailable | undefined {
  switch (writeFault(fault)) {
    case 'full':
      health.full()
      return fullDisk()
    case 'gone': {
      health.gone(describeFault(fault))
      // A server that cannot write its log goes down: then the disk is the cause, not the connection.
      if (health.isFull()) return fullDisk()
      return new Unavailable(
        'gone',
        `The database cannot be reached (${describeFault(fault)}); try again shortly.`,
      )
    }
    case 'again':
    case 'partition':
      return new Unavailable('busy', 'The database is too busy to take the decision; try again shortly.')
    case 'data':
    case 'fault':
      return undefined
  }
}

function fullDisk(): Unavailable {
  return new Unavailable('full', "The database's disk is full; make room on it.")
}
