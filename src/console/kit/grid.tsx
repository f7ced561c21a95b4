import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useRef, useState } from 'react'
import { useLanguage, useWords } from '../words/words.ts'
import { Empty } from './empty.tsx'
import type { GridColumn } from './grid-column.ts'
import { GridRow } from './grid-row.tsx'
import { useOrder } from './use-order.ts'
import { WORDS } from './words.ts'

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
  const language = useLanguage()
  const [shown, sorting, sortBy] = useOrder(rows, columns, language)
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    // The head stays in sight and takes a row's height: without this the last row would lie below the edge.
    scrollPaddingEnd: ROW_PX + 2,
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
  const domId = (index: number) => `${given.label}-${index}`.replaceAll(' ', '-')

  function go(index: number): void {
    const next = Math.max(0, Math.min(shown.length - 1, index))
    setAt(next)
    virtual.scrollToIndex(next)
  }

  function toggle(index: number): void {
    const next = new Set(chosen)
    const id = rowId(shown[index]!)
    if (!next.delete(id)) next.add(id)
    onChoose?.(next)
  }

  function click(index: number, event: MouseEvent): void {
    setAt(index)
    // A link or button in a cell does its own.
    if ((event.target as Element).closest('a, button, input') === null) onOpen?.(shown[index]!)
  }

  // Rows keep the same functions, so that they need not be drawn anew for them.
  const latest = useRef({ toggle, click })
  latest.current = { toggle, click }
  const onToggle = useCallback((index: number) => latest.current.toggle(index), [])
  const onClick = useCallback((index: number, event: MouseEvent) => latest.current.click(index, event), [])

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
    else if (event.key === 'Enter' && row !== undefined) onOpen?.(row)
    else if (event.key === ' ' && hasChoice && row !== undefined) toggle(current)
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
        aria-activedescendant={domId(current)}
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
            {columns.map((column) => {
              const sorted = sorting?.column === column.id ? (sorting.isDown ? 'down' : 'up') : undefined
              return (
                <div
                  key={column.id}
                  role="columnheader"
                  className={column.isNumber ? 'grid-cell grid-number' : 'grid-cell'}
                  aria-sort={sorted === 'up' ? 'ascending' : sorted === 'down' ? 'descending' : undefined}
                >
                  {column.sort === undefined ? (
                    column.title
                  ) : (
                    <button
                      type="button"
                      className="grid-sort"
                      aria-label={t('sortBy', { column: column.title })}
                      onClick={() => sortBy(column.id)}
                    >
                      {column.title}
                      <span aria-hidden>{sorted === 'up' ? ' ▲' : sorted === 'down' ? ' ▼' : ''}</span>
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
            const id = rowId(row)
            return (
              <GridRow
                key={id}
                row={row}
                columns={columns}
                domId={domId(index)}
                index={index}
                startPx={start}
                template={template}
                isCurrent={index === current}
                isChosen={hasChoice ? chosen.has(id) : undefined}
                chooseLabel={t('chooseRow')}
                opens={onOpen !== undefined}
                onClick={onClick}
                onToggle={onToggle}
              />
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
