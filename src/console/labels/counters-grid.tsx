import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { useLength } from './use-length.ts'
import { WORDS } from './words.ts'

type Counter = Reply<'listCounters'>['counters'][number]

/** What each counter of the live pack holds just now. */
export function CountersGrid(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const length = useLength()
  const { data, error } = useAsk('listCounters', {})
  const kb = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
  const columns: readonly GridColumn<Counter>[] = [
    { id: 'counter', title: t('counter'), sort: ({ name }) => name, cell: ({ name }) => <code>{name}</code> },
    {
      id: 'description',
      title: t('description'),
      width: 'minmax(0, 2fr)',
      cell: ({ description }) => <span title={description}>{description}</span>,
    },
    { id: 'kind', title: t('kind'), width: '7rem', sort: ({ kind }) => kind, cell: ({ kind }) => kind },
    {
      id: 'window',
      title: t('window'),
      width: '7rem',
      sort: ({ windowMs }) => windowMs,
      cell: ({ windowMs }) => length(windowMs),
    },
    {
      id: 'keys',
      title: t('keys'),
      width: '7rem',
      isNumber: true,
      sort: ({ keys }) => keys,
      cell: ({ keys }) => keys.toLocaleString(language),
    },
    {
      id: 'bytes',
      title: t('bytes'),
      width: '8rem',
      isNumber: true,
      sort: ({ bytes }) => bytes,
      cell: ({ bytes }) => kb.format(bytes / 1000),
    },
    {
      id: 'dropped',
      title: t('dropped'),
      width: '7rem',
      isNumber: true,
      sort: ({ dropped }) => dropped,
      cell: ({ dropped }) => dropped.toLocaleString(language),
    },
  ]
  return (
    <div className="labels-part">
      <p>{t('countersHint')}</p>
      <ProblemBox error={error} />
      {data !== undefined && (
        <Grid label={t('tabCounters')} rows={data.counters} columns={columns} rowId={({ name }) => name} />
      )}
    </div>
  )
}
