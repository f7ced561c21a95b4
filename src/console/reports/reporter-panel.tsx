import { type ReactNode, useState } from 'react'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Facts } from '../kit/facts.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { toast } from '../kit/toast.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

type Body = { readonly reporter: never }

/** What a reporter's word is worth, and the way to make what is open void. */
export function ReporterPanel({ reporter }: { readonly reporter: string }): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const [isOpen, setOpen] = useState(false)
  const body = { reporter } as Body
  const found = useAsk('reporter', { body })
  const invalidate = useChange('invalidateReports', { refreshes: ['reporter', 'findReports', 'searchJobs'] })
  const one = found.data
  const share = (value: number) => `${Math.round(value * 100)} %`
  return (
    <Panel
      title={t('worth')}
      acts={
        may('job.manage') &&
        one !== undefined &&
        one.waiting > 0 && (
          <Button danger onPress={() => setOpen(true)}>
            {t('invalidate')}
          </Button>
        )
      }
    >
      <ProblemBox error={found.error} />
      {one !== undefined && (
        <>
          <Facts
            facts={[
              [
                t('reliability'),
                t('between', { mean: share(one.reliability), low: share(one.low), high: share(one.high) }),
              ],
              [t('upheld'), one.upheld.toLocaleString()],
              [t('rejected'), one.rejected.toLocaleString()],
              [t('invalids'), one.invalid.toLocaleString()],
              [t('open'), one.waiting.toLocaleString()],
            ]}
          />
          <p className="acts-small">{t('lastYear')}</p>
        </>
      )}
      <ConfirmDialog
        title={t('invalidateTitle')}
        act={t('invalidate')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onAct={() =>
          invalidate.mutate(
            { body },
            {
              onSuccess: ({ reports, withdrawn }) => {
                setOpen(false)
                toast(t('invalidated', { reports, withdrawn }))
              },
            },
          )
        }
        isPending={invalidate.isPending}
        error={invalidate.error}
      >
        <p>{t('invalidateWhat', { count: one?.waiting ?? 0 })}</p>
      </ConfirmDialog>
    </Panel>
  )
}
