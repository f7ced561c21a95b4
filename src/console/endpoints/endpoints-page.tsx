import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import type { Endpoint } from '../../api/contract/delivery.ts'
import { mayManageEndpoints } from '../../enforcement/delivery/may-resend.ts'
import { useActor } from '../acts/use-actor.ts'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { AddEndpoint } from './add-endpoint.tsx'
import { EndpointState } from './endpoint-state.tsx'
import { Reconcile } from './reconcile.tsx'
import { WORDS } from './words.ts'

/** Where webhooks go, and how each does. */
export function EndpointsPage(): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const [isAdding, setAdding] = useState(false)
  const found = useAsk('listEndpoints', {}, { everyMs: 5000 })
  const may = mayManageEndpoints(useActor())
  const columns = useColumns()
  return (
    <Page
      title={t('title')}
      about={t('about')}
      acts={
        may.ok ? (
          <>
            <Reconcile />
            <Button primary onPress={() => setAdding(true)}>
              {t('add')}
            </Button>
          </>
        ) : (
          <p className="acts-small">{t(may.why === 'no-right' ? 'mayNot_noRight' : 'mayNot_otherWorld')}</p>
        )
      }
    >
      <ProblemBox error={found.error} />
      {found.data !== undefined && (
        <Grid
          label={t('title')}
          rows={found.data.endpoints}
          columns={columns}
          rowId={({ id }) => id}
          onOpen={({ id }) => void navigate({ to: paths.endpoint(id) })}
          empty={t('empty')}
        />
      )}
      {isAdding && <AddEndpoint onClose={() => setAdding(false)} />}
    </Page>
  )
}

function useColumns(): readonly GridColumn<Endpoint>[] {
  const t = useWords(WORDS)
  return useMemo(
    () => [
      { id: 'state', title: t('state'), width: '220px', cell: (one) => <EndpointState one={one} /> },
      { id: 'url', title: t('url'), width: 'minmax(0, 2fr)', cell: ({ url }) => <Said text={url} /> },
      { id: 'description', title: t('description'), cell: ({ description }) => <Said text={description} /> },
      {
        id: 'waiting',
        title: t('waiting'),
        width: '80px',
        isNumber: true,
        sort: ({ waiting }) => waiting,
        cell: ({ waiting }) => waiting.toLocaleString(),
      },
      {
        id: 'dead',
        title: t('dead'),
        width: '100px',
        isNumber: true,
        sort: ({ dead }) => dead,
        cell: ({ dead }) => dead.toLocaleString(),
      },
      {
        id: 'oldest',
        title: t('oldest'),
        width: '140px',
        cell: ({ oldestAt }) => (oldestAt === null ? '–' : <Time at={oldestAt} relative />),
      },
      {
        id: 'delivered',
        title: t('delivered'),
        width: '140px',
        cell: ({ deliveredAt }) => (deliveredAt === null ? t('never') : <Time at={deliveredAt} relative />),
      },
    ],
    [t],
  )
}
