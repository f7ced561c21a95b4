import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Severity } from '../../core/severity.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { SeverityBadge } from '../kit/badge.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import '../rules/rules.css'
import { Said } from '../kit/said.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

type Row = Reply<'listPolicies'>['policies'][number]

/** The taxonomy: every policy with its severity, and the rules under it. */
export function PoliciesPage(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [{ severity }, setFilters] = useFilters(['severity'])
  const { data, error } = useAsk('listPolicies', {})
  const wanted = text.trim().toLowerCase()
  const rows = (data?.policies ?? []).filter(
    (one) =>
      (severity === '' || one.severity === severity) &&
      `${one.id} ${Object.values(one.title).join(' ')}`.toLowerCase().includes(wanted),
  )
  const columns: readonly GridColumn<Row>[] = [
    {
      id: 'id',
      title: t('policy'),
      width: 'minmax(0, 2fr)',
      sort: (row) => row.id,
      cell: (row) => <A to={paths.policy(row.id)}>{row.id}</A>,
    },
    {
      id: 'title',
      title: t('name'),
      width: 'minmax(0, 2fr)',
      sort: (row) => row.title[language] ?? '',
      cell: (row) => <Said text={row.title[language] ?? Object.values(row.title)[0] ?? ''} />,
    },
    {
      id: 'severity',
      title: t('severity'),
      sort: (row) => row.severity,
      cell: (row) => <SeverityBadge severity={row.severity} />,
    },
    {
      id: 'version',
      title: t('version'),
      isNumber: true,
      sort: (row) => row.version,
      cell: (row) => row.version,
    },
    {
      id: 'strike',
      title: t('strike'),
      isNumber: true,
      sort: (row) => row.strike,
      cell: (row) => row.strike,
    },
    {
      id: 'rules',
      title: t('rules'),
      isNumber: true,
      sort: (row) => row.rules.length,
      cell: (row) => row.rules.length,
    },
    {
      id: 'fires',
      title: t('fires'),
      isNumber: true,
      sort: (row) => row.fires,
      cell: (row) => row.fires.toLocaleString(language),
    },
  ]
  return (
    <Page title={t('title')} about={t('about')}>
      <ProblemBox error={error} />
      <div className="rules-filters">
        <TextField label={t('search')} value={text} onChange={setText} />
        <Select
          label={t('severity')}
          value={severity}
          options={[
            { value: '', label: t('all') },
            ...Severity.options.map((value) => ({ value, label: value })),
          ]}
          onChange={(value) => setFilters({ severity: value })}
        />
      </div>
      {data !== undefined && (
        <Grid
          label={t('title')}
          rows={rows}
          columns={columns}
          rowId={(row) => row.id}
          onOpen={(row) => void navigate({ to: paths.policy(row.id) })}
          height="calc(100vh - 300px)"
          empty={t('none')}
        />
      )}
    </Page>
  )
}
