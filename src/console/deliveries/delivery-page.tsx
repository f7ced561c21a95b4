import { type ReactNode, useState } from 'react'
import type { Delivery } from '../../api/contract/delivery.ts'
import { mayResend } from '../../enforcement/delivery/may-resend.ts'
import { useActor } from '../acts/use-actor.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { toast } from '../kit/toast.tsx'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { DeliveryBadge } from './delivery-badge.tsx'
import { ResultWords } from './result-words.tsx'
import { WORDS } from './words.ts'

/** One message to one endpoint, with every try. */
export function DeliveryPage(): ReactNode {
  const t = useWords(WORDS)
  const id = useParam('id') as Delivery['id']
  const found = useAsk('delivery', { params: { id } }, { everyMs: 3000 })
  const one = found.data
  return (
    <Page title={t('one')} acts={one !== undefined && <Resend one={one} />}>
      <ProblemBox error={found.error} />
      {one !== undefined && (
        <>
          <Panel>
            <Facts
              facts={[
                [t('state'), <DeliveryBadge key="state" one={one} />],
                [t('type'), one.type],
                [t('target'), <EntityLink key="target" entity={one.target} />],
                [
                  t('endpoint'),
                  <A key="endpoint" to={paths.endpoint(one.endpoint)}>
                    {one.endpoint}
                  </A>,
                ],
                [t('message'), one.message],
                ...(one.lastResult === null
                  ? []
                  : [[t('why'), <ResultWords key="why" result={one.lastResult} />] as const]),
                [t('queuedAt'), <Time key="queued" at={one.queuedAt} />],
                ...(one.dueAt === null ? [] : [[t('dueAt'), <Time key="due" at={one.dueAt} />] as const]),
              ]}
            />
            {one.state === 'dead' && one.overtaken && <p>{t('overtakenWhy')}</p>}
          </Panel>
          <Panel title={t('attempts')}>
            <Attempts attempts={one.attempts} />
          </Panel>
        </>
      )}
    </Page>
  )
}

function Attempts({ attempts }: Pick<Reply<'delivery'>, 'attempts'>): ReactNode {
  const t = useWords(WORDS)
  if (attempts.length === 0) return <Empty>{t('noAttempts')}</Empty>
  return (
    <table className="acts-table">
      <thead>
        <tr>
          <th scope="col">{t('at')}</th>
          <th scope="col">{t('status')}</th>
          <th scope="col">{t('result')}</th>
          <th scope="col">{t('took')}</th>
        </tr>
      </thead>
      <tbody>
        {attempts.map(({ at, status, result, ms }) => (
          <tr key={at}>
            <td>
              <Time at={at} />
            </td>
            <td>{status ?? t('noAnswer')}</td>
            <td>
              <ResultWords result={result} />
            </td>
            <td>{Math.round(ms).toLocaleString()} ms</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const WHY_NOT = {
  'no-right': 'whyNot_no_right',
  'other-world': 'whyNot_other_world',
  'under-way': 'whyNot_under_way',
  removed: 'whyNot_removed',
} as const

function Resend({ one }: { readonly one: Delivery }): ReactNode {
  const t = useWords(WORDS)
  const [isOpen, setOpen] = useState(false)
  const resend = useChange('resendDelivery', { refreshes: ['delivery', 'findDeliveries', 'listEndpoints'] })
  const may = mayResend(one, useActor())
  if (!may.ok) return <p className="acts-small">{t(WHY_NOT[may.why])}</p>
  return (
    <>
      <Button primary onPress={() => setOpen(true)}>
        {t('resend')}
      </Button>
      <ConfirmDialog
        title={t('resendTitle')}
        act={t('resend')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onAct={() =>
          resend.mutate(
            { params: { id: one.id } },
            {
              onSuccess: () => {
                setOpen(false)
                toast(t('resent'))
              },
            },
          )
        }
        isPending={resend.isPending}
        isHarmless
        error={resend.error}
      >
        <p>{t('resendWhat')}</p>
        {one.overtaken && <p>{t('overtakenWhy')}</p>}
      </ConfirmDialog>
    </>
  )
}
