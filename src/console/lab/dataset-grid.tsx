import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Time } from '../kit/time.tsx'
import { shortId } from '../models/short-id.ts'
import { paths } from '../paths.ts'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { LAB_WORDS } from './words.ts'

type Row = Reply<'listDatasets'>['datasets'][number]

/** Datasets, the newest first. */
export function DatasetGrid({ datasets }: { readonly datasets: readonly Row[] }): ReactNode {
  const t = useWords(LAB_WORDS)
  const language = useLanguage()
  const { percent } = useFigures()
  const navigate = useNavigate()
  const violating = ({ bySplit }: Row) => Object.values(bySplit).reduce((sum, one) => sum + one.violating, 0)
  const columns: readonly GridColumn<Row>[] = [
    {
      id: 'id',
      title: t('dataset'),
      width: '130px',
      cell: ({ id }) => <A to={paths.labDataset(id)}>{shortId(id)}</A>,
    },
    { id: 'task', title: t('task'), cell: ({ task }) => task },
    { id: 'from', title: t('from'), width: '110px', cell: ({ from }) => t(`from_${from}`) },
    {
      id: 'rows',
      title: t('rows'),
      width: '90px',
      isNumber: true,
      sort: ({ rows }) => rows,
      cell: ({ rows }) => rows.toLocaleString(language),
    },
    {
      id: 'violating',
      title: t('violating'),
      width: '90px',
      isNumber: true,
      cell: (row) => percent(violating(row) / Math.max(1, row.rows)),
    },
    {
      id: 'warnings',
      title: t('warnings'),
      width: '90px',
      cell: ({ warnings, erased }) => {
        const count = warnings.length + (erased > 0 ? 1 : 0)
        return count === 0 ? '–' : <Badge tone="warn">{count}</Badge>
      },
    },
    { id: 'made', title: t('made'), width: '110px', cell: ({ madeAt }) => <Time at={madeAt} relative /> },
  ]
  return (
    <Grid
      label={t('datasets')}
      rows={datasets}
      columns={columns}
      rowId={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: paths.labDataset(id) })}
      empty={t('noDatasets')}
    />
  )
}
