import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { ModeBadge, useModeWord } from './mode-badge.tsx'
import { Spark } from './spark.tsx'
import './rules.css'
import { WORDS } from './words.ts'

type Row = Reply<'rules'>['rules'][number] & { readonly fires: readonly number[] }

/** Every rule that judges, and what it has done lately. */
export function RulesPage(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const modeWord = useModeWord()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [filters, setFilters] = useFilters(['mode', 'owner', 'policy'])
  const rules = useAsk('rules', {}, { everyMs: 30_000 })
  const days = useAsk('ruleDays', { query: { days: '14' } })
  const rows = useMemo<readonly Row[]>(() => {
    const fires = new Map(days.data?.rules.map((one) => [one.id, one.fires]))
    return (rules.data?.rules ?? []).map((rule) => ({ ...rule, fires: fires.get(rule.id) ?? [] }))
  }, [rules.data, days.data])
  const shown = rows.filter((row) => matches(row, text, filters))

  const number = (value: number, digits = 0) =>
    value.toLocaleString(language, { maximumFractionDigits: digits })
  const columns: readonly GridColumn<Row>[] = [
    {
      id: 'id',
      title: t('rule'),
      width: 'minmax(0, 2.2fr)',
      sort: (row) => row.id,
      cell: (row) => <A to={paths.rule(row.id)}>{row.id}</A>,
    },
    {
      id: 'policy',
      title: t('policy'),
      width: 'minmax(0, 1.8fr)',
      sort: (row) => row.policy,
      cell: (row) => row.policy,
    },
    { id: 'on', title: t('on'), width: 'minmax(0, 1.6fr)', cell: (row) => row.on.join(', ') },
    {
      id: 'mode',
      title: t('mode'),
      width: '116px',
      sort: (row) => row.mode,
      cell: (row) => <ModeBadge mode={row.mode} />,
    },
    { id: 'owner', title: t('owner'), sort: (row) => row.owner ?? '', cell: (row) => row.owner ?? '–' },
    {
      id: 'perDay',
      title: t('perDay'),
      width: '76px',
      isNumber: true,
      sort: (row) => row.perDay ?? row.today.fired + row.today.shadow,
      cell: (row) =>
        row.perDay === null ? number(row.today.fired + row.today.shadow) : number(row.perDay, 1),
    },
    { id: 'days', title: t('days'), width: '100px', cell: (row) => <Spark values={row.fires} /> },
    {
      id: 'unknown',
      title: t('undecided'),
      width: '104px',
      isNumber: true,
      sort: (row) => row.unknownRate ?? 0,
      cell: (row) => (row.unknownRate === null ? '–' : `${number(row.unknownRate * 100, 1)} %`),
    },
    {
      id: 'anomalies',
      title: t('outOfLine'),
      width: '104px',
      sort: (row) => row.anomalies.length,
      cell: (row) => (row.anomalies.length === 0 ? '–' : <Badge tone="warn">{row.anomalies.length}</Badge>),
    },
  ]
  const options = (values: readonly string[], label = (value: string) => value) => [
    { value: '', label: t('all') },
    ...[...new Set(values)].sort().map((value) => ({ value, label: label(value) })),
  ]
  return (
    <Page
      title={t('title')}
      about={t('about')}
      acts={
        <Button primary onPress={() => void navigate({ to: paths.newRule() })}>
          {t('newRule')}
        </Button>
      }
    >
      <ProblemBox error={rules.error ?? days.error} />
      <div className="rules-filters">
        <TextField label={t('search')} value={text} onChange={setText} />
        <Select
          label={t('mode')}
          value={filters.mode}
          options={options(rows.map(modeKind), (kind) =>
            kind === 'canary' ? t('toCanary') : modeWord(kind),
          )}
          onChange={(mode) => setFilters({ mode })}
        />
        <Select
          label={t('owner')}
          value={filters.owner}
          options={options(rows.flatMap(({ owner }) => owner ?? []))}
          onChange={(owner) => setFilters({ owner })}
        />
        <Select
          label={t('policy')}
          value={filters.policy}
          options={options(rows.map(policyId))}
          onChange={(policy) => setFilters({ policy })}
        />
      </div>
      {rules.data !== undefined && (
        <Grid
          label={t('title')}
          rows={shown}
          columns={columns}
          rowId={(row) => row.id}
          onOpen={(row) => void navigate({ to: paths.rule(row.id) })}
          height="calc(100vh - 300px)"
          empty={t('noRules')}
        />
      )}
    </Page>
  )
}

function modeKind({ mode }: Pick<Row, 'mode'>): string {
  return mode.split(/[ :]/)[0]!
}

function policyId({ policy }: Pick<Row, 'policy'>): string {
  return policy.split('@')[0]!
}

function matches(
  row: Row,
  text: string,
  { mode, owner, policy }: Readonly<Record<'mode' | 'owner' | 'policy', string>>,
): boolean {
  const wanted = text.trim().toLowerCase()
  const all = `${row.id} ${row.owner ?? ''} ${row.policy} ${row.on.join(' ')}`.toLowerCase()
  return (
    (wanted === '' || all.includes(wanted)) &&
    (mode === '' || modeKind(row) === mode) &&
    (owner === '' || row.owner === owner) &&
    (policy === '' || policyId(row) === policy)
  )
}
