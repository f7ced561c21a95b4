import { columnsOf } from '../../signals/text-model/served-parts.ts'
import type { LabelTable } from './label-table.ts'

/** What each column is to learn: 1 at `row * columns + column` where it is to be positive. */
export interface Targets {
  readonly columns: number
  readonly has: Uint8Array
}

/** A column for each label; for two labels that exclude each other one column, the second label's. */
export function targetsOf({ labels, multiLabel, rows, has }: LabelTable): Targets {
  const columns = columnsOf(labels.length, multiLabel)
  if (columns === labels.length) return { columns, has }
  return { columns, has: Uint8Array.from({ length: rows }, (_, row) => has[row * 2 + 1]!) }
}
