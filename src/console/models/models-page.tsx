import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { ProbationReply } from '../../api/contract/probation.ts'
import { MODEL_STATES } from '../../lab/registry/model.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import './models.css'
import { usePrecision, useProgress } from './proof-brief.ts'
import { shortId } from './short-id.ts'
import { AuthorityBadge, StateBadge } from './state-badge.tsx'
import { WORDS } from './words.ts'

type Row = Reply<'listModels'>['models'][number] & {
  readonly proof: ProbationReply | undefined
}

const SERVING: ReadonlySet<string> = new Set(['shadow', 'canary', 'live'])

/** Every model, by task: where it stands, what it may do, and how far it is proved. */
export function ModelsPage(): ReactNode {
  const t = useWords(WORDS)
  const [filters, setFilters] = useFilters(['state', 'task'])
  const list = useAsk('listModels', { query: { limit: '500' } }, { everyMs: 15_000 })
  const proofs = useAsk('modelProofs', {}, { everyMs: 15_000 })
  const rows = useMemo<readonly Row[]>(() => {
    const byModel = new Map(proofs.data?.models.map((one) => [one.model, one]))
    return (list.data?.models ?? []).map((model) => ({ ...model, proof: byModel.get(model.id) }))
  }, [list.data, proofs.data])
  const shown = rows.filter(
    ({ state, task }) =>
      (filters.task === '' || task === filters.task) &&
      (filters.state === '' || (filters.state === 'serving' ? SERVING.has(state) : state === filters.state)),
  )
  const tasks = [...new Set(rows.map(({ task }) => task))].sort()
  return (
    <Page title={t('models')} about={t('modelsAbout')}>
      <ProblemBox error={list.error ?? proofs.error} />
      <div className="filters">
        <Select
          label={t('state')}
          value={filters.state}
          options={[
            { value: '', label: t('all') },
            { value: 'serving', label: t('serving') },
            ...MODEL_STATES.map((value) => ({ value, label: t(`state_${value}`) })),
          ]}
          onChange={(state) => setFilters({ state })}
        />
        <Select
          label={t('task')}
          value={filters.task}
          options={[{ value: '', label: t('all') }, ...tasks.map((value) => ({ value, label: value }))]}
          onChange={(task) => setFilters({ task })}
        />
      </div>
      {list.data !== undefined && shown.length === 0 && <Empty>{t('noModels')}</Empty>}
      {[...new Set(shown.map(({ task }) => task))].sort().map((task) => (
        <Panel key={task} title={task}>
          <TaskModels task={task} rows={shown.filter((row) => row.task === task)} />
        </Panel>
      ))}
    </Page>
  )
}

function TaskModels({ task, rows }: { readonly task: string; readonly rows: readonly Row[] }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const { percent } = useFigures()
  const precision = usePrecision()
  const progress = useProgress()
  const columns: readonly GridColumn<Row>[] = [
    {
      id: 'id',
      title: t('model'),
      width: '130px',
      cell: ({ id }) => <A to={paths.model(id)}>{shortId(id)}</A>,
    },
    {
      id: 'state',
      title: t('state'),
      width: '104px',
      sort: ({ state }) => MODEL_STATES.indexOf(state),
      cell: ({ state }) => <StateBadge state={state} />,
    },
    {
      id: 'authority',
      title: t('authority'),
      width: '160px',
      cell: ({ authority }) => <AuthorityBadge authority={authority} />,
    },
    {
      id: 'share',
      title: t('share'),
      width: '84px',
      isNumber: true,
      sort: ({ share }) => share,
      cell: ({ share }) => (share === 0 ? '–' : percent(share)),
    },
    {
      id: 'precision',
      title: t('precision'),
      width: '150px',
      cell: (row) => precision(row.proof),
    },
    { id: 'proof', title: t('proof'), width: 'minmax(130px, 1fr)', cell: (row) => progress(row.proof) },
    {
      id: 'toGo',
      title: t('labelsNeeded'),
      width: '110px',
      isNumber: true,
      cell: ({ proof }) => proof?.labels.needed?.toLocaleString(language) ?? '–',
    },
    {
      id: 'alarms',
      title: t('alarms'),
      width: '120px',
      cell: ({ proof, isTainted, isLastGood }) => {
        const alarms = proof?.tripwires.filter(({ tripped }) => tripped).length ?? 0
        if (alarms === 0 && !isTainted && !isLastGood) return t('noAlarms')
        return (
          <>
            {alarms > 0 && <Badge tone="danger">{alarms}</Badge>}
            {isTainted && <Badge tone="danger">{t('tainted')}</Badge>}
            {isLastGood && <Badge tone="accent">{t('lastGood')}</Badge>}
          </>
        )
      },
    },
    {
      id: 'made',
      title: t('made'),
      width: '100px',
      sort: ({ madeAt }) => madeAt,
      cell: ({ madeAt }) => <Time at={madeAt} relative />,
    },
  ]
  return (
    <Grid
      label={task}
      rows={rows}
      columns={columns}
      rowId={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: paths.model(id) })}
    />
  )
}
