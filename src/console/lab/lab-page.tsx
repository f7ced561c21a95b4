import { type ReactNode, useState } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { shortId } from '../models/short-id.ts'
import { Table } from '../models/table.tsx'
import { paths } from '../paths.ts'
import { useFigures } from '../quality/use-figures.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { BeginDialog } from './begin-dialog.tsx'
import { DatasetGrid } from './dataset-grid.tsx'
import { RunGrid } from './run-grid.tsx'
import { LAB_WORDS } from './words.ts'

/** Tasks, runs and datasets; a run can be begun here on what reviewers judged. */
export function LabPage(): ReactNode {
  const t = useWords(LAB_WORDS)
  const { percent } = useFigures()
  const { may } = useSession()
  const [isBeginning, setBeginning] = useState(false)
  const tasks = useAsk('listLabTasks', {})
  const runs = useAsk('listLabRuns', {}, { everyMs: 3000 })
  const datasets = useAsk('listDatasets', { query: { limit: '200' } }, { everyMs: 15_000 })
  return (
    <Page
      title={t('title')}
      about={t('about')}
      acts={
        may('model.manage') && (
          <Button primary onPress={() => setBeginning(true)}>
            {t('begin')}
          </Button>
        )
      }
    >
      <ProblemBox error={tasks.error ?? runs.error ?? datasets.error} />
      <Panel title={t('tasks')}>
        {tasks.data?.tasks.length === 0 && <Empty>{t('noTasks')}</Empty>}
        {tasks.data !== undefined && tasks.data.tasks.length > 0 && (
          <Table
            label={t('tasks')}
            head={[t('task'), t('reads'), t('policies'), t('bars'), t('model')]}
            rows={tasks.data.tasks.map(({ name, of, policies, bars, live, shadows }) => ({
              id: name,
              cells: [
                name,
                <Said key="reads" text={of} />,
                policies.length === 0 ? t('anyPolicy') : <Said key="p" text={policies.join(', ')} />,
                t('barsSays', {
                  ...{
                    precision: percent(bars.precision ?? 0),
                    good: percent(bars.irreversiblePrecision ?? 0),
                  },
                  recall: percent(bars.recall ?? 0),
                }),
                [live, ...shadows].flatMap((id) =>
                  id === null
                    ? []
                    : [
                        <A key={id} to={paths.model(id)}>
                          {shortId(id)}{' '}
                        </A>,
                      ],
                ),
              ],
            }))}
          />
        )}
      </Panel>
      <Panel title={t('runs')}>{runs.data !== undefined && <RunGrid runs={runs.data.runs} />}</Panel>
      <Panel title={t('datasets')}>
        {datasets.data !== undefined && <DatasetGrid datasets={datasets.data.datasets} />}
      </Panel>
      <BeginDialog
        tasks={tasks.data?.tasks.map(({ name }) => name) ?? []}
        datasets={datasets.data?.datasets ?? []}
        isOpen={isBeginning}
        onClose={() => setBeginning(false)}
      />
    </Page>
  )
}
