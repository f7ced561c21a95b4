import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { OverviewRequest } from '../../api/contract/live.ts'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TopBars } from '../kit/top-bars.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { EmptyWorld } from './empty-world.tsx'
import { OverviewCharts } from './overview-charts.tsx'
import { WORDS } from './words.ts'

const SPANS = ['1h', '6h', '24h', '7d', '35d'] as const
type Span = (typeof SPANS)[number]
const EVERY_MS: Readonly<Record<Span, number>> = {
  '1h': 10_000,
  '6h': 30_000,
  '24h': 60_000,
  '7d': 120_000,
  '35d': 300_000,
}

/** What was decided over a span of time: series that can be brushed, and what was most frequent in it. */
export function Overview(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const [filters, setFilters] = useFilters(['last', 'from', 'to', 'world'])
  const last = SPANS.find((span) => span === filters.last) ?? '1h'
  const brushed = spanOf(filters.from, filters.to)
  const body: OverviewRequest = {
    ...(brushed ?? { last }),
    ...(filters.world === '' ? {} : { worlds: [filters.world] }),
  }
  const { data, error } = useAsk(
    'overview',
    { body },
    {
      keep: true,
      ...(brushed === undefined ? { everyMs: EVERY_MS[last] } : { freshMs: 60_000 }),
    },
  )
  if (data !== undefined && data.since === null) return <EmptyWorld />
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const pick = (span: Span) => setFilters({ last: span, from: '', to: '' })
  const brush = (fromMs: number, toMs: number) =>
    setFilters({ from: String(Math.floor(fromMs)), to: String(Math.ceil(toMs)) })
  const bars = (
    rows: readonly { readonly name: string; readonly fired: number; readonly shadow: number }[],
  ) =>
    rows.map(({ name, fired, shadow }) => ({
      id: name,
      count: fired,
      label: (
        <>
          {name}
          {shadow > 0 && (
            <span className="home-soft"> {t('inShadow', { n: shadow.toLocaleString(language) })}</span>
          )}
        </>
      ),
    }))
  const ways = (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that choose one of a few */}
      <div className="home-spans" role="group" aria-label={t('span')}>
        {SPANS.map((span) => (
          <Button
            key={span}
            className="home-span"
            aria-pressed={brushed === undefined && span === last}
            onPress={() => pick(span)}
          >
            {t(`span_${span}`)}
          </Button>
        ))}
      </div>
      {filters.world !== '' && (
        <Button onPress={() => setFilters({ world: '' })}>{t('allWorlds', { world: filters.world })}</Button>
      )}
      {brushed !== undefined && <Button onPress={() => pick(last)}>{t('unbrush')}</Button>}
    </>
  )
  return (
    <>
      <Panel title={t('decided')} acts={ways}>
        <ProblemBox error={error} />
        {data !== undefined && (
          <>
            <p className="home-soft" role="status">
              {t('between', {
                from: format.format(new Date(data.from)),
                to: format.format(new Date(data.to)),
                count: data.totals.events,
              })}
            </p>
            <OverviewCharts reply={data} onBrush={brush} />
          </>
        )}
      </Panel>
      {data !== undefined && (
        <div className="home-tops">
          <Panel title={t('topPolicies')}>
            <TopBars
              label={t('topPolicies')}
              bars={bars(data.policies.map(({ policy, ...counts }) => ({ name: policy, ...counts })))}
              openLabel={t('open')}
              onOpen={(id) => void navigate({ to: paths.policy(id) })}
            />
          </Panel>
          <Panel title={t('topRules')}>
            <TopBars
              label={t('topRules')}
              bars={bars(data.rules.map(({ rule, ...counts }) => ({ name: rule, ...counts })))}
              openLabel={t('open')}
              onOpen={(id) => void navigate({ to: paths.rule(id) })}
            />
          </Panel>
          <Panel title={t('worlds')}>
            <TopBars
              label={t('worlds')}
              bars={data.worlds.map(({ world, events }) => ({ id: world, label: world, count: events }))}
              openLabel={t('narrow')}
              onOpen={(id) => setFilters({ world: id })}
            />
          </Panel>
          <Panel title={t('types')}>
            <TopBars
              label={t('types')}
              bars={data.types.map(({ type, events }) => ({ id: type, label: type, count: events }))}
            />
          </Panel>
        </div>
      )}
    </>
  )
}

/** The span that was brushed, in ms in the address; undefined: none, or none that makes sense. */
function spanOf(from: string, to: string): { from: string; to: string } | undefined {
  const [fromMs, toMs] = [Number(from), Number(to)]
  if (from === '' || to === '' || !(fromMs > 0) || !(fromMs < toMs) || toMs > 8.64e15) return undefined
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }
}
