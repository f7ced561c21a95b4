import { type ReactNode, useMemo, useState } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Page } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { AgreementPart } from './agreement-part.tsx'
import { PrecisionPart } from './precision-part.tsx'
import { PrevalencePart } from './prevalence-part.tsx'
import type { QualityAsked } from './quality-asked.ts'
import { RecallPart } from './recall-part.tsx'
import { ReviewersPart } from './reviewers-part.tsx'
import { WORDS } from './words.ts'

const SPANS = ['7', '30', '90', '365']
const USUAL = '30'
const DAY_MS = 86_400_000

/** How well people judge, and how much harm there is. */
export function QualityPage(): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const [{ days, world, by }, filter] = useFilters(['days', 'world', 'by'])
  const span = SPANS.includes(days) ? days : USUAL
  // The page is of one moment: it must not ask anew with each minute that passes.
  const [nowMs] = useState(() => Date.now())
  const asked = useMemo(
    (): QualityAsked => ({
      from: new Date(nowMs - Number(span) * DAY_MS).toISOString(),
      ...(world === '' ? {} : { worlds: [world] }),
    }),
    [nowMs, span, world],
  )
  const { data } = useAsk('settings', {}, { enabled: may('read'), freshMs: 60_000 })
  return (
    <Page title={t('quality')} about={t('about')}>
      <div className="filters">
        <Select
          label={t('span')}
          value={span}
          onChange={(next) => filter({ days: next })}
          options={SPANS.map((value) => ({ value, label: t('days', { n: value }) }))}
        />
        <Select
          label={t('world')}
          value={world}
          onChange={(next) => filter({ world: next })}
          options={[
            { value: '', label: t('allWorlds') },
            ...(data?.pack.worlds ?? []).map((value) => ({ value, label: value })),
          ]}
        />
        <Select
          label={t('by')}
          value={by === 'exposure' ? 'exposure' : 'decisions'}
          onChange={(next) => filter({ by: next === 'exposure' ? next : '' })}
          options={[
            { value: 'decisions', label: t('by_decisions') },
            { value: 'exposure', label: t('by_exposure') },
          ]}
        />
      </div>
      <PrevalencePart asked={asked} by={by === 'exposure' ? 'exposure' : 'decisions'} />
      <RecallPart asked={asked} />
      <PrecisionPart asked={asked} />
      <AgreementPart asked={asked} />
      <ReviewersPart asked={asked} />
    </Page>
  )
}
