import { type MouseEvent, memo, type ReactNode } from 'react'
import type { GridColumn } from './grid-column.ts'

interface Given<Row> {
  readonly row: Row
  readonly columns: readonly GridColumn<Row>[]
  readonly domId: string
  readonly index: number
  /** Where it stands, in pixels from the top of all rows. */
  readonly startPx: number
  /** As CSS has it. */
  readonly template: string
  readonly isCurrent: boolean
  /** Undefined: rows are not chosen here. */
  readonly isChosen: boolean | undefined
  readonly chooseLabel: string
  readonly opens: boolean
  readonly onClick: (index: number, event: MouseEvent) => void
  readonly onToggle: (index: number) => void
}

/** One row. Drawn anew only when something of it changes: a press of a key concerns two. */
export const GridRow = memo(function GridRow<Row>(given: Given<Row>): ReactNode {
  const { row, columns, index, isChosen } = given
  return (
    <div
      id={given.domId}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={`grid-row grid-body-row${given.opens ? ' grid-opens' : ''}`}
      data-current={given.isCurrent || undefined}
      style={{ gridTemplateColumns: given.template, transform: `translateY(${given.startPx}px)` }}
      // The keys of rows are those of the grid.
      onClick={(event) => given.onClick(index, event)}
      onKeyDown={undefined}
    >
      {isChosen !== undefined && (
        <div role="gridcell" className="grid-cell">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={given.chooseLabel}
            checked={isChosen}
            onChange={() => given.onToggle(index)}
          />
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={column.isNumber ? 'grid-cell grid-number' : 'grid-cell'}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  )
}) as <Row>(given: Given<Row>) => ReactNode
