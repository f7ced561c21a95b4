import type { ReactNode } from 'react'
import type { Endpoint } from '../../api/contract/delivery.ts'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { EndpointActs } from './endpoint-acts.tsx'
import { EndpointState } from './endpoint-state.tsx'
import { WORDS } from './words.ts'

/** One endpoint: how it does, and what can be done about it. */
export function EndpointPage(): ReactNode {
  const t = useWords(WORDS)
  const id = useParam('id') as Endpoint['id']
  const found = useAsk('endpoint', { params: { id } }, { everyMs: 5000 })
  const one = found.data
  return (
    <Page title={t('one')} acts={one !== undefined && <EndpointActs one={one} />}>
      <ProblemBox error={found.error} />
      {one !== undefined && (
        <Panel>
          <FactsOf one={one} />
          <p>
            <A to={`${paths.deliveries()}?endpoint=${one.id}&state=all`}>{t('deliveries')}</A>
            {' · '}
            <A to={`${paths.deliveries()}?endpoint=${one.id}`}>{t('deadLetters')}</A>
          </p>
        </Panel>
      )}
    </Page>
  )
}

function FactsOf({ one }: { readonly one: Endpoint }): ReactNode {
  const t = useWords(WORDS)
  const { breaker } = one
  return (
    <Facts
      facts={[
        [t('url'), <Said key="url" text={one.url} />],
        ...(one.description === ''
          ? []
          : [[t('description'), <Said key="description" text={one.description} />] as const]),
        [
          t('state'),
          <span key="state">
            <EndpointState one={one} /> <Said text={one.why} />
          </span>,
        ],
        [t('breaker'), t(`breaker_${breaker.state}`)],
        [t('failures'), breaker.failuresInRow],
        ...(breaker.holdUntil === null
          ? []
          : [[t('holdUntil'), <Time key="hold" at={breaker.holdUntil} />] as const]),
        [t('types'), one.types === null ? t('allTypes') : one.types.join(', ')],
        [t('waiting'), one.waiting.toLocaleString()],
        ...(one.oldestAt === null ? [] : [[t('oldest'), <Time key="oldest" at={one.oldestAt} />] as const]),
        [t('dead'), one.dead.toLocaleString()],
        [
          t('delivered'),
          one.deliveredAt === null ? t('never') : <Time key="delivered" at={one.deliveredAt} />,
        ],
        [
          t('created'),
          <span key="created">
            <Time at={one.createdAt} />, {t('by')} <Said text={one.createdBy} />
          </span>,
        ],
        ...(one.oldSecretUntil === null
          ? []
          : [[t('oldSecret'), <Time key="old" at={one.oldSecretUntil} />] as const]),
      ]}
    />
  )
}
