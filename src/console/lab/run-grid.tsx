import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { A } from '../kit/a.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { shortId } from '../models/short-id.ts'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { RunState } from './run-state.tsx'
import { LAB_WORDS } from './words.ts'

type Row = Reply<'listLabRuns'>['runs'][number]

/** Runs, the newest first, with how far each is. */
export function RunGrid({ runs }: { readonly runs: readonly Row[] }): ReactNode {
  const t = useWords(LAB_WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const columns: readonly GridColumn<Row>[] = [
    {
      id: 'id',
      title: t('run'),
      width: '130px',
      cell: ({ id }) => <A to={paths.labRun(id)}>{shortId(id)}</A>,
    },
    { id: 'task', title: t('task'), cell: ({ task }) => task },
    { id: 'state', title: t('state'), width: '96px', cell: ({ state }) => <RunState state={state} /> },
    { id: 'step', title: t('step'), width: '90px', cell: ({ step }) => t(`step_${step}`) },
    {
      id: 'progress',
      title: t('progress'),
      width: 'minmax(0, 2fr)',
      cell: ({ state, progress, doing, steps }) =>
        state === 'running' ? (
          `${progress.toLocaleString(language, { style: 'percent' })} ${doing}`
        ) : (
          <Said text={steps.at(-1)?.says ?? ''} />
        ),
    },
    {
      id: 'model',
      title: t('model'),
      width: '130px',
      cell: ({ model }) => (model === undefined ? '–' : <A to={paths.model(model)}>{shortId(model)}</A>),
    },
    { id: 'made', title: t('made'), width: '110px', cell: ({ madeAt }) => <Time at={madeAt} relative /> },
  ]
  return (
    <Grid
      label={t('runs')}
      rows={runs}
      columns={columns}
      rowId={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: paths.labRun(id) })}
      empty={t('noRuns')}
    />
  )
}
