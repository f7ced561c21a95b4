import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

type Saved = Reply<'listQueries'>['queries'][number]

/** The queries that have a name. */
export function SavedQueries(): ReactNode {
  const t = useWords(WORDS)
  const { data, error } = useAsk('listQueries', {})
  const remove = useChange('deleteQuery', { refreshes: ['listQueries'] })
  const [going, setGoing] = useState<Saved>()
  if (data === undefined) return <ProblemBox error={error} />
  if (data.queries.length === 0) return <Empty>{t('savedNone')}</Empty>
  return (
    <>
      <ul className="investigate-saved">
        {data.queries.map((one) => (
          <li key={one.id}>
            <A to={paths.investigate(one.id)}>
              <Said text={one.name ?? ''} />
            </A>
            <span className="field-hint">
              <bdi>{t('savedBy', { by: one.by })}</bdi> · <Time at={one.at} relative />
            </span>
            {one.mine && (
              <Button quiet onPress={() => setGoing(one)} aria-label={`${t('remove')}: ${one.name}`}>
                {t('remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        title={t('removeTitle')}
        act={t('remove')}
        isOpen={going !== undefined}
        onClose={() => setGoing(undefined)}
        onAct={() => remove.mutate({ params: { id: going!.id } }, { onSuccess: () => setGoing(undefined) })}
        isPending={remove.isPending}
        error={remove.error}
      >
        {t('removeText', { name: going?.name ?? '' })}
      </ConfirmDialog>
    </>
  )
}
