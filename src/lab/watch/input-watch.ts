import { dayOf } from '../probation/plan-batch.ts'
import type { CellSum } from '../probation/ports.ts'
import { isMoreThan } from '../probation/tripwires.ts'

/** Share of served texts that may be of kinds that the model was not measured on. */
const MAY_BE_STRANGE = 0.05
/** So many whole days before today count: what came long ago must not hide what comes now. */
const RECENT_DAYS = 1

/** Whether what is served is what the model was measured on; undefined: nothing was looked at. */
export function inputWatch(
  cells: readonly Pick<CellSum, 'cell' | 'count' | 'day'>[],
  nowMs: number,
): { readonly isAlarm: boolean; readonly says: string } | undefined {
  const recent = cells.filter(({ day }) => day >= dayOf(nowMs) - RECENT_DAYS)
  const sum = (name: CellSum['cell']) =>
    recent.reduce((total, { cell, count }) => total + (cell === name ? count : 0), 0)
  const strange = sum('strange')
  const seen = strange + sum('known')
  if (seen === 0) return undefined
  return {
    isAlarm: isMoreThan(strange, seen, MAY_BE_STRANGE),
    says: `${strange} of ${seen} recent texts had a script or a length that it was not measured on`,
  }
}
