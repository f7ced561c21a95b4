import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { TimelineItem } from '../../api/contract/entities.ts'
import { ask, type Reply } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'
import { Badge, VerdictBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const KINDS = ['decision', 'label', 'strike', 'enforcement', 'appeal', 'report'] as const
const PAGE = 40

/** What happened with an entity, newest first. */
export function Timeline({ entity, days }: { readonly entity: string; readonly days: number }): ReactNode {
  const t = useWords(WORDS)
  const [kind, setKind] = useState('')
  const found = useInfiniteQuery<Reply<'entityTimeline'>, AskError>({
    queryKey: ['entityTimeline', { entity, days, kind }],
    queryFn: ({ signal, pageParam }) =>
      ask(
        'entityTimeline',
        {
          body: {
            ...{ entity, days, limit: PAGE },
            ...(kind === '' ? {} : { kinds: [kind as (typeof KINDS)[number]] }),
            ...(pageParam === null ? {} : { before: pageParam as string }),
          },
        },
        signal,
      ),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
  })
  const items = (found.data?.pages ?? []).flatMap((page) => page.items)
  return (
    <Panel
      title={t('timeline')}
      acts={
        <Select
          label={t('timeline')}
          value={kind}
          options={[
            { value: '', label: t('all') },
            ...KINDS.map((value) => ({ value, label: t(value === 'label' ? 'labels' : value) })),
          ]}
          onChange={setKind}
        />
      }
    >
      <ProblemBox error={found.error} />
      {found.data !== undefined && items.length === 0 && <Empty>{t('noTimeline')}</Empty>}
      <ol className="entity-timeline">
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items are only ever added behind
          <li key={at}>
            <Time at={item.at} />
            <span className="entity-happened">
              <Happened item={item} entity={entity} />
            </span>
          </li>
        ))}
      </ol>
      {found.hasNextPage && (
        <Button isDisabled={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Panel>
  )
}

function Happened({ item, entity }: { readonly item: TimelineItem; readonly entity: string }): ReactNode {
  const t = useWords(WORDS)
  switch (item.kind) {
    case 'decision': {
      const { type, actor, verdict, fired, world } = item.decision
      return (
        <>
          <VerdictBadge verdict={verdict as 'allow'} /> <Said text={type} /> ·{' '}
          {actor === entity ? t('actedHere') : t('metHere')} · <Said text={world} />
          {fired.length > 0 && (
            <>
              {' · '}
              <Said text={fired.join(', ')} />
            </>
          )}
        </>
      )
    }
    case 'label': {
      const { op, label, source } = item.label
      return (
        <>
          <Badge tone="accent">{t('label')}</Badge> {t(op === 'set' ? 'labelSet' : 'labelUnset', { label })} ·{' '}
          <bdi>
            {source.kind === 'rule' ? t('byRule', { rule: source.rule }) : t('by', { who: source.by })}
          </bdi>
        </>
      )
    }
    case 'strike': {
      const { weight, policy } = item.strike
      return (
        <>
          <Badge tone="warn">{t('strike')}</Badge> {t('strikeGiven', { weight, policy })}
        </>
      )
    }
    case 'enforcement': {
      const { enforcement, causes } = item.enforcement
      return (
        <>
          <Badge tone="danger">{t('enforcement')}</Badge>{' '}
          {t('enforced', { name: enforcement, policy: causes[0]?.policy ?? '–' })}
        </>
      )
    }
    case 'appeal':
      return (
        <>
          <Badge tone="accent">{t('appeal')}</Badge> {t('appealed', { state: item.appeal.state })}
        </>
      )
    case 'report':
      return (
        <>
          <Badge tone="warn">{t('report')}</Badge> {t('reported', { reason: item.report.reason })}
        </>
      )
  }
}
