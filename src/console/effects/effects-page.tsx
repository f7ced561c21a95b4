import { type ReactNode, useMemo, useState } from 'react'
import { mayManageEndpoints } from '../../enforcement/delivery/may-resend.ts'
import { useActor } from '../acts/use-actor.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

type Aside = Reply<'effectsAside'>['aside'][number]

/** What could not be carried out, by kind and fault, and the way to try it again. */
export function EffectsPage(): ReactNode {
  const t = useWords(WORDS)
  const [isOpen, setOpen] = useState(false)
  const found = useAsk('effectsAside', {}, { everyMs: 5000 })
  const retry = useChange('retryEffects', { refreshes: ['effectsAside'] })
  const may = mayManageEndpoints(useActor())
  const aside = found.data?.aside ?? []
  const n = aside.reduce((sum, { count }) => sum + count, 0)
  const columns = useMemo(
    (): readonly GridColumn<Aside>[] => [
      { id: 'kind', title: t('kind'), cell: ({ kind }) => kind },
      { id: 'fault', title: t('fault'), width: 'minmax(0, 2fr)', cell: ({ fault }) => fault },
      {
        id: 'count',
        title: t('count'),
        width: '120px',
        isNumber: true,
        sort: ({ count }) => count,
        cell: ({ count }) => count.toLocaleString(),
      },
      { id: 'oldest', title: t('oldest'), width: '200px', cell: ({ oldestAt }) => <Time at={oldestAt} /> },
    ],
    [t],
  )
  return (
    <Page
      title={t('title')}
      about={t('about')}
      acts={
        may.ok ? (
          n > 0 && (
            <Button primary onPress={() => setOpen(true)}>
              {t('retry')}
            </Button>
          )
        ) : (
          <p className="acts-small">{t('mayNot')}</p>
        )
      }
    >
      <ProblemBox error={found.error} />
      {found.data !== undefined && (
        <Grid
          label={t('title')}
          rows={aside}
          columns={columns}
          rowId={({ kind, fault }) => `${kind} ${fault}`}
          empty={t('empty')}
        />
      )}
      <ConfirmDialog
        title={t('retryTitle')}
        act={t('retry')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onAct={() =>
          retry.mutate(
            {},
            {
              onSuccess: ({ retried }) => {
                setOpen(false)
                toast(t('retried', { n: retried }))
              },
            },
          )
        }
        isPending={retry.isPending}
        error={retry.error}
      >
        <p>{t('retryWhat', { n })}</p>
      </ConfirmDialog>
    </Page>
  )
}
