import { type ReactNode, useMemo, useState } from 'react'
import type { JobRow } from '../../api/contract/job-rows.ts'
import { EntityForm } from '../acts/entity-form.tsx'
import { List } from '../acts/list.tsx'
import { usePages } from '../acts/use-pages.ts'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { ChangeDialog, type ChangeKind } from './change-dialog.tsx'
import { WORDS } from './words.ts'

const STATES = ['open', 'settling', 'done', 'withdrawn'] as const
const KINDS = ['rule', 'report', 'audit', 'golden', 'appeal'] as const
const STAGES = ['first', 'second', 'adjudication'] as const
const CHANGES: readonly ChangeKind[] = ['move', 'raise', 'assign', 'withdraw']

/** The jobs for those who manage them: found by what they are, changed one by one or by the hundred. */
export function JobsPage(): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const { may } = useSession()
  const isLead = may('job.manage')
  const [filters, change] = useFilters(['queue', 'state', 'kind', 'stage', 'policy', 'breached'])
  const [actor, setActor] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [changing, setChanging] = useState<ChangeKind>()
  const queues = useAsk('listQueues', {}, { freshMs: 10_000 })
  const { queue, state, kind, stage, policy, breached } = filters
  const shown = state === '' ? 'open' : state
  const pages = usePages(
    'searchJobs',
    {
      ...(shown === 'all' ? {} : { states: [shown] }),
      ...(queue === '' ? {} : { queues: [queue] }),
      ...(kind === '' || !isLead ? {} : { kinds: [kind] }),
      ...(stage === '' || !isLead ? {} : { stages: [stage] }),
      ...(policy === '' ? {} : { policy }),
      ...(breached === '' ? {} : { breached: breached === 'yes' }),
      ...(actor === undefined ? {} : { actor }),
    },
    ({ jobs, next }) => ({ rows: jobs, next }),
    { everyMs: 10_000 },
  )
  const columns = useColumns()
  const any = { value: '', label: say('all') }
  const narrow = (next: Partial<typeof filters>) => {
    setChosen(new Set())
    change(next)
  }
  const jobs = pages.rows.filter(({ job }) => chosen.has(job))
  return (
    <Page title={t('title')} about={t('about')}>
      <div className="filters">
        <Select
          label={t('state')}
          value={shown}
          options={[
            ...STATES.map((value) => ({ value, label: say(`job_${value}`) })),
            { value: 'all', label: say('all') },
          ]}
          onChange={(state) => narrow({ state: state === 'open' ? '' : state })}
        />
        <Select
          label={t('queue')}
          value={queue}
          options={[any, ...(queues.data?.queues ?? []).map(({ queue }) => ({ value: queue, label: queue }))]}
          onChange={(queue) => narrow({ queue })}
        />
        {isLead && (
          <>
            <Select
              label={t('kind')}
              value={kind}
              options={[any, ...KINDS.map((value) => ({ value, label: say(`kind_${value}`) }))]}
              onChange={(kind) => narrow({ kind })}
            />
            <Select
              label={t('stage')}
              value={stage}
              options={[any, ...STAGES.map((value) => ({ value, label: t(`stage_${value}`) }))]}
              onChange={(stage) => narrow({ stage })}
            />
          </>
        )}
        <Select
          label={t('due')}
          value={breached}
          options={[
            any,
            { value: 'yes', label: t('breachedOnly') },
            { value: 'no', label: t('notBreached') },
          ]}
          onChange={(breached) => narrow({ breached })}
        />
      </div>
      <EntityForm
        label={t('find')}
        onFind={(entity) => {
          setChosen(new Set())
          setActor(entity)
        }}
      />
      {isLead && jobs.length > 0 && (
        <div className="page-acts">
          <span>{t('chosen')}</span>
          {CHANGES.map((kind) => (
            <Button key={kind} danger={kind === 'withdraw'} onPress={() => setChanging(kind)}>
              {t(kind)}
            </Button>
          ))}
        </div>
      )}
      <List
        label={t('title')}
        pages={pages}
        columns={columns}
        rowId={({ job }) => job}
        to={({ job }) => paths.job(job)}
        empty={t('empty')}
        {...(isLead ? { chosen, onChoose: setChosen } : {})}
      />
      {changing !== undefined && (
        <ChangeDialog
          kind={changing}
          jobs={jobs}
          queues={queues.data?.queues ?? []}
          onClose={(isDone) => {
            setChanging(undefined)
            if (isDone) setChosen(new Set())
          }}
        />
      )}
    </Page>
  )
}

function useColumns(): readonly GridColumn<JobRow>[] {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  return useMemo(
    () => [
      {
        id: 'severity',
        title: t('severity'),
        width: '75px',
        sort: ({ severity }) => severity,
        cell: ({ severity }) => <SeverityBadge severity={severity} />,
      },
      { id: 'queue', title: t('queue'), width: 'minmax(0, 1fr)', cell: ({ queue }) => queue },
      { id: 'policy', title: t('policy'), width: 'minmax(0, 1.6fr)', cell: ({ policy }) => policy },
      {
        id: 'kind',
        title: t('kind'),
        width: 'minmax(0, 1.2fr)',
        cell: ({ kind, blind }) => (kind === null ? blind && t('blind') : say(`kind_${kind}`)),
      },
      {
        id: 'state',
        title: t('state'),
        width: 'minmax(0, 1.2fr)',
        cell: ({ state, outcome }) => (
          <>
            <Badge>{say(`job_${state}`)}</Badge> {outcome !== null && say(outcome)}
          </>
        ),
      },
      {
        id: 'held',
        title: t('held'),
        width: '110px',
        cell: ({ heldUntil }) => (heldUntil === null ? '–' : <Time at={heldUntil} relative />),
      },
      {
        id: 'due',
        title: t('due'),
        width: 'minmax(0, 1.3fr)',
        sort: ({ dueAt }) => dueAt,
        cell: ({ dueAt, breachedAt }) => (
          <>
            <Time at={dueAt} relative /> {breachedAt !== null && <Badge tone="danger">{t('breached')}</Badge>}
          </>
        ),
      },
      {
        id: 'created',
        title: t('created'),
        width: '110px',
        cell: ({ createdAt }) => (createdAt === null ? '–' : <Time at={createdAt} relative />),
      },
    ],
    [t, say],
  )
}
