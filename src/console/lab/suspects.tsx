import { type ReactNode, useState } from 'react'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { toast } from '../kit/toast.tsx'
import { Table } from '../models/table.tsx'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { LAB_WORDS } from './words.ts'

const SHOWN = 50

/** Labels of a dataset that may be wrong, to be judged again. */
export function Suspects({ id }: { readonly id: string }): ReactNode {
  const t = useWords(LAB_WORDS)
  const language = useLanguage()
  const { may } = useSession()
  const [isSending, setSending] = useState(false)
  const found = useAsk('datasetErrors', { params: { id }, query: { limit: String(SHOWN) } })
  const send = useChange('sendDatasetErrors', { refreshes: ['searchJobs', 'listQueues'] })
  const suspects = found.data?.suspects ?? []
  async function go(): Promise<void> {
    const done = await send.mutateAsync({ params: { id }, body: { limit: SHOWN } }).catch(() => undefined)
    if (done === undefined) return
    toast(t('sent', { sent: done.sent, imported: done.imported }))
    setSending(false)
  }
  return (
    <Panel
      title={t('errors')}
      acts={
        may('model.manage') &&
        suspects.length > 0 && <Button onPress={() => setSending(true)}>{t('send')}</Button>
      }
    >
      <p className="model-soft">{t('errorsAbout')}</p>
      <ProblemBox error={found.error} />
      {found.data !== undefined && suspects.length === 0 && <Empty>{t('noErrors')}</Empty>}
      {suspects.length > 0 && (
        <Table
          label={t('errors')}
          head={[t('rank'), t('labelled'), t('says'), t('text'), t('source')]}
          rows={suspects.map(({ rank, violates, why, score, text, source }) => ({
            id: String(rank),
            cells: [
              rank,
              t(violates ? 'harm' : 'fine'),
              t(`why_${why}`, {
                score: score?.toLocaleString(language, { maximumFractionDigits: 3 }) ?? '–',
              }),
              text === null ? t('hidden') : <PlayerText key="text" text={text} most={300} />,
              <Said key="source" text={source} />,
            ],
          }))}
        />
      )}
      <ConfirmDialog
        title={t('sendTitle')}
        act={t('sendAct')}
        isOpen={isSending}
        onClose={() => setSending(false)}
        onAct={() => void go()}
        isPending={send.isPending}
        error={send.error}
        isHarmless
      >
        <p>{t('sendSays', { n: SHOWN })}</p>
      </ConfirmDialog>
    </Panel>
  )
}
