import {
  type ColumnDef,
  getCoreRowModel,
  getSortedRowModel,
  type SortingState,
  useReactTable,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { useWords } from '../words/words.ts'
import { Empty } from './empty.tsx'
import { WORDS } from './words.ts'

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

interface Given<Row> {
  /** What the rows are, for those who do not see the grid. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly GridColumn<Row>[]
  readonly rowId: (row: Row) => string
  /** Enter, or a click. */
  readonly onOpen?: (row: Row) => void
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (chosen: ReadonlySet<string>) => void
  /** Called when the last rows come into sight: more can be fetched. */
  readonly onEnd?: () => void
  /** As CSS has it; the grid scrolls inside. */
  readonly height?: string
  readonly empty?: ReactNode
}

const ROW_PX = 34
const PAGE_ROWS = 15

/** Rows and columns; only those in sight are drawn, so that a hundred thousand scroll as ten do. */
export function Grid<Row>(given: Given<Row>): ReactNode {
  const t = useWords(WORDS)
  const { rows, columns, rowId, onOpen, chosen, onChoose, onEnd } = given
  const [sorting, setSorting] = useState<SortingState>([])
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const defs = useMemo(
    () =>
      columns.map(
        ({ id, sort }): ColumnDef<Row> => ({
          id,
          accessorFn: sort ?? (() => ''),
          enableSorting: sort !== undefined,
        }),
      ),
    [columns],
  )
  const table = useReactTable<Row>({
    data: rows as Row[],
    columns: defs,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  })
  const shown = table.getRowModel().rows
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    onChange: ({ range }) => {
      if (range !== null && range.endIndex >= shown.length - 1 && shown.length > 0) onEnd?.()
    },
  })
  const hasChoice = chosen !== undefined && onChoose !== undefined
  const template = [
    ...(hasChoice ? ['36px'] : []),
    ...columns.map(({ width }) => width ?? 'minmax(0, 1fr)'),
  ].join(' ')
  const current = Math.min(at, Math.max(0, shown.length - 1))

  function go(index: number): void {
    const next = Math.max(0, Math.min(shown.length - 1, index))
    setAt(next)
    virtual.scrollToIndex(next)
  }

  function toggle(id: string): void {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose?.(next)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== box.current) return
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + PAGE_ROWS,
      PageUp: current - PAGE_ROWS,
      Home: 0,
      End: shown.length - 1,
    }
    const row = shown[current]
    if (event.key in moves) go(moves[event.key]!)
    else if (event.key === 'Enter' && row !== undefined) onOpen?.(row.original)
    else if (event.key === ' ' && hasChoice && row !== undefined) toggle(row.id)
    else return
    event.preventDefault()
  }

  if (rows.length === 0) return <Empty>{given.empty}</Empty>
  const areAllChosen = hasChoice && chosen.size === rows.length
  return (
    <div className="grid-frame">
      <div
        ref={box}
        className="grid"
        role="grid"
        aria-label={given.label}
        aria-rowcount={shown.length + 1}
        aria-colcount={columns.length + (hasChoice ? 1 : 0)}
        aria-multiselectable={hasChoice || undefined}
        aria-activedescendant={`${given.label}-${current}`.replaceAll(' ', '-')}
        tabIndex={0}
        onKeyDown={onKeyDown}
        style={{ height: given.height ?? `min(60vh, ${(shown.length + 1) * ROW_PX + 4}px)` }}
      >
        <div role="rowgroup" className="grid-head">
          <div role="row" aria-rowindex={1} className="grid-row" style={{ gridTemplateColumns: template }}>
            {hasChoice && (
              <div role="columnheader" className="grid-cell">
                <input
                  type="checkbox"
                  tabIndex={-1}
                  aria-label={t('chooseAll')}
                  checked={areAllChosen}
                  onChange={() => onChoose(areAllChosen ? new Set() : new Set(rows.map(rowId)))}
                />
              </div>
            )}
            {table.getFlatHeaders().map((header, index) => {
              const column = columns[index]!
              const sorted = header.column.getIsSorted()
              return (
                <div
                  key={column.id}
                  role="columnheader"
                  className={column.isNumber ? 'grid-cell grid-number' : 'grid-cell'}
                  aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
                >
                  {column.sort === undefined ? (
                    column.title
                  ) : (
                    <button
                      type="button"
                      className="grid-sort"
                      aria-label={t('sortBy', { column: column.title })}
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      {column.title}
                      <span aria-hidden>{sorted === 'asc' ? ' ▲' : sorted === 'desc' ? ' ▼' : ''}</span>
                    </button>
                  )}
                </div>
              )
            })}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = shown[index]!
            return (
              <div
                key={row.id}
                id={`${given.label}-${index}`.replaceAll(' ', '-')}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={hasChoice ? chosen.has(row.id) : undefined}
                className={`grid-row grid-body-row${onOpen ? ' grid-opens' : ''}`}
                data-current={index === current || undefined}
                style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
                // The keys of rows are those of the grid: see onKeyDown.
                onClick={(event) => {
                  setAt(index)
                  // A link or button in a cell does its own.
                  if ((event.target as Element).closest('a, button, input') === null) onOpen?.(row.original)
                }}
                onKeyDown={undefined}
              >
                {hasChoice && (
                  <div role="gridcell" className="grid-cell">
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      aria-label={t('chooseRow')}
                      checked={chosen.has(row.id)}
                      onClick={(event) => event.stopPropagation()}
                      onChange={() => toggle(row.id)}
                    />
                  </div>
                )}
                {columns.map((column) => (
                  <div
                    key={column.id}
                    role="gridcell"
                    className={column.isNumber ? 'grid-cell grid-number' : 'grid-cell'}
                  >
                    {column.cell(row.original)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
      <p className="grid-count" role="status">
        {t('rows', { count: rows.length })}
        {hasChoice && chosen.size > 0 && ` · ${t('chosen', { count: chosen.size })}`}
      </p>
    </div>
  )
}
