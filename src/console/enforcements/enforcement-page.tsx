import { type ReactNode, useState } from 'react'
import type { Chain } from '../../api/contract/acts.ts'
import type { Enforcement } from '../../api/contract/enforcements.ts'
import { mayReverse } from '../../enforcement/may-reverse.ts'
import { ByWhom } from '../acts/by-whom.tsx'
import { Preview } from '../acts/preview.tsx'
import { ReasonDialog } from '../acts/reason-dialog.tsx'
import { Texts } from '../acts/texts.tsx'
import { Timeline } from '../acts/timeline.tsx'
import { useActor } from '../acts/use-actor.ts'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { toast } from '../kit/toast.tsx'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** It may end while one looks: by time, on appeal, by somebody else. */
const EVERY_MS = 5000

/** One enforcement: why it is in force, what the player was told, and everything that led to it and came of it. */
export function EnforcementPage(): ReactNode {
  const t = useWords(WORDS)
  const id = useParam('id')
  const params = { id: id as Enforcement['id'] }
  const found = useAsk('enforcement', { params }, { everyMs: EVERY_MS })
  const chain = useAsk('chain', { params }, { everyMs: EVERY_MS })
  const one = found.data
  return (
    <Page
      title={one === undefined ? t('one') : `${t('one')}: ${one.enforcement}`}
      acts={one !== undefined && <Reverse one={one} chain={chain.data} />}
    >
      <ProblemBox error={found.error ?? chain.error} />
      {one !== undefined && (
        <>
          <Panel>
            <FactsOf one={one} />
          </Panel>
          <Panel title={t('causes')}>
            <Causes one={one} />
          </Panel>
        </>
      )}
      {chain.data !== undefined && (
        <>
          <Panel title={t('history')}>
            <Timeline chain={chain.data} here={id} />
          </Panel>
          <Panel title={t('statements')}>
            <Told chain={chain.data} />
          </Panel>
        </>
      )}
    </Page>
  )
}

function FactsOf({ one }: { readonly one: Enforcement }): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const params = Object.entries(one.params)
  return (
    <Facts
      facts={[
        [
          t('state'),
          <Badge key="state" tone={one.state === 'applied' ? 'warn' : 'plain'}>
            {say(`state_${one.state}`)}
          </Badge>,
        ],
        [t('on'), <EntityLink key="on" entity={one.target} />],
        ...(one.account === null || one.account === one.target
          ? []
          : [[t('account'), <EntityLink key="account" entity={one.account} />] as const]),
        ...(params.length === 0
          ? []
          : [[t('params'), params.map(([name, value]) => `${name}: ${value}`).join(', ')] as const]),
        [t('world'), one.world ?? say('everyWorld')],
        [t('from'), <Time key="from" at={one.from} />],
        [t('until'), one.until === null ? t('forEver') : <Time key="until" at={one.until} />],
        ...(one.endedAt === null ? [] : [[t('endedAt'), <Time key="ended" at={one.endedAt} />] as const]),
        [t('reversible'), one.reversible ? t('yes') : t('no')],
      ]}
    />
  )
}

function Causes({ one }: { readonly one: Enforcement }): ReactNode {
  const t = useWords(WORDS)
  if (one.causes.length === 0) return <Empty>{t('noCauses')}</Empty>
  return (
    <ul className="acts-causes">
      {one.causes.map((cause) => (
        <li key={`${cause.at} ${cause.decision} ${cause.by} ${cause.rule}`}>
          <ByWhom cause={cause} /> · {cause.policy} · <Time at={cause.at} />{' '}
          {cause.decision !== null && <A to={paths.decision(cause.decision)}>{cause.decision}</A>}{' '}
          {cause.reversedAt !== null && <Badge tone="good">{t('causeReversed')}</Badge>}
          {cause.reason !== null && <PlayerText text={cause.reason} />}
        </li>
      ))}
    </ul>
  )
}

function Told({ chain }: { readonly chain: Chain }): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  if (chain.statements.length === 0) return <Empty>{t('noStatements')}</Empty>
  return (
    <>
      {chain.statements.map(({ id, kind, at, account, texts }) => (
        <details key={id} open={chain.statements.length === 1}>
          <summary>
            {say(`statement_${kind}`)} · <PlayerText text={account} inline /> · <Time at={at} />
          </summary>
          <p>
            <A to={paths.statement(id)}>{id}</A>
          </p>
          <Texts texts={texts} />
        </details>
      ))}
    </>
  )
}

function Reverse({
  one,
  chain,
}: {
  readonly one: Enforcement
  readonly chain: Chain | undefined
}): ReactNode {
  const t = useWords(WORDS)
  const [isOpen, setOpen] = useState(false)
  const preview = useAsk('previewReversal', { params: { id: one.id } }, { enabled: isOpen })
  const reverse = useChange('reverseEnforcement', {
    refreshes: ['enforcement', 'chain', 'findEnforcements', 'enforcementTally'],
  })
  const may = mayReverse(one, useActor())
  if (!may.ok) {
    if (may.why === 'reversed' || may.why === 'expired') return null
    return <p className="acts-small">{t(may.why === 'no-right' ? 'mayNot_noRight' : 'mayNot_otherWorld')}</p>
  }
  const isAppealed = chain?.appeals.some(
    ({ state, enforcement }) => state === 'open' && enforcement === one.id,
  )
  return (
    <>
      <Button danger onPress={() => setOpen(true)}>
        {t('reverse')}
      </Button>
      <ReasonDialog
        title={t('reverseTitle')}
        act={t('reverse')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onAct={(reason) =>
          reverse.mutate(
            { params: { id: one.id }, body: { reason } },
            {
              onSuccess: () => {
                setOpen(false)
                toast(t('reversed'))
              },
            },
          )
        }
        isPending={reverse.isPending}
        isDisabled={preview.data === undefined}
        error={reverse.error ?? preview.error}
      >
        <Preview preview={preview.data} />
        {isAppealed && <p>{t('openAppeal')}</p>}
      </ReasonDialog>
    </>
  )
}
