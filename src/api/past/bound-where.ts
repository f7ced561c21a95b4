import type { Where as Filters } from '../../backtest/investigate/where.ts'
import type { Where } from '../contract/past.ts'
import type { Grant } from '../keyring.ts'
import { refusal } from '../problem-error.ts'

/** The filters of somebody who may be bound to some worlds: then to those, or to fewer. Throws when others are named. */
export function boundWhere({ worlds }: Grant, where: Where | undefined): Filters {
  if (worlds === null) return { ...where }
  if (where?.worlds?.some((world) => !worlds.has(world)))
    throw refusal('world-not-allowed', 'where.worlds names a world to which whoever asks is not bound.')
  return { ...where, worlds: where?.worlds ?? [...worlds] }
}
