import { type ReactNode, useMemo, useState } from 'react'
import type { Strike } from '../../api/contract/enforcements.ts'
import { mayReverseStrike } from '../../enforcement/may-reverse-strike.ts'
import { EntityForm } from '../acts/entity-form.tsx'
import { List } from '../acts/list.tsx'
import { Preview } from '../acts/preview.tsx'
import { ReasonDialog } from '../acts/reason-dialog.tsx'
import { Timeline } from '../acts/timeline.tsx'
import { useActor } from '../acts/use-actor.ts'
import { usePages } from '../acts/use-pages.ts'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { toast } from '../kit/toast.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { ThresholdPanel } from './threshold-panel.tsx'
import { WORDS } from './words.ts'

/** Every strike, newest first; of one account, with what they come to. */
export function StrikesPage(): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const { user } = useSession()
  const [{ policy, world }, change] = useFilters(['policy', 'world'])
  const [account, setAccount] = useState<string>()
  const [opened, setOpened] = useState<Strike>()
  const kinds = useAsk('enforceable', {}, { freshMs: 60_000 })
  const body = {
    ...(policy === '' ? {} : { policy }),
    ...(world === '' ? {} : { world }),
    ...(account === undefined ? {} : { account }),
  }
  const pages = usePages('findStrikes', body, ({ strikes, next }) => ({ rows: strikes, next }))
  const sum = useAsk(
    'findStrikes',
    { body: { account: account as Strike['account'], limit: 1 } as never },
    { enabled: account !== undefined },
  )
  const columns = useColumns()
  const any = { value: '', label: say('all') }
  return (
    <Page title={t('title')} about={t('about')}>
      <div className="filters">
        <Select
          label={t('policy')}
          value={policy}
          options={[any, ...(kinds.data?.policies ?? []).map(({ id }) => ({ value: id, label: id }))]}
          onChange={(policy) => change({ policy })}
        />
      </div>
      <EntityForm label={t('find')} onFind={setAccount} />
      {account !== undefined && sum.data !== undefined && sum.data.sum !== null && (
        <p>{t('sum', { sum: sum.data.sum })}</p>
      )}
      <List
        label={t('title')}
        pages={pages}
        columns={columns}
        rowId={({ id }) => id}
        onOpen={setOpened}
        empty={t('empty')}
      />
      {user.worlds === null && <ThresholdPanel />}
      {opened !== undefined && <StrikeDialog strike={opened} onClose={() => setOpened(undefined)} />}
    </Page>
  )
}

function StrikeDialog({
  strike,
  onClose,
}: {
  readonly strike: Strike
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const [isReversing, setReversing] = useState(false)
  const chain = useAsk('chain', { params: { id: strike.id } })
  const preview = useAsk('previewStrikeReversal', { params: { id: strike.id } }, { enabled: isReversing })
  const reverse = useChange('reverseStrike', { refreshes: ['findStrikes', 'chain', 'findEnforcements'] })
  const may = mayReverseStrike({ isReversed: strike.state === 'reversed', world: strike.world }, useActor())
  if (isReversing)
    return (
      <ReasonDialog
        title={t('reverseTitle')}
        act={t('reverse')}
        isOpen
        onClose={() => setReversing(false)}
        onAct={(reason) =>
          reverse.mutate(
            { params: { id: strike.id }, body: { reason } },
            {
              onSuccess: () => {
                toast(t('reversed'))
                onClose()
              },
            },
          )
        }
        isPending={reverse.isPending}
        isDisabled={preview.data === undefined}
        error={reverse.error ?? preview.error}
      >
        <Preview preview={preview.data} />
      </ReasonDialog>
    )
  return (
    <Dialog title={t('chosen')} isOpen onClose={onClose} wide>
      <ProblemBox error={chain.error} />
      {chain.data !== undefined && <Timeline chain={chain.data} here={strike.id} />}
      <div className="dialog-acts">
        {may.ok ? (
          <Button danger onPress={() => setReversing(true)}>
            {t('reverse')}
          </Button>
        ) : (
          may.why !== 'reversed' && <p className="acts-small">{t('mayNot')}</p>
        )}
      </div>
    </Dialog>
  )
}

function useColumns(): readonly GridColumn<Strike>[] {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  return useMemo(
    () => [
      {
        id: 'state',
        title: t('state'),
        width: '170px',
        cell: ({ state }) => (
          <Badge tone={state === 'counts' ? 'warn' : 'plain'}>{say(`strike_${state}`)}</Badge>
        ),
      },
      { id: 'account', title: t('account'), cell: ({ account }) => <EntityLink entity={account} /> },
      {
        id: 'weight',
        title: t('weight'),
        width: '80px',
        isNumber: true,
        sort: ({ weight }) => weight,
        cell: ({ weight }) => weight,
      },
      { id: 'policy', title: t('policy'), cell: ({ policy }) => policy },
      { id: 'why', title: t('why'), cell: ({ rule }) => rule ?? t('byPerson') },
      {
        id: 'at',
        title: t('since'),
        width: '130px',
        sort: ({ at }) => at,
        cell: ({ at }) => <Time at={at} relative />,
      },
      {
        id: 'expires',
        title: t('expires'),
        width: '130px',
        sort: ({ expires }) => expires,
        cell: ({ expires }) => <Time at={expires} relative />,
      },
    ],
    [t, say],
  )
}
