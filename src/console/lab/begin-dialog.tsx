import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { shortId } from '../models/short-id.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { LAB_WORDS } from './words.ts'

const NAME = /^[a-z][a-z0-9_]{0,39}$/

/** Begins a run of a task on its annotations, or on a dataset that is there. */
export function BeginDialog(given: {
  readonly tasks: readonly string[]
  readonly datasets: Reply<'listDatasets'>['datasets']
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(LAB_WORDS)
  const navigate = useNavigate()
  const { tasks, datasets, isOpen, onClose } = given
  const [name, setName] = useState<string>()
  const [dataset, setDataset] = useState('')
  const begin = useChange('beginLabRun', { refreshes: ['listLabRuns', 'listDatasets', 'listLabTasks'] })
  const task = name ?? tasks[0] ?? ''
  const own = datasets.filter((one) => one.task === task)
  const chosen = own.some(({ id }) => id === dataset) ? dataset : ''
  async function go(): Promise<void> {
    const body = { task, ...(chosen === '' ? {} : { dataset: chosen }) }
    const run = await begin.mutateAsync({ body }).catch(() => undefined)
    if (run === undefined) return
    toast(t('begun'))
    onClose()
    void navigate({ to: paths.labRun(run.id) })
  }
  return (
    <ConfirmDialog
      title={t('beginTitle')}
      act={t('beginAct')}
      isOpen={isOpen}
      onClose={onClose}
      onAct={() => void go()}
      isPending={begin.isPending}
      isDisabled={!NAME.test(task)}
      error={begin.error}
      isHarmless
    >
      <p>{t('beginSays')}</p>
      <TextField
        label={t('newTask')}
        hint={t('newTaskHint')}
        value={task}
        onChange={setName}
        problem={task === '' || NAME.test(task) ? undefined : t('badTask')}
      />
      <Select
        label={t('beginData')}
        value={chosen}
        options={[
          { value: '', label: t('beginSnapshot') },
          ...own.map(({ id, rows }) => ({ value: id, label: `${shortId(id)} (${t('rows')}: ${rows})` })),
        ]}
        onChange={setDataset}
      />
    </ConfirmDialog>
  )
}
