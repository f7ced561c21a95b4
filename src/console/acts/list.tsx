import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useWords } from '../words/words.ts'
import './acts.css'
import type { Pages } from './use-pages.ts'
import { WORDS } from './words.ts'

interface Given<Row> {
  readonly label: string
  readonly pages: Pages<Row>
  readonly columns: readonly GridColumn<Row>[]
  readonly rowId: (row: Row) => string
  /** Where a row leads. */
  readonly to?: (row: Row) => string
  /** What a row opens, where it is no page. */
  readonly onOpen?: (row: Row) => void
  readonly empty: string
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (chosen: ReadonlySet<string>) => void
}

/** A list as a grid: the next page comes when its end is in sight, or by a button. */
export function List<Row>(given: Given<Row>): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const { label, pages, columns, rowId, to, empty, chosen, onChoose } = given
  const onOpen = to === undefined ? given.onOpen : (row: Row) => void navigate({ to: to(row) })
  if (pages.error !== null) return <ProblemBox error={pages.error} />
  if (pages.isLoading) return <p className="empty">{t('loading')}</p>
  return (
    <div className="acts-list">
      <Grid
        label={label}
        rows={pages.rows}
        columns={columns}
        rowId={rowId}
        onEnd={pages.more}
        empty={empty}
        {...(onOpen === undefined ? {} : { onOpen })}
        {...(chosen === undefined || onChoose === undefined ? {} : { chosen, onChoose })}
      />
      {pages.hasMore && <Button onPress={pages.more}>{t('more')}</Button>}
    </div>
  )
}
