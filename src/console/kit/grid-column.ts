import type { ReactNode } from 'react'

export interface GridColumn<Row> {
  readonly id: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Sorts by this; undefined: the column cannot be sorted. */
  readonly sort?: (row: Row) => string | number
  /** As CSS has it, such as `8rem` or `2fr`; `1fr` when not given. */
  readonly width?: string
  /** Numbers stand at the right. */
  readonly isNumber?: boolean
}
